//! Forgetting a chat: what is kept about it is named, and deleted after a confirmation.

use crate::model::Press;
use crate::speech::{Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// Asks before anything is deleted.
pub(super) async fn ask(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let row = [(Label::Forget, Press::Forget), (Label::Keep, Press::Dismiss)];
    let keyboard = turn.keep_for_sender(buttons().row(row)).await?;
    Ok(turn.answer(Reply::AskForget { keyboard }))
}

/// Deletes every record of this chat, and its reminders; of a group only for somebody who is listed by name.
pub(super) async fn forget(turn: &Turn<'_>) -> Result<Answer, Cause> {
    if !turn.may_manage().await? {
        return Ok(turn.answer(Reply::SettingNotYours));
    }
    turn.room.store.forget_chat(turn.incoming.chat).await?;
    turn.replan_all().await?;
    Ok(turn.answer(Reply::Forgotten))
}
