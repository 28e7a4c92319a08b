//! Janji is the front door to Google Calendar: a chat message becomes an event, and a reminder comes before it.
//!
//! A message walks through the rooms one way, changing its type at every door:
//! `Update → Incoming → Intent → Reply → Outgoing → sent`. In reading order:
//!
//! | room | purpose |
//! | --- | --- |
//! | [`model`] | the nouns: events, edits, reminders, profiles, readings; pure |
//! | [`when`] | words about time → readings; pure |
//! | [`speech`] | replies (data) → words and keyboards; pure, and the only user of `locales/` |
//! | [`inbox`] | one message from durable to settled: a queue a chat, attempts, quarantine, delivery |
//! | [`chat`] | a conversation: what was wanted, one file an intent, and the reply |
//! | [`ics`] | iCalendar files: what one would add, and the calendar as one; pure |
//! | [`picture`] | a week of events → SVG → PNG; pure |
//! | [`operator`] | what can be wrong, in one table: readiness, `janji check`, the operator's chat |
//! | [`accounts`] | whose calendars there are: the one of the settings and people's own; sealed tokens; signing in |
//! | [`sync`] | our copy of the calendar and Google's, brought to agreement |
//! | [`reminders`] | telling people in time |
//! | [`google`] | Calendar v3, its tokens and the grant |
//! | [`store`] | the memory: Redis |
//! | [`telegram`] | the Bot API: durable listening and the sender |
//! | [`web`] | health and metrics, the webhooks, and the way back from Google's consent, over HTTP |
//! | [`sandbox`] | a pretend Telegram and a pretend Google, for the demo and the tests |
//! | [`env_file`] | `.env`, as far as Janji writes to it |
//! | [`clock`] | the only reader of the system clock |
//! | [`telemetry`] | logs and metrics recorders |
//! | [`config`] | the settings, gathered from the rooms that declare them |
//! | [`app`] | the composition root: builds the adapters, starts the loops, stops them together |
//! | [`cli`] | one file a command; the only room that prints |

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
