//! Decides what to do so that the copy, Google and the edits we owe agree: one table. Pure.
//!
//! | agreed | theirs | ours | what is done |
//! | --- | --- | --- | --- |
//! | – or A | B | – | the copy takes B; people are told if it is about upcoming events |
//! | A | gone | – | the copy drops A; people are told likewise |
//! | A | gone, and B is the same occurrence under another id | – | the copy replaces A by B; told as a change |
//! | A | unreadable | – | the copy keeps A |
//! | A | A, or not read | changed | Google is asked to change it, if it still has A |
//! | A | B | changed | fields that only we changed are written to B; else Google's version wins, and people are told |
//! | A | gone | changed | the edit ends: the event is gone |
//! | A | A, or looks like it | deleted | Google is asked to delete it |
//! | A | B | deleted | Google's version wins, and people are told |
//! | A | gone | deleted | the edit ends: the event is gone |
//! | A | A or B | cut | Google is asked to end the series there, and to create the later part, if there is one |
//! | A | gone | cut | the edit ends: the event is gone |
//! | – | – | created | Google is asked to insert it |
//! | – | already ours | created | the edit ends: agreed |
//! | – | id taken | created | Google is asked to insert it under a new id |
//!
//! [`plan`] implements the rows where ours is empty, for each event; [`step()`] the others, for one edit.

mod declined;
mod news;
mod pairs;
mod step;

pub use step::{LaterPart, Merge, Seen, Step, merge, step};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, Utc};

use self::declined::is_declined_with_series;
use self::news::news;
use self::pairs::pair;
use crate::model::{
    AccountId, CacheAction, CachePut, CacheRow, Departure, Edit, Event, EventId, KEPT_PAST_END, MadeBy,
};

/// How close to the edge of a window an event may be missing without being gone: time zones shift the borders of
/// all-day events by up to 26 hours.
const BORDER: Duration = Duration::hours(26);

/// How long ago the window may last have been read as a whole: its end has moved on since.
const READ_WITHIN: Duration = Duration::days(3);

/// How far ahead events are searched for.
const SEARCHED: Duration = Duration::days(2 * 365);

/// The span of time that the copy covers and that is read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// The moment after its last.
    pub to: DateTime<Utc>,
}

impl Window {
    /// The window of a round at `now`: from seven days back to ninety days ahead.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        let from = now.checked_sub_signed(KEPT_PAST_END).unwrap_or(now);
        let to = now.checked_add_signed(Duration::days(90)).unwrap_or(now);
        Self { from, to }
    }

    /// The span of a search for upcoming events: from where the copy may end to two years ahead.
    #[must_use]
    pub fn beyond(now: DateTime<Utc>) -> Self {
        let from = Self::at(now).to.checked_sub_signed(READ_WITHIN).unwrap_or(now);
        let to = now.checked_add_signed(SEARCHED).unwrap_or(from);
        Self { from, to }
    }

    /// The span of a search for past events: two years back.
    #[must_use]
    pub fn past(now: DateTime<Utc>) -> Self {
        Self { from: now.checked_sub_signed(SEARCHED).unwrap_or(now), to: now }
    }

    /// Whether the copy certainly has everything within a span of time, whenever it was last read as a whole.
    #[must_use]
    pub fn holds(self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        let last = self.to.checked_sub_signed(READ_WITHIN).unwrap_or(self.to);
        self.from <= from && to <= last
    }

    fn touches(self, event: &Event) -> bool {
        event.when.end(event.zone) > self.from && event.when.start(event.zone) < self.to
    }

    /// Whether an event must be gone if Google does not list it for this window.
    #[must_use]
    pub fn vouches_for(self, event: &Event) -> bool {
        let inner = Self {
            from: self.from.checked_add_signed(BORDER).unwrap_or(self.from),
            to: self.to.checked_sub_signed(BORDER).unwrap_or(self.to),
        };
        inner.touches(event)
    }
}

/// What Google says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theirs {
    /// The events that exist.
    pub present: BTreeMap<EventId, Event>,
    /// What is no longer an event, and why. The id of a series stands for all its occurrences.
    pub gone: BTreeMap<EventId, Departure>,
    /// Entries that cannot be read, with their ids if they have one: nothing is known about them.
    pub unreadable: Vec<Option<EventId>>,
    /// The masters that were listed next to their occurrences.
    pub masters: BTreeSet<EventId>,
    /// The roots of the series for which this is everything in the window.
    pub whole_series: BTreeSet<EventId>,
    /// Whether this is everything in the window, and not only what has changed.
    pub is_all: bool,
}

impl Theirs {
    /// Whether the owner has declined any of these events.
    #[must_use]
    pub fn has_declined(&self) -> bool {
        self.gone.values().any(|why| *why == Departure::Declined)
    }
}

/// Whether people are told about changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// They are told what concerns them.
    News,
    /// They are told nothing: this is the first read, or storage is being rebuilt.
    Nothing,
}

/// What a plan is made for.
#[derive(Debug, Clone, Copy)]
pub struct Round<'a> {
    /// The calendar.
    pub account: &'a AccountId,
    /// The window that is read as a whole.
    pub window: Window,
    /// How many events the copy may hold; those furthest away are left out.
    pub most: usize,
    /// Whether people are told about changes.
    pub tell: Tell,
    /// The present moment.
    pub now: DateTime<Utc>,
}

/// What happens to the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// One row for each event that changes.
    pub rows: Vec<CacheRow>,
    /// How many events are added.
    pub added: u32,
    /// How many change.
    pub changed: u32,
    /// How many are removed.
    pub removed: u32,
    /// How many are left out because the copy is full.
    pub left_out: usize,
}

/// Plans what happens to the copy. `agreed` holds the cached events that Google's answer is about: all of them if the
/// answer is everything.
#[must_use]
pub fn plan(round: Round<'_>, agreed: &[Event], theirs: &Theirs, ours: &[Edit]) -> Plan {
    let left_out = left_out(round.most, theirs);
    let lines = compare(round, agreed, theirs, &left_out);
    let mut plan = Plan { left_out: left_out.len(), ..Plan::default() };
    let mut notices = match round.tell {
        Tell::News => news(round, &lines, ours),
        Tell::Nothing => BTreeMap::new(),
    };
    for line in lines {
        let notice = notices.remove(line.id);
        let sum = match (line.was, line.is) {
            (None, _) => &mut plan.added,
            (Some(_), Some(_)) => &mut plan.changed,
            (Some(_), None) => &mut plan.removed,
        };
        *sum += 1;
        let action = match line.is {
            None => CacheAction::Drop(line.id.clone()),
            Some(is) => {
                let replaces = line.was.map(|was| &was.id).filter(|id| *id != line.id).cloned();
                let replan = replan(round.tell, line.was, is, ours);
                CacheAction::Put(Box::new(CachePut { event: is.clone(), replan, replaces }))
            }
        };
        plan.rows.push(CacheRow { action, notice });
    }
    plan
}

/// An event that differs between the copy and Google.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Difference<'a> {
    /// Its id at Google: the new one, if an occurrence got a new id.
    id: &'a EventId,
    /// As the copy has it.
    was: Option<&'a Event>,
    /// As Google has it; `None` if it leaves the copy.
    is: Option<&'a Event>,
    /// Whether and why it leaves the copy.
    leaving: Leaving<'a>,
}

/// Why an event leaves the copy, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving<'a> {
    /// It stays.
    Stays,
    /// It is too old or too far away.
    Housekeeping,
    /// Google no longer has it, and may have said why.
    Gone(Option<&'a Departure>),
}

/// The events that differ between the copy and Google, by id.
fn compare<'a>(
    round: Round<'_>,
    agreed: &'a [Event],
    theirs: &'a Theirs,
    left_out: &BTreeSet<&EventId>,
) -> Vec<Difference<'a>> {
    let agreed: BTreeMap<&EventId, &Event> = agreed.iter().map(|event| (&event.id, event)).collect();
    let mut lines = Vec::new();
    for (id, is) in &theirs.present {
        let was = agreed.get(id).copied();
        let is_housekeeping = left_out.contains(id) || is_over(is, round);
        let belongs = was.is_some() || is.is_ours || round.window.touches(is);
        match (is_housekeeping, was) {
            (true, Some(_)) => lines.push(Difference { id, was, is: None, leaving: Leaving::Housekeeping }),
            (false, was) if belongs && was != Some(is) => {
                lines.push(Difference { id, was, is: Some(is), leaving: Leaving::Stays });
            }
            (true, None) | (false, _) => {}
        }
    }
    let unreadable: BTreeSet<&EventId> = theirs.unreadable.iter().flatten().collect();
    for (id, was) in &agreed {
        if theirs.present.contains_key(id) || unreadable.contains(id) {
            continue;
        }
        let series = was.series.as_ref();
        let said = theirs.gone.get(id).or_else(|| theirs.gone.get(series?));
        let is_read_whole = theirs.is_all || series.is_some_and(|series| theirs.whole_series.contains(&series.root()));
        if said.is_some() || is_read_whole && round.window.vouches_for(was) {
            let is_unexplained = is_read_whole && said.is_none_or(|why| *why == Departure::Cancelled);
            let is_declined = is_unexplained && is_declined_with_series(was, theirs, &agreed);
            let said = if is_declined { Some(&Departure::Declined) } else { said };
            lines.push(Difference { id, was: Some(was), is: None, leaving: Leaving::Gone(said) });
        }
    }
    let mut lines = pair(lines);
    lines.sort_by_key(|line| line.id);
    lines
}

/// Whether an event has been over for too long to be kept in the copy.
fn is_over(event: &Event, round: Round<'_>) -> bool {
    event.when.end(event.zone).checked_add_signed(KEPT_PAST_END).is_some_and(|until| until <= round.now)
}

/// The events that don't fit into the copy: those furthest away, but none that were made here, because people were told
/// that these exist.
fn left_out(most: usize, theirs: &Theirs) -> BTreeSet<&EventId> {
    let excess = theirs.present.len().saturating_sub(most);
    if excess == 0 {
        return BTreeSet::new();
    }
    let others = theirs.present.values().filter(|event| !event.is_ours);
    let mut by_start: Vec<_> = others.map(|event| (event.when.start(event.zone), &event.id)).collect();
    by_start.sort_unstable();
    by_start.into_iter().rev().take(excess).map(|(_, id)| id).collect()
}

/// Whether reminders must be planned again, and who made the change.
fn replan(tell: Tell, was: Option<&Event>, is: &Event, ours: &[Edit]) -> Option<MadeBy> {
    match was {
        // Only its id at Google is new: no reminder is sent again.
        Some(was) if looks_the_same(was, is) && was.id != is.id => Some(MadeBy::Here),
        Some(was) if looks_the_same(was, is) => None,
        // After a first read or a rebuild, we can't know what people were told before.
        Some(_) | None if tell == Tell::News && is_written_here(was, is, ours) => Some(MadeBy::Here),
        Some(_) | None => Some(MadeBy::Google),
    }
}

fn looks_the_same(was: &Event, is: &Event) -> bool {
    !is.looks_other_than(was) && is.leads == was.leads && is.kind == was.kind
}

/// Whether one of our edits wrote what the copy doesn't have yet.
///
/// An edit that has ended has put its event into the copy. If it isn't there, someone brought it back in Google.
/// Occurrences of a series come only with rounds.
fn is_written_here(was: Option<&Event>, is: &Event, ours: &[Edit]) -> bool {
    let Some(edit) = &is.edit else { return false };
    match was {
        Some(was) => was.edit.as_ref() != Some(edit),
        None => is.series.is_some() || ours.iter().any(|ours| ours.id == *edit),
    }
}

#[cfg(test)]
mod tests;
