//! The question before people are invited to events.
//!
//! No one gets an email before the person has seen the addresses and agreed to exactly these.

use crate::google;
use crate::model::{AskedFor, Guest, GuestEdit, GuestPress, MailAddress, OpenQuestion, Press, Scope, SeenEvent};
use crate::speech::{GuestsReply, Label, Reply};
use crate::sync;

use super::answer::Answer;
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::turn::{Turn, buttons};
use super::{change_guests, tell};

/// The most people that one message may invite: more looks like a mistake, and can't be undone.
const MOST_AT_ONCE: usize = 20;

/// An offer of an event, and below it whom we will ask about once the event exists.
pub fn announce(turn: &Turn<'_>, offered: Answer, guests: &[MailAddress]) -> Answer {
    if guests.is_empty() {
        return offered;
    }
    offered.and(turn.answer(Reply::Guests(GuestsReply::InviteLater { guests: guests.to_vec() })))
}

/// Asks whether to invite these; leaves out those who are invited already.
pub async fn ask(turn: &Turn<'_>, seen: SeenEvent, guests: Vec<MailAddress>) -> Result<Answer, Cause> {
    let seen = match standing(turn, seen).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    if guests.len() > MOST_AT_ONCE {
        return Ok(turn.answer(Reply::Guests(GuestsReply::TooMany { most: MOST_AT_ONCE })));
    }
    let known = invited(turn, &seen).await.unwrap_or_default();
    let is_known = |address: &MailAddress| known.iter().any(|guest| guest.address == *address);
    let (already, fresh): (Vec<_>, Vec<_>) = guests.into_iter().partition(is_known);
    let card = turn.card(&seen);
    if fresh.is_empty() {
        let reply = Reply::Guests(GuestsReply::AllInvited { card, guests: already });
        return Ok(turn.answer(reply).about(&turn.said(&seen)));
    }
    let what = GuestEdit::Invite(fresh.clone());
    let invite =
        |scope| Press::Guests(GuestPress::Write { seen: seen.clone(), what: what.clone(), scope: Some(scope) });
    let keep = (Label::DoNotInvite, Press::Dismiss);
    let is_one_of_many = seen.event.series.is_some() && !seen.event.is_whole_series();
    let buttons = if is_one_of_many {
        buttons()
            .row([(Label::InviteToThis, invite(Scope::This))])
            .row([(Label::InviteToSeries, invite(Scope::All))])
            .row([keep])
    } else {
        buttons().row([(Label::Invite, invite(Scope::This)), keep])
    };
    if !is_one_of_many {
        let about = AskedFor::Guests { seen: Box::new(seen.clone()), what };
        let question = OpenQuestion::new(turn.incoming.user, about, turn.now).with_buttons(buttons.token().clone());
        turn.open(Some(question)).await?;
    }
    let keyboard = turn.keep_for_sender(buttons).await?;
    let reply = Reply::Guests(GuestsReply::AskInvite { card, guests: fresh, already, keyboard });
    Ok(turn.answer(reply).about(&turn.said(&seen)))
}

/// Asks whether to invite these to events that were just made.
pub async fn ask_all(
    turn: &Turn<'_>,
    mut seen: Vec<SeenEvent>,
    guests: Vec<MailAddress>,
) -> Result<Option<Answer>, Cause> {
    let Some(last) = seen.pop() else { return Ok(None) };
    if seen.is_empty() {
        return ask(turn, last, guests).await.map(Some);
    }
    if !change_guests::may_speak_for(turn, &last.account).await? {
        return Ok(Some(turn.answer(Reply::Guests(GuestsReply::NotYours))));
    }
    if guests.len() > MOST_AT_ONCE {
        return Ok(Some(turn.answer(Reply::Guests(GuestsReply::TooMany { most: MOST_AT_ONCE }))));
    }
    seen.push(last);
    let cards = seen.iter().map(|seen| turn.card(seen)).collect();
    let invite = Press::Guests(GuestPress::InviteToAll { seen, guests: guests.clone() });
    let buttons = buttons().row([(Label::Invite, invite), (Label::DoNotInvite, Press::Dismiss)]);
    let keyboard = turn.keep_for_sender(buttons).await?;
    Ok(Some(turn.answer(Reply::Guests(GuestsReply::AskInviteToAll { cards, guests, keyboard }))))
}

/// The event as it is now, if its guests may be changed here; otherwise the reason why not.
pub async fn standing(turn: &Turn<'_>, seen: SeenEvent) -> Result<Result<SeenEvent, Answer>, Cause> {
    if !change_guests::may_speak_for(turn, &seen.account).await? {
        return Ok(Err(turn.answer(Reply::Guests(GuestsReply::NotYours))));
    }
    Ok(match delete::look(turn, &seen).await? {
        EventStanding::AsSeen(event) => Ok(SeenEvent { event: *event, ..seen }),
        EventStanding::Other(event) => Err(tell::changed(turn, &SeenEvent { event: *event, ..seen }).await?),
        EventStanding::Gone => Err(turn.toast_or_answer(Reply::AlreadyCancelled)),
    })
}

/// The guests of an event; `None` while Google is unavailable.
pub async fn invited(turn: &Turn<'_>, seen: &SeenEvent) -> Option<Vec<Guest>> {
    match turn.room.sync.guests(&seen.account, &seen.event.id).await {
        Ok(guests) => Some(guests),
        // Google does not have the event yet.
        Err(sync::Failure::Google(google::Error::Gone)) => Some(Vec::new()),
        Err(_) => None,
    }
}
