//! What the pretend Google was asked.

use std::collections::{BTreeMap, VecDeque};

use super::guests::Mail;

/// How many requests are remembered; all are counted.
const REMEMBERED: usize = 20_000;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The call by its name in the API's reference, `token` or `consent`; `unknown` is none of them.
    pub point: &'static str,
    /// `GET`, `POST` and so on.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query; empty if there was none.
    pub query: String,
    /// The status of the answer; `None` as long as there was none.
    pub status: Option<u16>,
    /// The length of the answer's body.
    pub bytes: u64,
}

/// The requests so far.
#[derive(Debug, Default)]
pub(super) struct Log {
    asked: VecDeque<Asked>,
    forgotten: usize,
    counts: BTreeMap<&'static str, u64>,
    inserts: BTreeMap<String, u64>,
    mails: Vec<Mail>,
}

impl Log {
    /// Notes a request that begins; returns its number.
    pub(super) fn begin(&mut self, asked: Asked) -> usize {
        *self.counts.entry(asked.point).or_default() += 1;
        if self.asked.len() == REMEMBERED {
            self.asked.pop_front();
            self.forgotten += 1;
        }
        self.asked.push_back(asked);
        self.forgotten + self.asked.len() - 1
    }

    /// Notes how a request was answered.
    pub(super) fn end(&mut self, number: usize, status: u16, bytes: u64) {
        let asked = number.checked_sub(self.forgotten).and_then(|place| self.asked.get_mut(place));
        if let Some(asked) = asked {
            asked.status = Some(status);
            asked.bytes = bytes;
        }
    }

    /// Notes that an entry was to be made under an id.
    pub(super) fn insert(&mut self, id: &str) {
        *self.inserts.entry(id.to_owned()).or_default() += 1;
    }

    /// Notes mails that go out.
    pub(super) fn mail(&mut self, mails: Vec<Mail>) {
        self.mails.extend(mails);
    }

    /// Takes the mails out that went out since the last time.
    pub(super) fn take_mails(&mut self) -> Vec<Mail> {
        std::mem::take(&mut self.mails)
    }

    /// Takes the remembered requests out.
    pub(super) fn take(&mut self) -> Vec<Asked> {
        self.forgotten += self.asked.len();
        self.asked.drain(..).collect()
    }

    /// How often a call was made, ever.
    pub(super) fn count(&self, point: &str) -> u64 {
        self.counts.get(point).copied().unwrap_or(0)
    }

    /// How many calls were made, ever.
    pub(super) fn count_all(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How often an entry was to be made through the API under this id.
    pub(super) fn inserts(&self, id: &str) -> u64 {
        self.inserts.get(id).copied().unwrap_or(0)
    }
}
