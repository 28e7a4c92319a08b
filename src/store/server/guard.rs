//! The process between the bot and the private `redis-server`.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::process::{Child, Command};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::time::timeout;

use super::Error;
use crate::clock::{Clock, pause};

/// The server's log file, in the data folder.
pub(super) const LOG: &str = "redis.log";

/// Held by the guard: only one Janji may use a folder.
const GUARD_LOCK: &str = "janji.lock";

/// Held by the server too, so that we notice a server whose guard was killed.
const SERVER_LOCK: &str = "redis.lock";

/// The file with the path of the running server's socket, for a process that finds the server without its guard.
pub(super) const SOCKET: &str = "redis.socket";

/// The wait between two checks.
const A_MOMENT: Duration = Duration::from_millis(20);

/// How many checks to wait for the guard of a bot that has just died to release the folder.
const MOMENTS_TO_LET_GO: u32 = 100;

/// How many checks to wait for a server without a guard to end.
const MOMENTS_TO_END: u32 = 500;

/// How long one command to the server may take.
const ANSWER: Duration = Duration::from_secs(1);

/// How long the server may take to write its file and end, before it is killed.
const ENDING: Duration = Duration::from_secs(8);

/// The wait before a server that died is started again; doubled each time it dies at once.
const FIRST_DELAY: Duration = Duration::from_millis(100);

/// The longest such wait.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// A server that ran this long did not die at once.
const LIVED: Duration = Duration::from_secs(10);

/// A guard with its server.
#[derive(Debug)]
pub struct Guard {
    data: PathBuf,
    socket: PathBuf,
    server: Child,
    server_lock: File,
    _lock: File,
    /// Ignores signals that are sent to a whole process group or unit: only the end of the pipe ends a guard.
    _signals: [Signal; 3],
}

impl Guard {
    /// Locks the folder, starts the server and waits until it answers.
    pub async fn start(data: &Path, socket: &Path) -> Result<Self, Error> {
        let signals = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let [interrupt, terminate, hangup] = signals.map(signal);
        let signals =
            [interrupt.map_err(Error::Guard)?, terminate.map_err(Error::Guard)?, hangup.map_err(Error::Guard)?];
        let unusable = |_| Error::Folder(data.to_owned());
        DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(unusable)?;
        let data = data.canonicalize().map_err(unusable)?;
        let lock = lock(&data).await?;
        let server_lock = open(&data, SERVER_LOCK)?;
        end_what_was_left(&data, &server_lock).await?;
        std::fs::write(data.join(SOCKET), socket.as_os_str().as_encoded_bytes())
            .map_err(|_| Error::Folder(data.clone()))?;
        let server = spawn(&data, socket, &server_lock)?;
        let mut guard = Self { data, socket: socket.to_owned(), server, server_lock, _lock: lock, _signals: signals };
        if !guard.is_answered().await {
            return Err(Error::DoesNotStart(guard.data));
        }
        Ok(guard)
    }

    /// Keeps the server running until the pipe on standard input closes, then stops it.
    pub async fn watch(mut self) {
        let clock = Clock::system();
        let mut pipe = tokio::io::stdin();
        let (mut delay, mut life) = (FIRST_DELAY, clock.stopwatch());
        loop {
            tokio::select! {
                () = closed(&mut pipe) => return self.end().await,
                _ = self.server.wait() => {}
            }
            delay = if life.elapsed() > LIVED { FIRST_DELAY } else { (delay * 2).min(LONGEST_DELAY) };
            tokio::select! {
                () = closed(&mut pipe) => return self.end().await,
                () = pause(delay) => {}
            }
            life = clock.stopwatch();
            // A server that cannot be started is treated like one that died: its child process is gone already.
            if let Ok(server) = spawn(&self.data, &self.socket, &self.server_lock) {
                self.server = server;
            }
        }
    }

    /// Waits until the server answers; false if it exits first.
    async fn is_answered(&mut self) -> bool {
        while self.server.try_wait().is_ok_and(|status| status.is_none()) {
            if tell(&self.socket, "PING\r\n").await.is_some_and(|answer| answer.starts_with("+PONG")) {
                return true;
            }
            pause(A_MOMENT).await;
        }
        false
    }

    async fn end(mut self) {
        // No answer means that the server is gone. If it is still loading, it refuses, and can be killed without loss.
        drop(tell(&self.socket, "SHUTDOWN\r\n").await);
        if timeout(ENDING, self.server.wait()).await.is_err() {
            drop(self.server.kill().await);
        }
        drop(std::fs::remove_file(&self.socket));
        drop(std::fs::remove_file(self.data.join(SOCKET)));
        drop(self.socket.parent().map(std::fs::remove_dir));
    }
}

/// Locks the folder, once a guard whose bot has just died has released it.
async fn lock(data: &Path) -> Result<File, Error> {
    let lock = open(data, GUARD_LOCK)?;
    for _ in 0..MOMENTS_TO_LET_GO {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => pause(A_MOMENT).await,
            Err(TryLockError::Error(_)) => return Err(Error::Folder(data.to_owned())),
        }
    }
    Err(Error::InUse(data.to_owned()))
}

/// Returns when the other end of the pipe is closed.
async fn closed(pipe: &mut tokio::io::Stdin) {
    let mut nothing = [0; 16];
    while pipe.read(&mut nothing).await.is_ok_and(|count| count > 0) {}
}

fn open(data: &Path, name: &str) -> Result<File, Error> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    options.open(data.join(name)).map_err(|_| Error::Folder(data.to_owned()))
}

/// Stops a server whose guard was killed; returns with the lock on it held.
async fn end_what_was_left(data: &Path, server_lock: &File) -> Result<(), Error> {
    for _ in 0..MOMENTS_TO_END {
        match server_lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(_)) => return Err(Error::Folder(data.to_owned())),
            Err(TryLockError::WouldBlock) => {}
        }
        if let Ok(socket) = std::fs::read_to_string(data.join(SOCKET)) {
            drop(tell(Path::new(&socket), "SHUTDOWN\r\n").await);
        }
        pause(A_MOMENT).await;
    }
    Err(Error::InUse(data.to_owned()))
}

fn spawn(data: &Path, socket: &Path, server_lock: &File) -> Result<Child, Error> {
    // The server inherits the lock as its standard input, which it never reads.
    let lock = server_lock.try_clone().map_err(Error::Guard)?;
    let server = Command::new("redis-server")
        .args(["--port", "0", "--daemonize", "no", "--unixsocketperm", "700"])
        .args(["--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory-policy", "noeviction"])
        .arg("--unixsocket")
        .arg(socket)
        .arg("--dir")
        .arg(data)
        .arg("--logfile")
        .arg(data.join(LOG))
        .stdin(Stdio::from(lock))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        // Signals to the guard's process group are not for the server either.
        .process_group(0)
        .kill_on_drop(true)
        .spawn();
    server.map_err(|error| match error.kind() {
        ErrorKind::NotFound => Error::Missing,
        _ => Error::Guard(error),
    })
}

/// Sends the server one line; returns its answer, if it comes in time.
async fn tell(socket: &Path, line: &str) -> Option<String> {
    let ask = async {
        let mut stream = UnixStream::connect(socket).await.ok()?;
        stream.write_all(line.as_bytes()).await.ok()?;
        let mut answer = [0; 64];
        let length = stream.read(&mut answer).await.ok()?;
        Some(String::from_utf8_lossy(&answer[..length]).into_owned())
    };
    timeout(ANSWER, ask).await.ok().flatten()
}
