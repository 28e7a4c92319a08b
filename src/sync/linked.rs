//! The linked calendars, and what this process knows about each between two calls.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex as StdMutex, MutexGuard, PoisonError};

use chrono::{DateTime, Duration, Utc};
use tokio::sync::Mutex;

use super::failure::Failure;
use super::order::Recovery;
use crate::accounts::{Directory, OpenError, Way};
use crate::google::{self, Calendar};
use crate::model::{Account, AccountId, AccountState, Trouble};

/// All linked calendars: the one from the settings, and people's, which are opened when needed.
pub(super) struct Links {
    accounts: Vec<Account>,
    linked: HashMap<AccountId, Arc<Linked>>,
    directory: Directory,
    /// People's calendars that are open, each with the [`Way`] it was opened by.
    opened: StdMutex<HashMap<AccountId, (Way, Arc<Linked>)>>,
}

impl Links {
    pub(super) fn new(accounts: Vec<(Account, Calendar)>, directory: Directory) -> Self {
        let (accounts, calendars): (Vec<_>, Vec<_>) = accounts.into_iter().unzip();
        let ids = accounts.iter().map(|account| account.id.clone());
        let linked =
            ids.zip(calendars.into_iter().map(|calendar| Arc::new(Linked::new(calendar, true, true)))).collect();
        Self { accounts, linked, directory, opened: StdMutex::default() }
    }

    /// The accounts from the settings, in order.
    pub(super) fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// Where people's accounts are looked up.
    pub(super) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// One linked calendar. A person's is looked up each time: it may be gone, or have a new token.
    pub(super) async fn of(&self, account: &AccountId) -> Result<Arc<Linked>, Failure> {
        if let Some(linked) = self.linked.get(account) {
            return Ok(Arc::clone(linked));
        }
        let way = match self.directory.way(account).await {
            Ok(way) => way,
            Err(OpenError::Unknown) => {
                self.close(account);
                return Err(Failure::Unknown(account.clone()));
            }
            Err(error) => return Err(error.into()),
        };
        if let Some((known, linked)) = self.opened().get(account)
            && *known == way
        {
            return Ok(Arc::clone(linked));
        }
        let linked = Arc::new(Linked::new(self.directory.open(&way).await?, way.is_writable, false));
        // If two tasks opened it at once, the first one is kept, because its locks may be held.
        let mut opened = self.opened();
        match opened.get(account) {
            Some((known, first)) if *known == way => Ok(Arc::clone(first)),
            Some(_) | None => {
                opened.insert(account.clone(), (way, Arc::clone(&linked)));
                Ok(linked)
            }
        }
    }

    /// What people are told about a failure of Google's; people's own accounts have other messages than the shared one.
    pub(super) fn trouble(&self, account: &AccountId, error: &google::Error) -> Trouble {
        if self.linked.contains_key(account) {
            return error.trouble();
        }
        let kind = self.opened().get(account).map(|(way, _)| way.kind);
        error.trouble_of_person(kind.unwrap_or_default())
    }

    /// Drops a person's calendar that no longer exists.
    pub(super) fn close(&self, account: &AccountId) {
        self.opened().remove(account);
    }

    /// The calendars from the settings, with their accounts.
    pub(super) fn all(&self) -> impl Iterator<Item = (&AccountId, &Arc<Linked>)> {
        self.accounts.iter().filter_map(|account| Some((&account.id, self.linked.get(&account.id)?)))
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<AccountId, (Way, Arc<Linked>)>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One linked calendar.
pub(super) struct Linked {
    /// The client for its calendar at Google.
    pub calendar: Calendar,
    /// Whether it can be written to, as far as we know.
    pub is_writable: bool,
    /// Whether it is linked by the settings, no matter what storage holds; a person's is linked by their record there.
    pub is_of_settings: bool,
    /// Held while edits are carried out.
    pub writing: Mutex<()>,
    /// Held while a round runs.
    pub round: Mutex<()>,
    /// Whether the loop must recover the copy.
    recovery: StdMutex<Option<Recovery>>,
    /// When this process began its last round, in milliseconds since 1970.
    last_own: AtomicI64,
    /// When not to call Google.
    rest: StdMutex<Option<Range<DateTime<Utc>>>>,
}

impl Linked {
    fn new(calendar: Calendar, is_writable: bool, is_of_settings: bool) -> Self {
        Self {
            calendar,
            is_writable,
            is_of_settings,
            writing: Mutex::new(()),
            round: Mutex::new(()),
            recovery: StdMutex::new(None),
            last_own: AtomicI64::new(i64::MIN),
            rest: StdMutex::new(None),
        }
    }

    /// Whether the loop must recover the copy, and why.
    pub(super) fn recovery(&self) -> Option<Recovery> {
        *self.recovery.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set_recovery(&self, recovery: Option<Recovery>) {
        *self.recovery.lock().unwrap_or_else(PoisonError::into_inner) = recovery;
    }

    /// Notes that a round of this process begins.
    pub(super) fn begin_round(&self, now: DateTime<Utc>) {
        self.last_own.store(now.timestamp_millis(), Ordering::Relaxed);
    }

    /// Whether this process ran the account's last round.
    pub(super) fn ran_last(&self, state: &AccountState) -> bool {
        state.last_try.is_none_or(|at| at.timestamp_millis() == self.last_own.load(Ordering::Relaxed))
    }

    /// Stops calling Google for as long as its answer asks for. If it is rate limiting us (429) without saying for how
    /// long, for `otherwise`.
    pub(super) fn rest_after(&self, error: &google::Error, otherwise: Duration, now: DateTime<Utc>) {
        let asked = error.retry_after().and_then(|wait| Duration::from_std(wait).ok());
        let wait = asked.or_else(|| matches!(error, google::Error::Quota { .. }).then_some(otherwise));
        if let Some(until) = wait.and_then(|wait| now.checked_add_signed(wait)) {
            *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = Some(now..until);
        }
    }

    /// Until when not to call Google. If the clock was set back to before the answer, that ends the wait.
    pub(super) fn rests_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        rest.as_ref().filter(|rest| rest.contains(&now)).map(|rest| rest.end)
    }

    /// The error to answer with while Google is not called.
    pub(super) fn is_told_to_wait(&self, now: DateTime<Utc>) -> Option<google::Error> {
        let left = (self.rests_until(now)? - now).to_std().ok()?;
        Some(google::Error::Quota { reason: "told to wait".to_owned(), retry_after: Some(left) })
    }
}
