//! Dates, clocks, lengths of time and rules, as each language says them.

use chrono_tz::{Asia::Kuala_Lumpur, Europe::London, Tz, UTC};

use super::building::{card, day, days, event, instant, now, timed};
use crate::model::{
    AccountId, AgoOrAhead, Departure, EventTime, HourStyle, Language, Lead, Notice, NoticeKind, ReminderPlan, Rule,
};
use crate::speech::render::Renderer;
use crate::speech::words::words;
use crate::speech::{Card, Reply, Voice, fallback, render};

use HourStyle::{Twelve, TwentyFour};
use Language::{En, Ms, Zh};

fn with_renderer<T>(language: Language, hours: HourStyle, zone: Tz, ask: impl FnOnce(&Renderer) -> T) -> T {
    let voice = Voice { language, zone, hours, is_discreet: false, is_group: false };
    ask(&Renderer { words: words(language), voice: &voice, now: now(), today: day("2026-03-10"), is_discreet: false })
}

fn when(language: Language, hours: HourStyle, zone: Tz, when: EventTime) -> String {
    with_renderer(language, hours, zone, |renderer| renderer.when_in_zone(when))
}

#[test]
fn times_are_written_as_each_language_writes_them() {
    let dinner = timed("2026-03-14T15:30", "2026-03-14T16:15");
    let lunch = timed("2026-03-11T11:30", "2026-03-11T12:30");
    let night = timed("2026-03-14T22:00", "2026-03-15T06:00");
    let table = [
        (En, TwentyFour, dinner, "Saturday 14 March, 15:30–16:15 (Kuala Lumpur time)"),
        (En, Twelve, dinner, "Saturday 14 March, 3:30–4:15 pm (Kuala Lumpur time)"),
        (Ms, TwentyFour, dinner, "Sabtu 14 Mac, 15:30–16:15 (waktu Kuala Lumpur)"),
        (Ms, Twelve, dinner, "Sabtu 14 Mac, 3:30–4:15 petang (waktu Kuala Lumpur)"),
        (Zh, TwentyFour, dinner, "3月14日 星期六 15:30–16:15（吉隆坡时间）"),
        (Zh, Twelve, dinner, "3月14日 星期六 下午3:30–4:15（吉隆坡时间）"),
        (En, Twelve, lunch, "Tomorrow, Wednesday 11 March, 11:30 am–12:30 pm (Kuala Lumpur time)"),
        (Ms, Twelve, lunch, "Esok, Rabu 11 Mac, 11:30 pagi–12:30 tengah hari (waktu Kuala Lumpur)"),
        (Zh, Twelve, lunch, "明天 3月11日 星期三 上午11:30–中午12:30（吉隆坡时间）"),
        (En, TwentyFour, night, "Saturday 14 March, 22:00 – Sunday 15 March, 06:00 (Kuala Lumpur time)"),
        (Zh, Twelve, night, "3月14日 星期六 晚上10:00 – 3月15日 星期日 上午6:00（吉隆坡时间）"),
        (
            En,
            TwentyFour,
            timed("2026-03-10T22:00", "2026-03-11T00:00"),
            "Today, Tuesday 10 March, 22:00–00:00 (Kuala Lumpur time)",
        ),
        (
            En,
            TwentyFour,
            timed("2026-03-09T09:00", "2026-03-09T09:00"),
            "Yesterday, Monday 9 March, 09:00 (Kuala Lumpur time)",
        ),
        (
            Ms,
            Twelve,
            timed("2027-08-31T00:15", "2027-08-31T00:30"),
            "Selasa 31 Ogos 2027, 12:15–12:30 tengah malam (waktu Kuala Lumpur)",
        ),
        (Zh, TwentyFour, days("2027-02-06", "2027-02-08"), "2027年2月6日 星期六 – 2027年2月7日 星期日（共2天）"),
        (En, TwentyFour, days("2026-12-25", "2026-12-26"), "Friday 25 December, all day"),
        (Ms, TwentyFour, days("2026-12-25", "2026-12-28"), "Jumaat 25 Disember – Ahad 27 Disember (3 hari)"),
    ];
    for (language, hours, time, expected) in table {
        assert_eq!(when(language, hours, Kuala_Lumpur, time), expected);
    }
}

#[test]
fn a_time_is_said_as_the_clocks_of_the_voice_show_it() {
    let dinner = timed("2026-03-11T07:30", "2026-03-11T08:30");
    assert_eq!(
        when(En, TwentyFour, London, dinner),
        "Today, Tuesday 10 March, 23:30 – Wednesday 11 March, 00:30 (London time)"
    );
    assert_eq!(when(Zh, TwentyFour, UTC, dinner), "今天 3月10日 星期二 23:30 – 3月11日 星期三 00:30（UTC）");
    assert_eq!(when(En, TwentyFour, London, days("2026-03-11", "2026-03-12")), "Tomorrow, Wednesday 11 March, all day");
}

#[test]
fn lengths_of_time_are_said_in_their_largest_units() {
    let table = [
        (0, "at the start", "bila bermula", "开始时"),
        (1, "1 minute before", "1 minit sebelum", "提前1分钟"),
        (10, "10 minutes before", "10 minit sebelum", "提前10分钟"),
        (60, "1 hour before", "1 jam sebelum", "提前1小时"),
        (90, "1 hour 30 minutes before", "1 jam 30 minit sebelum", "提前1小时30分钟"),
        (1_440, "1 day before", "1 hari sebelum", "提前1天"),
        (2_895, "2 days 15 minutes before", "2 hari 15 minit sebelum", "提前2天15分钟"),
        (10_080, "1 week before", "1 minggu sebelum", "提前1周"),
        (40_320, "4 weeks before", "4 minggu sebelum", "提前4周"),
    ];
    for (minutes, english, malay, chinese) in table {
        for (language, expected) in [(En, english), (Ms, malay), (Zh, chinese)] {
            let said = with_renderer(language, TwentyFour, UTC, |renderer| renderer.lead(Lead { minutes }));
            assert_eq!(said, expected);
        }
    }
}

#[test]
fn rules_are_said_in_words() {
    let table = [
        ("FREQ=DAILY", "every day", "setiap hari", "每天"),
        ("FREQ=DAILY;INTERVAL=2", "every other day", "selang sehari", "每隔一天"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=5", "every 3 days, 5 times", "setiap 3 hari, 5 kali", "每3天，共5次"),
        ("RRULE:FREQ=WEEKLY", "every week", "setiap minggu", "每周"),
        ("FREQ=WEEKLY;BYDAY=SA", "every Saturday", "setiap Sabtu", "每周六"),
        ("FREQ=WEEKLY;BYDAY=WE,MO", "every Monday and Wednesday", "setiap Isnin dan Rabu", "每周一、三"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,FR",
            "every Monday, Wednesday and Friday",
            "setiap Isnin, Rabu dan Jumaat",
            "每周一、三、五",
        ),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;WKST=MO", "every weekday", "setiap Isnin hingga Jumaat", "每周一至周五"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA",
            "every other week on Saturday",
            "selang seminggu pada Sabtu",
            "每隔一周的周六",
        ),
        ("FREQ=MONTHLY", "every month", "setiap bulan", "每月"),
        ("FREQ=MONTHLY;BYMONTHDAY=12", "every month on the 12th", "setiap bulan pada 12hb", "每月12日"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
            "every month on the 1st, 15th and last day",
            "setiap bulan pada 1hb, 15hb dan hari terakhir",
            "每月1日、15日、最后一天",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2MO",
            "every month on the second Monday",
            "setiap bulan pada Isnin kedua",
            "每月第二个星期一",
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
            "every month on the last Friday",
            "setiap bulan pada Jumaat terakhir",
            "每月最后一个星期五",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=23",
            "every 3 months on the 23rd",
            "setiap 3 bulan pada 23hb",
            "每3个月的23日",
        ),
        ("FREQ=YEARLY", "every year", "setiap tahun", "每年"),
        ("FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=12", "every year on 12 August", "setiap tahun pada 12 Ogos", "每年8月12日"),
        (
            "FREQ=YEARLY;BYMONTH=5;BYDAY=2SU",
            "every year on the second Sunday of May",
            "setiap tahun pada Ahad kedua bulan Mei",
            "每年5月第二个星期日",
        ),
        (
            "FREQ=DAILY;UNTIL=20260630",
            "every day, until Tuesday 30 June",
            "setiap hari, hingga Selasa 30 Jun",
            "每天，到6月30日 星期二",
        ),
        (
            "FREQ=DAILY;UNTIL=20260630T160000Z",
            "every day, until Wednesday 1 July",
            "setiap hari, hingga Rabu 1 Julai",
            "每天，到7月1日 星期三",
        ),
        (
            "FREQ=DAILY;UNTIL=20270630T090000",
            "every day, until Wednesday 30 June 2027",
            "setiap hari, hingga Rabu 30 Jun 2027",
            "每天，到2027年6月30日 星期三",
        ),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=1", "every Monday, once", "setiap Isnin, 1 kali", "每周一，共1次"),
    ];
    for (rule, english, malay, chinese) in table {
        for (language, expected) in [(En, english), (Ms, malay), (Zh, chinese)] {
            assert_eq!(said(language, rule), expected, "{rule}");
        }
    }
}

#[test]
fn a_rule_without_words_is_one_of_its_own() {
    let rules = [
        "",
        "nonsense",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=9,12",
        "FREQ=WEEKLY;BYMONTH=3;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYDAY=-2FR",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=YEARLY;BYMONTH=1,7",
        "FREQ=DAILY;UNTIL=tomorrow",
        "FREQ=DAILY;UNTIL=20260630;COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
    ];
    for rule in rules {
        assert_eq!(said(En, rule), "on a custom schedule", "{rule}");
    }
}

fn said(language: Language, rule: &str) -> String {
    with_renderer(language, TwentyFour, Kuala_Lumpur, |renderer| renderer.rule(&Rule(rule.into())))
}

#[test]
fn an_event_that_is_going_on_stands_under_today() {
    let table = [
        (timed("2026-03-09T22:00", "2026-03-10T11:00"), "2026-03-10"),
        (timed("2026-03-09T22:00", "2026-03-10T09:00"), "2026-03-09"),
        (timed("2026-03-10T08:00", "2026-03-10T09:00"), "2026-03-10"),
        (days("2026-03-08", "2026-03-12"), "2026-03-10"),
        (days("2026-03-08", "2026-03-10"), "2026-03-08"),
        (days("2026-03-11", "2026-03-12"), "2026-03-11"),
    ];
    for (time, expected) in table {
        assert_eq!(
            with_renderer(En, TwentyFour, Kuala_Lumpur, |renderer| renderer.day_of(time)),
            day(expected),
            "{time:?}"
        );
    }
}

#[test]
fn a_reminder_says_how_long_there_is_left() {
    let soon = card("dinner", timed("2026-03-10T10:10", "2026-03-10T11:10"), None);
    let table = [
        (AgoOrAhead::Ahead(10), None, "⏰ dinner in 10 minutes"),
        (AgoOrAhead::Ahead(1), None, "⏰ dinner in 1 minute"),
        (AgoOrAhead::Ahead(0), None, "⏰ dinner starts now"),
        (AgoOrAhead::Ahead(1_440), None, "⏰ dinner in 1 day"),
        (AgoOrAhead::Ago(12), Some(22), "▶️ dinner started 12 minutes ago, runs until 11:10"),
    ];
    for (starts, late, expected) in table {
        let lines = with_renderer(En, TwentyFour, Kuala_Lumpur, |renderer| renderer.reminder(&soon, starts, late));
        assert_eq!(lines[0].replace("<b>", "").replace("</b>", ""), expected);
    }
}

#[test]
fn more_notices_than_fit_are_counted() {
    let was = event("dinner with Farah", timed("2026-03-10T19:00", "2026-03-10T21:00"), None);
    let notice = Notice {
        id: "n".into(),
        account: AccountId("a".into()),
        chat: None,
        kind: NoticeKind::gone(was, Departure::Cancelled),
    };
    let table = [
        (En, "Cancelled", "more changes. Send /list to see what’s coming up."),
        (Ms, "Dibatalkan", "perubahan lagi. Hantar /list untuk lihat acara akan datang."),
        (Zh, "取消了", "处改动，发送 /list 看接下来的日程。"),
    ];
    for (language, cancelled, more) in table {
        let voice = Voice { language, zone: Kuala_Lumpur, hours: TwentyFour, is_discreet: false, is_group: false };
        let reply = Reply::Notices { notices: vec![notice.clone(); 300], calendar: None, keyboard: vec![] };
        let text = render(&reply, &voice, now()).text;
        let last = text.lines().last().unwrap();
        let left = 300 - text.matches(cancelled).count();
        assert!(left < 270 && last.contains(&left.to_string()) && last.ends_with(more), "{last}");
    }
}

#[test]
fn this_year_goes_without_saying() {
    use crate::model::Flag;
    use crate::speech::Correction;
    let said = |card: Card| {
        let corrections = vec![Correction { flag: Flag::YearImplied, clock: None }];
        let plan = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-03-11T18:50"))], past: vec![] };
        let (overlaps, keyboard) = (vec![], vec![]);
        let (lacks_meet, asks_title) = (false, false);
        let reply =
            Reply::Created { card, plan, corrections, overlaps, queued: None, lacks_meet, asks_title, keyboard };
        fallback(&render(
            &reply,
            &Voice { language: En, zone: Kuala_Lumpur, hours: TwentyFour, is_discreet: false, is_group: false },
            now(),
        ))
    };
    let next_year = said(card("x", days("2027-01-05", "2027-01-06"), None));
    assert!(next_year.contains("Tuesday 5 January 2027") && next_year.contains("so I assumed 2027"), "{next_year}");
    let this_year = said(card("x", days("2026-05-05", "2026-05-06"), None));
    assert!(this_year.contains("Tuesday 5 May,") && !this_year.contains("2026"), "{this_year}");
}
