//! A Redis for a bench.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use janji::clock::pause;
use tempfile::TempDir;

/// A `redis-server` of our own, with the settings of the private one.
pub struct Redis {
    server: Child,
    folder: TempDir,
}

impl Redis {
    /// Starts one and waits until it answers.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let server = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "yes", "--maxmemory-policy", "noeviction"])
            .arg("--unixsocket")
            .arg(folder.path().join("redis.sock"))
            .arg("--dir")
            .arg(folder.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is needed: install it, for instance by `apt install redis-server`");
        let redis = Self { server, folder };
        while redis.client().get_multiplexed_async_connection().await.is_err() {
            pause(Duration::from_millis(5)).await;
        }
        redis
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("redis+unix://{}", self.folder.path().join("redis.sock").display())
    }

    /// A client of it.
    pub fn client(&self) -> redis::Client {
        redis::Client::open(self.url()).expect("a unix socket's address")
    }

    /// A connection of one's own.
    pub async fn connection(&self) -> redis::aio::MultiplexedConnection {
        self.client().get_multiplexed_async_connection().await.expect("redis answers")
    }

    /// A number of what it says of itself.
    pub async fn info(&self, section: &str, field: &str) -> f64 {
        let text: String =
            redis::cmd("INFO").arg(section).query_async(&mut self.connection().await).await.expect("redis answers");
        let line = text.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':')).expect("a known field");
        line.trim().parse().expect("a number")
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
