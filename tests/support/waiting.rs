//! Waiting for what happens elsewhere, without counting on how long it takes.

use std::time::Duration;

use janji::clock::pause;

/// Longer than anything here takes on a busy machine: after it, nothing will come.
const LONGEST_WAIT: Duration = Duration::from_mins(2);

/// Between two looks at another process or at Redis, which cannot tell this one when something has happened.
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

/// What `future` gives; the test fails when it never comes.
pub async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    let Ok(done) = tokio::time::timeout(LONGEST_WAIT, future).await else { panic!("{what}: waited in vain") };
    done
}

/// Waits until `is_so`: a look now and then, for what another process or Redis knows and nothing can wait on. What the
/// pretend Telegram sees is waited for with its `wait_until` instead.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    in_time(what, async {
        while !is_so().await {
            pause(BETWEEN_LOOKS).await;
        }
    })
    .await;
}
