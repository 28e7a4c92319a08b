//! The questions before an event is changed.

use crate::model::{EditId, Press, Question, Scope};
use crate::speech::{Label, Reply};

use super::answer::Answer;
use super::change::{self, Wanted};
use super::change_series;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// Changes an event. Asks first if that affects other people, or more than the one event.
pub async fn wish(turn: &Turn<'_>, edit: EditId, wanted: Wanted) -> Result<Answer, Cause> {
    let wanted = change_series::of_occurrence(turn, wanted).await?;
    let event = &wanted.seen.event;
    let is_one_of_many = event.series.is_some() && !event.is_whole_series();
    let question = match wanted.scope {
        Some(scope @ (Scope::Following | Scope::All)) if is_one_of_many => {
            if change_series::is_possible(turn, &wanted).await? {
                return change_series::change(turn, edit, wanted, scope).await;
            }
            Question::Occurrence
        }
        None if is_one_of_many && change_series::is_possible(turn, &wanted).await? => Question::Series,
        None if is_one_of_many => Question::Occurrence,
        None if event.has_guests => Question::Guests,
        None | Some(_) => return change::change(turn, edit, wanted).await,
    };
    let press = |scope| {
        let Wanted { seen, change, .. } = wanted.clone();
        Press::Change { seen, change, scope: Some(scope) }
    };
    let answers = match question {
        Question::Series => vec![
            (Label::ThisOne, press(Scope::This)),
            (Label::AndLater, press(Scope::Following)),
            (Label::WholeSeries, press(Scope::All)),
        ],
        Question::Occurrence => vec![(Label::ThisOne, press(Scope::This))],
        Question::Guests | Question::Several => vec![(Label::GoAhead, press(Scope::This))],
    };
    let back = Press::Card { seen: wanted.seen.clone() };
    let rows = answers.into_iter().fold(buttons(), |buttons, answer| buttons.row([answer]));
    let keyboard = turn.keep_for_sender(rows.row([(Label::Keep, back)])).await?;
    let card = turn.card_in(&wanted.seen.account, &wanted.change.clone().applied_to(event.clone()));
    Ok(turn.answer(Reply::AskBeforeChange { question, card, keyboard }).about(&turn.said(&wanted.seen)))
}
