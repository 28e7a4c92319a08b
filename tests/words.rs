//! Words: those that may not come back, type names that serve one type each, and words of people's languages, which
//! stand in their language's files only.

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
    let mut texts = texts();
    // What people write to the bot is theirs.
    texts.retain(|(path, _)| !path.starts_with("src/when/") || rule_file(path).is_some());
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

/// Literals with letters that rules of `when` may have: the file, the literals (none for all of them), and why.
const NO_WORDS: &[(&str, &[&str], &str)] = &[
    ("around/place.rs", &["a", "e", "i", "o", "u", "y"], "vowels"),
    ("choice.rs", &[], "explains to developers"),
    ("fold.rs", &["A", "Z", "〇", "ー"], "characters that are compared as others"),
    ("piece/numeric.rs", &["t"], "ISO 8601"),
    ("resolve/rule.rs", &[], "RFC 5545"),
    ("short.rs", &["a", "e", "i", "o", "u"], "vowels"),
    ("token.rs", &["h", "w", "https://", "http://", "www."], "addresses of the web"),
    ("value.rs", &["dd/mm", "dd/mm/yyyy", "d/m", "dmy", "mm/dd", "mm/dd/yyyy", "m/d", "mdy"], "notations of dates"),
    ("want/doubt.rs", &["offset"], "the name of a rule"),
    ("want/kind/mod.rs", &[], "the names of intents"),
    ("want/kind/training.rs", &[], "how examples are written"),
    ("want/request/story.rs", &["一"], "how long a character is"),
    ("want/slash.rs", &[], "commands are one table, and of no language"),
];

/// How the names of rules begin, which `janji read` shows.
const RULES: [&str; 4] = ["date: ", "elsewhere: ", "join: ", "title: "];

#[test]
fn the_words_of_a_language_stand_in_its_files() {
    let texts = texts();
    let rules = || texts.iter().filter_map(|(path, text)| Some((rule_file(path)?, text)));
    let found: Vec<(&str, String)> =
        rules().flat_map(|(path, text)| literals(text).into_iter().map(move |literal| (path, literal))).collect();
    let is_allowed = |(path, literal): &&(&str, String)| {
        let allowed = NO_WORDS.iter().find(|(allowed, ..)| allowed == path);
        allowed.is_some_and(|(_, literals, _)| literals.is_empty() || literals.contains(&literal.as_str()))
    };
    let words: Vec<String> =
        found.iter().filter(|found| !is_allowed(found)).map(|(path, word)| format!("{path}: {word:?}")).collect();
    assert!(words.is_empty(), "words in rules, where senses belong:\n{}", words.join("\n"));

    let is_found = |path: &str, word: &str| found.iter().any(|(other, literal)| *other == path && literal == word);
    let unused: Vec<String> = NO_WORDS
        .iter()
        .flat_map(|(path, words, _)| words.iter().map(move |word| (path, word)))
        .filter(|(path, word)| !is_found(path, word))
        .map(|(path, word)| format!("{path}: {word:?}"))
        .collect();
    assert!(unused.is_empty(), "allowed, but nowhere:\n{}", unused.join("\n"));
}

#[test]
fn literals_are_told_from_comments_attributes_and_lifetimes() {
    let text = r#"
//! A "comment".
#[expect(lint, reason = "an [attribute]")]
fn rule<'t>(word: &'t str) -> bool { // "again"
    let rule = Rule { name: "rule name", read };
    fired.contains(&"date: named") || matches!(word, "lunch" | "makan \"tengah\" hari") || word == '午' || mark == '\n'
        || format!("{word}: {}", 1) == "1" || word.len() > 'x'.len_utf8()
}
#[cfg(test)]
mod tests { const WORD: &str = "test"; }
"#;
    assert_eq!(literals(text), ["lunch", "makan \\\"tengah\\\" hari", "午", "x"]);
}

/// The path inside `when` of a file of rules: neither a language's nor tests.
fn rule_file(path: &str) -> Option<&str> {
    const LANGUAGES: [&str; 3] = ["en", "ms", "zh"];
    const TESTS: [&str; 3] = ["tests", "generated", "properties"];
    let inside = path.strip_prefix("src/when/").filter(|path| is_rust(path))?;
    let is_part = |names: &[&str]| inside.trim_end_matches(".rs").split('/').any(|part| names.contains(&part));
    (!is_part(&LANGUAGES) && !is_part(&TESTS)).then_some(inside)
}

/// The strings and characters with letters that a file has before its tests, without the names of rules.
fn literals(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let (mut found, mut rest) = (Vec::new(), code);
    while let Some(at) = rest.find(['"', '\'', '/', '#']) {
        let before = &rest[..at];
        rest = &rest[at..];
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("#[") || rest.starts_with("#![") {
            rest = rest.find("]\n").map_or("", |end| &rest[end..]);
        } else if let Some(length) = literal(rest) {
            let literal = &rest[1..length - 1];
            let is_name = before.ends_with("name: ") || RULES.iter().any(|rule| literal.starts_with(rule));
            if !is_name && has_letter(literal) {
                found.push(literal.to_owned());
            }
            rest = &rest[length..];
        } else {
            rest = &rest[1..];
        }
    }
    found
}

/// The length of the literal that begins here, with its quotation marks; a lifetime is none.
fn literal(text: &str) -> Option<usize> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let mut is_escaped = false;
    let end = text.char_indices().skip(1).find(|(_, ch)| {
        let ends = *ch == mark && !is_escaped;
        is_escaped = *ch == '\\' && !is_escaped;
        ends
    });
    let length = end.map(|(at, _)| at + 1)?;
    let inside = &text[1..length - 1];
    let is_character = inside.chars().count() == 1 || inside.starts_with('\\');
    (mark == '"' || is_character).then_some(length)
}

/// Whether a literal has a letter, besides escapes and what is filled in.
fn has_letter(literal: &str) -> bool {
    let mut chars = literal.chars();
    let mut depth = 0;
    while let Some(ch) = chars.next() {
        match ch {
            '\\' => {
                chars.next();
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ if depth == 0 && ch.is_alphabetic() => return true,
            _ => {}
        }
    }
    false
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
