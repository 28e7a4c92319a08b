//! Settings of reminders.

use clap::Args;

use crate::model::{Lead, parse_lead};

/// Settings of reminders.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// How long before an event to send reminders, separated by commas
    #[arg(long = "JANJI_LEADS", default_value = "10m", value_delimiter = ',', value_parser = parse_lead)]
    pub leads: Vec<Lead>,
}
