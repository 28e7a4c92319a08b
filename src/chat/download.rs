//! The file that came with a message, once it was downloaded.

/// What became of the download of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Download {
    /// What is in it.
    Bytes(Vec<u8>),
    /// It is larger than is read.
    TooLarge,
    /// Telegram did not give it.
    Failed,
}
