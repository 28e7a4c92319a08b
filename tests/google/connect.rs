//! `janji connect`, the built program, against the pretend Google's consent page.

use std::path::Path;
use std::process::Stdio;

use janji::clock::Clock;
use janji::google::{Calendar, Credentials};
use janji::sandbox::Sandbox;
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET, Google};
use reqwest::header::LOCATION;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use url::Url;

/// The program, waiting for somebody to sign in.
struct Connecting {
    google: Google,
    google_url: Url,
    folder: TempDir,
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    address: Url,
    _sandbox: Sandbox,
}

impl Connecting {
    async fn start(client_secret: &str) -> Self {
        let sandbox = Sandbox::start(Clock::system(), chrono_tz::UTC).await.unwrap();
        let (google, google_url) = (sandbox.google().clone(), sandbox.google_url().clone());
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_janji"))
            .arg("connect")
            .current_dir(folder.path())
            .env_clear()
            .env("GOOGLE_CLIENT_ID", CLIENT_ID)
            .env("GOOGLE_CLIENT_SECRET", client_secret)
            .env("GOOGLE_API_URL", google_url.as_str())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = output.next_line().await.unwrap().expect("an address is printed");
            if line.starts_with("http") {
                break line.parse().unwrap();
            }
        };
        Self { google, google_url, folder, child, input, output, address, _sandbox: sandbox }
    }

    /// Signs in on another machine: the address that the browser ends on, unopened.
    async fn sign_in_elsewhere(&self) -> String {
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = browser.get(self.address.clone()).send().await.unwrap();
        answer.headers()[LOCATION].to_str().unwrap().to_owned()
    }

    async fn type_line(&mut self, line: &str) {
        self.input.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    }

    /// Waits for the end: whether it went well, what was printed since, and the sentence of a failure.
    async fn end(mut self) -> (bool, String, String) {
        let (mut printed, mut complaint) = (String::new(), String::new());
        while let Some(line) = self.output.next_line().await.unwrap() {
            printed.push_str(&line);
            printed.push('\n');
        }
        let mut errors = self.child.stderr.take().unwrap();
        errors.read_to_string(&mut complaint).await.unwrap();
        (self.child.wait().await.unwrap().success(), printed, complaint)
    }
}

/// The refresh token in a folder's `.env`.
fn kept(folder: &Path) -> String {
    let mut pairs = dotenvy::from_path_iter(folder.join(".env")).unwrap().map(Result::unwrap);
    pairs.find(|(name, _)| name == "GOOGLE_REFRESH_TOKEN").unwrap().1
}

#[tokio::test]
async fn a_browser_on_this_machine_brings_the_code_itself() {
    let mut connecting = Connecting::start(CLIENT_SECRET).await;
    std::fs::write(connecting.folder.path().join(".env"), "CALENDAR_ID=primary\nGOOGLE_REFRESH_TOKEN=\n").unwrap();
    let page = reqwest::get(connecting.address.clone()).await.unwrap().text().await.unwrap();
    assert!(page.contains("Thank you"), "{page}");
    connecting.type_line("y").await;
    let (google_url, folder) = (connecting.google_url.clone(), connecting.folder.path().to_owned());
    let stopped_later = connecting.google.clone();
    while let Some(line) = connecting.output.next_line().await.unwrap() {
        assert!(!line.contains("refresh-token"), "a token that is kept is not shown: {line}");
    }
    assert!(connecting.child.wait().await.unwrap().success());
    let access = Credentials {
        client_id: CLIENT_ID.to_owned(),
        client_secret: CLIENT_SECRET.into(),
        refresh_token: kept(&folder).into(),
        api_url: Some(google_url),
    };
    let calendar = Calendar::new(&access, "primary", Clock::system()).await.unwrap();
    calendar.list(&super::window(), None).await.unwrap();
    assert_eq!(stopped_later.calls("events.list"), 1);
}

#[tokio::test]
async fn the_address_that_a_browser_elsewhere_ended_on_can_be_pasted() {
    let mut connecting = Connecting::start(CLIENT_SECRET).await;
    let ended_on = connecting.sign_in_elsewhere().await;
    connecting.type_line(&format!("  {ended_on}  ")).await;
    connecting.type_line("n").await;
    let folder = connecting.folder.path().to_owned();
    let (is_well, printed, complaint) = connecting.end().await;
    assert!(is_well, "{complaint}");
    assert!(printed.contains("GOOGLE_REFRESH_TOKEN=1//pretend-refresh-token-"), "{printed}");
    assert!(!folder.join(".env").exists());
}

#[tokio::test]
async fn an_address_of_another_sign_in_is_turned_away_and_waiting_goes_on() {
    let mut connecting = Connecting::start(CLIENT_SECRET).await;
    let ended_on = connecting.sign_in_elsewhere().await;
    let forged = ended_on.replace("state=", "state=x");
    assert_eq!(reqwest::get(&forged).await.unwrap().status(), 404);
    for wrong in [forged.as_str(), "https://example.com/?code=1", "nonsense"] {
        connecting.type_line(wrong).await;
        let said = loop {
            let line = connecting.output.next_line().await.unwrap().unwrap();
            if line.starts_with("That is not the right address") {
                break line;
            }
        };
        assert!(said.contains("http://127.0.0.1:"), "{said}");
    }
    connecting.type_line(&ended_on).await;
    connecting.type_line("n").await;
    assert!(connecting.end().await.0);
}

#[tokio::test]
async fn a_no_on_the_consent_page_ends_with_a_sentence() {
    let connecting = Connecting::start(CLIENT_SECRET).await;
    connecting.google.refuse_consent(true);
    let page = reqwest::get(connecting.address.clone()).await.unwrap().text().await.unwrap();
    assert!(page.contains("Google gave no access"), "{page}");
    let (is_well, _, complaint) = connecting.end().await;
    assert!(!is_well);
    assert_eq!(
        complaint,
        "janji: the sign-in was refused (access_denied); run `janji connect` again and choose to allow it\n"
    );
}

#[tokio::test]
async fn a_wrong_client_ends_with_a_sentence_that_names_the_settings() {
    let connecting = Connecting::start("another secret").await;
    reqwest::get(connecting.address.clone()).await.unwrap();
    let (is_well, _, complaint) = connecting.end().await;
    assert!(!is_well);
    assert!(complaint.contains("invalid_client") && complaint.contains("GOOGLE_CLIENT_SECRET"), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
}
