//! Commands: with a slash, or as the first word of a message in any language.

use super::lang::{self, CommandWord};
use super::token::{Kind, Tokens};
use crate::model::{Command, Numbers};

/// The most rows that one command may name.
const MOST_ROWS: usize = 100;

/// The command that a message is, if it is one.
///
/// A slash command may carry the bot's name ("/list@…"). A message that begins with a cancel word is a
/// command whatever follows; other command words stand alone.
///
/// ```
/// use janji::model::{Command, Numbers};
/// assert_eq!(janji::when::command("batal 2"), Some(Command::Cancel(Numbers::These(vec![2]))));
/// assert_eq!(janji::when::command("/cancel 1,3-5"), Some(Command::Cancel(Numbers::These(vec![1, 3, 4, 5]))));
/// assert_eq!(janji::when::command("lunch tomorrow"), None);
/// ```
#[must_use]
pub fn command(text: &str) -> Option<Command> {
    let text = text.trim();
    let folded: String = text.chars().take(LONGEST_COMMAND).collect::<String>().to_lowercase();
    let is_slash = folded.starts_with('/');
    let (word, rest) = first_word(&folded)?;
    let rest = rest.trim();
    match word {
        CommandWord::Start => Some(Command::Start),
        CommandWord::Cancel => Some(cancel(rest)),
        CommandWord::Reminders => reminders(rest, is_slash),
        CommandWord::Help => alone(rest, is_slash, Command::Help),
        CommandWord::List => alone(rest, is_slash, Command::List),
        CommandWord::Sync => alone(rest, is_slash, Command::Sync),
        CommandWord::Status => alone(rest, is_slash, Command::Status),
        CommandWord::On | CommandWord::Off | CommandWord::Filler | CommandWord::Through => {
            is_slash.then_some(Command::Unknown)
        }
    }
    .or_else(|| is_slash.then_some(Command::Unknown))
}

/// The part of a message that is looked at: beyond, no command goes.
const LONGEST_COMMAND: usize = 400;

/// A command word stands alone; a slash command may be followed by anything.
fn alone(rest: &str, is_slash: bool, command: Command) -> Option<Command> {
    (is_slash || rest.trim_end_matches(['.', '!', '?', '。', '？']).is_empty()).then_some(command)
}

/// The command word that a message begins with, longest first, and what follows.
fn first_word(text: &str) -> Option<(CommandWord, &str)> {
    let head = text.find(|ch: char| ch.is_whitespace() || ch == '@').map_or(text, |end| &text[..end]);
    let mut best: Option<(CommandWord, &str)> = None;
    for (word, spellings) in lang::ALL.iter().flat_map(|language| language.commands) {
        for spelling in spellings.split('|') {
            let Some(rest) = text.strip_prefix(spelling) else { continue };
            if matches!(word, CommandWord::On | CommandWord::Off | CommandWord::Filler | CommandWord::Through) {
                continue;
            }
            let rest = without_bot_name(spelling, rest);
            let is_whole = rest.is_empty()
                || spelling.chars().all(super::token::is_han)
                || !rest.starts_with(char::is_alphabetic) && !rest.starts_with('\'');
            if is_whole && best.is_none_or(|(_, kept)| rest.len() < kept.len()) {
                best = Some((*word, rest));
            }
        }
    }
    if best.is_none() && text.starts_with('/') && head.len() > 1 {
        return Some((CommandWord::Filler, ""));
    }
    best
}

/// Leaves out the bot's name behind a slash command.
fn without_bot_name<'t>(spelling: &str, rest: &'t str) -> &'t str {
    if !spelling.starts_with('/') || !rest.starts_with('@') {
        return rest;
    }
    rest.find(char::is_whitespace).map_or("", |end| &rest[end..])
}

/// "cancel 2", "/cancel 1,3-5", "batal no 2 dan 4", "取消第2和3个".
fn cancel(rest: &str) -> Command {
    let tokens = Tokens::of(rest);
    Command::Cancel(match numbers(&tokens) {
        Some(rows) => Numbers::These(rows),
        None if tokens.len() == 0 => Numbers::Missing,
        // "cancel subscription friday" is no event either, as it begins with a command word.
        None => Numbers::Unclear,
    })
}

/// Every row that is named, in order, each once; `None` if anything else is said.
fn numbers(tokens: &Tokens<'_>) -> Option<Vec<u32>> {
    let mut rows: Vec<u32> = Vec::new();
    let mut through: Option<u32> = None;
    let mut is_through = false;
    for at in 0..tokens.len() {
        match tokens.kind(at) {
            Kind::Number(number) => {
                let last = number.value;
                let first = if is_through { through.take()?.checked_add(1)? } else { last };
                if first > last.checked_add(1)? || last.checked_sub(first.min(last))? as usize > MOST_ROWS {
                    return None;
                }
                for row in first..=last {
                    if rows.len() >= MOST_ROWS {
                        return None;
                    }
                    if !rows.contains(&row) {
                        rows.push(row);
                    }
                }
                (through, is_through) = (Some(last), false);
            }
            Kind::Mark(',' | ';' | '#' | '.' | '&' | '+') => {}
            Kind::Mark('-' | '~') => is_through = true,
            Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => match command_word(tokens.folded(at))? {
                CommandWord::Filler => {}
                CommandWord::Through => is_through = true,
                CommandWord::Start
                | CommandWord::Help
                | CommandWord::List
                | CommandWord::Cancel
                | CommandWord::Sync
                | CommandWord::Status
                | CommandWord::Reminders
                | CommandWord::On
                | CommandWord::Off => return None,
            },
        }
    }
    (!rows.is_empty() && !is_through).then_some(rows)
}

/// What a word inside a command says.
fn command_word(word: &str) -> Option<CommandWord> {
    lang::ALL
        .iter()
        .flat_map(|language| language.commands)
        .filter(|(meaning, _)| {
            matches!(meaning, CommandWord::Filler | CommandWord::Through | CommandWord::On | CommandWord::Off)
        })
        .find(|(_, spellings)| spellings.split('|').any(|spelling| spelling == word))
        .map(|(meaning, _)| *meaning)
}

/// "/reminders on", "peringatan tutup", "提醒 开".
fn reminders(rest: &str, is_slash: bool) -> Option<Command> {
    if rest.is_empty() {
        return Some(Command::Reminders(None));
    }
    match command_word(rest) {
        Some(CommandWord::On) => Some(Command::Reminders(Some(true))),
        Some(CommandWord::Off) => Some(Command::Reminders(Some(false))),
        _ => is_slash.then_some(Command::Reminders(None)),
    }
}
