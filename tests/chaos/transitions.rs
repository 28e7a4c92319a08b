//! Every change of every zone's clocks from 2024 to 2030: civil times, reminders and readings around it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use janji::model::{
    AccountId, ChatId, DayOrder, Etag, Event, EventId, EventTime, Flag, Lead, Moment, Reading, Reference, ReminderId,
    civil_date, instant_of,
};
use janji::reminders::{PlanFor, Recipient, plan};
use janji::when::read;

use super::stage::row;

/// The clocks of a zone are set.
#[derive(Debug, Clone, Copy)]
struct Change {
    zone: Tz,
    /// The first instant of the new time.
    at: DateTime<Utc>,
    /// Ahead of UTC by so much until then.
    before: Duration,
    /// And from then on.
    after: Duration,
}

impl Change {
    /// What the clocks would show at `by` after the change, had they not been set.
    fn by_the_old_time(&self, by: Duration) -> NaiveDateTime {
        (self.at + self.before + by).naive_utc()
    }

    /// By how much they are set forward; back if that is less than nothing.
    fn step(&self) -> Duration {
        self.after - self.before
    }
}

/// All of them, a zone after another.
fn changes() -> Vec<Change> {
    let (from, to) = ("2024-01-01T00:00:00Z", "2031-01-01T00:00:00Z");
    let (from, to): (DateTime<Utc>, DateTime<Utc>) = (from.parse().unwrap(), to.parse().unwrap());
    let mut found = Vec::new();
    for zone in TZ_VARIANTS {
        let ahead = |at: DateTime<Utc>| {
            Duration::seconds(i64::from(zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc()))
        };
        let (mut known, mut before) = (from, ahead(from));
        while known < to {
            let mut next = known + Duration::days(4);
            let after = ahead(next);
            if after != before {
                let mut last = known;
                while next - last > Duration::seconds(1) {
                    let between = last + (next - last) / 2;
                    if ahead(between) == before { last = between } else { next = between }
                }
                let at = DateTime::from_timestamp(next.timestamp(), 0).unwrap();
                found.push(Change { zone, at, before, after: ahead(at) });
                before = ahead(at);
            }
            known = next;
        }
    }
    found
}

/// One of those that happen at the same moment by the same amount.
fn different_changes() -> Vec<Change> {
    let by_rule = changes().into_iter().map(|change| ((change.at, change.before, change.after), change));
    by_rule.collect::<BTreeMap<_, _>>().into_values().collect()
}

#[test]
fn a_time_that_the_clocks_skip_is_behind_the_gap_and_one_that_they_show_twice_is_the_first() {
    let changes = changes();
    assert!(changes.len() > 1_000, "{}", changes.len());
    for change in changes {
        let Change { zone, at, .. } = change;
        let edge = Duration::seconds(1);
        let length = change.step().abs();
        for by in [-length, -length / 2, -edge, Duration::zero(), length / 2, length - edge, length] {
            // Skipped or not, it is as long after the change as clocks say that were not set; times that are shown
            // twice are those of the last hour before, and the ones behind them are the new time's.
            let civil = change.by_the_old_time(by);
            let is_after = by >= Duration::zero() && (change.step() < Duration::zero() || by >= length);
            let expected = if is_after { at + by - change.step() } else { at + by };
            assert_eq!(instant_of(civil, zone), expected, "{change:?} {civil}");
        }
    }
}

fn event(when: EventTime, zone: Tz) -> Event {
    Event::new(EventId("e".into()), Etag("1".into()), "Lunch".into(), when, zone)
}

/// Events around a change: every half hour, and whole days.
fn events_around(change: Change) -> Vec<Event> {
    let starts = (-3..=3).map(|half_hours| change.at + Duration::minutes(30 * half_hours));
    let timed = starts.map(|start| EventTime::Timed { start, end: start + Duration::hours(1) });
    let day = civil_date(change.at, change.zone);
    let days = (-1..=2).map(|by| day + Duration::days(by));
    let whole = days.map(|first| EventTime::AllDay { first, until: first + Duration::days(1) });
    timed.chain(whole).map(|when| event(when, change.zone)).collect()
}

/// What is said to a person whose reminders of an event are planned again at each of these moments, and when.
fn said(event: &Event, recipient: &Recipient, moments: &[DateTime<Utc>]) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let account = AccountId("a".into());
    let (mut known, mut due): (BTreeSet<ReminderId>, Vec<DateTime<Utc>>) = Default::default();
    let mut said = Vec::new();
    for now in moments {
        let plan = plan(event, &account, std::slice::from_ref(recipient), *now, PlanFor::CameFromGoogle);
        due.extend(plan.coming.into_iter().filter(|r| known.insert(r.id.clone())).map(|reminder| reminder.due));
        known.extend(plan.passed.into_iter().map(|reminder| reminder.id));
        said.extend(due.extract_if(.., |due| *due <= *now).map(|due| (due, *now)));
    }
    said
}

#[test]
fn reminders_around_a_change_come_once_and_none_is_early() {
    let leads = [10, 60, 24 * 60, 2 * 24 * 60].map(|minutes| Lead { minutes });
    let changes = different_changes();
    let (mut reminders, mut lost, mut early, mut twice) = (0, 0, 0, 0);
    for &change in &changes {
        let recipient = Recipient { chat: ChatId(7), was: None, leads: leads.to_vec(), zone: change.zone, quiet: None };
        for event in events_around(change) {
            let mut expected: Vec<DateTime<Utc>> = match event.when {
                EventTime::Timed { start, .. } => {
                    leads.iter().map(|lead| start - Duration::minutes(i64::from(lead.minutes))).collect()
                }
                EventTime::AllDay { first, .. } => [2, 1]
                    .map(|days| (first - Duration::days(days)).and_hms_opt(18, 0, 0).unwrap())
                    .map(|evening| instant_of(evening, change.zone))
                    .into(),
            };
            expected.sort();
            let around = |at: &DateTime<Utc>| [*at - Duration::seconds(1), *at];
            let mut moments: Vec<DateTime<Utc>> = expected.iter().chain([&change.at]).flat_map(around).collect();
            moments.push(expected[0] - Duration::days(1));
            moments.sort();
            // The machine's own clock is set back by an hour after each, where it should not be.
            let moments: Vec<_> = moments.iter().flat_map(|now| [*now, *now - Duration::hours(1)]).collect();
            let said = said(&event, &recipient, &moments);
            for expected in &expected {
                let heard: Vec<_> = said.iter().filter(|(due, _)| due == expected).collect();
                reminders += 1;
                lost += usize::from(heard.is_empty());
                twice += heard.len().saturating_sub(1);
                early += heard.iter().filter(|(due, at)| at < due).count();
            }
            assert_eq!(said.len(), expected.len(), "{change:?} {event:?}");
        }
    }
    let of = |count: usize| count.to_string();
    row(
        "every zone's changes 2024–2030",
        &[
            ("zones", of(TZ_VARIANTS.len())),
            ("changes", of(self::changes().len())),
            ("of them different", of(changes.len())),
            ("reminders", of(reminders)),
            ("lost", of(lost)),
            ("early", of(early)),
            ("twice", of(twice)),
        ],
    );
    assert_eq!((lost, early, twice), (0, 0, 0));
}

/// What a text is read as by somebody in a zone.
fn reading(text: &str, zone: Tz, now: DateTime<Utc>) -> Reading {
    let understood = read(text, &Reference { now, zone, order: DayOrder::Dmy });
    understood.readings.into_iter().next().unwrap_or_else(|| panic!("{text} at {now} in {zone}"))
}

/// The instant at which a reading begins.
fn begins(reading: &Reading) -> DateTime<Utc> {
    let Moment::Time(civil) = reading.start else { panic!("{reading:?}") };
    instant_of(civil, reading.zone)
}

#[test]
fn a_clock_time_within_a_change_is_read_as_written_and_named() {
    for change in different_changes() {
        let length = change.step().abs();
        let is_gap = change.step() > Duration::zero();
        // The first minute of the gap or of what is shown twice, one within, and the first one behind.
        let from = if is_gap { Duration::zero() } else { -length };
        for (by, is_within) in [(from, true), (from + length / 2, true), (from + length, false)] {
            let civil = change.by_the_old_time(by);
            for text in
                [civil.format("call %-d/%-m/%Y %-I.%M%P"), civil.format("gym every day from %-d/%-m/%Y %-I.%M%P")]
            {
                let text = text.to_string();
                let now = change.at - Duration::hours(30);
                let reading = reading(&text, change.zone, now);
                assert_eq!(reading.start, Moment::Time(civil), "{change:?} {text}");
                let named = if is_gap { Flag::InGap } else { Flag::InOverlap };
                assert_eq!(reading.flags.contains(&named), is_within, "{change:?} {text} {reading:?}");
                assert!(begins(&reading) > now);
            }
        }
    }
}

#[test]
fn a_length_from_now_is_as_long_over_a_change_and_no_time_is_read_into_the_past() {
    for change in different_changes() {
        for minutes in [-100, -61, -30, -1, 0, 1, 30, 59, 61] {
            let now = change.at + Duration::minutes(minutes);
            for ahead in [10, 45, 90] {
                let begins = begins(&reading(&format!("call in {ahead} minutes"), change.zone, now));
                assert_eq!(begins, now + Duration::minutes(ahead), "{change:?} {minutes} {ahead}");
            }
            let clock = (now + Duration::minutes(10)).with_timezone(&change.zone).format("call %-I.%M%P").to_string();
            let begins = begins(&reading(&clock, change.zone, now));
            assert!(begins >= now, "{change:?} {minutes} {clock}: {begins}");
        }
    }
}
