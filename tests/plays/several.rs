//! One message that names several events: all are offered together.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_line_for_each_event_offers_them_all_and_one_tap_adds_them() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "Mon 9am standup\nTue 10am review\nFri 3pm demo").await, @"
    Ana: Mon 9am standup
        Tue 10am review
        Fri 3pm demo
    Janji: I found 3 events:
        1. Monday 16 March, 09:00–10:00 · standup
        2. Tuesday 10 March, 10:00–11:00 · review
        3. Friday 13 March, 15:00–16:00 · demo
        [Add all 3]
        [Add 1] [Add 2] [Add 3]
        [Never mind]
    ");
    assert_snapshot!(world.calendar(), @"");
    assert_snapshot!(world.presses(ANA, "Add all 3").await, @"
    Ana presses [Add all 3]
    Janji (edits 4): ✅ Added 3 events:
        Monday 16 March, 09:00–10:00 · standup
        Tuesday 10 March, 10:00–11:00 · review
        Friday 13 March, 15:00–16:00 · demo
        [↩️ Undo]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-10T10:00:00+08:00 – 2026-03-10T11:00:00+08:00 review
    2026-03-13T15:00:00+08:00 – 2026-03-13T16:00:00+08:00 demo
    2026-03-16T09:00:00+08:00 – 2026-03-16T10:00:00+08:00 standup
    ");
    world.close().await;
}

#[tokio::test]
async fn one_event_on_several_days_is_added_day_by_day_as_wanted() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "kelas 20 dan 21 Okt 9 pagi").await, @"
    Budi: kelas 20 dan 21 Okt 9 pagi
    Janji: Ada 2 acara:
        1. Selasa 20 Oktober, 09:00–10:00 · kelas
        2. Rabu 21 Oktober, 09:00–10:00 · kelas
        [Tambah semua 2]
        [Tambah 1] [Tambah 2]
        [Tak jadi]
    ");
    assert_snapshot!(world.presses(BUDI, "Tambah 2").await, @"
    Budi presses [Tambah 2]
    Janji (edits 4): ✅ 1 acara dah ditambah:
        Rabu 21 Oktober, 09:00–10:00 · kelas
        Belum ditambah:
        1. Selasa 20 Oktober, 09:00–10:00 · kelas
        [Tambah 1]
        [↩️ Undo] [Cukup]
    ");
    assert_snapshot!(world.presses(BUDI, "Tambah 1").await, @"
    Budi presses [Tambah 1]
    Janji (edits 4): ✅ 1 acara dah ditambah:
        Selasa 20 Oktober, 09:00–10:00 · kelas
        [↩️ Undo]
    ");
    world.close().await;
}

#[tokio::test]
async fn what_is_offered_can_be_left() {
    let world = World::open().await;
    assert_snapshot!(world.says(MEI, "10月17号和18号早上9点上课").await, @"
    Mei: 10月17号和18号早上9点上课
    Janji: 我看到2个日程：
        1. 10月17日 星期六 09:00–10:00 · 上课
        2. 10月18日 星期日 09:00–10:00 · 上课
        [全部添加（2）]
        [添加 1] [添加 2]
        [不用了]
    ");
    assert_snapshot!(world.presses(MEI, "不用了").await, @"
    Mei presses [不用了]
    Janji (edits 4): 好的，什么都没改。
    ");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_prayer_says_when_and_what_it_was_taken_for() {
    let world = World::open().await;
    assert_snapshot!(world.says(BUDI, "kenduri esok lepas Maghrib").await, @"
    Budi: kenduri esok lepas Maghrib
    Janji: ✅ Dah ditambah: kenduri
        Esok, Rabu 11 Mac, 19:30–20:30 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (19:20)
        ≈ 19:30 (Maghrib)
        [Tukar: Rab 11 Mac, 20:00]
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_day_that_is_left_out_of_a_series_reaches_the_calendar() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "standup every weekday 9.45am except 20 march").await, @"
    Ana: standup every weekday 9.45am except 20 march
    Janji: ✅ Added: standup
        Tomorrow, Wednesday 11 March, 09:45–10:45 (Kuala Lumpur time)
        Repeats every weekday, except Friday 20 March
        Reminder: 10 minutes before (09:35)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.asked_of_google().join("\n"), @"
    POST events.insert → 200
    GET events.list (what changed) → 200
    GET events.get → 200
    ");
    world.close().await;
}
