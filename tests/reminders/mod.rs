//! The room of reminders, and the schedule beneath it.

mod schedule;
mod schedule_model;
