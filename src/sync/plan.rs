//! What is to be done so that the copy, Google and the edits we owe agree: a table with three columns. Pure.
//!
//! | agreed | theirs | ours | what is done |
//! | --- | --- | --- | --- |
//! | – or A | B | – | the copy takes B; told when it concerns what is to come |
//! | A | gone | – | the copy drops A; told as well |
//! | A | gone, and B is the same occurrence under another id | – | the copy takes B in the place of A; told as a change |
//! | A | unreadable | – | the copy keeps A |
//! | A | A, or unsaid | changed | Google is asked to change, on condition that it still has A |
//! | A | B | changed | the fields that only we changed are written over B; of the others Google's stand, which is told |
//! | A | gone | changed | the edit ends: it is gone |
//! | A | A, or looks like it | deleted | Google is asked to delete |
//! | A | B | deleted | Google's stands, which is told |
//! | A | gone | deleted | the edit ends: it is gone |
//! | A | A or B | cut | Google is asked to end the series there, and to make one of the rest if that goes on |
//! | A | gone | cut | the edit ends: it is gone |
//! | – | – | created | Google is asked to insert |
//! | – | ours already | created | the edit ends: it is agreed |
//! | – | taken | created | Google is asked to insert under a fresh id |
//!
//! [`plan`] is the upper part, a row an event; [`step()`] the lower, for one edit.

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

/// How close to the borders of a window the absence of an event proves nothing: zones shift the borders of all-day
/// events by up to 26 hours.
const BORDER: Duration = Duration::hours(26);

/// How far the end of a window may have been from the present one when it was last read as a whole.
const READ_WITHIN: Duration = Duration::days(3);

/// How far ahead events are searched for.
const SEARCHED: Duration = Duration::days(2 * 365);

/// A span of time that is kept in the copy and read as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// The moment after its last.
    pub to: DateTime<Utc>,
}

impl Window {
    /// The window of a round at `now`: seven days back, ninety ahead.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        let from = now.checked_sub_signed(KEPT_PAST_END).unwrap_or(now);
        let to = now.checked_add_signed(Duration::days(90)).unwrap_or(now);
        Self { from, to }
    }

    /// What a search looks through at `now`: from where the copy may end, two years ahead.
    #[must_use]
    pub fn beyond(now: DateTime<Utc>) -> Self {
        let from = Self::at(now).to.checked_sub_signed(READ_WITHIN).unwrap_or(now);
        let to = now.checked_add_signed(SEARCHED).unwrap_or(from);
        Self { from, to }
    }

    /// What a search for what is over looks through at `now`: two years back.
    #[must_use]
    pub fn past(now: DateTime<Utc>) -> Self {
        Self { from: now.checked_sub_signed(SEARCHED).unwrap_or(now), to: now }
    }

    /// Whether the copy surely has all that is within a span of time, however long ago it was read as a whole.
    #[must_use]
    pub fn holds(self, from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
        let last = self.to.checked_sub_signed(READ_WITHIN).unwrap_or(self.to);
        self.from <= from && to <= last
    }

    fn touches(self, event: &Event) -> bool {
        event.when.end(event.zone) > self.from && event.when.start(event.zone) < self.to
    }

    /// Whether an event that Google does not list for this window must be gone.
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
    /// Events as they are.
    pub present: BTreeMap<EventId, Event>,
    /// What is no event any more, and why; the id of a series stands for all of its occurrences.
    pub gone: BTreeMap<EventId, Departure>,
    /// What cannot be read, by id as far as it has one: of that nothing is known.
    pub unreadable: Vec<Option<EventId>>,
    /// The masters that were listed beside their occurrences.
    pub masters: BTreeSet<EventId>,
    /// The series, by their root, of which this is all there is in the window.
    pub whole_series: BTreeSet<EventId>,
    /// Whether this is all there is in the window, rather than what has changed.
    pub is_all: bool,
}

impl Theirs {
    /// Whether the owner has declined any of it.
    #[must_use]
    pub fn has_declined(&self) -> bool {
        self.gone.values().any(|why| *why == Departure::Declined)
    }
}

/// Whether people are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// Of what concerns them.
    News,
    /// Of nothing: this is the first reading, or a rebuilding.
    Nothing,
}

/// What a round is about.
#[derive(Debug, Clone, Copy)]
pub struct Round<'a> {
    /// The calendar.
    pub account: &'a AccountId,
    /// What is read as a whole.
    pub window: Window,
    /// How many events the copy may hold; the furthest are left out.
    pub most: usize,
    /// Whether people are told.
    pub tell: Tell,
    /// The present moment.
    pub now: DateTime<Utc>,
}

/// What becomes of the copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// An action an event, where there is one.
    pub rows: Vec<CacheRow>,
    /// How many events come.
    pub added: u32,
    /// How many change.
    pub changed: u32,
    /// How many go.
    pub removed: u32,
    /// How many are left out because the copy is full.
    pub left_out: usize,
}

/// Plans what becomes of the copy. `agreed` holds of the copy what Google's answer concerns: all of it, when the answer
/// is all there is.
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

/// An event on which the copy and Google differ.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Difference<'a> {
    /// Its id at Google; where an occurrence has a new one, that.
    id: &'a EventId,
    /// As the copy has it.
    was: Option<&'a Event>,
    /// As Google has it, or as far as the copy is concerned.
    is: Option<&'a Event>,
    /// Why it goes, or whether it only leaves the copy because it is too old or too far.
    leaving: Leaving<'a>,
}

/// Why an event leaves the copy, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving<'a> {
    /// It stays.
    Stays,
    /// It is too old or too far.
    Housekeeping,
    /// Google does not have it any more, and may have said why.
    Gone(Option<&'a Departure>),
}

/// The events on which the copy and Google differ, by id.
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

/// Whether an event has been over for so long that the copy does not keep it.
fn is_over(event: &Event, round: Round<'_>) -> bool {
    event.when.end(event.zone).checked_add_signed(KEPT_PAST_END).is_some_and(|until| until <= round.now)
}

/// The furthest of more events than the copy may hold; what was made here stays, as people were told that it is there.
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

/// Whether reminders are to be planned again, and by whose doing.
fn replan(tell: Tell, was: Option<&Event>, is: &Event, ours: &[Edit]) -> Option<MadeBy> {
    match was {
        // Only its name at Google is new: nothing is reminded of again.
        Some(was) if looks_the_same(was, is) && was.id != is.id => Some(MadeBy::Here),
        Some(was) if looks_the_same(was, is) => None,
        // A first reading and a rebuilding cannot know what was said before.
        Some(_) | None if tell == Tell::News && is_written_here(was, is, ours) => Some(MadeBy::Here),
        Some(_) | None => Some(MadeBy::Google),
    }
}

fn looks_the_same(was: &Event, is: &Event) -> bool {
    !is.looks_other_than(was) && is.leads == was.leads && is.kind == was.kind
}

/// Whether an edit of ours has written what the copy does not have yet.
///
/// An edit that has ended has put its event into the copy: one that is not there was brought back in Google. Of a series
/// only rounds bring the occurrences.
fn is_written_here(was: Option<&Event>, is: &Event, ours: &[Edit]) -> bool {
    let Some(edit) = &is.edit else { return false };
    match was {
        Some(was) => was.edit.as_ref() != Some(edit),
        None => is.series.is_some() || ours.iter().any(|ours| ours.id == *edit),
    }
}

#[cfg(test)]
mod tests;
