//! A real `redis-server` of a test's own: on a unix socket in a temporary folder, gone with the test.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use janji::model::BotId;
use janji::store::{Keys, Store};
use tempfile::TempDir;

use super::waiting::until;

/// The bot in tests.
pub const BOT: BotId = BotId(4242);

/// A running `redis-server`.
pub struct Redis {
    server: Child,
    folder: TempDir,
    keeps: Keeps,
}

/// What a server still knows when it is started again, and whether it minds slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    Nothing,
    Everything,
    /// Nothing, and as the one node of a cluster it refuses whatever touches two slots at once.
    NothingBySlots,
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

    /// Starts one that is the only node of a cluster: what touches keys of two slots at once is refused.
    pub async fn start_by_slots() -> Self {
        let redis = Self::start_that(Keeps::NothingBySlots).await;
        let mut connection = redis.client().get_multiplexed_async_connection().await.expect("it answers");
        let mut add = redis::cmd("CLUSTER");
        add.arg("ADDSLOTSRANGE").arg(0).arg(16_383).query_async::<()>(&mut connection).await.expect("slots are free");
        until("the cluster comes together", async || {
            let info: String =
                redis::cmd("CLUSTER").arg("INFO").query_async(&mut connection).await.expect("it answers");
            info.contains("cluster_state:ok")
        })
        .await;
        redis
    }

    async fn start_that(keeps: Keeps) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = Self::spawn(&folder, keeps);
        let redis = Self { server, folder, keeps };
        redis.wait().await;
        redis
    }

    fn spawn(folder: &TempDir, keeps: Keeps) -> Child {
        let appends = match keeps {
            Keeps::Nothing | Keeps::NothingBySlots => "no",
            Keeps::Everything => "yes",
        };
        // A cluster's node wants a port and another one for the others, though nobody will come.
        let (port, bus) = if keeps == Keeps::NothingBySlots { (free_port(), free_port()) } else { (0, 0) };
        let mut command = Command::new("redis-server");
        if keeps == Keeps::NothingBySlots {
            command.args(["--cluster-enabled", "yes", "--bind", "127.0.0.1", "--cluster-port", &bus.to_string()]);
        }
        command
            .args(["--port", &port.to_string(), "--save", "", "--appendonly", appends, "--unixsocket"])
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
        format!("redis+unix://{}", self.folder.path().join("redis.sock").display())
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
        Store::open(&self.client(), Keys::new(prefix, BOT)).expect("a unix socket can be used")
    }

    /// All keys in it, sorted.
    pub async fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.ask(redis::cmd("KEYS").arg("*")).await;
        keys.sort();
        keys
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

    /// Asks it for anything.
    pub async fn ask<T: redis::FromRedisValue>(&self, command: &redis::Cmd) -> T {
        let mut connection = self.client().get_multiplexed_async_connection().await.expect("redis-server answers");
        command.query_async(&mut connection).await.expect("redis-server answers")
    }

    /// Ends it, as a crash would.
    pub fn kill(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
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
        let sent = Command::new("kill").arg(signal).arg(self.server.id().to_string()).status();
        assert!(sent.is_ok_and(|status| status.success()), "redis-server was not signalled");
    }

    /// Starts it again after [`Redis::kill`]: empty, unless it is a durable one.
    pub async fn restart(&mut self) {
        self.server = Self::spawn(&self.folder, self.keeps);
        self.wait().await;
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.server.id()
    }

    /// Where it keeps its append-only file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("appendonlydir")
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port of loopback that nobody has.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}
