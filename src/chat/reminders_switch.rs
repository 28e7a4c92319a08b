//! Turns reminders on and off in this chat.

use crate::model::{ChatKind, Profile};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;

/// Turns reminders on or off if this person may, and says whether they are on; `None` only asks.
pub async fn switch(turn: &Turn<'_>, wanted: Option<bool>) -> Result<Answer, Cause> {
    let may_change = turn.may_manage().await?;
    let Some(is_on) = wanted.filter(|_| may_change) else {
        return Ok(turn.answer(Reply::RemindersHere { is_on: are_here(turn), may_change }));
    };
    let thread = turn.incoming.thread.filter(|_| is_on);
    let save = |profile: &mut Profile| (profile.reminders, profile.thread) = (Some(is_on), thread);
    turn.room.store.change_profile(turn.incoming.chat, save).await?;
    turn.replan_all().await?;
    Ok(turn.answer(Reply::RemindersHere { is_on, may_change }))
}

/// Whether reminders come to this chat.
pub fn are_here(turn: &Turn<'_>) -> bool {
    turn.profile.reminders.unwrap_or(match turn.incoming.chat_kind {
        ChatKind::Private => true,
        ChatKind::Group => false,
    })
}
