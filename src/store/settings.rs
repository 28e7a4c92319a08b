//! Settings of storage.

use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

/// Settings of Redis.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// Redis to use (`redis://` or `rediss://`; for a cluster, several hosts, or one and `?cluster=true`); without it,
    /// Janji starts a private one
    #[arg(long = "REDIS_URL")]
    pub url: Option<SecretString>,

    /// Folder for the private Redis
    #[arg(long = "JANJI_DATA", default_value = "./data")]
    pub data: PathBuf,

    /// Whether to wait for a replica of a Redis Cluster before telling people that something is saved: `true` or
    /// `false`
    #[arg(long = "JANJI_REDIS_WAIT", default_value_t = true, action = clap::ArgAction::Set)]
    pub wait: bool,

    /// Prefix of every key
    #[arg(long = "JANJI_REDIS_PREFIX", default_value = "", hide_default_value = true)]
    pub prefix: String,
}
