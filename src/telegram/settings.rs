//! Settings of Telegram.

use clap::Args;
use secrecy::SecretString;
use url::Url;

use crate::model::{BotId, Rates};

/// Settings of the Bot API.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// The bot's token, from @BotFather; required
    #[arg(long = "TELOXIDE_TOKEN", value_parser = parse_token)]
    pub token: SecretString,

    /// A Bot API server other than Telegram's
    #[arg(id = "TELOXIDE_API_URL", long = "TELOXIDE_API_URL")]
    pub api_url: Option<Url>,

    /// How fast to send. Not a setting for users: it is what Telegram accepts; only a bench without limits changes it
    #[arg(skip = Rates::TELEGRAM)]
    pub rates: Rates,
}

/// The shortest plausible secret part of a token.
const SHORTEST_SECRET: usize = 20;

/// Checks the form `123456:secret`; only Telegram knows whether it is valid.
fn parse_token(text: &str) -> Result<SecretString, String> {
    let shaped = bot_id(text).is_some()
        && text.split_once(':').is_some_and(|(_, secret)| {
            secret.len() >= SHORTEST_SECRET
                && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        });
    if shaped { Ok(text.into()) } else { Err("a token looks like 123456789:AAE…, as @BotFather shows it".to_owned()) }
}

/// The bot's id: the part of its token before the colon.
#[must_use]
pub fn bot_id(token: &str) -> Option<BotId> {
    token.split_once(':')?.0.parse().ok().map(BotId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_number_and_a_secret() {
        assert!(parse_token("12345:abcdefghijklmnopqrst").is_ok());
        for wrong in ["", "12345", "abc:abcdefghijklmnopqrst", "12345:short", "12345:abcdefghijklmnopqrst uvw"] {
            assert!(parse_token(wrong).is_err(), "{wrong}");
        }
        assert_eq!(bot_id("12345:x"), Some(BotId(12345)));
    }
}
