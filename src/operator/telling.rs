//! What the operator's chat is told: what begins and what is over, each once, merged, and at most one message a minute. Pure.

use chrono::{DateTime, Duration, Utc};

use super::table::{describe, entry, headline};
use crate::model::{Concern, Trouble};
use crate::store::{OperatorTold, ToldConcern};

/// The shortest time between two messages.
const MESSAGE_INTERVAL: Duration = Duration::minutes(1);

/// How many rounds have to fail before a trouble that may pass is worth a message.
const LASTING_FAILURES: u32 = 3;

/// A message to the operator, and what they have been told once it is sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Telling {
    pub text: String,
    pub told: OperatorTold,
}

/// What of these is more than a moment's trouble. A process that was started less than `patience` ago has had no time for a
/// round yet.
pub(super) fn lasting(concerns: &[Concern], running: Duration, patience: Duration) -> Vec<Concern> {
    // Google's own trouble, and a calendar that is held back, explain why rounds are late.
    let is_explained = |late: &Concern| {
        concerns.iter().any(|other| match other {
            Concern::Google { .. } | Concern::InQuestion { .. } => other.account() == late.account(),
            Concern::StorageAway
            | Concern::StorageAtRisk(_)
            | Concern::TelegramAway
            | Concern::BadToken
            | Concern::PolledElsewhere
            | Concern::WebhookUnreachable { .. }
            | Concern::PeopleBehind { .. }
            | Concern::PeopleRefused { .. }
            | Concern::Quarantined(_)
            | Concern::RoundsLate { .. }
            | Concern::Differs(_)
            | Concern::Full { .. }
            | Concern::Unreadable { .. } => false,
        })
    };
    let is_lasting = |concern: &Concern| match concern {
        Concern::Google { trouble: Trouble::Away | Trouble::Quota, failures, .. } => *failures >= LASTING_FAILURES,
        Concern::RoundsLate { .. } => running > patience && !is_explained(concern),
        Concern::Google {
            trouble:
                Trouble::Grant
                | Trouble::SignIn
                | Trouble::Client
                | Trouble::Forbidden
                | Trouble::NotShared
                | Trouble::OwnRefused
                | Trouble::Invalid
                | Trouble::ReadOnly,
            ..
        }
        | Concern::StorageAway
        | Concern::StorageAtRisk(_)
        | Concern::TelegramAway
        | Concern::BadToken
        | Concern::PolledElsewhere
        | Concern::WebhookUnreachable { .. }
        | Concern::PeopleBehind { .. }
        | Concern::PeopleRefused { .. }
        | Concern::Quarantined(_)
        | Concern::InQuestion { .. }
        | Concern::Differs(_)
        | Concern::Full { .. }
        | Concern::Unreadable { .. } => true,
    };
    concerns.iter().filter(|concern| is_lasting(concern)).cloned().collect()
}

/// What is to be told now, if anything.
pub(super) fn telling(told: &OperatorTold, concerns: &[Concern], now: DateTime<Utc>) -> Option<Telling> {
    if told.at.is_some_and(|at| (Duration::zero()..MESSAGE_INTERVAL).contains(&(now - at))) {
        return None;
    }
    let concerns: Vec<&Concern> = concerns.iter().filter(|concern| can_be_told(concern)).collect();
    let mut after = OperatorTold { standing: told.standing.clone(), at: Some(now) };
    let mut lines = Vec::new();
    for concern in &concerns {
        let before = told.standing.get(&key(concern));
        if before.is_none_or(|before| before.count < count(concern)) {
            let since = before.map_or(now, |before| before.since);
            lines.push(format!("⚠️ {}", describe(concern)));
            let standing = ToldConcern { since, headline: headline(concern), count: count(concern) };
            after.standing.insert(key(concern), standing);
        }
    }
    after.standing.retain(|standing_key, standing| {
        let stands = concerns.iter().any(|concern| key(concern) == *standing_key);
        if !stands {
            lines.push(format!("✅ Over after {}: {}.", length(now - standing.since), standing.headline));
        }
        stands
    });
    (!lines.is_empty()).then(|| Telling { text: lines.join("\n"), told: after })
}

/// Whether a message can arrive while it stands: the operator's chat is at Telegram.
fn can_be_told(concern: &Concern) -> bool {
    match concern {
        Concern::TelegramAway | Concern::BadToken => false,
        Concern::StorageAway
        | Concern::StorageAtRisk(_)
        | Concern::PolledElsewhere
        | Concern::WebhookUnreachable { .. }
        | Concern::PeopleBehind { .. }
        | Concern::PeopleRefused { .. }
        | Concern::Quarantined(_)
        | Concern::Google { .. }
        | Concern::RoundsLate { .. }
        | Concern::InQuestion { .. }
        | Concern::Differs(_)
        | Concern::Full { .. }
        | Concern::Unreadable { .. } => true,
    }
}

/// What tells a concern from the others.
fn key(concern: &Concern) -> String {
    let label = entry(concern.kind()).label;
    match concern.account() {
        Some(account) => format!("{label}:{account}"),
        None => label.to_owned(),
    }
}

/// How many things it is about; more of them are told again.
fn count(concern: &Concern) -> u64 {
    match concern {
        Concern::Quarantined(count) => *count,
        Concern::StorageAway
        | Concern::StorageAtRisk(_)
        | Concern::TelegramAway
        | Concern::BadToken
        | Concern::PolledElsewhere
        | Concern::WebhookUnreachable { .. }
        | Concern::PeopleBehind { .. }
        | Concern::PeopleRefused { .. }
        | Concern::Google { .. }
        | Concern::RoundsLate { .. }
        | Concern::InQuestion { .. }
        | Concern::Differs(_)
        | Concern::Full { .. }
        | Concern::Unreadable { .. } => 1,
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
    use crate::model::{AccountId, AccountState, StorageRisk};

    fn at(clock: &str) -> DateTime<Utc> {
        format!("2026-03-10T{clock}Z").parse().unwrap()
    }

    fn account() -> AccountId {
        AccountId("a1".into())
    }

    fn grant() -> Concern {
        Concern::Google { account: account(), trouble: Trouble::Grant, failures: 1 }
    }

    #[test]
    fn what_begins_and_what_is_over_is_told_once_and_merged_and_not_twice_a_minute() {
        let evicts = || Concern::StorageAtRisk(StorageRisk::Evicts { policy: "allkeys-lru".into() });
        let table = [
            ("02:00:00", vec![], None),
            ("02:00:30", vec![evicts()], Some("⚠️ Redis drops data when it is full (allkeys-lru). Set")),
            ("02:01:00", vec![evicts(), grant()], None),
            ("02:01:30", vec![evicts(), grant()], Some("⚠️ Google access has expired (account a1). Publish")),
            ("02:05:00", vec![evicts(), grant()], None),
            ("02:06:00", vec![grant(), Concern::Quarantined(1)], Some("⚠️ Some messages kept failing and are in")),
            ("02:07:00", vec![grant(), Concern::Quarantined(1)], None),
            ("02:08:00", vec![grant(), Concern::Quarantined(3)], Some("⚠️ Some messages kept failing and are in")),
            ("03:31:30", vec![Concern::Quarantined(3)], Some("✅ Over after 1 h 30 min: Google access has expired")),
            // A clock that was set back silences nothing.
            ("01:00:00", vec![], Some("✅ Over after 1 min: Some messages kept failing and are in quarantine (3)")),
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
        let concerns =
            [Concern::PolledElsewhere, Concern::Full { account: account(), left_out: 1 }, Concern::TelegramAway];
        let first = telling(&told, &concerns, at("02:00:00")).unwrap();
        assert_eq!(first.text.lines().count(), 2);
        let then = telling(&first.told, &[Concern::StorageAway], at("02:10:00")).unwrap();
        assert_eq!(then.text.matches('⚠').count() + then.text.matches('✅').count(), 3, "{}", then.text);
    }

    #[test]
    fn an_accounts_state_gives_cause_for_concern_when_it_lasts() {
        let (interval, now) = (Duration::minutes(5), at("02:00:00"));
        let well = AccountState { last_good: Some(at("01:58:00")), ..AccountState::default() };
        let troubled = |trouble, failures| AccountState { trouble: Some(trouble), failures, ..well.clone() };
        let late = |last_good| AccountState { last_good: Some(at(last_good)), ..AccountState::default() };
        let late_and_held = AccountState { held: Some(7), ..late("01:00:00") };
        let cases = [
            (well.clone(), 60, vec![]),
            (troubled(Trouble::Grant, 1), 60, vec!["google_grant"]),
            (troubled(Trouble::Forbidden, 1), 60, vec!["google_forbidden"]),
            (troubled(Trouble::Invalid, 1), 60, vec!["google_invalid"]),
            (troubled(Trouble::Away, 2), 60, vec![]),
            (troubled(Trouble::Away, 3), 60, vec!["google_away"]),
            (troubled(Trouble::Quota, 3), 60, vec!["google_quota"]),
            (late("01:45:00"), 60, vec![]),
            (late("01:44:00"), 60, vec!["rounds_late"]),
            (late("01:44:00"), 1, vec![]),
            (AccountState::default(), 1, vec![]),
            (AccountState::default(), 60, vec!["rounds_late"]),
            (late_and_held, 60, vec!["in_question"]),
            (AccountState { is_consistent: Some(false), is_full: true, ..well }, 60, vec!["differs", "full"]),
        ];
        for (state, minutes, expected) in cases {
            let concerns = Concern::of_account(&account(), &state, interval, now);
            let concerns = lasting(&concerns, Duration::minutes(minutes), interval * 3);
            let labels: Vec<&str> = concerns.iter().map(|concern| entry(concern.kind()).label).collect();
            assert_eq!(labels, expected, "{state:?}");
        }
    }
}
