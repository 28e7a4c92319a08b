//! Snooze and done: by the buttons of a reminder, or in words.

use chrono::{DateTime, Duration, Utc};

use crate::model::{
    AccountId, EventId, Moment, PieceKind, Press, SeenEvent, Snooze, SnoozeUntil, Span, Understood, instant_of,
};
use crate::speech::{Keyboard, Label, Reply};
use crate::store;

use super::answer::Answer;
use super::failure::Cause;
use super::meant::replied_or_last;
use super::turn::{Turn, buttons, or_without};

/// What "later" means.
const LATER: Duration = Duration::hours(1);

/// Snoozes, as the pressed button says.
pub async fn press(turn: &Turn<'_>, account: AccountId, event: &EventId, until: SnoozeUntil) -> Result<Answer, Cause> {
    let Some(seen) = as_it_is(turn, account, event).await? else { return Ok(turn.toast(Reply::AlreadyCancelled)) };
    match until.moment(seen.event.when, turn.zone(), turn.now) {
        Some(at) => snooze(turn, seen, at).await,
        None => Ok(turn.toast(Reply::ButtonStale)),
    }
}

/// Snoozes, as a message says: the event of the message replied to, or the one last reminded of.
pub async fn from_words(turn: &Turn<'_>, wish: Snooze) -> Result<Answer, Cause> {
    let Some(seen) = replied_or_last(turn).await? else { return Ok(turn.answer(Reply::NoReminderMeant)) };
    let at = match wish {
        Snooze::For(span) => turn.now.checked_add_signed(span),
        Snooze::Later => turn.now.checked_add_signed(LATER),
        Snooze::At(local) => Some(instant_of(local, turn.zone())),
        Snooze::UntilStart => SnoozeUntil::Start.moment(seen.event.when, turn.zone(), turn.now),
    };
    if let Some(at) = at.filter(|at| *at > turn.now) {
        return snooze(turn, seen, at).await;
    }
    let at = at.unwrap_or_else(|| seen.event.when.start(turn.zone()));
    Ok(turn.answer(Reply::InThePast { at: Moment::Time(at.with_timezone(&turn.zone()).naive_local()) }))
}

/// Snoozes if a message soon after a reminder says only how long from now: "in 10 min", "nanti 10 minit lagi", 再过10分钟.
pub async fn soon_after(turn: &Turn<'_>, understood: &Understood) -> Result<Option<Answer>, Cause> {
    let Some(Moment::Time(at)) = distance(understood) else { return Ok(None) };
    let Some((account, event)) = turn.room.reminders.just_reminded(turn.incoming.chat, turn.now).await? else {
        return Ok(None);
    };
    let at = instant_of(at, turn.zone());
    if at <= turn.now {
        return Ok(None);
    }
    snooze(turn, SeenEvent { account, event, is_cancelled: false }, at).await.map(Some)
}

/// The time that a message gives relative to now, if it says nothing else.
fn distance(understood: &Understood) -> Option<Moment> {
    let [reading] = understood.readings.as_slice() else { return None };
    let is_distance = |span: &Span| matches!(span.part, PieceKind::Offset | PieceKind::Command);
    let has_offset = reading.spans.iter().any(|span| span.part == PieceKind::Offset);
    let is_bare = reading.title.is_empty() && reading.place.is_none() && reading.rule.is_none();
    (is_bare && has_offset && reading.spans.iter().all(is_distance)).then_some(reading.start)
}

/// Ends the reminders of the event whose button was pressed.
pub async fn press_done(turn: &Turn<'_>, account: AccountId, event: &EventId) -> Result<Answer, Cause> {
    match as_it_is(turn, account, event).await? {
        Some(seen) => done(turn, &seen).await,
        None => Ok(turn.toast(Reply::AlreadyCancelled)),
    }
}

/// Ends the reminders of the event that a message means.
pub async fn done_in_words(turn: &Turn<'_>) -> Result<Answer, Cause> {
    match replied_or_last(turn).await? {
        Some(seen) => done(turn, &seen).await,
        None => Ok(turn.answer(Reply::NoReminderMeant)),
    }
}

async fn snooze(turn: &Turn<'_>, seen: SeenEvent, wished: DateTime<Utc>) -> Result<Answer, Cause> {
    let chat = turn.incoming.chat;
    let at = turn.room.reminders.snooze(&seen.account, &seen.event, chat, wished, turn.now).await?;
    let keyboard = or_without(keep_buttons(turn, &seen, at).await);
    let reply = Reply::Snoozed { card: turn.card(&seen), at, is_after_quiet_hours: at > wished, keyboard };
    Ok(turn.answer(reply).about(&turn.said(&seen)))
}

async fn done(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Answer, Cause> {
    turn.room.reminders.end(&seen.account, &seen.event, turn.incoming.chat, turn.now).await?;
    Ok(turn.answer(Reply::Done { card: turn.card(seen) }))
}

async fn keep_buttons(turn: &Turn<'_>, seen: &SeenEvent, until: DateTime<Utc>) -> Result<Keyboard, store::Error> {
    let done = Press::Done { account: seen.account.clone(), event: seen.event.id.clone() };
    let done = (Label::Done, done);
    let cancel = (Label::Cancel, Press::Cancel { seen: seen.clone() });
    turn.keep_until(buttons().row([done, cancel]), until.max(seen.event.when.end(turn.zone()))).await
}

/// The event as it is now, if it still exists.
async fn as_it_is(turn: &Turn<'_>, account: AccountId, event: &EventId) -> Result<Option<SeenEvent>, Cause> {
    let event = turn.room.store.event(&account, event).await?;
    Ok(event.map(|event| SeenEvent { account, event, is_cancelled: false }))
}
