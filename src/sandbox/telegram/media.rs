//! Pictures and documents, with their captions.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde_json::{Value, json};

use super::html::{self, Entity};

/// A picture or document with its caption.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Media {
    /// How it is shown.
    pub kind: MediaKind,
    /// The name of the file.
    pub name: String,
    /// By which the file is downloaded.
    pub file: String,
    /// The words under it; empty without.
    pub caption: String,
    /// What the tags in the caption said.
    pub entities: Vec<Entity>,
    /// What is in the file.
    #[serde(skip)]
    pub bytes: Arc<[u8]>,
}

/// How a file is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// In the chat.
    Picture,
    /// As a file to open.
    Document,
}

impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} ({} bytes): {}", self.kind, self.name, self.bytes.len(), self.caption)
    }
}

impl Media {
    /// A file that a person sends, with these words under it.
    #[must_use]
    pub fn new(kind: MediaKind, name: &str, bytes: &[u8], caption: &str) -> Self {
        let entities = html::found_in(caption);
        let (name, caption) = (name.to_owned(), caption.to_owned());
        Self { kind, file: id_of(bytes), name, caption, entities, bytes: bytes.into() }
    }

    /// The fields of a `Message` of the Bot API.
    pub(super) fn put_into(&self, wire: &mut Value) {
        let size = self.bytes.len();
        match self.kind {
            MediaKind::Picture => {
                wire["photo"] = json!([{
                    "file_id": self.file, "file_unique_id": self.file, "file_size": size, "width": 320, "height": 320,
                }]);
            }
            MediaKind::Document => {
                let is_calendar = self.name.rsplit_once('.').is_some_and(|(_, ending)| ending == "ics");
                let mime = if is_calendar { "text/calendar" } else { "application/octet-stream" };
                wire["document"] = json!({
                    "file_id": self.file, "file_unique_id": self.file, "file_size": size, "file_name": self.name,
                    "mime_type": mime,
                });
            }
        }
        if !self.caption.is_empty() {
            wire["caption"] = self.caption.as_str().into();
        }
        if !self.entities.is_empty() {
            wire["caption_entities"] = json!(self.entities);
        }
    }
}

/// The name under which a file is kept: the same for the same bytes.
pub(super) fn id_of(bytes: &[u8]) -> String {
    let sum = bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("file{sum:016x}")
}
