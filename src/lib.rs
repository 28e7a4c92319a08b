//! Janji is the front door to Google Calendar: a chat message becomes an event, and a reminder comes before it.
//!
//! A message moves through the rooms one way, and its type changes at each step:
//! `Update → Incoming → Intent → Reply → Outgoing → sent`. In reading order:
//!
//! | room | purpose |
//! | --- | --- |
//! | [`model`] | the nouns: events, edits, reminders, profiles, readings; pure |
//! | [`when`] | text → times and intents; pure |
//! | [`speech`] | replies (data) → words and keyboards; pure, and the only user of `locales/` |
//! | [`inbox`] | takes a stored message to its delivered answer: queues, attempts, quarantine, delivery |
//! | [`chat`] | conversations: understand, then one file for each intent, and the reply |
//! | [`ics`] | reads and writes iCalendar files; pure |
//! | [`picture`] | a week of events → SVG → PNG; pure |
//! | [`operator`] | what can go wrong, in one table: readiness, `janji check`, messages to the operator |
//! | [`accounts`] | which calendars there are: the shared one and people's own; sealed tokens; signing in |
//! | [`sync`] | keeps our copy and Google's calendar the same |
//! | [`reminders`] | reminds people on time |
//! | [`google`] | Calendar v3, access tokens, the grant |
//! | [`store`] | storage: Redis |
//! | [`telegram`] | the Bot API: receives updates and makes them durable; sends messages |
//! | [`web`] | health and metrics, the webhooks, and the redirect after Google's consent |
//! | [`sandbox`] | a pretend Telegram and a pretend Google, for the demo and the tests |
//! | [`env_file`] | the only writer of `.env` |
//! | [`clock`] | the only reader of the system clock |
//! | [`telemetry`] | logs and the recorder of metrics |
//! | [`config`] | the settings, gathered from the rooms that declare them |
//! | [`app`] | the composition root: builds the adapters, starts the loops, stops them together |
//! | [`cli`] | one file for each command; the only room that prints |

pub mod model;

pub mod when;

pub mod speech;

pub mod inbox;

pub mod chat;

pub mod picture;

pub mod operator;

pub mod sync;

pub mod reminders;

pub mod accounts;
pub mod google;
pub mod ics;

pub mod store;

pub mod telegram;

pub mod web;

pub mod sandbox;

pub mod env_file;

pub mod clock;

pub mod telemetry;

pub mod config;

pub mod app;

pub mod cli;
