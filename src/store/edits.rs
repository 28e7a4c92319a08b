//! Edits that we owe Google: saved before Google is asked, kept in order, each carried out once.
//!
//! `edits` has the ids in order, `edit` the records, `edits-kept` those whose sender was told to wait. The outcome of
//! an edit is remembered for a day, so that a message that is handled again gets the same answer. `outcomes` lists the
//! keys of outcomes, so that they are deleted with their account.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Duration, Utc};

use super::cache::notice_arguments;
use super::script::Script;
use super::{Error, Store, decode, encode, kept_for};
use crate::model::{AccountId, CachePut, Edit, EditId, Etag, EventId, Notice, Outcome, Trouble};

/// How long to remember an outcome.
const REMEMBERED: Duration = Duration::days(1);

/// How long to remember a refusal: nothing was done, so asking again a little later may succeed.
const REFUSAL_REMEMBERED: Duration = Duration::minutes(1);

static PUT: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/put_edit.lua")));
static KEEP: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/keep_edit.lua")));
static RETRY: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/retry_edit.lua")));
static FINISH: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(include_str!("lua/times.lua"), include_str!("lua/copy.lua"), include_str!("lua/finish.lua")))
});

/// What is known about an edit when it is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditState {
    /// It is new: it has never been tried.
    New,
    /// It waits, and may have been tried.
    Waiting,
    /// It has ended.
    Done(Outcome),
}

/// An edit that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingEdit {
    /// The edit.
    pub edit: Edit,
    /// Why its sender was told to wait, if they were.
    pub kept: Option<Trouble>,
}

/// How an edit ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// The outcome.
    pub outcome: Outcome,
    /// The event as Google now has it.
    pub put: Option<Written>,
    /// The events that were removed.
    pub drop: Vec<EventId>,
    /// The notice, if the sender was told to wait.
    pub notice: Option<Notice>,
}

/// An event that Google has written for us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The event.
    pub put: CachePut,
    /// The version in the copy before Google was asked.
    pub cached: Option<Etag>,
    /// The version that Google overwrote.
    pub base: Option<Etag>,
}

impl Store {
    /// Saves an edit after those that wait, unless it is known already.
    pub async fn put_edit(&self, edit: &Edit, now: DateTime<Utc>) -> Result<EditState, Error> {
        let outcome_key = self.outcome_key(&edit.account, &edit.id);
        let mut call = PUT.prepare_invoke();
        call.key(self.keys.account(&edit.account, "edits")).key(self.keys.account(&edit.account, "edit"));
        call.key(&outcome_key).key(self.keys.gone(&edit.account));
        call.arg(&*edit.id).arg(encode(edit)).arg(now.timestamp_millis());
        let answer: Vec<String> = call.invoke_async(&mut self.connection()).await?;
        match answer.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["done", text] => Ok(EditState::Done(remembered(&outcome_key, text)?)),
            ["gone"] => Ok(EditState::Done(Outcome::Refused(Trouble::SignIn))),
            ["new"] => Ok(EditState::New),
            _ => Ok(EditState::Waiting),
        }
    }

    /// The waiting edits, in order. An unreadable one is logged and left out.
    pub async fn edits(&self, account: &AccountId) -> Result<Vec<WaitingEdit>, Error> {
        let edits = self.keys.account(account, "edits");
        let ids: Vec<String> =
            redis::cmd("ZRANGE").arg(edits).arg(0).arg(-1).query_async(&mut self.connection()).await?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let (records_key, kept_key) = (self.keys.account(account, "edit"), self.keys.account(account, "edits-kept"));
        let (mut records, mut kept): (HashMap<String, String>, HashMap<String, String>) =
            redis::pipe().hgetall(&records_key).hgetall(&kept_key).query_async(&mut self.connection()).await?;
        let mut waiting = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(text) = records.remove(&id) else { continue };
            let kept = kept.remove(&id).map(|text| decode(&kept_key, &text)).transpose();
            let read = decode(&records_key, &text).and_then(|edit| Ok(WaitingEdit { edit, kept: kept? }));
            waiting.extend(readable(account, &id, read));
        }
        Ok(waiting)
    }

    /// Whether an edit was saved: it waits, or its outcome is remembered.
    pub async fn knows_edit(&self, account: &AccountId, edit: &EditId) -> Result<bool, Error> {
        let mut both = redis::pipe();
        both.hexists(self.keys.account(account, "edit"), &**edit).exists(self.outcome_key(account, edit));
        let (waits, has_ended): (bool, bool) = both.query_async(&mut self.connection()).await?;
        Ok(waits || has_ended)
    }

    /// The number of waiting edits.
    pub async fn count_edits(&self, account: &AccountId) -> Result<u64, Error> {
        let edits = self.keys.account(account, "edits");
        Ok(redis::cmd("ZCARD").arg(edits).query_async(&mut self.connection()).await?)
    }

    /// Rewrites an edit that will be tried in another way; false if it no longer waits.
    pub async fn retry_edit(&self, edit: &Edit) -> Result<bool, Error> {
        let mut call = RETRY.prepare_invoke();
        call.key(self.keys.account(&edit.account, "edits")).key(self.keys.account(&edit.account, "edit"));
        Ok(call.arg(&*edit.id).arg(encode(edit)).invoke_async(&mut self.connection()).await?)
    }

    /// Marks an edit as one whose sender is told to wait, so that they are told its end later; or returns its outcome,
    /// if it has ended meanwhile. An edit that the store has lost, because it was emptied, is saved again; an edit of
    /// an account that was removed is refused.
    pub async fn keep_edit(&self, edit: &Edit, trouble: Trouble) -> Result<Option<Outcome>, Error> {
        let outcome_key = self.outcome_key(&edit.account, &edit.id);
        let mut call = KEEP.prepare_invoke();
        for what in ["edits", "edit", "edits-kept"] {
            call.key(self.keys.account(&edit.account, what));
        }
        call.key(&outcome_key).key(self.keys.gone(&edit.account));
        call.arg(&*edit.id).arg(encode(edit)).arg(encode(&trouble));
        let text: Option<String> = call.invoke_async(&mut self.connection()).await?;
        if text.as_deref() == Some("gone") {
            return Ok(Some(Outcome::Refused(Trouble::SignIn)));
        }
        self.replicate_account(&edit.account).await;
        text.map(|text| remembered(&outcome_key, &text)).transpose()
    }

    /// Ends an edit, and returns its outcome: the first one, if it has ended before. Nothing is saved for an account
    /// that was removed.
    pub async fn finish_edit(&self, edit: &Edit, ending: &Ending, now: DateTime<Utc>) -> Result<Outcome, Error> {
        let outcome_key = self.outcome_key(&edit.account, &edit.id);
        let is_refused = matches!(ending.outcome, Outcome::Refused(_));
        let remembered_for = if is_refused { REFUSAL_REMEMBERED } else { REMEMBERED };
        let until = now.checked_add_signed(remembered_for).unwrap_or(now);
        let mut call = self.copy_script(&FINISH, &edit.account);
        for what in ["edits", "edit", "edits-kept", "outcomes"] {
            call.key(self.keys.account(&edit.account, what));
        }
        call.key(&outcome_key).key(self.keys.gone(&edit.account)).arg(&*edit.id);
        call.arg(format!("{} {}", until.timestamp_millis(), encode(&ending.outcome))).arg(kept_for(until, now));
        call.arg(now.timestamp_millis());
        call.arg(u8::from(ending.notice.is_some()));
        if let Some(notice) = &ending.notice {
            notice_arguments(&mut call, notice);
        }
        call.arg(u8::from(ending.put.is_some()));
        if let Some(Written { put, cached, base }) = &ending.put {
            call.arg(cached.as_ref().map_or("", |etag| etag));
            call.arg(base.as_ref().or(cached.as_ref()).map_or("", |etag| etag));
            put.arguments(&mut call, now);
        }
        call.arg(ending.drop.len());
        for id in &ending.drop {
            call.arg(&**id);
        }
        let before: Option<String> = call.invoke_async(&mut self.connection()).await?;
        before.map_or_else(|| Ok(ending.outcome.clone()), |text| remembered(&outcome_key, &text))
    }

    fn outcome_key(&self, account: &AccountId, edit: &EditId) -> String {
        self.keys.outcome(account, edit)
    }
}

/// The edit that was read. An unreadable one is logged and left out, so that it does not hold up the others.
pub(super) fn readable<T>(account: &AccountId, id: &str, read: Result<T, Error>) -> Option<T> {
    let log = |error: &Error| {
        tracing::error!(
            account.id = %account,
            edit.id = id,
            error = error as &dyn std::error::Error,
            "an edit cannot be read and is left out",
        );
    };
    read.inspect_err(log).ok()
}

/// The outcome in its record, which also says until when it is remembered.
fn remembered(key: &str, text: &str) -> Result<Outcome, Error> {
    decode(key, text.split_once(' ').map_or(text, |(_, outcome)| outcome))
}
