//! A real Redis Cluster of a test's own: three primaries with a replica each on loopback, gone with the test.

use std::fmt::Write as _;
use std::process::{Child, Command, Stdio};

use redis::cluster_async::ClusterConnection;
use tempfile::TempDir;

use super::waiting::until;

/// How many primaries there are; as many replicas follow them.
pub const PRIMARIES: usize = 3;

/// The first and the last slot of each primary.
const SLOTS: [(u16, u16); PRIMARIES] = [(0, 5460), (5461, 10922), (10923, 16_383)];

/// After how many milliseconds of silence a node counts as failing.
const NODE_TIMEOUT: &str = "1000";

/// How often something is started again whose port another process has taken meanwhile.
const TRIES: usize = 5;

/// What is wrong when that does not help.
const NEEDS: &str = "redis-server ended at once each time: a cluster needs version 7.0 or newer, and free ports";

/// A running cluster.
pub struct Cluster {
    nodes: Vec<Node>,
}

/// One `redis-server` of it.
struct Node {
    port: u16,
    bus: u16,
    folder: TempDir,
    server: Child,
}

impl Cluster {
    /// Starts one and waits until it serves every slot and each replica follows.
    ///
    /// The nodes know each other from the file that they would have written themselves, so they need not meet.
    pub async fn start() -> Self {
        for _ in 0..TRIES {
            let mut cluster = Self::spawn();
            if cluster.comes_up().await {
                return cluster;
            }
            // Another process has taken one of the ports meanwhile: once more, with others.
        }
        panic!("{NEEDS}");
    }

    fn spawn() -> Self {
        let places: Vec<(u16, u16)> = (0..2 * PRIMARIES).map(|_| (free_port(), free_port())).collect();
        let nodes = places.iter().enumerate().map(|(nth, &(port, bus))| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            std::fs::write(folder.path().join("nodes.conf"), table(&places, nth)).expect("the folder takes a file");
            let server = spawn(&folder, port, bus);
            Node { port, bus, folder, server }
        });
        Self { nodes: nodes.collect() }
    }

    /// Waits until it is whole, or until one of its nodes has ended; says whether it is whole.
    async fn comes_up(&mut self) -> bool {
        let mut has_ended = false;
        until("the cluster comes up", async || {
            has_ended = self.nodes.iter_mut().any(Node::has_ended);
            has_ended || self.looks_whole().await
        })
        .await;
        !has_ended
    }

    /// Waits until every slot is served and each primary has a replica that follows it.
    pub async fn is_whole(&self) {
        until("the cluster is whole", async || self.looks_whole().await).await;
    }

    async fn looks_whole(&self) -> bool {
        for node in &self.nodes {
            let Some(info) = node.ask::<String>(redis::cmd("CLUSTER").arg("INFO")).await else { return false };
            let Some(role) = node.ask::<String>(redis::cmd("INFO").arg("replication")).await else { return false };
            let follows = role.contains("role:slave") && role.contains("master_link_status:up");
            let leads = role.contains("role:master") && role.contains("connected_slaves:1");
            if !info.contains("cluster_state:ok") || !(follows || leads) {
                return false;
            }
        }
        true
    }

    /// Its address, as `REDIS_URL` takes it.
    pub fn url(&self) -> String {
        let hosts: Vec<String> = self.nodes.iter().map(|node| format!("127.0.0.1:{}", node.port)).collect();
        format!("redis://{}", hosts.join(","))
    }

    /// The numbers of the nodes that are primaries at present.
    pub async fn primaries(&self) -> Vec<usize> {
        let mut found = Vec::new();
        for (nth, node) in self.nodes.iter().enumerate() {
            let role: Option<String> = node.ask(redis::cmd("INFO").arg("replication")).await;
            if role.is_some_and(|role| role.contains("role:master")) {
                found.push(nth);
            }
        }
        found
    }

    /// The number of the primary that has the slot of `key`.
    pub async fn primary_of(&self, key: &str) -> usize {
        for nth in self.primaries().await {
            let node = &self.nodes[nth];
            // Who does not have the slot answers MOVED.
            if node.ask::<Option<String>>(redis::cmd("OBJECT").arg("ENCODING").arg(key)).await.is_some() {
                return nth;
            }
        }
        panic!("no primary has the slot of {key}");
    }

    /// All keys in it, sorted.
    pub async fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for nth in self.primaries().await {
            keys.extend(self.nodes[nth].ask::<Vec<String>>(redis::cmd("KEYS").arg("*")).await.expect("it answers"));
        }
        keys.sort();
        keys
    }

    /// Asks the node that has the keys.
    pub async fn ask<T: redis::FromRedisValue>(&self, command: &redis::Cmd) -> T {
        command.query_async(&mut self.connection().await).await.expect("the cluster answers")
    }

    /// A connection that finds the right node.
    pub async fn connection(&self) -> ClusterConnection {
        let urls = self.nodes.iter().map(|node| format!("redis://127.0.0.1:{}", node.port));
        let client = redis::cluster::ClusterClient::new(urls).expect("the addresses are right");
        client.get_async_connection().await.expect("the cluster answers")
    }

    /// The slot of a key.
    pub async fn slot_of(&self, key: &str) -> u16 {
        self.nodes[0].ask(redis::cmd("CLUSTER").arg("KEYSLOT").arg(key)).await.expect("it answers")
    }

    /// Begins to move a slot from one primary to another (Redis, "CLUSTER SETSLOT").
    pub async fn begin_to_move(&self, slot: u16, from: usize, to: usize) {
        self.set_slot(to, slot, "IMPORTING", from).await;
        self.set_slot(from, slot, "MIGRATING", to).await;
    }

    /// Moves some keys of a slot; whether there were any.
    pub async fn move_some(&self, slot: u16, from: usize, to: usize, most: usize) -> bool {
        let mut some = redis::cmd("CLUSTER");
        some.arg("GETKEYSINSLOT").arg(slot).arg(most);
        let keys: Vec<String> = self.nodes[from].ask(&some).await.expect("it answers");
        if keys.is_empty() {
            return false;
        }
        let mut migrate = redis::cmd("MIGRATE");
        migrate.arg("127.0.0.1").arg(self.nodes[to].port).arg("").arg(0).arg(5_000).arg("KEYS").arg(&keys);
        self.nodes[from].ask::<String>(&migrate).await.expect("keys can be moved");
        true
    }

    /// Gives the slot to the primary that has its keys now.
    pub async fn end_move(&self, slot: u16, from: usize, to: usize) {
        self.set_slot(to, slot, "NODE", to).await;
        self.set_slot(from, slot, "NODE", to).await;
    }

    /// Moves a whole slot to the next primary.
    pub async fn move_whole(&self, slot: u16) {
        let primaries = self.primaries().await;
        let mut from = None;
        for &nth in &primaries {
            let text: String = self.nodes[nth].ask(redis::cmd("CLUSTER").arg("NODES")).await.expect("it answers");
            let own = text.lines().find(|line| line.contains("myself")).unwrap_or_default();
            if own.split(' ').skip(8).any(|range| holds(range, slot)) {
                from = primaries.iter().position(|one| *one == nth);
            }
        }
        let place = from.expect("some primary has the slot");
        let (from, to) = (primaries[place], primaries[(place + 1) % primaries.len()]);
        self.begin_to_move(slot, from, to).await;
        while self.move_some(slot, from, to, 100).await {}
        self.end_move(slot, from, to).await;
    }

    async fn set_slot(&self, at: usize, slot: u16, what: &str, node: usize) {
        let mut set = redis::cmd("CLUSTER");
        set.arg("SETSLOT").arg(slot).arg(what).arg(id(node));
        self.nodes[at].ask::<String>(&set).await.expect("the slot can be set");
    }

    /// The process of a node.
    pub fn process(&self, nth: usize) -> u32 {
        self.nodes[nth].server.id()
    }

    /// Ends a node, as a crash would.
    pub fn kill(&mut self, nth: usize) {
        drop(self.nodes[nth].server.kill());
        drop(self.nodes[nth].server.wait());
    }

    /// Starts a node again after [`Cluster::kill`]; it comes back as what the others say it is.
    pub async fn restart(&mut self, nth: usize) {
        let node = &mut self.nodes[nth];
        for _ in 0..TRIES {
            node.server = spawn(&node.folder, node.port, node.bus);
            let mut has_ended = false;
            until("the node answers", async || {
                has_ended = node.has_ended();
                has_ended || node.ask::<String>(&redis::cmd("PING")).await.is_some()
            })
            .await;
            if !has_ended {
                return;
            }
        }
        panic!("{NEEDS}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for nth in 0..self.nodes.len() {
            self.kill(nth);
        }
    }
}

impl Node {
    fn has_ended(&mut self) -> bool {
        self.server.try_wait().is_ok_and(|end| end.is_some())
    }

    /// What it answers; `None` when it does not, or with an error.
    async fn ask<T: redis::FromRedisValue>(&self, command: &redis::Cmd) -> Option<T> {
        let client = redis::Client::open(format!("redis://127.0.0.1:{}", self.port)).expect("the address is right");
        let mut connection = client.get_multiplexed_async_connection().await.ok()?;
        command.query_async(&mut connection).await.ok()
    }
}

fn spawn(folder: &TempDir, port: u16, bus: u16) -> Child {
    Command::new("redis-server")
        .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes"])
        .args(["--cluster-enabled", "yes", "--cluster-port", &bus.to_string(), "--cluster-node-timeout", NODE_TIMEOUT])
        // A replica that waits for others to join has nothing when its primary dies soon, and is never promoted.
        .args(["--repl-diskless-sync-delay", "0", "--cluster-replica-validity-factor", "0"])
        .arg("--dir")
        .arg(folder.path())
        .stdout(Stdio::null())
        .spawn()
        .expect("redis-server is needed by the tests: install it, for instance by `apt install redis-server`")
}

/// What node number `me` knows of all when it starts (Redis, `cluster.c`, `clusterSaveConfig`).
fn table(places: &[(u16, u16)], me: usize) -> String {
    let mut text = String::new();
    for (nth, (port, bus)) in places.iter().enumerate() {
        let myself = if nth == me { "myself," } else { "" };
        let (role, primary, slots) = if nth < PRIMARIES {
            ("master", "-".to_owned(), format!(" {}-{}", SLOTS[nth].0, SLOTS[nth].1))
        } else {
            ("slave", id(nth - PRIMARIES), String::new())
        };
        let epoch = nth % PRIMARIES + 1;
        let _ =
            writeln!(text, "{} 127.0.0.1:{port}@{bus} {myself}{role} {primary} 0 0 {epoch} connected{slots}", id(nth));
    }
    text + "vars currentEpoch 3 lastVoteEpoch 0\n"
}

/// Whether `7` or `0-5460` holds a slot.
fn holds(range: &str, slot: u16) -> bool {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    first.parse().is_ok_and(|first: u16| first <= slot) && last.parse().is_ok_and(|last: u16| slot <= last)
}

/// The name of a node: forty digits.
fn id(nth: usize) -> String {
    format!("{:040x}", nth + 1)
}

/// A port of loopback that nothing uses.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it is bound").port()
}
