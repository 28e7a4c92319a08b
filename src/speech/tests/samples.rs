//! Something to say of every kind, for the phrasebook and the bounds.

use std::sync::Arc;

use chrono::{NaiveTime, Weekday};

use super::building::{ORIGIN, ZONE, boxed, card, civil, day, days, event, every_button, instant, keyboard, timed};
use super::guest_samples::guests;
use crate::model::{
    AccountCounts, AccountId, AgoOrAhead, Attachment, AttachmentKind, Change, ChatId, Concern, DailyHours, DayOrder,
    Departure, DoubtKind, Event, Explanation, Flag, Freshness, HourStyle, Interval, Language, Lead, Moment, Notice,
    NoticeKind, Occasion, OthersDeed, Prayer, Question, ReminderPlan, Revocation, RoundSummary, Rsvp, Rule, Scope,
    Setting, SettingValue, SignInEnd, SignInRefusal, Silence, SnoozeUntil, StorageRisk, Trouble, UserId, View, Weekend,
};
use crate::speech::{
    AccountHealth, AccountRow, AccountsReply, AddOutcome, Altered, CalendarNews, CalendarRow, Card, Correction,
    FreeDay, ImportNotes, Label, ListPage, NotCorrected, NotImported, NotUndone, NumberedEvent, Refusal, Reply,
    StatusReport, Undone, UnlistedCalendars, UserRow,
};

pub(super) const TROUBLES: [Trouble; 7] = [
    Trouble::Grant,
    Trouble::SignIn,
    Trouble::Forbidden,
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
    ]
}

fn by_other(name: Option<&str>, deed: OthersDeed, scope: Scope, events: Vec<Event>) -> NoticeKind {
    NoticeKind::ByOther { by: UserId(7), name: name.map(str::to_owned), deed, scope, events }
}

pub(super) fn notice_kinds() -> Vec<NoticeKind> {
    let was = event("dinner with Farah", timed("2026-03-11T19:00", "2026-03-11T20:00"), Some("Mid Valley"));
    let moved = Event { when: timed("2026-03-12T19:30", "2026-03-12T20:30"), ..was.clone() };
    let renamed = Event { title: "dinner with Farah and Ali".into(), place: Some("VCR".into()), ..was.clone() };
    let today = event("stand-up", timed("2026-03-10T15:00", "2026-03-10T15:15"), None);
    let ours = Change { when: Some(moved.when), ..Change::default() };
    let all_ours =
        Change { title: Some("supper".into()), when: Some(moved.when), place: Some(None), ..Change::default() };
    let mut kinds = vec![
        NoticeKind::changed(was.clone(), moved.clone()),
        NoticeKind::changed(was.clone(), renamed.clone()),
        NoticeKind::gone(was.clone(), Departure::Cancelled),
        NoticeKind::gone(was.clone(), Departure::Declined),
        NoticeKind::gone(was.clone(), Departure::MovedTo("Family <3".into())),
        of_series(NoticeKind::changed(was.clone(), moved.clone())),
        of_series(NoticeKind::changed(was.clone(), renamed.clone())),
        of_series(NoticeKind::gone(was.clone(), Departure::Cancelled)),
        NoticeKind::New { is: boxed(&today) },
        by_other(Some("Aisyah"), OthersDeed::Added, Scope::All, vec![today.clone()]),
        by_other(Some("Aisyah <b>"), OthersDeed::Moved, Scope::Following, vec![today.clone()]),
        by_other(None, OthersDeed::Changed, Scope::This, vec![today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::Cancelled, Scope::All, vec![today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::Cancelled, Scope::This, vec![today.clone(), today.clone()]),
        by_other(Some("Aisyah"), OthersDeed::Declined, Scope::This, vec![today.clone()]),
        NoticeKind::Landed { event: boxed(&was), is_deleted: false, origin: ORIGIN },
        NoticeKind::Landed { event: boxed(&was), is_deleted: true, origin: ORIGIN },
        NoticeKind::Refused { title: was.title.clone(), trouble: Trouble::Invalid, origin: ORIGIN },
        NoticeKind::Overridden { is: boxed(&was), ours, origin: ORIGIN },
        NoticeKind::Overridden { is: boxed(&was), ours: all_ours, origin: ORIGIN },
    ];
    kinds.extend(TROUBLES.map(NoticeKind::Trouble));
    kinds.extend([
        NoticeKind::Recovered,
        NoticeKind::Empty { known: 1 },
        NoticeKind::Empty { known: 27 },
        NoticeKind::Emptied { known: 1 },
        NoticeKind::Emptied { known: 27 },
        NoticeKind::Rebuilt,
        NoticeKind::Full { most: 2_500 },
    ]);
    kinds
}

/// Every reply, most of them more than once; the events are called `title` and are at `place`.
pub(super) fn replies(title: &str, place: &str) -> Vec<Reply> {
    let mut replies = vec![
        Reply::Start,
        Reply::Help,
        Reply::UnknownCommand { nearest: None },
        Reply::UnknownCommand { nearest: Some("list".into()) },
        Reply::Welcome,
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
    replies.extend(about_events(title, place));
    replies.extend(imports(&card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place))));
    replies.extend(about_lists(title, place));
    replies.extend(about_free_time(title, place));
    replies.extend(about_cancelling(title, place));
    replies.extend(about_undoing(title, place));
    replies.extend(about_sync());
    replies.extend(about_reminders(title, place));
    replies.extend(about_settings());
    let one = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-03-11T18:50"))], past: vec![] };
    let dinner = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    replies.extend(guests(&dinner, &one, title));
    replies.extend(about_accounts(title));
    replies.push(Reply::Operator { text: "Google: grant ended (invalid_grant) & <nothing> more\nsince 10:05".into() });
    replies
}

/// Calendars in every state.
fn calendars(name: &str) -> Vec<CalendarRow> {
    let states = [(true, true, true), (true, true, false), (false, true, false), (true, false, false)];
    let rows = states.map(|(is_read, is_writable, is_default)| CalendarRow {
        name: name.to_owned(),
        is_read,
        is_writable,
        is_default,
    });
    rows.into()
}

fn about_accounts(name: &str) -> Vec<Reply> {
    let name = || name.to_owned();
    let row = |is_default, state| AccountRow { name: name(), is_default, state };
    let states = [AccountHealth::Good, AccountHealth::New].into_iter().chain(TROUBLES.map(AccountHealth::Trouble));
    let ended = |is_again, lists_calendars| SignInEnd::SignedIn {
        name: name(),
        is_again,
        is_default: !is_again,
        lists_calendars,
    };
    let refusals = [
        SignInRefusal::Unknown,
        SignInRefusal::Expired,
        SignInRefusal::Used,
        SignInRefusal::Refused,
        SignInRefusal::NoCalendar,
        SignInRefusal::NotLasting,
        SignInRefusal::Google,
        SignInRefusal::TooMany,
    ];
    let address = "https://accounts.google.com/o/oauth2/v2/auth?client_id=x&state=y".to_owned();
    let mut all = vec![
        AccountsReply::Off,
        AccountsReply::WrongKey,
        AccountsReply::OnlyInPrivate,
        AccountsReply::Link { address: address.clone(), is_pasted: true },
        AccountsReply::Link { address, is_pasted: false },
        AccountsReply::Ended(ended(false, true)),
        AccountsReply::Ended(ended(true, false)),
        AccountsReply::List { rows: vec![], keyboard: keyboard(&[]) },
        AccountsReply::List {
            rows: states.map(|state| row(false, state)).chain([row(true, AccountHealth::Good)]).collect(),
            keyboard: keyboard(&[Label::Account(name())]),
        },
        AccountsReply::One {
            row: row(true, AccountHealth::Good),
            keyboard: keyboard(&[Label::AccountDefault, Label::AccountRename, Label::AccountSignOut]),
        },
        AccountsReply::DefaultIs { name: name() },
        AccountsReply::AskName { name: name() },
        AccountsReply::Renamed { was: name(), name: "work".into() },
        AccountsReply::NameTaken { name: name() },
        AccountsReply::BadName,
        AccountsReply::AskOut { name: name(), keyboard: keyboard(&[Label::AccountSignOut, Label::Keep]) },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::GivenBack },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::StillUsed },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::Unanswered },
        AccountsReply::NoSuch { name: name() },
        AccountsReply::Calendars { news: None, rows: vec![], unlisted: vec![], keyboard: keyboard(&[]) },
        AccountsReply::Calendars {
            news: None,
            rows: calendars(&name()),
            unlisted: vec![(name(), UnlistedCalendars::NotGranted), (name(), UnlistedCalendars::Unavailable)],
            keyboard: keyboard(&[Label::Calendar { name: name(), is_read: true }, Label::WriteHere]),
        },
        AccountsReply::Invitation { link: "https://t.me/janji_bot?start=invite-abc".into() },
        AccountsReply::NoInvitations,
        AccountsReply::Users { rows: vec![], total: 0 },
        AccountsReply::Users {
            rows: [0, 1].map(|in_trouble| UserRow { user: UserId(7), accounts: 2, calendars: 3, in_trouble }).into(),
            total: 99,
        },
        AccountsReply::UserRemoved { user: UserId(7) },
        AccountsReply::NoSuchUser { user: UserId(7) },
    ];
    let news = [
        CalendarNews::Read { name: name() },
        CalendarNews::LeftOut { name: name() },
        CalendarNews::Written { name: name() },
        CalendarNews::NotRead { name: name() },
        CalendarNews::ReadOnly { name: name() },
        CalendarNews::NoSuch { name: name() },
        CalendarNews::TooMany,
    ];
    all.extend(news.map(|news| AccountsReply::Calendars {
        news: Some(news),
        rows: calendars(&name()),
        unlisted: vec![],
        keyboard: keyboard(&[]),
    }));
    all.extend(refusals.map(|refusal| AccountsReply::Ended(SignInEnd::Not(refusal))));
    all.into_iter().map(Reply::Accounts).collect()
}

fn imports(dinner: &Card) -> Vec<Reply> {
    let notes = ImportNotes { past: 3, unreadable: 1, usual_days: 2, extra_days: 1, is_cut: true };
    let import = |added: Vec<(Card, AddOutcome)>, offered, total, notes, labels: &[Label]| Reply::Import {
        is_begun: !added.is_empty(),
        added,
        offered,
        first: 1,
        total,
        notes,
        keyboard: keyboard(labels),
    };
    let labels = [Label::AddAll(3), Label::Choose, Label::Keep];
    let mut replies = vec![
        import(Vec::new(), vec![dinner.clone(), dinner.clone()], 3, notes, &labels),
        import(
            vec![(dinner.clone(), AddOutcome::Made)],
            vec![dinner.clone()],
            1,
            ImportNotes::default(),
            &[Label::Enough],
        ),
    ];
    let whys = [
        NotImported::TooLarge,
        NotImported::NotACalendar,
        NotImported::NotDownloaded,
        NotImported::Nothing(ImportNotes { past: 1, ..ImportNotes::default() }),
    ];
    replies.extend(whys.map(|why| Reply::NotImported { why }));
    replies
}

#[expect(clippy::too_many_lines, reason = "one line for each reply")]
fn about_events(title: &str, place: &str) -> Vec<Reply> {
    let dinner = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    let series = Card {
        rule: Some(Rule("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260630".into())),
        is_repeating: true,
        link: Some("https://calendar.google.com/event?eid=1&ctz=x".into()),
        ..dinner.clone()
    };
    let trip = card(title, days("2026-05-12", "2026-05-21"), None);
    let ten_before = (Lead { minutes: 10 }, instant("2026-03-11T18:50"));
    let one = ReminderPlan { coming: vec![ten_before], past: vec![] };
    let several =
        ReminderPlan { coming: vec![(Lead { minutes: 1_440 }, instant("2026-03-10T19:00")), ten_before], past: vec![] };
    let eve = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-05-11T18:00"))], past: vec![] };
    let late = ReminderPlan { coming: vec![], past: vec![Lead { minutes: 90 }, Lead { minutes: 1_440 }] };
    let mut replies = vec![
        Reply::Offer { card: dinner.clone(), keyboard: vec![] },
        Reply::OfferMove { card: dinner.clone(), keyboard: vec![] },
        created(&dinner, &one, &[], None),
        without_meet(&dinner, &one),
        created(&dinner, &several, &[dinner.clone(), trip.clone()], None),
        created(&series, &one, &[], Some(Trouble::Away)),
        created(&trip, &eve, &[], None),
        Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card: trip.clone(),
            plan: eve.clone(),
            overlaps: vec![],
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        moved(Altered::Moved, Scope::Following, &series, std::slice::from_ref(&dinner), None),
        moved(Altered::Moved, Scope::All, &series, &[dinner.clone(), trip.clone()], None),
        moved(Altered::Changed, Scope::Following, &series, &[], None),
        moved(Altered::Changed, Scope::All, &series, &[], None),
        moved(Altered::Moved, Scope::This, &series, &[], Some(Trouble::Away)),
        moved(Altered::Moved, Scope::Following, &series, &[], Some(Trouble::Away)),
        moved(Altered::Moved, Scope::All, &series, &[], Some(Trouble::Away)),
        Reply::Moved {
            altered: Altered::Changed,
            scope: Scope::This,
            card: dinner.clone(),
            plan: one.clone(),
            overlaps: vec![trip.clone()],
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        created(
            &card(title, days("2026-03-11", "2026-03-12"), None),
            &ReminderPlan::default(),
            &[],
            Some(Trouble::Grant),
        ),
        created(&card("", timed("2027-03-11T22:00", "2027-03-12T06:00"), None), &late, &[], None),
        Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card: dinner.clone(),
            plan: one.clone(),
            overlaps: vec![],
            apart: vec![],
            queued: None,
            keyboard: keyboard(&[Label::Cancel]),
        },
        Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card: dinner.clone(),
            plan: one,
            overlaps: vec![],
            apart: vec![],
            queued: Some(Trouble::Quota),
            keyboard: vec![],
        },
        Reply::InThePast { at: Moment::Time(civil("2020-03-14T13:00")) },
        Reply::InThePast { at: Moment::Day(day("2026-03-09")) },
        Reply::Joined,
        Reply::Missed { at: Moment::Time(civil("2026-03-10T12:35")), keyboard: keyboard(&[Label::Keep]) },
        Reply::Overridden { card: dinner.clone(), keyboard: keyboard(&[Label::UseMine]) },
    ];
    let whys = [NotCorrected::Unread, NotCorrected::Changed, NotCorrected::Series];
    replies.extend(whys.map(|why| Reply::NotCorrected { why, card: dinner.clone() }));
    replies.extend(TROUBLES.map(|trouble| Reply::RefusedByGoogle { title: title.into(), trouble }));
    replies.push(Reply::OnlyReadable { title: title.into() });
    replies.extend(FLAGS.map(|flag| with_flag(&dinner, flag)));
    let choices = [Label::Choice(Moment::Time(civil("2026-03-20T15:30"))), Label::Keep];
    for (kind, said) in DOUBTS.into_iter().zip(["Friday 14 March", "31 Feb", "5pm to 3pm", "year 99999", title]) {
        replies.push(Reply::Doubt { kind, said: said.into(), keyboard: vec![] });
        replies.push(Reply::Doubt { kind, said: said.into(), keyboard: keyboard(&choices) });
    }
    let add = keyboard(&[Label::AddAll(2), Label::Add(1), Label::Add(2), Label::Keep]);
    let two = vec![dinner.clone(), dinner.clone()];
    let several = |added: &[(Card, AddOutcome)], offered: &[Card]| Reply::Several {
        added: added.to_vec(),
        offered: offered.to_vec(),
        keyboard: if offered.is_empty() { vec![] } else { add.clone() },
    };
    let each = |outcome| two.iter().map(|card| (card.clone(), outcome)).collect::<Vec<_>>();
    replies.push(several(&[], &two));
    replies.push(several(&each(AddOutcome::Made)[..1], &two[..1]));
    replies.push(several(&each(AddOutcome::Made), &[]));
    replies.push(several(&each(AddOutcome::Queued(Trouble::Away)), &[]));
    replies.push(several(&[each(AddOutcome::Refused(Trouble::Invalid)), each(AddOutcome::Over)].concat(), &[]));
    replies.push(Reply::Enough { added: 2 });
    replies
}

fn created(card: &Card, plan: &ReminderPlan, overlaps: &[Card], queued: Option<Trouble>) -> Reply {
    Reply::Created {
        card: card.clone(),
        plan: plan.clone(),
        corrections: vec![],
        overlaps: overlaps.to_vec(),
        queued,
        lacks_meet: false,
        keyboard: keyboard(&[Label::Cancel]),
    }
}

fn moved(altered: Altered, scope: Scope, card: &Card, apart: &[Card], queued: Option<Trouble>) -> Reply {
    Reply::Moved {
        altered,
        scope,
        card: card.clone(),
        plan: ReminderPlan::default(),
        overlaps: vec![],
        apart: apart.to_vec(),
        queued,
        keyboard: keyboard(&[Label::Undo]),
    }
}

fn without_meet(card: &Card, plan: &ReminderPlan) -> Reply {
    Reply::Created {
        card: card.clone(),
        plan: plan.clone(),
        corrections: vec![],
        overlaps: vec![],
        queued: None,
        lacks_meet: true,
        keyboard: vec![],
    }
}

fn with_flag(card: &Card, flag: Flag) -> Reply {
    Reply::Created {
        card: card.clone(),
        plan: ReminderPlan::default(),
        corrections: vec![Correction { flag, clock: Some(civil("2027-03-11T09:00")) }],
        overlaps: vec![],
        queued: None,
        lacks_meet: false,
        keyboard: vec![],
    }
}

fn about_lists(title: &str, place: &str) -> Vec<Reply> {
    let stale = Freshness::Stale { as_of: Some(instant("2026-03-09T22:05")), trouble: None };
    let away = Freshness::Stale { as_of: Some(instant("2026-03-10T09:05")), trouble: Some(Trouble::Away) };
    let never = Freshness::Stale { as_of: None, trouble: Some(Trouble::Grant) };
    let mut replies = vec![
        Reply::List(page(title, place, Freshness::Fresh)),
        Reply::List(page(title, place, away)),
        Reply::List(page(title, place, stale)),
        Reply::List(ListPage {
            view: found("Dentist <Wong>"),
            is_cut: true,
            is_unread: true,
            unknown: vec!["Family".into(), title.into()],
            ..page(title, place, Freshness::Fresh)
        }),
        Reply::List(ListPage { view: on("2026-03-09", "2026-03-15"), ..page(title, place, Freshness::Fresh) }),
        Reply::List(ListPage { view: on("2026-05-14", "2026-05-14"), ..page(title, place, Freshness::Fresh) }),
    ];
    let empty = |view, freshness| Reply::EmptyList {
        view,
        is_unread: false,
        freshness,
        unknown: vec![],
        keyboard: keyboard(&[Label::Refresh]),
    };
    replies.extend([
        empty(View::Coming, Freshness::Fresh),
        empty(View::Coming, never),
        empty(View::Coming, Freshness::Stale { as_of: None, trouble: None }),
        empty(found("dentist"), Freshness::Fresh),
        empty(on("2026-03-10", "2026-03-10"), Freshness::Fresh),
        empty(on("2026-03-09", "2026-03-15"), away),
        empty(on("2026-03-30", "2026-04-05"), Freshness::Fresh),
        empty(on("2026-12-28", "2027-01-03"), Freshness::Fresh),
        empty(on("2026-03-01", "2026-03-31"), Freshness::Fresh),
    ]);
    for (index, why) in whys().into_iter().enumerate() {
        let fresh = (index == 1).then(|| page(title, place, away));
        replies.push(Reply::NotDone { why, fresh });
    }
    replies
}

fn found(query: &str) -> View {
    View::Found { query: query.to_owned() }
}

fn on(from: &str, until: &str) -> View {
    View::Days { from: day(from), until: day(until) }
}

fn about_free_time(title: &str, place: &str) -> Vec<Reply> {
    let busy = card(title, timed("2026-03-13T14:30", "2026-03-13T16:00"), Some(place));
    let when = timed("2026-03-13T15:00", "2026-03-13T16:00");
    let holiday = card("Japan trip", days("2026-03-12", "2026-03-21"), None);
    let time = |start: &str, end: &str| Interval { start: instant(start), end: instant(end) };
    let tuesday = vec![time("2026-03-10T12:00", "2026-03-10T13:00"), time("2026-03-10T14:00", "2026-03-10T18:00")];
    let week = vec![
        FreeDay { day: day("2026-03-10"), times: tuesday },
        FreeDay { day: day("2026-03-11"), times: vec![] },
        FreeDay { day: day("2026-03-12"), times: vec![time("2026-03-12T09:00", "2026-03-12T18:00")] },
    ];
    let slots = keyboard(&[Label::Choice(Moment::Time(civil("2026-03-12T11:30")))]);
    let times = |days: &[FreeDay], length, hours, more| Reply::FreeTimes {
        first: day("2026-03-10"),
        last: day(if days.len() == 1 { "2026-03-10" } else { "2026-03-15" }),
        days: days.to_vec(),
        more,
        length,
        hours,
        freshness: Freshness::Fresh,
        unknown: vec![],
        keyboard: slots.clone(),
    };
    let stale = Freshness::Stale { as_of: Some(instant("2026-03-10T09:05")), trouble: Some(Trouble::Away) };
    let at = |busy, beside, freshness| Reply::FreeAt {
        when,
        busy,
        beside,
        freshness,
        unknown: vec![],
        keyboard: slots.clone(),
    };
    let file = |kind| Attachment { kind, name: "x".to_owned(), bytes: Arc::from([1]) };
    vec![
        Reply::Drawn { first: day("2026-03-09"), last: day("2026-03-15"), picture: file(AttachmentKind::Picture) },
        Reply::Exported { count: 1, freshness: Freshness::Fresh, file: file(AttachmentKind::Document) },
        Reply::Exported { count: 12, freshness: stale, file: file(AttachmentKind::Document) },
        Reply::NotExported,
        at(vec![], vec![], Freshness::Fresh),
        at(vec![], vec![holiday.clone()], stale),
        at(vec![busy], vec![holiday], Freshness::Fresh),
        times(&week, None, None, 0),
        times(&week, Some(30), None, 3),
        times(&week[..1], Some(90), None, 0),
        times(&week[1..2], None, None, 1),
        times(&week[1..2], None, Some(DailyHours::OFFICE), 0),
        Reply::AskTitle { when, keyboard: keyboard(&[Label::Keep]) },
    ]
}

fn page(title: &str, place: &str, freshness: Freshness) -> ListPage {
    let rows = [
        card(title, timed("2026-03-09T22:00", "2026-03-10T11:00"), None),
        card("mum's birthday", days("2026-03-10", "2026-03-11"), None),
        Card {
            is_repeating: true,
            rule: Some(Rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned())),
            calendar: Some("Team <A>".to_owned()),
            ..card("stand-up", timed("2026-03-10T15:00", "2026-03-10T15:15"), None)
        },
        card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place)),
        card(title, timed("2026-03-14T22:00", "2026-03-15T06:00"), Some(place)),
        card("Japan trip", days("2026-05-12", "2026-05-21"), None),
        card("", timed("2027-01-04T09:00", "2027-01-04T09:00"), None),
    ];
    let rows = (11..).zip(rows).map(|(number, card)| NumberedEvent { number, card, is_cancelled: number == 14 });
    let keyboard = vec![
        keyboard(&[Label::CancelRow(11), Label::CancelRow(12)]).remove(0),
        keyboard(&[Label::Earlier, Label::Later]).remove(0),
    ];
    ListPage {
        view: View::Coming,
        rows: rows.collect(),
        page: 1,
        pages: 3,
        total: 27,
        is_cut: false,
        is_unread: false,
        freshness,
        unknown: vec![],
        keyboard,
    }
}

fn about_undoing(title: &str, place: &str) -> Vec<Reply> {
    let one = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    let other = card("stand-up", timed("2026-03-16T10:00", "2026-03-16T10:15"), None);
    let plan = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-03-11T18:50"))], past: vec![] };
    let undone = |undone, cards: &[Card], left: &[Card], plan: Option<&ReminderPlan>, queued| Reply::Undone {
        undone,
        cards: cards.to_vec(),
        left: left.to_vec(),
        plan: plan.cloned(),
        queued,
        keyboard: keyboard(&[Label::Cancel]),
    };
    let (first, both) = (std::slice::from_ref(&one), [one.clone(), other.clone()]);
    let mut replies = vec![
        undone(Undone::Removed, first, &[], None, None),
        undone(Undone::Removed, &both, &[], None, Some(Trouble::Away)),
        undone(Undone::Reverted, first, &[], Some(&plan), None),
        undone(Undone::Reverted, &both, &[], None, None),
        undone(Undone::BroughtBack, first, &[], Some(&plan), Some(Trouble::Away)),
        undone(Undone::BroughtBack, &both, &[other], None, None),
        undone(Undone::TakenOff, first, &[], Some(&plan), None),
        undone(Undone::PutBack, first, &[], Some(&plan), None),
        undone(Undone::Answered, first, &[], Some(&plan), None),
        undone(Undone::Answered, &both, &[], None, None),
    ];
    let whys = [
        NotUndone::Nothing,
        NotUndone::TooLate,
        NotUndone::Already,
        NotUndone::Changed(Box::new(one)),
        NotUndone::Refused(Trouble::Forbidden),
    ];
    replies.extend(whys.map(|why| Reply::NotUndone { why }));
    replies
}

fn about_cancelling(title: &str, place: &str) -> Vec<Reply> {
    let one = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    let other = card("stand-up", timed("2026-03-16T10:00", "2026-03-16T10:15"), None);
    let two = vec![one.clone(), other];
    let many = vec![one.clone(); 12];
    vec![
        Reply::Ask { question: Question::Several, cards: many, keyboard: keyboard(&[Label::CancelAll, Label::Keep]) },
        Reply::Ask { question: Question::Series, cards: vec![one.clone()], keyboard: keyboard(&[Label::ThisOne]) },
        Reply::Ask { question: Question::Series, cards: two.clone(), keyboard: keyboard(&[Label::WholeSeries]) },
        Reply::AskBeforeChange { question: Question::Series, card: one.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::AskBeforeChange {
            question: Question::Occurrence,
            card: one.clone(),
            keyboard: keyboard(&[Label::ThisOne]),
        },
        Reply::AskBeforeChange { question: Question::Guests, card: one.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::Which { cards: two.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::DidYouMean { said: title.to_owned(), card: one.clone(), keyboard: keyboard(&[Label::ThatOne]) },
        Reply::NoSuchEvent { said: title.to_owned() },
        Reply::MoveMenu { card: one.clone(), keyboard: keyboard(&[Label::Back]) },
        Reply::ChangeHow { card: one.clone() },
        Reply::EventCard { card: one.clone(), plan: ReminderPlan::default(), keyboard: keyboard(&[Label::Move]) },
        Reply::FreeAt {
            when: one.when,
            busy: vec![],
            beside: vec![],
            freshness: Freshness::Fresh,
            unknown: vec!["Family".into(), title.into()],
            keyboard: keyboard(&[]),
        },
        Reply::EventCard {
            card: Card { calendar: Some("Family".into()), ..one.clone() },
            plan: ReminderPlan::default(),
            keyboard: keyboard(&[]),
        },
        Reply::Ask { question: Question::Guests, cards: vec![one.clone()], keyboard: keyboard(&[Label::Keep]) },
        Reply::Ask { question: Question::Guests, cards: two.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::This,
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::Following,
            apart: vec![one.clone()],
            queued: None,
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::This,
            apart: vec![],
            queued: Some(Trouble::Away),
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::All,
            apart: two.clone(),
            queued: Some(Trouble::Forbidden),
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: two.clone(),
            scope: Scope::This,
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: two.clone(),
            scope: Scope::This,
            apart: vec![],
            queued: Some(Trouble::Away),
            keyboard: every_button(),
        },
        Reply::PartlyCancelled { cards: two.clone(), left: vec![one.clone()], keyboard: every_button() },
        Reply::PartlyCancelled { cards: vec![], left: two.clone(), keyboard: vec![] },
        Reply::AlreadyCancelled,
        Reply::ChangedSince { card: one, keyboard: keyboard(&[Label::Cancel]) },
        Reply::Kept,
        Reply::ButtonStale,
        Reply::ButtonNotYours,
    ]
}

fn every_concern() -> Vec<Concern> {
    let account = || AccountId("family".into());
    let risks = [
        StorageRisk::TooOld { version: "6.0.16".into() },
        StorageRisk::NoAppendOnlyFile,
        StorageRisk::Evicts { policy: "allkeys-lru".into() },
        StorageRisk::InCluster,
        StorageRisk::Uncovered { slots: 5461 },
        StorageRisk::WithoutReplica { primaries: 1 },
        StorageRisk::Refuses { word: "READONLY".into() },
    ];
    let mut concerns = vec![
        Concern::StorageAway,
        Concern::TelegramAway,
        Concern::BadToken,
        Concern::PolledElsewhere,
        Concern::WebhookUnreachable { waiting: 3, error: "Connection refused".into() },
        Concern::PeopleBehind { behind: 12, of: 20 },
        Concern::Quarantined(1),
        Concern::Google { account: account(), trouble: Trouble::Grant, failures: 3 },
        Concern::RoundsLate { account: account(), last_good: Some(instant("2026-03-08T09:57")) },
        Concern::InQuestion { account: account(), known: 27 },
        Concern::Differs(account()),
        Concern::Full { account: account(), left_out: 12 },
        Concern::Unreadable { account: account(), entries: 1 },
    ];
    concerns.extend(risks.map(Concern::StorageAtRisk));
    concerns
}

fn about_sync() -> Vec<Reply> {
    let well = StatusReport {
        last_sync: Some(instant("2026-03-10T09:57")),
        next_sync: Some(instant("2026-03-10T10:02")),
        events: 27,
        reminders: 41,
        edits: 0,
        was_compared: true,
        concerns: vec![],
        people: None,
        zone: ZONE,
        leads: vec![Lead { minutes: 1_440 }, Lead { minutes: 10 }],
        reminders_here: true,
    };
    let ill = StatusReport {
        last_sync: Some(instant("2026-03-08T09:57")),
        next_sync: None,
        edits: 2,
        was_compared: false,
        concerns: every_concern(),
        people: Some(AccountCounts { fine: 8, sign_in: 1, behind: 12 }),
        reminders_here: false,
        ..well.clone()
    };
    let new = StatusReport { last_sync: None, was_compared: false, leads: vec![], ..well.clone() };
    let some = RoundSummary { added: 2, changed: 1, removed: 3, carried_out: 1, waiting: 2 };
    let mut replies = vec![
        Reply::Synced(RoundSummary::default()),
        Reply::Synced(some),
        Reply::Synced(RoundSummary { waiting: 1, ..RoundSummary::default() }),
        Reply::Status(well),
        Reply::Status(ill),
        Reply::Status(new),
    ];
    replies.extend(TROUBLES.map(Reply::NotSynced));
    replies.push(Reply::SyncUnderWay);
    replies
}

fn about_settings() -> Vec<Reply> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
    let hours = DailyHours { from: at(22), until: at(6) };
    let values = vec![
        SettingValue::Language(Language::Ms),
        SettingValue::Zone(chrono_tz::America::New_York),
        SettingValue::HourStyle(HourStyle::Twelve),
        SettingValue::DayOrder(DayOrder::Mdy),
        SettingValue::WeekStart(Weekday::Sun),
        SettingValue::Weekend(Weekend::FridaySaturday),
        SettingValue::Reminders(true),
        SettingValue::Leads(vec![Lead { minutes: 1_440 }, Lead { minutes: 10 }]),
        SettingValue::Quiet(Some(hours)),
        SettingValue::Digest(Some(at(6))),
        SettingValue::Length(90),
        SettingValue::WorkingHours(hours),
        SettingValue::Picture(false),
        SettingValue::Titles(false),
        SettingValue::Others(true),
    ];
    let one = |value: SettingValue, misread: Option<&str>| Reply::Setting {
        value,
        misread: misread.map(str::to_owned),
        keyboard: keyboard(&[Label::AllSettings]),
    };
    vec![
        Reply::Settings { values, keyboard: keyboard(&[Label::Setting(Setting::Language)]) },
        one(SettingValue::Zone(chrono_tz::Asia::Kuala_Lumpur), Some("the <moon>")),
        one(SettingValue::Leads(Vec::new()), None),
        one(SettingValue::Quiet(None), None),
        one(SettingValue::Digest(None), None),
        one(SettingValue::Titles(true), None),
        one(SettingValue::Others(false), None),
        one(SettingValue::HourStyle(HourStyle::TwentyFour), None),
        Reply::SettingSaved { value: SettingValue::DayOrder(DayOrder::Dmy) },
        Reply::SettingSaved { value: SettingValue::Weekend(Weekend::SaturdaySunday) },
        Reply::SettingNotYours,
        Reply::SettingForAdmins,
        Reply::AdminsUnknown,
        Reply::AskForget { keyboard: keyboard(&[Label::Forget, Label::Keep]) },
        Reply::Forgotten,
    ]
}

fn about_reminders(title: &str, place: &str) -> Vec<Reply> {
    let soon = card(title, timed("2026-03-10T10:10", "2026-03-10T11:10"), Some(place));
    let tomorrow = card(title, days("2026-03-11", "2026-03-12"), None);
    let night = card(title, timed("2026-03-10T09:48", "2026-03-11T01:00"), None);
    let moved = Card { when: timed("2026-03-12T19:30", "2026-03-12T20:30"), ..soon.clone() };
    let mut replies: Vec<Reply> = [(true, true), (true, false), (false, true), (false, false)]
        .map(|(is_on, may_change)| Reply::RemindersHere { is_on, may_change })
        .into();
    replies.extend([
        reminder(&soon, AgoOrAhead::Ahead(10), None),
        reminder(&soon, AgoOrAhead::Ahead(1), Some(12)),
        reminder(&soon, AgoOrAhead::Ahead(0), None),
        reminder(&soon, AgoOrAhead::Ago(12), Some(22)),
        reminder(&night, AgoOrAhead::Ago(12), Some(22)),
        reminder(&tomorrow, AgoOrAhead::Ahead(840), None),
        Reply::LateReminders {
            cards: vec![
                (soon.clone(), AgoOrAhead::Ahead(3)),
                (soon.clone(), AgoOrAhead::Ahead(0)),
                (night, AgoOrAhead::Ago(95)),
                (tomorrow.clone(), AgoOrAhead::Ahead(840)),
            ],
            is_late: true,
        },
        Reply::LateReminders {
            cards: vec![(soon.clone(), AgoOrAhead::Ahead(3)), (tomorrow.clone(), AgoOrAhead::Ahead(840))],
            is_late: false,
        },
        snoozed(&soon, "2026-03-10T10:30", false),
        snoozed(&soon, "2026-03-11T07:00", true),
        Reply::Done { card: soon.clone() },
        Reply::RemindersOf {
            card: soon.clone(),
            plan: ReminderPlan { coming: vec![(Lead { minutes: 30 }, instant("2026-03-10T09:40"))], past: vec![] },
            queued: None,
            keyboard: keyboard(&[Label::Undo]),
        },
        Reply::RemindersOf {
            card: soon.clone(),
            plan: ReminderPlan::default(),
            queued: Some(Trouble::Away),
            keyboard: vec![],
        },
        Reply::Digest {
            day: day("2026-03-10"),
            cards: vec![soon.clone(), moved.clone()],
            overlaps: vec![(soon.clone(), moved.clone())],
        },
        Reply::Digest { day: day("2026-03-10"), cards: vec![], overlaps: vec![] },
        Reply::NoReminderMeant,
    ]);
    replies.extend(explanations(&soon, &tomorrow));
    replies.extend([
        Reply::ReminderChanged { was: soon.clone(), is: moved.clone(), keyboard: keyboard(&[Label::Cancel]) },
        Reply::ReminderChanged {
            was: soon.clone(),
            is: Card { title: format!("{title} 2"), ..soon.clone() },
            keyboard: keyboard(&[Label::Cancel]),
        },
        Reply::LateRemindersChanged {
            cards: vec![(soon.clone(), Some(soon.clone())), (soon.clone(), Some(moved)), (soon.clone(), None)],
        },
        Reply::ReminderCancelled { was: soon },
    ]);
    let notice = |kind| Notice { id: "n".into(), account: AccountId("a".into()), chat: None, kind };
    let titled = event(title, timed("2026-03-10T10:10", "2026-03-10T11:10"), Some(place));
    let several = [NoticeKind::New { is: boxed(&titled) }, NoticeKind::Empty { known: 27 }];
    replies.extend(
        notice_kinds().into_iter().map(|kind| Reply::Notices { notices: vec![notice(kind)], keyboard: vec![] }),
    );
    let keyboard = keyboard(&[Label::ItIsEmpty]);
    replies.push(Reply::Notices { notices: several.map(notice).into(), keyboard });
    replies
}

fn explanations(soon: &Card, all_day: &Card) -> Vec<Reply> {
    let (hour, start) = (Lead { minutes: 60 }, Lead::NONE);
    let told = Explanation {
        sent: vec![(instant("2026-03-09T10:10"), Some(Occasion::Lead(Lead { minutes: 1_440 })))],
        coming: vec![
            (instant("2026-03-10T10:05"), Occasion::Snooze),
            (instant("2026-03-10T10:10"), Occasion::Lead(start)),
        ],
        past: vec![hour],
        silence: None,
    };
    let news = Explanation {
        sent: vec![(instant("2026-03-10T09:10"), Some(Occasion::News(hour))), (instant("2026-03-10T09:20"), None)],
        ..Explanation::default()
    };
    let whole_day = Explanation {
        sent: vec![(instant("2026-03-10T18:00"), Some(Occasion::Lead(hour)))],
        coming: vec![(instant("2026-03-11T08:00"), Occasion::Lead(start))],
        ..Explanation::default()
    };
    let why = |card: &Card, explanation| Reply::Why { card: card.clone(), explanation };
    let mut replies =
        vec![why(soon, told), why(soon, news), why(all_day, whole_day), why(soon, Explanation::default())];
    let silences =
        [Silence::Off, Silence::NotAnAppointment, Silence::Over, Silence::Done, Silence::NoLeads, Silence::Held];
    replies.extend(silences.map(|silence| why(soon, Explanation { silence: Some(silence), ..Explanation::default() })));
    replies
}

fn snoozed(card: &Card, at: &str, is_after_quiet_hours: bool) -> Reply {
    let keyboard = keyboard(&[Label::Done, Label::Cancel]);
    Reply::Snoozed { card: card.clone(), at: instant(at), is_after_quiet_hours, keyboard }
}

fn reminder(card: &Card, starts: AgoOrAhead, late: Option<i64>) -> Reply {
    let labels = [
        Label::Snooze(SnoozeUntil::Minutes(10)),
        Label::Snooze(SnoozeUntil::Minutes(60)),
        Label::Snooze(SnoozeUntil::Start),
        Label::Snooze(SnoozeUntil::Tomorrow),
        Label::Done,
        Label::Cancel,
    ];
    Reply::Reminder { card: card.clone(), starts, late, keyboard: keyboard(&labels) }
}

fn of_series(mut kind: NoticeKind) -> NoticeKind {
    kind.speak_of_series();
    kind
}
