//! Decides whether to believe a full list from Google, and which notices to send besides those about its events. Pure.

use super::order::RoundOrder;
use super::plan::{Tell, Theirs};
use super::state;
use crate::model::{AccountState, EventId, NoticeKind};

/// What a full list is judged by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'a> {
    /// The account's state before.
    pub state: &'a AccountState,
    /// The upcoming events that a full list has to contain.
    pub known: &'a KnownEvents,
    /// Whether this is the first full list, as far as storage knows.
    pub is_first: bool,
    /// Whether the calendar is linked by the settings, so that it stays linked when storage is lost.
    pub is_of_settings: bool,
    /// Whether storage knows of an edit that has ended.
    pub has_seen_edits: bool,
}

/// What to make of a full list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ListVerdict {
    /// The calendar is like this.
    Believe {
        /// Whether people are told about its events.
        tell: Tell,
        /// Other notices for them.
        notices: Vec<NoticeKind>,
    },
    /// So much is missing that a person has to confirm it.
    Question,
}

/// Judges a full list.
pub(super) fn judge(before: Before<'_>, theirs: &Theirs, order: RoundOrder) -> ListVerdict {
    let is_emptied = before.known.is_questionable(theirs, before.state);
    if is_emptied && !order.believes_empty(before.state) {
        return ListVerdict::Question;
    }
    // Some events were made through us, but storage has never seen an edit: the old storage was lost. In a calendar
    // that a person has just linked, such events are older, or someone else's.
    let has_ours = theirs.present.values().any(|event| event.is_ours);
    let was_lost = before.is_of_settings && before.is_first && !before.has_seen_edits && has_ours;
    let mut notices = Vec::new();
    if order.is_rebuilding || was_lost {
        notices.push(NoticeKind::Rebuilt);
    }
    // A person has confirmed it: one notice, not one for each event.
    if is_emptied {
        notices.push(NoticeKind::Emptied { known: before.known.missing_in(theirs) });
    }
    let is_silent = before.is_first || order.is_rebuilding || is_emptied;
    ListVerdict::Believe { tell: if is_silent { Tell::Nothing } else { Tell::News }, notices }
}

/// The upcoming events that a full list has to contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KnownEvents(pub Vec<EventId>);

impl KnownEvents {
    /// The number of events.
    pub(super) fn count(&self) -> u32 {
        count(self.0.len())
    }

    fn missing_in(&self, theirs: &Theirs) -> u32 {
        count(self.0.iter().filter(|id| !theirs.present.contains_key(*id)).count())
    }

    /// Whether a person has to confirm that the calendar is like this full list.
    fn is_questionable(&self, theirs: &Theirs, before: &AccountState) -> bool {
        let missing = self.missing_in(theirs);
        match before.held {
            None => theirs.present.is_empty() && theirs.unreadable.is_empty() && missing > 0,
            Some(held) => state::is_still_in_question(held, self.count(), missing),
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Etag, Event, EventTime};
    use crate::sync::order::Depth;

    fn theirs(ids: &[&str], is_ours: bool) -> Theirs {
        let at = chrono::DateTime::UNIX_EPOCH;
        let when = EventTime::Timed { start: at, end: at };
        let event = |id: &str| {
            let id = EventId(id.into());
            let plain = Event::new(id.clone(), Etag("1".into()), String::new(), when, chrono_tz::UTC);
            (id, Event { is_ours, ..plain })
        };
        Theirs { present: ids.iter().map(|id| event(id)).collect(), is_all: true, ..Theirs::default() }
    }

    fn known(ids: &[&str]) -> KnownEvents {
        KnownEvents(ids.iter().map(|id| EventId((*id).into())).collect())
    }

    #[test]
    fn a_list_is_believed_unless_all_that_was_known_is_missing() {
        let held = AccountState { held: Some(2), ..AccountState::default() };
        let calm = AccountState::default();
        let news = ListVerdict::Believe { tell: Tell::News, notices: vec![] };
        let emptied = ListVerdict::Believe { tell: Tell::Nothing, notices: vec![NoticeKind::Emptied { known: 2 }] };
        let round = RoundOrder::of_the_loop(Depth::Incremental);
        let table = [
            ("all is there", &calm, theirs(&["a", "b"], false), round, news.clone()),
            ("one is gone", &calm, theirs(&["a"], false), round, news.clone()),
            ("it comes back empty", &calm, theirs(&[], false), round, ListVerdict::Question),
            (
                "it is empty, says a recovery",
                &calm,
                theirs(&[], false),
                RoundOrder::of_the_loop(Depth::Recovery),
                emptied.clone(),
            ),
            ("it is still empty", &held, theirs(&[], false), round, ListVerdict::Question),
            ("it is empty, says a person", &held, theirs(&[], false), RoundOrder::by_hand(), emptied),
            ("most is back", &held, theirs(&["a", "b"], false), round, news),
        ];
        for (case, state, theirs, order, expected) in table {
            let known = known(&["a", "b"]);
            let before = Before { state, known: &known, is_first: false, is_of_settings: true, has_seen_edits: true };
            assert_eq!(judge(before, &theirs, order), expected, "{case}");
        }
    }

    #[test]
    fn a_first_list_is_told_only_if_storage_was_lost() {
        let rebuilt = |notices| ListVerdict::Believe { tell: Tell::Nothing, notices };
        let table = [
            (true, false, false, vec![]),
            (true, true, false, vec![NoticeKind::Rebuilt]),
            (true, true, true, vec![]),
            (false, true, false, vec![]),
        ];
        for (is_of_settings, is_ours, has_seen_edits, notices) in table {
            let (state, known) = (AccountState::default(), known(&[]));
            let before = Before { state: &state, known: &known, is_first: true, is_of_settings, has_seen_edits };
            let verdict = judge(before, &theirs(&["a"], is_ours), RoundOrder::of_the_loop(Depth::Incremental));
            assert_eq!(verdict, rebuilt(notices), "{is_of_settings} {is_ours} {has_seen_edits}");
        }
    }
}
