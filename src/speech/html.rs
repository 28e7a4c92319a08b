//! Text that Telegram accepts: users' strings made harmless, messages made to fit, HTML taken away again.

use std::borrow::Cow;

use chrono::{DateTime, Utc};

/// How long a message may be after entities, in UTF-16 code units (Bot API, `sendMessage`).
pub(super) const MESSAGE_MOST: usize = 4_096;

/// How long a toast may be (Bot API, `answerCallbackQuery`).
const TOAST_MOST: usize = 200;

/// Stands where something was cut off.
const ELLIPSIS: char = '…';

/// A user's string as it may stand in a message: on one line, without marks that bend the text around it, at most
/// `most` UTF-16 code units, escaped; isolated when it runs from right to left.
///
/// The only place where direction is handled: everything else is written from left to right.
pub(super) fn user(text: &str, most: usize) -> String {
    let clean = clean(text);
    let short = shorten(&clean, most);
    let escaped = escape(&short);
    if short.chars().any(is_right_to_left) { format!("\u{2068}{escaped}\u{2069}") } else { escaped }
}

/// A user's string on one line, without marks that bend the text around it, at most `most` UTF-16 code units; not escaped.
pub(super) fn line(text: &str, most: usize) -> String {
    shorten(&clean(text), most).into_owned()
}

/// `&`, `<`, `>` and `"` as entities: fit for text and for attributes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Text that opens as a moment in the zone of the person who taps on it (Bot API 9.5, `tg-time`).
///
/// It is drawn as it is written, because no format is asked for; older apps draw only that.
pub(super) fn time(at: DateTime<Utc>, drawn: &str) -> String {
    format!("<tg-time unix=\"{}\">{drawn}</tg-time>", at.timestamp())
}

/// On one line, without leading, trailing or doubled spaces, and without characters that are not drawn.
///
/// A joiner stays where it joins, between two drawn characters: emoji families and several scripts need it.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending: Option<char> = None;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            pending = Some(' ');
        } else if is_joiner(c) {
            pending = pending.or(Some(c));
        } else if !is_undrawn(c) {
            if !out.is_empty() {
                out.extend(pending);
            }
            pending = None;
            out.push(c);
        }
    }
    out
}

/// At most `most` UTF-16 code units, the last of them an ellipsis if something was cut off.
fn shorten(text: &str, most: usize) -> Cow<'_, str> {
    if units(text) <= most {
        return Cow::Borrowed(text);
    }
    let mut left = most.saturating_sub(1);
    let kept: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= left;
            left = left.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || is_joiner(c));
    Cow::Owned(format!("{kept}{ELLIPSIS}"))
}

/// The lines as one message that is not too long: whole lines are left out from the end, never parts of them.
///
/// Each line must be well-formed HTML. A first line that is too long alone is shown without its tags, as far
/// as it fits.
pub(super) fn fit(lines: &[String]) -> String {
    let first = lines.first().map(|line| strip(line)).unwrap_or_default();
    let line_most = MESSAGE_MOST - 2;
    if units(&first) > line_most {
        return escape(&shorten(&first, line_most));
    }
    let mut left = MESSAGE_MOST;
    let mut fitting = 0;
    for line in lines {
        let needed = drawn_units(line) + 1;
        if needed > left {
            break;
        }
        left -= needed;
        fitting += 1;
    }
    if fitting == lines.len() {
        return lines.join("\n");
    }
    // Room for the ellipsis, on a line of its own; the first line leaves enough.
    while left < 1 && fitting > 1 {
        fitting -= 1;
        left += drawn_units(&lines[fitting]) + 1;
    }
    format!("{}\n{ELLIPSIS}", lines[..fitting].join("\n"))
}

/// The text without HTML, on one line, at most 200 characters: for toasts.
pub(super) fn toast(html: &str) -> String {
    shorten(&clean(&strip(html)), TOAST_MOST).into_owned()
}

/// The text without its tags, and with its entities decoded.
pub(super) fn strip(html: &str) -> String {
    drawn(html).collect()
}

/// What is drawn of a text, piece by piece.
fn drawn(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (piece, length) = match rest.find(['<', '&']) {
            Some(0) => tag_or_entity(rest),
            Some(at) => (&rest[..at], at),
            None if rest.is_empty() => return None,
            None => (rest, rest.len()),
        };
        rest = &rest[length..];
        Some(piece)
    })
}

/// How long Telegram finds what is drawn of a text.
fn drawn_units(html: &str) -> usize {
    drawn(html).map(units).sum()
}

/// What the tag or entity at the beginning of `html` draws, and how many bytes it takes.
fn tag_or_entity(html: &str) -> (&str, usize) {
    const ENTITIES: [(&str, &str); 4] = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];
    if html.starts_with('<') {
        return html.find('>').map_or((html, html.len()), |end| ("", end + 1));
    }
    ENTITIES
        .iter()
        .find(|(entity, _)| html.starts_with(entity))
        .map_or(("&", 1), |(entity, drawn)| (drawn, entity.len()))
}

/// How long Telegram finds lines, with the end of each.
pub(super) fn length(lines: &[String]) -> usize {
    lines.iter().map(|line| drawn_units(line) + 1).sum()
}

/// Whether a text in HTML fits into one message.
pub(super) fn fits(text: &str) -> bool {
    drawn_units(text) <= MESSAGE_MOST
}

/// How long Telegram finds a text.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Joins its neighbours into one drawn character.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Is not drawn, or changes the direction of what follows.
fn is_undrawn(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Belongs to a script that is written from right to left (Unicode blocks from Hebrew to Arabic Extended-A, their
/// presentation forms, and those of the supplementary plane).
fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}
