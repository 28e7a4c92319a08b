//! A real `redis-server` of a test's own: on a unix socket in a temporary folder, gone with the test.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use janji::model::{AccountId, BotId, Incoming};
use janji::store::{Keys, Store};
use tempfile::TempDir;

use super::cluster::Cluster;
use super::waiting::until;

/// The bot in tests.
pub const BOT: BotId = BotId(4242);

/// A running `redis-server`, or a cluster of them.
pub struct Redis {
    home: Home,
}

/// What runs.
enum Home {
    One(One),
    Cluster(Cluster),
}

/// One server.
struct One {
    server: Child,
    folder: TempDir,
    keeps: Keeps,
}

/// What a server still knows when it is started again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    Nothing,
    Everything,
}

impl Redis {
    /// Starts one and waits until it answers.
    pub async fn start() -> Self {
        Self::start_that(Keeps::Nothing).await
    }

    /// Starts one with an append-only file.
    pub async fn start_durable() -> Self {
        Self::start_that(Keeps::Everything).await
    }

    async fn start_that(keeps: Keeps) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = Self::spawn(&folder, keeps);
        let redis = Self { home: Home::One(One { server, folder, keeps }) };
        redis.wait().await;
        redis
    }

    /// Starts a cluster of three primaries with a replica each.
    pub async fn start_cluster() -> Self {
        Self { home: Home::Cluster(Cluster::start().await) }
    }

    /// The one server.
    fn one(&self) -> &One {
        match &self.home {
            Home::One(one) => one,
            Home::Cluster(_) => panic!("this test is about one server"),
        }
    }

    fn one_mut(&mut self) -> &mut One {
        match &mut self.home {
            Home::One(one) => one,
            Home::Cluster(_) => panic!("this test is about one server"),
        }
    }

    /// The cluster.
    pub fn cluster(&self) -> &Cluster {
        match &self.home {
            Home::Cluster(cluster) => cluster,
            Home::One(_) => panic!("this test is about a cluster"),
        }
    }

    /// The cluster, to break it.
    pub fn cluster_mut(&mut self) -> &mut Cluster {
        match &mut self.home {
            Home::Cluster(cluster) => cluster,
            Home::One(_) => panic!("this test is about a cluster"),
        }
    }

    fn spawn(folder: &TempDir, keeps: Keeps) -> Child {
        let appends = match keeps {
            Keeps::Nothing => "no",
            Keeps::Everything => "yes",
        };
        Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", appends, "--unixsocket"])
            .arg(folder.path().join("redis.sock"))
            .arg("--dir")
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is needed by the tests: install it, for instance by `apt install redis-server`")
    }

    async fn wait(&self) {
        let client = self.client();
        until("redis-server answers", async || match client.get_multiplexed_async_connection().await {
            Ok(mut connection) => redis::cmd("PING").query_async::<()>(&mut connection).await.is_ok(),
            Err(_) => false,
        })
        .await;
    }

    /// Its address.
    pub fn url(&self) -> String {
        match &self.home {
            Home::One(one) => format!("redis+unix://{}", one.folder.path().join("redis.sock").display()),
            Home::Cluster(cluster) => cluster.url(),
        }
    }

    /// A client of it.
    pub fn client(&self) -> redis::Client {
        redis::Client::open(self.url()).expect("a unix socket's address is a valid one")
    }

    /// A store in it.
    pub fn store(&self) -> Store {
        self.store_under("")
    }

    /// A store in it whose keys begin with `prefix`.
    pub fn store_under(&self, prefix: &str) -> Store {
        Store::connect(&self.url(), Keys::new(prefix, BOT)).expect("the address is right")
    }

    /// All keys in it, sorted.
    pub async fn keys(&self) -> Vec<String> {
        if let Home::Cluster(cluster) = &self.home {
            return cluster.keys().await;
        }
        let mut keys: Vec<String> = self.ask(redis::cmd("KEYS").arg("*")).await;
        keys.sort();
        keys
    }

    /// Everything that is in it as text, key by key.
    pub async fn contents(&self) -> String {
        let mut connection = self.client().get_multiplexed_async_connection().await.expect("redis-server answers");
        let mut lines = Vec::new();
        for key in self.keys().await {
            let kind = redis::cmd("TYPE").arg(&key).query_async::<String>(&mut connection).await.expect("it answers");
            let command = match kind.as_str() {
                "string" => redis::cmd("GET").arg(&key).to_owned(),
                "hash" => redis::cmd("HGETALL").arg(&key).to_owned(),
                "set" => redis::cmd("SMEMBERS").arg(&key).to_owned(),
                "zset" => redis::cmd("ZRANGE").arg(&key).arg(0).arg(-1).to_owned(),
                "list" => redis::cmd("LRANGE").arg(&key).arg(0).arg(-1).to_owned(),
                other => panic!("{key} is a {other}"),
            };
            let value: redis::Value = command.query_async(&mut connection).await.expect("it answers");
            lines.push(format!("{key} {value:?}"));
        }
        lines.join("\n")
    }

    /// Deletes one key.
    pub async fn delete(&self, key: &str) {
        self.ask::<()>(redis::cmd("DEL").arg(key)).await;
    }

    /// Writes one key.
    pub async fn write(&self, key: &str, text: &str) {
        self.ask::<()>(redis::cmd("SET").arg(key).arg(text)).await;
    }

    /// How long a key will still be kept.
    pub async fn kept_for(&self, key: &str) -> Duration {
        Duration::from_millis(self.ask(redis::cmd("PTTL").arg(key)).await)
    }

    /// Empties it.
    pub async fn empty(&self) {
        self.ask::<()>(&redis::cmd("FLUSHALL")).await;
    }

    /// How many bytes it has in use.
    pub async fn used(&self) -> u64 {
        let info: String = self.ask(redis::cmd("INFO").arg("memory")).await;
        let line = info.lines().find_map(|line| line.strip_prefix("used_memory:")).expect("it says so");
        line.trim().parse().expect("a number")
    }

    /// How many notices of an account wait to be told or are being told.
    pub async fn count_notices(&self, keys: &Keys, account: &AccountId) -> u64 {
        let waiting: u64 = self.ask(redis::cmd("ZCARD").arg(keys.account(account, "notices"))).await;
        let taken: u64 = self.ask(redis::cmd("ZCARD").arg(keys.account(account, "notices-taken"))).await;
        waiting + taken
    }

    /// The messages that are in quarantine, oldest first.
    pub async fn quarantined(&self, keys: &Keys) -> Vec<Incoming> {
        let records: Vec<String> = self.ask(redis::cmd("LRANGE").arg(keys.bot("inbox:aside")).arg(0).arg(-1)).await;
        records.iter().map(|record| serde_json::from_str(record).expect("it is a message")).collect()
    }

    /// Asks it for anything.
    pub async fn ask<T: redis::FromRedisValue>(&self, command: &redis::Cmd) -> T {
        if let Home::Cluster(cluster) = &self.home {
            return cluster.ask(command).await;
        }
        let mut connection = self.client().get_multiplexed_async_connection().await.expect("redis-server answers");
        command.query_async(&mut connection).await.expect("redis-server answers")
    }

    /// Ends it, as a crash would.
    pub fn kill(&mut self) {
        let server = &mut self.one_mut().server;
        drop(server.kill());
        drop(server.wait());
    }

    /// Stops it from answering, without ending it.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    /// Lets it go on after [`Redis::freeze`].
    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").arg(signal).arg(self.process().to_string()).status();
        assert!(sent.is_ok_and(|status| status.success()), "redis-server was not signalled");
    }

    /// Starts it again after [`Redis::kill`]: empty, unless it is a durable one.
    pub async fn restart(&mut self) {
        let one = self.one_mut();
        one.server = Self::spawn(&one.folder, one.keeps);
        self.wait().await;
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.one().server.id()
    }

    /// Where it keeps its append-only file.
    pub fn file(&self) -> PathBuf {
        self.one().folder.path().join("appendonlydir")
    }
}

impl Drop for One {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
