//! The room of reminders: a real Redis, the real outbox, and a pretend Telegram over HTTP.

mod damaged;
mod hearing;
mod planning;
mod side_by_side;
mod stage;
mod telling;
