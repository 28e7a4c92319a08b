//! The schedule of reminders: planned, due, taken under a lease, acknowledged.
//!
//! A reminder has a record, and stands either in `due`, by due time, or in a hand: what is taken together is a hand, and
//! `taken` lists its reminders by its fence, `leases` its end. `planned` lists all of these by event. A record that is
//! listed nowhere belongs to a reminder that was said: while it lasts the same reminder is never planned again. Each
//! script keeps these together, touches one shard, and can be repeated. Fences decide between processes; leases only
//! say when to give up on a holder.

mod record;

use std::sync::LazyLock;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::future::try_join_all;
use redis::{Script, ScriptInvocation};

use self::record::{Record, due_second};
use super::keys::Shard;
use super::{Error, Store, kept_for};
use crate::model::{AccountId, EventId, EventPlan, ReminderId, TakenReminder};

/// How many reminders one script handles at most: Lua cannot `unpack` more than about 8,000 values, and nobody else is
/// served while a script runs.
pub const MOST_AT_ONCE: usize = 1_000;

static PLAN: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/plan.lua")));
static TAKE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/take.lua")));
static HOLD: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("lua/hand.lua"), include_str!("lua/hold.lua"))));
static ACK: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("lua/hand.lua"), include_str!("lua/ack.lua"))));
static PUT_BACK: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("lua/hand.lua"), include_str!("lua/put_back.lua"))));
static SET_DOWN: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("lua/hand.lua"), include_str!("lua/set_down.lua"))));

/// What acknowledging touches.
const ACK_KEYS: [&str; 3] = ["taken", "leases", "planned"];

/// What stands first in a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
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
    /// In somebody's hand.
    pub taken: u64,
}

impl Store {
    /// Makes the reminders of events what they are to be, and returns how many were added.
    ///
    /// What was said already is not planned again, and what is in somebody's hand is left there.
    pub async fn put_plans(&self, plans: &[EventPlan], now: DateTime<Utc>) -> Result<u64, Error> {
        let mut added = 0;
        for shard in Shard::all() {
            let here: Vec<&EventPlan> = plans.iter().filter(|plan| Shard::of(&plan.account) == shard).collect();
            for chunk in chunks(&here, |plan| plan.coming.len() + plan.passed.len() + 1) {
                added += self.put_chunk(shard, chunk, now).await?;
            }
        }
        Ok(added)
    }

    async fn put_chunk(&self, shard: Shard, plans: &[&EventPlan], now: DateTime<Utc>) -> Result<u64, Error> {
        let mut call = self.script(&PLAN, shard, &["due", "planned"]);
        call.arg(self.reminders_begin_with(shard));
        for plan in plans {
            call.arg(ReminderId::of_event(&plan.account, &plan.event)).arg(plan.coming.len() + plan.passed.len());
            let coming = plan.coming.iter().map(|reminder| (reminder, "0"));
            for (reminder, has_passed) in coming.chain(plan.passed.iter().map(|reminder| (reminder, "1"))) {
                call.arg(&reminder.id[ReminderId::HALF..])
                    .arg(due_second(reminder).saturating_mul(1_000))
                    .arg(kept_for(reminder.until, now))
                    .arg(Record(reminder).to_string())
                    .arg(has_passed);
            }
        }
        Ok(call.invoke_async(&mut self.connection()).await?)
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
                // Nobody will ever be able to read it: it must not come again and again.
                tracing::error!(reminder.id = %id, "a reminder was dropped because its record is damaged");
                self.answers(&ACK_KEYS, &ACK, shard, fence, String::new(), &[&id]).await?;
            }
        }
        Ok(taken)
    }

    /// Renews the lease on everything that was taken together with these; says of each of these whether it still is in
    /// this hand.
    pub async fn hold(&self, taken: &[&TakenReminder], lease: Duration) -> Result<Vec<bool>, Error> {
        let lease = millis(lease).to_string();
        self.for_each_hand(taken, &["taken", "leases"], &HOLD, |_| lease.clone()).await
    }

    /// Acknowledges reminders: they never come again. Says of each whether it still was in this hand.
    pub async fn ack(&self, taken: &[&TakenReminder]) -> Result<Vec<bool>, Error> {
        self.for_each_hand(taken, &ACK_KEYS, &ACK, |_| String::new()).await
    }

    /// Puts reminders back unsaid. Says of each whether it still was in this hand.
    pub async fn put_back(&self, taken: &[&TakenReminder]) -> Result<Vec<bool>, Error> {
        self.for_each_hand(taken, &["taken", "leases", "due"], &PUT_BACK, |shard| self.reminders_begin_with(shard))
            .await
    }

    /// Sets reminders down that cannot be said now: they come again when this lease has run out, also if others that
    /// were taken together with them are held for longer. Says of each whether it still was in this hand.
    pub async fn set_down(&self, taken: &[&TakenReminder], lease: Duration) -> Result<Vec<bool>, Error> {
        let lease = millis(lease).to_string();
        self.for_each_hand(taken, &["taken", "leases", "fence"], &SET_DOWN, |_| lease.clone()).await
    }

    /// Calls a script for each hand that these are from, and returns its answers in the order of `taken`.
    async fn for_each_hand(
        &self,
        taken: &[&TakenReminder],
        keys: &[&str],
        script: &'static Script,
        argument: impl Fn(Shard) -> String,
    ) -> Result<Vec<bool>, Error> {
        let hand_of = |place: &usize| (Shard::of(&taken[*place].reminder.account), taken[*place].fence);
        let mut places: Vec<usize> = (0..taken.len()).collect();
        places.sort_by_key(hand_of);
        let hands = places.chunk_by(|a, b| hand_of(a) == hand_of(b)).flat_map(|hand| hand.chunks(MOST_AT_ONCE));
        let calls = hands.map(|places| {
            let (shard, fence) = hand_of(&places[0]);
            let ids: Vec<&ReminderId> = places.iter().map(|&place| &taken[place].reminder.id).collect();
            let argument = argument(shard);
            async move { self.answers(keys, script, shard, fence, argument, &ids).await.map(|mine| (places, mine)) }
        });
        let mut is_mine = vec![false; taken.len()];
        for (places, mine) in try_join_all(calls).await? {
            for (&place, mine) in places.iter().zip(mine) {
                is_mine[place] = mine;
            }
        }
        Ok(is_mine)
    }

    /// Calls a script about reminders of one hand, which says of each whether it still was in it.
    async fn answers(
        &self,
        keys: &[&str],
        script: &'static Script,
        shard: Shard,
        fence: u64,
        argument: String,
        ids: &[&ReminderId],
    ) -> Result<Vec<bool>, Error> {
        let mut call = self.script(script, shard, keys);
        call.arg(fence).arg(argument).arg(ids.iter().map(|id| &***id).collect::<String>());
        let answer: String = call.invoke_async(&mut self.connection()).await?;
        Ok(answer.bytes().map(|letter| letter == b'1').collect())
    }

    /// What stands first in each of these shards; three cheap commands a shard.
    pub async fn heads(&self, shards: &[Shard]) -> Result<Vec<Head>, Error> {
        let mut pipe = redis::pipe();
        pipe.cmd("TIME");
        for &shard in shards {
            pipe.cmd("ZCARD").arg(self.keys.shard(shard, "due"));
            for what in ["due", "leases"] {
                pipe.cmd("ZRANGE").arg(self.keys.shard(shard, what)).arg(0).arg(0).arg("WITHSCORES");
            }
        }
        let answers: Vec<redis::Value> = pipe.query_async(&mut self.connection()).await?;
        let mut answers = answers.into_iter();
        let time = answers.next().unwrap_or(redis::Value::Nil);
        let (seconds, micros): (i64, i64) = redis::from_redis_value(time).map_err(redis::RedisError::from)?;
        let clock = seconds * 1_000 + micros / 1_000;
        let mut heads = Vec::with_capacity(shards.len());
        for &shard in shards {
            let waiting = redis::from_redis_value(answers.next().unwrap_or(redis::Value::Int(0)))
                .map_err(redis::RedisError::from)?;
            let due = first_score(answers.next())?;
            let lease = first_score(answers.next())?;
            heads.push(Head {
                shard,
                due: due.and_then(DateTime::from_timestamp_millis),
                lease: lease.map(|end| Duration::from_millis(u64::try_from(end - clock).unwrap_or(0))),
                waiting,
            });
        }
        Ok(heads)
    }

    /// How many reminders of all accounts stand where.
    pub async fn count_reminders(&self) -> Result<Counts, Error> {
        let mut pipe = redis::pipe();
        for shard in Shard::all() {
            pipe.cmd("ZCARD").arg(self.keys.shard(shard, "due"));
            pipe.cmd("HVALS").arg(self.keys.shard(shard, "taken"));
        }
        let mut answers = pipe.query_async::<Vec<redis::Value>>(&mut self.connection()).await?.into_iter();
        let mut counts = Counts::default();
        while let (Some(due), Some(hands)) = (answers.next(), answers.next()) {
            let due: u64 = redis::from_redis_value(due).map_err(redis::RedisError::from)?;
            let hands: Vec<String> = redis::from_redis_value(hands).map_err(redis::RedisError::from)?;
            counts.due += due;
            counts.taken += hands.iter().map(|hand| (hand.len() / (2 * ReminderId::HALF)) as u64).sum::<u64>();
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

    /// Rings the bell that tells every process that the schedule has changed.
    pub async fn ring(&self) -> Result<(), Error> {
        Ok(redis::cmd("INCR").arg(self.keys.bot("bell")).query_async(&mut self.connection()).await?)
    }

    /// How often the bell has been rung.
    pub async fn rings(&self) -> Result<u64, Error> {
        let rings: Option<u64> =
            redis::cmd("GET").arg(self.keys.bot("bell")).query_async(&mut self.connection()).await?;
        Ok(rings.unwrap_or(0))
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
fn first_score(answer: Option<redis::Value>) -> Result<Option<i64>, Error> {
    let pairs: Vec<(String, f64)> =
        redis::from_redis_value(answer.unwrap_or(redis::Value::Nil)).map_err(redis::RedisError::from)?;
    #[expect(clippy::cast_possible_truncation, reason = "scores are whole milliseconds, exact below 2^53")]
    Ok(pairs.first().map(|(_, score)| *score as i64))
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
