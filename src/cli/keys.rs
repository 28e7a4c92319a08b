//! `janji keys`: the keys that seal people's Google tokens.

use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use secrecy::ExposeSecret;

use crate::accounts::{self, OpenError, Rotated, SecretKeys};
use crate::app;
use crate::config::{self, Config};
use crate::store::{Keys, Store};
use crate::telegram;

/// What can be chosen.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: KeysCommand,
}

#[derive(Debug, Subcommand)]
enum KeysCommand {
    /// Print a new key for `JANJI_SECRET_KEY`
    New,
    /// Seal all tokens with the first key in `JANJI_SECRET_KEY`, so that you can remove the others
    Rotate,
}

/// Prints a key, or seals everything again.
pub(super) async fn keys(arguments: Arguments) -> anyhow::Result<ExitCode> {
    match arguments.command {
        KeysCommand::New => println!("{}", SecretKeys::generate().expose_secret()),
        KeysCommand::Rotate => {
            let Rotated { sealed, current, unopened } = rotate().await?;
            println!("{sealed} tokens are now sealed with the first key; {current} already were.");
            if unopened > 0 {
                println!(
                    "None of the keys opens {unopened} tokens, so they were left as they are. You still need their key."
                );
                return Ok(ExitCode::FAILURE);
            }
            println!("Now set JANJI_SECRET_KEY to only the first key, everywhere, and restart the bot.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn rotate() -> anyhow::Result<Rotated> {
    let config = Config::from_environment(&config::environment()?)?;
    let Some(keys) = config.accounts.keys() else { bail!("JANJI_SECRET_KEY is missing") };
    let bot = telegram::bot_id(config.telegram.token.expose_secret()).context("TELOXIDE_TOKEN has no number")?;
    let memory = app::open_memory(&config.store).await?;
    let store =
        Store::connect(memory.url(), Keys::new(&config.store.prefix, bot)).context("REDIS_URL cannot be used")?;
    let outcome = accounts::rotate(&store, &keys).await;
    memory.close().await;
    outcome.map_err(|error| match error {
        error @ OpenError::Sealed(_) => anyhow::Error::new(error).context(accounts::WRONG_KEY),
        error => anyhow::Error::new(error).context("Redis does not answer: is it running, and is REDIS_URL right?"),
    })
}
