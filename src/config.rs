//! Gathers the settings that each room declares.
//!
//! One declaration a setting gives its name, its meaning, its default and its check; `--help` and the table in the
//! README are made from it. Settings come from the environment, else from `.env` in the current folder; every secret
//! can also be in a file that `NAME_FILE` names. Whatever is wrong is said in one sentence.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, CommandFactory, Parser};

use crate::env_file::EnvFile;
use crate::{accounts, chat, google, reminders, store, sync, telegram, telemetry, web};

/// All settings of `janji run`.
#[derive(Debug, Clone, Parser)]
#[command(no_binary_name = true, disable_help_flag = true, disable_version_flag = true)]
pub struct Config {
    /// The Bot API.
    #[command(flatten)]
    pub telegram: telegram::Settings,
    /// Google Calendar.
    #[command(flatten)]
    pub google: google::Settings,
    /// People's own accounts.
    #[command(flatten)]
    pub accounts: accounts::Settings,
    /// Redis.
    #[command(flatten)]
    pub store: store::Settings,
    /// Conversations.
    #[command(flatten)]
    pub chat: chat::Settings,
    /// Reminders.
    #[command(flatten)]
    pub reminders: reminders::Settings,
    /// Sync.
    #[command(flatten)]
    pub sync: sync::Settings,
    /// Health and metrics.
    #[command(flatten)]
    pub web: web::Settings,
    /// Logs.
    #[command(flatten)]
    pub telemetry: telemetry::Settings,
    /// Where the owner may have themselves written down; no setting, and nowhere unless the command says so.
    #[arg(skip)]
    pub env_file: Option<EnvFile>,
}

/// Settings whose values are never shown, and which can be read from a file.
pub const SECRETS: [&str; 5] =
    ["TELOXIDE_TOKEN", "GOOGLE_CLIENT_SECRET", "GOOGLE_REFRESH_TOKEN", "JANJI_SECRET_KEY", "REDIS_URL"];

/// What our own settings begin with: an unknown one is a mistake.
const OURS: &str = "JANJI_";

/// Names in the environment of which the settings are read.
pub type Environment = BTreeMap<String, String>;

/// The environment of this process, and beneath it the `.env` of the current folder.
///
/// # Errors
/// When `.env` is there but cannot be read.
pub fn environment() -> anyhow::Result<Environment> {
    let mut file = Environment::new();
    if Path::new(".env").is_file() {
        for pair in dotenvy::from_filename_iter(".env").context(".env cannot be read")? {
            let (name, value) =
                pair.map_err(|_| anyhow!(".env has a line that is no NAME=value; put values with spaces in quotes"))?;
            file.insert(name, value);
        }
    }
    let process =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(layered(file, process))
}

/// The values of `file`, and over them those of the process. An empty value is none: it hides nothing.
fn layered(file: Environment, process: impl Iterator<Item = (String, String)>) -> Environment {
    file.into_iter().chain(process).filter(|(_, value)| !value.is_empty()).collect()
}

impl Config {
    /// The settings that an environment gives.
    ///
    /// # Errors
    /// One sentence that names the setting that is missing, wrong or unknown, and how to fix it.
    pub fn from_environment(environment: &Environment) -> anyhow::Result<Self> {
        let config: Self = read(environment)?;
        if config.google.refresh_token.is_none() && config.accounts.secret_key.is_none() {
            bail!(
                "GOOGLE_REFRESH_TOKEN is missing; run `janji connect`, or set JANJI_SECRET_KEY (`janji keys new` prints one) so that people sign in from the chat"
            );
        }
        if config.accounts.sign_up != accounts::SignUpMode::Listed && config.accounts.secret_key.is_none() {
            bail!(
                "JANJI_SIGN_UP lets in people who bring calendars of their own; set JANJI_SECRET_KEY (`janji keys new` prints one)"
            );
        }
        Ok(config)
    }

    /// Every setting with its value, secrets and names of people hidden: what is shown at start.
    #[must_use]
    pub fn redacted(environment: &Environment) -> Vec<(String, String)> {
        let value = |arg: &Arg| {
            let name = name_of(arg);
            if SECRETS.contains(&name.as_str()) {
                let is_given = matches!(value_of(&name, environment), Ok(Some(_)));
                return if is_given { "(hidden)".to_owned() } else { String::new() };
            }
            environment.get(&name).map_or_else(|| default_of(arg), |value| without_mail(value))
        };
        Self::command().get_arguments().map(|arg| (name_of(arg), value(arg))).collect()
    }
}

/// A value without what stands before the `@` of a mail address: calendars are named by such.
fn without_mail(value: &str) -> String {
    match value.rsplit_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => value.to_owned(),
    }
}

/// Reads the settings that `T` declares, whichever rooms they are of.
///
/// # Errors
/// One sentence that names the setting that is missing, wrong or unknown, and how to fix it.
pub fn read<T: Parser>(environment: &Environment) -> anyhow::Result<T> {
    refuse_unknown(environment)?;
    let command = T::command();
    let mut words = Vec::new();
    for arg in command.get_arguments() {
        let name = name_of(arg);
        if let Some(value) = value_of(&name, environment)? {
            words.push(format!("--{name}={value}"));
        }
    }
    T::try_parse_from(words).map_err(|error| anyhow!(sentence(&error)))
}

/// The table of settings: name, meaning, default.
#[must_use]
pub fn table() -> Vec<[String; 3]> {
    Config::command()
        .get_arguments()
        .map(|arg| [name_of(arg), arg.get_help().map(ToString::to_string).unwrap_or_default(), default_of(arg)])
        .collect()
}

/// The table of settings as `--help` shows it.
#[must_use]
pub fn help() -> String {
    let rows = table();
    let width = rows.iter().map(|[name, ..]| name.len()).max().unwrap_or_default();
    let mut text = String::from("Settings (from the environment or .env; secrets also as NAME_FILE):\n");
    for [name, meaning, default] in rows {
        let default = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name:width$}  {meaning}{default}");
    }
    text
}

/// A declared setting's name in the environment.
fn name_of(arg: &Arg) -> String {
    arg.get_long().unwrap_or_default().to_owned()
}

fn default_of(arg: &Arg) -> String {
    arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(",")
}

/// The value of a setting, from the environment or the file that `NAME_FILE` names.
///
/// An empty value or file means the same as none: that is what `NAME=` in compose files and the credentials of a new
/// package come to.
fn value_of(name: &str, environment: &Environment) -> anyhow::Result<Option<String>> {
    let given = |name: &str| environment.get(name).filter(|value| !value.is_empty()).cloned();
    let filed = match given(&format!("{name}_FILE")).filter(|_| SECRETS.contains(&name)) {
        Some(path) => {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{name}_FILE names {path}, which cannot be read"))?;
            Some(text.trim_end_matches(['\r', '\n']).to_owned()).filter(|value| !value.is_empty())
        }
        None => None,
    };
    match (given(name), filed) {
        (Some(_), Some(_)) => bail!("{name} and {name}_FILE are both set; keep one of them"),
        (plain, filed) => Ok(plain.or(filed)),
    }
}

/// Refuses settings that begin like ours and are none.
fn refuse_unknown(environment: &Environment) -> anyhow::Result<()> {
    let command = Config::command();
    let known: Vec<String> = command.get_arguments().map(name_of).collect();
    let is_file = |name: &str| name.strip_suffix("_FILE").is_some_and(|name| SECRETS.contains(&name));
    let is_known = |name: &str| known.iter().any(|known| known == name) || is_file(name);
    for name in environment.keys().filter(|name| name.starts_with(OURS)) {
        if !is_known(name) {
            let close = known.iter().filter(|known| known.starts_with(OURS)).min_by_key(|known| distance(known, name));
            let hint = close.map(|close| format!("; did you mean {close}?")).unwrap_or_default();
            bail!("{name} is no setting of Janji{hint}");
        }
    }
    Ok(())
}

/// How many letters differ, roughly: enough for a hint.
fn distance(a: &str, b: &str) -> usize {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a.len().max(b.len()) - common
}

/// What the parser complained about, in one sentence that names the setting and the fix.
fn sentence(error: &clap::Error) -> String {
    let names: Vec<String> = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(name)) => vec![bare(name)],
        Some(ContextValue::Strings(names)) => names.iter().map(|name| bare(name)).collect(),
        _ => Vec::new(),
    };
    let name = listed(&names);
    let is_secret = SECRETS.iter().any(|secret| name.contains(secret));
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(value)) if !is_secret => format!("'{value}'"),
        _ => "not usable".to_owned(),
    };
    let choices = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(choices)) if !choices.is_empty() => format!("use one of {}", choices.join(", ")),
        _ => std::error::Error::source(error).map_or_else(|| "see `janji run --help`".to_owned(), ToString::to_string),
    };
    match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            let (are, them) = if names.len() == 1 { ("is", "it") } else { ("are", "them") };
            format!("{name} {are} missing; set {them} in the environment or in .env (see .env.example)")
        }
        _ => format!("{name} is {value}: {choices}"),
    }
}

/// Names as a sentence lists them: "A", "A and B", "A, B and C".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// `--NAME <NAME>` as the parser writes it, without the ornaments.
fn bare(name: &str) -> String {
    name.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        let required = [
            ("TELOXIDE_TOKEN", "12345:abcdefghijklmnopqrst"),
            ("GOOGLE_CLIENT_ID", "id"),
            ("GOOGLE_CLIENT_SECRET", "secret"),
            ("GOOGLE_REFRESH_TOKEN", "refresh"),
        ];
        required.iter().chain(pairs).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn complaint(pairs: &[(&str, &str)]) -> String {
        Config::from_environment(&environment(pairs)).unwrap_err().to_string()
    }

    #[test]
    fn the_required_settings_are_enough() {
        let config = Config::from_environment(&environment(&[])).unwrap();
        assert_eq!(config.chat.time_zone, chrono_tz::Asia::Kuala_Lumpur);
        assert_eq!(config.reminders.leads, vec![crate::model::Lead { minutes: 10 }]);
        assert!(config.chat.access().users.is_empty());
    }

    #[test]
    fn lists_are_comma_separated() {
        let config = Config::from_environment(&environment(&[
            ("JANJI_ALLOWED_USERS", "1,2"),
            ("JANJI_ALLOWED_CHATS", "-100"),
            ("JANJI_LEADS", "10m,1h"),
        ]));
        let config = config.unwrap();
        assert_eq!(config.chat.allowed_users.len(), 2);
        assert_eq!(config.chat.allowed_chats, vec![crate::model::ChatId(-100)]);
        assert_eq!(config.reminders.leads.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_said_in_one_sentence_that_names_it() {
        for (name, value) in [
            ("TELOXIDE_TOKEN", "nonsense"),
            ("JANJI_LEADS", "soon"),
            ("JANJI_TIME_ZONE", "Mars/Olympus"),
            ("JANJI_LANGUAGE", "fr"),
            ("JANJI_ALLOWED_USERS", "me"),
            ("JANJI_ALLOWED_CHATS", "100"),
            ("JANJI_SYNC_INTERVAL", "1s"),
            ("JANJI_HTTP", "here"),
            ("JANJI_LOG", "loud"),
            ("JANJI_ZONE", "Asia/Tokyo"),
        ] {
            let said = complaint(&[(name, value)]);
            assert!(said.starts_with(name), "{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
    }

    #[test]
    fn a_missing_setting_is_named() {
        let mut environment = environment(&[]);
        environment.remove("GOOGLE_CLIENT_ID");
        let said = Config::from_environment(&environment).unwrap_err().to_string();
        assert!(said.starts_with("GOOGLE_CLIENT_ID is missing"), "{said}");
        environment.insert("GOOGLE_CLIENT_ID".to_owned(), "id".to_owned());
        environment.remove("GOOGLE_REFRESH_TOKEN");
        let said = Config::from_environment(&environment).unwrap_err().to_string();
        assert!(
            said.starts_with("GOOGLE_REFRESH_TOKEN is missing; run `janji connect`, or set JANJI_SECRET_KEY"),
            "{said}"
        );
    }

    #[test]
    fn there_is_a_calendar_of_the_settings_or_people_bring_their_own() {
        let key = ("JANJI_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
        let none = [("GOOGLE_REFRESH_TOKEN", "")];
        assert!(complaint(&none).starts_with("GOOGLE_REFRESH_TOKEN is missing"), "{}", complaint(&none));
        assert!(Config::from_environment(&environment(&[none[0], key])).is_ok());
        assert!(complaint(&[("JANJI_SIGN_UP", "open")]).starts_with("JANJI_SIGN_UP"));
        assert!(Config::from_environment(&environment(&[("JANJI_SIGN_UP", "open"), key])).is_ok());
        let said = complaint(&[("JANJI_SECRET_KEY", "hunter2")]);
        assert!(said.starts_with("JANJI_SECRET_KEY") && !said.contains("hunter2"), "{said}");
    }

    #[test]
    fn several_missing_settings_are_listed_in_one_sentence() {
        let said = Config::from_environment(&Environment::new()).unwrap_err().to_string();
        let expected = "TELOXIDE_TOKEN, GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are missing; \
                        set them in the environment or in .env (see .env.example)";
        assert_eq!(said, expected);
    }

    #[test]
    fn a_secret_is_never_repeated() {
        assert!(!complaint(&[("TELOXIDE_TOKEN", "hunter2")]).contains("hunter2"));
        let shown = Config::redacted(&environment(&[]));
        assert!(shown.iter().all(|(_, value)| !value.contains("abcdefghij") && !value.contains("refresh")));
    }

    #[test]
    fn a_mail_address_is_not_shown_whole() {
        let shown = Config::redacted(&environment(&[("CALENDAR_ID", "ana@example.com")]));
        let calendar = shown.iter().find(|(name, _)| name == "CALENDAR_ID");
        assert_eq!(calendar.map(|(_, value)| value.as_str()), Some("…@example.com"));
    }

    /// A file that holds `text`.
    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn a_secret_can_be_in_a_file() {
        let file = file("from-file\n");
        let mut environment = environment(&[("GOOGLE_REFRESH_TOKEN_FILE", file.path().to_str().unwrap())]);
        assert!(Config::from_environment(&environment).unwrap_err().to_string().contains("both set"));
        environment.remove("GOOGLE_REFRESH_TOKEN");
        let config = Config::from_environment(&environment).unwrap();
        assert_eq!(config.google.refresh_token.unwrap().expose_secret(), "from-file");
    }

    #[test]
    fn every_secret_can_be_in_a_file_and_an_empty_file_is_none() {
        let file = file("\n");
        for name in SECRETS {
            let mut environment = environment(&[]);
            environment.insert(format!("{name}_FILE"), file.path().to_str().unwrap().to_owned());
            assert!(Config::from_environment(&environment).is_ok(), "{name}");
            let is_given = environment.contains_key(name);
            let shown = Config::redacted(&environment);
            assert_eq!(shown.iter().any(|(shown, value)| shown == name && !value.is_empty()), is_given, "{name}");
        }
    }

    #[test]
    fn the_process_comes_before_the_file_unless_its_value_is_empty() {
        let name = "JANJI_ALLOWED_USERS";
        let pair = |value: &str| (name.to_owned(), value.to_owned());
        for (file, process, value) in
            [("7", Some("8"), Some("8")), ("7", Some(""), Some("7")), ("7", None, Some("7")), ("", Some(""), None)]
        {
            let found = layered(Environment::from([pair(file)]), process.map(pair).into_iter());
            assert_eq!(found.get(name).map(String::as_str), value, "{file:?} beneath {process:?}");
        }
    }
}
