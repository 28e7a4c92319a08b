//! From what came back to what it means: a status becomes an [`Error`] here, and nowhere else.

use std::time::Duration;

use chrono::{DateTime, Utc};
use google_calendar3::common;
use hyper::StatusCode;
use hyper::header::{HeaderMap, RETRY_AFTER};
use hyper::http::response::Parts;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Absence, Error};

/// The reasons of a 403 that are about rates (Calendar API, "Handle API errors").
const RATE_REASONS: [&str; 4] = ["rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded"];

/// Google's words for what went wrong are single identifiers; anything longer is somebody's text, and is not kept.
const LONGEST_REASON: usize = 40;

/// The meaning of an answer that is no success.
pub(super) fn refusal(status: StatusCode, headers: &HeaderMap, body: Option<&Value>, now: DateTime<Utc>) -> Error {
    let reason = reason(body);
    match status.as_u16() {
        401 => Error::Auth { reason },
        403 if RATE_REASONS.contains(&reason.as_str()) => Error::Quota { reason, retry_after: wait(headers, now) },
        429 => Error::Quota { reason, retry_after: wait(headers, now) },
        404 | 410 => Error::Gone,
        409 => Error::Exists,
        412 => Error::Outdated,
        status @ (408 | 500..=599) => Error::Away(Absence::Status { status, retry_after: wait(headers, now) }),
        status => Error::Unexpected { status, reason },
    }
}

/// Google's word for what went wrong: `error.errors[0].reason`.
fn reason(body: Option<&Value>) -> String {
    let word = body.and_then(|body| body.pointer("/error/errors/0/reason")).and_then(Value::as_str);
    let is_word = |text: &&str| text.len() <= LONGEST_REASON && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    word.filter(is_word).unwrap_or("no reason given").to_owned()
}

/// `Retry-After`, in either of its forms (RFC 9110, 10.2.3).
fn wait(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    Some((until.with_timezone(&Utc) - now).to_std().unwrap_or(Duration::ZERO))
}

/// Sees the statuses and headers of google-calendar3's calls, which its own errors leave out.
pub(super) struct Witness {
    now: DateTime<Utc>,
    refusal: Option<(StatusCode, Error)>,
}

impl Witness {
    /// A witness for one call.
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        Self { now, refusal: None }
    }

    /// What the end of a call about one event means.
    pub(super) fn judge<T>(self, outcome: common::Result<T>) -> Result<T, Error> {
        outcome.map_err(|error| self.refusal.map_or_else(|| failure(error), |(_, refusal)| refusal))
    }

    /// What the end of a call about the calendar means: what is not found is the calendar itself.
    pub(super) fn judge_calendar<T>(self, outcome: common::Result<T>) -> Result<T, Error> {
        match self.refusal {
            Some((status @ StatusCode::NOT_FOUND, _)) => {
                outcome.map_err(|_| Error::Unexpected { status: status.as_u16(), reason: "notFound".to_owned() })
            }
            Some(_) | None => self.judge(outcome),
        }
    }
}

impl common::Delegate for Witness {
    fn http_failure(&mut self, response: &common::Response, body: Option<&Value>) -> common::Retry {
        let status = response.status();
        self.refusal = Some((status, refusal(status, response.headers(), body, self.now)));
        common::Retry::Abort
    }
}

/// The meaning of an end without a refusal: no answer, or one that cannot be read.
fn failure(error: common::Error) -> Error {
    match error {
        common::Error::HttpError(error) => Error::Away(Absence::Unreachable(error.into())),
        common::Error::Io(error) => Error::Away(Absence::Unreachable(error.into())),
        common::Error::JsonDecodeError(_, error) => unreadable(&error),
        // The rest cannot happen to our calls: no uploads, no keys, no tokens but our own, no clashing parameters.
        error @ (common::Error::UploadSizeLimitExceeded(..)
        | common::Error::BadRequest(_)
        | common::Error::MissingAPIKey
        | common::Error::MissingToken(_)
        | common::Error::Cancelled
        | common::Error::FieldClash(_)
        | common::Error::Failure(_)) => Error::Away(Absence::Unreachable(error.to_string().into())),
    }
}

/// The meaning of a success that does not parse: cut short, or from somebody else, as hotels' networks do.
pub(super) fn unreadable(error: &serde_json::Error) -> Error {
    Error::Away(if error.is_eof() { Absence::Cut } else { Absence::Unreadable })
}

/// The meaning of a whole answer to a call of our own that brings nothing.
pub(super) fn is_done(parts: &Parts, body: &[u8], now: DateTime<Utc>) -> Result<(), Error> {
    if parts.status.is_success() {
        return Ok(());
    }
    Err(refusal(parts.status, &parts.headers, serde_json::from_slice(body).ok().as_ref(), now))
}

/// What a whole answer to a call of our own brings.
pub(super) fn read<T: DeserializeOwned>(parts: &Parts, body: &[u8], now: DateTime<Utc>) -> Result<T, Error> {
    is_done(parts, body, now)?;
    serde_json::from_slice(body).map_err(|error| unreadable(&error))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn meaning(status: u16, reason: &str) -> Error {
        let body = json!({"error": {"code": status, "errors": [{"reason": reason}]}});
        refusal(StatusCode::from_u16(status).unwrap(), &HeaderMap::new(), Some(&body), DateTime::UNIX_EPOCH)
    }

    #[test]
    fn every_status_has_one_meaning() {
        let table = [
            (400, "invalid", "unexpected"),
            (401, "authError", "auth"),
            (403, "rateLimitExceeded", "quota"),
            (403, "userRateLimitExceeded", "quota"),
            (403, "quotaExceeded", "quota"),
            (403, "forbidden", "unexpected"),
            (404, "notFound", "gone"),
            (408, "timeout", "away"),
            (409, "duplicate", "exists"),
            (410, "deleted", "gone"),
            (412, "conditionNotMet", "outdated"),
            (429, "rateLimitExceeded", "quota"),
            (500, "backendError", "away"),
            (503, "backendError", "away"),
        ];
        for (status, reason, class) in table {
            assert_eq!(meaning(status, reason).class(), class, "{status} {reason}");
        }
    }

    #[test]
    fn a_wait_is_read_in_both_its_forms() {
        let now: DateTime<Utc> = "2026-03-10T02:00:00Z".parse().unwrap();
        let wait_of = |text: &str| wait(&HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]), now);
        assert_eq!(wait_of("30"), Some(Duration::from_secs(30)));
        assert_eq!(wait_of("Tue, 10 Mar 2026 02:01:00 GMT"), Some(Duration::from_mins(1)));
        assert_eq!(wait_of("Tue, 10 Mar 2026 01:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(wait_of("soon"), None);
    }

    #[test]
    fn text_in_place_of_a_reason_is_not_kept() {
        let Error::Unexpected { reason, .. } = meaning(400, "lunch with Sarah") else { panic!() };
        assert_eq!(reason, "no reason given");
    }
}
