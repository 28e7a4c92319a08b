//! The settings and the crates, as they are documented.

use std::collections::BTreeSet;
use std::fs;

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
