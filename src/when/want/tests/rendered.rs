//! Intents as the corpus writes them: one readable line each.

use chrono::Duration;

use crate::model::{
    AnsweredRows, Detail, GuestsWish, Intent, Lead, MailAddress, Moment, NewTime, Reference, RowAnswer, SaidGuest,
    Scope, Setting, SettingsWish, SmallTalk, Snooze, Target, Understood, instant_of,
};

/// An intent in one line.
pub fn rendered(intent: &Intent, reference: &Reference) -> String {
    match intent {
        Intent::Create(understood) => created(understood, reference),
        Intent::Agenda { from, until, hours } => {
            let until = if from == until { String::new() } else { format!(" .. {until}") };
            let hours =
                hours.map(|hours| format!(" | {} - {}", hours.from.format("%H:%M"), hours.until.format("%H:%M")));
            format!("agenda {from}{until}{}", hours.unwrap_or_default())
        }
        Intent::Page(way) => format!("page {way:?}"),
        Intent::Free(free) => {
            let length = free.length.map(|length| format!(" | {}", minutes(length))).unwrap_or_default();
            let until = if free.from == free.until { String::new() } else { format!(" .. {}", moment(free.until)) };
            format!("free {}{until}{length}", moment(free.from))
        }
        Intent::Find { query, is_past: false } => format!("find {query}"),
        Intent::Find { query, is_past: true } => format!("find past {query}"),
        Intent::Cancel { target, scope } => format!("cancel {}{}", self::target(target), self::scope(*scope)),
        Intent::Move { target, to, scope } => {
            format!("move {} | {}{}", self::target(target), new_time(*to), self::scope(*scope))
        }
        Intent::Change { target, detail, scope } => {
            let detail = match detail {
                Detail::Title(title) => format!("title {title}"),
                Detail::Place(place) => format!("place {place}"),
                Detail::Length(length) => format!("length {}", minutes(*length)),
                Detail::Longer(by) => format!("longer by {}", minutes(*by)),
                Detail::Until(end) => format!("until {}", end.format("%H:%M")),
                Detail::Missing(_) => "?".to_owned(),
            };
            format!("change {} | {detail}{}", self::target(target), self::scope(*scope))
        }
        Intent::Remind { target, leads } => {
            let leads = match leads.as_deref() {
                None => "?".to_owned(),
                Some([]) => "none".to_owned(),
                Some(leads) => self::leads(leads),
            };
            format!("remind {} | {leads}", self::target(target))
        }
        Intent::Snooze(Snooze::For(length)) => format!("snooze {}", minutes(*length)),
        Intent::Snooze(Snooze::At(at)) => format!("snooze until {}", moment(Moment::Time(*at))),
        Intent::Snooze(Snooze::UntilStart) => "snooze until the start".to_owned(),
        Intent::Snooze(Snooze::Later) => "snooze".to_owned(),
        Intent::Settings(SettingsWish::Show) => "settings".to_owned(),
        Intent::Settings(SettingsWish::Ask(setting)) => format!("settings {}?", self::setting(*setting)),
        Intent::Settings(SettingsWish::Set { setting, said, .. }) => {
            format!("settings {} = {said}", self::setting(*setting))
        }
        Intent::Why { target } => format!("why {}", self::target(target)),
        Intent::Operator(wish) => format!("operator {wish:?}"),
        Intent::Guests(wish) => guests(wish, reference),
        Intent::Accounts(wish) => format!("accounts {wish:?}"),
        Intent::Start { payload: Some(payload) } => format!("start {payload}"),
        Intent::Numbers(rows) => format!("numbers {}", numbers(rows)),
        Intent::Unknown { nearest } => format!("unknown command, nearest {}", nearest.unwrap_or("none")),
        Intent::Suggest { target, to } => format!("suggest {} | {}", self::target(target), new_time(*to)),
        Intent::Nothing(SmallTalk::Okay) => "okay".to_owned(),
        Intent::Nothing(SmallTalk::Thanks) => "thanks".to_owned(),
        Intent::Nothing(SmallTalk::Greeting) => "greeting".to_owned(),
        Intent::Nothing(SmallTalk::Pleasantry) => "pleasantry".to_owned(),
        without_arguments => without_arguments.name().to_owned(),
    }
}

fn new_time(to: NewTime) -> String {
    match to {
        NewTime::Day(day) => format!("to {day}"),
        NewTime::Clock(clock, _) => format!("to {}", clock.format("%H:%M")),
        NewTime::At(at, _) => format!("to {}", moment(Moment::Time(at))),
        NewTime::Range(start, end) => format!("to {} .. {}", moment(Moment::Time(start)), moment(Moment::Time(end))),
        NewTime::Shift(by) => format!("by {}", minutes(by)),
        NewTime::Missing => "to ?".to_owned(),
    }
}

fn created(understood: &Understood, reference: &Reference) -> String {
    let Some(reading) = understood.readings.first() else { return "create, in doubt".to_owned() };
    let here = |moment: Moment| match moment {
        Moment::Time(at) => Moment::Time(instant_of(at, reading.zone).with_timezone(&reference.zone).naive_local()),
        Moment::Day(_) => moment,
    };
    let end = reading.end.map(|end| format!(" .. {}", moment(here(end)))).unwrap_or_default();
    let rule = reading.rule.as_ref().map(|rule| format!(" | rule {}", rule.rule())).unwrap_or_default();
    let place = reading.place.as_ref().map(|place| format!(" | place {place}")).unwrap_or_default();
    let leads =
        if reading.leads.is_empty() { String::new() } else { format!(" | leads {}", self::leads(&reading.leads)) };
    let meet = if reading.wants_meet { " | meet" } else { "" };
    format!("create {}{end} | {}{rule}{place}{leads}{meet}", moment(here(reading.start)), reading.title)
}

fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(day) => day.to_string(),
        Moment::Time(at) => at.format("%Y-%m-%dT%H:%M").to_string(),
    }
}

fn minutes(length: Duration) -> String {
    format!("{} min", length.num_minutes())
}

fn leads(leads: &[Lead]) -> String {
    leads.iter().map(|lead| lead.minutes.to_string()).collect::<Vec<_>>().join(" ")
}

fn numbers(rows: &[u32]) -> String {
    rows.iter().map(|row| format!("#{row}")).collect::<Vec<_>>().join(" ")
}

fn target(target: &Target) -> String {
    match target {
        Target::Numbers(rows) => numbers(rows),
        Target::Title { title, at: None } => format!("“{title}”"),
        Target::Title { title, at: Some(at) } => format!("“{title}” at {}", moment(*at)),
        Target::At(at) => format!("at {}", moment(*at)),
        Target::Reply => "the reply".to_owned(),
        Target::Last => "the last".to_owned(),
        Target::Missing => "?".to_owned(),
    }
}

fn scope(scope: Option<Scope>) -> &'static str {
    match scope {
        None => "",
        Some(Scope::This) => " | this one",
        Some(Scope::Following) => " | and following",
        Some(Scope::All) => " | all",
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
        Setting::HourStyle => "hour style",
        Setting::WorkingHours => "working hours",
        Setting::WeekStart => "week start",
        Setting::Weekend => "weekend",
        Setting::DayOrder => "day order",
        Setting::Picture => "picture",
        Setting::Titles => "titles",
        Setting::Others => "others",
        Setting::Reminders => "reminders",
    }
}

fn guests(wish: &GuestsWish, reference: &Reference) -> String {
    let addresses = |guests: &[MailAddress]| guests.iter().map(MailAddress::as_str).collect::<Vec<_>>().join(" ");
    let said = |guests: &[SaidGuest]| {
        let one = |guest: &SaidGuest| match guest {
            SaidGuest::At(address) => address.as_str().to_owned(),
            SaidGuest::Called(name) => format!("“{name}”"),
        };
        if guests.is_empty() { "?".to_owned() } else { guests.iter().map(one).collect::<Vec<_>>().join(" ") }
    };
    match wish {
        GuestsWish::WithEvent { understood, guests, is_doubtful } => {
            let offer = if *is_doubtful { "offer to " } else { "" };
            let others = if understood.all_hold { understood.readings.len().saturating_sub(1) } else { 0 };
            let others = if others > 0 { format!(" and {others} more") } else { String::new() };
            let doubt = if understood.doubt.is_some() { " in doubt" } else { "" };
            let created = created(understood, reference);
            format!("{offer}{created}{others}{doubt} | invite {}", addresses(guests))
        }
        GuestsWish::Invite { target, guests, otherwise } => {
            let otherwise = otherwise.as_ref().map(|understood| format!(" | else {}", created(understood, reference)));
            format!("invite {} to {}{}", said(guests), self::target(target), otherwise.unwrap_or_default())
        }
        GuestsWish::Uninvite { target, guests } => format!("uninvite {} from {}", said(guests), self::target(target)),
        GuestsWish::Show { target } => format!("guests of {}", self::target(target)),
        GuestsWish::RespondEach(answers) => {
            let one = |answer: &RowAnswer| match &answer.rows {
                AnsweredRows::These(rows) => format!("{} {}", answer.rsvp.word(), numbers(rows)),
                AnsweredRows::Others => format!("{} the others", answer.rsvp.word()),
            };
            answers.iter().map(one).collect::<Vec<_>>().join(" | ")
        }
        GuestsWish::Respond { target, rsvp } => format!("{} {}", rsvp.word(), self::target(target)),
    }
}
