use super::*;
use crate::model::{Etag, EventId};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn timed(start: &str, end: &str) -> EventTime {
    EventTime::Timed { start: at(start), end: at(end) }
}

fn event(when: EventTime) -> Event {
    Event::new(EventId("e".into()), Etag("1".into()), "lunch".into(), when, chrono_tz::Asia::Kuala_Lumpur)
}

fn leads(minutes: &[u32]) -> Vec<Lead> {
    minutes.iter().map(|&minutes| Lead { minutes }).collect()
}

fn lead_of(reminder: &Reminder) -> u32 {
    match reminder.occasion {
        Occasion::Lead(lead) | Occasion::News(lead) => lead.minutes,
        Occasion::Snooze | Occasion::Digest(_) => panic!("it has no lead"),
    }
}

fn recipient(chat: i64, minutes: &[u32]) -> Recipient {
    Recipient { chat: ChatId(chat), was: None, leads: leads(minutes), zone: chrono_tz::Asia::Kuala_Lumpur, quiet: None }
}

/// Lead and due time of each, and the leads that have passed.
fn planned(event: &Event, minutes: &[u32], now: &str, origin: PlanFor) -> (Vec<(u32, String)>, Vec<u32>) {
    let plan = plan(event, &AccountId("a".into()), &[recipient(7, minutes)], at(now), origin);
    let coming = plan.coming.iter().map(|r| (lead_of(r), r.due.format("%d %H:%M").to_string()));
    (coming.collect(), plan.passed.iter().map(lead_of).collect())
}

#[test]
fn what_becomes_of_each_lead() {
    use PlanFor::{CameFromGoogle, MadeHere};
    // 10 March, 15:00 to 16:00 in Kuala Lumpur.
    let lunch = event(timed("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"));
    let day = event(EventTime::AllDay { first: "2026-03-12".parse().unwrap(), until: "2026-03-13".parse().unwrap() });
    let due = |minutes, text: &str| (minutes, text.to_owned());
    let cases = [
        // All ahead: one each, the earliest first.
        (
            &lunch,
            &[10, 60][..],
            "2026-03-10T01:00:00Z",
            MadeHere,
            vec![due(60, "10 06:00"), due(10, "10 06:50")],
            vec![],
        ),
        // A lead past when it is made here is marked, not planned.
        (&lunch, &[10, 60], "2026-03-10T06:30:00Z", MadeHere, vec![due(10, "10 06:50")], vec![60]),
        // The due time itself is past: it could not be said in time any more.
        (&lunch, &[10], "2026-03-10T06:50:00Z", MadeHere, vec![], vec![10]),
        // From Google the last of the past ones is news, the others are not.
        (
            &lunch,
            &[10, 30, 60],
            "2026-03-10T06:30:00Z",
            CameFromGoogle,
            vec![due(10, "10 06:50"), due(30, "10 06:30")],
            vec![60],
        ),
        // Running.
        (&lunch, &[10], "2026-03-10T07:30:00Z", CameFromGoogle, vec![due(10, "10 06:50")], vec![]),
        // Over.
        (&lunch, &[10], "2026-03-10T08:00:00Z", CameFromGoogle, vec![], vec![]),
        // The same lead twice is one.
        (&lunch, &[10, 10], "2026-03-10T01:00:00Z", MadeHere, vec![due(10, "10 06:50")], vec![]),
        // None asked for.
        (&lunch, &[], "2026-03-10T01:00:00Z", MadeHere, vec![], vec![]),
        // An all-day event: 18:00 the day before, once; two days before for a lead of two days.
        (&day, &[10, 60], "2026-03-10T01:00:00Z", MadeHere, vec![due(10, "11 10:00")], vec![]),
        (
            &day,
            &[10, 2_880],
            "2026-03-10T01:00:00Z",
            MadeHere,
            vec![due(2_880, "10 10:00"), due(10, "11 10:00")],
            vec![],
        ),
    ];
    for (event, minutes, now, origin, coming, passed) in cases {
        assert_eq!(planned(event, minutes, now, origin), (coming, passed), "{minutes:?} at {now}, {origin:?}");
    }
}

#[test]
fn leads_of_the_event_itself_override_those_of_the_chat() {
    let mut event = event(timed("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"));
    event.leads = Some(leads(&[30]));
    let coming = planned(&event, &[10], "2026-03-10T01:00:00Z", PlanFor::MadeHere).0;
    assert_eq!(coming, [(30, "10 06:30".to_owned())]);
    event.leads = Some(Vec::new());
    assert_eq!(planned(&event, &[10], "2026-03-10T01:00:00Z", PlanFor::MadeHere).0, []);
}

#[test]
fn the_answer_names_what_comes_and_what_is_past() {
    let when = timed("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z");
    let plan = coming(when, &leads(&[10, 60]), chrono_tz::UTC, at("2026-03-10T06:30:00Z"));
    assert_eq!(plan.coming, [(Lead { minutes: 10 }, at("2026-03-10T06:50:00Z"))]);
    assert_eq!(plan.past, leads(&[60]));
}

#[test]
fn when_every_lead_is_past_the_nearest_is_at_the_start() {
    let lunch = event(timed("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"));
    let cake = event(EventTime::AllDay { first: "2026-03-11".parse().unwrap(), until: "2026-03-12".parse().unwrap() });
    let cases: [(&Event, &[u32], &str, Vec<&str>); 7] = [
        (&lunch, &[10], "2026-03-10T06:55:00Z", vec!["10 07:00"]),
        (&lunch, &[10, 60], "2026-03-10T06:30:00Z", vec![]),
        (&lunch, &[10], "2026-03-10T07:00:00Z", vec![]),
        (&lunch, &[], "2026-03-10T06:55:00Z", vec![]),
        // Said at 19:00 the evening before, and at 08:00 of the day.
        (&cake, &[10], "2026-03-10T11:00:00Z", vec!["11 00:00"]),
        (&cake, &[10], "2026-03-11T00:00:00Z", vec![]),
        (&cake, &[0], "2026-03-10T11:00:00Z", vec![]),
    ];
    for (event, minutes, now, expected) in cases {
        let plan = plan(event, &AccountId("a".into()), &[recipient(7, minutes)], at(now), PlanFor::MadeHere);
        let nearest: Vec<_> = plan.nearest.iter().map(|r| r.due.format("%d %H:%M").to_string()).collect();
        assert_eq!(nearest, expected, "{minutes:?} at {now}");
    }
}

#[test]
fn an_all_day_event_is_told_when_quiet_hours_are_over() {
    let day = event(EventTime::AllDay { first: "2026-03-12".parse().unwrap(), until: "2026-03-13".parse().unwrap() });
    let lunch = event(timed("2026-03-12T00:10:00Z", "2026-03-12T01:00:00Z"));
    let time = |text| chrono::NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    let quiet = DailyHours { from: time("17:00"), until: time("09:00") };
    let recipient = Recipient { quiet: Some(quiet), ..recipient(7, &[0, 10]) };
    let due = |event| {
        let plan = plan(
            event,
            &AccountId("a".into()),
            std::slice::from_ref(&recipient),
            at("2026-03-10T01:00:00Z"),
            PlanFor::MadeHere,
        );
        plan.coming.iter().map(|r| r.due.format("%d %H:%M").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(due(&day), ["12 01:00", "12 01:00"]);
    // An event inside them is still reminded of.
    assert_eq!(due(&lunch), ["12 00:00", "12 00:10"]);
}

#[test]
fn digests_come_daily_at_their_hour_and_after_quiet_hours() {
    let time = |text| chrono::NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    let due = |quiet: Option<DailyHours>, now| {
        let recipient = Recipient { quiet, ..recipient(7, &[]) };
        let digests = digests(&recipient, &AccountId("a".into()), time("07:00"), at(now));
        digests.iter().map(|r| r.due.format("%d %H:%M").to_string()).collect::<Vec<_>>()
    };
    // 07:00 in Kuala Lumpur is 23:00 the day before.
    assert_eq!(due(None, "2026-03-09T22:59:00Z"), ["09 23:00", "10 23:00", "11 23:00"]);
    assert_eq!(due(None, "2026-03-09T23:00:00Z"), ["10 23:00", "11 23:00"]);
    let night = DailyHours { from: time("22:00"), until: time("08:00") };
    assert_eq!(due(Some(night), "2026-03-09T23:00:00Z"), ["10 00:00", "11 00:00", "12 00:00"]);
}

#[test]
fn a_record_ends_an_hour_after_the_event() {
    let lunch = event(timed("2026-03-10T07:00:00Z", "2026-03-10T08:00:00Z"));
    let plan =
        plan(&lunch, &AccountId("a".into()), &[recipient(7, &[10])], at("2026-03-10T01:00:00Z"), PlanFor::MadeHere);
    assert_eq!(plan.coming[0].until, at("2026-03-10T09:00:00Z"));
}

prop_compose! {
    fn any_time()(start in 0_i64..4_000_000_000, length in 0_i64..1_000_000, days in proptest::option::of(1_i64..9))
        -> EventTime
    {
        let start = DateTime::from_timestamp(start, 0).unwrap();
        match days {
            None => EventTime::Timed { start, end: start + chrono::Duration::seconds(length) },
            Some(days) => {
                let first = start.date_naive();
                EventTime::AllDay { first, until: first + chrono::Duration::days(days) }
            }
        }
    }
}

proptest! {
    #[test]
    fn every_reminder_is_due_before_its_event_ends_and_none_is_of_one_that_is_over(
        when in any_time(),
        minutes in proptest::collection::vec(0_u32..50_000, 0..5),
        zone in proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]),
        ahead in -2_000_000_i64..2_000_000,
        is_made_here: bool,
    ) {
        let event = event(when);
        let recipient = Recipient { zone, ..recipient(7, &minutes) };
        let now = when.start(zone) + chrono::Duration::seconds(ahead);
        let origin = if is_made_here { PlanFor::MadeHere } else { PlanFor::CameFromGoogle };
        let plan = plan(&event, &AccountId("a".into()), &[recipient], now, origin);
        for reminder in &plan.coming {
            prop_assert!(now < when.end(zone));
            prop_assert!(reminder.due <= when.end(zone));
            prop_assert!(is_made_here <= (now < reminder.due));
        }
        prop_assert!(plan.coming.iter().filter(|reminder| reminder.due <= now).count() <= 1);
        let mut ids: Vec<_> = plan.coming.iter().chain(&plan.passed).map(|reminder| &reminder.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), plan.coming.len() + plan.passed.len());
    }

    #[test]
    fn the_answer_and_the_plan_agree(
        when in any_time(),
        minutes in proptest::collection::vec(0_u32..50_000, 0..5),
        ahead in 0_i64..2_000_000,
    ) {
        let recipient = recipient(7, &minutes);
        let now = when.start(recipient.zone) - chrono::Duration::seconds(ahead);
        prop_assume!(now < when.end(recipient.zone));
        let said = coming(when, &recipient.leads, recipient.zone, now);
        let plan = plan(&event(when), &AccountId("a".into()), &[recipient], now, PlanFor::MadeHere);
        let planned = plan.coming.iter().chain(&plan.nearest);
        let planned: Vec<_> = planned.map(|r| (Lead { minutes: lead_of(r) }, r.due)).collect();
        prop_assert_eq!(said.coming, planned);
        prop_assert_eq!(said.past, plan.passed.iter().map(|r| Lead { minutes: lead_of(r) }).collect::<Vec<_>>());
    }
}
