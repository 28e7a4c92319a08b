//! What is stated and wants nothing: how the bot's own reminder did, and numbers that name or cost something.

use super::items::{Item, ItemKind};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// Words that ask for something, where a message begins with one.
const WISHES: Senses = Senses::of(&[Sense::Put, Sense::Set, Sense::Remind, Sense::Task, Sense::Send]);

/// Whether a message states something about a reminder or a number, and wants nothing.
pub(super) fn is_stated(sentence: &Sentence<'_>) -> bool {
    is_about_our_reminder(sentence) || number_told(sentence).is_some_and(|number| !is_planned(sentence, number))
}

/// "The 3pm reminder really saved me", "wah ur reminder so kiasu", 五点的提醒响得好大声: how a reminder did.
fn is_about_our_reminder(sentence: &Sentence<'_>) -> bool {
    const LABELS: [char; 2] = [':', '：'];
    let is_thing = |at: &usize| {
        let item = &sentence.items[*at];
        let is_labelled = LABELS.iter().any(|mark| sentence.is_mark(at + 1, *mark));
        item.is(Sense::ReminderNoun) && !item.is_time && !is_labelled && !sentence.slice(*at..at + 1).contains(' ')
    };
    let Some(noun) = sentence.all().find(is_thing) else { return false };
    let begins = (0..noun).find(|at| !sentence.items[*at].is_filler() && !sentence.items[*at].is_time);
    let is_wish = begins.is_some_and(|begins| sentence.items[begins].is_any(WISHES));
    // "Your 8am reminder", "reminder awak": whose it is stands beside it, or with the time between.
    let is_ours = (0..noun).rev().take_while(|at| beside(sentence, *at)).any(|at| sentence.is(at, Sense::Yours))
        || sentence.is(noun + 1, Sense::Yours);
    let is_said = sentence.items.iter().any(|item| !item.is_time && item.is(Sense::Did));
    !is_wish && (is_ours && !sentence.has_any(&[Sense::Put, Sense::Move, Sense::Off]) || is_said)
}

/// Whether a word may stand between whose reminder it is and the reminder.
fn beside(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    item.is_time || item.is(Sense::Yours) || item.number.is_some() || item.is(Sense::Link)
}

/// Whether a message asks for something, or names an event or an errand with a time beside this number.
fn is_planned(sentence: &Sentence<'_>, number: usize) -> bool {
    const ASKS: Senses = Senses::of(&[
        Sense::Put,
        Sense::Set,
        Sense::Remind,
        Sense::Find,
        Sense::Cancel,
        Sense::Remove,
        Sense::Move,
        Sense::Invite,
    ]);
    const PLANS: Senses = Senses::of(&[Sense::EventNoun, Sense::Task, Sense::BookingLabel, Sense::Held]);
    let has = |senses: Senses| sentence.items.iter().any(|item| !item.is_time && item.is_any(senses));
    let goes_on = |item: &&Item| item.kind == ItemKind::Digits || item.kind == ItemKind::Mark('-');
    let end = number + sentence.within(number..sentence.len()).iter().take_while(goes_on).count();
    let has_other_time = sentence.has_time(0..number) || sentence.has_time(end..sentence.len());
    has(ASKS) || has(PLANS) && has_other_time
}

/// The most small words between a label and its number: "no akaun saya ialah".
const BETWEEN: usize = 3;

/// The number that a label or a fee goes with: "policy number is 20270113-5", "nombor saya 013-770 1230", 订单号20261203,
/// "premium sebulan 310".
fn number_told(sentence: &Sentence<'_>) -> Option<usize> {
    sentence.all().find_map(|at| {
        let number = labelled(sentence, at)?;
        let is_fee = sentence.is(at, Sense::Fee) && !has_mark_of_clock(sentence, number);
        (sentence.is(at, Sense::Identifier) || is_fee).then_some(number)
    })
}

/// Where the number stands that follows a label, if it is longer than a row's.
fn labelled(sentence: &Sentence<'_>, label: usize) -> Option<usize> {
    const LONG: usize = 3;
    let reach = (label + BETWEEN + 2).min(sentence.len());
    let number = (label + 1..reach).find(|at| sentence.items[*at].kind == ItemKind::Digits)?;
    (sentence.items[number].range.len() >= LONG).then_some(number)
}

/// "310pm", "8.30", "1130 pagi": what follows a number makes it a clock.
fn has_mark_of_clock(sentence: &Sentence<'_>, number: usize) -> bool {
    sentence.is_mark(number + 1, ':')
        || sentence.is_mark(number + 1, '.') && sentence.items.get(number + 2).is_some_and(|next| next.is_glued)
        || sentence.items.get(number + 1).is_some_and(|next| next.is_time && next.kind != ItemKind::Digits)
}
