//! The access tokens of one grant: fetched when needed, one at a time for all who wait, and never again once the
//! grant is dead.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper_util::client::legacy::Client;
use secrecy::ExposeSecret;
use tokio::sync::{Mutex, MutexGuard};
use yup_oauth2::authenticator::Authenticator;
use yup_oauth2::authorized_user::AuthorizedUserSecret;
use yup_oauth2::error::AuthErrorCode;
use yup_oauth2::{AccessToken, AuthorizedUserAuthenticator, CustomHyperClientBuilder};

use super::route::Route;
use super::{Absence, Credentials, Error, SCOPE};

/// The access tokens of one grant.
pub(super) struct AccessTokens {
    authenticator: Authenticator<Route>,
    held: Mutex<Option<AccessToken>>,
    is_dead: AtomicBool,
}

impl AccessTokens {
    /// The tokens that `access` opens; nothing is fetched yet.
    pub(super) async fn new(access: &Credentials, client: Client<Route, String>) -> io::Result<Self> {
        let secret = AuthorizedUserSecret {
            client_id: access.client_id.clone(),
            client_secret: access.client_secret.expose_secret().to_owned(),
            refresh_token: access.refresh_token.expose_secret().to_owned(),
            key_type: "authorized_user".to_owned(),
        };
        let client = CustomHyperClientBuilder::from(client);
        let authenticator = AuthorizedUserAuthenticator::with_client(secret, client).build().await?;
        Ok(Self { authenticator, held: Mutex::new(None), is_dead: AtomicBool::new(false) })
    }

    /// Whether Google has said that the grant is no more.
    pub(super) fn is_dead(&self) -> bool {
        self.is_dead.load(Ordering::Relaxed)
    }

    /// The right to look at the held token and to fetch another: a caller that waited for it finds the new token.
    pub(super) async fn hold(&self) -> Held<'_> {
        Held { tokens: self, held: self.held.lock().await }
    }
}

/// The held token, for one caller at a time.
pub(super) struct Held<'a> {
    tokens: &'a AccessTokens,
    held: MutexGuard<'a, Option<AccessToken>>,
}

impl Held<'_> {
    /// The held token, unless it has expired or is the one that was `refused`.
    pub(super) fn token(&self, refused: Option<&str>) -> Option<String> {
        let held = self.held.as_ref().filter(|token| !token.is_expired())?;
        held.token().filter(|token| Some(*token) != refused).map(str::to_owned)
    }

    /// Fetches a token and holds it.
    pub(super) async fn fetch(&mut self) -> Result<String, Error> {
        if self.tokens.is_dead() {
            return Err(Error::Grant);
        }
        *self.held = None;
        // `token` would keep, for good, an answer that carried no token at all; a forced refresh never looks at it.
        let fetched = self.tokens.authenticator.force_refreshed_token(&[SCOPE]).await.map_err(meaning);
        if matches!(fetched, Err(Error::Grant)) {
            self.tokens.is_dead.store(true, Ordering::Relaxed);
        }
        let fetched = fetched?;
        let Some(token) = fetched.token().map(str::to_owned) else {
            return Err(Error::Away(Absence::NoToken { reason: "an answer without a token".to_owned() }));
        };
        *self.held = Some(fetched);
        Ok(token)
    }
}

/// What it means that no token could be obtained. The words of OAuth (RFC 6749, 5.2) are about us; every other end is
/// the endpoint's own trouble, which passes.
fn meaning(error: yup_oauth2::Error) -> Error {
    match error {
        yup_oauth2::Error::AuthError(error) => match error.error {
            AuthErrorCode::InvalidGrant | AuthErrorCode::ExpiredToken => Error::Grant,
            AuthErrorCode::InvalidRequest
            | AuthErrorCode::InvalidClient
            | AuthErrorCode::UnauthorizedClient
            | AuthErrorCode::UnsupportedGrantType
            | AuthErrorCode::InvalidScope
            | AuthErrorCode::AccessDenied => Error::Auth { reason: error.error.as_str().to_owned() },
            AuthErrorCode::Other(reason) => match reason.as_str() {
                "deleted_client" | "disabled_client" | "org_internal" | "admin_policy_enforced" => {
                    Error::Auth { reason }
                }
                "rate_limit_exceeded" => Error::Quota { reason, retry_after: None },
                _ => Error::Away(Absence::NoToken { reason: "an unknown error".to_owned() }),
            },
        },
        yup_oauth2::Error::JSONError(_) => {
            Error::Away(Absence::NoToken { reason: "an answer that is no JSON".to_owned() })
        }
        error => Error::Away(Absence::Unreachable(error.into())),
    }
}
