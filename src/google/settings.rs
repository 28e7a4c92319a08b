//! What can be set about Google.

use clap::Args;
use secrecy::SecretString;
use url::Url;

/// Settings of Google Calendar.
#[derive(Debug, Clone, Args)]
#[group(skip)]
pub struct Settings {
    /// OAuth client id; required
    #[arg(long = "GOOGLE_CLIENT_ID")]
    pub client_id: String,

    /// OAuth client secret; required
    #[arg(long = "GOOGLE_CLIENT_SECRET")]
    pub client_secret: SecretString,

    /// Refresh token of the grant, from `janji connect`; required
    #[arg(long = "GOOGLE_REFRESH_TOKEN")]
    pub refresh_token: SecretString,

    /// Calendar that is kept
    #[arg(long = "CALENDAR_ID", default_value = "primary")]
    pub calendar: String,

    /// Another root for every Google host, token and calendar alike
    #[arg(id = "GOOGLE_API_URL", long = "GOOGLE_API_URL")]
    pub api_url: Option<Url>,
}
