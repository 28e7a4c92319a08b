//! Updates through the bot: how many a second it works off, beside a bare teloxide echo in the same run.
//!
//! Five thousand people have written a message each before anybody polls, and the clock runs from when Telegram answers
//! the first poll. It is the whole app, as in production, with a real `redis-server` and its append-only file.
//!
//! **Up to the outbox**: until every answer is in the hands of the outbox. Each update is fetched, a hundred at a time;
//! made durable in the inbox; handed to its chat's queue; the profile and the dialogue are read; for `/list` the events
//! from the copy, what is owed to Google and how fresh the copy is, and the list that was seen and the buttons are
//! stored; the words are rendered, and kept beside the record. What follows is up to Telegram, which takes thirty messages
//! a second from whomever; they leave as usual meanwhile.
//!
//! **By webhook**: the same, but Telegram sends each update to the bot's own server, forty at a time; the clock runs from
//! when Telegram answers `setWebhook`.
//!
//! **To the end**: until Telegram has taken every answer and the inbox is empty. For this alone the bucket, which is
//! asked as always, is given rates far above Telegram's.
//!
//! **The echo** is what teloxide's documents begin with: its dispatcher, its polling, and a handler that sends the text
//! back; it stores nothing. What comes nearest to it is `/reminders`, whose answer is a sentence; that to `/help` is a
//! page of words. It works off as many messages of the same pretend Telegram, until that has taken as many
//! answers. All take turns, and the median of each counts.
//!
//! Everything shares the machine's cores, so beside each rate stands whose processor time went into one update: of who
//! is measured, of Redis, of the pretend Telegram. For the same reason we look seldom how far it is, often only towards
//! the end; and Redis rewrites its append-only file between two runs, so that none of them pays for one before it.
//!
//! `cargo bench -- updates`
#![expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures, rounded")]

use std::time::Duration as StdDuration;

use chrono::{Duration, DurationRound};
use janji::app::{App, StartMode};
use janji::clock::{Clock, pause};
use janji::config::{Config, Environment};
use janji::model::{AccountId, BotId, Rate, Rates};
use janji::sandbox::google::CLIENT_ID;
use janji::sandbox::telegram::UserId;
use janji::sandbox::{Fault, How, Often, Sandbox};
use janji::store::{Keys, Store};
use janji::telemetry::{LogForm, start_logging, start_metrics};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;
use teloxide::prelude::*;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;

use crate::support::bars::report;
use crate::support::server::Redis;

/// How many people write a message each.
const PEOPLE: i64 = 5_000;

/// How often each contestant runs.
const RUNS: usize = 3;

/// How many events are to come: three pages.
const EVENTS: u64 = 30;

/// Beyond what anything here reaches.
const NO_LIMIT: Rate = Rate { interval: StdDuration::from_micros(1), burst: 1_000_000 };

/// How long the first poll is kept waiting, so that starting counts for nobody.
const START: StdDuration = StdDuration::from_millis(300);

/// The shortest and the longest time between two looks at how far it is.
const GLANCES: (StdDuration, StdDuration) = (StdDuration::from_millis(1), StdDuration::from_millis(100));

/// The names of the threads of who is measured, and of those of the sandbox.
const OWN: &str = "own";
const OUTSIDE: &str = "outside";

/// Who answers, and how far it is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Contestant {
    /// A handler of teloxide's that sends back what was written.
    Echo,
    /// The bot, until the answers are in the hands of the outbox.
    ToOutbox,
    /// The same where Telegram sends the updates to its webhook.
    Pushed,
    /// The bot, until the answers are sent and the inbox is empty.
    ToEnd,
}

use Contestant::{Echo, Pushed, ToEnd, ToOutbox};

impl Contestant {
    /// How it comes by its updates, and how far it is watched.
    fn name(self) -> &'static str {
        match self {
            Echo => "by teloxide alone",
            ToOutbox => "up to the outbox",
            Pushed => "the same, by webhook",
            ToEnd => "to the end",
        }
    }

    /// The call after which updates reach it.
    fn first_call(self) -> &'static str {
        match self {
            Echo | ToOutbox | ToEnd => "getUpdates",
            Pushed => "setWebhook",
        }
    }
}

pub fn run() {
    start_logging(LogForm::Text).expect("nothing logs yet");
    let course = Course::open();
    // Everybody is met, and the calendar is read.
    course.run(Echo, "/start");
    course.run(ToEnd, "/start");
    course.read_calendar();
    // The process after that plans everybody's reminders once more, which belongs to none of the rows.
    course.run(ToEnd, "/list");
    let rows = [
        ("echo", Echo),
        ("/reminders", ToOutbox),
        ("/help", ToOutbox),
        ("/list", ToOutbox),
        ("/reminders", Pushed),
        ("/reminders", ToEnd),
        ("/help", ToEnd),
        ("/list", ToEnd),
    ];
    let mut outcomes = rows.map(|_| Vec::new());
    for _ in 0..RUNS {
        for (outcomes, (text, contestant)) in outcomes.iter_mut().zip(rows) {
            outcomes.push(course.run(contestant, text));
        }
    }
    let outcomes = outcomes.map(median);
    println!("{PEOPLE} chats, a message each                 a second   processor µs each: own    Redis  sandbox");
    for ((text, contestant), outcome) in rows.iter().zip(&outcomes) {
        println!("  {text:<10} {:<20}  {outcome}", contestant.name());
    }
    let [echo, reminders, help, list, pushed, ..] = &outcomes;
    let ratio = |of: &Outcome, to: &Outcome| format!("{:.2}", of.rate / to.rate);
    report("`/reminders` up to the outbox, of the echo's rate", ratio(reminders, echo), "≥ 0.8");
    report("`/help` up to the outbox, of the echo's rate", ratio(help, echo), "≥ 0.8");
    report("`/list` of 30 events up to the outbox", format!("{:.0} a second", list.rate), "≥ 1000");
    report("`/list` of 30 events, own processor time", format!("{:.0} µs", list.micros[0]), "≤ 200 µs");
    report("webhook, of polling's rate, one process each", ratio(pushed, reminders), "≥ 0.8");
    course.close();
}

/// What one run showed.
struct Outcome {
    /// Updates a second.
    rate: f64,
    /// Microseconds of processor time an update took: of who is measured, of Redis, of the sandbox.
    micros: [f64; 3],
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [own, redis, sandbox] = self.micros;
        write!(f, "{:>16.0} {own:>25.0} {redis:>8.0} {sandbox:>8.0}", self.rate)
    }
}

/// A pretend Telegram and Google, people, and a Redis.
struct Course {
    outside: Runtime,
    sandbox: Sandbox,
    redis: Redis,
    store: Store,
    config: Config,
    figures: PrometheusHandle,
}

impl Course {
    fn open() -> Self {
        let figures = start_metrics().expect("nothing counts yet");
        let outside = runtime(OUTSIDE);
        let (sandbox, redis, store) = outside.block_on(async {
            let sandbox = Sandbox::start(Clock::system(), chrono_tz::UTC).await.expect("ports of loopback");
            let redis = Redis::start().await;
            let bot = BotId(sandbox.telegram().bot().id.0.try_into().expect("a bot's number"));
            let store = Store::open(&redis.client(), Keys::new("", bot)).expect("a unix socket can be used");
            (sandbox, redis, store)
        });
        for user in people() {
            sandbox.telegram().add_person(user, "Somebody", "en");
        }
        let mut settings: Environment =
            sandbox.settings().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let listed: Vec<String> = people().map(|user| user.0.to_string()).collect();
        settings.insert("JANJI_ALLOWED_USERS".to_owned(), listed.join(","));
        let config = Config::from_environment(&settings).expect("the settings are right");
        Self { outside, sandbox, redis, store, config, figures }
    }

    /// Puts events into the calendar, and waits until the bot has read them.
    fn read_calendar(&self) {
        // All of them within the days for which reminders are planned ahead.
        // On whole minutes, as people's events are.
        let first = self.sandbox.clock().now().duration_trunc(Duration::minutes(1)).expect("a date of our days");
        let first = first + Duration::hours(2);
        for nth in 0..EVENTS {
            let start = first + Duration::hours(3 * nth.cast_signed());
            let end = start + Duration::hours(1);
            self.sandbox.google().add_event(&format!("event {nth}"), start, end).expect("a valid event");
        }
        let planned = async || {
            let is_read = self.store.count_events(&account()).await.expect("redis answers") == EVENTS;
            if is_read { number(self.store.count_reminders().await.expect("redis answers").due) } else { 0 }
        };
        self.while_running(ToEnd, StartMode::Recovery, number(EVENTS) * people().count(), planned);
    }

    /// Everybody writes; how fast it is worked off.
    fn run(&self, contestant: Contestant, text: &str) -> Outcome {
        let telegram = self.sandbox.telegram();
        for user in people() {
            telegram.user_says(user.chat(), user, text);
        }
        let updates = people().count();
        let (before, handed_before) = (telegram.count_messages(), self.handed_over());
        let sent = || telegram.count_messages().saturating_sub(before);
        let done = async || match contestant {
            Echo => sent(),
            ToOutbox | Pushed => self.handed_over().saturating_sub(handed_before),
            ToEnd => sent().min(updates - number(self.store.inbox_depth().await.expect("redis answers")).min(updates)),
        };
        let (seconds, micros) = self.while_running(contestant, StartMode::Ordinary, updates, done);
        Outcome { rate: updates as f64 / seconds, micros: micros.map(|micros| micros / updates as f64) }
    }

    /// Lets a contestant run, on threads of its own, until so much is done; the seconds, and the microseconds of processor
    /// time: of the contestant, of Redis, of the sandbox. It ends as if it was killed.
    fn while_running(
        &self,
        contestant: Contestant,
        mode: StartMode,
        goal: usize,
        done: impl AsyncFn() -> usize,
    ) -> (f64, [f64; 3]) {
        let own = runtime(OWN);
        let mut config = self.config.clone();
        if contestant == ToEnd {
            config.telegram.rates = Rates { overall: NO_LIMIT, chat: NO_LIMIT, group: NO_LIMIT };
        }
        let seen = self.outside.block_on(async {
            let faults = self.sandbox.telegram().faults();
            let first = contestant.first_call();
            faults.inject(first, Fault::before(How::Delay(START)), Often::Times(1));
            let before = faults.struck(first);
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port of loopback");
            if contestant == Pushed {
                let address = listener.local_addr().expect("it is bound");
                config.web.public_url = Some(format!("http://{address}").parse().expect("an address"));
            }
            match contestant {
                Echo => drop(own.spawn(echo(config))),
                ToOutbox | Pushed | ToEnd => {
                    drop(own.spawn(janji(config, listener, self.redis.url(), mode, self.figures.clone())));
                }
            }
            while faults.struck(first) == before {
                pause(GLANCES.0).await;
            }
            pause(START).await;
            let at_first = self.processor().await;
            let watch = self.sandbox.clock().stopwatch();
            loop {
                let done = done().await;
                if done >= goal {
                    break;
                }
                // Half of what is left to do at this rate.
                let left = watch.elapsed().mul_f64((goal - done) as f64 / (2 * done.max(1)) as f64);
                pause(left.clamp(GLANCES.0, GLANCES.1)).await;
            }
            let seconds = watch.elapsed().as_secs_f64();
            let at_last = self.processor().await;
            (seconds, std::array::from_fn(|of| 1e6 * (at_last[of] - at_first[of])))
        });
        own.shutdown_timeout(StdDuration::from_secs(5));
        self.outside.block_on(self.clear_up());
        seen
    }

    /// Lets go of what the one who was killed held: its webhook, what it had not sent, its turn to poll, its turn to sync.
    /// Then Redis rewrites its file.
    async fn clear_up(&self) {
        let token = &self.sandbox.telegram().bot().token;
        let unhook = format!("{}/bot{token}/deleteWebhook", self.sandbox.telegram_url().as_str().trim_end_matches('/'));
        reqwest::Client::new().post(unhook).send().await.expect("the sandbox answers");
        let left = self.store.inbox_pending().await.expect("redis answers");
        let left: Vec<_> = left.iter().map(|incoming| incoming.id).collect();
        self.store.inbox_forget(&left).await.expect("redis answers");
        let keys = self.store.keys();
        let held = [keys.bot("poller"), keys.account(&account(), "round")];
        let mut connection = self.redis.connection().await;
        redis::cmd("DEL").arg(&held).exec_async(&mut connection).await.expect("redis answers");
        // While one is under way already, another is refused.
        drop(redis::cmd("BGREWRITEAOF").exec_async(&mut connection).await);
        while self.redis.info("persistence", "aof_rewrite_in_progress").await > 0.0 {
            pause(GLANCES.1).await;
        }
    }

    /// How many answers the outbox has been given so far.
    fn handed_over(&self) -> usize {
        let figures = self.figures.render();
        let of_answers = figures.lines().filter(|line| line.contains(r#"priority="answer""#));
        let counts = of_answers
            .filter(|line| ["janji_outbox_depth", "janji_messages_total"].iter().any(|name| line.starts_with(name)));
        counts.filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok()).sum()
    }

    /// Seconds of processor time: of who is measured, of Redis, of the sandbox.
    async fn processor(&self) -> [f64; 3] {
        let redis = self.redis.info("cpu", "used_cpu_user").await + self.redis.info("cpu", "used_cpu_sys").await;
        [processor(OWN), redis, processor(OUTSIDE)]
    }

    fn close(self) {
        self.outside.block_on(self.sandbox.stop());
    }
}

/// The bot, for as long as it is let.
async fn janji(config: Config, listener: TcpListener, redis_url: String, mode: StartMode, figures: PrometheusHandle) {
    let app = App::build(&config, &redis_url, Clock::system()).await.expect("the bot can be built");
    app.run(mode, listener, figures, CancellationToken::new()).await.expect("the bot goes on");
}

/// The echo, for as long as it is let.
async fn echo(config: Config) {
    let bot = Bot::new(config.telegram.token.expose_secret());
    let bot = bot.set_api_url(config.telegram.api_url.expect("the sandbox' address"));
    let handler = Update::filter_message().endpoint(async |bot: Bot, message: Message| {
        bot.send_message(message.chat.id, message.text().unwrap_or_default()).await?;
        Ok::<(), teloxide::RequestError>(())
    });
    Dispatcher::builder(bot, handler).build().dispatch().await;
}

fn account() -> AccountId {
    AccountId::derive(CLIENT_ID, "primary")
}

fn number(count: u64) -> usize {
    usize::try_from(count).expect("it fits")
}

fn people() -> impl Iterator<Item = UserId> {
    (1..=PEOPLE).map(UserId)
}

fn runtime(name: &str) -> Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().thread_name(name).build().expect("threads")
}

/// For how many seconds threads of this name have kept a processor busy (Linux, `proc(5)`: `schedstat`).
fn processor(name: &str) -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").expect("a bench runs on Linux").flatten();
    let is_named = |task: &std::fs::DirEntry| {
        std::fs::read_to_string(task.path().join("comm")).is_ok_and(|comm| comm.trim() == name)
    };
    let nanos = tasks.filter(is_named).filter_map(|task| {
        std::fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse::<f64>().ok()
    });
    nanos.sum::<f64>() / 1e9
}

/// The run in the middle.
fn median(mut runs: Vec<Outcome>) -> Outcome {
    runs.sort_by(|a, b| a.rate.total_cmp(&b.rate));
    runs.swap_remove(runs.len() / 2)
}
