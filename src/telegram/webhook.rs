//! The webhook: Telegram sends us updates, instead of being polled (Bot API, `setWebhook`).
//!
//! Any process can receive any update, and stores it before Telegram hears 200. The process that has the turn passes on
//! what all of them have stored, in order of arrival, so that a chat's order is kept. Updates that arrive while others
//! are being stored are then stored together.

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

/// How many updates may wait to be stored; beyond that we ask Telegram to send them again.
const WAITING_MOST: usize = 1_000;

/// The path of the webhook, below `JANJI_PUBLIC_URL`.
pub const WEBHOOK_PATH: &str = "/telegram";

/// Where updates come from.
#[derive(Debug)]
pub enum UpdateSource {
    /// We poll Telegram.
    Polling,
    /// Telegram sends them to us.
    Webhook(Pushes),
}

/// The receiving side of the webhook. Clones are the same one.
#[derive(Clone)]
pub struct Webhook {
    secret: Arc<str>,
    pushed: mpsc::Sender<PushedUpdate>,
}

/// What the webhook has received, to be stored.
#[derive(Debug)]
pub struct Pushes {
    pub(super) url: Url,
    pub(super) secret: Arc<str>,
    pub(super) pushed: mpsc::Receiver<PushedUpdate>,
}

/// One update, and the channel to report that it is stored.
#[derive(Debug)]
pub(super) struct PushedUpdate {
    pub(super) update: Update,
    pub(super) stored: oneshot::Sender<()>,
}

/// The result of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// The update is stored, or its sender was told that it can't be.
    Stored,
    /// It is not an update.
    Unreadable,
    /// It was not stored: Telegram should send it again.
    NotNow,
}

impl Webhook {
    /// A webhook below `public`, and the stream of what it receives.
    ///
    /// # Errors
    /// If `public` cannot have a path below it.
    pub fn new(settings: &Settings, public: &Url) -> Result<(Self, Pushes), url::ParseError> {
        let url = Url::parse(&format!("{}{WEBHOOK_PATH}", public.as_str().trim_end_matches('/')))?;
        let secret: Arc<str> = secret(settings.token.expose_secret()).into();
        let (sender, pushed) = mpsc::channel(WAITING_MOST);
        Ok((Self { secret: Arc::clone(&secret), pushed: sender }, Pushes { url, secret, pushed }))
    }

    /// Whether the sender knows our secret (header `X-Telegram-Bot-Api-Secret-Token`); takes the same time either way.
    #[must_use]
    pub fn is_telegram(&self, secret: &[u8]) -> bool {
        self.secret.as_bytes().ct_eq(secret).into()
    }

    /// Receives an update; returns when it is stored.
    pub async fn take(&self, body: &[u8]) -> Reception {
        let Some(update) = read_update(body) else { return Reception::Unreadable };
        let (stored, is_stored) = oneshot::channel();
        // If the queue is full, answer at once: waiting requests cost memory.
        if self.pushed.try_send(PushedUpdate { update, stored }).is_err() {
            return Reception::NotNow;
        }
        if is_stored.await.is_ok() { Reception::Stored } else { Reception::NotNow }
    }
}

/// A secret that every process with the same token knows, and that reveals nothing about the token.
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
