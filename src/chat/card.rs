//! What the card of any event carries: the usual buttons, and what else is at the same time.

use crate::model::{AccountId, Event, EventTime};
use crate::speech::Card;
use crate::store;

use super::turn::Turn;

pub use crate::reminders::{answers, usual};

/// What else is at the same time as an event.
pub async fn overlaps(turn: &Turn<'_>, account: &AccountId, event: &Event) -> Result<Vec<Card>, store::Error> {
    let EventTime::Timed { start, end } = event.when else { return Ok(Vec::new()) };
    let others = turn.room.store.events_between(account, start, end, turn.zone()).await?;
    let is_other = |other: &&Event| other.id != event.id && (other.series.is_none() || other.series != event.series);
    let overlapping =
        others.iter().filter(is_other).filter(|other| other.blocks_time() && other.when.overlaps(event.when));
    Ok(overlapping.map(Card::of).collect())
}
