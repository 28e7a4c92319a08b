//! What is known here of a series: its occurrences to come.

use crate::model::SeenEvent;

use super::failure::Cause;
use super::owed::Owed;
use super::turn::Turn;

/// The occurrence that is meant where a series is spoken of: the one that was seen or, of a series as a whole, the next
/// one that is not over. Nothing when none is known yet, as of a series that still waits for Google.
pub async fn occurrence(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Option<SeenEvent>, Cause> {
    let event = &seen.event;
    let Some(series) = event.series.as_ref().filter(|_| event.is_whole_series()) else { return Ok(Some(seen.clone())) };
    let owed = Owed::read(turn, &seen.account).await?;
    let known = owed.after(turn.room.store.all_events(&seen.account).await?);
    let next = known
        .filter(|event| event.series.as_ref() == Some(series) && !event.is_whole_series())
        .filter(|event| turn.now < event.when.end(turn.zone()))
        .min_by_key(|event| event.when.start(turn.zone()));
    Ok(next.map(|event| SeenEvent { event, ..seen.clone() }))
}
