//! Whether guests get a mail of what is written.

/// Whether Google tells guests by mail of what is written (Calendar v3, `sendUpdates`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SendUpdates {
    /// To all whom it concerns: a person has said yes to that.
    All,
    /// To nobody.
    None,
}

impl SendUpdates {
    /// The parameter of a call.
    pub(super) fn query(self) -> (&'static str, String) {
        let to = match self {
            Self::All => "all",
            Self::None => "none",
        };
        ("sendUpdates", to.to_owned())
    }
}
