//! The private `redis-server`: there when it is needed, and never left behind.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use janji::model::{AccountId, BotId, ChatId, GroupLink, Profile, StorageRisk, UserId};
use janji::store::server::{Error, GUARD, PrivateRedis};
use janji::store::{About, Keys, LAYOUT, Schema, Store};
use tempfile::TempDir;

use crate::support::redis::Redis;
use crate::support::waiting::until;

const JANJI: &str = env!("CARGO_BIN_EXE_janji");

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

async fn start(data: &Path) -> PrivateRedis {
    PrivateRedis::start(Path::new(JANJI), data).await.unwrap()
}

fn store(redis: &PrivateRedis) -> Store {
    let client = redis::Client::open(redis.url()).unwrap();
    Store::open(&client, Keys::new("", BotId(1))).unwrap()
}

fn socket(redis: &PrivateRedis) -> &Path {
    Path::new(redis.url().strip_prefix("redis+unix://").unwrap())
}

/// The process of the server, as it says itself.
async fn server_process(redis: &PrivateRedis) -> u32 {
    let client = redis::Client::open(redis.url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let info: String = redis::cmd("INFO").arg("server").query_async(&mut connection).await.unwrap();
    info.lines().find_map(|line| line.strip_prefix("process_id:")).unwrap().trim().parse().unwrap()
}

fn parent_of(process: u32) -> u32 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    status.lines().find_map(|line| line.strip_prefix("PPid:")).unwrap().trim().parse().unwrap()
}

fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args([name, &process.to_string()]).status().unwrap().success());
}

fn is_running(process: u32) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.lines().any(|line| line.starts_with("State:") && !line.contains('Z'))
}

async fn until_gone(process: u32) {
    until("the process is gone", async || !is_running(process)).await;
}

async fn until_answered(store: &Store) {
    until("redis-server answers", async || store.ping().await.is_ok()).await;
}

#[tokio::test]
async fn it_keeps_what_is_written_and_listens_nowhere_but_in_a_folder_of_its_own() {
    let data = folder();
    let redis = start(data.path()).await;
    let socket = socket(&redis).to_owned();
    assert_eq!(socket.parent().unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    let About { risks, .. } = store(&redis).about().await.unwrap();
    assert_eq!(risks, []);
    store(&redis).raise_schedule_version().await.unwrap();
    redis.stop().await;
    assert!(!socket.parent().unwrap().exists());

    let redis = start(data.path()).await;
    assert_eq!(store(&redis).schedule_version().await.unwrap(), 1);
    redis.stop().await;
}

#[tokio::test]
async fn a_second_janji_on_one_folder_is_refused() {
    let data = folder();
    let redis = start(data.path()).await;
    let refused = PrivateRedis::start(Path::new(JANJI), data.path()).await.unwrap_err();
    assert!(matches!(refused, Error::InUse(_)), "{refused}");
    assert!(refused.to_string().contains("in use by another Janji"));
    // The first goes on.
    store(&redis).ping().await.unwrap();
    redis.stop().await;
}

#[tokio::test]
async fn a_server_that_dies_is_started_again_with_what_it_knew() {
    let data = folder();
    let redis = start(data.path()).await;
    let store = store(&redis);
    store.raise_schedule_version().await.unwrap();
    let process = server_process(&redis).await;
    signal(process, "-TERM");
    until_gone(process).await;
    until_answered(&store).await;
    assert_eq!(store.schedule_version().await.unwrap(), 1);
    redis.stop().await;
}

#[tokio::test]
async fn a_guard_that_is_killed_is_started_again_and_ends_the_server_that_it_left() {
    let data = folder();
    let redis = start(data.path()).await;
    let process = server_process(&redis).await;
    signal(parent_of(process), "-KILL");
    until_gone(process).await;
    let store = store(&redis);
    until_answered(&store).await;
    let next = server_process(&redis).await;
    redis.stop().await;
    until_gone(next).await;
}

#[tokio::test]
async fn the_guard_ends_the_server_when_its_pipe_closes_and_not_for_a_signal() {
    let (data, runtime) = (folder(), folder());
    let place = runtime.path().join("janji");
    std::fs::create_dir(&place).unwrap();
    let socket = place.join("redis.sock");
    let mut guard = Command::new(JANJI)
        .arg(GUARD)
        .args([data.path(), &socket])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = [0; 6];
    std::io::Read::read_exact(guard.stdout.as_mut().unwrap(), &mut said).unwrap();
    assert_eq!(&said, b"ready\n");
    let client = redis::Client::open(format!("redis+unix://{}", socket.display())).unwrap();
    let store = Store::open(&client, Keys::new("", BotId(1))).unwrap();
    for name in ["-INT", "-TERM", "-HUP"] {
        signal(guard.id(), name);
    }
    store.ping().await.unwrap();
    // What a SIGKILL of the bot does: the kernel closes its end of the pipe.
    drop(guard.stdin.take());
    assert!(guard.wait().unwrap().success());
    assert!(!place.exists());
    assert!(std::os::unix::net::UnixStream::connect(&socket).is_err());
}

#[tokio::test]
async fn without_the_program_the_sentence_names_the_package() {
    let (data, runtime) = (folder(), folder());
    let socket = runtime.path().join("redis.sock");
    let status = Command::new(JANJI).arg(GUARD).args([data.path(), &socket]).env("PATH", data.path()).status().unwrap();
    assert_eq!(status.code(), Some(Error::Missing.code().into()));
    assert!(Error::Missing.to_string().contains("install the package redis-server"));
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let data = folder();
    let file = data.path().join("file");
    std::fs::write(&file, "").unwrap();
    let refused = PrivateRedis::start(Path::new(JANJI), &file).await.unwrap_err();
    assert!(matches!(refused, Error::Folder(_)), "{refused}");
}

#[tokio::test]
async fn a_redis_of_somebody_elses_that_keeps_no_file_is_a_risk() {
    let redis = Redis::start().await;
    assert_eq!(redis.store().about().await.unwrap().risks, [StorageRisk::NoAppendOnlyFile]);
}

#[tokio::test]
async fn a_redis_that_answers_and_writes_nothing_is_told_from_one_that_is_away() {
    let mut redis = Redis::start_durable().await;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory").arg("1")).await;
    let refuses = |word: &str| [StorageRisk::Refuses { word: word.into() }];
    assert_eq!(redis.store().about().await.unwrap().risks, refuses("OOM"));
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory").arg("0")).await;
    redis.ask::<()>(redis::cmd("REPLICAOF").arg("127.0.0.1").arg("1")).await;
    assert_eq!(redis.store().about().await.unwrap().risks, refuses("READONLY"));
    redis.kill();
    redis.store().about().await.unwrap_err();
}

#[tokio::test]
async fn a_user_who_may_not_ask_redis_what_it_is_may_use_it() {
    let redis = Redis::start().await;
    redis.ask::<()>(redis::cmd("ACL").arg("SETUSER").arg("default").arg("-info")).await;
    let about = redis.store().about().await.unwrap();
    assert_eq!((about.version.as_str(), about.risks), ("", vec![]));
}

#[tokio::test]
async fn an_older_layout_is_upgraded_once_a_newer_one_is_left_alone_and_ours_is_written_where_there_is_none() {
    let redis = Redis::start().await;
    let store = redis.store();
    assert_eq!(store.layout().await.unwrap(), None);
    for _ in 0..2 {
        assert_eq!(store.upgrade().await.unwrap(), Schema::Ours);
    }
    assert_eq!(store.layout().await.unwrap(), Some(LAYOUT));

    redis.write("bot:{4242}:schema", "1").await;
    redis.write("bot:{4242}:bell", "17").await;
    assert_eq!(store.upgrade().await.unwrap(), Schema::Upgraded { from: 1 });
    assert_eq!(redis.keys().await, ["bot:{4242}:schema"]);
    assert_eq!(store.upgrade().await.unwrap(), Schema::Ours);

    redis.write("bot:{4242}:schema", "7").await;
    assert_eq!(store.upgrade().await.unwrap(), Schema::Newer { number: 7 });
    assert_eq!(store.layout().await.unwrap(), Some(7));
}

#[tokio::test]
async fn groups_that_were_linked_in_an_older_layout_are_listed_and_no_other() {
    let redis = Redis::start().await;
    let store = redis.store();
    redis.write("bot:{4242}:schema", "3").await;
    let linked = Some(GroupLink { account: AccountId("a".into()), owner: UserId(7) });
    let profile = Profile { linked, ..Profile::default() };
    let chats = [
        (-5, profile.clone()),
        (-6, Profile::default()),
        (-7, Profile { is_blocked: true, ..profile.clone() }),
        (7, profile),
    ];
    for (chat, profile) in chats {
        let key = store.keys().chat(ChatId(chat), "profile");
        redis.write(&key, &serde_json::to_string(&profile).unwrap()).await;
    }
    redis.write(&store.keys().chat(ChatId(-8), "profile"), "damaged").await;
    assert_eq!(store.linked_groups().await.unwrap(), []);
    assert_eq!(store.upgrade().await.unwrap(), Schema::Upgraded { from: 3 });
    assert_eq!(store.linked_groups().await.unwrap(), [ChatId(-7), ChatId(-5)]);
}
