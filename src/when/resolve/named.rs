//! Days that have names: fixed ones, weekdays of a month, Easter, and days of the Chinese and the Hijri calendar, as the
//! `icu_calendar` crate counts them.
//!
//! Days of the Hijri calendar are announced when the moon is sighted, Wesak and Thaipusam by those who keep the almanacs:
//! these are told as doubtful, with the neighbouring day as the other reading.

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use icu_calendar::Date;
use icu_calendar::cal::Hijri;
use icu_calendar::types::Month;

use super::month::nth_weekday_of;
use super::view::{Variant, Viewpoint};
use crate::when::word::Named;

/// How many years a named day is looked for; the Hijri year is shorter than ours, so it comes within two.
const YEARS_AHEAD: i32 = 2;

/// The next such day from `from` on, or the one of a year; and whether it is certain.
pub(super) fn resolve(named: Named, from: NaiveDate, year: Option<i32>, here: &Viewpoint) -> Option<(NaiveDate, bool)> {
    if let Some(is_meant) = day_of_lunar_month(named) {
        let first = coming_lunar(from, &is_meant)?;
        let date = match (here.variant, named) {
            (Variant::OtherDay, Named::LunarDay(day)) => new_years(from, day).filter(|other| *other != first),
            (Variant::OtherDay, _) => None,
            _ => Some(first),
        };
        let other = || coming_lunar(first.succ_opt()?, &is_meant);
        return Some((date.or_else(other)?, false));
    }
    let years = year.map_or(from.year() - 1..=from.year() + YEARS_AHEAD, |year| year..=year);
    let found = years
        .flat_map(|year| in_year(named, year))
        .flatten()
        .find(|date| year.map_or(*date >= from, |year| date.year() == year))?;
    let is_certain = is_certain(named, found);
    match here.variant {
        Variant::OtherDay if !is_certain => Some((neighbour(named, found)?, is_certain)),
        _ => Some((found, is_certain)),
    }
}

fn is_certain(named: Named, date: NaiveDate) -> bool {
    match named {
        Named::Deepavali => is_deepavali_certain(date),
        Named::Hijri(..) | Named::Thaipusam | Named::Lunar(4, 15) | Named::LunarDay(_) | Named::NewAndFullMoon => false,
        Named::Fixed(..) | Named::Nth(..) | Named::Lunar(..) | Named::LunarEve | Named::Easter(_) | Named::Solar(_) => {
            true
        }
    }
}

/// The day that it may be instead: a moon that is not sighted comes a day later, a full moon may be a day earlier.
fn neighbour(named: Named, date: NaiveDate) -> Option<NaiveDate> {
    match named {
        Named::Hijri(..) | Named::Lunar(..) => date.succ_opt(),
        Named::Thaipusam => date.pred_opt(),
        Named::Deepavali => waning(date.year()).min(),
        Named::Fixed(..)
        | Named::Nth(..)
        | Named::LunarDay(_)
        | Named::NewAndFullMoon
        | Named::LunarEve
        | Named::Easter(_)
        | Named::Solar(_) => None,
    }
}

/// Which days of any month of the Chinese calendar a name means, if it means such.
fn day_of_lunar_month(named: Named) -> Option<impl Fn(u8) -> bool> {
    let days = match named {
        Named::LunarDay(day) => [day, day],
        Named::NewAndFullMoon => [1, 15],
        Named::Fixed(..)
        | Named::Nth(..)
        | Named::Lunar(..)
        | Named::LunarEve
        | Named::Easter(_)
        | Named::Solar(_)
        | Named::Hijri(..)
        | Named::Deepavali
        | Named::Thaipusam => return None,
    };
    Some(move |day| days.contains(&day))
}

/// The first day from a day on whose number in its Chinese month is meant; one comes within two months.
fn coming_lunar(from: NaiveDate, is_meant: impl Fn(u8) -> bool) -> Option<NaiveDate> {
    const LONGEST: i64 = 62;
    let number = |date: NaiveDate| {
        let month = u8::try_from(date.month()).ok()?;
        let date = Date::try_new_gregorian(date.year(), month, u8::try_from(date.day()).ok()?).ok()?;
        Some(date.to_calendar(icu_calendar::cal::ChineseTraditional::new()).day_of_month().0)
    };
    (0..LONGEST)
        .filter_map(|days| from.checked_add_signed(Duration::days(days)))
        .find(|date| number(*date).is_some_and(&is_meant))
}

/// The next such day of the first Chinese month, in which people most often say days so (初五拜年).
fn new_years(from: NaiveDate, day: u8) -> Option<NaiveDate> {
    (from.year()..=from.year() + 1).filter_map(|year| lunar(year, 1, day)).find(|date| *date >= from)
}

/// The days of this name in a year, in order: a Hijri day can come twice.
fn in_year(named: Named, year: i32) -> [Option<NaiveDate>; 2] {
    let once = |date| [date, None];
    match named {
        Named::Fixed(month, day) => once(NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))),
        Named::Nth(month, nth, weekday) => once(nth_of(year, month, nth, weekday)),
        Named::Lunar(month, day) => once(lunar(year, month, day)),
        Named::LunarDay(_) | Named::NewAndFullMoon => [None, None],
        Named::LunarEve => once(lunar(year, 1, 1).and_then(|first| first.pred_opt())),
        Named::Easter(days) => {
            once(easter(year).and_then(|sunday| sunday.checked_add_signed(Duration::days(i64::from(days)))))
        }
        Named::Solar(longitude) => once(solar(year, longitude)),
        Named::Hijri(month, day) => hijri(year, month, day),
        Named::Deepavali => once(deepavali(year)),
        Named::Thaipusam => once(thaipusam(year)),
    }
}

fn nth_of(year: i32, month: u8, nth: i8, weekday: Weekday) -> Option<NaiveDate> {
    nth_weekday_of(NaiveDate::from_ymd_opt(year, u32::from(month), 1)?, nth, weekday)
}

/// A day of the Chinese calendar, by the year in which its new year falls.
fn lunar(year: i32, month: u8, day: u8) -> Option<NaiveDate> {
    let date = Date::try_new_chinese_traditional(year, Month::new(month), day).ok()?;
    civil(date.to_calendar(icu_calendar::Gregorian))
}

/// The days of a Hijri month and day in one of our years, by the Umm al-Qura calendar.
fn hijri(year: i32, month: u8, day: u8) -> [Option<NaiveDate>; 2] {
    let date = |year: i32| {
        let date = Date::try_new(year.into(), Month::new(month), day, Hijri::new_umm_al_qura()).ok()?;
        civil(date.to_calendar(icu_calendar::Gregorian))
    };
    // The Hijri year gains about a year in 32.5; one of four neighbours has the day in this year.
    let about = (year - 622) * 33 / 32;
    let mut all = (about - 1..=about + 2).filter_map(date).filter(|date| date.year() == year);
    [all.next(), all.next()]
}

fn civil(date: Date<icu_calendar::Gregorian>) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(
        date.year().extended_year(),
        u32::from(date.month().ordinal),
        u32::from(date.day_of_month().0),
    )
}

/// Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
#[expect(clippy::many_single_char_names, reason = "the names that the algorithm is published with")]
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

/// The day on which the sun reaches a longitude, by clocks eight hours east of Greenwich.
fn solar(year: i32, longitude: u16) -> Option<NaiveDate> {
    // The sun reaches 0° about 20 March and goes about a degree a day; a week around it holds the day.
    let about = NaiveDate::from_ymd_opt(year, 3, 20)?
        .checked_add_signed(Duration::days(i64::from(longitude) * 36525 / 36000))?;
    (-4..=4).filter_map(|by| about.checked_add_signed(Duration::days(by))).find(|date| {
        // Midnight at the end of the day, in days from the epoch J2000 (noon of 1 January 2000 in Greenwich).
        let ends = days_since_2000(*date) + 0.5 - 8.0 / 24.0;
        let ahead = (super::sky::sun(ends) - f64::from(longitude)).rem_euclid(360.0);
        ahead < 1.1 && (super::sky::sun(ends - 1.0) - f64::from(longitude)).rem_euclid(360.0) > 180.0
    })
}

/// Deepavali: the day on whose dawn the last but one day of the waning moon has come, in the solar month from 17 October
/// to 15 November; of two such days the later one.
fn deepavali(year: i32) -> Option<NaiveDate> {
    waning(year).max()
}

/// Whether that month has one such day: with one at either end, almanacs may choose the other.
fn is_deepavali_certain(date: NaiveDate) -> bool {
    waning(date.year()).all(|other| (date - other).num_days() <= 1)
}

fn waning(year: i32) -> impl Iterator<Item = NaiveDate> {
    /// The dawn that counts, by hours of universal time after the midnight that begins the day.
    const DAWN: f64 = -1.5;
    days_between(year, (10, 17), (11, 15)).filter(|date| (336.0..348.0).contains(&elongation(*date, DAWN)))
}

/// Thaipusam, to a day or two: the full moon between 16 January and 14 February. The star of its name, by which almanacs
/// have it, is not computed.
fn thaipusam(year: i32) -> Option<NaiveDate> {
    const NOON: f64 = 12.0;
    let from_full = |date: &NaiveDate| (elongation(*date, NOON) - 180.0).abs();
    days_between(year, (1, 16), (2, 14)).min_by(|a, b| from_full(a).total_cmp(&from_full(b)))
}

/// The days of a year from one month and day to another.
fn days_between(year: i32, first: (u32, u32), last: (u32, u32)) -> impl Iterator<Item = NaiveDate> {
    let date = move |(month, day)| NaiveDate::from_ymd_opt(year, month, day);
    let first = date(first).into_iter().flat_map(|first| first.iter_days());
    first.take_while(move |day| date(last).is_some_and(|last| *day <= last))
}

/// How far the moon is ahead of the sun on a day, some hours of universal time after the midnight that begins it.
fn elongation(date: NaiveDate, hour: f64) -> f64 {
    super::sky::elongation(days_since_2000(date) - 0.5 + hour / 24.0)
}

/// Days since 1 January 2000.
fn days_since_2000(date: NaiveDate) -> f64 {
    let days = date.signed_duration_since(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()).num_days();
    i32::try_from(days).map_or(0.0, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(named: Named, years: std::ops::RangeInclusive<i32>) -> Vec<String> {
        years.flat_map(|year| in_year(named, year)).flatten().map(|date| date.to_string()).collect()
    }

    #[test]
    fn days_of_the_chinese_calendar_fall_where_almanacs_have_them() {
        assert_eq!(days(Named::Lunar(1, 1), 2025..=2027), ["2025-01-29", "2026-02-17", "2027-02-06"]);
        assert_eq!(days(Named::LunarEve, 2026..=2027), ["2026-02-16", "2027-02-05"]);
        assert_eq!(days(Named::Lunar(8, 15), 2025..=2027), ["2025-10-06", "2026-09-25", "2027-09-15"]);
        assert_eq!(days(Named::Lunar(5, 5), 2026..=2026), ["2026-06-19"]);
    }

    #[test]
    fn terms_of_the_sun_fall_where_almanacs_have_them() {
        assert_eq!(days(Named::Solar(15), 2024..=2027), ["2024-04-04", "2025-04-04", "2026-04-05", "2027-04-05"]);
        assert_eq!(days(Named::Solar(270), 2024..=2027), ["2024-12-21", "2025-12-21", "2026-12-22", "2027-12-22"]);
    }

    #[test]
    fn moving_feasts_fall_where_calendars_have_them() {
        assert_eq!(days(Named::Easter(0), 2024..=2027), ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"]);
        assert_eq!(days(Named::Nth(5, 2, Weekday::Sun), 2026..=2027), ["2026-05-10", "2027-05-09"]);
    }

    #[test]
    fn deepavali_falls_where_malaysia_has_kept_it_and_will() {
        // The public holidays of 2010 to 2026, and what calendars foretell.
        let kept = "2010-11-05 2011-10-26 2012-11-13 2013-11-02 2014-10-22 2015-11-10 2016-10-29 2017-10-18 2018-11-06 \
                    2019-10-27 2020-11-14 2021-11-04 2022-10-24 2023-11-12 2024-10-31 2025-10-20 2026-11-08 2027-10-28 \
                    2028-11-15 2029-11-05 2030-10-26 2031-11-14 2032-11-02 2033-10-22 2034-11-10 2035-10-30";
        assert_eq!(days(Named::Deepavali, 2010..=2035).join(" "), kept);
        let doubtful: Vec<i32> =
            (2010..=2035).filter(|year| !is_deepavali_certain(deepavali(*year).unwrap())).collect();
        assert_eq!(doubtful, [2028]);
    }

    #[test]
    fn thaipusam_is_two_days_away_at_most_from_where_malaysia_has_kept_it_and_will() {
        let kept = "2010-01-29 2011-01-20 2012-02-07 2013-01-27 2014-01-17 2015-02-03 2016-01-24 2017-02-09 2018-01-31 \
                    2019-01-21 2020-02-08 2021-01-28 2022-01-18 2023-02-05 2024-01-25 2025-02-11 2026-02-01 2027-01-22 \
                    2028-02-09 2029-01-29 2030-01-18";
        for (kept, year) in kept.split_whitespace().zip(2010..) {
            let kept: NaiveDate = kept.parse().unwrap();
            let computed = thaipusam(year).unwrap();
            assert!((computed - kept).num_days().abs() <= 2, "{year}: {computed}, and kept on {kept}");
        }
    }

    #[test]
    fn days_of_the_hijri_calendar_are_about_right_and_may_come_twice() {
        assert_eq!(days(Named::Hijri(10, 1), 2024..=2027), ["2024-04-10", "2025-03-30", "2026-03-20", "2027-03-09"]);
        assert_eq!(days(Named::Hijri(9, 1), 2030..=2030), ["2030-01-05", "2030-12-26"]);
    }
}
