//! The directory: which calendars a chat shows, who hears of an account's events, and the way to it at Google.

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

/// Who may use the bot beside those who are listed in the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignUp {
    /// Nobody.
    Listed,
    /// Those whom the operator invites.
    Invited,
    /// Everybody, until this many people are known.
    Open {
        /// The most people.
        most: u64,
    },
}

/// What people need to have accounts of their own.
#[derive(Clone)]
pub struct People {
    /// The way to Google.
    pub google: Google,
    /// The calendar of the settings, if there is one: its grant must outlive theirs.
    pub shared: Option<Calendar>,
    /// What seals their tokens.
    pub keys: SecretKeys,
    /// Who may use the bot.
    pub sign_up: SignUp,
    /// The bot's own address, if it has one that browsers reach.
    pub public_url: Option<Url>,
}

/// All accounts. Clones are the same.
#[derive(Clone)]
pub struct Directory {
    inner: Arc<DirectoryInner>,
}

struct DirectoryInner {
    store: Store,
    members: Members,
    shared: Vec<Account>,
    people: Option<People>,
    /// The shards of people's accounts that this process looks after.
    held: Mutex<BTreeSet<Shard>>,
    /// The tokens of people's grants, each with what they were sealed as.
    tokens: Mutex<HashMap<GrantId, (Sealed, TokenSource)>>,
}

/// The calendars that a chat shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// All of them, in the order in which they are listed.
    pub accounts: Vec<Account>,
    /// The one that new events go to.
    pub default: Option<AccountId>,
    /// What is kept of the person who speaks.
    pub person: Person,
}

/// Who hears of an account's events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The members, and the groups that turned reminders on.
    Members,
    /// The person whose account it is.
    Person(UserId),
    /// Nobody: the account is not there any more, or has only holidays.
    Nobody,
}

/// The way to a person's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its owner.
    pub owner: UserId,
    /// The grant that opens it.
    pub grant: GrantId,
    /// The grant's refresh token: another one means that everything known about the old one is void.
    pub token: Sealed,
    /// Its id at Google.
    pub calendar: String,
    /// Whether events can be written to it.
    pub is_writable: bool,
    /// What it is to its Google account.
    pub kind: CalendarKind,
}

/// Why a person's account cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is none of this name.
    #[error("there is no such account")]
    Unknown,
    /// Its token does not open.
    #[error("its token cannot be opened")]
    Sealed(#[from] UnsealError),
    /// The token client cannot be made.
    #[error("no connection can be made")]
    Machine(#[from] io::Error),
    /// Storage.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Directory {
    /// The accounts of the settings, which the members share, and those of people, if they may
    /// have some.
    #[must_use]
    pub fn new(store: Store, members: Members, shared: Vec<Account>, people: Option<People>) -> Self {
        let (held, tokens) = (Mutex::default(), Mutex::default());
        Self { inner: Arc::new(DirectoryInner { store, members, shared, people, held, tokens }) }
    }

    /// Who shares the accounts of the settings.
    #[must_use]
    pub fn members(&self) -> &Members {
        &self.inner.members
    }

    /// The accounts of the settings.
    #[must_use]
    pub fn shared(&self) -> &[Account] {
        &self.inner.shared
    }

    /// What people need to have accounts of their own, if they may have some.
    #[must_use]
    pub fn people(&self) -> Option<&People> {
        self.inner.people.as_ref()
    }

    /// The memory.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// What is kept of a person; nothing where nobody has accounts of their own.
    pub async fn person(&self, user: UserId) -> Result<Person, store::Error> {
        match self.inner.people {
            Some(_) => self.inner.store.person(user).await,
            None => Ok(Person::default()),
        }
    }

    /// Whether a person is served: they are a member, or were admitted.
    pub async fn serves(&self, user: UserId) -> Result<bool, store::Error> {
        Ok(self.inner.members.has(user).await? || self.admits(&self.person(user).await?))
    }

    /// Whether this person is served without being a member.
    #[must_use]
    pub fn admits(&self, person: &Person) -> bool {
        match self.inner.people.as_ref().map(|people| people.sign_up) {
            Some(SignUp::Invited | SignUp::Open { .. }) => person.admitted.is_some(),
            Some(SignUp::Listed) | None => false,
        }
    }

    /// The calendars that a person sees in a chat: in private their own, and those of the settings if they are a member; in
    /// a group the one that it is linked to, or else those of the settings.
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

    /// The calendar that a group is linked to, as long as its owner has it and is served.
    pub async fn linked(&self, link: Option<&GroupLink>) -> Result<Option<Account>, store::Error> {
        let Some(GroupLink { account, owner }) = link else { return Ok(None) };
        let person = self.person(*owner).await?;
        if !self.inner.members.has(*owner).await? && !self.admits(&person) {
            return Ok(None);
        }
        let found = person.calendar(account);
        Ok(found.map(|(_, linked)| Account { id: linked.account.clone(), calendar: linked.calendar.clone() }))
    }

    /// The calendars of which a chat is told its day, and of which it snoozes.
    pub async fn told_in(&self, chat: ChatId) -> Result<Vec<AccountId>, store::Error> {
        Ok(self.shown_in(chat).await?.accounts.into_iter().map(|account| account.id).collect())
    }

    /// The calendars that a chat is told of.
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

    /// Who hears of an account's events.
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

    /// The way to a person's calendar.
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

    /// The calendar that a way leads to. Calendars of one grant share its access tokens.
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

    /// Checks that the keys open what this memory holds, and leaves a proof in a new one.
    ///
    /// # Errors
    /// [`OpenError::Sealed`] when they do not: nothing has been changed then.
    pub async fn check_keys(&self) -> Result<(), OpenError> {
        let Some(people) = &self.inner.people else { return Ok(()) };
        let fresh = people.keys.seal(&PROOF.into(), PROOF);
        let proof = self.inner.store.first_key_proof(&fresh.0).await?;
        Ok(people.keys.open(&Sealed(proof), PROOF).map(drop)?)
    }

    /// Deletes what is left of an account that no person has any more. One that a person has after all, because they were
    /// just signing in, stays in the index.
    pub async fn clear(&self, account: &AccountId) -> Result<(), store::Error> {
        let Some(owner) = self.inner.store.owner(account).await? else { return Ok(()) };
        self.inner.store.forget_account(account).await?;
        self.inner.store.unindex_account(account).await?;
        if self.inner.store.person(owner).await?.calendar(account).is_some() {
            self.inner.store.index_account(account, owner).await?;
        }
        Ok(())
    }

    /// Forgets the access tokens of a grant that is no more.
    pub fn close(&self, grant: &GrantId) {
        self.inner.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(grant);
    }

    /// The shards of people's accounts that this process looks after.
    #[must_use]
    pub fn held(&self) -> BTreeSet<Shard> {
        self.inner.held.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Notes which shards this process looks after.
    pub fn hold(&self, shards: BTreeSet<Shard>) {
        *self.inner.held.lock().unwrap_or_else(PoisonError::into_inner) = shards;
    }
}

/// What the proof of the keys is sealed for, and what it says.
pub(super) const PROOF: &str = "the proof of the keys";

/// What a grant's token is sealed for: that person's grant, and no other's.
pub(super) fn purpose(owner: UserId, grant: &GrantId) -> String {
    format!("the refresh token of grant {grant} of person {owner}")
}

/// The shared calendars and a person's own, and which of them new events go to: one that can be written.
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
    /// What the person calls a calendar of theirs, if it is not the one that new events go to.
    #[must_use]
    pub fn name_beside_default(&self, account: &AccountId) -> Option<String> {
        let names = || self.person.calendar_names().into_iter();
        (self.default.as_ref() != Some(account))
            .then(|| names().find(|(known, _)| known == account))?
            .map(|(_, name)| name)
    }

    /// Where several calendars are shown, those of the person that cannot be read now, or were not read yet. `fresh` says for
    /// how long a copy counts as whole while Google does not answer.
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
