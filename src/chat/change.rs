//! Changing an event by a button: to its other reading, or back to what Google's change overrode.

use crate::model::{Change, Edit, EditId, EditKind, Event, Moment, Outcome, Press, SeenEvent, Token};
use crate::reminders;
use crate::speech::{Card, Keyboard, Label, Reply};
use crate::store;

use super::answer::Answer;
use super::delete::{self, Standing};
use super::failure::Cause;
use super::tell;
use super::turn::{Turn, buttons, or_without};

/// Changes an event that still looks as it was shown. The buttons of one message change it once.
pub async fn change(turn: &Turn<'_>, token: &Token, seen: SeenEvent, wanted: Change) -> Result<Answer, Cause> {
    let changed = wanted.clone().applied_to(seen.event.clone());
    let base = match delete::look(turn, &seen).await? {
        Standing::Other(event) if !event.looks_other_than(&changed) => event,
        Standing::Other(event) => return tell::changed(turn, &SeenEvent { event: *event, ..seen }).await,
        Standing::AsSeen(event) => event,
        Standing::Gone => return Ok(turn.toast(Reply::AlreadyCancelled)),
    };
    let edit = Edit {
        id: EditId::of_change(&seen.account, token, &base.id),
        account: seen.account.clone(),
        event: base.id.clone(),
        kind: EditKind::Change { change: wanted.clone(), base },
        origin: turn.origin(),
        made: turn.now,
    };
    let (event, queued) = match turn.room.sync.submit(edit, turn.now).await? {
        Outcome::Agreed(event) => (*event, None),
        Outcome::Queued(trouble) => (changed, Some(trouble)),
        Outcome::Conflict(event) => return overridden(turn, &seen, *event, wanted).await,
        Outcome::Refused(trouble) => {
            return Ok(turn.answer(Reply::RefusedByGoogle { title: seen.event.title, trouble }));
        }
        Outcome::Deleted | Outcome::AlreadyGone => return Ok(turn.toast(Reply::AlreadyCancelled)),
    };
    let is = SeenEvent {
        account: seen.account.clone(),
        event: Event { series: seen.event.series.clone(), ..event },
        is_cancelled: false,
    };
    let leads = turn.leads(is.event.leads.as_deref());
    let plan = reminders::coming(is.event.when, &leads, turn.zone(), turn.now);
    let keyboard = or_without(keep_buttons(turn, &seen.event, &is).await);
    Ok(turn.answer(Reply::Moved { card: Card::of(&is.event), plan, queued, keyboard }).about(&turn.said(&is)))
}

/// Back to where it was, and Cancel.
async fn keep_buttons(turn: &Turn<'_>, was: &Event, is: &SeenEvent) -> Result<Keyboard, store::Error> {
    let back = (was.when != is.event.when && was.when.end(turn.zone()) > turn.now).then(|| {
        let at = was.when.start(turn.zone()).with_timezone(&turn.zone()).naive_local();
        let moment = if was.when.is_all_day() { Moment::Day(at.date()) } else { Moment::Time(at) };
        (Label::Instead(moment), Press::Move { seen: is.clone(), to: was.when })
    });
    let buttons = buttons().row(back).row([(Label::Cancel, Press::Cancel { seen: is.clone() })]);
    turn.keep_for_event(buttons, &is.event).await
}

/// Google's change came first and stands; ours is offered again.
async fn overridden(turn: &Turn<'_>, seen: &SeenEvent, event: Event, change: Change) -> Result<Answer, Cause> {
    let card = Card::of(&event);
    let press = Press::Override { account: seen.account.clone(), event: Box::new(event.clone()), change };
    let keyboard = or_without(turn.keep_for_event(buttons().row([(Label::UseMine, press)]), &event).await);
    Ok(turn.answer(Reply::Overridden { card, keyboard }))
}
