//! An account's state after a round, and what people are told about it. Pure.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};

use super::plan::Theirs;
use crate::model::{AccountId, AccountState, EventId, Notice, NoticeKind, Trouble};

/// How often people are told about a problem that they have to fix.
const TOLD_AGAIN: Duration = Duration::days(1);

/// How long people are not told that a problem has come back, so that one that comes and goes doesn't cause many
/// notices.
const TOLD_BACK: Duration = Duration::hours(1);

/// How many unreadable entries to remember by id.
const MOST_UNREADABLE: usize = 100;

/// How often people are told that more events are left out.
const FULL_TOLD_AGAIN: Duration = Duration::days(1);

/// How often everything is read again.
const FULL_EVERY: Duration = Duration::days(1);

/// How soon everything is read again if the copy differed.
const FULL_AGAIN: Duration = Duration::hours(1);

/// Whether everything must be read: once a day, an hour after the copy differed, and while the calendar waits for
/// confirmation.
pub(super) fn is_full_due(state: &AccountState, now: DateTime<Utc>) -> bool {
    let every = if state.is_consistent == Some(false) { FULL_AGAIN } else { FULL_EVERY };
    state.held.is_some() || state.last_full.is_none_or(|at| (now - at).abs() >= every)
}

/// How much was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    /// Only the changes.
    Changes,
    /// Everything.
    All,
}

/// The state after a successful round.
pub(super) fn good(before: &AccountState, read: Read, now: DateTime<Utc>) -> AccountState {
    let (last_full, held) = match read {
        Read::Changes => (before.last_full, before.held),
        Read::All => (Some(now), None),
    };
    AccountState {
        last_good: Some(now),
        last_try: Some(now),
        last_full,
        held,
        failures: 0,
        trouble: None,
        told: None,
        reading: None,
        ..before.clone()
    }
}

/// The state after a failed round, to be retried at `next`, and the notice if people have to fix something (once a
/// day).
pub(super) fn failed(
    account: &AccountId,
    before: &AccountState,
    trouble: Trouble,
    next: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> (AccountState, Option<Notice>) {
    let is_past = |told: Option<DateTime<Utc>>, length| told.is_none_or(|told| (now - told).abs() >= length);
    let is_news = is_persons(trouble) && is_past(before.told, TOLD_AGAIN) && is_past(before.last_told, TOLD_BACK);
    let state = AccountState {
        failures: before.failures.saturating_add(1),
        trouble: Some(trouble),
        last_try: Some(now),
        next,
        told: if is_news { Some(now) } else { before.told },
        last_told: if is_news { Some(now) } else { before.last_told },
        reading: None,
        ..before.clone()
    };
    (state, is_news.then(|| notice(account, NoticeKind::Trouble(trouble), now)))
}

/// The state after a calendar came back empty twice: its reminders are held, and people are asked once.
pub(super) fn in_question(
    account: &AccountId,
    before: &AccountState,
    known: u32,
    now: DateTime<Utc>,
) -> (AccountState, Option<Notice>) {
    let notice = before.held.is_none().then(|| notice(account, NoticeKind::Empty { known }, now));
    let held = Some(before.held.unwrap_or(known));
    (AccountState { held, last_try: Some(now), failures: 0, trouble: None, reading: None, ..before.clone() }, notice)
}

/// Whether a calendar still waits for confirmation. `held` events were known when it came back empty; now `known` are,
/// of which `missing` are missing. It waits as long as half of them are missing. Newly made events don't show that the
/// others are back, and events that are over don't count as missing.
pub(super) fn is_still_in_question(held: u32, known: u32, missing: u32) -> bool {
    missing > 0 && missing.saturating_mul(2) >= held.min(known)
}

/// The unreadable entries after Google's latest answer. An entry without an id appears as an empty id.
pub(super) fn unreadable(before: &AccountState, theirs: &Theirs) -> BTreeSet<EventId> {
    let is_known_now =
        |id: &&EventId| theirs.is_all || theirs.present.contains_key(*id) || theirs.gone.contains_key(*id);
    let still = before.unreadable.iter().filter(|id| !is_known_now(id)).cloned();
    let new = theirs.unreadable.iter().map(|id| id.clone().unwrap_or(EventId(String::new())));
    new.chain(still).take(MOST_UNREADABLE).collect()
}

/// Whether to tell people that events are left out: at first, and once a day if there are more.
pub(super) fn is_full_news(before: &AccountState, left_out: u32, now: DateTime<Utc>) -> bool {
    let is_more = left_out > 0 && (!before.is_full || left_out > before.left_out);
    is_more && before.last_told_full.is_none_or(|told| (now - told).abs() >= FULL_TOLD_AGAIN)
}

/// The notice that a problem is over, if people were told about it.
pub(super) fn recovered(
    account: &AccountId,
    before: &AccountState,
    after: &AccountState,
    now: DateTime<Utc>,
) -> Option<Notice> {
    let kind = match before.trouble {
        Some(Trouble::SignIn) => NoticeKind::SignedInAgain,
        Some(
            Trouble::Grant
            | Trouble::Client
            | Trouble::Forbidden
            | Trouble::NotShared
            | Trouble::OwnRefused
            | Trouble::Quota
            | Trouble::Away
            | Trouble::Invalid
            | Trouble::ReadOnly,
        )
        | None => NoticeKind::Recovered,
    };
    (before.told.is_some() && after.told.is_none()).then(|| notice(account, kind, now))
}

/// A notice about the account as a whole, for everyone who gets its reminders.
pub(super) fn notice(account: &AccountId, kind: NoticeKind, now: DateTime<Utc>) -> Notice {
    let id = format!("{}:{}", kind.word(), now.timestamp_millis());
    Notice { id, account: account.clone(), chat: None, kind }
}

/// Whether a person has to fix it, and so must be told.
fn is_persons(trouble: Trouble) -> bool {
    match trouble {
        Trouble::Grant
        | Trouble::SignIn
        | Trouble::Client
        | Trouble::Forbidden
        | Trouble::NotShared
        | Trouble::OwnRefused => true,
        Trouble::Quota | Trouble::Away | Trouble::Invalid | Trouble::ReadOnly => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> AccountId {
        AccountId("a".into())
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn people_are_told_of_what_they_have_to_fix_once_a_day_and_when_it_is_over() {
        let mut state = AccountState::default();
        let table = [
            ("2026-03-10T02:00:00Z", Some(Trouble::Away), None),
            ("2026-03-10T02:01:00Z", Some(Trouble::Grant), Some("trouble")),
            ("2026-03-10T02:03:00Z", Some(Trouble::Grant), None),
            ("2026-03-10T12:00:00Z", Some(Trouble::Away), None),
            ("2026-03-11T02:01:00Z", Some(Trouble::Grant), Some("trouble")),
            ("2026-03-11T02:02:00Z", None, Some("recovered")),
            ("2026-03-11T02:03:00Z", Some(Trouble::Forbidden), None),
            ("2026-03-11T02:04:00Z", None, None),
            ("2026-03-11T02:07:00Z", None, None),
            ("2026-03-11T02:12:00Z", Some(Trouble::Quota), None),
            ("2026-03-11T02:13:00Z", None, None),
            ("2026-03-11T02:14:00Z", Some(Trouble::Forbidden), None),
            ("2026-03-11T03:01:00Z", Some(Trouble::Forbidden), Some("trouble")),
            ("2026-03-11T03:02:00Z", None, Some("recovered")),
        ];
        for (now, trouble, expected) in table {
            let now = at(now);
            let (after, told) = if let Some(trouble) = trouble {
                failed(&account(), &state, trouble, None, now)
            } else {
                let after = good(&state, Read::Changes, now);
                let told = recovered(&account(), &state, &after, now);
                (after, told)
            };
            assert_eq!(told.map(|notice| notice.kind.word()), expected, "{now}");
            state = after;
        }
    }

    #[test]
    fn a_first_read_is_over_when_its_round_is_however_it_ends() {
        let (before, now) =
            (AccountState { reading: Some(2_500), ..AccountState::default() }, at("2026-03-10T02:00:00Z"));
        assert_eq!(good(&before, Read::All, now).reading, None);
        assert_eq!(failed(&account(), &before, Trouble::Away, None, now).0.reading, None);
        assert_eq!(in_question(&account(), &before, 7, now).0.reading, None);
    }

    #[test]
    fn an_entry_counts_as_unreadable_until_it_is_read_or_gone() {
        let id = |id: &str| EventId(id.into());
        let before = AccountState { unreadable: [id("a"), id("b")].into(), ..AccountState::default() };
        let changes = Theirs {
            unreadable: vec![Some(id("c")), None],
            gone: [(id("a"), crate::model::Departure::Cancelled)].into(),
            ..Theirs::default()
        };
        assert_eq!(unreadable(&before, &changes), [id(""), id("b"), id("c")].into());
        let all = Theirs { is_all: true, ..changes };
        assert_eq!(unreadable(&before, &all), [id(""), id("c")].into());
    }

    #[test]
    fn people_are_told_once_a_day_that_further_events_are_left_out() {
        let now = at("2026-03-10T02:00:00Z");
        let full = |is_full, left_out, told: Option<&str>| AccountState {
            is_full,
            left_out,
            last_told_full: told.map(at),
            ..AccountState::default()
        };
        let table = [
            ("none is left out", full(false, 0, None), 0, false),
            ("it begins", full(false, 0, None), 2, true),
            ("the same are left out", full(true, 2, Some("2026-03-01T02:00:00Z")), 2, false),
            ("more are left out", full(true, 2, Some("2026-03-01T02:00:00Z")), 3, true),
            ("more, and they were told today", full(true, 2, Some("2026-03-10T01:00:00Z")), 3, false),
        ];
        for (case, before, left_out, expected) in table {
            assert_eq!(is_full_news(&before, left_out, now), expected, "{case}");
        }
    }

    #[test]
    fn all_is_read_once_a_day_and_an_hour_after_the_copy_differed() {
        let last_full = Some(at("2026-03-10T02:00:00Z"));
        let is_due = |is_consistent, now| {
            is_full_due(&AccountState { last_full, is_consistent, ..AccountState::default() }, at(now))
        };
        assert!(!is_due(Some(true), "2026-03-11T01:59:59Z"));
        assert!(is_due(Some(true), "2026-03-11T02:00:00Z"));
        assert!(!is_due(Some(false), "2026-03-10T02:59:59Z"));
        assert!(is_due(Some(false), "2026-03-10T03:00:00Z"));
        assert!(is_full_due(&AccountState::default(), at("2026-03-10T02:00:00Z")));
    }

    #[test]
    fn a_question_ends_when_more_than_half_is_back() {
        let table = [
            ("nothing is back", 10, 10, 10, true),
            ("half is back", 10, 10, 5, true),
            ("most is back", 10, 10, 4, false),
            ("all is back", 10, 10, 0, false),
            ("some was made since", 2, 9, 2, true),
            ("most has passed since", 10, 1, 1, true),
            ("all has passed since", 10, 0, 0, false),
        ];
        for (case, held, known, missing, expected) in table {
            assert_eq!(is_still_in_question(held, known, missing), expected, "{case}");
        }
    }

    #[test]
    fn only_reading_all_ends_the_question_whether_a_calendar_is_empty() {
        let now = at("2026-03-10T02:00:00Z");
        let (asked, told) = in_question(&account(), &AccountState::default(), 7, now);
        assert_eq!((asked.held, told.is_some()), (Some(7), true));
        let (again, told) = in_question(&account(), &asked, 3, now);
        assert_eq!((again.held, told.is_some()), (Some(7), false));
        assert_eq!(good(&again, Read::Changes, now).held, Some(7));
        assert_eq!(good(&again, Read::All, now).held, None);
    }
}
