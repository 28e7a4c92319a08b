//! The last word on what kind of wish a message is: the rules have read one, and the model that learnt from examples
//! ([`kind`](super::kind)) may disagree. Then the message is read again, as what the model takes it for.

use super::clause::{is_musing, is_question};
use super::create::offered;
use super::kind::{WishKind, chances_of};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::taken_as::taken_as;
use crate::model::{Intent, RepliedTo};

/// What it counts for a kind that the rules read it, beside the model's chance from 0 to 1.
const RULES: f32 = 0.2;

/// A kind that is less likely than this is not tried.
const LEAST: f32 = 0.2;

/// From here on a model that disagrees with the rules may act.
const SURE: f32 = 0.5;

/// What is wanted, after both have been heard.
pub(super) fn judged(sentence: &Sentence<'_>, replied: Option<&RepliedTo>, wished: Intent) -> Intent {
    let Some(of_rules) = WishKind::of(&wished).filter(|_| !is_settled(sentence, replied, &wished)) else {
        return wished;
    };
    let chances = chances_of(sentence, replied.is_some()).favouring(of_rules, RULES);
    let may_be = |kind: &WishKind| {
        let is_sure = of_rules.acts() || !kind.acts() || chances.of(*kind) >= SURE;
        is_sure && !is_against(*kind, sentence)
    };
    for kind in chances.ranked().into_iter().take_while(|kind| chances.of(*kind) > LEAST) {
        if kind == of_rules {
            return wished;
        }
        if let Some(intent) = taken_as(kind, sentence, replied).filter(|_| may_be(&kind)) {
            return intent;
        }
    }
    if of_rules.acts() && chances.of(of_rules) < LEAST { offered(sentence) } else { wished }
}

/// Whether there is nothing to judge: a time that is in doubt is asked about, and what says only how long or when may
/// answer a question that is open.
fn is_settled(sentence: &Sentence<'_>, replied: Option<&RepliedTo>, wished: &Intent) -> bool {
    const WHEN: Senses = Senses::of(&[Sense::Unit, Sense::Count, Sense::Amount]);
    let is_bare = || {
        let mut content = sentence.items.iter().filter(|item| item.is_content());
        replied.is_none() && content.all(|item| item.number.is_some() || item.is_any(WHEN))
    };
    match wished {
        Intent::Create(understood) => understood.doubt.is_some(),
        Intent::Nothing(_) | Intent::Offer(_) => is_bare(),
        _ => false,
    }
}

/// Whether a message says something against this kind: what is only thought of is no event, and what asks nothing looks
/// for nothing.
fn is_against(kind: WishKind, sentence: &Sentence<'_>) -> bool {
    const ASKS: [Sense; 6] =
        [Sense::Find, Sense::When, Sense::WhatTime, Sense::Where, Sense::HowLong, Sense::OtherQuestion];
    match kind {
        WishKind::Create => is_musing(sentence),
        WishKind::Find => !is_question(sentence) && !sentence.has_any(&ASKS),
        _ => false,
    }
}
