//! The settings and the crates, as they are documented.

use std::collections::BTreeSet;
use std::fs;
use std::net::SocketAddr;

use janji::config;

fn root(file: &str) -> String {
    fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn the_readme_has_every_setting_with_its_meaning_and_default() {
    let readme = root("README.md");
    let rows: Vec<String> = config::table()
        .into_iter()
        .map(|[name, meaning, default]| {
            let default = if default.is_empty() { "–".to_owned() } else { format!("`{default}`") };
            format!("| `{name}` | {meaning} | {default} |")
        })
        .collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !readme.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "the README's table lacks:\n{}", rows.join("\n"));
}

#[test]
fn the_example_file_has_every_setting_and_no_other() {
    let example = root(".env.example");
    let mut named: Vec<&str> = example
        .lines()
        .map(|line| line.trim_start_matches('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'))
        .collect();
    named.sort_unstable();
    let mut known: Vec<String> = config::table().into_iter().map(|[name, ..]| name).collect();
    known.sort_unstable();
    assert_eq!(named, known);
}

#[test]
fn help_has_the_same_table() {
    let help = config::help();
    for [name, meaning, _] in config::table() {
        assert!(help.contains(&name) && help.contains(&meaning), "{name}");
    }
}

#[test]
fn health_and_metrics_are_nobody_elses_unless_somebody_says_so() {
    let [_, _, default] = config::table().into_iter().find(|[name, ..]| name == "JANJI_HTTP").expect("the setting");
    let image = root("Dockerfile");
    let in_image = image.lines().find_map(|line| line.strip_prefix("ENV JANJI_HTTP=")).expect("the image sets it");
    for address in [default.as_str(), in_image] {
        assert!(address.parse::<SocketAddr>().expect("an address").ip().is_loopback(), "{address}");
    }
    for file in ["compose.yaml", "compose.cluster.yaml"] {
        let compose = root(file);
        assert!(!compose.contains("ports:") && !compose.contains("JANJI_HTTP"), "{file}: nothing is published");
    }
}

/// What keeps a container from doing more than it must.
const CONFINED: [&str; 4] =
    ["read_only: true", "tmpfs: [/tmp]", "cap_drop: [ALL]", r#"security_opt: ["no-new-privileges:true"]"#];

#[test]
fn containers_run_as_nobody_special_on_a_file_system_they_cannot_write() {
    let image = root("Dockerfile");
    let last_user = image.lines().filter_map(|line| line.strip_prefix("USER ")).next_back();
    assert_eq!(last_user, Some("janji"), "the program does not run as root");
    assert!(image.contains("\nFROM scratch\n") && image.contains("\nHEALTHCHECK "));
    assert!(root("scripts/image-root").contains("janji:x:10001:10001:"), "and not by another's number");

    for (file, users) in
        [("compose.yaml", &["janji", "redis"][..]), ("compose.cluster.yaml", &["redis", "janji", "redis"])]
    {
        let compose = root(file);
        let containers = containers(&compose);
        assert_eq!(containers.len(), users.len(), "{file}");
        for (container, user) in containers.iter().zip(users) {
            let user = format!("user: {user}");
            let grace = (user == "user: janji").then_some("stop_grace_period: 20s");
            for line in CONFINED.into_iter().chain([user.as_str()]).chain(grace) {
                assert!(container.contains(&line), "{file}: {container:?} lacks {line}");
            }
        }
        assert!(!compose.contains("cap_add") && !compose.contains("privileged: true"), "{file}");
        assert!(compose.contains("healthcheck:"), "{file}: Redis is asked whether it is well; the image asks Janji");
    }
}

/// The lines of each container that a compose file describes: those around its image, at least as far in.
fn containers(compose: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = compose.lines().collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let is_image = |line: &&str| ["image:", "build:"].iter().any(|key| line.trim_start().starts_with(key));
    let around = |at: usize| {
        let is_beside = |line: &&&str| !line.is_empty() && depth(line) >= depth(lines[at]);
        let before = lines[..at].iter().rev().take_while(is_beside).count();
        let after = lines[at..].iter().take_while(is_beside).count();
        lines[at - before..at + after].iter().map(|line| line.trim()).collect()
    };
    (0..lines.len()).filter(|at| is_image(&lines[*at])).map(around).collect()
}

/// The names in the tables of a manifest that hold dependencies.
fn crates_of(manifest: &str) -> BTreeSet<&str> {
    let mut is_dependencies = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_dependencies = line.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| is_dependencies) {
            names.insert(name);
        }
    }
    names
}

#[test]
fn every_crate_has_a_reason_and_every_reason_a_crate() {
    let (architecture, manifest) = (root("ARCHITECTURE.md"), root("Cargo.toml"));
    let table = architecture.split("## Crates").nth(1).expect("there is a chapter on crates");
    let first_cells = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let named: BTreeSet<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let used = crates_of(&manifest);
    assert!(used.len() > 30, "the manifest was not read");
    assert_eq!(named, used);
}
