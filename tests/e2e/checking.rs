//! `janji check`, beside a running bot and without one.

use janji::clock::Clock;
use janji::config::Environment;
use janji::sandbox::Sandbox;
use std::path::Path;

use crate::support::bot::{Bot, folder, janji, run_to_end, settings};
use crate::support::redis::Redis;

/// The exit code and what was printed.
async fn check(folder: &Path, settings: &Environment, arguments: &[&str]) -> (Option<i32>, String) {
    let ended = run_to_end(janji(folder, settings, &[&["check"], arguments].concat())).await;
    (ended.status.code(), String::from_utf8(ended.stdout).unwrap() + &String::from_utf8(ended.stderr).unwrap())
}

#[tokio::test]
async fn beside_a_bot_with_a_redis_of_its_own_check_leaves_that_alone() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let folder = folder();
    let settings = settings(&sandbox, folder.path());
    let bot = Bot::start(folder.path(), &settings);
    bot.ready().await;
    let (code, said) = check(folder.path(), &settings, &[]).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("ok     redis     the running bot uses its private one"), "{said}");
    bot.stop().await;
    sandbox.stop().await;
}

#[tokio::test]
async fn check_says_a_line_a_part_and_quick_asks_the_running_bot() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let (folder, redis) = (folder(), Redis::start().await);
    redis.ask::<()>(redis::cmd("CONFIG").arg(&["SET", "appendonly", "yes"])).await;
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("REDIS_URL".to_owned(), redis.url());

    let (code, said) = check(folder.path(), &settings, &["--quick"]).await;
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("janji: no bot answers at ") && said.contains("JANJI_HTTP"), "{said}");

    let bot = Bot::start(folder.path(), &settings);
    bot.ready().await;
    let (code, said) = check(folder.path(), &settings, &["--quick"]).await;
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with(r#"{"ready":true,"failing":[]"#), "{said}");

    let (code, said) = check(folder.path(), &settings, &[]).await;
    assert_eq!(code, Some(0), "{said}");
    let parts: Vec<&str> = said.lines().map(|line| line.split_whitespace().nth(1).unwrap()).collect();
    assert_eq!(parts, ["settings", "zones", "redis", "telegram", "google"], "{said}");
    assert!(said.lines().all(|line| line.starts_with("ok ")), "{said}");

    sandbox.google().revoke_grant();
    let (code, said) = check(folder.path(), &settings, &[]).await;
    assert_eq!(code, Some(1), "{said}");
    let wrong = said.lines().find(|line| line.starts_with("WRONG")).unwrap();
    assert!(wrong.contains("google") && wrong.contains("janji connect"), "{said}");
    bot.stop().await;
    sandbox.stop().await;
}
