//! The link with which the first person becomes the owner.

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

/// The secret in a claim link: as good as a password, so it is never stored or logged, and `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct ClaimCode(String);

impl ClaimCode {
    /// What tells a claim from other things that a `/start` can carry.
    const PREFIX: &str = "own-";

    /// A code from 128 random bits.
    #[must_use]
    pub fn from_random(bits: [u8; 16]) -> Self {
        Self(BASE64URL_NOPAD.encode(&bits))
    }

    /// The code that a `/start` carries, if it carries one.
    #[must_use]
    pub fn from_payload(payload: &str) -> Option<Self> {
        payload.trim().strip_prefix(Self::PREFIX).map(|code| Self(code.to_owned()))
    }

    /// The code in a whole message, if the message is what Telegram sends when a claim link is opened.
    #[must_use]
    pub fn from_message(text: &str) -> Option<Self> {
        Self::from_payload(text.trim().strip_prefix("/start ")?)
    }

    /// The link to be opened, at the bot with this name (Bot API, "Deep linking").
    #[must_use]
    pub fn link(&self, username: &str) -> String {
        format!("https://t.me/{username}?start={}{}", Self::PREFIX, self.0)
    }

    /// What is stored of it: SHA-256, from which it cannot be recovered.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl std::fmt::Debug for ClaimCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClaimCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_carries_what_the_message_is_read_for() {
        let code = ClaimCode::from_random([7; 16]);
        let link = code.link("janji_bot");
        let (address, payload) = link.split_once("?start=").unwrap();
        assert_eq!(address, "https://t.me/janji_bot");
        let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        assert!(payload.len() <= 64 && payload.chars().all(is_allowed), "{payload}");
        assert_eq!(ClaimCode::from_message(&format!("/start {payload}")), Some(code.clone()));
        for other in ["/start", "/start 1", "/help", payload] {
            assert_eq!(ClaimCode::from_message(other), None, "{other}");
        }
        assert!(!format!("{code:?}").contains(&payload[4..]));
    }
}
