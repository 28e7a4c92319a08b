//! The pretend Google's accounts: consent, codes, refresh tokens and access tokens (RFC 6749, RFC 7636).

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;

/// The client that the pretend Google knows.
pub const CLIENT_ID: &str = "pretend-client.apps.googleusercontent.com";
/// Its secret.
pub const CLIENT_SECRET: &str = "pretend-secret";
/// The refresh token that is granted from the start.
pub const REFRESH_TOKEN: &str = "1//pretend-refresh-token";

/// How long an access token is said to be valid; it is until [`Grants::expire`].
const EXPIRES_IN: u32 = 3599;

/// A form or a query, by name.
pub(super) type Fields = BTreeMap<String, String>;

/// Who may do what.
#[derive(Debug)]
pub(super) struct Grants {
    refresh: BTreeSet<String>,
    access: BTreeSet<String>,
    codes: BTreeMap<String, Code>,
    made: u64,
    /// Whether the person says no on the consent page.
    pub is_refused: bool,
}

/// A code that waits to be exchanged.
#[derive(Debug)]
struct Code {
    redirect: String,
    challenge: Option<String>,
    scope: String,
    is_offline: bool,
}

impl Grants {
    /// One grant, under [`REFRESH_TOKEN`].
    pub(super) fn new() -> Self {
        Self {
            refresh: BTreeSet::from([REFRESH_TOKEN.to_owned()]),
            access: BTreeSet::new(),
            codes: BTreeMap::new(),
            made: 0,
            is_refused: false,
        }
    }

    /// Whether an access token is valid.
    pub(super) fn opens(&self, access: &str) -> bool {
        self.access.contains(access)
    }

    /// Ends all access tokens.
    pub(super) fn expire(&mut self) {
        self.access.clear();
    }

    /// Ends everything that was granted.
    pub(super) fn revoke(&mut self) {
        self.refresh.clear();
        self.access.clear();
    }

    /// Grants [`REFRESH_TOKEN`] again.
    pub(super) fn restore(&mut self) {
        self.refresh.insert(REFRESH_TOKEN.to_owned());
    }

    /// The token endpoint.
    pub(super) fn token(&mut self, form: &Fields) -> Response {
        let text = |name: &str| form.get(name).map(String::as_str);
        if text("client_id") != Some(CLIENT_ID) || text("client_secret") != Some(CLIENT_SECRET) {
            return refuse(StatusCode::UNAUTHORIZED, "invalid_client", "The OAuth client was not found.");
        }
        match text("grant_type") {
            Some("refresh_token") if text("refresh_token").is_some_and(|token| self.refresh.contains(token)) => {
                self.granted(None, "https://www.googleapis.com/auth/calendar.events")
            }
            Some("refresh_token") => bad("invalid_grant", "Token has been expired or revoked."),
            Some("authorization_code") => self.exchange(form),
            _ => bad("unsupported_grant_type", "Invalid grant_type"),
        }
    }

    /// The consent page, where the person answers at once.
    pub(super) fn consent(&mut self, query: &Fields) -> Response {
        let text = |name: &str| query.get(name).map(String::as_str);
        let redirect = text("redirect_uri").and_then(|redirect| Url::parse(redirect).ok());
        let Some(mut redirect) = redirect.filter(is_loopback) else {
            return page("Error 400: redirect_uri_mismatch");
        };
        if text("client_id") != Some(CLIENT_ID) {
            return page("Error 401: invalid_client");
        }
        let (Some("code"), Some(scope)) = (text("response_type"), text("scope")) else {
            return page("Error 400: invalid_request");
        };
        if text("code_challenge").is_some() && text("code_challenge_method") != Some("S256") {
            return page("Error 400: invalid_request");
        }
        let wanted = redirect.to_string();
        let mut answer = vec![("state", text("state").unwrap_or_default().to_owned())];
        if self.is_refused {
            answer.push(("error", "access_denied".to_owned()));
        } else {
            self.made += 1;
            let code = format!("4/pretend-code-{}", self.made);
            let kept = Code {
                redirect: text("redirect_uri").unwrap_or(&wanted).to_owned(),
                challenge: text("code_challenge").map(str::to_owned),
                scope: scope.to_owned(),
                is_offline: text("access_type") == Some("offline"),
            };
            self.codes.insert(code.clone(), kept);
            answer.push(("code", code));
            answer.push(("scope", scope.to_owned()));
        }
        redirect.query_pairs_mut().extend_pairs(answer);
        (StatusCode::FOUND, [(LOCATION, redirect.to_string())]).into_response()
    }

    /// A code for tokens: once, for the same address, with the verifier that its challenge was made of.
    fn exchange(&mut self, form: &Fields) -> Response {
        let text = |name: &str| form.get(name).map(String::as_str);
        let Some(code) = text("code").and_then(|code| self.codes.remove(code)) else {
            return bad("invalid_grant", "Malformed auth code.");
        };
        if text("redirect_uri") != Some(code.redirect.as_str()) {
            return bad("redirect_uri_mismatch", "Bad Request");
        }
        let hashed = text("code_verifier").map(|verifier| BASE64URL_NOPAD.encode(&Sha256::digest(verifier)));
        if code.challenge != hashed {
            return bad("invalid_grant", "Invalid code verifier.");
        }
        let refresh = code.is_offline.then(|| {
            self.made += 1;
            format!("1//pretend-refresh-token-{}", self.made)
        });
        self.refresh.extend(refresh.clone());
        self.granted(refresh, &code.scope)
    }

    fn granted(&mut self, refresh: Option<String>, scope: &str) -> Response {
        self.made += 1;
        let access = format!("ya29.pretend-access-token-{}", self.made);
        self.access.insert(access.clone());
        let mut answer =
            json!({"access_token": access, "expires_in": EXPIRES_IN, "scope": scope, "token_type": "Bearer"});
        if let Some(refresh) = refresh {
            answer["refresh_token"] = json!(refresh);
        }
        Json(answer).into_response()
    }
}

/// Installed applications are sent back to loopback alone (RFC 8252, 7.3).
fn is_loopback(url: &Url) -> bool {
    url.scheme() == "http" && matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"))
}

fn bad(error: &str, description: &str) -> Response {
    refuse(StatusCode::BAD_REQUEST, error, description)
}

fn refuse(status: StatusCode, error: &str, description: &str) -> Response {
    (status, Json(json!({"error": error, "error_description": description}))).into_response()
}

/// What a person sees who came with a wrong address.
fn page(text: &'static str) -> Response {
    (StatusCode::BAD_REQUEST, text).into_response()
}
