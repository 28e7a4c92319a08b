//! Whether the bot does what it is for, part by part, as `/readyz` answers it. Pure.

use chrono::{DateTime, Utc};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::Findings;
use super::table::describe;
use crate::model::{AccountCounts, AccountId, AccountState, Area, Concern};

/// One part and how it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartHealth {
    /// Whether it does what it is for.
    #[serde(rename = "ok")]
    pub is_well: bool,
    /// What is wrong, or may be worth knowing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// Every part, of the bot and of each account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    parts: Parts,
    accounts: Vec<(AccountId, Parts)>,
}

type Parts = Vec<(Area, PartHealth)>;

impl Readiness {
    /// What these concerns make of a bot with these accounts.
    pub(super) fn of(findings: &Findings, now: DateTime<Utc>) -> Self {
        let Findings { concerns, accounts, people } = findings;
        let mut parts = Area::OF_BOT.map(|area| (area, part(area, None, concerns, String::new()))).to_vec();
        if people.total() > 0 {
            parts.push((Area::People, part(Area::People, None, concerns, counted(people))));
        }
        let of_account = |(account, state): &(AccountId, AccountState)| {
            let parts =
                Area::OF_ACCOUNT.map(|area| (area, part(area, Some(account), concerns, figure(area, state, now))));
            (account.clone(), parts.to_vec())
        };
        Self { parts, accounts: accounts.iter().map(of_account).collect() }
    }

    /// Whether every part does what it is for.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.failing().is_empty()
    }

    /// The parts that do not: `storage`, or `google:` and the account.
    #[must_use]
    pub fn failing(&self) -> Vec<String> {
        let of_bot = failing(&self.parts).map(|area| area.word().to_owned());
        let of_account = |(account, parts): &(AccountId, Parts)| {
            failing(parts).map(|area| format!("{}:{account}", area.word())).collect::<Vec<_>>()
        };
        of_bot.chain(self.accounts.iter().flat_map(of_account)).collect()
    }
}

fn failing(parts: &Parts) -> impl Iterator<Item = Area> {
    parts.iter().filter(|(_, part)| !part.is_well).map(|(area, _)| *area)
}

/// A part of the bot, or of an account: its concerns, or a figure when there are none.
fn part(area: Area, account: Option<&AccountId>, concerns: &[Concern], figure: String) -> PartHealth {
    let concerns: Vec<&Concern> =
        concerns.iter().filter(|concern| concern.kind().area() == area && concern.account() == account).collect();
    let is_well = !concerns.iter().any(|concern| concern.is_failure());
    let mut lines: Vec<String> = concerns.into_iter().map(describe).collect();
    lines.extend(Some(figure).filter(|figure| !figure.is_empty()));
    PartHealth { is_well, detail: lines.join(" ") }
}

/// How the calendars that people signed in to do.
fn counted(people: &AccountCounts) -> String {
    let AccountCounts { fine, waiting, behind, refused: _ } = people;
    format!("calendars added by users: {fine} up to date, {waiting} waiting for the user, {behind} out of date")
}

/// What is worth knowing of a part even if it is well.
fn figure(area: Area, state: &AccountState, now: DateTime<Utc>) -> String {
    match (area, state.last_good, state.is_consistent) {
        (Area::Sync, Some(at), _) => format!("last good round {} s ago", (now - at).num_seconds()),
        (Area::Consistency, _, None) => "not checked yet".to_owned(),
        (
            Area::Storage
            | Area::Telegram
            | Area::Inbox
            | Area::People
            | Area::Google
            | Area::Sync
            | Area::Calendar
            | Area::Consistency,
            _,
            _,
        ) => String::new(),
    }
}

impl Serialize for Readiness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ready", &self.is_ready())?;
        map.serialize_entry("failing", &self.failing())?;
        for (area, part) in &self.parts {
            map.serialize_entry(area.word(), part)?;
        }
        map.serialize_entry("accounts", &Accounts(&self.accounts))?;
        map.end()
    }
}

/// The accounts as a list.
struct Accounts<'a>(&'a [(AccountId, Parts)]);

/// One account and its parts as an object.
struct OneAccount<'a>(&'a AccountId, &'a Parts);

impl Serialize for Accounts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for (account, parts) in self.0 {
            list.serialize_element(&OneAccount(account, parts))?;
        }
        list.end()
    }
}

impl Serialize for OneAccount<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", self.0)?;
        for (area, part) in self.1 {
            map.serialize_entry(area.word(), part)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use serde_json::json;

    use super::*;
    use crate::model::{StorageRisk, Trouble};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn state(last_good: Option<&str>, trouble: Option<Trouble>) -> AccountState {
        AccountState { last_good: last_good.map(at), trouble, ..AccountState::default() }
    }

    fn readiness(states: &[(&str, AccountState)], mut concerns: Vec<Concern>) -> Readiness {
        let now = at("2026-03-10T02:00:00Z");
        let accounts: Vec<(AccountId, AccountState)> =
            states.iter().map(|(id, state)| (AccountId((*id).into()), state.clone())).collect();
        for (account, state) in &accounts {
            concerns.extend(Concern::of_account(account, state, Duration::minutes(5), now));
        }
        Readiness::of(&Findings { concerns, accounts, people: AccountCounts::default() }, now)
    }

    #[test]
    fn people_are_counted_and_no_grant_of_theirs_makes_the_bot_unready() {
        let counts = |fine, waiting, behind| AccountCounts { fine, waiting, behind, refused: 0 };
        let detail = |people: AccountCounts| {
            let concerns = Concern::of_people(&people).into_iter().collect();
            let readiness =
                Readiness::of(&Findings { concerns, people, ..Findings::default() }, at("2026-03-10T02:00:00Z"));
            assert!(readiness.is_ready(), "{people:?}");
            serde_json::to_value(&readiness).unwrap()["people"]["detail"].as_str().map(str::to_owned)
        };
        assert_eq!(detail(counts(0, 0, 0)), None);
        let well = "calendars added by users: 9 up to date, 1 waiting for the user, 2 out of date";
        assert_eq!(detail(counts(9, 1, 2)).as_deref(), Some(well));
        let ill = detail(counts(2, 0, 2)).unwrap();
        assert!(ill.starts_with("Most of the calendars that users added are out of date (2 of 4). "), "{ill}");
        let refused = detail(AccountCounts { refused: 2, ..counts(1, 1, 3) }).unwrap();
        assert!(refused.starts_with("Google refuses the client that opens users' calendars (2 of 4). "), "{refused}");
    }

    #[test]
    fn what_fails_is_named() {
        let good = Some("2026-03-10T01:56:00Z");
        let cases = [
            (state(good, None), vec![]),
            (state(Some("2026-03-10T01:44:00Z"), None), vec!["sync:a"]),
            (state(good, Some(Trouble::Away)), vec!["google:a"]),
            (state(None, Some(Trouble::Grant)), vec!["google:a", "sync:a"]),
            (AccountState { is_consistent: Some(false), ..state(good, None) }, vec!["consistency:a"]),
            (AccountState { held: Some(7), ..state(good, None) }, vec!["calendar:a"]),
            (AccountState { is_full: true, ..state(good, None) }, vec![]),
        ];
        for (state, failing) in cases {
            let readiness = readiness(&[("a", state.clone())], vec![]);
            assert_eq!(readiness.failing(), failing, "{state:?}");
            assert_eq!(readiness.is_ready(), failing.is_empty());
        }
        let storage = readiness(&[], vec![Concern::StorageAway]);
        assert_eq!(storage.failing(), ["storage"]);
        assert!(readiness(&[], vec![Concern::StorageAtRisk(StorageRisk::NoAppendOnlyFile)]).is_ready());
    }

    #[test]
    fn accounts_are_a_list() {
        let well = AccountState { is_consistent: Some(true), ..state(Some("2026-03-10T01:59:20Z"), None) };
        let expired = AccountState { trouble: Some(Trouble::Grant), failures: 1, ..well.clone() };
        let readiness = readiness(&[("a", well), ("b", expired)], vec![Concern::Quarantined(2)]);
        let fix = "Publish the Google project (In production), run janji connect, set the new GOOGLE_REFRESH_TOKEN and restart the bot; existing reminders still come.";
        let expected = json!({
            "ready": false,
            "failing": ["google:b"],
            "storage": { "ok": true },
            "telegram": { "ok": true },
            "inbox": { "ok": true, "detail": "Some messages kept failing and are in quarantine (2). Look for their references in the log; docs/operations.md says how to inspect them." },
            "accounts": [
                { "id": "a", "google": { "ok": true }, "sync": { "ok": true, "detail": "last good round 40 s ago" },
                  "calendar": { "ok": true }, "consistency": { "ok": true } },
                { "id": "b", "google": { "ok": false, "detail": format!("Google access has expired (account b). {fix}") },
                  "sync": { "ok": true, "detail": "last good round 40 s ago" },
                  "calendar": { "ok": true }, "consistency": { "ok": true } },
            ],
        });
        assert_eq!(serde_json::to_value(&readiness).unwrap(), expected);
    }
}
