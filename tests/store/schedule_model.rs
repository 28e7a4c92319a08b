//! The schedule against a model of it: whatever is planned, taken, extended, acknowledged, released, postponed or left in
//! the batch of a process that froze, and however clocks jump, no reminder is lost and none is acknowledged twice. `PROPTEST_CASES`
//! says how many cases are tried.

use std::collections::BTreeMap;
use std::time::Duration as StdDuration;

use chrono::{DateTime, Duration, Utc};
use janji::model::{
    AccountId, ChatId, EventId, EventPlan, EventTime, Lead, Occasion, Reminder, ReminderId, TakenReminder,
};
use janji::store::{Counts, Shard, Store};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::redis::Redis;

const LONG: StdDuration = StdDuration::from_hours(1);

/// The fence of a batch that no process holds.
const NO_HOLDER: u64 = 0;

/// What happens.
#[derive(Debug, Clone)]
enum Step {
    /// An event's reminders are planned, some of them as passed.
    Plan {
        event: u8,
        coming: Vec<u8>,
        passed: Vec<u8>,
    },
    /// Some are taken; a frozen holder's lease runs out at once.
    Take {
        limit: usize,
        is_frozen: bool,
    },
    /// One that was ever taken is acknowledged, released or postponed, or its lease is extended.
    Ack(prop::sample::Index),
    Release(prop::sample::Index),
    Postpone(prop::sample::Index),
    Extend(prop::sample::Index),
    /// The clock shows something else.
    Jump {
        minutes: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0_u8..3, vec(0_u8..4, 0..3), vec(0_u8..4, 0..2))
            .prop_map(|(event, coming, passed)| Step::Plan { event, coming, passed }),
        3 => (1_usize..4, any::<bool>()).prop_map(|(limit, is_frozen)| Step::Take { limit, is_frozen }),
        3 => any::<prop::sample::Index>().prop_map(Step::Ack),
        1 => any::<prop::sample::Index>().prop_map(Step::Release),
        1 => any::<prop::sample::Index>().prop_map(Step::Postpone),
        1 => any::<prop::sample::Index>().prop_map(Step::Extend),
        1 => (-90_i64..90).prop_map(|minutes| Step::Jump { minutes }),
    ]
}

/// Where a reminder stands by the model; one without an entry does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Due,
    Taken { fence: u64, has_run_out: bool },
    Done,
}

struct World {
    store: Store,
    now: DateTime<Utc>,
    stands: BTreeMap<ReminderId, (Stand, Reminder)>,
    batches: Vec<TakenReminder>,
    acks: BTreeMap<ReminderId, u32>,
}

fn account() -> AccountId {
    AccountId("a".into())
}

fn event_id(event: u8) -> EventId {
    EventId(format!("e{event}"))
}

fn reminder(event: u8, lead: u8) -> Reminder {
    let start = "2026-03-10T07:00:00Z".parse::<DateTime<Utc>>().unwrap() + Duration::minutes(i64::from(event) * 20);
    let minutes = u32::from(lead) * 15;
    let id = ReminderId::derive(&account(), &event_id(event), &start.to_string(), minutes, ChatId(7));
    Reminder {
        id,
        account: account(),
        event: event_id(event),
        when: EventTime::Timed { start, end: start + Duration::hours(1) },
        occasion: Occasion::Lead(Lead { minutes }),
        chat: ChatId(7),
        due: start - Duration::minutes(i64::from(minutes)),
        until: start + Duration::hours(2),
    }
}

impl World {
    async fn step(&mut self, step: &Step) {
        match step {
            Step::Plan { event, coming, passed } => self.plan(*event, coming, passed).await,
            Step::Take { limit, is_frozen } => self.take(*limit, *is_frozen).await,
            Step::Ack(index) => self.ack(*index).await,
            Step::Release(index) => self.release(*index).await,
            Step::Postpone(index) => self.postpone(*index).await,
            Step::Extend(index) => self.extend(*index).await,
            Step::Jump { minutes } => self.now += Duration::minutes(*minutes),
        }
        self.compare().await;
    }

    async fn plan(&mut self, event: u8, coming: &[u8], passed: &[u8]) {
        let all = |leads: &[u8]| -> BTreeMap<ReminderId, Reminder> {
            leads.iter().map(|&lead| reminder(event, lead)).map(|reminder| (reminder.id.clone(), reminder)).collect()
        };
        let coming = all(coming);
        let passed: BTreeMap<_, _> = all(passed).into_iter().filter(|(id, _)| !coming.contains_key(id)).collect();
        let plan = EventPlan {
            account: account(),
            event: event_id(event),
            coming: coming.values().cloned().collect(),
            passed: passed.values().cloned().collect(),
            nearest: Vec::new(),
        };
        self.store.put_plans(&[plan], self.now).await.unwrap();
        self.stands.retain(|id, (stand, reminder)| {
            *stand != Stand::Due
                || reminder.event != event_id(event)
                || coming.contains_key(id)
                || passed.contains_key(id)
        });
        for (id, reminder) in coming {
            self.stands.entry(id).or_insert((Stand::Due, reminder));
        }
        for (id, reminder) in passed {
            self.stands.entry(id).or_insert((Stand::Done, reminder));
        }
    }

    async fn take(&mut self, limit: usize, is_frozen: bool) {
        let lease = if is_frozen { StdDuration::ZERO } else { LONG };
        let taken = self.store.take_due(Shard::of(&account()), limit, lease, self.now).await.unwrap();
        let is_free = |stand: &Stand, reminder: &Reminder| match stand {
            Stand::Due => reminder.due <= self.now,
            Stand::Taken { has_run_out, .. } => *has_run_out,
            Stand::Done => false,
        };
        let free = self.stands.values().filter(|(stand, reminder)| is_free(stand, reminder)).count();
        assert_eq!(taken.len(), free.min(limit), "as many as are free");
        for batch in taken {
            let (stand, reminder) = self.stands.get_mut(&batch.reminder.id).expect("only what was planned is taken");
            assert!(match stand {
                Stand::Due => reminder.due <= self.now,
                Stand::Taken { has_run_out, .. } => *has_run_out,
                Stand::Done => false,
            });
            assert_eq!(*reminder, batch.reminder);
            *stand = Stand::Taken { fence: batch.fence, has_run_out: is_frozen };
            self.batches.push(batch);
        }
    }

    /// One batch of all that there ever were, and whether the model says that it still holds.
    fn batch(&self, index: prop::sample::Index) -> Option<(TakenReminder, bool)> {
        let batch = (!self.batches.is_empty()).then(|| index.get(&self.batches).clone())?;
        let holds = matches!(
            self.stands.get(&batch.reminder.id),
            Some((Stand::Taken { fence, .. }, _)) if *fence == batch.fence
        );
        Some((batch, holds))
    }

    async fn ack(&mut self, index: prop::sample::Index) {
        let Some((batch, holds)) = self.batch(index) else { return };
        assert_eq!(self.store.ack(&[&batch]).await.unwrap(), [holds]);
        if holds {
            self.settle(&batch, Stand::Done);
            let acks = self.acks.entry(batch.reminder.id.clone()).or_default();
            *acks += 1;
            assert_eq!(*acks, 1, "acknowledged once");
        }
    }

    async fn release(&mut self, index: prop::sample::Index) {
        let Some((batch, holds)) = self.batch(index) else { return };
        assert_eq!(self.store.release(&[&batch]).await.unwrap(), [holds]);
        if holds {
            self.settle(&batch, Stand::Due);
        }
    }

    async fn postpone(&mut self, index: prop::sample::Index) {
        let Some((batch, holds)) = self.batch(index) else { return };
        assert_eq!(self.store.postpone(&[&batch], StdDuration::ZERO).await.unwrap(), [holds]);
        if holds {
            self.settle(&batch, Stand::Taken { fence: NO_HOLDER, has_run_out: true });
        }
    }

    async fn extend(&mut self, index: prop::sample::Index) {
        let Some((batch, holds)) = self.batch(index) else { return };
        assert_eq!(self.store.extend(&[&batch], LONG).await.unwrap(), [holds]);
        // All that is left in this batch is held.
        for (stand, _) in self.stands.values_mut() {
            if matches!(stand, Stand::Taken { fence, .. } if *fence == batch.fence) {
                *stand = Stand::Taken { fence: batch.fence, has_run_out: false };
            }
        }
    }

    fn settle(&mut self, batch: &TakenReminder, stand: Stand) {
        if let Some(entry) = self.stands.get_mut(&batch.reminder.id) {
            entry.0 = stand;
        }
    }

    /// The store and the model say the same.
    async fn compare(&self) {
        let count = |is: fn(&Stand) -> bool| self.stands.values().filter(|(stand, _)| is(stand)).count() as u64;
        let counts = Counts {
            due: count(|stand| *stand == Stand::Due),
            taken: count(|stand| matches!(stand, Stand::Taken { .. })),
        };
        assert_eq!(self.store.count_reminders().await.unwrap(), counts);
        for event in 0..3 {
            let mut listed = self.store.planned(&account(), &event_id(event)).await.unwrap();
            listed.sort();
            let expected: Vec<_> = self
                .stands
                .iter()
                .filter(|(_, (stand, reminder))| reminder.event == event_id(event) && *stand != Stand::Done)
                .map(|(id, _)| id.clone())
                .collect();
            assert_eq!(listed, expected);
        }
    }

    /// A frozen process gives up, and every planned reminder is sent.
    async fn drain(&mut self) {
        self.now += Duration::days(1);
        for batch in self.batches.clone() {
            let is_back = self.store.release(&[&batch]).await.unwrap()[0];
            if is_back {
                self.settle(&batch, Stand::Due);
            }
        }
        loop {
            let before = self.batches.len();
            self.take(100, false).await;
            if self.batches.len() == before {
                break;
            }
            for place in before..self.batches.len() {
                assert_eq!(self.store.ack(&[&self.batches[place]]).await.unwrap(), [true]);
                self.settle(&self.batches[place].clone(), Stand::Done);
            }
        }
        assert!(self.stands.values().all(|(stand, _)| *stand == Stand::Done), "none is lost");
        assert_eq!(self.store.count_reminders().await.unwrap(), Counts::default());
    }
}

#[test]
fn no_reminder_is_lost_and_none_is_acknowledged_twice() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let redis = runtime.block_on(Redis::start());
    let mut case = 0_u32;
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let case = std::cell::RefCell::new(&mut case);
    runner
        .run(&vec(step(), 1..40), |steps| {
            **case.borrow_mut() += 1;
            let prefix = format!("{}:", case.borrow());
            runtime.block_on(async {
                let mut world = World {
                    store: redis.store_under(&prefix),
                    now: "2026-03-10T06:30:00Z".parse().unwrap(),
                    stands: BTreeMap::new(),
                    batches: Vec::new(),
                    acks: BTreeMap::new(),
                };
                for step in &steps {
                    world.step(step).await;
                }
                world.drain().await;
            });
            Ok(())
        })
        .unwrap();
}
