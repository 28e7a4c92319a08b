//! What the bot is for, and the hints it gives.

use std::collections::HashMap;
use std::sync::LazyLock;

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::words::words;
use super::{Card, html};
use crate::model::{ChatId, Language};

/// How much of a reference is shown: they are short.
const REFERENCE_MOST: usize = 64;

/// The page of help in each language, put together once: it says the same to everyone.
static HELP: LazyLock<HashMap<Language, Lines>> =
    LazyLock::new(|| Language::ALL.map(|language| (language, help(language))).into());

/// Messages that people can write, one a line, in `language`; the reader understands each of them.
#[must_use]
pub fn examples(language: Language) -> Vec<String> {
    fl!(words(language), "examples").lines().map(str::to_owned).collect()
}

/// The commands with what they do, for Telegram's menu (Bot API, `setMyCommands`).
#[must_use]
pub fn commands(language: Language) -> Vec<(&'static str, String)> {
    let words = words(language);
    vec![
        ("today", fl!(words, "command-today")),
        ("week", fl!(words, "command-week")),
        ("list", fl!(words, "command-list")),
        ("free", fl!(words, "command-free")),
        ("find", fl!(words, "command-find")),
        ("move", fl!(words, "command-move")),
        ("cancel", fl!(words, "command-cancel")),
        ("undo", fl!(words, "command-undo")),
        ("guests", fl!(words, "command-guests")),
        ("settings", fl!(words, "command-settings")),
        ("connect", fl!(words, "command-connect")),
        ("accounts", fl!(words, "command-accounts")),
        ("calendars", fl!(words, "command-calendars")),
        ("help", fl!(words, "command-help")),
        ("tomorrow", fl!(words, "command-tomorrow")),
        ("month", fl!(words, "command-month")),
        ("rename", fl!(words, "command-rename")),
        ("place", fl!(words, "command-place")),
        ("length", fl!(words, "command-length")),
        ("remind", fl!(words, "command-remind")),
        ("snooze", fl!(words, "command-snooze")),
        ("done", fl!(words, "command-done")),
        ("why", fl!(words, "command-why")),
        ("reminders", fl!(words, "command-reminders")),
        ("export", fl!(words, "command-export")),
        ("sync", fl!(words, "command-sync")),
        ("status", fl!(words, "command-status")),
        ("forget", fl!(words, "command-forget")),
        ("start", fl!(words, "command-start")),
    ]
}

impl Renderer<'_> {
    pub(super) fn start(&self) -> Lines {
        let mut lines = vec![
            fl!(self.words, "start-hello"),
            fl!(self.words, "start-what"),
            String::new(),
            fl!(self.words, "start-examples"),
        ];
        lines.extend(self.examples().take(3));
        lines.extend([String::new(), fl!(self.words, "start-more")]);
        lines
    }

    pub(super) fn help(&self) -> Lines {
        HELP[&self.voice.language].clone()
    }

    pub(super) fn unknown_command(&self, nearest: Option<&str>) -> Lines {
        vec![match nearest {
            Some(command) => {
                fl!(self.words, "unknown-command-nearest", command = format!("/{}", html::escape(command)))
            }
            None => fl!(self.words, "unknown-command"),
        }]
    }

    pub(super) fn welcome(&self) -> Lines {
        vec![fl!(self.words, "welcome")]
    }

    pub(super) fn smile(&self) -> Lines {
        vec![fl!(self.words, "smile")]
    }

    pub(super) fn hello(&self) -> Lines {
        let example = examples(self.voice.language).into_iter().next().unwrap_or_default();
        vec![fl!(self.words, "hello", example = html::escape(&example))]
    }

    pub(super) fn offer(&self, card: &Card) -> Lines {
        vec![fl!(self.words, "offer", event = self.event(card))]
    }

    pub(super) fn offer_move(&self, card: &Card) -> Lines {
        vec![fl!(self.words, "offer-move", event = self.event(card))]
    }

    pub(super) fn no_time(&self) -> Lines {
        let example = examples(self.voice.language).into_iter().next().unwrap_or_default();
        vec![fl!(self.words, "no-time", example = html::escape(&example))]
    }

    pub(super) fn text_only(&self) -> Lines {
        vec![fl!(self.words, "text-only")]
    }

    pub(super) fn unreadable(&self) -> Lines {
        vec![fl!(self.words, "unreadable")]
    }

    pub(super) fn refused(&self, chat: ChatId) -> Lines {
        vec![fl!(self.words, "refused", number = chat.to_string())]
    }

    pub(super) fn owner(&self, line: &str, is_to_be_written_by_hand: bool) -> Lines {
        let mut lines = vec![fl!(self.words, "owner-hello"), fl!(self.words, "start-what"), String::new()];
        if is_to_be_written_by_hand {
            lines.push(fl!(self.words, "owner-line", line = html::escape(line)));
        } else {
            lines.push(fl!(self.words, "owner-offer", line = html::escape(line)));
        }
        lines
    }

    pub(super) fn owner_written(&self, line: &str) -> Lines {
        vec![fl!(self.words, "owner-written", line = html::escape(line))]
    }

    pub(super) fn owner_not_written(&self, line: &str) -> Lines {
        vec![fl!(self.words, "owner-not-written"), fl!(self.words, "owner-line", line = html::escape(line))]
    }

    pub(super) fn storage_away(&self) -> Lines {
        vec![fl!(self.words, "storage-away")]
    }

    pub(super) fn waits_for_storage(&self) -> Lines {
        vec![fl!(self.words, "waits-for-storage")]
    }

    pub(super) fn sorry(&self, reference: &str) -> Lines {
        vec![fl!(self.words, "sorry", reference = html::user(reference, REFERENCE_MOST))]
    }

    fn examples(&self) -> impl Iterator<Item = String> {
        shown_examples(self.voice.language)
    }
}

fn help(language: Language) -> Lines {
    let words = words(language);
    let mut lines = vec![fl!(words, "help-heading"), String::new(), fl!(words, "help-write")];
    lines.extend(shown_examples(language));
    lines.extend([String::new(), fl!(words, "help-commands")]);
    lines.extend(commands(language).iter().map(|(name, does)| format!("/{name} – {}", html::escape(does))));
    lines.extend([String::new(), fl!(words, "help-cancel")]);
    lines
}

fn shown_examples(language: Language) -> impl Iterator<Item = String> {
    examples(language).into_iter().map(|line| format!("• <code>{}</code>", html::escape(&line)))
}
