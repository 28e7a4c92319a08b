//! What operators see: the figures as they are documented.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use janji::telemetry::{FIGURES, Figure};

const PAGE: &str = include_str!("../docs/operations.md");

/// The row of a figure in the page.
fn row(figure: &Figure) -> String {
    let labels = if figure.labels.is_empty() { "–" } else { figure.labels };
    format!("| `{}` | {} | {labels} | {} |", figure.name, figure.kind.word(), figure.meaning)
}

/// Every name of a figure in the sources of one folder, but for the table of figures itself.
fn counted(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            counted(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("telemetry/figures.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.split('"').filter(|word| is_name(word));
            found.extend(names.map(str::to_owned));
        }
    }
}

fn is_name(word: &str) -> bool {
    word.strip_prefix("janji_").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

#[test]
fn the_page_has_every_figure_and_no_other() {
    let rows: Vec<String> = FIGURES.iter().map(row).collect();
    let documented: Vec<&str> = PAGE.lines().filter(|line| line.starts_with("| `janji_")).collect();
    assert_eq!(documented, rows);
}

#[test]
fn every_figure_is_counted_and_everything_counted_is_described() {
    let mut found = BTreeSet::new();
    counted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let described: BTreeSet<String> = FIGURES.iter().map(|figure| figure.name.to_owned()).collect();
    assert_eq!(described, found);
}

#[test]
fn alert_rules_are_about_figures_that_are_there() {
    let rules = PAGE.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).expect("there are rules");
    let words = rules.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    for word in words.filter(|word| word.starts_with("janji_")) {
        let name = word.trim_end_matches("_bucket");
        assert!(FIGURES.iter().any(|figure| figure.name == name), "{word}");
    }
}
