//! Listening: what comes from Telegram lies in the durable inbox before anybody hears of it, and is handed over until
//! it is settled.
//!
//! One process at a time polls, under a [`lease`](super::lease). Its [`poll`](super::poll) makes updates durable;
//! teloxide's dispatcher takes them from there and hands them over. What lies in the inbox when the turn becomes ours,
//! when storage comes back, and now and then, is handed over again: whoever handles it asks the inbox first.

use std::collections::HashMap;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_stream::stream;
use backon::{ExponentialBuilder, Retryable};
use futures::stream::{BoxStream, StreamExt};
use teloxide::dispatching::Dispatcher;
use teloxide::dptree;
use teloxide::error_handlers::IgnoringErrorHandlerSafe;
use teloxide::payloads::DeleteWebhook;
use teloxide::stop::{StopToken, mk_stop_token};
use teloxide::types::{AllowedUpdate, Update};
use teloxide::update_listeners::{AsUpdateStream, UpdateListener};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::bot::CALL_TIMEOUT;
use super::lease::{Lease, Standing};
use super::poll::{Poll, Refused, forget_refused};
use super::refusal::CallError;
use super::{Bot, Me, commands};
use crate::clock::{Clock, pause};
use crate::model::{Incoming, UpdateId};
use crate::store::{Arrival, Store};

/// How often what is left in the inbox is handed over again.
const SWEEP: Duration = Duration::from_secs(30);

/// The first and the longest wait between two tries to reach Telegram at the start.
const WAITS: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));

/// Takes what lies in the inbox and returns at once.
type HandOver = Arc<dyn Fn(Arrival) + Send + Sync>;

/// Why listening ended before it was told to.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// Telegram does not know the token; only another one helps.
    #[error("Telegram does not know the bot token: copy TELOXIDE_TOKEN again from @BotFather")]
    BadToken,
}

/// Who the listener works with.
#[derive(Clone)]
pub(super) struct Listener {
    pub(super) bot: Bot,
    pub(super) store: Store,
    pub(super) clock: Clock,
    pub(super) lease: Lease,
    pub(super) refuse: Arc<dyn Fn(Incoming) + Send + Sync>,
    pub(super) refused: Refused,
    hand_over: HandOver,
    stop: CancellationToken,
}

/// Listens until `stop`, then waits until everybody has `finished` with what was handed over; only then may another
/// process have the turn, and handle what is left.
///
/// Everything that comes lies in the inbox when `hand_over` is called with it, and stays there until it is taken out;
/// it may be handed over more than once. What could not be stored goes to `refuse`, and nowhere else. Both must return
/// at once.
///
/// # Errors
/// [`ListenError::BadToken`] when Telegram does not know the bot at the start.
pub async fn listen<H, R>(
    bot: &Bot,
    store: &Store,
    clock: &Clock,
    stop: &CancellationToken,
    hand_over: H,
    refuse: R,
    finished: impl Future<Output = ()>,
) -> Result<(), ListenError>
where
    H: Fn(Arrival) + Send + Sync + 'static,
    R: Fn(Incoming) + Send + Sync + 'static,
{
    let listener = Listener {
        bot: bot.clone(),
        store: store.clone(),
        clock: clock.clone(),
        lease: Lease::new(store.clone()),
        refuse: Arc::new(refuse),
        refused: Refused::default(),
        hand_over: Arc::new(hand_over),
        stop: stop.clone(),
    };
    let Some(me) = listener.introduce().await? else { return Ok(()) };
    let is_over = CancellationToken::new();
    let turns = async {
        tokio::join!(listener.announce(), listener.take_turns(me));
        finished.await;
        is_over.cancel();
    };
    tokio::join!(listener.lease.keep(stop, &is_over), turns);
    listener.lease.give_back().await;
    Ok(())
}

impl Listener {
    /// Asks Telegram who we are until it answers; `None` when we are stopped first.
    async fn introduce(&self) -> Result<Option<Me>, ListenError> {
        let waits = ExponentialBuilder::default().with_min_delay(WAITS.0).with_max_delay(WAITS.1).without_max_times();
        let ask = || {
            let bot = self.bot.clone();
            async move { bot.me().await }
        };
        let asked = ask.retry(waits.with_jitter()).when(|error| !matches!(error, CallError::BadToken));
        let asked = asked.notify(|error, wait| {
            tracing::warn!(
                error = error as &dyn std::error::Error,
                wait_ms = wait.as_millis(),
                "Telegram does not say who we are; trying on"
            );
        });
        match self.stop.run_until_cancelled(asked).await {
            None => Ok(None),
            Some(Ok(me)) => Ok(Some(me)),
            Some(Err(_)) => Err(ListenError::BadToken),
        }
    }

    /// Makes sure that updates come by polling, and that the menu shows our commands. Neither is worth stopping for.
    async fn announce(&self) {
        let announce = async {
            if let Err(error) = self.bot.call::<_, bool>(&DeleteWebhook::new(), CALL_TIMEOUT).await {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "a webhook, if there is one, could not be removed"
                );
            }
            commands::announce(&self.bot, &self.store).await;
        };
        self.stop.run_until_cancelled(announce).await;
    }

    /// Polls whenever it is our turn.
    async fn take_turns(&self, me: Me) {
        self.lease.ask().await;
        while self.stop.run_until_cancelled(self.lease.until(Standing::polls)).await.is_some() {
            let over = self.stop.child_token();
            let dispatch = async {
                self.dispatch(me.clone(), over.clone()).await;
                over.cancel();
            };
            tokio::join!(Box::pin(dispatch), self.end_with_turn(&over), self.replay(&over));
        }
    }

    /// Ends the turn when it is another's.
    async fn end_with_turn(&self, over: &CancellationToken) {
        over.run_until_cancelled(self.lease.until(|standing| !standing.polls())).await;
        over.cancel();
    }

    /// Hands over what lies in the inbox: at once, when storage comes back, and now and then.
    async fn replay(&self, over: &CancellationToken) {
        let mut standing = self.lease.watch();
        loop {
            let is_reachable = matches!(*standing.borrow_and_update(), Standing::Ours { is_reachable: true, .. });
            if is_reachable {
                self.hand_over_pending(over).await;
            }
            tokio::select! {
                () = over.cancelled() => return,
                // The lease lives as long as we do.
                changed = standing.changed() => drop(changed),
                () = pause(SWEEP) => {}
            }
        }
    }

    async fn hand_over_pending(&self, over: &CancellationToken) {
        let pending = async {
            forget_refused(&self.store, &self.refused).await?;
            self.store.inbox_pending().await
        };
        match pending.await {
            Ok(pending) => {
                for incoming in pending {
                    if over.is_cancelled() {
                        return;
                    }
                    hand_over(&self.hand_over, Arrival::again(incoming));
                }
            }
            Err(error) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "the inbox cannot be read; trying again");
            }
        }
    }

    /// Runs teloxide's dispatcher until the turn is over.
    async fn dispatch(&self, me: Me, over: CancellationToken) {
        let arrived = Arrived::default();
        let poll = Poll::new(self.clone(), me, over.clone());
        let take = {
            let arrived = arrived.clone();
            move |update: Update| arrived.take(UpdateId(update.id.0))
        };
        let hands = Arc::clone(&self.hand_over);
        let handler = dptree::entry().filter_map(take).endpoint(move |arrival: Arrival| {
            hand_over(&hands, arrival);
            std::future::ready(Ok::<(), Infallible>(()))
        });
        let mut dispatcher = Dispatcher::builder(self.bot.inner(), handler)
            // Teloxide's own would log the whole update.
            .default_handler(|_| std::future::ready(()))
            .error_handler(Arc::new(IgnoringErrorHandlerSafe))
            .build();
        let dispatching =
            dispatcher.try_dispatch_with_listener(Durable::new(poll, arrived), Arc::new(IgnoringErrorHandlerSafe));
        if dispatching.await.is_err() {
            tracing::warn!("teloxide's dispatcher did not start; trying again");
            over.run_until_cancelled(pause(WAITS.0)).await;
        }
    }
}

/// Hands over, and lets a panic cost only this: a worker of teloxide's that dies takes everything with it.
fn hand_over(hands: &HandOver, arrival: Arrival) {
    let id = arrival.incoming.id;
    if catch_unwind(AssertUnwindSafe(|| hands(arrival))).is_err() {
        metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
        tracing::error!(update.id = id.0, "handing an update over panicked; it stays in the inbox");
    }
}

/// What updates say, between their arrival and their being handed over: teloxide passes on only its own type.
#[derive(Clone, Default)]
struct Arrived(Arc<Mutex<HashMap<UpdateId, Arrival>>>);

impl Arrived {
    fn put(&self, arrival: Arrival) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(arrival.incoming.id, arrival);
    }

    fn take(&self, id: UpdateId) -> Option<Arrival> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id)
    }
}

/// Teloxide's side of a [`Poll`]: a stream of updates that are durable already.
struct Durable {
    updates: BoxStream<'static, Result<Update, Infallible>>,
    stop: StopToken,
}

impl Durable {
    fn new(mut poll: Poll, arrived: Arrived) -> Self {
        let (batches, mut arriving) = mpsc::channel(1);
        // The next updates are asked for while the last ones are handed over. It ends with the stream.
        let mut polling = JoinSet::new();
        polling.spawn(async move {
            while let Some(batch) = poll.next().await {
                if batches.send(batch).await.is_err() {
                    break;
                }
            }
            poll.confirm().await;
        });
        let updates = stream! {
            while let Some(batch) = arriving.recv().await {
                for (update, arrival) in batch {
                    arrived.put(arrival);
                    yield Ok(update);
                }
            }
            polling.join_all().await;
        };
        // The stream ends by itself when the turn is over, so nobody waits for teloxide's own flag.
        let (stop, _) = mk_stop_token();
        Self { updates: updates.boxed(), stop }
    }
}

impl<'a> AsUpdateStream<'a> for Durable {
    type StreamErr = Infallible;
    type Stream = &'a mut BoxStream<'static, Result<Update, Infallible>>;

    fn as_stream(&'a mut self) -> Self::Stream {
        &mut self.updates
    }
}

impl UpdateListener for Durable {
    type Err = Infallible;

    fn stop_token(&mut self) -> StopToken {
        self.stop.clone()
    }

    fn hint_allowed_updates(&mut self, _: &mut dyn Iterator<Item = AllowedUpdate>) {
        // We ask for what we serve, not for all that a handler without filters might want.
    }
}
