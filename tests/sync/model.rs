//! Whatever both sides do and however Google fails: in the end both are equal, and nothing is lost or doubled.
//! `PROPTEST_CASES` says how many cases are tried.

use janji::reminders::AHEAD;
use janji::sandbox::google::Google;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};
use janji::store::WaitingEdit;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::chaos::stage::count;
use crate::support::outside::ONE_TRY;

/// How many cases are tried unless told otherwise; each takes a while.
const CASES: u32 = 10;

/// How many things are done in a case at most.
const STEPS: usize = 120;

/// The hours from now in which events are.
const HOURS: std::ops::Range<i64> = 1..24 * 50;

/// How Google fails, each with this chance before and after the effect.
const FAILURES: [How; 4] = [How::Status(503), How::Status(500), How::Cut, How::HangUp];
const CHANCE: f64 = 0.05;

/// What happens.
#[derive(Debug, Clone)]
enum Step {
    /// Somebody does something in Google, to any event if it is not a new one.
    AddThere {
        hours: i64,
    },
    PlaceThere(Index),
    MoveThere {
        which: Index,
        hours: i64,
    },
    DeleteThere(Index),
    /// Somebody asks for something here, of what the copy shows, and perhaps for the same again.
    Here {
        what: Here,
        again: bool,
    },
    /// Google wants all to be read.
    TokensExpire,
    Round,
    /// Half an hour passes.
    TimePasses,
}

#[derive(Debug, Clone)]
enum Here {
    Create { hours: i64 },
    Place(Index),
    Delete(Index),
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    let here = prop_oneof![
        2 => HOURS.prop_map(|hours| Here::Create { hours }),
        1 => index().prop_map(Here::Place),
        1 => index().prop_map(Here::Delete),
    ];
    prop_oneof![
        3 => HOURS.prop_map(|hours| Step::AddThere { hours }),
        1 => index().prop_map(Step::PlaceThere),
        1 => (index(), HOURS).prop_map(|(which, hours)| Step::MoveThere { which, hours }),
        1 => index().prop_map(Step::DeleteThere),
        6 => (here, prop::bool::weighted(0.3)).prop_map(|(what, again)| Step::Here { what, again }),
        2 => Just(Step::TokensExpire),
        4 => Just(Step::Round),
        1 => Just(Step::TimePasses),
    ]
}

/// A world in which things happen, and what was asked for here.
struct Model {
    world: World,
    steps: usize,
    /// Titles of events that were asked for and not deleted here.
    made: Vec<String>,
    messages: i32,
}

impl Model {
    async fn take(&mut self, step: &Step) {
        self.steps += 1;
        let (world, number) = (&self.world, self.steps);
        match step {
            Step::AddThere { hours } => drop(world.made_in_google(&format!("theirs {number}"), *hours)),
            Step::PlaceThere(which) => {
                self.there(*which, |google, id| drop(google.edit(id, &json!({"location": format!("place {number}")}))));
            }
            Step::MoveThere { which, hours } => {
                let at = world.hours(*hours);
                self.there(*which, |google, id| drop(google.move_to(id, at, at + Duration::hours(1))));
            }
            Step::DeleteThere(which) => self.there(*which, |google, id| drop(google.delete(id))),
            Step::Here { what, again } => self.here(what, *again).await,
            Step::TokensExpire => world.google().expire_sync_tokens(),
            Step::Round => drop(world.sync.round(&world.account, Depth::Incremental, world.now()).await),
            Step::TimePasses => world.clock.move_to(world.now() + Duration::minutes(30)),
        }
    }

    fn there(&self, which: Index, act: impl FnOnce(&Google, &str)) {
        let google = self.world.google();
        let events = google.events(self.world.hours(-24), self.world.hours(24 * 60));
        if !events.is_empty() {
            act(google, which.get(&events)["id"].as_str().unwrap());
        }
    }

    async fn here(&mut self, what: &Here, again: bool) {
        self.messages += 1;
        let (world, message) = (&self.world, self.messages);
        let shown = world.store.upcoming(&world.account, world.now(), Kuala_Lumpur, 100).await.unwrap().events;
        let edit = match what {
            Here::Create { hours } => {
                let title = format!("ours {message}");
                self.made.push(title.clone());
                world.creation(message, &title, *hours)
            }
            Here::Place(_) | Here::Delete(_) if shown.is_empty() => return,
            Here::Place(which) => {
                let seen = which.get(&shown);
                let change = Change { place: Some(Some(format!("our place {message}"))), ..Change::default() };
                world.edit(message, seen.id.clone(), EditKind::Change { change, base: Box::new(seen.clone()) })
            }
            Here::Delete(which) => {
                let seen = which.get(&shown);
                self.made.retain(|title| *title != seen.title);
                world.deletion(message, seen)
            }
        };
        let first = world.submit(edit.clone()).await;
        if again {
            let again = world.submit(edit).await;
            assert!(first == again || matches!(first, Outcome::Queued(_)), "{first:?} and then {again:?}");
        }
    }

    /// Google is well again: nothing is owed, both sides are equal, and nothing is lost or doubled.
    async fn hold(&self) {
        let world = &self.world;
        world.google().faults().clear();
        world.round(Depth::Incremental).await;
        world.full_round().await;
        let waiting: Vec<WaitingEdit> = world.store.edits(&world.account).await.unwrap();
        assert!(waiting.is_empty(), "{waiting:?}");
        let state = world.store.account_state(&world.account).await.unwrap();
        if state.held.is_some() {
            world.sync.round_by_hand(&world.account, world.now()).await.unwrap();
        } else {
            assert_eq!(state.is_consistent, Some(true));
        }
        let there = world.titles_at_google();
        let mut once = there.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), there.len(), "a twin");
        let here: Vec<Event> = world.store.all_events(&world.account).await.unwrap();
        for event in &here {
            let entry = world.google().entry(&event.id).unwrap();
            assert_eq!(entry["etag"], json!(event.etag), "{}", event.title);
            assert_eq!(entry["status"], json!("confirmed"), "{}", event.title);
            let due = event.when.start(Kuala_Lumpur) - Duration::minutes(10);
            let is_coming = due > world.now() && due <= world.now() + AHEAD;
            assert!(world.reminders(&event.id).await > 0 || !is_coming, "no reminder of {}", event.title);
        }
        assert_eq!(here.len(), there.len());
        for title in &self.made {
            assert!(there.contains(title) || self.was_deleted_there(title), "{title} is lost");
        }
    }

    /// Whether an event with this title, made through us, was deleted at Google.
    fn was_deleted_there(&self, title: &str) -> bool {
        let number: i32 = title.trim_start_matches("ours ").parse().unwrap();
        let edit = EditId::derive(self.world.bot_id(), &self.world.account, chat(ANA.chat()), MessageId(number), 0);
        let entry = self.world.google().entry(&EventId::derive(&edit, 0));
        entry.is_some_and(|entry| entry["status"] == json!("cancelled"))
    }
}

async fn run(steps: Vec<Step>, seed: u64, is_patient: bool) {
    let budget = if is_patient { QUICK_TRIES } else { ONE_TRY };
    let world = World::open(Clock::still(at("2026-03-10T02:00:00Z")), Bounds { budget, ..bounds(1_000) }).await;
    world.google().limit_pages(7);
    world.round(Depth::Incremental).await;
    for (how, seed) in FAILURES.into_iter().zip((seed / 2..).step_by(2)) {
        for (fault, seed) in [(Fault::before(how), seed), (Fault::after(how), seed + 1)] {
            world.google().faults().inject(EVERYWHERE, fault, Often::Chance { chance: CHANCE, seed });
        }
    }
    let mut model = Model { world, steps: 0, made: Vec::new(), messages: 0 };
    for step in &steps {
        model.take(step).await;
    }
    model.hold().await;
    model.world.outside.close().await;
}

#[test]
fn whatever_both_sides_do_and_however_google_fails_they_agree_in_the_end() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cases = count("PROPTEST_CASES", CASES);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let case = (vec(step(), 1..STEPS), any::<u64>(), any::<bool>());
    runner
        .run(&case, |(steps, seed, is_patient)| {
            runtime.block_on(run(steps, seed, is_patient));
            Ok(())
        })
        .unwrap();
}
