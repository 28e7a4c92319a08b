//! One's Google accounts and calendars in words: signing in and out, names, what is read and where new events go.
//!
//! The same wishes as of the commands, so that signing out asks first here too. A plan that speaks of an account ("open a
//! bank account tomorrow 10am") is none.

use std::ops::Range;

use super::guest_words::addresses;
use super::items::{ItemKind, items, unquoted};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::title;
use super::words;
use crate::model::{AccountsWish, CalendarsWish, Intent};

/// What is wanted of accounts or calendars, if anything is.
pub(super) fn accounts(sentence: &Sentence<'_>) -> Option<Intent> {
    const ABOUT: [Sense; 4] = [Sense::AccountNoun, Sense::SignOut, Sense::CalendarNoun, Sense::DefaultNoun];
    if !sentence.has_any(&ABOUT) && quoted_account(sentence).is_none()
        || sentence.has_any(&[Sense::Remind, Sense::OtherAccount])
        || has_clock(sentence)
    {
        return None;
    }
    account(sentence).or_else(|| calendars(sentence).map(AccountsWish::Calendars)).map(Intent::Accounts)
}

fn has_clock(sentence: &Sentence<'_>) -> bool {
    sentence.understood.readings.first().is_some_and(|reading| reading.known.clock)
}

/// Words around the name of an account or calendar.
const AROUND_NAME: Senses = Senses::of(&[
    Sense::Filler,
    Sense::CanYou,
    Sense::Me,
    Sense::Determiner,
    Sense::Link,
    Sense::From,
    Sense::AccountNoun,
    Sense::CalendarNoun,
    Sense::SignOut,
    Sense::SignIn,
    Sense::DefaultNoun,
    Sense::Set,
    Sense::MakeIt,
    Sense::To,
    Sense::It,
    Sense::All,
    Sense::Show,
    Sense::OnlyThis,
    Sense::Particle,
    Sense::At,
    Sense::Hide,
    Sense::Not,
    Sense::Put,
    Sense::PutLink,
    Sense::Again,
    Sense::Instead,
    Sense::Rename,
    Sense::This,
    Sense::Off,
    Sense::Remove,
]);

/// The words of a range that name an account or calendar.
fn name(sentence: &Sentence<'_>, range: Range<usize>) -> Option<String> {
    let end = sentence.clause_of(range.start).map_or(range.end, |clause| range.end.min(clause.end));
    let named = title(sentence, range.start..end, AROUND_NAME);
    let named = words::without_owner(&named).trim();
    (!named.is_empty()).then(|| named.to_owned())
}

/// An account by its name in quotation marks: “账户2”.
fn quoted_account(sentence: &Sentence<'_>) -> Option<usize> {
    let names_account = |quoted: &str| items(unquoted(quoted)).iter().any(|item| item.is(Sense::AccountNoun));
    sentence.all().find(|at| {
        let quoted = sentence.items[*at].kind == ItemKind::Quoted;
        quoted && sentence.has(Sense::Rename) && names_account(sentence.slice(*at..*at + 1))
    })
}

fn account(sentence: &Sentence<'_>) -> Option<AccountsWish> {
    let noun = sentence.find(Sense::AccountNoun).or_else(|| quoted_account(sentence));
    let removed = sentence.first_of(Sense::Remove).filter(|at| noun.is_some_and(|noun| *at < noun));
    if let Some(out) = sentence.find(Sense::SignOut).or(removed) {
        return signed_out(sentence, out, noun);
    }
    let asks = sentence.has_any(&[Sense::What, Sense::OtherQuestion, Sense::Who]) || sentence.has_mark('?');
    // "Make work the default"
    let Some(noun) = noun else { return made_default(sentence).filter(|_| !asks) };
    if asks || sentence.has(Sense::Show) && !sentence.has(Sense::SignIn) {
        return is_about_all(sentence).then_some(AccountsWish::Show);
    }
    if sentence.has(Sense::Rename) {
        return renamed(sentence, noun);
    }
    if sentence.has(Sense::DefaultNoun) {
        return made_default(sentence);
    }
    // "Connect my office account", "add another google account"
    let verb = sentence.find(Sense::SignIn)?;
    let beside = sentence.content_beside(verb..noun.max(verb), AROUND_NAME)
        + sentence.content_beside(noun.min(verb)..verb, AROUND_NAME);
    let is_other = sentence.has(Sense::Another);
    let names = if verb < noun { verb + 1..noun } else { noun + 1..verb };
    let behind = noun + 1..sentence.len();
    let name = if is_other { None } else { name(sentence, names).or_else(|| name(sentence, behind)) };
    (beside <= 3).then_some(AccountsWish::Connect { name })
}

/// Whether a question about accounts is about those that there are, and not about one's money.
fn is_about_all(sentence: &Sentence<'_>) -> bool {
    sentence.content_beside(sentence.all(), AROUND_NAME.and(super::clause::ASKING)) <= 3
}

/// "Sign me out of home", "akaun gmail lama tu sign out je"; of all of them, they are shown with a button each.
fn signed_out(sentence: &Sentence<'_>, out: usize, noun: Option<usize>) -> Option<AccountsWish> {
    if super::clause::is_question(sentence) && !super::clause::asks_us_to_act(sentence) {
        return None;
    }
    // "I signed out of the office at 6"
    let begins = (0..out).all(|at| !sentence.items[at].is_content() || sentence.items[at].is_any(AROUND_NAME));
    if sentence.has(Sense::All) {
        return Some(AccountsWish::Show);
    }
    let written = addresses(sentence).into_iter().next().map(|written| written.address.as_str().to_owned());
    let after = written.or_else(|| name(sentence, out + 1..sentence.len()));
    let before = noun
        .filter(|noun| *noun < out)
        .and_then(|noun| name(sentence, noun + 1..out).or_else(|| name(sentence, 0..noun)));
    match before.or(after) {
        Some(name) => (begins || noun.is_some()).then_some(AccountsWish::SignOut { name }),
        None => Some(AccountsWish::Show),
    }
}

/// "Make work the default", "jadikan akaun kerja sebagai akaun utama", 把工作账号设为默认.
fn made_default(sentence: &Sentence<'_>) -> Option<AccountsWish> {
    let default = sentence.find(Sense::DefaultNoun)?;
    let verb = sentence
        .items
        .iter()
        .position(|item| item.is_any(Senses::of(&[Sense::Set, Sense::MakeIt])) && !item.is(Sense::DefaultNoun))?;
    let nouns = [
        Sense::EventNoun,
        Sense::Remind,
        Sense::ReminderNoun,
        Sense::LengthNoun,
        Sense::Unit,
        Sense::LanguageNoun,
        Sense::ZoneNoun,
        Sense::CalendarNoun,
    ];
    if sentence.has_any(&nouns)
        || sentence.items.iter().any(|item| item.number.is_some() && item.kind == ItemKind::Digits)
        || sentence.is_timed()
    {
        return None;
    }
    let to = (default + 1..sentence.len()).find(|at| sentence.is(*at, Sense::To));
    let range = match to {
        // "Set the default account to personal"
        Some(to) => to + 1..sentence.len(),
        None if verb < default => verb + 1..default,
        None => 0..default,
    };
    let named = name(sentence, range).or_else(|| name(sentence, 0..verb))?;
    let words = named.split_whitespace().count();
    (words <= LONGEST_NAME).then_some(AccountsWish::Default { name: named })
}

/// The most words of a name.
const LONGEST_NAME: usize = 4;

/// "Rename my account work to office", 把"账户2"改名叫补习中心.
fn renamed(sentence: &Sentence<'_>, noun: usize) -> Option<AccountsWish> {
    let verb = sentence.find(Sense::Rename)?;
    let quoted: Vec<usize> = sentence.all().filter(|at| sentence.items[*at].kind == ItemKind::Quoted).collect();
    let to = (verb + 1..sentence.len()).find(|at| sentence.is(*at, Sense::To)).filter(|to| *to > noun);
    let named =
        name(sentence, noun + 1..to.unwrap_or(verb.max(noun + 1))).or_else(|| name(sentence, noun.min(verb + 1)..noun));
    let named = match quoted.first().filter(|first| **first < verb) {
        Some(first) => unquoted(sentence.slice(*first..first + 1)).to_owned(),
        None => named.or_else(|| name(sentence, 0..noun))?,
    };
    let new = match (to, quoted.last()) {
        (_, Some(last)) if *last > verb => unquoted(sentence.slice(*last..last + 1)).to_owned(),
        (Some(to), _) => name(sentence, to + 1..sentence.len())?,
        (None, _) => name(sentence, verb.max(noun) + 1..sentence.len())?,
    };
    Some(AccountsWish::Rename { name: named, to: new })
}

/// "Stop showing me the school holidays calendar", "tunjuk kalendar mana yang bot ni baca", 以后新的活动都放在私人日历.
fn calendars(sentence: &Sentence<'_>) -> Option<CalendarsWish> {
    let noun = sentence.find(Sense::CalendarNoun)?;
    let asks = sentence.has_any(&[Sense::What, Sense::OtherQuestion, Sense::Where]);
    let is_plural = sentence.has(Sense::Calendars);
    let reads = sentence.has(Sense::Reads);
    if asks && (reads || is_plural) && !sentence.is_timed() {
        return Some(CalendarsWish::Show);
    }
    if asks || sentence.is_timed() {
        return None;
    }
    let named = || {
        let before = if noun > 0 { name(sentence, verb_end(sentence, noun)..noun) } else { None };
        before.or_else(|| name(sentence, noun + 1..sentence.len()))
    };
    // "Remove the holidays calendar", but not "remove gym from my calendar"
    let is_removed =
        sentence.first_of(Sense::Remove).is_some() && !sentence.has(Sense::From) && noun + 1 == sentence.end();
    if sentence.has(Sense::Hide) || is_removed {
        return named().map(|name| CalendarsWish::Off { name });
    }
    let is_for_all = sentence.has_any(&[Sense::Default, Sense::Onwards, Sense::DefaultNoun]);
    let puts = sentence.has_any(&[Sense::Put, Sense::PutLink, Sense::Set, Sense::MakeIt]);
    if is_for_all && puts {
        return named().map(|name| CalendarsWish::Write { name });
    }
    let shows_again = sentence.has(Sense::Show) && sentence.has(Sense::Again);
    if shows_again {
        return named().map(|name| CalendarsWish::On { name });
    }
    None
}

/// Where the name of a calendar begins, which ends with the word for it: after the verb, and after a small word.
fn verb_end(sentence: &Sentence<'_>, noun: usize) -> usize {
    const LEADS: Senses = Senses::of(&[
        Sense::Hide,
        Sense::Remove,
        Sense::Put,
        Sense::PutLink,
        Sense::At,
        Sense::Show,
        Sense::Me,
        Sense::Determiner,
        Sense::Set,
        Sense::EventNoun,
        Sense::AgendaNoun,
    ]);
    (0..noun).rev().find(|at| sentence.items[*at].is_any(LEADS)).map_or(0, |at| at + 1)
}
