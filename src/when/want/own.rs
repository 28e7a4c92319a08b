//! Plans of one's own in the words of a tale: somebody says that one is to come, or one has to be there oneself, on a
//! day and at an hour.

use super::advert::is_advert;
use super::clause::{clauses, is_conditional, is_question};
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
    let is_to_be_done = || clauses(sentence).iter().any(|clause| is_duty(sentence, clause)) || is_told_to(sentence);
    is_to_be_done()
        && !is_question(sentence)
        && !is_conditional(sentence)
        && !is_report(sentence)
        && !is_advert(sentence)
        && !is_story_of_a_crowd(sentence)
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
        let mut next = sentence.items[at + 1..].iter().filter(|item| !item.is_time);
        if says_me {
            return next.take(NEAR).any(|item| item.is_any(DONE));
        }
        item.is(Sense::Orders) && next.next().is_some_and(|item| item.is_any(DONE))
    })
}
