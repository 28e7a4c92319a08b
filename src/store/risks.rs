//! Whether our Redis will keep what we write.

use super::nodes::{self, Node};
use super::{Error, Store};
use crate::model::StorageRisk;

/// The oldest version of Redis that works for us.
const OLDEST: (u32, u32) = (6, 2);

/// The errors with which a Redis that answers refuses to write (Redis, `server.c` and `acl.c`): it is full, is a
/// replica, cannot write its file, has too few replicas, does not permit this user, or does not have the slot.
const REFUSALS: [&str; 6] = ["OOM", "READONLY", "MISCONF", "NOREPLICAS", "NOPERM", "MOVED"];

/// What Redis says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its version; empty if it does not say.
    pub version: String,
    /// What is wrong with it; what a managed Redis does not tell counts as fine.
    pub risks: Vec<StorageRisk>,
}

impl Store {
    /// Redis's version, its persistence and eviction policy, and whether it accepts our writes; for a cluster, problems
    /// of any node, and whether it is complete.
    ///
    /// # Errors
    /// [`Error::Away`] when it does not answer.
    pub async fn about(&self) -> Result<About, Error> {
        let mut write = redis::cmd("SET");
        write.arg(self.keys.bot("alive")).arg(1).arg("EX").arg(60);
        let refused = refusal(write.query_async::<()>(&mut self.connection()).await)?.err();
        let nodes = self.connection.nodes().await?;
        let mut about = About { version: String::new(), risks: Vec::new() };
        for node in nodes.iter().filter(|node| node.is_up) {
            let info = match self.connection.ask_at::<String>(&node.place, &redis::cmd("INFO")).await {
                // A node that has just gone down says nothing; whether the cluster is complete is checked below.
                Err(_) if self.connection.is_cluster() => continue,
                info => refusal(info)?,
            };
            about.add(read(&info.unwrap_or_default()));
        }
        if self.connection.is_cluster() {
            about.risks.retain(|risk| *risk != StorageRisk::InCluster);
            about.risks.extend(of_cluster(&nodes));
        }
        let is_explained = about.risks.contains(&StorageRisk::InCluster);
        about.risks.extend(refused.filter(|_| !is_explained).map(|word| StorageRisk::Refuses { word }));
        Ok(about)
    }
}

impl About {
    /// Adds what another node says: its risks, and the older version.
    fn add(&mut self, other: Self) {
        let is_older = |version: &str| number(version) < number(&self.version) || self.version.is_empty();
        if !other.version.is_empty() && is_older(&other.version) {
            self.version = other.version;
        }
        for risk in other.risks {
            if !self.risks.contains(&risk) {
                self.risks.push(risk);
            }
        }
    }
}

/// The risks that a cluster's nodes show.
fn of_cluster(nodes: &[Node]) -> impl Iterator<Item = StorageRisk> {
    let (slots, primaries) = (nodes::uncovered(nodes), nodes::alone(nodes));
    let uncovered = (slots > 0).then_some(StorageRisk::Uncovered { slots });
    let alone = (primaries > 0).then_some(StorageRisk::WithoutReplica { primaries });
    uncovered.into_iter().chain(alone)
}

/// Distinguishes a refusal, with Redis's own word for it, from a Redis that is down or still loading.
fn refusal<T>(answer: Result<T, redis::RedisError>) -> Result<Result<T, String>, Error> {
    match answer {
        Ok(answer) => Ok(Ok(answer)),
        Err(error) => match error.code() {
            Some(word) if REFUSALS.contains(&word) => Ok(Err(word.to_owned())),
            Some(_) | None => Err(error.into()),
        },
    }
}

/// Reads the answer of `INFO`.
fn read(text: &str) -> About {
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let version = field("redis_version").unwrap_or_default().to_owned();
    let mut risks = Vec::new();
    if number(&version).is_some_and(|number| number < OLDEST) {
        risks.push(StorageRisk::TooOld { version: version.clone() });
    }
    if field("aof_enabled") == Some("0") {
        risks.push(StorageRisk::NoAppendOnlyFile);
    }
    if let Some(policy) = field("maxmemory_policy").filter(|&policy| policy != "noeviction") {
        risks.push(StorageRisk::Evicts { policy: policy.to_owned() });
    }
    if field("cluster_enabled") == Some("1") {
        risks.push(StorageRisk::InCluster);
    }
    About { version, risks }
}

/// The first two numbers of a version.
fn number(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_risk_is_found_and_what_is_not_told_is_none() {
        let info = |version, aof, policy| {
            format!("# Server\r\nredis_version:{version}\r\naof_enabled:{aof}\r\nmaxmemory_policy:{policy}\r\n")
        };
        let too_old = |version: &str| StorageRisk::TooOld { version: version.into() };
        let cases = [
            (info("7.0.15", 1, "noeviction"), vec![]),
            (info("10.1.0", 1, "noeviction"), vec![]),
            (info("6.0.16", 1, "noeviction"), vec![too_old("6.0.16")]),
            (info("7.0.15", 0, "noeviction"), vec![StorageRisk::NoAppendOnlyFile]),
            (info("7.0.15", 1, "noeviction") + "cluster_enabled:1\r\n", vec![StorageRisk::InCluster]),
            (info("7.0.15", 1, "allkeys-lru"), vec![StorageRisk::Evicts { policy: "allkeys-lru".into() }]),
            ("# Server\r\n".to_owned(), vec![]),
        ];
        for (text, risks) in cases {
            assert_eq!(read(&text).risks, risks, "{text}");
        }
    }
}
