//! The composition root: builds the adapters, starts the loops, and stops them together.
//!
//! The futures of the whole bot are boxed: Rust compiles a future where it is polled, so that each bench and test program
//! would compile all of the bot once more.

mod memory;
mod records;
mod steps;

pub use memory::{Memory, open_memory};
pub use records::newer_layout;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration as StdDuration;

use anyhow::Context;
use futures::future::BoxFuture;
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::pin;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::accounts::{Directory, People};
use crate::chat::Chat;
use crate::clock::{Clock, pause};
use crate::config::Config;
use crate::google::Google;
use crate::inbox::Inbox;
use crate::model::{Account, AccountId, ClaimCode, ProfileDefaults};
use crate::operator::{Operator, Readiness, Watch};
use crate::reminders::{Reminders, Schedule};
use crate::store::{Keys, Members, Store};
use crate::sync::Sync;
use crate::telegram::{self, Bot, CallError, Outbox, UpdateSource, Webhook};
use crate::web::{self, SignIns};

/// How long everything may take to end when we are asked to stop; what is broken off then is durable, and goes on at the
/// next start.
const SHUTDOWN_GRACE: StdDuration = StdDuration::from_secs(9);

/// How long answers may take of that, so that what follows them has its time.
const ANSWERS_GRACE: StdDuration = StdDuration::from_secs(8);

/// How many received messages wait to be queued: queueing takes no time, so this is a moment's worth.
const RECEIVED_BUFFER: usize = 64;

/// How long to wait before storage is asked again.
const STORAGE_PAUSE: StdDuration = StdDuration::from_secs(1);

/// Between two measurements of what all processes share.
const MEASURE_INTERVAL: StdDuration = StdDuration::from_secs(30);

/// How the bot starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartMode {
    /// It goes on from where it was.
    Ordinary,
    /// It reads everything from Google, compares, corrects and verifies first.
    Recovery,
}

/// The bot, built and not yet running. Clones share everything.
#[derive(Clone)]
pub struct App {
    clock: Clock,
    store: Store,
    bot: Bot,
    outbox: Outbox,
    directory: Directory,
    reminders: Reminders,
    sync: Sync,
    inbox: Inbox,
    operator: Operator,
    sign_ins: SignIns,
    members: Members,
    webhook: Option<Webhook>,
    /// Where updates come from, until somebody listens.
    source: Arc<Mutex<Option<UpdateSource>>>,
}

impl App {
    /// Builds the bot; nothing is asked of any service yet.
    ///
    /// # Errors
    /// When an address cannot be used at all.
    #[must_use]
    pub fn build<'a>(config: &'a Config, redis_url: &'a str, clock: Clock) -> BoxFuture<'a, anyhow::Result<Self>> {
        Box::pin(Self::build_parts(config, redis_url, clock))
    }

    async fn build_parts(config: &Config, redis_url: &str, clock: Clock) -> anyhow::Result<Self> {
        let bot_id = telegram::bot_id(config.telegram.token.expose_secret()).context("TELOXIDE_TOKEN has no number")?;
        let store =
            Store::connect(redis_url, Keys::new(&config.store.prefix, bot_id)).context("REDIS_URL cannot be used")?;
        let store = if config.store.wait { store } else { store.without_waiting() };
        let bot = Bot::new(&config.telegram);
        let outbox = Outbox::new(bot.clone(), store.clone(), clock.clone());

        let members = Members::new(store.clone(), config.chat.access());
        let defaults = ProfileDefaults {
            zone: config.chat.time_zone,
            language: config.chat.language,
            event_length: config.chat.event_length,
            leads: config.reminders.leads.clone(),
            tells_others: config.chat.tell_others,
        };
        let google = Google::new(&config.google.client, clock.clone());
        let google = google.context("the certificates for Google cannot be loaded")?;
        let mut linked = Vec::new();
        if let Some(token) = &config.google.refresh_token {
            let id = AccountId::derive(&config.google.client.id, &config.google.calendar);
            let tokens = google.tokens(token).await.context("the client for Google's tokens cannot be made")?;
            let calendar = google.calendar(&tokens, &config.google.calendar, Some(id.to_string()));
            linked.push((Account { id, calendar: config.google.calendar.clone() }, calendar));
        }
        let shared: Vec<Account> = linked.iter().map(|(account, _)| account.clone()).collect();
        let ids = shared.iter().map(|account| account.id.clone()).collect();
        let people = config.accounts.keys().map(|keys| People {
            google,
            shared: linked.first().map(|(_, calendar)| calendar.clone()),
            keys,
            sign_up: config.accounts.sign_up(),
            public_url: config.web.public_url.clone(),
        });
        let directory = Directory::new(store.clone(), members.clone(), shared, people);
        let schedule = Schedule::new(directory.clone(), defaults.clone());
        let reminders = Reminders::new(schedule.clone(), outbox.clone(), clock.clone());
        let bounds = (&config.sync).into();
        let sync = Sync::new(linked, directory.clone(), store.clone(), schedule.clone(), clock.clone(), bounds);
        let sync = match &config.web.public_url {
            Some(public) => sync.told_at(&format!("{}{}", public.as_str().trim_end_matches('/'), web::PUSH_PATH)),
            None => sync,
        };
        let sign_ins = SignIns {
            directory: directory.clone(),
            outbox: outbox.clone(),
            defaults: defaults.clone(),
            clock: clock.clone(),
        };
        let env_file = config.env_file.clone();
        let chat = Chat::new(store.clone(), sync.clone(), schedule, directory.clone(), defaults, bot_id, env_file);
        let inbox = Inbox::new(clock.clone(), store.clone(), chat, bot.clone(), outbox.clone());
        let interval = config.sync.interval;
        let admin = config.chat.admin;
        let operator = Operator::new(clock.clone(), store.clone(), bot.clone(), outbox.clone(), ids, interval, admin);
        let (webhook, source) = match &config.web.public_url {
            Some(public) => {
                let (webhook, pushes) =
                    Webhook::new(&config.telegram, public).context("JANJI_PUBLIC_URL cannot be used")?;
                (Some(webhook), UpdateSource::Webhook(pushes))
            }
            None => (None, UpdateSource::Polling),
        };
        let operator = if webhook.is_some() { operator.with_webhook() } else { operator };
        let source = Arc::new(Mutex::new(Some(source)));
        Ok(Self {
            clock,
            store,
            bot,
            outbox,
            directory,
            reminders,
            sync,
            inbox,
            operator,
            sign_ins,
            members,
            webhook,
            source,
        })
    }

    /// Runs everything until `stop`, and then until all of it has ended, for at most nine seconds: conversations, sync,
    /// reminders, health and metrics.
    ///
    /// # Errors
    /// When a newer version wrote the records in Redis, and when a part ends that should not have.
    #[must_use]
    pub fn run(
        &self,
        mode: StartMode,
        listener: TcpListener,
        metrics: PrometheusHandle,
        stop: CancellationToken,
    ) -> BoxFuture<'_, anyhow::Result<()>> {
        Box::pin(self.run_parts(mode, listener, metrics, stop))
    }

    async fn run_parts(
        &self,
        mode: StartMode,
        listener: TcpListener,
        metrics: PrometheusHandle,
        stop: CancellationToken,
    ) -> anyhow::Result<()> {
        // Before anything reads the records, unless storage is down: then as soon as it answers.
        if self.upgrade_records().await? {
            self.know_keys().await?;
        }
        let mut parts = JoinSet::new();
        let doors = self.webhook.clone().map(|webhook| (webhook, self.sync.clone()));
        let served = web::serve(listener, metrics, self.operator.clone(), doors, self.sign_ins.clone(), stop.clone());
        parts.spawn(async move { served.await.context("the web server broke") });
        let part = || (self.clone(), stop.clone());
        let (app, token) = part();
        parts.spawn(async move { app.converse(token).await });
        let (app, token) = part();
        parts.spawn(async move { app.know_records(token).await });
        let (app, token) = part();
        parts.spawn(async move {
            app.reminders.run(token).await;
            Ok(())
        });
        let (app, token) = part();
        parts.spawn(async move {
            app.keep_in_step(mode, token).await;
            Ok(())
        });
        let (app, token) = part();
        parts.spawn(async move {
            app.measure(token).await;
            Ok(())
        });
        let (app, token) = part();
        parts.spawn(async move {
            app.watch().run(token).await;
            Ok(())
        });
        let mut outcome = Ok(());
        let over = async {
            stop.cancelled().await;
            pause(SHUTDOWN_GRACE).await;
        };
        pin!(over);
        loop {
            let ended = tokio::select! {
                ended = parts.join_next() => ended,
                () = &mut over => {
                    tracing::warn!("some work did not end in time; it continues at the next start");
                    return outcome;
                }
            };
            let Some(ended) = ended else { return outcome };
            let ended = ended.context("a part of the bot panicked").flatten();
            if ended.is_err() && outcome.is_ok() {
                outcome = ended;
            }
            stop.cancel();
        }
    }

    /// Listens to Telegram and answers, until `stop` and then until everything received is answered, for eight seconds at
    /// the most.
    ///
    /// # Errors
    /// When Telegram does not know the token.
    #[must_use]
    pub fn converse(&self, stop: CancellationToken) -> BoxFuture<'_, anyhow::Result<()>> {
        Box::pin(self.listen_and_answer(stop))
    }

    async fn listen_and_answer(&self, stop: CancellationToken) -> anyhow::Result<()> {
        let (received, receiving) = mpsc::channel(RECEIVED_BUFFER);
        let (inbox, outbox) = (self.inbox.clone(), self.outbox.clone());
        let handling = tokio::spawn(async move { inbox.run(receiving).await });
        let finished = async move {
            let answered = async {
                // A panic there was counted and logged.
                drop(handling.await);
                outbox.idle().await;
            };
            if tokio::time::timeout(ANSWERS_GRACE, answered).await.is_err() {
                tracing::warn!("not every message is answered; the rest waits in the inbox for the next start");
            }
        };
        let (bot, store, clock) = (self.bot.clone(), self.store.clone(), self.clock.clone());
        // There is but one door: it is open while the first listener listens.
        let source = self.source.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or(UpdateSource::Polling);
        let listened = telegram::listen(bot, store, clock, source, stop, received, finished).await;
        self.inbox.give_up();
        Ok(listened?)
    }

    /// The loop of sync rounds, which begins with a recovery if that is asked for.
    async fn keep_in_step(&self, mode: StartMode, stop: CancellationToken) {
        match mode {
            StartMode::Ordinary => {}
            StartMode::Recovery => self.sync.recover(),
        }
        self.sync.run(stop).await;
    }

    /// Sets the gauges of what all processes share, again and again.
    async fn measure(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let measured = async {
                self.sync.measure(self.clock.now()).await?;
                self.store.measure_inbox().await
            };
            if let Some(Err(error)) = stop.run_until_cancelled(measured).await {
                tracing::debug!(error = &error as &dyn std::error::Error, "storage is down: nothing is measured");
            }
            stop.run_until_cancelled(pause(MEASURE_INTERVAL)).await;
        }
    }
}

/// The first person.
impl App {
    /// A fresh link that makes the first person who opens it within an hour the owner, if no one is served yet; waits
    /// until storage and Telegram answer. It takes the place of a link made before.
    pub async fn claim_link(&self) -> Option<String> {
        loop {
            match self.members.is_empty().await {
                Ok(true) => break,
                Ok(false) => return None,
                Err(_) => pause(STORAGE_PAUSE).await,
            }
        }
        let me = loop {
            match self.bot.me().await {
                Ok(me) => break me,
                Err(CallError::BadToken) => return None,
                Err(_) => pause(STORAGE_PAUSE).await,
            }
        };
        let code = ClaimCode::from_random(rand::random());
        while self.members.offer(&code, self.clock.now()).await.is_err() {
            pause(STORAGE_PAUSE).await;
        }
        Some(code.link(&me.username))
    }
}

/// What the operator sees.
impl App {
    /// What watches this bot and tells its operator.
    #[must_use]
    pub fn watch(&self) -> Watch {
        self.operator.watch()
    }

    /// Whether the bot does what it is for, part by part.
    pub async fn readiness(&self) -> Readiness {
        self.operator.readiness().await
    }
}
