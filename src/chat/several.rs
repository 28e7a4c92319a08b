//! Several events that one message named: offered together, made all at once or one by one.

use crate::model::{
    ButtonToken, Deed, Draft, Edit, EditId, EditKind, Etag, Event, EventId, Outcome, Press, Then, Trouble, Write,
};
use crate::speech::{Card, Keyboard, Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons, or_without};
use super::undo;

/// How many buttons stand in a row.
const IN_A_ROW: usize = 4;

/// Says what was made, and offers the others: a button for all of them and one for each.
pub async fn offer(turn: &Turn<'_>, added: Added, drafts: Vec<Draft>) -> Result<Answer, Cause> {
    let offered = drafts.iter().map(card).collect();
    let Added { made, queued, writes } = added;
    let undo = or_without(undo::keep(turn, writes, Then::News).await);
    let keyboard = keyboard(turn, &drafts, undo).await?;
    Ok(turn.answer(Reply::Several { made, queued, offered, keyboard }))
}

/// Events that were just added.
#[derive(Debug, Default)]
pub struct Added {
    /// What they are.
    pub made: Vec<Card>,
    /// Why they wait, if Google is away.
    pub queued: Option<Trouble>,
    /// What was written, to be taken back.
    pub writes: Vec<Write>,
}

/// Makes some of the events and offers the others again. Pressed again, the same button makes no second ones.
pub async fn create_some(
    turn: &Turn<'_>,
    token: &ButtonToken,
    drafts: Vec<Draft>,
    left: Vec<Draft>,
) -> Result<Answer, Cause> {
    match add(turn, token, drafts).await? {
        Ok(added) => offer(turn, added, left).await,
        Err(refused) => Ok(turn.answer(refused)),
    }
}

/// Makes these events; what Google refuses ends it with the words for that.
pub async fn add(turn: &Turn<'_>, token: &ButtonToken, drafts: Vec<Draft>) -> Result<Result<Added, Reply>, Cause> {
    let mut added = Added::default();
    for draft in drafts {
        match create(turn, token, &draft).await? {
            Outcome::Agreed(event) | Outcome::Conflict(event) => {
                let series = draft.rule.as_ref().map(|_| event.id.clone());
                added.writes.push(made_write(turn, token, &draft, Event { series, ..*event })?);
            }
            Outcome::Deleted | Outcome::AlreadyGone => {}
            Outcome::Queued(trouble) => added.queued = added.queued.or(Some(trouble)),
            Outcome::Refused(trouble) => {
                return Ok(Err(Reply::RefusedByGoogle { title: draft.title, trouble }));
            }
        }
        added.made.push(card(&draft));
    }
    Ok(Ok(added))
}

/// What was written for a draft.
fn made_write(turn: &Turn<'_>, token: &ButtonToken, draft: &Draft, is: Event) -> Result<Write, Cause> {
    let account = turn.account()?.clone();
    let edit = EditId::of_draft(&account, token, draft);
    Ok(Write { edit, account, deed: Deed::Made { is: Box::new(is) } })
}

async fn create(turn: &Turn<'_>, token: &ButtonToken, draft: &Draft) -> Result<Outcome, Cause> {
    let account = turn.account()?.clone();
    // The draft itself tells the events of one message apart, whichever button makes them.
    let id = EditId::of_draft(&account, token, draft);
    let event = EventId::derive(&id, 0);
    let kind = EditKind::Create { draft: draft.clone(), attempt: 0 };
    let edit = Edit { id, account, event, kind, origin: turn.origin(), made: turn.now };
    Ok(turn.room.sync.submit(edit, turn.now).await?)
}

/// A draft as it is shown.
pub fn card(draft: &Draft) -> Card {
    let event = Event::new(EventId(String::new()), Etag(String::new()), draft.title.clone(), draft.when, draft.zone);
    Card { rule: draft.rule.clone(), ..Card::of(&Event { place: draft.place.clone(), ..event }) }
}

async fn keyboard(turn: &Turn<'_>, drafts: &[Draft], undo: Option<(Label, Press)>) -> Result<Keyboard, Cause> {
    if drafts.is_empty() {
        return Ok(turn.keep_for_sender(buttons().row(undo)).await?);
    }
    let count = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    let mut rows = buttons();
    if drafts.len() > 1 {
        let all = Press::CreateSome { drafts: drafts.to_vec(), left: Vec::new() };
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
    Ok(turn.keep_for_sender(rows.row(undo.into_iter().chain([(Label::Keep, Press::Dismiss)]))).await?)
}
