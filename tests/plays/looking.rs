//! What is on, what is found, when one is free: shown, paged, drawn, and acted upon by number.

use chrono::Duration;
use insta::assert_snapshot;
use janji::sandbox::{Fault, How, Often};

use crate::support::world::{ANA, BUDI, MEI, World};

/// A week with a daily stand-up and a lunch.
async fn busy_world() -> World {
    let world = World::open().await;
    for text in ["standup every weekday 9am", "lunch with Sarah tomorrow 1pm @ KLCC", "mum's birthday 21 march"] {
        world.says(ANA, text).await;
    }
    world.round().await;
    assert_eq!(world.everybody_reads(), "");
    world
}

#[tokio::test]
async fn a_day_is_shown_and_the_next_in_its_place_and_its_numbers_count() {
    let world = busy_world().await;
    assert_snapshot!(world.says(ANA, "/tomorrow").await, @"
    Ana: /tomorrow
    Janji: Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup · repeats
        2. 13:00–14:00 · lunch with Sarah · KLCC
        [✕ 1] [✕ 2]
        [‹ Tue 10 Mar] [Thu 12 Mar ›]
    ");
    let next = world.last(ANA.chat());
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, next, "Thu 12 Mar ›").await, @"
    Ana presses [Thu 12 Mar ›]
    Janji (edits 10): Thursday 12 March
        1. 09:00–10:00 · standup · repeats
        [✕ 1]
        [‹ Wed 11 Mar] [Fri 13 Mar ›]
    ");
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: standup, Thursday 12 March, 09:00–10:00 repeats. Cancel just this one, this and all later ones, or the whole series?
        [Just this one]
        [This and later ones]
        [The whole series]
        [Never mind]
    ");
    world.presses(ANA, "Just this one").await;
    assert_snapshot!(world.says(BUDI, "apa jadual esok?").await, @"
    Budi: apa jadual esok?
    Janji: Esok, Rabu 11 Mac
        1. 09:00–10:00 · standup · berulang
        2. 13:00–14:00 · lunch with Sarah · KLCC
        [✕ 1] [✕ 2]
        [‹ Sel 10 Mac] [Kha 12 Mac ›]
    ");
    assert_snapshot!(world.says(MEI, "明天有什么安排?").await, @"
    Mei: 明天有什么安排?
    Janji: 明天 3月11日 星期三
        1. 09:00–10:00 · standup · 重复
        2. 13:00–14:00 · lunch with Sarah · KLCC
        [✕ 1] [✕ 2]
        [‹ 3月10日 周二] [3月12日 周四 ›]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_week_is_text_with_a_picture_behind_a_button() {
    let world = busy_world().await;
    assert_snapshot!(world.says(ANA, "/week").await, @"
    Ana: /week
    Janji: 9 – 15 March 2026
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup · repeats
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        Thursday 12 March
        3. 09:00–10:00 · standup · repeats
        
        Friday 13 March
        4. 09:00–10:00 · standup · repeats
        [‹ 2–8 Mar] [🖼 Picture] [16–22 Mar ›]
    ");
    assert_snapshot!(world.presses(ANA, "🖼 Picture").await, @"
    Ana presses [🖼 Picture]
    Janji: (a picture) 9 – 15 March 2026
    ");
    assert_snapshot!(world.says(MEI, "/week").await, @"
    Mei: /week
    Janji: 2026年3月9日 – 15日
        
        明天 3月11日 星期三
        1. 09:00–10:00 · standup · 重复
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        3月12日 星期四
        3. 09:00–10:00 · standup · 重复
        
        3月13日 星期五
        4. 09:00–10:00 · standup · 重复
        [‹ 3月2–8日] [🖼 图片] [3月16–22日 ›]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_series_stands_once_in_the_list_with_its_rule() {
    let world = busy_world().await;
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup · every weekday
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        Saturday 21 March
        3. all day · mum's birthday
        [✕ 1] [✕ 2] [✕ 3]
    ");
    assert_snapshot!(world.says(BUDI, "/list").await, @"
    Budi: /list
    Janji: Akan datang
        
        Esok, Rabu 11 Mac
        1. 09:00–10:00 · standup · setiap Isnin hingga Jumaat
        2. 13:00–14:00 · lunch with Sarah · KLCC
        
        Sabtu 21 Mac
        3. sepanjang hari · mum's birthday
        [✕ 1] [✕ 2] [✕ 3]
    ");
    world.close().await;
}

#[tokio::test]
async fn what_is_asked_for_is_found_and_what_is_not_there_is_said() {
    let world = busy_world().await;
    assert_snapshot!(world.says(ANA, "/find lunch").await, @"
    Ana: /find lunch
    Janji: Results for “lunch”
        
        Tomorrow, Wednesday 11 March
        1. 13:00–14:00 · lunch with Sarah · KLCC
        [✕ 1]
    ");
    assert_snapshot!(world.says(BUDI, "/find doktor gigi").await, @"
    Budi: /find doktor gigi
    Janji: Tak jumpa apa-apa untuk “doktor gigi”.
    ");
    world.close().await;
}

#[tokio::test]
async fn a_free_slot_becomes_an_event_by_its_title() {
    let world = busy_world().await;
    assert_snapshot!(world.says(ANA, "am I free tomorrow 1.30pm?").await, @"
    Ana: am I free tomorrow 1.30pm?
    Janji: ❌ You’re not free: Tomorrow, Wednesday 11 March, 13:30–14:30
        • lunch with Sarah, 13:00–14:00
        [Wed 11 Mar, 14:00] [Thu 12 Mar, 10:00]
    ");
    assert_snapshot!(world.presses(ANA, "Thu 12 Mar, 10:00").await, @"
    Ana presses [Thu 12 Mar, 10:00]
    Janji: What should I call it?
        Thursday 12 March, 10:00–11:00 (Kuala Lumpur time)
        [Never mind]
    ");
    assert_snapshot!(world.says(ANA, "coffee with Mei").await, @"
    Ana: coffee with Mei
    Janji: ✅ Added: coffee with Mei
        Thursday 12 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "find 30 min this week").await, @"
    Ana: find 30 min this week
    Janji: Free for 30 minutes: 10 – 15 March 2026
        Today, Tuesday 10 March: 10:00–18:00
        Tomorrow, Wednesday 11 March: 10:00–13:00, 14:00–18:00
        Thursday 12 March: 11:00–18:00
        Friday 13 March: 10:00–18:00
        [Tue 10 Mar, 10:15] [Wed 11 Mar, 10:00]
        [Wed 11 Mar, 14:00] [Thu 12 Mar, 11:00]
        [Fri 13 Mar, 10:00]
    ");
    assert_snapshot!(world.says(BUDI, "/free").await, @"
    Budi: /free
    Janji: Masa lapang: 10 – 16 Mac 2026
        Hari ini, Selasa 10 Mac: 10:00–18:00
        Esok, Rabu 11 Mac: 10:00–13:00, 14:00–18:00
        Khamis 12 Mac: 11:00–18:00
        Jumaat 13 Mac: 10:00–18:00
        Isnin 16 Mac: 10:00–18:00
        [Sel 10 Mac, 10:15] [Rab 11 Mac, 10:00]
        [Rab 11 Mac, 14:00] [Kha 12 Mac, 11:00]
        [Jum 13 Mac, 10:00] [Isn 16 Mac, 10:00]
    ");
    world.close().await;
}

#[tokio::test]
async fn the_calendar_goes_out_as_a_file() {
    let world = busy_world().await;
    assert_snapshot!(world.says(ANA, "/export").await, @"
    Ana: /export
    Janji: (the file calendar.ics) Here are your 133 upcoming events as a file. Any calendar app can open it.
    ");
    world.close().await;
}

#[tokio::test]
async fn days_beyond_the_copy_are_read_from_google_and_acted_upon() {
    let world = World::open().await;
    let google = world.sandbox.google();
    let start = "2027-01-05T01:00:00Z".parse().unwrap();
    google.add_event("dentist", start, start + Duration::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.says(ANA, "what's on 5 january 2027?").await, @"
    Ana: what's on 5 january 2027?
    Janji: Tuesday 5 January 2027
        1. 09:00–10:00 · dentist
        [✕ 1]
        [‹ 4 Jan 2027] [6 Jan 2027 ›]
    ");
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: 🗑 Cancelled: ~dentist~, Tuesday 5 January 2027, 09:00–10:00
        [↩️ Undo]
    ");
    assert_eq!(google.count(), 0);
    assert_snapshot!(world.says(BUDI, "apa ada 5 januari 2027?").await, @"
    Budi: apa ada 5 januari 2027?
    Janji: Selasa 5 Januari 2027: tiada apa-apa.
        [‹ 4 Jan 2027] [6 Jan 2027 ›]
    ");
    google.faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(BUDI, "apa ada 5 januari 2027?").await, @"
    Budi: apa ada 5 januari 2027?
    Janji: Selasa 5 Januari 2027
        Saya hanya simpan 90 hari akan datang. Google tak menjawab, jadi saya tak nampak apa yang ada selepas itu.
        [‹ 4 Jan 2027] [6 Jan 2027 ›]
    ");
    assert_snapshot!(world.says(MEI, "明天有什么安排?").await, @"
    Mei: 明天有什么安排?
    Janji: 明天 3月11日 星期三：没有安排。
        [‹ 3月10日 周二] [3月12日 周四 ›]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_hour_that_summer_time_repeats_shows_both_clocks() {
    let world = World::open_with(&[("JANJI_TIME_ZONE", "Europe/Berlin")]).await;
    let start = "2026-10-25T00:30:00Z".parse().unwrap();
    world.sandbox.google().add_event("night shift", start, start + Duration::hours(1)).unwrap();
    assert_snapshot!(world.says(ANA, "what's on 25 october 2026?").await, @"
    Ana: what's on 25 october 2026?
    Janji: Sunday 25 October
        1. 02:30 (UTC+2)–02:30 (UTC+1) · night shift
        [✕ 1]
        [‹ Sat 24 Oct] [Mon 26 Oct ›]
    ");
    assert_snapshot!(world.says(MEI, "2026年10月25日有什么安排?").await, @"
    Mei: 2026年10月25日有什么安排?
    Janji: 10月25日 星期日
        1. 02:30（UTC+2）–02:30（UTC+1） · night shift
        [✕ 1]
        [‹ 10月24日 周六] [10月26日 周一 ›]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_part_of_the_day_is_all_that_a_question_for_free_time_is_about() {
    let world = World::open().await;
    let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let google = world.sandbox.google();
    google.add_event("review", at("2026-03-11T06:00:00Z"), at("2026-03-11T07:30:00Z")).unwrap();
    google.add_event("gym", at("2026-03-11T11:00:00Z"), at("2026-03-11T16:00:00Z")).unwrap();
    world.round().await;
    assert_snapshot!(world.says(ANA, "am i free tomorrow afternoon?").await, @"
    Ana: am i free tomorrow afternoon?
    Janji: Free time: Tomorrow, Wednesday 11 March, 12:00–18:00
        12:00–14:00, 15:30–18:00
        [Wed 11 Mar, 12:00] [Wed 11 Mar, 15:30]
    ");
    assert_snapshot!(world.says(BUDI, "esok petang lapang tak").await, @"
    Budi: esok petang lapang tak
    Janji: Masa lapang: Esok, Rabu 11 Mac, 12:00–18:00
        12:00–14:00, 15:30–18:00
        [Rab 11 Mac, 12:00] [Rab 11 Mac, 15:30]
    ");
    assert_snapshot!(world.says(MEI, "明天下午有空吗").await, @"
    Mei: 明天下午有空吗
    Janji: 空闲时间：明天 3月11日 星期三 12:00–18:00
        12:00–14:00、15:30–18:00
        [3月11日 周三 12:00] [3月11日 周三 15:30]
    ");
    assert_snapshot!(world.says(ANA, "am i free tomorrow night?").await, @"
    Ana: am i free tomorrow night?
    Janji: Free time: Tomorrow, Wednesday 11 March, 19:00–00:00
        Nothing free then.
    ");
    world.close().await;
}

#[tokio::test]
async fn what_is_far_ahead_is_found_at_google() {
    let world = World::open().await;
    let at = |text: &str| text.parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let google = world.sandbox.google();
    google.add_event("Dentist", at("2026-03-12T02:00:00Z"), at("2026-03-12T03:00:00Z")).unwrap();
    google.add_event("dentist again", at("2026-11-12T02:00:00Z"), at("2026-11-12T03:00:00Z")).unwrap();
    google.add_event("doktor gigi", at("2027-01-12T02:00:00Z"), at("2027-01-12T03:00:00Z")).unwrap();
    world.round().await;
    assert_snapshot!(world.says(ANA, "/find dentist").await, @"
    Ana: /find dentist
    Janji: Results for “dentist”
        
        Thursday 12 March
        1. 10:00–11:00 · Dentist
        
        Thursday 12 November
        2. 10:00–11:00 · dentist again
        [✕ 1] [✕ 2]
    ");
    assert_snapshot!(world.says(ANA, "cancel 2").await, @"
    Ana: cancel 2
    Janji: 🗑 Cancelled: ~dentist again~, Thursday 12 November, 10:00–11:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(ANA, "when is my dentist?").await, @"
    Ana: when is my dentist?
    Janji: Results for “dentist”
        
        Thursday 12 March
        1. 10:00–11:00 · Dentist
        [✕ 1]
    ");
    assert_snapshot!(world.says(BUDI, "bila doktor gigi?").await, @"
    Budi: bila doktor gigi?
    Janji: Hasil carian untuk “doktor gigi”
        
        Selasa 12 Januari 2027
        1. 10:00–11:00 · doktor gigi
        [✕ 1]
    ");
    google.faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(ANA, "/find dentist").await, @"
    Ana: /find dentist
    Janji: Results for “dentist”
        
        Thursday 12 March
        1. 10:00–11:00 · Dentist
        
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
        [✕ 1]
    ");
    assert_snapshot!(world.says(MEI, "/find 牙医").await, @"
    Mei: /find 牙医
    Janji: 找不到“牙医”。
        我只存接下来90天的日程。Google 现在没有回应，更远的我看不到。
    ");
    world.close().await;
}

#[tokio::test]
async fn the_last_time_of_something_is_found_at_google_and_nearly_right_words_will_do() {
    let world = World::open().await;
    let at = |text: &str| text.parse().unwrap();
    let google = world.google();
    google.add_event("dentist", at("2025-12-02T01:00:00Z"), at("2025-12-02T02:00:00Z")).unwrap();
    google.add_event("cuci aircon", at("2025-11-08T02:00:00Z"), at("2025-11-08T04:00:00Z")).unwrap();
    google.add_event("jumpa Dr Lim", at("2026-01-14T07:00:00Z"), at("2026-01-14T08:00:00Z")).unwrap();
    google.add_event("jumpa Dr Lim", at("2025-07-02T07:00:00Z"), at("2025-07-02T08:00:00Z")).unwrap();
    assert_snapshot!(world.says(BUDI, "kali terakhir jumpa Dr Lim bila ya?").await, @"
    Budi: kali terakhir jumpa Dr Lim bila ya?
    Janji: Hasil carian untuk “jumpa Dr Lim”
        
        Rabu 14 Januari
        1. 15:00–16:00 · jumpa Dr Lim
        
        Rabu 2 Julai 2025
        2. 15:00–16:00 · jumpa Dr Lim
    ");
    assert_snapshot!(world.says(ANA, "when was the last time we went to the zoo?").await, @"
    Ana: when was the last time we went to the zoo?
    Janji: I couldn’t find anything for “went to the zoo” in the last two years.
    ");
    assert_snapshot!(world.says(ANA, "when was the last time I saw the dentist?").await, @"
    Ana: when was the last time I saw the dentist?
    Janji: Results for “saw the dentist”
        
        Tuesday 2 December 2025
        1. 09:00–10:00 · dentist
    ");
    world.says(ANA, "ortho friday 9am").await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "/find zoo").await, @"
    Ana: /find zoo
    Janji: I couldn’t find anything for “zoo”.
    ");
    assert_snapshot!(world.says(ANA, "move 1 to 10am").await, @"
    Ana: move 1 to 10am
    Janji: ✅ Moved: ortho
        Friday 13 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 8): ortho
        Friday 13 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
    ");
    assert_snapshot!(world.says(ANA, "wen is d ortho appt agn").await, @"
    Ana: wen is d ortho appt agn
    Janji: Results for “d ortho appt”
        
        Friday 13 March
        1. 10:00–11:00 · ortho
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn nearly_right_words_find_an_event_once_and_not_what_will_be_cancelled() {
    let world = World::open().await;
    let at = |text: &str| text.parse().unwrap();
    let google = world.google();
    google.add_event("dentist", at("2026-03-07T01:00:00Z"), at("2026-03-07T02:00:00Z")).unwrap();
    google.add_event("dentist", at("2025-12-02T01:00:00Z"), at("2025-12-02T02:00:00Z")).unwrap();
    google.add_event("aircon service", at("2026-11-12T02:00:00Z"), at("2026-11-12T03:00:00Z")).unwrap();
    google.add_event("aircon check", at("2026-12-12T02:00:00Z"), at("2026-12-12T03:00:00Z")).unwrap();
    world.round().await;
    // The first is in the copy as well.
    assert_snapshot!(world.says(ANA, "when was the last time I saw the dentist?").await, @"
    Ana: when was the last time I saw the dentist?
    Janji: Results for “saw the dentist”
        
        Saturday 7 March
        1. 09:00–10:00 · dentist
        
        Tuesday 2 December 2025
        2. 09:00–10:00 · dentist
    ");
    world.says(ANA, "/find aircon").await;
    google.faults().inject("events.delete", Fault::before(How::Status(503)), Often::Always);
    google.faults().inject("events.patch", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: 🕓 I’ll cancel this: ~aircon service~, Thursday 12 November, 10:00–11:00
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(ANA, "rename 2 to aircon checkup").await, @"
    Ana: rename 2 to aircon checkup
    Janji: 🕓 Saved for now: aircon checkup
        Saturday 12 December, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "/find our aircon").await, @"
    Ana: /find our aircon
    Janji: Results for “our aircon”
        
        Saturday 12 December
        1. 10:00–11:00 · aircon checkup
        [✕ 1]
    ");
    google.faults().clear();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: 🗑 Now cancelled in Google Calendar: ~aircon service~, Thursday 12 November, 10:00–11:00
        
        ✅ Now in Google Calendar: aircon checkup, Saturday 12 December, 10:00–11:00
    ");
    world.close().await;
}

#[tokio::test]
async fn far_days_that_cannot_be_read_now_are_not_called_free() {
    let world = World::open().await;
    world.says(ANA, "lunch 12 november 1pm").await;
    world.round().await;
    world.google().faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(ANA, "am I free on 13 november at 3pm?").await, @"
    Ana: am I free on 13 november at 3pm?
    Janji: I can’t tell whether you’re free: Friday 13 November, 15:00–16:00
        
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
    ");
    assert_snapshot!(world.says(BUDI, "/lapang 13 november").await, @"
    Budi: /lapang 13 november
    Janji: Masa lapang: Jumaat 13 November
        
        Saya hanya simpan 90 hari akan datang. Google tak menjawab, jadi saya tak nampak apa yang ada selepas itu.
    ");
    assert_snapshot!(world.says(MEI, "11月13日下午三点有空吗?").await, @"
    Mei: 11月13日下午三点有空吗?
    Janji: 现在查不到你有没有空：11月13日 星期五 15:00–16:00
        
        我只存接下来90天的日程。Google 现在没有回应，更远的我看不到。
    ");
    // The copy has the first days.
    assert_snapshot!(world.says(ANA, "/free 2 june to 5 june").await, @"
    Ana: /free 2 june to 5 june
    Janji: Free time: 2 – 5 June 2026
        Tuesday 2 June: 09:00–18:00
        Wednesday 3 June: 09:00–18:00
        Thursday 4 June: I can’t see this day right now
        Friday 5 June: I can’t see this day right now
        
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
        [Tue 2 Jun, 09:00] [Wed 3 Jun, 09:00]
    ");
    assert_snapshot!(world.says(BUDI, "/lapang 2 jun hingga 5 jun").await, @"
    Budi: /lapang 2 jun hingga 5 jun
    Janji: Masa lapang: 2 – 5 Jun 2026
        Selasa 2 Jun: 09:00–18:00
        Rabu 3 Jun: 09:00–18:00
        Khamis 4 Jun: tak dapat dilihat sekarang
        Jumaat 5 Jun: tak dapat dilihat sekarang
        
        Saya hanya simpan 90 hari akan datang. Google tak menjawab, jadi saya tak nampak apa yang ada selepas itu.
        [Sel 2 Jun, 09:00] [Rab 3 Jun, 09:00]
    ");
    assert_snapshot!(world.says(MEI, "/free 6月2日到6月5日").await, @"
    Mei: /free 6月2日到6月5日
    Janji: 空闲时间：2026年6月2日 – 5日
        6月2日 星期二：09:00–18:00
        6月3日 星期三：09:00–18:00
        6月4日 星期四：现在看不到
        6月5日 星期五：现在看不到
        
        我只存接下来90天的日程。Google 现在没有回应，更远的我看不到。
        [6月2日 周二 09:00] [6月3日 周三 09:00]
    ");
    // What is in the way is known, but not when else there is time.
    assert_snapshot!(world.says(ANA, "am I free on 12 november at 1pm?").await, @"
    Ana: am I free on 12 november at 1pm?
    Janji: ❌ You’re not free: Thursday 12 November, 13:00–14:00
        • lunch, 13:00–14:00
        
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
    ");
    assert_snapshot!(world.says(ANA, "dentist 12 november 1.30pm").await, @"
    Ana: dentist 12 november 1.30pm
    Janji: ✅ Added: dentist
        Thursday 12 November, 13:30–14:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (13:20)
        ⚠️ Overlaps with: lunch, 13:00–14:00
        [↩️ Undo] [Move] [Cancel]
    ");
    world.says(ANA, "what's on from 9 november to 15 november?").await;
    assert_snapshot!(world.presses(ANA, "🖼 Picture").await, @"
    Ana presses [🖼 Picture]
    Janji: (a picture) 9 – 15 November 2026
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
    ");
    world.google().faults().clear();
    assert_snapshot!(world.says(ANA, "am I free on 13 november at 3pm?").await, @"
    Ana: am I free on 13 november at 3pm?
    Janji: ✅ You’re free: Friday 13 November, 15:00–16:00
        [Fri 13 Nov, 15:00]
    ");
    world.close().await;
}
