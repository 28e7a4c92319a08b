//! What can be set about health and metrics.

use std::net::SocketAddr;

use clap::Args;

/// Settings of the web server.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// Address of health and metrics
    #[arg(long = "JANJI_HTTP", default_value = "127.0.0.1:8080")]
    pub http: SocketAddr,
}
