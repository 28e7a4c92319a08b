//! Changes an event's title, place or length, as a message says.

use crate::model::{AskedFor, Detail, DetailKind, OpenQuestion, Press, Scope, SeenEvent, Target};
use crate::speech::Reply;
use crate::when;

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
    match target::one(turn, target, press).await? {
        Ok(seen) => change_seen(turn, seen, detail, scope).await,
        Err(answer) => Ok(answer),
    }
}

/// Changes this event, or asks for the new value.
pub async fn change_seen(
    turn: &Turn<'_>,
    seen: SeenEvent,
    detail: &Detail,
    scope: Option<Scope>,
) -> Result<Answer, Cause> {
    match turn.mover().changed(&seen.event, detail) {
        Some(change) => ask_change::wish(turn, turn.edit_of_message(0)?, Wanted { seen, change, scope }).await,
        None => ask(turn, seen, detail.kind()).await,
    }
}

/// Asks for the event's new title, place or length; the person's next words are the answer.
pub async fn ask(turn: &Turn<'_>, seen: SeenEvent, what: DetailKind) -> Result<Answer, Cause> {
    open(turn, seen.clone(), what).await?;
    Ok(turn.answer(Reply::ChangeHow { card: turn.card(&seen), what }).about(&turn.said(&seen)))
}

/// Opens the question for the event's title, place or length.
pub async fn open(turn: &Turn<'_>, seen: SeenEvent, what: DetailKind) -> Result<(), Cause> {
    let about = AskedFor::Detail { seen: Box::new(seen), what };
    Ok(turn.open(Some(OpenQuestion::new(turn.incoming.user, about, turn.now))).await?)
}

/// Reads the answer to a question about an event, if the words are one.
pub fn answered(what: DetailKind, words: &str) -> Option<Detail> {
    let words = words.trim();
    match what {
        DetailKind::Title => Some(Detail::Title(words.to_owned())),
        DetailKind::Place => Some(Detail::Place(words.to_owned())),
        DetailKind::Length => when::amount(words).map(Detail::Length),
    }
}
