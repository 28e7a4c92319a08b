//! Batches: reminders that were taken under a lease, and are acknowledged, released or postponed.

use std::sync::LazyLock;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::try_join_all;

use super::super::keys::Shard;
use super::super::script::{Script, ScriptInvocation};
use super::super::{Announcement, Error, Store, encode, kept_for};
use super::{MOST_AT_ONCE, chunks, record};
use crate::model::{ReminderId, TakenReminder};

static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("../lua/take.lua")));
static EXTEND: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("../lua/extend.lua")));
static ACK: BatchScript = BatchScript {
    keys: &["taken", "leases", "planned"],
    script: LazyLock::new(|| {
        Script::new(concat!(
            include_str!("../lua/announce.lua"),
            include_str!("../lua/batch.lua"),
            include_str!("../lua/ack.lua")
        ))
    }),
};
static RELEASE: BatchScript = BatchScript {
    keys: &["taken", "leases", "due"],
    script: LazyLock::new(|| {
        Script::new(concat!(include_str!("../lua/batch.lua"), include_str!("../lua/release.lua")))
    }),
};
static POSTPONE: BatchScript = BatchScript {
    keys: &["taken", "leases", "fence"],
    script: LazyLock::new(|| {
        Script::new(concat!(include_str!("../lua/batch.lua"), include_str!("../lua/postpone.lua")))
    }),
};

/// A script about reminders of one batch, and the keys of a shard that it touches.
struct BatchScript {
    keys: &'static [&'static str],
    script: LazyLock<Script>,
}

/// What an acknowledgement saves about a sent reminder.
#[derive(Default)]
struct SentRecord {
    /// Empty if there is nothing to save.
    name: String,
    record: String,
    /// How long to keep it, in milliseconds.
    kept: i64,
    /// From when on, in milliseconds since 1970.
    now: i64,
    /// The key that lists the announced events of its account.
    list: String,
}

impl Store {
    /// Takes up to `limit` reminders of a shard for the length of a lease: first those whose lease has run out, then
    /// those due at `now`, earliest first. `limit` is at most [`MOST_AT_ONCE`].
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
                // It is unreadable and always will be, so it must not come again.
                tracing::error!(reminder.id = %id, "a reminder was dropped because its record is damaged");
                let call = self.batch_call(&ACK, shard, fence, id.to_string(), Duration::ZERO);
                call.invoke_async::<()>(&mut self.connection()).await?;
            }
        }
        Ok(taken)
    }

    /// Renews the leases on the batches of these reminders; returns for each whether it is still in its batch.
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

    /// Acknowledges reminders that will not be sent: they never come again. Returns for each whether it was still in
    /// its batch.
    pub async fn ack(&self, taken: &[&TakenReminder]) -> Result<Vec<bool>, Error> {
        self.on_batches(&ACK, taken, |_| SentRecord::default(), Duration::ZERO).await
    }

    /// Acknowledges reminders that were sent in one message, each with how the message shows its event; that is kept until
    /// the last of the events ends. Returns for each whether it was still in its batch.
    pub async fn ack_sent(
        &self,
        sent: &[(&TakenReminder, Announcement)],
        now: DateTime<Utc>,
    ) -> Result<Vec<bool>, Error> {
        let taken: Vec<&TakenReminder> = sent.iter().map(|(taken, _)| *taken).collect();
        let end = taken.iter().map(|taken| taken.reminder.event_end()).max().unwrap_or(now);
        let (kept, now) = (kept_for(end, now), now.timestamp_millis());
        let message = |place: usize| {
            let (taken, announcement) = &sent[place];
            let list = self.announced_key(&taken.reminder.account);
            SentRecord { name: announcement.name(), record: encode(announcement), kept, now, list }
        };
        self.on_batches(&ACK, &taken, message, Duration::ZERO).await
    }

    /// Releases reminders unsent. Returns for each whether it was still in its batch.
    pub async fn release(&self, taken: &[&TakenReminder]) -> Result<Vec<bool>, Error> {
        self.on_batches(&RELEASE, taken, |_| SentRecord::default(), Duration::ZERO).await
    }

    /// Postpones reminders that cannot be sent now: they come again when this lease has run out, even if others of
    /// their batch are held longer. Returns for each whether it was still in its batch.
    pub async fn postpone(&self, taken: &[&TakenReminder], lease: Duration) -> Result<Vec<bool>, Error> {
        self.on_batches(&POSTPONE, taken, |_| SentRecord::default(), lease).await
    }

    /// Calls a script for each batch of these reminders, and returns its answers in the order of `taken`.
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
                    let SentRecord { name, record, kept, now, list } = message(place);
                    call.arg(name).arg(record).arg(kept).arg(now).arg(list);
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
}

/// Reminders of one batch: their places in the list that was passed.
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

/// The batches of these reminders, with at most [`MOST_AT_ONCE`] reminders each.
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

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}
