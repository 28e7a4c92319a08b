//! A calendar file that is sent to the chat is shown as a list of what it would add; nothing is added unasked.

use chrono::TimeDelta;
use insta::assert_snapshot;
use janji::sandbox::telegram::{Content, Media, MediaKind};
use janji::sandbox::{Fault, How, Often};

use crate::support::outside::Outside;
use crate::support::world::{ANA, BUDI, MEI, STRANGER, World};

/// A calendar with these events: title, start and further lines.
fn calendar(events: &[(&str, &str, &str)]) -> String {
    let event = |(number, (title, start, more)): (usize, &(&str, &str, &str))| {
        format!(
            "BEGIN:VEVENT\r\nUID:{number}@x\r\nDTSTAMP:20260301T000000Z\r\nSUMMARY:{title}\r\nDTSTART:{start}\r\n{more}END:VEVENT\r\n"
        )
    };
    let events: String = events.iter().enumerate().map(event).collect();
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n")
}

/// A file as a person sends it.
fn file(text: &str) -> Content {
    Content::Media(Media::new(MediaKind::Document, "trip.ics", text.as_bytes(), ""))
}

#[tokio::test]
async fn all_of_a_file_is_added_with_one_button_and_taken_back_with_another() {
    let world = World::open().await;
    let text = calendar(&[
        ("Flight to Kuching", "20260320T070000", "DURATION:PT2H\r\nLOCATION:KLIA 2\r\n"),
        ("Yoga", "20260318T180000", "RRULE:FREQ=WEEKLY;COUNT=4\r\n"),
        ("Holiday", "20260325", ""),
        ("Long ago", "20200101T100000", ""),
    ]);
    assert_snapshot!(world.sends(ANA, file(&text)).await, @"
    Ana: (the file trip.ics)
    Janji: This file has 3 events to add:
        1. Wednesday 18 March, 18:00 · Yoga · every week, 4 times
        2. Friday 20 March, 07:00–09:00 · Flight to Kuching · KLIA 2
        3. Wednesday 25 March, all day · Holiday
        One event in it is already over.
        [Add all 3] [Choose]
        [Never mind]
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.presses(ANA, "Add all 3").await, @"
    Ana presses [Add all 3]
    Janji (edits 4): ✅ Added 3 events:
        Wednesday 18 March, 18:00 · Yoga · every week, 4 times
        Friday 20 March, 07:00–09:00 · Flight to Kuching · KLIA 2
        Wednesday 25 March, all day · Holiday
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-18T18:00:00+08:00 – 2026-03-18T18:00:00+08:00 Yoga
    2026-03-20T07:00:00+08:00 – 2026-03-20T09:00:00+08:00 Flight to Kuching @ KLIA 2
    2026-03-25 – 2026-03-26 Holiday
    2026-03-25T18:00:00+08:00 – 2026-03-25T18:00:00+08:00 Yoga
    2026-04-01T18:00:00+08:00 – 2026-04-01T18:00:00+08:00 Yoga
    2026-04-08T18:00:00+08:00 – 2026-04-08T18:00:00+08:00 Yoga
    ");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 4): ↩️ Undone. No longer in the calendar:
        • ~Yoga~, Wednesday 18 March, 18:00
        • ~Flight to Kuching~, Friday 20 March, 07:00–09:00
        • ~Holiday~, Wednesday 25 March, all day
    ");
    assert_eq!(world.calendar(), "");
    world.close().await;
}

#[tokio::test]
async fn some_of_a_file_are_chosen_one_by_one() {
    let world = World::open().await;
    let titles: Vec<String> = (1..=10).map(|number| format!("课 {number}")).collect();
    let starts: Vec<String> = (1..=10).map(|day| format!("202604{day:02}T090000")).collect();
    let events: Vec<(&str, &str, &str)> =
        titles.iter().zip(&starts).map(|(title, start)| (title.as_str(), start.as_str(), "")).collect();
    assert_snapshot!(world.sends(MEI, file(&calendar(&events))).await, @"
    Mei: (the file trip.ics)
    Janji: 这个文件里有10个日程可以添加：
        1. 4月1日 星期三 09:00 · 课 1
        2. 4月2日 星期四 09:00 · 课 2
        3. 4月3日 星期五 09:00 · 课 3
        4. 4月4日 星期六 09:00 · 课 4
        5. 4月5日 星期日 09:00 · 课 5
        6. 4月6日 星期一 09:00 · 课 6
        7. 4月7日 星期二 09:00 · 课 7
        8. 4月8日 星期三 09:00 · 课 8
        …还有2个
        [全部添加（10）] [选几个]
        [不用了]
    ");
    assert_snapshot!(world.presses(MEI, "选几个").await, @"
    Mei presses [选几个]
    Janji (edits 4): 这个文件里有10个日程可以添加：
        1. 4月1日 星期三 09:00 · 课 1
        2. 4月2日 星期四 09:00 · 课 2
        3. 4月3日 星期五 09:00 · 课 3
        4. 4月4日 星期六 09:00 · 课 4
        5. 4月5日 星期日 09:00 · 课 5
        6. 4月6日 星期一 09:00 · 课 6
        7. 4月7日 星期二 09:00 · 课 7
        8. 4月8日 星期三 09:00 · 课 8
        …还有2个
        [全部添加（10）]
        [添加 1] [添加 2] [添加 3] [添加 4]
        [添加 5] [添加 6] [添加 7] [添加 8]
        [下一页 ›]
        [不用了]
    ");
    assert_snapshot!(world.presses(MEI, "添加 2").await, @"
    Mei presses [添加 2]
    Janji (edits 4): ✅ 已添加1个日程：
        4月2日 星期四 09:00 · 课 2
        这个文件里还有9个日程没加：
        1. 4月1日 星期三 09:00 · 课 1
        2. 4月3日 星期五 09:00 · 课 3
        3. 4月4日 星期六 09:00 · 课 4
        4. 4月5日 星期日 09:00 · 课 5
        5. 4月6日 星期一 09:00 · 课 6
        6. 4月7日 星期二 09:00 · 课 7
        7. 4月8日 星期三 09:00 · 课 8
        8. 4月9日 星期四 09:00 · 课 9
        …还有1个
        [全部添加（9）]
        [添加 1] [添加 2] [添加 3] [添加 4]
        [添加 5] [添加 6] [添加 7] [添加 8]
        [下一页 ›]
        [↩️ 撤销] [就这些]
    ");
    world.presses(MEI, "下一页 ›").await;
    assert_snapshot!(world.presses(MEI, "添加 9").await, @"
    Mei presses [添加 9]
    Janji (edits 4): ✅ 已添加1个日程：
        4月10日 星期五 09:00 · 课 10
        这个文件里还有8个日程没加：
        1. 4月1日 星期三 09:00 · 课 1
        2. 4月3日 星期五 09:00 · 课 3
        3. 4月4日 星期六 09:00 · 课 4
        4. 4月5日 星期日 09:00 · 课 5
        5. 4月6日 星期一 09:00 · 课 6
        6. 4月7日 星期二 09:00 · 课 7
        7. 4月8日 星期三 09:00 · 课 8
        8. 4月9日 星期四 09:00 · 课 9
        [全部添加（8）]
        [添加 1] [添加 2] [添加 3] [添加 4]
        [添加 5] [添加 6] [添加 7] [添加 8]
        [↩️ 撤销] [就这些]
    ");
    assert_snapshot!(world.presses(MEI, "就这些").await, @"
    Mei presses [就这些]
    Janji (edits 4): 好的，加了2个，其余的没加。
    ");
    assert_snapshot!(world.calendar(), @"
    2026-04-02T09:00:00+08:00 – 2026-04-02T09:00:00+08:00 课 2
    2026-04-10T09:00:00+08:00 – 2026-04-10T09:00:00+08:00 课 10
    ");
    world.close().await;
}

#[tokio::test]
async fn what_was_added_last_is_taken_back_and_the_rest_can_still_be_added() {
    let world = World::open().await;
    let twice = ("Hike", "20260321T080000", "");
    let events = [("Flight", "20260320T070000", ""), twice, twice, ("Dinner", "20260322T190000", "")];
    assert_snapshot!(world.sends(ANA, file(&calendar(&events))).await, @"
    Ana: (the file trip.ics)
    Janji: This file has 3 events to add:
        1. Friday 20 March, 07:00 · Flight
        2. Saturday 21 March, 08:00 · Hike
        3. Sunday 22 March, 19:00 · Dinner
        [Add all 3] [Choose]
        [Never mind]
    ");
    world.presses(ANA, "Choose").await;
    assert_snapshot!(world.presses(ANA, "Add 1").await, @"
    Ana presses [Add 1]
    Janji (edits 4): ✅ Added:
        Friday 20 March, 07:00 · Flight
        Still to add from this file (2 events):
        1. Saturday 21 March, 08:00 · Hike
        2. Sunday 22 March, 19:00 · Dinner
        [Add all 2]
        [Add 1] [Add 2]
        [↩️ Undo] [That’s all]
    ");
    let offer = world.last(ANA.chat());
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 4): This file has 2 events to add:
        1. Saturday 21 March, 08:00 · Hike
        2. Sunday 22 March, 19:00 · Dinner
        [Add all 2]
        [Add 1] [Add 2]
        [Never mind]
    Janji: ↩️ Undone. No longer in the calendar:
        • ~Flight~, Friday 20 March, 07:00
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, offer, "Never mind").await, @"
    Ana presses [Never mind]
    Janji (edits 4): OK, nothing was changed.
    ");
    world.close().await;
}

#[tokio::test]
async fn what_google_refuses_or_time_has_overtaken_costs_only_itself() {
    let world = World::open().await;
    let events = [
        ("Breakfast", "20260310T110000", "DURATION:PT1H\r\n"),
        ("Lunch", "20260311T130000", ""),
        ("Tea", "20260311T170000", ""),
    ];
    world.sends(ANA, file(&calendar(&events))).await;
    world.passes(TimeDelta::hours(3)).await;
    world.google().faults().inject("events.insert", Fault::before(How::Status(400)), Often::Times(1));
    assert_snapshot!(world.presses(ANA, "Add all 3").await, @"
    Ana presses [Add all 3]
    Janji (edits 4): ✅ Added:
        Wednesday 11 March, 17:00 · Tea
        ❌ I couldn’t add these. Google rejected it.
        Wednesday 11 March, 13:00 · Lunch
        Please word it differently, or add it in Google Calendar yourself.
        Already over, so I didn’t add:
        Tuesday 10 March, 11:00–12:00 · Breakfast
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T17:00:00+08:00 – 2026-03-11T17:00:00+08:00 Tea");
    world.close().await;
}

#[tokio::test]
async fn a_file_can_be_added_while_google_is_away_and_taken_back() {
    let world = World::open().await;
    let events = [("Makan", "20260311T130000", ""), ("Minum", "20260311T170000", "")];
    world.sends(BUDI, file(&calendar(&events))).await;
    world.google().faults().inject("*", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.presses(BUDI, "Tambah semua 2").await, @"
    Budi presses [Tambah semua 2]
    Janji (edits 4): 🕓 Saya akan tambah bila Google dah pulih:
        Rabu 11 Mac, 13:00 · Makan
        Rabu 11 Mac, 17:00 · Minum
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
        [↩️ Undo]
    ");
    assert_snapshot!(world.presses(BUDI, "↩️ Undo").await, @"
    Budi presses [↩️ Undo]
    Janji (edits 4): ↩️ Okey, dah dibuang dari kalendar:
        • ~Makan~, Rabu 11 Mac, 13:00
        • ~Minum~, Rabu 11 Mac, 17:00
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
    ");
    world.google().faults().clear();
    world.round().await;
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✅ Dah masuk Google Calendar: Makan, Rabu 11 Mac, 13:00
        
        ✅ Dah masuk Google Calendar: Minum, Rabu 11 Mac, 17:00
        
        🗑 Dah dibatalkan di Google Calendar: ~Minum~, Rabu 11 Mac, 17:00
        
        🗑 Dah dibatalkan di Google Calendar: ~Makan~, Rabu 11 Mac, 13:00
    ");
    world.close().await;
}

#[tokio::test]
async fn the_others_hear_once_of_all_that_was_added() {
    let world = World::open_with(&[("JANJI_TELL_OTHERS", "true")]).await;
    world.says(ANA, "Mon 9am standup\nTue 10am review\nFri 3pm demo").await;
    world.presses(ANA, "Add all 3").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: 👤 Ana tambah:
        • standup, Isnin 16 Mac, 09:00–10:00
        • review, Selasa 10 Mac, 10:00–11:00
        • demo, Jumaat 13 Mac, 15:00–16:00
    ");
    assert_snapshot!(world.reads(MEI.chat()), @"
    Janji: 👤 Ana 加了：
        • standup，3月16日 星期一 09:00–10:00
        • review，3月10日 星期二 10:00–11:00
        • demo，3月13日 星期五 15:00–16:00
    ");
    world.close().await;
}

#[tokio::test]
async fn what_adds_nothing_says_why() {
    let world = World::open().await;
    assert_snapshot!(world.sends(BUDI, file("hello")).await, @"
    Budi: (the file trip.ics)
    Janji: Ini nampaknya bukan fail kalendar (.ics).
    ");
    assert_snapshot!(world.sends(BUDI, file(&calendar(&[("Long ago", "20200101T100000", "")]))).await, @"
    Budi: (the file trip.ics)
    Janji: Tiada apa-apa untuk ditambah dalam fail ini.
        1 acara di dalamnya dah lepas.
    ");
    assert_snapshot!(world.sends(BUDI, file(&"x".repeat(600 * 1024))).await, @"
    Budi: (the file trip.ics)
    Janji: Fail ini terlalu besar. Saya boleh baca fail kalendar sehingga 512 KB.
    ");
    world.asked_of_google();
    let events = [("party", "20260320T070000", "RRULE:FREQ=SECONDLY\r\n"), ("x", "99999999T999999", "")];
    let deep = format!("{}{}", "BEGIN:VCALENDAR\r\n".repeat(2_000), calendar(&events));
    assert_snapshot!(world.sends(BUDI, file(&calendar(&events))).await, @"
    Budi: (the file trip.ics)
    Janji: Tiada apa-apa untuk ditambah dalam fail ini.
        2 entri tak dapat dibaca.
    ");
    assert_snapshot!(world.sends(BUDI, file(&deep)).await, @"
    Budi: (the file trip.ics)
    Janji: Tiada apa-apa untuk ditambah dalam fail ini.
        2 entri tak dapat dibaca.
    ");
    let never = [("a", "20260320T070000", "RRULE:FREQ=DAILY;INTERVAL=0\r\n")];
    assert_snapshot!(world.sends(BUDI, file(&calendar(&never))).await, @"
    Budi: (the file trip.ics)
    Janji: Fail ini ada 1 acara untuk ditambah:
        1. Jumaat 20 Mac, 07:00 · a · setiap hari
        [Tambah semua 1]
        [Tak jadi]
    ");
    assert_eq!(world.asked_of_google(), [""; 0]);
    assert_eq!(world.calendar(), "");
    world.close().await;
}

#[tokio::test]
async fn a_strangers_file_is_not_even_downloaded() {
    let world = World::open().await;
    world.sends(STRANGER, file(&calendar(&[("party", "20260320T070000", "")]))).await;
    let asked = world.telegram().requests();
    assert!(asked.iter().all(|request| request.method != "getFile"), "a file was asked for");
    world.close().await;
}

#[tokio::test]
async fn a_file_that_comes_while_google_is_away_is_tried_once_and_saved_as_a_whole() {
    let world = World::open().await;
    let titles: Vec<String> = (1..=20).map(|number| format!("class {number}")).collect();
    let starts: Vec<String> = (1..=20).map(|day| format!("202604{day:02}T090000")).collect();
    let events: Vec<(&str, &str, &str)> =
        titles.iter().zip(&starts).map(|(title, start)| (title.as_str(), start.as_str(), "")).collect();
    world.sends(ANA, file(&calendar(&events))).await;
    let google = world.google();
    google.faults().inject("events.insert", Fault::before(How::Status(503)), Often::Always);
    let before = google.calls("events.insert");
    let said = world.presses(ANA, "Add all 20").await;
    assert_eq!(google.calls("events.insert") - before, 1, "{said}");
    assert_eq!(world.store().edits(&Outside::account()).await.unwrap().len(), 20);
    let said = world.presses(ANA, "↩️ Undo").await;
    assert_eq!(google.calls("events.insert") - before, 2, "{said}");
    assert_eq!(world.store().edits(&Outside::account()).await.unwrap().len(), 40);
    google.faults().clear();
    world.round().await;
    assert_eq!(world.calendar(), "");
    drop(world.reads(ANA.chat()));
    world.close().await;
}
