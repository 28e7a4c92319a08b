//! Turns readings into what is asked for: a draft, what the answer says about it, and the other readings. Pure.

use chrono::{Days, Duration, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;

use crate::model::{
    AccountId, DoubtKind, Draft, EventTime, Flag, Lead, MailAddress, Moment, Reading, Understood, instant_of,
};
use crate::speech::{Correction, Label};

/// The most other readings to offer besides the first.
const MOST_OTHERS: usize = 3;

/// An event that someone asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// The event.
    pub draft: Draft,
    /// What was assumed.
    pub corrections: Vec<Correction>,
    /// The other readings, to correct the first with one tap.
    pub others: Vec<(Label, EventTime)>,
}

/// The result of judging the readings of a message that asks for an event.
#[derive(Debug, Clone, PartialEq)]
pub enum WishVerdict {
    /// It can be created.
    Make(Wish),
    /// It is unclear: a choice for each meaning; none if it is impossible.
    Ask {
        /// What is wrong.
        kind: DoubtKind,
        /// The part of the text that caused it.
        said: String,
        /// What may be meant.
        choices: Vec<(Label, Draft)>,
    },
    /// Several events, all of which are asked for.
    Several(Vec<Draft>),
    /// Its time is past.
    Past(Moment),
    /// There is no time in it.
    NoTime,
}

/// What turns the readings of one message into drafts.
#[derive(Debug, Clone, Copy)]
pub struct Drafter<'a> {
    /// The message.
    pub text: &'a str,
    /// The chat's time zone.
    pub zone: Tz,
    /// What a reminder is called if the message doesn't say of what.
    pub reminder: &'a str,
    /// How long an event lasts if the message doesn't say.
    pub length: Duration,
    /// The calendar that the message names.
    pub calendar: Option<&'a AccountId>,
    /// Whom the message invites.
    pub guests: &'a [MailAddress],
}

impl Drafter<'_> {
    /// Judges the readings: an event, a question, or that they are in the past.
    pub fn judge(&self, understood: &Understood) -> WishVerdict {
        let readings = &understood.readings;
        match (&understood.doubt, readings.first()) {
            (None, None) => WishVerdict::NoTime,
            (None, Some(first)) if understood.all_hold => {
                let to_come = readings.iter().filter(|reading| !is_over(reading));
                match to_come.filter_map(|reading| self.draft(reading)).collect::<Vec<_>>() {
                    none if none.is_empty() => WishVerdict::Past(self.shown(first)),
                    drafts => WishVerdict::Several(drafts),
                }
            }
            (None, Some(first)) if is_over(first) => WishVerdict::Past(self.shown(first)),
            (None, Some(_)) => self.wish(readings).map_or_else(
                || WishVerdict::Ask { kind: DoubtKind::TooFar, said: self.text.to_owned(), choices: Vec::new() },
                WishVerdict::Make,
            ),
            (Some(doubt), first) => {
                let said = self.text.get(doubt.range.clone()).unwrap_or_default().to_owned();
                let choices: Vec<_> = readings
                    .iter()
                    .filter(|reading| !is_over(reading))
                    .filter_map(|reading| self.choice(reading))
                    .collect();
                match first {
                    Some(first) if choices.is_empty() && is_over(first) => WishVerdict::Past(self.shown(first)),
                    Some(_) | None => WishVerdict::Ask { kind: doubt.kind, said, choices },
                }
            }
        }
    }

    /// The wish for these readings, best first; `None` if there is none, or it is beyond the calendar's range.
    pub fn wish(&self, readings: &[Reading]) -> Option<Wish> {
        let (first, others) = readings.split_first()?;
        let draft = self.draft(first)?;
        let mut offered: Vec<(Label, EventTime)> = Vec::new();
        for other in others {
            let Some(when) = self.time(other) else { continue };
            let is_new = when != draft.when && offered.iter().all(|(_, known)| *known != when);
            if is_new && (first.rule.is_none() || is_other_half(first, other)) && offered.len() < MOST_OTHERS {
                offered.push((self.label(first, other), when));
            }
        }
        Some(Wish { corrections: corrections(first), others: offered, draft })
    }

    /// The draft for a reading.
    pub fn draft(&self, reading: &Reading) -> Option<Draft> {
        Some(Draft {
            title: self.title(reading),
            when: self.time(reading)?,
            zone: reading.zone,
            place: reading.place.clone(),
            rule: reading.rule.clone(),
            wants_meet: reading.wants_meet,
            leads: (!reading.leads.is_empty()).then(|| reading.leads.clone()),
            calendar: self.calendar.cloned(),
            guests: self.guests.to_vec(),
        })
    }

    /// A reading as one of several choices.
    pub fn choice(&self, reading: &Reading) -> Option<(Label, Draft)> {
        Some((Label::Choice(self.shown(reading)), self.draft(reading)?))
    }

    /// The start of a reading in the chat's zone.
    pub fn shown(&self, reading: &Reading) -> Moment {
        match reading.start {
            Moment::Day(day) => Moment::Day(day),
            Moment::Time(at) => Moment::Time(self.local(at, reading.zone)),
        }
    }

    fn local(&self, at: NaiveDateTime, zone: Tz) -> NaiveDateTime {
        if zone == self.zone { at } else { instant_of(at, zone).with_timezone(&self.zone).naive_local() }
    }

    /// The rest of the text; if there is none, the place; a reminder of nothing is called a reminder. Empty if nothing
    /// names the event.
    fn title(&self, reading: &Reading) -> String {
        let is_reminder = matches!(reading.leads.as_slice(), [Lead { minutes: 0 }]);
        let reminder = if is_reminder { self.reminder } else { "" };
        let candidates = [reading.title.as_str(), reading.place.as_deref().unwrap_or_default(), reminder];
        let title = candidates.into_iter().map(str::trim).find(|title| !title.is_empty()).unwrap_or_default();
        shorten(title)
    }

    fn time(&self, reading: &Reading) -> Option<EventTime> {
        match reading.start {
            Moment::Day(first) => {
                let last = reading.end.map_or(first, Moment::date).max(first);
                Some(EventTime::AllDay { first, until: last.checked_add_days(Days::new(1))? })
            }
            Moment::Time(at) => {
                let start = instant_of(at, reading.zone);
                let end = match reading.end {
                    Some(Moment::Time(end)) => Some(instant_of(end, reading.zone)),
                    Some(Moment::Day(last)) => {
                        let after = last.checked_add_days(Days::new(1))?;
                        Some(instant_of(after.and_time(chrono::NaiveTime::MIN), reading.zone))
                    }
                    None => None,
                };
                // A clock change can skip a whole range; the event then has the usual length.
                let end = end.filter(|end| *end > start);
                Some(EventTime::Timed { start, end: end.or_else(|| start.checked_add_signed(self.length))? })
            }
        }
    }

    fn label(&self, first: &Reading, other: &Reading) -> Label {
        let keeps_today = first.flags.contains(&Flag::TodayRolled) && other.start.date() < first.start.date();
        match other.start {
            _ if keeps_today => Label::KeepToday,
            Moment::Time(at) if is_other_half(first, other) => Label::OtherHalf(self.local(at, other.zone)),
            Moment::Time(_) | Moment::Day(_) => Label::Instead(self.shown(other)),
        }
    }
}

/// Whether a reading is in the past for good; a series goes on.
fn is_over(reading: &Reading) -> bool {
    reading.flags.contains(&Flag::Past) && reading.rule.is_none()
}

/// Whether two readings name the same day, twelve hours apart.
fn is_other_half(first: &Reading, other: &Reading) -> bool {
    match (first.start, other.start) {
        (Moment::Time(one), Moment::Time(two)) => one.date() == two.date() && (one - two).abs() == TimeDelta::hours(12),
        (Moment::Day(_), _) | (_, Moment::Day(_)) => false,
    }
}

fn corrections(reading: &Reading) -> Vec<Correction> {
    let clock = match reading.start {
        Moment::Time(at) => Some(at),
        Moment::Day(_) => None,
    };
    let named = reading.flags.iter().copied().filter(|flag| *flag != Flag::Past);
    named.map(|flag| Correction { flag, clock }).collect()
}

fn shorten(title: &str) -> String {
    if title.chars().count() <= Draft::LONGEST_TITLE {
        return title.to_owned();
    }
    let mut short: String = title.chars().take(Draft::LONGEST_TITLE - 1).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DayOrder, Lead, NamedParts, Reference, Rule};

    const KL: Tz = chrono_tz::Asia::Kuala_Lumpur;

    fn drafter(text: &str) -> Drafter<'_> {
        Drafter { text, zone: KL, reminder: "Reminder", length: Duration::minutes(60), calendar: None, guests: &[] }
    }

    fn reading(start: &str) -> Reading {
        Reading {
            title: "lunch".into(),
            start: moment(start),
            end: None,
            zone: KL,
            rule: None,
            place: None,
            wants_meet: false,
            leads: Vec::new(),
            known: NamedParts::default(),
            spans: Vec::new(),
            flags: Vec::new(),
            fired: Vec::new(),
        }
    }

    fn moment(text: &str) -> Moment {
        text.parse().map_or_else(|_| Moment::Day(text.parse().unwrap()), Moment::Time)
    }

    fn timed(start: &str, end: &str) -> EventTime {
        EventTime::Timed { start: start.parse().unwrap(), end: end.parse().unwrap() }
    }

    fn all_day(first: &str, until: &str) -> EventTime {
        EventTime::AllDay { first: first.parse().unwrap(), until: until.parse().unwrap() }
    }

    #[test]
    fn a_reading_becomes_an_event_of_calendar_time() {
        let table = [
            ("2026-03-10T13:00:00", None, timed("2026-03-10T05:00:00Z", "2026-03-10T06:00:00Z")),
            ("2026-03-10T13:00:00", Some("2026-03-10T13:45:00"), timed("2026-03-10T05:00:00Z", "2026-03-10T05:45:00Z")),
            ("2026-03-10T22:00:00", Some("2026-03-10"), timed("2026-03-10T14:00:00Z", "2026-03-10T16:00:00Z")),
            ("2026-03-10", None, all_day("2026-03-10", "2026-03-11")),
            ("2026-05-12", Some("2026-05-20"), all_day("2026-05-12", "2026-05-21")),
        ];
        for (start, end, when) in table {
            let read = Reading { end: end.map(moment), ..reading(start) };
            assert_eq!(drafter("").draft(&read).unwrap().when, when, "{start} {end:?}");
        }
    }

    #[test]
    fn a_range_that_a_gap_swallows_has_the_usual_length() {
        let read = Reading {
            zone: chrono_tz::Europe::London,
            end: Some(moment("2026-03-29T02:00:00")),
            ..reading("2026-03-29T01:30:00")
        };
        let when = drafter("").draft(&read).unwrap().when;
        assert_eq!(when, timed("2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z"));
    }

    #[test]
    fn a_title_is_what_the_message_names_and_never_endless() {
        let bare = Reading { title: " ".into(), ..reading("2026-03-10T13:00:00") };
        assert_eq!(drafter("tomorrow 1pm").draft(&bare).unwrap().title, "");
        let reminder = Reading { leads: vec![Lead { minutes: 0 }], ..bare.clone() };
        assert_eq!(drafter("remind me tomorrow 1pm").draft(&reminder).unwrap().title, "Reminder");
        let placed = Reading { place: Some("KLCC".into()), ..bare };
        assert_eq!(drafter("tomorrow 1pm @ KLCC").draft(&placed).unwrap().title, "KLCC");
        let endless = Reading { title: "長".repeat(4_000), ..reading("2026-03-10T13:00:00") };
        let title = drafter("").draft(&endless).unwrap().title;
        assert_eq!((title.chars().count(), title.ends_with('…')), (Draft::LONGEST_TITLE, true));
    }

    fn verdict(text: &str) -> WishVerdict {
        let reference = Reference { now: "2026-03-10T02:00:00Z".parse().unwrap(), zone: KL, order: DayOrder::Dmy };
        drafter(text).judge(&crate::when::read(text, &reference))
    }

    #[test]
    fn a_full_date_in_the_past_makes_no_event() {
        for words in ["lunch 3 March 2026 1pm", "lunch on 9 March 2026 1pm"] {
            assert!(matches!(verdict(words), WishVerdict::Past(_)), "{words}: {:?}", verdict(words));
        }
    }

    #[test]
    fn what_cannot_be_is_said_and_what_may_differ_is_asked() {
        let got = verdict("dentist 31 Feb 3pm");
        let is_refused =
            matches!(&got, WishVerdict::Ask { kind: DoubtKind::Impossible, choices, .. } if choices.is_empty());
        assert!(is_refused, "{got:?}");
        // The 13th of March 2026 is a Friday.
        let got = verdict("dentist Thursday 13 March 2026 3pm");
        let WishVerdict::Ask { kind: DoubtKind::WeekdayDisagrees { .. }, choices, .. } = got else { panic!("{got:?}") };
        assert!(choices.iter().all(|(label, draft)| matches!(label, Label::Choice(_)) && draft.title == "dentist"));
        assert!(!choices.is_empty());
    }

    #[test]
    fn rule_place_lead_and_zone_go_into_the_draft() {
        let read = Reading {
            rule: Some(Rule("FREQ=DAILY".into())),
            place: Some("KLCC".into()),
            leads: vec![Lead { minutes: 30 }],
            zone: chrono_tz::Europe::London,
            ..reading("2026-01-10T15:00:00")
        };
        let draft = drafter("").draft(&read).unwrap();
        assert_eq!(draft.rule, read.rule);
        assert_eq!(draft.place, read.place);
        assert_eq!(draft.leads, Some(vec![Lead { minutes: 30 }]));
        assert_eq!(draft.zone, chrono_tz::Europe::London);
        assert_eq!(drafter("").shown(&read), moment("2026-01-10T23:00:00"));
    }

    #[test]
    fn other_readings_are_offered_by_what_they_differ_in() {
        let first = reading("2026-03-11T15:00:00");
        let half = reading("2026-03-11T03:00:00");
        let day = reading("2026-03-18T15:00:00");
        let wish = drafter("").wish(&[first.clone(), half, day.clone(), day]).unwrap();
        let labels: Vec<Label> = wish.others.into_iter().map(|(label, _)| label).collect();
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let expected =
            [Label::OtherHalf(at("2026-03-11T03:00:00")), Label::Instead(Moment::Time(at("2026-03-18T15:00:00")))];
        assert_eq!(labels, expected);

        let rolled = Reading { flags: vec![Flag::TodayRolled], ..first };
        let wish = drafter("").wish(&[rolled, reading("2026-03-10T15:00:00")]).unwrap();
        assert_eq!(wish.others, [(Label::KeepToday, timed("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"))]);
    }

    #[test]
    fn a_series_is_never_moved_off_the_days_of_its_rule() {
        let weekly = Reading { rule: Some(Rule("FREQ=WEEKLY;BYDAY=WE".into())), ..reading("2026-03-11T15:00:00") };
        let others = [reading("2026-03-18T15:00:00"), reading("2026-03-11T03:00:00")];
        let wish = drafter("").wish(&[weekly, others[0].clone(), others[1].clone()]).unwrap();
        assert_eq!(wish.others.len(), 1);
        assert!(matches!(wish.others[0].0, Label::OtherHalf(_)));
    }

    #[test]
    fn the_answer_names_what_was_implied_but_not_that_it_is_past() {
        let read = Reading { flags: vec![Flag::RolledToTomorrow, Flag::Past], ..reading("2026-03-11T09:00:00") };
        let wish = drafter("").wish(&[read]).unwrap();
        let clock = Some("2026-03-11T09:00:00".parse().unwrap());
        assert_eq!(wish.corrections, [Correction { flag: Flag::RolledToTomorrow, clock }]);
    }
}
