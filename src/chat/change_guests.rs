//! Writes changes to an event's guests, including one's own answer, and tells what was done.

use crate::accounts::Audience;
use crate::model::{
    AccountId, Deed, Edit, EditId, EditKind, Event, GuestEdit, MailAddress, OthersDeed, Outcome, Press, Rsvp, Scope,
    SeenEvent, Then, Trouble, Write,
};
use crate::reminders;
use crate::speech::{GuestsReply, Label, Reply};
use crate::store;

use super::answer::Answer;
use super::card::usual;
use super::failure::Cause;
use super::turn::{Turn, buttons, or_without};
use super::{others, undo};

/// Whether this person may invite and answer on behalf of a calendar: it is theirs, or they share it.
pub async fn may_speak_for(turn: &Turn<'_>, account: &AccountId) -> Result<bool, store::Error> {
    let directory = &turn.room.directory;
    match directory.audience(account).await? {
        Audience::Members => directory.members().has(turn.incoming.user).await,
        Audience::Person(owner) => Ok(owner == turn.incoming.user),
        Audience::Nobody => Ok(false),
    }
}

/// Writes a change, and tells what was done. The same `edit` writes once.
pub async fn write(
    turn: &Turn<'_>,
    edit: EditId,
    seen: SeenEvent,
    what: GuestEdit,
    scope: Scope,
) -> Result<Answer, Cause> {
    let (done, written) = match submit(turn, edit, seen, &what, scope).await? {
        Ok(done) => done,
        Err(refusal) => return Ok(refusal),
    };
    let keep = or_without(undo::keep(turn, vec![written], Then::News).await);
    match what {
        GuestEdit::Invite(guests) => tell_guests(turn, done, keep, guests, true).await,
        GuestEdit::Uninvite(guests) => tell_guests(turn, done, keep, guests, false).await,
        GuestEdit::Respond(rsvp) => tell_answer(turn, done, keep, rsvp).await,
    }
}

/// Invites these people to several events, and tells to which; events that no longer exist are left out. The same edits
/// write once.
pub async fn invite_to_all(
    turn: &Turn<'_>,
    edit_of: impl Fn(&SeenEvent) -> EditId,
    seen: Vec<SeenEvent>,
    guests: &[MailAddress],
) -> Result<Answer, Cause> {
    let what = GuestEdit::Invite(guests.to_vec());
    let (mut cards, mut writes, mut queued, mut refused) = (Vec::new(), Vec::new(), None, None);
    for seen in seen {
        if !may_speak_for(turn, &seen.account).await? {
            return Ok(turn.toast(Reply::Guests(GuestsReply::NotYours)));
        }
        match submit(turn, edit_of(&seen), seen, &what, Scope::This).await? {
            Ok((done, written)) => {
                cards.push(turn.card(&done.is));
                writes.push(written);
                queued = queued.or(done.queued);
            }
            Err(refusal) => refused = Some(refusal),
        }
    }
    match refused {
        Some(refusal) if cards.is_empty() => Ok(refusal),
        Some(_) | None => {
            let undo = or_without(undo::keep(turn, writes, Then::News).await);
            let keyboard = or_without(turn.keep_for_a_day(buttons().row(undo)).await);
            let guests = guests.to_vec();
            Ok(turn.answer(Reply::Guests(GuestsReply::InvitedToAll { cards, guests, queued, keyboard })))
        }
    }
}

/// Writes a change of guests; returns what was done, or the refusal.
async fn submit(
    turn: &Turn<'_>,
    edit: EditId,
    seen: SeenEvent,
    what: &GuestEdit,
    scope: Scope,
) -> Result<Result<(GuestsDone, Write), Answer>, Cause> {
    let SeenEvent { account, event: was, .. } = seen;
    let was = match (scope, was.series.clone()) {
        (Scope::All | Scope::Following, Some(series)) => Event { id: series.clone(), series: Some(series), ..was },
        (Scope::This, _) | (_, None) => was,
    };
    let kind = EditKind::Guests { what: what.clone(), seen: Box::new(was.clone()) };
    let request = Edit {
        id: edit.clone(),
        account: account.clone(),
        event: was.id.clone(),
        kind,
        origin: turn.origin(),
        made: turn.now,
    };
    let expected = match what {
        GuestEdit::Respond(rsvp) => Event { invitation: rsvp.invitation(), ..was.clone() },
        GuestEdit::Invite(_) => Event { has_guests: true, ..was.clone() },
        GuestEdit::Uninvite(_) => was.clone(),
    };
    let (is, queued) = match turn.room.sync.submit(request, turn.now).await? {
        // For a series Google answers with the master, which begins where the series did.
        Outcome::Agreed(event) | Outcome::Conflict(event) if !was.is_whole_series() => {
            (Event { series: was.series.clone(), ..*event }, None)
        }
        Outcome::Agreed(_) | Outcome::Conflict(_) => (expected, None),
        Outcome::Deleted if *what == GuestEdit::Respond(Rsvp::Declined) => (was.clone(), None),
        Outcome::Queued(trouble) => (expected, Some(trouble)),
        Outcome::Refused(trouble) => {
            return Ok(Err(turn.answer(Reply::RefusedByGoogle { title: was.title, trouble })));
        }
        Outcome::Deleted | Outcome::AlreadyGone => return Ok(Err(turn.toast_or_answer(Reply::AlreadyCancelled))),
    };
    let is = SeenEvent { account: account.clone(), event: is, is_cancelled: false };
    let deed = Deed::Guests { was: Box::new(was.clone()), what: what.clone(), back: back(&was, what) };
    let written = Write { edit: edit.clone(), account, deed };
    Ok(Ok((GuestsDone { edit, was, is, scope, queued }, written)))
}

/// A change of guests that was made, or will be once Google is back.
struct GuestsDone {
    edit: EditId,
    was: Event,
    is: SeenEvent,
    scope: Scope,
    queued: Option<Trouble>,
}

/// The reverse of a change of guests.
fn back(was: &Event, what: &GuestEdit) -> GuestEdit {
    match what {
        GuestEdit::Invite(guests) => GuestEdit::Uninvite(guests.clone()),
        GuestEdit::Uninvite(guests) => GuestEdit::Invite(guests.clone()),
        GuestEdit::Respond(_) => GuestEdit::Respond(was.invitation.map_or(Rsvp::Unanswered, Rsvp::from)),
    }
}

async fn tell_guests(
    turn: &Turn<'_>,
    done: GuestsDone,
    undo: Option<(Label, Press)>,
    guests: Vec<MailAddress>,
    is_invited: bool,
) -> Result<Answer, Cause> {
    let GuestsDone { is, scope, queued, .. } = done;
    or_without(correct_list(turn, &is, false).await);
    let keyboard = or_without(turn.keep_for_event(buttons().row(undo), &is.event).await);
    let card = turn.card(&is);
    let reply = Reply::Guests(GuestsReply::Changed { card, is_invited, guests, scope, queued, keyboard });
    Ok(turn.answer(reply).about(&turn.said(&is)))
}

async fn tell_answer(
    turn: &Turn<'_>,
    done: GuestsDone,
    undo: Option<(Label, Press)>,
    rsvp: Rsvp,
) -> Result<Answer, Cause> {
    let GuestsDone { edit, was, is, scope, queued } = done;
    let is_declined = rsvp == Rsvp::Declined;
    or_without(correct_list(turn, &is, is_declined).await);
    if is_declined && queued.is_none() {
        let (account, what, events) = (&is.account, OthersDeed::Declined, vec![was.clone()]);
        others::tell(turn, others::News { edit: &edit, account, what, scope, events }).await;
    }
    let plan = (!is_declined).then(|| {
        let leads = turn.leads(is.event.leads.as_deref());
        reminders::coming(is.event.when, &leads, turn.zone(), turn.now)
    });
    let further = if is_declined { Vec::new() } else { usual(&is).to_vec() };
    let buttons = buttons().row(undo.into_iter().chain(further));
    let keyboard = or_without(turn.keep_for_event(buttons, &is.event).await);
    let card = turn.card(&is);
    let answer = turn.answer(Reply::Guests(GuestsReply::Answered { rsvp, card, scope, plan, queued, keyboard }));
    Ok(if is_declined || scope != Scope::This {
        answer.about(&turn.said(&is))
    } else {
        answer.card_of(&is, &turn.said(&is))
    })
}

/// Strikes through a declined event in the list this person last saw, or restores one that was answered differently.
async fn correct_list(turn: &Turn<'_>, is: &SeenEvent, is_declined: bool) -> Result<(), store::Error> {
    let Some(mut list) = turn.seen_list().await? else { return Ok(()) };
    if !is_declined {
        list.bring_back(&is.account, &is.event.id, &is.event);
    } else if is.event.is_whole_series() {
        list.strike_series(&is.account, &is.event.id, is.event.place_in_series());
    } else {
        list.strike(&is.account, &is.event.id);
    }
    turn.put_seen_list(&list).await
}
