//! A text, and whom it addresses. Pure.

use std::cmp::Reverse;
use std::ops::Range;

use teloxide::types::{MessageEntity, MessageEntityKind};

use super::is_me;
use crate::model::FormattedTime;
use crate::telegram::{Me, newer};

/// A text or caption, and whom it addresses.
pub(super) struct Addressed {
    /// The text without our name.
    pub text: String,
    pub is_command: bool,
    /// Whether it is a command that names another bot.
    pub is_for_another: bool,
    pub mentions_us: bool,
    /// The times that the person's app has formatted, in order.
    pub times: Vec<FormattedTime>,
}

impl Addressed {
    pub(super) fn read(raw: &str, entities: &[MessageEntity], me: &Me) -> Self {
        let mut read = Self {
            text: raw.to_owned(),
            is_command: false,
            is_for_another: false,
            mentions_us: false,
            times: Vec::new(),
        };
        let mut entities: Vec<&MessageEntity> = entities.iter().collect();
        entities.sort_by_key(|entity| Reverse(entity.offset));
        // From the end, so that cutting does not move what is still to be read.
        let mut untouched = raw.len();
        for entity in entities {
            let range = range_of(raw, entity).filter(|range| range.end <= untouched);
            if let Some(range) = range
                && read.hear(&raw[range.clone()], &entity.kind, range.clone(), me)
            {
                untouched = range.start;
            }
        }
        read.trim();
        read
    }

    /// Handles the entity in `range`; true if the text has changed there.
    fn hear(&mut self, part: &str, kind: &MessageEntityKind, range: Range<usize>, me: &Me) -> bool {
        match kind {
            MessageEntityKind::BotCommand if range.start == 0 => {
                self.is_command = true;
                let Some((command, name)) = part.split_once('@') else { return false };
                self.is_for_another = !name.eq_ignore_ascii_case(&me.username);
                self.replace(range, command);
            }
            MessageEntityKind::Mention if names(part, me) => self.cut(range),
            MessageEntityKind::TextMention { user } if is_me(Some(user), me) => self.cut(range),
            MessageEntityKind::TextLink { url } => {
                if let Some(newer::Formatted { at, has_time }) = newer::formatted(url.as_str()) {
                    self.times.insert(0, FormattedTime { range, at, has_time });
                }
                return false;
            }
            _ => return false,
        }
        true
    }

    /// Cuts out a mention of us, and one of the spaces around it.
    fn cut(&mut self, range: Range<usize>) {
        self.mentions_us = true;
        let follows_space = self.text[range.end..].starts_with(' ');
        let end = if follows_space { range.end + 1 } else { range.end };
        self.replace(range.start..end, "");
    }

    /// Replaces a range that is before all times found so far; these move with the text after it.
    fn replace(&mut self, range: Range<usize>, with: &str) {
        let removed = range.len().saturating_sub(with.len());
        self.text.replace_range(range, with);
        self.shift(removed);
    }

    fn shift(&mut self, removed: usize) {
        for time in &mut self.times {
            time.range = time.range.start.saturating_sub(removed)..time.range.end.saturating_sub(removed);
        }
    }

    fn trim(&mut self) {
        let leading = self.text.len() - self.text.trim_start().len();
        self.text = self.text.trim().to_owned();
        self.shift(leading);
        let length = self.text.len();
        self.times.retain(|time| time.range.end <= length && !time.range.is_empty());
    }
}

fn names(part: &str, me: &Me) -> bool {
    part.strip_prefix('@').is_some_and(|name| name.eq_ignore_ascii_case(&me.username))
}

/// The range of an entity in bytes. Telegram counts UTF-16 code units; an entity that ends within a character has no
/// range.
///
/// teloxide's own conversion panics there.
fn range_of(text: &str, entity: &MessageEntity) -> Option<Range<usize>> {
    let mut units = 0;
    let (from, to) = (entity.offset, entity.offset.checked_add(entity.length)?);
    let (mut start, mut end) = (None, None);
    for (at, letter) in text.char_indices().chain([(text.len(), '\0')]) {
        if units == from {
            start = Some(at);
        }
        if units == to {
            end = Some(at);
        }
        units += letter.len_utf16();
    }
    Some(start?..end?)
}
