//! Several events from one message: offered together, added all at once or one by one.

use crate::model::{
    AccountId, ButtonToken, Deed, Draft, Edit, EditId, EditKind, Etag, Event, EventId, Handle, OthersDeed, Outcome,
    Press, Scope, SeenEvent, Then, Write,
};
use crate::speech::{AddOutcome, Card, Keyboard, Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::owed::event_of;
use super::turn::{Turn, buttons, or_without};
use super::{ask_guests, others, undo};

/// The number of buttons in a row.
const IN_A_ROW: usize = 4;

/// The events of one message or file that can still be added.
#[derive(Debug, Default)]
pub struct Leftover {
    /// The events.
    pub drafts: Vec<Draft>,
    /// How many of the others were added.
    pub added: u32,
}

impl Leftover {
    /// What the buttons of a message can add: the same as its button for all of them.
    #[must_use]
    pub fn of(handle: &Handle) -> Self {
        let mut rest = Self::default();
        for press in &handle.presses {
            match press {
                Press::CreateSome { drafts, .. } if rest.drafts.is_empty() => rest.drafts.clone_from(drafts),
                Press::Enough { added } => rest.added = *added,
                _ => {}
            }
        }
        rest
    }

    /// The button that adds none of them.
    #[must_use]
    pub fn leave(&self) -> (Label, Press) {
        match self.added {
            0 => (Label::Keep, Press::Dismiss),
            added => (Label::Enough, Press::Enough { added }),
        }
    }
}

/// The result of adding events.
#[derive(Debug, Default)]
pub struct Added {
    /// The result for each.
    pub outcomes: Vec<(Card, AddOutcome)>,
    /// What was written, for undo.
    pub writes: Vec<Write>,
    /// The events that are or will be in the calendar.
    pub events: Vec<SeenEvent>,
}

impl Added {
    /// How many are or will be in the calendar.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.writes.len()).unwrap_or(u32::MAX)
    }
}

/// Says what was added, and offers the rest: a button for all of them and one for each.
pub async fn offer(turn: &Turn<'_>, added: Added, rest: Leftover) -> Result<Answer, Cause> {
    if added.outcomes.is_empty() && rest.drafts.is_empty() {
        return Ok(turn.answer(Reply::AlreadyCancelled));
    }
    let offered = rest.drafts.iter().map(card).collect();
    let undo = or_without(undo::keep(turn, added.writes, Then::News).await);
    let keyboard = keyboard(turn, &rest, undo).await?;
    Ok(turn.answer(Reply::Several { added: added.outcomes, offered, keyboard }))
}

/// Adds some of the events and offers the rest again. If pressed again, the same button adds none twice.
pub async fn create_some(
    turn: &Turn<'_>,
    handle: &Handle,
    drafts: Vec<Draft>,
    left: Vec<Draft>,
) -> Result<Answer, Cause> {
    let guests = drafts.first().map(|draft| draft.guests.clone()).unwrap_or_default();
    let mut added = add(turn, &handle.token, drafts).await?;
    let events = std::mem::take(&mut added.events);
    let count = Leftover::of(handle).added.saturating_add(added.count());
    let answer = offer(turn, added, Leftover { drafts: left, added: count }).await?;
    if guests.is_empty() {
        return Ok(answer);
    }
    let asked = ask_guests::ask_all(turn, events, guests).await?;
    Ok(match asked {
        Some(question) => answer.and(question),
        None => answer,
    })
}

/// Adds these events. Those that are over by now or refused by Google are left out, and deleted ones stay deleted.
pub async fn add(turn: &Turn<'_>, token: &ButtonToken, drafts: Vec<Draft>) -> Result<Added, Cause> {
    // All events of one message go to one calendar.
    let account = drafts.first().map_or_else(|| turn.account(), |first| turn.account_of(first))?;
    let mut added = Added::default();
    let mut made = Vec::new();
    let mut batch = turn.room.sync.batch();
    for draft in drafts {
        if draft.is_over(turn.zone(), turn.now) {
            added.outcomes.push((card(&draft), AddOutcome::Over));
            continue;
        }
        let edit = edit(turn, account.clone(), token, &draft);
        let (id, expected) = (edit.id.clone(), event_of(&edit, &draft));
        let (event, outcome) = match batch.submit(edit, turn.now).await? {
            Outcome::Agreed(event) | Outcome::Conflict(event) => {
                let event = Event { series: draft.rule.as_ref().map(|_| event.id.clone()), ..*event };
                made.push(event.clone());
                (event, AddOutcome::Made)
            }
            Outcome::Queued(trouble) => (expected, AddOutcome::Queued(trouble)),
            Outcome::Refused(trouble) => {
                added.outcomes.push((card(&draft), AddOutcome::Refused(trouble)));
                continue;
            }
            Outcome::Deleted | Outcome::AlreadyGone => continue,
        };
        added.outcomes.push((card(&draft), outcome));
        added.events.push(SeenEvent { account: account.clone(), event: event.clone(), is_cancelled: false });
        let deed = Deed::Made { is: Box::new(event) };
        added.writes.push(Write { edit: id, account: account.clone(), deed });
    }
    if let (Some(first), false) = (added.writes.first(), made.is_empty()) {
        let (what, scope) = (OthersDeed::Added, Scope::This);
        others::tell(turn, others::News { edit: &first.edit, account, what, scope, events: made }).await;
    }
    Ok(added)
}

/// The edit that creates a draft. It depends on the draft, not on the button, so that no button adds it twice.
fn edit(turn: &Turn<'_>, account: AccountId, token: &ButtonToken, draft: &Draft) -> Edit {
    let id = EditId::of_draft(&account, token, draft);
    let event = EventId::derive(&id, 0);
    let (draft, _) = draft.clone().split_guests();
    let kind = EditKind::Create { draft, attempt: 0 };
    Edit { id, account, event, kind, origin: turn.origin(), made: turn.now }
}

/// The card of a draft.
pub fn card(draft: &Draft) -> Card {
    let event = Event::new(EventId(String::new()), Etag(String::new()), draft.title.clone(), draft.when, draft.zone);
    Card { rule: draft.rule.clone(), ..Card::new(&Event { place: draft.place.clone(), ..event }, None) }
}

async fn keyboard(turn: &Turn<'_>, rest: &Leftover, undo: Option<(Label, Press)>) -> Result<Keyboard, Cause> {
    let drafts = &rest.drafts;
    if drafts.is_empty() {
        return Ok(turn.keep_for_sender(buttons().row(undo)).await?);
    }
    let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    let mut rows = buttons();
    if drafts.len() > 1 {
        let all = Press::CreateSome { drafts: drafts.clone(), left: Vec::new() };
        rows = rows.row([(Label::AddAll(count), all)]);
    }
    let each: Vec<_> = (1..)
        .zip(drafts)
        .map(|(number, draft)| {
            let left = drafts.iter().filter(|other| *other != draft).cloned().collect();
            (Label::Add(number), Press::CreateSome { drafts: vec![draft.clone()], left })
        })
        .collect();
    rows = each.chunks(IN_A_ROW).fold(rows, |rows, row| rows.row(row.iter().cloned()));
    Ok(turn.keep_for_sender(rows.row(undo.into_iter().chain([rest.leave()]))).await?)
}
