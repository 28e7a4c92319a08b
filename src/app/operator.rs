//! What the operator's chat is told: what begins and what ends, each once, merged, and at most one message a minute.
//! Pure; in English, as all that operators read.

use chrono::{DateTime, Duration, Utc};

use crate::model::{AccountId, AccountState, StorageRisk, Trouble};
use crate::store::{OperatorTold, Standing};

/// How far apart two messages are at least.
const APART: Duration = Duration::minutes(1);

/// How many rounds have to fail before a trouble that passes by itself is worth a message.
const WORTH_TELLING: u32 = 3;

/// How many intervals may pass without a good round.
const PATIENCE: i32 = 3;

/// Something that stands in the way, or may one day, and that an operator should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Concern {
    /// Redis does not answer.
    StorageAway,
    /// Redis may lose what we write.
    StorageAtRisk(StorageRisk),
    /// Another program polls with our token.
    PolledElsewhere,
    /// So many messages failed three times and wait for somebody to look at them.
    SetAside(u64),
    /// Google cannot be had.
    Google(AccountId, Trouble),
    /// Rounds do not go well, and it is not Google's doing.
    RoundsLate(AccountId),
    /// The calendar came back empty, and nobody has said yet whether it is.
    InQuestion(AccountId),
    /// Our copy and Google differed when they were last compared.
    Differs(AccountId),
    /// The account has more events than the setting allows.
    Full(AccountId),
}

/// A message to the operator, and what they have been told once it is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Telling {
    pub text: String,
    pub told: OperatorTold,
}

/// What is to be told now, if anything.
pub(super) fn telling(told: &OperatorTold, concerns: &[Concern], now: DateTime<Utc>) -> Option<Telling> {
    if told.at.is_some_and(|at| (Duration::zero()..APART).contains(&(now - at))) {
        return None;
    }
    let mut after = OperatorTold { standing: told.standing.clone(), at: Some(now) };
    let mut lines = Vec::new();
    for concern in concerns {
        let before = told.standing.get(&concern.key());
        if before.is_none_or(|before| before.count < concern.count()) {
            let since = before.map_or(now, |before| before.since);
            lines.push(format!("⚠️ {}. {}.", concern.headline(), concern.mend()));
            after
                .standing
                .insert(concern.key(), Standing { since, headline: concern.headline(), count: concern.count() });
        }
    }
    after.standing.retain(|key, standing| {
        let stands = concerns.iter().any(|concern| concern.key() == *key);
        if !stands {
            lines.push(format!("✅ Over after {}: {}.", length(now - standing.since), standing.headline));
        }
        stands
    });
    (!lines.is_empty()).then(|| Telling { text: lines.join("\n"), told: after })
}

/// What an account's state gives cause for; `began` is when this process did.
pub(super) fn of_account(
    account: &AccountId,
    state: &AccountState,
    interval: Duration,
    began: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vec<Concern> {
    let trouble = state.trouble.filter(|trouble| match trouble {
        Trouble::Grant | Trouble::Forbidden | Trouble::Invalid => true,
        Trouble::Away | Trouble::Quota => state.failures >= WORTH_TELLING,
    });
    let last_good = state.last_good.unwrap_or(began).max(began);
    let is_late = state.trouble.is_none() && state.held.is_none() && now - last_good > interval * PATIENCE;
    [
        trouble.map(|trouble| Concern::Google(account.clone(), trouble)),
        is_late.then(|| Concern::RoundsLate(account.clone())),
        state.held.map(|_| Concern::InQuestion(account.clone())),
        (state.is_consistent == Some(false)).then(|| Concern::Differs(account.clone())),
        state.is_full.then(|| Concern::Full(account.clone())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Concern {
    /// Every word that [`Concern::word`] gives: the label of the figure.
    pub(super) const WORDS: [&'static str; 16] = [
        "storage_away",
        "storage_too_old",
        "storage_not_kept",
        "storage_evicts",
        "storage_refuses",
        "polled_elsewhere",
        "set_aside",
        "google_grant",
        "google_forbidden",
        "google_quota",
        "google_away",
        "google_invalid",
        "rounds_late",
        "in_question",
        "differs",
        "full",
    ];

    /// It in one word, for keys and figures.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::StorageAway => "storage_away",
            Self::StorageAtRisk(StorageRisk::TooOld { .. }) => "storage_too_old",
            Self::StorageAtRisk(StorageRisk::NoAppendOnlyFile) => "storage_not_kept",
            Self::StorageAtRisk(StorageRisk::Evicts { .. }) => "storage_evicts",
            Self::StorageAtRisk(StorageRisk::Refuses { .. }) => "storage_refuses",
            Self::PolledElsewhere => "polled_elsewhere",
            Self::SetAside(_) => "set_aside",
            Self::Google(_, Trouble::Grant) => "google_grant",
            Self::Google(_, Trouble::Forbidden) => "google_forbidden",
            Self::Google(_, Trouble::Quota) => "google_quota",
            Self::Google(_, Trouble::Away) => "google_away",
            Self::Google(_, Trouble::Invalid) => "google_invalid",
            Self::RoundsLate(_) => "rounds_late",
            Self::InQuestion(_) => "in_question",
            Self::Differs(_) => "differs",
            Self::Full(_) => "full",
        }
    }

    /// What tells it from the others.
    pub(super) fn key(&self) -> String {
        match self.account() {
            Some(account) => format!("{}:{account}", self.word()),
            None => self.word().to_owned(),
        }
    }

    fn account(&self) -> Option<&AccountId> {
        match self {
            Self::StorageAway | Self::StorageAtRisk(_) | Self::PolledElsewhere | Self::SetAside(_) => None,
            Self::Google(account, _)
            | Self::RoundsLate(account)
            | Self::InQuestion(account)
            | Self::Differs(account)
            | Self::Full(account) => Some(account),
        }
    }

    /// How many things it is about; more of them are told again.
    fn count(&self) -> u64 {
        match self {
            Self::SetAside(count) => *count,
            Self::StorageAway
            | Self::StorageAtRisk(_)
            | Self::PolledElsewhere
            | Self::Google(..)
            | Self::RoundsLate(_)
            | Self::InQuestion(_)
            | Self::Differs(_)
            | Self::Full(_) => 1,
        }
    }

    /// What is the matter, without a full stop.
    fn headline(&self) -> String {
        let what = match self {
            Self::StorageAway => "Redis does not answer",
            Self::StorageAtRisk(StorageRisk::TooOld { version }) => {
                return format!("Redis {version} is older than 6.2");
            }
            Self::StorageAtRisk(StorageRisk::NoAppendOnlyFile) => "Redis keeps no append-only file",
            Self::StorageAtRisk(StorageRisk::Evicts { policy }) => {
                return format!("Redis forgets records when it is full ({policy})");
            }
            Self::StorageAtRisk(StorageRisk::Refuses { word }) => {
                return format!("Redis answers, and refuses to write ({word})");
            }
            Self::PolledElsewhere => "Another program polls Telegram with this token",
            Self::SetAside(1) => "A message failed three times and was set aside",
            Self::SetAside(count) => return format!("{count} messages failed three times and were set aside"),
            Self::Google(_, Trouble::Grant) => "Google wants a new sign-in",
            Self::Google(_, Trouble::Forbidden) => "Google refuses the calendar or the client",
            Self::Google(_, Trouble::Quota) => "Google's quota is used up",
            Self::Google(_, Trouble::Away) => "Google does not answer",
            Self::Google(_, Trouble::Invalid) => "Google refuses what it is asked",
            Self::RoundsLate(_) => "No sync round has gone well for three intervals",
            Self::InQuestion(_) => "The calendar came back empty",
            Self::Differs(_) => "The copy and Google differed when they were compared",
            Self::Full(_) => "The calendar has more events than are kept",
        };
        match self.account() {
            Some(account) => format!("{what} (account {account})"),
            None => what.to_owned(),
        }
    }

    /// What to do about it, without a full stop.
    fn mend(&self) -> &'static str {
        match self {
            Self::StorageAway => "Start it again; nothing is accepted until it answers",
            Self::StorageAtRisk(StorageRisk::TooOld { .. }) => "Upgrade it",
            Self::StorageAtRisk(StorageRisk::NoAppendOnlyFile) => {
                "Set appendonly yes, or a crash loses edits that wait and settings"
            }
            Self::StorageAtRisk(StorageRisk::Evicts { .. }) => "Set maxmemory-policy noeviction",
            Self::StorageAtRisk(StorageRisk::Refuses { .. }) => {
                "Give it room, write to the master, or let this user write; nothing is accepted until then"
            }
            Self::PolledElsewhere => "Stop it, or give this bot a token of its own",
            Self::SetAside(_) => "Look for the reference in the log; docs/operations.md says how to see them",
            Self::Google(_, Trouble::Grant) => {
                "Run janji connect and start the bot with the new refresh token; known reminders go on"
            }
            Self::Google(_, Trouble::Forbidden) => "Run janji check, which names the setting",
            Self::Google(_, Trouble::Quota) => "Calls wait as long as Google asks; fewer of them help",
            Self::Google(_, Trouble::Away) => "Edits are kept and carried out when it is back",
            Self::Google(_, Trouble::Invalid) => "The log has the status that it answers",
            Self::RoundsLate(_) => "The log says what is in the way",
            Self::InQuestion(_) => "Its reminders are held until somebody presses the button, or sends /sync",
            Self::Differs(_) => "The next full round mends it; janji run --resync does so at once",
            Self::Full(_) => "Raise JANJI_MAX_EVENTS; the furthest ones are left out",
        }
    }
}

/// How long something lasted.
fn length(span: Duration) -> String {
    match (span.num_days(), span.num_hours(), span.num_minutes()) {
        (1.., hours, _) => format!("{} d {} h", span.num_days(), hours % 24),
        (_, hours @ 1.., minutes) => format!("{hours} h {} min", minutes % 60),
        (_, _, minutes) => format!("{} min", minutes.max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(clock: &str) -> DateTime<Utc> {
        format!("2026-03-10T{clock}Z").parse().unwrap()
    }

    fn account() -> AccountId {
        AccountId("a1".into())
    }

    #[test]
    fn what_begins_and_what_ends_is_told_once_and_merged_and_not_twice_a_minute() {
        let grant = || Concern::Google(account(), Trouble::Grant);
        let evicts = || Concern::StorageAtRisk(StorageRisk::Evicts { policy: "allkeys-lru".into() });
        let table = [
            ("02:00:00", vec![], None),
            ("02:00:30", vec![evicts()], Some("⚠️ Redis forgets records when it is full (allkeys-lru). Set")),
            ("02:01:00", vec![evicts(), grant()], None),
            ("02:01:30", vec![evicts(), grant()], Some("⚠️ Google wants a new sign-in (account a1). Run")),
            ("02:05:00", vec![evicts(), grant()], None),
            ("02:06:00", vec![grant(), Concern::SetAside(1)], Some("⚠️ A message failed three times and was set")),
            ("02:07:00", vec![grant(), Concern::SetAside(1)], None),
            ("02:08:00", vec![grant(), Concern::SetAside(3)], Some("⚠️ 3 messages failed three times and were")),
            ("03:31:30", vec![Concern::SetAside(3)], Some("✅ Over after 1 h 30 min: Google wants a new sign-in")),
            // A clock that was set back keeps nobody silent.
            ("01:00:00", vec![], Some("✅ Over after 1 min: 3 messages failed three times")),
        ];
        let mut told = OperatorTold::default();
        for (clock, concerns, begins) in table {
            let telling = telling(&told, &concerns, at(clock));
            assert_eq!(telling.is_some(), begins.is_some(), "{clock}: {telling:?}");
            if let (Some(telling), Some(begins)) = (telling, begins) {
                assert!(telling.text.starts_with(begins), "{clock}: {}", telling.text);
                told = telling.told;
            }
        }
        assert!(told.standing.is_empty());
    }

    #[test]
    fn several_things_are_one_message() {
        let told = OperatorTold::default();
        let concerns = [Concern::PolledElsewhere, Concern::Full(account())];
        let first = telling(&told, &concerns, at("02:00:00")).unwrap();
        assert_eq!(first.text.lines().count(), 2);
        let then = telling(&first.told, &[Concern::StorageAway], at("02:10:00")).unwrap();
        assert_eq!(then.text.matches('⚠').count() + then.text.matches('✅').count(), 3, "{}", then.text);
    }

    #[test]
    fn an_accounts_state_gives_cause_for_concern() {
        let (began, now) = (at("01:00:00"), at("02:00:00"));
        let well = AccountState { last_good: Some(at("01:58:00")), ..AccountState::default() };
        let troubled = |trouble, failures| AccountState { trouble: Some(trouble), failures, ..well.clone() };
        let late = |last_good| AccountState { last_good: Some(at(last_good)), ..AccountState::default() };
        let cases = [
            (well.clone(), vec![]),
            (troubled(Trouble::Grant, 1), vec!["google_grant"]),
            (troubled(Trouble::Forbidden, 1), vec!["google_forbidden"]),
            (troubled(Trouble::Invalid, 1), vec!["google_invalid"]),
            (troubled(Trouble::Away, 2), vec![]),
            (troubled(Trouble::Away, 3), vec!["google_away"]),
            (troubled(Trouble::Quota, 3), vec!["google_quota"]),
            (late("01:45:00"), vec![]),
            (late("01:44:00"), vec!["rounds_late"]),
            (AccountState { held: Some(7), ..well.clone() }, vec!["in_question"]),
            (AccountState { is_consistent: Some(false), is_full: true, ..well }, vec!["differs", "full"]),
        ];
        for (state, expected) in cases {
            let concerns = of_account(&account(), &state, Duration::minutes(5), began, now);
            let words: Vec<&str> = concerns.iter().map(Concern::word).collect();
            assert_eq!(words, expected, "{state:?}");
            assert!(words.iter().all(|word| Concern::WORDS.contains(word)));
        }
        let refuses = Concern::StorageAtRisk(StorageRisk::Refuses { word: "OOM".into() });
        assert!(Concern::WORDS.contains(&refuses.word()));
        // Whoever has just begun has had no time for a round yet.
        assert_eq!(of_account(&account(), &late("00:10:00"), Duration::minutes(5), at("01:59:00"), now), []);
    }
}
