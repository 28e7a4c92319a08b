//! What is put right in one message: "number 4 cannot, make it sunday 10am", "eh silap, jadikan pukul 3".

use std::ops::Range;

use super::moving::new_time;
use crate::model::{Intent, NewTime, RepliedTo, Target};
use crate::when::want::clause::{is_question, without_filler};
use crate::when::want::senses::{Sense, Senses};
use crate::when::want::sentence::Sentence;
use crate::when::want::target::{numbers, spoken_of};

/// Verbs that give what was said before another time.
const MAKES: Senses = Senses::of(&[Sense::MakeIt, Sense::Swap, Sense::Move]);

/// What moves a row that does not suit, or what was said by mistake, to the time that a clause of its own names.
pub(in crate::when::want) fn remade(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if !sentence.is_timed() || !sentence.has_any(&[Sense::Not, Sense::Mistake]) || is_question(sentence) {
        return None;
    }
    let clauses = &sentence.clauses;
    (1..clauses.len()).find_map(|index| {
        let to = made(sentence, &clauses[index], replied)?;
        let said = &clauses[..index];
        let target = said.iter().find_map(|clause| unsuited(sentence, clause)).map(Target::Numbers);
        let target = target.or_else(|| is_slip(sentence, said).then(|| spoken_of(replied)))?;
        Some(Intent::Move { target, to, scope: None })
    })
}

/// "Make it sunday 10am instead": the time of a clause that says nothing else.
fn made(sentence: &Sentence<'_>, clause: &Range<usize>, replied: Option<&RepliedTo>) -> Option<NewTime> {
    const BESIDE: Senses = Senses::of(&[Sense::Instead, Sense::Replace, Sense::It, Sense::TimeNoun, Sense::SameTime]);
    let verb = without_filler(sentence, clause.clone()).start;
    let item = sentence.items.get(verb).filter(|item| item.is_any(MAKES) && !item.is_time)?;
    let rest = verb + usize::from(!item.is(Sense::To))..clause.end;
    let new = sentence.time_of(rest.clone()).filter(|new| !new.is_repeated && !new.is_offset)?;
    let is_plain = sentence.content_beside(rest.start.max(verb + 1)..rest.end, BESIDE) == 0;
    is_plain.then(|| new_time(&new.suiting(replied, sentence.reference), sentence.has(Sense::SameTime)))
}

/// The rows of a clause that says that they cannot be: "no 2 tak boleh", 第3个不行.
fn unsuited(sentence: &Sentence<'_>, clause: &Range<usize>) -> Option<Vec<u32>> {
    let body = without_filler(sentence, clause.clone());
    let not = (body.start + 1..body.end)
        .find(|at| sentence.items[*at].is_any(Senses::of(&[Sense::Not, Sense::CalledOff])))?;
    let says_more = sentence.content_beside(not + 1..body.end, Senses::of(&[Sense::Already, Sense::Not])) > 0;
    numbers(sentence, clause.start..not).filter(|_| !says_more)
}

/// Whether clauses say that something was a mistake, and nothing else.
fn is_slip(sentence: &Sentence<'_>, clauses: &[Range<usize>]) -> bool {
    const BESIDE: Senses = Senses::of(&[Sense::Mistake, Sense::It, Sense::Already, Sense::No, Sense::Not]);
    let says_mistake = |clause: &Range<usize>| clause.clone().any(|at| sentence.is(at, Sense::Mistake));
    clauses.iter().any(says_mistake)
        && clauses.iter().all(|clause| sentence.content_beside(clause.clone(), BESIDE) == 0)
}
