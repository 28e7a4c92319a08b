//! Settings of sync.

use chrono::Duration;
use clap::Args;

use super::deadline::RetryBudget;
use crate::model::parse_span;

/// Settings of sync.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// The longest time between two syncs; six hours where Google reports changes (`JANJI_PUBLIC_URL`)
    #[arg(long = "JANJI_SYNC_INTERVAL", default_value = "300s", value_parser = parse_interval)]
    pub interval: Duration,

    /// How many events of each calendar to keep; the ones furthest away are left out
    #[arg(long = "JANJI_MAX_EVENTS", default_value = "10000", value_parser = clap::value_parser!(u32).range(10..=200_000))]
    pub max_events: u32,

    /// How long to retry while a person waits. Not a setting for users: tests use it to wait less
    #[arg(skip)]
    pub budget: RetryBudget,
}

/// The shortest interval allowed, to spare Google's quota.
const SHORTEST: Duration = Duration::seconds(10);

fn parse_interval(text: &str) -> Result<Duration, String> {
    let span = parse_span(text)?;
    if span < SHORTEST || span > Duration::days(1) { Err("syncs are 10s to 1d apart".to_owned()) } else { Ok(span) }
}

/// The bounds of sync.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The longest time between two rounds.
    pub interval: Duration,
    /// How many events of a calendar to keep; those furthest away are left out, except those made here.
    pub most_events: u32,
    /// How long a person who asks for a change waits for Google.
    pub budget: RetryBudget,
}

impl From<&Settings> for Bounds {
    fn from(settings: &Settings) -> Self {
        Self { interval: settings.interval, most_events: settings.max_events, budget: settings.budget }
    }
}
