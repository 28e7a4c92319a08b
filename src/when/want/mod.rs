//! What a message wants: from words to an [`Intent`]. Pure.
//!
//! ```text
//! text ──words──▶ sentence ──rules, in order──▶ intent
//!                 items with senses, and what
//!                 of them is time
//! ```
//!
//! A long message often tells a story and asks in one clause ([`request`]): that clause is read with the rules, and the
//! story only completes it.
//!
//! The words stand in each language's file ([`en`], [`ms`], [`zh`]); a word may have several senses, and a rule looks
//! at where it stands. The rules serve every language. They go from what is surest to what is least sure: slash
//! commands, messages of few words, settings, reminders, changes of what is there, questions, and last new events.
//!
//! The rules say what kind of wish it is and what it says. Then a model that learnt from examples ([`kind`]) has its
//! say about the kind; where the two differ, [`judged`] decides, and the message is read again ([`taken_as`]).
//!
//! No harm comes first: a question, thanks, an advertisement, a statement about the past never writes. Where there is a
//! time but wanting an event is doubtful, the intent is [`Intent::Offer`].

mod accounts;
mod act;
mod addressed;
mod advert;
mod agenda;
mod amounts;
mod answers;
mod antecedent;
mod asked;
mod asking;
mod clause;
mod clauses;
mod create;
mod doubt;
mod en;
mod forwarded;
mod free;
mod guest_list;
mod guest_words;
mod guests;
mod help;
mod hours;
mod items;
mod judged;
pub mod kind;
mod ms;
mod narrative;
mod news;
mod own;
mod own_question;
mod period;
mod question;
mod quiet;
mod reminding;
mod request;
mod runs;
mod senses;
mod sentence;
mod setting;
mod slash;
mod small;
mod snooze;
mod stated;
mod switch;
mod taken_as;
mod tale;
mod target;
#[cfg(test)]
mod tests;
mod time;
mod told_title;
mod why;
mod wish;
mod words;
mod zh;

pub use self::time::amount;

use self::clause::{is_musing, is_question};
use self::senses::Sense;
use self::sentence::Sentence;
use crate::model::{Intent, Reference, RepliedTo, SmallTalk};

/// What a message wants, seen from where and when the person is, and from the event it replies to, if it does.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use janji::model::{DayOrder, Intent, Reference, Target};
///
/// let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
/// let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
/// let target = Target::Numbers(vec![2]);
/// assert_eq!(janji::when::want("batal 2", &reference, None), Intent::Cancel { target, scope: None });
/// assert!(matches!(janji::when::want("lunch tomorrow 1pm", &reference, None), Intent::Create(_)));
/// ```
#[must_use]
pub fn want(text: &str, reference: &Reference, replied: Option<&RepliedTo>) -> Intent {
    if let Some(command) = slash::slash(text, reference, replied) {
        return command;
    }
    let sentence = Sentence::of(text, reference);
    if let Some(put_right) = act::called_off_row(&sentence).or_else(|| act::remade(&sentence, replied)) {
        return put_right;
    }
    if let Some(answer) = answers::answer(text, replied) {
        return answer;
    }
    let asked = || own_question::own_question(&sentence).filter(|_| replied.is_none());
    let wished = request::requested(&sentence, replied).or_else(asked).unwrap_or_else(|| plain(&sentence, replied));
    let wished = told_title::completed(&sentence, wished);
    let wished = if replied.is_some() { wished } else { antecedent::resolved(&sentence, wished) };
    judged::judged(&sentence, replied, wished)
}

/// What a message wants that is one request, or a part of a message that was taken out of its story.
fn plain(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Intent {
    if let Some(of_guests) = guests::guests(sentence, replied) {
        return of_guests;
    }
    if let Some(of_accounts) = accounts::accounts(sentence) {
        return of_accounts;
    }
    if replied.is_none() && create::is_for_nobody(sentence) {
        return create::offered(sentence);
    }
    if forwarded::is_forwarded(sentence) {
        return forwarded::forwarded(sentence);
    }
    if asked::wonders_why(sentence) || replied.is_none() && stated::is_stated(sentence) {
        return Intent::Nothing(small::talk(sentence));
    }
    let looks_for_time = sentence.has(Sense::Find) && sentence.has_any(&[Sense::Slot, Sense::Free]);
    if looks_for_time && let Some(asked) = question::question(sentence) {
        return asked;
    }
    let wished = few_words(sentence, replied)
        .or_else(|| change(sentence, replied))
        .or_else(|| question::question(sentence))
        .unwrap_or_else(|| create::create(sentence));
    match (&wished, replied) {
        (Intent::Nothing(SmallTalk::Other), Some(_)) if !doubt::is_farewell(sentence) => {
            answers::weak_answer(sentence.text).unwrap_or(wished)
        }
        _ => wished,
    }
}

/// What concerns the chat, a reminder that came, or the last action.
fn few_words(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    if question::asks_to_be_told(sentence) {
        return None;
    }
    why::why(sentence, replied)
        .or_else(|| small::small(sentence, replied))
        .or_else(|| setting::setting(sentence, replied))
        .or_else(|| snooze::snooze(sentence, replied))
        .or_else(|| reminding::remind(sentence, replied))
}

/// What changes an event that is there.
fn change(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    const CHANGES: [Sense; 5] = [Sense::Move, Sense::Postpone, Sense::Advance, Sense::Cancel, Sense::Remove];
    if let Some(suggested) = replied.and_then(|replied| act::suggestion(sentence, replied)) {
        return Some(suggested);
    }
    // "My cousin's wedding is on 24 oct at …, put in calendar can or not"
    if replied.is_none() && clause::asks_to_put_in(sentence) && !sentence.has_any(&CHANGES) {
        return None;
    }
    let asks = is_question(sentence)
        && (replied.is_none() || clause::has_question_word(sentence) || clause::begins_asking(sentence));
    let is_told = is_musing(sentence)
        || (doubt::is_story(sentence) || news::is_of_theirs(sentence) || news::is_of_their_own(sentence))
            && !sentence.has(Sense::Me)
        || narrative::is_changed_by_others(sentence);
    let is_idle = asks || is_told && replied.is_none() || clause::is_conditional(sentence);
    if is_idle && !clause::asks_us_to_act(sentence) {
        return replied.filter(|_| !is_question(sentence)).and_then(|replied| act::reply_time(sentence, replied));
    }
    act::cancel(sentence, replied)
        .or_else(|| act::change(sentence, replied))
        .or_else(|| act::correction(sentence, replied))
        .or_else(|| act::move_event(sentence, replied))
        .or_else(|| replied.and_then(|replied| act::reply_time(sentence, replied)))
}
