//! The directory: which calendars a chat shows, who is told about an account's events, and how to open it at Google.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use url::Url;

use super::seal::{SecretKeys, UnsealError};
use crate::google::{Calendar, Google, TokenSource};
use crate::model::{
    Account, AccountId, AccountState, CalendarKind, ChatId, ChatKind, GrantId, GroupLink, Person, Profile, Sealed,
    UnknownCalendars, UserId,
};
use crate::store::{self, Members, Shard, Store};

/// Who may use the bot besides the listed users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUp {
    /// Nobody.
    Listed,
    /// People whom the operator invites.
    Invited,
    /// Anyone, until there are this many people.
    Open {
        /// The most people.
        most: u64,
    },
}

/// What is needed for people's own accounts.
#[derive(Clone)]
pub struct People {
    /// The client for Google.
    pub google: Google,
    /// The calendar from the settings, if there is one: its grant must outlive theirs.
    pub shared: Option<Calendar>,
    /// The keys that seal their tokens.
    pub keys: SecretKeys,
    /// Who may use the bot.
    pub sign_up: SignUp,
    /// The bot's public address, if browsers can reach it.
    pub public_url: Option<Url>,
}

/// All accounts. Clones share the same state.
#[derive(Clone)]
pub struct Directory {
    inner: Arc<DirectoryInner>,
}

struct DirectoryInner {
    store: Store,
    members: Members,
    shared: Vec<Account>,
    people: Option<People>,
    /// The shards of people's accounts that this process holds.
    held: Mutex<BTreeSet<Shard>>,
    /// The access tokens of people's grants, each with the sealed refresh token that it came from.
    tokens: Mutex<HashMap<GrantId, (Sealed, TokenSource)>>,
}

/// The calendars that a chat shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// All of them, in the order of lists.
    pub accounts: Vec<Account>,
    /// The calendar for new events.
    pub default: Option<AccountId>,
    /// The record of the person who is writing.
    pub person: Person,
}

/// Who is told about an account's events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The members, and the groups that turned on reminders.
    Members,
    /// Its owner.
    Person(UserId),
    /// No one: the account no longer exists, or has only holidays.
    Nobody,
}

/// How to open a person's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its owner.
    pub owner: UserId,
    /// The grant that opens it.
    pub grant: GrantId,
    /// The grant's sealed refresh token: if it changes, everything known about the old one is void.
    pub token: Sealed,
    /// Its id at Google.
    pub calendar: String,
    /// Whether events can be written to it.
    pub is_writable: bool,
    /// What kind of calendar it is in its Google account.
    pub kind: CalendarKind,
}

/// Why a person's account cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// No person has this account.
    #[error("there is no such account")]
    Unknown,
    /// Its token cannot be opened.
    #[error("its token cannot be opened")]
    Sealed(#[from] UnsealError),
    /// The token client cannot be created.
    #[error("no connection can be made")]
    Machine(#[from] io::Error),
    /// Storage.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Directory {
    /// A directory of the accounts from the settings, which the members share, and of people's own, if they may have
    /// some.
    #[must_use]
    pub fn new(store: Store, members: Members, shared: Vec<Account>, people: Option<People>) -> Self {
        let (held, tokens) = (Mutex::default(), Mutex::default());
        Self { inner: Arc::new(DirectoryInner { store, members, shared, people, held, tokens }) }
    }

    /// The members, who share the accounts from the settings.
    #[must_use]
    pub fn members(&self) -> &Members {
        &self.inner.members
    }

    /// The accounts from the settings.
    #[must_use]
    pub fn shared(&self) -> &[Account] {
        &self.inner.shared
    }

    /// What is needed for people's own accounts, if they may have some.
    #[must_use]
    pub fn people(&self) -> Option<&People> {
        self.inner.people.as_ref()
    }

    /// The store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// A person's record; empty if people cannot have their own accounts.
    pub async fn person(&self, user: UserId) -> Result<Person, store::Error> {
        match self.inner.people {
            Some(_) => self.inner.store.person(user).await,
            None => Ok(Person::default()),
        }
    }

    /// Whether the bot serves a person: they are a member, or were admitted.
    pub async fn serves(&self, user: UserId) -> Result<bool, store::Error> {
        Ok(self.inner.members.has(user).await? || self.admits(&self.person(user).await?))
    }

    /// Whether the bot serves this person without their being a member.
    #[must_use]
    pub fn admits(&self, person: &Person) -> bool {
        match self.inner.people.as_ref().map(|people| people.sign_up) {
            Some(SignUp::Invited | SignUp::Open { .. }) => person.admitted.is_some(),
            Some(SignUp::Listed) | None => false,
        }
    }

    /// The calendars that a person sees in a chat: in private their own, and those from the settings if they are a
    /// member; in a group the one that it is linked to, or else those from the settings.
    pub async fn shown(&self, kind: ChatKind, user: UserId, link: Option<&GroupLink>) -> Result<Shown, store::Error> {
        if kind == ChatKind::Group
            && let Some(account) = self.linked(link).await?
        {
            let default = Some(account.id.clone());
            return Ok(Shown { accounts: vec![account], default, person: Person::default() });
        }
        let person = match kind {
            ChatKind::Private => self.person(user).await?,
            ChatKind::Group => Person::default(),
        };
        let shares = match kind {
            ChatKind::Private => self.inner.members.has(user).await?,
            ChatKind::Group => true,
        };
        Ok(shown(if shares { &self.inner.shared } else { &[] }, person))
    }

    /// The calendar that a group is linked to, if its owner still has it and is served.
    pub async fn linked(&self, link: Option<&GroupLink>) -> Result<Option<Account>, store::Error> {
        let Some(GroupLink { account, owner }) = link else { return Ok(None) };
        let person = self.person(*owner).await?;
        if !self.inner.members.has(*owner).await? && !self.admits(&person) {
            return Ok(None);
        }
        let found = person.calendar(account);
        Ok(found.map(|(_, linked)| Account { id: linked.account.clone(), calendar: linked.calendar.clone() }))
    }

    /// The calendars that a chat's daily summary and snoozes come from.
    pub async fn told_in(&self, chat: ChatId) -> Result<Vec<AccountId>, store::Error> {
        Ok(self.shown_in(chat).await?.accounts.into_iter().map(|account| account.id).collect())
    }

    /// The calendars that a chat gets reminders of.
    pub async fn shown_in(&self, chat: ChatId) -> Result<Shown, store::Error> {
        let (kind, user) = match u64::try_from(chat.0) {
            Ok(user) => (ChatKind::Private, UserId(user)),
            Err(_) => (ChatKind::Group, UserId(0)),
        };
        let profile = match kind {
            ChatKind::Private => Profile::default(),
            ChatKind::Group => self.inner.store.profile(chat).await?,
        };
        self.shown(kind, user, profile.linked.as_ref()).await
    }

    /// Who is told about an account's events.
    pub async fn audience(&self, account: &AccountId) -> Result<Audience, store::Error> {
        if self.inner.shared.iter().any(|shared| shared.id == *account) {
            return Ok(Audience::Members);
        }
        let Some(owner) = self.inner.store.owner(account).await? else { return Ok(Audience::Nobody) };
        let person = self.person(owner).await?;
        let is_of_holidays =
            person.calendar(account).is_some_and(|(_, calendar)| calendar.kind == CalendarKind::Holidays);
        let is_served = self.inner.members.has(owner).await? || self.admits(&person);
        Ok(if is_served && !is_of_holidays { Audience::Person(owner) } else { Audience::Nobody })
    }

    /// How to open a person's calendar.
    pub async fn way(&self, account: &AccountId) -> Result<Way, OpenError> {
        if self.inner.people.is_none() {
            return Err(OpenError::Unknown);
        }
        let owner = self.inner.store.owner(account).await?.ok_or(OpenError::Unknown)?;
        let person = self.inner.store.person(owner).await?;
        let (grant, linked) = person.calendar(account).ok_or(OpenError::Unknown)?;
        Ok(Way {
            owner,
            grant: grant.id.clone(),
            token: grant.token.clone(),
            calendar: linked.calendar.clone(),
            is_writable: linked.is_writable,
            kind: linked.kind,
        })
    }

    /// Opens a person's calendar. Calendars of one grant share its access tokens.
    pub async fn open(&self, way: &Way) -> Result<Calendar, OpenError> {
        let people = self.inner.people.as_ref().ok_or(OpenError::Unknown)?;
        let tokens = self.tokens(people, way).await?;
        Ok(people.google.calendar(&tokens, &way.calendar, None))
    }

    async fn tokens(&self, people: &People, way: &Way) -> Result<TokenSource, OpenError> {
        let known = || self.inner.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((token, source)) = known().get(&way.grant)
            && *token == way.token
        {
            return Ok(source.clone());
        }
        let token = people.keys.open(&way.token, &purpose(way.owner, &way.grant))?;
        let source = people.google.tokens(&token).await?;
        known().insert(way.grant.clone(), (way.token.clone(), source.clone()));
        Ok(source)
    }

    /// Checks that the keys open what is in the store, and saves a proof of the key in a new one.
    ///
    /// # Errors
    /// [`OpenError::Sealed`] if they do not; nothing has been changed then.
    pub async fn check_keys(&self) -> Result<(), OpenError> {
        let Some(people) = &self.inner.people else { return Ok(()) };
        let fresh = people.keys.seal(&PROOF.into(), PROOF);
        let proof = self.inner.store.first_key_proof(&fresh.0).await?;
        Ok(people.keys.open(&Sealed(proof), PROOF).map(drop)?)
    }

    /// Deletes what is left of an account that no longer belongs to anyone. If it does after all, because its owner was
    /// just signing in, it stays in the index.
    pub async fn clear(&self, account: &AccountId) -> Result<(), store::Error> {
        let Some(owner) = self.inner.store.owner(account).await? else { return Ok(()) };
        self.inner.store.forget_account(account).await?;
        self.inner.store.unindex_account(account).await?;
        if self.inner.store.person(owner).await?.calendar(account).is_some() {
            self.inner.store.index_account(account, owner).await?;
        }
        Ok(())
    }

    /// Drops the access tokens of a grant that no longer exists.
    pub fn close(&self, grant: &GrantId) {
        self.inner.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(grant);
    }

    /// The shards of people's accounts that this process holds.
    #[must_use]
    pub fn held(&self) -> BTreeSet<Shard> {
        self.inner.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sets the shards that this process holds.
    pub fn hold(&self, shards: BTreeSet<Shard>) {
        *self.inner.held.lock().unwrap_or_else(PoisonError::into_inner) = shards;
    }
}

/// The purpose that the proof of the keys is sealed for, and its text.
pub(super) const PROOF: &str = "the proof of the keys";

/// The purpose that a grant's token is sealed for: that person's grant, and no other.
pub(super) fn purpose(owner: UserId, grant: &GrantId) -> String {
    format!("the refresh token of grant {grant} of person {owner}")
}

/// Combines the shared calendars with a person's own, and picks the one for new events: a writable one.
fn shown(shared: &[Account], person: Person) -> Shown {
    let own =
        person.calendars().map(|(_, linked)| Account { id: linked.account.clone(), calendar: linked.calendar.clone() });
    let accounts: Vec<Account> = shared.iter().cloned().chain(own).collect();
    let chosen = person.default.clone().filter(|chosen| shared.iter().any(|account| account.id == *chosen));
    let default = chosen
        .or_else(|| person.default_calendar().cloned())
        .or_else(|| shared.first().map(|account| account.id.clone()));
    Shown { accounts, default, person }
}

impl Shown {
    /// The person's name for one of their calendars, if it is not the one for new events.
    #[must_use]
    pub fn name_beside_default(&self, account: &AccountId) -> Option<String> {
        if self.default.as_ref() == Some(account) { None } else { self.name_of(account) }
    }

    /// What the person calls a calendar; the shared one has no name.
    #[must_use]
    pub fn name_of(&self, account: &AccountId) -> Option<String> {
        self.person.calendar_names().into_iter().find(|(known, _)| known == account).map(|(_, name)| name)
    }

    /// If several calendars are shown: the person's calendars that cannot be read now, or have not been read yet.
    /// `fresh` is how long a copy counts as complete while Google does not answer.
    pub async fn unknown(
        &self,
        store: &Store,
        fresh: impl Fn(&AccountState) -> Duration,
        now: DateTime<Utc>,
    ) -> Result<UnknownCalendars, store::Error> {
        let mut unknown = UnknownCalendars::default();
        if self.accounts.len() < 2 {
            return Ok(unknown);
        }
        for (account, name) in self.person.calendar_names() {
            let state = store.account_state(&account).await?;
            if state.is_being_read() {
                unknown.being_read.push(name);
                let so_far = unknown.read_so_far.into_iter().chain(state.reading);
                unknown.read_so_far = so_far.reduce(u32::saturating_add);
            } else if state.is_lost(fresh(&state), now) {
                unknown.lost.push(name);
            }
        }
        Ok(unknown)
    }

    /// Whether a calendar is shown here.
    #[must_use]
    pub fn has(&self, account: &AccountId) -> bool {
        self.accounts.iter().any(|shown| shown.id == *account)
    }

    /// Whether events can be written to a calendar that is shown here.
    #[must_use]
    pub fn can_write(&self, account: &AccountId) -> bool {
        self.has(account) && self.person.calendar(account).is_none_or(|(_, calendar)| calendar.is_writable)
    }
}
