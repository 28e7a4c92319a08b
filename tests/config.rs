//! The settings, as they are documented.

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
