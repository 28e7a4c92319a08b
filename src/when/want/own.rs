//! Plans of one's own in the words of a tale: somebody says that one is to come, or one has to be there oneself, on a
//! day and at an hour.

use std::ops::Range;

use super::advert::is_advert;
use super::clause::{is_conditional, is_question};
use super::narrative::{is_report, is_story_of_a_crowd};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::tale::is_duty;
use crate::model::Flag;

/// What keeps a message from being a plan, whatever has to be done.
const OTHERWISE: Senses = Senses::of(&[
    Sense::CalledOff,
    Sense::Cancel,
    Sense::Unreal,
    Sense::Thanked,
    Sense::Farewell,
    Sense::Scam,
    Sense::Chain,
]);

/// "房东说星期六早上十点要来看房子,我得在家", "doctor says come back on 18 may 10am": something to do, on a day and at an
/// hour to come.
pub(super) fn is_own_plan(sentence: &Sentence<'_>) -> bool {
    let Some(reading) = sentence.understood.readings.first() else { return false };
    let is_whole = reading.known.date && reading.known.clock && reading.rule.is_none();
    let is_past = reading.flags.contains(&Flag::Past);
    let is_other = || sentence.items.iter().any(|item| !item.is_time && item.is_any(OTHERWISE));
    if !is_whole || is_past || is_other() {
        return false;
    }
    let is_to_be_done = || {
        sentence.clauses.iter().any(|clause| is_duty(sentence, clause) || goes(sentence, clause))
            || is_told_to(sentence)
            || has_agreed(sentence)
    };
    is_to_be_done()
        && !is_question(sentence)
        && !is_conditional(sentence)
        && !is_report(sentence)
        && !is_advert(sentence)
        && !is_story_of_a_crowd(sentence)
}

/// "…, so i go collect then": what one does oneself.
fn goes(sentence: &Sentence<'_>, clause: &Range<usize>) -> bool {
    const OVER: Senses = Senses::of(&[Sense::Past, Sense::Already, Sense::Perfect, Sense::Feeling]);
    let is_mine = |at: usize| sentence.is(at, Sense::Me) && !sentence.is(at, Sense::Determiner);
    let does = |at: usize| sentence.is(at, Sense::Task) && !sentence.items[at].is_time && !sentence.is(at, Sense::Past);
    let is_over = || sentence.items[clause.clone()].iter().any(|item| item.is_any(OVER));
    let mut words = clause.clone().filter(|at| !sentence.items[*at].is_time && !sentence.items[*at].is_filler());
    words.next().is_some_and(is_mine) && words.next().is_some_and(does) && !is_over()
}

/// "I promised mum …", "aku dah setuju", 我答应了…: one has said yes.
fn has_agreed(sentence: &Sentence<'_>) -> bool {
    sentence.all().any(|at| {
        let says_yes = [at + 1, at + 2].into_iter().any(|next| sentence.is(next, Sense::Commits));
        sentence.is(at, Sense::Me) && !sentence.is(at, Sense::Determiner) && says_yes
    })
}

/// "Bos suruh hantar report", "she wants me to come", 医生叫我回去复诊: somebody has oneself do something.
fn is_told_to(sentence: &Sentence<'_>) -> bool {
    const HAVE_DONE: Senses = Senses::of(&[Sense::Orders, Sense::Wants, Sense::Says]);
    const DONE: Senses = Senses::of(&[Sense::Task, Sense::Visits, Sense::Attends, Sense::EventNoun, Sense::Stays]);
    const NEAR: usize = 3;
    sentence.all().skip(1).any(|at| {
        let item = &sentence.items[at];
        if item.is_time || !item.is_any(HAVE_DONE) {
            return false;
        }
        let says_me = item.is(Sense::Orders) && sentence.ends(at, Sense::Me)
            || sentence.is(at + 1, Sense::Me) && !sentence.is(at + 1, Sense::Determiner);
        let mut next = sentence.within(at + 1..sentence.len()).iter().filter(|item| !item.is_time);
        if says_me {
            return next.take(NEAR).any(|item| item.is_any(DONE));
        }
        item.is(Sense::Orders) && next.next().is_some_and(|item| item.is_any(DONE))
    })
}
