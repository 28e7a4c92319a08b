//! `janji read`: reads sentences and prints what was understood, as JSON.
//!
//! For bug reports, tests and measurements: one text as an argument, or one JSON object a line on standard input.

use std::borrow::Cow;
use std::io::{BufRead, Write};
use std::process::ExitCode;

use anyhow::{Context, bail};
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use clap::ValueEnum;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::explain::explain;
use super::wanted::{RepliedEvent, wanted};
use crate::clock::Clock;
use crate::model::{
    DayOrder, Doubt, DoubtKind, GuestsWish, Intent, Moment, Reading, Reference, RepliedTo, Rule, Understood, instant_of,
};
use crate::when;

/// What to read, and how.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The sentence to read
    #[arg(required_unless_present = "jsonl")]
    text: Option<String>,
    /// The current time, in RFC 3339; if not given, the system's
    #[arg(long)]
    now: Option<DateTime<Utc>>,
    /// The time zone, by its IANA name
    #[arg(long, default_value = "Asia/Kuala_Lumpur")]
    tz: Tz,
    /// How to read dates like 3/4: day or month first
    #[arg(long, value_enum, default_value_t)]
    order: WrittenOrder,
    /// Read one JSON object per line from standard input ({"id", "text", "now", "tz", "order", "reply": {"title", "start", "end"}}), and print one per line
    #[arg(long, conflicts_with = "text")]
    jsonl: bool,
    /// Show what each word was taken as, and by which rules
    #[arg(long, conflicts_with = "jsonl")]
    explain: bool,
}

/// How numeric dates are ordered, as it is written.
#[derive(Debug, Clone, Copy, Default, ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum WrittenOrder {
    /// Day first
    #[default]
    Dmy,
    /// Month first
    Mdy,
    /// Year first; what is left of a date is then month first.
    #[value(skip)]
    Ymd,
}

impl From<WrittenOrder> for DayOrder {
    fn from(order: WrittenOrder) -> Self {
        match order {
            WrittenOrder::Dmy => Self::Dmy,
            WrittenOrder::Mdy | WrittenOrder::Ymd => Self::Mdy,
        }
    }
}

/// A line of input.
#[derive(Debug, Deserialize)]
struct InputLine {
    #[serde(default)]
    id: Value,
    text: String,
    now: DateTime<chrono::FixedOffset>,
    tz: Tz,
    #[serde(default)]
    order: WrittenOrder,
    reply: Option<RepliedEvent>,
    /// The names of the calendars that there are.
    #[serde(default)]
    calendars: Vec<String>,
}

/// Runs the command; it fails only with standard input or output.
pub(super) fn read(arguments: &Arguments) -> ExitCode {
    match run(arguments, &Clock::system()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the sentence, or the lines of standard input. A line that is not valid input is no error: it gets an output
/// line that says so.
fn run(args: &Arguments, clock: &Clock) -> anyhow::Result<()> {
    if args.jsonl {
        return lines(clock);
    }
    let Some(text) = &args.text else { bail!("give a sentence to read, or --jsonl") };
    let now = args.now.unwrap_or_else(|| clock.now());
    let reference = Reference { now, zone: args.tz, order: args.order.into() };
    let intent = when::want(text, &reference, None);
    let understood = understood(text, &reference, &intent);
    if args.explain {
        print!("{}", explain(text, &understood));
    }
    let mut object = wanted(&intent, &reference, None);
    object.extend(pretty(text, &understood));
    println!("{}", serde_json::to_string_pretty(&object)?);
    Ok(())
}

/// Reads line by line until the input ends.
fn lines(clock: &Clock) -> anyhow::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.context("standard input failed")?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match serde_json::from_slice::<InputLine>(&line) {
            Ok(line) => flat(&line, clock),
            Err(error) => {
                let id = serde_json::from_slice::<Value>(&line).ok().and_then(|line| line.get("id").cloned());
                json!({ "id": id, "error": error.to_string() })
            }
        };
        writeln!(out, "{answer}").context("standard output failed")?;
    }
    out.flush().context("standard output failed")
}

/// The times of a message: those of the event that is wanted, or else whatever times it names.
fn understood<'i>(text: &str, reference: &Reference, intent: &'i Intent) -> Cow<'i, Understood> {
    match intent {
        Intent::Create(understood)
        | Intent::Offer(understood)
        | Intent::Guests(GuestsWish::WithEvent { understood, .. }) => Cow::Borrowed(understood),
        _ => Cow::Owned(when::read(text, reference)),
    }
}

/// One line of output: what is wanted, and the first reading in the zone that was asked for.
fn flat(line: &InputLine, clock: &Clock) -> Value {
    let reference = Reference { now: line.now.with_timezone(&Utc), zone: line.tz, order: line.order.into() };
    let replied = line.reply.as_ref().and_then(|reply| reply.event(line.tz));
    let watch = clock.stopwatch();
    let intent = when::want(&line.text, &reference, replied.as_ref());
    let took = u64::try_from(watch.elapsed().as_nanos()).unwrap_or(u64::MAX);
    let named = match intent {
        Intent::Accounts(_) => None,
        _ => in_calendar(line, &reference, replied.as_ref()),
    };
    let calendar = named.as_ref().map(|(_, calendar)| calendar.clone());
    let intent = named.map_or(intent, |(intent, _)| intent);
    let understood = understood(&line.text, &reference, &intent);
    let first = understood.readings.first();
    let local = |moment: Moment, reading: &Reading| local(moment, reading.zone, line.tz);
    let reading = json!({
        "id": line.id,
        "title": first.map(|reading| reading.title.as_str()),
        "start": first.map(|reading| local(reading.start, reading)),
        "end": first.and_then(|reading| reading.end.map(|end| local(end, reading))),
        "all_day": first.map(|reading| matches!(reading.start, Moment::Day(_))),
        "rrule": recurrence(&understood, line.tz),
        "left_out": first.and_then(|reading| reading.rule.as_ref()).map(left_out),
        "all_hold": understood.all_hold,
        "location": first.and_then(|reading| reading.place.as_deref()),
        "lead_minutes": first.and_then(|reading| reading.leads.first()).map(|lead| lead.minutes),
        "matched_text": first.map(|reading| matched(&line.text, reading)),
        "doubt": understood.doubt.as_ref().map(|doubt| said(doubt, &line.text)),
        "ns": took,
    });
    let mut object = reading.as_object().cloned().unwrap_or_default();
    object.extend(wanted(&intent, &reference, replied.as_ref()));
    object.extend(calendar.map(|calendar| ("calendar".to_owned(), json!(calendar))));
    Value::Object(object)
}

/// What a line wants of the calendar that it names: one of those that it lists, or else whichever it says.
fn in_calendar(line: &InputLine, reference: &Reference, replied: Option<&RepliedTo>) -> Option<(Intent, String)> {
    let mut names = line.calendars.clone();
    names.extend(when::said_calendar(&line.text));
    if let Some(named) = when::for_calendar(&line.text, &names, reference)
        && let intent @ (Intent::Create(_) | Intent::Offer(_)) = when::want(named.text, reference, replied)
    {
        return Some((intent, names.swap_remove(named.calendar)));
    }
    let asked = when::of_calendar(&line.text, &names)?;
    let intent = when::want(&asked.text, reference, replied);
    matches!(intent, Intent::Agenda { .. } | Intent::List).then(|| (intent, names.swap_remove(asked.calendar)))
}

/// How the event of a line recurs: its rule, or the other dates (RFC 5545, `RDATE`) where it is on several.
fn recurrence(understood: &Understood, zone: Tz) -> Option<String> {
    let (first, others) = understood.readings.split_first()?;
    if let Some(rule) = &first.rule {
        return Some(rule.rule().to_owned());
    }
    let dates: Vec<String> = others.iter().map(|other| local(other.start, other.zone, zone)).collect();
    understood.all_hold.then(|| format!("RDATE={}", dates.join(",")))
}

/// The days of a series on which it is not.
fn left_out(rule: &Rule) -> Vec<String> {
    rule.left_out().map(|day| day.to_string()).collect()
}

/// The text from the first piece to the last that was taken as time.
fn matched<'t>(text: &'t str, reading: &Reading) -> &'t str {
    use crate::model::PieceKind;
    let times = || {
        reading.spans.iter().filter(|span| {
            !matches!(span.part, PieceKind::Place | PieceKind::Command | PieceKind::Lead | PieceKind::Note)
        })
    };
    let first = times().map(|span| span.range.start).min().unwrap_or(0);
    let end = times().map(|span| span.range.end).max().unwrap_or(0);
    text.get(first..end).unwrap_or("")
}

/// A moment as the clocks of another zone show it, in ISO 8601.
fn local(moment: Moment, from: Tz, to: Tz) -> String {
    let civil: NaiveDateTime = match moment {
        Moment::Day(date) => return date.to_string(),
        Moment::Time(civil) if from == to => civil,
        Moment::Time(civil) => instant_of(civil, from).with_timezone(&to).naive_local(),
    };
    civil.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// All readings and the doubt, for a person.
fn pretty(text: &str, understood: &Understood) -> Map<String, Value> {
    let readings = json!({
        "text": text,
        "readings": understood.readings.iter().map(|reading| json!({
            "title": reading.title,
            "start": local(reading.start, reading.zone, reading.zone),
            "end": reading.end.map(|end| local(end, reading.zone, reading.zone)),
            "all_day": matches!(reading.start, Moment::Day(_)),
            "zone": reading.zone.name(),
            "rrule": reading.rule.as_ref().map(Rule::rule),
            "left_out": reading.rule.as_ref().map(left_out),
            "place": reading.place,
            "leads": reading.leads.iter().map(|lead| lead.minutes).collect::<Vec<_>>(),
            "known": reading.known,
            "flags": reading.flags,
            "spans": reading.spans.iter().map(|span| json!({
                "part": span.part,
                "text": text.get(span.range.clone()),
            })).collect::<Vec<_>>(),
            "fired": reading.fired,
        })).collect::<Vec<_>>(),
        "all_hold": understood.all_hold,
        "doubt": understood.doubt.as_ref().map(|doubt| said(doubt, text)),
    });
    readings.as_object().cloned().unwrap_or_default()
}

/// A doubt, with the text that raised it.
fn said(doubt: &Doubt, text: &str) -> Value {
    let kind = match doubt.kind {
        DoubtKind::WeekdayDisagrees { said, is } => {
            json!({ "weekday_disagrees": { "said": said.to_string(), "is": is.to_string() } })
        }
        DoubtKind::Impossible => json!("impossible"),
        DoubtKind::EndBeforeStart => json!("end_before_start"),
        DoubtKind::TooFar => json!("too_far"),
        DoubtKind::Ambiguous => json!("ambiguous"),
    };
    json!({ "kind": kind, "text": text.get(doubt.range.clone()) })
}
