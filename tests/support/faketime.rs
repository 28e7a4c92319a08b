//! Clocks of processes that are wrong, or jump: libfaketime stands between a process and the system's clock.

use std::path::{Path, PathBuf};

use chrono::Duration;
use janji::config::Environment;

/// Where distributions put it; a `*` is one folder of any name.
const FOLDERS: [&str; 5] =
    ["/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/lib64/faketime", "/usr/lib64", "/usr/local/lib/faketime"];

/// The library, as it serves programs with several threads.
const LIBRARY: &str = "libfaketimeMT.so.1";

/// Settings that show a process a clock which is wrong by so much, always; lengths of time are left alone.
pub fn off_by(seconds: i64) -> Environment {
    preloaded([("FAKETIME", moved(seconds))])
}

/// Settings that show a process the clock of this file, which is read at every look at it.
pub fn by_file(file: &Path) -> Environment {
    preloaded([("FAKETIME_TIMESTAMP_FILE", file.display().to_string()), ("FAKETIME_NO_CACHE", "1".to_owned())])
}

/// Sets the clock of the file; nobody ever reads half of it.
pub fn set(file: &Path, by: Duration) {
    let new = file.with_extension("new");
    std::fs::write(&new, moved(by.num_seconds())).unwrap();
    std::fs::rename(new, file).unwrap();
}

/// As the library wants it.
fn moved(seconds: i64) -> String {
    format!("{seconds:+}s")
}

fn preloaded<const N: usize>(own: [(&str, String); N]) -> Environment {
    let library = library().display().to_string();
    let always = [("LD_PRELOAD", library), ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned())];
    always.into_iter().chain(own).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn library() -> PathBuf {
    let folders = FOLDERS.iter().flat_map(|folder| match folder.split_once('*') {
        None => vec![PathBuf::from(folder)],
        Some((above, below)) => {
            let inside = std::fs::read_dir(above).into_iter().flatten().flatten();
            inside.map(|inside| inside.path().join(below.trim_start_matches('/'))).collect()
        }
    });
    let found = folders.map(|folder| folder.join(LIBRARY)).find(|library| library.is_file());
    found.expect("libfaketime is needed by the tests: install it, for instance by `apt install faketime`")
}
