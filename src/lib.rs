//! Janji is the front door to Google Calendar: a chat message becomes an event, and a reminder comes before it.
//!
//! The rooms, in reading order. A message walks through them one way, changing its type at every door:
//! `Update → Incoming → Intent → Reply → Outgoing → sent`.

/// The composition root: builds the adapters, starts the loops, stops them together.
pub mod app;
/// A conversation: what was wanted, one file an intent, and the reply.
pub mod chat;
/// One file a command; the only room that prints.
pub mod cli;
/// The only reader of the system clock.
pub mod clock;
/// The settings, gathered from the rooms that declare them.
pub mod config;
/// Calendar v3, its tokens and the grant.
pub mod google;
/// The nouns: events, edits, reminders, profiles, readings. Pure.
pub mod model;
/// Telling people in time.
pub mod reminders;
/// A pretend Telegram and a pretend Google, for the demo and the tests.
pub mod sandbox;
/// Replies (data) → words and keyboards. Pure; the only user of `locales/`.
pub mod speech;
/// The memory: Redis.
pub mod store;
/// Our copy of the calendar and Google's, brought to agreement.
pub mod sync;
/// The Bot API: the durable inbox and the sender.
pub mod telegram;
/// Logs and metrics recorders.
pub mod telemetry;
/// Health and metrics over HTTP.
pub mod web;
/// Words about time → readings. Pure.
pub mod when;
