//! What the operator's chat is told: what begins and what ends, once.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::telegram::UserId;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};

use crate::support::bot::until;
use crate::support::world::World;

/// Runs the bot, and is no one of those it serves.
const OLGA: UserId = UserId(700);

async fn world() -> World {
    let world = World::open_with(&[("JANJI_ADMIN", "700")]).await;
    let redis = &world.redis;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("appendonly").arg("yes")).await;
    world.sandbox.telegram().add_person(OLGA, "Olga", "ms");
    world.sandbox.telegram().user_starts(OLGA);
    world.settle().await;
    let said = world.reads(OLGA.chat());
    assert!(said.contains("ID ini: 700"), "{said}");
    world
}

#[tokio::test]
async fn what_begins_and_what_ends_is_told_once() {
    let world = world().await;
    let mut watch = world.app.watch();
    watch.look().await;
    assert_snapshot!(world.reads(OLGA.chat()), @"");

    world.sandbox.google().revoke_grant();
    world.sandbox.google().expire_access_tokens();
    world.round().await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Google access has expired (account …). Publish the Google project (In production), run janji connect, set the new GOOGLE_REFRESH_TOKEN and restart the bot; existing reminders still come.");
    watch.look().await;
    assert_snapshot!(told(&world), @"");

    // A process that has just started does not report it again.
    world.passes(Duration::minutes(10)).await;
    world.app.watch().look().await;
    assert_snapshot!(told(&world), @"");

    let redis = &world.redis;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory-policy").arg("allkeys-lru")).await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Redis drops data when it is full (allkeys-lru). Set maxmemory-policy noeviction.");

    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory-policy").arg("noeviction")).await;
    watch.look().await;
    assert_snapshot!(told(&world), @"");
    world.passes(Duration::minutes(2)).await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ✅ Over after 2 min: Redis drops data when it is full (allkeys-lru).");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ Google access has expired.
        The bot’s operator needs to run janji connect and set the new token.
        Your list and existing reminders still work.

    Janji: ⚠️ Akses Google dah tamat.
        Pengendali bot perlu jalankan janji connect dan tetapkan token baharu.
        Senarai dan peringatan sedia ada masih jalan.

    Janji: ⚠️ Google 授权已过期。
        请管理员运行 janji connect，并换上新的 token。
        列表和现有的提醒照常运作。
    ");
    world.close().await;
}

#[tokio::test]
async fn google_away_is_told_when_it_lasts() {
    let world = world().await;
    let mut watch = world.app.watch();
    world.sandbox.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    for _ in 0..2 {
        world.round().await;
        watch.look().await;
    }
    assert_snapshot!(told(&world), @"");
    world.round().await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Google does not answer (account …). Wait; changes are kept, and sent when it is back.");
    world.sandbox.google().faults().clear();
    world.passes(Duration::minutes(7)).await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ✅ Over after 7 min: Google does not answer (account …).");
    world.close().await;
}

#[tokio::test]
async fn storage_away_is_told_from_the_second_look_and_when_it_is_back() {
    let mut world = world().await;
    let mut watch = world.app.watch();
    watch.look().await;
    world.redis.kill();
    watch.look().await;
    assert_snapshot!(told(&world), @"");
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Redis does not answer. Start it, and check REDIS_URL; until then, people are told that nothing was saved.");
    watch.look().await;
    assert_snapshot!(told(&world), @"");
    world.redis.restart().await;
    let redis = &world.redis;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("appendonly").arg("yes")).await;
    world.storage_is_back().await;
    world.clock.move_to(world.now() + Duration::minutes(3));
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ✅ Over after 3 min: Redis does not answer.");
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.

    Janji: ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.

    Janji: ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.
    ");
    world.close().await;
}

#[tokio::test]
async fn storage_that_refuses_to_write_is_told_in_its_own_word() {
    let world = world().await;
    let mut watch = world.app.watch();
    watch.look().await;
    let redis = &world.redis;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory").arg("1")).await;
    watch.look().await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Redis answers but refuses writes (OOM). Give it more memory, point REDIS_URL at the primary, or let this user write; until then, the bot accepts nothing.");
    assert_eq!(world.app.readiness().await.failing(), ["storage"]);
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory").arg("0")).await;
    world.clock.move_to(world.now() + Duration::minutes(3));
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ✅ Over after 3 min: Redis answers but refuses writes (OOM).");
    world.close().await;
}

#[tokio::test]
async fn another_program_that_polls_is_told() {
    let world = world().await;
    let mut watch = world.app.watch();
    let telegram = world.sandbox.telegram();
    let poll = format!("{}bot{}/getUpdates", world.sandbox.telegram_url(), telegram.bot().token);
    let conflict = redis::cmd("EXISTS").arg("bot:{7000000001}:poller:elsewhere").to_owned();
    until("the bot notices", async || {
        reqwest::get(&poll).await.unwrap();
        world.redis.ask::<bool>(&conflict).await
    })
    .await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Another program uses this bot token. Stop it, or give this bot its own token; several janji run on one Redis are fine.");
    assert_eq!(world.app.readiness().await.failing(), ["telegram"]);
    world.close().await;
}

#[tokio::test]
async fn what_is_in_quarantine_is_told_with_its_number() {
    let world = world().await;
    let mut watch = world.app.watch();
    let aside = "bot:{7000000001}:inbox:aside";
    world.redis.ask::<()>(redis::cmd("RPUSH").arg(aside).arg("{}")).await;
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Some messages kept failing and are in quarantine (1). Look for their references in the log; docs/operations.md says how to inspect them.");
    world.redis.ask::<()>(redis::cmd("RPUSH").arg(aside).arg("{}").arg("{}")).await;
    world.clock.move_to(world.now() + Duration::minutes(2));
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ⚠️ Some messages kept failing and are in quarantine (3). Look for their references in the log; docs/operations.md says how to inspect them.");
    world.redis.delete(aside).await;
    world.clock.move_to(world.now() + Duration::minutes(2));
    watch.look().await;
    assert_snapshot!(told(&world), @"Janji: ✅ Over after 4 min: Some messages kept failing and are in quarantine (3).");
    world.close().await;
}

/// What the operator was told, without the name of the account, which is made from the client's.
fn told(world: &World) -> String {
    let text = world.reads(OLGA.chat());
    match text.split_once("(account ") {
        Some((before, rest)) => format!("{before}(account …{}", &rest[rest.find(')').unwrap_or(0)..]),
        None => text,
    }
}
