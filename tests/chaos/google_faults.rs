//! Nearly a third of all calls to Google fail, for the length of a run.
//!
//! What is needed is counted strictly: a call for each wish, one for each round that ended, and a token after each 401.
//! Each fault may cost one call more. An insert whose answer was lost is then read back at the price of its fault,
//! because what is known of the failure tells whether to look or to ask again; only where the connection breaks without
//! a word, and the insert had gone through, a call is wasted: asked again, refused as taken, and then looked at.

use janji::sandbox::{EVERYWHERE, Fault, How, Moment, Often};
use rand::RngExt;

use super::stage::{Stage, count, dice, row};
use crate::support::bot::Bot;
use crate::support::redis::Redis;

/// The most calls for each that is needed or makes up for a fault.
const MOST_CALLS: f64 = 1.05;

/// What fails, and how often: 30 of 100 calls in all.
const FAULTS: [(Fault, f64); 7] = [
    (Fault { moment: Moment::BeforeEffect, how: How::Status(503) }, 0.08),
    (Fault { moment: Moment::BeforeEffect, how: How::HangUp }, 0.06),
    (Fault { moment: Moment::AfterEffect, how: How::HangUp }, 0.03),
    (Fault { moment: Moment::AfterEffect, how: How::Cut }, 0.03),
    (Fault { moment: Moment::AfterEffect, how: How::Status(500) }, 0.06),
    (Fault { moment: Moment::BeforeEffect, how: How::Status(429) }, 0.03),
    (Fault { moment: Moment::BeforeEffect, how: How::Status(401) }, 0.01),
];

#[tokio::test]
async fn nothing_is_lost_and_hardly_a_call_is_wasted() {
    let wishes = count("CHAOS_WISHES", 40);
    let stage = Stage::open(Redis::start().await, &[]).await;
    let google = stage.sandbox.google();
    let bot = stage.ready_bot().await;
    let rounds_before = rounds(&bot).await;
    drop(google.take_log());

    let mut dice = dice();
    for (fault, chance) in FAULTS {
        google.faults().inject(EVERYWHERE, fault, Often::Chance { chance, seed: dice.random() });
    }
    for number in 0..wishes {
        stage.wishes(number).await;
    }
    stage.nothing_is_owed().await;
    let log = google.take_log();
    let (calls, faults) = (log.len(), usize::try_from(google.faults().struck_in_all()).unwrap());
    let times = |point: &str, status: u16| {
        log.iter().filter(|asked| asked.point == point && asked.status == Some(status)).count()
    };
    let needed = wishes + rounds(&bot).await - rounds_before + times("token", 200);
    google.faults().clear();
    bot.stop().await;

    let (lost, twins) = stage.lost_and_twins(wishes);
    #[expect(clippy::cast_precision_loss, reason = "a ratio for people")]
    let ratio = calls as f64 / (needed + faults) as f64;
    row(
        "30 % faults on all calls to Google",
        &[
            ("wishes", wishes.to_string()),
            ("calls", calls.to_string()),
            ("needed", needed.to_string()),
            ("faults", faults.to_string()),
            ("calls / (needed + faults)", format!("{ratio:.3}")),
            ("refused as taken", times("events.insert", 409).to_string()),
            ("lost", lost.to_string()),
            ("twins", twins.to_string()),
        ],
    );
    assert_eq!((lost, twins), (0, 0));
    assert!(ratio <= MOST_CALLS, "{calls} calls for {needed} needed and {faults} faults");
    stage.close().await;
}

/// How many rounds have ended well.
async fn rounds(bot: &Bot) -> usize {
    let (_, metrics) = bot.asked("/metrics").await.unwrap();
    let is_good = |line: &&str| line.starts_with("janji_sync_rounds_total") && line.contains("outcome=\"ok\"");
    let lines = metrics.lines().filter(is_good);
    lines.map(|line| line.rsplit(' ').next().unwrap().parse::<usize>().unwrap()).sum()
}
