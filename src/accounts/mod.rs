//! Which calendars there are: the one from the settings, and those of people who signed in from the chat.
//!
//! [`Directory`] knows which calendars a chat shows, who is told about an account's events, and how to open it at
//! Google. A person has one record in Redis, and an account exists as long as it is named there. Tokens are sealed (see
//! [`seal`]) and opened only to call Google. [`sign_in`] goes from the consent link to the record; [`calendars`]
//! chooses which calendars of a Google account are read.

pub mod calendars;
mod channels;
mod directory;
mod rotate;
mod seal;
mod settings;
pub mod sign_in;

pub use directory::{Audience, Directory, OpenError, People, Shown, SignUp, Way};
pub use rotate::{Rotated, rotate};
pub use seal::{SecretKeys, UnsealError};
pub use settings::{Settings, SignUpMode};

/// What the operator is told if the keys do not fit.
pub const WRONG_KEY: &str = "JANJI_SECRET_KEY does not open what is in Redis: put the old key back (\"new,old\" while you change it), or set another JANJI_REDIS_PREFIX to begin with nothing; no token was deleted";
