//! The webhook at a steady rate: 2,000 updates a second for some seconds, `BENCH_SECONDS`, through a load balancer to two
//! processes on one Redis.
//!
//! Fifty people write, turn by turn; one message in twenty makes an event, which goes to the pretend Google, the others
//! ask whether reminders come. Nobody waits for an answer before writing on. What counts is what stands in the chats and
//! in the calendar in the end, and how long after the last message the last answer came. Whether the rate was kept is
//! seen from that: at a lower one, updates are left at the end.
//!
//! `cargo bench -- webhook`
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration as StdDuration;

use chrono::Duration;
use janji::app::{App, StartMode};
use janji::clock::{Clock, pause};
use janji::config::{Config, Environment};
use janji::model::{Rate, Rates};
use janji::sandbox::Sandbox;
use janji::sandbox::telegram::{MessageId, Sender, UserId};
use janji::telemetry::{LogForm, start_logging, start_metrics};
use metrics_exporter_prometheus::PrometheusHandle;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::support::bars::report;
use crate::support::server::Redis;

/// Updates a second, and for how many seconds if nothing else is said.
const RATE: usize = 2_000;
const SECONDS: usize = 10;

/// How many people write.
const PEOPLE: i64 = 50;

/// One message of so many makes an event.
const MAKES_ONE_IN: usize = 20;

/// Over how many days the events are spread.
const DAYS: usize = 28;

/// Between two batches of messages.
const TICK: StdDuration = StdDuration::from_millis(5);

/// How long the last answer is waited for.
const LONGEST_WAIT: StdDuration = StdDuration::from_mins(2);

/// Beyond what anything here reaches.
const NO_LIMIT: Rate = Rate { interval: StdDuration::from_micros(1), burst: 1_000_000 };

/// The letters of titles: no word about time can be made of them.
const LETTERS: &[u8; 10] = b"bcdfgjkqvx";

#[tokio::main]
pub async fn run() {
    start_logging(LogForm::Text).expect("nothing logs yet");
    let figures = start_metrics().expect("nothing counts yet");
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::UTC).await.expect("ports of loopback");
    let redis = Redis::start().await;
    for user in people() {
        sandbox.telegram().add_person(user, "Somebody", "en");
        sandbox.telegram().user_started_once(user);
    }
    let public = any_port().await;
    let config = config(&sandbox, &public);
    let stop = CancellationToken::new();
    let mut processes = Vec::new();
    for _ in 0..2 {
        let listener = any_port().await;
        processes.push(listener.local_addr().expect("it is bound"));
        tokio::spawn(janji(config.clone(), listener, redis.url(), figures.clone(), stop.clone()));
    }
    tokio::spawn(balance(public, processes));
    let telegram = sandbox.telegram();
    telegram.wait_until(|telegram| telegram.webhook().is_some()).await;

    let seconds = std::env::var("BENCH_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SECONDS);
    let commands = redis.info("stats", "total_commands_processed").await;
    let messages = write(&sandbox, seconds).await;
    let watch = sandbox.clock().stopwatch();
    let all = 2 * messages.len();
    while telegram.count_messages() < all && watch.elapsed() < LONGEST_WAIT {
        pause(TICK).await;
    }
    let took = watch.elapsed();
    let commands = redis.info("stats", "total_commands_processed").await - commands;

    let (mut lost, mut doubled, mut disordered) = (0, 0, 0);
    for user in people() {
        let answered = answered(&sandbox, user);
        let own: Vec<MessageId> = messages.iter().filter(|(by, _)| *by == user).map(|(_, id)| *id).collect();
        let times = |id: &MessageId| answered.iter().filter(|to| *to == id).count();
        lost += own.iter().filter(|id| times(id) == 0).count();
        doubled += own.iter().map(|id| times(id).saturating_sub(1)).sum::<usize>();
        disordered += answered.windows(2).filter(|two| two[0] > two[1]).count();
    }
    let events = events(&sandbox);
    let wanted = (0..messages.len()).filter(|number| makes_an_event(*number)).count();
    let twins: usize = events.values().map(|times| times - 1).sum();
    let what = format!("{RATE} updates a second for {seconds} s, two processes");
    report(&format!("{what}: messages lost"), lost, 0);
    report(&format!("{what}: answered twice"), doubled, 0);
    report(&format!("{what}: out of order"), disordered, 0);
    report(&format!("{what}: events lost"), wanted.abs_diff(events.len()), 0);
    report(&format!("{what}: events doubled"), twins, 0);
    // The cores are shared with the pretend services: how long the backlog takes says how many there are.
    report(&format!("{what}: last answer after"), format!("{:.2} s", took.as_secs_f64()), "–");
    println!("Redis commands each: {:.1}", commands / messages.len() as f64);
    stop.cancel();
    sandbox.stop().await;
}

/// Everybody writes for so many seconds, at the rate; who wrote what.
async fn write(sandbox: &Sandbox, seconds: usize) -> Vec<(UserId, MessageId)> {
    let users: Vec<UserId> = people().collect();
    let mut messages = Vec::with_capacity(RATE * seconds);
    let watch = sandbox.clock().stopwatch();
    while messages.len() < RATE * seconds {
        let due = usize::try_from(watch.elapsed().as_micros()).expect("not that long") * RATE / 1_000_000;
        for number in messages.len()..due.min(RATE * seconds) {
            let user = users[number % users.len()];
            let text = if makes_an_event(number) { wish(number) } else { "/reminders".to_owned() };
            messages.push((user, sandbox.telegram().user_says(user.chat(), user, &text)));
        }
        pause(TICK).await;
    }
    messages
}

fn makes_an_event(number: usize) -> bool {
    // Everybody makes some.
    (number / 50 + number).is_multiple_of(MAKES_ONE_IN)
}

/// A message that asks for an event on one of the next days: as each answer names what is at the same time, thousands on
/// one day would make every next one dearer.
fn wish(number: usize) -> String {
    let letter = |place: u32| char::from(LETTERS[number / 10_usize.pow(place) % 10]);
    let letters: String = (0..5).rev().map(letter).collect();
    format!("errand {letters} in {} days at {}:{:02}", 2 + number % DAYS, 8 + number / 60 % 14, number % 60)
}

/// The messages that were answered in a chat, in the order of the answers.
fn answered(sandbox: &Sandbox, user: UserId) -> Vec<MessageId> {
    let by_bot = sandbox.telegram().messages(user.chat()).into_iter().filter(|message| message.sender == Sender::Bot);
    by_bot.filter_map(|message| message.reply_to).collect()
}

/// How often each title stands in the calendar.
fn events(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let now = sandbox.clock().now();
    let mut found = BTreeMap::new();
    for entry in sandbox.google().events(now - Duration::days(1), now + Duration::days(60)) {
        *found.entry(entry["summary"].as_str().unwrap_or_default().to_owned()).or_default() += 1;
    }
    found
}

/// Gives each connection to the next of these processes.
async fn balance(listener: TcpListener, processes: Vec<std::net::SocketAddr>) {
    let turn = Arc::new(AtomicUsize::new(0));
    while let Ok((mut from, _)) = listener.accept().await {
        let process = processes[turn.fetch_add(1, Ordering::Relaxed) % processes.len()];
        tokio::spawn(async move {
            if let Ok(mut to) = TcpStream::connect(process).await {
                drop(tokio::io::copy_bidirectional(&mut from, &mut to).await);
            }
        });
    }
}

/// The bot, for as long as it is let.
async fn janji(
    config: Config,
    listener: TcpListener,
    redis: String,
    figures: PrometheusHandle,
    stop: CancellationToken,
) {
    let app = App::build(&config, &redis, Clock::system()).await.expect("the bot can be built");
    app.run(StartMode::Ordinary, listener, figures, stop).await.expect("the bot goes on");
}

fn config(sandbox: &Sandbox, public: &TcpListener) -> Config {
    let mut settings: Environment =
        sandbox.settings().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let listed: Vec<String> = people().map(|user| user.0.to_string()).collect();
    let address = public.local_addr().expect("it is bound");
    settings.insert("JANJI_ALLOWED_USERS".to_owned(), listed.join(","));
    settings.insert("JANJI_TELL_OTHERS".to_owned(), "false".to_owned());
    settings.insert("JANJI_PUBLIC_URL".to_owned(), format!("http://{address}"));
    let mut config = Config::from_environment(&settings).expect("the settings are right");
    config.telegram.rates = Rates { overall: NO_LIMIT, chat: NO_LIMIT, group: NO_LIMIT };
    config
}

async fn any_port() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").await.expect("a port of loopback")
}

fn people() -> impl Iterator<Item = UserId> {
    (1..=PEOPLE).map(UserId)
}
