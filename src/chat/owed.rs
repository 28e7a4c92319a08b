//! What we owe Google, as far as it bears on what people see: events that will be made, and events that will go.

use crate::model::{AccountId, Draft, Edit, EditKind, Etag, Event, EventKind};
use crate::store;

use super::turn::Turn;

/// The edits of one calendar that wait.
pub struct Owed {
    edits: Vec<Edit>,
}

impl Owed {
    /// What is owed now.
    pub async fn read(turn: &Turn<'_>, account: &AccountId) -> Result<Self, store::Error> {
        let waiting = turn.room.store.edits(account).await?;
        Ok(Self { edits: waiting.into_iter().map(|waiting| waiting.edit).collect() })
    }

    /// Whether this event, or the series that it is of, will be deleted.
    pub fn deletes(&self, event: &Event) -> bool {
        self.edits.iter().any(|edit| match &edit.kind {
            EditKind::Delete { .. } => edit.event == event.id || event.series.as_ref() == Some(&edit.event),
            EditKind::Create { .. } | EditKind::Change { .. } => false,
        })
    }

    /// The events that will be made, as they will be.
    pub fn creates(&self) -> impl Iterator<Item = Event> {
        self.edits.iter().filter_map(|edit| match &edit.kind {
            EditKind::Create { draft, .. } => Some(event_of(edit, draft)),
            EditKind::Change { .. } | EditKind::Delete { .. } => None,
        })
    }
}

/// The event that an edit makes, as far as it is known before Google has it.
pub fn event_of(edit: &Edit, draft: &Draft) -> Event {
    Event {
        id: edit.event.clone(),
        etag: Etag(String::new()),
        kind: EventKind::Default,
        title: draft.title.clone(),
        when: draft.when,
        zone: draft.zone,
        place: draft.place.clone(),
        series: draft.rule.as_ref().map(|_| edit.event.clone()),
        has_guests: false,
        is_ours: true,
        edit: Some(edit.id.clone()),
        leads: draft.leads.clone(),
        link: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::{occurrence, single};
    use crate::model::{ChatId, EditId, EventId, Origin, Rule, UserId};

    fn edit(event: &str, kind: EditKind) -> Edit {
        Edit {
            id: EditId(format!("edit of {event}")),
            account: AccountId("a".into()),
            event: EventId(event.into()),
            kind,
            origin: Origin { chat: ChatId(7), user: UserId(7), message: None },
            made: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn deletion(event: &str) -> Edit {
        edit(event, EditKind::Delete { base: None, seen: Box::new(single(event).event) })
    }

    fn creation(event: &str, rule: Option<Rule>) -> Edit {
        let sample = single(event).event;
        let draft = Draft { title: sample.title, when: sample.when, zone: sample.zone, place: None, rule, leads: None };
        edit(event, EditKind::Create { draft, attempt: 0 })
    }

    #[test]
    fn a_deletion_that_waits_concerns_its_event_and_all_of_its_series() {
        let owed = Owed { edits: vec![deletion("x"), deletion("s")] };
        assert!(owed.deletes(&single("x").event));
        assert!(owed.deletes(&occurrence("s1", "s").event));
        assert!(!owed.deletes(&single("y").event));
        assert!(!owed.deletes(&occurrence("t1", "t").event));
    }

    #[test]
    fn an_event_that_waits_to_be_made_looks_as_it_will() {
        let owed =
            Owed { edits: vec![creation("x", None), creation("s", Some(Rule("FREQ=DAILY".into()))), deletion("y")] };
        let events: Vec<Event> = owed.creates().collect();
        assert_eq!(events.len(), 2);
        assert!(!events[0].looks_other_than(&single("x").event));
        assert!(!events[0].is_whole_series() && events[1].is_whole_series());
    }
}
