//! Something to say of every kind, for the phrasebook and the bounds.

mod accounts;
mod cancels;
mod events;
mod free;
mod guests;
mod imports;
mod lists;
mod notices;
mod reminders;
mod settings;
mod sync;
mod undos;

use chrono::Weekday;
pub(super) use notices::notice_kinds;

use super::building::{card, civil, day, instant, keyboard, timed};
use crate::model::{
    ChatId, DoubtKind, Flag, Lead, Moment, Prayer, ReminderPlan, Rsvp, Setting, SettingValue, SnoozeUntil, Trouble,
};
use crate::speech::{Label, Refusal, Reply};

pub(super) const TROUBLES: [Trouble; 10] = [
    Trouble::Grant,
    Trouble::SignIn,
    Trouble::Client,
    Trouble::Forbidden,
    Trouble::NotShared,
    Trouble::OwnRefused,
    Trouble::Quota,
    Trouble::Away,
    Trouble::Invalid,
    Trouble::ReadOnly,
];

pub(super) const FLAGS: [Flag; 12] = [
    Flag::RolledToTomorrow,
    Flag::TodayRolled,
    Flag::YearImplied,
    Flag::MeridiemImplied,
    Flag::OrderImplied,
    Flag::NextAmbiguous,
    Flag::NightBefore,
    Flag::HourImplied,
    Flag::InGap,
    Flag::InOverlap,
    Flag::Past,
    Flag::Prayer(Prayer::Maghrib),
];

pub(super) const DOUBTS: [DoubtKind; 5] = [
    DoubtKind::WeekdayDisagrees { said: Weekday::Fri, is: Weekday::Sat },
    DoubtKind::Impossible,
    DoubtKind::EndBeforeStart,
    DoubtKind::TooFar,
    DoubtKind::Ambiguous,
];

/// Every reply, most of them more than once; the events are called `title` and are at `place`.
pub(super) fn replies(title: &str, place: &str) -> Vec<Reply> {
    let mut replies = vec![
        Reply::Start,
        Reply::Help,
        Reply::UnknownCommand { nearest: None },
        Reply::UnknownCommand { nearest: Some("list".into()) },
        Reply::Welcome,
        Reply::Smile,
        Reply::Hello,
        Reply::NoTime,
        Reply::TextOnly,
        Reply::Unreadable,
        Reply::Refused { chat: ChatId(123_456_789) },
        Reply::Owner { line: "JANJI_ALLOWED_USERS=123456789".into(), keyboard: keyboard(&[Label::WriteToEnv]) },
        Reply::Owner { line: "JANJI_ALLOWED_USERS=123456789".into(), keyboard: Vec::new() },
        Reply::OwnerWritten { line: "JANJI_ALLOWED_USERS=123456789".into() },
        Reply::OwnerNotWritten { line: "JANJI_ALLOWED_USERS=123456789".into() },
        Reply::ClaimRefused,
        Reply::StorageAway,
        Reply::WaitsForStorage,
        Reply::Sorry { reference: "7F3A-19".into() },
    ];
    replies.extend(events::about_events(title, place));
    replies.extend(imports::about_imports(&card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place))));
    replies.extend(lists::about_lists(title, place));
    replies.extend(free::about_free_time(title, place));
    replies.extend(cancels::about_cancelling(title, place));
    replies.extend(undos::about_undoing(title, place));
    replies.extend(sync::about_sync());
    replies.extend(reminders::about_reminders(title, place));
    replies.extend(settings::about_settings());
    let one = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-03-11T18:50"))], past: vec![] };
    let dinner = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    replies.extend(guests::about_guests(&dinner, &one, title));
    replies.extend(accounts::about_accounts(title));
    replies.push(Reply::Operator { text: "Google: grant ended (invalid_grant) & <nothing> more\nsince 10:05".into() });
    replies
}

pub(super) fn labels() -> Vec<Label> {
    vec![
        Label::AddThis,
        Label::Cancel,
        Label::Undo,
        Label::Snooze(SnoozeUntil::Minutes(10)),
        Label::Snooze(SnoozeUntil::Start),
        Label::Snooze(SnoozeUntil::Tomorrow),
        Label::Done,
        Label::Move,
        Label::Later15,
        Label::LaterHour,
        Label::Tomorrow,
        Label::NextWeek,
        Label::Back,
        Label::ThatOne,
        Label::GoAhead,
        Label::GroupCalendar,
        Label::LinkCalendar("work".into()),
        Label::Unlink,
        Label::Invite,
        Label::DoNotInvite,
        Label::InviteToThis,
        Label::InviteToSeries,
        Label::TakeOff,
        Label::Guest("Siti Aminah".into()),
        Label::Rsvp(Rsvp::Accepted),
        Label::Rsvp(Rsvp::Tentative),
        Label::Rsvp(Rsvp::Declined),
        Label::CancelRow(2),
        Label::AddAll(3),
        Label::Add(2),
        Label::CancelAll,
        Label::Account("work".into()),
        Label::Calendar { name: "Family".into(), is_read: true },
        Label::Calendar { name: "Family".into(), is_read: false },
        Label::WriteHere,
        Label::Calendars,
        Label::AccountDefault,
        Label::AccountRename,
        Label::AccountSignOut,
        Label::SwitchOff,
        Label::ThisOne,
        Label::AndLater,
        Label::WholeSeries,
        Label::Enough,
        Label::Keep,
        Label::Earlier,
        Label::Later,
        Label::Picture,
        Label::DaysBefore(day("2026-03-10"), day("2026-03-10")),
        Label::DaysBefore(day("2026-03-02"), day("2026-03-08")),
        Label::DaysAfter(day("2026-03-30"), day("2026-04-05")),
        Label::DaysAfter(day("2027-04-01"), day("2027-04-30")),
        Label::Refresh,
        Label::Instead(Moment::Time(civil("2026-03-11T07:00"))),
        Label::Instead(Moment::Day(day("2027-09-29"))),
        Label::Soon(civil("2026-03-10T15:30").time()),
        Label::KeepToday,
        Label::OtherHalf(civil("2027-09-29T19:30")),
        Label::Choice(Moment::Time(civil("2026-03-20T15:30"))),
        Label::UseMine,
        Label::ItIsEmpty,
        Label::Setting(Setting::Zone),
        Label::Value(SettingValue::Length(45)),
        Label::AllSettings,
        Label::ShowTitles,
        Label::Choose,
        Label::WriteToEnv,
        Label::Forget,
    ]
}

pub(super) fn whys() -> Vec<Refusal> {
    vec![
        Refusal::NoNumbers,
        Refusal::NotInList(vec![9]),
        Refusal::NotInList(vec![7, 8, 9]),
        Refusal::NoListSeen,
        Refusal::Changed(vec![2]),
        Refusal::Changed(vec![2, 3]),
        Refusal::Gone(vec![2]),
        Refusal::Gone((1..=30).collect()),
        Refusal::NothingThen(Moment::Day(day("2026-03-12"))),
        Refusal::WholeSeries(vec![2]),
        Refusal::WholeSeries(vec![2, 3]),
        Refusal::TitlesHidden,
    ]
}
