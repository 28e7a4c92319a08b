//! Updates that Telegram sends to us, instead of our asking for them (Bot API, `setWebhook`).
//!
//! Any process takes any update: it is durable before Telegram hears 200. The process that has the turn hands on what all
//! of them took in, in the order of its arrival, so that a chat's order holds. What comes while much is being stored is
//! stored together.

use std::sync::Arc;

use data_encoding::HEXLOWER;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use teloxide::types::Update;
use tokio::sync::{mpsc, oneshot};
use url::Url;

use super::bot::read_update;
use super::settings::Settings;

/// How many updates wait to be stored: beyond it Telegram is asked to come again.
const WAITING_MOST: usize = 1_000;

/// The path of the webhook, below `JANJI_PUBLIC_URL`.
pub const WEBHOOK_PATH: &str = "/telegram";

/// Where updates come from.
#[derive(Debug)]
pub enum UpdateSource {
    /// We ask Telegram for them.
    Polling,
    /// Telegram sends them to us.
    Webhook(Pushes),
}

/// The door for what Telegram sends. Clones are the same one.
#[derive(Clone)]
pub struct Webhook {
    secret: Arc<str>,
    pushed: mpsc::Sender<PushedUpdate>,
}

/// What came in through the door, to be stored.
#[derive(Debug)]
pub struct Pushes {
    pub(super) url: Url,
    pub(super) secret: Arc<str>,
    pub(super) pushed: mpsc::Receiver<PushedUpdate>,
}

/// One update, and who is told that it is durable.
#[derive(Debug)]
pub(super) struct PushedUpdate {
    pub(super) update: Update,
    pub(super) stored: oneshot::Sender<()>,
}

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// It is durable, or was refused in words.
    Stored,
    /// It is no update.
    Unreadable,
    /// It was not stored: Telegram is to send it again.
    NotNow,
}

impl Webhook {
    /// A door at `public`, and where what comes in comes out.
    ///
    /// # Errors
    /// When `public` cannot have a path below it.
    pub fn new(settings: &Settings, public: &Url) -> Result<(Self, Pushes), url::ParseError> {
        let url = Url::parse(&format!("{}{WEBHOOK_PATH}", public.as_str().trim_end_matches('/')))?;
        let secret: Arc<str> = secret(settings.token.expose_secret()).into();
        let (sender, pushed) = mpsc::channel(WAITING_MOST);
        Ok((Self { secret: Arc::clone(&secret), pushed: sender }, Pushes { url, secret, pushed }))
    }

    /// Whether who sends this knows our secret (header `X-Telegram-Bot-Api-Secret-Token`); takes as long either way.
    #[must_use]
    pub fn is_telegram(&self, secret: &[u8]) -> bool {
        self.secret.as_bytes().ct_eq(secret).into()
    }

    /// Takes an update in; returns when it is durable.
    pub async fn take(&self, body: &[u8]) -> Reception {
        let Some(update) = read_update(body) else { return Reception::Unreadable };
        let (stored, is_stored) = oneshot::channel();
        // A full queue is answered at once: who waits in line costs memory.
        if self.pushed.try_send(PushedUpdate { update, stored }).is_err() {
            return Reception::NotNow;
        }
        if is_stored.await.is_ok() { Reception::Stored } else { Reception::NotNow }
    }
}

/// A secret that every process with the same token knows, and that tells nothing about the token.
fn secret(token: &str) -> String {
    HEXLOWER.encode(&Sha256::new().chain_update(b"janji webhook\0").chain_update(token).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rates;

    fn settings() -> Settings {
        Settings { token: "12345:abcdefghijklmnopqrst".into(), api_url: None, rates: Rates::TELEGRAM }
    }

    #[test]
    fn only_who_knows_the_secret_is_telegram() {
        let (webhook, pushes) = Webhook::new(&settings(), &"https://bot.example/janji/".parse().unwrap()).unwrap();
        assert_eq!(pushes.url.as_str(), "https://bot.example/janji/telegram");
        assert!(webhook.is_telegram(pushes.secret.as_bytes()));
        for wrong in ["", "x", "12345:abcdefghijklmnopqrst", &pushes.secret[1..]] {
            assert!(!webhook.is_telegram(wrong.as_bytes()), "{wrong}");
        }
        assert!(!pushes.secret.contains("abcdef1234"), "256 bits in hexadecimal");
        assert_eq!(pushes.secret.len(), 64);
    }

    #[tokio::test]
    async fn what_is_no_update_changes_nothing() {
        let (webhook, mut pushes) = Webhook::new(&settings(), &"https://bot.example".parse().unwrap()).unwrap();
        for body in ["", "{", "[]", "{}", "{\"update_id\":\"x\"}", "\u{0}"] {
            assert_eq!(webhook.take(body.as_bytes()).await, Reception::Unreadable, "{body}");
        }
        assert!(pushes.pushed.try_recv().is_err());
    }

    #[tokio::test]
    async fn who_does_not_store_has_telegram_come_again() {
        let (webhook, pushes) = Webhook::new(&settings(), &"https://bot.example".parse().unwrap()).unwrap();
        drop(pushes);
        assert_eq!(webhook.take(br#"{"update_id":1,"poll":{}}"#).await, Reception::NotNow);
    }
}
