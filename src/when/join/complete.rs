//! What one phrase takes from another elsewhere in the text: one named function for each thing.

use super::Phrase;
use super::building::add;
use crate::when::piece::{Amount, DayTime, Repeat};
use crate::when::word::{DayPart, Unit};

/// Something that a phrase takes from another.
struct Completion {
    /// Its name, which stands in a reading's `fired` where it took something.
    name: &'static str,
    /// Takes it; whether something was taken.
    complete: fn(&mut Phrase, &Other<'_>) -> bool,
}

/// A phrase elsewhere in the text.
struct Other<'p> {
    phrase: &'p Phrase,
    /// It stands at the beginning or the end of the text.
    is_at_edge: bool,
    /// It stands at the end of the text.
    is_last: bool,
}

/// Everything that is taken, in this order.
const COMPLETIONS: &[Completion] = &[
    Completion { name: "elsewhere: end of the series", complete: end_of_series },
    Completion { name: "elsewhere: start of the series", complete: start_of_series },
    Completion { name: "elsewhere: month of the year", complete: month_of_year },
    Completion { name: "elsewhere: count of the series", complete: count_of_series },
    Completion { name: "elsewhere: end", complete: end },
    Completion { name: "elsewhere: clock at the edge", complete: clock_at_edge },
    Completion { name: "elsewhere: day", complete: day },
    Completion { name: "elsewhere: weekday at the edge", complete: weekday_at_edge },
    Completion { name: "elsewhere: week of the weekday", complete: week_of_weekday },
    Completion { name: "elsewhere: clock", complete: clock },
    Completion { name: "elsewhere: part of the day", complete: part },
    Completion { name: "elsewhere: repetition", complete: repetition },
    Completion { name: "elsewhere: days of the repetition", complete: days_of_repetition },
    Completion { name: "elsewhere: range is the series'", complete: range_of_series },
    Completion { name: "elsewhere: exceptions", complete: exceptions },
    Completion { name: "elsewhere: length", complete: length },
    Completion { name: "elsewhere: length of the series", complete: length_of_all },
    Completion { name: "elsewhere: all day", complete: all_day },
];

/// Takes from a phrase elsewhere in the text what this one leaves open.
pub(super) fn complete(main: &mut Phrase, other: &Phrase, is_at_edge: bool, is_last: bool) {
    let from = Other { phrase: other, is_at_edge, is_last };
    let mut is_used = false;
    for completion in COMPLETIONS {
        if (completion.complete)(main, &from) {
            main.refined.push(completion.name);
            is_used = true;
        }
    }
    length_of_series(main, is_used.then_some(other));
    if is_used {
        main.zone = main.zone.or(other.zone);
        main.used.extend(other.used.iter().copied());
    }
}

fn has_clock(phrase: &Phrase) -> bool {
    phrase.start.clock.is_some() || phrase.offset.is_some_and(|offset| offset.is_fine)
}

/// "every morning 6am run until 31 oct".
fn end_of_series(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_day = there.is_until && there.start.day.is_some() && there.start.clock.is_none() && there.end.is_none();
    let Some(repeat) = main.repeat.as_mut().filter(|repeat| repeat.until.is_none() && repeat.count.is_none()) else {
        return false;
    };
    if is_day {
        repeat.until = Some(there.start);
    }
    is_day
}

/// "周六早上9点游泳课,每周,10月3日开始": the day on which a series begins.
fn start_of_series(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_day = there.is_from && there.start.day.is_some() && there.start.clock.is_none() && there.end.is_none();
    let Some(repeat) = main.repeat.as_mut().filter(|repeat| is_day && repeat.from.is_none()) else { return false };
    repeat.from = Some(there.start);
    true
}

/// "yearly checkup in june": a month alone is that of something yearly, which comes on its first day.
fn month_of_year(main: &mut Phrase, other: &Other<'_>) -> bool {
    let month = other.phrase.start.day.filter(|day| day.lacks_day()).and_then(|day| day.month);
    let is_bare = |repeat: &&mut Repeat| {
        repeat.every == Some(Unit::Year) && repeat.months.is_empty() && repeat.year_days.is_empty()
    };
    let is_open = main.start.day.is_none() && other.phrase.used.len() == 1;
    let (Some(month), Some(repeat)) = (month, main.repeat.as_deref_mut().filter(is_bare).filter(|_| is_open)) else {
        return false;
    };
    repeat.months.push(month);
    repeat.days.push(1);
    true
}

/// "每周六早上十点钢琴课,共8次", "yoga every monday 7pm, 8 sessions": how often, at the end of the message.
fn count_of_series(main: &mut Phrase, other: &Other<'_>) -> bool {
    // "yoga monday 7pm, 8 sessions": some of one weekday are weekly.
    let weekday = main.start.only_weekday().filter(|_| main.repeat.is_none() && main.start.clock.is_some());
    if let (Some(weekday), Some(count @ 2..)) = (weekday, other.phrase.count) {
        main.repeat = Some(Box::new(Repeat { count: Some(count), ..Repeat::weekly(&[weekday]) }));
        main.start.day = None;
        return true;
    }
    let Some(repeat) = main.repeat.as_mut().filter(|repeat| repeat.until.is_none() && repeat.count.is_none()) else {
        return false;
    };
    let count = other.phrase.count.filter(|_| other.is_last);
    repeat.count = count;
    count.is_some()
}

/// "daily standup 9am until 30 sept": the day at the end of a clock's range is the last of the series.
fn range_of_series(main: &mut Phrase, _: &Other<'_>) -> bool {
    let (Some(repeat), Some(end @ DayTime { day: Some(_), clock: None, part: None })) = (&mut main.repeat, main.end)
    else {
        return false;
    };
    let is_open = repeat.until.is_none() && repeat.count.is_none() && main.start.day.is_none();
    if is_open {
        repeat.until = Some(end);
        main.end = None;
    }
    is_open
}

/// "0600hrs assembly sat": a short weekday that could be another word is one at either end of the message.
fn weekday_at_edge(main: &mut Phrase, other: &Other<'_>) -> bool {
    let start = other.phrase.start;
    let is_weekday = other.is_at_edge && other.phrase.used.len() == 1 && start.only_weekday().is_some();
    let is_open = main.start.day.is_none() && main.repeat.is_none() && main.offset.is_none() && has_clock(main);
    let is_alone = start.clock.is_none() && start.part.is_none();
    is_weekday && is_open && is_alone && add(&mut main.start, start)
}

/// "minggu depan rapat hari senin jam 9", "下周开会,星期二3点": the week here, its weekday there.
fn week_of_weekday(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_week = there.is_sure && there.used.len() == 1 && there.start.clock.is_none() && there.end.is_none();
    let week = there.start.day.filter(|day| day.is_week() && is_week).and_then(|day| day.week);
    let Some(day) = main.start.day.as_mut().filter(|_| week.is_some()) else { return false };
    let is_open = DayTime { day: Some(*day), ..DayTime::default() }.only_weekday().is_some() && day.week.is_none();
    if is_open {
        day.week = week;
    }
    is_open
}

/// "lepas subuh jogging esok", "in the morning jog tomorrow": the part of the day, where no clock is said.
fn part(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_part = there.is_sure && there.start.part.is_some() && there.start.clock.is_none() && there.end.is_none();
    // "setiap malam jumaat bacaan yasin lepas maghrib": a prayer says more than its part of the day.
    let is_prayer = |part: Option<DayPart>| matches!(part, Some(DayPart::Prayer(..)));
    let is_vague = main.start.part.is_none() || is_prayer(there.start.part) && !is_prayer(main.start.part);
    let is_open = is_vague && !has_clock(main) && main.end.is_none() && main.offset.is_none();
    // "jumaat ni balik kg lps solat jumaat": the same day again.
    let is_same_day =
        there.start.only_weekday().is_some_and(|there| main.start.day.and_then(|day| day.weekday) == Some(there));
    is_part && is_open && (there.start.day.is_none() || is_same_day) && add(&mut main.start, there.start)
}

/// "bi-weekly sync wednesdays 10am": how often here, on which days there.
fn days_of_repetition(main: &mut Phrase, other: &Other<'_>) -> bool {
    let (Some(here), Some(there)) = (&mut main.repeat, &other.phrase.repeat) else { return false };
    let is_bare = |repeat: &Repeat| repeat.weekdays.is_empty() && repeat.days.is_empty() && repeat.months.is_empty();
    let is_of_same = here.every == there.every && is_bare(here) != is_bare(there);
    // "weekly call every monday": the first word says nothing more, and is what the event is called.
    let says_more = if is_bare(here) { here.interval > there.interval } else { there.interval > here.interval };
    if is_of_same && says_more {
        let interval = here.interval.max(there.interval);
        if is_bare(here) {
            here.weekdays.clone_from(&there.weekdays);
            here.days.clone_from(&there.days);
        }
        here.interval = interval;
    }
    is_of_same && says_more
}

/// "friday lunch with HR 12.30": at either end of the message a weak clock is one.
fn clock_at_edge(main: &mut Phrase, other: &Other<'_>) -> bool {
    let start = other.phrase.start;
    let is_clock_alone = other.is_at_edge
        && other.phrase.used.len() == 1
        && start.day.is_none()
        && start.part.is_none()
        && start.clock.is_some();
    let is_dayed = main.start.day.is_some() || main.repeat.is_some();
    is_clock_alone && !has_clock(main) && main.end.is_none() && is_dayed && add(&mut main.start, start)
}

/// The day, and a clock beside it if there is none here.
fn day(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_end = there.is_until && main.repeat.is_some();
    let is_day = there.is_sure && !is_end && there.offset.is_none() && there.start.day.is_some() && there.end.is_none();
    // A yearly series says its day itself.
    let is_yearly = main.repeat.as_ref().is_some_and(|repeat| !repeat.months.is_empty());
    let is_open = main.start.day.is_none() && main.offset.is_none() && !is_yearly;
    is_day && is_open && !(has_clock(main) && there.start.clock.is_some()) && add(&mut main.start, there.start)
}

/// The clock, with its end.
fn clock(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_clock = there.is_sure && there.offset.is_none() && there.start.day.is_none() && there.start.clock.is_some();
    let is_taken = is_clock && !has_clock(main) && main.end.is_none() && add(&mut main.start, there.start);
    if is_taken {
        main.end = there.end;
    }
    is_taken
}

/// How it repeats.
fn repetition(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    // "quarterly town hall 5 oct": what comes so often is called so, and this one is dated.
    let is_dated = main.start.day.is_some_and(|day| (day.day.is_some() || day.nth.is_some()) && day.month.is_some());
    if there.is_called && is_dated {
        return false;
    }
    let is_taken = there.is_sure
        && there.offset.is_none()
        && there.repeat.is_some()
        && main.repeat.is_none()
        && main.offset.is_none();
    if is_taken {
        main.repeat.clone_from(&there.repeat);
    }
    is_taken
}

/// What the series leaves out.
fn exceptions(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = &other.phrase.except;
    match &mut main.repeat {
        Some(repeat) if !there.is_empty() => {
            repeat.leave_out_days(there);
            true
        }
        _ => false,
    }
}

/// "class 8am at the hall until 12", "早上7点帮忙煮斋,到中午12点": the clock at which it ends.
fn end(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_clock = there.start.clock.is_some() && there.start.day.is_none() && there.end.is_none();
    let is_open = main.start.clock.is_some() && main.end.is_none() && main.length.is_none() && main.offset.is_none();
    let is_end = there.is_until && there.is_sure && is_clock && is_open && there.repeat.is_none();
    if is_end {
        main.end = Some(there.start);
    }
    is_end
}

/// How long it takes.
fn length(main: &mut Phrase, other: &Other<'_>) -> bool {
    let there = other.phrase;
    let is_timed = has_clock(main) || main.start.part.is_some();
    // "3 day conference starting 6 oct"
    let is_span = main.is_led_from && !is_timed && main.repeat.is_none() && main.start.day.is_some();
    let is_fit = |length: &Amount| {
        let is_long = is_span && !length.is_fine && there.used.len() == 1;
        length.is_fine && is_timed || is_days_alone(there, length) || is_long
    };
    let Some(length) = there.length.filter(is_fit) else { return false };
    let is_open = main.length.is_none() && main.end.is_none() && there.start == DayTime::default();
    if is_open {
        main.length = Some(length);
    }
    is_open
}

/// "every sat 9am - 11am swimming lesson for 2 months".
fn length_of_all(main: &mut Phrase, other: &Other<'_>) -> bool {
    let Some(repeat) = main.repeat.as_mut().filter(|repeat| repeat.until.is_none() && repeat.count.is_none()) else {
        return false;
    };
    let is_alone = other.phrase.used.len() == 1 && other.is_last && repeat.length.is_none();
    let length = other.phrase.length.filter(|length| is_alone && !length.is_fine);
    repeat.length = repeat.length.or(length);
    length.is_some()
}

/// Days as a length are taken from afar only when they stand alone.
fn is_days_alone(there: &Phrase, length: &Amount) -> bool {
    !length.is_fine && there.used.len() == 1 && length.months == 0 && length.days <= 31 && there.is_all_day
}

/// That it takes the whole day.
fn all_day(main: &mut Phrase, other: &Other<'_>) -> bool {
    let is_taken = other.phrase.is_all_day && other.phrase.start == DayTime::default() && !has_clock(main);
    main.is_all_day |= is_taken;
    is_taken
}

/// A length of days or more belongs to the series, here or from where the series was taken.
fn length_of_series(main: &mut Phrase, other: Option<&Phrase>) {
    let coarse = |phrase: &Phrase| phrase.length.filter(|length| !length.is_fine);
    if let Some(length) = coarse(main).or_else(|| other.and_then(coarse))
        && let Some(repeat) = &mut main.repeat
    {
        repeat.length = repeat.length.or(Some(length));
        main.length = main.length.filter(|length| length.is_fine);
    }
}
