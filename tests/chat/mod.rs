//! The room of conversations.

mod again;
mod answers;
mod records;
pub mod room;
mod twice;
