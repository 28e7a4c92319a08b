//! What operators see: the metrics as they are documented, and logs without what is nobody's business.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use janji::clock::Clock;
use janji::model::ConcernKind;
use janji::operator::{ConcernWords, entry};
use janji::sandbox::google::{CLIENT_SECRET, REFRESH_TOKEN};
use janji::sandbox::telegram::{Sender, Telegram};
use janji::sandbox::{EVERYWHERE, Fault, How, Often, Sandbox};
use janji::telemetry::{METRICS, Metric};

use crate::support::bot::{Bot, folder, in_time, settings};
use crate::support::redis::Redis;
use crate::support::world::ANA;

const PAGE: &str = include_str!("../docs/operations.md");

/// The row of a metric in the page.
fn row(metric: &Metric) -> String {
    let labels = if metric.labels.is_empty() { "–" } else { metric.labels };
    format!("| `{}` | {} | {labels} | {} |", metric.name, metric.kind.word(), metric.meaning)
}

/// Every name of a metric in the sources of one folder, but for the table of metrics itself.
fn counted(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            counted(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("telemetry/table.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let names = text.split('"').filter(|word| is_name(word));
            found.extend(names.map(str::to_owned));
        }
    }
}

/// Whether it is the name of a metric: what ends in "bot" is the name of a bot.
fn is_name(word: &str) -> bool {
    let is_plain = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    word.strip_prefix("janji_").is_some_and(is_plain) && !word.ends_with("bot")
}

#[test]
fn the_page_has_every_metric_and_no_other() {
    let rows: Vec<String> = METRICS.iter().map(row).collect();
    let documented: Vec<&str> = PAGE.lines().filter(|line| line.starts_with("| `janji_")).collect();
    assert_eq!(documented, rows);
}

#[test]
fn the_page_has_every_concern_with_its_fix_and_no_other() {
    let rows: Vec<String> = ConcernKind::ALL
        .map(entry)
        .map(|ConcernWords { label, headline, fix }| format!("| `{label}` | {headline} | {fix} |"))
        .into();
    let table = PAGE.split("| concern | means | fix |").nth(1).expect("there is a table of concerns");
    let documented: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    assert_eq!(documented, rows);
}

#[test]
fn every_metric_is_counted_and_everything_counted_is_described() {
    let mut found = BTreeSet::new();
    counted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let described: BTreeSet<String> = METRICS.iter().map(|metric| metric.name.to_owned()).collect();
    assert_eq!(described, found);
}

#[test]
fn alert_rules_are_about_metrics_that_are_there() {
    let rules = PAGE.split("```yaml").nth(1).and_then(|rest| rest.split("```").next()).expect("there are rules");
    let words = rules.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
    for word in words.filter(|word| word.starts_with("janji_")) {
        let name = word.trim_end_matches("_bucket");
        assert!(METRICS.iter().any(|metric| metric.name == name), "{word}");
    }
}

#[test]
fn the_dashboard_asks_for_what_metrics_shows() {
    let dashboard: serde_json::Value = serde_json::from_str(include_str!("../docs/grafana.json")).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let targets = panels.iter().filter_map(|panel| panel["targets"].as_array()).flatten();
    let queries: Vec<&str> = targets.map(|target| target["expr"].as_str().unwrap()).collect();
    assert!(queries.len() > 15, "the panels were not read");
    for query in queries {
        let words: Vec<&str> = query.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').collect();
        let asked =
            words.iter().find(|word| word.starts_with("janji_")).expect("a query asks for something of Janji's");
        let metric = METRICS.iter().find(|metric| metric.name == asked.trim_end_matches("_bucket"));
        let metric = metric.unwrap_or_else(|| panic!("{query}: {asked} is not there"));
        assert_eq!(metric.kind.word() == "histogram", asked.ends_with("_bucket"), "{query}");
        let grouped = query.split("by (").nth(1).and_then(|rest| rest.split(')').next()).unwrap_or_default();
        let labels: Vec<&str> = metric.labels.split(", ").collect();
        for label in grouped.split(", ").filter(|label| !label.is_empty() && *label != "le") {
            assert!(labels.contains(&label), "{query}: {asked} has no label {label}");
        }
    }
}

/// The password of Redis.
const PASSWORD: &str = "quagga-password";

/// What a bot let be seen.
struct Seen {
    log: String,
    /// What its web server answers.
    pages: String,
    /// What it said to Ana, who is its operator too.
    said: String,
}

/// What a bot at this level shows while Ana makes an event, Google goes away and she makes another, Telegram breaks
/// some calls off, and Redis goes away in the end.
async fn seen_at(level: &str, form: &str) -> Seen {
    let folder = folder();
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let mut redis = Redis::start().await;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("requirepass").arg(PASSWORD)).await;
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("REDIS_URL".to_owned(), format!("{}?pass={PASSWORD}", redis.url()));
    settings.insert("RUST_LOG".to_owned(), level.to_owned());
    settings.insert("JANJI_LOG".to_owned(), form.to_owned());
    settings.insert("JANJI_ADMIN".to_owned(), ANA.0.to_string());
    let telegram = sandbox.telegram();
    telegram.user_starts(ANA);
    let bot = Bot::start(folder.path(), &settings);
    bot.ready().await;
    let hears = |word: &'static str| {
        let is_said = move |telegram: &Telegram| {
            let messages = telegram.messages(ANA.chat());
            messages.iter().any(|message| message.sender == Sender::Bot && message.text().contains(word))
        };
        in_time(word, telegram.wait_until(is_said))
    };
    hears("append-only").await;
    telegram.user_says(ANA.chat(), ANA, "zebrafish dinner in 30 days at Quokka Hall");
    hears("zebrafish").await;
    sandbox.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    telegram.user_says(ANA.chat(), ANA, "okapi lunch in 31 days");
    hears("okapi").await;
    telegram.faults().inject(EVERYWHERE, Fault::before(How::Cut), Often::Times(4));
    telegram.user_says(ANA.chat(), ANA, "/status");
    hears("Upcoming reminders").await;
    let (status, metrics) = bot.asked("/metrics").await.unwrap();
    assert_eq!(status, 200);
    assert!(metrics.contains("# HELP janji_updates_total Updates from Telegram"), "{metrics}");
    assert!(metrics.contains(r#"janji_concerns{concern="storage_not_kept"} 1"#), "{metrics}");
    let mut pages = metrics;
    for path in ["/readyz", "/healthz"] {
        pages.push_str(&bot.asked(path).await.unwrap().1);
    }
    redis.kill();
    telegram.user_says(ANA.chat(), ANA, "wombat breakfast in 32 days");
    hears("can’t reach my database").await;
    let said = telegram.messages(ANA.chat());
    let said = said.iter().filter(|message| message.sender == Sender::Bot).map(|message| message.text().to_owned());
    let said = said.collect::<Vec<_>>().join("\n");
    let log = bot.stop().await;
    sandbox.stop().await;
    Seen { log, pages, said }
}

fn assert_is_silent(shown: &str, secrets: &[&str]) {
    for secret in secrets {
        let found: Vec<&str> = shown.lines().filter(|line| line.contains(secret)).take(3).collect();
        assert!(found.is_empty(), "{secret} is shown:\n{}", found.join("\n"));
    }
}

/// What opens something, in the parts that tell it.
const SECRETS: [&str; 5] = ["sandbox-token-of", CLIENT_SECRET, REFRESH_TOKEN, "pretend-access-token", PASSWORD];

/// What people wrote and are called.
const TEXTS: [&str; 9] =
    ["zebrafish", "Quokka", "okapi", "wombat", "dinner", "lunch", "breakfast", "Upcoming reminders", "Ana"];

#[tokio::test]
async fn no_secret_is_in_a_log_at_any_level_and_none_on_a_page_or_in_a_chat() {
    let Seen { log, pages, said } = seen_at("trace", "json").await;
    assert!(log.lines().any(|line| line.contains("DEBUG") || line.contains("TRACE")), "the level is not in force");
    assert!(said.contains("Upcoming reminders") && pages.contains(r#""ready":"#));
    for shown in [log, pages, said] {
        assert_is_silent(&shown, &SECRETS);
    }
}

#[tokio::test]
async fn no_text_is_in_a_log_for_operators_and_none_on_a_page() {
    let Seen { log, pages, .. } = seen_at("info", "text").await;
    assert_is_silent(&pages, &TEXTS);
    assert!(log.contains("this process polls Telegram") && log.contains("append-only"), "{log}");
    assert!(log.contains("an edit waits until Google takes it"), "{log}");
    assert_is_silent(&log, &SECRETS);
    assert_is_silent(&log, &TEXTS);
}
