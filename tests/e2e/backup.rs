//! `janji backup` and `janji restore`: beside a running bot, between a private Redis and a server, and from an older
//! version.

use std::path::Path;

use chrono::NaiveDate;
use janji::clock::Clock;
use janji::config::Environment;
use janji::sandbox::Sandbox;
use janji::store::LAYOUT;

use crate::support::bot::{Bot, folder, in_time, janji, run_to_end, settings};
use crate::support::redis::Redis;
use crate::support::world::ANA;

/// What 0.1.0 kept: an event, its reminders, the list that a person had seen, and what its buttons do.
const OF_0_1: &str = include_str!("backup/0.1.0.jsonl");

/// The same as if it had been kept today: days and seconds moved on, as this bot lives by the real clock.
fn of_0_1_today() -> String {
    const DAYS: [&str; 2] = ["2026-11-30", "2026-12-01"];
    const SECONDS: [i64; 5] = [1_795_997_941, 1_796_084_341, 1_796_111_400, 1_796_112_000, 1_796_115_600];
    let kept: NaiveDate = DAYS[0].parse().unwrap();
    let since = Clock::system().now().date_naive() - kept;
    // What has a mark cannot be moved twice.
    let moved = |text: String, (old, new): (String, String)| text.replace(&old, &format!("\u{1}{new}"));
    let days = DAYS.map(|day| (day.to_owned(), (day.parse::<NaiveDate>().unwrap() + since).to_string()));
    let seconds = SECONDS.map(|second| (second.to_string(), (second + since.num_seconds()).to_string()));
    days.into_iter().chain(seconds).fold(OF_0_1.to_owned(), moved).replace('\u{1}', "")
}

/// Runs a command to its end; its exit code and all that it printed.
async fn run(folder: &Path, settings: &Environment, arguments: &[&str]) -> (Option<i32>, String) {
    let ended = run_to_end(janji(folder, settings, arguments)).await;
    (ended.status.code(), String::from_utf8(ended.stdout).unwrap() + &String::from_utf8(ended.stderr).unwrap())
}

/// Waits until the bot's newest message to Ana has these words in it.
async fn hears(sandbox: &Sandbox, words: &str) {
    let telegram = sandbox.telegram();
    let newest = telegram.wait_until(|telegram| {
        telegram.last_from_bot(ANA.chat()).is_some_and(|message| message.text().contains(words))
    });
    in_time(words, newest).await;
}

async fn sandbox() -> Sandbox {
    Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap()
}

#[tokio::test]
async fn a_backup_of_a_killed_bot_moves_to_a_redis_server_and_nothing_is_forgotten() {
    let (sandbox, folder, server) = (sandbox().await, folder(), Redis::start().await);
    let private = settings(&sandbox, folder.path());
    let mut bot = Bot::start(folder.path(), &private);
    sandbox.telegram().user_says(ANA.chat(), ANA, "dentist tomorrow 4pm");
    hears(&sandbox, "dentist").await;
    sandbox.telegram().user_says(ANA.chat(), ANA, "/list");
    hears(&sandbox, "1. ").await;
    let (code, said) = run(folder.path(), &private, &["backup", "beside.jsonl"]).await;
    assert_eq!(code, Some(0), "beside a running bot: {said}");
    bot.kill().await;
    let (code, said) = run(folder.path(), &private, &["backup", "after.jsonl"]).await;
    assert_eq!(code, Some(0), "after a kill: {said}");
    let text = std::fs::read_to_string(folder.path().join("after.jsonl")).unwrap();
    for secret in [&private["TELOXIDE_TOKEN"], &private["GOOGLE_CLIENT_SECRET"], &private["GOOGLE_REFRESH_TOKEN"]] {
        assert!(!text.contains(secret.as_str()), "a backup holds no secret");
    }

    let mut shared = private.clone();
    shared.insert("REDIS_URL".to_owned(), server.url());
    shared.insert("JANJI_REDIS_PREFIX".to_owned(), "moved:".to_owned());
    let (code, said) = run(folder.path(), &shared, &["restore", "after.jsonl"]).await;
    assert_eq!(code, Some(0), "{said}");
    let bot = Bot::start(folder.path(), &shared);
    bot.ready().await;
    // The number means the list that was seen before the move.
    sandbox.telegram().user_says(ANA.chat(), ANA, "/cancel 1");
    hears(&sandbox, "Cancelled").await;
    assert_eq!(sandbox.google().count(), 0);

    let (code, said) = run(folder.path(), &shared, &["restore", "after.jsonl"]).await;
    assert_eq!(code, Some(1));
    assert!(said.contains("a bot is running on this Redis"), "{said}");
    bot.stop().await;
    let (code, said) = run(folder.path(), &shared, &["restore", "after.jsonl"]).await;
    assert_eq!(code, Some(1));
    assert!(said.contains("add --replace"), "{said}");
    let (code, said) = run(folder.path(), &shared, &["restore", "--replace", "beside.jsonl"]).await;
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = run(folder.path(), &shared, &["backup", "again.jsonl"]).await;
    assert_eq!(code, Some(0), "{said}");
    let records = |name: &str| {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        let mut keys: Vec<String> = text
            .lines()
            .skip(1)
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["key"].to_string())
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(records("again.jsonl"), records("beside.jsonl"));
    sandbox.stop().await;
}

#[tokio::test]
async fn what_0_1_kept_is_read_by_this_version() {
    let (sandbox, folder) = (sandbox().await, folder());
    let settings = settings(&sandbox, folder.path());
    std::fs::write(folder.path().join("old.jsonl"), of_0_1_today()).unwrap();
    let (code, said) = run(folder.path(), &settings, &["restore", "old.jsonl"]).await;
    assert_eq!(code, Some(0), "{said}");
    let bot = Bot::start(folder.path(), &settings);
    bot.ready().await;
    let log = bot.log();
    assert!(!log.contains("cannot be read"), "{log}");
    assert!(log.contains("upgraded the records in Redis from layout 1"), "{log}");
    // The first two updates of any pretend Telegram have numbers that 0.1 had handled, so they are not heard again.
    for said in ["heard before", "heard before", "/status"] {
        sandbox.telegram().user_says(ANA.chat(), ANA, said);
    }
    in_time("an answer", sandbox.telegram().wait_until(|telegram| telegram.last_from_bot(ANA.chat()).is_some())).await;
    bot.stop().await;

    let (code, said) = run(folder.path(), &settings, &["backup", "new.jsonl"]).await;
    assert_eq!(code, Some(0), "{said}");
    let new = std::fs::read_to_string(folder.path().join("new.jsonl")).unwrap();
    assert!(
        new.starts_with(&format!(
            r#"{{"format":"janji backup","version":"{}","layout":{LAYOUT},"#,
            env!("CARGO_PKG_VERSION")
        )),
        "{new}"
    );
    assert!(!new.contains(":bell"), "what only 0.1 knew is gone");
    sandbox.stop().await;
}

#[tokio::test]
async fn records_of_a_newer_version_are_left_alone_and_the_refusal_says_what_to_do() {
    let (sandbox, folder, server) = (sandbox().await, folder(), Redis::start().await);
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("REDIS_URL".to_owned(), server.url());
    let bot = settings["TELOXIDE_TOKEN"].split(':').next().unwrap().to_owned();
    server.write(&format!("bot:{{{bot}}}:schema"), "99").await;
    let refusal = format!(
        "a newer Janji wrote the records in Redis (layout 99, this one knows {LAYOUT}): run that version, or set \
         another JANJI_REDIS_PREFIX"
    );
    for command in ["run", "check"] {
        let (code, said) = run(folder.path(), &settings, &[command]).await;
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(&refusal), "{said}");
    }
    let kept = server.keys().await.into_iter().filter(|key| !key.ends_with("}:alive")).collect::<Vec<_>>();
    assert_eq!(kept, [format!("bot:{{{bot}}}:schema")], "nothing but a lease was written");
    sandbox.stop().await;
}
