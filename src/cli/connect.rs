//! `janji connect`: obtains the Google grant, once.
//!
//! The browser's way back is taken on a port of this machine and, when the browser is on another one, as the pasted
//! address it ended on; both at once, whichever comes first.

use std::io::BufRead;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::response::Html;
use clap::Parser;
use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use url::Url;

use crate::config;
use crate::env_file::EnvFile;
use crate::google::{ClientSettings, Code, Consent, ConsentError, Error};

/// The setting that is obtained here.
const SETTING: &str = "GOOGLE_REFRESH_TOKEN";

/// Where it is kept.
const ENV_FILE: &str = ".env";

/// The settings that are needed before there is a grant.
#[derive(Debug, Parser)]
#[command(no_binary_name = true, disable_help_flag = true, disable_version_flag = true)]
struct Needed {
    #[command(flatten)]
    client: ClientSettings,
}

/// Obtains the grant; says in one sentence what was in the way.
pub(super) fn connect() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.context("no runtime could be started").and_then(|runtime| runtime.block_on(obtain()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("janji: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn obtain() -> anyhow::Result<()> {
    let Needed { client } = config::read(&config::environment()?)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no port of this machine is free")?;
    let redirect = Url::parse(&format!("http://{}/", listener.local_addr()?))?;
    let consent = Arc::new(Consent::new(&client, redirect.clone()));
    let mut typed = typed_lines();
    let (arrived, mut arrivals) = mpsc::channel(1);
    let way_back = Router::new().fallback(arrive).with_state(WayBack {
        consent: Arc::clone(&consent),
        redirect: redirect.clone(),
        arrived,
    });
    let server = tokio::spawn(async move { axum::serve(listener, way_back).await });
    explain(consent.address(), &redirect);
    let code = loop {
        let outcome = tokio::select! {
            // What came by the port came first: what is typed after that answers the question that follows.
            biased;
            Some(outcome) = arrivals.recv() => outcome,
            Some(line) = typed.recv() => {
                if line.trim().is_empty() {
                    continue;
                }
                consent.read(&line)
            }
        };
        match outcome {
            Ok(code) => break code,
            Err(error @ (ConsentError::NotOurs | ConsentError::OtherState)) => {
                println!(
                    "\nThat is not the right address: {error}. The right one begins with {redirect} and contains a state and a code."
                );
            }
            Err(error) => return Err(mended(error)),
        }
    };
    let token = consent.exchange(code).await.map_err(mended)?;
    server.abort();
    println!("\nGoogle has given Janji access to your calendar's events.");
    keep(&token, &mut typed).await;
    Ok(())
}

/// What the port needs to know.
#[derive(Clone)]
struct WayBack {
    consent: Arc<Consent>,
    redirect: Url,
    arrived: mpsc::Sender<Result<Code, ConsentError>>,
}

/// Takes what the browser brings; anything else that comes to the port is turned away.
async fn arrive(State(way): State<WayBack>, uri: Uri) -> (StatusCode, Html<&'static str>) {
    let turned_away = (StatusCode::NOT_FOUND, Html("<p>Nothing here."));
    let Ok(ended_on) = way.redirect.join(&uri.to_string()) else { return turned_away };
    let (status, words) = match way.consent.read(ended_on.as_str()) {
        Err(ConsentError::NotOurs | ConsentError::OtherState) => return turned_away,
        Ok(code) => {
            way.arrived.send(Ok(code)).await.ok();
            (StatusCode::OK, "<p>Thank you. You can close this page and go back to where you started Janji.")
        }
        Err(error) => {
            way.arrived.send(Err(error)).await.ok();
            (StatusCode::OK, "<p>Google gave no access. Go back to where you started Janji to see why.")
        }
    };
    (status, Html(words))
}

fn explain(address: &Url, redirect: &Url) {
    println!(
        "Before you sign in: in Google's console (APIs & Services, OAuth consent screen) publish the app to\n\
         \"In production\". While it is in \"Testing\", Google withdraws access after seven days.\n\n\
         1. Open this address in a browser:\n\n{address}\n\n\
         2. Google warns that it has not verified this app. The app is your own, so choose \"Advanced\", then\n   \
         \"Go to … (unsafe)\", and allow it to see and edit your calendars' events.\n\
         3. If the browser is on this machine, that is all. If not, it ends on a page that does not load, at an\n   \
         address that begins with {redirect}\n   \
         Copy the whole address, paste it here and press Enter.\n"
    );
}

/// What failed, and how to fix it.
fn mended(error: ConsentError) -> anyhow::Error {
    let fix = match &error {
        ConsentError::Refused { .. } => "run `janji connect` again and choose to allow it",
        ConsentError::NoCalendar => "run `janji connect` again and tick the box about calendar events",
        ConsentError::NotLasting => {
            "remove Janji at https://myaccount.google.com/permissions and run `janji connect` again"
        }
        ConsentError::Google(Error::Auth { .. }) => {
            "check that GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET belong to an OAuth client of type \"Desktop app\""
        }
        ConsentError::Google(_) => "check that this machine can reach Google, and run `janji connect` again",
        ConsentError::Machine(_) => "install the system's root certificates (package ca-certificates)",
        ConsentError::NotOurs | ConsentError::OtherState => "run `janji connect` again",
    };
    anyhow!("{:#}; {fix}", anyhow::Error::new(error))
}

/// Writes the token into `.env` if the person wants it there; else, or if that fails, shows it.
async fn keep(token: &SecretString, typed: &mut mpsc::Receiver<String>) {
    println!("Write {SETTING} into {ENV_FILE} of this folder? [Y/n] ");
    let answer = typed.recv().await;
    let is_yes = answer.is_some_and(|line| matches!(line.trim().to_lowercase().as_str(), "" | "y" | "yes"));
    let value = token.expose_secret();
    if is_yes {
        match EnvFile::here().set(SETTING, value) {
            Ok(()) => {
                println!("Done. `janji check` checks the rest, and `janji run` starts the bot.");
                return;
            }
            Err(error) => println!("{ENV_FILE} could not be written ({error})."),
        }
    }
    println!("Put this line into {ENV_FILE}, and keep it secret:\n\n{SETTING}={value}");
}

/// The lines that are typed, from a thread of their own: a read of a terminal cannot be called off.
fn typed_lines() -> mpsc::Receiver<String> {
    let (sender, lines) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.blocking_send(line).is_err() {
                return;
            }
        }
    });
    lines
}
