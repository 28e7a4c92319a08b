//! Tells the other people of a calendar what one of them did here.

use chrono::Duration;

use crate::model::{AccountId, EditId, Event, Notice, NoticeKind, OthersDeed, Scope};

use super::turn::{Turn, or_without};

/// How long a repeated press tells nothing again.
const TOLD_ONCE_FOR: Duration = Duration::days(1);

/// What was done to events, and by which edit, so that it is told once.
pub struct News<'a> {
    /// The edit, or the first of several.
    pub edit: &'a EditId,
    /// The calendar.
    pub account: &'a AccountId,
    /// What was done.
    pub what: OthersDeed,
    /// How much of the series it covers.
    pub scope: Scope,
    /// The events.
    pub events: Vec<Event>,
}

/// Tells the others who want that. A failure is only logged: the person who did it has their answer anyway.
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
