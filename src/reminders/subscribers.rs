//! Which chats are subscribed to reminders and notices, and in which language, zone and topic.

use std::future::ready;
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveTime, Utc};
use futures::{StreamExt, TryStreamExt, stream};

use super::plan::Recipient;
use crate::accounts::{Audience, Directory};
use crate::model::{AccountId, ChatId, Profile, ProfileDefaults, ThreadId, Trouble, UserId};
use crate::speech::{OwnCalendar, Voice};
use crate::store::{self, Store};

/// How many chats' settings to read at the same time.
const CHATS_AT_ONCE: usize = 64;

/// The time within which the calendars of a Google account whose access expired count as one problem: less than the
/// time until people are told again.
const ONE_GRANT_WITHIN: Duration = Duration::hours(12);

/// A chat that is subscribed to reminders.
#[derive(Debug, Clone)]
pub(super) struct Subscriber {
    pub(super) recipient: Recipient,
    pub(super) voice: Voice,
    /// The topic for its messages, in a group with topics.
    pub(super) thread: Option<ThreadId>,
    /// The time of day for its daily summary, if it wants one.
    pub(super) digest: Option<NaiveTime>,
    /// Whether it wants one on days without events too.
    pub(super) digest_when_empty: bool,
    /// Whether it is told what others do: only people, never groups.
    pub(super) hears_others: bool,
}

/// Looks up the chats that may get messages.
#[derive(Clone)]
pub(super) struct Subscribers {
    store: Store,
    directory: Directory,
    defaults: Arc<ProfileDefaults>,
}

impl Subscribers {
    pub(super) fn new(directory: Directory, defaults: ProfileDefaults) -> Self {
        Self { store: directory.store().clone(), directory, defaults: Arc::new(defaults) }
    }

    /// A chat, if it is subscribed now; a group that has moved, under its new id.
    pub(super) async fn find(&self, chat: ChatId) -> Result<Option<Subscriber>, store::Error> {
        let profile = self.profile(chat).await?;
        if self.is_subscribed(chat, &profile).await? {
            return self.subscriber(chat, &profile).await.map(Some);
        }
        if chat.is_group() {
            for group in self.store.hearing_groups().await? {
                let profile = self.profile(group).await?;
                if profile.was == Some(chat) && self.is_subscribed(group, &profile).await? {
                    return self.subscriber(group, &profile).await.map(Some);
                }
            }
        }
        Ok(None)
    }

    /// The subscribed chats that are told about an account's events. For an account from the settings: the listed
    /// people who have not blocked us, and the groups in which reminders were turned on and which are still served. For
    /// a person's: that person, and such groups that are linked to it.
    pub(super) async fn of(&self, account: &AccountId) -> Result<Vec<Subscriber>, store::Error> {
        let chats = self.audience(account).await?;
        let found = stream::iter(chats).map(|chat| self.find(chat)).buffered(CHATS_AT_ONCE);
        found.try_filter_map(|subscriber| ready(Ok(subscriber))).try_collect().await
    }

    /// The recipients of an account's reminders: every subscribed chat that is told about its events.
    pub(super) async fn recipients(&self, account: &AccountId) -> Result<Vec<Recipient>, store::Error> {
        Ok(self.of(account).await?.into_iter().map(|subscriber| subscriber.recipient).collect())
    }

    /// Every chat that gets important messages about an account: the subscribers, and the people who turned reminders
    /// off but have not blocked us.
    pub(super) async fn all_served(&self, account: &AccountId) -> Result<Vec<Subscriber>, store::Error> {
        let mut served = Vec::new();
        for chat in self.audience(account).await? {
            served.extend(if chat.is_group() { self.find(chat).await? } else { self.unless_blocked(chat).await? });
        }
        Ok(served)
    }

    /// The groups that are linked to a calendar and have not removed us, with or without reminders.
    pub(super) async fn linked_to(&self, account: &AccountId) -> Result<Vec<Subscriber>, store::Error> {
        let mut linked = Vec::new();
        for group in self.store.linked_groups().await? {
            let profile = self.profile(group).await?;
            let is_told = !profile.is_blocked && self.is_served(group, &profile).await?;
            if is_told && self.is_linked_to(group, account).await? {
                linked.push(self.subscriber(group, &profile).await?);
            }
        }
        Ok(linked)
    }

    /// Whether the owner of a calendar was just told about this problem with another calendar of the same Google
    /// account.
    pub(super) async fn knows_of_grant(
        &self,
        account: &AccountId,
        trouble: Trouble,
        now: DateTime<Utc>,
    ) -> Result<bool, store::Error> {
        let Some(owner) = self.store.owner(account).await? else { return Ok(false) };
        let person = self.directory.person(owner).await?;
        let Some((grant, _)) = person.calendar(account) else { return Ok(false) };
        let mut told = Vec::new();
        for linked in &grant.calendars {
            let state = self.store.account_state(&linked.account).await?;
            let at = state.told.filter(|at| state.trouble == Some(trouble) && now - *at < ONE_GRANT_WITHIN);
            told.extend(at.map(|at| (at, &linked.account)));
        }
        Ok(told.into_iter().min().is_some_and(|(_, first)| first != account))
    }

    /// A person's name for one of their calendars, in their private chat.
    pub(super) async fn calls(&self, chat: ChatId, account: &AccountId) -> Result<Option<OwnCalendar>, store::Error> {
        let Ok(user) = u64::try_from(chat.0) else { return Ok(None) };
        let person = self.directory.person(UserId(user)).await?;
        let Some((grant, _)) = person.calendar(account) else { return Ok(None) };
        let named = person.calendar_names().into_iter().find(|(known, _)| known == account);
        Ok(named.map(|(_, calendar)| OwnCalendar { calendar, account: grant.name.clone() }))
    }

    /// The chats that may be told about an account's events.
    async fn audience(&self, account: &AccountId) -> Result<Vec<ChatId>, store::Error> {
        match self.directory.audience(account).await? {
            Audience::Members => {
                let members = self.directory.members().all().await?;
                let mut chats: Vec<ChatId> = members.into_iter().map(ChatId::private).collect();
                for group in self.store.hearing_groups().await? {
                    if !self.is_linked_elsewhere(group).await? {
                        chats.push(group);
                    }
                }
                Ok(chats)
            }
            Audience::Person(owner) => {
                let mut chats = vec![ChatId::private(owner)];
                for group in self.store.hearing_groups().await? {
                    if self.is_linked_to(group, account).await? {
                        chats.push(group);
                    }
                }
                Ok(chats)
            }
            Audience::Nobody => Ok(Vec::new()),
        }
    }

    /// Whether a chat can see an account's events now: reminders that were planned or sent may be older than that.
    pub(super) async fn sees(&self, account: &AccountId, chat: ChatId) -> Result<bool, store::Error> {
        match self.directory.audience(account).await? {
            Audience::Members if chat.is_group() => {
                let is_served = self.is_served(chat, &self.profile(chat).await?).await?;
                Ok(is_served && !self.is_linked_elsewhere(chat).await?)
            }
            Audience::Members => {
                let Ok(user) = u64::try_from(chat.0) else { return Ok(false) };
                self.directory.members().has(UserId(user)).await
            }
            Audience::Person(_) if chat.is_group() => {
                let is_served = self.is_served(chat, &self.profile(chat).await?).await?;
                Ok(is_served && self.is_linked_to(chat, account).await?)
            }
            Audience::Person(owner) => Ok(chat == ChatId::private(owner)),
            Audience::Nobody => Ok(false),
        }
    }

    /// Whether a group uses this calendar of a person.
    async fn is_linked_to(&self, group: ChatId, account: &AccountId) -> Result<bool, store::Error> {
        // Nearly always it is another calendar, so its owner need not be looked up.
        let link = self.profile(group).await?.linked.filter(|link| link.account == *account);
        Ok(self.directory.linked(link.as_ref()).await?.is_some())
    }

    /// Whether a group uses a person's calendar instead of the shared one.
    async fn is_linked_elsewhere(&self, group: ChatId) -> Result<bool, store::Error> {
        Ok(self.directory.linked(self.profile(group).await?.linked.as_ref()).await?.is_some())
    }

    /// A chat, whether or not it is subscribed, unless it has blocked us.
    pub(super) async fn unless_blocked(&self, chat: ChatId) -> Result<Option<Subscriber>, store::Error> {
        let profile = self.profile(chat).await?;
        if profile.is_blocked { Ok(None) } else { self.subscriber(chat, &profile).await.map(Some) }
    }

    /// Saves that a chat has blocked us: nothing more is pushed to it until someone writes there again.
    pub(super) async fn block(&self, chat: ChatId) -> Result<(), store::Error> {
        tracing::info!(chat.id = chat.0, "a chat has blocked the bot: no reminders until it speaks again");
        self.store.change_profile(chat, |profile| profile.is_blocked = true).await.map(drop)
    }

    /// Whether a chat is served, and subscribed to reminders.
    async fn is_subscribed(&self, chat: ChatId, profile: &Profile) -> Result<bool, store::Error> {
        Ok(is_wanted(chat, profile) && self.is_served(chat, profile).await?)
    }

    async fn is_served(&self, chat: ChatId, profile: &Profile) -> Result<bool, store::Error> {
        if let Ok(user) = u64::try_from(chat.0) {
            return self.directory.serves(UserId(user)).await;
        }
        let groups = &self.directory.members().listed().chats;
        Ok(groups.contains(&chat) || profile.was.is_some_and(|was| groups.contains(&was)))
    }

    /// A chat's settings; damaged ones count as those of a new chat, so that no other chat is affected.
    async fn profile(&self, chat: ChatId) -> Result<Profile, store::Error> {
        match self.store.profile(chat).await {
            Err(store::Error::Corrupt { key, source }) => {
                tracing::error!(chat.id = chat.0, key, error = %source, "a chat's settings are damaged");
                Ok(Profile::default())
            }
            outcome => outcome,
        }
    }

    async fn subscriber(&self, chat: ChatId, profile: &Profile) -> Result<Subscriber, store::Error> {
        let zone = profile.zone(&self.defaults);
        // Permission to show titles was given for the calendar that the group was linked to, and for no other.
        let is_void = profile.linked.is_some() && self.directory.linked(profile.linked.as_ref()).await?.is_none();
        Ok(Subscriber {
            recipient: Recipient {
                chat,
                was: profile.was,
                leads: profile.leads(&self.defaults).to_vec(),
                zone,
                quiet: profile.quiet,
            },
            thread: profile.thread,
            voice: Voice {
                language: profile.language(&self.defaults),
                zone,
                hours: profile.hours,
                is_discreet: profile.hides_titles(chat) || is_void,
                is_group: chat.is_group(),
            },
            digest: profile.digest,
            digest_when_empty: profile.digest_when_empty,
            hears_others: !chat.is_group() && profile.hears_others(&self.defaults),
        })
    }
}

impl Subscriber {
    /// Whether this chat is told what that person does elsewhere.
    pub(super) fn hears_of(&self, user: UserId) -> bool {
        self.hears_others && self.recipient.chat != ChatId::private(user)
    }
}

/// Whether a chat wants reminders: people unless they turned them off, groups if they were turned on.
fn is_wanted(chat: ChatId, profile: &Profile) -> bool {
    !profile.is_blocked && profile.reminders.unwrap_or(!chat.is_group())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_want_reminders_unless_they_turned_them_off_and_groups_if_they_turned_them_on() {
        let profile = |reminders, is_blocked| Profile { reminders, is_blocked, ..Profile::default() };
        let cases = [
            (ChatId(7), profile(None, false), true),
            (ChatId(7), profile(Some(false), false), false),
            (ChatId(7), profile(None, true), false),
            (ChatId(-5), profile(None, false), false),
            (ChatId(-5), profile(Some(true), false), true),
            (ChatId(-5), profile(Some(true), true), false),
        ];
        for (chat, profile, expected) in cases {
            assert_eq!(is_wanted(chat, &profile), expected, "{chat} {profile:?}");
        }
    }
}
