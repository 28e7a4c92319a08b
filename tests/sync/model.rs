//! Random doings on both sides, with a Google that fails: in the end both sides are equal, and nothing is lost or doubled.

use std::time::Duration as Span;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use janji::sandbox::{EVERYWHERE, Fault, How, Often};
use janji::store::Waiting;

use super::*;
use crate::chaos::stage::{count, row};

/// How many things are done in each run.
const STEPS: usize = 120;

/// Somebody who does not wait between two tries, but for several of them.
const HASTY: Patience = Patience { first_wait: Span::from_micros(50), most: Span::from_secs(5) };

/// Somebody who waits for one answer and for no second try.
const IMPATIENT: Patience = Patience { first_wait: Span::from_hours(1), most: Span::from_secs(5) };

/// What a run remembers of what was asked for here.
#[derive(Default)]
struct Asked {
    /// Titles of events that were agreed or kept, by message.
    made: Vec<String>,
    messages: i32,
}

/// Somebody does something in Google.
fn do_there(world: &World, dice: &mut StdRng, step: usize) {
    let events = world.google().events(world.hours(-24), world.hours(24 * 60));
    let any = |dice: &mut StdRng| {
        let id = events[dice.random_range(0..events.len())]["id"].as_str().unwrap_or_default();
        id.to_owned()
    };
    match dice.random_range(0..5) {
        0 | 1 => drop(world.made_in_google(&format!("theirs {step}"), dice.random_range(1..24 * 50))),
        _ if events.is_empty() => {}
        2 => drop(world.google().edit(&any(dice), &json!({"location": format!("place {step}")}))),
        3 => {
            let at = world.hours(dice.random_range(1..24 * 50));
            drop(world.google().move_to(&any(dice), at, at + Duration::hours(1)));
        }
        _ => drop(world.google().delete(&any(dice))),
    }
}

/// Somebody asks for something here, of what the copy shows; and perhaps for the same again.
async fn do_here(world: &World, dice: &mut StdRng, asked: &mut Asked) {
    asked.messages += 1;
    let message = asked.messages;
    let cached = world.store.upcoming(&world.account, world.now(), 100).await.unwrap();
    let edit = if cached.is_empty() || dice.random_bool(0.4) {
        let title = format!("ours {message}");
        asked.made.push(title.clone());
        world.creation(message, &title, dice.random_range(1..24 * 50))
    } else {
        let seen = &cached[dice.random_range(0..cached.len())];
        if dice.random_bool(0.5) {
            let mut edit = world.renaming(message, seen, "");
            let EditKind::Change { change, .. } = &mut edit.kind else { panic!() };
            *change = Change { place: Some(Some(format!("our place {message}"))), ..Change::default() };
            edit
        } else {
            asked.made.retain(|title| *title != seen.title);
            world.deletion(message, seen)
        }
    };
    let first = world.submit(edit.clone()).await;
    if dice.random_bool(0.3) {
        let again = world.submit(edit).await;
        assert!(first == again || matches!(first, Outcome::Queued(_)), "{first:?} and then {again:?}");
    }
}

/// Plays one case in an empty Redis, which is given back.
async fn run(seed: u64, redis: Redis) -> Redis {
    redis.empty().await;
    let mut dice = StdRng::seed_from_u64(seed);
    // In half of the cases whoever asks is patient, though not for long.
    let patience = if seed.is_multiple_of(2) { IMPATIENT } else { HASTY };
    let world = World::on(redis, Clock::still(at("2026-03-10T02:00:00Z")), Bounds { patience, ..bounds(1_000) }).await;
    world.google().limit_pages(7);
    let mut asked = Asked::default();
    world.round(Depth::Incremental).await;
    for (number, how) in [How::Status(503), How::Cut, How::Status(500), How::HangUp].into_iter().enumerate() {
        let often = |number: u64| Often::Chance { chance: 0.05, seed: seed * 10 + number };
        let number = u64::try_from(number).unwrap();
        world.google().faults().inject(EVERYWHERE, Fault::before(how), often(number));
        world.google().faults().inject(EVERYWHERE, Fault::after(how), often(number + 5));
    }
    for step in 0..STEPS {
        match dice.random_range(0..10) {
            0..4 => do_there(&world, &mut dice, step),
            4..7 => do_here(&world, &mut dice, &mut asked).await,
            7 => world.google().expire_sync_tokens(),
            _ => drop(world.sync.round(&world.account, Depth::Incremental, world.now()).await),
        }
        if dice.random_bool(0.1) {
            world.clock.move_to(world.now() + Duration::minutes(30));
        }
    }
    world.google().faults().clear();
    world.round(Depth::Incremental).await;
    world.round(Depth::Full).await;
    let waiting: Vec<Waiting> = world.store.edits(&world.account).await.unwrap();
    assert!(waiting.is_empty(), "{waiting:?}");
    let state = world.store.account_state(&world.account).await.unwrap();
    if state.held.is_some() {
        world.sync.round_by_hand(&world.account, world.now()).await.unwrap();
    }
    let there = world.titles_at_google();
    let mut once = there.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), there.len(), "seed {seed}: a twin");
    let here: Vec<Event> = world.store.all_events(&world.account).await.unwrap();
    for event in &here {
        let entry = world.google().entry(&event.id).unwrap();
        assert_eq!(entry["etag"], json!(event.etag), "seed {seed}: {}", event.title);
        assert_eq!(entry["status"], json!("confirmed"), "seed {seed}: {}", event.title);
        let is_coming = event.when.start(Kuala_Lumpur) > world.now() + Duration::minutes(10);
        assert!(world.reminders(&event.id).await > 0 || !is_coming, "seed {seed}: no reminder of {}", event.title);
    }
    assert_eq!(here.len(), there.len(), "seed {seed}");
    assert_eq!(state.is_consistent, Some(true), "seed {seed}");
    for title in &asked.made {
        let is_there = there.contains(title);
        let was_deleted = world.was_deleted_in_google(title);
        assert!(is_there || was_deleted, "seed {seed}: {title} is lost");
    }
    world.sandbox.stop().await;
    world.redis
}

impl World {
    /// Whether an event with this title, made through us, was deleted at Google.
    fn was_deleted_in_google(&self, title: &str) -> bool {
        let number: i32 = title.trim_start_matches("ours ").parse().unwrap();
        let edit = EditId::derive(BOT, &self.account, ChatId(7), MessageId(number), 0);
        let entry = self.google().entry(&EventId::derive(&edit, 0));
        entry.is_some_and(|entry| entry["status"] == json!("cancelled"))
    }
}

#[tokio::test]
async fn whatever_both_sides_do_and_however_google_fails_they_agree_in_the_end() {
    let cases = count("CHAOS_MODELS", 6);
    let mut redis = Redis::start().await;
    for seed in 1..=cases {
        redis = run(seed, redis).await;
    }
    row("the model of sync", &[("cases", cases.to_string()), ("steps each", STEPS.to_string())]);
}
