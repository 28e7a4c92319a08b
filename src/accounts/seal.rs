//! Seals (encrypts) secrets at rest: XChaCha20-Poly1305, with a random nonce for each, and its purpose as associated
//! data. Pure, apart from the system's source of random bytes.
//!
//! A sealed secret is text: the id of its key, a dot, and nonce and ciphertext in base64url. It opens only with the key
//! and for the purpose that it was sealed with: a record copied to another person does not open.

use std::str::FromStr;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::{Digest, Sha256};

use crate::model::Sealed;

/// The length of a key in bytes.
const KEY_BYTES: usize = 32;

/// The length of a nonce in bytes.
const NONCE_BYTES: usize = 24;

/// How many letters identify a key: enough to tell a few apart, and they reveal nothing about it.
const ID_LETTERS: usize = 8;

/// The keys that seal and open: the first seals, all of them open.
#[derive(Debug, Clone)]
pub struct SecretKeys {
    first: SecretKey,
    others: Vec<SecretKey>,
}

/// One key, and its id.
#[derive(Debug, Clone)]
struct SecretKey {
    id: String,
    bytes: SecretSlice<u8>,
}

/// Why a sealed secret does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnsealError {
    /// None of the keys is the one it was sealed with.
    #[error("no key of JANJI_SECRET_KEY is the one this was sealed with")]
    OtherKey,
    /// It was changed, or sealed for another purpose.
    #[error("it was changed after it was sealed, or sealed for something else")]
    Damaged,
}

impl SecretKeys {
    /// A new key as text, for the setting: 32 random bytes in base64.
    #[must_use]
    pub fn generate() -> SecretString {
        BASE64.encode(&rand::random::<[u8; KEY_BYTES]>()).into()
    }

    /// Seals a secret for one purpose, such as a certain person's account.
    ///
    /// # Panics
    /// Never in practice: the cipher refuses only what is longer than 256 GB.
    #[must_use]
    pub fn seal(&self, secret: &SecretString, purpose: &str) -> Sealed {
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let aad = self.first.bind(purpose);
        let payload = Payload { msg: secret.expose_secret().as_bytes(), aad: aad.as_bytes() };
        let sealed = self.first.cipher().encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.expect("a secret is short");
        Sealed(format!("{}.{}", self.first.id, BASE64URL_NOPAD.encode(&[nonce.as_slice(), &sealed].concat())))
    }

    /// Opens what was sealed for this purpose.
    ///
    /// # Errors
    /// If no key is the one it was sealed with, or it was sealed for another purpose.
    pub fn open(&self, sealed: &Sealed, purpose: &str) -> Result<SecretString, UnsealError> {
        let (id, text) = sealed.0.split_once('.').ok_or(UnsealError::Damaged)?;
        let key = self.all().find(|key| key.id == id).ok_or(UnsealError::OtherKey)?;
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| UnsealError::Damaged)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(UnsealError::Damaged)?;
        let aad = key.bind(purpose);
        let payload = Payload { msg: sealed, aad: aad.as_bytes() };
        let opened = key.cipher().decrypt(&XNonce::from(*nonce), payload).map_err(|_| UnsealError::Damaged)?;
        String::from_utf8(opened).map(SecretString::from).map_err(|_| UnsealError::Damaged)
    }

    /// Whether this was sealed with the first key, the current one.
    #[must_use]
    pub fn is_current(&self, sealed: &Sealed) -> bool {
        sealed.0.split_once('.').is_some_and(|(id, _)| id == self.first.id)
    }

    fn all(&self) -> impl Iterator<Item = &SecretKey> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

impl SecretKey {
    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new_from_slice(self.bytes.expose_secret()).expect("its length was checked when it was read")
    }

    /// The associated data of a secret: the key's id and the purpose.
    fn bind(&self, purpose: &str) -> String {
        format!("janji 1 {} {purpose}", self.id)
    }
}

impl FromStr for SecretKeys {
    type Err = String;

    /// Reads the setting: keys of 32 bytes in base64, separated by commas.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "a key is 32 bytes in base64; `janji keys new` prints one".to_owned();
        let mut keys = Vec::new();
        for text in text.split(',').map(str::trim) {
            let bytes = BASE64.decode(text.as_bytes()).map_err(|_| wrong())?;
            if bytes.len() != KEY_BYTES {
                return Err(wrong());
            }
            let digest = Sha256::digest([b"janji key ".as_slice(), &bytes].concat());
            let id = HEXLOWER.encode(&digest)[..ID_LETTERS].to_owned();
            keys.push(SecretKey { id, bytes: bytes.into() });
        }
        let mut keys = keys.into_iter();
        let first = keys.next().ok_or_else(wrong)?;
        Ok(Self { first, others: keys.collect() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OLD: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const NEW: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    fn keys(text: &str) -> SecretKeys {
        text.parse().unwrap()
    }

    fn opened(keys: &SecretKeys, sealed: &Sealed, purpose: &str) -> Result<String, UnsealError> {
        keys.open(sealed, purpose).map(|secret| secret.expose_secret().to_owned())
    }

    #[test]
    fn what_is_sealed_opens_only_with_its_key_and_for_its_purpose() {
        let sealed = keys(OLD).seal(&"1//token".into(), "person 7 account a");
        assert!(!sealed.0.contains("token"));
        assert_eq!(opened(&keys(OLD), &sealed, "person 7 account a").unwrap(), "1//token");
        assert_eq!(opened(&keys(OLD), &sealed, "person 8 account a"), Err(UnsealError::Damaged));
        assert_eq!(opened(&keys(NEW), &sealed, "person 7 account a"), Err(UnsealError::OtherKey));
    }

    #[test]
    fn the_first_key_seals_and_all_of_them_open() {
        let old = keys(OLD).seal(&"token".into(), "x");
        let both = keys(&format!("{NEW}, {OLD}"));
        assert_eq!(opened(&both, &old, "x").unwrap(), "token");
        let fresh = both.seal(&"token".into(), "x");
        assert!(!both.is_current(&old) && both.is_current(&fresh));
        assert_eq!(opened(&keys(NEW), &fresh, "x").unwrap(), "token");
        assert_eq!(opened(&keys(OLD), &fresh, "x"), Err(UnsealError::OtherKey));
    }

    #[test]
    fn the_same_secret_is_never_sealed_the_same_way_twice() {
        assert_ne!(keys(OLD).seal(&"token".into(), "x"), keys(OLD).seal(&"token".into(), "x"));
    }

    #[test]
    fn keys_that_are_none_are_refused() {
        let short = BASE64.encode(&[0; 31]);
        for text in ["", "hunter2", &short, &format!("{OLD},"), &format!("{OLD},x")] {
            assert!(text.parse::<SecretKeys>().is_err(), "{text}");
        }
        let fresh = SecretKeys::generate();
        assert!(fresh.expose_secret().parse::<SecretKeys>().is_ok());
    }

    #[test]
    fn nothing_secret_is_in_what_debug_shows() {
        let shown = format!("{:?} {:?}", keys(OLD), keys(OLD).seal(&"token".into(), "x"));
        assert!(!shown.contains("AAAA") && !shown.contains("token"), "{shown}");
    }

    proptest! {
        #[test]
        fn one_changed_byte_opens_nothing(secret in ".{0,60}", place in 0usize..4096, bit in 0u8..7) {
            let sealed = keys(OLD).seal(&secret.clone().into(), "x");
            prop_assert_eq!(opened(&keys(OLD), &sealed, "x").unwrap(), secret);
            let mut bytes = sealed.0.into_bytes();
            let place = place % bytes.len();
            bytes[place] ^= 1 << bit;
            let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
            prop_assert!(keys(OLD).open(&Sealed(text), "x").is_err());
        }

        #[test]
        fn any_text_opens_to_nothing_and_never_panics(text in ".{0,200}") {
            prop_assert!(keys(OLD).open(&Sealed(text), "x").is_err());
        }
    }
}
