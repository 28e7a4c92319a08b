//! Moves events: as a message says, or by the buttons that offer the usual times.

use chrono::Duration;

use crate::model::{AskedFor, Change, NewTime, OpenQuestion, Press, Scope, SeenEvent, Target};
use crate::reminders;
use crate::speech::{Card, Label, Reply};

use super::answer::Answer;
use super::change::Wanted;
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::target::TargetMatch;
use super::turn::{Turn, buttons};
use super::{ask_change, card, talk, target, tell};

/// Moves the event that is meant, and keeps its length; offers the usual times if the message names none.
pub async fn move_event(turn: &Turn<'_>, target: &Target, to: NewTime, scope: Option<Scope>) -> Result<Answer, Cause> {
    let mover = turn.mover();
    let press = |seen: &SeenEvent| match mover.moved(seen.event.when, to) {
        Some(to) => Press::Move { seen: seen.clone(), to },
        None => Press::MoveMenu { seen: seen.clone() },
    };
    let seen = match target::one(turn, target, press).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    match mover.moved(seen.event.when, to) {
        Some(when) if when.end(turn.zone()) <= turn.now => {
            Ok(turn.answer(Reply::InThePast { at: turn.start_of(when) }))
        }
        Some(when) => {
            let change = Change { when: Some(when), ..Change::default() };
            ask_change::wish(turn, turn.edit_of_message(0)?, Wanted { seen, change, scope }).await
        }
        None => menu(turn, seen).await,
    }
}

/// Offers to move the event that is meant to the time at which someone says they will come; moves nothing unasked.
pub async fn suggest(turn: &Turn<'_>, target: &Target, to: NewTime) -> Result<Answer, Cause> {
    let TargetMatch::One(seen) = target::find(turn, target).await? else { return Ok(talk::other(turn)) };
    let moved = turn.mover().moved(seen.event.when, to);
    let Some(to) = moved.filter(|to| *to != seen.event.when && to.end(turn.zone()) > turn.now) else {
        return Ok(talk::other(turn));
    };
    let card = Card { when: to, ..turn.card(&seen) };
    let button = (Label::Move, Press::Move { seen: (*seen).clone(), to });
    let buttons = buttons().row([button, (Label::Keep, Press::Dismiss)]);
    let question = OpenQuestion::new(turn.incoming.user, AskedFor::Move { seen, to }, turn.now)
        .with_buttons(buttons.token().clone());
    let keyboard = turn.keep_for_sender(buttons).await?;
    turn.open(Some(question)).await?;
    Ok(turn.answer(Reply::OfferMove { card, keyboard }))
}

/// Offers the usual times to move an event to, each as a button.
pub async fn menu(turn: &Turn<'_>, seen: SeenEvent) -> Result<Answer, Cause> {
    let seen = match delete::look(turn, &seen).await? {
        EventStanding::AsSeen(event) => SeenEvent { event: *event, ..seen },
        EventStanding::Other(event) => return tell::changed(turn, &SeenEvent { event: *event, ..seen }).await,
        EventStanding::Gone => return Ok(turn.toast_or_answer(Reply::AlreadyCancelled)),
    };
    let mover = turn.mover();
    let offers = [
        [
            (Label::Later15, NewTime::Shift(Duration::minutes(15))),
            (Label::LaterHour, NewTime::Shift(Duration::hours(1))),
        ],
        [(Label::Tomorrow, tomorrow(turn)), (Label::NextWeek, NewTime::Shift(Duration::days(7)))],
    ];
    let offer = |(label, to): (Label, NewTime)| {
        let to = mover.moved(seen.event.when, to)?;
        let is_of_use = to != seen.event.when && to.end(turn.zone()) > turn.now;
        is_of_use.then(|| (label, Press::Move { seen: seen.clone(), to }))
    };
    let buttons = offers.into_iter().fold(buttons(), |buttons, row| buttons.row(row.into_iter().filter_map(offer)));
    let buttons = buttons.row([(Label::Back, Press::Card { seen: seen.clone() })]);
    let keyboard = turn.keep_for_event(buttons, &seen.event).await?;
    let about = AskedFor::Time(Box::new(seen.clone()));
    turn.open(Some(OpenQuestion::new(turn.incoming.user, about, turn.now))).await?;
    Ok(turn.answer(Reply::MoveMenu { card: turn.card(&seen), keyboard }).about(&turn.said(&seen)))
}

/// Shows an event as it is now, with its buttons.
pub async fn card(turn: &Turn<'_>, seen: SeenEvent) -> Result<Answer, Cause> {
    let seen = match delete::look(turn, &seen).await? {
        EventStanding::AsSeen(event) | EventStanding::Other(event) => SeenEvent { event: *event, ..seen },
        EventStanding::Gone => return Ok(turn.toast_or_answer(Reply::AlreadyCancelled)),
    };
    let leads = turn.leads(seen.event.leads.as_deref());
    let plan = reminders::coming(seen.event.when, &leads, turn.zone(), turn.now);
    let keyboard =
        turn.keep_for_event(buttons().row(card::answers(&seen)).row(card::usual(&seen)), &seen.event).await?;
    Ok(turn.answer(Reply::EventCard { card: turn.card(&seen), plan, keyboard }).card_of(&seen, &turn.said(&seen)))
}

/// Tomorrow, at the event's time of day.
fn tomorrow(turn: &Turn<'_>) -> NewTime {
    let today = turn.today();
    NewTime::Day(today.succ_opt().unwrap_or(today))
}
