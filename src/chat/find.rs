//! Finds events, upcoming or past, by the words of their titles and places.

use std::collections::HashSet;

use crate::model::{AccountId, Event, EventId, SeenEvent};

use super::agenda::Agenda;
use super::failure::Cause;
use super::owed::Owed;
use super::title;
use super::turn::Turn;

/// The events that these words name: upcoming, or past if `is_past`. Those outside the copy are searched for at Google.
/// If no event has all the words, those that have most of them.
pub async fn events(turn: &Turn<'_>, query: &str, is_past: bool) -> Result<Agenda, Cause> {
    let mut found = Agenda { rows: Vec::new(), is_unread: false };
    if turn.voice.is_discreet {
        // If titles are hidden, no answer may reveal them.
        return Ok(found);
    }
    let (mut others, mut answered) = (Vec::new(), Vec::new());
    for account in turn.accounts() {
        let owed = Owed::read(turn, &account.id).await?;
        let cached = turn.room.store.all_events(&account.id).await?;
        let mut known: HashSet<EventId> = cached.iter().map(|event| event.id.clone()).collect();
        let kept: Vec<Event> = owed.after(cached).collect();
        known.extend(kept.iter().map(|event| event.id.clone()));
        let on_time = kept.into_iter().filter(|event| is_on_time(turn, event, is_past));
        let (named, unnamed): (Vec<Event>, Vec<Event>) = on_time.partition(|event| names(query, event));
        let searched = Searched { account: &account.id, owed, known };
        found.rows.extend(named.into_iter().map(|event| searched.row(event)));
        others.extend(unnamed.into_iter().map(|event| searched.row(event)));
        match searched.at_google(turn, query, is_past).await? {
            Some(there) => {
                found.rows.extend(there);
                answered.push(searched);
            }
            None => found.is_unread = true,
        }
    }
    if found.rows.is_empty() {
        if let Some(word) = longest_of_several(query) {
            for searched in answered {
                match searched.at_google(turn, word, is_past).await? {
                    Some(there) => others.extend(there),
                    None => found.is_unread = true,
                }
            }
        }
        found.rows = nearest(query, others);
    }
    Ok(found)
}

/// A calendar that is searched.
struct Searched<'a> {
    account: &'a AccountId,
    /// The edits that wait for Google.
    owed: Owed,
    /// The events in the copy and those that will be created; these are not taken from Google again.
    known: HashSet<EventId>,
}

impl Searched<'_> {
    /// What Google finds by these words, besides the known events, as it will be after our edits; `None` if this
    /// calendar cannot be read now.
    async fn at_google(&self, turn: &Turn<'_>, words: &str, is_past: bool) -> Result<Option<Vec<SeenEvent>>, Cause> {
        let found = if is_past {
            turn.room.sync.search_past(self.account, words, turn.now).await
        } else {
            turn.room.sync.search(self.account, words, turn.now).await
        };
        match found {
            Ok(there) => {
                let unknown = there.into_iter().filter(|event| !self.known.contains(&event.id));
                let left = unknown.filter_map(|event| self.owed.left_of(event));
                let on_time = left.filter(|event| is_on_time(turn, event, is_past));
                Ok(Some(on_time.map(|event| self.row(event)).collect()))
            }
            Err(failure) if failure.is_about_account() => Ok(None),
            Err(failure) => Err(failure.into()),
        }
    }

    fn row(&self, event: Event) -> SeenEvent {
        SeenEvent { account: self.account.clone(), event, is_cancelled: false }
    }
}

/// The longest of several words.
fn longest_of_several(query: &str) -> Option<&str> {
    let words: Vec<&str> = query.split_whitespace().collect();
    words.iter().max_by_key(|word| word.chars().count()).copied().filter(|_| words.len() > 1)
}

/// Whether an event is past or upcoming, as is asked for.
fn is_on_time(turn: &Turn<'_>, event: &Event, is_past: bool) -> bool {
    (turn.now >= event.when.end(turn.zone())) == is_past
}

/// The text by which an event is found: its title and place, in lower case.
fn text_of(event: &Event) -> String {
    format!("{} {}", event.title, event.place.as_deref().unwrap_or_default()).to_lowercase()
}

/// Whether all of these words are in an event's title or place, ignoring case; parts of words count.
fn names(query: &str, event: &Event) -> bool {
    let text = text_of(event);
    let mut words = query.split_whitespace().map(str::to_lowercase).peekable();
    words.peek().is_some() && words.all(|word| text.contains(&word))
}

/// The events that have most of these words, if they have enough of them.
fn nearest(query: &str, mut rows: Vec<SeenEvent>) -> Vec<SeenEvent> {
    let near = title::having_most(query, rows.iter().map(|row| text_of(&row.event)));
    let mut at = 0..;
    rows.retain(|_| at.next().is_some_and(|at| near.contains(&at)));
    rows
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

    #[test]
    fn where_no_event_has_all_the_words_those_that_have_most_are_found() {
        let titles = ["ortho", "road tax renewal", "幼儿园家长会", "阿明吃饭", "aircon service", "gym"];
        let row = |title: &&str| {
            let seen = single(title);
            SeenEvent { event: Event { title: (*title).to_owned(), ..seen.event }, ..seen }
        };
        let found = |query| -> Vec<String> {
            let rows = titles.iter().map(row).collect();
            nearest(query, rows).into_iter().map(|row| row.event.title).collect()
        };
        let table: [(&str, &[&str]); 7] = [
            ("d ortho appt agn", &["ortho"]),
            ("put in the road tax", &["road tax renewal"]),
            ("去幼儿园开家长会", &["幼儿园家长会"]),
            ("阿明吃饭约", &["阿明吃饭"]),
            ("we serviced the aircon", &["aircon service"]),
            ("my visit to the zoo in gym shoes", &[]),
            ("", &[]),
        ];
        for (query, expected) in table {
            assert_eq!(found(query), expected, "{query}");
        }
    }
}
