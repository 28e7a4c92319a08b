//! Changing an event by a button: to its other reading, or back to what Google's change overrode.

use crate::model::{Change, Deed, Edit, EditId, EditKind, Event, Outcome, Press, SeenEvent, Then, Token, Write};
use crate::reminders;
use crate::speech::{Card, Label, Reply};

use super::answer::Answer;
use super::delete::{self, Standing};
use super::failure::Cause;
use super::tell;
use super::turn::{Turn, buttons, or_without};
use super::undo;

/// Changes an event that still looks as it was shown. The buttons of one message change it once.
pub async fn change(turn: &Turn<'_>, token: &Token, seen: SeenEvent, wanted: Change) -> Result<Answer, Cause> {
    let changed = wanted.clone().applied_to(seen.event.clone());
    let base = match delete::look(turn, &seen).await? {
        Standing::Other(event) if !event.looks_other_than(&changed) => event,
        Standing::Other(event) => return tell::changed(turn, &SeenEvent { event: *event, ..seen }).await,
        Standing::AsSeen(event) => event,
        Standing::Gone => return Ok(turn.toast(Reply::AlreadyCancelled)),
    };
    let before = base.clone();
    let edit = Edit {
        id: EditId::of_change(&seen.account, token, &base.id),
        account: seen.account.clone(),
        event: base.id.clone(),
        kind: EditKind::Change { change: wanted.clone(), base },
        origin: turn.origin(),
        made: turn.now,
    };
    let changed_by = edit.id.clone();
    let (event, queued) = match turn.room.sync.submit(edit, turn.now).await? {
        Outcome::Agreed(event) => (*event, None),
        Outcome::Queued(trouble) => (changed, Some(trouble)),
        Outcome::Conflict(event) => return overridden(turn, &seen, *event, wanted).await,
        Outcome::Refused(trouble) => {
            return Ok(turn.answer(Reply::RefusedByGoogle { title: seen.event.title, trouble }));
        }
        Outcome::Deleted | Outcome::AlreadyGone => return Ok(turn.toast(Reply::AlreadyCancelled)),
    };
    let is = SeenEvent {
        account: seen.account.clone(),
        event: Event { series: seen.event.series.clone(), ..event },
        is_cancelled: false,
    };
    let leads = turn.leads(is.event.leads.as_deref());
    let plan = reminders::coming(is.event.when, &leads, turn.zone(), turn.now);
    let deed = Deed::Changed { was: before, is: Box::new(is.event.clone()) };
    let write = Write { edit: changed_by, account: is.account.clone(), deed };
    let undo = or_without(undo::keep(turn, vec![write], Then::News).await);
    let buttons = buttons().row(undo.into_iter().chain([(Label::Cancel, Press::Cancel { seen: is.clone() })]));
    let keyboard = or_without(turn.keep_for_event(buttons, &is.event).await);
    Ok(turn.answer(Reply::Moved { card: Card::of(&is.event), plan, queued, keyboard }).about(&turn.said(&is)))
}

/// Google's change came first and stands; ours is offered again.
async fn overridden(turn: &Turn<'_>, seen: &SeenEvent, event: Event, change: Change) -> Result<Answer, Cause> {
    let card = Card::of(&event);
    let press = Press::Override { account: seen.account.clone(), event: Box::new(event.clone()), change };
    let keyboard = or_without(turn.keep_for_event(buttons().row([(Label::UseMine, press)]), &event).await);
    Ok(turn.answer(Reply::Overridden { card, keyboard }))
}
