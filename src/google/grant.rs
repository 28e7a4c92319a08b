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
use super::{Absence, CALL_TIMEOUT, ClientSettings, Error, LIST_SCOPE, SCOPE};

/// Where people say yes.
const CONSENT_URL: &str = "https://accounts.google.com/o/oauth2/v2/auth";

/// Where a code becomes tokens.
const TOKEN_URL: &str = "https://oauth2.googleapis.com/token";

/// Where a grant is given back (RFC 7009).
const REVOKE_URL: &str = "https://oauth2.googleapis.com/revoke";

/// One attempt at obtaining a grant.
pub struct Consent {
    client: ClientSettings,
    redirect: Url,
    address: Url,
    state: CsrfToken,
    verifier: PkceCodeVerifier,
}

/// What a person granted.
#[derive(Debug)]
pub struct Granted {
    /// What access tokens are fetched with.
    pub refresh_token: SecretString,
    /// Whether we may see which calendars there are.
    pub lists_calendars: bool,
}

/// What the address says that a browser ended on.
#[derive(Debug)]
pub struct EndedOn {
    /// The state of the attempt that it belongs to.
    pub state: String,
    /// The code, or Google's word for why there is none.
    pub outcome: Result<Code, String>,
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
    /// An attempt of the operator, for events alone, whose browser is sent back to `redirect`.
    #[must_use]
    pub fn new(client: &ClientSettings, redirect: Url) -> Self {
        Self::to(client, redirect, &[SCOPE])
    }

    /// An attempt of a person who also lets us see which calendars there are.
    #[must_use]
    pub fn with_list(client: &ClientSettings, redirect: Url) -> Self {
        Self::to(client, redirect, &[SCOPE, LIST_SCOPE])
    }

    fn to(client: &ClientSettings, redirect: Url, scopes: &[&str]) -> Self {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (address, state) = BasicClient::new(ClientId::new(client.id.clone()))
            .set_auth_uri(AuthUrl::from_url(led(CONSENT_URL, client.api_url.as_ref())))
            .set_redirect_uri(RedirectUrl::from_url(redirect.clone()))
            .authorize_url(CsrfToken::new_random)
            .add_scopes(scopes.iter().map(|scope| Scope::new((*scope).to_owned())))
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

    /// What the way back is recognised by.
    #[must_use]
    pub fn state(&self) -> &str {
        self.state.secret()
    }

    /// What the code is exchanged with, to be kept secret until then.
    #[must_use]
    pub fn verifier(&self) -> SecretString {
        self.verifier.secret().as_str().into()
    }

    /// Reads the address that the browser ended on, and checks that it is of this attempt.
    pub fn read(&self, ended_on: &str) -> Result<Code, ConsentError> {
        let ended_on = Url::parse(ended_on.trim()).map_err(|_| ConsentError::NotOurs)?;
        if ended_on.origin() != self.redirect.origin() {
            return Err(ConsentError::NotOurs);
        }
        let ended_on = EndedOn::read(&ended_on).ok_or(ConsentError::NotOurs)?;
        if ended_on.state != *self.state.secret() {
            return Err(ConsentError::OtherState);
        }
        ended_on.outcome.map_err(|reason| ConsentError::Refused { reason })
    }

    /// Exchanges the code for a refresh token.
    pub async fn exchange(&self, code: Code) -> Result<SecretString, ConsentError> {
        let granted = exchange(&self.client, &self.redirect, &self.verifier(), code).await?;
        Ok(granted.refresh_token)
    }
}

impl EndedOn {
    /// Reads the address that a browser ended on; `None` when it carries neither a code nor a refusal.
    #[must_use]
    pub fn read(address: &Url) -> Option<Self> {
        let value = |name: &str| address.query_pairs().find(|(n, _)| n == name).map(|(_, value)| value.into_owned());
        let outcome = match value("error") {
            Some(reason) => Err(reason),
            None => Ok(Code(AuthorizationCode::new(value("code")?))),
        };
        Some(Self { state: value("state").unwrap_or_default(), outcome })
    }
}

/// Exchanges a code for what was granted.
pub async fn exchange(
    client: &ClientSettings,
    redirect: &Url,
    verifier: &SecretString,
    code: Code,
) -> Result<Granted, ConsentError> {
    let http = http(client)?;
    let send = |request: HttpRequest| send(http.clone(), request);
    let oauth = BasicClient::new(ClientId::new(client.id.clone()))
        .set_client_secret(ClientSecret::new(client.secret.expose_secret().to_owned()))
        .set_auth_type(AuthType::RequestBody)
        .set_token_uri(TokenUrl::from_url(led(TOKEN_URL, None)))
        .set_redirect_uri(RedirectUrl::from_url(redirect.clone()));
    let verifier = PkceCodeVerifier::new(verifier.expose_secret().to_owned());
    let exchange = oauth.exchange_code(code.0).set_pkce_verifier(verifier).request_async(&send);
    let answer = tokio::time::timeout(CALL_TIMEOUT, exchange).await;
    let tokens = answer.map_err(|_| Error::Away(Absence::TimedOut))?.map_err(meaning)?;
    let has = |wanted: &str| {
        let scopes = tokens.scopes();
        scopes.is_none_or(|scopes| scopes.iter().any(|scope| scope.as_str() == wanted))
    };
    if !has(SCOPE) {
        return Err(ConsentError::NoCalendar);
    }
    let refresh = tokens.refresh_token().ok_or(ConsentError::NotLasting)?;
    Ok(Granted { refresh_token: refresh.secret().as_str().into(), lists_calendars: has(LIST_SCOPE) })
}

/// Gives a grant back at Google; one that is no grant any more counts as given back.
pub async fn revoke(client: &ClientSettings, refresh_token: &SecretString) -> Result<(), ConsentError> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("token", refresh_token.expose_secret())
        .finish();
    let request = hyper::Request::post(REVOKE_URL)
        .header(hyper::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Full::from(form));
    let request = request.map_err(io::Error::other)?;
    let sent = tokio::time::timeout(CALL_TIMEOUT, http(client)?.request(request)).await;
    let answer = sent.map_err(|_| Error::Away(Absence::TimedOut))?;
    let status = answer.map_err(|error| Error::Away(Absence::Unreachable(error.into())))?.status().as_u16();
    match status {
        200 | 400 => Ok(()),
        status => Err(Error::Away(Absence::Status { status, retry_after: None }).into()),
    }
}

/// A client over our connector.
fn http(client: &ClientSettings) -> io::Result<Client<Route, Full<Bytes>>> {
    Ok(Client::builder(TokioExecutor::new()).build(Route::new(client.api_url.as_ref())?))
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
