//! The fourth step: what a phrase means to a person who says it here and now.
//!
//! Every decision is one of [`Choice`]; every one that a person might want to know of leaves a flag. Alternatives
//! are the same phrase resolved again under another [`Variant`].

mod clock;
mod day;
mod month;
mod named;
mod prayer;
mod rule;
mod series;
mod sky;
mod summer;
mod view;

use super::choice::Choice;
use super::join::Phrase;
use super::piece::Amount;
use super::word::DayPart;
use crate::model::{DoubtKind, Flag, Moment, NamedParts, Reference, Rule};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;
use summer::{note_edges_of_summer, shown_again};
use view::Viewpoint;
pub(super) use view::{Notes, Variant};

/// The first and last year that a reading may lie in.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// What a phrase means.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub start: Moment,
    pub end: Option<Moment>,
    pub zone: Tz,
    pub rule: Option<Rule>,
    pub known: NamedParts,
    pub notes: Notes,
}

/// What a phrase means, or why it means nothing that can be acted upon.
pub(super) fn resolve(phrase: &Phrase, reference: &Reference, variant: Variant) -> Result<Resolved, DoubtKind> {
    let zone = phrase.zone.unwrap_or(reference.zone);
    let here =
        Viewpoint { reference: *reference, zone, now: reference.now.with_timezone(&zone).naive_local(), variant };
    let mut notes = Notes::default();
    let other;
    let phrase = match (variant, phrase.other) {
        (Variant::Other, Some(said)) => {
            other = phrase.beginning_instead(said);
            &other
        }
        _ => phrase,
    };
    let (start, end, rule) = if let Some(repeat) = &phrase.repeat {
        series::resolve(phrase, repeat, &here, &mut notes)?
    } else if let Some(offset) = phrase.offset {
        let (start, end) = from_now(phrase, offset, &here, &mut notes)?;
        (start, end, None)
    } else {
        let (start, end) = once(phrase, &here, &mut notes)?;
        (start, end, None)
    };
    if !YEARS.contains(&chrono::Datelike::year(&start.date())) {
        return Err(DoubtKind::TooFar);
    }
    let earliest = phrase.offset.map_or(Ok(None), |offset| instant_from_now(offset, &here))?.unwrap_or(reference.now);
    if rule.is_none()
        && let Some((start, end)) = shown_again(start, end, zone, earliest)
    {
        return Ok(Resolved { start, end, zone: Tz::UTC, rule, known: known(phrase), notes });
    }
    note_edges_of_summer(start, zone, &mut notes);
    Ok(Resolved { start, end, zone, rule, known: known(phrase), notes })
}

/// Which parts the text itself named.
fn known(phrase: &Phrase) -> NamedParts {
    let day = phrase.start.day;
    let is_fine = phrase.offset.is_some_and(|offset| offset.is_fine || offset.seconds != 0);
    let clock = phrase.start.clock;
    NamedParts {
        date: day.is_some() || phrase.offset.is_some() || phrase.repeat.is_some(),
        year: day.is_some_and(|day| day.year.is_some() || day.days.is_some()) || phrase.offset.is_some(),
        clock: clock.is_some() || is_fine,
        meridiem: is_fine
            || phrase.start.part.is_some()
            || clock
                .is_some_and(|clock| clock.meridiem.is_some() || clock.is_exact || clock.hour > 12 || clock.hour == 0),
        end: phrase.end.is_some() || phrase.length.is_some(),
        zone: phrase.zone.is_some(),
    }
}

/// A single event.
fn once(phrase: &Phrase, here: &Viewpoint, notes: &mut Notes) -> Result<(Moment, Option<Moment>), DoubtKind> {
    let has_own_end_day = phrase.end.is_some_and(|end| end.day.is_some());
    let time = clock::time_of_day(phrase, here, notes);
    let Some((start, end)) = time.filter(|_| !phrase.is_all_day) else {
        return whole_days(phrase, here, notes);
    };
    let shared = shared_day(phrase);
    let until = match (end, phrase.length) {
        (Some(end), _) if has_own_end_day && shared.is_none() => Some(end + 24 * 3600),
        (Some(end), _) => Some(overnight(start, end, notes)?),
        (None, Some(length)) if length.months == 0 => Some(start + i64::from(length.days) * 86_400 + length.seconds),
        (None, _) => None,
    };
    let now = here.now.num_seconds_from_midnight();
    let is_ahead = start >= i64::from(now) || until.is_some_and(|until| until > i64::from(now));
    let base = shared.or(phrase.start.day);
    let date = match base {
        None => clock_alone(start, until, is_ahead, here, notes)?,
        Some(day) => {
            let date = day::resolve(&day, here, is_ahead, notes)?;
            today_passed(phrase, &day, date, is_ahead, here, notes)?
        }
    };
    let start = at_prayer(phrase, date, here).unwrap_or(start);
    let start = if is_implied_and_passed(phrase, date, start, here) { soon(here, phrase) } else { start };
    let from = at(date, start)?;
    let to = match (end, until) {
        (Some(end), Some(_)) if has_own_end_day && shared.is_none() => {
            let day = phrase.end.and_then(|end| end.day).unwrap_or_default();
            Some(at(day::resolve_after(&day, date, here, notes)?, end)?)
        }
        (_, Some(until)) => Some(at(date, until)?),
        (_, None) => length_end(phrase, Moment::Time(from))?.map(|end| match end {
            Moment::Day(day) => day.and_time(from.time()),
            Moment::Time(time) => time,
        }),
    };
    if to.is_some_and(|to| to <= from) {
        return Err(DoubtKind::EndBeforeStart);
    }
    if to.unwrap_or(from) < here.now || to.is_none() && from < here.now {
        notes.flag(Flag::Past);
    }
    Ok((Moment::Time(from), to.map(Moment::Time)))
}

/// The one day of a range of clocks that only its end names ("10 to 12 on monday").
fn shared_day(phrase: &Phrase) -> Option<super::piece::Day> {
    let end = phrase.end?;
    (phrase.start.day.is_none() && end.clock.is_some() && !phrase.is_end_day_own).then_some(end.day).flatten()
}

/// A clock without a day is today's, or tomorrow's when it has passed.
fn clock_alone(
    start: i64,
    until: Option<i64>,
    is_ahead: bool,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<NaiveDate, DoubtKind> {
    let today = here.today();
    let now = i64::from(here.now.num_seconds_from_midnight());
    notes.chose(Choice::ClockAlone);
    if is_ahead {
        if start <= now && until.is_some() {
            notes.chose(Choice::UnderWay);
        }
        return Ok(today);
    }
    notes.flag(Flag::RolledToTomorrow);
    notes.chose(Choice::ClockPassed);
    if here.variant == Variant::KeepToday {
        notes.flags.retain(|flag| *flag != Flag::RolledToTomorrow);
        return Ok(today);
    }
    today.succ_opt().ok_or(DoubtKind::TooFar)
}

/// "Today" with a clock that has passed is the next day.
fn today_passed(
    phrase: &Phrase,
    day: &super::piece::Day,
    date: NaiveDate,
    is_ahead: bool,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<NaiveDate, DoubtKind> {
    // "this morning at 8", said in the afternoon, is past and nothing else.
    let is_over = phrase.start.part.is_some_and(|part| {
        phrase.start.clock.is_some() && i64::from(here.now.num_seconds_from_midnight()) >= clock::ends(part)
    });
    let is_today = day.days == Some(0) && date == here.today() && day.shift.is_none() && !is_over;
    if !is_today || is_ahead || here.variant == Variant::KeepToday || notes.flags.contains(&Flag::HourImplied) {
        return Ok(date);
    }
    notes.chose(Choice::TodayPassed);
    notes.flag(Flag::TodayRolled);
    date.succ_opt().ok_or(DoubtKind::TooFar)
}

/// The time of the prayer that says when, on the day that is meant.
fn at_prayer(phrase: &Phrase, date: NaiveDate, here: &Viewpoint) -> Option<i64> {
    match (phrase.start.clock, phrase.start.part) {
        (None, Some(DayPart::Prayer(prayer, beside))) => clock::prayer_time(prayer, beside, date, here),
        _ => None,
    }
}

/// Whether an hour that only a part of the day implies has passed today, while the part has not.
fn is_implied_and_passed(phrase: &Phrase, date: NaiveDate, start: i64, here: &Viewpoint) -> bool {
    let now = i64::from(here.now.num_seconds_from_midnight());
    phrase.start.clock.is_none()
        && date == here.today()
        && start <= now
        && phrase.start.part.is_some_and(|part| !matches!(part, DayPart::Prayer(..)) && now < clock::ends(part))
}

/// The next quarter of an hour that is not past.
fn soon(here: &Viewpoint, phrase: &Phrase) -> i64 {
    let quarter = 15 * 60;
    let now = i64::from(here.now.num_seconds_from_midnight());
    let latest = phrase.start.part.map_or(i64::MAX, clock::ends);
    ((now / quarter + 1) * quarter).min(latest.max(now + 1))
}

/// The end of a range on one day, on the clock: the next day's if it is earlier, within reason.
fn overnight(start: i64, end: i64, notes: &mut Notes) -> Result<i64, DoubtKind> {
    const LONGEST_NIGHT: i64 = 14 * 3600;
    if end > start {
        return Ok(end);
    }
    let end = end + 24 * 3600;
    if end <= start || end - start > LONGEST_NIGHT {
        return Err(DoubtKind::EndBeforeStart);
    }
    notes.chose(Choice::Overnight);
    Ok(end)
}

/// Whole days.
fn whole_days(phrase: &Phrase, here: &Viewpoint, notes: &mut Notes) -> Result<(Moment, Option<Moment>), DoubtKind> {
    let Some(day) = phrase.start.day.or_else(|| phrase.end.and_then(|end| end.day)) else {
        return Err(DoubtKind::Impossible);
    };
    let has_end = phrase.start.day.is_some();
    let mut day = day;
    // "12 to 20 May": the start takes month and year from the end.
    let end_day = phrase.end.filter(|_| has_end).and_then(|end| end.day);
    if let Some(end) = end_day
        && day.month.is_none()
        && day.months.is_none()
        && day.day.is_some()
        && day.weekday.is_none()
    {
        (day.month, day.months) = (end.month, end.months);
    }
    if let Some(end) = end_day
        && day.year.is_none()
        && day.month.is_some()
        && end.year.is_some()
    {
        // A start in a later month than the end began the year before.
        day.year = end.year.map(|year| if day.month > end.month { year - 1 } else { year });
    }
    let is_ahead_today = !day.weekday.is_some_and(|_| day.day.is_none() && day.week.is_none());
    let date = day::resolve(&day, here, is_ahead_today, notes)?;
    notes.chose(Choice::AllDay);
    let end = match end_day {
        Some(end) => {
            let last = day::resolve_after(&end, date, here, notes)?;
            if last < date {
                return Err(DoubtKind::EndBeforeStart);
            }
            Some(Moment::Day(last))
        }
        None => length_end(phrase, Moment::Day(date))?,
    };
    if end.map_or(date, Moment::date) < here.today() {
        notes.flag(Flag::Past);
    }
    Ok((Moment::Day(date), end))
}

/// An amount from now.
fn from_now(
    phrase: &Phrase,
    offset: Amount,
    here: &Viewpoint,
    notes: &mut Notes,
) -> Result<(Moment, Option<Moment>), DoubtKind> {
    let date = add_days(here.today(), offset)?;
    if let Some(instant) = instant_from_now(offset, here)? {
        let civil = instant.with_timezone(&here.zone).naive_local();
        let civil = if offset.seconds.abs() >= 60 { civil.with_second(0).unwrap_or(civil) } else { civil };
        let civil = civil.with_nanosecond(0).unwrap_or(civil);
        if instant < here.reference.now {
            notes.flag(Flag::Past);
        }
        let start = Moment::Time(civil);
        return Ok((start, length_end(phrase, start)?));
    }
    notes.chose(Choice::DaysFromNow);
    let date = match phrase.start.day.and_then(|day| day.weekday) {
        Some(weekday) => month::on_or_after(date, weekday)?,
        None => date,
    };
    if date < here.today() {
        notes.flag(Flag::Past);
    }
    let Some((start, end)) = clock::time_of_day(phrase, here, notes) else {
        let start = Moment::Day(date);
        return Ok((start, length_end(phrase, start)?));
    };
    let from = at(date, start)?;
    let end = match end {
        Some(end) => Some(Moment::Time(at(date, overnight(start, end, notes)?)?)),
        None => length_end(phrase, Moment::Time(from))?,
    };
    Ok((Moment::Time(from), end))
}

/// The instant that an amount from now means, when hours or minutes were said.
///
/// Hours are counted in real time, so that a clock change between does not lengthen them.
fn instant_from_now(offset: Amount, here: &Viewpoint) -> Result<Option<DateTime<Utc>>, DoubtKind> {
    if offset.seconds == 0 && !offset.is_fine {
        return Ok(None);
    }
    let days = add_days(here.today(), offset)?.signed_duration_since(here.today());
    let instant = Duration::try_seconds(offset.seconds)
        .and_then(|by| here.reference.now.checked_add_signed(by))
        .and_then(|at| at.checked_add_signed(days));
    instant.map(Some).ok_or(DoubtKind::TooFar)
}

/// Where a length that was said ends; of whole days the last one.
fn length_end(phrase: &Phrase, start: Moment) -> Result<Option<Moment>, DoubtKind> {
    let Some(length) = phrase.length else { return Ok(None) };
    match start {
        Moment::Day(first) => {
            if length.is_fine {
                return Ok(None);
            }
            let after = add_days(first, length)?;
            Ok(Some(Moment::Day(after.pred_opt().map_or(first, |last| last.max(first)))))
        }
        Moment::Time(from) => {
            let date = add_days(from.date(), length)?;
            let seconds = Duration::try_seconds(length.seconds).ok_or(DoubtKind::TooFar)?;
            date.and_time(from.time())
                .checked_add_signed(seconds)
                .map(|end| Some(Moment::Time(end)))
                .ok_or(DoubtKind::TooFar)
        }
    }
}

/// The day an amount of months and days later.
fn add_days(date: NaiveDate, amount: Amount) -> Result<NaiveDate, DoubtKind> {
    let months = chrono::Months::new(amount.months.unsigned_abs());
    let moved = if amount.months < 0 { date.checked_sub_months(months) } else { date.checked_add_months(months) };
    let moved = moved.ok_or(DoubtKind::TooFar)?;
    if amount.is_workdays {
        return Ok(month::workdays_later(moved, amount.days));
    }
    Duration::try_days(i64::from(amount.days)).and_then(|days| moved.checked_add_signed(days)).ok_or(DoubtKind::TooFar)
}

/// The time some seconds after the midnight that begins a day.
fn at(date: NaiveDate, seconds: i64) -> Result<NaiveDateTime, DoubtKind> {
    Duration::try_seconds(seconds)
        .and_then(|by| date.and_time(NaiveTime::MIN).checked_add_signed(by))
        .ok_or(DoubtKind::TooFar)
}
