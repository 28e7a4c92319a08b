//! The figures of the whole program: its size, how long it takes to its first answer, the memory it idles in, and a
//! full sync round of 2,500 events. The built binary, over HTTP, against the sandbox and its own private Redis.

use std::process::{Child, Command, Stdio};

use chrono::Duration;
use janji::clock::{Clock, Stopwatch, pause};
use janji::sandbox::Sandbox;
use janji::sandbox::telegram::UserId;

use crate::support::bars::{mega, report};
use crate::support::proc::{read, resident};

/// The one who writes.
const ANA: UserId = UserId(101);

/// How many events the full round reads.
const EVENTS: usize = 2_500;

/// How often the start is measured.
const STARTS: usize = 5;

pub fn run() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(figures());
}

async fn figures() {
    let size = std::fs::metadata(env!("CARGO_BIN_EXE_janji")).expect("the binary").len();
    report("size of the binary", format!("{:.1} MB", mega(size)), "–");

    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let world = World::start(0).await;
        starts.push(world.first_answer.as_secs_f64());
        world.stop().await;
    }
    starts.sort_by(f64::total_cmp);
    report(
        &format!("start to the first answer, median of {STARTS}, its Redis included"),
        format!("{:.0} ms", starts[STARTS / 2] * 1e3),
        "–",
    );

    let world = World::start(0).await;
    pause(std::time::Duration::from_secs(10)).await;
    report("memory at rest", format!("{:.1} MB", mega(world.memory("janji"))), "≤ 30 MB");
    report("the same of the private Redis", format!("{:.1} MB", mega(world.memory("redis-server"))), "–");
    world.stop().await;

    let world = World::start(EVENTS).await;
    let watch = world.sandbox.clock().stopwatch();
    world.sandbox.google().expire_sync_tokens();
    world.ask("/sync").await;
    let took = format!("{:.0} ms", milli(watch));
    report(&format!("a full round of {EVENTS} events: read, nothing changed"), took, "–");
    report(&format!("memory with {EVENTS} events"), format!("{:.1} MB", mega(world.memory("janji"))), "–");
    world.stop().await;
}

/// A running bot.
struct World {
    sandbox: Sandbox,
    bot: Child,
    first_answer: std::time::Duration,
    _data: tempfile::TempDir,
}

impl World {
    /// Starts a bot whose calendar has so many events, and waits for its first answer and its first round.
    async fn start(events: usize) -> Self {
        let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.expect("ports of loopback");
        sandbox.telegram().add_person(ANA, "Ana", "en");
        let start = sandbox.clock().now() + Duration::days(1);
        for nth in 0..events {
            let at = start + Duration::minutes(i64::try_from(nth).expect("few") * 50);
            sandbox.google().add_event(&format!("event {nth}"), at, at + Duration::minutes(30)).expect("a valid event");
        }
        sandbox.telegram().user_starts(ANA);
        let data = tempfile::tempdir().expect("a folder");
        let watch = sandbox.clock().stopwatch();
        let bot = Command::new(env!("CARGO_BIN_EXE_janji"))
            .arg("run")
            .envs(sandbox.settings())
            .env("JANJI_ALLOWED_USERS", ANA.0.to_string())
            .env("JANJI_DATA", data.path())
            .env("JANJI_HTTP", "127.0.0.1:0")
            .env("RUST_LOG", "warn")
            .current_dir(data.path())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the bot starts");
        sandbox.telegram().wait_until(|telegram| telegram.last_from_bot(ANA.chat()).is_some()).await;
        let first_answer = watch.elapsed();
        let world = Self { sandbox, bot, first_answer, _data: data };
        world.ask("/sync").await;
        world
    }

    /// Writes to the bot and waits for one more message of its.
    async fn ask(&self, text: &str) {
        let before = self.sandbox.telegram().messages(ANA.chat()).len();
        self.sandbox.telegram().user_says(ANA.chat(), ANA, text);
        self.sandbox.telegram().wait_until(|telegram| telegram.messages(ANA.chat()).len() >= before + 2).await;
    }

    /// The resident memory of the bot, or of a process that it started, in bytes.
    fn memory(&self, name: &str) -> u64 {
        let family = family(self.bot.id());
        family.into_iter().filter(|pid| read(*pid, "comm").trim() == name).map(resident).max().unwrap_or_default()
    }

    async fn stop(mut self) {
        let _ = Command::new("kill").arg("-TERM").arg(self.bot.id().to_string()).status();
        let _ = self.bot.wait();
        self.sandbox.stop().await;
    }
}

/// A process and all that descend from it.
fn family(root: u32) -> Vec<u32> {
    let mut found = vec![root];
    let mut at = 0;
    while at < found.len() {
        let children = read(found[at], &format!("task/{}/children", found[at]));
        found.extend(children.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok()));
        at += 1;
    }
    found
}

fn milli(watch: Stopwatch) -> f64 {
    watch.elapsed().as_secs_f64() * 1e3
}
