//! Training: from labelled messages to weights. It takes some seconds, and the same messages give the same weights.

use std::fmt;

use chrono::{DateTime, Duration};
use chrono_tz::Asia::Kuala_Lumpur;

use super::features::{ROWS, Row, rows};
use super::{Chances, KINDS, ONE, WishKind, share};
use crate::model::{DayOrder, Reference};
use crate::when::want::sentence::Sentence;

/// How many passes over all messages.
const ROUNDS: usize = 10;

/// The learning rate of `AdaGrad` (Duchi, Hazan and Singer 2011): the size of each weight's first step.
const STEP: f32 = 0.2;

/// How much of each label is shared between the other kinds, so that no single message is believed wholly.
const DOUBT: f32 = 0.05;

/// How many kinds a message is not of.
const OTHERS: f32 = 15.0;
const _: () = assert!(KINDS == 16);

/// A message and what it wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it wants.
    pub kind: WishKind,
    /// Whether it answers a message about an event.
    pub is_reply: bool,
    /// What was typed.
    pub text: String,
}

/// A line that is no example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub number: usize,
    /// What stands there.
    pub line: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {} is not `intent, tab, reply or -, tab, message`: {}", self.number, self.line)
    }
}

impl std::error::Error for BadLine {}

/// Reads examples, one a line: intent, `reply` or `-`, and message, separated by tabs; ` / ` is a line break. Blank
/// lines and lines that start with # are skipped.
///
/// # Errors
///
/// The first line that is not an example.
pub fn examples(lines: &str) -> Result<Vec<Example>, BadLine> {
    let example = |line: &str| {
        let (name, rest) = line.split_once('\t')?;
        let (reply, text) = rest.split_once('\t')?;
        let is_reply = match reply {
            "reply" => true,
            "-" => false,
            _ => return None,
        };
        Some(Example { kind: WishKind::named(name)?, is_reply, text: text.replace(" / ", "\n") })
    };
    let numbered = lines.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    numbered.map(|(at, line)| example(line).ok_or_else(|| BadLine { number: at + 1, line: line.to_owned() })).collect()
}

/// Reads examples from a corpus of wishes, as the tests of [`super::super`] have them: an intent, and indented under it
/// the messages that want it. Intents that are not a [`WishKind`] are skipped.
#[must_use]
pub fn corpus(lines: &str) -> Vec<Example> {
    let (mut kind, mut is_reply, mut examples) = (None, false, Vec::new());
    for line in lines.lines().filter(|line| !line.starts_with('#')) {
        if let Some(message) = line.strip_prefix("    ") {
            examples.extend(kind.map(|kind| Example { kind, is_reply, text: message.replace(" / ", "\n") }));
        } else if line.starts_with('[') {
            is_reply = line.starts_with("[reply ");
        } else {
            kind = match line.split(' ').next() {
                Some("offer") => Some(WishKind::Nothing),
                name => name.and_then(WishKind::named),
            };
        }
    }
    examples
}

/// Reads examples from a list of messages that are all of one kind.
#[must_use]
pub fn all_of(kind: WishKind, lines: &str) -> Vec<Example> {
    let messages = lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    messages.map(|line| Example { kind, is_reply: false, text: line.replace(" / ", "\n") }).collect()
}

/// Weights during training.
struct Learner {
    weights: Vec<[f32; KINDS]>,
    /// The sum of the squared slopes so far; the larger it is, the shorter the next step.
    squares: Vec<[f32; KINDS]>,
}

impl Learner {
    /// All weights 0.
    fn new() -> Self {
        Self { weights: vec![[0.0; KINDS]; ROWS], squares: vec![[0.0; KINDS]; ROWS] }
    }

    /// How likely each kind is for a message with these rows, by the weights so far.
    fn chances(&self, rows: &[Row]) -> Chances {
        let mut scores = [0.0; KINDS];
        for row in rows {
            for (score, weight) in scores.iter_mut().zip(self.weights[usize::from(*row)]) {
                *score += weight;
            }
        }
        Chances::of_scores(scores.map(|score| score * share(rows.len())))
    }

    /// Learns from one message.
    fn learn(&mut self, rows: &[Row], kind: WishKind) {
        let chances = self.chances(rows);
        let others = DOUBT / OTHERS;
        let slope = WishKind::ALL.map(|other| {
            let wanted = if other == kind { 1.0 - DOUBT } else { others };
            (chances.of(other) - wanted) * share(rows.len())
        });
        for row in rows {
            let (weights, squares) = (&mut self.weights[usize::from(*row)], &mut self.squares[usize::from(*row)]);
            for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(slope) {
                *square += slope * slope;
                *weight -= STEP * slope / (square.sqrt() + 1e-6);
            }
        }
    }

    /// The weights as they are stored.
    fn stored(&self) -> Vec<u8> {
        #[expect(clippy::cast_possible_truncation, reason = "it is clamped")]
        let stored = |weight: &f32| ((weight * ONE).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        self.weights.iter().flatten().map(stored).collect()
    }
}

/// The weights that follow from examples, as `weights.bin` has them.
#[must_use]
pub fn train(examples: &[Example]) -> Vec<u8> {
    // Any recent day will do: whether a word is part of a time does not depend on the date.
    let here =
        Reference { now: DateTime::UNIX_EPOCH + Duration::days(20_500), zone: Kuala_Lumpur, order: DayOrder::Dmy };
    let of = |example: &Example| rows(&Sentence::of(&example.text, &here), example.is_reply);
    let messages: Vec<(Vec<Row>, WishKind)> = examples.iter().map(|example| (of(example), example.kind)).collect();
    let mut order: Vec<usize> = (0..messages.len()).collect();
    let (mut learner, mut random) = (Learner::new(), 0x9e37_79b9_7f4a_7c15);
    for _ in 0..ROUNDS {
        shuffle(&mut order, &mut random);
        for at in &order {
            learner.learn(&messages[*at].0, messages[*at].1);
        }
    }
    learner.stored()
}

/// Another order, the same each time: Marsaglia's xorshift.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        let other = usize::try_from(*random % (last as u64 + 1)).unwrap_or(0);
        order.swap(last, other);
    }
}
