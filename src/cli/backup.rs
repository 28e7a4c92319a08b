//! `janji backup` and `janji restore`: everything that Janji keeps in Redis, to a file and back.
//!
//! The file has a line that says what it is, and one line of JSON a record. It holds titles and texts. People's
//! tokens are in it as they are in Redis, sealed; every other secret stands in the settings.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use clap::Args;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};

use crate::app;
use crate::config::{self, Config};
use crate::model::BotId;
use crate::store::backup::{BackupRecord, Vault};
use crate::store::server::{self, PrivateRedis};
use crate::store::{self, Keys, LAYOUT};
use crate::telegram;

/// What the first line of a file says it is.
const FORMAT: &str = "janji backup";

/// What can be chosen of a backup.
#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// File to write; replaces an existing one
    file: PathBuf,
}

/// What can be chosen of a restoration.
#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// File that `janji backup` wrote
    file: PathBuf,
    /// First delete everything Janji keeps in this Redis
    #[arg(long)]
    replace: bool,
}

/// The first line of a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct BackupHeader {
    format: String,
    version: String,
    layout: u32,
    bot: BotId,
    records: usize,
}

/// Writes everything that Janji keeps to a file; the bot may run meanwhile.
pub(super) async fn backup(arguments: BackupArguments) -> anyhow::Result<ExitCode> {
    let (config, bot) = settings()?;
    let memory = reach(&config.store).await?;
    let mut vault = Vault::connect(memory.url(), Keys::new(&config.store.prefix, bot))
        .await
        .context("Redis does not answer: is it running, and is REDIS_URL right?")?;
    let records = vault.records().await.context("the records could not be read from Redis")?;
    memory.close().await;
    let written = write(&arguments.file, bot, &records);
    written.with_context(|| format!("{} cannot be written", arguments.file.display()))?;
    println!(
        "Saved {} records to {}. Keep the file private: it holds titles and texts.",
        records.len(),
        arguments.file.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// Puts back what a backup holds; the bot must not run meanwhile.
pub(super) async fn restore(arguments: RestoreArguments) -> anyhow::Result<ExitCode> {
    let (config, bot) = settings()?;
    let records =
        read(&arguments.file, bot).with_context(|| format!("{} is not restored", arguments.file.display()))?;
    let memory = app::open_memory(&config.store).await?;
    let mut vault = Vault::connect(memory.url(), Keys::new(&config.store.prefix, bot))
        .await
        .context("Redis does not answer: is it running, and is REDIS_URL right?")?;
    let outcome = fill(&mut vault, &records, arguments.replace).await;
    memory.close().await;
    outcome?;
    println!("Restored {} records. The next `janji run` compares them with Google.", records.len());
    Ok(ExitCode::SUCCESS)
}

async fn fill(vault: &mut Vault, records: &[BackupRecord], replace: bool) -> anyhow::Result<()> {
    ensure!(!vault.is_in_use().await?, "a bot is running on this Redis: stop it, wait ten seconds, and try again");
    if replace {
        vault.clear().await?;
    }
    let there = vault.count().await?;
    ensure!(there == 0, "this Redis already keeps {there} records of Janji: add --replace to delete them first");
    vault.put(records).await.context("not everything was written: run the command again with --replace")
}

/// The settings, and which bot they are for.
fn settings() -> anyhow::Result<(Config, BotId)> {
    let config = Config::from_environment(&config::environment()?)?;
    let bot = telegram::bot_id(config.telegram.token.expose_secret()).context("TELOXIDE_TOKEN has no number")?;
    Ok((config, bot))
}

/// A Redis to read from.
enum Reached {
    /// The one that the settings name, or a private one that was started for this.
    Ours(app::Memory),
    /// The private one of a bot that runs.
    Running(String),
}

impl Reached {
    fn url(&self) -> &str {
        match self {
            Self::Ours(memory) => memory.url(),
            Self::Running(url) => url,
        }
    }

    async fn close(self) {
        match self {
            Self::Ours(memory) => memory.close().await,
            Self::Running(_) => {}
        }
    }
}

/// Finds the Redis of these settings, whether or not a bot is using it.
async fn reach(settings: &store::Settings) -> anyhow::Result<Reached> {
    match app::open_memory(settings).await {
        Ok(memory) => Ok(Reached::Ours(memory)),
        Err(error) => match error.downcast_ref() {
            Some(server::Error::InUse(_)) => {
                PrivateRedis::running_in(&settings.data).map(Reached::Running).ok_or(error)
            }
            _ => Err(error),
        },
    }
}

/// Writes a file that only its owner may read; the old file or the new one is there whole, whatever happens.
fn write(path: &Path, bot: BotId, records: &[BackupRecord]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::NamedTempFile::new_in(folder)?;
    let head = BackupHeader {
        format: FORMAT.into(),
        version: env!("CARGO_PKG_VERSION").into(),
        layout: LAYOUT,
        bot,
        records: records.len(),
    };
    let mut lines = BufWriter::new(file);
    serde_json::to_writer(&mut lines, &head)?;
    lines.write_all(b"\n")?;
    for record in records {
        serde_json::to_writer(&mut lines, record)?;
        lines.write_all(b"\n")?;
    }
    let file = lines.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Reads a whole file before anything is written anywhere.
fn read(path: &Path, bot: BotId) -> anyhow::Result<Vec<BackupRecord>> {
    let mut lines = BufReader::new(File::open(path).context("it cannot be opened")?).lines();
    let first = lines.next().context("it is empty")??;
    let head: BackupHeader = serde_json::from_str(&first).context("it is not a Janji backup")?;
    ensure!(head.format == FORMAT, "it is not a Janji backup");
    if head.layout > LAYOUT {
        bail!("Janji {} wrote it, which is newer than this one: restore it with that version", head.version);
    }
    ensure!(head.bot == bot, "it belongs to bot {}, but TELOXIDE_TOKEN belongs to bot {bot}", head.bot);
    let records: Vec<BackupRecord> = lines
        .enumerate()
        .map(|(index, line)| serde_json::from_str(&line?).with_context(|| format!("line {} cannot be read", index + 2)))
        .collect::<anyhow::Result<_>>()?;
    ensure!(records.len() == head.records, "it has {} records of {}: it was cut off", records.len(), head.records);
    Ok(records)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::backup::KeyContent;

    const BOT: BotId = BotId(42);

    fn records() -> Vec<BackupRecord> {
        let text =
            |key: &str, ttl_ms| BackupRecord { key: key.into(), content: KeyContent::String("{}".into()), ttl_ms };
        vec![text("chat:{1}:profile", None), text("chat:{1}:dialogue", Some(1_000))]
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup");
        write(&path, BOT, &records()).unwrap();
        assert_eq!(read(&path, BOT).unwrap(), records());
    }

    #[test]
    #[cfg(unix)]
    fn only_its_owner_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup");
        write(&path, BOT, &records()).unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn what_cannot_be_restored_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup");
        write(&path, BOT, &records()).unwrap();
        let whole = std::fs::read_to_string(&path).unwrap();
        let newer = whole.replacen(&format!("\"layout\":{LAYOUT}"), "\"layout\":999", 1);
        let cut = whole.lines().take(2).collect::<Vec<_>>().join("\n");
        let table = [
            (whole.as_str(), BotId(43), "it belongs to bot 42, but TELOXIDE_TOKEN belongs to bot 43"),
            (newer.as_str(), BOT, "newer than this one"),
            (cut.as_str(), BOT, "it has 1 records of 2: it was cut off"),
            ("", BOT, "it is empty"),
            ("{\"a\":1}", BOT, "it is not a Janji backup"),
        ];
        for (text, bot, said) in table {
            std::fs::write(&path, text).unwrap();
            let error = format!("{:#}", read(&path, bot).unwrap_err());
            assert!(error.contains(said), "{error}");
        }
    }
}
