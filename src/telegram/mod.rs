//! Telegram's Bot API: receives updates, stores them, and sends messages.
//!
//! [`fn@listen`] receives what people send: it asks Telegram (`poll`) or gets it pushed (`webhook`), makes each update
//! durable before Telegram hears that it has arrived (`intake`), and passes it on. [`Outbox`] sends what we say, as
//! fast as Telegram allows and no faster. Telegram's types end in `incoming`. Nothing here knows what a message means
//! or how to answer it.

mod bot;
mod commands;
mod deliveries;
mod incoming;
mod intake;
mod lease;
mod listen;
mod newer;
mod outbox;
mod poll;
mod process;
mod refusal;
mod settings;
mod webhook;

pub use bot::{Bot, Me};
pub use intake::{Arrival, Received};
pub use listen::{ListenError, listen};
pub use outbox::{Claim, Delivery, Outbox, Priority, Undelivered, What};
pub use refusal::{CallError, Cause};
pub use settings::{Settings, bot_id};
pub use webhook::{Pushes, Reception, UpdateSource, WEBHOOK_PATH, Webhook};
