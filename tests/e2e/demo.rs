//! `janji demo` from a pipe.

use std::process::Stdio;

use janji::config::Environment;
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{ChildStdin, ChildStdout};

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

/// Reads on to the first line that has this; the line.
async fn comes(lines: &mut Lines<BufReader<ChildStdout>>, wanted: &str) -> String {
    let found = async {
        while let Some(line) = lines.next_line().await.unwrap() {
            if line.contains(wanted) {
                return line.trim().to_owned();
            }
        }
        panic!("{wanted:?} does not come");
    };
    in_time(wanted, found).await
}

/// Signs in as one of the people on the pretend consent page, and has all that is there read.
async fn signs_in(typed: &mut ChildStdin, lines: &mut Lines<BufReader<ChildStdout>>, person: &str) {
    typed.write_all(b"/connect\n").await.unwrap();
    let address = comes(lines, "http://127.0.0.1:").await;
    let browser = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let page = browser.get(&address).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("aisyah@example.com") && page.contains("budi@example.com"), "{page}");
    let answer = browser.get(format!("{address}&authuser={person}")).send().await.unwrap();
    let ended_on = answer.headers()[LOCATION].to_str().unwrap();
    typed.write_all(format!("{ended_on}\n/calendars on Family\n").as_bytes()).await.unwrap();
    comes(lines, "✅ Family").await;
}

#[tokio::test]
async fn two_people_sign_in_and_see_only_what_they_share() {
    let folder = folder();
    let mut demo = janji(folder.path(), &Environment::new(), &["demo", "--page", "127.0.0.1:0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut typed = demo.stdin.take().unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    signs_in(&mut typed, &mut lines, "aisyah@example.com").await;
    typed.write_all(b"@budi\n").await.unwrap();
    signs_in(&mut typed, &mut lines, "budi@example.com").await;
    // An hour later all of it was read.
    typed.write_all(b"+1h\n@aisyah /list\n@budi /list\n").await.unwrap();
    drop(typed);
    let mut transcript = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        transcript.push_str(&line);
        transcript.push('\n');
    }
    let (_, lists) = transcript.split_once("Aisyah: /list").unwrap_or_else(|| panic!("{transcript}"));
    let (aisyahs, budis) = lists.split_once("Budi: /list").unwrap_or_else(|| panic!("{transcript}"));
    for (list, own, others) in [(aisyahs, "yoga", "futsal"), (budis, "futsal", "yoga")] {
        assert!(list.contains(own) && !list.contains(others) && list.contains("· Family"), "{transcript}");
    }
    assert_eq!(in_time("the demo's end", demo.wait()).await.unwrap().code(), Some(0));
}
