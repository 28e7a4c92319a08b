//! Cancelling by number: the numbers of the list this person last saw here, never of a fresh one.

use crate::model::{AskedFor, OpenQuestion, Press, Question, SeenEvent, Target, Then, View};
use crate::speech::{Reply, Why};

use super::answer::Answer;
use super::ask::{ask, question};
use super::delete::{self, Standing, delete};
use super::failure::Cause;
use super::turn::Turn;
use super::{list, tell};

/// How many numbers an answer repeats.
const MOST_REPEATED: usize = 10;

/// Cancels the rows with these numbers. If one of them cannot be, says why and touches none.
pub async fn cancel(turn: &Turn<'_>, target: &Target) -> Result<Answer, Cause> {
    let numbers = match target {
        Target::Numbers(numbers) => numbers,
        Target::Reply if turn.replied.is_some() => {
            return cancel_these(turn, turn.replied.iter().cloned().collect()).await;
        }
        Target::Missing | Target::Last if turn.question().is_some() => return super::talk::no(turn).await,
        Target::Missing => {
            let question = OpenQuestion::new(turn.incoming.user, AskedFor::WhichToCancel, turn.now);
            turn.open(Some(question)).await?;
            return refuse(turn, Why::NoNumbers).await;
        }
        Target::Title { .. } | Target::At(_) | Target::Reply | Target::Last => {
            return refuse(turn, Why::NoNumbers).await;
        }
    };
    let Some(list) = turn.seen_list().await? else { return refuse(turn, Why::NoListSeen).await };
    let rows: Vec<(u32, &SeenEvent)> =
        numbers.iter().filter_map(|number| Some((*number, list.row(*number)?))).collect();
    if rows.len() < numbers.len() {
        let outside = numbers.iter().copied().filter(|number| list.row(*number).is_none());
        return refuse(turn, Why::NotInList(outside.take(MOST_REPEATED).collect())).await;
    }
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    for (number, seen) in &rows {
        match delete::look(turn, seen).await? {
            Standing::AsSeen(_) => {}
            Standing::Other(_) => changed.push(*number),
            Standing::Gone => gone.push(*number),
        }
    }
    if !gone.is_empty() {
        return refuse(turn, Why::Gone(gone)).await;
    }
    if !changed.is_empty() {
        return refuse(turn, Why::Changed(changed)).await;
    }
    let whole: Vec<u32> =
        rows.iter().filter(|(_, seen)| seen.event.is_whole_series()).map(|(number, _)| *number).collect();
    if rows.len() > 1 && !whole.is_empty() {
        return refuse(turn, Why::WholeSeries(whole)).await;
    }
    cancel_these(turn, rows.into_iter().map(|(_, seen)| seen.clone()).collect()).await
}

/// Cancels events that are as they were seen, or asks first.
async fn cancel_these(turn: &Turn<'_>, events: Vec<SeenEvent>) -> Result<Answer, Cause> {
    let question = match events.as_slice() {
        [] => return refuse(turn, Why::NoNumbers).await,
        [only] => question(only),
        [_, _, ..] => Some(Question::Several),
    };
    if let Some(question) = question {
        return Ok(turn.answer(ask(turn, question, events, Then::News, Press::Dismiss).await?));
    }
    tell::deleted(turn, &delete(turn, events).await?, Then::News).await
}

/// Says why nothing was cancelled, and shows how things stand.
async fn refuse(turn: &Turn<'_>, why: Why) -> Result<Answer, Cause> {
    let list = list::take(turn, View::Coming).await?;
    let fresh = list::page(turn, &list, 0).await?;
    Ok(turn.answer(Reply::NotCancelled { why, fresh }))
}
