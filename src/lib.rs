//! Janji is the front door to Google Calendar: a chat message becomes an event, and a reminder comes before it.
//!
//! A message walks through the rooms one way, changing its type at every door:
//! `Update → Incoming → Intent → Reply → Outgoing → sent`. In reading order:
//!
//! | room | what it is for |
//! | --- | --- |
//! | [`model`] | the nouns: events, edits, reminders, profiles, readings; pure |
//! | [`when`] | words about time → readings; pure |
//! | [`speech`] | replies (data) → words and keyboards; pure, and the only user of `locales/` |
//! | [`picture`] | a week of events → SVG → PNG; pure |
//! | [`chat`] | a conversation: what was wanted, one file an intent, and the reply |
//! | [`sync`] | our copy of the calendar and Google's, brought to agreement |
//! | [`reminders`] | telling people in time |
//! | [`google`] | Calendar v3, its tokens and the grant |
//! | [`store`] | the memory: Redis |
//! | [`telegram`] | the Bot API: the durable inbox and the sender |
//! | [`web`] | health and metrics over HTTP |
//! | [`sandbox`] | a pretend Telegram and a pretend Google, for the demo and the tests |
//! | [`clock`] | the only reader of the system clock |
//! | [`telemetry`] | logs and metrics recorders |
//! | [`config`] | the settings, gathered from the rooms that declare them |
//! | [`app`] | the composition root: builds the adapters, starts the loops, stops them together |
//! | [`cli`] | one file a command; the only room that prints |

pub mod app;
pub mod chat;
pub mod cli;
pub mod clock;
pub mod config;
pub mod google;
pub mod model;
pub mod picture;
pub mod reminders;
pub mod sandbox;
pub mod speech;
pub mod store;
pub mod sync;
pub mod telegram;
pub mod telemetry;
pub mod web;
pub mod when;
