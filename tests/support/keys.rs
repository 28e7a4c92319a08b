//! The table of keys in Redis: whatever the bot writes has one of these shapes (`store/keys.rs` builds them).

/// The shapes: `{}` is a hash tag, `*` one part of any text.
const TABLE: &[&str] = &[
    "calendar:event:{}:*",
    "calendar:successor:{}:*",
    "calendar:{}:times",
    "calendar:{}:gone",
    "calendar:{}:edit",
    "calendar:{}:edits",
    "calendar:{}:edits-kept",
    "calendar:{}:outcome:*",
    "calendar:{}:outcomes",
    "calendar:{}:claim:*",
    "calendar:{}:notice",
    "calendar:{}:notices",
    "calendar:{}:notices-taken",
    "calendar:{}:notices-told",
    "calendar:{}:notices-heard",
    "calendar:{}:notice-fences",
    "calendar:{}:replan",
    "calendar:{}:rules",
    "calendar:{}:round",
    "calendar:{}:fence",
    "calendar:{}:state",
    "calendar:{}:token",
    "calendar:{}:version",
    "calendar:reminder:{}:*",
    "calendar:{}:due",
    "calendar:{}:taken",
    "calendar:{}:leases",
    "calendar:{}:planned",
    "calendar:{}:told:*",
    "calendar:{}:told-of:*",
    "calendar:{}:written",
    "calendar:{}:channels",
    "chat:{}:written",
    "calendar:{}:accounts",
    "calendar:{}:accounts-version",
    "calendar:{}:sync-lease",
    "calendar:{}:wanted",
    "calendar:{}:pinged",
    "calendar:{}:pinged-again",
    "calendar:{}:counts",
    "person:{}:record",
    "sign-in:{}:record",
    "google-account:{}:holders",
    "chat:{}:profile",
    "chat:{}:dialogue",
    "chat:{}:list:*",
    "chat:{}:undo",
    "chat:{}:meant",
    "chat:{}:admins",
    "chat:{}:last:*",
    "chat:{}:handle:*",
    "chat:{}:said:*",
    "chat:{}:undo",
    "bot:{}:*",
    "bot:{}:inbox:*",
    "bot:{}:invitation:*",
    "bot:{}:poller:*",
    "bot:{}:bucket:*",
    "bot:{}:operator:*",
];

/// The keys that have none of these shapes.
pub fn outside_the_table(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).filter(|key| !TABLE.iter().any(|shape| has_shape(key, shape))).collect()
}

fn has_shape(key: &str, shape: &str) -> bool {
    let (keys, shapes): (Vec<&str>, Vec<&str>) = (key.split(':').collect(), shape.split(':').collect());
    keys.len() == shapes.len() && keys.iter().zip(shapes).all(|(key, shape)| part_has_shape(key, shape))
}

fn part_has_shape(part: &str, shape: &str) -> bool {
    match shape {
        "*" => !part.is_empty(),
        "{}" => part.starts_with('{') && part.ends_with('}') && part.len() > 2,
        word => part == word,
    }
}

#[test]
fn the_table_tells_its_keys_from_others() {
    let keys = ["calendar:{2v8k}:token", "bot:{1}:inbox", "chat:{-5}:token", "calendar:2v8k:token", "x"];
    let keys: Vec<String> = keys.map(str::to_owned).into();
    assert_eq!(outside_the_table(&keys), ["chat:{-5}:token", "calendar:2v8k:token", "x"]);
}

#[test]
fn a_backup_has_the_keys_of_every_shape() {
    for shape in TABLE {
        let is_kept = janji::store::backup::FAMILIES.iter().any(|family| shape.starts_with(family));
        assert!(is_kept, "{shape}");
    }
}
