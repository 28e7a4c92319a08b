//! What's on: the events of some days, each occurrence of a series separately, and buttons for the days before and
//! after.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::{AccountId, Event, EventTime, Press, SeenEvent, ShownDays, instant_of, start_of_day};
use crate::speech::Label;
use crate::store;
use crate::sync::plan::Window;

use super::failure::Cause;
use super::owed::Owed;
use super::turn::Turn;

/// The most days in one picture.
const DRAWN: i64 = 7;

/// The most events that one call of the store returns; if there are as many, the days are read in parts.
const FULL: usize = 1_000;

/// The events from one day to another in the chat's time zone, both included.
pub async fn events(turn: &Turn<'_>, from: NaiveDate, until: NaiveDate) -> Result<Vec<SeenEvent>, store::Error> {
    let mut rows = Vec::new();
    for account in turn.accounts() {
        let owed = Owed::read(turn, &account.id).await?;
        let cached = cached(turn, &account.id, from, until).await?;
        let is_on = |event: &Event| takes_place(event.when, from, until, turn);
        rows.extend(owed.after(cached).filter(is_on).map(|event| SeenEvent {
            account: account.id.clone(),
            event,
            is_cancelled: false,
        }));
    }
    Ok(rows)
}

/// The events of some days; days outside the copy are read from Google.
pub struct Agenda {
    /// The events.
    pub rows: Vec<SeenEvent>,
    /// Whether Google did not answer for days outside the copy.
    pub is_unread: bool,
}

impl Agenda {
    /// Whether all events of this day are known.
    pub fn knows(&self, day: NaiveDate, turn: &Turn<'_>) -> bool {
        !self.is_unread || is_held(day, day, turn)
    }
}

/// The events that take place from one day to another, however far away.
pub async fn read(turn: &Turn<'_>, from: NaiveDate, until: NaiveDate) -> Result<Agenda, Cause> {
    let mut agenda = Agenda { rows: events(turn, from, until).await?, is_unread: false };
    if is_held(from, until, turn) {
        return Ok(agenda);
    }
    let (start, end) = around(from, until, turn.zone());
    for account in turn.accounts() {
        let there = match turn.room.sync.look_up(&account.id, start, end).await {
            Ok(there) => there,
            Err(failure) if failure.is_about_account() => {
                agenda.is_unread = true;
                continue;
            }
            Err(failure) => return Err(failure.into()),
        };
        let owed = Owed::read(turn, &account.id).await?;
        let is_known =
            |event: &Event| agenda.rows.iter().any(|row| row.account == account.id && row.event.id == event.id);
        let is_on = |event: &Event| takes_place(event.when, from, until, turn);
        let beyond: Vec<SeenEvent> = owed
            .after(there)
            .filter(|event| is_on(event) && !is_known(event))
            .map(|event| SeenEvent { account: account.id.clone(), event, is_cancelled: false })
            .collect();
        agenda.rows.extend(beyond);
    }
    Ok(agenda)
}

/// Whether the copy is sure to have all events of some days.
fn is_held(from: NaiveDate, until: NaiveDate, turn: &Turn<'_>) -> bool {
    let (start, end) = around(from, until, turn.zone());
    Window::at(turn.now).holds(start, end)
}

/// The time in which the store may have events of some days: it keeps all-day events by their calendar's zone, which may
/// be a day off.
fn around(from: NaiveDate, until: NaiveDate, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
    let start = start_of_day(from.pred_opt().unwrap_or(from), zone);
    (start, start_of_day(until.checked_add_days(Days::new(2)).unwrap_or(until), zone))
}

/// All that the store has of these days, and some beside them, however much it is.
async fn cached(
    turn: &Turn<'_>,
    account: &AccountId,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Event>, store::Error> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let mut spans = vec![(from, until)];
    while let Some((from, until)) = spans.pop() {
        let (start, end) = around(from, until, turn.zone());
        let events = turn.room.store.events_between(account, start, end, turn.zone()).await?;
        if events.len() >= FULL && from < until {
            let middle = from + (until - from) / 2;
            spans.extend([(middle + Days::new(1), until), (from, middle)]);
        } else {
            found.extend(events.into_iter().filter(|event| seen.insert(event.id.clone())));
        }
    }
    Ok(found)
}

/// Whether an event is on one of these days; an all-day event is on its date, in whatever time zone its calendar is.
fn takes_place(when: EventTime, from: NaiveDate, until: NaiveDate, turn: &Turn<'_>) -> bool {
    match when {
        EventTime::AllDay { first, until: after } => first <= until && (from < after || first == from),
        EventTime::Timed { start, end } => {
            let first = start_of_day(from, turn.zone());
            let last = until.succ_opt().map(|after| start_of_day(after, turn.zone()));
            last.is_none_or(|last| start < last) && (first < end || start == first)
        }
    }
}

/// The buttons below the events of some days: earlier days, later days, and the picture if there is one.
pub fn buttons(days: &ShownDays) -> impl Iterator<Item = (Label, Press)> + use<> {
    let (from, until) = (days.from, days.until);
    let press = |(from, until)| Press::Days(ShownDays { from, until, ..days.clone() });
    let before = before(from, until).map(|days| (Label::DaysBefore(days.0, days.1), press(days)));
    let after = after(from, until).map(|days| (Label::DaysAfter(days.0, days.1), press(days)));
    let picture = is_drawn(days).then_some((Label::Picture, Press::Picture { first: from }));
    [before, picture, after].into_iter().flatten()
}

/// Whether these days get a picture: a week, or a part of one.
pub fn is_drawn(days: &ShownDays) -> bool {
    days.is_whole() && days.from < days.until && (days.until - days.from).num_days() < DRAWN
}

/// Whether an event is in the calendar and the part of the day that is asked for.
pub fn is_shown(row: &SeenEvent, days: &ShownDays, zone: Tz) -> bool {
    let is_of_calendar = days.calendar.as_ref().is_none_or(|calendar| calendar.account == row.account);
    let (Some(hours), EventTime::Timed { start, end }) = (days.hours, row.event.when) else { return is_of_calendar };
    let is_within = |day: NaiveDate| {
        let last = if hours.from < hours.until { day } else { day.succ_opt().unwrap_or(day) };
        let (begins, ends) = (instant_of(day.and_time(hours.from), zone), instant_of(last.and_time(hours.until), zone));
        start < ends && (begins < end || begins == start)
    };
    is_of_calendar && days.from.iter_days().take_while(|day| *day <= days.until).any(is_within)
}

/// The same number of days before these; for a whole month, the month before.
fn before(from: NaiveDate, until: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if is_month(from, until) {
        return Some((from.checked_sub_months(Months::new(1))?, from.pred_opt()?));
    }
    let days = until - from + Duration::days(1);
    Some((from.checked_sub_signed(days)?, until.checked_sub_signed(days)?))
}

/// The same number of days after these; for a whole month, the month after.
fn after(from: NaiveDate, until: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if is_month(from, until) {
        let from = until.succ_opt()?;
        return Some((from, from.checked_add_months(Months::new(1))?.pred_opt()?));
    }
    let days = until - from + Duration::days(1);
    Some((from.checked_add_signed(days)?, until.checked_add_signed(days)?))
}

fn is_month(from: NaiveDate, until: NaiveDate) -> bool {
    from.day() == 1 && from.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()) == Some(until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn beside_some_days_stand_as_many_and_beside_a_month_a_month() {
        let table = [
            (("2026-03-10", "2026-03-10"), ("2026-03-09", "2026-03-09"), ("2026-03-11", "2026-03-11")),
            (("2026-03-09", "2026-03-15"), ("2026-03-02", "2026-03-08"), ("2026-03-16", "2026-03-22")),
            (("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28"), ("2026-04-01", "2026-04-30")),
            (("2026-02-01", "2026-02-28"), ("2026-01-01", "2026-01-31"), ("2026-03-01", "2026-03-31")),
            (("2026-03-02", "2026-04-01"), ("2026-01-30", "2026-03-01"), ("2026-04-02", "2026-05-02")),
        ];
        let days = |days: (&str, &str)| (day(days.0), day(days.1));
        for (these, earlier, later) in table {
            let (from, until) = days(these);
            assert_eq!(before(from, until), Some(days(earlier)), "before {these:?}");
            assert_eq!(after(from, until), Some(days(later)), "after {these:?}");
        }
    }
}
