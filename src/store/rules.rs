//! How the series of a calendar repeat: `rules` holds the rule of each by its id.
//!
//! A rule that is to be read again has a question mark before what was known; one that is read and is none is empty.

use std::collections::{BTreeSet, HashMap};

use super::{Error, Store};
use crate::model::{AccountId, EventId, Rule};

/// Before a rule that is to be read again.
const WANTED: char = '?';

impl Store {
    /// The rules of an account's series, by their ids; a series whose rule is not known yet is not among them.
    pub async fn series_rules(&self, account: &AccountId) -> Result<HashMap<EventId, Rule>, Error> {
        let rules = self.rules(account).await?.into_iter();
        let known = rules.map(|(id, text)| (EventId(id), Rule(text.trim_start_matches(WANTED).to_owned())));
        Ok(known.filter(|(_, rule)| !rule.0.is_empty()).collect())
    }

    /// Has the rules of these series read again.
    pub async fn want_rules(&self, account: &AccountId, series: &BTreeSet<EventId>) -> Result<(), Error> {
        if series.is_empty() {
            return Ok(());
        }
        let known = self.rules(account).await?;
        let mut put = redis::cmd("HSET");
        put.arg(self.rules_key(account));
        for id in series {
            let rule = known.get(&**id).map_or("", |text| text.trim_start_matches(WANTED));
            put.arg(&**id).arg(format!("{WANTED}{rule}"));
        }
        Ok(put.query_async(&mut self.connection()).await?)
    }

    /// Up to `limit` series whose rules are to be read.
    pub async fn wanted_rules(&self, account: &AccountId, limit: usize) -> Result<Vec<EventId>, Error> {
        let rules = self.rules(account).await?.into_iter();
        let mut wanted: Vec<EventId> =
            rules.filter(|(_, text)| text.starts_with(WANTED)).map(|(id, _)| EventId(id)).collect();
        wanted.sort_unstable();
        wanted.truncate(limit);
        Ok(wanted)
    }

    /// Keeps the rule of a series, or that it has none.
    pub async fn put_rule(&self, account: &AccountId, series: &EventId, rule: Option<&Rule>) -> Result<(), Error> {
        let mut put = redis::cmd("HSET");
        put.arg(self.rules_key(account)).arg(&**series).arg(rule.map_or("", |rule| &rule.0));
        Ok(put.query_async(&mut self.connection()).await?)
    }

    async fn rules(&self, account: &AccountId) -> Result<HashMap<String, String>, Error> {
        Ok(redis::cmd("HGETALL").arg(self.rules_key(account)).query_async(&mut self.connection()).await?)
    }

    fn rules_key(&self, account: &AccountId) -> String {
        self.keys.account(account, "rules")
    }
}
