//! What is read right before reminders are sent, in one command.

use super::cache::readable;
use super::{Error, Store, decode};
use crate::model::{AccountId, AccountState, Event, EventId};

impl Store {
    /// An account's state, and those of these events that its copy has. A damaged event counts as missing, a damaged
    /// state as none: a full round writes both again.
    pub async fn state_and_events(
        &self,
        account: &AccountId,
        ids: &[EventId],
    ) -> Result<(AccountState, Vec<Event>), Error> {
        let mut keys = vec![self.keys.account(account, "state")];
        keys.extend(ids.iter().map(|id| self.keys.event(account, id)));
        let texts: Vec<Option<String>> = redis::cmd("MGET").arg(&keys).query_async(&mut self.connection()).await?;
        let mut found = keys.iter().zip(texts);
        let state = found.next().and_then(|(key, text)| decode(key, &text?).ok()).unwrap_or_default();
        Ok((state, found.zip(ids).filter_map(|((key, text), id)| readable(key, id.clone(), &text?)).collect()))
    }
}
