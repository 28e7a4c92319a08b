//! The room of conversations.

mod answers;
mod records;
mod room;
mod twice;
