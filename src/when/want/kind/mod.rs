//! What kind of wish a message is, learnt from examples. Pure.
//!
//! ```text
//! message ──features──▶ rows ──weights──▶ a score for each kind ──softmax──▶ chances
//! ```
//!
//! The rules beside this room read *what* is wanted: which event, which day, which title. Whether anything is wanted at
//! all, and of which kind, is a question of tone that rules answer badly: "they cancelled the 3pm class again" and "they
//! cancelled the 3pm class so take it out" share nearly all their words. This model weighs all of a message together:
//! its words, and what the rules' word lists make of them. It is a multinomial logistic regression over hashed features,
//! trained on the messages in `training/` and in `corpus/` beside this room. Run `make train` after changing either, or
//! a word list.
//!
//! Start with [`chances`].

mod features;
#[cfg(test)]
mod tests;
pub mod training;

use self::features::{ROWS, rows};
use super::sentence::Sentence;
use crate::model::{Intent, Reference};

/// How many kinds there are.
const KINDS: usize = 16;

/// A weight of 1 as it is stored: weights are sixteenths, from −8 to 8.
const ONE: f32 = 16.0;

/// For each row of features, the weight of each kind.
static WEIGHTS: &[u8; ROWS * KINDS] = include_bytes!("weights.bin");

/// The kinds of wishes that are told apart by examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WishKind {
    /// No wish at all.
    Nothing,
    /// A new event or reminder.
    Create,
    /// Cancel an event.
    Cancel,
    /// Another time for an event.
    Move,
    /// Another title, place or length.
    Change,
    /// Other reminders of an event.
    Remind,
    /// This reminder again later.
    Snooze,
    /// Undo the last change.
    Undo,
    /// Mark an event as done.
    Done,
    /// What is in the calendar.
    Agenda,
    /// Whether or when there is free time.
    Free,
    /// When something is.
    Find,
    /// See or change a setting.
    Settings,
    /// The coming events.
    List,
    /// What the bot can do.
    Help,
    /// Show the status, or sync.
    Upkeep,
}

impl WishKind {
    /// All, in the order of their weights.
    pub const ALL: [Self; KINDS] = [
        Self::Nothing,
        Self::Create,
        Self::Cancel,
        Self::Move,
        Self::Change,
        Self::Remind,
        Self::Snooze,
        Self::Undo,
        Self::Done,
        Self::Agenda,
        Self::Free,
        Self::Find,
        Self::Settings,
        Self::List,
        Self::Help,
        Self::Upkeep,
    ];

    /// The kind by the name of an intent, as `janji read` prints it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let kind = match name {
            "nothing" => Self::Nothing,
            "create" => Self::Create,
            "cancel" => Self::Cancel,
            "move" => Self::Move,
            "change" => Self::Change,
            "remind" => Self::Remind,
            "snooze" => Self::Snooze,
            "undo" => Self::Undo,
            "done" => Self::Done,
            "agenda" => Self::Agenda,
            "free" => Self::Free,
            "find" => Self::Find,
            "settings" => Self::Settings,
            "list" => Self::List,
            "help" => Self::Help,
            "status" | "sync" => Self::Upkeep,
            _ => return None,
        };
        Some(kind)
    }

    /// The kind of an intent; `None` for those that the model doesn't know.
    #[must_use]
    pub fn of(intent: &Intent) -> Option<Self> {
        match intent {
            Intent::Offer(_) => Some(Self::Nothing),
            _ => Self::named(intent.name()),
        }
    }

    /// Whether it changes anything, rather than answering.
    #[must_use]
    pub fn acts(self) -> bool {
        match self {
            Self::Create
            | Self::Cancel
            | Self::Move
            | Self::Change
            | Self::Remind
            | Self::Snooze
            | Self::Undo
            | Self::Done
            | Self::Settings => true,
            Self::Nothing | Self::Agenda | Self::Free | Self::Find | Self::List | Self::Help | Self::Upkeep => false,
        }
    }
}

/// How likely each kind is, together 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chances([f32; KINDS]);

impl Chances {
    /// From scores, of which a difference of 1 makes a kind e times as likely.
    fn of_scores(mut scores: [f32; KINDS]) -> Self {
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        scores = scores.map(|score| (score - highest).exp());
        let sum: f32 = scores.iter().sum();
        Self(scores.map(|score| score / sum))
    }

    /// How likely a kind is, from 0 to 1.
    #[must_use]
    pub fn of(&self, kind: WishKind) -> f32 {
        self.0[kind as usize]
    }

    /// Adds a weight to one kind, for evidence from elsewhere. The sum is then more than 1.
    pub(super) fn favouring(mut self, kind: WishKind, weight: f32) -> Self {
        self.0[kind as usize] += weight;
        self
    }

    /// All kinds, the likeliest first.
    pub(super) fn ranked(&self) -> [WishKind; KINDS] {
        let mut kinds = WishKind::ALL;
        kinds.sort_by(|one, other| self.of(*other).total_cmp(&self.of(*one)));
        kinds
    }

    /// The likeliest kind.
    #[must_use]
    pub fn likeliest(&self) -> WishKind {
        self.ranked()[0]
    }
}

/// How likely a message is of each kind.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use janji::model::{DayOrder, Reference};
/// use janji::when::kind::{WishKind, chances};
///
/// let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
/// let here = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
/// assert_eq!(chances("cancel the dentist tomorrow", &here, false).likeliest(), WishKind::Cancel);
/// assert_eq!(chances("he cancelled on me last night, so rude", &here, false).likeliest(), WishKind::Nothing);
/// ```
#[must_use]
pub fn chances(text: &str, reference: &Reference, is_reply: bool) -> Chances {
    chances_of(&Sentence::of(text, reference), is_reply)
}

/// How likely a message that was taken apart is of each kind.
pub(super) fn chances_of(sentence: &Sentence<'_>, is_reply: bool) -> Chances {
    let rows = rows(sentence, is_reply);
    let mut sums = [0_i32; KINDS];
    for row in &rows {
        let weights = &WEIGHTS[usize::from(*row) * KINDS..][..KINDS];
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += i32::from(weight.cast_signed());
        }
    }
    let share = share(rows.len()) / ONE;
    Chances::of_scores(sums.map(|sum| to_f32(sum) * share))
}

/// The factor for each of n features, 1/√n, so that long messages are not surer just because they are long.
fn share(features: usize) -> f32 {
    let features = u16::try_from(features).unwrap_or(u16::MAX);
    f32::from(features.max(1)).sqrt().recip()
}

/// A sum of weights; those of the longest message are far below what a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "messages have at most some thousand features")]
fn to_f32(sum: i32) -> f32 {
    sum as f32
}
