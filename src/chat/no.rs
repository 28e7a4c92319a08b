//! "No", and other words that end an open question.

use crate::model::{ChatKind, Rsvp};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::respond;
use super::turn::Turn;

/// Answers "no": the question is closed and nothing is changed.
pub async fn no(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let is_asked = turn.question().is_some();
    if !is_asked && let Some(answered) = respond::respond_to_reply(turn, Rsvp::Declined).await? {
        return Ok(answered);
    }
    turn.close_question().await?;
    Ok(match (turn.incoming.chat_kind, is_asked) {
        (ChatKind::Private, _) | (ChatKind::Group, true) => turn.answer(Reply::Kept),
        (ChatKind::Group, false) => turn.silence(),
    })
}
