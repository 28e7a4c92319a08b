//! What this process has sent recently: until storage knows that something was sent, it is known here alone.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::{Clock, Stopwatch, pause};

/// The wait between two tries to keep something.
const BETWEEN_TRIES: Duration = Duration::from_millis(250);

/// How long something is known after storage knows it too: what was taken again just before is still found here.
const REMEMBERED: Duration = Duration::from_mins(1);

/// Names of what was sent, and since when storage knows.
#[derive(Debug, Default)]
pub(super) struct RecentlySent(Mutex<HashMap<String, Option<Stopwatch>>>);

impl RecentlySent {
    /// Whether this was sent recently.
    pub(super) fn has(&self, name: &str) -> bool {
        self.lock().contains_key(name)
    }

    /// Remembers that these were sent, and tries to keep it until storage has it.
    pub(super) async fn keep<T, E, F>(&self, names: &[String], clock: &Clock, keep: impl Fn() -> F) -> T
    where
        F: Future<Output = Result<T, E>>,
    {
        self.remember(names, None);
        loop {
            if let Ok(kept) = keep().await {
                self.remember(names, Some(clock.stopwatch()));
                return kept;
            }
            pause(BETWEEN_TRIES).await;
        }
    }

    fn remember(&self, names: &[String], kept: Option<Stopwatch>) {
        let mut sent = self.lock();
        sent.retain(|_, kept| kept.is_none_or(|since| since.elapsed() < REMEMBERED));
        sent.extend(names.iter().map(|name| (name.clone(), kept)));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Option<Stopwatch>>> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn what_was_sent_is_known_before_storage_knows_it_and_a_while_after() {
        let (recent, clock, tries) = (RecentlySent::default(), Clock::system(), AtomicU32::new(0));
        let names = ["lunch".to_owned()];
        let kept = recent.keep(&names, &clock, || async {
            assert!(recent.has("lunch") && !recent.has("call"));
            if tries.fetch_add(1, Ordering::Relaxed) == 0 { Err("storage is down") } else { Ok("kept") }
        });
        assert_eq!(kept.await, "kept");
        assert_eq!(tries.load(Ordering::Relaxed), 2);
        assert!(recent.has("lunch"));
    }
}
