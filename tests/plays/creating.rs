//! A message becomes an event.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_message_with_a_time_becomes_an_event_and_the_answer_names_what_was_understood() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "lunch with Sarah tomorrow 1pm for 45 min").await, @"
    Ana: lunch with Sarah tomorrow 1pm for 45 min
    Janji: ✅ Added: lunch with Sarah
        Tomorrow, Wednesday 11 March, 13:00–13:45 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T13:00:00+08:00 – 2026-03-11T13:45:00+08:00 lunch with Sarah");
    assert_snapshot!(world.asked_of_google().join("\n"), @"POST events.insert → 200");
    world.close().await;
}

#[tokio::test]
async fn malay_is_read_and_answered() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "jumpa Cikgu Azlan esok pukul 2.30 petang @ Shah Alam").await, @"
    Budi: jumpa Cikgu Azlan esok pukul 2.30 petang @ Shah Alam
    Janji: ✅ Dah ditambah: jumpa Cikgu Azlan
        Esok, Rabu 11 Mac, 14:30–15:30 (waktu Kuala Lumpur)
        Tempat: Shah Alam
        Peringatan: 10 minit sebelum (14:20)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T14:30:00+08:00 – 2026-03-11T15:30:00+08:00 jumpa Cikgu Azlan @ Shah Alam");
    world.close().await;
}

#[tokio::test]
async fn chinese_is_read_and_answered() {
    let world = World::open().await;
    assert_snapshot!(world.says(MEI, "明天下午两点开会一个小时").await, @"
    Mei: 明天下午两点开会一个小时
    Janji: ✅ 已加入日历：开会
        明天 3月11日 星期三 14:00–15:00（吉隆坡时间）
        提醒：提前10分钟（13:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-11T14:00:00+08:00 – 2026-03-11T15:00:00+08:00 开会");
    world.close().await;
}

#[tokio::test]
async fn a_clock_time_already_past_means_tomorrow_and_the_answer_says_so() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call bank 9am").await, @"
    Ana: call bank 9am
    Janji: ✅ Added: call bank
        Tomorrow, Wednesday 11 March, 09:00–10:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (08:50)
        09:00 has already passed today, so I made it tomorrow.
        [Make it Tue 10 Mar, 09:00]
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "telefon bank pukul 9 pagi").await, @"
    Budi: telefon bank pukul 9 pagi
    Janji: ✅ Dah ditambah: telefon bank
        Esok, Rabu 11 Mac, 09:00–10:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (08:50)
        09:00 hari ini dah lepas, jadi saya letak esok.
        ⚠️ Bertindih dengan: call bank, 09:00–10:00
        [Tukar: Sel 10 Mac, 09:00]
        [Tukar: Rab 11 Mac, 10:00] [Tukar: Kha 12 Mac, 09:00]
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn today_with_a_past_clock_goes_to_the_next_day_with_a_way_back() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call bank today 9am").await, @"
    Ana: call bank today 9am
    Janji: ✅ Added: call bank
        Tomorrow, Wednesday 11 March, 09:00–10:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (08:50)
        You said today, but 09:00 has already passed, so I made it tomorrow.
        [Keep today]
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.presses(ANA, "Keep today").await, @"
    Ana presses [Keep today]
    Janji (edits 4): ✅ Moved: call bank
        Today, Tuesday 10 March, 09:00–10:00 (Kuala Lumpur time)
        Too late for a reminder 10 minutes before
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"2026-03-10T09:00:00+08:00 – 2026-03-10T10:00:00+08:00 call bank");
    world.close().await;
}

#[tokio::test]
async fn a_bare_hour_names_what_was_implied_and_offers_the_other_half_of_the_day() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "pick up laundry at 6").await, @"
    Ana: pick up laundry at 6
    Janji: ✅ Added: pick up laundry
        Today, Tuesday 10 March, 18:00–19:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (17:50)
        You didn’t say am or pm, so I assumed 18:00.
        [Make it Wed 11 Mar, 06:00]
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn place_lead_and_rule_go_into_the_event() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "football every saturday 5pm @ Padang, remind me 1 hour before").await, @"
    Ana: football every saturday 5pm @ Padang, remind me 1 hour before
    Janji: ✅ Added: football
        Saturday 14 March, 17:00–18:00 (Kuala Lumpur time)
        Place: Padang
        Repeats every Saturday
        Reminder: 1 hour before (16:00)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-14T17:00:00+08:00 – 2026-03-14T18:00:00+08:00 football @ Padang (leads 60)
    2026-03-21T17:00:00+08:00 – 2026-03-21T18:00:00+08:00 football @ Padang (leads 60)
    2026-03-28T17:00:00+08:00 – 2026-03-28T18:00:00+08:00 football @ Padang (leads 60)
    2026-04-04T17:00:00+08:00 – 2026-04-04T18:00:00+08:00 football @ Padang (leads 60)
    2026-04-11T17:00:00+08:00 – 2026-04-11T18:00:00+08:00 football @ Padang (leads 60)
    2026-04-18T17:00:00+08:00 – 2026-04-18T18:00:00+08:00 football @ Padang (leads 60)
    ");
    world.close().await;
}

#[tokio::test]
async fn whole_days_stay_whole_days() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "Japan trip 12 to 20 May").await, @"
    Ana: Japan trip 12 to 20 May
    Janji: ✅ Added: Japan trip
        Tuesday 12 May – Wednesday 20 May (9 days)
        Reminder: Mon 11 May, 18:00
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(MEI, "20号交水电费").await, @"
    Mei: 20号交水电费
    Janji: ✅ 已加入日历：交水电费
        3月20日 星期五 全天
        提醒：3月19日 周四 18:00
        [↩️ 撤销] [改时间] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_at_the_same_time_as_another_says_so() {
    let world = World::open().await;
    world.says(ANA, "standup tomorrow 9am").await;
    assert_snapshot!(world.says(ANA, "dentist tomorrow 9.30am").await, @"
    Ana: dentist tomorrow 9.30am
    Janji: ✅ Added: dentist
        Tomorrow, Wednesday 11 March, 09:30–10:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:20)
        ⚠️ Overlaps with: standup, 09:00–10:00
        [Make it Wed 11 Mar, 10:00] [Make it Thu 12 Mar, 09:00]
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn when_every_lead_is_past_the_reminder_comes_at_the_start_and_the_answer_says_so() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "call Kelvin in 5 minutes").await, @"
    Ana: call Kelvin in 5 minutes
    Janji: ✅ Added: call Kelvin
        Today, Tuesday 10 March, 10:05–11:05 (Kuala Lumpur time)
        Reminder: at the start (10:05)
        Too late for a reminder 10 minutes before
        [↩️ Undo] [Move] [Cancel]
    ");
    // One for each of the three people, at the start.
    assert_eq!(world.pending_reminders().await, 3);
    world.close().await;
}

#[tokio::test]
async fn no_time_no_event() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "hello there").await, @"
    Ana: hello there
    Janji: Hi! Tell me about an event, like: brunch w cousins sun 10.30am @ VCR
    ");
    assert_snapshot!(world.says(BUDI, "terima kasih").await, @"
    Budi: terima kasih
    Janji: 👍
    ");
    assert_snapshot!(world.says(MEI, "你好").await, @"
    Mei: 你好
    Janji: 你好！告诉我要安排什么，例如：明天下午两点开会一个小时
    ");
    assert!(world.asked_of_google().is_empty());
    world.close().await;
}

#[tokio::test]
async fn an_event_without_a_name_is_added_and_asked_about() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "tomorrow 3pm").await, @"
    Ana: tomorrow 3pm
    Janji: ✅ Added: (no title)
        Tomorrow, Wednesday 11 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        What should I call it?
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "dentist").await, @"
    Ana: dentist
    Janji: ✅ Changed: dentist
        Tomorrow, Wednesday 11 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 4): dentist
        Tomorrow, Wednesday 11 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
    ");
    assert_snapshot!(world.says(BUDI, "esok 4 petang").await, @"
    Budi: esok 4 petang
    Janji: ✅ Dah ditambah: (tanpa tajuk)
        Esok, Rabu 11 Mac, 16:00–17:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (15:50)
        Nak letak nama apa?
        [↩️ Undo] [Pindah] [Batal]
    ");
    // What says a time is another event.
    assert_snapshot!(world.says(BUDI, "futsal lusa 9 malam").await, @"
    Budi: futsal lusa 9 malam
    Janji: ✅ Dah ditambah: futsal
        Khamis 12 Mac, 21:00–22:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (20:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn who_is_to_be_woken_is_woken_in_the_morning() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "wake me up at 5 tomorrow").await, @"
    Ana: wake me up at 5 tomorrow
    Janji: ✅ Added: Reminder
        Tomorrow, Wednesday 11 March, 05:00–06:00 (Kuala Lumpur time)
        Reminder: at the start (05:00)
        You didn’t say am or pm, so I assumed 05:00.
        [Make it Wed 11 Mar, 17:00]
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "kejutkan sy utk sahur esok pukul 5").await, @"
    Budi: kejutkan sy utk sahur esok pukul 5
    Janji: ✅ Dah ditambah: sahur
        Esok, Rabu 11 Mac, 05:00–06:00 (waktu Kuala Lumpur)
        Peringatan: bila bermula (05:00)
        Tak disebut pagi atau petang, jadi saya anggap 05:00.
        ⚠️ Bertindih dengan: Reminder, 05:00–06:00
        [Tukar: Rab 11 Mac, 17:00]
        [Tukar: Rab 11 Mac, 06:00] [Tukar: Kha 12 Mac, 05:00]
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(MEI, "明天6点叫醒我").await, @"
    Mei: 明天6点叫醒我
    Janji: ✅ 已加入日历：提醒
        明天 3月11日 星期三 06:00–07:00（吉隆坡时间）
        提醒：开始时（06:00）
        没说上午还是下午，就当是06:00。
        [改为3月11日 周三 18:00]
        [↩️ 撤销] [改时间] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn two_messages_are_two_events_even_when_they_say_the_same() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_eq!(world.sandbox.google().count(), 2);
    world.close().await;
}
