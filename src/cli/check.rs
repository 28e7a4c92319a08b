//! `janji check`: every setting and every service, in plain words.

use std::process::ExitCode;
use std::time::Duration as StdDuration;

use anyhow::{Context, bail};
use chrono::Duration;
use clap::Args;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app;
use crate::clock::Clock;
use crate::config::{self, Config};
use crate::google::{Calendar, ListFrom};
use crate::model::{AccountId, Concern};
use crate::operator::describe;
use crate::store::{self, Keys, LAYOUT, Store, server};
use crate::telegram::{self, Bot, CallError};
use secrecy::ExposeSecret;

/// How long a running bot may take to say how it does.
const PATIENCE: StdDuration = StdDuration::from_secs(4);

/// What can be chosen.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Only ask the running bot whether it is ready (/readyz)
    #[arg(long)]
    quick: bool,
}

/// Looks, prints a line a part, and says by the exit code whether all is well.
pub(super) async fn check(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let environment = config::environment()?;
    let config = Config::from_environment(&environment)?;
    if arguments.quick {
        return ask_running(&config).await;
    }
    let mut report = Report::default();
    report.say("settings", Ok("all set".to_owned()));
    report.say("zones", Ok(format!("time zone data {}", chrono_tz::IANA_TZDB_VERSION)));
    report.say("redis", redis(&config).await);
    report.say("telegram", telegram(&config).await);
    report.say("google", google(&config).await);
    Ok(if report.is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The lines so far.
struct Report {
    is_well: bool,
}

impl Default for Report {
    fn default() -> Self {
        Self { is_well: true }
    }
}

impl Report {
    fn say(&mut self, part: &str, found: anyhow::Result<String>) {
        match found {
            Ok(found) => println!("ok     {part:9} {found}"),
            Err(error) => {
                self.is_well = false;
                println!("WRONG  {part:9} {error:#}");
            }
        }
    }
}

async fn redis(config: &Config) -> anyhow::Result<String> {
    let memory = match app::open_memory(&config.store).await {
        Err(error) if matches!(error.downcast_ref(), Some(server::Error::InUse(_))) => {
            return Ok(format!("the running bot uses its private one in {}", config.store.data.display()));
        }
        memory => memory?,
    };
    let bot = telegram::bot_id(config.telegram.token.expose_secret()).context("TELOXIDE_TOKEN has no number")?;
    let store =
        Store::connect(memory.url(), Keys::new(&config.store.prefix, bot)).context("REDIS_URL cannot be used")?;
    let found = async { Ok::<_, store::Error>((store.about().await?, store.layout().await?)) }.await;
    memory.close().await;
    let (about, layout) = found.with_context(|| describe(&Concern::StorageAway))?;
    if let Some(number) = layout.filter(|number| *number > LAYOUT) {
        bail!(app::newer_layout(number));
    }
    match about.risks.as_slice() {
        [] if config.store.url.is_none() => {
            Ok(format!("a private one (Redis {}) works in {}", about.version, config.store.data.display()))
        }
        [] => Ok(format!("Redis {} answers and keeps its data", about.version)),
        risks => {
            let risks = risks.iter().map(|risk| describe(&Concern::StorageAtRisk(risk.clone())));
            bail!(risks.collect::<Vec<_>>().join(" "))
        }
    }
}

async fn telegram(config: &Config) -> anyhow::Result<String> {
    let me = Bot::new(&config.telegram).me().await.map_err(|error| {
        let concern = match error {
            CallError::BadToken => Concern::BadToken,
            _ => Concern::TelegramAway,
        };
        anyhow::Error::new(error).context(describe(&concern))
    })?;
    Ok(format!("this is @{}", me.username))
}

async fn google(config: &Config) -> anyhow::Result<String> {
    let clock = Clock::system();
    let Some(access) = config.google.access() else {
        return Ok("no shared calendar; people sign in to their own from the chat".to_owned());
    };
    let calendar = Calendar::new(&access, &config.google.calendar, clock.clone()).await?;
    let from = clock.now();
    let listed = calendar.list(&ListFrom::Window { from, to: from + Duration::days(1) }, None).await;
    let page = listed.map_err(|error| {
        let account = AccountId::derive(&config.google.client.id, &config.google.calendar);
        let concern = Concern::Google { account, trouble: error.trouble(), failures: 1 };
        anyhow::Error::new(error).context(describe(&concern))
    })?;
    Ok(format!("can read the calendar {}, with {} entries in the next day", config.google.calendar, page.entries.len()))
}

/// Asks `/readyz` of the bot that runs with these settings.
async fn ask_running(config: &Config) -> anyhow::Result<ExitCode> {
    let address = config.web.http;
    let asked = async {
        let mut stream = TcpStream::connect(address).await?;
        stream
            .write_all(format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())
            .await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let answer = tokio::time::timeout(PATIENCE, asked)
        .await
        .with_context(|| format!("the bot at {address} does not answer in time"))?
        .with_context(|| format!("no bot answers at {address} (JANJI_HTTP)"))?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    println!("{}", body.trim());
    let is_ready = head.split_whitespace().nth(1) == Some("200");
    Ok(if is_ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
