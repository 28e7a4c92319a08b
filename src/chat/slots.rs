//! Where else an event would fit.

use chrono::Duration;

use crate::model::{Event, EventTime, Interval, SeenEvent, civil_date, free_times, slots};

use super::agenda;
use super::failure::Cause;
use super::turn::Turn;

/// How far ahead another time for an event is looked for.
const LOOK_AHEAD: Duration = Duration::days(14);

/// The next times at which an event would fit: as long as it is, within hours that hold it.
pub async fn next_slots(turn: &Turn<'_>, event: &Event, most: usize) -> Result<Vec<EventTime>, Cause> {
    let EventTime::Timed { start, end } = event.when else { return Ok(Vec::new()) };
    other_times(turn, Interval { start, end }, Some(event), most).await
}

/// The first free times of the same length from a time on, on days of which all is known; `but` itself blocks none.
pub async fn other_times(
    turn: &Turn<'_>,
    time: Interval,
    but: Option<&Event>,
    most: usize,
) -> Result<Vec<EventTime>, Cause> {
    let zone = turn.zone();
    let from = time.start.max(turn.now);
    let (first, last) = (civil_date(from, zone), civil_date(from + LOOK_AHEAD, zone));
    let agenda = agenda::read(turn, first, last).await?;
    let others = agenda.rows.iter().filter(|row| but.is_none_or(|but| but.id != row.event.id));
    let mut hours = turn.work_week().with_room_for(time, zone).hours(first, last, zone);
    hours.retain(|hours| agenda.knows(civil_date(hours.start, zone), turn));
    let free = free_times(&hours, busy(others, turn));
    let found = slots(&free, time.length(), from, zone, most, most);
    Ok(found.into_iter().map(timed).collect())
}

/// The times that events keep their owner busy.
pub fn busy<'a>(rows: impl IntoIterator<Item = &'a SeenEvent>, turn: &Turn<'_>) -> Vec<Interval> {
    rows.into_iter().filter_map(|row| Interval::of_busy(&row.event, turn.zone())).collect()
}

/// A slot as the time of an event.
pub fn timed(time: Interval) -> EventTime {
    EventTime::Timed { start: time.start, end: time.end }
}
