//! The downloaded file of a message.

/// The result of downloading a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Download {
    /// Its content.
    Bytes(Vec<u8>),
    /// It is too large for us.
    TooLarge,
    /// Telegram did not send it.
    Failed,
}
