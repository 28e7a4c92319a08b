//! Receives updates: each one is in the durable inbox before `inbox` hears of it, and is passed on again until it is
//! settled.
//!
//! One process at a time polls, under a [`lease`](super::lease): it [asks](super::poll) for updates and
//! [stores](super::intake) them, and teloxide's dispatcher passes them on. With a webhook, each process stores what it
//! receives, and the one with the lease passes it on. Everything in the inbox is passed on again when the turn becomes
//! ours, when storage comes back, and every half minute; the receiver asks the inbox before it acts.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use futures::Stream;
use teloxide::dispatching::Dispatcher;
use teloxide::dptree;
use teloxide::error_handlers::IgnoringErrorHandlerSafe;
use teloxide::payloads::{DeleteWebhook, SetWebhook, SetWebhookSetters};
use teloxide::stop::{StopToken, mk_stop_token};
use teloxide::types::Update;
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};
use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;
use url::Url;

use super::bot::CALL_TIMEOUT;
use super::intake::{Intake, Received};
use super::lease::{PollingLease, PollingStanding};
use super::poll::{Polling, WANTED};
use super::refusal::CallError;
use super::webhook::{Pushes, UpdateSource};
use super::{Bot, Me, commands};
use crate::clock::{Clock, pause};
use crate::store::Store;

/// How often everything in the inbox is passed on again.
const REPLAY_INTERVAL: Duration = Duration::from_secs(30);

/// The first and the longest wait between two attempts to reach Telegram at the start.
const WAITS: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));

/// How many stored updates may wait for the dispatcher while the next are asked for: one whole answer of `getUpdates`.
const DURABLE_BUFFER: usize = 100;

/// How often to check what other processes have stored.
const NEWS_INTERVAL: Duration = Duration::from_millis(20);

/// The most updates that Telegram sends at the same time (Bot API, `setWebhook`): storing them together is cheap.
const WEBHOOK_CONNECTIONS: u8 = 100;

/// How often Telegram is told where to send updates: a process with other settings may have told it something else.
const WEBHOOK_INTERVAL: Duration = Duration::from_mins(5);

/// Why listening ended early.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Telegram does not know the token; a new one is needed.
    #[error("Telegram rejects the bot token: copy TELOXIDE_TOKEN again from @BotFather")]
    BadToken,
}

/// Listens until `stop`; then closes `received` and waits until everything received is `finished`. Only then can
/// another process get the turn to poll, and handle what is left.
///
/// # Errors
/// [`ListenError::BadToken`] when Telegram does not know the bot at the start.
pub async fn listen(
    bot: Bot,
    store: Store,
    clock: Clock,
    source: UpdateSource,
    stop: CancellationToken,
    received: mpsc::Sender<Received>,
    finished: impl Future<Output = ()>,
) -> Result<(), ListenError> {
    let Some(me) = introduce(&bot, &stop).await? else { return Ok(()) };
    if let Err(error) = store.put_bot_name(&me.username).await {
        tracing::debug!(error = &error as &dyn std::error::Error, "the bot's name is kept at the next start");
    }
    let lease = PollingLease::new(store.clone());
    let intake = Arc::new(Intake::new(me, store.clone(), clock, lease.clone(), received));
    let listener = Listener { bot, store, lease: lease.clone(), intake, stop: stop.clone() };
    let is_over = CancellationToken::new();
    let turns = async {
        match source {
            UpdateSource::Polling => {
                tokio::join!(listener.announce(), listener.take_turns());
            }
            UpdateSource::Webhook(pushes) => listener.take_pushes(pushes).await,
        }
        drop(listener);
        finished.await;
        is_over.cancel();
    };
    tokio::join!(lease.keep(&stop, &is_over), turns);
    lease.give_back().await;
    Ok(())
}

/// Asks Telegram who we are until it answers; `None` if we are stopped first.
async fn introduce(bot: &Bot, stop: &CancellationToken) -> Result<Option<Me>, ListenError> {
    let waits = ExponentialBuilder::default().with_min_delay(WAITS.0).with_max_delay(WAITS.1).without_max_times();
    let ask = || {
        let bot = bot.clone();
        async move { bot.me().await }
    };
    let asked = ask.retry(waits.with_jitter()).when(|error| !matches!(error, CallError::BadToken));
    let asked = asked.notify(|error, wait| {
        tracing::warn!(
            error = error as &dyn std::error::Error,
            wait_ms = wait.as_millis(),
            "Telegram does not answer getMe; trying again"
        );
    });
    match stop.run_until_cancelled(asked).await {
        None => Ok(None),
        Some(Ok(me)) => Ok(Some(me)),
        Some(Err(_)) => Err(ListenError::BadToken),
    }
}

/// What listening needs.
struct Listener {
    bot: Bot,
    store: Store,
    lease: PollingLease,
    intake: Arc<Intake>,
    stop: CancellationToken,
}

impl Listener {
    /// Makes sure that updates come by polling, and that the menu shows our commands. A failure of either is only
    /// logged.
    async fn announce(&self) {
        let announce = async {
            if let Err(error) = self.bot.call::<_, bool>(&DeleteWebhook::new(), CALL_TIMEOUT).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "could not remove the webhook, if there is one"
                );
            }
            commands::announce(&self.bot, &self.store).await;
        };
        self.stop.run_until_cancelled(announce).await;
    }

    /// Stores what Telegram sends, and whenever it is our turn passes on what all processes have stored.
    async fn take_pushes(&self, mut pushes: Pushes) {
        let (url, secret) = (pushes.url.clone(), Arc::clone(&pushes.secret));
        let announce = async {
            commands::announce(&self.bot, &self.store).await;
            loop {
                self.ask_for_pushes(&url, &secret).await;
                pause(WEBHOOK_INTERVAL).await;
            }
        };
        let take_in = async {
            let mut waiting = Vec::new();
            while pushes.pushed.recv_many(&mut waiting, DURABLE_BUFFER).await > 0 {
                let (updates, stored): (Vec<_>, Vec<_>) =
                    waiting.drain(..).map(|pushed| (pushed.update, pushed.stored)).unzip();
                self.intake.take_in_for_all(updates).await;
                for stored in stored {
                    // Telegram may have given up waiting; the update is durable anyway.
                    let _ = stored.send(());
                }
            }
        };
        tokio::join!(
            self.stop.run_until_cancelled(announce),
            self.stop.run_until_cancelled(take_in),
            self.take_turns_at_news()
        );
    }

    /// Tells Telegram to send updates to us; retries until that succeeds.
    async fn ask_for_pushes(&self, url: &Url, secret: &str) {
        let payload = SetWebhook::new(url.clone())
            .secret_token(secret)
            .max_connections(WEBHOOK_CONNECTIONS)
            .allowed_updates(WANTED);
        let waits = ExponentialBuilder::default().with_min_delay(WAITS.0).with_max_delay(WAITS.1).without_max_times();
        let ask = || self.bot.call::<_, bool>(&payload, CALL_TIMEOUT);
        let asked = ask.retry(waits.with_jitter()).notify(|error, wait| {
            tracing::warn!(
                error = error as &dyn std::error::Error,
                wait_ms = wait.as_millis(),
                "Telegram does not take the address of the webhook (JANJI_PUBLIC_URL); trying again"
            );
        });
        drop(asked.await);
    }

    /// Whenever it is our turn, passes on what all processes have stored.
    async fn take_turns_at_news(&self) {
        self.lease.ask().await;
        let is_ours = |standing| matches!(standing, PollingStanding::Ours { .. });
        while self.stop.run_until_cancelled(self.lease.until(is_ours)).await.is_some() {
            let PollingStanding::Ours { fence: of_turn, .. } = self.lease.standing() else { continue };
            let over = self.stop.child_token();
            // With a new fence, storage may have been emptied, so places are counted from the beginning again.
            let end = async {
                over.run_until_cancelled(self.lease.until(|standing| !standing.is_turn(of_turn))).await;
                over.cancel();
            };
            let (replayed, left_is_passed_on) = oneshot::channel();
            let news = async {
                // What was left comes first: a chat's messages are handled in order.
                drop(left_is_passed_on.await);
                self.pass_on_news(&over).await;
            };
            tokio::join!(news, end, self.replay(&over, replayed));
        }
    }

    /// Passes on what all processes store, in order of arrival.
    async fn pass_on_news(&self, over: &CancellationToken) {
        let (mut place, mut is_fresh) = (0, false);
        while !over.is_cancelled() {
            let Some(news) = over.run_until_cancelled(self.intake.news(place)).await else { return };
            match news {
                Ok((news, next)) if next > place => {
                    place = next;
                    for incoming in news {
                        self.intake.pass_on_news(incoming, is_fresh).await;
                    }
                }
                Ok(_) => {
                    // What was there before our turn may have been tried by another process, so the inbox is asked
                    // about it; only what comes after that is fresh.
                    is_fresh = true;
                    over.run_until_cancelled(pause(NEWS_INTERVAL)).await;
                }
                Err(error) => {
                    tracing::debug!(error = &error as &dyn std::error::Error, "news in the inbox cannot be read");
                    over.run_until_cancelled(pause(WAITS.0)).await;
                }
            }
        }
    }

    /// Polls whenever it is our turn.
    async fn take_turns(&self) {
        self.lease.ask().await;
        while self.stop.run_until_cancelled(self.lease.until(PollingStanding::polls)).await.is_some() {
            let over = self.stop.child_token();
            let (replayed, left_is_passed_on) = oneshot::channel();
            let turn = async {
                // What was left comes first: a chat's messages are handled in order.
                drop(left_is_passed_on.await);
                let (durable, updates) = mpsc::channel(DURABLE_BUFFER);
                let dispatching = async {
                    self.dispatch(updates, &over).await;
                    over.cancel();
                };
                tokio::join!(self.poll(durable, &over), dispatching);
            };
            tokio::join!(Box::pin(turn), self.end_with_turn(&over), self.replay(&over, replayed));
        }
    }

    /// Asks for updates and stores them until the turn is over; while some are dispatched, the next are asked for.
    async fn poll(&self, durable: mpsc::Sender<Update>, over: &CancellationToken) {
        let mut polling = Polling::new(self.bot.clone(), self.store.clone(), self.lease.clone(), over.clone());
        while let Some(updates) = polling.ask().await {
            let next = updates.last().map_or(0, |last| last.id.as_offset());
            let Some(new) = self.intake.take_in(updates).await else { break };
            polling.advance(next);
            for update in new {
                if durable.send(update).await.is_err() {
                    // The dispatcher is gone; stored updates are replayed.
                    return;
                }
            }
        }
        polling.confirm().await;
    }

    /// Runs teloxide's dispatcher over stored updates, until the channel closes.
    async fn dispatch(&self, updates: mpsc::Receiver<Update>, over: &CancellationToken) {
        let intake = Arc::clone(&self.intake);
        let pass_on = move |update: Update| {
            let intake = Arc::clone(&intake);
            async move {
                intake.pass_on(&update).await;
                Ok::<(), Infallible>(())
            }
        };
        let mut dispatcher = Dispatcher::builder(self.bot.inner(), dptree::entry().endpoint(pass_on))
            // teloxide's own handler would log the whole update.
            .default_handler(|_| std::future::ready(()))
            .error_handler(Arc::new(IgnoringErrorHandlerSafe))
            .build();
        // The stream ends when the turn is over, so nothing waits for teloxide's own flag.
        let (stop, _) = mk_stop_token();
        let listener = Durable { updates, stop };
        let outcome = dispatcher.try_dispatch_with_listener(listener, Arc::new(IgnoringErrorHandlerSafe)).await;
        if outcome.is_err() {
            tracing::warn!("teloxide's dispatcher did not start; trying again");
            over.run_until_cancelled(pause(WAITS.0)).await;
        }
    }

    /// Ends the turn when another process has it.
    async fn end_with_turn(&self, over: &CancellationToken) {
        over.run_until_cancelled(self.lease.until(|standing| !standing.polls())).await;
        over.cancel();
    }

    /// Passes on everything in the inbox: at once, when storage comes back, and every half minute. Drops `replayed`
    /// after the first time.
    async fn replay(&self, over: &CancellationToken, replayed: oneshot::Sender<()>) {
        let mut standing = self.lease.watch();
        let mut replayed = Some(replayed);
        loop {
            let is_reachable =
                matches!(*standing.borrow_and_update(), PollingStanding::Ours { is_reachable: true, .. });
            if is_reachable {
                over.run_until_cancelled(self.pass_on_pending()).await;
            }
            drop(replayed.take());
            tokio::select! {
                () = over.cancelled() => return,
                // The lease lives as long as we do.
                changed = standing.changed() => drop(changed),
                () = pause(REPLAY_INTERVAL) => {}
            }
        }
    }

    async fn pass_on_pending(&self) {
        match self.intake.pending().await {
            Ok(pending) => {
                for incoming in pending {
                    self.intake.pass_on_again(incoming).await;
                }
            }
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the inbox cannot be read; trying again");
            }
        }
    }
}

/// Stored updates, as teloxide's dispatcher takes them.
struct Durable {
    updates: mpsc::Receiver<Update>,
    stop: StopToken,
}

impl Stream for Durable {
    type Item = Result<Update, Infallible>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().updates.poll_recv(context).map(|update| update.map(Ok))
    }
}

impl<'a> AsUpdateStream<'a> for Durable {
    type StreamErr = Infallible;
    type Stream = &'a mut Self;

    fn as_stream(&'a mut self) -> Self::Stream {
        self
    }
}

impl UpdateListener for Durable {
    type Err = Infallible;

    fn stop_token(&mut self) -> StopToken {
        self.stop.clone()
    }
}
