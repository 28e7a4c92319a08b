//! When something is: events by the words of their titles and places.

use std::collections::HashSet;

use crate::model::{Event, EventId, SeenEvent};

use super::agenda::Agenda;
use super::failure::Cause;
use super::owed::Owed;
use super::turn::Turn;

/// The events to come that these words name; those beyond the copy are searched for at Google.
pub async fn events(turn: &Turn<'_>, query: &str) -> Result<Agenda, Cause> {
    let mut found = Agenda { rows: Vec::new(), is_unread: false };
    if turn.voice.is_discreet {
        // Where titles are hidden, no answer may tell who has what.
        return Ok(found);
    }
    for account in turn.accounts() {
        let owed = Owed::read(turn, &account.id).await?;
        let cached = turn.room.store.all_events(&account.id).await?;
        let is_to_come = |event: &Event| turn.now < event.when.end(turn.zone());
        let is_meant = |event: &Event| is_to_come(event) && names(query, event);
        let row = |event| SeenEvent { account: account.id.clone(), event, is_cancelled: false };
        let known: HashSet<EventId> = cached.iter().map(|event| event.id.clone()).collect();
        found.rows.extend(owed.after(cached).filter(is_meant).map(row));
        match turn.room.sync.search(&account.id, query, turn.now).await {
            Ok(there) => {
                let is_new = |event: &Event| !known.contains(&event.id) && is_to_come(event) && !owed.ends(event);
                found.rows.extend(there.into_iter().filter(is_new).map(row));
            }
            Err(failure) if failure.trouble().is_some() => found.is_unread = true,
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(found)
}

/// Whether all of these words are in an event's title or place, in whatever case; parts of words count.
fn names(query: &str, event: &Event) -> bool {
    let text = format!("{} {}", event.title, event.place.as_deref().unwrap_or_default()).to_lowercase();
    let mut words = query.split_whitespace().map(str::to_lowercase).peekable();
    words.peek().is_some() && words.all(|word| text.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::single;

    #[test]
    fn words_name_an_event_in_any_order_and_case() {
        let event =
            Event { title: "Dentist – Dr Wong".into(), place: Some("Bangsar 孟沙".into()), ..single("x").event };
        for query in ["dentist", "wong dentist", "DENT", "bangsar", "孟沙", "dentist bangsar"] {
            assert!(names(query, &event), "{query}");
        }
        for query in ["", " ", "doctor", "dentist penang"] {
            assert!(!names(query, &event), "{query}");
        }
    }
}
