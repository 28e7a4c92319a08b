//! Being taken in, sent away, and moved along with a group.

use crate::model::{ChatId, ChatKind};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;

/// They want no more of us: nothing is pushed until they speak again.
pub async fn leave(turn: &Turn<'_>) -> Result<Answer, Cause> {
    turn.room.store.change_profile(turn.incoming.chat, |profile| profile.is_blocked = true).await?;
    turn.replan_all().await?;
    Ok(turn.silence())
}

/// They took us in: a group is greeted, a person will speak first.
pub fn join(turn: &Turn<'_>) -> Answer {
    match turn.incoming.chat_kind {
        ChatKind::Private => turn.silence(),
        ChatKind::Group => turn.answer(Reply::Start),
    }
}

/// The group has a new number and takes everything it owns there.
pub async fn move_to(turn: &Turn<'_>, to: ChatId) -> Result<Answer, Cause> {
    turn.room.store.move_chat(turn.incoming.chat, to).await?;
    turn.replan_all().await?;
    Ok(turn.silence())
}
