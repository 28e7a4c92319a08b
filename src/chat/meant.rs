//! Finds the event that a message about reminders means.

use crate::model::{Press, SeenEvent, Target};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::target::{self, TargetMatch};
use super::turn::Turn;

/// The event that is meant, or an answer that asks which, or says that there is none. A named event is found as for any
/// other wish; "it" is the event of the message replied to, the one that this chat was last reminded of, or the one
/// last mentioned. `press` is what a button does that chooses the event.
pub(super) async fn meant(
    turn: &Turn<'_>,
    target: &Target,
    press: impl Fn(&SeenEvent) -> Press,
) -> Result<Result<SeenEvent, Answer>, Cause> {
    match target {
        Target::Numbers(_) | Target::Title { .. } | Target::At(_) => target::one(turn, target, press).await,
        Target::Reply | Target::Last | Target::Missing => {
            if let Some(seen) = replied_or_last(turn).await? {
                return Ok(Ok(seen));
            }
            Ok(match target::find(turn, &Target::Last).await? {
                TargetMatch::One(seen) => Ok(*seen),
                TargetMatch::Rows(_)
                | TargetMatch::Several(_)
                | TargetMatch::Nearest { .. }
                | TargetMatch::Nothing { .. }
                | TargetMatch::Refused(_) => Err(turn.answer(Reply::NoReminderMeant)),
            })
        }
    }
}

/// The event of the message replied to, or the one that this chat was last reminded of.
pub(super) async fn replied_or_last(turn: &Turn<'_>) -> Result<Option<SeenEvent>, Cause> {
    if let Some(seen) = turn.replied.clone().or_else(|| turn.recalled(|recall| &mut recall.seen)) {
        return Ok(Some(seen));
    }
    let last = turn.room.reminders.last_announced(turn.incoming.chat, turn.now).await?;
    let Some((account, event)) = last else { return Ok(None) };
    let seen = SeenEvent { account, event, is_cancelled: false };
    turn.remember(|recall| &mut recall.seen, &seen).await?;
    Ok(Some(seen))
}
