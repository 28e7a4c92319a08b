//! The grant: how a person lets us into their calendar, once (RFC 8252; OAuth 2.0 with PKCE and state).
//!
//! [`Consent::new`] has the address at which the person says yes; the browser then ends on an address of ours, which
//! is read by [`Consent::read`] – whether it came to a port that listens or was pasted – and the code in it is
//! exchanged for the refresh token by [`Consent::exchange`].

use std::io;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use oauth2::basic::BasicClient;
use oauth2::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest, HttpResponse,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse, TokenUrl,
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::route::Route;
use super::{Absence, CALL_TIMEOUT, ClientSettings, Error, SCOPE};

/// Where people say yes.
const CONSENT_URL: &str = "https://accounts.google.com/o/oauth2/v2/auth";

/// Where a code becomes tokens.
const TOKEN_URL: &str = "https://oauth2.googleapis.com/token";

/// One attempt at obtaining a grant.
pub struct Consent {
    client: ClientSettings,
    redirect: Url,
    address: Url,
    state: CsrfToken,
    verifier: PkceCodeVerifier,
}

/// The code that the person's yes is worth, for a few minutes and once.
#[derive(Debug)]
pub struct Code(AuthorizationCode);

/// Why there is no grant.
#[derive(Debug, thiserror::Error)]
pub enum ConsentError {
    /// The address is not the one that Google sends the browser to.
    #[error("that is not the address the browser ended on")]
    NotOurs,
    /// The address is of another attempt, or forged.
    #[error("that address belongs to another sign-in")]
    OtherState,
    /// The person said no.
    #[error("the sign-in was refused ({reason})")]
    Refused {
        /// Google's word for it.
        reason: String,
    },
    /// The person signed in but left the calendar out.
    #[error("the calendar was not part of what was granted")]
    NoCalendar,
    /// Google gave no refresh token.
    #[error("google gave no lasting grant")]
    NotLasting,
    /// Google refused the client or the code, or cannot be reached.
    #[error(transparent)]
    Google(#[from] Error),
    /// The machine has no root certificates.
    #[error("no connection can be made")]
    Machine(#[from] io::Error),
}

impl Consent {
    /// An attempt whose browser is sent back to `redirect`, an address of this machine.
    #[must_use]
    pub fn new(client: &ClientSettings, redirect: Url) -> Self {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state) = BasicClient::new(ClientId::new(client.id.clone()))
            .set_auth_uri(AuthUrl::from_url(led(CONSENT_URL, client.api_url.as_ref())))
            .set_redirect_uri(RedirectUrl::from_url(redirect.clone()))
            .authorize_url(CsrfToken::new_random)
            .add_scope(Scope::new(SCOPE.to_owned()))
            // A refresh token is only given offline, and for sure only when consent is asked for again.
            .add_extra_param("access_type", "offline")
            .add_extra_param("prompt", "consent")
            .set_pkce_challenge(challenge)
            .url();
        Self { client: client.clone(), redirect, address, state, verifier }
    }

    /// Where the person says yes.
    #[must_use]
    pub fn address(&self) -> &Url {
        &self.address
    }

    /// Reads the address that the browser ended on, and checks that it is of this attempt.
    pub fn read(&self, ended_on: &str) -> Result<Code, ConsentError> {
        let ended_on = Url::parse(ended_on.trim()).map_err(|_| ConsentError::NotOurs)?;
        if ended_on.origin() != self.redirect.origin() {
            return Err(ConsentError::NotOurs);
        }
        let value = |name: &str| ended_on.query_pairs().find(|(n, _)| n == name).map(|(_, value)| value.into_owned());
        if value("state").as_ref() != Some(self.state.secret()) {
            return Err(ConsentError::OtherState);
        }
        if let Some(reason) = value("error") {
            return Err(ConsentError::Refused { reason });
        }
        value("code").map(|code| Code(AuthorizationCode::new(code))).ok_or(ConsentError::NotOurs)
    }

    /// Exchanges the code for a refresh token.
    pub async fn exchange(&self, code: Code) -> Result<SecretString, ConsentError> {
        let route = Route::new(self.client.api_url.as_ref())?;
        let http: Client<Route, Full<Bytes>> = Client::builder(TokioExecutor::new()).build(route);
        let send = |request: HttpRequest| send(http.clone(), request);
        let client = BasicClient::new(ClientId::new(self.client.id.clone()))
            .set_client_secret(ClientSecret::new(self.client.secret.expose_secret().to_owned()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(TokenUrl::from_url(led(TOKEN_URL, None)))
            .set_redirect_uri(RedirectUrl::from_url(self.redirect.clone()));
        let verifier = PkceCodeVerifier::new(self.verifier.secret().clone());
        let exchange = client.exchange_code(code.0).set_pkce_verifier(verifier).request_async(&send);
        let answer = tokio::time::timeout(CALL_TIMEOUT, exchange).await;
        let tokens = answer.map_err(|_| Error::Away(Absence::TimedOut))?.map_err(meaning)?;
        let is_granted = |scopes: &Vec<Scope>| scopes.iter().any(|scope| scope.as_str() == SCOPE);
        if tokens.scopes().is_some_and(|scopes| !is_granted(scopes)) {
            return Err(ConsentError::NoCalendar);
        }
        let refresh = tokens.refresh_token().ok_or(ConsentError::NotLasting)?;
        Ok(refresh.secret().as_str().into())
    }
}

/// An address of Google's, or the same in the place that stands for it: a browser knows nothing of our [`Route`].
fn led(address: &str, place: Option<&Url>) -> Url {
    let address = Url::parse(address).expect("it is a constant");
    let joined = place.and_then(|place| place.join(address.path()).ok());
    joined.unwrap_or(address)
}

/// One request of the crate's over our connector.
async fn send(http: Client<Route, Full<Bytes>>, request: HttpRequest) -> Result<HttpResponse, io::Error> {
    let (parts, body) = request.into_parts();
    let request = hyper::Request::from_parts(parts, Full::from(body));
    let (parts, body) = http.request(request).await.map_err(io::Error::other)?.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    Ok(HttpResponse::from_parts(parts, body.into()))
}

/// The meaning of an exchange that failed; the crate's own text can hold the whole answer, so it is left out.
fn meaning(error: RequestTokenError<io::Error, oauth2::basic::BasicErrorResponse>) -> Error {
    match error {
        RequestTokenError::ServerResponse(answer) => Error::Auth { reason: answer.error().to_string() },
        RequestTokenError::Request(error) => Error::Away(Absence::Unreachable(error.into())),
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Error::Away(Absence::NoToken { reason: "an answer that cannot be read".to_owned() })
        }
    }
}
