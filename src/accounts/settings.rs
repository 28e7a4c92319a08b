//! Settings of people's own accounts.

use clap::{Args, ValueEnum};
use secrecy::{ExposeSecret, SecretString};

use super::{SecretKeys, SignUp};

/// Settings of people's own Google accounts.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// Key that seals people's Google tokens, from `janji keys new`; if you list several, separated by commas, the
    /// first seals new tokens and any of them can open old ones; without a key, nobody can sign in from the chat
    #[arg(long = "JANJI_SECRET_KEY", value_parser = parse_keys)]
    pub secret_key: Option<SecretString>,

    /// Who else may use the bot, with their own calendars: listed (nobody), invited (people with a link from /invite)
    /// or open (anyone)
    #[arg(long = "JANJI_SIGN_UP", default_value = "listed")]
    pub sign_up: SignUpMode,

    /// How many people may have their own calendars when sign-up is open
    #[arg(long = "JANJI_MAX_USERS", default_value = "50")]
    pub max_users: u64,
}

/// Who may use the bot besides the listed users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignUpMode {
    /// No one.
    Listed,
    /// People whom the operator invites.
    Invited,
    /// Anyone.
    Open,
}

impl Settings {
    /// Who may use the bot besides the listed users.
    #[must_use]
    pub fn sign_up(&self) -> SignUp {
        match self.sign_up {
            SignUpMode::Listed => SignUp::Listed,
            SignUpMode::Invited => SignUp::Invited,
            SignUpMode::Open => SignUp::Open { most: self.max_users },
        }
    }

    /// The keys, if there are any.
    #[must_use]
    pub fn keys(&self) -> Option<SecretKeys> {
        // They were checked when the setting was read.
        self.secret_key.as_ref()?.expose_secret().parse().ok()
    }
}

fn parse_keys(text: &str) -> Result<SecretString, String> {
    text.parse::<SecretKeys>().map(|_| text.into())
}
