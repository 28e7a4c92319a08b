//! What can be set about health and metrics.

use std::net::SocketAddr;

use clap::Args;
use url::Url;

/// Settings of the web server.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// Address for health checks and metrics
    #[arg(long = "JANJI_HTTP", default_value = "127.0.0.1:8080")]
    pub http: SocketAddr,

    /// Public address of `JANJI_HTTP`, through your TLS proxy (`https://…`); if set, Telegram sends updates there instead of being polled, and Google reports changes there
    #[arg(id = "JANJI_PUBLIC_URL", long = "JANJI_PUBLIC_URL", value_parser = parse_public_url)]
    pub public_url: Option<Url>,
}

/// Checks that an address can be reached from outside: Telegram and Google send to `https` only. Loopback may be `http`,
/// for the demo and the tests.
fn parse_public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let is_loopback = url.host_str().is_some_and(|host| host == "127.0.0.1" || host == "localhost");
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_loopback => Ok(url),
        _ => Err("it must begin with https://".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_address_is_reached_over_tls() {
        assert!(parse_public_url("https://bot.example.com/janji").is_ok());
        assert!(parse_public_url("http://127.0.0.1:8080").is_ok());
        for wrong in ["http://bot.example.com", "ftp://bot.example.com", "bot.example.com"] {
            assert!(parse_public_url(wrong).is_err(), "{wrong}");
        }
    }
}
