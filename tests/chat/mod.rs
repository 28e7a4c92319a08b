//! The room of conversations.

mod answers;
mod records;
pub mod room;
mod twice;
