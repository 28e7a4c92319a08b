//! What must hold of every reading of any text; the tests and the fuzz target ask the same.

use chrono::{NaiveDate, NaiveTime, TimeZone};

use super::left::says_when;
use super::token::Tokens;
use crate::model::{Flag, Moment, Reading, Rule, Understood};

/// Whether every property holds; else what is wrong.
pub(crate) fn hold(text: &str, understood: &Understood) -> Result<(), String> {
    spans_lie_apart(text, understood)?;
    every_number_is_accounted_for(text, understood)?;
    nothing_said_is_dropped(text, understood)?;
    understood
        .readings
        .iter()
        // What is past stays where it was said.
        .filter(|reading| !reading.flags.contains(&Flag::Past))
        .try_for_each(|reading| start_end_and_rule_agree(text, reading))
}

/// Every span lies inside the text, on borders of characters, and none overlap.
fn spans_lie_apart(text: &str, understood: &Understood) -> Result<(), String> {
    for reading in &understood.readings {
        let mut after = 0;
        for span in &reading.spans {
            if text.get(span.range.clone()).is_none() || span.range.start < after {
                return Err(format!("{text:?}: {:?} overlap or lie outside", reading.spans));
            }
            after = span.range.end;
        }
    }
    Ok(())
}

/// Every number of a text is in what was taken, in the title or in the place, or a question is asked.
fn every_number_is_accounted_for(text: &str, understood: &Understood) -> Result<(), String> {
    let is_sure = understood.doubt.is_none() && !understood.all_hold;
    let Some(reading) = understood.readings.first().filter(|_| is_sure) else { return Ok(()) };
    let tokens = Tokens::of(text);
    let is_number = |at: &usize| tokens.number(*at).is_some_and(|number| !number.is_han);
    for bytes in (0..tokens.len()).filter(is_number).map(|at| tokens.bytes(at..at + 1)) {
        let number = &text[bytes.clone()];
        let is_taken = reading.spans.iter().any(|span| span.range.start <= bytes.start && bytes.end <= span.range.end);
        let is_left =
            reading.title.contains(number) || reading.place.as_ref().is_some_and(|place| place.contains(number));
        if !is_taken && !is_left {
            return Err(format!("{text:?}: {number} is in no part of {reading:?}"));
        }
    }
    Ok(())
}

/// A word that says when is in what was taken, or a question is asked.
fn nothing_said_is_dropped(text: &str, understood: &Understood) -> Result<(), String> {
    let is_sure = understood.doubt.is_none() && !understood.all_hold;
    let Some(reading) = understood.readings.first().filter(|_| is_sure) else { return Ok(()) };
    let tokens = Tokens::of(text);
    for at in 0..tokens.len() {
        let bytes = tokens.bytes(at..at + 1);
        let is_taken = reading.spans.iter().any(|span| span.range.start <= bytes.start && bytes.end <= span.range.end);
        if says_when(&tokens, at, reading.rule.is_some()) && !is_taken {
            return Err(format!("{text:?}: {:?} is in no part of {reading:?}", &text[bytes]));
        }
    }
    Ok(())
}

/// The end is after the start, and the first occurrence is one of the rule's own.
fn start_end_and_rule_agree(text: &str, reading: &Reading) -> Result<(), String> {
    let is_in_order = match (reading.start, reading.end) {
        (Moment::Time(start), Some(Moment::Time(end))) => start < end,
        (start, Some(end)) => start.date() <= end.date(),
        (_, None) => true,
    };
    if !is_in_order {
        return Err(format!("{text:?} ends before it starts: {reading:?}"));
    }
    match &reading.rule {
        Some(rule) if first_of(rule, reading.start) != Some(reading.start.date()) => {
            Err(format!("{text:?} starts on {:?}, which is no occurrence of {rule:?}", reading.start))
        }
        Some(_) | None => Ok(()),
    }
}

/// The day of a rule's first occurrence from a start on, as the `rrule` crate expands it.
fn first_of(rule: &Rule, start: Moment) -> Option<NaiveDate> {
    let begin = match start {
        Moment::Day(date) => date.and_time(NaiveTime::MIN),
        Moment::Time(civil) => civil,
    };
    // The end of a series says nothing about its beginning.
    let endless: Vec<&str> =
        rule.rule().split(';').filter(|part| !part.starts_with("UNTIL") && !part.starts_with("COUNT")).collect();
    let begin = rrule::Tz::UTC.from_utc_datetime(&begin);
    let rule: rrule::RRule<rrule::Unvalidated> = endless.join(";").parse().ok()?;
    let set = rrule::RRuleSet::new(begin).rrule(rule.validate(begin).ok()?).limit();
    set.into_iter().next().map(|first| first.naive_utc().date())
}
