//! The edits we owe Google, as far as they affect what people see: events that will be created, changed or deleted.

use crate::model::{AccountId, Change, Draft, Edit, EditKind, Etag, Event, GuestEdit, SeriesMove};
use crate::store;
use crate::sync::plan::merge;

use super::turn::Turn;

/// The waiting edits of one calendar.
pub struct Owed {
    edits: Vec<Edit>,
}

impl Owed {
    /// The edits owed now. Read them before the copy: an edit that is carried out in between is then in both, rather
    /// than in neither.
    pub async fn read(turn: &Turn<'_>, account: &AccountId) -> Result<Self, store::Error> {
        let waiting = turn.room.store.edits(account).await?;
        Ok(Self::of(waiting.into_iter().map(|waiting| waiting.edit).collect()))
    }

    /// The edits owed when these were waiting.
    pub fn of(edits: Vec<Edit>) -> Self {
        Self { edits }
    }

    /// The cached events and those that will be created, as they will be when the edits are carried out. Events that
    /// will be deleted are left out, with their series. Where Google has changed something, its version wins, by the
    /// same rule as in sync.
    pub fn after(&self, cached: Vec<Event>) -> impl Iterator<Item = Event> {
        let made: Vec<Event> = self.made().filter(|made| cached.iter().all(|event| event.id != made.id)).collect();
        cached.into_iter().chain(made).filter_map(|event| self.left_of(event))
    }

    /// An event as it will be when the edits are carried out; `None` if it will be gone.
    pub fn left_of(&self, event: Event) -> Option<Event> {
        let (event, is_there) = self.edits.iter().fold((event, true), leave);
        is_there.then_some(event)
    }

    /// The events that will be created or brought back.
    fn made(&self) -> impl Iterator<Item = Event> {
        self.edits.iter().filter_map(|edit| match &edit.kind {
            EditKind::Create { draft, .. } => Some(event_of(edit, draft)),
            EditKind::Restore { was, .. } => Some(restored(edit, was)),
            EditKind::Change { .. } | EditKind::Delete { .. } | EditKind::Cut { .. } | EditKind::Guests { .. } => None,
        })
    }
}

/// The event as an edit will leave it, and whether it will exist.
fn leave((event, is_there): (Event, bool), edit: &Edit) -> (Event, bool) {
    let concerns_it = edit.event == event.id;
    let concerns_its_series = event.series.as_ref() == Some(&edit.event);
    match &edit.kind {
        EditKind::Change { change, base } if concerns_it => {
            (merge(base, &event, change).rest.applied_to(event), is_there)
        }
        EditKind::Delete { .. } if concerns_it || concerns_its_series => (event, false),
        EditKind::Cut { at, rest: None, .. } if concerns_its_series && *at <= event.place_in_series() => (event, false),
        EditKind::Cut { at, seen, rest: Some(rest) } if concerns_its_series && *at <= event.place_in_series() => {
            (of_later_part(event, seen, &rest.change), is_there)
        }
        EditKind::Guests { what, .. } if concerns_it || concerns_its_series => answered(event, is_there, what),
        EditKind::Restore { was, .. } if concerns_it => (restored(edit, was), true),
        EditKind::Restore { .. } if concerns_its_series => (event, true),
        EditKind::Create { .. }
        | EditKind::Change { .. }
        | EditKind::Delete { .. }
        | EditKind::Cut { .. }
        | EditKind::Guests { .. }
        | EditKind::Restore { .. } => (event, is_there),
    }
}

/// An event after a change of its guests, and whether it will still be an event for us.
fn answered(event: Event, is_there: bool, what: &GuestEdit) -> (Event, bool) {
    match what {
        GuestEdit::Invite(_) => (Event { has_guests: true, ..event }, is_there),
        // The other guests are not known here.
        GuestEdit::Uninvite(_) => (event, is_there),
        GuestEdit::Respond(response) => match response.invitation() {
            Some(invitation) => (Event { invitation: Some(invitation), ..event }, is_there),
            None => (event, false),
        },
    }
}

/// An occurrence of a series after the series is cut and its later part changed.
fn of_later_part(event: Event, first: &Event, change: &Change) -> Event {
    let shift = change.when.and_then(|is| SeriesMove::new(first.when, is, first.zone));
    let when = shift.and_then(|shift| shift.of(event.when));
    Change { when, ..change.clone() }.applied_to(event)
}

/// The event that an edit brings back. Its version is not known before Google has it. It must only differ from the old
/// one, so that deleting it again is a new edit.
fn restored(edit: &Edit, was: &Event) -> Event {
    Event { id: edit.event.clone(), etag: Etag(edit.id.to_string()), ..was.clone() }
}

/// The event that an edit creates, as far as it is known before Google has it.
pub fn event_of(edit: &Edit, draft: &Draft) -> Event {
    Event {
        place: draft.place.clone(),
        series: draft.rule.as_ref().map(|_| edit.event.clone()),
        is_ours: true,
        edit: Some(edit.id.clone()),
        leads: draft.leads.clone(),
        ..Event::new(edit.event.clone(), Etag(String::new()), draft.title.clone(), draft.when, draft.zone)
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

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
        let draft = Draft { title: format!("event {event}"), ..draft(rule) };
        edit(event, EditKind::Create { draft, attempt: 0 })
    }

    fn draft(rule: Option<Rule>) -> Draft {
        let Event { title, when, zone, .. } = single("x").event;
        Draft {
            title,
            when,
            zone,
            place: None,
            rule,
            wants_meet: false,
            leads: None,
            calendar: None,
            guests: Vec::new(),
        }
    }

    fn renaming(base: &Event, title: &str) -> Edit {
        let change = Change { title: Some(title.to_owned()), ..Change::default() };
        edit(&base.id, EditKind::Change { change, base: Box::new(base.clone()) })
    }

    fn after(edits: Vec<Edit>, cached: Vec<Event>) -> Vec<Event> {
        Owed { edits }.after(cached).collect()
    }

    #[test]
    fn a_deletion_that_waits_concerns_its_event_and_all_of_its_series() {
        let cached = [single("x"), occurrence("s1", "s"), single("y"), occurrence("t1", "t")].map(|seen| seen.event);
        let left = after(vec![deletion("x"), deletion("s")], cached.to_vec());
        assert_eq!(left, cached[2..]);
    }

    #[test]
    fn an_event_that_waits_to_be_made_looks_as_it_will() {
        let edits = vec![creation("x", None), creation("s", Some(Rule("FREQ=DAILY".into()))), deletion("y")];
        let events = after(edits.clone(), vec![]);
        assert_eq!(events.len(), 2);
        assert!(!events[0].looks_other_than(&single("x").event));
        assert!(!events[0].is_whole_series() && events[1].is_whole_series());
        assert_eq!(after(edits, vec![single("x").event])[0], single("x").event, "it has just been made");
    }

    #[test]
    fn changes_that_wait_are_seen_one_after_another_until_the_event_goes() {
        let base = single("x").event;
        let renamed = Event { title: "late".into(), ..base.clone() };
        let again = Event { title: "later".into(), ..base.clone() };
        let mut edits = vec![renaming(&base, "late"), renaming(&renamed, "later")];
        assert_eq!(after(edits.clone(), vec![base.clone()]), slice::from_ref(&again));
        assert_eq!(after(edits.clone(), vec![renamed]), [again], "the first has just been carried out");
        edits.push(deletion("x"));
        assert_eq!(after(edits, vec![base]), []);
    }

    #[test]
    fn a_change_that_waits_does_not_hide_what_google_changed_since() {
        let base = single("x").event;
        let theirs = Event { title: "theirs".into(), place: Some("KLCC".into()), ..base.clone() };
        assert_eq!(after(vec![renaming(&base, "ours")], vec![theirs.clone()]), [theirs]);
    }

    #[test]
    fn what_is_brought_back_is_there_again_with_all_of_its_series() {
        let single = single("x").event;
        let back = edit("x", EditKind::Restore { was: Box::new(single.clone()), attempt: 0 });
        let left = after(vec![deletion("x"), back.clone()], vec![single.clone()]);
        assert!(!left[0].looks_other_than(&single) && left[0].etag != single.etag, "{left:?}");
        assert_eq!(after(vec![back.clone()], vec![]).len(), 1, "the deletion has just been carried out");
        assert_eq!(after(vec![deletion("x"), back, deletion("x")], vec![single]), []);

        let series =
            Event { series: Some(EventId("s".into())), id: EventId("s".into()), ..occurrence("s1", "s").event };
        let back = edit("s", EditKind::Restore { was: Box::new(series), attempt: 0 });
        let cached = vec![occurrence("s1", "s").event, occurrence("s2", "s").event];
        let ids = |events: Vec<Event>| events.into_iter().map(|event| event.id.0).collect::<Vec<_>>();
        assert_eq!(ids(after(vec![deletion("s"), back], cached)), ["s1", "s2", "s"]);
    }

    #[test]
    fn what_waits_to_be_made_is_shown_as_it_will_be_changed() {
        let made = event_of(&creation("x", None), &draft(None));
        let left = after(vec![creation("x", None), renaming(&made, "late")], vec![]);
        assert_eq!(left.iter().map(|event| event.title.as_str()).collect::<Vec<_>>(), ["late"]);
    }
}
