//! The bot is added to a chat, is removed, or moves with a group to its supergroup.

use crate::model::{ChatId, ChatKind};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;

/// The chat has blocked or removed us: nothing is pushed until someone writes there again.
pub async fn leave(turn: &Turn<'_>) -> Result<Answer, Cause> {
    turn.room.store.change_profile(turn.incoming.chat, |profile| profile.is_blocked = true).await?;
    turn.replan_all().await?;
    Ok(turn.silence())
}

/// The chat has added us: greets a group; a person will write first.
pub fn join(turn: &Turn<'_>) -> Answer {
    match turn.incoming.chat_kind {
        ChatKind::Private => turn.silence(),
        ChatKind::Group => turn.answer(Reply::Start),
    }
}

/// The group has become a supergroup: moves everything it has to the new id.
pub async fn move_to(turn: &Turn<'_>, to: ChatId) -> Result<Answer, Cause> {
    turn.room.store.move_chat(turn.incoming.chat, to).await?;
    turn.replan_all().await?;
    Ok(turn.silence())
}
