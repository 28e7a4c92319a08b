//! Creates events: from a message, or from a choice among its meanings.

use chrono::Duration;

use crate::model::{
    ChatKind, Deed, DetailKind, Draft, Edit, EditId, EditKind, Event, EventId, EventTime, Moment, OthersDeed, Outcome,
    Press, Scope, SeenEvent, Then, Understood, Write,
};
use crate::reminders;
use crate::speech::{Card, Keyboard, Label, Reply};
use crate::store;

use super::answer::Answer;
use super::card::{overlaps, usual};
use super::clarify::clarify;
use super::failure::Cause;
use super::owed::event_of;
use super::several::{Added, Leftover, offer};
use super::slots::next_slots;
use super::turn::{Turn, buttons, or_without};
use super::wish::{Drafter, Wish, WishVerdict};
use super::{ask_guests, changing, others, undo};

/// Creates the event that a message asks for, asks about what is unclear, or says why it cannot be created.
pub async fn from_message(turn: &Turn<'_>, understood: &Understood) -> Result<Answer, Cause> {
    from_drafter(turn, turn.drafter(), understood).await
}

/// The same; once the event exists, asks whether to invite the people that the message names.
pub async fn from_drafter(turn: &Turn<'_>, drafter: Drafter<'_>, understood: &Understood) -> Result<Answer, Cause> {
    match drafter.judge(understood) {
        // It was in the future when the message was written and is over by now: the message was forwarded, or has
        // waited for us.
        WishVerdict::Make(wish) if wish.draft.is_over(turn.zone(), turn.now) => {
            let at = understood.readings.first().map(|reading| drafter.shown(reading));
            match at {
                Some(at) if turn.incoming.forwarded.is_none() => missed(turn, wish.draft, at).await,
                Some(at) => Ok(turn.answer(Reply::InThePast { at })),
                None => Ok(turn.answer(Reply::NoTime)),
            }
        }
        WishVerdict::Make(wish) => create(turn, turn.edit_of_message(0)?, wish).await,
        WishVerdict::Ask { kind, said, choices } => {
            let guests = if choices.is_empty() { &[] } else { drafter.guests };
            Ok(ask_guests::announce(turn, clarify(turn, kind, said, choices).await?, guests))
        }
        WishVerdict::Several(drafts) => {
            let offered = offer(turn, Added::default(), Leftover { drafts, added: 0 }).await?;
            Ok(ask_guests::announce(turn, offered, drafter.guests))
        }
        WishVerdict::Past(at) => Ok(turn.answer(Reply::InThePast { at })),
        WishVerdict::NoTime => Ok(turn.answer(Reply::NoTime)),
    }
}

/// How far from now to offer an event whose time passed while the bot was off.
const SOON: Duration = Duration::minutes(30);

/// Says that an event was over before the bot could create it, and offers it for a time soon.
async fn missed(turn: &Turn<'_>, draft: Draft, at: Moment) -> Result<Answer, Cause> {
    let zone = turn.zone();
    let minute = Duration::seconds(turn.now.timestamp().rem_euclid(60));
    let start = (turn.now - minute).checked_add_signed(SOON).unwrap_or(turn.now);
    let soon = draft.when.moved_by(start - draft.when.start(zone)).filter(|_| !draft.when.is_all_day());
    let offer = soon.map(|when| {
        let label = Label::Soon(start.with_timezone(&zone).time());
        (label, Press::Create { draft: Draft { when, ..draft } })
    });
    let Some(offer) = offer else { return Ok(turn.answer(Reply::InThePast { at })) };
    let keyboard = turn.keep_for_sender(buttons().row([offer, (Label::Keep, Press::Dismiss)])).await?;
    Ok(turn.answer(Reply::Missed { at, keyboard }))
}

/// How many free times to offer if an event overlaps others.
const FREE_SLOTS: usize = 2;

/// Creates the event that was asked for, and asks whether to invite the people in its draft. If handled again, the same
/// `edit` creates no second one.
pub async fn create(turn: &Turn<'_>, edit: EditId, wish: Wish) -> Result<Answer, Cause> {
    let (draft, guests) = wish.draft.split_guests();
    let (answer, made) = make(turn, edit, Wish { draft, ..wish }).await?;
    match made {
        Some(seen) if !guests.is_empty() => Ok(answer.and(ask_guests::ask(turn, seen, guests).await?)),
        Some(_) | None => Ok(answer),
    }
}

/// The same; also returns the event if it was created.
async fn make(turn: &Turn<'_>, edit: EditId, wish: Wish) -> Result<(Answer, Option<SeenEvent>), Cause> {
    let account = turn.account_of(&wish.draft)?;
    let id = EventId::derive(&edit, 0);
    let kind = EditKind::Create { draft: wish.draft.clone(), attempt: 0 };
    let edit = Edit { id: edit, account: account.clone(), event: id, kind, origin: turn.origin(), made: turn.now };
    let (expected, made_by) = (event_of(&edit, &wish.draft), edit.id.clone());
    let (event, queued) = match turn.room.sync.submit(edit, turn.now).await? {
        Outcome::Agreed(event) | Outcome::Conflict(event) => (*event, None),
        Outcome::Queued(trouble) => (expected, Some(trouble)),
        Outcome::Refused(trouble) => {
            return Ok((turn.answer(Reply::RefusedByGoogle { title: wish.draft.title, trouble }), None));
        }
        Outcome::Deleted | Outcome::AlreadyGone => return Ok((turn.answer(Reply::AlreadyCancelled), None)),
    };
    let series = wish.draft.rule.as_ref().map(|_| event.id.clone());
    let seen = SeenEvent { account: account.clone(), event: Event { series, ..event }, is_cancelled: false };
    if queued.is_none() {
        let (what, scope, events) = (OthersDeed::Added, Scope::This, vec![seen.event.clone()]);
        others::tell(turn, others::News { edit: &made_by, account, what, scope, events }).await;
    }
    let overlaps = or_without(overlaps(turn, account, &seen.event).await);
    let leads = turn.leads(wish.draft.leads.as_deref());
    let plan = reminders::coming(seen.event.when, &leads, turn.zone(), turn.now);
    let write =
        Write { edit: made_by, account: account.clone(), deed: Deed::Made { is: Box::new(seen.event.clone()) } };
    let undo = or_without(undo::keep(turn, vec![write], Then::News).await);
    let free = if overlaps.is_empty() || seen.event.series.is_some() {
        Vec::new()
    } else {
        or_without(free(turn, &seen.event).await)
    };
    let keyboard = or_without(keep_buttons(turn, &seen, undo, &wish.others, &free).await);
    let said = turn.said(&seen);
    let card = Card { rule: wish.draft.rule, ..turn.card(&seen) };
    let lacks_meet = wish.draft.wants_meet && queued.is_none() && seen.event.conference.is_none();
    let asks_title = or_without(ask_title(turn, &seen).await);
    let corrections = wish.corrections;
    let reply = Reply::Created { card, plan, corrections, overlaps, queued, lacks_meet, asks_title, keyboard };
    Ok((turn.answer(reply).card_of(&seen, &said), Some(seen)))
}

/// Opens the question what to call an event that the message did not name; whether it is asked. In a group, the next
/// words are often meant for others.
async fn ask_title(turn: &Turn<'_>, seen: &SeenEvent) -> Result<bool, Cause> {
    let asks = seen.event.title.is_empty() && turn.incoming.chat_kind == ChatKind::Private;
    if asks {
        changing::open(turn, seen.clone(), DetailKind::Title).await?;
    }
    Ok(asks)
}

/// The next times at which nothing else is.
async fn free(turn: &Turn<'_>, event: &Event) -> Result<Vec<(Label, EventTime)>, Cause> {
    let slots = next_slots(turn, event, FREE_SLOTS).await?;
    let start = |slot: EventTime| slot.start(turn.zone()).with_timezone(&turn.zone()).naive_local();
    Ok(slots.into_iter().map(|slot| (Label::Instead(Moment::Time(start(slot))), slot)).collect())
}

/// The buttons for the other readings and the free times, and below them the usual ones.
async fn keep_buttons(
    turn: &Turn<'_>,
    seen: &SeenEvent,
    undo: Option<(Label, Press)>,
    others: &[(Label, EventTime)],
    free: &[(Label, EventTime)],
) -> Result<Keyboard, store::Error> {
    let moves = |times: &[(Label, EventTime)]| -> Vec<(Label, Press)> {
        times.iter().map(|(label, to)| (label.clone(), Press::Move { seen: seen.clone(), to: *to })).collect()
    };
    let buttons = buttons().row(moves(others)).row(moves(free)).row(undo.into_iter().chain(usual(seen)));
    turn.keep_for_event(buttons, &seen.event).await
}
