//! The demo's driver, with a small stand-in for the bot: it repeats what it hears and reminds at fixed times.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::*;
use crate::sandbox::page::{self, Remote};

/// When the stand-in reminds.
const DUE: [&str; 2] = ["2026-03-10T03:00:00Z", "2026-03-10T05:00:00Z"];

/// What was printed.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Paper {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// The Bot API, as little of it as the stand-in needs.
#[derive(Clone)]
struct Api {
    client: reqwest::Client,
    root: String,
}

impl Api {
    fn of(sandbox: &Sandbox) -> Self {
        let root = format!("{}bot{}", sandbox.telegram_url(), sandbox.telegram().bot().token);
        Self { client: reqwest::Client::new(), root }
    }

    async fn call(&self, method: &str, params: Value) -> reqwest::Result<Value> {
        let answer = self.client.post(format!("{}/{method}", self.root)).json(&params).send().await?;
        Ok(answer.json::<Value>().await?["result"].take())
    }
}

/// Repeats every message under a button, and answers every press.
async fn repeat(api: Api) {
    let mut offset = 0;
    while let Ok(updates) = api.call("getUpdates", json!({ "timeout": 10, "offset": offset })).await {
        for update in updates.as_array().into_iter().flatten() {
            offset = update["update_id"].as_i64().unwrap() + 1;
            let (message, query) = (&update["message"], &update["callback_query"]);
            if let Some(text) = message["text"].as_str() {
                let keyboard = json!({ "inline_keyboard": [[{ "text": "Cancel", "callback_data": "x" }]] });
                let text = format!("heard:\n{text}");
                let said = json!({ "chat_id": message["chat"]["id"], "text": text, "reply_markup": keyboard });
                api.call("sendMessage", said).await.unwrap();
            } else {
                api.call("answerCallbackQuery", json!({ "callback_query_id": query["id"] })).await.unwrap();
                let (chat, message) = (&query["message"]["chat"]["id"], &query["message"]["message_id"]);
                let edit = json!({ "chat_id": chat, "message_id": message, "text": "cancelled" });
                api.call("editMessageText", edit).await.unwrap();
            }
        }
    }
}

/// The stand-in's steps: it reminds Aisyah of what is due, once, and counts its looks at Google.
fn stand_in(sandbox: &Sandbox, looks: &Arc<Mutex<u32>>) -> SteppedBot {
    let telegram = sandbox.telegram().clone();
    let api = Api::of(sandbox);
    tokio::spawn(repeat(api.clone()));
    let ahead: Arc<Mutex<Vec<DateTime<Utc>>>> = Arc::new(Mutex::new(DUE.map(|at| at.parse().unwrap()).into()));
    let looks = Arc::clone(looks);
    SteppedBot {
        look: Box::new(move |_| {
            *looks.lock().unwrap() += 1;
            Box::pin(async { Ok(()) })
        }),
        settled: Box::new(move |now| {
            let (telegram, api, ahead) = (telegram.clone(), api.clone(), Arc::clone(&ahead));
            Box::pin(async move {
                telegram.quiet().await;
                let due: Vec<_> = ahead.lock().unwrap().extract_if(.., |at| *at <= now).collect();
                for _ in due {
                    api.call("sendMessage", json!({ "chat_id": PEOPLE[0].0, "text": "remember!" })).await?;
                }
                Ok(ahead.lock().unwrap().first().copied())
            })
        }),
    }
}

/// A driver at a standing clock, what it prints, and the page's end of its remote.
async fn driver(reader: Reader, looks: &Arc<Mutex<u32>>) -> (Sandbox, Driver<Paper>, Paper, Remote) {
    let zone = chrono_tz::Asia::Kuala_Lumpur;
    let clock = Clock::still("2026-03-10T02:00:00Z".parse().unwrap());
    let sandbox = Sandbox::start(clock, zone).await.unwrap();
    cast(sandbox.telegram());
    let (remote, steering) = page::remote();
    let paper = Paper::default();
    let screen = Screen::new(paper.clone(), reader, zone);
    let driver = Driver::new(&sandbox, stand_in(&sandbox, looks), steering, screen);
    (sandbox, driver, paper, remote)
}

/// Types these lines and waits for the end.
async fn type_all(driver: Driver<Paper>, lines: &[&str]) {
    let (say, typed) = mpsc::channel(lines.len().max(1));
    for line in lines {
        say.send((*line).to_owned()).await.unwrap();
    }
    drop(say);
    driver.run(typed).await.unwrap();
}

#[tokio::test]
async fn a_pipe_gets_a_transcript_and_the_clock_stops_at_each_reminder() {
    let looks = Arc::default();
    let (sandbox, driver, paper, _remote) = driver(Reader::Pipe, &looks).await;
    type_all(driver, &["lunch tomorrow 1pm", "!1", "!7", "@budi", "hai", "@aisyah", "+1d", "+"]).await;
    insta::assert_snapshot!(paper.text(), @"
    Aisyah: lunch tomorrow 1pm
    Janji: heard:
        lunch tomorrow 1pm
        [!1 Cancel]
    Aisyah: [Cancel]
    Janji, changing what it said: cancelled
    There is no button 7.
    Budi: hai
    Janji: heard:
        hai
        [!1 Cancel]
    ── Tue 10 Mar 2026, 11:00 ──
    Janji: remember!
    ── Tue 10 Mar 2026, 13:00 ──
    Janji: remember!
    ── Wed 11 Mar 2026, 10:00 ──
    No reminder is coming up.
    ");
    assert_eq!(*looks.lock().unwrap(), 3, "one look at Google a stop");
    sandbox.stop().await;
}

#[tokio::test]
async fn what_a_person_typed_is_not_printed_again() {
    let looks = Arc::default();
    let (_sandbox, driver, paper, _remote) = driver(Reader::PlainTerminal, &looks).await;
    type_all(driver, &["hello"]).await;
    insta::assert_snapshot!(paper.text(), @r"
    Aisyah › Janji: heard:
        hello
        [!1 Cancel]
    Aisyah ›
    ");
}

#[tokio::test]
async fn the_page_moves_the_same_clock() {
    let looks = Arc::default();
    let (mut sandbox, driver, paper, remote) = driver(Reader::Pipe, &looks).await;
    sandbox.telegram().user_starts(PEOPLE[0].0);
    let page = sandbox.open_page(([127, 0, 0, 1], 0).into(), chrono_tz::UTC, remote).await.unwrap();
    let (say, typed) = mpsc::channel(1);
    let run = tokio::spawn(driver.run(typed));
    let client = reqwest::Client::new();
    let body = json!({ "minutes": null });
    let now = client.post(page.join("demo/clock").unwrap()).json(&body).send().await.unwrap();
    assert_eq!(now.json::<String>().await.unwrap(), DUE[0]);
    drop(say);
    run.await.unwrap().unwrap();
    assert!(paper.text().ends_with("── Tue 10 Mar 2026, 11:00 ──\nJanji: remember!\n"), "{}", paper.text());
}
