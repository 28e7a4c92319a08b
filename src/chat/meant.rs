//! The one event that a message about its reminders means.

use crate::model::{SeenEvent, Target};

use super::failure::Cause;
use super::turn::Turn;

/// The event as it is now: of the row with that number, of the message replied to, or the one that this chat was
/// reminded of last; `None` when that is none, or more than one.
pub(super) async fn meant(turn: &Turn<'_>, target: &Target) -> Result<Option<SeenEvent>, Cause> {
    match target {
        Target::Numbers(numbers) => {
            let [number] = numbers.as_slice() else { return Ok(None) };
            let list = turn.seen_list().await?;
            match list.as_ref().and_then(|list| list.row(*number)) {
                Some(row) => Ok(Some(row.clone())),
                None => Ok(None),
            }
        }
        Target::Reply | Target::Last | Target::Missing => replied_or_last(turn).await,
        Target::Title { .. } | Target::At(_) => Ok(None),
    }
}

/// The event of the message replied to, or the one that this chat was reminded of last.
pub(super) async fn replied_or_last(turn: &Turn<'_>) -> Result<Option<SeenEvent>, Cause> {
    if turn.replied.is_some() {
        return Ok(turn.replied.clone());
    }
    let last = turn.room.reminders.last_announced(turn.incoming.chat, turn.now).await?;
    Ok(last.map(|(account, event)| SeenEvent { account, event, is_cancelled: false }))
}
