//! The composition root: builds the adapters, starts the loops, and stops them together.

mod conversation;
mod memory;
mod operator;
mod readiness;
mod watch;

pub use memory::{Memory, open_memory};
pub use watch::Watch;

use std::sync::Arc;
use std::time::Duration as StdDuration;

use anyhow::{Context, bail};
use chrono::{DateTime, Duration, Utc};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::pin;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::chat::Chat;
use crate::chat::lanes::Lanes;
use crate::clock::{Clock, pause};
use crate::config::Config;
use crate::google::Calendar;
use crate::model::{Account, AccountId, ChatId, ProfileDefaults};
use crate::reminders::{Reminders, Schedule};
use crate::store::{Keys, Schema, Store};
use crate::sync::Sync;
use crate::telegram::{self, Bot, Outbox};
use crate::web;
use conversation::Conversation;

/// How long what is in hand may take when we are asked to stop; what is broken off then is durable, and goes on at the
/// next start.
const LAST_WORDS: StdDuration = StdDuration::from_secs(9);

/// How long answers in hand may take of that, so that what follows them has its time.
const LAST_ANSWERS: StdDuration = StdDuration::from_secs(8);

/// How long to wait before looking again whether somebody else has finished.
const GLANCE: StdDuration = StdDuration::from_millis(5);

/// How long to wait before asking storage again that was away.
const STORAGE_PAUSE: StdDuration = StdDuration::from_secs(1);

/// How the bot begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// It goes on from where it was.
    Ordinary,
    /// It reads everything from Google, compares, mends and verifies first.
    Recovery,
}

/// The bot, built and not yet running. Clones share everything.
#[derive(Clone)]
pub struct App {
    clock: Clock,
    store: Store,
    bot: Bot,
    outbox: Outbox,
    schedule: Schedule,
    reminders: Reminders,
    sync: Sync,
    conversation: Conversation,
    lanes: Lanes,
    interval: Duration,
    admin: Option<ChatId>,
}

impl App {
    /// Builds the bot; nothing is asked of anybody yet.
    ///
    /// # Errors
    /// When an address cannot be used at all.
    pub async fn build(config: &Config, redis_url: &str, clock: Clock) -> anyhow::Result<Self> {
        let bot_id = telegram::bot_id(config.telegram.token.expose_secret()).context("TELOXIDE_TOKEN has no number")?;
        let store =
            Store::connect(redis_url, Keys::new(&config.store.prefix, bot_id)).context("REDIS_URL cannot be used")?;
        let bot = Bot::new(&config.telegram);
        let outbox = Outbox::new(bot.clone(), store.clone(), clock.clone());

        let access = config.chat.access();
        let admin = access.admin;
        let defaults = ProfileDefaults {
            zone: config.chat.time_zone,
            language: config.chat.language,
            event_length: config.chat.event_length,
            leads: config.reminders.leads.clone(),
        };
        let account = Account {
            id: AccountId::derive(&config.google.client.id, &config.google.calendar),
            calendar: config.google.calendar.clone(),
        };
        let calendar = Calendar::new(&config.google.access(), &account.calendar, clock.clone())
            .await
            .context("the certificates for Google cannot be loaded")?;
        let ids = vec![account.id.clone()];
        let schedule = Schedule::new(store.clone(), ids, access.clone(), defaults.clone());
        let reminders = Reminders::new(schedule.clone(), outbox.clone(), clock.clone());
        let bounds = (&config.sync).into();
        let sync = Sync::new(vec![(account, calendar)], store.clone(), schedule.clone(), clock.clone(), bounds);
        let chat = Chat::new(store.clone(), sync.clone(), schedule.clone(), access, defaults, bot_id);
        let conversation = Conversation {
            clock: clock.clone(),
            store: store.clone(),
            chat,
            outbox: outbox.clone(),
            thinking: Arc::default(),
            over: CancellationToken::new(),
        };
        let lanes = conversation.lanes();
        Ok(Self {
            clock,
            store,
            bot,
            outbox,
            schedule,
            reminders,
            sync,
            conversation,
            lanes,
            interval: config.sync.interval,
            admin,
        })
    }

    /// Runs everything until `stop`, and then until what is in hand is done, for nine seconds at the most: conversations,
    /// sync, reminders, health and metrics.
    ///
    /// # Errors
    /// When a part ends that should not have.
    pub async fn run(
        &self,
        beginning: Beginning,
        listener: TcpListener,
        figures: PrometheusHandle,
        stop: CancellationToken,
    ) -> anyhow::Result<()> {
        let mut parts = JoinSet::new();
        parts.spawn({
            let (app, stop) = (self.clone(), stop.clone());
            async move {
                web::serve(listener, figures, move || look(app.clone()), stop).await.context("the web server broke")
            }
        });
        parts.spawn({
            let (app, stop) = (self.clone(), stop.clone());
            async move { app.converse(stop).await }
        });
        parts.spawn({
            let (reminders, stop) = (self.reminders.clone(), stop.clone());
            async move {
                reminders.run(stop).await;
                Ok(())
            }
        });
        parts.spawn({
            let (app, stop) = (self.clone(), stop.clone());
            async move {
                app.keep_in_step(beginning, stop).await;
                Ok(())
            }
        });
        parts.spawn({
            let (watch, stop) = (self.watch(), stop.clone());
            async move {
                watch.run(stop).await;
                Ok(())
            }
        });
        parts.spawn({
            let (app, stop) = (self.clone(), stop.clone());
            async move { app.know_records(stop).await }
        });
        let mut outcome = Ok(());
        let over = async {
            stop.cancelled().await;
            pause(LAST_WORDS).await;
        };
        pin!(over);
        loop {
            let ended = tokio::select! {
                ended = parts.join_next() => ended,
                () = &mut over => {
                    tracing::warn!("not everything ended in time: what is left waits for the next start");
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

    /// Listens to Telegram and answers, until `stop` and then until what is in hand is done, for eight seconds at the most.
    ///
    /// # Errors
    /// When Telegram does not know the token.
    pub async fn converse(&self, stop: CancellationToken) -> anyhow::Result<()> {
        let (lanes, conversation) = (self.lanes.clone(), self.conversation.clone());
        let hand_over = move |arrival| lanes.offer(arrival);
        let refuse = move |incoming| {
            let conversation = conversation.clone();
            tokio::spawn(async move { conversation.refuse(incoming).await });
        };
        let finished = async {
            let in_hand = async {
                self.lanes.idle().await;
                self.outbox.idle().await;
            };
            if tokio::time::timeout(LAST_ANSWERS, in_hand).await.is_err() {
                tracing::warn!("what is still in hand waits in the inbox for the next start");
            }
        };
        let listened = telegram::listen(&self.bot, &self.store, &self.clock, &stop, hand_over, refuse, finished).await;
        self.conversation.over.cancel();
        Ok(listened?)
    }

    /// Looks, as soon as storage answers, whether its records are such as this version knows; then waits for the end.
    async fn know_records(&self, stop: CancellationToken) -> anyhow::Result<()> {
        while !stop.is_cancelled() {
            match self.store.schema().await {
                Ok(Schema::Known) => stop.cancelled().await,
                Ok(Schema::Newer { number }) => bail!(
                    "a newer Janji wrote the records in Redis (layout {number}): run that version, or set another JANJI_REDIS_PREFIX"
                ),
                Err(_) => {
                    stop.run_until_cancelled(pause(STORAGE_PAUSE)).await;
                }
            }
        }
        Ok(())
    }

    /// The loop of sync rounds, which begins with a recovery if that is asked for.
    async fn keep_in_step(&self, beginning: Beginning, stop: CancellationToken) {
        match beginning {
            Beginning::Ordinary => {}
            Beginning::Recovery => self.sync.recover(),
        }
        self.sync.run(stop).await;
    }
}

/// Steps, for the demo and the tests: they move the clock and wait until everything that follows has happened.
impl App {
    /// One round of every account, as the loop does them.
    ///
    /// # Errors
    /// When storage is away.
    pub async fn round(&self) -> anyhow::Result<()> {
        Ok(self.sync.round_all().await?)
    }

    /// Waits until inbox, due reminders, notices and outbox are empty; says when the next reminder is due.
    ///
    /// # Errors
    /// When storage is away.
    pub async fn settle(&self) -> anyhow::Result<Option<DateTime<Utc>>> {
        loop {
            let handled = self.lanes.handled();
            if self.store.inbox_depth().await? > 0 {
                tokio::time::timeout(GLANCE, changed(handled)).await.ok();
                continue;
            }
            self.lanes.idle().await;
            let next = self.reminders.tick(self.clock.now()).await?;
            self.outbox.idle().await;
            let is_quiet = self.store.inbox_depth().await? == 0 && self.store.count_reminders().await?.taken == 0;
            if is_quiet && next.is_none_or(|next| next > self.clock.now()) {
                return Ok(next);
            }
            pause(GLANCE).await;
        }
    }

    /// How many reminders are planned.
    ///
    /// # Errors
    /// When storage is away.
    pub async fn pending_reminders(&self) -> anyhow::Result<u64> {
        Ok(self.schedule.pending().await?)
    }
}

async fn changed(mut watched: tokio::sync::watch::Receiver<u64>) {
    watched.changed().await.ok();
}

/// A look at a running bot that owns what it looks at.
async fn look(app: App) -> web::Readiness {
    app.readiness().await
}
