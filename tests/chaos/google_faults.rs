//! Nearly a third of all calls to Google fail, for the length of a run.

use janji::sandbox::{EVERYWHERE, Fault, How, Moment, Often};
use rand::RngExt;

use super::stage::{PEOPLE, Stage, answers, count, dice, row, said, title, wish};
use crate::support::bot::{Bot, in_time, until};
use crate::support::redis::Redis;
use crate::support::world::ANA;

/// What fails, and how often: 30 of 100 calls in all.
const FAULTS: [(Fault, f64); 6] = [
    (Fault { moment: Moment::BeforeEffect, how: How::Status(503) }, 0.08),
    (Fault { moment: Moment::BeforeEffect, how: How::Cut }, 0.06),
    (Fault { moment: Moment::AfterEffect, how: How::Cut }, 0.06),
    (Fault { moment: Moment::AfterEffect, how: How::Status(500) }, 0.06),
    (Fault { moment: Moment::BeforeEffect, how: How::Status(429) }, 0.03),
    (Fault { moment: Moment::BeforeEffect, how: How::Status(401) }, 0.01),
];

#[tokio::test]
async fn nothing_is_lost_and_hardly_a_call_is_wasted() {
    let wishes = count("CHAOS_WISHES", 40);
    let stage = Stage::open(Redis::start().await, &[]).await;
    let (telegram, google) = (stage.sandbox.telegram(), stage.sandbox.google());
    let bot = stage.bot("bot");
    stage.greet(&PEOPLE).await;
    bot.ready().await;
    let rounds_before = rounds(&bot).await;
    drop(google.take_log());

    let mut dice = dice();
    for (fault, chance) in FAULTS {
        google.faults().inject(EVERYWHERE, fault, Often::Chance { chance, seed: dice.random() });
    }
    for number in 0..wishes {
        let user = PEOPLE[number % PEOPLE.len()];
        stage.says(user, &wish(&title("errand", number), number));
        let is_answered = || answers(&said(telegram, user.chat()), &title("errand", number)) > 0;
        in_time("an answer", telegram.wait_until(|_| is_answered())).await;
    }
    let waiting = async || stage.store().count_edits(&Stage::account()).await.unwrap();
    until("nothing is owed to Google", async || {
        if waiting().await > 0 {
            let known = said(telegram, ANA.chat()).len();
            stage.says(ANA, "/sync");
            in_time("an answer", telegram.wait_until(|telegram| said(telegram, ANA.chat()).len() > known)).await;
        }
        waiting().await == 0
    })
    .await;
    let log = google.take_log();
    let (calls, faults) = (log.len(), usize::try_from(google.faults().struck_in_all()).unwrap());
    // An insert whose answer was lost is known by the 409 of the next one, and has to be read back; and after a 401 a
    // token has to be fetched.
    let read_back = log.iter().filter(|asked| asked.status == Some(409)).count();
    let tokens = log.iter().filter(|asked| asked.point == "token" && asked.status == Some(200)).count();
    let needed = wishes + rounds(&bot).await - rounds_before + read_back + tokens;
    google.faults().clear();
    bot.stop().await;

    let at_google = stage.at_google();
    let times = |number: usize| at_google.get(&title("errand", number)).copied().unwrap_or_default();
    let lost = (0..wishes).filter(|number| times(*number) == 0).count();
    let twins: usize = (0..wishes).map(|number| times(number).saturating_sub(1)).sum();
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
            ("lost", lost.to_string()),
            ("twins", twins.to_string()),
        ],
    );
    assert_eq!((lost, twins), (0, 0));
    assert!(ratio <= 1.05, "{calls} calls for {needed} needed and {faults} faults");
    stage.sandbox.stop().await;
}

/// How many rounds have been tried.
async fn rounds(bot: &Bot) -> usize {
    let (_, figures) = bot.asked("/metrics").await.unwrap();
    let lines = figures.lines().filter(|line| line.starts_with("janji_sync_rounds_total"));
    lines.map(|line| line.rsplit(' ').next().unwrap().parse::<usize>().unwrap()).sum()
}
