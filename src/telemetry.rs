//! Logs and metrics recorders.
//!
//! Logs name things by dotted fields (`chat.id`, `event.id`) and hold no texts, titles, tokens or mail addresses at
//! info level and above. Crates that log secrets or private text below that are capped here, whatever `RUST_LOG` says.

mod panics;
mod table;

pub use table::{METRICS, Metric, MetricKind};

use std::io::IsTerminal;

use anyhow::Context;
use clap::{Args, ValueEnum};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::filter::{EnvFilter, LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

/// Settings of logging.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// Format of the log on standard error: `text` or `json`
    #[arg(long = "JANJI_LOG", default_value = "text")]
    pub log: LogForm,
}

/// The form of log lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogForm {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Crates that write tokens, addresses with tokens or message texts to the log below these levels.
const CAPPED: [(&str, LevelFilter); 10] = [
    ("yup_oauth2", LevelFilter::WARN),
    ("google_calendar3", LevelFilter::WARN),
    ("google_apis_common", LevelFilter::WARN),
    ("teloxide", LevelFilter::OFF),
    ("teloxide_core", LevelFilter::OFF),
    ("hyper", LevelFilter::WARN),
    ("hyper_util", LevelFilter::WARN),
    ("reqwest", LevelFilter::WARN),
    ("rustls", LevelFilter::WARN),
    ("redis", LevelFilter::WARN),
];

/// Buckets of durations, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0];

/// Buckets of how late reminders are, in seconds: a queue's wait, and a night without power.
const LATE_SECONDS: [f64; 12] = [0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 3_600.0, 21_600.0];

/// Starts logging to standard error at the level of `RUST_LOG` (`info` unless set).
///
/// # Errors
/// When `RUST_LOG` cannot be read, or logging was started before.
pub fn start_logging(form: LogForm) -> anyhow::Result<()> {
    start(form, "info")
}

/// Starts logging in words at the level of `RUST_LOG`, with little to say unless it is set: for the demo.
///
/// # Errors
/// As [`start_logging`].
pub fn start_quiet_logging() -> anyhow::Result<()> {
    start(LogForm::Text, "error")
}

fn start(form: LogForm, level: &str) -> anyhow::Result<()> {
    let wanted = std::env::var("RUST_LOG").unwrap_or_else(|_| level.to_owned());
    let filter = EnvFilter::builder()
        .parse(&wanted)
        .with_context(|| format!("RUST_LOG is '{wanted}', which is no log filter"))?;
    let capped = Targets::new().with_default(LevelFilter::TRACE).with_targets(CAPPED);
    let lines = match form {
        LogForm::Text => fmt::layer().with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr).boxed(),
        LogForm::Json => fmt::layer().json().flatten_event(true).with_writer(std::io::stderr).boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(filter).with_filter(capped))
        .try_init()
        .context("logging cannot be started")?;
    panics::start();
    Ok(())
}

/// Installs the recorder of metrics for this process and gives what renders it.
///
/// # Errors
/// When a recorder was installed before.
pub fn start_metrics() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .and_then(|builder| {
            builder.set_buckets_for_metric(Matcher::Full("janji_reminder_late_seconds".to_owned()), &LATE_SECONDS)
        })
        .context("the buckets of metrics are wrong")?
        .install_recorder()
        .context("metrics cannot be recorded")?;
    table::describe();
    metrics::gauge!("janji_info", "version" => env!("CARGO_PKG_VERSION")).set(1);
    Ok(handle)
}
