//! Small talk, and words that answer an open question: "yes", a number.

use crate::model::{AskedFor, Change, ChatKind, EditId, Rsvp, Scope, SmallTalk, Target};
use crate::speech::Reply;

use super::answer::Answer;
use super::ask_change;
use super::cancel;
use super::change::Wanted;
use super::change_guests;
use super::create::create;
use super::failure::Cause;
use super::respond;
use super::turn::Turn;
use super::wish::Wish;

/// Answers small talk briefly; in a group, people talk to each other.
pub fn talk(turn: &Turn<'_>, talk: SmallTalk) -> Answer {
    match (turn.incoming.chat_kind, talk) {
        (ChatKind::Group, SmallTalk::Thanks | SmallTalk::Okay | SmallTalk::Pleasantry | SmallTalk::Other) => {
            turn.silence()
        }
        (ChatKind::Private, SmallTalk::Pleasantry) => turn.answer(Reply::Smile),
        (ChatKind::Private, SmallTalk::Thanks | SmallTalk::Okay) => turn.answer(Reply::Welcome),
        (ChatKind::Private | ChatKind::Group, SmallTalk::Greeting) => turn.answer(Reply::Hello),
        (ChatKind::Private, SmallTalk::Other) => turn.answer(Reply::NoTime),
    }
}

/// Answers a message that asks for nothing.
pub fn other(turn: &Turn<'_>) -> Answer {
    talk(turn, SmallTalk::Other)
}

/// "Ok": means yes to a question in a private chat. In a group it may be for anyone.
pub async fn okay(turn: &Turn<'_>) -> Result<Answer, Cause> {
    match turn.incoming.chat_kind {
        ChatKind::Private => yes(turn).await,
        ChatKind::Group => Ok(talk(turn, SmallTalk::Okay)),
    }
}

/// "Yes": does what was asked. Without a question it is small talk.
pub async fn yes(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let Some(question) = turn.question() else {
        let answered = respond::respond_to_reply(turn, Rsvp::Accepted).await?;
        return Ok(answered.unwrap_or_else(|| talk(turn, SmallTalk::Thanks)));
    };
    let answer = match question {
        AskedFor::Add(draft) if draft.is_over(turn.zone(), turn.now) => {
            turn.answer(Reply::InThePast { at: turn.start_of(draft.when) })
        }
        AskedFor::Add(draft) => {
            let edit = match turn.question_token() {
                Some(token) => EditId::of_choice(turn.account()?, token),
                None => turn.edit_of_message(0)?,
            };
            let asks_next = !draft.guests.is_empty();
            let wish = Wish { draft: *draft, corrections: Vec::new(), others: Vec::new() };
            let answer = create(turn, edit, wish).await?;
            if asks_next {
                return Ok(answer);
            }
            answer
        }
        AskedFor::Move { seen, to } => {
            let edit = match turn.question_token() {
                Some(token) => EditId::of_change(&seen.account, token, &seen.event.id),
                None => turn.edit_of_message(0)?,
            };
            let change = Change { when: Some(to), ..Change::default() };
            ask_change::wish(turn, edit, Wanted { seen: *seen, change, scope: None }).await?
        }
        AskedFor::Guests { seen, what } => {
            let edit = match turn.question_token() {
                Some(token) => EditId::of_change(&seen.account, token, &seen.event.id),
                None => turn.edit_of_message(0)?,
            };
            change_guests::write(turn, edit, *seen, what, Scope::This).await?
        }
        AskedFor::Title(_) | AskedFor::AccountName(_) | AskedFor::Time(_) | AskedFor::Detail { .. } => other(turn),
        AskedFor::WhichToCancel => turn.answer(Reply::Kept),
    };
    // Only now: if the message fails before this, it is handled again and must find its question.
    turn.close_question().await?;
    Ok(answer)
}

/// Numbers: answer the question "which?".
pub async fn numbers(turn: &Turn<'_>, rows: Vec<u32>) -> Result<Answer, Cause> {
    match turn.question() {
        Some(AskedFor::WhichToCancel) => {
            let answer = cancel::cancel(turn, &Target::Numbers(rows), None).await?;
            turn.close_question().await?;
            Ok(answer)
        }
        Some(
            AskedFor::Add(_)
            | AskedFor::Move { .. }
            | AskedFor::Guests { .. }
            | AskedFor::Title(_)
            | AskedFor::Time(_)
            | AskedFor::Detail { .. }
            | AskedFor::AccountName(_),
        )
        | None => Ok(other(turn)),
    }
}
