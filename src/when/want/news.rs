//! News: what others do, how things stand and when shops open is told, and no plan of one's own.
//!
//! "Boss birthday party friday 7pm" names an event; "my boss is on leave until monday" tells what someone does.

use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// Whether a message tells news.
pub(super) fn is_news(sentence: &Sentence<'_>) -> bool {
    is_of_another(sentence) || is_of_their_own(sentence) || is_of_an_outlet(sentence) || is_said_by_another(sentence)
}

/// Words between a person and what they do: "aku punya", "office", 的.
const AROUND_PERSON: Senses = Senses::of(&[
    Sense::Me,
    Sense::Determiner,
    Sense::Link,
    Sense::Filler,
    Sense::Already,
    Sense::Again,
    Sense::Acquaintance,
]);

/// How many words after a person are looked at.
const NEAR: usize = 4;

/// "My boss is on leave until monday", "kawan aku kahwin ahad ni", 同事又请病假: what someone else does. The event that
/// someone has ("roommate's farewell dinner"), and a visit, may be one's own plan.
fn is_of_another(sentence: &Sentence<'_>) -> bool {
    const NAMED: Senses = Senses::of(&[Sense::EventNoun, Sense::Visits]);
    let Some(subject) = subject(sentence) else { return false };
    let item = &sentence.items[subject];
    let is_person = item.is(Sense::Acquaintance);
    let is_unknown =
        (item.senses == Senses::NONE || item.senses == Senses::of(&[Sense::Relative])) && item.number.is_none();
    if !(is_person || is_unknown) {
        return false;
    }
    let is_between = |item: &&Item| !item.is_time && !item.is_mark() && (is_person || !item.is_any(AROUND_PERSON));
    let next: Vec<&Item> = sentence
        .within(subject + 1..sentence.len())
        .iter()
        .filter(is_between)
        .filter(|item| item.is_any(Senses::of(&[Sense::Absence, Sense::Deed])) || !item.is_any(AROUND_PERSON))
        .take(NEAR)
        .collect();
    if next.first().is_some_and(|item| item.is(Sense::Absence))
        || is_person && next.iter().any(|item| item.is(Sense::Absence))
    {
        return true;
    }
    // "Boss wants the slides by friday 5pm": something is left to do.
    let wants = |item: &Item| item.is_any(Senses::of(&[Sense::CanYou, Sense::Wants]));
    if sentence.within(subject + 1..sentence.len()).iter().filter(|item| !item.is_time).take(2).any(wants) {
        return false;
    }
    let first = sentence.understood.readings.first();
    let has_clock = first.is_some_and(|reading| reading.known.clock);
    // "Jiran mak karaoke tiap malam sabtu": a habit of theirs.
    let names_event = || sentence.items.iter().any(|item| item.is(Sense::EventNoun) && !item.is_time);
    if is_person && first.is_some_and(|reading| reading.rule.is_some()) && (!has_clock || !names_event()) {
        return true;
    }
    let doing = next.iter().position(|item| item.is(Sense::Deed));
    let named = next.iter().position(|item| item.is_any(NAMED));
    let is_event = |item: &&&Item| item.is(Sense::Deed) && item.is(Sense::EventNoun);
    match (doing, named) {
        // "kawan office kahwin sabtu 12pm": with a clock one goes there.
        _ if !is_person => false,
        (Some(at), _) if next.get(at).as_ref().is_some_and(is_event) => !has_clock,
        (Some(_), None) => true,
        (doing, Some(named)) => {
            let is_copula = |item: &Item| item.is(Sense::Copula) && !item.is_time;
            // 表妹结婚酒席: the two together name the event.
            let is_one_name = |doing: usize| doing + 1 == named && next[named].kind == ItemKind::Han;
            doing.is_some_and(|doing| doing < named && !is_one_name(doing))
                || sentence.within(subject..sentence.len()).iter().any(is_copula)
        }
        (None, None) => next.first().is_some_and(|item| item.kind == ItemKind::Word),
    }
}

/// "Her appointment is at 3pm, not mine", 他的约是三点: someone else's, told in a sentence.
pub(super) fn is_of_their_own(sentence: &Sentence<'_>) -> bool {
    let first = sentence.items.iter().find(|item| !item.is_mark() && (!item.is_filler() || item.is(Sense::Theirs)));
    let is_theirs = first.is_some_and(|item| item.is(Sense::Theirs) && !item.is(Sense::It));
    let is_told =
        |item: &Item| item.is_any(Senses::of(&[Sense::Copula, Sense::Not])) && !item.is_time || item.is(Sense::Is);
    is_theirs && sentence.items.iter().any(is_told)
}

/// What a message is about: its first word that is no small word.
fn subject(sentence: &Sentence<'_>) -> Option<usize> {
    const BEFORE: Senses = Senses::of(&[Sense::Me, Sense::Determiner, Sense::Greeting, Sense::CanYou]);
    sentence.all().find(|at| {
        let item = &sentence.items[*at];
        item.is(Sense::Acquaintance) || !(item.is_filler() || item.is_time || item.is_any(BEFORE))
    })
}

/// "Parcel stuck since 3/12", "sejak isnin internet slow", 从3号卡到现在: how something has been for some time.
pub(super) fn is_standing(sentence: &Sentence<'_>) -> bool {
    const WISHES: Senses = Senses::of(&[Sense::Put, Sense::Remind, Sense::Task]);
    let Some(since) = sentence.find(Sense::Since) else { return false };
    let is_han = sentence.items[since].kind == ItemKind::Han;
    let says_when = is_han
        || sentence.slice(since..since + 1).contains(' ')
        || sentence
            .items
            .get(since + 1)
            .is_some_and(|next| next.is_time || next.number.is_some() || next.is(Sense::Past) || next.is(Sense::Month));
    let begins = subject(sentence).is_some_and(|first| sentence.items[first].is_any(WISHES));
    says_when && !begins
}

/// "That stall only opens tuesday 6pm", 那家店十点就关: when something is open to everybody.
fn is_of_an_outlet(sentence: &Sentence<'_>) -> bool {
    const EARLY: usize = 5;
    let outlet =
        sentence.all().take(EARLY + 1).find(|at| sentence.is(*at, Sense::Outlet) && !sentence.items[*at].is_time);
    let begins_with_task = subject(sentence).is_some_and(|first| {
        sentence.items[first].is_any(Senses::of(&[Sense::Task, Sense::Put, Sense::Remind, Sense::EventNoun]))
            && !sentence.is(first, Sense::Outlet)
    });
    outlet.is_some_and(|outlet| sentence.within(outlet + 1..sentence.len()).iter().any(|item| item.is(Sense::Hours)))
        && !begins_with_task
}

/// "HR says …", "tauke kedai tu cakap …": someone before the verb says it.
fn is_said_by_another(sentence: &Sentence<'_>) -> bool {
    const TOO_FAR: usize = 6;
    let Some(verb) = sentence.find(Sense::Says).filter(|at| *at > 0 && *at <= TOO_FAR) else { return false };
    let before = (0..verb).rev().find(|at| {
        let item = &sentence.items[*at];
        !item.is_filler() && !item.is(Sense::Determiner) || item.is(Sense::Acquaintance)
    });
    before.is_some_and(|before| {
        let item = &sentence.items[before];
        item.is(Sense::Acquaintance)
            || item.is(Sense::Third)
            || item.is_content()
                && !item.is_any(Senses::of(&[Sense::Task, Sense::EventNoun, Sense::Put, Sense::Remind]))
    })
}

/// "Flight dia delay 3 jam", "book 5pm dia sampai 5.40": what happens to what is someone else's.
pub(super) fn is_of_theirs(sentence: &Sentence<'_>) -> bool {
    (1..sentence.len()).any(|at| {
        let is_theirs = sentence.is(at, Sense::Theirs) && !sentence.items[at].is_time;
        let before = &sentence.items[at - 1];
        let owns = before.is(Sense::EventNoun) && !before.is_time;
        let does = sentence.is(at + 1, Sense::To) && sentence.is(at + 1, Sense::Visits);
        is_theirs && (owns || does)
    })
}

/// "…, they announced", "…, says HR", …，水务局说的: the last words tell who said it.
pub(super) fn ends_with_who_said_it(sentence: &Sentence<'_>) -> bool {
    const LONGEST: usize = 5;
    const SAYING: Senses = Senses::of(&[Sense::Says, Sense::Told]);
    // "No power till 6pm says TNB"
    let says = sentence.items.iter().rposition(|item| item.is(Sense::Says));
    let ends = says.is_some_and(|says| {
        let after = sentence.within(says + 1..sentence.len());
        says > 2
            && sentence.items[says - 1].is_time
            && (1..=2).contains(&after.len())
            && after.iter().all(Item::is_content)
    });
    if ends {
        return true;
    }
    let clauses = &sentence.clauses;
    let Some(last) = clauses.last().filter(|last| clauses.len() > 1 && last.len() <= LONGEST) else { return false };
    let items = &sentence.items[last.clone()];
    items.iter().any(|item| item.is_any(SAYING))
        && items.iter().any(|item| item.is_content() && !item.is_any(SAYING) || item.is(Sense::Third))
        && items.iter().all(|item| !item.is_time && !item.is_any(Senses::of(&[Sense::Put, Sense::Remind, Sense::Me])))
}
