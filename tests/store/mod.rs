//! The memory, in a real Redis.

mod schedule;
mod schedule_model;
mod server;
