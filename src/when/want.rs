//! What a message wants: a command, with a slash or as its first word in any language, or an event.

use super::lang::{self, CommandWord};
use super::token::{Kind, Tokens};
use crate::model::{Intent, Reference, RepliedTo, Setting, SettingsWish, SmallTalk, Target};

/// The most rows that one command may name.
const MOST_ROWS: usize = 100;

/// What a message wants, seen from where and when the person is, and from the event it replies to, if it does.
///
/// A slash command may carry the bot's name ("/list@…"). A message that begins with a cancel word is a
/// command whatever follows; other command words stand alone.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use janji::model::{DayOrder, Intent, Reference, Target};
///
/// let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
/// let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
/// let target = Target::Numbers(vec![2]);
/// assert_eq!(janji::when::want("batal 2", &reference, None), Intent::Cancel { target, scope: None });
/// assert!(matches!(janji::when::want("lunch tomorrow 1pm", &reference, None), Intent::Create(_)));
/// ```
#[must_use]
pub fn want(text: &str, reference: &Reference, _replied: Option<&RepliedTo>) -> Intent {
    if let Some(command) = command(text) {
        return command;
    }
    let understood = super::read(text, reference);
    if understood.readings.is_empty() && understood.doubt.is_none() {
        return Intent::Nothing(SmallTalk::Other);
    }
    Intent::Create(understood)
}

/// The command that a message is, if it is one.
fn command(text: &str) -> Option<Intent> {
    let text = text.trim();
    let folded: String = text.chars().take(LONGEST_COMMAND).collect::<String>().to_lowercase();
    let is_slash = folded.starts_with('/');
    let (word, rest) = first_word(&folded)?;
    let rest = rest.trim();
    match word {
        CommandWord::Start => Some(Intent::Start { payload: None }),
        CommandWord::Cancel => Some(Intent::Cancel { target: cancel(rest), scope: None }),
        CommandWord::Reminders => reminders(rest, is_slash),
        CommandWord::Undo => alone(rest, is_slash, Intent::Undo),
        CommandWord::Help => alone(rest, is_slash, Intent::Help),
        CommandWord::List => alone(rest, is_slash, Intent::List),
        CommandWord::Sync => alone(rest, is_slash, Intent::Sync),
        CommandWord::Status => alone(rest, is_slash, Intent::Status),
        CommandWord::On | CommandWord::Off | CommandWord::Filler | CommandWord::Through => {
            is_slash.then_some(Intent::Unknown { nearest: None })
        }
    }
    .or_else(|| is_slash.then_some(Intent::Unknown { nearest: None }))
}

/// The part of a message that is looked at: beyond, no command goes.
const LONGEST_COMMAND: usize = 400;

/// A command word stands alone; a slash command may be followed by anything.
fn alone(rest: &str, is_slash: bool, command: Intent) -> Option<Intent> {
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
                || spelling.chars().all(super::fold::is_han)
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

/// Leaves out the bot's name after a slash command.
fn without_bot_name<'t>(spelling: &str, rest: &'t str) -> &'t str {
    if !spelling.starts_with('/') || !rest.starts_with('@') {
        return rest;
    }
    rest.find(char::is_whitespace).map_or("", |end| &rest[end..])
}

/// "cancel 2", "/cancel 1,3-5", "batal no 2 dan 4", "取消第2和3个".
fn cancel(rest: &str) -> Target {
    let tokens = Tokens::of(rest);
    numbers(&tokens).map_or(Target::Missing, Target::Numbers)
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
                | CommandWord::Undo
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
fn reminders(rest: &str, is_slash: bool) -> Option<Intent> {
    if rest.is_empty() {
        return Some(Intent::Settings(SettingsWish::Ask(Setting::Reminders)));
    }
    match command_word(rest) {
        Some(CommandWord::On) => Some(switch(rest, true)),
        Some(CommandWord::Off) => Some(switch(rest, false)),
        _ => is_slash.then_some(Intent::Settings(SettingsWish::Ask(Setting::Reminders))),
    }
}

fn switch(words: &str, is_on: bool) -> Intent {
    Intent::Settings(SettingsWish::Set { setting: Setting::Reminders, value: words.to_owned(), switch: Some(is_on) })
}
