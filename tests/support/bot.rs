//! The built program as a process of its own: started with settings, signalled, waited for.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Output, Stdio};

use janji::config::Environment;
use janji::sandbox::Sandbox;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use super::cast;
pub use super::waiting::{in_time, until};
use super::world::environment;

/// The settings of a bot in `sandbox` that keeps everything in `folder`, in which people are put.
pub fn settings(sandbox: &Sandbox, folder: &Path) -> Environment {
    cast::enter(sandbox.telegram());
    let mut settings = environment(sandbox);
    settings.insert("JANJI_DATA".to_owned(), folder.join("data").display().to_string());
    settings.insert("JANJI_HTTP".to_owned(), free_address().to_string());
    settings
}

/// An address of loopback where nobody listens.
pub fn free_address() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap()
}

/// The program with nothing of this process' environment but the path to `redis-server`; what it leaves behind, it
/// leaves in `folder`.
pub fn janji(folder: &Path, settings: &Environment, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_janji"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .envs([("TMPDIR", folder), ("XDG_RUNTIME_DIR", folder)])
        .envs(settings)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    command
}

/// Runs the program to its end.
pub async fn run_to_end(mut command: Command) -> Output {
    in_time("the program's end", command.output()).await.unwrap()
}

/// `janji run`, running.
pub struct Bot {
    process: Child,
    http: String,
    log: PathBuf,
    printed: PathBuf,
}

impl Bot {
    /// Starts it; what it logs is in a file of `folder`, where a bot started later goes on.
    pub fn start(folder: &Path, settings: &Environment) -> Self {
        Self::start_with(folder, settings, &["run"])
    }

    /// The same with other arguments than `run`.
    pub fn start_with(folder: &Path, settings: &Environment, arguments: &[&str]) -> Self {
        let log = folder.join("janji.log");
        let file = std::fs::File::options().create(true).append(true).open(&log).unwrap();
        let printed = folder.join("janji.out");
        let out = std::fs::File::options().create(true).append(true).open(&printed).unwrap();
        let process = janji(folder, settings, arguments).stdout(out).stderr(file).spawn().unwrap();
        Self { process, http: format!("http://{}", settings["JANJI_HTTP"]), log, printed }
    }

    /// What it answers at a path: status and body; `None` when it does not answer.
    pub async fn asked(&self, path: &str) -> Option<(u16, String)> {
        let answer = reqwest::get(format!("{}{path}", self.http)).await.ok()?;
        Some((answer.status().as_u16(), answer.text().await.ok()?))
    }

    /// Waits until `/readyz` says yes.
    pub async fn ready(&self) {
        until("the bot is ready", async || self.asked("/readyz").await.is_some_and(|(status, _)| status == 200)).await;
    }

    /// Sends it a signal (`TERM`, `KILL`, `STOP`, `CONT`).
    pub fn signal(&self, name: &str) {
        let process = self.process.id().expect("the bot has not been waited for").to_string();
        signal(&process, name);
    }

    /// Waits for its end.
    pub async fn ended(&mut self) -> ExitStatus {
        in_time("the bot's end", self.process.wait()).await.unwrap()
    }

    /// SIGKILL, and the wait for it.
    pub async fn kill(&mut self) {
        self.process.start_kill().unwrap();
        self.ended().await;
    }

    /// SIGTERM, and a good end; all that it logged.
    pub async fn stop(mut self) -> String {
        self.signal("TERM");
        let status = self.ended().await;
        let log = self.log();
        assert_eq!(status.code(), Some(0), "{log}");
        log
    }

    /// What it has printed so far.
    pub fn printed(&self) -> String {
        std::fs::read_to_string(&self.printed).unwrap()
    }

    /// What it has logged so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap()
    }
}

impl Drop for Bot {
    #[expect(clippy::print_stderr, reason = "the person who reads of a failed test wants to know")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = self.log();
            let last = log.lines().rev().take(40).collect::<Vec<_>>();
            eprintln!("the bot's last words:\n{}", last.into_iter().rev().collect::<Vec<_>>().join("\n"));
        }
    }
}

/// Sends a process a signal.
pub fn signal(process: &str, name: &str) {
    let sent = std::process::Command::new("kill").args([&format!("-{name}"), process]).status();
    assert!(sent.expect("the command kill is needed by the tests").success(), "kill -{name} {process}");
}

/// The processes that are in `folder` or were given something of it, a line each.
pub fn processes_in(folder: &Path) -> Vec<String> {
    let named = folder.display().to_string();
    let mut found = Vec::new();
    for process in std::fs::read_dir("/proc").expect("the tests look at /proc").flatten() {
        let words = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
        let words = String::from_utf8_lossy(&words).replace('\0', " ");
        let is_there = std::fs::read_link(process.path().join("cwd")).is_ok_and(|cwd| cwd.starts_with(folder));
        if is_there || words.contains(&named) {
            found.push(format!("{} {words}", process.file_name().display()));
        }
    }
    found
}

/// A folder for a bot.
pub fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}
