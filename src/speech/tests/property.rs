//! What must hold of everything that is said, whatever people call their events: for the bounds, and for the fuzz
//! target `render`.

use std::sync::LazyLock;

use super::building::now;
use super::samples::replies;
use crate::sandbox::telegram::html::{Entity, EntityKind, parse};
use crate::speech::{Outgoing, Reply, Voice, fallback, plain, render};

/// How long a message may be after entities, in UTF-16 code units (Bot API, `sendMessage`).
pub(super) const MESSAGE_MOST: usize = 4_096;

/// How long a toast may be (Bot API, `answerCallbackQuery`).
const TOAST_MOST: usize = 200;

/// How much a button may carry, in bytes (Bot API, `InlineKeyboardButton`).
const DATA_MOST: usize = 64;

/// How long a button's label may be to be read whole on a phone.
const LABEL_MOST: usize = 32;

/// How much of a title is shown wherever it is shown.
const SHOWN_LEAST: usize = 16;

/// Which of the replies name the event.
static NAMES_IT: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let is_named = |reply| format!("{reply:?}").contains("qxzvk");
    replies("qxzvk", "").iter().map(is_named).collect()
});

/// Says everything there is to say of events with this title at this place, and checks it against what Telegram takes.
pub(super) fn all_hold(title: &str, place: &str, voice: Voice) -> Result<(), String> {
    let mut said = replies(title, place).into_iter().zip(NAMES_IT.iter());
    said.try_for_each(|(reply, names_it)| holds(&reply, *names_it, title, voice))
}

/// The same of one of the things to say, picked by a number.
pub(crate) fn one_holds(pick: usize, title: &str, place: &str, voice: Voice) -> Result<(), String> {
    let pick = pick % NAMES_IT.len();
    let reply = replies(title, place).swap_remove(pick);
    holds(&reply, NAMES_IT[pick], title, voice)
}

/// Says one thing, and checks it.
fn holds(reply: &Reply, names_it: bool, title: &str, voice: Voice) -> Result<(), String> {
    let outgoing = render(reply, &voice, now());
    let wrong = |wrong| format!("{wrong}: {:?}", outgoing.text);
    let drawn = check(&outgoing).map_err(wrong)?;
    if names_it && !letters(&drawn).contains(&beginning(title)) {
        return Err(wrong("the title is not seen".to_owned()));
    }
    Ok(())
}

/// What Telegram draws of a message, or what it would find wrong with it.
pub(super) fn check(outgoing: &Outgoing) -> Result<String, String> {
    let read = parse(&outgoing.text)?;
    let drawn = read.text;
    if drawn.is_empty() {
        return Err("nothing is said".into());
    }
    if units(&drawn) > MESSAGE_MOST {
        return Err(format!("{} units", units(&drawn)));
    }
    if let Some(c) = drawn.chars().find(|c| is_harmful(*c)) {
        return Err(format!("{c:?} is said"));
    }
    if let Some(entity) = read.entities.iter().find(|entity| !is_ours(entity, &drawn)) {
        return Err(format!("{entity:?} is not ours"));
    }
    for button in outgoing.keyboard.iter().flatten() {
        let length = units(&button.label);
        if length == 0 || length > LABEL_MOST || button.data.len() > DATA_MOST {
            return Err(format!("button {button:?}"));
        }
    }
    if drawn != fallback(outgoing).trim() {
        return Err("the fallback says something else".into());
    }
    let toast = plain(outgoing);
    if units(&toast) > TOAST_MOST || toast.contains('\n') {
        return Err(format!("the toast is {toast:?}"));
    }
    Ok(drawn)
}

/// How long Telegram finds a text.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Bends the text around it, or hides in it.
fn is_harmful(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}' | '\u{2067}' | '\u{200B}' | '\u{FEFF}')
        || (c.is_control() && c != '\n')
}

/// Whether it is of the kinds that we use, on a line of its own, and leads into the web if anywhere.
fn is_ours(entity: &Entity, drawn: &str) -> bool {
    let is_known = match &entity.kind {
        EntityKind::Bold
        | EntityKind::Italic
        | EntityKind::Strikethrough
        | EntityKind::Code
        | EntityKind::DateTime { .. } => true,
        EntityKind::TextLink { url } => url.starts_with("https://") || url.starts_with("http://"),
        _ => false,
    };
    let mut covered = drawn.encode_utf16().skip(entity.offset).take(entity.length);
    is_known && !covered.any(|unit| unit == u16::from(b'\n'))
}

/// The letters and digits with which a title begins, as far as it is shown everywhere.
fn beginning(title: &str) -> String {
    let mut left = SHOWN_LEAST;
    let is_within = |c: &char| {
        left = left.saturating_sub(c.len_utf16());
        left > 0
    };
    letters(&title.chars().filter(|c| !c.is_whitespace()).take_while(is_within).collect::<String>())
}

/// What is left of a text without signs, spaces and marks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() && !is_filler(*c)).collect()
}

/// A letter that is not drawn: Hangul's and Khmer's.
fn is_filler(c: char) -> bool {
    matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{17B4}' | '\u{17B5}')
}
