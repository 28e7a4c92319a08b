//! Updates a message with buttons once they have done something.

use crate::model::{AccountId, OthersDeed, Press, Scope, SeenEvent, SeenList, Then, View, Write};
use crate::speech::{Keyboard, Label, Refusal, Reply};

use super::answer::{Answer, Place, Saying};
use super::delete::{self, Deleted};
use super::failure::Cause;
use super::turn::{Turn, buttons, or_without};
use super::{list, others, undo};

/// Takes over the reminder's message that will show the result, so that its cancellation is shown there only once.
pub async fn take_over(turn: &Turn<'_>, then: Then, seen: &[SeenEvent]) -> Result<(), Cause> {
    let Then::NewsAlsoIn(card) = then else { return Ok(()) };
    for seen in seen {
        turn.room.store.forget_announcement(&seen.account, &seen.event.id, turn.incoming.chat, card).await?;
    }
    Ok(())
}

/// Tells what was deleted: replaces the question or the card, or strikes through in the list.
pub async fn deleted(turn: &Turn<'_>, deleted: &Deleted, then: Then) -> Result<Answer, Cause> {
    if let ([changed], true) = (deleted.changed.as_slice(), deleted.is_nothing()) {
        return self::changed(turn, changed).await;
    }
    if deleted.queued.is_none() {
        tell_others(turn, deleted).await;
    }
    let list = or_without(delete::strike(turn, deleted).await);
    let mut answer = match (then, list) {
        (Then::List, Some(list)) => struck(turn, &list, deleted).await,
        (Then::List, None) | (Then::News, _) => turn.answer(news(turn, deleted).await),
        (Then::NewsAlsoIn(_), _) if deleted.is_nothing() => turn.answer(news(turn, deleted).await),
        (Then::NewsAlsoIn(card), _) => {
            let news = news(turn, deleted).await;
            let mut answer = turn.answer(news.clone());
            answer.sayings.push(Saying { place: Place::Edit(card), reply: news, about: None, card: None });
            answer
        }
    };
    if deleted.is_old_news() {
        answer.toast = Some(Reply::AlreadyCancelled);
    }
    Ok(answer)
}

/// Tells the others of each calendar what was deleted there.
async fn tell_others(turn: &Turn<'_>, deleted: &Deleted) {
    let mut told: Vec<&AccountId> = Vec::new();
    for Write { edit, account, .. } in &deleted.writes {
        if told.contains(&account) {
            continue;
        }
        told.push(account);
        let events = deleted.done.iter().filter(|seen| seen.account == *account).map(|seen| seen.event.clone());
        // For a series in several parts, the first stands for all.
        let events = events.take(if deleted.scope == Scope::This { usize::MAX } else { 1 }).collect();
        let (what, scope) = (OthersDeed::Cancelled, deleted.scope);
        others::tell(turn, others::News { edit, account, what, scope, events }).await;
    }
}

/// The reply about what was deleted, with the undo button.
async fn news(turn: &Turn<'_>, deleted: &Deleted) -> Reply {
    let undo = or_without(undo::keep(turn, deleted.writes.clone(), Then::News).await);
    let keyboard = match undo {
        Some(undo) => or_without(turn.keep_for_a_day(buttons().row([undo])).await),
        None => Keyboard::new(),
    };
    deleted.reply(&turn.shown, keyboard)
}

/// The list with deleted events struck through, and the news at the button.
async fn struck(turn: &Turn<'_>, list: &SeenList, deleted: &Deleted) -> Answer {
    let undo = or_without(undo::keep(turn, deleted.writes.clone(), Then::List).await);
    let meant = deleted.done.iter().chain(&deleted.already).chain(&deleted.failed);
    let number = meant.filter_map(|seen| number_of(list, seen)).min().unwrap_or(1);
    match list::show_with(turn, list, list::page_of(&list.view, number), undo).await {
        Ok(page) => turn.answer(page).with_toast(deleted.reply(&turn.shown, Keyboard::new())),
        Err(cause) => {
            tracing::warn!(
                error = &cause as &dyn std::error::Error,
                "showing a list without the events just cancelled: they could not be read"
            );
            turn.answer(deleted.reply(&turn.shown, Keyboard::new()))
        }
    }
}

/// Tells that an event has changed since it was shown, and offers to cancel it anyway.
pub async fn changed(turn: &Turn<'_>, is: &SeenEvent) -> Result<Answer, Cause> {
    let buttons = buttons().row([(Label::Cancel, Press::Cancel { seen: is.clone() })]);
    let keyboard = turn.keep_for_event(buttons, &is.event).await?;
    Ok(turn.answer(Reply::ChangedSince { card: turn.card(is), keyboard }).about(&turn.said(is)))
}

/// Tells that a row of a list has changed since it was shown, and replaces the list by a fresh one.
pub async fn row_changed(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Answer, Cause> {
    let number = turn.numbered_list().await?.and_then(|list| number_of(&list, seen));
    let list = list::take(turn, View::Coming).await?;
    let fresh = list::page(turn, &list, 0).await?;
    let why = Refusal::Changed(number.into_iter().collect());
    Ok(turn.answer(Reply::NotDone { why, fresh }))
}

/// The number of an event in a list.
pub fn number_of(list: &SeenList, seen: &SeenEvent) -> Option<u32> {
    let is_it = |row: &SeenEvent| row.account == seen.account && row.event.id == seen.event.id;
    u32::try_from(list.rows.iter().position(is_it)? + 1).ok()
}
