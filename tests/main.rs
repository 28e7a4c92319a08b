//! Everything that is tested from outside, in one binary; files are named as the rooms.

mod chat;
mod config;
mod google;
mod reminders;
mod rooms;
mod sandbox;
mod store;
mod support;
mod sync;
