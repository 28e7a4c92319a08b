//! From what a wall clock shows to an instant, and back.

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The instant at which the clocks of `zone` show `civil`.
///
/// A civil time that does not exist moves forward by the length of the gap; one that exists twice means the first
/// (as RFC 5545, 3.3.5 has it).
#[must_use]
pub fn instant_of(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&civil) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.with_timezone(&Utc),
        LocalResult::None => in_gap(civil, zone),
    }
}

/// Reads the time with the offset that held before the gap, which lands as far behind the gap as `civil` lies in it.
fn in_gap(civil: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    use chrono::Offset;
    let before = civil.checked_sub_signed(Duration::days(1)).unwrap_or(civil);
    let offset = zone.offset_from_utc_datetime(&before).fix();
    offset
        .from_local_datetime(&civil)
        .single()
        .map_or_else(|| Utc.from_utc_datetime(&civil), |at| at.with_timezone(&Utc))
}

/// The instant at which `date` begins in `zone`.
#[must_use]
pub fn start_of_day(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    instant_of(date.and_time(NaiveTime::MIN), zone)
}

/// The date that the calendars of `zone` show at `at`.
#[must_use]
pub fn civil_date(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn civil(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_in_a_gap_moves_forward_across_it() {
        // London, 29 March 2026: 01:00 GMT becomes 02:00 BST.
        let at = instant_of(civil("2026-03-29T01:30:00"), chrono_tz::Europe::London);
        assert_eq!(at.to_rfc3339(), "2026-03-29T01:30:00+00:00");
        assert_eq!(at.with_timezone(&chrono_tz::Europe::London).naive_local(), civil("2026-03-29T02:30:00"));
    }

    #[test]
    fn a_time_that_exists_twice_means_the_first() {
        let at = instant_of(civil("2026-10-25T01:30:00"), chrono_tz::Europe::London);
        assert_eq!(at.to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn a_day_that_was_left_out_begins_with_the_next() {
        // Samoa skipped 30 December 2011.
        let at = start_of_day("2011-12-30".parse().unwrap(), chrono_tz::Pacific::Apia);
        assert_eq!(civil_date(at, chrono_tz::Pacific::Apia), "2011-12-31".parse().unwrap());
    }
}
