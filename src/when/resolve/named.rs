//! Days that have names: fixed ones, weekdays of a month, Easter, and days of the Chinese and the Hijri calendar, as the
//! `icu_calendar` crate counts them.
//!
//! Days of the Hijri calendar are announced when the moon is sighted, Deepavali and Wesak by those who keep the almanacs:
//! these are told as doubtful, with the neighbouring day as the other reading.

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use icu_calendar::Date;
use icu_calendar::cal::{ChineseTraditional, Hijri};
use icu_calendar::types::Month;

use super::day::nth_weekday_of;
use super::{Variant, Viewpoint};
use crate::when::word::Named;

/// How many years a named day is looked for; the Hijri year is shorter than ours, so it comes within two.
const YEARS_AHEAD: i32 = 2;

/// The next such day from `from` on, or the one of a year; and whether it is certain.
pub(super) fn resolve(named: Named, from: NaiveDate, year: Option<i32>, here: &Viewpoint) -> Option<(NaiveDate, bool)> {
    let years = year.map_or(from.year() - 1..=from.year() + YEARS_AHEAD, |year| year..=year);
    let found = years
        .flat_map(|year| in_year(named, year))
        .flatten()
        .find(|date| year.map_or(*date >= from, |year| date.year() == year))?;
    let is_certain = is_certain(named);
    match here.variant {
        Variant::OtherDay if !is_certain => Some((neighbour(named, found)?, is_certain)),
        _ => Some((found, is_certain)),
    }
}

fn is_certain(named: Named) -> bool {
    match named {
        Named::Hijri(..) | Named::Deepavali | Named::Lunar(4, 15) => false,
        Named::Fixed(..) | Named::Nth(..) | Named::Lunar(..) | Named::LunarEve | Named::Easter(_) | Named::Solar(_) => {
            true
        }
    }
}

/// The day that it may be instead: a moon that is not sighted comes a day later, as does the new moon of Deepavali.
fn neighbour(named: Named, date: NaiveDate) -> Option<NaiveDate> {
    match named {
        Named::Hijri(..) | Named::Deepavali | Named::Lunar(..) => date.succ_opt(),
        Named::Fixed(..) | Named::Nth(..) | Named::LunarEve | Named::Easter(_) | Named::Solar(_) => None,
    }
}

/// The days of this name in a year, in order: a Hijri day can come twice.
fn in_year(named: Named, year: i32) -> [Option<NaiveDate>; 2] {
    let once = |date| [date, None];
    match named {
        Named::Fixed(month, day) => once(NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))),
        Named::Nth(month, nth, weekday) => once(nth_of(year, month, nth, weekday)),
        Named::Lunar(month, day) => once(lunar(year, month, day)),
        Named::LunarEve => once(lunar(year, 1, 1).and_then(|first| first.pred_opt())),
        Named::Easter(days) => {
            once(easter(year).and_then(|sunday| sunday.checked_add_signed(Duration::days(i64::from(days)))))
        }
        Named::Solar(longitude) => once(solar(year, longitude)),
        Named::Hijri(month, day) => hijri(year, month, day),
        Named::Deepavali => once(deepavali(year)),
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
        let days = date.signed_duration_since(NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()).num_days();
        let ends = i32::try_from(days).map_or(0.0, f64::from) + 0.5 - 8.0 / 24.0;
        let ahead = (super::sun::longitude(ends) - f64::from(longitude)).rem_euclid(360.0);
        ahead < 1.1 && (super::sun::longitude(ends - 1.0) - f64::from(longitude)).rem_euclid(360.0) > 180.0
    })
}

/// Deepavali: the day before the new moon between 18 October and 15 November, which begins a Chinese month.
fn deepavali(year: i32) -> Option<NaiveDate> {
    let window = NaiveDate::from_ymd_opt(year, 10, 18)?..=NaiveDate::from_ymd_opt(year, 11, 15)?;
    window.start().iter_days().take_while(|date| window.contains(date)).find(|date| is_new_moon(*date))?.pred_opt()
}

/// Whether a Chinese month begins on a day, as it does on the day of the new moon.
fn is_new_moon(date: NaiveDate) -> bool {
    let (Ok(month), Ok(day)) = (u8::try_from(date.month()), u8::try_from(date.day())) else { return false };
    Date::try_new_gregorian(date.year(), month, day)
        .is_ok_and(|date| date.to_calendar(ChineseTraditional::new()).day_of_month().0 == 1)
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
        assert_eq!(
            days(Named::Deepavali, 2019..=2026),
            [
                "2019-10-27",
                "2020-11-14",
                "2021-11-04",
                "2022-10-24",
                "2023-11-12",
                "2024-10-31",
                "2025-10-20",
                "2026-11-08"
            ]
        );
    }

    #[test]
    fn days_of_the_hijri_calendar_are_about_right_and_may_come_twice() {
        assert_eq!(days(Named::Hijri(10, 1), 2024..=2027), ["2024-04-10", "2025-03-30", "2026-03-20", "2027-03-09"]);
        assert_eq!(days(Named::Hijri(9, 1), 2030..=2030), ["2030-01-05", "2030-12-26"]);
    }
}
