//! `janji redis-guard`, which Janji calls itself: the guard of the private `redis-server`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::store::server::{Error, Guard, READY};

/// What the guard is told.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The data folder
    data: PathBuf,
    /// Where the server's socket is to be
    socket: PathBuf,
}

/// Runs the server until standard input closes; what is in its way is the exit code.
pub(super) fn guard(arguments: &Arguments) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Error::Guard(error).code().into(),
    };
    let ending = runtime.block_on(async {
        let guard = Guard::start(&arguments.data, &arguments.socket).await?;
        let mut out = std::io::stdout();
        out.write_all(READY.as_bytes()).and_then(|()| out.flush()).map_err(Error::Guard)?;
        guard.watch().await;
        Ok::<_, Error>(())
    });
    ending.map_or_else(|error| error.code().into(), |()| ExitCode::SUCCESS)
}
