//! The pretend Google's accounts: consent, codes, refresh tokens and access tokens (RFC 6749, RFC 7636).

use std::collections::BTreeMap;

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{Html, IntoResponse, Response};
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

/// What lets a client see which calendars there are.
pub(super) const LIST_SCOPE: &str = "https://www.googleapis.com/auth/calendar.calendarlist.readonly";

/// The owner, who has granted the events of their calendar.
fn owner() -> Holder {
    Holder { person: super::OWNER.to_owned(), scope: "https://www.googleapis.com/auth/calendar.events".to_owned() }
}

/// A form or a query, by name.
pub(super) type Fields = BTreeMap<String, String>;

/// Who may do what.
#[derive(Debug)]
pub(super) struct Grants {
    refresh: BTreeMap<String, Holder>,
    access: BTreeMap<String, Holder>,
    codes: BTreeMap<String, Code>,
    made: u64,
    /// Whether the person says no on the consent page.
    pub is_refused: bool,
    /// Whether the person leaves the box about the list of calendars empty.
    pub leaves_list_out: bool,
    /// Whether the client's project may not use the Calendar API.
    pub is_api_off: bool,
    /// Who sits at the browser.
    pub at_browser: String,
    /// Who may sign in: with several of them, the consent page asks who it is.
    pub people: Vec<String>,
}

/// Who granted a token, and what it opens.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    pub person: String,
    pub scope: String,
}

/// A code that waits to be exchanged.
#[derive(Debug)]
struct Code {
    redirect: String,
    challenge: Option<String>,
    holder: Holder,
    is_offline: bool,
}

impl Grants {
    /// One grant, under [`REFRESH_TOKEN`].
    pub(super) fn new() -> Self {
        Self {
            refresh: BTreeMap::from([(REFRESH_TOKEN.to_owned(), owner())]),
            access: BTreeMap::new(),
            codes: BTreeMap::new(),
            made: 0,
            is_refused: false,
            is_api_off: false,
            leaves_list_out: false,
            at_browser: super::OWNER.to_owned(),
            people: Vec::new(),
        }
    }

    /// Who granted an access token, if it is valid.
    pub(super) fn holder(&self, access: &str) -> Option<&Holder> {
        self.access.get(access)
    }

    /// Grants a person's calendars and the list of them; the refresh token.
    pub(super) fn grant_to(&mut self, person: &str) -> String {
        self.made += 1;
        let token = format!("1//pretend-refresh-token-{}", self.made);
        let scope = format!("https://www.googleapis.com/auth/calendar.events {LIST_SCOPE}");
        self.refresh.insert(token.clone(), Holder { person: person.to_owned(), scope });
        token
    }

    /// Adds the list of calendars to what [`REFRESH_TOKEN`] opens.
    pub(super) fn widen_first(&mut self) {
        if let Some(holder) = self.refresh.get_mut(REFRESH_TOKEN) {
            holder.scope = format!("{} {LIST_SCOPE}", holder.scope);
        }
        self.access.clear();
    }

    /// Whether a person has granted anything.
    pub(super) fn has_granted(&self, person: &str) -> bool {
        self.refresh.values().any(|holder| holder.person == person)
    }

    /// Ends what a person has granted.
    pub(super) fn end(&mut self, person: &str) {
        self.refresh.retain(|_, holder| holder.person != person);
        self.access.retain(|_, holder| holder.person != person);
    }

    /// Takes a grant back: all of that person's, as the real one does.
    pub(super) fn take_back(&mut self, form: &Fields) -> Response {
        let token = form.get("token").map(String::as_str).unwrap_or_default();
        let holder = self.refresh.get(token).or_else(|| self.access.get(token)).cloned();
        let Some(holder) = holder else { return bad("invalid_token", "Token expired or revoked") };
        self.end(&holder.person);
        (StatusCode::OK, Json(json!({}))).into_response()
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
        self.refresh.insert(REFRESH_TOKEN.to_owned(), owner());
    }

    /// The token endpoint.
    pub(super) fn token(&mut self, form: &Fields) -> Response {
        let text = |name: &str| form.get(name).map(String::as_str);
        if text("client_id") != Some(CLIENT_ID) || text("client_secret") != Some(CLIENT_SECRET) {
            return refuse(StatusCode::UNAUTHORIZED, "invalid_client", "The OAuth client was not found.");
        }
        match text("grant_type") {
            Some("refresh_token") => match text("refresh_token").and_then(|token| self.refresh.get(token)).cloned() {
                Some(holder) => self.granted(None, &holder),
                None => bad("invalid_grant", "Token has been expired or revoked."),
            },
            Some("authorization_code") => self.exchange(form),
            _ => bad("unsupported_grant_type", "Invalid grant_type"),
        }
    }

    /// The consent page, where the person answers at once.
    pub(super) fn consent(&mut self, query: &Fields) -> Response {
        let text = |name: &str| query.get(name).map(String::as_str);
        let redirect = text("redirect_uri").and_then(|redirect| Url::parse(redirect).ok());
        let Some(mut redirect) = redirect.filter(|redirect| is_loopback(redirect) || redirect.scheme() == "https")
        else {
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
        if self.people.len() > 1 && text("authuser").is_none() && !self.is_refused {
            return self.choice(query);
        }
        let person = text("authuser").unwrap_or(&self.at_browser).to_owned();
        let scopes = scope.split(' ').filter(|scope| !(self.leaves_list_out && *scope == LIST_SCOPE));
        let scope = scopes.collect::<Vec<_>>().join(" ");
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
                holder: Holder { person, scope: scope.clone() },
                is_offline: text("access_type") == Some("offline"),
            };
            self.codes.insert(code.clone(), kept);
            answer.push(("code", code));
            answer.push(("scope", scope));
        }
        redirect.query_pairs_mut().extend_pairs(answer);
        (StatusCode::FOUND, [(LOCATION, redirect.to_string())]).into_response()
    }

    /// Exchanges a code for tokens: once, for the same address, with the verifier that its challenge was made from.
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
        self.refresh.extend(refresh.clone().map(|token| (token, code.holder.clone())));
        self.granted(refresh, &code.holder)
    }

    /// The page that asks who it is.
    fn choice(&self, query: &Fields) -> Response {
        let link = |person: &String| {
            let mut form = url::form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(query).append_pair("authuser", person);
            format!("<p><a href=\"?{}\">{person}</a>", form.finish())
        };
        let links: String = self.people.iter().map(link).collect();
        Html(format!(
            "<h1>Pretend Google</h1><p>Janji wants to see and edit your calendars' events. Who are you?{links}"
        ))
        .into_response()
    }

    fn granted(&mut self, refresh: Option<String>, holder: &Holder) -> Response {
        self.made += 1;
        let access = format!("ya29.pretend-access-token-{}", self.made);
        self.access.insert(access.clone(), holder.clone());
        let scope = &holder.scope;
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

/// What a person sees who comes with a wrong address.
fn page(text: &'static str) -> Response {
    (StatusCode::BAD_REQUEST, text).into_response()
}
