//! Changes an event: what all ways to move, rename, place and stretch one have in common.

use crate::model::{
    Change, Deed, Edit, EditId, EditKind, Event, OthersDeed, Outcome, Press, Scope, SeenEvent, Then, Trouble, Write,
};
use crate::reminders;
use crate::speech::{Altered, Label, Reply};
use crate::store;

use super::answer::Answer;
use super::card::{overlaps, usual};
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::turn::{Turn, buttons, or_without};
use super::{others, tell, undo};

/// A change that someone asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// The event as it was seen.
    pub seen: SeenEvent,
    /// What changes.
    pub change: Change,
    /// How much of a series, if said.
    pub scope: Option<Scope>,
}

/// Changes an event if it still looks as it was seen. The same `edit` changes it once.
pub async fn change(turn: &Turn<'_>, edit: EditId, wanted: Wanted) -> Result<Answer, Cause> {
    let Wanted { seen, change, .. } = wanted;
    let changed = change.clone().applied_to(seen.event.clone());
    let base = match delete::look(turn, &seen).await? {
        EventStanding::Other(event) if !event.looks_other_than(&changed) => event,
        EventStanding::Other(event) => return tell::changed(turn, &SeenEvent { event: *event, ..seen }).await,
        EventStanding::AsSeen(event) => event,
        EventStanding::Gone => return Ok(turn.toast_or_answer(Reply::AlreadyCancelled)),
    };
    let edit = Edit {
        id: edit,
        account: seen.account.clone(),
        event: base.id.clone(),
        kind: EditKind::Change { change: change.clone(), base },
        origin: turn.origin(),
        made: turn.now,
    };
    let changed_by = edit.id.clone();
    let (event, queued) = match turn.room.sync.submit(edit, turn.now).await? {
        Outcome::Agreed(event) => (*event, None),
        Outcome::Queued(trouble) => (changed, Some(trouble)),
        Outcome::Conflict(event) => return overridden(turn, &seen, *event, change).await,
        Outcome::Refused(trouble) => {
            return Ok(turn.answer(Reply::RefusedByGoogle { title: seen.event.title, trouble }));
        }
        Outcome::Deleted | Outcome::AlreadyGone => return Ok(turn.toast_or_answer(Reply::AlreadyCancelled)),
    };
    let event = Event { series: seen.event.series.clone(), ..event };
    let is = SeenEvent { account: seen.account.clone(), event, is_cancelled: false };
    let deed = Deed::Changed { was: Box::new(seen.event.clone()), is: Box::new(is.event.clone()) };
    let write = Write { edit: changed_by, account: is.account.clone(), deed };
    // A series that was just created changes as a whole.
    let scope = if is.event.is_whole_series() { Scope::All } else { Scope::This };
    Ok(tell_of(turn, Done { was: seen, is, scope, apart: Vec::new(), writes: vec![write], queued }).await)
}

/// A change that was made, or will be once Google is back.
pub struct Done {
    /// The event before.
    pub was: SeenEvent,
    /// The event as it is now.
    pub is: SeenEvent,
    /// How much of the series it covers.
    pub scope: Scope,
    /// Occurrences that had a different time and now follow their series.
    pub apart: Vec<Event>,
    /// What was written, for undo.
    pub writes: Vec<Write>,
    /// Why it is only saved for later, if it is.
    pub queued: Option<Trouble>,
}

/// Tells what was changed, with an undo button.
pub async fn tell_of(turn: &Turn<'_>, done: Done) -> Answer {
    let Done { was, is, scope, apart, writes, queued } = done;
    if let (Some(write), None) = (writes.first(), queued) {
        let what = if was.event.when == is.event.when { OthersDeed::Changed } else { OthersDeed::Moved };
        let (account, events) = (&is.account, vec![is.event.clone()]);
        others::tell(turn, others::News { edit: &write.edit, account, what, scope, events }).await;
    }
    let undo = or_without(undo::keep(turn, writes, Then::News).await);
    or_without(correct_list(turn, &was, &is.event).await);
    let is_moved = was.event.when != is.event.when;
    let overlaps = if is_moved { or_without(overlaps(turn, &is.account, &is.event).await) } else { Vec::new() };
    let leads = turn.leads(is.event.leads.as_deref());
    let plan = reminders::coming(is.event.when, &leads, turn.zone(), turn.now);
    let buttons = buttons().row(undo.into_iter().chain(usual(&is)));
    let keyboard = or_without(turn.keep_for_event(buttons, &is.event).await);
    let altered = if was.event.when.start(turn.zone()) == is.event.when.start(turn.zone()) {
        Altered::Changed
    } else {
        Altered::Moved
    };
    let (card, apart) = (turn.card(&is), apart.iter().map(|event| turn.card_in(&is.account, event)).collect());
    let reply = Reply::Moved { altered, scope, card, plan, overlaps, apart, queued, keyboard };
    match scope {
        Scope::This => turn.answer(reply).card_of(&is, &turn.said(&is)),
        // What happened to the other occurrences is only known after the next round.
        Scope::Following | Scope::All => turn.answer(reply).about(&turn.said(&is)),
    }
}

/// Updates the event in the list this person last saw, so that its number still refers to it.
async fn correct_list(turn: &Turn<'_>, seen: &SeenEvent, is: &Event) -> Result<(), store::Error> {
    let Some(mut list) = turn.seen_list().await? else { return Ok(()) };
    list.bring_back(&seen.account, &seen.event.id, is);
    turn.put_seen_list(&list).await
}

/// Google's change came first and wins; ours is offered again.
async fn overridden(turn: &Turn<'_>, seen: &SeenEvent, event: Event, change: Change) -> Result<Answer, Cause> {
    let card = turn.card_in(&seen.account, &event);
    let press = Press::Override { account: seen.account.clone(), event: Box::new(event.clone()), change };
    let keyboard = or_without(turn.keep_for_event(buttons().row([(Label::UseMine, press)]), &event).await);
    Ok(turn.answer(Reply::Overridden { card, keyboard }))
}
