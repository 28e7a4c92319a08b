//! The map of the house, checked against the code: who may look where, and which rooms are pure.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("clock", &[]),
    ("env_file", &[]),
    ("when", &["model"]),
    ("speech", &["model"]),
    ("picture", &["model", "speech"]),
    ("ics", &["model"]),
    ("google", &["model", "clock"]),
    ("store", &["model", "clock"]),
    ("accounts", &["model", "google", "store", "clock"]),
    ("telegram", &["model", "speech", "store", "clock"]),
    ("reminders", &["model", "speech", "store", "accounts", "telegram", "clock"]),
    ("sync", &["model", "google", "store", "accounts", "reminders", "clock"]),
    (
        "chat",
        &[
            "model",
            "when",
            "speech",
            "picture",
            "ics",
            "google",
            "store",
            "accounts",
            "sync",
            "reminders",
            "clock",
            "env_file",
        ],
    ),
    ("inbox", &["model", "speech", "store", "telegram", "chat", "clock"]),
    ("operator", &["model", "speech", "google", "store", "telegram", "clock"]),
    ("web", &["model", "speech", "google", "store", "accounts", "sync", "telegram", "chat", "operator", "clock"]),
    ("sandbox", &["clock"]),
];

/// The rooms that put the others together; no room uses them.
const TOP: [&str; 5] = ["app", "cli", "config", "telemetry", "main"];

/// What is pure: rooms, and files of rooms that are not.
const PURE: &[&str] = &[
    "model/",
    "when/",
    "speech/",
    "picture/",
    "ics/",
    "google/recurrence",
    "chat/new_time",
    "chat/title",
    "chat/understand",
    "chat/wish",
    "sync/due_queue",
    "sync/ending",
    "sync/judge",
    "sync/order",
    "sync/pace",
    "sync/plan",
    "sync/series",
    "sync/state",
    "reminders/card",
    "reminders/due",
    "reminders/plan",
    "reminders/why",
    "telegram/deliveries",
    "telegram/incoming",
    "telegram/newer",
    "telegram/outbox/wire",
    "operator/readiness",
    "operator/table",
    "operator/telling",
];

/// The words for what people want, a file for each language.
const WORDS_WANTED: [&str; 3] = ["when/want/en.rs", "when/want/ms.rs", "when/want/zh.rs"];

/// What reaching out is done with.
const OUTSIDE: [&str; 7] = ["async", "await", "tokio", "redis", "reqwest", "hyper", "axum"];

/// Crates that stay inside one room.
const AT_HOME: [(&str, &str); 8] = [
    ("redis::", "store"),
    ("teloxide::", "telegram"),
    ("google_calendar3::", "google"),
    ("yup_oauth2::", "google"),
    ("i18n_embed", "speech"),
    ("resvg::", "picture"),
    ("skrifa::", "picture"),
    ("calcard::", "ics"),
];

struct Source {
    /// Its path below `src/`, with slashes.
    path: String,
    /// The code without comments and text.
    code: String,
    /// Whether its first line calls it pure.
    says_pure: bool,
}

impl Source {
    /// Whether it is a file of tests, which may know both sides of what they test.
    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }

    fn room(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    collect(&root, &mut found);
    assert!(found.len() > 50, "the sources were not found");
    let below = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    found
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let says_pure = text.lines().next().is_some_and(|line| line.ends_with("Pure."));
            Source { path: below(path), code: bare(&text), says_pure }
        })
        .filter(|source| !source.is_test())
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The lines that are code, without what follows `//` and without what stands between double quotes.
fn bare(text: &str) -> String {
    let mut code = String::new();
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or_default();
        let outside: String = line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        code.push_str(&outside);
        code.push('\n');
    }
    code
}

/// The rooms that a file names: `crate::room` and `crate::{room::…, room}`.
fn uses(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            rooms.extend(heads(group));
        } else {
            rooms.insert(word(rest));
        }
    }
    rooms
}

/// The first names of a group of paths, up to its closing brace.
fn heads(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut is_head = true;
    let mut found = Vec::new();
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_head = true,
            letter if is_head && letter.is_alphabetic() => {
                found.push(word(&group[at..]));
                is_head = false;
            }
            _ => {}
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn has_word(code: &str, wanted: &str) -> bool {
    code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == wanted)
}

#[test]
fn every_room_looks_only_where_it_may() {
    let mut wrong = Vec::new();
    for source in sources() {
        let room = source.room();
        if TOP.contains(&room) || room == "lib" {
            continue;
        }
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{} is in no room of the map", source.path));
            continue;
        };
        for used in uses(&source.code) {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{} uses crate::{used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_table_of_rooms_in_the_documents_is_the_map() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let chapter = text.split("\n## Rooms\n").nth(1).and_then(|rest| rest.split("\n## Three walks\n").next()).unwrap();
    let rows = chapter.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<(BTreeSet<&str>, BTreeSet<&str>)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
            (quoted(cells[0]).collect(), quoted(cells[2]).collect())
        })
        .collect();
    let one = |name: &'static str| BTreeSet::from([name]);
    let mut expected: Vec<(BTreeSet<&str>, BTreeSet<&str>)> =
        MAY_USE.iter().map(|(room, uses)| (one(room), uses.iter().copied().collect())).collect();
    expected.push((TOP.into_iter().filter(|top| *top != "main").collect(), BTreeSet::new()));
    let missing: Vec<_> = expected.iter().filter(|row| !rows.contains(row)).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md lacks these rooms, or says other rooms that they use: {missing:#?}");
    assert_eq!(rows.len(), expected.len(), "ARCHITECTURE.md has other rooms too");
}

#[test]
fn pure_rooms_reach_out_for_nothing() {
    let mut wrong = Vec::new();
    let sources = sources();
    for pure in PURE {
        assert!(sources.iter().any(|source| source.path.starts_with(pure)), "{pure} is not there");
    }
    let is_listed = |source: &&Source| PURE.iter().any(|pure| source.path.starts_with(pure));
    for source in sources.iter().filter(|source| source.says_pure && !is_listed(source)) {
        wrong.push(format!("{} calls itself pure and is not in the list", source.path));
    }
    for source in sources.iter().filter(is_listed) {
        for outside in OUTSIDE.iter().filter(|outside| has_word(&source.code, outside)) {
            wrong.push(format!("{} says {outside}", source.path));
        }
        let is_telegrams = source.path.starts_with("telegram/");
        if has_word(&source.code, "teloxide") && !is_telegrams {
            wrong.push(format!("{} says teloxide", source.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn foreign_types_stay_in_their_room() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (foreign, home) in AT_HOME {
            if source.code.contains(foreign) && source.room() != home {
                wrong.push(format!("{} says {foreign}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A file's place among the modules: `telegram/outbox/send.rs` is `telegram::outbox::send`.
fn module_of(path: &str) -> Vec<&str> {
    path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect()
}

/// The paths that code names from `super` or `crate` on, groups taken apart one level deep, from the crate's root.
fn named_modules(code: &str, own: &[&str]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let starts = |word: &str| code.match_indices(&format!("{word}::")).map(|(at, _)| at).collect::<Vec<_>>();
    let is_inner = |at: usize| code[..at].ends_with("super::");
    for at in starts("super").into_iter().filter(|at| !is_inner(*at)).chain(starts("crate")) {
        let (mut rest, mut path) = (&code[at..], own.iter().map(ToString::to_string).collect::<Vec<_>>());
        loop {
            let name = word(rest);
            match rest.strip_prefix(&format!("{name}::")) {
                Some(_) | None if name.is_empty() => break,
                _ if name == "super" => drop(path.pop()),
                _ if name == "crate" => path.clear(),
                _ => path.push(name.clone()),
            }
            let Some(after) = rest[name.len()..].strip_prefix("::") else {
                rest = "";
                break;
            };
            rest = after;
        }
        match rest.strip_prefix('{') {
            Some(group) => found.extend(heads(group).into_iter().map(|head| [path.clone(), vec![head]].concat())),
            None => found.push(path),
        }
    }
    found
}

/// The files of its room that a file names, but for the doors that it stands behind.
fn named_files(source: &Source, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let own = module_of(&source.path);
    let code = source.code.split("#[cfg(test)]").next().unwrap_or_default();
    let mut named = BTreeSet::new();
    for path in named_modules(code, &own) {
        let file = (1..=path.len()).rev().map(|length| path[..length].join("::")).find(|path| modules.contains(path));
        let Some(file) = file else { continue };
        let is_door = own.join("::") == file || own.join("::").starts_with(&format!("{file}::"));
        if !is_door && path[0] == own[0] {
            named.insert(file);
        }
    }
    named
}

#[test]
fn no_files_of_a_room_go_round_in_a_circle() {
    let sources = sources();
    let modules: BTreeSet<String> = sources.iter().map(|source| module_of(&source.path).join("::")).collect();
    let mut left: Vec<(String, BTreeSet<String>)> =
        sources.iter().map(|source| (module_of(&source.path).join("::"), named_files(source, &modules))).collect();
    assert!(left.iter().any(|(_, named)| !named.is_empty()), "no file names another");
    // Files that name none of those left cannot be part of a circle.
    loop {
        let names: BTreeSet<String> = left.iter().map(|(name, _)| name.clone()).collect();
        let before = left.len();
        left.retain(|(_, named)| named.iter().any(|name| names.contains(name)));
        if left.len() == before {
            break;
        }
    }
    let circling: BTreeSet<&String> = left.iter().map(|(name, _)| name).collect();
    let wrong: Vec<String> = left
        .iter()
        .map(|(name, named)| {
            let named = named.iter().filter(|name| circling.contains(name)).map(String::as_str).collect::<Vec<_>>();
            format!("{name} names {}", named.join(", "))
        })
        .collect();
    assert!(wrong.is_empty(), "these go round in a circle, or name ones that do:\n{}", wrong.join("\n"));
}

#[test]
fn no_file_is_two_ideas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    // A list of words is one idea, no matter how many there are.
    let is_list = |path: &str| path.starts_with("when/lang/") || WORDS_WANTED.contains(&path);
    for source in sources().iter().filter(|source| !is_list(&source.path)) {
        let text = fs::read_to_string(root.join(&source.path)).unwrap();
        // Tests stand last; a `mod samples;` that only they use does not.
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = code.lines().map(str::trim);
        let code = lines.filter(|line| !line.is_empty() && !line.starts_with("//")).count();
        if code > 400 {
            wrong.push(format!("{} has {code} lines of code", source.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
