//! The way to Google that all accounts share: one OAuth client, one connector, one pool of connections.

use std::io;
use std::sync::Arc;

use google_calendar3::common;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use secrecy::SecretString;

use super::route::Route;
use super::tokens::AccessTokens;
use super::{Calendar, ClientSettings, Credentials};
use crate::clock::Clock;

/// Google, as one OAuth client reaches it. Clones share connections.
#[derive(Clone)]
pub struct Google {
    settings: ClientSettings,
    client: common::Client<Route>,
    token_client: Client<Route, String>,
    clock: Clock,
}

/// The access tokens of one grant, shared by its calendars.
#[derive(Clone)]
pub struct TokenSource(pub(super) Arc<AccessTokens>);

impl Google {
    /// Google as this OAuth client reaches it; nothing is asked yet.
    ///
    /// # Errors
    /// When the machine has no root certificates, or the other address is none.
    pub fn new(settings: &ClientSettings, clock: Clock) -> io::Result<Self> {
        let route = Route::new(settings.api_url.as_ref())?;
        Ok(Self {
            settings: settings.clone(),
            client: Client::builder(TokioExecutor::new()).build(route.clone()),
            token_client: Client::builder(TokioExecutor::new()).build(route),
            clock,
        })
    }

    /// The OAuth client.
    #[must_use]
    pub fn settings(&self) -> &ClientSettings {
        &self.settings
    }

    /// The access tokens that a refresh token opens; Google is not asked yet.
    ///
    /// # Errors
    /// When the token client cannot be made.
    pub async fn tokens(&self, refresh_token: &SecretString) -> io::Result<TokenSource> {
        let access = Credentials {
            client_id: self.settings.id.clone(),
            client_secret: self.settings.secret.clone(),
            refresh_token: refresh_token.clone(),
            api_url: self.settings.api_url.clone(),
        };
        Ok(TokenSource(Arc::new(AccessTokens::new(&access, self.token_client.clone()).await?)))
    }

    /// A calendar of a grant, by its id at Google; what it costs is measured under `label`, if there is one.
    #[must_use]
    pub fn calendar(&self, tokens: &TokenSource, id: &str, label: Option<String>) -> Calendar {
        Calendar::of(self.client.clone(), Arc::clone(&tokens.0), id, label, self.clock.clone())
    }
}
