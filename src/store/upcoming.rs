//! What a list of upcoming events is made from, in one call.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::cache::{EventTexts, minute_of};
use super::edits::readable;
use super::rounds::state_of;
use super::script::Script;
use super::{Error, Store, decode};
use crate::model::{AccountId, AccountState, Edit, Event};

static UPCOMING: LazyLock<Script> = LazyLock::new(|| {
    Script::new(concat!(
        include_str!("lua/times.lua"),
        include_str!("lua/events_between.lua"),
        include_str!("lua/upcoming.lua")
    ))
});

/// How many extra events to read, because some all-day ones are already over in the zone of the person who asks.
const SPARE: usize = 50;

/// The upcoming events of one calendar, at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// The edits we owe Google, in order.
    pub edits: Vec<Edit>,
    /// The cached events, by start: those that have begun come first.
    pub events: Vec<Event>,
    /// The account's state.
    pub state: AccountState,
}

impl Store {
    /// The first `limit` events that are not over at `now` for people in `zone`, with the edits and state that affect
    /// them. An unreadable edit is logged and left out.
    pub async fn upcoming(
        &self,
        account: &AccountId,
        now: DateTime<Utc>,
        zone: Tz,
        limit: usize,
    ) -> Result<Upcoming, Error> {
        let (edit_key, state_key) = (self.keys.account(account, "edit"), self.keys.account(account, "state"));
        let mut call = UPCOMING.key(self.keys.account(account, "times"));
        call.key(self.keys.account(account, "edits")).key(&edit_key).key(&state_key);
        call.arg(self.events_begin_with(account)).arg(minute_of(now)).arg(limit.saturating_add(SPARE));
        let (edits, state, events): (Vec<(String, String)>, Option<String>, EventTexts) =
            call.invoke_async(&mut self.connection()).await?;
        let edits = edits.into_iter().filter_map(|(id, text)| readable(account, &id, decode(&edit_key, &text)));
        let mut events = self.between(account, events);
        events.retain(|event| event.when.end(zone) > now);
        events.sort_by_key(|event| event.when.start(zone));
        events.truncate(limit);
        Ok(Upcoming { edits: edits.collect(), events, state: state_of(&state_key, state) })
    }
}
