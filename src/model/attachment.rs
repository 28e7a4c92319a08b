//! A file that goes with a message.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A picture or a document that is sent with a message, whose text becomes its caption.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// How Telegram shows it.
    pub kind: AttachmentKind,
    /// The name of the file.
    pub name: String,
    /// What is in the file.
    #[serde(with = "base64")]
    pub bytes: Arc<[u8]>,
}

/// How Telegram shows an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// In the chat itself: PNG or JPEG.
    Picture,
    /// As a file to open.
    Document,
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} ({} bytes)", self.kind, self.name, self.bytes.len())
    }
}

/// Bytes as text in records.
mod base64 {
    use std::sync::Arc;

    use data_encoding::BASE64;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &Arc<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<[u8]>, D::Error> {
        let text = String::deserialize(deserializer)?;
        BASE64.decode(text.as_bytes()).map(Arc::from).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_being_kept() {
        let picture =
            Attachment { kind: AttachmentKind::Picture, name: "week.png".into(), bytes: Arc::from([0, 255, 7]) };
        let text = serde_json::to_string(&picture).unwrap();
        assert_eq!(serde_json::from_str::<Attachment>(&text).unwrap(), picture);
    }
}
