//! What can be wrong with a running bot, as people and operators are told. Pure.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountCounts, AccountId, AccountState, PushChannel, StorageRisk, Trouble};

/// How many intervals may pass without a good round.
const LATE_INTERVALS: i32 = 3;

/// Something that is wrong now, or will be one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// Redis does not answer.
    StorageAway,
    /// Redis may lose or refuse what we write.
    StorageAtRisk(StorageRisk),
    /// Telegram does not answer.
    TelegramAway,
    /// Telegram does not know the token.
    BadToken,
    /// Another program polls with our token.
    PolledElsewhere,
    /// Telegram could not deliver messages to our webhook lately.
    WebhookUnreachable {
        /// How many wait at Telegram.
        waiting: u64,
        /// What happened, in Telegram's words.
        error: String,
    },
    /// Most of the calendars that people signed in to are out of date.
    PeopleBehind {
        /// How many.
        behind: u64,
        /// Of how many whose grant is good.
        of: u64,
    },
    /// Most of these calendars are out of date, and most of them because Google refuses the bot's client.
    PeopleRefused {
        /// How many Google refuses.
        refused: u64,
        /// Of how many whose grant is good.
        of: u64,
    },
    /// This many messages failed again and again and wait for the operator.
    Quarantined(u64),
    /// Google is unavailable.
    Google {
        /// The account.
        account: AccountId,
        /// Why.
        trouble: Trouble,
        /// How many rounds have failed in a row.
        failures: u32,
    },
    /// No round has gone well for three intervals.
    RoundsLate {
        /// The account.
        account: AccountId,
        /// The last good round; `None`: there has been none yet.
        last_good: Option<DateTime<Utc>>,
    },
    /// The calendar came back empty, and nobody has said yet whether it is.
    InQuestion {
        /// The account.
        account: AccountId,
        /// How many events were known.
        known: u32,
    },
    /// Our copy and Google's differed when they were last compared.
    Differs(AccountId),
    /// The account has more events than the setting allows.
    Full {
        /// The account.
        account: AccountId,
        /// How many events are left out: the furthest away.
        left_out: u32,
    },
    /// Entries of the calendar that cannot be read.
    Unreadable {
        /// The account.
        account: AccountId,
        /// How many they are.
        entries: u32,
    },
}

/// The kinds of concern: each has a label, a headline and a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is explained in the operator's table")]
pub enum ConcernKind {
    StorageAway,
    StorageTooOld,
    StorageNotKept,
    StorageEvicts,
    StorageInCluster,
    StorageUncovered,
    StorageWithoutReplica,
    StorageRefuses,
    TelegramAway,
    BadToken,
    PolledElsewhere,
    WebhookUnreachable,
    PeopleBehind,
    PeopleRefused,
    Quarantined,
    GoogleGrant,
    GoogleForbidden,
    GoogleQuota,
    GoogleAway,
    GoogleInvalid,
    RoundsLate,
    InQuestion,
    Differs,
    Full,
    Unreadable,
}

/// The part of the bot that a concern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Redis.
    Storage,
    /// The Bot API.
    Telegram,
    /// The durable inbox.
    Inbox,
    /// The calendars that people signed in to, all together.
    People,
    /// An account's Google.
    Google,
    /// An account's sync rounds.
    Sync,
    /// What is in an account's calendar.
    Calendar,
    /// Whether our copy of an account's calendar is right.
    Consistency,
}

impl Concern {
    /// What an account's state gives cause for, with a round due every `interval`.
    #[must_use]
    pub fn of_account(account: &AccountId, state: &AccountState, interval: Duration, now: DateTime<Utc>) -> Vec<Self> {
        let account = || account.clone();
        let interval = PushChannel::interval(state.push.as_ref(), interval, now);
        let is_late = state.last_good.is_none_or(|at| now - at > interval * LATE_INTERVALS);
        let google = |trouble| Self::Google { account: account(), trouble, failures: state.failures };
        [
            state.trouble.map(google),
            is_late.then(|| Self::RoundsLate { account: account(), last_good: state.last_good }),
            state.held.map(|known| Self::InQuestion { account: account(), known }),
            (state.is_consistent == Some(false)).then(|| Self::Differs(account())),
            state.is_full.then(|| Self::Full { account: account(), left_out: state.left_out }),
            (!state.unreadable.is_empty()).then(|| Self::Unreadable {
                account: account(),
                entries: u32::try_from(state.unreadable.len()).unwrap_or(u32::MAX),
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What the calendars that people signed in to give cause for.
    #[must_use]
    pub fn of_people(counts: &AccountCounts) -> Option<Self> {
        let AccountCounts { fine, waiting: _, behind, refused } = *counts;
        let of = fine.saturating_add(behind);
        let is_refused = refused.saturating_mul(2) >= behind;
        let concern = if is_refused { Self::PeopleRefused { refused, of } } else { Self::PeopleBehind { behind, of } };
        (behind > 0 && behind >= fine).then_some(concern)
    }

    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> ConcernKind {
        match self {
            Self::StorageAway => ConcernKind::StorageAway,
            Self::StorageAtRisk(StorageRisk::TooOld { .. }) => ConcernKind::StorageTooOld,
            Self::StorageAtRisk(StorageRisk::NoAppendOnlyFile) => ConcernKind::StorageNotKept,
            Self::StorageAtRisk(StorageRisk::Evicts { .. }) => ConcernKind::StorageEvicts,
            Self::StorageAtRisk(StorageRisk::InCluster) => ConcernKind::StorageInCluster,
            Self::StorageAtRisk(StorageRisk::Uncovered { .. }) => ConcernKind::StorageUncovered,
            Self::StorageAtRisk(StorageRisk::WithoutReplica { .. }) => ConcernKind::StorageWithoutReplica,
            Self::StorageAtRisk(StorageRisk::Refuses { .. }) => ConcernKind::StorageRefuses,
            Self::TelegramAway => ConcernKind::TelegramAway,
            Self::BadToken => ConcernKind::BadToken,
            Self::PolledElsewhere => ConcernKind::PolledElsewhere,
            Self::WebhookUnreachable { .. } => ConcernKind::WebhookUnreachable,
            Self::PeopleBehind { .. } => ConcernKind::PeopleBehind,
            Self::PeopleRefused { .. } => ConcernKind::PeopleRefused,
            Self::Quarantined(_) => ConcernKind::Quarantined,
            Self::Google { trouble: Trouble::Grant | Trouble::SignIn, .. } => ConcernKind::GoogleGrant,
            Self::Google {
                trouble: Trouble::Client | Trouble::Forbidden | Trouble::NotShared | Trouble::OwnRefused,
                ..
            } => ConcernKind::GoogleForbidden,
            Self::Google { trouble: Trouble::Quota, .. } => ConcernKind::GoogleQuota,
            Self::Google { trouble: Trouble::Away, .. } => ConcernKind::GoogleAway,
            Self::Google { trouble: Trouble::Invalid | Trouble::ReadOnly, .. } => ConcernKind::GoogleInvalid,
            Self::RoundsLate { .. } => ConcernKind::RoundsLate,
            Self::InQuestion { .. } => ConcernKind::InQuestion,
            Self::Differs(_) => ConcernKind::Differs,
            Self::Full { .. } => ConcernKind::Full,
            Self::Unreadable { .. } => ConcernKind::Unreadable,
        }
    }

    /// The account that it is about, if it is about one.
    #[must_use]
    pub fn account(&self) -> Option<&AccountId> {
        match self {
            Self::StorageAway
            | Self::StorageAtRisk(_)
            | Self::TelegramAway
            | Self::BadToken
            | Self::PolledElsewhere
            | Self::WebhookUnreachable { .. }
            | Self::PeopleBehind { .. }
            | Self::PeopleRefused { .. }
            | Self::Quarantined(_) => None,
            Self::Google { account, .. }
            | Self::RoundsLate { account, .. }
            | Self::InQuestion { account, .. }
            | Self::Differs(account)
            | Self::Full { account, .. }
            | Self::Unreadable { account, .. } => Some(account),
        }
    }

    /// Whether the bot cannot do all that it is for until this is over.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        match self {
            Self::StorageAtRisk(risk) => risk.is_refusal(),
            // To take a bot that Telegram does not reach away from its proxy would not help.
            Self::WebhookUnreachable { .. }
            | Self::PeopleBehind { .. }
            | Self::PeopleRefused { .. }
            | Self::Quarantined(_)
            | Self::Full { .. }
            | Self::Unreadable { .. } => false,
            Self::StorageAway
            | Self::TelegramAway
            | Self::BadToken
            | Self::PolledElsewhere
            | Self::Google { .. }
            | Self::RoundsLate { .. }
            | Self::InQuestion { .. }
            | Self::Differs(_) => true,
        }
    }
}

impl ConcernKind {
    /// All of them.
    pub const ALL: [Self; 25] = [
        Self::StorageAway,
        Self::StorageTooOld,
        Self::StorageNotKept,
        Self::StorageEvicts,
        Self::StorageInCluster,
        Self::StorageUncovered,
        Self::StorageWithoutReplica,
        Self::StorageRefuses,
        Self::TelegramAway,
        Self::BadToken,
        Self::PolledElsewhere,
        Self::WebhookUnreachable,
        Self::PeopleBehind,
        Self::PeopleRefused,
        Self::Quarantined,
        Self::GoogleGrant,
        Self::GoogleForbidden,
        Self::GoogleQuota,
        Self::GoogleAway,
        Self::GoogleInvalid,
        Self::RoundsLate,
        Self::InQuestion,
        Self::Differs,
        Self::Full,
        Self::Unreadable,
    ];

    /// The part of the bot that it is about.
    #[must_use]
    pub fn area(self) -> Area {
        match self {
            Self::StorageAway
            | Self::StorageTooOld
            | Self::StorageNotKept
            | Self::StorageEvicts
            | Self::StorageInCluster
            | Self::StorageUncovered
            | Self::StorageWithoutReplica
            | Self::StorageRefuses => Area::Storage,
            Self::TelegramAway | Self::BadToken | Self::PolledElsewhere | Self::WebhookUnreachable => Area::Telegram,
            Self::Quarantined => Area::Inbox,
            Self::PeopleBehind | Self::PeopleRefused => Area::People,
            Self::GoogleGrant | Self::GoogleForbidden | Self::GoogleQuota | Self::GoogleAway | Self::GoogleInvalid => {
                Area::Google
            }
            Self::RoundsLate => Area::Sync,
            Self::InQuestion | Self::Full | Self::Unreadable => Area::Calendar,
            Self::Differs => Area::Consistency,
        }
    }
}

impl Area {
    /// The parts that every account has.
    pub const OF_ACCOUNT: [Self; 4] = [Self::Google, Self::Sync, Self::Calendar, Self::Consistency];

    /// The parts of the bot as a whole.
    pub const OF_BOT: [Self; 3] = [Self::Storage, Self::Telegram, Self::Inbox];

    /// It in one word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Storage => "storage",
            Self::Telegram => "telegram",
            Self::Inbox => "inbox",
            Self::People => "people",
            Self::Google => "google",
            Self::Sync => "sync",
            Self::Calendar => "calendar",
            Self::Consistency => "consistency",
        }
    }
}
