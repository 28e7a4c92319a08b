//! Slash commands: a name, and what follows it read as the words would be.

use super::act::new_time;
use super::amounts::lead;
use super::create;
use super::period::period;
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use super::target::{leading_numbers, target};
use super::time::{amount, time};
use super::words::{free_phrase, reminder_phrase};
use crate::model::{
    AccountsWish, CalendarsWish, Detail, DetailKind, FreeTime, Intent, Moment, NewTime, OperatorWish, Reference,
    RepliedTo, Setting, SettingsWish, Snooze, Target, UserId,
};
use crate::when::value::settings_wish;
use chrono::{Datelike, Days, Duration, Months};

/// What a slash command asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Start,
    Help,
    Add,
    List,
    Today,
    Tomorrow,
    Week,
    Month,
    Agenda,
    Free,
    Find,
    Cancel,
    Move,
    Rename,
    Place,
    Length,
    Remind,
    Snooze,
    Undo,
    Done,
    Guests,
    Invite,
    Users,
    Connect,
    Accounts,
    Calendars,
    Settings,
    Reminders,
    Digest,
    Quiet,
    Zone,
    Language,
    Why,
    Status,
    Sync,
    Export,
    Forget,
}

/// The names of commands, the one that Telegram's menu shows first.
const NAMES: &[(Name, &str)] = &[
    (Name::Start, "start"),
    (Name::Help, "help|bantuan|帮助"),
    (Name::Add, "add|new|tambah|添加"),
    (Name::List, "list|upcoming|senarai|列表"),
    (Name::Today, "today|hariini|今天"),
    (Name::Tomorrow, "tomorrow|esok|明天"),
    (Name::Week, "week|minggu|本周"),
    (Name::Month, "month|bulan|本月"),
    (Name::Agenda, "agenda|on|jadual"),
    (Name::Free, "free|lapang|空闲"),
    (Name::Find, "find|search|cari|查找"),
    (Name::Cancel, "cancel|delete|remove|batal|取消"),
    (Name::Move, "move|reschedule|pindah|改期"),
    (Name::Rename, "rename|title|改名"),
    (Name::Place, "place|location|venue|tempat|地点"),
    (Name::Length, "length|duration|tempoh|时长"),
    (Name::Remind, "remind|ingatkan|提醒"),
    (Name::Snooze, "snooze|tangguh|稍后"),
    (Name::Undo, "undo|撤销"),
    (Name::Done, "done|siap|完成"),
    (Name::Guests, "guests|guest|tetamu|客人"),
    (Name::Invite, "invite|jemput|邀请"),
    (Name::Users, "users|pengguna|用户"),
    (Name::Connect, "connect|signin|sambung|连接"),
    (Name::Accounts, "accounts|account|akaun|账户"),
    (Name::Calendars, "calendars|calendar|kalendar|日历"),
    (Name::Settings, "settings|tetapan|设置"),
    (Name::Reminders, "reminders|peringatan"),
    (Name::Digest, "digest|ringkasan"),
    (Name::Quiet, "quiet|senyap"),
    (Name::Zone, "timezone|zone|tz"),
    (Name::Language, "language|lang|bahasa"),
    (Name::Why, "why|kenapa|为什么"),
    (Name::Status, "status"),
    (Name::Sync, "sync|segerak|同步"),
    (Name::Export, "export|eksport|导出"),
    (Name::Forget, "forget|lupakan|忘记"),
];

/// The command of a message that begins with a slash; its bot's name may follow ("/list@…").
pub(super) fn slash(text: &str, reference: &Reference, replied: Option<&RepliedTo>) -> Option<Intent> {
    let rest = text.trim_start().strip_prefix(['/', '／'])?;
    let end = rest.find(|ch: char| ch.is_whitespace() || ch == '@').unwrap_or(rest.len());
    let typed = rest[..end].to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let behind = &rest[end..];
    let behind = if behind.starts_with('@') {
        behind.find(char::is_whitespace).map_or("", |end| &behind[end..])
    } else {
        behind
    };
    let behind = behind.trim();
    // "/取消2" and "/cancel2": a number may be glued to the name.
    let digits = typed.trim_end_matches(|ch: char| ch.is_ascii_digit());
    let (typed, glued) = typed.split_at(digits.len());
    let name = NAMES.iter().find(|(_, names)| names.split('|').any(|name| name == typed)).map(|(name, _)| *name);
    let Some(name) = name else { return Some(Intent::Unknown { nearest: nearest(typed) }) };
    let arguments = [glued, behind].join(" ");
    Some(command(name, arguments.trim(), reference, replied))
}

/// The command whose name is spelled most alike: within two mistakes, and never half of it.
fn nearest(typed: &str) -> Option<&'static str> {
    let names = NAMES.iter().flat_map(|(_, names)| names.split('|'));
    let near = names.map(|name| (distance(typed, name), name)).min_by_key(|(distance, _)| *distance)?;
    let (distance, name) = near;
    (distance <= 2 && distance * 2 < name.chars().count().max(3)).then_some(name)
}

/// How many letters two words differ by.
fn distance(one: &str, other: &str) -> usize {
    const LONGEST: usize = 32;
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, ch) in one.chars().take(LONGEST).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (at, known) in other.iter().enumerate() {
            let substituted = diagonal + usize::from(*known != ch);
            diagonal = row[at + 1];
            row[at + 1] = substituted.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// What the operator wants of people: "remove ID"; anything else shows them.
fn users(arguments: &str) -> OperatorWish {
    let mut words = arguments.split_whitespace();
    match (words.next(), words.next().and_then(|id| id.parse().ok()), words.next()) {
        (Some("remove" | "buang" | "移除"), Some(id), None) => OperatorWish::Remove { user: UserId(id) },
        _ => OperatorWish::Users,
    }
}

/// What is wanted of one's Google accounts: "default NAME", "rename NAME NEW", "out NAME"; anything else shows them.
fn accounts(arguments: &str) -> AccountsWish {
    let mut words = arguments.split_whitespace().map(str::to_owned);
    let verb = words.next().unwrap_or_default().to_lowercase();
    match (verb.as_str(), words.next(), words.next(), words.next()) {
        ("default" | "utama" | "默认", Some(name), None, None) => AccountsWish::Default { name },
        ("rename" | "nama" | "改名", Some(name), Some(to), None) => AccountsWish::Rename { name, to },
        ("out" | "keluar" | "退出", Some(name), None, None) => AccountsWish::SignOut { name },
        _ => AccountsWish::Show,
    }
}

/// What is wanted of the calendars: "on NAME", "off NAME", "write NAME"; anything else shows them.
fn calendars(arguments: &str) -> CalendarsWish {
    let (verb, name) = arguments.split_once(char::is_whitespace).unwrap_or((arguments, ""));
    let name = name.trim().trim_start_matches('/').to_owned();
    match verb.to_lowercase().as_str() {
        _ if name.is_empty() => CalendarsWish::Show,
        "on" | "buka" | "读" => CalendarsWish::On { name },
        "off" | "tutup" | "不读" => CalendarsWish::Off { name },
        "write" | "tulis" | "写" => CalendarsWish::Write { name },
        _ => CalendarsWish::Show,
    }
}

fn command(name: Name, arguments: &str, reference: &Reference, replied: Option<&RepliedTo>) -> Intent {
    let sentence = Sentence::of(arguments, reference);
    let today = reference.now.with_timezone(&reference.zone).date_naive();
    let days = |from, until| Intent::Agenda { from, until, hours: None };
    let week = |day: chrono::NaiveDate| {
        let monday = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        days(monday, monday + Days::new(6))
    };
    match name {
        Name::Start => Intent::Start { payload: (!arguments.is_empty()).then(|| arguments.to_owned()) },
        Name::Help => Intent::Help,
        Name::Add => create::create(&sentence),
        Name::List => Intent::List,
        Name::Today => days(today, today),
        Name::Tomorrow => days(today + Days::new(1), today + Days::new(1)),
        Name::Week => week(sentence.understood.readings.first().map_or(today, |reading| reading.start.date())),
        Name::Month => match period(&sentence) {
            Some((from, until)) if from != until => days(from, until),
            day => {
                let day = day.map_or(today, |(from, _)| from);
                let first = day.with_day(1).unwrap_or(day);
                days(first, first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(first))
            }
        },
        Name::Agenda => period(&sentence).map_or(Intent::List, |(from, until)| days(from, until)),
        Name::Free => free(&sentence, today),
        Name::Find if arguments.is_empty() => Intent::List,
        Name::Find => Intent::Find { query: arguments.to_owned(), is_past: false },
        Name::Cancel => cancel(&sentence, replied),
        Name::Move => {
            let (target, rest) = split(&sentence, replied);
            let to = time(rest, reference).map(|time| new_time(&time, sentence.has(Sense::SameTime)));
            let shift = shift(rest);
            Intent::Move { target, to: shift.or(to).unwrap_or(NewTime::Missing), scope: None }
        }
        Name::Rename => {
            let (target, rest) = numbered(&sentence, replied);
            detail(target, DetailKind::Title, rest, |rest| Some(Detail::Title(rest.to_owned())))
        }
        Name::Place => {
            let (target, rest) = numbered(&sentence, replied);
            detail(target, DetailKind::Place, rest, |rest| Some(Detail::Place(rest.to_owned())))
        }
        Name::Length => {
            let (target, rest) = numbered(&sentence, replied);
            detail(target, DetailKind::Length, rest, |rest| amount(rest).map(Detail::Length))
        }
        Name::Remind => remind(&sentence, reference, replied),
        Name::Snooze => snooze(&sentence, arguments),
        Name::Undo => Intent::Undo,
        Name::Done => Intent::Done,
        Name::Settings => super::setting::setting(&sentence, replied).unwrap_or(Intent::Settings(SettingsWish::Show)),
        Name::Reminders => setting(Setting::Reminders, &sentence, arguments),
        Name::Digest => setting(Setting::Digest, &sentence, arguments),
        Name::Quiet => setting(Setting::Quiet, &sentence, arguments),
        Name::Zone => setting(Setting::Zone, &sentence, arguments),
        Name::Language => setting(Setting::Language, &sentence, arguments),
        Name::Why => Intent::Why { target: target_of(&sentence, replied) },
        Name::Status => Intent::Status,
        Name::Sync => Intent::Sync,
        Name::Export => Intent::Export,
        Name::Guests => {
            let (target, rest) = numbered(&sentence, replied);
            Intent::Guests(super::guests::slash(target, rest, &sentence, replied))
        }
        Name::Invite => Intent::Operator(OperatorWish::Invite),
        Name::Users => Intent::Operator(users(arguments)),
        Name::Connect => {
            let name = (!arguments.is_empty()).then(|| arguments.to_owned());
            Intent::Accounts(AccountsWish::Connect { name })
        }
        Name::Accounts => Intent::Accounts(accounts(arguments)),
        Name::Calendars => Intent::Accounts(AccountsWish::Calendars(calendars(arguments))),
        Name::Forget => Intent::Forget,
    }
}

/// What follows as the event that is meant; nothing is the message replied to, or missing.
fn target_of(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Target {
    if sentence.items.is_empty() {
        return if replied.is_some() { Target::Reply } else { Target::Missing };
    }
    target(sentence.text, sentence.reference, replied)
}

fn cancel(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Intent {
    let target = target_of(sentence, replied);
    let scope = if matches!(target, Target::Numbers(_)) { None } else { super::target::scope(sentence) };
    Intent::Cancel { target, scope }
}

/// The rows that the arguments begin with, or else the message replied to; and the rest.
fn numbered<'t>(sentence: &Sentence<'t>, replied: Option<&RepliedTo>) -> (Target, &'t str) {
    if replied.is_none()
        && let Some((rows, end)) = leading_numbers(sentence, first_number(sentence))
    {
        return (Target::Numbers(rows), sentence.slice(end..sentence.len()));
    }
    (if replied.is_some() { Target::Reply } else { Target::Missing }, sentence.text)
}

/// The first item, if it is a number: more numbers belong to what follows.
fn first_number(sentence: &Sentence<'_>) -> std::ops::Range<usize> {
    let end = sentence.items.iter().position(|item| item.number.is_some()).map_or(0, |at| at + 1);
    0..end
}

/// What is moved, and where to: a number or a title before the time.
fn split<'t>(sentence: &Sentence<'t>, replied: Option<&RepliedTo>) -> (Target, &'t str) {
    if replied.is_none()
        && let Some((rows, end)) = leading_numbers(sentence, first_number(sentence))
    {
        return (Target::Numbers(rows), sentence.slice(end..sentence.len()));
    }
    let to = (0..sentence.len()).find(|at| sentence.is(*at, Sense::To));
    let first = sentence.items.iter().position(|item| item.is_time);
    let border = to.or(first).unwrap_or(sentence.len());
    let named = sentence.slice(0..border);
    let rest = sentence.slice(to.map_or(border, |to| to + 1)..sentence.len());
    if named.trim().is_empty() {
        return (if replied.is_some() { Target::Reply } else { Target::Missing }, rest);
    }
    (target(named, sentence.reference, replied), rest)
}

/// "+1h", "-30m".
fn shift(text: &str) -> Option<NewTime> {
    let text = text.trim();
    let (sign, rest) = match text.chars().next()? {
        '+' => (1, text.strip_prefix('+')?),
        '-' => (-1, text.strip_prefix('-')?),
        _ => return None,
    };
    amount(rest).map(|amount| NewTime::Shift(amount * sign))
}

fn detail(target: Target, kind: DetailKind, rest: &str, of: impl Fn(&str) -> Option<Detail>) -> Intent {
    let rest = rest.trim();
    let detail = if rest.is_empty() { None } else { of(rest) };
    Intent::Change { target, detail: detail.unwrap_or(Detail::Missing(kind)), scope: None }
}

/// "/remind 2 1d, 1h"; "/remind call mum tomorrow 5pm" makes an event.
fn remind(sentence: &Sentence<'_>, reference: &Reference, replied: Option<&RepliedTo>) -> Intent {
    let (target, rest) = numbered(sentence, replied);
    let asked = Sentence::of(rest, reference);
    let runs = asked.amounts();
    let beside = asked
        .content_beside(asked.all(), Senses::of(&[Sense::Unit, Sense::Count, Sense::Amount, Sense::Before, Sense::By]));
    if target == Target::Missing && asked.is_timed() && beside > 0 {
        let text = reminder_phrase(sentence.text);
        return create::create(&Sentence::of(&text, reference));
    }
    let is_off = asked.has(Sense::Off) || asked.has(Sense::Not);
    let leads = if is_off { Some(Vec::new()) } else { None };
    let named: Vec<_> = runs.iter().flat_map(|run| run.amounts.iter().map(|amount| lead(*amount))).collect();
    let leads = if named.is_empty() { leads } else { Some(named) };
    let target = match target {
        Target::Missing if beside > 0 => {
            let text = runs.iter().fold(rest.to_owned(), |_, _| {
                asked.without(&runs.iter().map(|run| run.range.clone()).collect::<Vec<_>>())
            });
            super::target::target(&text, reference, replied)
        }
        target => target,
    };
    Intent::Remind { target, leads }
}

fn snooze(sentence: &Sentence<'_>, arguments: &str) -> Intent {
    if let Some(length) = amount(arguments) {
        return Intent::Snooze(Snooze::For(length));
    }
    if let [item] = sentence.items.as_slice()
        && let Some(minutes) = item.number
    {
        return Intent::Snooze(Snooze::For(Duration::minutes(i64::from(minutes))));
    }
    if sentence.has(Sense::UntilStart) {
        return Intent::Snooze(Snooze::UntilStart);
    }
    Intent::Snooze(match sentence.understood.readings.first().map(|reading| reading.start) {
        Some(Moment::Time(at)) => Snooze::At(at),
        Some(Moment::Day(day)) => day.and_hms_opt(9, 0, 0).map_or(Snooze::Later, Snooze::At),
        None => Snooze::Later,
    })
}

fn setting(setting: Setting, sentence: &Sentence<'_>, arguments: &str) -> Intent {
    if arguments.is_empty() {
        return Intent::Settings(SettingsWish::Ask(setting));
    }
    let switch = super::switch::switch(sentence);
    if setting == Setting::Reminders && switch.is_none() {
        return Intent::Settings(SettingsWish::Ask(setting));
    }
    Intent::Settings(settings_wish(setting, arguments.to_owned(), switch, sentence.reference))
}

fn free(sentence: &Sentence<'_>, today: chrono::NaiveDate) -> Intent {
    let text = free_phrase(sentence.text);
    if let Some(Intent::Free(free)) = super::question::question(&Sentence::of(&text, sentence.reference)) {
        return Intent::Free(free);
    }
    let until = Moment::Day(today + Days::new(6));
    Intent::Free(FreeTime { from: Moment::Day(today), until, length: None, hours: None })
}
