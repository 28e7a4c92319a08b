//! The bot on a real cluster: six nodes, where nothing may touch two slots at once.

use chrono::Duration;
use insta::assert_snapshot;

use crate::support::redis::Redis;
use crate::support::world::{ANA, BUDI, GROUP, World};

#[tokio::test]
async fn everything_that_the_bot_does_works_on_a_cluster() {
    let world = World::open_on(Redis::start_cluster().await, &[]).await;
    world.says(ANA, "dentist today 4.30pm @ KLCC").await;
    world.says(ANA, "gym every day 7am").await;
    world.says(BUDI, "senarai").await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    let start = world.now() + Duration::hours(2);
    world.sandbox.google().add_event("made in Google", start, start + Duration::hours(1)).unwrap();
    world.sandbox.google().expire_sync_tokens();
    world.round().await;
    let told = world.waits(ANA, Duration::hours(7)).await;
    assert!(told.contains("dentist in 10 minutes"), "{told}");
    world.says(ANA, "/list").await;
    let told = world.says(ANA, "cancel 1").await;
    assert!(told.contains("dentist"), "{told}");
    let told = world.says(ANA, "/status").await;
    assert!(told.contains("Google: OK"), "{told}");
    let told = world.reads(GROUP);
    assert!(told.contains("Busy in 10 minutes"), "{told}");
    world.becomes_super(GROUP, ANA).await;
    assert_snapshot!(world.everybody_reads(), @"
    Ana: (the supergroup begins)

    Janji: ✨ Baharu di Google: made in Google, Selasa 10 Mac, 12:00–13:00
    Janji: ⏰ made in Google 10 minit lagi
        Hari ini, Selasa 10 Mac, 12:00–13:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji: ⏰ dentist 10 minit lagi
        Hari ini, Selasa 10 Mac, 16:30–17:30
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]
    Janji (edits 7): ❌ Dibatalkan: ~dentist~, Selasa 10 Mac, 16:30–17:30

    Janji: ✨ Google 里的新日程：made in Google，3月10日 星期二 12:00–13:00
    Janji: ⏰ 10分钟后：made in Google
        今天 3月10日 星期二 12:00–13:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji: ⏰ 10分钟后：dentist
        今天 3月10日 星期二 16:30–17:30
        地点：KLCC
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    Janji (edits 5): ❌ 已取消：~dentist~，3月10日 星期二 16:30–17:30
    ");
    world.close().await;
}
