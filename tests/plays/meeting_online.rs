//! Meet links: asked for in words, shown in the answer, and said when Google refuses one.

use insta::assert_snapshot;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn a_meet_link_that_is_asked_for_is_made_and_shown() {
    let world = World::open().await;
    let ana = world.says(ANA, "kickoff with Acme thursday 2pm via gmeet").await;
    assert!(ana.contains("Added: kickoff with Acme\n") && ana.contains("https://meet.google.com/"), "{ana}");
    let budi = world.says(BUDI, "mesyuarat bajet jumaat 10 pagi guna Meet").await;
    assert!(budi.contains("mesyuarat bajet\n") && budi.contains("https://meet.google.com/"), "{budi}");
    let mei = world.says(MEI, "明天下午3点线上面试").await;
    assert!(mei.contains("：面试\n") && mei.contains("https://meet.google.com/"), "{mei}");
    world.close().await;
}

#[tokio::test]
async fn what_asks_for_no_meet_link_gets_none() {
    let world = World::open().await;
    for (user, text) in [(ANA, "meet Ali tomorrow 3pm"), (BUDI, "jumpa Siti esok 4 petang"), (MEI, "明天下午5点面试")]
    {
        let answer = world.says(user, text).await;
        assert!(!answer.contains("meet.google.com"), "{answer}");
    }
    world.close().await;
}

#[tokio::test]
async fn that_google_refuses_a_meet_link_is_said_and_the_event_is_made() {
    let world = World::open().await;
    world.sandbox.google().refuse_meet(true);
    assert_snapshot!(world.says(ANA, "demo friday 3pm with a meet link").await, @"");
    assert_snapshot!(world.says(BUDI, "taklimat isnin 9 pagi secara dalam talian").await, @"");
    assert_snapshot!(world.says(MEI, "周五上午11点和客户线上开会").await, @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}
