//! Google does what it is asked, and the answer is lost: no twins, nothing lost.

use janji::sandbox::{Fault, How, Moment, Often};

use super::stage::{PEOPLE, Stage, answers, count, row, said, title, wish};
use crate::support::bot::{in_time, until};
use crate::support::redis::Redis;
use crate::support::world::ANA;

/// The ways in which an answer is lost after the effect; each insert loses one of them.
const WAYS: [How; 3] = [How::Cut, How::Status(503), How::Status(500)];

#[tokio::test]
async fn an_insert_whose_answer_is_lost_is_read_back_and_never_made_twice() {
    let inserts = count("CHAOS_INSERTS", 24);
    let stage = Stage::open(Redis::start().await, &[("JANJI_SYNC_INTERVAL", "10s")]).await;
    let (telegram, google) = (stage.sandbox.telegram(), stage.sandbox.google());
    let bot = stage.bot("bot");
    stage.greet(&PEOPLE).await;
    bot.ready().await;

    for number in 0..inserts {
        let (how, moment) = (WAYS[number % WAYS.len()], Moment::AfterEffect);
        google.faults().inject("events.insert", Fault { moment, how }, Often::Times(1));
        let user = PEOPLE[number % PEOPLE.len()];
        stage.says(user, &wish(&title("errand", number), number));
        let is_answered = || answers(&said(telegram, user.chat()), &title("errand", number)) > 0;
        in_time("an answer", telegram.wait_until(|_| is_answered())).await;
    }
    // Somebody asks for a round, which carries out what is left.
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
    bot.stop().await;

    let at_google = stage.at_google();
    let times = |number: usize| at_google.get(&title("errand", number)).copied().unwrap_or_default();
    let lost = (0..inserts).filter(|number| times(*number) == 0).count();
    let twins: usize = (0..inserts).map(|number| times(number).saturating_sub(1)).sum();
    let struck = google.faults().struck("events.insert");
    row(
        "success with a lost answer",
        &[
            ("inserts", inserts.to_string()),
            ("answers lost", struck.to_string()),
            ("insert calls", google.calls("events.insert").to_string()),
            ("events lost", lost.to_string()),
            ("twins", twins.to_string()),
        ],
    );
    assert_eq!(struck, u64::try_from(inserts).unwrap());
    assert_eq!((lost, twins), (0, 0));
    let made = google.calls("events.insert");
    assert!(made <= u64::try_from(inserts).unwrap() + struck, "{made} insert calls: more than one again for each loss");
    stage.sandbox.stop().await;
}
