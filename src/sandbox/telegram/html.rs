//! Telegram's HTML mode: text with tags → text and entities, or what is wrong with it.
//!
//! The tags, the four named entities and the wording of the errors are those of the Bot API, "HTML style".

use serde::Serialize;

/// A stretch of text that looks or acts differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// How.
    #[serde(flatten)]
    pub kind: EntityKind,
    /// Where it begins, in UTF-16 units.
    pub offset: usize,
    /// How long it is, in UTF-16 units.
    pub length: usize,
}

/// What a stretch of text looks like or does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "type")]
pub enum EntityKind {
    /// `<b>`
    Bold,
    /// `<i>`
    Italic,
    /// `<u>`
    Underline,
    /// `<s>`
    Strikethrough,
    /// `<tg-spoiler>`
    Spoiler,
    /// `<code>`
    Code,
    /// `<pre>`
    Pre,
    /// `<blockquote>`
    Blockquote,
    /// `<blockquote expandable>`
    ExpandableBlockquote,
    /// `<a href="…">`
    TextLink {
        /// Where it leads.
        url: String,
    },
    /// `<tg-time unix="…">`
    DateTime {
        /// Seconds since 1970.
        unix_time: i64,
    },
    /// `/command`, found in what people write.
    BotCommand,
    /// `@name`, found in what people write.
    Mention,
}

/// A tag that is open.
struct Open {
    name: String,
    kind: Option<EntityKind>,
    offset: usize,
}

/// Text without its tags, and what the tags said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    pub(crate) entities: Vec<Entity>,
}

/// Reads text in HTML mode.
///
/// The error is what follows "can't parse entities: " in Telegram's answer.
pub(crate) fn parse(html: &str) -> Result<Formatted, String> {
    let mut done = Formatted::default();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(next) = html[at..].chars().next() {
        match next {
            '<' if html[at..].starts_with("</") => {
                let (name, end) = end_tag(html, at)?;
                close(&mut done, &mut open, &name, at)?;
                at = end;
            }
            '<' => {
                let (tag, end) = start_tag(html, at)?;
                let kind = kind_of(&tag).map_err(|()| unsupported(&tag.name, at))?;
                open.push(Open { name: tag.name, kind, offset: utf16(&done.text) });
                at = end;
            }
            '&' => {
                let (character, end) = character(html, at);
                done.text.push(character);
                at = end;
            }
            _ => {
                done.text.push(next);
                at += next.len_utf8();
            }
        }
    }
    if let Some(unclosed) = open.pop() {
        return Err(format!("Can't find end tag corresponding to start tag \"{}\"", unclosed.name));
    }
    done.entities.sort_by_key(|entity| (entity.offset, usize::MAX - entity.length));
    Ok(trimmed(done))
}

/// How long a text is for Telegram.
pub(super) fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The commands and mentions in what a person writes.
pub(super) fn found_in(text: &str) -> Vec<Entity> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let begins = !(is_word(before) || before == '/' || before == '@');
        before = character;
        let kind = match character {
            '/' if begins => EntityKind::BotCommand,
            '@' if begins => EntityKind::Mention,
            _ => continue,
        };
        let rest = &text[at + 1..];
        let allowed = |c: char| is_word(c) || (c == '@' && kind == EntityKind::BotCommand);
        let end = rest.find(|c| !allowed(c)).unwrap_or(rest.len());
        if end > 0 {
            found.push(Entity { kind, offset: utf16(&text[..at]), length: 1 + end });
        }
    }
    found
}

/// A start tag: its name and its attributes, in lower case.
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What a tag means; `None` when it changes nothing alone.
fn kind_of(tag: &Tag) -> Result<Option<EntityKind>, ()> {
    let kind = match tag.name.as_str() {
        "b" | "strong" => EntityKind::Bold,
        "i" | "em" => EntityKind::Italic,
        "u" | "ins" => EntityKind::Underline,
        "s" | "strike" | "del" => EntityKind::Strikethrough,
        "tg-spoiler" => EntityKind::Spoiler,
        "span" if tag.attribute("class") == Some("tg-spoiler") => EntityKind::Spoiler,
        "code" => EntityKind::Code,
        "pre" => EntityKind::Pre,
        "blockquote" if tag.attribute("expandable").is_some() => EntityKind::ExpandableBlockquote,
        "blockquote" => EntityKind::Blockquote,
        "a" => return Ok(tag.attribute("href").map(|url| EntityKind::TextLink { url: url.to_owned() })),
        "tg-time" => {
            let unix_time = tag.attribute("unix").and_then(|unix| unix.parse().ok()).ok_or(())?;
            EntityKind::DateTime { unix_time }
        }
        _ => return Err(()),
    };
    Ok(Some(kind))
}

/// Ends the innermost tag, which must be called `name`.
fn close(done: &mut Formatted, open: &mut Vec<Open>, name: &str, at: usize) -> Result<(), String> {
    let Some(tag) = open.pop() else { return Err(format!("Unexpected end tag at byte offset {at}")) };
    // `</>` ends whatever is open.
    if !name.is_empty() && tag.name != name {
        return Err(format!(
            "Unmatched end tag at byte offset {at}, expected \"</{}>\", found \"</{name}>\"",
            tag.name
        ));
    }
    let length = utf16(&done.text) - tag.offset;
    if let (Some(kind), true) = (tag.kind, length > 0) {
        done.entities.push(Entity { kind, offset: tag.offset, length });
    }
    Ok(())
}

/// `</name>` at `at`: the name, and where the text goes on.
fn end_tag(html: &str, at: usize) -> Result<(String, usize), String> {
    let unclosed = || format!("Unclosed end tag at byte offset {at}");
    let length = html[at..].find('>').ok_or_else(unclosed)?;
    let name = html[at + 2..at + length].trim_end().to_ascii_lowercase();
    if name.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
        return Err(unclosed());
    }
    Ok((name, at + length + 1))
}

/// `<name key="value" …>` at `at`: the tag, and where the text goes on.
fn start_tag(html: &str, at: usize) -> Result<(Tag, usize), String> {
    let unclosed = || format!("Unclosed start tag at byte offset {at}");
    let rest = &html[at + 1..];
    let end = rest.find(|c: char| c.is_whitespace() || c == '>').ok_or_else(unclosed)?;
    let mut tag = Tag { name: rest[..end].to_ascii_lowercase(), attributes: Vec::new() };
    if tag.name.is_empty() || tag.name.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '-')) {
        return Err(unsupported(&tag.name, at));
    }
    let mut rest = rest[end..].trim_start();
    while !rest.starts_with('>') {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '>').ok_or_else(unclosed)?;
        let name = rest[..end].to_ascii_lowercase();
        let Some(after) = rest[end..].strip_prefix('=') else {
            if name.is_empty() {
                return Err(format!("Empty attribute name in the tag \"{}\" at byte offset {at}", tag.name));
            }
            tag.attributes.push((name, String::new()));
            rest = rest[end..].trim_start();
            continue;
        };
        let (value, after) = if let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) {
            after[1..].split_once(quote).ok_or_else(unclosed)?
        } else {
            let end = after.find(|c: char| c.is_whitespace() || c == '>').ok_or_else(unclosed)?;
            after.split_at(end)
        };
        tag.attributes.push((name, decoded(value)));
        rest = after.trim_start();
        if rest.is_empty() {
            return Err(unclosed());
        }
    }
    Ok((tag, html.len() - rest.len() + 1))
}

fn unsupported(name: &str, at: usize) -> String {
    format!("Unsupported start tag \"{name}\" at byte offset {at}")
}

/// The character that `&…;` at `at` stands for, and where the text goes on; a lone `&` is itself.
fn character(html: &str, at: usize) -> (char, usize) {
    const LONGEST: usize = 12;
    let itself = ('&', at + 1);
    let Some(length) = html[at..].bytes().take(LONGEST).position(|b| b == b';') else { return itself };
    let named = match &html[at + 1..at + length] {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        number => number.strip_prefix('#').and_then(numbered),
    };
    named.map_or(itself, |character| (character, at + length + 1))
}

/// `38` or `x26`.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0')
}

/// An attribute's value.
fn decoded(value: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(next) = value[at..].chars().next() {
        let (character, end) = if next == '&' { character(value, at) } else { (next, at + next.len_utf8()) };
        text.push(character);
        at = end;
    }
    text
}

/// Telegram drops blank space at both ends.
fn trimmed(formatted: Formatted) -> Formatted {
    let text = formatted.text.trim();
    let dropped = utf16(&formatted.text) - utf16(formatted.text.trim_start());
    let whole = utf16(text);
    let within = |entity: Entity| {
        let start = entity.offset.saturating_sub(dropped).min(whole);
        let end = (entity.offset + entity.length).saturating_sub(dropped).min(whole);
        (end > start).then_some(Entity { offset: start, length: end - start, ..entity })
    };
    Formatted { text: text.to_owned(), entities: formatted.entities.into_iter().filter_map(within).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(kind: EntityKind, offset: usize, length: usize) -> Entity {
        Entity { kind, offset, length }
    }

    #[test]
    fn tags_become_entities_counted_in_utf16() {
        let read =
            parse("😀 <b>bold <i>both</i></b> &lt;&amp;&#33; <a href=\"https://a.b/?x=1&amp;y=2\">go</a>\n").unwrap();
        assert_eq!(read.text, "😀 bold both <&! go");
        let url = "https://a.b/?x=1&y=2".into();
        assert_eq!(
            read.entities,
            [
                entity(EntityKind::Bold, 3, 9),
                entity(EntityKind::Italic, 8, 4),
                entity(EntityKind::TextLink { url }, 17, 2),
            ]
        );
    }

    #[test]
    fn what_telegram_refuses_is_refused() {
        let wrong = [
            ("a < b", "Unsupported start tag \"\" at byte offset 2"),
            ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b><i>x</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\""),
            ("<script>x</script>", "Unsupported start tag \"script\" at byte offset 0"),
            ("<span>x</span>", "Unsupported start tag \"span\" at byte offset 0"),
            ("<a href=\"x>y</a>", "Unclosed start tag at byte offset 0"),
            ("<3", "Unclosed start tag at byte offset 0"),
        ];
        for (html, why) in wrong {
            assert_eq!(parse(html), Err(why.to_owned()), "{html}");
        }
    }

    #[test]
    fn lone_signs_are_themselves() {
        assert_eq!(parse("Q&A > R&D; &nbsp;").unwrap().text, "Q&A > R&D; &nbsp;");
        assert_eq!(parse("  \n <b> </b>").unwrap(), Formatted::default());
    }

    #[test]
    fn commands_and_mentions_are_found() {
        let found = found_in("/list@janji_bot and @janji_bot a/b");
        assert_eq!(found, [entity(EntityKind::BotCommand, 0, 15), entity(EntityKind::Mention, 20, 10)]);
    }

    proptest::proptest! {
        #[test]
        fn reading_never_panics_and_entities_lie_inside_the_text(html in "(<|>|/|b|a |&|;|#|x|\"|=|😀|pre|href| ){0,24}") {
            if let Ok(read) = parse(&html) {
                let whole = utf16(&read.text);
                proptest::prop_assert!(read.entities.iter().all(|e| e.length > 0 && e.offset + e.length <= whole));
            }
        }
    }
}
