//! Free time: whether one is free at a time, or when one is within some days; a slot that is pressed becomes an event.

use chrono::{Duration, NaiveDate};

use crate::model::{
    AskedFor, DailyHours, Draft, Event, EventTime, FreeTime, Interval, Moment, OpenQuestion, Press, SeenEvent,
    WorkWeek, civil_date, free_times, instant_of, slots,
};
use crate::speech::{FreeDay, Keyboard, Label, Reply};
use crate::store;

use super::agenda::{self, Agenda};
use super::answer::Answer;
use super::create::create;
use super::failure::Cause;
use super::list::{freshness, unknown};
use super::slots::{busy, other_times, timed};
use super::turn::{Turn, buttons};
use super::wish::Wish;

/// The shortest time that is worth naming when no length was said.
const SHORTEST: Duration = Duration::minutes(30);

/// Days that one answer names.
const MOST_DAYS_NAMED: usize = 7;

/// Slots that stand on buttons, in rows of two.
const MOST_SLOTS: usize = 6;
const SLOTS_A_ROW: usize = 2;

/// Slots of one day among them, so that there is a choice of days.
const SLOTS_A_DAY: usize = 2;

/// Other times that are offered where one is taken.
const OTHER_TIMES: usize = 2;

/// Says whether or when there is free time.
pub async fn free(turn: &Turn<'_>, wanted: FreeTime) -> Result<Answer, Cause> {
    let zone = turn.zone();
    match (wanted.from, wanted.until) {
        (Moment::Time(from), Moment::Time(until)) => {
            let asked = Interval { start: instant_of(from, zone), end: instant_of(until, zone) };
            match wanted.length.filter(|length| *length < asked.length()) {
                Some(length) => within(turn, &[asked], (from.date(), until.date()), Some(length), None).await,
                None => at(turn, asked).await,
            }
        }
        (from, until) => {
            let (first, last) = (from.date().max(civil_date(turn.now, zone)), until.date());
            let week = turn.work_week();
            let hours = WorkWeek { hours: wanted.hours.unwrap_or(week.hours), ..week }.hours(first, last, zone);
            within(turn, &hours, (first, last), wanted.length, wanted.hours).await
        }
    }
}

/// Whether one is free from one moment to another.
async fn at(turn: &Turn<'_>, asked: Interval) -> Result<Answer, Cause> {
    let zone = turn.zone();
    let when = EventTime::Timed { start: asked.start, end: asked.end };
    let last = civil_date(asked.end - Duration::seconds(1), zone);
    let Agenda { rows, is_unread } = agenda::read(turn, civil_date(asked.start, zone), last).await?;
    let meets = |event: &Event| when.overlaps(event.when) || event.when.is_all_day();
    let (busy, beside): (Vec<&SeenEvent>, Vec<&SeenEvent>) = rows
        .iter()
        .filter(|row| meets(&row.event))
        .partition(|row| Interval::of_busy(&row.event, zone).is_some_and(|busy| busy.overlaps(asked)));
    let offers = match (busy.is_empty(), is_unread) {
        (true, true) => Vec::new(),
        (true, false) => vec![when],
        (false, _) => other_times(turn, asked, None, OTHER_TIMES).await?,
    };
    let keyboard = keep_slots(turn, &offers).await?;
    Ok(turn.answer(Reply::FreeAt {
        when,
        busy: busy.into_iter().map(|seen| turn.card(seen)).collect(),
        beside: beside.into_iter().map(|seen| turn.card(seen)).collect(),
        is_unread,
        freshness: freshness(turn).await?,
        unknown: unknown(turn).await?,
        keyboard,
    }))
}

/// When one is free within some hours, day by day.
async fn within(
    turn: &Turn<'_>,
    hours: &[Interval],
    (first, last): (NaiveDate, NaiveDate),
    length: Option<Duration>,
    part: Option<DailyHours>,
) -> Result<Answer, Cause> {
    let zone = turn.zone();
    let agenda = agenda::read(turn, first, last).await?;
    let is_known = |hours: &Interval| agenda.knows(civil_date(hours.start, zone), turn);
    let ahead = hours.iter().filter(|time| turn.now < time.end);
    let ahead: Vec<Interval> = ahead.map(|time| Interval { start: time.start.max(turn.now), ..*time }).collect();
    let known: Vec<Interval> = ahead.iter().copied().filter(is_known).collect();
    let free = free_times(&known, busy(&agenda.rows, turn));
    let shortest = length.unwrap_or(SHORTEST);
    let times = |hours: &Interval| {
        free.iter().filter(|time| time.length() >= shortest && time.overlaps(*hours)).copied().collect()
    };
    let days: Vec<FreeDay> = ahead
        .iter()
        .map(|hours| FreeDay { day: civil_date(hours.start, zone), times: is_known(hours).then(|| times(hours)) })
        .collect();
    // A slot that begins at this very minute is too late to press.
    let soon = turn.now + Duration::minutes(1);
    let offered = slots(
        &free,
        length.unwrap_or(turn.profile.event_length(&turn.room.defaults)),
        soon,
        zone,
        SLOTS_A_DAY,
        MOST_SLOTS,
    );
    let offers: Vec<EventTime> = offered.into_iter().map(timed).collect();
    let keyboard = keep_slots(turn, &offers).await?;
    let more = u32::try_from(days.len().saturating_sub(MOST_DAYS_NAMED)).unwrap_or(u32::MAX);
    Ok(turn.answer(Reply::FreeTimes {
        first,
        last,
        days: days.into_iter().take(MOST_DAYS_NAMED).collect(),
        more,
        hours: part,
        length: length.map(|length| u64::try_from(length.num_minutes()).unwrap_or(0)),
        freshness: freshness(turn).await?,
        unknown: unknown(turn).await?,
        keyboard,
    }))
}

/// A button a slot, which asks what to call an event there.
async fn keep_slots(turn: &Turn<'_>, offers: &[EventTime]) -> Result<Keyboard, store::Error> {
    let ahead = offers.iter().filter(|when| turn.now < when.start(turn.zone()));
    let slots: Vec<(Label, Press)> = ahead
        .map(|when| {
            let start = when.start(turn.zone()).with_timezone(&turn.zone()).naive_local();
            (Label::Choice(Moment::Time(start)), Press::Slot { when: *when })
        })
        .collect();
    let rows = slots.chunks(SLOTS_A_ROW).fold(buttons(), |buttons, row| buttons.row(row.iter().cloned()));
    turn.keep_for_sender(rows).await
}

/// Asks what to call the event that a slot is for; the next words of this person are its title.
pub async fn ask_title(turn: &Turn<'_>, when: EventTime) -> Result<Answer, Cause> {
    if when.start(turn.zone()) <= turn.now {
        return Ok(turn.toast(Reply::ButtonStale));
    }
    let question = OpenQuestion::new(turn.incoming.user, AskedFor::Title(when), turn.now);
    turn.open(Some(question)).await?;
    let keyboard = turn.keep_for_sender(buttons().row([(Label::Keep, Press::Dismiss)])).await?;
    Ok(turn.aside(Reply::AskTitle { when, keyboard }))
}

/// Makes the event that a slot is for.
pub async fn create_in_slot(turn: &Turn<'_>, when: EventTime, title: &str) -> Result<Answer, Cause> {
    let draft = Draft {
        title: title.trim().to_owned(),
        when,
        zone: turn.zone(),
        place: None,
        rule: None,
        leads: None,
        calendar: None,
        guests: Vec::new(),
        wants_meet: false,
    };
    let wish = Wish { draft, corrections: Vec::new(), others: Vec::new() };
    let answer = create(turn, turn.edit_of_message(0)?, wish).await?;
    // Only now: a message that failed on the way is handled again, and must find its question.
    turn.close_question().await?;
    Ok(answer)
}
