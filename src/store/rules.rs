//! The recurrence rules of a calendar's series: `rules` has the rule of each by its id.
//!
//! A rule that must be read again has a question mark before its old value; a series that turned out to have no rule
//! has an empty one.

use std::collections::{BTreeSet, HashMap};

use super::{Error, Store};
use crate::model::{AccountId, EventId, Rule};

/// The mark before a rule that must be read again.
const WANTED: char = '?';

impl Store {
    /// The rules of an account's series, by id; a series whose rule is not known yet is left out.
    pub async fn series_rules(&self, account: &AccountId) -> Result<HashMap<EventId, Rule>, Error> {
        let rules = self.rules(account).await?.into_iter();
        let known = rules.map(|(id, text)| (EventId(id), Rule(text.trim_start_matches(WANTED).to_owned())));
        Ok(known.filter(|(_, rule)| !rule.0.is_empty()).collect())
    }

    /// Asks for the rules of these series to be read again.
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

    /// Up to `limit` series whose rules must be read.
    pub async fn wanted_rules(&self, account: &AccountId, limit: usize) -> Result<Vec<EventId>, Error> {
        let rules = self.rules(account).await?.into_iter();
        let mut wanted: Vec<EventId> =
            rules.filter(|(_, text)| text.starts_with(WANTED)).map(|(id, _)| EventId(id)).collect();
        wanted.sort_unstable();
        wanted.truncate(limit);
        Ok(wanted)
    }

    /// Saves the rule of a series, or that it has none.
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
