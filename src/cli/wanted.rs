//! What a message wants, as JSON: one object with the intent and its arguments.

use chrono::{NaiveDateTime, Timelike};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use crate::model::{
    AccountsWish, AnsweredRows, CalendarsWish, DailyHours, Detail, GuestsWish, Intent, Lead, MailAddress, Moment,
    NewTime, PageTurn, Reference, RepliedTo, RowAnswer, SaidGuest, Scope, Setting, SettingsWish, SmallTalk, Snooze,
    Target,
};

/// The intent by name, with its arguments; those of a new event are its reading's.
pub(super) fn wanted(intent: &Intent, reference: &Reference, replied: Option<&RepliedTo>) -> Map<String, Value> {
    let old = replied.map(|replied| replied.when.start(reference.zone).with_timezone(&reference.zone).naive_local());
    let value = match intent {
        Intent::Create(understood) => {
            let leads =
                understood.readings.first().map(|reading| minutes(&reading.leads)).filter(|leads| !leads.is_empty());
            let meet = understood.readings.first().is_some_and(|reading| reading.wants_meet).then_some(true);
            json!({ "intent": "create", "leads": leads, "meet": meet })
        }
        Intent::Offer(_) => json!({ "intent": "nothing", "is": "offer" }),
        Intent::Agenda { from, until, hours } => {
            json!({ "intent": "agenda", "from": from.to_string(), "until": until.to_string(), "hours": hours.map(self::hours) })
        }
        Intent::Page(way) => {
            json!({ "intent": "page", "way": if *way == PageTurn::Next { "next" } else { "previous" } })
        }
        Intent::Free(free) => json!({
            "intent": "free",
            "from": moment(free.from),
            "until": moment(free.until),
            "minutes": free.length.map(|length| length.num_minutes()),
            "hours": free.hours.map(self::hours),
        }),
        Intent::Find { query, is_past } => json!({ "intent": "find", "query": query, "is_past": is_past }),
        Intent::Cancel { target, scope } => {
            json!({ "intent": "cancel", "target": self::target(target), "scope": scope.map(self::scope) })
        }
        Intent::Move { target, to, scope } => moved(target, to, *scope, old),
        Intent::Suggest { .. } => json!({ "intent": "nothing", "is": "offer to move" }),
        Intent::Change { target, detail, scope } => changed(target, detail, *scope, replied, old),
        Intent::Remind { target, leads } => json!({
            "intent": "remind",
            "target": self::target(target),
            "leads": leads.as_deref().map(minutes),
        }),
        Intent::Snooze(snooze) => match snooze {
            Snooze::For(length) => json!({ "intent": "snooze", "minutes": length.num_minutes() }),
            Snooze::At(at) => json!({ "intent": "snooze", "start": clock(*at) }),
            Snooze::UntilStart => json!({ "intent": "snooze", "until": "start" }),
            Snooze::Later => json!({ "intent": "snooze" }),
        },
        Intent::Settings(wish) => match wish {
            SettingsWish::Show => json!({ "intent": "settings" }),
            SettingsWish::Ask(setting) => json!({ "intent": "settings", "setting": self::setting(*setting) }),
            SettingsWish::Set { setting, said, .. } => {
                json!({ "intent": "settings", "setting": self::setting(*setting), "value": said })
            }
        },
        Intent::Why { target } => json!({ "intent": "why", "target": self::target(target) }),
        Intent::Guests(wish) => guests(wish),
        Intent::Accounts(wish) => accounts(wish),
        Intent::Yes => json!({ "intent": "nothing", "is": "yes" }),
        Intent::No => json!({ "intent": "nothing", "is": "no" }),
        Intent::Numbers(rows) => json!({ "intent": "nothing", "is": "numbers", "numbers": rows }),
        Intent::Unknown { nearest } => json!({ "intent": "nothing", "is": "unknown command", "nearest": nearest }),
        Intent::Nothing(talk) => {
            let is = match talk {
                SmallTalk::Okay => Some("okay"),
                SmallTalk::Thanks => Some("thanks"),
                SmallTalk::Greeting => Some("greeting"),
                SmallTalk::Pleasantry => Some("pleasantry"),
                SmallTalk::Other => None,
            };
            json!({ "intent": "nothing", "is": is })
        }
        without_arguments => json!({ "intent": without_arguments.name() }),
    };
    match value {
        Value::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect(),
        _ => Map::new(),
    }
}

/// What is wanted of one's Google accounts and calendars.
fn accounts(wish: &AccountsWish) -> Value {
    let (does, name) = match wish {
        AccountsWish::Connect { name } => ("connect", name.as_ref()),
        AccountsWish::Show => ("show", None),
        AccountsWish::Default { name } => ("default", Some(name)),
        AccountsWish::Rename { name, to } => {
            return json!({ "intent": "accounts", "does": "rename", "name": name, "to": to });
        }
        AccountsWish::SignOut { name } => ("sign out", Some(name)),
        AccountsWish::Calendars(wish) => {
            let (does, name) = match wish {
                CalendarsWish::Show => ("show", None),
                CalendarsWish::On { name } => ("read", Some(name)),
                CalendarsWish::Off { name } => ("leave out", Some(name)),
                CalendarsWish::Write { name } => ("write to", Some(name)),
                CalendarsWish::Unknown { name } => ("unknown", Some(name)),
            };
            return json!({ "intent": "calendars", "does": does, "name": name });
        }
    };
    json!({ "intent": "accounts", "does": does, "name": name })
}

/// What is wanted of guests.
fn guests(wish: &GuestsWish) -> Value {
    let said = |guests: &[SaidGuest]| -> Vec<String> {
        let one = |guest: &SaidGuest| match guest {
            SaidGuest::At(address) => address.as_str().to_owned(),
            SaidGuest::Called(name) => name.clone(),
        };
        guests.iter().map(one).collect()
    };
    match wish {
        GuestsWish::WithEvent { guests, is_doubtful, .. } => {
            let guests: Vec<&str> = guests.iter().map(MailAddress::as_str).collect();
            let intent = if *is_doubtful { "offer" } else { "create" };
            json!({ "intent": intent, "guests": guests })
        }
        GuestsWish::Invite { target, guests, .. } => {
            json!({ "intent": "invite", "target": self::target(target), "guests": said(guests) })
        }
        GuestsWish::Uninvite { target, guests } => {
            json!({ "intent": "uninvite", "target": self::target(target), "guests": said(guests) })
        }
        GuestsWish::Show { target } => json!({ "intent": "guests", "target": self::target(target) }),
        GuestsWish::RespondEach(answers) => {
            let one = |answer: &RowAnswer| match &answer.rows {
                AnsweredRows::These(rows) => json!({ "numbers": rows, "answer": answer.rsvp.word() }),
                AnsweredRows::Others => json!({ "others": true, "answer": answer.rsvp.word() }),
            };
            json!({ "intent": "answer", "answers": answers.iter().map(one).collect::<Vec<_>>() })
        }
        GuestsWish::Respond { target, rsvp } => {
            json!({ "intent": "answer", "target": self::target(target), "answer": rsvp.word() })
        }
    }
}

/// Another time: complete where the old one is known.
fn moved(target: &Target, to: &NewTime, scope: Option<Scope>, old: Option<NaiveDateTime>) -> Value {
    let mut value = json!({ "intent": "move", "target": self::target(target), "scope": scope.map(self::scope) });
    let at = |civil: NaiveDateTime| Value::from(clock(civil));
    let (key, new) = match to {
        NewTime::Day(day) => ("start", Value::from(day.to_string())),
        NewTime::Clock(time, _) => {
            let on = match target {
                Target::Reply => old.map(|old| old.date().and_time(*time)),
                Target::Title { at: Some(moment), .. } | Target::At(moment) => Some(moment.date().and_time(*time)),
                Target::Numbers(_) | Target::Title { .. } | Target::Last | Target::Missing => None,
            };
            ("start", on.map_or_else(|| Value::from(format!("{:02}:{:02}", time.hour(), time.minute())), at))
        }
        NewTime::At(civil, _) => ("start", at(*civil)),
        NewTime::Range(start, _) => ("start", at(*start)),
        NewTime::Shift(by) => ("shift", Value::from(by.num_minutes())),
        NewTime::Missing => ("start", Value::Null),
    };
    value[key] = new;
    if let NewTime::Range(_, end) = to {
        value["end"] = at(*end);
    }
    value
}

/// Another title, place or length: the whole length where the old one is known.
fn changed(
    target: &Target,
    detail: &Detail,
    scope: Option<Scope>,
    replied: Option<&RepliedTo>,
    old: Option<NaiveDateTime>,
) -> Value {
    let length = replied.and_then(|replied| match replied.when {
        crate::model::EventTime::Timed { start, end } => Some(end - start),
        crate::model::EventTime::AllDay { .. } => None,
    });
    let mut value = json!({ "intent": "change", "target": self::target(target), "scope": scope.map(self::scope) });
    match detail {
        Detail::Title(title) => value["title"] = json!(title),
        Detail::Place(place) => value["location"] = json!(place),
        Detail::Length(length) => value["minutes"] = json!(length.num_minutes()),
        Detail::Longer(by) => match length {
            Some(length) => value["minutes"] = json!((length + *by).num_minutes()),
            None => value["longer"] = json!(by.num_minutes()),
        },
        Detail::Until(end) => match old {
            Some(old) => {
                let day = i64::from(24 * 60);
                let minutes = (*end - old.time()).num_minutes();
                value["minutes"] = json!(if minutes <= 0 { minutes + day } else { minutes });
            }
            None => value["ends"] = json!(end.format("%H:%M").to_string()),
        },
        Detail::Missing(_) => {}
    }
    value
}

fn hours(hours: DailyHours) -> String {
    format!("{}-{}", hours.from.format("%H:%M"), hours.until.format("%H:%M"))
}

fn minutes(leads: &[Lead]) -> Vec<u32> {
    leads.iter().map(|lead| lead.minutes).collect()
}

fn clock(civil: NaiveDateTime) -> String {
    civil.format("%Y-%m-%dT%H:%M").to_string()
}

fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(at) => clock(at),
    }
}

fn target(target: &Target) -> Value {
    match target {
        Target::Numbers(rows) => json!({ "numbers": rows }),
        Target::Title { title, at: Some(at) } => json!({ "title": title, "start": moment(*at) }),
        Target::Title { title, at: None } => json!({ "title": title }),
        Target::At(at) => json!({ "start": moment(*at) }),
        Target::Reply => json!({ "reply": true }),
        Target::Last => json!({ "last": true }),
        Target::Missing => json!({}),
    }
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::This => "this",
        Scope::Following => "following",
        Scope::All => "all",
    }
}

fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Zone => "zone",
        Setting::Language => "language",
        Setting::Leads => "leads",
        Setting::Digest => "digest",
        Setting::Quiet => "quiet",
        Setting::Length => "length",
        Setting::HourStyle | Setting::WorkingHours => "hours",
        Setting::WeekStart => "week_start",
        Setting::Weekend => "weekend",
        Setting::DayOrder => "day_order",
        Setting::Picture => "picture",
        Setting::Titles => "titles",
        Setting::Others => "others",
        Setting::Reminders => "reminders",
    }
}

/// The event that a line of input says is replied to; its times are local to `zone`.
#[derive(Debug, serde::Deserialize)]
pub(super) struct RepliedEvent {
    title: String,
    start: String,
    end: String,
    #[serde(default)]
    is_invitation: bool,
}

impl RepliedEvent {
    /// As what is replied to; `None` if its times cannot be read.
    pub(super) fn event(&self, zone: Tz) -> Option<RepliedTo> {
        use crate::model::{EventTime, instant_of};
        let at = |text: &str| {
            let text = if text.len() == "2026-03-13T10:00".len() { format!("{text}:00") } else { text.to_owned() };
            text.parse::<NaiveDateTime>().ok().map(|civil| instant_of(civil, zone))
        };
        let days = || {
            let first = self.start.parse().ok()?;
            let last: chrono::NaiveDate = self.end.parse().ok()?;
            Some(EventTime::AllDay { first, until: last.succ_opt()? })
        };
        let timed = at(&self.start).zip(at(&self.end)).map(|(start, end)| EventTime::Timed { start, end });
        let when = timed.or_else(days)?;
        Some(RepliedTo { title: self.title.clone(), when, is_invitation: self.is_invitation })
    }
}
