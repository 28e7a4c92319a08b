//! The Bot API: the durable inbox and the sender.
//!
//! [`listen`] brings what people send, each thing durable before Telegram is told that it has arrived; [`Outbox`] sends
//! what we say, as fast as Telegram allows and no faster. `incoming` is where Telegram's types end. Nothing here knows
//! what a message means or what is to be answered.

mod bot;
mod commands;
mod inbox;
mod incoming;
mod lease;
mod outbox;
mod poll;
mod refusal;
mod settings;

pub use bot::{Bot, Me};
pub use inbox::{ListenError, listen};
pub use outbox::{Claim, Delivery, Outbox, Priority, Undelivered, What};
pub use refusal::{CallError, Cause};
pub use settings::{Settings, bot_id};
