//! `janji demo` from a pipe.

use std::process::Stdio;

use janji::config::Environment;
use tokio::io::AsyncWriteExt;

use crate::support::bot::{folder, in_time, janji, processes_in};

#[tokio::test]
async fn a_pipe_gets_the_transcript_with_the_reminder_and_a_good_end() {
    let folder = folder();
    let settings = Environment::new();
    let mut demo = janji(folder.path(), &settings, &["demo", "--page", "127.0.0.1:0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = demo.stdin.take().unwrap();
    typed.write_all(b"lunch tomorrow 1pm\n/list\n+2d\n").await.unwrap();
    drop(typed);
    let played = in_time("the demo's end", demo.wait_with_output()).await.unwrap();
    let transcript = String::from_utf8(played.stdout).unwrap();
    assert_eq!(played.status.code(), Some(0), "{transcript}");

    let mut rest = transcript.as_str();
    for line in [
        "Aisyah: lunch tomorrow 1pm\n",
        "Janji: ✅ Added: lunch\n",
        "13:00–14:00 (Kuala Lumpur time)\n",
        "[!1 ↩️ Undo] [!2 Move] [!3 Cancel]\n",
        "Aisyah: /list\n",
        "1. 13:00–14:00 · lunch\n",
        ", 12:50 ──\n",
        "Janji: ⏰ lunch in 10 minutes\n",
    ] {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} does not come where it should:\n{transcript}"));
        rest = &rest[at + line.len()..];
    }
    assert_eq!(processes_in(folder.path()), Vec::<String>::new());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the demo leaves nothing behind");
}
