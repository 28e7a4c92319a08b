//! Meet links: asked for in words, shown in the answer, and said when Google refuses one.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_meet_link_that_is_asked_for_is_made_and_shown() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "kickoff with Acme thursday 2pm via gmeet").await, @"
    Ana: kickoff with Acme thursday 2pm via gmeet
    Janji: ✅ Added: kickoff with Acme
        Thursday 12 March, 14:00–15:00 (Kuala Lumpur time)
        🔗 Join online
        Reminder: 10 minutes before (13:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "mesyuarat bajet jumaat 10 pagi guna Meet").await, @"
    Budi: mesyuarat bajet jumaat 10 pagi guna Meet
    Janji: ✅ Dah ditambah: mesyuarat bajet
        Jumaat 13 Mac, 10:00–11:00 (waktu Kuala Lumpur)
        🔗 Sertai dalam talian
        Peringatan: 10 minit sebelum (09:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(MEI, "明天下午3点线上面试").await, @"
    Mei: 明天下午3点线上面试
    Janji: ✅ 已加入日历：面试
        明天 3月11日 星期三 15:00–16:00（吉隆坡时间）
        🔗 在线加入
        提醒：提前10分钟（14:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn what_asks_for_no_meet_link_gets_none() {
    let world = World::open().await;
    for (user, text) in [(ANA, "meet Ali tomorrow 3pm"), (BUDI, "jumpa Siti esok 4 petang"), (MEI, "明天下午5点面试")]
    {
        let answer = world.says(user, text).await;
        assert!(!answer.contains("🔗"), "{answer}");
    }
    world.close().await;
}

#[tokio::test]
async fn that_google_refuses_a_meet_link_is_said_and_the_event_is_made() {
    let world = World::open().await;
    world.sandbox.google().refuse_meet(true);
    assert_snapshot!(world.says(ANA, "demo friday 3pm with a meet link").await, @"
    Ana: demo friday 3pm with a meet link
    Janji: ✅ Added: demo
        Friday 13 March, 15:00–16:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:50)
        🔗 Google couldn’t add a Meet link to this event.
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "taklimat isnin 9 pagi secara dalam talian").await, @"
    Budi: taklimat isnin 9 pagi secara dalam talian
    Janji: ✅ Dah ditambah: taklimat
        Isnin 16 Mac, 09:00–10:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (08:50)
        🔗 Google tak dapat beri pautan Meet untuk acara ini.
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_snapshot!(world.says(MEI, "周五上午11点和客户线上开会").await, @"
    Mei: 周五上午11点和客户线上开会
    Janji: ✅ 已加入日历：和客户开会
        3月13日 星期五 11:00–12:00（吉隆坡时间）
        提醒：提前10分钟（10:50）
        🔗 Google 没能给这个日程加上 Meet 链接。
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_snapshot!(world.calendar(), @"
    2026-03-13T11:00:00+08:00 – 2026-03-13T12:00:00+08:00 和客户开会
    2026-03-13T15:00:00+08:00 – 2026-03-13T16:00:00+08:00 demo
    2026-03-16T09:00:00+08:00 – 2026-03-16T10:00:00+08:00 taklimat
    ");
    world.close().await;
}
