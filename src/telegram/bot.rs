//! The bot's calls to the Bot API.
//!
//! Calls use teloxide's client and payloads, but not its way of sending requests, which waits ten seconds after every
//! 5xx and hides the status. Errors never contain the URL, because that contains the token.

use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::multipart::Form;
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use teloxide::net::default_reqwest_settings;
use teloxide::payloads::{GetMe, GetUpdates, GetWebhookInfo};
use teloxide::requests::Payload;
use teloxide::types::Update;
use url::Url;

use super::deliveries::WebhookInfo;
use super::refusal::{CallError, Parameters};
use super::{Settings, newer};
use crate::model::{BotId, ChatId, FileId, Rates, UserId};

/// How long an ordinary call may take.
pub(super) const CALL_TIMEOUT: Duration = Duration::from_secs(8);

/// How long each step of a download may take.
const DOWNLOAD_TIMEOUT: Duration = Duration::from_secs(15);

/// The client of the Bot API. Clones share their connections.
#[derive(Clone)]
pub struct Bot {
    inner: teloxide::Bot,
    rates: Rates,
}

/// Who the bot is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Me {
    /// Its id.
    pub id: BotId,
    /// Its name after the `@`.
    pub username: String,
}

/// Where a file can be downloaded (Bot API, `File`).
#[derive(Deserialize)]
struct File {
    file_path: String,
    file_size: Option<usize>,
}

/// What the Bot API answers (Bot API, "Making requests").
#[derive(Deserialize)]
struct ApiAnswer<T> {
    ok: bool,
    result: Option<T>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

impl Bot {
    /// The bot of these settings; doesn't call Telegram yet.
    ///
    /// # Panics
    /// If the system's certificates cannot be loaded at all.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        // teloxide builds its own client in the same way, with the same settings.
        let client = default_reqwest_settings().build().expect("an HTTP client can be built");
        let bot = teloxide::Bot::with_client(settings.token.expose_secret(), client);
        let inner = match &settings.api_url {
            Some(url) => bot.set_api_url(url.clone()),
            None => bot,
        };
        Self { inner, rates: settings.rates }
    }

    /// How fast it may send.
    pub(super) fn rates(&self) -> &Rates {
        &self.rates
    }

    /// Who the bot is. Also shows whether Telegram can be reached and accepts the token.
    ///
    /// # Errors
    /// What Telegram answers, or that it does not.
    pub async fn me(&self) -> Result<Me, CallError> {
        self.call(&GetMe::new(), CALL_TIMEOUT).await
    }

    /// The state of deliveries to our webhook.
    ///
    /// # Errors
    /// What Telegram answers, or that it does not.
    pub async fn webhook(&self) -> Result<WebhookInfo, CallError> {
        self.call(&GetWebhookInfo::new(), CALL_TIMEOUT).await
    }

    /// Teloxide's own bot, for its dispatcher.
    pub(super) fn inner(&self) -> teloxide::Bot {
        self.inner.clone()
    }

    /// Makes one call, without retries.
    pub(super) async fn call<P, T>(&self, payload: &P, timeout: Duration) -> Result<T, CallError>
    where
        P: Payload + Serialize + Sync,
        T: DeserializeOwned,
    {
        self.call_method(P::NAME, payload, timeout).await
    }

    /// Calls the method with this name, without retries.
    pub(super) async fn call_method<T: DeserializeOwned>(
        &self,
        method: &str,
        payload: &(impl Serialize + Sync),
        timeout: Duration,
    ) -> Result<T, CallError> {
        let body = serde_json::to_vec(payload).map_err(|_| CallError::Unsayable)?;
        let request = self.inner.client().post(self.url(&["bot"], method)).timeout(timeout);
        let (status, body) = answer(request.header("content-type", "application/json").body(body)).await?;
        read(status, &body)
    }

    /// Makes one call that uploads a file, without retries.
    pub(super) async fn upload<T: DeserializeOwned>(
        &self,
        method: &str,
        form: Form,
        timeout: Duration,
    ) -> Result<T, CallError> {
        let request = self.inner.client().post(self.url(&["bot"], method)).timeout(timeout);
        let (status, body) = answer(request.multipart(form)).await?;
        read(status, &body)
    }

    /// Asks for updates, without retries; what teloxide cannot decode is decoded again without the unknown parts.
    pub(super) async fn updates(&self, payload: &GetUpdates, timeout: Duration) -> Result<Vec<Update>, CallError> {
        let body = serde_json::to_vec(payload).map_err(|_| CallError::Unsayable)?;
        let request = self.inner.client().post(self.url(&["bot"], GetUpdates::NAME)).timeout(timeout);
        let (status, body) = answer(request.header("content-type", "application/json").body(body)).await?;
        read_updates(status, &body)
    }

    /// Downloads a file of at most this size; [`CallError::Refused`] if it is larger.
    ///
    /// # Errors
    /// What Telegram answers, or that it does not.
    pub async fn download(&self, file: &FileId, most: usize) -> Result<Vec<u8>, CallError> {
        let found: File =
            self.call_method("GetFile", &serde_json::json!({ "file_id": file.0 }), DOWNLOAD_TIMEOUT).await?;
        let too_large = || CallError::Refused { status: 413, description: "the file is too large".to_owned() };
        if found.file_size.is_some_and(|size| size > most) {
            return Err(too_large());
        }
        let request = self.inner.client().get(self.url(&["file", "bot"], &found.file_path)).timeout(DOWNLOAD_TIMEOUT);
        let (status, bytes) = answer(request).await?;
        match status {
            200 if bytes.len() <= most => Ok(bytes),
            200 => Err(too_large()),
            _ => read(status, &bytes),
        }
    }

    /// The admins of a group, including its owner.
    ///
    /// # Errors
    /// What Telegram answers, or that it does not.
    pub async fn administrators(&self, group: ChatId) -> Result<Vec<UserId>, CallError> {
        let asked = serde_json::json!({ "chat_id": group.0 });
        let found: Vec<Administrator> = self.call_method("GetChatAdministrators", &asked, CALL_TIMEOUT).await?;
        Ok(found.into_iter().map(|administrator| UserId(administrator.user.id)).collect())
    }

    /// The URL of a method or file; the token is appended to the last of these folders.
    fn url(&self, folders: &[&str], name: &str) -> Url {
        let mut url = self.inner.api_url();
        if let (Ok(mut path), Some((last, before))) = (url.path_segments_mut(), folders.split_last()) {
            path.pop_if_empty().extend(before).push(&format!("{last}{}", self.inner.token())).extend(name.split('/'));
        }
        url
    }
}

/// `ChatMember` of the Bot API, as far as it matters here.
#[derive(serde::Deserialize)]
struct Administrator {
    user: AdministratorUser,
}

/// `User` of the Bot API, as far as it matters here.
#[derive(serde::Deserialize)]
struct AdministratorUser {
    id: u64,
}

/// Sends a request and returns the status and the body.
async fn answer(request: RequestBuilder) -> Result<(u16, Vec<u8>), CallError> {
    let response = request.send().await.map_err(|error| CallError::Away(error.without_url().into()))?;
    let status = response.status().as_u16();
    let body = response.bytes().await.map_err(|error| CallError::Away(error.without_url().into()))?;
    Ok((status, body.to_vec()))
}

/// Reads updates.
fn read_updates(status: u16, body: &[u8]) -> Result<Vec<Update>, CallError> {
    let mut updates: Vec<Update> = read(status, body)?;
    if updates.iter().any(newer::is_lossy) {
        let raw: Vec<serde_json::Value> = read(status, body)?;
        for (update, raw) in updates.iter_mut().zip(raw).filter(|(update, _)| newer::is_lossy(update)) {
            decode_again(update, raw);
        }
    }
    Ok(updates)
}

/// Reads one update, as Telegram sends it to a webhook.
pub(super) fn read_update(body: &[u8]) -> Option<Update> {
    let mut update: Update = serde_json::from_slice(body).ok()?;
    if newer::is_lossy(&update) {
        decode_again(&mut update, serde_json::from_slice(body).ok()?);
    }
    Some(update)
}

/// Decodes an update without the parts that teloxide does not know.
fn decode_again(update: &mut Update, mut raw: serde_json::Value) {
    newer::rewrite(&mut raw);
    // From text, because teloxide decodes a `Value` differently.
    if let Ok(better) = serde_json::from_str(&raw.to_string()) {
        *update = better;
    }
}

/// Reads an answer.
fn read<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, CallError> {
    if status >= 500 {
        return Err(CallError::Away(format!("status {status}").into()));
    }
    match serde_json::from_slice::<ApiAnswer<T>>(body) {
        Ok(ApiAnswer { ok: true, result: Some(result), .. }) => Ok(result),
        Ok(answer) if !answer.ok => Err(CallError::read(status, &answer.description, answer.parameters)),
        Ok(_) => Err(CallError::Away("an answer without a result".into())),
        Err(_) if status >= 400 => Err(CallError::read(status, "", Parameters::default())),
        // An unreadable answer may contain private text, so the error is dropped.
        Err(_) => Err(CallError::Away("an answer that cannot be read".into())),
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use teloxide::types::UpdateKind;

    use super::*;

    /// The error, and what it was caused by.
    fn wrong(status: u16, body: &str) -> String {
        let error = read::<bool>(status, body.as_bytes()).unwrap_err();
        let cause = error.source().map(ToString::to_string);
        format!("{error}{}", cause.map(|cause| format!(": {cause}")).unwrap_or_default())
    }

    #[test]
    fn answers_are_read_by_status_and_body() {
        assert!(read::<bool>(200, br#"{"ok":true,"result":true}"#).unwrap());
        assert_eq!(wrong(502, "<html>Bad Gateway</html>"), "Telegram is unavailable: status 502");
        assert_eq!(wrong(200, "{\"ok\":tr"), "Telegram is unavailable: an answer that cannot be read");
        assert_eq!(wrong(200, r#"{"ok":true}"#), "Telegram is unavailable: an answer without a result");
        assert_eq!(wrong(413, "<html>"), "Telegram refused (413)");
        let refused = r#"{"ok":false,"error_code":400,"description":"Bad Request: message text is empty"}"#;
        assert_eq!(wrong(400, refused), "Telegram refused (400): message text is empty");
    }

    #[test]
    fn an_update_that_cannot_be_decoded_costs_no_other() {
        let body = r#"{"ok":true,"result":[
            {"update_id":1,"something_new":{"text":"private"}},
            {"update_id":2,"message":{"without":"its fields"}},
            {"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"x"},"update_id":3}]}"#;
        let updates: Vec<Update> = read(200, body.as_bytes()).unwrap();
        assert_eq!(updates.iter().map(|update| update.id.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(matches!(updates[0].kind, UpdateKind::Error(_)) && matches!(updates[1].kind, UpdateKind::Error(_)));
        assert!(matches!(updates[2].kind, UpdateKind::Message(_)));
    }

    #[test]
    fn a_message_with_newer_formatting_is_decoded_without_it() {
        let body = r#"{"ok":true,"result":[{"update_id":1,"message":{"message_id":1,"date":1,
            "chat":{"id":7,"type":"private"},"text":"lunch at 1",
            "entities":[{"type":"date_time","offset":6,"length":4,"unix_time":1773205200},{"type":"new","offset":0,"length":5}]}}]}"#;
        let updates = read_updates(200, body.as_bytes()).unwrap();
        let UpdateKind::Message(message) = &updates[0].kind else { panic!("{updates:?}") };
        assert_eq!(message.text(), Some("lunch at 1"));
        assert_eq!(message.entities().unwrap().len(), 1);
    }
}
