//! Explains why reminders of an event came to this chat, or did not.

use crate::model::{Press, Target};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::meant::meant;
use super::target::lately;
use super::turn::Turn;

/// Explains the reminders of one event; of a past one if there is no upcoming one with its title.
pub async fn why(turn: &Turn<'_>, target: &Target) -> Result<Answer, Cause> {
    let seen = match (meant(turn, target, |seen| Press::Card { seen: seen.clone() }).await?, target) {
        (Ok(seen), _) => seen,
        (Err(answer), Target::Title { title, .. }) => match lately(turn, title).await? {
            Some(seen) => seen,
            None => return Ok(answer),
        },
        (Err(answer), Target::Numbers(_) | Target::At(_) | Target::Reply | Target::Last | Target::Missing) => {
            return Ok(answer);
        }
    };
    let explanation = turn.room.reminders.explain(&seen.account, &seen.event, turn.incoming.chat, turn.now).await?;
    Ok(turn.answer(Reply::Why { card: turn.card(&seen), explanation }).about(&turn.said(&seen)))
}
