//! Sends the calendar as a file.

use std::sync::Arc;

use crate::ics;
use crate::model::{Attachment, AttachmentKind, Event};
use crate::speech::Reply;

use super::answer::Answer;
use super::failure::Cause;
use super::list::freshness;
use super::owed::Owed;
use super::turn::Turn;

/// The name of the file.
const FILE: &str = "calendar.ics";

/// Sends the known events that are not over as a file; not if titles are hidden, because a file contains all of them.
pub async fn export(turn: &Turn<'_>) -> Result<Answer, Cause> {
    if turn.voice.is_discreet {
        return Ok(turn.answer(Reply::NotExported));
    }
    let mut events: Vec<Event> = Vec::new();
    for account in turn.accounts() {
        let owed = Owed::read(turn, &account.id).await?;
        let cached = turn.room.store.all_events(&account.id).await?;
        events.extend(owed.after(cached).filter(|event| turn.now < event.when.end(turn.zone())));
    }
    events.sort_by_key(|event| event.when.start(turn.zone()));
    let file = Attachment {
        kind: AttachmentKind::Document,
        name: FILE.to_owned(),
        bytes: Arc::from(ics::write(&events, turn.now).into_bytes()),
    };
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    Ok(turn.answer(Reply::Exported { count, freshness: freshness(turn).await?, file }))
}
