//! The reminder message: its text and its buttons. Pure.

use chrono::{DateTime, Duration, Utc};

use super::due::{Content, Message};
use crate::accounts::Shown;
use crate::model::{
    AccountId, AgoOrAhead, ButtonToken, ChatId, Event, GuestEdit, GuestPress, Handle, Press, Rsvp, SeenEvent,
    SnoozeUntil, Who,
};
use crate::speech::{Buttons, Card, Keyboard, Label, Reply};

/// How long the buttons of a reminder are valid at least: it can be snoozed even after its event.
const BUTTONS_KEPT: Duration = Duration::days(1);

/// A reply, and the record of its buttons, which is stored before anyone can press them.
#[derive(Debug)]
pub struct WithButtons {
    /// The reply.
    pub reply: Reply,
    /// What the buttons do, if there are any.
    pub handle: Option<Handle>,
}

/// The message to send. No matter how often sending is tried, its buttons have one record.
#[must_use]
pub fn reply(message: &Message, shown: &Shown, secret: &[u8; 16]) -> WithButtons {
    match &message.content {
        Content::One { event, reminder, starts, late } => {
            let token = ButtonToken::derive(secret, &[&reminder.id]);
            let has_begun = matches!(starts, AgoOrAhead::Ago(_) | AgoOrAhead::Ahead(0));
            let until = reminder.event_end().max(reminder.due + BUTTONS_KEPT);
            let (handle, keyboard) = buttons(token, message.chat, &reminder.account, event, until, has_begun);
            let reply =
                Reply::Reminder { card: of(shown, &reminder.account, event), starts: *starts, late: *late, keyboard };
            WithButtons { reply, handle: Some(handle) }
        }
        Content::Several { events, is_late } => {
            let accounts = message.taken.iter().map(|taken| &taken.reminder.account);
            let cards = events.iter().zip(accounts);
            let cards = cards.map(|((event, starts), account)| (of(shown, account, event), *starts)).collect();
            WithButtons { reply: Reply::LateReminders { cards, is_late: *is_late }, handle: None }
        }
    }
}

/// The card of an event in a chat that is shown these calendars.
#[must_use]
pub fn of(shown: &Shown, account: &AccountId, event: &Event) -> Card {
    Card::new(event, shown.name_beside_default(account))
}

/// The buttons of any event's card.
#[must_use]
pub fn usual(seen: &SeenEvent) -> [(Label, Press); 2] {
    [(Label::Move, Press::MoveMenu { seen: seen.clone() }), (Label::Cancel, Press::Cancel { seen: seen.clone() })]
}

/// The answer buttons of an unanswered invitation; none for any other event.
#[must_use]
pub fn answers(seen: &SeenEvent) -> Vec<(Label, Press)> {
    let answer = |rsvp| {
        let what = GuestEdit::Respond(rsvp);
        (Label::Rsvp(rsvp), Press::Guests(GuestPress::Write { seen: seen.clone(), what, scope: None }))
    };
    let all = [Rsvp::Accepted, Rsvp::Tentative, Rsvp::Declined];
    if seen.event.is_unanswered() { all.map(answer).to_vec() } else { Vec::new() }
}

/// The buttons of a reminder: snooze, done, or cancel the event.
#[must_use]
pub fn buttons(
    token: ButtonToken,
    chat: ChatId,
    account: &AccountId,
    event: &Event,
    until: DateTime<Utc>,
    has_begun: bool,
) -> (Handle, Keyboard) {
    let seen = SeenEvent { account: account.clone(), event: event.clone(), is_cancelled: false };
    let snooze =
        |until| (Label::Snooze(until), Press::Snooze { account: account.clone(), event: event.id.clone(), until });
    let done = Press::Done { account: account.clone(), event: event.id.clone() };
    let start = (!has_begun).then(|| snooze(SnoozeUntil::Start));
    Buttons::new(token)
        .row([snooze(SnoozeUntil::Minutes(10)), snooze(SnoozeUntil::Minutes(60))])
        .row(start.into_iter().chain([snooze(SnoozeUntil::Tomorrow)]))
        .row(answers(&seen))
        .row([(Label::Done, done), (Label::Cancel, Press::Cancel { seen })])
        .finish(chat, Who::Anyone, until)
}
