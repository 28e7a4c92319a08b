//! The nodes of a cluster, as one of them lists them.

/// The number of slots of a cluster.
pub(super) const SLOTS: u32 = 16_384;

/// The address of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NodePlace {
    /// There is only one Redis.
    Only,
    /// One node of a cluster.
    At {
        /// Its host name among the nodes.
        host: String,
        /// Its port.
        port: u16,
    },
}

/// One node of a cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) place: NodePlace,
    pub(super) role: Role,
    /// Whether the other nodes reach it.
    pub(super) is_up: bool,
}

/// The role of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// It has slots, or could have; with their number.
    Primary { id: String, slots: u32 },
    /// It follows the primary with this id.
    Replica { of: String },
}

/// Reads the answer of `CLUSTER NODES` (Redis, "CLUSTER NODES"); other lines are left out.
pub(super) fn read(text: &str) -> Vec<Node> {
    text.lines().filter_map(node_of).collect()
}

/// How many slots are on no primary that is up.
pub(super) fn uncovered(nodes: &[Node]) -> u32 {
    let covered = nodes.iter().filter(|node| node.is_up).map(|node| match &node.role {
        Role::Primary { slots, .. } => *slots,
        Role::Replica { .. } => 0,
    });
    SLOTS.saturating_sub(covered.sum())
}

/// How many primaries with slots have no replica that is up.
pub(super) fn alone(nodes: &[Node]) -> u32 {
    let has_replica =
        |id: &str| nodes.iter().any(|node| node.is_up && matches!(&node.role, Role::Replica { of } if of == id));
    let is_alone = |node: &&Node| match &node.role {
        Role::Primary { id, slots } => *slots > 0 && node.is_up && !has_replica(id),
        Role::Replica { .. } => false,
    };
    u32::try_from(nodes.iter().filter(is_alone).count()).unwrap_or(u32::MAX)
}

/// One line: `ID HOST:PORT@BUS[,NAME] FLAGS PRIMARY PING PONG EPOCH LINK SLOT …`.
fn node_of(text: &str) -> Option<Node> {
    let mut words = text.split(' ');
    let (id, address, flags) = (words.next()?, words.next()?, words.next()?);
    let (primary, link_state) = (words.next()?, words.nth(3)?);
    let flags: Vec<&str> = flags.split(',').collect();
    let (at, name) = address.split_once(',').unwrap_or((address, ""));
    let (host, port) = at.split('@').next()?.rsplit_once(':')?;
    // A node that does not know its address is reached by its name, if it has one.
    let host = if host.is_empty() { name.split(',').next().unwrap_or_default() } else { host };
    let role = if flags.contains(&"slave") || flags.contains(&"replica") {
        Role::Replica { of: primary.to_owned() }
    } else {
        Role::Primary { id: id.to_owned(), slots: words.filter_map(count).sum() }
    };
    let is_myself = flags.contains(&"myself");
    let is_failing = flags.iter().any(|flag| flag.starts_with("fail") || matches!(*flag, "noaddr" | "handshake"));
    let place = NodePlace::At { host: host.to_owned(), port: port.parse().ok()? };
    Some(Node { place, role, is_up: !is_failing && (is_myself || link_state == "connected") })
}

/// The number of slots in `7` or `0-5460`; slots that are moving elsewhere (`[7->-ID]`) are already counted with their
/// node.
fn count(slots: &str) -> Option<u32> {
    let (first, last) = slots.split_once('-').unwrap_or((slots, slots));
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    Some(last.checked_sub(first)? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
a1 127.0.0.1:7001@17001 myself,master - 0 0 1 connected 0-5460 [77->-b2]
b2 127.0.0.1:7002@17002,node-b master - 0 17 2 connected 5461-10922
c3 :7003@17003,node-c master,fail - 1 17 3 disconnected 10923-16382 16383
d4 ::1:7004@17004 slave a1 0 17 1 connected
e5 127.0.0.1:7005@17005 slave,fail? b2 0 17 2 connected
nonsense
";

    #[test]
    fn each_node_says_where_it_is_and_what_it_does() {
        let nodes = read(TEXT);
        let places: Vec<String> = nodes
            .iter()
            .map(|node| match &node.place {
                NodePlace::Only => String::new(),
                NodePlace::At { host, port } => format!("{host} {port} {}", node.is_up),
            })
            .collect();
        assert_eq!(
            places,
            [
                "127.0.0.1 7001 true",
                "127.0.0.1 7002 true",
                "node-c 7003 false",
                "::1 7004 true",
                "127.0.0.1 7005 false"
            ]
        );
        assert_eq!(nodes[0].role, Role::Primary { id: "a1".into(), slots: 5461 });
        assert_eq!(nodes[3].role, Role::Replica { of: "a1".into() });
    }

    #[test]
    fn slots_without_a_primary_and_primaries_without_a_replica_are_counted() {
        let nodes = read(TEXT);
        assert_eq!(uncovered(&nodes), 5461);
        assert_eq!(alone(&nodes), 1);
    }
}
