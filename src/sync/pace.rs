//! Decides when the next round is due. Pure.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Duration, Utc};

use crate::model::{AccountId, AccountState, Trouble};

/// The time between rounds while a person is active, an event is near or an edit waits, and after a first failure.
const SOON: Duration = Duration::seconds(60);

/// The longest time between two tries after failures.
const LONGEST_BACKOFF: Duration = Duration::minutes(15);

/// How long before an event rounds come more often, so that its reminders are right.
const NEAR: Duration = Duration::minutes(15);

/// The time between the first rounds of several accounts.
const SPREAD: Duration = Duration::seconds(2);

/// How much later a round is due for the processes that did not run the account's last one. So the same process, which
/// has the access token, keeps an account as long as it runs.
const STAND_BACK: Duration = Duration::seconds(2);

/// If the last round is further in the future than this, the clock was set back. Less may be a difference between
/// processes' clocks.
const SET_BACK: Duration = Duration::minutes(1);

/// How many intervals old a fresh copy may be.
pub(super) const FRESH_INTERVALS: i32 = 2;

/// What the time of the next round depends on, besides the state.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// The longest time between two rounds.
    pub interval: Duration,
    /// The account's place in the interval, so that many accounts don't sync in the same second.
    pub phase: Duration,
    /// Whether a person has been active lately.
    pub is_active: bool,
    /// Whether edits wait.
    pub has_edits: bool,
    /// When the next event begins.
    pub next_start: Option<DateTime<Utc>>,
}

/// What the time of the next round depends on in this process only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    /// When the process started.
    pub began: DateTime<Utc>,
    /// When its first round is due.
    pub first: DateTime<Utc>,
    /// Whether it ran the account's last round.
    pub ran_last: bool,
    /// Whether Google has told it that its grant is no longer valid.
    pub has_lost_grant: bool,
    /// Whether it must recover the copy.
    pub has_recovery: bool,
    /// Until when it must not call Google, if Google asked for that.
    pub rests_until: Option<DateTime<Utc>>,
}

/// Why an account's next round is due at that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoundCause {
    /// Another process failed because of its grant, and this one may have a better one.
    NewGrant,
    /// The copy must be recovered.
    Recovery,
    /// The last round is in the future: the clock was set back.
    ClockSetBack,
    /// There has been no round yet.
    First,
    /// The interval has passed.
    Regular,
    /// This process has lost its grant: a process with a better one goes first, if there is one.
    WithoutGrant,
}

/// When an account's next round is due in this process, and why.
pub(super) fn due(state: &AccountState, signs: Signs, here: Here, now: DateTime<Utc>) -> (RoundCause, DateTime<Utc>) {
    let was_another = state.last_try.is_some_and(|at| at < here.began);
    let rested = here.rests_until.unwrap_or(now);
    if was_another && state.trouble == Some(Trouble::Grant) && !here.has_lost_grant {
        return (RoundCause::NewGrant, rested);
    }
    if here.has_recovery && (was_another || state.failures == 0) {
        return (RoundCause::Recovery, rested);
    }
    if state.last_try.is_some_and(|at| at - now > SET_BACK) {
        return (RoundCause::ClockSetBack, rested);
    }
    let Some(next) = next(state, signs) else { return (RoundCause::First, here.first) };
    let back = if here.ran_last { Duration::zero() } else { STAND_BACK };
    let next = next.checked_add_signed(back).unwrap_or(next).max(here.first).max(rested);
    let others = state.last_good.filter(|_| here.has_lost_grant);
    match others.and_then(|good| good.checked_add_signed(signs.interval * FRESH_INTERVALS)) {
        Some(until) => (RoundCause::WithoutGrant, until.max(next)),
        None => (RoundCause::Regular, next),
    }
}

/// When the next round is due; `None` if there has been none, so it is due at once.
pub(super) fn next(state: &AccountState, signs: Signs) -> Option<DateTime<Utc>> {
    let last = state.last_try?;
    if state.failures > 0 {
        return state.next;
    }
    let soon = last.checked_add_signed(SOON.min(signs.interval))?;
    let latest = last.checked_add_signed(until_phase(last, signs))?;
    if signs.is_active || signs.has_edits {
        return Some(soon);
    }
    let near = signs.next_start.and_then(|start| start.checked_sub_signed(NEAR));
    Some(near.map_or(latest, |near| near.max(soon).min(latest)))
}

/// The time from `last` to the account's next place in an interval: at most one interval.
fn until_phase(last: DateTime<Utc>, signs: Signs) -> Duration {
    let interval = signs.interval.num_milliseconds().max(1);
    let since = (last.timestamp_millis() - signs.phase.num_milliseconds()).rem_euclid(interval);
    Duration::milliseconds(interval - since)
}

/// An account's place in the interval.
pub(super) fn phase(account: &AccountId, interval: Duration) -> Duration {
    let mut hasher = DefaultHasher::new();
    account.hash(&mut hasher);
    let millis = u64::try_from(interval.num_milliseconds()).unwrap_or(0).max(1);
    Duration::milliseconds(i64::try_from(hasher.finish() % millis).unwrap_or(0))
}

/// Until when a process that has just started leaves the account at this `place` of `count` alone.
pub(super) fn first(began: DateTime<Utc>, place: usize, count: usize, interval: Duration) -> DateTime<Utc> {
    let in_i32 = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let apart = SPREAD.min(interval / in_i32(count.max(1)));
    began.checked_add_signed(apart * in_i32(place)).unwrap_or(began)
}

/// How long to wait after this many failures: a minute, then twice as long each time, up to fifteen minutes, but never
/// less than Google asks for. `jitter`, between 0 and 1, adds up to a fifth.
pub(super) fn backoff(failures: u32, retry_after: Option<Duration>, jitter: f64) -> Duration {
    let doubled = SOON * 2_i32.saturating_pow(failures.saturating_sub(1).min(10));
    let millis = doubled.min(LONGEST_BACKOFF).num_milliseconds();
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a fifth of a quarter of an hour")]
    let longer = (millis as f64 * jitter.clamp(0.0, 1.0) / 5.0) as i64;
    Duration::milliseconds(millis + longer).max(retry_after.unwrap_or(Duration::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PushChannel;

    const QUIET: Signs = Signs {
        interval: Duration::seconds(300),
        phase: Duration::zero(),
        is_active: false,
        has_edits: false,
        next_start: None,
    };

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-03-10T{text}Z").parse().unwrap()
    }

    fn state(failures: u32) -> AccountState {
        AccountState { last_try: Some(at("02:00:00")), failures, next: Some(at("02:07:00")), ..AccountState::default() }
    }

    #[test]
    fn rounds_come_every_interval_and_sooner_when_it_matters() {
        let near = |start| Signs { next_start: Some(at(start)), ..QUIET };
        let table = [
            (state(0), QUIET, "02:05:00"),
            (state(0), Signs { phase: Duration::seconds(90), ..QUIET }, "02:01:30"),
            (state(0), Signs { is_active: true, ..QUIET }, "02:01:00"),
            (state(0), Signs { has_edits: true, ..QUIET }, "02:01:00"),
            (state(0), Signs { is_active: true, interval: Duration::seconds(30), ..QUIET }, "02:00:30"),
            (state(0), near("02:10:00"), "02:01:00"),
            (state(0), near("02:18:00"), "02:03:00"),
            (state(0), near("02:30:00"), "02:05:00"),
            (state(2), Signs { is_active: true, ..QUIET }, "02:07:00"),
        ];
        for (state, signs, expected) in table {
            assert_eq!(next(&state, signs), Some(at(expected)), "{signs:?}");
        }
        assert_eq!(next(&AccountState::default(), QUIET), None);
    }

    #[test]
    fn why_a_round_is_due_decides_when() {
        let calm = Here {
            began: at("01:00:00"),
            first: at("01:00:02"),
            ran_last: true,
            has_lost_grant: false,
            has_recovery: false,
            rests_until: None,
        };
        let now = at("02:01:00");
        let newly = Here { began: at("02:00:30"), ..calm };
        let good = AccountState { last_good: Some(at("02:00:00")), ..state(0) };
        let ahead = AccountState { last_try: Some(at("02:03:00")), ..state(0) };
        let no_grant = AccountState { trouble: Some(Trouble::Grant), ..state(1) };
        let table = [
            ("it is time", state(0), calm, RoundCause::Regular, "02:05:00"),
            ("another process ran last", state(0), Here { ran_last: false, ..calm }, RoundCause::Regular, "02:05:02"),
            (
                "Google asked for a pause",
                state(0),
                Here { rests_until: Some(at("02:09:00")), ..calm },
                RoundCause::Regular,
                "02:09:00",
            ),
            ("there was none", AccountState::default(), calm, RoundCause::First, "01:00:02"),
            ("storage was lost", state(0), Here { has_recovery: true, ..calm }, RoundCause::Recovery, "02:01:00"),
            ("its recovery failed", state(1), Here { has_recovery: true, ..calm }, RoundCause::Regular, "02:07:00"),
            ("the clock was set back", ahead, calm, RoundCause::ClockSetBack, "02:01:00"),
            ("a new grant", no_grant.clone(), newly, RoundCause::NewGrant, "02:01:00"),
            ("the old grant", no_grant, Here { has_lost_grant: true, ..newly }, RoundCause::Regular, "02:07:00"),
            ("others have a grant", good, Here { has_lost_grant: true, ..calm }, RoundCause::WithoutGrant, "02:10:00"),
        ];
        for (case, state, here, why, expected) in table {
            assert_eq!(due(&state, QUIET, here, now), (why, at(expected)), "{case}");
        }
    }

    #[test]
    fn many_accounts_do_not_sync_in_the_same_second() {
        let most_in_a_second = |rounds: &[DateTime<Utc>]| {
            let mut seconds = std::collections::HashMap::new();
            for at in rounds {
                *seconds.entry(at.timestamp()).or_insert(0) += 1;
            }
            seconds.into_values().max()
        };
        // All of them had their last round at the same moment, as after a night in which the machine slept.
        let nexts: Vec<_> = (0..1_000)
            .map(|number| {
                let phase = phase(&AccountId(number.to_string()), QUIET.interval);
                next(&state(0), Signs { phase, ..QUIET }).unwrap()
            })
            .collect();
        assert!(nexts.iter().all(|next| (at("02:00:00")..=at("02:05:00")).contains(next)));
        assert!(most_in_a_second(&nexts) <= Some(15), "{:?}", most_in_a_second(&nexts));
        let firsts: Vec<_> = (0..1_000).map(|place| first(at("02:00:00"), place, 1_000, QUIET.interval)).collect();
        assert!(firsts.iter().all(|first| *first <= at("02:05:00")));
        assert!(most_in_a_second(&firsts) <= Some(4), "{:?}", most_in_a_second(&firsts));
        let two = |place| first(at("02:00:00"), place, 2, QUIET.interval);
        assert_eq!([two(0), two(1)], [at("02:00:00"), at("02:00:02")]);
    }

    #[test]
    fn failures_wait_twice_as_long_each_time_up_to_a_quarter_of_an_hour() {
        let minutes = |failures| backoff(failures, None, 0.0).num_minutes();
        assert_eq!([1, 2, 3, 4, 5, 40].map(minutes), [1, 2, 4, 8, 15, 15]);
        assert_eq!(backoff(1, None, 1.0), Duration::seconds(72));
        assert_eq!(backoff(1, Some(Duration::seconds(500)), 1.0), Duration::seconds(500));
    }

    #[test]
    fn while_google_tells_of_changes_an_idle_account_costs_few_calls() {
        let push = PushChannel {
            id: "janji-a-1".into(),
            digest: String::new(),
            resource: "r".into(),
            address: "https://bot.example/google".into(),
            until: at("02:00:00") + Duration::days(7),
        };
        let mut state = AccountState { push: Some(push), ..state(0) };
        let (begin, mut now, mut rounds) = (at("02:00:00"), at("02:00:00"), 0);
        while now < begin + Duration::days(1) {
            let interval = PushChannel::interval(state.push.as_ref(), Duration::minutes(5), now);
            let phase = Duration::minutes(7);
            let signs = Signs { interval, phase, is_active: false, has_edits: false, next_start: None };
            if next(&state, signs).is_none_or(|next| next <= now) {
                rounds += 1;
                state.last_try = Some(now);
            }
            now += Duration::minutes(1);
        }
        // A list and a token each; a channel every six days, and a list of everything once a day.
        assert!((4..=5).contains(&rounds), "{rounds} rounds");
        assert!(rounds * 2 + 2 <= 20);
    }
}
