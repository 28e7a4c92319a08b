//! Undoes what was done here: by a button or in words, for ten minutes, once.

use crate::model::{
    AccountId, Change, Deed, Edit, EditId, EditKind, Event, EventId, GuestEdit, OthersDeed, Outcome, Press, Rsvp,
    Scope, SeenEvent, Then, Trouble, Undoable, Undoables, Write,
};
use crate::reminders;
use crate::speech::{Card, Label, NotUndone, Reply, Undone};
use crate::store;
use crate::sync::Batch;

use super::answer::Answer;
use super::card::{answers, usual};
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::turn::{Turn, buttons, or_without};
use super::{list, others};

/// The result of undoing one write.
enum UndoOutcome {
    /// It was undone; with the event as it is now or, if it was removed again, as it was.
    Done { event: Box<Event>, queued: Option<Trouble> },
    /// Someone has changed the event since, or it is gone: it was left alone.
    Changed(Box<Event>),
    /// Google refused.
    Refused(Trouble),
}

/// Saves what was written, for undo, and returns the undo button; none if nothing was written.
pub async fn keep(turn: &Turn<'_>, writes: Vec<Write>, then: Then) -> Result<Option<(Label, Press)>, store::Error> {
    let Some(first) = writes.first() else { return Ok(None) };
    let id = first.edit.clone();
    let until = turn.now.checked_add_signed(Undoables::KEPT).unwrap_or(turn.now);
    let undoable = Undoable { id: id.clone(), by: turn.incoming.user, until, writes, taken_by: None, refusals: 0 };
    let (store, chat) = (&turn.room.store, turn.incoming.chat);
    let mut kept = store.undoables(chat).await?;
    kept.add(undoable, turn.now);
    store.put_undoables(chat, &kept, turn.now).await?;
    Ok(Some((Label::Undo, Press::Undo { write: id, then })))
}

/// Undoes what this person did last in this chat.
pub async fn undo(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let kept = turn.room.store.undoables(turn.incoming.chat).await?;
    match kept.last_of(turn.incoming.user, turn.incoming.id, turn.now).filter(|last| is_shown(turn, last)).cloned() {
        Some(undoable) => take_back(turn, kept, undoable, Then::News).await,
        None => Ok(turn.answer(Reply::NotUndone { why: NotUndone::Nothing })),
    }
}

/// Undoes what an undo button belongs to.
pub async fn undo_this(turn: &Turn<'_>, write: &EditId, then: Then) -> Result<Answer, Cause> {
    let kept = turn.room.store.undoables(turn.incoming.chat).await?;
    let no = |why| turn.toast(Reply::NotUndone { why });
    match kept.named(write).filter(|named| is_shown(turn, named)).cloned() {
        None => Ok(no(NotUndone::TooLate)),
        Some(undoable) if undoable.taken_by.is_some_and(|by| by != turn.incoming.id) => Ok(no(NotUndone::Already)),
        Some(undoable) if undoable.taken_by.is_none() && undoable.until <= turn.now => Ok(no(NotUndone::TooLate)),
        Some(undoable) => take_back(turn, kept, undoable, then).await,
    }
}

/// Whether everything that was written is in calendars that are shown here.
fn is_shown(turn: &Turn<'_>, undoable: &Undoable) -> bool {
    undoable.writes.iter().all(|write| turn.shown.has(&write.account))
}

/// Undoes a write. It is marked as undone before Google is asked, so that no other message begins the same undo; a
/// message that is handled again continues with the same edits.
async fn take_back(turn: &Turn<'_>, mut kept: Undoables, undoable: Undoable, then: Then) -> Result<Answer, Cause> {
    let (store, chat) = (&turn.room.store, turn.incoming.chat);
    if undoable.taken_by.is_none() {
        if let Some(card) = changed_since(turn, &undoable.writes).await? {
            return Ok(turn.answer(Reply::NotUndone { why: NotUndone::Changed(Box::new(card)) }));
        }
        kept.take(&undoable.id, turn.incoming.id);
        store.put_undoables(chat, &kept, turn.now).await?;
    }
    let mut fates = Vec::with_capacity(undoable.writes.len());
    let mut batch = turn.room.sync.batch();
    for write in undoable.writes.iter().rev() {
        turn.take_over_card(&write.account, &shown(&write.deed).id).await?;
        fates.push((write, carry_out(turn, &mut batch, write, undoable.refusals).await?));
    }
    fates.reverse();
    let is_refused = |fate: &UndoOutcome| matches!(fate, UndoOutcome::Refused(_));
    let refused: Vec<&EditId> =
        fates.iter().filter(|(_, fate)| is_refused(fate)).map(|(write, _)| &write.edit).collect();
    if !refused.is_empty() {
        // If the person tries again, they must not be told that there is nothing to undo.
        kept.refuse(&undoable.id, &refused);
        or_without(store.put_undoables(chat, &kept, turn.now).await);
    }
    or_without(keep_reverted(turn, &mut kept, &fates).await);
    tell(turn, fates, then).await
}

/// Saves the restored state of events that were created here, so that their creation can be undone too.
async fn keep_reverted(
    turn: &Turn<'_>,
    kept: &mut Undoables,
    fates: &[(&Write, UndoOutcome)],
) -> Result<(), store::Error> {
    let mut is_any = false;
    for (write, fate) in fates {
        if let (Deed::Changed { is, .. }, UndoOutcome::Done { event, .. }) = (&write.deed, fate) {
            kept.revert(&write.account, &is.id, event);
            is_any = true;
        }
    }
    if is_any { turn.room.store.put_undoables(turn.incoming.chat, kept, turn.now).await } else { Ok(()) }
}

/// The first event of these writes that someone has changed since, as it is now.
async fn changed_since(turn: &Turn<'_>, writes: &[Write]) -> Result<Option<Card>, Cause> {
    for write in writes {
        let (Deed::Made { is } | Deed::Changed { is, .. } | Deed::Cut { is, .. }) = &write.deed else { continue };
        let seen = SeenEvent { account: write.account.clone(), event: (**is).clone(), is_cancelled: false };
        match delete::look(turn, &seen).await? {
            EventStanding::AsSeen(_) => {}
            EventStanding::Other(event) => return Ok(Some(turn.card_in(&write.account, &event))),
            EventStanding::Gone => return Ok(Some(turn.card_in(&write.account, is))),
        }
    }
    Ok(None)
}

async fn carry_out(turn: &Turn<'_>, batch: &mut Batch<'_>, write: &Write, refusals: u32) -> Result<UndoOutcome, Cause> {
    let undo = EditId::of_undo(&write.edit, refusals);
    let before = match &write.deed {
        Deed::Made { is } => is,
        Deed::Changed { was, .. } | Deed::Deleted { was } | Deed::Guests { was, .. } | Deed::Cut { was, .. } => was,
    };
    let (event, kind) = opposite(&write.deed);
    let outcome = batch.submit(edit(turn, write, undo.clone(), (event, kind)), turn.now).await?;
    if let (Deed::Cut { is, .. }, Outcome::Agreed(_) | Outcome::Queued(_)) = (&write.deed, &outcome) {
        // The first part is complete again, so the later part must go.
        let kind = EditKind::Delete { base: None, seen: is.clone() };
        let series = is.series.clone().unwrap_or_else(|| is.id.clone());
        batch.submit(edit(turn, write, EditId::of_undone_part(&undo), (series, kind)), turn.now).await?;
    }
    Ok(match outcome {
        // For a series Google answers with the master, which begins where the series did.
        Outcome::Agreed(event) if before.is_whole_series() => {
            let event = Event { id: event.id.clone(), series: Some(event.id.clone()), ..(**before).clone() };
            UndoOutcome::Done { event: Box::new(event), queued: None }
        }
        Outcome::Agreed(event) => {
            UndoOutcome::Done { event: Box::new(Event { series: before.series.clone(), ..*event }), queued: None }
        }
        Outcome::Deleted => UndoOutcome::Done { event: before.clone(), queued: None },
        Outcome::Queued(trouble) => UndoOutcome::Done { event: before.clone(), queued: Some(trouble) },
        Outcome::Conflict(event) => UndoOutcome::Changed(event),
        Outcome::AlreadyGone => match &write.deed {
            Deed::Made { is } => UndoOutcome::Done { event: is.clone(), queued: None },
            Deed::Changed { is: event, .. }
            | Deed::Deleted { was: event }
            | Deed::Guests { was: event, .. }
            | Deed::Cut { is: event, .. } => UndoOutcome::Changed(event.clone()),
        },
        Outcome::Refused(trouble) => UndoOutcome::Refused(trouble),
    })
}

/// An edit to an event of a write.
fn edit(turn: &Turn<'_>, write: &Write, id: EditId, (event, kind): (EventId, EditKind)) -> Edit {
    Edit { id, account: write.account.clone(), event, kind, origin: turn.origin(), made: turn.now }
}

/// The edit that undoes a write, and the event that it is about.
fn opposite(deed: &Deed) -> (EventId, EditKind) {
    match deed {
        Deed::Made { is } => {
            let base = (!is.is_whole_series()).then(|| is.etag.clone());
            (is.id.clone(), EditKind::Delete { base, seen: is.clone() })
        }
        Deed::Changed { was, is } => {
            let change = Change::between(is, was);
            (is.id.clone(), EditKind::Change { change, base: is.clone() })
        }
        Deed::Guests { was, back, .. } => (was.id.clone(), EditKind::Guests { what: back.clone(), seen: was.clone() }),
        Deed::Deleted { was } | Deed::Cut { was, .. } => {
            (was.id.clone(), EditKind::Restore { was: was.clone(), attempt: 0 })
        }
    }
}

/// Tells what was undone.
async fn tell(turn: &Turn<'_>, fates: Vec<(&Write, UndoOutcome)>, then: Then) -> Result<Answer, Cause> {
    let (mut done, mut left, mut refused, mut queued) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (write, fate) in fates {
        match fate {
            UndoOutcome::Done { event, queued: why } => {
                queued = queued.or(why);
                done.push((write, *event));
            }
            UndoOutcome::Changed(event) => left.push(turn.card_in(&write.account, &event)),
            UndoOutcome::Refused(trouble) => {
                refused.push((turn.card_in(&write.account, shown(&write.deed)), trouble));
            }
        }
    }
    let undone = match done.first().map(|(write, _)| &write.deed) {
        Some(Deed::Made { .. }) => Undone::Removed,
        Some(Deed::Changed { .. } | Deed::Cut { .. }) => Undone::Reverted,
        Some(Deed::Deleted { .. }) => Undone::BroughtBack,
        Some(Deed::Guests { what, .. }) => Undone::from(what),
        None => {
            let why = match (refused.first(), left.into_iter().next()) {
                (Some((_, trouble)), _) => NotUndone::Refused(*trouble),
                (None, Some(card)) => NotUndone::Changed(Box::new(card)),
                (None, None) => NotUndone::Nothing,
            };
            return Ok(turn.answer(Reply::NotUndone { why }));
        }
    };
    if queued.is_none() {
        tell_others(turn, &done).await;
    }
    or_without(correct_list(turn, &done).await);
    let cards = done.iter().map(|(write, event)| turn.card_in(&write.account, event)).collect();
    let mut shown = None;
    let (plan, keyboard) = match done.as_slice() {
        [(write, event)] if undone != Undone::Removed => {
            let leads = turn.leads(event.leads.as_deref());
            let plan = reminders::coming(event.when, &leads, turn.zone(), turn.now);
            let seen = SeenEvent { account: write.account.clone(), event: event.clone(), is_cancelled: false };
            let buttons = buttons().row(answers(&seen)).row(usual(&seen));
            shown = Some(seen);
            (Some(plan), or_without(turn.keep_for_event(buttons, event).await))
        }
        _ => (None, Vec::new()),
    };
    let news = Reply::Undone { undone, cards, left, refused, plan, queued, keyboard };
    match (then, shown) {
        (Then::List, _) => in_list(turn, news).await,
        // If a series was cut, what happened to this occurrence is known after the next round.
        (Then::News | Then::NewsAlsoIn(_), Some(seen)) if matches!(done[0].0.deed, Deed::Cut { .. }) => {
            Ok(turn.answer(news).about(&turn.said(&seen)))
        }
        (Then::News | Then::NewsAlsoIn(_), Some(seen)) => Ok(turn.answer(news).card_of(&seen, &turn.said(&seen))),
        (Then::News | Then::NewsAlsoIn(_), None) => Ok(turn.answer(news)),
    }
}

/// Tells the others of each calendar what was undone there.
async fn tell_others(turn: &Turn<'_>, done: &[(&Write, Event)]) {
    let mut told: Vec<(&AccountId, OthersDeed)> = Vec::new();
    for (Write { edit, account, deed }, _) in done {
        let Some(what) = told_as(deed) else { continue };
        if told.contains(&(account, what)) {
            continue;
        }
        told.push((account, what));
        let alike = done.iter().filter(|(write, _)| write.account == *account && told_as(&write.deed) == Some(what));
        let events = alike.map(|(_, event)| event.clone()).collect();
        let edit = &EditId::of_undo(edit, 0);
        others::tell(turn, others::News { edit, account, what, scope: Scope::This, events }).await;
    }
}

/// What undoing a write looks like to others, if it concerns them.
fn told_as(deed: &Deed) -> Option<OthersDeed> {
    match deed {
        Deed::Made { .. } => Some(OthersDeed::Cancelled),
        Deed::Changed { .. } | Deed::Cut { .. } => Some(OthersDeed::Changed),
        Deed::Deleted { .. } | Deed::Guests { what: GuestEdit::Respond(Rsvp::Declined), .. } => {
            Some(OthersDeed::BroughtBack)
        }
        Deed::Guests { .. } => None,
    }
}

/// The event that people saw before the undo.
fn shown(deed: &Deed) -> &Event {
    match deed {
        Deed::Made { is: event }
        | Deed::Changed { is: event, .. }
        | Deed::Deleted { was: event }
        | Deed::Guests { was: event, .. }
        | Deed::Cut { is: event, .. } => event,
    }
}

/// Updates the list this person last saw: what exists again is no longer struck through.
async fn correct_list(turn: &Turn<'_>, done: &[(&Write, Event)]) -> Result<(), store::Error> {
    let Some(mut list) = turn.seen_list().await? else { return Ok(()) };
    for (write, event) in done {
        match &write.deed {
            Deed::Made { is } => drop(list.strike(&write.account, &is.id)),
            Deed::Changed { is: before, .. }
            | Deed::Deleted { was: before }
            | Deed::Guests { was: before, .. }
            | Deed::Cut { is: before, .. } => {
                list.bring_back(&write.account, &before.id, event);
            }
        }
    }
    turn.put_seen_list(&list).await
}

/// The list with the button, and the news at the button.
async fn in_list(turn: &Turn<'_>, news: Reply) -> Result<Answer, Cause> {
    match turn.seen_list().await? {
        Some(list) => Ok(turn.answer(list::show(turn, &list, 0).await?).with_toast(news)),
        None => Ok(turn.answer(news)),
    }
}
