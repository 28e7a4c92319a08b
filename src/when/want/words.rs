//! The words that say what is wanted, and what each of them says. The languages' own lists stand in files beside.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{en, ms, zh};

/// What a word or phrase says. One may say several things; the rules look at what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Sense {
    /// Says nothing here: politeness, particles, the bot's name.
    Filler,
    /// "Can you", "boleh": makes a question a request.
    CanYou,
    /// The person: "I", "me", "saya".
    Me,
    /// "The", "my", "our".
    Determiner,
    /// "It", "that one", "yang tu".
    It,
    /// The whole list: "everything", "semua".
    All,
    /// Small words between others: "for", "on", "untuk".
    Link,
    /// "To", "ke", "到".
    To,
    /// "From", "dari".
    From,
    /// "By": so much.
    By,
    /// "And", and marks that list things.
    And,
    /// "Or".
    Or,
    /// "Up to", between two numbers.
    Through,
    /// "Not", "tak", "不".
    Not,

    /// A unit of time.
    Unit,
    /// A word that counts: "a", "half", "setengah".
    Count,
    /// An amount in one word: "sejam", "seminggu".
    Amount,
    /// "Number", "nombor", "第": a row follows.
    RowLead,
    /// "Item", "acara", "个": what a row is called.
    RowNoun,

    /// Cancel, whatever follows.
    Cancel,
    /// Remove, drop: cancels events, but also does other things.
    Remove,
    /// "Not happening any more": cancels at the end of a sentence, or with one of the above.
    CalledOff,
    /// "This one only".
    OnlyThis,
    /// "From now on".
    Onwards,
    /// "All of them", of a series.
    Whole,

    /// Move to another time.
    Move,
    /// Change, swap: moves when a time follows.
    Swap,
    /// Later: postpone.
    Postpone,
    /// Earlier: bring forward.
    Advance,
    /// "Later", of an amount.
    Later,
    /// "Earlier", of an amount.
    Earlier,
    /// "Same time".
    SameTime,
    /// "The time", "masa": what is moved.
    TimeNoun,
    /// "Instead", "still": the time that is meant after all.
    Instead,

    /// Another title.
    Rename,
    /// "Title", "name".
    TitleNoun,
    /// "Venue", "tempat".
    PlaceNoun,
    /// "At", "di": a place follows.
    At,
    /// Longer.
    Extend,
    /// Shorter.
    Shorten,
    /// "Make it".
    MakeIt,
    /// "Long", "length".
    LengthNoun,
    /// "Ends".
    Ends,

    /// Remind, as a verb or a wish.
    Remind,
    /// A reminder, as a thing.
    ReminderNoun,
    /// "Before", of a lead.
    Before,
    /// "In advance", before an amount.
    Ahead,
    /// "Again", "balik".
    Again,
    /// Snooze.
    Snooze,
    /// "Until it starts".
    UntilStart,

    /// Undo.
    Undo,
    /// "Oops", "silap".
    Mistake,
    /// Done.
    Done,
    /// "Already", "dah", "了".
    Already,

    /// A word of question: "what", "apa".
    What,
    /// "When", "bila".
    When,
    /// "What time", "pukul berapa".
    WhatTime,
    /// "Where".
    Where,
    /// Other words of question: "who", "why", "how".
    OtherQuestion,
    /// A verb that begins a question: "am", "do", "is".
    Auxiliary,
    /// A particle that makes a question: "tak", "ke", "吗".
    Particle,
    /// "Any", "anything".
    Any,
    /// "Have", "ada".
    Have,
    /// "Show", "tunjuk".
    Show,
    /// "Find", "cari".
    Find,
    /// The calendar and what is in it: "schedule", "jadual", "events".
    AgendaNoun,
    /// "On", "happening", "going on": what is.
    GoingOn,
    /// "Busy", "packed".
    Busy,
    /// "Free", "lapang".
    Free,
    /// "Slot", "gap": some free time.
    Slot,
    /// "Clash".
    Clash,
    /// "How long until", "berapa hari lagi".
    HowLong,
    /// "Down", "in the calendar": whether something was noted.
    Noted,
    /// A week.
    Week,
    /// A month.
    Month,
    /// "This".
    This,
    /// "Rest of".
    Rest,

    /// Put something into the calendar.
    Put,
    /// Words between a request and what it is about: "in", "down", "for".
    PutLink,
    /// A note of something that will happen.
    EventNoun,
    /// What may be cancelled or moved in life, not in a calendar: "subscription", "house".
    Errand,

    /// "Time zone".
    ZoneNoun,
    /// "Language".
    LanguageNoun,
    /// The name of a language we speak.
    LanguageName,
    /// "Speak", "reply in".
    Speak,
    /// "Set", "change", "use".
    Set,
    /// A morning summary.
    Digest,
    /// "Send me".
    Send,
    /// "Every day", "daily".
    Daily,
    /// Do not disturb.
    Quiet,
    /// "By default", "usually".
    Default,
    /// The first day of the week.
    WeekStart,
    /// Twelve or twenty-four hours.
    HourStyle,
    /// Working hours.
    WorkingHours,
    /// The settings as a whole.
    SettingsNoun,
    /// Switch on.
    On,
    /// Switch off.
    Off,
    /// "Reminders" as a whole.
    Reminders,

    /// Thanks.
    Thanks,
    /// A greeting.
    Greeting,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Help.
    Help,
    /// The list of what is to come.
    List,
    /// What is to come: "upcoming", "next".
    Upcoming,
    /// Sync.
    Sync,
    /// How things stand.
    Status,
    /// Why a reminder did not come.
    Why,
    /// Delete everything that is kept.
    Forget,
    /// A file of events.
    Export,

    /// What is thought, hoped or supposed, rather than planned.
    Opinion,
    /// What is usual, or a fact about something else.
    Fact,
    /// An advertisement.
    Advert,
    /// What is over.
    Past,
    /// A label of a booking: "Date:", "Tarikh:".
    BookingLabel,
    /// "See you".
    Farewell,
    /// Someone else who does something.
    Others,
    /// A word that ends a message and is no part of what it names: "lah", "please".
    Tail,
    /// A price: "rm", "% off".
    Price,
    /// A word between a request and what it is about: "to", "pasal".
    TitleLead,
    /// "My day": today.
    MyDay,
    /// More or longer, of a length.
    More,
    /// Between a reason and what follows from it: "so", "because".
    Break,
}

/// Some senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Senses(u128);

impl Senses {
    /// No sense.
    pub(super) const NONE: Self = Self(0);

    /// These senses.
    pub(super) const fn of(senses: &[Sense]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < senses.len() {
            bits |= 1 << senses[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    /// Whether this sense is among them.
    pub(super) fn has(self, sense: Sense) -> bool {
        self.0 & (1 << sense as u8) != 0
    }

    /// Whether some sense is in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The words of one language about what is wanted: spellings, divided by `|`, in folded form.
pub(super) struct Words {
    /// What the words say.
    pub senses: &'static [(Sense, &'static str)],
    /// The words for numbers, from one on.
    pub numerals: &'static [(u32, &'static str)],
    /// The names of months.
    pub months: &'static [(u32, &'static str)],
    /// The names of the weekend.
    pub weekends: &'static [&'static str],
    /// The names of weekdays.
    pub weekdays: &'static str,
    /// Names of the morning summary that mean nothing else.
    pub digests: &'static str,
    /// Words that are also known with one mistake in them.
    pub often_mistyped: &'static [&'static str],
}

/// What is known of the words that a phrase may begin with.
#[derive(Debug, Default)]
struct Entry {
    senses: Senses,
    numeral: Option<u32>,
}

/// The words of all languages.
struct Lexicon {
    entries: HashMap<&'static str, Entry>,
    /// The longest phrase, in bytes, that begins with a word or Chinese character.
    reach: HashMap<&'static str, usize>,
    often_mistyped: Vec<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { entries: HashMap::new(), reach: HashMap::new(), often_mistyped: Vec::new() };
    for words in [&en::WORDS, &ms::WORDS, &zh::WORDS] {
        for (sense, spellings) in words.senses {
            for spelling in spellings.split('|') {
                let entry = lexicon.entry(spelling);
                entry.senses.0 |= 1 << *sense as u8;
            }
        }
        for (number, spellings) in words.numerals {
            for spelling in spellings.split('|') {
                lexicon.entry(spelling).numeral = Some(*number);
            }
        }
        lexicon.often_mistyped.extend(words.often_mistyped);
    }
    lexicon
});

impl Lexicon {
    fn entry(&mut self, spelling: &'static str) -> &mut Entry {
        let reach = self.reach.entry(first_term(spelling)).or_default();
        *reach = (*reach).max(spelling.len());
        self.entries.entry(spelling).or_default()
    }
}

/// What is known of a word or phrase.
pub(super) struct Known {
    /// What it says.
    pub senses: Senses,
    /// The number it stands for.
    pub numeral: Option<u32>,
}

/// The longest phrase, in bytes, that may begin with a word; `None` where no known phrase does.
pub(super) fn reach(first: &str) -> Option<usize> {
    LEXICON.reach.get(first).copied()
}

/// What is known of a folded word or phrase.
pub(super) fn known(phrase: &str) -> Option<Known> {
    let entry = LEXICON.entries.get(phrase)?;
    Some(Known { senses: entry.senses, numeral: entry.numeral })
}

/// What is known of a word that was typed with one mistake.
pub(super) fn mistyped(word: &str) -> Option<Known> {
    const SHORTEST: usize = 5;
    if word.len() < SHORTEST {
        return None;
    }
    let meant = LEXICON.often_mistyped.iter().find(|known| is_one_mistake(word, known))?;
    known(meant)
}

/// Whether two words differ by one letter more, less, other, or changed about; the first is right.
fn is_one_mistake(typed: &str, known: &str) -> bool {
    let (typed, known) = (typed.as_bytes(), known.as_bytes());
    if typed.len().abs_diff(known.len()) > 1 || typed.first() != known.first() || typed == known {
        return false;
    }
    let same = typed.iter().zip(known).take_while(|(a, b)| a == b).count();
    let (typed, known) = (&typed[same..], &known[same..]);
    let is_swapped = typed.len() >= 2
        && known.len() == typed.len()
        && typed[0] == known[1]
        && typed[1] == known[0]
        && typed[2..] == known[2..];
    is_swapped
        || typed.get(1..) == known.get(1..) && typed.len() == known.len()
        || typed.get(1..) == Some(known)
        || Some(typed) == known.get(1..)
}

/// The first word or Chinese character of a phrase.
fn first_term(phrase: &str) -> &str {
    let first = phrase.chars().next().map_or(0, char::len_utf8);
    let is_word = |ch: char| ch.is_alphanumeric() && !crate::when::fold::is_han(ch) || ch == '\'';
    if !phrase.starts_with(is_word) {
        return &phrase[..first];
    }
    &phrase[..phrase.find(|ch: char| !is_word(ch)).unwrap_or(phrase.len())]
}

/// The month that a folded word names.
pub(super) fn month(word: &str) -> Option<u32> {
    [&en::WORDS, &ms::WORDS, &zh::WORDS]
        .iter()
        .flat_map(|words| words.months)
        .find(|(_, spellings)| spellings.split('|').any(|spelling| spelling == word))
        .map(|(month, _)| *month)
}

/// Whether folded words of a day name a weekend.
pub(super) fn is_weekend(words: &str) -> bool {
    [&en::WORDS, &ms::WORDS, &zh::WORDS].iter().flat_map(|words| words.weekends).any(|weekend| words.contains(weekend))
}

/// Whether a folded word names a weekday.
pub(super) fn is_weekday(word: &str) -> bool {
    [&en::WORDS, &ms::WORDS, &zh::WORDS]
        .iter()
        .flat_map(|words| words.weekdays.split('|'))
        .any(|weekday| weekday == word)
}

/// Whether a folded word names the morning summary and nothing else.
pub(super) fn names_digest(word: &str) -> bool {
    [&en::WORDS, &ms::WORDS, &zh::WORDS].iter().flat_map(|words| words.digests.split('|')).any(|digest| digest == word)
}

/// Whether a folded word names a day by its distance, so that it can own something: "tomorrow's lunch".
pub(super) fn is_day(word: &str) -> bool {
    en::DAYS.split('|').any(|day| day == word)
}
