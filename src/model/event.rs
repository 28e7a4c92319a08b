//! Calendar entries, written and not yet written.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{AccountId, EditId, Etag, EventId, Lead, MailAddress, start_of_day, whole_second};

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventTime {
    /// Whole days, which never pass through a zone.
    AllDay {
        /// The first day.
        first: NaiveDate,
        /// The day after the last one (exclusive, as Google has it).
        until: NaiveDate,
    },
    /// From an instant to an instant.
    Timed {
        /// The first moment.
        #[serde(serialize_with = "whole_second::serialize")]
        start: DateTime<Utc>,
        /// The moment after the last one.
        #[serde(serialize_with = "whole_second::serialize")]
        end: DateTime<Utc>,
    },
}

impl EventTime {
    /// The instant at which it begins for people in `zone`.
    #[must_use]
    pub fn start(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::AllDay { first, .. } => start_of_day(first, zone),
            Self::Timed { start, .. } => start,
        }
    }

    /// The instant at which it is over for people in `zone`.
    #[must_use]
    pub fn end(self, zone: Tz) -> DateTime<Utc> {
        match self {
            Self::AllDay { until, .. } => start_of_day(until, zone),
            Self::Timed { end, .. } => end,
        }
    }

    /// The earliest instant at which it begins for anyone: a whole day begins fourteen hours before that of UTC
    /// somewhere.
    #[must_use]
    pub fn earliest_start(self) -> DateTime<Utc> {
        let start = self.start(Tz::UTC);
        if self.is_all_day() { start.checked_sub_signed(Duration::hours(14)).unwrap_or(start) } else { start }
    }

    /// The instant at which it is over for everyone: a whole day ends twelve hours after that of UTC somewhere.
    #[must_use]
    pub fn latest_end(self) -> DateTime<Utc> {
        let end = self.end(Tz::UTC);
        if self.is_all_day() { end.checked_add_signed(Duration::hours(12)).unwrap_or(end) } else { end }
    }

    /// The time that begins there and is as long as another.
    #[must_use]
    pub fn of_length(start: OriginalStart, of: Self) -> Self {
        match (start, of) {
            (OriginalStart::Day(day), Self::AllDay { first, until }) => {
                Self::AllDay { first: day, until: day.checked_add_signed(until - first).unwrap_or(day) }
            }
            (OriginalStart::Moment(at), Self::Timed { start, end }) => {
                Self::Timed { start: at, end: at.checked_add_signed(end - start).unwrap_or(at) }
            }
            // An occurrence that was changed on its own.
            (OriginalStart::Day(_), Self::Timed { .. }) | (OriginalStart::Moment(_), Self::AllDay { .. }) => of,
        }
    }

    /// Whether it takes whole days.
    #[must_use]
    pub fn is_all_day(self) -> bool {
        matches!(self, Self::AllDay { .. })
    }

    /// Whether two times share a moment; all-day events overlap nothing, as they block nobody's hours.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Timed { start, end }, Self::Timed { start: from, end: to }) => start < to && from < end,
            _ => false,
        }
    }

    /// The same length, beginning at another instant or day.
    ///
    /// `None` when the calendar ends before the event would.
    #[must_use]
    pub fn moved_by(self, by: Duration) -> Option<Self> {
        Some(match self {
            Self::AllDay { first, until } => {
                Self::AllDay { first: first.checked_add_signed(by)?, until: until.checked_add_signed(by)? }
            }
            Self::Timed { start, end } => {
                Self::Timed { start: start.checked_add_signed(by)?, end: end.checked_add_signed(by)? }
            }
        })
    }
}

/// How a series repeats (RFC 5545): its rule without the `RRULE:` prefix, and under it a whole `EXDATE` line for each
/// occurrence that is left out.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(pub String);

impl Rule {
    /// The rule alone.
    #[must_use]
    pub fn rule(&self) -> &str {
        self.0.lines().next().unwrap_or_default()
    }

    /// The days of occurrences that are left out.
    pub fn left_out(&self) -> impl Iterator<Item = NaiveDate> {
        let day = |line: &str| {
            line.rsplit_once(':').and_then(|(_, at)| NaiveDate::parse_from_str(at.get(..8)?, "%Y%m%d").ok())
        };
        self.0.lines().skip(1).filter_map(day)
    }

    /// Every line as Google takes it (Calendar v3, `recurrence`).
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let exceptions = self.0.lines().skip(1).map(ToOwned::to_owned);
        std::iter::once(format!("RRULE:{}", self.rule())).chain(exceptions).collect()
    }
}

/// Which of Google's entries this is (Calendar v3, `eventType`); those that are no events for us do not exist here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An ordinary event.
    Default,
    /// Made by Google from a mail.
    FromGmail,
    /// Time kept free for work.
    FocusTime,
    /// Away.
    OutOfOffice,
    /// A day of one of Google's calendars of holidays, which is no event of anybody's.
    Holiday,
}

/// When an occurrence was to begin by the rule of its series, wherever it has been moved since.
///
/// Together with the root of the series it says which occurrence this is: Google gives an occurrence another id when
/// its series changes (Calendar v3, `originalStartTime`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OriginalStart {
    /// A whole day.
    Day(NaiveDate),
    /// An instant.
    Moment(DateTime<Utc>),
}

impl From<EventTime> for OriginalStart {
    fn from(when: EventTime) -> Self {
        match when {
            EventTime::AllDay { first, .. } => Self::Day(first),
            EventTime::Timed { start, .. } => Self::Moment(start),
        }
    }
}

impl OriginalStart {
    /// The root of the series and the start that the id of an occurrence names: `abc_20260923T070000Z`, or `abc_20260923`
    /// of whole days.
    #[must_use]
    pub fn of_occurrence(id: &EventId) -> Option<(EventId, Self)> {
        let (series, stamp) = id.rsplit_once('_')?;
        let start = match stamp.split_once('T') {
            Some(_) => Self::Moment(NaiveDateTime::parse_from_str(stamp, "%Y%m%dT%H%M%SZ").ok()?.and_utc()),
            None => Self::Day(NaiveDate::parse_from_str(stamp, "%Y%m%d").ok()?),
        };
        Some((EventId(series.to_owned()).root(), start))
    }
}

/// Whether an event takes its owner's time, as Google shows it (Calendar v3, `transparency`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It does.
    #[default]
    Busy,
    /// It does not: others may be planned over it.
    Free,
}

impl Availability {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_busy(&self) -> bool {
        *self == Self::Busy
    }
}

/// How the account's owner has answered the invitation to an event; a declined event is none for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Invitation {
    /// Not yet.
    Unanswered,
    /// "Maybe".
    Tentative,
    /// "Yes".
    Accepted,
}

/// A calendar entry: a single event, or one occurrence of a series.
///
/// What most events do not have is left out of its record: lists are records of many events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its id at Google; an occurrence has one of its own.
    pub id: EventId,
    /// Google's version of it.
    pub etag: Etag,
    /// Which entry it is.
    pub kind: EventKind,
    /// What it is called; empty when Google has no title.
    pub title: String,
    /// When it is.
    pub when: EventTime,
    /// The zone it was made in.
    pub zone: Tz,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The series that it is one occurrence of; a whole series, as it was just made, names itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<EventId>,
    /// Which occurrence of its series it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_start: Option<OriginalStart>,
    /// Whether others are invited.
    pub has_guests: bool,
    /// Whether it was made through Janji.
    pub is_ours: bool,
    /// The edit that wrote it last through Janji, from its private extended property.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edit: Option<EditId>,
    /// Leads asked for in the message; `None` means the chat's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<Vec<Lead>>,
    /// Google's page of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Whether it takes its owner's time.
    #[serde(default, skip_serializing_if = "Availability::is_busy")]
    pub availability: Availability,
    /// Whether the calendar shows us only that its owner is busy then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_busy_only: bool,
    /// The answer to the invitation; `None` when the account's owner is not among the guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Invitation>,
    /// Who has invited, by name or address, if it is not the account's owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organizer: Option<String>,
    /// Where to join it online, as Google has it (`hangoutLink`, `conferenceData`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference: Option<String>,
}

impl Event {
    /// An ordinary event that has nothing but a title and a time.
    #[must_use]
    pub fn new(id: EventId, etag: Etag, title: String, when: EventTime, zone: Tz) -> Self {
        Self {
            id,
            etag,
            kind: EventKind::Default,
            title,
            when,
            zone,
            place: None,
            series: None,
            original_start: None,
            has_guests: false,
            is_ours: false,
            edit: None,
            leads: None,
            link: None,
            availability: Availability::Busy,
            is_busy_only: false,
            invitation: None,
            organizer: None,
            conference: None,
        }
    }

    /// Whether reminders are sent for it: focus time, absences and holidays are listed, not announced.
    #[must_use]
    pub fn is_reminded(&self) -> bool {
        match self.kind {
            EventKind::Default | EventKind::FromGmail => true,
            EventKind::FocusTime | EventKind::OutOfOffice | EventKind::Holiday => false,
        }
    }

    /// Whether it is an invitation that waits for its owner's answer.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.invitation == Some(Invitation::Unanswered)
    }

    /// Whether it keeps its owner from doing something else: it has hours, and they do not count as free.
    #[must_use]
    pub fn blocks_time(&self) -> bool {
        self.availability == Availability::Busy && self.kind != EventKind::Holiday && !self.when.is_all_day()
    }

    /// Where to join it online: its conference, or a place that is a web address.
    #[must_use]
    pub fn join_link(&self) -> Option<&str> {
        let is_address = |place: &&str| {
            let is_web = place.starts_with("https://") || place.starts_with("http://");
            is_web && !place.contains(char::is_whitespace)
        };
        self.conference.as_deref().or_else(|| self.place.as_deref().map(str::trim).filter(is_address))
    }

    /// Which occurrence of its series it is: by the rule, or, where that is not known, by when it begins.
    #[must_use]
    pub fn place_in_series(&self) -> OriginalStart {
        self.original_start.unwrap_or_else(|| self.when.into())
    }

    /// Whether it was moved on its own, away from where its series has it.
    #[must_use]
    pub fn is_moved_alone(&self) -> bool {
        self.original_start.is_some_and(|original| original != self.when.into())
    }

    /// Whether this stands for a whole series rather than for one occurrence.
    #[must_use]
    pub fn is_whole_series(&self) -> bool {
        self.series.as_ref() == Some(&self.id)
    }

    /// Whether what a person sees of it differs: title, start, end or place. Another etag alone does not.
    #[must_use]
    pub fn looks_other_than(&self, other: &Self) -> bool {
        self.title != other.title || self.when != other.when || self.place != other.place
    }
}

/// An event not yet written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// When it is; of a series, its first occurrence.
    pub when: EventTime,
    /// The zone it was said in.
    pub zone: Tz,
    /// Where it is.
    pub place: Option<String>,
    /// How it repeats.
    pub rule: Option<Rule>,
    /// Whether Google is to make a Meet link for it.
    #[serde(default)]
    pub wants_meet: bool,
    /// Leads asked for in the message; `None` means the chat's own.
    pub leads: Option<Vec<Lead>>,
    /// The calendar that was asked for; `None` means the one that new events go to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<AccountId>,
    /// Whom to ask about inviting once it is made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<MailAddress>,
}

impl Draft {
    /// The longest title, in characters; Google's own page takes no more.
    pub const LONGEST_TITLE: usize = 1_024;

    /// Whether it would be over already; a series goes on.
    #[must_use]
    pub fn is_over(&self, zone: Tz, now: DateTime<Utc>) -> bool {
        self.rule.is_none() && self.when.end(zone) <= now
    }

    /// The event alone, as it is written, and whom to ask about inviting to it.
    #[must_use]
    pub fn split_guests(self) -> (Self, Vec<MailAddress>) {
        let Self { guests, .. } = self;
        (Self { guests: Vec::new(), ..self }, guests)
    }

    /// An event of the same content that repeats by no rule.
    #[must_use]
    pub fn of(event: &Event) -> Self {
        Self {
            title: event.title.clone(),
            when: event.when,
            zone: event.zone,
            place: event.place.clone(),
            rule: None,
            leads: event.leads.clone(),
            wants_meet: false,
            calendar: None,
            guests: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_leaves_out_what_an_event_lacks_and_may_have_it() {
        let when = EventTime::Timed { start: DateTime::UNIX_EPOCH, end: DateTime::UNIX_EPOCH };
        let event = Event::new(EventId("e".into()), Etag("1".into()), "lunch".into(), when, Tz::UTC);
        let record = serde_json::to_string(&event).unwrap();
        let wanted = r#"{"id":"e","etag":"1","kind":"default","title":"lunch","when":{"timed":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T00:00:00Z"}},"zone":"UTC","has_guests":false,"is_ours":false}"#;
        assert_eq!(record, wanted);
        let older =
            record.replace("\"has_guests\"", "\"place\":null,\"series\":null,\"is_busy_only\":false,\"has_guests\"");
        for text in [record, older] {
            assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
        }
    }
}
