//! The room of conversations.

mod records;
