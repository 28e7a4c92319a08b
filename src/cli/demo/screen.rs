//! What the terminal shows: who said what, buttons with numbers, and the time when it moves.

use std::io::Write;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::sandbox::telegram::{Content, Entity, EntityKind, Happening, Message, Sender, UserId};

/// How far the lines after the first are indented.
const INDENT: &str = "    ";

/// Who reads what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Reader {
    /// A pipe or a file: plain text, and what was typed stands there too.
    Pipe,
    /// A person at a terminal who wants no colours.
    PlainTerminal,
    /// A person at a terminal.
    Terminal,
}

/// A look that text can have.
#[derive(Debug, Clone, Copy)]
enum Look {
    Bot,
    Person,
    Quiet,
    Button,
}

/// The terminal, or whatever stands for it.
pub(in crate::cli) struct Screen<W> {
    out: W,
    reader: Reader,
    zone: Tz,
}

impl<W: Write> Screen<W> {
    pub(super) fn new(out: W, reader: Reader, zone: Tz) -> Self {
        Self { out, reader, zone }
    }

    /// Whether a person sees what they type.
    pub(super) fn is_typed_on(&self) -> bool {
        self.reader != Reader::Pipe
    }

    /// Shows one thing that happened; `place` is where, unless that goes without saying.
    pub(super) fn show(
        &mut self,
        happening: &Happening,
        place: Option<&str>,
        name: impl Fn(UserId) -> String,
    ) -> std::io::Result<()> {
        let place = place.map(|place| format!(" → {place}")).unwrap_or_default();
        match happening {
            Happening::Sent(message) => {
                let (who, look) = match message.sender {
                    Sender::Bot => ("Janji".to_owned(), Look::Bot),
                    Sender::Person(id) => (name(id), Look::Person),
                };
                let who = self.paint(look, &format!("{who}{place}:"));
                self.message(&who, message)
            }
            Happening::Edited(message) => {
                let who = self.paint(Look::Bot, &format!("Janji{place}, changing what it said:"));
                self.message(&who, message)
            }
            Happening::Deleted(_) => self.quiet(&format!("(Janji takes a message back{place})")),
            Happening::Pressed { user, label, .. } => {
                let who = self.paint(Look::Person, &format!("{}{place}:", name(*user)));
                let button = self.paint(Look::Button, &format!("[{label}]"));
                writeln!(self.out, "{who} {button}")
            }
            Happening::Toast { text, .. } if text.is_empty() => Ok(()),
            Happening::Toast { text, .. } => self.quiet(&format!("({text})")),
            Happening::Blocked => self.quiet("(Janji is blocked)"),
            Happening::Unblocked => self.quiet("(Janji is unblocked)"),
        }
    }

    /// Says what time it is now.
    pub(super) fn time(&mut self, now: DateTime<Utc>) -> std::io::Result<()> {
        let shown = now.with_timezone(&self.zone).format("%a %-d %b %Y, %H:%M");
        self.quiet(&format!("── {shown} ──"))
    }

    /// Says something that nobody said.
    pub(super) fn quiet(&mut self, text: &str) -> std::io::Result<()> {
        let text = self.paint(Look::Quiet, text);
        writeln!(self.out, "{text}")?;
        self.out.flush()
    }

    /// Invites to type, on a terminal only.
    pub(super) fn prompt(&mut self, who: &str) -> std::io::Result<()> {
        if !self.is_typed_on() {
            return Ok(());
        }
        let who = self.paint(Look::Person, who);
        write!(self.out, "{who} › ")?;
        self.out.flush()
    }

    /// Clears the line on which somebody was invited to type.
    pub(super) fn clear_prompt(&mut self) -> std::io::Result<()> {
        match self.reader {
            Reader::Pipe => Ok(()),
            Reader::PlainTerminal => writeln!(self.out),
            Reader::Terminal => write!(self.out, "\r\x1b[K"),
        }
    }

    fn message(&mut self, who: &str, message: &Message) -> std::io::Result<()> {
        let text = match &message.content {
            Content::Text { text, entities } => indented(&format!("{text}{}", local_links(entities))),
            Content::Media(media) => format!("({}) {}", media.name, indented(&media.caption)),
            Content::Pin { .. } => "(a pin on the map)".into(),
            Content::Photo => "(a photo)".into(),
            Content::Sticker => "(a sticker)".into(),
            Content::Voice => "(a voice message)".into(),
            Content::Unreadable => "(newer formatting)".into(),
            Content::MovedTo { .. } | Content::MovedFrom { .. } => "(the group becomes a supergroup)".into(),
        };
        writeln!(self.out, "{who} {text}")?;
        let mut number = 0;
        for row in &message.keyboard {
            let mut labels = Vec::new();
            for button in row {
                number += 1;
                labels.push(self.paint(Look::Button, &format!("[!{number} {}]", button.label)));
            }
            writeln!(self.out, "{INDENT}{}", labels.join(" "))?;
        }
        self.out.flush()
    }

    fn paint(&self, look: Look, text: &str) -> String {
        let code = match look {
            Look::Bot => "1;36",
            Look::Person => "1;32",
            Look::Quiet => "2",
            Look::Button => "36",
        };
        match self.reader {
            Reader::Pipe | Reader::PlainTerminal => text.to_owned(),
            Reader::Terminal => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }
}

/// The addresses on this machine that a message links to, a line each; those of events lead nowhere in the demo.
fn local_links(entities: &[Entity]) -> String {
    let local = entities.iter().filter_map(|entity| match &entity.kind {
        EntityKind::TextLink { url } if url.starts_with("http://127.0.0.1:") => Some(format!("\n{url}")),
        _ => None,
    });
    local.collect()
}

/// Text whose lines after the first are indented, the empty ones left empty.
fn indented(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |whole, line| match line {
        "" => whole + "\n",
        line => format!("{whole}\n{INDENT}{line}"),
    })
}
