//! Cutting a series in two, and making it whole again.
//!
//! Google has no call for "this and following": the series is ended before the occurrence by its rule, and the later part
//! becomes a series of its own. The rules that a series had before stand in a private property of it, until it is whole
//! again.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use google_calendar3::api;
use serde_json::{Map, Value, json};

use super::Error;
use super::calendar::Calendar;
use super::calls::Method;
use super::entry::{self, Entry};
use super::list::PageToken;
use super::mail::SendUpdates;
use super::recurrence::{self, Series};
use crate::model::{Change, EditId, Etag, Event, EventId, EventTime, OriginalStart, SeriesMove};

/// The private property that has the rules of a series before it was cut, a line each; of several cuts the last first.
const BEFORE_CUT: &str = "janjiBeforeCut";

/// What stands there between the rules before one cut and those before an earlier one.
const BETWEEN_CUTS: &str = "\n\n";

/// The longest value of a private property (Calendar v3, "Extended properties").
const LONGEST_PROPERTY: usize = 1_024;

/// How far ahead occurrences are looked for that were cancelled one by one.
const LOOKED_AHEAD: Duration = Duration::days(731);

/// How many pages of them are read at most.
const MOST_PAGES: usize = 20;

/// What a cut does to a series.
#[derive(Debug, PartialEq)]
enum Cut {
    /// It is done already.
    Done,
    /// Nothing of the series would be left.
    All,
    /// This is written over it.
    Patch(Value),
}

impl Calendar {
    /// Ends a series before one of its occurrences, and returns its master; a series that would have no occurrence left
    /// is deleted. The same edit cuts once.
    ///
    /// [`Error::Gone`] when the series is gone, [`Error::Outdated`] when it changed meanwhile.
    pub async fn cut(&self, series: &EventId, at: OriginalStart, edit: &EditId) -> Result<Option<Event>, Error> {
        let master = self.master(series).await?;
        match self.cut_of(&master, at, edit) {
            Cut::Done => self.written(&master).map(Some),
            Cut::All => self.delete(series, etag(&master).as_ref()).await.map(|()| None),
            Cut::Patch(body) => self.patched(series, &master, &body).await.map(Some),
        }
    }

    /// Makes a series whole again that was cut, and returns its master; one that was not cut stays as it is. `None` when
    /// somebody has changed its rule since.
    pub async fn uncut(&self, series: &EventId, edit: &EditId) -> Result<Option<Event>, Error> {
        let master = self.master(series).await?;
        let property = format!("/extendedProperties/private/{BEFORE_CUT}");
        let Some(before) = master.pointer(&property).and_then(Value::as_str) else {
            return self.written(&master).map(Some);
        };
        let (last, earlier) = before.split_once(BETWEEN_CUTS).map_or((before, None), |(last, rest)| (last, Some(rest)));
        let before: Vec<String> = last.lines().map(str::to_owned).collect();
        let Some(lines) = recurrence::whole_again(&lines(&master), &before) else { return Ok(None) };
        let mut body = entry::from_change(&Change::default(), self.zone(), edit);
        body["recurrence"] = json!(lines);
        body["extendedProperties"]["private"][BEFORE_CUT] = json!(earlier);
        self.patched(series, &master, &body).await.map(Some)
    }

    /// Makes a series of its own of what follows in a series from one of its occurrences on, with some changes.
    ///
    /// [`Error::Exists`] when the id is taken. Refused as unexpected when no rule says what is asked for.
    pub async fn continue_series(
        &self,
        series: &EventId,
        at: OriginalStart,
        id: &EventId,
        change: &Change,
        edit: &EditId,
    ) -> Result<Event, Error> {
        let master = self.master(series).await?;
        let left_out = self.left_out(series, at).await?;
        let later = self.later_part(&master, at, id, change, &left_out, edit);
        let later = later.ok_or_else(|| Error::Unexpected { status: 400, reason: "noSimpleRule".to_owned() })?;
        let entry = self.call(Method::Insert, |token| Box::pin(self.insert_once(token, &later))).await?;
        self.written(&json!(entry))
    }

    /// All that Google has of the master of a series that is not deleted.
    async fn master(&self, series: &EventId) -> Result<Value, Error> {
        let master = self.call(Method::Get, |token| self.get_once(token, series, None)).await?;
        if entry::is_cancelled(&master) { Err(Error::Gone) } else { Ok(master) }
    }

    /// The occurrences from one on that were cancelled one by one.
    async fn left_out(&self, series: &EventId, at: OriginalStart) -> Result<Vec<OriginalStart>, Error> {
        let from = match at {
            OriginalStart::Day(day) => day.and_time(chrono::NaiveTime::MIN).and_utc() - Duration::days(1),
            OriginalStart::Moment(moment) => moment,
        };
        let text = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let query =
            [("timeMin", text(from)), ("timeMax", text(from + LOOKED_AHEAD)), ("showDeleted", "true".to_owned())];
        let (mut left_out, mut page): (Vec<OriginalStart>, Option<PageToken>) = (Vec::new(), None);
        for _ in 0..MOST_PAGES {
            let address = self.page_address(&["events", series, "instances"], &query, page.as_ref());
            let read = self.call(Method::List, |token| self.occurrences_once(token, &address)).await?;
            let cancelled = read.items.iter().filter(|item| entry::is_cancelled(item));
            left_out.extend(cancelled.filter_map(|item| entry::original_start(&item["originalStartTime"])));
            match read.next_page_token {
                Some(next) => page = Some(next),
                None => break,
            }
        }
        Ok(left_out)
    }

    async fn patched(&self, series: &EventId, master: &Value, body: &Value) -> Result<Event, Error> {
        let etag = etag(master);
        let entry = self
            .call(Method::Change, |token| self.change_once(token, series, etag.as_ref(), body, SendUpdates::None))
            .await?;
        self.written(&entry)
    }

    fn cut_of(&self, master: &Value, at: OriginalStart, edit: &EditId) -> Cut {
        if entry::edit(master).as_ref() == Some(edit) {
            return Cut::Done;
        }
        let lines = lines(master);
        let Some(event) = self.event(master) else { return Cut::All };
        let series = Series { lines: &lines, first: event.when, zone: event.zone };
        if series.begins_at(at) {
            return Cut::All;
        }
        let ended = series.ended(at);
        if ended == lines {
            return Cut::Done;
        }
        let mut body = entry::from_change(&Change::default(), event.zone, edit);
        body["recurrence"] = json!(ended);
        let rules: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !recurrence::is_kept(line)).collect();
        let earlier = master.pointer(&format!("/extendedProperties/private/{BEFORE_CUT}")).and_then(Value::as_str);
        let all = [Some(rules.join("\n")), earlier.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>();
        let fitting = (1..=all.len()).rev().map(|count| all[..count].join(BETWEEN_CUTS));
        let before = fitting.into_iter().find(|before| before.len() <= LONGEST_PROPERTY);
        body["extendedProperties"]["private"][BEFORE_CUT] = json!(before);
        Cut::Patch(body)
    }

    fn later_part(
        &self,
        master: &Value,
        at: OriginalStart,
        id: &EventId,
        change: &Change,
        left_out: &[OriginalStart],
        edit: &EditId,
    ) -> Option<api::Event> {
        let lines = lines(master);
        let event = self.event(master)?;
        let was = match (at, event.when) {
            (OriginalStart::Moment(start), EventTime::Timed { start: from, end }) => {
                EventTime::Timed { start, end: start + (end - from) }
            }
            (OriginalStart::Day(first), EventTime::AllDay { first: from, until }) => {
                EventTime::AllDay { first, until: first + (until - from) }
            }
            (OriginalStart::Moment(_) | OriginalStart::Day(_), _) => return None,
        };
        let is = change.when.unwrap_or(was);
        let shift = SeriesMove::new(was, is, event.zone)?;
        let series = Series { lines: &lines, first: event.when, zone: event.zone };
        let rest = series.rest(at, &shift, left_out)?;
        // What changes is written over the master as a patch would, and its own marks are taken away.
        let mut later = master.clone();
        let patch = entry::from_change(&Change { when: Some(is), ..change.clone() }, event.zone, edit);
        merge(later.as_object_mut()?, patch.as_object()?);
        later["recurrence"] = json!(rest);
        if let Some(private) = later.pointer_mut("/extendedProperties/private").and_then(Value::as_object_mut) {
            private.remove(BEFORE_CUT);
        }
        let conference = later.get("conferenceData").cloned();
        let conference = conference.and_then(|data| serde_json::from_value(data).ok());
        Some(api::Event { conference_data: conference, ..entry::copy(later, id, edit)? })
    }

    fn event(&self, master: &Value) -> Option<Event> {
        match self.read(master) {
            Entry::Event(event) | Entry::Series { master: event, .. } => Some(*event),
            Entry::Gone { .. } | Entry::Unreadable(_) => None,
        }
    }
}

fn etag(entry: &Value) -> Option<Etag> {
    entry["etag"].as_str().map(|etag| Etag(etag.to_owned()))
}

fn lines(master: &Value) -> Vec<String> {
    let lines = master["recurrence"].as_array().into_iter().flatten();
    lines.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Merges a patch as Google does: objects field by field, `null` takes a field away, all else replaces.
fn merge(into: &mut Map<String, Value>, patch: &Map<String, Value>) {
    for (name, value) in patch {
        match (into.get_mut(name), value) {
            (_, Value::Null) => drop(into.remove(name)),
            (Some(Value::Object(old)), Value::Object(new)) => merge(old, new),
            (_, value) => drop(into.insert(name.clone(), value.clone())),
        }
    }
}
