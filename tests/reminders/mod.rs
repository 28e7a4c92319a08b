//! The room of reminders: a real Redis, the real outbox, and a pretend Telegram over HTTP.

mod hearing;
mod stage;
mod telling;
