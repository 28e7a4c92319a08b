//! Our copy of the calendars: the events, found by when they start and end.
//!
//! An event's record is kept until seven days after its end. `times` is a sorted set of ids, whose scores hold start
//! and length ([`score`]). An all-day event begins and ends at different instants in each time zone: the set has the
//! widest bounds, and callers name their zone. An id that Google has replaced leads to the event with the new id. All
//! changes to the copy go through scripts that begin with `lua/copy.lua`: here for the end of an edit and the parts of
//! a round.

pub(super) mod record;

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::script::{Script, ScriptInvocation};
use super::{Error, Store, encode, kept_for};
use crate::model::{AccountId, CachePut, Event, EventId, EventTime, KEPT_PAST_END, MadeBy, Notice};

/// How many times an event's id may have been replaced before a record of its first id becomes useless.
const MOST_SUCCESSORS: usize = 4;

const MINUTE: i64 = 60;

/// The number of lengths that a score of `times` can hold, as `lua/times.lua` reads it.
const LENGTHS: i64 = 1 << 20;

/// The most records to read in one call: Lua cannot `unpack` more than about 8,000 values, and Redis serves no other
/// client while a script runs.
const MOST_AT_ONCE: usize = 1_000;

static BETWEEN: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        include_str!("lua/times.lua"),
        include_str!("lua/events_between.lua"),
        include_str!("lua/between.lua")
    ))
});
static REPLANNED: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/replanned.lua")));

/// The answer of `lua/events_between.lua`: how many events have no record, and the ids and records of the others.
pub(super) type EventTexts = (u64, String);

/// An event whose reminders must be planned again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replan {
    /// The event, which may be gone.
    pub event: EventId,
    /// Who made the change.
    pub by: MadeBy,
    /// Distinguishes this reason from a newer one.
    reason: String,
}

impl Store {
    /// A cached event; if Google has given it a new id since, the event under that one.
    pub async fn event(&self, account: &AccountId, id: &EventId) -> Result<Option<Event>, Error> {
        let mut id = id.clone();
        for _ in 0..MOST_SUCCESSORS {
            if let Some(event) = self.events(account, std::slice::from_ref(&id)).await?.pop() {
                count_reads(1, 0);
                return Ok(Some(event));
            }
            let successor = self.keys.successor(account, &id);
            let next: Option<String> = redis::cmd("GET").arg(successor).query_async(&mut self.connection()).await?;
            let Some(next) = next else { break };
            id = EventId(next);
        }
        count_reads(0, 1);
        Ok(None)
    }

    /// Those of these events that are cached.
    pub async fn events(&self, account: &AccountId, ids: &[EventId]) -> Result<Vec<Event>, Error> {
        let mut events = Vec::with_capacity(ids.len());
        for ids in ids.chunks(MOST_AT_ONCE) {
            let keys: Vec<String> = ids.iter().map(|id| self.keys.event(account, id)).collect();
            let texts: Vec<Option<String>> = redis::cmd("MGET").arg(&keys).query_async(&mut self.connection()).await?;
            events.extend(
                ids.iter().zip(&keys).zip(texts).filter_map(|((id, key), text)| readable(key, id.clone(), &text?)),
            );
        }
        Ok(events)
    }

    /// All cached events of an account, by start.
    pub async fn all_events(&self, account: &AccountId) -> Result<Vec<Event>, Error> {
        self.events(account, &self.event_ids(account).await?).await
    }

    /// The ids of all cached events of an account, by start.
    pub async fn event_ids(&self, account: &AccountId) -> Result<Vec<EventId>, Error> {
        let times = self.keys.account(account, "times");
        let ids: Vec<String> =
            redis::cmd("ZRANGE").arg(times).arg(0).arg(-1).query_async(&mut self.connection()).await?;
        Ok(ids.into_iter().map(EventId).collect())
    }

    /// The events that overlap the span from `from` to before `to` for people in `zone`, by start; at most a thousand.
    pub async fn events_between(
        &self,
        account: &AccountId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        zone: Tz,
    ) -> Result<Vec<Event>, Error> {
        let mut call = BETWEEN.key(self.keys.account(account, "times"));
        call.arg(self.events_begin_with(account)).arg(minute_of(from)).arg(minute_after(to)).arg(MOST_AT_ONCE);
        let mut events = self.between(account, call.invoke_async(&mut self.connection()).await?);
        events.retain(|event| event.when.end(zone) > from && event.when.start(zone) < to);
        events.sort_by_key(|event| event.when.start(zone));
        Ok(events)
    }

    /// The events in the answer of `lua/events_between.lua`.
    pub(super) fn between(&self, account: &AccountId, (missing, texts): EventTexts) -> Vec<Event> {
        let prefix = self.events_begin_with(account);
        let (mut events, mut hits, mut rest) = (Vec::new(), 0, texts.as_str());
        while let Some((id, record, after)) = next_record(rest) {
            events.extend(readable(&prefix, EventId(id.to_owned()), record));
            (hits, rest) = (hits + 1, after);
        }
        count_reads(hits, missing);
        events
    }

    /// The number of cached events of an account.
    pub async fn count_events(&self, account: &AccountId) -> Result<u64, Error> {
        let times = self.keys.account(account, "times");
        Ok(redis::cmd("ZCARD").arg(times).query_async(&mut self.connection()).await?)
    }

    /// The start of the first event that begins in a later minute than `now`.
    pub async fn next_start(&self, account: &AccountId, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, Error> {
        let mut range = redis::cmd("ZRANGEBYSCORE");
        range.arg(self.keys.account(account, "times")).arg(first_score(minute_of(now) + 1)).arg("+inf");
        range.arg("WITHSCORES").arg("LIMIT").arg(0).arg(1);
        let first: Vec<(String, i64)> = range.query_async(&mut self.connection()).await?;
        Ok(first.first().and_then(|(_, score)| DateTime::from_timestamp(score.div_euclid(LENGTHS) * MINUTE, 0)))
    }

    /// Up to `limit` events whose reminders must be planned again.
    pub async fn replans(&self, account: &AccountId, limit: usize) -> Result<Vec<Replan>, Error> {
        let mut cursor = 0_u64;
        let mut found = Vec::new();
        loop {
            let mut scan = redis::cmd("HSCAN");
            scan.arg(self.keys.account(account, "replan")).arg(cursor).arg("COUNT").arg(limit);
            let (next, pairs): (u64, Vec<(String, String)>) = scan.query_async(&mut self.connection()).await?;
            found.extend(pairs.into_iter().map(Replan::read));
            cursor = next;
            if cursor == 0 || found.len() >= limit {
                return Ok(found);
            }
        }
    }

    /// Notes that reminders were planned again, except where there is a newer reason.
    pub async fn replanned(&self, account: &AccountId, done: &[Replan]) -> Result<(), Error> {
        for done in done.chunks(MOST_AT_ONCE) {
            let mut call = REPLANNED.key(self.keys.account(account, "replan"));
            for replan in done {
                call.arg(&*replan.event).arg(&replan.reason);
            }
            call.invoke_async::<()>(&mut self.connection()).await?;
        }
        Ok(())
    }

    /// A call of a script that changes the copy, with the keys and the argument that `lua/copy.lua` needs.
    pub(super) fn copy_script(&self, script: &'static Script, account: &AccountId) -> ScriptInvocation<'static> {
        let mut call = script.prepare_invoke();
        for what in
            ["times", "replan", "notice", "notices", "notices-later", "notices-told", "notice-fences", "version"]
        {
            call.key(self.keys.account(account, what));
        }
        call.arg(self.events_begin_with(account)).arg(self.keys.successor(account, &EventId(String::new())));
        call
    }

    /// The prefix of the keys of an account's events.
    pub(super) fn events_begin_with(&self, account: &AccountId) -> String {
        self.keys.event(account, &EventId(String::new()))
    }
}

impl CachePut {
    /// Its arguments for `put_event` of `lua/copy.lua`.
    pub(super) fn arguments(&self, call: &mut ScriptInvocation<'_>, now: DateTime<Utc>) {
        let Self { event, replan, replaces } = self;
        let end = event.when.latest_end();
        let until = end.checked_add_signed(KEPT_PAST_END).unwrap_or(end);
        call.arg(&*event.id).arg(score(event.when)).arg(kept_for(until, now)).arg(record::write(event));
        call.arg(match replan {
            Some(MadeBy::Here) => format!("here:{}", event.etag),
            Some(MadeBy::Google) => format!("google:{}", event.etag),
            None => String::new(),
        });
        let is_same = replaces.as_ref().is_some_and(|before| before.lasting() == event.id.lasting());
        call.arg(replaces.as_ref().map_or("", |before| before)).arg(u8::from(is_same));
    }
}

impl Replan {
    fn read((event, reason): (String, String)) -> Self {
        let by = if reason.starts_with("here:") { MadeBy::Here } else { MadeBy::Google };
        Self { event: EventId(event), by, reason }
    }
}

/// The arguments of a notice for `put_notice` of `lua/copy.lua`.
pub(super) fn notice_arguments(call: &mut ScriptInvocation<'_>, notice: &Notice) {
    call.arg(&notice.id).arg(encode(notice));
}

/// The id and record of the first event in the answer of `lua/events_between.lua`, and the rest of it.
fn next_record(texts: &str) -> Option<(&str, &str, &str)> {
    let (lengths, rest) = texts.split_once('\n')?;
    let (of_id, of_record) = lengths.split_once(' ')?;
    let (id, rest) = rest.split_at_checked(of_id.parse().ok()?)?;
    let (record, rest) = rest.split_at_checked(of_record.parse().ok()?)?;
    Some((id, record, rest))
}

/// The event in a record. An unreadable one counts as missing: the next full round writes it again.
pub(super) fn readable(key: &str, id: EventId, text: &str) -> Option<Event> {
    let unreadable = |error: &Error| tracing::warn!(error = error as &dyn std::error::Error, "a cached event is lost");
    let corrupt = |source| Error::Corrupt { key: key.to_owned(), source };
    record::read(id, text).map_err(corrupt).inspect_err(unreadable).ok()
}

/// The score of an event in `times`: the minute in which it begins and, in the lowest twenty bits, its length in
/// minutes, rounded up. An event of two years or more has the greatest length, which means without end.
fn score(when: EventTime) -> i64 {
    let start = minute_of(when.earliest_start());
    first_score(start) + (minute_after(when.latest_end()) - start).clamp(0, LENGTHS - 1)
}

/// The score of an event of no length that begins in a minute. All scores are exact as floating-point numbers until the
/// year 9999.
fn first_score(minute: i64) -> i64 {
    minute.saturating_mul(LENGTHS)
}

/// The minute of an instant, counted from 1970.
pub(super) fn minute_of(at: DateTime<Utc>) -> i64 {
    at.timestamp().div_euclid(MINUTE)
}

/// The first minute that begins at or after an instant.
fn minute_after(at: DateTime<Utc>) -> i64 {
    let is_whole = at.timestamp().rem_euclid(MINUTE) == 0 && at.timestamp_subsec_nanos() == 0;
    minute_of(at) + i64::from(!is_whole)
}

fn count_reads(hits: u64, misses: u64) {
    metrics::counter!("janji_cache_reads_total", "outcome" => "hit").increment(hits);
    metrics::counter!("janji_cache_reads_total", "outcome" => "miss").increment(misses);
}
