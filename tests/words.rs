//! Words: those that may not come back, and type names that serve one type each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that were taken out everywhere, with what to write instead.
const GONE: &[(&str, &str)] = &[
    ("mends", "fixes"),
    ("mouth", "renderer"),
    ("thought about alone", "processed in isolation"),
    ("can be had", "is available"),
    ("none of ours", "not ours; unknown"),
    ("set aside", "quarantined"),
    ("set down", "postponed"),
    ("put back", "released"),
    ("figures", "metrics"),
    ("deaths", "crashes"),
    ("mend", "fix"),
    ("wants peace", "is rate limiting us (429)"),
    ("what came of", "the results of"),
    ("cannot be had", "is unavailable"),
    ("in hand", "in progress; a batch"),
    ("all the same", "anyway; still"),
    ("whoever", "the person who; the process that"),
    ("so many", "n; this many"),
    ("at the most", "at most"),
    ("anew", "again"),
    ("asker", "the person who asks"),
    ("by itself", "on its own; or leave it out"),
    ("held against", "compared with; checked against"),
    ("otherwise than", "different from"),
    ("is otherwise", "differs; has changed"),
];

/// Names that each room has one of.
const IN_EACH_ROOM: [&str; 4] = ["Arguments", "Error", "Failure", "Settings"];

#[test]
fn words_that_were_taken_out_do_not_come_back() {
    let texts = texts();
    let mut found = Vec::new();
    for (word, instead) in GONE {
        found.extend(places(&texts, word).map(|place| format!("{place}: \"{word}\"; better: {instead}")));
    }
    assert!(found.is_empty(), "words of STYLE that may not come back:\n{}", found.join("\n"));
}

#[test]
fn a_type_name_serves_one_type() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in texts() {
        // The pretend services have the words of the real ones, and share no type with any room.
        let is_ours = path.starts_with("src/") && is_rust(&path) && !path.starts_with("src/sandbox/");
        if is_ours && !path.ends_with("tests.rs") && !path.contains("/tests/") {
            for name in declared(&text) {
                files.entry(name).or_default().push(path.clone());
            }
        }
    }
    files.retain(|name, files| files.len() > 1 && !IN_EACH_ROOM.contains(&name.as_str()));
    assert!(files.is_empty(), "names that serve more than one type: {files:#?}");
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|kind| kind == "rs")
}

/// The names of the types that a file declares before its tests.
fn declared(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let name = |line: &str| {
        let line = line.trim_start();
        let line = match line.strip_prefix("pub") {
            Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
            Some(rest) => rest.trim_start(),
            None => line,
        };
        let rest = ["struct ", "enum ", "trait "].iter().find_map(|kind| line.strip_prefix(kind))?;
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        Some(rest[..end].to_owned())
    };
    code.lines().filter_map(name).collect()
}

/// Where a word stands as a word, in any case: `path:line`.
fn places(texts: &[(String, String)], word: &str) -> impl Iterator<Item = String> {
    let lines =
        texts.iter().flat_map(|(path, text)| text.lines().zip(1..).map(move |(line, number)| (path, line, number)));
    lines.filter(move |(_, line, _)| has(line, word)).map(|(path, _, number)| format!("{path}:{number}"))
}

fn has(line: &str, word: &str) -> bool {
    let line = line.to_lowercase();
    line.match_indices(word).any(|(at, _)| {
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        !is_part(line[..at].chars().next_back()) && !is_part(line[at + word.len()..].chars().next())
    })
}

/// All that is written in English for people to read: code, tests, scripts, documents, and what the bot says; but not
/// this file, which lists the words.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "scripts", "packaging", "docs", "locales/en"] {
        collect(&root.join(folder), &mut files);
    }
    files.extend(fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| is_text(path)));
    files.sort();
    let name = |path: &PathBuf| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().filter(|path| is_text(path)).map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

/// Whether a file is written for people. Scripts have no ending.
fn is_text(path: &Path) -> bool {
    const ENDINGS: [&str; 7] = ["rs", "lua", "md", "ftl", "yaml", "env", "service"];
    let is_known = path.extension().is_none_or(|ending| ENDINGS.iter().any(|known| ending == *known));
    path.is_file() && is_known && !path.ends_with("tests/words.rs")
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, found) } else { found.push(path) }
    }
}
