//! Telling the other people of a calendar what one of them did here.

use chrono::Duration;

use crate::model::{AccountId, EditId, Event, Notice, NoticeKind, OthersDeed, Scope};

use super::turn::{Turn, or_without};

/// How long a press that is repeated tells nothing again.
const TOLD_ONCE_FOR: Duration = Duration::days(1);

/// What was done to events, and by which edit: done once, it is told once.
pub struct News<'a> {
    /// The edit; of several the first.
    pub edit: &'a EditId,
    /// The calendar.
    pub account: &'a AccountId,
    /// What was done.
    pub what: OthersDeed,
    /// How much of a series it is about.
    pub scope: Scope,
    /// The events.
    pub events: Vec<Event>,
}

/// Has the others told who want that. What is told is nice to have: the person who did it has their answer anyway.
pub async fn tell(turn: &Turn<'_>, news: News<'_>) {
    let News { edit, account, what, scope, events } = news;
    let kind =
        NoticeKind::ByOther { by: turn.incoming.user, name: turn.incoming.name.clone(), deed: what, scope, events };
    let notice = Notice { id: format!("other:{edit}"), account: account.clone(), chat: None, kind };
    let (store, told) = (&turn.room.store, EditId(format!("other-{edit}")));
    let until = turn.now.checked_add_signed(TOLD_ONCE_FOR).unwrap_or(turn.now);
    if or_without(store.claim(account, &told, turn.incoming.id, until, turn.now).await) {
        or_without(store.put_notice(&notice).await);
        turn.room.reminders.look_for_notices(account);
    }
}
