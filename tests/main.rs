//! Everything that is tested from outside, in one binary; files are named as the rooms.
#![expect(clippy::unwrap_used, reason = "what fails in a test is to fail it, in its helpers too")]

mod accounts;
mod chaos;
mod chat;
mod config;
mod deny;
mod e2e;
mod google;
mod page;
mod plays;
mod readme;
mod reminders;
mod rooms;
mod sandbox;
mod store;
mod support;
mod sync;
mod telegram;
mod telemetry;
mod words;
