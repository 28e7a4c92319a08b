//! Redis killed, frozen, emptied, or restored from an old file, under a running bot.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::sandbox::telegram::Telegram;

use super::stage::{PEOPLE, Stage, answers, bar, count, longest, row, said, title, wish};
use crate::support::bot::{in_time, signal, until};
use crate::support::outside::Outside;
use crate::support::redis::Redis;
use crate::support::world::ANA;

/// How soon people are to hear that storage is away.
const TOLD_WITHIN: StdDuration = StdDuration::from_secs(3);

/// How soon the bot is to work again once storage is back.
const BACK_WITHIN: StdDuration = StdDuration::from_secs(2);

/// What people hear when storage is away.
const AWAY: &str = "I can’t reach my database right now, so";

/// How many events Google holds.
const EVENTS: usize = 6;

/// What is done to Redis.
#[derive(Debug, Clone, Copy)]
enum Blow {
    Killed,
    Frozen,
    Emptied,
    RestoredOld,
}

/// How long things took.
#[derive(Default)]
struct Times {
    told: Vec<StdDuration>,
    back: Vec<StdDuration>,
}

#[tokio::test]
async fn redis_may_do_what_it_likes_and_nothing_of_googles_is_lost() {
    let blows = count("CHAOS_BLOWS", 1);
    let mut stage = Stage::open(Redis::start_durable().await, &[("JANJI_SYNC_INTERVAL", "10s")]).await;
    let start = stage.clock.now() + Duration::days(1);
    for number in 0..EVENTS {
        stage.sandbox.google().add_event(&title("parcel", number), start, start + Duration::hours(1)).unwrap();
    }
    let old = tempfile::tempdir().unwrap();
    let bot = stage.bot("bot");
    stage.greet(&PEOPLE).await;
    bot.ready().await;
    agreed(&stage).await;
    copy(&stage.redis.file(), old.path());

    let (mut times, mut wishes) = (Times::default(), 0);
    for _ in 0..blows {
        for blow in [Blow::Killed, Blow::Frozen, Blow::Emptied, Blow::RestoredOld] {
            strike(&mut stage, blow, old.path(), &mut times, &mut wishes).await;
            agreed(&stage).await;
        }
    }
    let at_google = stage.at_google();
    let twins: usize = at_google.values().map(|times| times - 1).sum();
    row(
        "Redis killed, frozen, emptied, restored old",
        &[
            ("times each", blows.to_string()),
            ("events", at_google.len().to_string()),
            ("twins", twins.to_string()),
            ("told within", longest(&times.told)),
            ("back within", longest(&times.back)),
        ],
    );
    assert_eq!(twins, 0);
    assert!(!bot.log().contains("panicked"), "{}", bot.log());
    bot.stop().await;
    stage.close().await;
    bar("hearing that storage is away", times.told.into_iter().max().unwrap_or_default(), TOLD_WITHIN);
    bar("the way back", times.back.into_iter().max().unwrap_or_default(), BACK_WITHIN);
}

/// Strikes once: somebody writes meanwhile, and again when it is over.
async fn strike(stage: &mut Stage, blow: Blow, old: &Path, times: &mut Times, wishes: &mut usize) {
    let process = stage.redis.process().to_string();
    match blow {
        Blow::Killed | Blow::RestoredOld => stage.redis.kill(),
        Blow::Frozen => signal(&process, "STOP"),
        Blow::Emptied => stage.redis.empty().await,
    }
    match blow {
        Blow::Killed | Blow::RestoredOld | Blow::Frozen => {
            let refused = title("refused", *wishes);
            let watch = stage.clock.stopwatch();
            let known = said(stage.sandbox.telegram(), ANA.chat()).len();
            stage.says(ANA, &wish(&refused, *wishes));
            let is_told =
                |telegram: &Telegram| said(telegram, ANA.chat())[known..].iter().any(|text| text.contains(AWAY));
            in_time("hearing that storage is away", stage.sandbox.telegram().wait_until(is_told)).await;
            times.told.push(watch.elapsed());
        }
        Blow::Emptied => {}
    }
    match blow {
        Blow::Killed => stage.redis.restart().await,
        Blow::RestoredOld => {
            std::fs::remove_dir_all(stage.redis.file()).unwrap();
            copy(old, &stage.redis.file());
            stage.redis.restart().await;
        }
        Blow::Frozen => signal(&process, "CONT"),
        Blow::Emptied => {}
    }
    let watch = stage.clock.stopwatch();
    let kept = title("errand", *wishes);
    // A person who is told that storage is unavailable sends it again.
    let telegram = stage.sandbox.telegram();
    loop {
        let known = said(telegram, ANA.chat()).len();
        stage.says(ANA, &wish(&kept, *wishes));
        let news = |telegram: &Telegram| said(telegram, ANA.chat()).split_off(known);
        let is_settled = |telegram: &Telegram| {
            let news = news(telegram);
            answers(&news, &kept) > 0 || news.iter().any(|text| text.contains(AWAY))
        };
        in_time(&format!("an answer after {blow:?}"), telegram.wait_until(is_settled)).await;
        if answers(&news(telegram), &kept) > 0 {
            break;
        }
    }
    times.back.push(watch.elapsed());
    let at_google = stage.at_google();
    assert_eq!(at_google.get(&kept), Some(&1), "what was confirmed after {blow:?}");
    assert_eq!(at_google.get(&title("refused", *wishes)), None, "what was said not to be done, {blow:?}");
    *wishes += 1;
}

/// Waits until the copy is what Google holds, and as many reminders are planned as that comes to.
async fn agreed(stage: &Stage) {
    let (store, account) = (stage.store(), Outside::account());
    until("the copy is what Google holds", async || {
        let at_google: BTreeSet<String> = stage.at_google().into_keys().collect();
        let Ok(cached) = store.all_events(&account).await else { return false };
        let cached: BTreeSet<String> = cached.into_iter().map(|event| event.title).collect();
        let Ok(planned) = store.count_reminders().await else { return false };
        cached == at_google && planned.due == u64::try_from(at_google.len() * PEOPLE.len()).unwrap()
    })
    .await;
}

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}
