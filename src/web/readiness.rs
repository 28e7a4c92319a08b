//! What must work for the bot to be of use, and whether it does.

use chrono::{DateTime, Duration, Utc};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::model::{AccountState, Trouble};

/// How many intervals may pass without a good round.
const PATIENCE: i32 = 3;

/// One part and how it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Whether it does what it is for.
    #[serde(rename = "ok")]
    pub is_well: bool,
    /// What is wrong, or a figure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Part {
    /// It does.
    #[must_use]
    pub fn well() -> Self {
        Self { is_well: true, detail: String::new() }
    }

    /// It does, with a figure.
    #[must_use]
    pub fn well_with(detail: impl Into<String>) -> Self {
        Self { is_well: true, detail: detail.into() }
    }

    /// It does not.
    #[must_use]
    pub fn failing(detail: impl Into<String>) -> Self {
        Self { is_well: false, detail: detail.into() }
    }
}

/// All parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readiness {
    parts: Vec<(&'static str, Part)>,
}

impl Readiness {
    /// Adds a part.
    #[must_use]
    pub fn with(mut self, name: &'static str, part: Part) -> Self {
        self.parts.push((name, part));
        self
    }

    /// Adds what the state of an account tells: Google, the age of the last good round, whether all of the calendar is
    /// known, the last consistency check.
    #[must_use]
    pub fn with_account(self, state: &AccountState, interval: Duration, now: DateTime<Utc>) -> Self {
        self.with("google", google(state))
            .with("sync", sync(state, interval, now))
            .with("calendar", calendar(state))
            .with("consistency", consistency(state))
    }

    /// Whether every part does what it is for.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.parts.iter().all(|(_, part)| part.is_well)
    }

    /// The names of the parts that do not.
    #[must_use]
    pub fn failing(&self) -> Vec<&'static str> {
        self.parts.iter().filter(|(_, part)| !part.is_well).map(|(name, _)| *name).collect()
    }
}

impl Serialize for Readiness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("ready", &self.is_ready())?;
        map.serialize_entry("failing", &self.failing())?;
        for (name, part) in &self.parts {
            map.serialize_entry(name, part)?;
        }
        map.end()
    }
}

fn google(state: &AccountState) -> Part {
    match state.trouble {
        None => Part::well(),
        Some(Trouble::Grant) => {
            Part::failing("the grant is revoked or expired: run `janji connect` and set the new refresh token")
        }
        Some(Trouble::Forbidden) => Part::failing("Google refuses the calendar: check CALENDAR_ID and the client"),
        Some(Trouble::Quota) => Part::failing("Google's quota is used up for now"),
        Some(Trouble::Away) => Part::failing("Google does not answer"),
        Some(Trouble::Invalid) => Part::failing("Google refuses what it is asked"),
    }
}

fn sync(state: &AccountState, interval: Duration, now: DateTime<Utc>) -> Part {
    match state.last_good {
        None => Part::failing("no round has gone well yet"),
        Some(at) => {
            let age = now - at;
            let said = format!("last good round {} s ago", age.num_seconds());
            if age > interval * PATIENCE { Part::failing(said) } else { Part::well_with(said) }
        }
    }
}

fn calendar(state: &AccountState) -> Part {
    match state {
        AccountState { held: Some(known), .. } => Part::failing(format!(
            "it came back empty, and {known} events were known: its reminders are held until somebody presses the button, or sends /sync"
        )),
        AccountState { is_full: true, .. } => {
            Part::well_with("it has more events than are kept: raise JANJI_MAX_EVENTS; the furthest ones are left out")
        }
        AccountState { held: None, is_full: false, .. } => Part::well(),
    }
}

fn consistency(state: &AccountState) -> Part {
    match state.is_consistent {
        Some(false) => Part::failing("the cache and Google differed at the last full round"),
        Some(true) => Part::well(),
        None => Part::well_with("not checked yet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(last_good: Option<&str>, trouble: Option<Trouble>) -> AccountState {
        AccountState { last_good: last_good.map(|at| at.parse().unwrap()), trouble, ..AccountState::default() }
    }

    #[test]
    fn what_fails_is_named() {
        let now = "2026-03-10T02:00:00Z".parse().unwrap();
        let interval = Duration::minutes(5);
        let cases = [
            (state(Some("2026-03-10T01:56:00Z"), None), vec![]),
            (state(Some("2026-03-10T01:44:00Z"), None), vec!["sync"]),
            (state(Some("2026-03-10T01:56:00Z"), Some(Trouble::Away)), vec!["google"]),
            (state(None, Some(Trouble::Grant)), vec!["google", "sync"]),
            (
                AccountState { is_consistent: Some(false), ..state(Some("2026-03-10T02:00:00Z"), None) },
                vec!["consistency"],
            ),
            (AccountState { held: Some(7), ..state(Some("2026-03-10T02:00:00Z"), None) }, vec!["calendar"]),
            (AccountState { is_full: true, ..state(Some("2026-03-10T02:00:00Z"), None) }, vec![]),
        ];
        for (state, failing) in cases {
            let readiness = Readiness::default().with_account(&state, interval, now);
            assert_eq!(readiness.failing(), failing, "{state:?}");
            assert_eq!(readiness.is_ready(), failing.is_empty());
        }
    }
}
