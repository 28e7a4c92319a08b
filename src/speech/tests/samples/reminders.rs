//! Reminders, the digest, and why they came.

use super::super::building::{boxed, card, day, days, event, instant, keyboard, timed};
use super::notices::notice_kinds;
use crate::model::{
    AccountId, AgoOrAhead, Explanation, Lead, Notice, NoticeKind, Occasion, ReminderPlan, Silence, SnoozeUntil,
    Trouble, UnknownCalendars,
};
use crate::speech::{Card, Label, OwnCalendar, Reply};

pub(super) fn about_reminders(title: &str, place: &str) -> Vec<Reply> {
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
            unknown: UnknownCalendars { lost: vec!["Family".into()], being_read: vec![], read_so_far: None },
        },
        Reply::Digest { day: day("2026-03-10"), cards: vec![], overlaps: vec![], unknown: UnknownCalendars::default() },
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
    replies.extend(notice_kinds().into_iter().map(|kind| Reply::Notices {
        notices: vec![notice(kind)],
        calendar: None,
        keyboard: vec![],
    }));
    let own = Some(OwnCalendar { calendar: "Family <3".into(), account: "work".into() });
    let troubles = [Trouble::SignIn, Trouble::NotShared, Trouble::OwnRefused, Trouble::Client, Trouble::Forbidden];
    let troubles = troubles.map(NoticeKind::Trouble);
    replies.extend(troubles.into_iter().chain([NoticeKind::Recovered]).map(|kind| Reply::Notices {
        notices: vec![notice(kind)],
        calendar: own.clone(),
        keyboard: vec![],
    }));
    let keyboard = keyboard(&[Label::ItIsEmpty]);
    replies.push(Reply::Notices { notices: several.map(notice).into(), calendar: own, keyboard });
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
