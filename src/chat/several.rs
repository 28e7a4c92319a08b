//! Several events that one message named: offered together, made all at once or one by one.

use crate::model::{ButtonToken, Draft, Edit, EditId, EditKind, Etag, Event, EventId, Outcome, Press, Trouble};
use crate::speech::{Card, Keyboard, Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// How many buttons stand in a row.
const IN_A_ROW: usize = 4;

/// Says what was made, and offers the others: a button for all of them and one for each.
pub async fn offer(
    turn: &Turn<'_>,
    made: Vec<Card>,
    queued: Option<Trouble>,
    drafts: Vec<Draft>,
) -> Result<Answer, Cause> {
    let offered = drafts.iter().map(card).collect();
    let keyboard = keyboard(turn, &drafts).await?;
    Ok(turn.answer(Reply::Several { made, queued, offered, keyboard }))
}

/// Makes some of the events and offers the others again. Pressed again, the same button makes no second ones.
pub async fn create_some(
    turn: &Turn<'_>,
    token: &ButtonToken,
    drafts: Vec<Draft>,
    left: Vec<Draft>,
) -> Result<Answer, Cause> {
    let mut made = Vec::with_capacity(drafts.len());
    let mut queued = None;
    for draft in drafts {
        let (card, trouble) = match create(turn, token, &draft).await? {
            Made::InGoogle(card) => (card, None),
            Made::Queued(card, trouble) => (card, Some(trouble)),
            Made::Refused(trouble) => {
                return Ok(turn.answer(Reply::RefusedByGoogle { title: draft.title, trouble }));
            }
        };
        made.push(card);
        queued = queued.or(trouble);
    }
    offer(turn, made, queued, left).await
}

/// The result for one of the events.
enum Made {
    InGoogle(Card),
    Queued(Card, Trouble),
    Refused(Trouble),
}

async fn create(turn: &Turn<'_>, token: &ButtonToken, draft: &Draft) -> Result<Made, Cause> {
    let account = turn.account()?.clone();
    // The draft itself tells the events of one message apart, whichever button makes them.
    let id = EditId::of_draft(&account, token, draft);
    let event = EventId::derive(&id, 0);
    let kind = EditKind::Create { draft: draft.clone(), attempt: 0 };
    let edit = Edit { id, account, event, kind, origin: turn.origin(), made: turn.now };
    let card = card(draft);
    Ok(match turn.room.sync.submit(edit, turn.now).await? {
        Outcome::Agreed(_) | Outcome::Conflict(_) | Outcome::Deleted | Outcome::AlreadyGone => Made::InGoogle(card),
        Outcome::Queued(trouble) => Made::Queued(card, trouble),
        Outcome::Refused(trouble) => Made::Refused(trouble),
    })
}

/// A draft as it is shown.
fn card(draft: &Draft) -> Card {
    let event = Event::new(EventId(String::new()), Etag(String::new()), draft.title.clone(), draft.when, draft.zone);
    Card { rule: draft.rule.clone(), ..Card::of(&Event { place: draft.place.clone(), ..event }) }
}

async fn keyboard(turn: &Turn<'_>, drafts: &[Draft]) -> Result<Keyboard, Cause> {
    if drafts.is_empty() {
        return Ok(Keyboard::new());
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
    Ok(turn.keep_for_sender(rows.row([(Label::Keep, Press::Dismiss)])).await?)
}
