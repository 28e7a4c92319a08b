//! What takes few words: undo, done, yes and no, thanks, and the commands that are words.

use super::clause::{is_musing, is_question};
use super::help::help;
use super::items::Item;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::{Intent, PageTurn, RepliedTo, SmallTalk};

/// What a message of few words wants, if it is one.
pub(super) fn small(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if sentence.is_timed() {
        // "All taken care of this morning": the reminder's event is seen to.
        return done(sentence, replied).filter(|_| replied.is_some() && sentence.has(Sense::Past));
    }
    bare(sentence, replied)
        .or_else(|| undo(sentence))
        .or_else(|| done(sentence, replied))
        .or_else(|| numbers(sentence))
        .or_else(|| help(sentence))
        .or_else(|| own_words(sentence))
        .or_else(|| in_a_clause(sentence))
}

/// "First time using this, so what can you do", 同步一下谷歌日历,我看不到: a clause that undoes, asks for help or syncs,
/// and says nothing else.
fn in_a_clause(sentence: &Sentence<'_>) -> Option<Intent> {
    if !sentence.has_any(&[Sense::Undo, Sense::Help, Sense::Sync, Sense::Does, Sense::Uses]) {
        return None;
    }
    let clauses = &sentence.clauses;
    let parts = clauses.iter().filter(|_| clauses.len() > 1);
    parts.map(|clause| Sentence::of(sentence.slice(clause.clone()), sentence.reference)).find_map(|part| {
        let says_only = |senses: &[Sense]| beside(&part, senses) == 0;
        let is_meant = sentence.has(Sense::Mistake) || part.has(Sense::It);
        if part.has(Sense::Undo)
            && is_meant
            && says_only(&[Sense::Undo, Sense::It, Sense::Again, Sense::Past, Sense::Mistake])
        {
            return Some(Intent::Undo);
        }
        let helps = says_only(&[
            Sense::Help,
            Sense::Others,
            Sense::What,
            Sense::Auxiliary,
            Sense::Have,
            Sense::Does,
            Sense::Able,
            Sense::Uses,
            Sense::OtherQuestion,
        ]);
        help(&part).filter(|_| helps).or_else(|| {
            // "The meeting is at 4 now, update my calendar" tells what to update.
            let changes = sentence.has_any(&[Sense::EventNoun, Sense::Move, Sense::TimeNoun, Sense::PlaceNoun]);
            let syncs = says_only(&[Sense::Sync, Sense::AgendaNoun, Sense::Again]) && part.has(Sense::Sync) && !changes;
            own_words(&part).filter(|_| syncs)
        })
    })
}

/// How many words carry meaning beside these senses.
fn beside(sentence: &Sentence<'_>, senses: &[Sense]) -> usize {
    sentence.content_beside(sentence.all(), Senses::of(senses))
}

/// The only item of a message that is more than a mark or a particle, if it has this sense.
fn is_only(sentence: &Sentence<'_>, sense: Sense) -> bool {
    sentence.has(sense) && sentence.items.iter().all(|item| item.is(sense) || item.is_mark() || item.is(Sense::Filler))
}

/// Messages that are one known word or phrase.
fn bare(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if sentence.items.is_empty() {
        return Some(Intent::Nothing(SmallTalk::Other));
    }
    let whole = |sense| is_only(sentence, sense);
    if whole(Sense::List) && !is_question_word_only(sentence) {
        return Some(Intent::List);
    }
    if whole(Sense::Help) {
        return Some(Intent::Help);
    }
    if whole(Sense::Undo) {
        return Some(Intent::Undo);
    }
    if whole(Sense::Sync) {
        return Some(Intent::Sync);
    }
    if whole(Sense::Status) {
        return Some(Intent::Status);
    }
    if whole(Sense::NextPage) && replied.is_none() {
        return Some(Intent::Page(PageTurn::Next));
    }
    if whole(Sense::PreviousPage) {
        return Some(Intent::Page(PageTurn::Previous));
    }
    let core = sentence.items.iter().filter(|item| !item.is_mark()).count();
    if core <= MOST_OF_ANSWER {
        // "no, thanks" is an answer; thanks alone are thanks.
        if whole(Sense::No)
            && sentence.items.iter().any(|item| item.is(Sense::No) && !item.is(Sense::Thanks))
            && !says_cancel_it(sentence)
            && (replied.is_none() || !sentence.has(Sense::CalledOff))
        {
            return Some(Intent::No);
        }
        if whole(Sense::Yes) {
            return Some(agreement(sentence));
        }
    }
    None
}

/// Yes, or only that something was heard: "ok thanks" thanks, and "ok" leaves it to the chat what it agrees to.
fn agreement(sentence: &Sentence<'_>) -> Intent {
    let is_clear = sentence.items.iter().any(|item| item.is(Sense::Yes) && !item.is(Sense::Okay));
    match (is_clear, sentence.has(Sense::Thanks)) {
        (true, _) => Intent::Yes,
        (false, true) => Intent::Nothing(SmallTalk::Thanks),
        (false, false) => Intent::Nothing(SmallTalk::Okay),
    }
}

/// The most words of a yes or no.
const MOST_OF_ANSWER: usize = 3;

fn is_question_word_only(sentence: &Sentence<'_>) -> bool {
    sentence.items.iter().filter(|item| !item.is_mark()).all(|item| item.is(Sense::EventNoun))
}

/// A bare word of cancelling: it is a no to a question, and asks which event where there is none.
fn says_cancel_it(sentence: &Sentence<'_>) -> bool {
    sentence.has(Sense::Cancel)
}

/// "undo", "eh silap, kembalikan yang tadi", 按错了，撤销.
fn undo(sentence: &Sentence<'_>) -> Option<Intent> {
    let says_undo = sentence.has(Sense::Undo);
    let is_mistake = sentence.has(Sense::Mistake);
    let others = beside(
        sentence,
        &[
            Sense::Undo,
            Sense::Mistake,
            Sense::It,
            Sense::Again,
            Sense::Cancel,
            Sense::Remove,
            Sense::Not,
            Sense::Already,
            Sense::OnlyThis,
            Sense::RowNoun,
            Sense::AgendaNoun,
            Sense::Later,
            Sense::Past,
        ],
    );
    let takes_back =
        is_mistake && sentence.has_any(&[Sense::Again]) && sentence.has_any(&[Sense::Cancel, Sense::Remove, Sense::It]);
    (says_undo && others <= if is_mistake { 4 } else { 2 } || takes_back && others <= 3).then_some(Intent::Undo)
}

/// "done", "dah settle", 搞定了.
fn done(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    const OTHERS: [Sense; 5] = [Sense::Cancel, Sense::Remind, Sense::CalledOff, Sense::Before, Sense::Ought];
    const AROUND: Senses =
        Senses::of(&[Sense::Done, Sense::Already, Sense::It, Sense::All, Sense::Others, Sense::Thanks]);
    let is_removed = sentence.has(Sense::Remove) && sentence.has(Sense::Not);
    if is_question(sentence) || sentence.has_any(&OTHERS) || is_removed {
        return None;
    }
    let others = sentence.content_beside(sentence.all(), AROUND);
    // 搞定了，水电费还清了, in reply to 还水电费: its name may be said again.
    let title = replied.map(|replied| replied.title.to_lowercase()).unwrap_or_default();
    let is_of_title = |at: &usize| {
        let item = &sentence.items[*at];
        let is_other = item.is_content() && !item.is_any(AROUND);
        is_other && title.contains(&sentence.slice(*at..*at + 1).to_lowercase())
    };
    let others = others - sentence.all().filter(is_of_title).count();
    let says_done = sentence.has(Sense::Done);
    let is_told = sentence.has(Sense::Already) && replied.is_some();
    let most = if replied.is_some() { 3 } else { 0 };
    // A bare particle ("sudah", "dah") alone is too little without a reminder that it answers.
    ((says_done || is_told) && others <= most).then_some(Intent::Done)
}

/// Numbers and nothing else.
fn numbers(sentence: &Sentence<'_>) -> Option<Intent> {
    let first = sentence.items.iter().any(|item| item.number.is_some() && !item.is(Sense::Filler));
    first.then(|| super::target::numbers(sentence, sentence.all())).flatten().map(Intent::Numbers)
}

/// Sync, status, why, export, forget: in sentences.
fn own_words(sentence: &Sentence<'_>) -> Option<Intent> {
    if sentence.has(Sense::Forget) && beside(sentence, &[Sense::Forget, Sense::All]) <= 2 {
        return Some(Intent::Forget);
    }
    if sentence.has(Sense::Export)
        && beside(sentence, &[Sense::Export, Sense::AgendaNoun, Sense::Show, Sense::Send]) <= 1
    {
        return Some(Intent::Export);
    }
    if sentence.has(Sense::Status) && is_question(sentence) && !sentence.has(Sense::EventNoun) {
        let others = beside(
            sentence,
            &[
                Sense::Status,
                Sense::AgendaNoun,
                Sense::Others,
                Sense::Again,
                Sense::When,
                Sense::OtherQuestion,
                Sense::Sync,
            ],
        );
        if others <= 2 {
            return Some(Intent::Status);
        }
    }
    if let Some(at) = sentence.find(Sense::Sync) {
        // The verb stands first in its clause: "weekly sync" is an event.
        let is_verb = sentence.clauses.iter().any(|clause| {
            let body = super::clause::without_filler(sentence, clause.clone());
            body.start == at
                || (body.start..at).all(|at| {
                    sentence.items[at].is_any(Senses::of(&[
                        Sense::Filler,
                        Sense::Instead,
                        Sense::Status,
                        Sense::AgendaNoun,
                        Sense::Me,
                    ]))
                }) && body.contains(&at)
        });
        let is_asked_of_us = sentence.find(Sense::CanYou).is_some_and(|polite| polite < at);
        if is_verb
            && beside(sentence, &[Sense::Sync, Sense::AgendaNoun, Sense::Again]) <= 5
            && (is_asked_of_us || !is_question(sentence))
        {
            return Some(Intent::Sync);
        }
    }
    None
}

/// "lol", "haha", "hmm": words, and none that mean anything on their own.
fn has_only_small_words(sentence: &Sentence<'_>) -> bool {
    let is_small = |item: &Item| item.is(Sense::Filler) && !item.is(Sense::Greeting);
    sentence.items.iter().any(|item| !item.is_mark())
        && sentence.items.iter().all(|item| item.is_mark() || is_small(item))
}

/// What a message that wants nothing is: thanks, a kind word, a greeting, anything else.
pub(super) fn talk(sentence: &Sentence<'_>) -> SmallTalk {
    let is_early = |sense| sentence.items.iter().filter(|item| !item.is_mark()).take(3).any(|item| item.is(sense));
    if sentence.has(Sense::Thanks) && !is_musing(sentence) {
        SmallTalk::Thanks
    } else if is_early(Sense::Farewell) || has_only_small_words(sentence) {
        SmallTalk::Pleasantry
    } else if is_early(Sense::Greeting) {
        SmallTalk::Greeting
    } else {
        SmallTalk::Other
    }
}
