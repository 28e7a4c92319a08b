//! The schedule of reminders: planned, due, taken under a lease, acknowledged.
//!
//! A reminder has a record, and stands either in `due`, by due time, or in a batch: what is taken together is a batch,
//! `taken` lists its reminders by its fence, and `leases` says when its lease ends. `planned` lists all of these by
//! event. A record that is listed nowhere belongs to a reminder that was sent: while the record lasts the same reminder
//! is never planned again. Each script keeps these together, touches one shard, and can be repeated. Fences decide
//! between processes; leases only say when to give up on a holder.

mod record;

use std::sync::LazyLock;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::try_join_all;

use self::record::{ScheduleRecord, due_second};
use super::keys::Shard;
use super::script::{Script, ScriptInvocation};
use super::{Announcement, Error, Store, encode, kept_for};
use crate::model::{AccountId, ChatId, EventId, EventPlan, Occasion, Reminder, ReminderId, TakenReminder};

/// How many reminders one script handles at most: Lua cannot `unpack` more than about 8,000 values, and Redis serves
/// nothing else while a script runs.
pub const MOST_AT_ONCE: usize = 1_000;

static PLAN: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/plan.lua")));
static ADD: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/add_reminder.lua")));
static END: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/end_reminders.lua")));
static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/take.lua")));
static EXTEND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/extend.lua")));
static ACK: BatchScript = BatchScript {
    keys: &["taken", "leases", "planned"],
    script: LazyLock::new(|| Script::new(concat!(include_str!("lua/batch.lua"), include_str!("lua/ack.lua")))),
};
static RELEASE: BatchScript = BatchScript {
    keys: &["taken", "leases", "due"],
    script: LazyLock::new(|| Script::new(concat!(include_str!("lua/batch.lua"), include_str!("lua/release.lua")))),
};
static POSTPONE: BatchScript = BatchScript {
    keys: &["taken", "leases", "fence"],
    script: LazyLock::new(|| Script::new(concat!(include_str!("lua/batch.lua"), include_str!("lua/postpone.lua")))),
};

/// A script about reminders of one batch, and what it touches of a shard.
struct BatchScript {
    keys: &'static [&'static str],
    script: LazyLock<Script>,
}

/// What an acknowledgement keeps of a reminder that was sent.
#[derive(Default)]
struct SentRecord {
    /// Empty when there is nothing to keep.
    name: String,
    record: String,
    /// For how many milliseconds.
    kept: i64,
}

/// What stands first in a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardHead {
    /// The shard.
    pub shard: Shard,
    /// When its next reminder falls due.
    pub due: Option<DateTime<Utc>>,
    /// How long the first lease still lasts; zero when it has run out.
    pub lease: Option<Duration>,
    /// How many reminders are due some time.
    pub waiting: u64,
}

/// How many reminders stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Due some time.
    pub due: u64,
    /// Taken, and not acknowledged yet.
    pub taken: u64,
}

/// The time, how many are waiting, and the first of `due` and of `leases` with its score.
type HeadAnswer = ((i64, i64), u64, Vec<(String, f64)>, Vec<(String, f64)>);

impl Store {
    /// Makes the reminders of events what they are to be, and returns how many were added.
    ///
    /// What was sent already is not planned again, and what is taken is left alone.
    pub async fn put_plans(&self, plans: &[EventPlan], now: DateTime<Utc>) -> Result<u64, Error> {
        let mut added = 0;
        for shard in Shard::all() {
            let here: Vec<&EventPlan> = plans.iter().filter(|plan| Shard::of(&plan.account) == shard).collect();
            for chunk in chunks(&here, |plan| plan.coming.len() + plan.passed.len() + plan.nearest.len() + 1) {
                added += self.put_chunk(shard, chunk, now).await?;
            }
            if !here.is_empty() {
                // The caller then forgets that these are to be planned.
                self.replicate_shard(shard).await;
            }
        }
        Ok(added)
    }

    async fn put_chunk(&self, shard: Shard, plans: &[&EventPlan], now: DateTime<Utc>) -> Result<u64, Error> {
        let mut call = self.script(&PLAN, shard, &["due", "planned"]);
        call.arg(self.reminders_begin_with(shard));
        for plan in plans {
            let reminders: Vec<(&Reminder, &str)> = plan
                .coming
                .iter()
                .map(|reminder| (reminder, if is_news(reminder) { "news" } else { "coming" }))
                .chain(plan.passed.iter().map(|reminder| (reminder, "passed")))
                .chain(plan.nearest.iter().map(|reminder| (reminder, "kept")))
                .collect();
            call.arg(ReminderId::of_event(&plan.account, &plan.event)).arg(reminders.len());
            for (reminder, how) in reminders {
                call.arg(&reminder.id[ReminderId::HALF..])
                    .arg(due_second(reminder).saturating_mul(1_000))
                    .arg(kept_for(reminder.until, now))
                    .arg(ScheduleRecord(reminder).to_string())
                    .arg(how);
            }
        }
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// Adds one reminder beside those that its event has; says whether it is new. Planning the event again leaves it
    /// alone if a person asked for it.
    pub async fn add_reminder(&self, reminder: &Reminder, now: DateTime<Utc>) -> Result<bool, Error> {
        let shard = Shard::of(&reminder.account);
        let mut call = self.script(&ADD, shard, &["due", "planned"]);
        call.arg(self.keys.reminder(shard, &reminder.id))
            .arg(ReminderId::of_event(&reminder.account, &reminder.event))
            .arg(&reminder.id[ReminderId::HALF..])
            .arg(due_second(reminder).saturating_mul(1_000))
            .arg(kept_for(reminder.until, now))
            .arg(ScheduleRecord(reminder).to_string());
        let is_new = call.invoke_async(&mut self.connection()).await?;
        self.replicate_shard(shard).await;
        Ok(is_new)
    }

    /// Ends what is planned for an event in a chat, also if it is planned again; returns how many that were.
    pub async fn end_reminders(&self, account: &AccountId, event: &EventId, chat: ChatId) -> Result<u64, Error> {
        let shard = Shard::of(account);
        let mut call = self.script(&END, shard, &["due", "planned"]);
        call.arg(self.reminders_begin_with(shard)).arg(ReminderId::of_event(account, event)).arg(chat.0);
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// The reminders of an event that are due some time or taken, by due time.
    pub async fn planned_reminders(&self, account: &AccountId, event: &EventId) -> Result<Vec<Reminder>, Error> {
        let ids = self.planned(account, event).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let keys: Vec<String> = ids.iter().map(|id| self.keys.reminder(Shard::of(account), id)).collect();
        let texts: Vec<Option<String>> = redis::cmd("MGET").arg(&keys).query_async(&mut self.connection()).await?;
        let mut reminders: Vec<Reminder> =
            ids.into_iter().zip(texts).filter_map(|(id, text)| record::read(id, &text?)).collect();
        reminders.sort_by_key(|reminder| reminder.due);
        Ok(reminders)
    }

    /// Takes up to `limit` reminders of a shard for the length of a lease: those whose holder let theirs run out, then
    /// those that are due at `now`, the earliest first. `limit` is at most [`MOST_AT_ONCE`].
    pub async fn take_due(
        &self,
        shard: Shard,
        limit: usize,
        lease: Duration,
        now: DateTime<Utc>,
    ) -> Result<Vec<TakenReminder>, Error> {
        let mut call = self.script(&TAKE, shard, &["due", "taken", "leases", "fence", "planned"]);
        call.arg(self.reminders_begin_with(shard))
            .arg(now.timestamp_millis())
            .arg(limit.min(MOST_AT_ONCE))
            .arg(millis(lease));
        let answer: Vec<redis::Value> = call.invoke_async(&mut self.connection()).await?;
        let mut values = answer.into_iter();
        let (Some(fence), Some(names)) = (values.next(), values.next()) else { return Ok(Vec::new()) };
        let fence: u64 = redis::from_redis_value(fence).map_err(redis::RedisError::from)?;
        let names: String = redis::from_redis_value(names).map_err(redis::RedisError::from)?;
        let mut taken = Vec::with_capacity(values.len());
        for (id, text) in names.as_bytes().chunks_exact(2 * ReminderId::HALF).zip(values) {
            let id = ReminderId(String::from_utf8_lossy(id).into_owned());
            let text: String = redis::from_redis_value(text).map_err(redis::RedisError::from)?;
            if let Some(reminder) = record::read(id.clone(), &text) {
                taken.push(TakenReminder { reminder, fence });
            } else {
                // It can never be read: it must not come again and again.
                tracing::error!(reminder.id = %id, "a reminder was dropped because its record is damaged");
                let call = self.batch_call(&ACK, shard, fence, id.to_string(), Duration::ZERO);
                call.invoke_async::<()>(&mut self.connection()).await?;
            }
        }
        Ok(taken)
    }

    /// Renews the leases on the batches that these are from; says of each whether it is still in its batch.
    pub async fn extend(&self, taken: &[&TakenReminder], lease: Duration) -> Result<Vec<bool>, Error> {
        let mut is_mine = vec![false; taken.len()];
        for places in by_batch(taken).chunk_by(|a, b| a.shard == b.shard) {
            for some in chunks(places, |batch| batch.places.len()) {
                let mut call = self.script(&EXTEND, some[0].shard, &["taken", "leases"]);
                call.arg(millis(lease));
                for batch in some {
                    call.arg(batch.fence).arg(batch.names(taken));
                }
                let answer: String = call.invoke_async(&mut self.connection()).await?;
                let asked = some.iter().flat_map(|batch| &batch.places);
                for (&place, letter) in asked.zip(answer.bytes()) {
                    is_mine[place] = letter == b'1';
                }
            }
        }
        Ok(is_mine)
    }

    /// Acknowledges reminders that are not to be sent: they never come again. Says of each whether it still was in its
    /// batch.
    pub async fn ack(&self, taken: &[&TakenReminder]) -> Result<Vec<bool>, Error> {
        self.on_batches(&ACK, taken, |_| SentRecord::default(), Duration::ZERO).await
    }

    /// Acknowledges reminders that were sent, each with the message that announced its event. Says of each whether it
    /// still was in its batch.
    pub async fn ack_sent(
        &self,
        sent: &[(&TakenReminder, Announcement)],
        now: DateTime<Utc>,
    ) -> Result<Vec<bool>, Error> {
        let taken: Vec<&TakenReminder> = sent.iter().map(|(taken, _)| *taken).collect();
        let message = |place: usize| {
            let (taken, announcement) = &sent[place];
            let kept = kept_for(taken.reminder.event_end(), now);
            SentRecord { name: announcement.name(), record: encode(announcement), kept }
        };
        self.on_batches(&ACK, &taken, message, Duration::ZERO).await
    }

    /// Puts reminders back unsent. Says of each whether it still was in its batch.
    pub async fn release(&self, taken: &[&TakenReminder]) -> Result<Vec<bool>, Error> {
        self.on_batches(&RELEASE, taken, |_| SentRecord::default(), Duration::ZERO).await
    }

    /// Postpones reminders that cannot be sent now: they come again when this lease has run out, also if others of
    /// their batch are held for longer. Says of each whether it still was in its batch.
    pub async fn postpone(&self, taken: &[&TakenReminder], lease: Duration) -> Result<Vec<bool>, Error> {
        self.on_batches(&POSTPONE, taken, |_| SentRecord::default(), lease).await
    }

    /// Calls a script for each batch that these are from, and returns its answers in the order of `taken`.
    async fn on_batches(
        &self,
        script: &'static BatchScript,
        taken: &[&TakenReminder],
        message: impl Fn(usize) -> SentRecord,
        lease: Duration,
    ) -> Result<Vec<bool>, Error> {
        let batches = by_batch(taken);
        let calls = batches.iter().map(|batch| {
            let mut call = self.batch_call(script, batch.shard, batch.fence, batch.names(taken), lease);
            if batch.places.iter().any(|&place| !message(place).name.is_empty()) {
                for &place in &batch.places {
                    let SentRecord { name, record, kept } = message(place);
                    call.arg(name).arg(record).arg(kept);
                }
            }
            async move { call.invoke_async::<String>(&mut self.connection()).await }
        });
        let answers = try_join_all(calls).await?;
        let mut is_mine = vec![false; taken.len()];
        for (batch, answer) in batches.iter().zip(answers) {
            for (&place, letter) in batch.places.iter().zip(answer.bytes()) {
                is_mine[place] = letter == b'1';
            }
        }
        Ok(is_mine)
    }

    /// A call of a script about reminders of one batch, with the arguments that `lua/batch.lua` and `lua/ack.lua` read.
    fn batch_call(
        &self,
        script: &'static BatchScript,
        shard: Shard,
        fence: u64,
        names: String,
        lease: Duration,
    ) -> ScriptInvocation<'static> {
        let mut call = self.script(&script.script, shard, script.keys);
        call.arg(fence).arg(names).arg(self.reminders_begin_with(shard)).arg(millis(lease));
        call.arg(self.announcements_begin_with(shard));
        call
    }

    /// What stands first in each of these shards; four cheap commands a shard.
    pub async fn heads(&self, shards: &[Shard]) -> Result<Vec<ShardHead>, Error> {
        // Shards are in different slots, so each is asked for itself; side by side they take one round trip.
        try_join_all(shards.iter().map(|&shard| self.head(shard))).await
    }

    async fn head(&self, shard: Shard) -> Result<ShardHead, Error> {
        let (due, leases) = (self.keys.shard(shard, "due"), self.keys.shard(shard, "leases"));
        let mut pipe = redis::pipe();
        pipe.cmd("TIME").cmd("ZCARD").arg(&due);
        for key in [&due, &leases] {
            pipe.cmd("ZRANGE").arg(key).arg(0).arg(0).arg("WITHSCORES");
        }
        let ((seconds, micros), waiting, due, lease): HeadAnswer = pipe.query_async(&mut self.connection()).await?;
        // Of the node that has the leases, whose clock they go by.
        let clock = seconds * 1_000 + micros / 1_000;
        Ok(ShardHead {
            shard,
            due: first_score(&due).and_then(DateTime::from_timestamp_millis),
            lease: first_score(&lease).map(|end| Duration::from_millis(u64::try_from(end - clock).unwrap_or(0))),
            waiting,
        })
    }

    /// How many reminders of all accounts stand where.
    pub async fn count_reminders(&self) -> Result<Counts, Error> {
        let asked = Shard::all().map(async |shard| {
            let mut pipe = redis::pipe();
            pipe.cmd("ZCARD").arg(self.keys.shard(shard, "due"));
            pipe.cmd("HVALS").arg(self.keys.shard(shard, "taken"));
            pipe.query_async::<(u64, Vec<String>)>(&mut self.connection()).await
        });
        let mut counts = Counts::default();
        for (due, batches) in try_join_all(asked).await? {
            counts.due += due;
            counts.taken += batches.iter().map(|batch| (batch.len() / (2 * ReminderId::HALF)) as u64).sum::<u64>();
        }
        Ok(counts)
    }

    /// The names of the reminders of an event that are due or taken.
    pub async fn planned(&self, account: &AccountId, event: &EventId) -> Result<Vec<ReminderId>, Error> {
        let key = self.keys.shard(Shard::of(account), "planned");
        let name = ReminderId::of_event(account, event);
        let list: Option<String> = redis::cmd("HGET").arg(key).arg(&name).query_async(&mut self.connection()).await?;
        let list = list.unwrap_or_default();
        let parts = list.as_bytes().chunks_exact(ReminderId::HALF);
        Ok(parts.map(|own| ReminderId(format!("{name}{}", String::from_utf8_lossy(own)))).collect())
    }

    /// Raises the version of the schedule: every process sees by it that something has changed.
    pub async fn raise_schedule_version(&self) -> Result<(), Error> {
        let key = self.keys.bot("schedule-version");
        Ok(redis::cmd("INCR").arg(key).query_async(&mut self.connection()).await?)
    }

    /// The version of the schedule.
    pub async fn schedule_version(&self) -> Result<u64, Error> {
        let key = self.keys.bot("schedule-version");
        let version: Option<u64> = redis::cmd("GET").arg(key).query_async(&mut self.connection()).await?;
        Ok(version.unwrap_or(0))
    }

    fn script(&self, script: &'static Script, shard: Shard, keys: &[&str]) -> ScriptInvocation<'static> {
        let mut call = script.prepare_invoke();
        for what in keys {
            call.key(self.keys.shard(shard, what));
        }
        call
    }

    /// What the keys of a shard's records begin with.
    fn reminders_begin_with(&self, shard: Shard) -> String {
        self.keys.reminder(shard, &ReminderId(String::new()))
    }
}

fn is_news(reminder: &Reminder) -> bool {
    match reminder.occasion {
        Occasion::News(_) => true,
        Occasion::Lead(_) | Occasion::Snooze | Occasion::Digest(_) => false,
    }
}

/// Reminders of one batch: where they stand among those that were asked about.
struct ReminderBatch {
    shard: Shard,
    fence: u64,
    places: Vec<usize>,
}

impl ReminderBatch {
    /// The names of its reminders, packed.
    fn names(&self, taken: &[&TakenReminder]) -> String {
        self.places.iter().map(|&place| &*taken[place].reminder.id).collect()
    }
}

/// The batches that reminders are from, at most [`MOST_AT_ONCE`] reminders each.
fn by_batch(taken: &[&TakenReminder]) -> Vec<ReminderBatch> {
    let batch_of = |place: &usize| (Shard::of(&taken[*place].reminder.account), taken[*place].fence);
    let mut places: Vec<usize> = (0..taken.len()).collect();
    places.sort_by_key(batch_of);
    let batches = places.chunk_by(|a, b| batch_of(a) == batch_of(b)).flat_map(|batch| batch.chunks(MOST_AT_ONCE));
    let batch = |places: &[usize]| {
        let (shard, fence) = batch_of(&places[0]);
        ReminderBatch { shard, fence, places: places.to_vec() }
    };
    batches.map(batch).collect()
}

/// Cuts a slice into pieces of at most [`MOST_AT_ONCE`] by weight; what weighs more alone gets a piece of its own.
fn chunks<T>(items: &[T], weight: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let mut pieces = Vec::new();
    let (mut from, mut sum) = (0, 0);
    for (place, item) in items.iter().enumerate() {
        let heavy = weight(item);
        if place > from && sum + heavy > MOST_AT_ONCE {
            pieces.push(&items[from..place]);
            (from, sum) = (place, 0);
        }
        sum += heavy;
    }
    if from < items.len() {
        pieces.push(&items[from..]);
    }
    pieces
}

/// The score of what `ZRANGE … 0 0 WITHSCORES` returned.
fn first_score(pairs: &[(String, f64)]) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "scores are whole milliseconds, exact below 2^53")]
    pairs.first().map(|(_, score)| *score as i64)
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::chunks;

    #[test]
    fn pieces_stay_below_the_bound_and_keep_the_order() {
        let weights = [400, 400, 400, 5_000, 1, 999, 1];
        let pieces = chunks(&weights, |&weight| weight);
        assert_eq!(pieces, [&weights[..2], &weights[2..3], &weights[3..4], &weights[4..6], &weights[6..]]);
        assert!(chunks(&[0_usize; 0], |&weight| weight).is_empty());
    }
}
