//! The schedule of reminders: planned, due, taken under a lease, acknowledged.
//!
//! A reminder has a record, and is listed either in `due`, by due time, or in a batch. A batch is what was taken
//! together: `taken` lists its reminders by its fence, and `leases` says when its lease ends. `planned` lists all of
//! these by event. A record that is listed nowhere belongs to a reminder that was sent: as long as the record lasts,
//! the same reminder is never planned again. Each script keeps these consistent, touches one shard, and can be
//! repeated. Fences decide between processes; leases only say when to give up on a holder.

mod batch;
mod head;
mod record;

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use self::record::{ScheduleRecord, due_second};
use super::keys::Shard;
use super::script::{Script, ScriptInvocation};
use super::{Error, Store, kept_for};
use crate::model::{AccountId, ChatId, EventId, EventPlan, Occasion, Reminder, ReminderId};

pub use head::{Counts, ShardHead};

/// The most reminders that one script handles: Lua cannot `unpack` more than about 8,000 values, and Redis serves no
/// other client while a script runs.
pub const MOST_AT_ONCE: usize = 1_000;

static PLAN: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/plan.lua")));
static ADD: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/add_reminder.lua")));
static END: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/end_reminders.lua")));

impl Store {
    /// Makes the reminders of events match their plans, and returns how many were added.
    ///
    /// A reminder that was sent is not planned again, and a taken one is left alone.
    pub async fn put_plans(&self, plans: &[EventPlan], now: DateTime<Utc>) -> Result<u64, Error> {
        let mut added = 0;
        for shard in Shard::all() {
            let here: Vec<&EventPlan> = plans.iter().filter(|plan| Shard::of(&plan.account) == shard).collect();
            for chunk in chunks(&here, |plan| plan.coming.len() + plan.passed.len() + plan.nearest.len() + 1) {
                added += self.put_chunk(shard, chunk, now).await?;
            }
            if !here.is_empty() {
                // The caller then forgets that these had to be planned.
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

    /// Adds one reminder to those that its event has; true if it is new. Planning the event again leaves it alone if a
    /// person asked for it.
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

    /// Ends the reminders of an event in a chat, even if it is planned again; returns how many there were.
    pub async fn end_reminders(&self, account: &AccountId, event: &EventId, chat: ChatId) -> Result<u64, Error> {
        let shard = Shard::of(account);
        let mut call = self.script(&END, shard, &["due", "planned"]);
        call.arg(self.reminders_begin_with(shard)).arg(ReminderId::of_event(account, event)).arg(chat.0);
        Ok(call.invoke_async(&mut self.connection()).await?)
    }

    /// The waiting and taken reminders of an event, by due time.
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

    /// The ids of the waiting and taken reminders of an event.
    pub async fn planned(&self, account: &AccountId, event: &EventId) -> Result<Vec<ReminderId>, Error> {
        let key = self.keys.shard(Shard::of(account), "planned");
        let name = ReminderId::of_event(account, event);
        let list: Option<String> = redis::cmd("HGET").arg(key).arg(&name).query_async(&mut self.connection()).await?;
        let list = list.unwrap_or_default();
        let parts = list.as_bytes().chunks_exact(ReminderId::HALF);
        Ok(parts.map(|own| ReminderId(format!("{name}{}", String::from_utf8_lossy(own)))).collect())
    }

    /// Raises the schedule version: it tells every process that something has changed.
    pub async fn raise_schedule_version(&self) -> Result<(), Error> {
        let key = self.keys.bot("schedule-version");
        Ok(redis::cmd("INCR").arg(key).query_async(&mut self.connection()).await?)
    }

    /// The schedule version.
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

    /// The prefix of the keys of a shard's records.
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

/// Cuts a slice into pieces of at most [`MOST_AT_ONCE`] by weight; a heavier item gets a piece of its own.
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
