//! What belongs to the card of any event: the usual buttons, and overlaps.

use crate::model::{AccountId, Event, EventTime, SeenEvent};
use crate::speech::Card;
use crate::store;

use super::turn::Turn;

pub use crate::reminders::{answers, usual};

/// Other events at the same time as an event, in all calendars that are shown here.
pub async fn overlaps(turn: &Turn<'_>, account: &AccountId, event: &Event) -> Result<Vec<Card>, store::Error> {
    let EventTime::Timed { start, end } = event.when else { return Ok(Vec::new()) };
    let mut overlapping: Vec<SeenEvent> = Vec::new();
    for shown in turn.accounts() {
        let others = turn.room.store.events_between(&shown.id, start, end, turn.zone()).await?;
        let is_same = |other: &Event| {
            shown.id == *account && (other.id == event.id || other.series.is_some() && other.series == event.series)
        };
        let meets = |other: &Event| other.blocks_time() && other.when.overlaps(event.when) && !is_same(other);
        let meeting = others.into_iter().filter(meets);
        overlapping.extend(meeting.map(|event| SeenEvent { account: shown.id.clone(), event, is_cancelled: false }));
    }
    overlapping.sort_by_key(|seen| seen.event.when.start(turn.zone()));
    Ok(overlapping.iter().map(|seen| turn.card(seen)).collect())
}
