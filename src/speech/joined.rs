//! Several answers in one message: Telegram limits how many messages a group gets.

use super::{Outgoing, Reply, Voice, html, render};
use chrono::{DateTime, Utc};

/// What stands between two answers.
const BETWEEN: &str = "\n\n";

impl Reply {
    /// Whether it loses nothing in one message with others: it tells what was done, and its buttons have words that do
    /// the same.
    #[must_use]
    pub fn can_be_joined(&self) -> bool {
        matches!(
            self,
            Self::Created { .. }
                | Self::Moved { .. }
                | Self::Cancelled { .. }
                | Self::InThePast { .. }
                | Self::RefusedByGoogle { .. }
                | Self::OnlyReadable { .. }
                | Self::NoTime
        )
    }
}

/// What stands below joined answers.
#[must_use]
pub fn below_joined(voice: &Voice, now: DateTime<Utc>) -> String {
    render(&Reply::Joined, voice, now).text
}

/// As many of these answers as fit into one message, at least the first, and how many they are; `below` stands below
/// them if they are several.
#[must_use]
pub fn join(answers: &[&Outgoing], below: &str) -> (Outgoing, usize) {
    let Some(first) = answers.first() else { return (Outgoing::default(), 0) };
    let mut text = first.text.clone();
    let mut count = 1;
    for answer in &answers[1..] {
        let longer = format!("{text}{BETWEEN}{}", answer.text);
        if !html::fits(&format!("{longer}{BETWEEN}{below}")) {
            break;
        }
        text = longer;
        count += 1;
    }
    if count == 1 {
        return ((*first).clone(), 1);
    }
    let is_silent = answers[..count].iter().all(|answer| answer.is_silent);
    (Outgoing { text: format!("{text}{BETWEEN}{below}"), is_silent, ..Outgoing::default() }, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Outgoing {
        Outgoing { text: text.to_owned(), ..Outgoing::default() }
    }

    #[test]
    fn as_many_answers_are_joined_as_fit() {
        let (one, other, long) = (answer("one"), answer("<b>other</b>"), answer(&"x".repeat(4_090)));
        assert_eq!(join(&[&one], "below"), (one.clone(), 1));
        assert_eq!(join(&[&one, &other], "below"), (answer("one\n\n<b>other</b>\n\nbelow"), 2));
        assert_eq!(join(&[&one, &long, &other], "below"), (one.clone(), 1));
        assert_eq!(join(&[], "below").1, 0);
    }
}
