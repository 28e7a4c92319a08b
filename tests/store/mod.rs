//! The memory, in a real Redis.

mod backup;
mod bucket;
mod cluster;
mod copy;
mod inbox;
mod poller;
mod schedule;
mod schedule_model;
mod server;
