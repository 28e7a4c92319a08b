//! The composition root: builds the adapters, starts the loops, and stops them together.

mod conversation;

use std::time::Duration as Span;

use anyhow::{Context, bail};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::chat::Chat;
use crate::chat::lanes::Lanes;
use crate::clock::{Clock, pause};
use crate::config::Config;
use crate::google::Calendar;
use crate::model::{Account, AccountId, ChatId, Incoming, ProfileDefaults};
use crate::reminders::Reminders;
use crate::store::{self, Keys, Store};
use crate::sync::{Depth, Sync};
use crate::telegram::{self, Bot, Outbox};
use crate::web::{self, Part, Readiness};
use conversation::Conversation;

/// How long what is in hand may take when we are asked to stop.
const LAST_WORDS: Span = Span::from_secs(10);

/// The bot, built and not yet running. Clones share everything.
#[derive(Clone)]
pub struct App {
    clock: Clock,
    store: Store,
    bot: Bot,
    outbox: Outbox,
    reminders: Reminders,
    sync: Sync,
    lanes: Lanes,
    /// Cancelled when nothing is waited for any longer.
    over: CancellationToken,
}

impl App {
    /// Builds the bot; nothing is asked of anybody yet.
    ///
    /// # Errors
    /// When an address cannot be used at all.
    pub async fn build(config: &Config, redis_url: &str, clock: Clock) -> anyhow::Result<Self> {
        let over = CancellationToken::new();
        let token = config.telegram.token.expose_secret();
        let bot_id = telegram::bot_id(token).context("TELOXIDE_TOKEN has no number")?;
        let store = store::connect(redis_url, Keys::new(&config.store.prefix, bot_id)).context("REDIS_URL cannot be used")?;
        let bot = Bot::new(&config.telegram);
        let outbox = Outbox::new(bot.clone(), store.clone(), clock.clone());

        let access = config.chat.access();
        let defaults = ProfileDefaults {
            zone: config.chat.time_zone,
            language: config.chat.language,
            event_length: config.chat.event_length,
            leads: config.reminders.leads.clone(),
        };
        let account = Account {
            id: AccountId::derive(&config.google.client_id, &config.google.calendar),
            calendar: config.google.calendar.clone(),
        };
        let calendar = Calendar::new(&config.google.access(), &account.calendar, clock.clone())
            .await
            .context("the certificates for Google cannot be loaded")?;
        let reminders = Reminders::new(store.clone(), access.clone(), defaults.clone(), clock.clone());
        let sync = Sync::new(vec![(account, calendar)], store.clone(), reminders.clone(), clock.clone(), config.sync.bounds());
        let chat = Chat::new(store.clone(), sync.clone(), reminders.clone(), access, defaults, bot_id);
        let conversation =
            Conversation { clock: clock.clone(), store: store.clone(), chat, outbox: outbox.clone(), stop: over.clone() };
        let lanes = lanes(conversation, store.clone());
        Ok(Self { clock, store, bot, outbox, reminders, sync, lanes, over })
    }
}
