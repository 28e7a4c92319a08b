//! The connection, to one Redis or to a cluster. Nothing outside this room knows which.
//!
//! If a single Redis is down, the call fails at once, and the next one tries again. A cluster recovers in a few
//! seconds, so a call is retried for that long before it fails. So every call must be safe to repeat.
//!
//! The library follows moved slots and lost connections, but does not notice a node that is connected and silent: it
//! would keep asking that one. So after a time-out we open a new connection, which discovers the cluster again.

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

/// How often one call to a single Redis reconnects: if Redis is unavailable, the call says so at once.
const RECONNECT_RETRIES: usize = 0;

/// How long a call to a cluster is retried: a replica is promoted in two to three seconds if `cluster-node-timeout` is
/// one second.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);

/// The wait between two of our attempts.
const PAUSE: Duration = Duration::from_millis(50);

/// How often and how far apart (in milliseconds) the library retries within one of our attempts; its own defaults wait
/// for minutes.
const RETRIES: u32 = 16;
const WAITS: (u64, u64) = (20, 300);

/// How long the primary waits for a replica: that answers within a round trip, or is gone.
const REPLICATION_TIMEOUT: Duration = Duration::from_millis(100);

/// How long to wait for the primary's answer: people wait meanwhile.
const REPLICATION_PATIENCE: Duration = Duration::from_millis(250);

/// How long to keep the key that is written for a wait.
const REPLICATION_KEY_KEPT: Duration = Duration::from_mins(1);

/// How many keys to look at in one step of a search.
const SCAN_STEP: usize = 1_000;

/// The time between two new connections to a slow cluster: a fresh one needs a moment too.
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
    /// The connection for calls.
    current: Mutex<Option<Current>>,
    /// A second connection for waiting on replicas, because a wait holds up later calls on the same connection.
    waiting: Mutex<Option<Current>>,
}

/// The connection in use.
#[derive(Clone)]
struct Current {
    connection: ClusterConnection,
    since: Stopwatch,
}

impl Connection {
    /// Opens a connection to `address`, where one attempt may take `timeout`; does not wait for Redis to answer.
    ///
    /// # Errors
    /// If the address is unusable.
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

    /// Opens a connection to the single Redis of `client`.
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

    /// All nodes, as one of them lists them; a single Redis is one primary.
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

    /// Waits until a replica has everything written before in the slot of `key`; true if one has. It writes `key` for
    /// that: a wait covers only writes of its own connection, and this one makes no others.
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

    /// Sends a command to one node, no matter which keys it has; with a single Redis, to that.
    pub(super) async fn ask_at<T: FromRedisValue>(&self, place: &NodePlace, command: &Cmd) -> RedisResult<T> {
        match (&self.0, place) {
            (Topology::One(manager), _) => command.query_async(&mut manager.clone()).await,
            (Topology::Cluster(_), NodePlace::Only) => Err((ErrorKind::Client, "a cluster has no only node").into()),
            // This needs a separate connection: the cluster's doesn't know replicas, and rediscovers all nodes if asked
            // for one.
            (Topology::Cluster(cluster), NodePlace::At { host, port }) => {
                let mut connection = cluster.connect_to(host, *port).await?;
                command.query_async(&mut connection).await
            }
        }
    }
}

impl Cluster {
    /// The connection in this place; the first call opens it.
    fn current(&self, place: &Mutex<Option<Current>>) -> Current {
        lock(place).get_or_insert_with(|| self.connect()).clone()
    }

    /// Replaces a connection on which a call has timed out, unless that was done a moment ago.
    fn renew(&self, place: &Mutex<Option<Current>>, silent: &Current) {
        if silent.since.elapsed() < RENEWAL_INTERVAL {
            return;
        }
        let mut current = lock(place);
        if current.as_ref().is_some_and(|current| current.since == silent.since) {
            *current = Some(self.connect());
        }
    }

    /// Opens a connection to one node, with the settings for all.
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

    /// Repeats a call until it succeeds, fails for good, or [`PATIENCE`] is over.
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

/// Whether the next attempt may succeed.
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
