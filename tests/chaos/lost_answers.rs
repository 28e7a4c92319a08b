//! Google does what it is asked, and the answer is lost: no twins, nothing lost.

use janji::sandbox::{Fault, How, Often};

use super::stage::{Stage, count, row};
use crate::support::redis::Redis;

/// The ways in which an answer is lost after the effect; each insert loses one of them.
const WAYS: [How; 4] = [How::Cut, How::HangUp, How::Status(503), How::Status(500)];

#[tokio::test]
async fn an_insert_whose_answer_is_lost_is_read_back_and_never_made_twice() {
    let inserts = count("CHAOS_INSERTS", 24);
    let stage = Stage::open(Redis::start().await, &[("JANJI_SYNC_INTERVAL", "10s")]).await;
    let google = stage.sandbox.google();
    let bot = stage.ready_bot().await;
    for number in 0..inserts {
        google.faults().inject("events.insert", Fault::after(WAYS[number % WAYS.len()]), Often::Times(1));
        stage.wishes(number).await;
    }
    stage.nothing_is_owed().await;
    bot.stop().await;

    let (lost, twins) = stage.lost_and_twins(inserts);
    let struck = google.faults().struck("events.insert");
    let made = google.calls("events.insert");
    row(
        "success with a lost answer",
        &[
            ("inserts", inserts.to_string()),
            ("answers lost", struck.to_string()),
            ("insert calls", made.to_string()),
            ("events lost", lost.to_string()),
            ("twins", twins.to_string()),
        ],
    );
    assert_eq!(struck, u64::try_from(inserts).unwrap());
    assert_eq!((lost, twins), (0, 0));
    assert!(made <= u64::try_from(inserts).unwrap() + struck, "{made} insert calls: more than one again for each loss");
    stage.close().await;
}
