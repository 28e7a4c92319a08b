//! What a message with buttons becomes once they have done something.

use crate::model::{Press, SeenEvent, SeenList, Then};
use crate::speech::{Card, Label, Reply, Why};

use super::answer::{Answer, Place, Saying};
use super::delete::{self, Deleted};
use super::failure::Cause;
use super::list;
use super::turn::{Turn, buttons, or_without};

/// Tells what was deleted: in place of the question or the card, or by striking through in the list.
pub async fn deleted(turn: &Turn<'_>, deleted: &Deleted, then: Then) -> Result<Answer, Cause> {
    if let ([changed], true) = (deleted.changed.as_slice(), deleted.is_nothing()) {
        return self::changed(turn, changed).await;
    }
    let list = or_without(delete::strike(turn, deleted).await);
    let news = deleted.reply();
    let mut answer = match (then, list) {
        (Then::List, Some(list)) => struck(turn, &list, deleted, news).await,
        (Then::List, None) | (Then::News, _) => turn.answer(news),
        (Then::NewsAlsoIn(_), _) if deleted.is_nothing() => turn.answer(news),
        (Then::NewsAlsoIn(card), _) => {
            let mut answer = turn.answer(news.clone());
            answer.sayings.push(Saying { place: Place::Edit(card), reply: news, about: None });
            answer
        }
    };
    if deleted.is_old_news() {
        answer.toast = Some(Reply::AlreadyCancelled);
    }
    Ok(answer)
}

/// The list with what is gone struck through, the news by the button.
async fn struck(turn: &Turn<'_>, list: &SeenList, deleted: &Deleted, news: Reply) -> Answer {
    let meant = deleted.done.iter().chain(&deleted.already).chain(&deleted.failed);
    let number = meant.filter_map(|seen| number_of(list, seen)).min().unwrap_or(1);
    match list::show(turn, list, list::page_of(number)).await {
        Ok(page) => turn.answer(page).with_toast(news),
        Err(cause) => {
            tracing::warn!(error = &cause as &dyn std::error::Error, "the list goes without what was just cancelled");
            turn.answer(news)
        }
    }
}

/// Tells that an event has changed since it was shown, and offers to cancel it all the same.
pub async fn changed(turn: &Turn<'_>, is: &SeenEvent) -> Result<Answer, Cause> {
    let buttons = buttons().row([(Label::Cancel, Press::Cancel { seen: is.clone() })]);
    let keyboard = turn.keep_for_event(buttons, &is.event).await?;
    Ok(turn.answer(Reply::ChangedSince { card: Card::of(&is.event), keyboard }).about(&turn.said(is)))
}

/// Tells that a row of a list has changed since it was shown, and shows a fresh list in its place.
pub async fn row_changed(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Answer, Cause> {
    let number = turn.seen_list().await?.and_then(|list| number_of(&list, seen));
    let list = list::take(turn).await?;
    let fresh = list::page(turn, &list, 0).await?;
    let why = Why::Changed(number.into_iter().collect());
    Ok(turn.answer(Reply::NotCancelled { why, fresh }))
}

/// The number of an event in a list.
pub fn number_of(list: &SeenList, seen: &SeenEvent) -> Option<u32> {
    let is_it = |row: &SeenEvent| row.account == seen.account && row.event.id == seen.event.id;
    u32::try_from(list.rows.iter().position(is_it)? + 1).ok()
}
