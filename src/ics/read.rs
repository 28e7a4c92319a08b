//! From a file to drafts.

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz as FileZone;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency, ICalendarParameterName,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::model::{Draft, EventTime, Rule, instant_of};

/// The longest file that is read, in bytes.
pub const LONGEST_FILE: usize = 512 * 1_024;

/// How many events of a file are looked at.
pub const MOST_EVENTS: usize = 100;

/// How many calendars a file may hold one after another.
const MOST_CALENDARS: usize = 16;

/// The longest rule, in bytes.
const LONGEST_RULE: usize = 500;

/// The years in which an event may lie.
const YEARS: std::ops::RangeInclusive<u16> = 1970..=2199;

/// What a file would add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarFile {
    /// The events that are not over, by start; a series once, with its rule.
    pub drafts: Vec<Draft>,
    /// Events that are over.
    pub past: u32,
    /// Entries that could not be read.
    pub unreadable: u32,
    /// Days that the file changes or leaves out of a series, and that its draft has as usual.
    pub usual_days: u32,
    /// Days that the file adds to a series, and that its draft does not have.
    pub extra_days: u32,
    /// Whether the file has more than [`MOST_EVENTS`].
    pub is_cut: bool,
}

/// The file is no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is no calendar")]
pub struct NotACalendar;

/// Reads a file; times without a zone are in `zone`.
///
/// # Errors
/// When there is no calendar in it.
pub fn read(text: &str, zone: Tz, now: DateTime<Utc>) -> Result<CalendarFile, NotACalendar> {
    let mut parser = Parser::new(text);
    let mut found = CalendarFile::default();
    let mut is_calendar = false;
    for _ in 0..MOST_CALENDARS {
        match parser.entry() {
            Entry::ICalendar(calendar) => {
                is_calendar = true;
                found.add(&calendar, zone, now);
            }
            Entry::Eof => break,
            _ => {}
        }
    }
    found.drafts.sort_by_key(|draft| draft.when.start(zone));
    is_calendar.then_some(found).ok_or(NotACalendar)
}

impl CalendarFile {
    fn add(&mut self, calendar: &ICalendar, zone: Tz, now: DateTime<Utc>) {
        let zones = calendar.build_tz_resolver();
        let events = calendar.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
        for event in events {
            if self.drafts.len() >= MOST_EVENTS {
                self.is_cut = true;
                return;
            }
            if event.has_property(&ICalendarProperty::RecurrenceId) {
                self.usual_days = self.usual_days.saturating_add(1);
                continue;
            }
            if event.status() == Some(&ICalendarStatus::Cancelled) {
                continue;
            }
            match draft(event, &zones, zone) {
                Some(draft) if draft.is_over(zone, now) || series_is_over(event, draft.when.end(zone), now) => {
                    self.past = self.past.saturating_add(1);
                }
                Some(draft) => {
                    let days = |property| dates_of(event, &property);
                    self.usual_days = self.usual_days.saturating_add(days(ICalendarProperty::Exdate));
                    self.extra_days = self.extra_days.saturating_add(days(ICalendarProperty::Rdate));
                    self.drafts.push(draft);
                }
                None => self.unreadable = self.unreadable.saturating_add(1),
            }
        }
    }
}

fn draft(event: &ICalendarComponent, zones: &TzResolver<&str>, chat: Tz) -> Option<Draft> {
    let start = moment(event.property(&ICalendarProperty::Dtstart)?, zones, chat)?;
    let end = event.property(&ICalendarProperty::Dtend).and_then(|entry| moment(entry, zones, chat));
    let length = event.property(&ICalendarProperty::Duration).and_then(length);
    Some(Draft {
        title: text(event, &ICalendarProperty::Summary).unwrap_or_default(),
        when: time(start.at, end.map(|end| end.at), length)?,
        zone: start.zone,
        place: text(event, &ICalendarProperty::Location),
        rule: match event.property(&ICalendarProperty::Rrule) {
            Some(entry) => Some(rule(entry)?),
            None => None,
        },
        leads: None,
        calendar: None,
        guests: Vec::new(),
        wants_meet: false,
    })
}

/// When a property says that something begins or ends, and the zone that it names.
struct ZonedTime {
    at: At,
    zone: Tz,
}

#[derive(Clone, Copy)]
enum At {
    Day(NaiveDate),
    Instant(DateTime<Utc>),
}

fn time(start: At, end: Option<At>, length: Option<Duration>) -> Option<EventTime> {
    match (start, end) {
        (At::Day(first), end) => {
            let next = first.checked_add_days(Days::new(1))?;
            let until = match end {
                Some(At::Day(until)) => until,
                Some(At::Instant(_)) | None => first.checked_add_signed(length.unwrap_or_default())?,
            };
            Some(EventTime::AllDay { first, until: until.max(next) })
        }
        (At::Instant(start), end) => {
            let end = match end {
                Some(At::Instant(end)) => end,
                Some(At::Day(_)) | None => start.checked_add_signed(length.unwrap_or_default())?,
            };
            Some(EventTime::Timed { start, end: end.max(start) })
        }
    }
}

fn moment(entry: &ICalendarEntry, zones: &TzResolver<&str>, chat: Tz) -> Option<ZonedTime> {
    let value = entry.values.first()?.as_partial_date_time()?;
    let (year, month, day) = (value.year?, value.month?, value.day?);
    if !YEARS.contains(&year) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    let Some(hour) = value.hour else { return Some(ZonedTime { at: At::Day(date), zone: chat }) };
    let (minute, second) = (value.minute.unwrap_or(0), value.second.unwrap_or(0).min(59));
    let civil = date.and_hms_opt(hour.into(), minute.into(), second.into())?;
    if let Some(offset) = offset(value) {
        return Some(ZonedTime { at: At::Instant(civil.and_utc().checked_sub_signed(offset)?), zone: chat });
    }
    let named = entry.parameter(&ICalendarParameterName::Tzid).and_then(|name| name.as_text());
    let zone = named.map_or(Some(chat), |name| zone(name, zones));
    // A zone that nobody knows must not become an event at another hour.
    let zone = zone?;
    Some(ZonedTime { at: At::Instant(instant_of(civil, zone)), zone })
}

/// The offset that a time carries itself: "Z" is none.
fn offset(value: &PartialDateTime) -> Option<Duration> {
    let minutes = i64::from(value.tz_hour?) * 60 + i64::from(value.tz_minute.unwrap_or(0));
    Some(Duration::minutes(if value.tz_minus { -minutes } else { minutes }))
}

/// The zone by its name, or by what the file says of it: Outlook has names of its own.
fn zone(name: &str, zones: &TzResolver<&str>) -> Option<Tz> {
    name.parse().ok().or_else(|| match zones.resolve(name)? {
        FileZone::Tz(zone) => Some(zone),
        _ => None,
    })
}

fn length(entry: &ICalendarEntry) -> Option<Duration> {
    match entry.values.first()? {
        ICalendarValue::Duration(length) => length.to_time_delta().filter(|length| *length >= Duration::zero()),
        _ => None,
    }
}

/// A rule as Google takes it; those that run within a day are none for a calendar.
fn rule(entry: &ICalendarEntry) -> Option<Rule> {
    let ICalendarValue::RecurrenceRule(rule) = entry.values.first()? else { return None };
    match rule.freq {
        ICalendarFrequency::Daily
        | ICalendarFrequency::Weekly
        | ICalendarFrequency::Monthly
        | ICalendarFrequency::Yearly => {
            let text = rule.to_string();
            (text.len() <= LONGEST_RULE).then_some(Rule(text))
        }
        ICalendarFrequency::Hourly | ICalendarFrequency::Minutely | ICalendarFrequency::Secondly => None,
    }
}

/// How many dates stand in all properties of a kind.
fn dates_of(event: &ICalendarComponent, property: &ICalendarProperty) -> u32 {
    let dates = event.entries.iter().filter(|entry| entry.name == *property).map(|entry| entry.values.len());
    u32::try_from(dates.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Whether even the last occurrence of a series is over, whose first ends at `first_end`.
fn series_is_over(event: &ICalendarComponent, first_end: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let rule = event.property(&ICalendarProperty::Rrule).and_then(|entry| entry.values.first());
    let Some(ICalendarValue::RecurrenceRule(rule)) = rule else { return false };
    latest_end(rule, first_end).is_some_and(|end| end <= now)
}

/// When the last occurrence of a rule has ended at the latest, if it ends and that is easily said.
fn latest_end(rule: &ICalendarRecurrenceRule, first_end: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let until = rule.until.as_ref().and_then(|until| {
        let date = NaiveDate::from_ymd_opt(until.year?.into(), until.month?.into(), until.day?.into())?;
        // Whatever the zone, and however late on that day it begins.
        Some(date.and_time(NaiveTime::MIN).and_utc() + Duration::days(2))
    });
    until.or_else(|| {
        let days = match rule.freq {
            ICalendarFrequency::Daily => 1,
            ICalendarFrequency::Weekly => 7,
            _ => return None,
        };
        let is_plain = rule.bymonth.is_empty() && rule.bysetpos.is_empty() && rule.bymonthday.is_empty();
        let is_steady = is_plain && (rule.byday.is_empty() || rule.freq == ICalendarFrequency::Weekly);
        let periods = i64::from(rule.count?).checked_mul(rule.interval.unwrap_or(1).into())?;
        let most = Duration::try_days(periods.checked_mul(days)?)?;
        is_steady.then(|| first_end.checked_add_signed(most)).flatten()
    })
}

/// The text of a property, if it has one.
fn text(event: &ICalendarComponent, property: &ICalendarProperty) -> Option<String> {
    let text: String =
        event.property(property)?.values.first()?.as_text()?.trim().chars().take(Draft::LONGEST_TITLE).collect();
    (!text.is_empty()).then_some(text)
}
