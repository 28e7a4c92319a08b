//! Series: from a rule to the occurrences within a stretch of time.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use rrule::RRuleSet;
use serde_json::Value;

use super::Refusal;
use super::resource::{Resource, Times, midnight, page_of_occurrence, times};

/// The most occurrences that one series has within the stretch that is asked for.
const MOST: u16 = 2000;

/// Whether the resource is a series' master.
pub(super) fn is_master(resource: &Resource) -> bool {
    resource.get("recurrence").and_then(Value::as_array).is_some_and(|lines| !lines.is_empty())
}

/// Holds a master's rule against Google's rules.
pub(super) fn check(master: &Resource, calendar_zone: Tz) -> Result<(), Refusal> {
    let start = master.get("start");
    let has_zone = start.is_some_and(|start| start.get("timeZone").is_some() || start.get("date").is_some());
    if !has_zone {
        return Err(Refusal::new(400, "required", "Missing time zone definition for start time."));
    }
    rules(master, times(master, calendar_zone)?).map(drop)
}

/// The occurrences that overlap a stretch of time, exceptions left aside.
pub(super) fn occurrences(
    master: &Resource,
    calendar_zone: Tz,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Vec<Resource> {
    // What is stored has been checked.
    let Ok(whole) = times(master, calendar_zone) else { return Vec::new() };
    let Ok(rules) = rules(master, whole) else { return Vec::new() };
    let (start, end) = whole.bounds(calendar_zone);
    // All-day occurrences are found by their dates in UTC, up to a day away from where they are in the zone.
    let margin = chrono::Duration::days(1);
    let rules = rules.after(utc(from - (end - start) - margin)).before(utc(to + margin));
    let times = rules.all(MOST).dates.into_iter().map(|at| whole.beginning(at.with_timezone(&Utc)));
    times.filter(|times| overlaps(*times, calendar_zone, from, to)).map(|times| occurrence(master, times)).collect()
}

/// The occurrence with this id, exceptions left aside.
pub(super) fn occurrence_of(master: &Resource, id: &str, calendar_zone: Tz) -> Option<Resource> {
    let stamp = id.rsplit_once('_')?.1;
    let date = chrono::NaiveDate::parse_from_str(stamp.get(..8)?, "%Y%m%d").ok()?;
    let around = date.and_time(NaiveTime::MIN).and_utc();
    let (from, to) = (around - chrono::Duration::days(2), around + chrono::Duration::days(3));
    let has_id = |found: &Resource| found.get("id").and_then(Value::as_str) == Some(id);
    occurrences(master, calendar_zone, from, to).into_iter().find(has_id)
}

/// A series in two parts: as it is before one of its occurrences, and from that on.
pub(super) fn cut(
    master: &Resource,
    occurrence: &Resource,
    calendar_zone: Tz,
) -> Result<(Resource, Resource), Refusal> {
    let original = Resource::from_iter([
        ("start".to_owned(), occurrence.get("originalStartTime").cloned().unwrap_or_default()),
        ("end".to_owned(), occurrence.get("originalStartTime").cloned().unwrap_or_default()),
    ]);
    let at = times(&original, calendar_zone)?;
    let (stamp, until) = match at {
        Times::Days { first, .. } => {
            let eve = first.pred_opt().unwrap_or(first);
            (first.format("%Y%m%d").to_string(), eve.format("%Y%m%d").to_string())
        }
        Times::Moments { start, .. } => {
            // As the real one does: with the day before, by the calendar's clocks.
            let day = start.with_timezone(&calendar_zone).date_naive();
            let before = midnight(day, calendar_zone) - chrono::Duration::seconds(1);
            (start.format("%Y%m%dT%H%M%SZ").to_string(), before.format("%Y%m%dT%H%M%SZ").to_string())
        }
    };
    let id = master.get("id").and_then(Value::as_str).unwrap_or_default();
    let root = id.split("_R").next().unwrap_or(id);
    let lines = master.get("recurrence").and_then(Value::as_array).cloned().unwrap_or_default();
    let lines = || lines.iter().filter_map(Value::as_str);
    let (mut before, mut after) = (master.clone(), master.clone());
    let ended: Vec<String> = lines().map(|line| ending(line, &until)).collect();
    before.insert("recurrence".to_owned(), ended.into());
    let passed = rules(master, times(master, calendar_zone)?)?
        .before(utc(at.bounds(calendar_zone).0 - chrono::Duration::seconds(1)))
        .all(MOST)
        .dates
        .len();
    let rest: Vec<String> = lines().map(|line| rest(line, passed)).collect();
    let (start, end) = times(master, calendar_zone)?.beginning(at.bounds(calendar_zone).0).to_json();
    after.insert("id".to_owned(), format!("{root}_R{stamp}").into());
    after.insert("recurrence".to_owned(), rest.into());
    after.insert("start".to_owned(), start);
    after.insert("end".to_owned(), end);
    Ok((before, after))
}

/// A line of `recurrence`, with another end if it is a rule.
fn ending(line: &str, until: &str) -> String {
    let Some(rule) = line.strip_prefix("RRULE:") else { return line.to_owned() };
    let is_end = |part: &&str| part.starts_with("COUNT=") || part.starts_with("UNTIL=");
    let mut parts: Vec<String> = rule.split(';').filter(|part| !is_end(part)).map(str::to_owned).collect();
    parts.push(format!("UNTIL={until}"));
    format!("RRULE:{}", parts.join(";"))
}

/// A line of `recurrence` for what is left of a series after some occurrences.
fn rest(line: &str, passed: usize) -> String {
    let left = |part: &str| match part.strip_prefix("COUNT=").and_then(|count| count.parse::<usize>().ok()) {
        Some(count) => format!("COUNT={}", count.saturating_sub(passed).max(1)),
        None => part.to_owned(),
    };
    let Some(rule) = line.strip_prefix("RRULE:") else { return line.to_owned() };
    format!("RRULE:{}", rule.split(';').map(left).collect::<Vec<_>>().join(";"))
}

/// Whether `times` overlap the stretch; an entry without length is where it begins.
pub(super) fn overlaps(times: Times, calendar_zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    let (start, end) = times.bounds(calendar_zone);
    start < to && (end > from || (start == end && start >= from))
}

/// One occurrence as the API shows it.
fn occurrence(master: &Resource, times: Times) -> Resource {
    let id = master.get("id").and_then(Value::as_str).unwrap_or_default();
    let stamp = match times {
        Times::Days { first, .. } => first.format("%Y%m%d").to_string(),
        Times::Moments { start, .. } => start.format("%Y%m%dT%H%M%SZ").to_string(),
    };
    let (start, end) = times.to_json();
    let mut one = master.clone();
    one.remove("recurrence");
    let own = format!("{id}_{stamp}");
    let page = master.get("htmlLink").and_then(Value::as_str).and_then(|page| page_of_occurrence(&own, page));
    one.extend(page.map(|page| ("htmlLink".to_owned(), page.into())));
    one.insert("id".to_owned(), own.into());
    one.insert("recurringEventId".to_owned(), id.into());
    one.insert("originalStartTime".to_owned(), start.clone());
    one.insert("start".to_owned(), start);
    one.insert("end".to_owned(), end);
    one
}

/// The rules of a master, from its start.
fn rules(master: &Resource, whole: Times) -> Result<RRuleSet, Refusal> {
    let wrong = || Refusal::invalid("Invalid recurrence rule.");
    let lines = master.get("recurrence").and_then(Value::as_array).ok_or_else(wrong)?;
    let lines: Option<Vec<&str>> = lines.iter().map(Value::as_str).collect();
    let lines = lines.filter(|lines| lines.iter().all(|line| is_property(line))).ok_or_else(wrong)?.join("\n");
    let (start, lines) = match whole {
        Times::Days { first, .. } => (utc(first.and_time(NaiveTime::MIN).and_utc()), with_times(&lines)),
        Times::Moments { start, zone, .. } => (start.with_timezone(&rrule::Tz::Tz(zone)), lines),
    };
    RRuleSet::new(start).set_from_string(&lines).map_err(|_| wrong())
}

/// Whether a line is one of those that `recurrence` may hold (Calendar v3, `Events`).
fn is_property(line: &str) -> bool {
    let name = line.split([':', ';']).next().unwrap_or_default();
    ["RRULE", "EXRULE", "RDATE", "EXDATE"].contains(&name)
}

/// An all-day rule ends with a date, where the crate wants an instant.
fn with_times(lines: &str) -> String {
    let Some((before, rest)) = lines.split_once("UNTIL=") else { return lines.to_owned() };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (date, after) = rest.split_at(digits);
    if after.starts_with('T') {
        return lines.to_owned();
    }
    format!("{before}UNTIL={date}T000000Z{after}")
}

fn utc(at: DateTime<Utc>) -> DateTime<rrule::Tz> {
    at.with_timezone(&rrule::Tz::UTC)
}
