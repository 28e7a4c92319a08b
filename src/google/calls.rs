//! How many calls, how long they took and how they ended.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use super::Error;
use crate::clock::{Clock, Stopwatch};

/// The stretch over which Google counts a person's calls .
const MINUTE: Duration = Duration::from_mins(1);

/// How many calls a minute Google grants a person unless told otherwise in its console.
const QUOTA: f64 = 600.0;

/// The kinds of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Token,
    List,
    Calendars,
    Get,
    Insert,
    Change,
    Delete,
    Watch,
    Unwatch,
}

impl Method {
    fn word(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::List => "list",
            Self::Calendars => "calendars",
            Self::Get => "get",
            Self::Insert => "insert",
            Self::Change => "change",
            Self::Delete => "delete",
            Self::Watch => "watch",
            Self::Unwatch => "unwatch",
        }
    }
}

/// The calls of one account.
pub(super) struct Calls {
    /// What they are measured under; `None` where there are too many accounts for a label each.
    account: Option<String>,
    clock: Clock,
    recent: Mutex<VecDeque<Stopwatch>>,
}

impl Calls {
    /// Counts the calls of `account`.
    pub(super) fn new(account: Option<String>, clock: Clock) -> Self {
        Self { account, clock, recent: Mutex::default() }
    }

    /// Counts a call that begins; [`end`] counts how it ended.
    pub(super) fn begin(&self) -> Stopwatch {
        let watch = self.clock.stopwatch();
        self.recent().push_back(watch);
        self.per_minute();
        watch
    }

    /// The calls of the last minute, tokens included; the gauge shows the same from then on.
    pub(super) fn per_minute(&self) -> usize {
        let mut recent = self.recent();
        while recent.front().is_some_and(|call| call.elapsed() >= MINUTE) {
            recent.pop_front();
        }
        let count = recent.len();
        metrics::gauge!("janji_google_quota_per_minute").set(QUOTA);
        if let Some(account) = &self.account {
            metrics::gauge!("janji_google_calls_per_minute", "account" => account.clone())
                .set(u32::try_from(count).unwrap_or(u32::MAX));
        }
        count
    }

    fn recent(&self) -> std::sync::MutexGuard<'_, VecDeque<Stopwatch>> {
        // A panic while it was locked left at worst a call uncounted.
        self.recent.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Counts the end of a call.
pub(super) fn end<T>(method: Method, began: Stopwatch, outcome: &Result<T, Error>) {
    let status = outcome.as_ref().map_or_else(Error::class, |_| "ok");
    metrics::counter!("janji_google_calls_total", "method" => method.word(), "status" => status).increment(1);
    metrics::histogram!("janji_google_call_seconds", "method" => method.word(), "status" => status)
        .record(began.elapsed().as_secs_f64());
}
