//! The questions before something is cancelled.

use crate::model::{Press, Question, Scope, SeenEvent, Then};
use crate::speech::{Label, Reply};

use super::failure::Cause;
use super::series;
use super::turn::{Turn, buttons};

/// The question to ask before this event is cancelled, if any.
pub fn question(seen: &SeenEvent) -> Option<Question> {
    let event = &seen.event;
    if event.series.is_some() {
        Some(Question::Series)
    } else if event.has_guests {
        Some(Question::Guests)
    } else {
        None
    }
}

/// Asks, and saves what the answers do; `keep` is the answer that leaves everything as it is.
pub async fn ask(
    turn: &Turn<'_>,
    question: Question,
    seen: Vec<SeenEvent>,
    then: Then,
    keep: Press,
) -> Result<Reply, Cause> {
    let mut shown = seen.clone();
    let answers = match question {
        Question::Several => vec![(Label::CancelAll, Press::CancelAll { seen, then })],
        Question::Guests => vec![(Label::Cancel, Press::CancelAll { seen, then })],
        Question::Series | Question::Occurrence => {
            let mut answers = Vec::new();
            for mut seen in seen {
                if let Some(one) = series::occurrence(turn, &seen).await? {
                    shown = vec![one.clone()];
                    answers.push((Label::ThisOne, Press::CancelAll { seen: vec![one.clone()], then }));
                    seen = one;
                }
                for (label, scope) in [(Label::AndLater, Scope::Following), (Label::WholeSeries, Scope::All)] {
                    answers.push((label, Press::CancelSeries { seen: seen.clone(), scope, then }));
                }
            }
            answers
        }
    };
    let cards = shown.iter().map(|seen| turn.card(seen)).collect();
    // In one row, longer labels would be cut off on a phone.
    let rows = answers.into_iter().fold(buttons(), |buttons, answer| buttons.row([answer]));
    let buttons = rows.row([(Label::Keep, keep)]);
    let keyboard = turn.keep_for_sender(buttons).await?;
    Ok(Reply::Ask { question, cards, keyboard })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::{occurrence, single, with_guests};

    #[test]
    fn a_single_event_goes_at_once_and_what_concerns_more_is_asked_about() {
        let table = [
            (single("x"), None),
            (with_guests("x"), Some(Question::Guests)),
            (occurrence("s1", "s"), Some(Question::Series)),
            // A whole series as it was just made.
            (occurrence("s", "s"), Some(Question::Series)),
        ];
        for (seen, expected) in table {
            assert_eq!(question(&seen), expected, "{seen:?}");
        }
    }
}
