//! Sets the reminders of an event.

use crate::model::{
    Change, Deed, Edit, EditId, EditKind, Event, Lead, Outcome, Press, SeenEvent, Sought, Target, Then, Trouble, Write,
};
use crate::reminders;
use crate::speech::{Keyboard, Reply};

use super::answer::Answer;
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::meant::meant;
use super::turn::{Turn, buttons, or_without};
use super::undo;

/// Gives an event these leads; if none are named, it only says which reminders will come.
pub async fn remind(turn: &Turn<'_>, target: &Target, leads: Option<Vec<Lead>>) -> Result<Answer, Cause> {
    let wished = leads.clone().map(|leads| Change { leads: Some(Some(leads)), ..Change::default() });
    let press = |seen: &SeenEvent| match &wished {
        Some(change) => Press::Change { seen: seen.clone(), change: change.clone(), scope: None },
        None => Press::Card { seen: seen.clone() },
    };
    let seen = match meant(turn, target, press).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    let Some(leads) = leads else { return Ok(answer(turn, &seen, None, Keyboard::new())) };
    let base = turn.once(|recall| &mut recall.base, base(turn, &seen)).await?;
    let Sought::Present(base) = base else { return Ok(turn.answer(Reply::AlreadyCancelled)) };
    let base = Box::new(base);
    let wanted = Change { leads: Some(Some(leads)), ..Change::default() };
    let changed = wanted.clone().applied_to((*base).clone());
    let edit = Edit {
        id: turn.edit_of_message(0)?,
        account: seen.account.clone(),
        event: base.id.clone(),
        kind: EditKind::Change { change: wanted, base: base.clone() },
        origin: turn.origin(),
        made: turn.now,
    };
    let id: EditId = edit.id.clone();
    let (event, queued) = match turn.room.sync.submit(edit, turn.now).await? {
        Outcome::Agreed(event) | Outcome::Conflict(event) => (*event, None),
        Outcome::Queued(trouble) => (changed, Some(trouble)),
        Outcome::Refused(trouble) => return Ok(turn.answer(Reply::RefusedByGoogle { title: base.title, trouble })),
        Outcome::Deleted | Outcome::AlreadyGone => return Ok(turn.answer(Reply::AlreadyCancelled)),
    };
    let is = SeenEvent { event: Event { series: seen.event.series.clone(), ..event }, ..seen };
    let deed = Deed::Changed { was: base, is: Box::new(is.event.clone()) };
    let write = Write { edit: id, account: is.account.clone(), deed };
    let undo = or_without(undo::keep(turn, vec![write], Then::News).await);
    let keyboard = or_without(turn.keep_for_event(buttons().row(undo), &is.event).await);
    Ok(answer(turn, &is, queued, keyboard))
}

/// The event as it is now: reminders can be set even if it has moved since it was seen.
async fn base(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Sought<Event>, Cause> {
    Ok(match delete::look(turn, seen).await? {
        EventStanding::AsSeen(event) | EventStanding::Other(event) => Sought::Present(*event),
        EventStanding::Gone => Sought::Missing,
    })
}

/// The answer about an event's reminders.
fn answer(turn: &Turn<'_>, seen: &SeenEvent, queued: Option<Trouble>, keyboard: Keyboard) -> Answer {
    let leads = turn.leads(seen.event.leads.as_deref());
    let plan = reminders::coming(seen.event.when, &leads, turn.zone(), turn.now);
    turn.answer(Reply::RemindersOf { card: turn.card(seen), plan, queued, keyboard }).about(&turn.said(seen))
}
