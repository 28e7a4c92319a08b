//! Deletes events, each once, no matter who asks and how often: what all ways to cancel have in common.

use chrono::Duration;
use futures::{StreamExt, stream};

use crate::accounts::Shown;
use crate::model::{
    Deed, Edit, EditId, EditKind, Event, EventId, Outcome, Scope, SeenEvent, SeenList, SeriesParts, Trouble, Write,
};
use crate::speech::{Card, Keyboard, Reply};
use crate::store;
use crate::sync::plan::Window;

use super::failure::Cause;
use super::owed::Owed;
use super::series;
use super::turn::Turn;

/// How many deletions to make at the same time: Google has no batch call.
const SIDE_BY_SIDE: usize = 4;

/// How long an update's claim to a deletion lasts: longer than any call; after that the copy shows the result.
const CLAIM: Duration = Duration::minutes(1);

/// The present state of an event that was shown.
pub enum EventStanding {
    /// As it was shown.
    AsSeen(Box<Event>),
    /// Different.
    Other(Box<Event>),
    /// It is gone.
    Gone,
}

/// The result of deleting some events.
pub struct Deleted {
    /// Deleted now, or as soon as Google is back.
    pub done: Vec<SeenEvent>,
    /// Already gone before.
    pub already: Vec<SeenEvent>,
    /// Changed since they were shown, as they are now.
    pub changed: Vec<SeenEvent>,
    /// Refused by Google, or not reached by us.
    pub failed: Vec<SeenEvent>,
    /// Why some are only saved for later, if they are.
    pub queued: Option<Trouble>,
    /// How much of the series was deleted.
    pub scope: Scope,
    /// Those occurrences among them that had a different time than their series.
    pub apart: Vec<Event>,
    /// What was written, for undo.
    pub writes: Vec<Write>,
}

/// The result for one event.
enum DeleteOutcome {
    Done { queued: Option<Trouble>, write: Box<Write> },
    Already,
    Changed(Box<Event>),
    Refused,
}

/// The present state of an event. If this same update has deleted it and is handled again, the state before that.
pub async fn look(turn: &Turn<'_>, seen: &SeenEvent) -> Result<EventStanding, Cause> {
    if seen.event.is_whole_series() {
        return Ok(EventStanding::AsSeen(Box::new(seen.event.clone())));
    }
    let owed = Owed::read(turn, &seen.account).await?;
    let cached = turn.room.store.event(&seen.account, &seen.event.id).await?;
    let current = owed.after(cached.into_iter().collect()).find(|event| event.id == seen.event.id);
    match current {
        Some(event) if event.looks_other_than(&seen.event) => Ok(EventStanding::Other(Box::new(event))),
        Some(event) => Ok(EventStanding::AsSeen(Box::new(event))),
        // An event outside the copy was read from Google; its version tells whether it is still as it was seen.
        None if is_beyond(turn, &seen.event) && owed.left_of(seen.event.clone()).is_some() => {
            Ok(EventStanding::AsSeen(Box::new(seen.event.clone())))
        }
        None => {
            let edit = EditId::of_deletion(&seen.account, &seen.event.id, &seen.event.etag);
            if turn.room.store.has_claimed(&seen.account, &edit, turn.incoming.id).await? {
                return Ok(EventStanding::AsSeen(Box::new(seen.event.clone())));
            }
            Ok(EventStanding::Gone)
        }
    }
}

/// Whether an event is further away than the copy reaches.
fn is_beyond(turn: &Turn<'_>, event: &Event) -> bool {
    !Window::at(turn.now).holds(event.when.start(turn.zone()), event.when.end(turn.zone()))
}

/// Deletes these events, each only if it still looks as it was shown.
pub async fn delete(turn: &Turn<'_>, events: Vec<SeenEvent>) -> Result<Deleted, Cause> {
    let fates: Vec<(SeenEvent, Result<DeleteOutcome, Cause>)> = stream::iter(events)
        .map(|seen| async move {
            let fate = delete_one(turn, &seen).await;
            (seen, fate)
        })
        .buffered(SIDE_BY_SIDE)
        .collect()
        .await;
    let mut deleted = Deleted::of(Scope::This);
    let mut failure = None;
    for (seen, fate) in fates {
        match fate {
            Ok(fate) => deleted.file(seen, fate),
            Err(cause) => {
                deleted.failed.push(seen);
                failure = Some(cause);
            }
        }
    }
    match failure {
        // Nothing was done, so the whole message counts as failed.
        Some(cause) if deleted.done.is_empty() => Err(cause),
        Some(_) | None => Ok(deleted),
    }
}

/// Deletes an occurrence and all later ones, or all upcoming ones of its series; past ones stay.
pub async fn delete_series(turn: &Turn<'_>, seen: SeenEvent, scope: Scope) -> Result<Deleted, Cause> {
    let SeriesParts { parts, apart } = series::parts(turn, &seen, scope).await?;
    let mut deleted = Deleted { apart, ..Deleted::of(scope) };
    let edit = EditId::of_cut(&seen.account, &seen.event, scope);
    if parts.is_empty() {
        // Only the series as a whole is known, as it was created: it has not begun.
        let series = seen.event.series.clone().unwrap_or_else(|| seen.event.id.clone());
        let kind = EditKind::Delete { base: None, seen: Box::new(seen.event.clone()) };
        let fate = claim_and_submit(turn, &seen, (edit, series), kind, &seen.event).await?;
        deleted.file(seen, fate);
        return Ok(deleted);
    }
    for (place, part) in parts.into_iter().enumerate() {
        let edit = if place == 0 { edit.clone() } else { EditId::of_part(&edit, &part.series) };
        let seen = SeenEvent { event: part.first.clone(), ..seen.clone() };
        let kind = EditKind::Cut { at: part.at(), seen: Box::new(part.first.clone()), rest: None };
        let fate = claim_and_submit(turn, &seen, (edit, part.series.clone()), kind, &part.whole()).await?;
        deleted.file(seen, fate);
    }
    Ok(deleted)
}

async fn delete_one(turn: &Turn<'_>, seen: &SeenEvent) -> Result<DeleteOutcome, Cause> {
    match look(turn, seen).await? {
        EventStanding::Gone => Ok(DeleteOutcome::Already),
        EventStanding::Other(event) => Ok(DeleteOutcome::Changed(event)),
        EventStanding::AsSeen(event) => {
            let base = (!event.is_whole_series()).then(|| event.etag.clone());
            let kind = EditKind::Delete { base, seen: event.clone() };
            let edit = EditId::of_deletion(&seen.account, &event.id, &event.etag);
            claim_and_submit(turn, seen, (edit, event.id.clone()), kind, &event).await
        }
    }
}

/// Deletes for the first person who asks, and tells the others that it is already done.
async fn claim_and_submit(
    turn: &Turn<'_>,
    seen: &SeenEvent,
    (id, target): (EditId, EventId),
    kind: EditKind,
    current: &Event,
) -> Result<DeleteOutcome, Cause> {
    let (store, account) = (&turn.room.store, &seen.account);
    let is_cut = matches!(kind, EditKind::Cut { .. });
    let until = turn.now.checked_add_signed(CLAIM).unwrap_or(turn.now);
    if !store.claim(account, &id, turn.incoming.id, until, turn.now).await? {
        return Ok(DeleteOutcome::Already);
    }
    let edit =
        Edit { id: id.clone(), account: account.clone(), event: target, kind, origin: turn.origin(), made: turn.now };
    let write = Box::new(written(&edit, current));
    let outcome = turn.room.sync.submit(edit, turn.now).await;
    let fate = match outcome {
        Ok(Outcome::Deleted | Outcome::AlreadyGone) => return Ok(DeleteOutcome::Done { queued: None, write }),
        // If a series was cut, its first part stays.
        Ok(Outcome::Agreed(_)) if is_cut => return Ok(DeleteOutcome::Done { queued: None, write }),
        Ok(Outcome::Queued(trouble)) => return Ok(DeleteOutcome::Done { queued: Some(trouble), write }),
        Ok(Outcome::Agreed(event) | Outcome::Conflict(event)) => Ok(DeleteOutcome::Changed(event)),
        Ok(Outcome::Refused(_)) => Ok(DeleteOutcome::Refused),
        Err(failure) => Err(failure.into()),
    };
    // It was not deleted, so the next person who asks must not be told that it was. If this fails too, the claim
    // expires.
    drop(store.release_claim(account, &id).await);
    fate
}

/// What a deletion writes. What stands for a whole series has the series' own id.
fn written(edit: &Edit, current: &Event) -> Write {
    let was = match &current.series {
        Some(series) if *series == edit.event => Event { id: series.clone(), ..current.clone() },
        Some(_) | None => current.clone(),
    };
    Write { edit: edit.id.clone(), account: edit.account.clone(), deed: Deed::Deleted { was: Box::new(was) } }
}

impl Deleted {
    /// An empty result.
    pub fn of(scope: Scope) -> Self {
        Self {
            done: Vec::new(),
            already: Vec::new(),
            changed: Vec::new(),
            failed: Vec::new(),
            queued: None,
            scope,
            apart: Vec::new(),
            writes: Vec::new(),
        }
    }

    fn file(&mut self, seen: SeenEvent, fate: DeleteOutcome) {
        match fate {
            DeleteOutcome::Done { queued, write } => {
                self.queued = self.queued.or(queued);
                self.writes.push(*write);
                self.done.push(seen);
            }
            DeleteOutcome::Already => self.already.push(seen),
            DeleteOutcome::Changed(event) => self.changed.push(SeenEvent { event: *event, ..seen }),
            DeleteOutcome::Refused => self.failed.push(seen),
        }
    }

    /// Whether all of them were already cancelled before.
    pub fn is_old_news(&self) -> bool {
        self.done.is_empty() && self.changed.is_empty() && self.failed.is_empty()
    }

    /// Strikes through what is now gone.
    pub fn strike(&self, list: &mut SeenList) {
        for seen in self.gone() {
            list.strike(&seen.account, &seen.event.id);
            match (&seen.event.series, self.scope) {
                (Some(series), Scope::Following | Scope::All) => {
                    list.strike_series(&seen.account, series, seen.event.place_in_series());
                }
                (Some(_), Scope::This) | (None, _) => {}
            }
        }
    }

    /// What was done, as one reply for a chat that shows these calendars; `keyboard` has the undo button.
    pub fn reply(&self, shown: &Shown, keyboard: Keyboard) -> Reply {
        let card = |seen: &SeenEvent| Card::new(&seen.event, shown.name_beside_default(&seen.account));
        let mut cards: Vec<Card> = self.gone().map(card).collect();
        if self.scope != Scope::This {
            // The first one stands for its series, no matter how many parts that has.
            cards.truncate(1);
        }
        let left: Vec<Card> = self.changed.iter().chain(&self.failed).map(card).collect();
        if left.is_empty() {
            let calendar = cards.first().and_then(|card| card.calendar.clone());
            let apart = self.apart.iter().map(|event| Card::new(event, calendar.clone())).collect();
            Reply::Cancelled { cards, scope: self.scope, apart, queued: self.queued, keyboard }
        } else {
            Reply::PartlyCancelled { cards, left, keyboard }
        }
    }

    /// Whether none of them is gone.
    pub fn is_nothing(&self) -> bool {
        self.done.is_empty() && self.already.is_empty()
    }

    fn gone(&self) -> impl Iterator<Item = &SeenEvent> {
        self.done.iter().chain(&self.already)
    }
}

/// Strikes through what was deleted in the list this person last saw here; returns the list, if there is one.
pub async fn strike(turn: &Turn<'_>, deleted: &Deleted) -> Result<Option<SeenList>, store::Error> {
    let Some(mut list) = turn.seen_list().await? else { return Ok(None) };
    deleted.strike(&mut list);
    turn.put_seen_list(&list).await?;
    Ok(Some(list))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::{occurrence, single};
    use crate::model::{Trouble, View};

    fn done(id: &str, queued: Option<Trouble>) -> DeleteOutcome {
        let write = Write {
            edit: EditId(id.into()),
            account: single(id).account,
            deed: Deed::Deleted { was: Box::new(single(id).event) },
        };
        DeleteOutcome::Done { queued, write: Box::new(write) }
    }

    fn titles(reply: &Reply) -> (Vec<&str>, Vec<&str>) {
        match reply {
            Reply::Cancelled { cards, .. } => (cards.iter().map(|card| card.title.as_str()).collect(), Vec::new()),
            Reply::PartlyCancelled { cards, left, .. } => (
                cards.iter().map(|card| card.title.as_str()).collect(),
                left.iter().map(|card| card.title.as_str()).collect(),
            ),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_was_gone_before_counts_as_cancelled_and_what_changed_as_left() {
        let mut deleted = Deleted::of(Scope::This);
        deleted.file(single("x"), done("x", None));
        deleted.file(single("y"), DeleteOutcome::Already);
        assert_eq!(titles(&deleted.reply(&Shown::default(), Keyboard::new())), (vec!["event x", "event y"], vec![]));
        deleted.file(single("z"), DeleteOutcome::Refused);
        deleted.file(single("w"), DeleteOutcome::Changed(Box::new(single("v").event)));
        assert_eq!(
            titles(&deleted.reply(&Shown::default(), Keyboard::new())),
            (vec!["event x", "event y"], vec!["event v", "event z"])
        );
    }

    #[test]
    fn one_that_is_only_kept_makes_the_whole_answer_say_so() {
        let mut deleted = Deleted::of(Scope::This);
        deleted.file(single("x"), done("x", Some(Trouble::Away)));
        deleted.file(single("y"), done("x", None));
        assert!(matches!(
            deleted.reply(&Shown::default(), Keyboard::new()),
            Reply::Cancelled { queued: Some(Trouble::Away), .. }
        ));
    }

    #[test]
    fn it_is_old_news_only_if_nothing_else_happened() {
        let mut deleted = Deleted::of(Scope::This);
        deleted.file(single("x"), DeleteOutcome::Already);
        assert!(deleted.is_old_news());
        deleted.file(single("y"), done("x", None));
        assert!(!deleted.is_old_news());
    }

    #[test]
    fn a_series_is_struck_through_with_all_its_rows_and_an_occurrence_alone() {
        let rows = vec![occurrence("s1", "s"), single("x"), occurrence("s2", "s")];
        let list = SeenList {
            rows,
            made: chrono::DateTime::UNIX_EPOCH,
            view: View::Coming,
            is_cut: false,
            is_unread: false,
            page: 0,
        };
        let struck = |deleted: &Deleted| {
            let mut list = list.clone();
            deleted.strike(&mut list);
            list.rows.iter().map(|row| row.is_cancelled).collect::<Vec<_>>()
        };
        let mut deleted = Deleted::of(Scope::This);
        deleted.file(occurrence("s1", "s"), done("x", None));
        assert_eq!(struck(&deleted), [true, false, false]);
        deleted.scope = Scope::Following;
        assert_eq!(struck(&deleted), [true, false, true]);
    }
}
