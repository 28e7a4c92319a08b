//! Cancels the events that a message names: by numbers, by a title or a time, by a reply, or as "it".

use crate::model::{AskedFor, IncomingKind, MessageId, OpenQuestion, Press, Question, Scope, SeenEvent, Target, Then};
use crate::speech::{Refusal, Reply};

use super::answer::Answer;
use super::ask::{ask, question};
use super::delete::{self, EventStanding, delete, delete_series};
use super::failure::Cause;
use super::no::no;
use super::target::{self, TargetMatch, refuse};
use super::tell;
use super::turn::Turn;

/// Cancels what is meant. If one of several rows cannot be cancelled, says why and cancels none.
pub async fn cancel(turn: &Turn<'_>, target: &Target, scope: Option<Scope>) -> Result<Answer, Cause> {
    if matches!(target, Target::Missing | Target::Last) && turn.question().is_some() {
        return no(turn).await;
    }
    if *target == Target::Missing {
        let question = OpenQuestion::new(turn.incoming.user, AskedFor::WhichToCancel, turn.now);
        turn.open(Some(question)).await?;
        return refuse(turn, Refusal::NoNumbers).await;
    }
    let press = |seen: &SeenEvent| Press::Cancel { seen: seen.clone() };
    match target::find(turn, target).await? {
        TargetMatch::Rows(rows) => cancel_rows(turn, rows, scope).await,
        TargetMatch::One(seen) => cancel_these(turn, vec![*seen], scope).await,
        TargetMatch::Several(seen) => target::which(turn, seen, press).await,
        TargetMatch::Nearest { said, seen } => target::nearest(turn, said, &seen, press).await,
        TargetMatch::Nothing { said } => Ok(turn.answer(Reply::NoSuchEvent { said })),
        TargetMatch::Refused(why) => refuse(turn, why).await,
    }
}

async fn cancel_rows(turn: &Turn<'_>, rows: Vec<(u32, SeenEvent)>, scope: Option<Scope>) -> Result<Answer, Cause> {
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    for (number, seen) in &rows {
        match delete::look(turn, seen).await? {
            EventStanding::AsSeen(_) => {}
            EventStanding::Other(_) => changed.push(*number),
            EventStanding::Gone => gone.push(*number),
        }
    }
    if !gone.is_empty() {
        return refuse(turn, Refusal::Gone(gone)).await;
    }
    if !changed.is_empty() {
        return refuse(turn, Refusal::Changed(changed)).await;
    }
    let whole: Vec<u32> =
        rows.iter().filter(|(_, seen)| seen.event.is_whole_series()).map(|(number, _)| *number).collect();
    if rows.len() > 1 && !whole.is_empty() {
        return refuse(turn, Refusal::WholeSeries(whole)).await;
    }
    cancel_these(turn, rows.into_iter().map(|(_, seen)| seen).collect(), scope).await
}

/// Cancels events that are as they were seen, or asks first. If a reply asks to cancel, the message replied to shows
/// the result as well.
async fn cancel_these(turn: &Turn<'_>, events: Vec<SeenEvent>, scope: Option<Scope>) -> Result<Answer, Cause> {
    if let Some(seen) = events.iter().find(|seen| !turn.shown.can_write(&seen.account)) {
        return Ok(turn.answer(Reply::OnlyReadable { title: seen.event.title.clone() }));
    }
    let then = card_replied_to(turn).map_or(Then::News, Then::NewsAlsoIn);
    let question = match (events.as_slice(), scope) {
        ([], _) => return refuse(turn, Refusal::NoNumbers).await,
        ([only], Some(Scope::This)) if !only.event.is_whole_series() => None,
        ([only], Some(scope @ (Scope::Following | Scope::All))) if only.event.series.is_some() => {
            tell::take_over(turn, then, &events).await?;
            return tell::deleted(turn, &delete_series(turn, only.clone(), scope).await?, then).await;
        }
        ([only], _) => question(only),
        ([_, _, ..], _) => Some(Question::Several),
    };
    if let Some(question) = question {
        return Ok(turn.answer(ask(turn, question, events, then, Press::Dismiss).await?));
    }
    tell::take_over(turn, then, &events).await?;
    tell::deleted(turn, &delete(turn, events).await?, then).await
}

/// The message about an event that the person replies to.
fn card_replied_to(turn: &Turn<'_>) -> Option<MessageId> {
    match turn.incoming.kind {
        IncomingKind::Text { reply_to, .. } if turn.replied.is_some() => reply_to,
        IncomingKind::Text { .. }
        | IncomingKind::Wordless { .. }
        | IncomingKind::Unreadable { .. }
        | IncomingKind::Pressed { .. }
        | IncomingKind::Left
        | IncomingKind::Joined
        | IncomingKind::Edited { .. }
        | IncomingKind::File { .. }
        | IncomingKind::Location { .. }
        | IncomingKind::Moved { .. } => None,
    }
}
