//! The connection: to one Redis, or to a cluster of them. Nothing outside this room knows which.
//!
//! One Redis that is down is told at once: the next call tries again. A cluster heals itself in a few seconds, so a call
//! is tried again for that long before anybody hears of it. So every call must be one that can be repeated.
//!
//! The library follows moved slots and lost connections. What it does not see is a node that is connected and silent: it
//! would ask that one for as long as it is. So after a time-out a new connection looks at the cluster afresh.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use redis::aio::{ConnectionLike, ConnectionManager, ConnectionManagerConfig, MultiplexedConnection};
use redis::cluster::{ClusterClient, ClusterConfig};
use redis::cluster_async::ClusterConnection;
use redis::{
    AsyncConnectionConfig, Cmd, ConnectionAddr, ConnectionInfo, ErrorKind, FromRedisValue, IntoConnectionInfo,
    Pipeline, RedisError, RedisFuture, RedisResult, RetryMethod, Value,
};

use super::address::Address;
use super::nodes::{self, Node, NodePlace, Role, SLOTS};
use crate::clock::{Stopwatch, pause};

/// How often one call to a single Redis reconnects: a call that finds it unavailable says so at once.
const RECONNECT_RETRIES: usize = 0;

/// For how long a call to a cluster is begun again: a replica is promoted in two to three seconds where
/// `cluster-node-timeout` is one second.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// Between two attempts of ours.
const PAUSE: Duration = Duration::from_millis(50);

/// How often and how far apart (milliseconds) the library tries within one attempt of ours; its own defaults wait for
/// minutes.
const RETRIES: u32 = 16;
const WAITS: (u64, u64) = (20, 300);

/// How long to wait for a replica: it answers within a round trip, or is gone.
const REPLICATION_TIMEOUT: Duration = Duration::from_millis(100);

/// How long to wait for the primary to say so: people wait meanwhile.
const REPLICATION_PATIENCE: Duration = Duration::from_millis(250);

/// How long the key that is written for a wait is kept.
const REPLICATION_KEY_KEPT: Duration = Duration::from_mins(1);

/// How many keys are looked at in one step of a search.
const SCAN_STEP: usize = 1_000;

/// Between two new connections to a cluster that is slow: one that has just been made needs a moment, too.
const RENEWAL_INTERVAL: Duration = Duration::from_secs(3);

/// A connection. Clones share it.
#[derive(Clone)]
pub(crate) struct Connection(Topology);

#[derive(Clone)]
enum Topology {
    One(ConnectionManager),
    Cluster(Arc<Cluster>),
}

struct Cluster {
    client: ClusterClient,
    /// User, password and TLS of every node.
    template: ConnectionInfo,
    /// How long one attempt may take.
    timeout: Duration,
    /// What calls use.
    current: Mutex<Option<Current>>,
    /// A second connection, on which to wait for replicas: who waits holds up what comes after on the same one.
    waiting: Mutex<Option<Current>>,
}

/// The connection that calls use at present.
#[derive(Clone)]
struct Current {
    connection: ClusterConnection,
    since: Stopwatch,
}

impl Connection {
    /// A connection to `address`, where one attempt may take `timeout`; does not wait for Redis to answer.
    ///
    /// # Errors
    /// When the address cannot be used at all.
    pub(super) fn open(address: &Address, timeout: Duration) -> RedisResult<Self> {
        match address {
            Address::One(url) => Self::to(&redis::Client::open(url.as_str())?, timeout),
            Address::Cluster(nodes) => {
                let client = ClusterClient::builder(nodes.iter().map(String::as_str))
                    .retries(RETRIES)
                    .min_retry_wait(WAITS.0)
                    .max_retry_wait(WAITS.1)
                    .connection_timeout(timeout / 2)
                    .response_timeout(timeout)
                    .overall_response_timeout(Some(timeout))
                    .build()?;
                let first = nodes.first().map_or("", String::as_str);
                Ok(Self(Topology::Cluster(Arc::new(Cluster {
                    client,
                    template: first.into_connection_info()?,
                    timeout,
                    current: Mutex::default(),
                    waiting: Mutex::default(),
                }))))
            }
        }
    }

    /// A connection to the one Redis of `client`.
    pub(super) fn to(client: &redis::Client, timeout: Duration) -> RedisResult<Self> {
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(timeout))
            .set_response_timeout(Some(timeout))
            .set_number_of_retries(RECONNECT_RETRIES);
        Ok(Self(Topology::One(ConnectionManager::new_lazy_with_config(client.clone(), config)?)))
    }

    /// Whether it is a cluster.
    pub(super) fn is_cluster(&self) -> bool {
        matches!(self.0, Topology::Cluster(_))
    }

    /// All nodes, as one of them tells of all; a single Redis is one primary.
    pub(super) async fn nodes(&self) -> RedisResult<Vec<Node>> {
        if !self.is_cluster() {
            let role = Role::Primary { id: String::new(), slots: SLOTS };
            return Ok(vec![Node { place: NodePlace::Only, role, is_up: true }]);
        }
        let text: String = redis::cmd("CLUSTER").arg("NODES").query_async(&mut self.clone()).await?;
        Ok(nodes::read(&text))
    }

    /// The primaries that have slots.
    pub(super) async fn primaries(&self) -> RedisResult<Vec<NodePlace>> {
        let has_slots = |node: &Node| matches!(node.role, Role::Primary { slots, .. } if slots > 0);
        Ok(self.nodes().await?.into_iter().filter(has_slots).map(|node| node.place).collect())
    }

    /// The keys on all primaries that match `pattern`, sorted.
    pub(super) async fn scan(&self, pattern: &str) -> RedisResult<Vec<String>> {
        let mut found = Vec::new();
        for place in self.primaries().await? {
            let mut cursor = 0_u64;
            loop {
                let mut scan = redis::cmd("SCAN");
                scan.arg(cursor).arg("MATCH").arg(pattern).arg("COUNT").arg(SCAN_STEP);
                let (next, keys): (u64, Vec<String>) = self.ask_at(&place, &scan).await?;
                found.extend(keys);
                cursor = next;
                if cursor == 0 {
                    break;
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    /// Waits until a replica has everything that was written in the slot of `key` before; says whether one has. `key` is
    /// written for that: the wait is for the last write of a connection, and this one makes no other.
    pub(super) async fn replicate(&self, key: &str) -> RedisResult<bool> {
        let Topology::Cluster(cluster) = &self.0 else { return Ok(false) };
        let mut pipe = redis::pipe();
        pipe.cmd("SET").arg(key).arg(1).arg("PX").arg(REPLICATION_KEY_KEPT.as_millis().to_string()).ignore();
        pipe.cmd("WAIT").arg(1).arg(REPLICATION_TIMEOUT.as_millis().to_string());
        let mut current = cluster.current(&cluster.waiting);
        let waiting = tokio::time::timeout(REPLICATION_PATIENCE, pipe.query_async::<(u32,)>(&mut current.connection));
        let Ok(answer) = waiting.await else {
            cluster.renew(&cluster.waiting, &current);
            return Ok(false);
        };
        Ok(answer?.0 > 0)
    }

    /// Sends a command to one node, whatever its keys; what a single Redis is asked goes to it.
    pub(super) async fn ask_at<T: FromRedisValue>(&self, place: &NodePlace, command: &Cmd) -> RedisResult<T> {
        match (&self.0, place) {
            (Topology::One(manager), _) => command.query_async(&mut manager.clone()).await,
            (Topology::Cluster(_), NodePlace::Only) => Err((ErrorKind::Client, "a cluster has no only node").into()),
            // Over a connection of its own: the cluster's knows no replicas, and begins again with all when it is asked
            // for one.
            (Topology::Cluster(cluster), NodePlace::At { host, port }) => {
                let mut connection = cluster.connect_to(host, *port).await?;
                command.query_async(&mut connection).await
            }
        }
    }
}

impl Cluster {
    /// The connection in this place; the first call makes it.
    fn current(&self, place: &Mutex<Option<Current>>) -> Current {
        lock(place).get_or_insert_with(|| self.connect()).clone()
    }

    /// Replaces a connection over which a call has timed out, unless that was done a moment ago.
    fn renew(&self, place: &Mutex<Option<Current>>, silent: &Current) {
        if silent.since.elapsed() < RENEWAL_INTERVAL {
            return;
        }
        let mut current = lock(place);
        if current.as_ref().is_some_and(|current| current.since == silent.since) {
            *current = Some(self.connect());
        }
    }

    /// A connection to one node, as the settings say for all.
    async fn connect_to(&self, host: &str, port: u16) -> RedisResult<MultiplexedConnection> {
        let address = match self.template.addr() {
            ConnectionAddr::TcpTls { insecure, tls_params, .. } => ConnectionAddr::TcpTls {
                host: host.to_owned(),
                port,
                insecure: *insecure,
                tls_params: tls_params.clone(),
            },
            _ => ConnectionAddr::Tcp(host.to_owned(), port),
        };
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(self.timeout))
            .set_response_timeout(Some(self.timeout));
        let client = redis::Client::open(self.template.clone().set_addr(address))?;
        client.get_multiplexed_async_connection_with_config(&config).await
    }

    fn connect(&self) -> Current {
        let connection = self.client.get_pending_async_connection_with_config(ClusterConfig::new());
        Current { connection, since: Stopwatch::start() }
    }

    /// Makes a call until it succeeds, is refused for good, or [`PATIENCE`] is over.
    async fn call<'a, T>(&self, attempt: impl Fn(ClusterConnection) -> RedisFuture<'a, T>) -> RedisResult<T> {
        let began = Stopwatch::start();
        loop {
            let current = self.current(&self.current);
            let error = match attempt(current.connection.clone()).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            if began.elapsed() >= PATIENCE || !may_pass(&error) {
                return Err(error);
            }
            if error.is_timeout() {
                self.renew(&self.current, &current);
            }
            pause(PAUSE).await;
        }
    }
}

fn lock(place: &Mutex<Option<Current>>) -> MutexGuard<'_, Option<Current>> {
    // Nothing panics while the lock is held.
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the next attempt may fare better.
fn may_pass(error: &RedisError) -> bool {
    error.is_timeout() || error.is_io_error() || !matches!(error.retry_method(), RetryMethod::NoRetry)
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        let send = move |mut connection: ClusterConnection| -> RedisFuture<'a, Value> {
            Box::pin(async move { connection.req_packed_command(command).await })
        };
        match &mut self.0 {
            Topology::One(manager) => manager.req_packed_command(command),
            Topology::Cluster(cluster) => Box::pin(cluster.call(send)),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        let send = move |mut connection: ClusterConnection| -> RedisFuture<'a, Vec<Value>> {
            Box::pin(async move { connection.req_packed_commands(pipeline, offset, count).await })
        };
        match &mut self.0 {
            Topology::One(manager) => manager.req_packed_commands(pipeline, offset, count),
            Topology::Cluster(cluster) => Box::pin(cluster.call(send)),
        }
    }

    fn get_db(&self) -> i64 {
        match &self.0 {
            Topology::One(manager) => manager.get_db(),
            Topology::Cluster(_) => 0,
        }
    }
}
