//! Whose calendars there are: the one of the settings, and those of people who signed in from the chat.
//!
//! [`Directory`] knows which calendars a chat shows, who is told of an account's events, and how to open it at Google.
//! What a person has is one record in Redis; an account exists as long as it stands there. Tokens are sealed ([`seal`]
//! has how) and opened only on the way to Google. [`sign_in`] is the way in, from the consent link to the record;
//! [`calendars`] is which calendars of a Google account are read.

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

/// What an operator is told whose keys do not fit.
pub const WRONG_KEY: &str = "JANJI_SECRET_KEY does not open what is in Redis: put the old key back (\"new,old\" while you change it), or set another JANJI_REDIS_PREFIX to begin with nothing; no token was deleted";
