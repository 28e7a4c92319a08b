//! Handles edited messages: corrects the event that was made from the message, and its card.

use crate::model::{Change, Deed, Draft, EditId, Event, GuestsWish, Intent, MessageId, Scope, SeenEvent, Understood};
use crate::speech::{NotCorrected, Reply};

use super::answer::{Answer, Place};
use super::change::{self, Wanted};
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::turn::{Turn, or_without};
use super::wish::WishVerdict;

/// Corrects the event that was made from a message, while that can be undone. Silent if there is none, or if the text
/// means the same as before: Telegram also reports a reaction or a link preview as an edit.
pub async fn correct(turn: &Turn<'_>, intent: Intent) -> Result<Answer, Cause> {
    let made = turn.edit_of_message(0)?;
    let Some(seen) = made_by(turn, &made).await? else { return Ok(turn.silence()) };
    let (Intent::Create(understood)
    | Intent::Offer(understood)
    | Intent::Guests(GuestsWish::WithEvent { understood, .. })) = intent
    else {
        return refuse(turn, &seen, NotCorrected::Unread).await;
    };
    let Some(draft) = draft(turn, &understood) else { return refuse(turn, &seen, NotCorrected::Unread).await };
    let change = Change::between(&seen.event, &told(&draft, &seen.event));
    if change.is_empty() {
        return Ok(turn.silence());
    }
    if seen.event.is_whole_series() || draft.rule.is_some() {
        return refuse(turn, &seen, NotCorrected::Series).await;
    }
    match delete::look(turn, &seen).await? {
        EventStanding::AsSeen(_) => {}
        EventStanding::Other(is) if !is.looks_other_than(&change.clone().applied_to(seen.event.clone())) => {}
        EventStanding::Other(_) | EventStanding::Gone => return refuse(turn, &seen, NotCorrected::Changed).await,
    }
    turn.remember(|recall| &mut recall.seen, &seen).await?;
    let card = async {
        let card = turn.room.store.card(&seen.account, &seen.event.id, turn.incoming.chat).await?;
        Ok::<_, Cause>(card.into())
    };
    let card: Option<MessageId> = turn.once(|recall| &mut recall.card, card).await?.into();
    if let Some(card) = card {
        // The answer replaces it.
        turn.room.store.forget_announcement(&seen.account, &seen.event.id, turn.incoming.chat, card).await?;
    }
    let edit = EditId::of_correction(&made, turn.incoming.id);
    let answer = change::change(turn, edit, Wanted { seen, change, scope: Some(Scope::This) }).await?;
    keep_corrected(turn, &made, &answer).await;
    Ok(in_place_of(card, answer))
}

/// The event that this person made with this edit, if that can still be undone; if the message is handled again, the
/// event as it was then.
async fn made_by(turn: &Turn<'_>, made: &EditId) -> Result<Option<SeenEvent>, Cause> {
    if let Some(seen) = turn.recalled(|recall| &mut recall.seen) {
        return Ok(Some(seen));
    }
    let kept = turn.room.store.undoables(turn.incoming.chat).await?;
    let Some(undoable) = kept.named(made) else { return Ok(None) };
    if undoable.by != turn.incoming.user || undoable.taken_by.is_some() || undoable.until <= turn.now {
        return Ok(None);
    }
    Ok(undoable.writes.first().and_then(|write| match &write.deed {
        Deed::Made { is } => {
            Some(SeenEvent { account: write.account.clone(), event: (**is).clone(), is_cancelled: false })
        }
        Deed::Changed { .. } | Deed::Deleted { .. } | Deed::Guests { .. } | Deed::Cut { .. } => None,
    }))
}

/// The one event that the text now describes.
fn draft(turn: &Turn<'_>, understood: &Understood) -> Option<Draft> {
    match turn.drafter().judge(understood) {
        WishVerdict::Make(wish) => Some(wish.draft),
        WishVerdict::Ask { .. } | WishVerdict::Several(_) | WishVerdict::Past(_) | WishVerdict::NoTime => None,
    }
}

/// The event as the draft describes it.
fn told(draft: &Draft, event: &Event) -> Event {
    let Draft { title, when, place, leads, .. } = draft.clone();
    // A text that names nothing does not take the name away.
    let title = if title.is_empty() { event.title.clone() } else { title };
    Event { title, when, place, leads, ..event.clone() }
}

/// Says why the event stays as it is, and shows it.
async fn refuse(turn: &Turn<'_>, seen: &SeenEvent, why: NotCorrected) -> Result<Answer, Cause> {
    let is = match delete::look(turn, seen).await? {
        EventStanding::AsSeen(is) | EventStanding::Other(is) => is,
        EventStanding::Gone => return Ok(turn.answer(Reply::AlreadyCancelled)),
    };
    Ok(turn.answer(Reply::NotCorrected { why, card: turn.card_in(&seen.account, &is) }).about(&turn.said(seen)))
}

/// Saves the corrected event as the one that the message made, so that it can be corrected again.
async fn keep_corrected(turn: &Turn<'_>, made: &EditId, answer: &Answer) {
    let Some(is) = answer.sayings.iter().find_map(|saying| saying.card.as_ref()) else { return };
    let (store, chat) = (&turn.room.store, turn.incoming.chat);
    let kept = async {
        let mut kept = store.undoables(chat).await?;
        kept.correct(made, &is.event);
        store.put_undoables(chat, &kept, turn.now).await
    };
    or_without(kept.await);
}

/// Makes the answer replace the old card, if the answer is a card itself.
fn in_place_of(card: Option<MessageId>, mut answer: Answer) -> Answer {
    if let Some(card) = card {
        for saying in answer.sayings.iter_mut().filter(|saying| saying.card.is_some()) {
            saying.place = Place::Edit(card);
        }
    }
    answer
}
