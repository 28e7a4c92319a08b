//! What can be wrong with the storage.

use serde::{Deserialize, Serialize};

/// Why data could be lost, or the bot not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StorageRisk {
    /// It is older than 6.2.
    TooOld {
        /// Its version.
        version: String,
    },
    /// It keeps no append-only file, so a crash loses what came since the last snapshot.
    NoAppendOnlyFile,
    /// When it is full it forgets records instead of refusing new ones.
    Evicts {
        /// Its policy.
        policy: String,
    },
    /// It is a node of a cluster, and the settings do not say so.
    InCluster,
    /// Nothing has some slots of the cluster: what is in them cannot be read or written.
    Uncovered {
        /// How many.
        slots: u32,
    },
    /// Some primaries of the cluster have no replica: when one is lost, so is what it held.
    WithoutReplica {
        /// How many.
        primaries: u32,
    },
    /// It answers and does not write: it is full, or a replica, or this user may not.
    Refuses {
        /// Its own word for why.
        word: String,
    },
}

impl StorageRisk {
    /// Whether nothing can be done with it as it is.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Refuses { .. } | Self::InCluster | Self::Uncovered { .. } => true,
            Self::TooOld { .. } | Self::NoAppendOnlyFile | Self::Evicts { .. } | Self::WithoutReplica { .. } => false,
        }
    }
}
