//! Forgets a chat: says what is kept about it, and deletes it after a confirmation.

use crate::model::{ButtonToken, Press};
use crate::speech::{Label, Reply};

use super::administrators;
use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// Asks before anything is deleted.
pub(super) async fn ask(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let row = [(Label::Forget, Press::Forget), (Label::Keep, Press::Dismiss)];
    let keyboard = turn.keep_for_sender(buttons().row(row)).await?;
    Ok(turn.answer(Reply::AskForget { keyboard }))
}

/// Deletes every record of this chat, and its reminders; in a group only for an admin.
pub(super) async fn forget(turn: &Turn<'_>, button: &ButtonToken) -> Result<Answer, Cause> {
    if let Some(refusal) = administrators::refuse(turn).await? {
        return Ok(refusal);
    }
    turn.room.store.forget_chat_by(turn.incoming.chat, button).await?;
    turn.replan_all().await?;
    Ok(turn.answer(Reply::Forgotten))
}
