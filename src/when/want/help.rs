//! Asking what the bot can do, and how it is used.

use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::Intent;

/// "What can you do", "apa je kau boleh buat", 怎么用: what it does, how it is used, or a word for help.
pub(super) fn help(sentence: &Sentence<'_>) -> Option<Intent> {
    (asks_what_we_do(sentence) || asks_how_to_use(sentence) || says_help(sentence)).then_some(Intent::Help)
}

/// Words around such a question.
const AROUND: Senses = Senses::of(&[
    Sense::What,
    Sense::OtherQuestion,
    Sense::You,
    Sense::Bot,
    Sense::Others,
    Sense::CanYou,
    Sense::Able,
    Sense::Does,
    Sense::Uses,
    Sense::Help,
    Sense::AnyEvent,
    Sense::Auxiliary,
    Sense::It,
    Sense::Looks,
    Sense::GoingOn,
    Sense::Have,
    Sense::All,
    Sense::Again,
    Sense::Tail,
]);

/// Whether a message says nothing beside words around such a question.
fn says_nothing_else(sentence: &Sentence<'_>) -> bool {
    !sentence.is_timed() && sentence.content_beside(sentence.all(), AROUND) == 0
}

/// "What all can u do", "ko pandai buat apa", 你到底会做什么: what the bot is able to do.
fn asks_what_we_do(sentence: &Sentence<'_>) -> bool {
    // "Can u" is one phrase.
    let is_addressed = |item: &Item| {
        item.is_any(Senses::of(&[Sense::You, Sense::Bot])) || item.is(Sense::CanYou) && item.is(Sense::Polite)
    };
    let asks = sentence.has(Sense::What) && sentence.items.iter().any(is_addressed);
    let is_able = sentence.has_any(&[Sense::Able, Sense::CanYou]);
    let does = sentence.has(Sense::Does);
    // "What can you do about it"
    let points = |item: &Item| item.is(Sense::It) && !item.is_filler();
    let is_good = sentence
        .items
        .iter()
        .any(|item| item.is(Sense::Able) && item.kind == ItemKind::Word && !item.is(Sense::CanYou));
    asks && is_able && (does || is_good) && !sentence.items.iter().any(points) && says_nothing_else(sentence)
}

/// "How do i even use this", "camne nak pakai benda ni", 这个要怎样用.
fn asks_how_to_use(sentence: &Sentence<'_>) -> bool {
    let uses = |item: &Item| item.is(Sense::Uses) && !item.is_time;
    sentence.has_any(&[Sense::OtherQuestion, Sense::Looks])
        && sentence.items.iter().any(uses)
        && says_nothing_else(sentence)
}

/// A word or phrase that asks for help, in a message of few other words.
fn says_help(sentence: &Sentence<'_>) -> bool {
    let Some(at) = sentence.find(Sense::Help) else { return false };
    let is_phrase = sentence.slice(at..at + 1).contains(' ') || sentence.items[at].kind == ItemKind::Han;
    let others = sentence.content_beside(
        sentence.all(),
        Senses::of(&[Sense::Help, Sense::Others, Sense::What, Sense::OtherQuestion, Sense::AgendaNoun, Sense::Put]),
    );
    is_phrase && others <= 2 && !sentence.has_any(&[Sense::Remind, Sense::Cancel, Sense::Move])
}
