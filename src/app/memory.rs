//! The Redis that the settings ask for: the one they name, or a private one of our own.

use anyhow::Context;
use secrecy::{ExposeSecret, SecretString};

use crate::store;
use crate::store::server::PrivateRedis;

/// A Redis to use, and the private one behind it if there is one.
#[derive(Debug)]
pub struct Memory {
    url: SecretString,
    private: Option<PrivateRedis>,
}

/// Opens the Redis that the settings ask for; a private one is started and answers by then.
///
/// # Errors
/// When the private one cannot be started: it is not installed, or another Janji uses its folder.
pub async fn open_memory(settings: &store::Settings) -> anyhow::Result<Memory> {
    if let Some(url) = &settings.url {
        return Ok(Memory { url: url.clone(), private: None });
    }
    let exe = std::env::current_exe().context("this program does not find itself")?;
    let private = PrivateRedis::start(&exe, &settings.data).await?;
    Ok(Memory { url: private.url().into(), private: Some(private) })
}

impl Memory {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.expose_secret()
    }

    /// Ends the private one, once everything is in its file.
    pub async fn close(self) {
        if let Some(private) = self.private {
            private.stop().await;
        }
    }
}
