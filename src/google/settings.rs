//! What can be set about Google.

use clap::Args;
use secrecy::SecretString;
use url::Url;

use super::Credentials;

/// Settings of Google Calendar.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// The OAuth client.
    #[command(flatten)]
    pub client: ClientSettings,

    /// Refresh token for the calendar that all listed users share, from `janji connect`; required unless
    /// `JANJI_SECRET_KEY` is set
    #[arg(long = "GOOGLE_REFRESH_TOKEN")]
    pub refresh_token: Option<SecretString>,

    /// Calendar to sync
    #[arg(long = "CALENDAR_ID", default_value = "primary")]
    pub calendar: String,
}

/// Settings of the OAuth client: all that `janji connect` needs.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct ClientSettings {
    /// OAuth client id; required
    #[arg(id = "GOOGLE_CLIENT_ID", long = "GOOGLE_CLIENT_ID")]
    pub id: String,

    /// OAuth client secret; required
    #[arg(id = "GOOGLE_CLIENT_SECRET", long = "GOOGLE_CLIENT_SECRET")]
    pub secret: SecretString,

    /// A different address for all of Google's APIs, tokens included
    #[arg(id = "GOOGLE_API_URL", long = "GOOGLE_API_URL")]
    pub api_url: Option<Url>,
}

impl Settings {
    /// What opens the shared account, if there is one.
    #[must_use]
    pub fn access(&self) -> Option<Credentials> {
        Some(Credentials {
            client_id: self.client.id.clone(),
            client_secret: self.client.secret.clone(),
            refresh_token: self.refresh_token.clone()?,
            api_url: self.client.api_url.clone(),
        })
    }
}
