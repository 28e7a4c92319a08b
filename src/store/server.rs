//! The private `redis-server`, for a single machine, without set-up.
//!
//! [`PrivateRedis`] is the bot's side: it starts a guard (a second process of this program) and keeps the pipe to it
//! open. [`Guard`] is that process's side: it holds a lock on the data folder, runs `redis-server` as its child, and
//! stops it when the pipe closes. So however the bot ends, the server ends too, and no process id is needed.

mod guard;

pub use guard::Guard;

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::process::{Child, ChildStdin, Command};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::clock::pause;

/// The name of the hidden command that runs the guard.
pub const GUARD: &str = "redis-guard";

/// What the guard prints when the server answers.
pub const READY: &str = "ready\n";

/// The longest path of a socket, leaving one byte for the zero at its end (`sun_path` holds 108 bytes on Linux and 104
/// on macOS).
const LONGEST_SOCKET_PATH: usize = 103;

/// How long the guard may take to stop the server, which writes its file first.
const ENDING: Duration = Duration::from_secs(10);

/// The wait before a killed guard is started again; doubled each time that fails.
const FIRST_DELAY: Duration = Duration::from_millis(100);

/// The longest such wait.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// Why there is no private `redis-server`; each message says how to fix it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Another Janji uses the folder.
    #[error(
        "the data folder {} is in use by another Janji: stop that one, or set JANJI_DATA to another folder",
        .0.display()
    )]
    InUse(PathBuf),
    /// `redis-server` is not installed.
    #[error(
        "redis-server is not installed: install the package redis-server (Debian, Ubuntu) or redis (Fedora, \
         Homebrew), or set REDIS_URL to a Redis that is there"
    )]
    Missing,
    /// The folder cannot be written.
    #[error("the data folder {} cannot be used: set JANJI_DATA to a folder that this user may write to", .0.display())]
    Folder(PathBuf),
    /// There is no folder for the socket.
    #[error(
        "no folder for a socket was found: set XDG_RUNTIME_DIR to one with a short path that this user may write to"
    )]
    Runtime,
    /// The server exits before it answers.
    #[error("the private redis-server does not start: {} says why", .0.join(guard::LOG).display())]
    DoesNotStart(PathBuf),
    /// The guard cannot be started, or its output cannot be read.
    #[error("the guard of the private redis-server does not start")]
    Guard(#[source] std::io::Error),
}

impl Error {
    /// How the guard reports it to the bot: the exit code of its process.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::InUse(_) => 10,
            Self::Missing => 11,
            Self::Folder(_) => 12,
            Self::Runtime => 13,
            Self::DoesNotStart(_) => 14,
            Self::Guard(_) => 15,
        }
    }

    /// The error that a guard's exit code stands for.
    fn of_code(code: Option<i32>, data: &Path) -> Self {
        match code {
            Some(10) => Self::InUse(data.to_owned()),
            Some(11) => Self::Missing,
            Some(12) => Self::Folder(data.to_owned()),
            Some(13) => Self::Runtime,
            Some(14) => Self::DoesNotStart(data.to_owned()),
            _ => Self::Guard(std::io::Error::other("it ended before the server answered")),
        }
    }
}

/// A running private `redis-server`; stops when this is stopped or dropped.
#[derive(Debug)]
pub struct PrivateRedis {
    url: String,
    stop: CancellationToken,
    keeper: Option<JoinHandle<()>>,
}

/// How to start a guard.
struct GuardStart {
    exe: PathBuf,
    data: PathBuf,
    socket: PathBuf,
}

impl PrivateRedis {
    /// Starts a server that keeps its data in the folder `data`, and waits until it answers; `exe` is this program.
    pub async fn start(exe: &Path, data: &Path) -> Result<Self, Error> {
        let socket = runtime_folder()?.join("redis.sock");
        let url = address(&socket)?;
        let order = GuardStart { exe: exe.to_owned(), data: data.to_owned(), socket };
        let guard = order.carry_out().await;
        if guard.is_err() {
            // The guard cleans up after itself, except for the empty folder if it failed early.
            drop(order.socket.parent().map(std::fs::remove_dir));
        }
        let stop = CancellationToken::new();
        let keeper = tokio::spawn(keep(order, guard?, stop.clone()));
        Ok(Self { url, stop, keeper: Some(keeper) })
    }

    /// The address of the server that another Janji runs in the folder `data`, if one does.
    #[must_use]
    pub fn running_in(data: &Path) -> Option<String> {
        let socket = std::fs::read_to_string(data.join(guard::SOCKET)).ok()?;
        address(Path::new(&socket)).ok()
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops it, once everything is in its file.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if let Some(keeper) = self.keeper.take() {
            // It neither panics nor is aborted.
            drop(keeper.await);
        }
    }
}

impl Drop for PrivateRedis {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl GuardStart {
    /// Starts the guard and waits until it reports that the server answers.
    async fn carry_out(&self) -> Result<(Child, ChildStdin), Error> {
        let mut guard = Command::new(&self.exe)
            .arg(GUARD)
            .args([&self.data, &self.socket])
            // It must not get our secrets.
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // A Ctrl-C in the terminal is for the bot, which stops the server last.
            .process_group(0)
            .spawn()
            .map_err(Error::Guard)?;
        let (Some(pipe), Some(mut says)) = (guard.stdin.take(), guard.stdout.take()) else {
            return Err(Error::Guard(std::io::Error::other("it has no pipes")));
        };
        let mut said = [0; READY.len()];
        if says.read_exact(&mut said).await.is_ok() && said == READY.as_bytes() {
            return Ok((guard, pipe));
        }
        drop(pipe);
        let status = guard.wait().await.map_err(Error::Guard)?;
        Err(Error::of_code(status.code(), &self.data))
    }
}

/// Starts the guard again whenever it is killed, until `stop`.
async fn keep(order: GuardStart, first: (Child, ChildStdin), stop: CancellationToken) {
    let (mut guard, mut pipe) = first;
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            _ = guard.wait() => {}
        }
        tracing::warn!("the guard of the private redis-server was killed and is started again");
        let mut delay = FIRST_DELAY;
        (guard, pipe) = loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = pause(delay) => {}
            }
            match order.carry_out().await {
                Ok(again) => break again,
                Err(error) => tracing::error!(%error, "the private redis-server does not answer"),
            }
            delay = (delay * 2).min(LONGEST_DELAY);
        };
    }
    drop(pipe);
    if tokio::time::timeout(ENDING, guard.wait()).await.is_err() {
        tracing::warn!("the private redis-server takes long to end");
    }
}

/// The address of a server, from its socket.
fn address(socket: &Path) -> Result<String, Error> {
    let url = url::Url::from_file_path(socket).map_err(|()| Error::Runtime)?;
    Ok(format!("redis+unix://{}", url.path()))
}

/// A new folder that only this user may enter, with a path short enough for a socket.
fn runtime_folder() -> Result<PathBuf, Error> {
    let places =
        [std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from), Some(std::env::temp_dir()), Some("/tmp".into())];
    let mine_alone = Permissions::from_mode(0o700);
    for place in places.into_iter().flatten().filter(|place| place.is_absolute()) {
        let Ok(folder) = tempfile::Builder::new().prefix("janji-").permissions(mine_alone.clone()).tempdir_in(&place)
        else {
            continue;
        };
        if folder.path().join("redis.sock").as_os_str().len() <= LONGEST_SOCKET_PATH {
            return Ok(folder.keep());
        }
    }
    Err(Error::Runtime)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_guard_says_by_its_exit_code_is_understood() {
        let data = PathBuf::from("data");
        let errors = [
            Error::InUse(data.clone()),
            Error::Missing,
            Error::Folder(data.clone()),
            Error::Runtime,
            Error::DoesNotStart(data.clone()),
        ];
        for error in errors {
            assert_eq!(Error::of_code(Some(error.code().into()), &data).to_string(), error.to_string());
        }
    }

    #[test]
    fn a_runtime_folder_is_short_and_for_this_user_alone() {
        let folder = runtime_folder().unwrap();
        assert!(folder.join("redis.sock").as_os_str().len() < 107);
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        std::fs::remove_dir(folder).unwrap();
    }
}
