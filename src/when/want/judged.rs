//! The last word on what kind of wish a message is: the rules have read one, and the model that learnt from examples
//! ([`kind`](super::kind)) may disagree. Then the message is read again, as what the model takes it for.

use super::act::is_only_negated;
use super::clause::{is_musing, is_question};
use super::kind::{WishKind, chances_of};
use super::narrative::is_logged;
use super::runs::OF_AMOUNT;
use super::senses::Sense;
use super::sentence::Sentence;
use super::taken_as::taken_as;
use crate::model::{Intent, RepliedTo};

/// Added to the model's chance (0 to 1) for the kind that the rules chose.
const RULES: f32 = 0.2;

/// Kinds at or below this chance are not tried.
const LEAST: f32 = 0.2;

/// How sure the model must be to change something where the rules would change nothing.
const SURE: f32 = 0.5;

/// What is wanted, by the rules and the model together.
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
    wished
}

/// Whether the rules' reading stands: an unclear time is asked about; a bare time or amount may be an answer.
fn is_settled(sentence: &Sentence<'_>, replied: Option<&RepliedTo>, wished: &Intent) -> bool {
    let is_bare = || {
        let mut content = sentence.items.iter().filter(|item| item.is_content());
        replied.is_none() && content.all(|item| item.number.is_some() || item.is_any(OF_AMOUNT))
    };
    match wished {
        Intent::Create(understood) => understood.doubt.is_some(),
        Intent::Nothing(_) | Intent::Offer(_) => is_bare(),
        _ => false,
    }
}

/// Whether the message rules this kind out: a thought, fact, advert or log is no event; what is not to be done is not
/// done; no question means no search.
fn is_against(kind: WishKind, sentence: &Sentence<'_>) -> bool {
    const ASKS: [Sense; 6] =
        [Sense::Find, Sense::When, Sense::WhatTime, Sense::Where, Sense::HowLong, Sense::OtherQuestion];
    match kind {
        WishKind::Create => is_musing(sentence) || is_logged(sentence) || is_only_negated(sentence),
        WishKind::Cancel | WishKind::Move | WishKind::Change => is_only_negated(sentence),
        WishKind::Find => !is_question(sentence) && !sentence.has_any(&ASKS),
        _ => false,
    }
}
