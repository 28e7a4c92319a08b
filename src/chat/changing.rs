//! Giving an event another title, place or length, as a message says it.

use crate::model::{Detail, Press, Scope, SeenEvent, Target};
use crate::speech::{Card, Reply};

use super::answer::Answer;
use super::ask_change;
use super::change::Wanted;
use super::failure::Cause;
use super::target;
use super::turn::Turn;

/// Changes the event that is meant.
pub async fn change_event(
    turn: &Turn<'_>,
    target: &Target,
    detail: &Detail,
    scope: Option<Scope>,
) -> Result<Answer, Cause> {
    let mover = turn.mover();
    let press = |seen: &SeenEvent| match mover.changed(&seen.event, detail) {
        Some(change) => Press::Change { seen: seen.clone(), change, scope },
        None => Press::Card { seen: seen.clone() },
    };
    let seen = match target::one(turn, target, press).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    match mover.changed(&seen.event, detail) {
        Some(change) => ask_change::wish(turn, turn.edit_of_message(0)?, Wanted { seen, change, scope }).await,
        None => Ok(turn.answer(Reply::ChangeHow { card: Card::of(&seen.event) }).about(&turn.said(&seen))),
    }
}
