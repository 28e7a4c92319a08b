//! Google tells of changes: who is told and when, what a flood of messages costs, and channels that are no longer ours.

use futures::future::join_all;
use janji::sandbox::google::Channel;

use crate::support::outside::Outside;
use crate::support::running::{Running, any_port};
use crate::support::waiting::{in_time, until};
use crate::support::world::ANA;

/// How many messages come at once.
const FLOOD: usize = 100;

/// How many lists they may cost.
const MOST_LISTS: u64 = 20;

/// A bot that Google tells of changes, and its channel.
async fn open() -> (Outside, Running, Channel) {
    let outside = Outside::open().await;
    outside.telegram().user_starts(ANA);
    let listener = any_port().await;
    let public = listener.local_addr().unwrap();
    let bot = Running::start(&outside, listener, Some(public)).await;
    until("Google is asked to tell", async || !outside.google().channels().is_empty()).await;
    let store = outside.store();
    // Its round ends after that.
    until("the channel is known", async || {
        store.account_state(&Outside::account()).await.is_ok_and(|state| state.push.is_some())
    })
    .await;
    let channel = outside.google().channels().remove(0);
    (outside, bot, channel)
}

/// Sends what Google sends; the status of the answer.
async fn tell(client: &reqwest::Client, address: &str, id: &str, token: &str) -> u16 {
    let request = client.post(address).header("x-goog-channel-id", id).header("x-goog-channel-token", token);
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_change_in_google_is_told_though_the_clock_stands_still() {
    let (outside, bot, _) = open().await;
    let start = outside.now() + chrono::Duration::hours(3);
    outside.google().add_event("made in Google", start, start + chrono::Duration::hours(1)).unwrap();
    in_time(
        "it is told",
        outside.telegram().wait_until(|telegram| {
            telegram.last_from_bot(ANA.chat()).is_some_and(|message| message.text().contains("made in Google"))
        }),
    )
    .await;
    bot.stop().await;
    outside.sandbox.stop().await;
}

#[tokio::test]
async fn a_flood_of_messages_costs_few_lists_and_forged_ones_none() {
    let (outside, bot, channel) = open().await;
    let (client, store, google) = (reqwest::Client::new(), outside.store(), outside.google());
    let pinged = async || store.is_pinged(&Outside::account()).await.unwrap();
    let before = google.calls("events.list");
    for (id, token) in [(channel.id.as_str(), "guess"), ("janji-x-1", &channel.token), ("", ""), ("janji-", "")] {
        assert_eq!(tell(&client, &channel.address, id, token).await, 403, "{id}");
    }
    assert!(!pinged().await, "nobody but Google is believed");
    assert_eq!(google.calls("events.list"), before);
    let told = join_all((0..FLOOD).map(|_| tell(&client, &channel.address, &channel.id, &channel.token))).await;
    assert!(told.iter().all(|status| *status == 200));
    until("a round looks", async || google.calls("events.list") > before).await;
    until("the last message is heard", async || !pinged().await).await;
    // Rounds that have begun end first.
    bot.stop().await;
    let lists = google.calls("events.list") - before;
    assert!((1..=MOST_LISTS).contains(&lists), "{lists} lists");
    outside.sandbox.stop().await;
}

#[tokio::test]
async fn channels_that_are_no_longer_ours_are_stopped() {
    let (outside, bot, channel) = open().await;
    bot.stop().await;
    // One that a crash left behind: Google has it, and only our note of it says so.
    let store = outside.store();
    let orphan = outside.calendar().await.watch("janji-orphan-1", "token", &channel.address).await.unwrap();
    store.put_channel(&Outside::account(), "janji-orphan-1", &orphan.resource).await.unwrap();
    assert_eq!(outside.google().channels().len(), 2);
    // Without a public address nobody is told of anything.
    outside.clock.move_to(outside.now() + chrono::Duration::hours(7));
    let bot = Running::start(&outside, any_port().await, None).await;
    until("Google has stopped telling", async || outside.google().channels().is_empty()).await;
    until("nothing is noted", async || {
        let state = store.account_state(&Outside::account()).await.unwrap();
        state.push.is_none() && store.channels(&Outside::account()).await.unwrap().is_empty()
    })
    .await;
    bot.stop().await;
    outside.sandbox.stop().await;
}
