//! Breaking things on purpose: named points at which a pretend server fails as real ones do.
//!
//! A point is the name of a call (`sendMessage`, `events.insert`); [`EVERYWHERE`] means all of them. What fails,
//! before or after the effect, and how often, is a [`Fault`]; [`Faults`] is shared between the server and the test.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio_util::sync::CancellationToken;

use crate::clock;

/// The point that stands for every call.
pub const EVERYWHERE: &str = "*";

/// One way in which a call fails.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fault {
    /// Whether the call has had its effect by then.
    pub moment: Moment,
    /// What the caller sees.
    pub how: How,
}

/// When a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Nothing has been done.
    BeforeEffect,
    /// It is done, but the caller does not learn it.
    AfterEffect,
}

/// What a caller sees of a fault.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum How {
    /// An error with this status.
    Status(u16),
    /// Status 429 with the number of seconds to wait.
    TooMany {
        /// Seconds.
        retry_after: u32,
    },
    /// The connection breaks in the middle of the answer.
    Cut,
    /// The connection breaks without a byte of an answer.
    HangUp,
    /// The answer comes, but this much later.
    Delay(Duration),
    /// The answer comes when the faults are cleared.
    Held,
    /// No answer ever comes.
    Silence,
}

/// How often a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Often {
    /// This many times, at the next calls.
    Times(u32),
    /// At every call of this number: the fifth, the tenth and so on.
    Every(u32),
    /// With this probability, the same calls for the same seed.
    Chance {
        /// Between 0 and 1.
        chance: f64,
        /// What the dice are seeded with.
        seed: u64,
    },
    /// At every call until the faults are cleared.
    Always,
}

impl Fault {
    /// A fault that strikes before anything is done.
    #[must_use]
    pub fn before(how: How) -> Self {
        Self { moment: Moment::BeforeEffect, how }
    }

    /// A fault that strikes when everything is done.
    #[must_use]
    pub fn after(how: How) -> Self {
        Self { moment: Moment::AfterEffect, how }
    }
}

/// The faults of one pretend server. Clones are the same faults.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    planned: Arc<Mutex<Planned>>,
    stop: CancellationToken,
}

/// What is to fail, and what has failed.
#[derive(Debug, Default)]
struct Planned {
    rules: Vec<Rule>,
    struck: BTreeMap<String, u64>,
    lost: BTreeMap<String, u64>,
}

/// A fault at a point, with what is left of it.
#[derive(Debug)]
struct Rule {
    point: String,
    fault: Fault,
    left: Left,
    /// Cancelled when the rule is cleared.
    cleared: CancellationToken,
}

/// How often a rule will strike yet.
#[derive(Debug)]
enum Left {
    Times(u32),
    Every { nth: u32, calls: u32 },
    Dice { chance: f64, dice: Box<StdRng> },
    Always,
}

impl Left {
    /// Whether the rule strikes now.
    fn strikes(&mut self) -> bool {
        match self {
            Self::Times(left) => {
                let strikes = *left > 0;
                *left = left.saturating_sub(1);
                strikes
            }
            Self::Every { nth, calls } => {
                *calls += 1;
                calls.is_multiple_of(*nth)
            }
            Self::Dice { chance, dice } => dice.random_bool(*chance),
            Self::Always => true,
        }
    }
}

impl Faults {
    /// No faults yet; calls that a fault keeps waiting end when `stop` is cancelled.
    #[must_use]
    pub fn new(stop: CancellationToken) -> Self {
        Self { planned: Arc::default(), stop }
    }

    /// From now on, calls at `point` fail.
    pub fn inject(&self, point: &str, fault: Fault, often: Often) {
        let left = match often {
            Often::Times(times) => Left::Times(times),
            Often::Every(nth) => Left::Every { nth, calls: 0 },
            Often::Chance { chance, seed } => {
                Left::Dice { chance: chance.clamp(0.0, 1.0), dice: Box::new(StdRng::seed_from_u64(seed)) }
            }
            Often::Always => Left::Always,
        };
        let rule = Rule { point: point.to_owned(), fault, left, cleared: CancellationToken::new() };
        self.with(|planned| planned.rules.push(rule));
    }

    /// Nothing fails any more, and what was held is answered.
    pub fn clear(&self) {
        self.with(|planned| planned.rules.drain(..).for_each(|rule| rule.cleared.cancel()));
    }

    /// How many faults have struck at `point`.
    #[must_use]
    pub fn struck(&self, point: &str) -> u64 {
        self.with(|planned| planned.struck.get(point).copied().unwrap_or(0))
    }

    /// How many answers have been lost at `point`: faults that struck when everything was done.
    #[must_use]
    pub fn lost(&self, point: &str) -> u64 {
        self.with(|planned| planned.lost.get(point).copied().unwrap_or(0))
    }

    /// How many faults have struck anywhere.
    #[must_use]
    pub fn struck_in_all(&self) -> u64 {
        self.with(|planned| planned.struck.values().sum())
    }

    /// Answers a call at `point` with what `effect` gives, unless a fault strikes; `refuse` words an error.
    pub async fn around(
        &self,
        point: &str,
        refuse: impl FnOnce(How) -> Response,
        effect: impl Future<Output = Response>,
    ) -> Response {
        let Some((Fault { moment, how }, cleared)) = self.strike(point) else { return effect.await };
        match (moment, how) {
            (Moment::BeforeEffect, How::Delay(_) | How::Held) => {
                self.wait(how, &cleared).await;
                effect.await
            }
            (Moment::AfterEffect, How::Delay(_) | How::Held) => {
                let answer = effect.await;
                self.wait(how, &cleared).await;
                answer
            }
            (Moment::BeforeEffect, how) => self.fail(how, refuse).await,
            (Moment::AfterEffect, how) => {
                drop(effect.await);
                self.fail(how, refuse).await
            }
        }
    }

    /// What the caller gets instead of the answer.
    async fn fail(&self, how: How, refuse: impl FnOnce(How) -> Response) -> Response {
        match how {
            How::Status(_) | How::TooMany { .. } => refuse(how),
            How::Cut => cut(),
            How::HangUp | How::Delay(_) | How::Held => hang_up(),
            How::Silence => {
                self.stop.cancelled().await;
                hang_up()
            }
        }
    }

    /// Waits, but not longer than the server runs.
    async fn wait(&self, how: How, cleared: &CancellationToken) {
        let over = async {
            match how {
                How::Delay(span) => clock::pause(span).await,
                How::Held => cleared.cancelled().await,
                How::Status(_) | How::TooMany { .. } | How::Cut | How::HangUp | How::Silence => {}
            }
        };
        self.stop.run_until_cancelled(over).await;
    }

    /// The fault that strikes this call, if one does, with what tells that it was cleared.
    fn strike(&self, point: &str) -> Option<(Fault, CancellationToken)> {
        self.with(|planned| {
            let here = |rule: &&mut Rule| rule.point == point || rule.point == EVERYWHERE;
            let rule = planned.rules.iter_mut().filter(here).find_map(|rule| rule.left.strikes().then_some(rule))?;
            let (fault, cleared) = (rule.fault, rule.cleared.clone());
            *planned.struck.entry(point.to_owned()).or_default() += 1;
            if fault.moment == Moment::AfterEffect {
                *planned.lost.entry(point.to_owned()).or_default() += 1;
            }
            Some((fault, cleared))
        })
    }

    fn with<T>(&self, change: impl FnOnce(&mut Planned) -> T) -> T {
        change(&mut self.planned.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// An answer that breaks off: its beginning is sent, and the connection closed.
fn cut() -> Response {
    let begun = futures::stream::once(async { Ok("{") });
    let broken = futures::stream::once(async {
        // What has begun goes out before the rest fails.
        tokio::task::yield_now().await;
        Err(broken())
    });
    Body::from_stream(begun.chain(broken)).into_response()
}

/// No answer: a body that fails before its first byte keeps the head from being sent as well.
fn hang_up() -> Response {
    Body::from_stream(futures::stream::once(async { Err::<&str, _>(broken()) })).into_response()
}

fn broken() -> std::io::Error {
    std::io::Error::other("broken on purpose")
}

#[cfg(test)]
mod tests {
    use axum::http::StatusCode;

    use super::*;

    /// At no call.
    const NEVER: [usize; 0] = [];

    /// Calls `point` this many times and says at which calls a fault struck.
    async fn call(faults: &Faults, point: &str, times: usize) -> Vec<usize> {
        let mut struck = Vec::new();
        for nth in 0..times {
            let refuse = |_| StatusCode::BAD_GATEWAY.into_response();
            let answer = faults.around(point, refuse, async { StatusCode::OK.into_response() }).await;
            if answer.status() != StatusCode::OK {
                struck.push(nth);
            }
        }
        struck
    }

    #[tokio::test]
    async fn a_fault_strikes_as_often_as_it_says_and_only_at_its_point() {
        let faults = Faults::default();
        faults.inject("sendMessage", Fault::before(How::Status(502)), Often::Times(2));
        assert_eq!(call(&faults, "getMe", 3).await, NEVER);
        assert_eq!(call(&faults, "sendMessage", 4).await, [0, 1]);
        faults.inject(EVERYWHERE, Fault::after(How::Status(502)), Often::Always);
        assert_eq!(call(&faults, "getMe", 2).await, [0, 1]);
        assert_eq!((faults.lost("getMe"), faults.lost("sendMessage"), faults.struck("sendMessage")), (2, 0, 2));
        faults.clear();
        faults.inject("getMe", Fault::before(How::Status(502)), Often::Every(3));
        assert_eq!(call(&faults, "getMe", 7).await, [2, 5]);
    }

    #[tokio::test]
    async fn chance_strikes_the_same_calls_for_the_same_seed() {
        let roll = async |seed| {
            let faults = Faults::default();
            faults.inject("list", Fault::before(How::Status(500)), Often::Chance { chance: 0.3, seed });
            call(&faults, "list", 1000).await
        };
        let struck = roll(7).await;
        assert!((250..350).contains(&struck.len()), "{}", struck.len());
        assert_eq!(struck, roll(7).await);
        assert_ne!(struck, roll(8).await);
    }

    #[tokio::test]
    async fn a_call_that_is_kept_waiting_is_let_go_at_the_end() {
        let stop = CancellationToken::new();
        let faults = Faults::new(stop.clone());
        faults.inject("list", Fault::before(How::Delay(Duration::from_hours(1))), Often::Always);
        let waiting = tokio::spawn(async move { call(&faults, "list", 1).await });
        stop.cancel();
        assert_eq!(waiting.await.unwrap(), NEVER);
    }
}
