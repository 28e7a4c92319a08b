//! Prayer times, by the sun: Subuh and Isyak at 18° below the horizon, as Malaysia has had them since November 2019,
//! Asar when shadows have grown by their own length, with a minute or two of precaution.

use chrono::{NaiveDate, Offset, TimeZone};
use chrono_tz::{Asia, Tz};

use super::sky::{Spot, altitude_of_asar, hours_from_noon, noon};
use crate::model::Prayer;

/// How far below the horizon the sun is at Subuh and at Isyak, in degrees.
const TWILIGHT: f64 = -18.0;

/// How far below the horizon the sun's middle is when its rim sets, in degrees.
const SUNSET: f64 = -0.833;

/// What almanacs add for safety, in hours.
const PRECAUTION: f64 = 2.0 / 60.0;

/// How long after Zohor the Friday prayer is over, in hours.
const FRIDAY_PRAYER: f64 = 0.75;

/// When a prayer's time begins on a day at a zone's place, in seconds after midnight by the zone's clocks; of the Friday
/// prayer, when it is over. `None` for zones whose place is not known, and where the sun does not set.
pub(super) fn begins(prayer: Prayer, date: NaiveDate, zone: Tz) -> Option<i64> {
    let place = place_of(zone)?;
    let days = date.signed_duration_since(NaiveDate::from_ymd_opt(2000, 1, 1)?).num_days();
    let days = f64::from(i32::try_from(days).ok()?);
    let noon = noon(days, place);
    let from_noon = |altitude| hours_from_noon(days, place, altitude);
    let hours = match prayer {
        Prayer::Subuh => noon - from_noon(TWILIGHT)? + PRECAUTION,
        Prayer::Zohor => noon + PRECAUTION,
        Prayer::Jumaat => noon + PRECAUTION + FRIDAY_PRAYER,
        Prayer::Asar => noon + from_noon(altitude_of_asar(days, place))? + PRECAUTION,
        Prayer::Maghrib => noon + from_noon(SUNSET)? + PRECAUTION,
        Prayer::Isyak => noon + from_noon(TWILIGHT)? + PRECAUTION,
    };
    let offset = zone.offset_from_utc_datetime(&date.and_hms_opt(4, 0, 0)?).fix().local_minus_utc();
    #[expect(clippy::cast_possible_truncation, reason = "a time of day in seconds is small")]
    let seconds = (hours * 3600.0).round() as i64;
    Some((seconds + i64::from(offset)).rem_euclid(24 * 3600))
}

/// The place for which a zone's prayer times are computed: its biggest city.
fn place_of(zone: Tz) -> Option<Spot> {
    let (latitude, longitude) = match zone {
        Asia::Kuala_Lumpur => (3.139, 101.687),
        Asia::Singapore => (1.352, 103.820),
        Asia::Kuching => (1.553, 110.359),
        Asia::Brunei => (4.903, 114.940),
        Asia::Jakarta => (-6.208, 106.846),
        Asia::Makassar => (-5.148, 119.432),
        Asia::Bangkok => (13.756, 100.502),
        Asia::Riyadh => (21.423, 39.826),
        Asia::Dubai => (25.205, 55.271),
        _ => return None,
    };
    Some(Spot { latitude, longitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Minutes after midnight.
    fn minutes(prayer: Prayer, date: &str, zone: Tz) -> i64 {
        begins(prayer, date.parse().unwrap(), zone).unwrap() / 60
    }

    #[test]
    fn times_are_those_of_the_almanac_within_three_minutes() {
        // What e-Solat gave for Kuala Lumpur (zone WLY01).
        let table = [
            (Prayer::Subuh, "2023-08-13", 6 * 60 + 1),
            (Prayer::Zohor, "2023-08-13", 13 * 60 + 21),
            (Prayer::Asar, "2023-08-13", 16 * 60 + 38),
            (Prayer::Maghrib, "2023-08-13", 19 * 60 + 27),
            (Prayer::Isyak, "2023-08-13", 20 * 60 + 39),
        ];
        for (prayer, date, almanac) in table {
            let computed = minutes(prayer, date, Asia::Kuala_Lumpur);
            assert!((computed - almanac).abs() <= 3, "{prayer:?} {date}: {computed} and {almanac}");
        }
    }

    #[test]
    fn the_order_of_a_day_holds_in_every_place_and_season() {
        for zone in [Asia::Kuala_Lumpur, Asia::Jakarta, Asia::Riyadh] {
            for month in 1..=12 {
                let date = NaiveDate::from_ymd_opt(2027, month, 15).unwrap();
                let all = [Prayer::Subuh, Prayer::Zohor, Prayer::Jumaat, Prayer::Asar, Prayer::Maghrib, Prayer::Isyak]
                    .map(|prayer| begins(prayer, date, zone).unwrap());
                assert!(all.is_sorted(), "{zone} {date}: {all:?}");
            }
        }
    }
}
