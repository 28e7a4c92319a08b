//! Words that only make sense as the answer to what this person was asked: a title, a place, a length, a name.

use crate::model::{AskedFor, DetailKind, IncomingKind, Intent, SeenEvent, SmallTalk};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;
use super::{accounts, changing, free};

/// The event that this person was asked about, if their message does not reply to another.
pub fn event(turn: &Turn<'_>) -> Option<SeenEvent> {
    let IncomingKind::Text { reply_to: None, .. } = turn.incoming.kind else { return None };
    match turn.question()? {
        AskedFor::Time(seen) | AskedFor::Detail { seen, .. } => Some(*seen),
        AskedFor::Title(_)
        | AskedFor::Add(_)
        | AskedFor::Move { .. }
        | AskedFor::WhichToCancel
        | AskedFor::AccountName(_)
        | AskedFor::Guests { .. } => None,
    }
}

/// Handles words that answer the open question; `None` if they don't, or ask for something else.
pub async fn answer(turn: &Turn<'_>, intent: &Intent) -> Result<Option<Answer>, Cause> {
    if turn.incoming.forwarded.is_some() || !matches!(intent, Intent::Nothing(SmallTalk::Other)) {
        return Ok(None);
    }
    let IncomingKind::Text { text, .. } = &turn.incoming.kind else { return Ok(None) };
    match turn.question() {
        Some(AskedFor::Title(when)) => free::create_in_slot(turn, when, text.trim()).await.map(Some),
        Some(AskedFor::AccountName(grant)) => accounts::rename(turn, &grant, text).await.map(Some),
        Some(AskedFor::Detail { seen, what }) => detail(turn, *seen, what, text).await,
        Some(
            AskedFor::Add(_)
            | AskedFor::Move { .. }
            | AskedFor::Time(_)
            | AskedFor::Guests { .. }
            | AskedFor::WhichToCancel,
        )
        | None => Ok(None),
    }
}

/// Changes the event that was asked about, or asks again. A reply to another event is about that one.
async fn detail(turn: &Turn<'_>, seen: SeenEvent, what: DetailKind, text: &str) -> Result<Option<Answer>, Cause> {
    if turn.replied.as_ref().is_some_and(|replied| replied.event.id != seen.event.id) {
        return Ok(None);
    }
    let Some(detail) = changing::answered(what, text) else { return changing::ask(turn, seen, what).await.map(Some) };
    let answer = changing::change_seen(turn, seen, &detail, None).await?;
    // Only now: if the message fails before this, it is handled again and must find its question.
    turn.close_question().await?;
    Ok(Some(answer))
}
