//! What this process has sent recently: until storage knows it, it is known only here.

use std::collections::HashMap;
use std::error::Error;
use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::{Clock, Stopwatch, pause};

/// The wait between two tries to save something.
const BETWEEN_TRIES: Duration = Duration::from_millis(250);

/// How long to remember something after storage knows it: this covers what was taken again just before.
const REMEMBERED: Duration = Duration::from_mins(1);

/// Keys of what was sent, and since when storage knows it.
#[derive(Debug, Default)]
pub(super) struct RecentlySent(Mutex<HashMap<String, Option<Stopwatch>>>);

impl RecentlySent {
    /// Whether this was sent recently.
    pub(super) fn has(&self, name: &str) -> bool {
        self.lock().contains_key(name)
    }

    /// Remembers that these were sent, and retries to save it until storage has it. An error is logged once.
    pub(super) async fn keep<T, E, F>(&self, names: &[String], clock: &Clock, keep: impl Fn() -> F) -> T
    where
        E: Error + 'static,
        F: Future<Output = Result<T, E>>,
    {
        self.remember(names, None);
        let mut is_logged = false;
        loop {
            match keep().await {
                Ok(kept) => {
                    self.remember(names, Some(clock.stopwatch()));
                    return kept;
                }
                Err(error) if !is_logged => {
                    let error = &error as &dyn Error;
                    tracing::warn!(error, "storage does not take yet what was sent; it is tried again");
                    is_logged = true;
                }
                Err(_) => {}
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
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// A log that is read afterwards.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, text: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(text)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    // One test: a line of the log that another thread reaches first, without a log, may stay silent in this one, too.
    #[tokio::test]
    async fn what_was_sent_is_known_while_storage_fails_and_a_while_after_and_the_error_is_logged_once() {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
        let _logging = tracing::subscriber::set_default(subscriber);
        let (recent, clock, tries) = (RecentlySent::default(), Clock::system(), AtomicU32::new(0));
        let names = ["lunch".to_owned()];
        let kept = recent.keep(&names, &clock, || async {
            assert!(recent.has("lunch") && !recent.has("call"));
            if tries.fetch_add(1, Ordering::Relaxed) < 2 {
                Err(io::Error::other("storage is down"))
            } else {
                Ok("kept")
            }
        });
        assert_eq!(kept.await, "kept");
        assert_eq!(tries.load(Ordering::Relaxed), 3);
        assert!(recent.has("lunch"));
        let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
        assert_eq!(logged.matches("storage is down").count(), 1, "{logged}");
    }
}
