//! Updates that Telegram sends: through a load balancer to two processes, forged, and at the change from and to polling.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use janji::clock::Clock;
use janji::sandbox::telegram::Telegram;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::chaos::stage::{PEOPLE, answers, count, row, said, title, wish};
use crate::support::cast;
use crate::support::outside::Outside;
use crate::support::redis::Redis;
use crate::support::running::{Running, any_port};
use crate::support::waiting::{in_time, until};
use crate::support::world::ANA;

/// Sends each request to the next of these bots, as a load balancer does.
fn balance(bots: Vec<SocketAddr>, listener: TcpListener) -> JoinHandle<()> {
    let (bots, turn, client) = (Arc::new(bots), Arc::new(AtomicUsize::new(0)), reqwest::Client::new());
    let forward = async move |State(()): State<()>, headers: HeaderMap, body: Bytes| {
        let bot = bots[turn.fetch_add(1, Ordering::Relaxed) % bots.len()];
        let request = client.post(format!("http://{bot}/telegram")).headers(headers).body(body);
        match request.send().await {
            Ok(answer) => StatusCode::from_u16(answer.status().as_u16()).unwrap(),
            Err(_) => StatusCode::BAD_GATEWAY,
        }
    };
    let routes = Router::new().route("/telegram", post(forward)).with_state(());
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() })
}

/// Somebody writes the `number`th wish.
fn says(outside: &Outside, number: usize) {
    let user = PEOPLE[number % PEOPLE.len()];
    outside.telegram().user_says(user.chat(), user, &wish(&title("errand", number), number));
}

/// Waits until every wish so far is answered: a message each, and the words of welcome.
async fn all_answered(outside: &Outside, wishes: usize) {
    let all = 2 * (wishes + PEOPLE.len());
    let is_done = |telegram: &Telegram| telegram.pending_updates() == 0 && telegram.count_messages() >= all;
    in_time("an answer to every wish", outside.telegram().wait_until(is_done)).await;
}

/// How many wishes a second are answered, of these.
async fn answered_a_second(outside: &Outside, wishes: std::ops::Range<usize>) -> f64 {
    let watch = outside.clock.stopwatch();
    let (count, all) = (wishes.len(), wishes.end);
    for number in wishes {
        says(outside, number);
    }
    all_answered(outside, all).await;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = count as f64 / watch.elapsed().as_secs_f64();
    rate
}

/// Holds that every wish was answered once, in the order of its chat, and is one event.
fn once_and_in_order(outside: &Outside, wishes: usize) {
    for (nth, user) in PEOPLE.iter().enumerate() {
        let told = said(outside.telegram(), user.chat());
        let wanted: Vec<String> = (nth..wishes).step_by(PEOPLE.len()).map(|number| title("errand", number)).collect();
        let found = told.iter().filter_map(|text| text.lines().next()).filter(|line| line.contains("errand"));
        // What Google was too slow for is told once more when it is done, with its time.
        let found = found.filter(|line| !line.contains(','));
        let found: Vec<String> = found.map(|line| line[line.find("errand").unwrap()..].to_owned()).collect();
        assert_eq!(found, wanted);
    }
    let now = outside.clock.now();
    let events = outside.google().events(now - chrono::Duration::days(1), now + chrono::Duration::days(30));
    assert_eq!(events.len(), wishes);
}

async fn open() -> Outside {
    let clock = Clock::still(cast::TUESDAY_AT_TEN.parse().unwrap());
    let outside = Outside::open_on(Redis::start().await, clock).await;
    for user in PEOPLE {
        outside.telegram().user_starts(user);
    }
    outside
}

#[tokio::test]
async fn what_is_sent_to_any_process_is_done_once_and_in_order() {
    let wishes = count("CHAOS_UPDATES", 60);
    let outside = open().await;
    let (balancer, first, second) = (any_port().await, any_port().await, any_port().await);
    let public = balancer.local_addr().unwrap();
    let bots =
        [Running::start(&outside, first, Some(public)).await, Running::start(&outside, second, Some(public)).await];
    let balancing = balance(bots.iter().map(|bot| bot.address).collect(), balancer);
    in_time("the webhook is set", outside.telegram().wait_until(|telegram| telegram.webhook().is_some())).await;
    let sent = answered_a_second(&outside, 0..wishes).await;
    once_and_in_order(&outside, wishes);
    for bot in bots {
        bot.stop().await;
    }
    balancing.abort();
    let bot = Running::start(&outside, any_port().await, None).await;
    in_time("polling again", outside.telegram().wait_until(Telegram::is_polled)).await;
    let polled = answered_a_second(&outside, wishes..2 * wishes).await;
    once_and_in_order(&outside, 2 * wishes);
    bot.stop().await;
    row(
        "updates sent to two processes, and polled by one",
        &[
            ("updates", wishes.to_string()),
            ("sent, a second", format!("{sent:.0}")),
            ("polled, a second", format!("{polled:.0}")),
            ("ratio", format!("{:.2}", sent / polled)),
        ],
    );
    outside.sandbox.stop().await;
}

#[tokio::test]
async fn forged_requests_change_nothing() {
    let outside = open().await;
    let listener = any_port().await;
    let bot = Running::start(&outside, listener, Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 1)))).await;
    let (client, url) = (reqwest::Client::new(), format!("http://{}/telegram", bot.address));
    let store = outside.store();
    let body = r#"{"update_id":9,"message":{"message_id":1,"date":1,"chat":{"id":101,"type":"private"},"from":{"id":101,"is_bot":false,"first_name":"Ana"},"text":"lunch tomorrow 1pm"}}"#;
    for secret in [None, Some(""), Some("x"), Some("0000000000000000000000000000000000000000000000000000000000000000")]
    {
        let mut request = client.post(&url).body(body);
        if let Some(secret) = secret {
            request = request.header("x-telegram-bot-api-secret-token", secret);
        }
        assert_eq!(request.send().await.unwrap().status().as_u16(), 403, "{secret:?}");
    }
    let huge = client.post(&url).body("x".repeat(5_000_000)).send().await;
    assert!(huge.is_err() || huge.is_ok_and(|answer| answer.status().as_u16() == 403));
    assert_eq!(client.get(&url).send().await.unwrap().status().as_u16(), 405);
    assert_eq!(store.inbox_depth().await.unwrap(), 0);
    bot.stop().await;
    outside.sandbox.stop().await;
}

#[tokio::test]
async fn the_change_from_polling_and_back_loses_nothing() {
    let outside = open().await;
    let (mut wishes, mut listener) = (0, any_port().await);
    for nth in 0..4 {
        let address = listener.local_addr().unwrap();
        let public = (nth % 2 == 1).then_some(address);
        // Some come while nobody is there, some while it begins, and some while it ends.
        for _ in 0..3 {
            says(&outside, wishes);
            wishes += 1;
        }
        let bot = Running::start(&outside, listener, public).await;
        for _ in 0..6 {
            says(&outside, wishes);
            wishes += 1;
        }
        let is_in_place = |telegram: &Telegram| telegram.webhook().is_some() == public.is_some();
        in_time("the change", outside.telegram().wait_until(is_in_place)).await;
        let heard = answers(&said(outside.telegram(), ANA.chat()), &title("errand", 0));
        assert!(heard <= 1);
        bot.stop().await;
        listener = any_port().await;
    }
    let bot = Running::start(&outside, listener, None).await;
    all_answered(&outside, wishes).await;
    once_and_in_order(&outside, wishes);
    bot.stop().await;
    outside.sandbox.stop().await;
}

#[tokio::test]
async fn an_address_that_telegram_does_not_reach_is_told_to_the_operator() {
    let outside = open().await;
    let dead = SocketAddr::from((Ipv4Addr::LOCALHOST, 1));
    let bot = Running::start(&outside, any_port().await, Some(dead)).await;
    let telegram = async || {
        let body = reqwest::get(format!("http://{}/readyz", bot.address)).await.unwrap().text().await.unwrap();
        serde_json::from_str::<serde_json::Value>(&body).unwrap()["telegram"].clone()
    };
    in_time("the webhook is set", outside.telegram().wait_until(|telegram| telegram.webhook().is_some())).await;
    outside.telegram().user_says(ANA.chat(), ANA, "/list");
    until("it is known", async || telegram().await["detail"].is_string()).await;
    let told = telegram().await;
    let detail = told["detail"].as_str().unwrap();
    assert!(detail.starts_with("Telegram cannot deliver messages to this bot ("), "{detail}");
    assert!(
        detail.contains("waiting; Connection refused). Check from outside that JANJI_PUBLIC_URL opens"),
        "{detail}"
    );
    assert_eq!(told["ok"], true, "its proxy goes on sending what comes");
    bot.stop().await;
    outside.sandbox.stop().await;
}
