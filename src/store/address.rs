//! What `REDIS_URL` means: one Redis, or the nodes through which a cluster is found.

use url::form_urlencoded;

/// The query parameter that marks a single address as a node of a cluster.
const CLUSTER: &str = "cluster";

/// The address of Redis. It may hold a password, so it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// One Redis.
    One(String),
    /// A cluster, found through any of these nodes.
    Cluster(Vec<String>),
}

impl Address {
    /// Reads `redis://a:6379`, `redis://a:6379?cluster=true` or `redis://user:password@a:6379,b:6379,c:6379`: several
    /// hosts are always a cluster, and share the scheme, the credentials and the rest.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (bare, query) = text.split_once('?').unwrap_or((text, ""));
        let (mut is_cluster, mut rest) = (false, form_urlencoded::Serializer::new(String::new()));
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if name == CLUSTER {
                is_cluster = value == "true" || value == "1" || value.is_empty();
            } else {
                rest.append_pair(&name, &value);
            }
        }
        let query =
            Some(rest.finish()).filter(|query| !query.is_empty()).map_or(String::new(), |query| format!("?{query}"));
        // A unix socket has a path instead of hosts.
        let Some((scheme, after)) = bare.split_once("://").filter(|(scheme, _)| !scheme.contains("unix")) else {
            return Self::One(format!("{bare}{query}"));
        };
        let (credentials, after) = after.rsplit_once('@').map_or(("", after), |(before, after)| (before, after));
        let at = if credentials.is_empty() { "" } else { "@" };
        let (hosts, database) = after.find('/').map_or((after, ""), |slash| after.split_at(slash));
        let nodes: Vec<String> = hosts
            .split(',')
            .map(str::trim)
            .filter(|host| !host.is_empty())
            .map(|host| format!("{scheme}://{credentials}{at}{host}{database}{query}"))
            .collect();
        match nodes.as_slice() {
            [only] if !is_cluster => Self::One(only.clone()),
            [] => Self::One(format!("{bare}{query}")),
            _ => Self::Cluster(nodes),
        }
    }

    /// Whether this is a cluster.
    #[must_use]
    pub fn is_cluster(&self) -> bool {
        matches!(self, Self::Cluster(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_hosts_or_a_word_make_a_cluster() {
        let one = |url: &str| Address::One(url.into());
        let cluster = |urls: &[&str]| Address::Cluster(urls.iter().map(|url| (*url).to_owned()).collect());
        let table = [
            ("redis://a", one("redis://a")),
            ("redis://a:6379/2", one("redis://a:6379/2")),
            ("rediss://u:p@a:6380/2?protocol=resp3", one("rediss://u:p@a:6380/2?protocol=resp3")),
            ("redis+unix:///tmp/a,b.sock", one("redis+unix:///tmp/a,b.sock")),
            ("redis://a:1?cluster=false", one("redis://a:1")),
            ("redis://a:1?cluster=true", cluster(&["redis://a:1"])),
            ("redis://a:1/?cluster=true&protocol=resp3", cluster(&["redis://a:1/?protocol=resp3"])),
            ("redis://a:1,b:2, c:3", cluster(&["redis://a:1", "redis://b:2", "redis://c:3"])),
            ("rediss://:p,w@a:1,[::1]:2/0", cluster(&["rediss://:p,w@a:1/0", "rediss://:p,w@[::1]:2/0"])),
            ("nonsense", one("nonsense")),
            ("redis://", one("redis://")),
        ];
        for (text, address) in table {
            assert!(Address::read(text) == address, "{text}");
        }
    }
}
