//! Times that the clocks of a zone skip or show twice.

use chrono::{DateTime, Duration, LocalResult, TimeZone, Utc};
use chrono_tz::Tz;

use super::view::Notes;
use crate::model::{Flag, Moment};

/// Start and end in UTC, if the clocks show the start twice and only the second time is not before `earliest`, to the
/// minute: the first is past, or is not what was counted from now. No clock of the zone tells the two apart.
pub(super) fn shown_again(
    start: Moment,
    end: Option<Moment>,
    zone: Tz,
    earliest: DateTime<Utc>,
) -> Option<(Moment, Option<Moment>)> {
    let Moment::Time(civil) = start else { return None };
    let LocalResult::Ambiguous(first, second) = zone.from_local_datetime(&civil) else { return None };
    let minute = Duration::minutes(1);
    if earliest < first + minute || earliest >= second + minute {
        return None;
    }
    let by = second.naive_utc() - civil;
    let in_utc = |moment| match moment {
        Moment::Time(time) => time.checked_add_signed(by).map(Moment::Time),
        Moment::Day(day) => Some(Moment::Day(day)),
    };
    Some((in_utc(start)?, end.map_or(Some(None), |end| in_utc(end).map(Some))?))
}

/// Flags a time that the clocks of its zone skip or show twice.
pub(super) fn note_edges_of_summer(start: Moment, zone: Tz, notes: &mut Notes) {
    if let Moment::Time(start) = start {
        match zone.from_local_datetime(&start) {
            LocalResult::None => notes.flag(Flag::InGap),
            LocalResult::Ambiguous(..) => notes.flag(Flag::InOverlap),
            LocalResult::Single(_) => {}
        }
    }
}
