//! "Rename the thursday meeting Q1 wrap-up", "call saturday's dinner Nana's 80th": an order, an event, and its new name.

use super::{is_planned, value};
use crate::model::{Detail, Intent, RepliedTo, Target};
use crate::when::fold::is_han;
use crate::when::want::clause::without_filler;
use crate::when::want::items::ItemKind;
use crate::when::want::senses::Sense;
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{spoken_of, target};

/// What gives an event the name that follows it, without a word between.
pub(super) fn renamed(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let body = without_filler(sentence, sentence.all());
    let verb = body.start;
    if !sentence.is(verb, Sense::Rename) || sentence.items[verb].is_time || is_planned(sentence) {
        return None;
    }
    // "Namakan yang ni Majlis Perpisahan"
    if sentence.is(verb + 1, Sense::It) && !sentence.is(verb, Sense::Call) {
        let title = value(sentence, verb + 2..sentence.len()).filter(|_| !sentence.is_timed())?;
        let is_name = title.starts_with(|ch: char| ch.is_uppercase() || is_han(ch));
        let target = spoken_of(replied);
        return is_name.then_some(Intent::Change { target, detail: Detail::Title(title), scope: None });
    }
    let is_event = |at: &usize| sentence.is(*at, Sense::EventNoun) && !sentence.items[*at].is_time;
    let noun = (verb + 1..sentence.len()).find(is_event)?;
    let end = noun + (noun..sentence.len()).take_while(is_event).count();
    // "Call mum's dentist Dr Tan" rings somebody up; "call friday's lunch …" names a day.
    let has_day = sentence.has_time(verb + 1..noun);
    let is_sure = has_day || !sentence.is(verb, Sense::Call);
    let leads = (verb + 1..sentence.len())
        .any(|at| sentence.is(at, Sense::To) && !sentence.items[at].is_mark() && !sentence.items[at].is_time);
    let is_name = sentence.items.get(end).is_some_and(|first| {
        first.kind == ItemKind::Quoted || sentence.text[first.range.clone()].starts_with(|ch: char| ch.is_uppercase())
    });
    if !is_sure || leads || !is_name || sentence.has_time(end..sentence.len()) {
        return None;
    }
    let title = value(sentence, end..sentence.len())?;
    match target(sentence.slice(verb + 1..end), sentence.reference, replied) {
        Target::Missing | Target::Last => None,
        target => Some(Intent::Change { target, detail: Detail::Title(title), scope: None }),
    }
}
