//! What one person does here, the others of the calendar are told, unless they do not want to be.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

/// A world in which people hear of each other.
async fn shared() -> World {
    World::open_with(&[("JANJI_TELL_OTHERS", "true")]).await
}

#[tokio::test]
async fn the_others_hear_what_one_adds_moves_and_cancels() {
    let world = shared().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"Janji: 👤 Ana tambah: dentist, Jumaat 13 Mac, 16:30–17:30");
    assert_snapshot!(world.reads(MEI.chat()), @"Janji: 👤 Ana 加了：dentist，3月13日 星期五 16:30–17:30");
    world.says(ANA, "move dentist to 5pm").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"Janji: 👤 Ana pindahkan: dentist, Jumaat 13 Mac, 17:00–18:00");
    assert_snapshot!(world.reads(MEI.chat()), @"Janji: 👤 Ana 改了时间：dentist，3月13日 星期五 17:00–18:00");
    world.says(BUDI, "senarai").await;
    world.says(BUDI, "batal 1").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 6): ❌ Cancelled: ~dentist~, Friday 13 March, 17:00–18:00
    Janji: 👤 Budi cancelled: ~dentist~, Friday 13 March, 17:00–18:00
    ");
    world.says(BUDI, "batal balik").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 6): dentist
        Friday 13 March, 17:00–18:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:50)
        [Move] [Cancel]
    Janji: 👤 Budi brought back: dentist, Friday 13 March, 17:00–18:00
    ");
    assert_snapshot!(world.reads(MEI.chat()), @"
    Janji: 👤 Budi 取消了：~dentist~，3月13日 星期五 17:00–18:00
    Janji: 👤 Budi 恢复了：dentist，3月13日 星期五 17:00–18:00
    ");
    world.close().await;
}

#[tokio::test]
async fn several_are_told_in_one_message_and_a_series_as_one() {
    let world = shared().await;
    for text in ["lunch tomorrow 1pm", "tea tomorrow 4pm", "gym every friday 7am"] {
        world.says(ANA, text).await;
    }
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 👤 Ana tambah: lunch, Rabu 11 Mac, 13:00–14:00
    Janji: 👤 Ana tambah: tea, Rabu 11 Mac, 16:00–17:00
    Janji: 👤 Ana tambah: gym, Jumaat 13 Mac, 07:00–08:00

    Janji: 👤 Ana 加了：lunch，3月11日 星期三 13:00–14:00
    Janji: 👤 Ana 加了：tea，3月11日 星期三 16:00–17:00
    Janji: 👤 Ana 加了：gym，3月13日 星期五 07:00–08:00
    ");
    world.says(ANA, "/list").await;
    world.says(ANA, "cancel 1,2").await;
    world.presses(ANA, "Yes, cancel all").await;
    assert_snapshot!(world.reads(MEI.chat()), @"
    Janji: 👤 Ana 取消了：
        • ~lunch~，3月11日 星期三 13:00–14:00
        • ~tea~，3月11日 星期三 16:00–17:00
    ");
    world.says(ANA, "cancel all of gym").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: 👤 Ana batalkan:
        • ~lunch~, Rabu 11 Mac, 13:00–14:00
        • ~tea~, Rabu 11 Mac, 16:00–17:00
    Janji: 👤 Ana batalkan: ~gym~, Jumaat 13 Mac, 07:00–08:00
        Seluruh siri.
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 👤 Ana 取消了：~gym~，3月13日 星期五 07:00–08:00
        整个系列都是。
    ");
    world.close().await;
}

#[tokio::test]
async fn a_person_who_does_not_want_to_hear_it_does_not_and_groups_never_do() {
    let world = shared().await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world.says(BUDI, "/settings").await;
    assert_snapshot!(world.presses(BUDI, "Perubahan orang lain").await, @"
    Budi presses [Perubahan orang lain]
    Janji (edits 4): Perubahan orang lain: hidup
        Bila orang lain tambah, pindah atau batalkan acara melalui saya, saya beritahu anda.
        [mati]
        [‹ Semua tetapan]
    ");
    assert_snapshot!(world.presses(BUDI, "mati").await, @"
    Budi presses [mati]
    Janji (edits 4): Dah disimpan. Perubahan orang lain: mati
    ");
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_eq!(world.reads(BUDI.chat()), "");
    assert_eq!(world.reads(GROUP), "");
    assert!(world.reads(MEI.chat()).contains("dentist"));
    world.close().await;
}
