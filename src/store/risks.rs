//! Whether the Redis that we were given keeps what we write.

use super::{Error, Store};

/// The oldest Redis that has all we ask of it.
const OLDEST: (u32, u32) = (6, 2);

/// Why data could be lost, or the bot not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Risk {
    /// It is older than 6.2.
    TooOld {
        /// Its version.
        version: String,
    },
    /// It keeps no append-only file, so a crash loses what came since the last snapshot.
    NoAppendOnlyFile,
    /// When it is full it forgets records instead of refusing new ones.
    Evicts {
        /// Its policy.
        policy: String,
    },
}

impl std::fmt::Display for Risk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TooOld { version } => write!(f, "Redis {version} is too old: 6.2 or newer is needed"),
            Self::NoAppendOnlyFile => {
                f.write_str("Redis keeps no append-only file, so a crash loses edits and settings: set appendonly yes")
            }
            Self::Evicts { policy } => {
                write!(f, "Redis may forget records when it is full ({policy}): set maxmemory-policy noeviction")
            }
        }
    }
}

/// What Redis says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its version; empty when it does not say.
    pub version: String,
    /// What is wrong with it; what a managed Redis does not tell is not held against it.
    pub risks: Vec<Risk>,
}

impl Store {
    /// What Redis says of its version, its persistence and its eviction policy.
    pub async fn about(&self) -> Result<About, Error> {
        let text: String = redis::cmd("INFO").query_async(&mut self.connection()).await?;
        Ok(read(&text))
    }
}

/// Reads what `INFO` answers.
fn read(text: &str) -> About {
    let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    let version = field("redis_version").unwrap_or_default().to_owned();
    let mut risks = Vec::new();
    if number(&version).is_some_and(|number| number < OLDEST) {
        risks.push(Risk::TooOld { version: version.clone() });
    }
    if field("aof_enabled") == Some("0") {
        risks.push(Risk::NoAppendOnlyFile);
    }
    if let Some(policy) = field("maxmemory_policy").filter(|&policy| policy != "noeviction") {
        risks.push(Risk::Evicts { policy: policy.to_owned() });
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
        let too_old = |version: &str| Risk::TooOld { version: version.into() };
        let cases = [
            (info("7.0.15", 1, "noeviction"), vec![]),
            (info("10.1.0", 1, "noeviction"), vec![]),
            (info("6.0.16", 1, "noeviction"), vec![too_old("6.0.16")]),
            (info("7.0.15", 0, "noeviction"), vec![Risk::NoAppendOnlyFile]),
            (info("7.0.15", 1, "allkeys-lru"), vec![Risk::Evicts { policy: "allkeys-lru".into() }]),
            ("# Server\r\n".to_owned(), vec![]),
        ];
        for (text, risks) in cases {
            assert_eq!(read(&text).risks, risks, "{text}");
        }
    }
}
