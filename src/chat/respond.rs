//! Answering one's own invitation.

use crate::model::{EditId, GuestEdit, GuestPress, Press, Rsvp, Scope, SeenEvent, Target};
use crate::speech::{Card, GuestsReply, Label, Reply};

use super::answer::Answer;
use super::change_guests;
use super::failure::Cause;
use super::target;
use super::turn::{Turn, buttons};

/// Answers the invitation that is meant.
pub async fn respond(turn: &Turn<'_>, target: &Target, rsvp: Rsvp) -> Result<Answer, Cause> {
    let press = |seen: &SeenEvent| answer_press(seen, rsvp, None);
    let seen = match target::one(turn, target, press).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    if !change_guests::may_speak_for(turn, &seen.account).await? {
        return Ok(turn.answer(Reply::Guests(GuestsReply::NotYours)));
    }
    answer_or_ask(turn, turn.edit_of_message(0)?, seen, rsvp).await
}

/// Answers the invitation of the message that is replied to, if it is one that waits for an answer.
pub async fn respond_to_reply(turn: &Turn<'_>, rsvp: Rsvp) -> Result<Option<Answer>, Cause> {
    let Some(seen) = turn.replied.as_ref().filter(|seen| seen.event.is_unanswered()) else { return Ok(None) };
    if !change_guests::may_speak_for(turn, &seen.account).await? {
        return Ok(None);
    }
    answer_or_ask(turn, turn.edit_of_message(0)?, seen.clone(), rsvp).await.map(Some)
}

/// Answers an invitation; of one of a series, asks first whether for all of them.
pub async fn answer_or_ask(turn: &Turn<'_>, edit: EditId, seen: SeenEvent, rsvp: Rsvp) -> Result<Answer, Cause> {
    if seen.event.invitation.is_none() {
        let card = Card::of(&seen.event);
        return Ok(turn.answer(Reply::Guests(GuestsReply::NotInvited { card })).about(&turn.said(&seen)));
    }
    if seen.event.series.is_none() {
        return change_guests::write(turn, edit, seen, GuestEdit::Respond(rsvp), Scope::This).await;
    }
    let buttons = buttons()
        .row([(Label::ThisOne, answer_press(&seen, rsvp, Some(Scope::This)))])
        .row([(Label::WholeSeries, answer_press(&seen, rsvp, Some(Scope::All)))])
        .row([(Label::Keep, Press::Card { seen: seen.clone() })]);
    let keyboard = turn.keep_for_sender(buttons).await?;
    let card = Card::of(&seen.event);
    Ok(turn.answer(Reply::Guests(GuestsReply::AskScope { card, keyboard })).about(&turn.said(&seen)))
}

fn answer_press(seen: &SeenEvent, rsvp: Rsvp, scope: Option<Scope>) -> Press {
    Press::Guests(GuestPress::Write { seen: seen.clone(), what: GuestEdit::Respond(rsvp), scope })
}
