//! The page's API, as the page uses it.

use super::*;
use crate::sandbox::telegram::{ChatId, UserId};
use serde_json::{Value, json};

const AISYAH: UserId = UserId(101);
const BUDI: UserId = UserId(102);

/// A sandbox with its page, and a client for it.
struct Open {
    sandbox: Sandbox,
    steering: Steering,
    url: Url,
    client: reqwest::Client,
}

impl Open {
    async fn page() -> Self {
        let clock = Clock::still("2026-03-10T02:00:00Z".parse().unwrap());
        let zone = chrono_tz::Asia::Kuala_Lumpur;
        let mut sandbox = Sandbox::start(clock, zone).await.unwrap();
        sandbox.telegram().add_person(AISYAH, "Aisyah", "ms");
        sandbox.telegram().add_person(BUDI, "Budi", "en");
        sandbox.telegram().add_group(ChatId(-7), "Family", &[AISYAH, BUDI]);
        let (remote, steering) = remote();
        let url = sandbox.open_page(([127, 0, 0, 1], 0).into(), zone, remote).await.unwrap();
        Self { sandbox, steering, url, client: reqwest::Client::new() }
    }

    async fn get(&self, path: &str) -> Value {
        self.client.get(self.url.join(path).unwrap()).send().await.unwrap().json().await.unwrap()
    }

    async fn send(&self, method: &str, path: &str, body: &Value) -> u16 {
        let method = method.parse().unwrap();
        self.client.request(method, self.url.join(path).unwrap()).json(body).send().await.unwrap().status().as_u16()
    }
}

#[tokio::test]
async fn what_is_typed_on_the_page_is_said_in_the_chat() {
    let open = Open::page().await;
    let say = json!({ "chat": 101, "user": 101, "text": "lunch <b>tomorrow</b>" });
    assert_eq!(open.send("POST", "demo/say", &say).await, 204);
    let as_another = json!({ "chat": 101, "user": 102, "text": "x" });
    assert_eq!(open.send("POST", "demo/say", &as_another).await, 400);
    let state = open.get("demo/state").await;
    assert_eq!(state["now"], "2026-03-10T10:00:00");
    assert_eq!(state["chats"][0]["messages"][0]["text"], "lunch <b>tomorrow</b>");
    assert_eq!(state["chats"][0]["is_thinking"], true);
    assert_eq!(state["chats"][2]["title"], "Family");
    let message = &state["chats"][0]["messages"][0]["id"];
    let reply = json!({ "chat": 101, "user": 101, "text": "5pm", "reply_to": message });
    assert_eq!(open.send("POST", "demo/say", &reply).await, 204);
    let corrected = json!({ "chat": 101, "user": 101, "text": "lunch 2pm", "edits": message });
    assert_eq!(open.send("POST", "demo/say", &corrected).await, 204);
    let none = json!({ "chat": 101, "user": 101, "text": "x", "edits": 999 });
    assert_eq!(open.send("POST", "demo/say", &none).await, 400);
    let messages = &open.get("demo/state").await["chats"][0]["messages"];
    assert_eq!((&messages[0]["text"], &messages[0]["edited"]), (&json!("lunch 2pm"), &json!(true)));
    assert_eq!(messages[1]["reply_to"], *message);
    open.sandbox.stop().await;
}

#[tokio::test]
async fn events_are_added_moved_and_deleted_in_google_and_the_bot_is_made_to_look() {
    let mut open = Open::page().await;
    let lunch = json!({ "title": "lunch", "place": "", "all_day": false, "start": "2026-03-11T13:00", "end": "2026-03-11T14:00" });
    assert_eq!(open.send("POST", "demo/events", &lunch).await, 201);
    let week = "demo/events?from=2026-03-09&until=2026-03-16";
    let id = open.get(week).await[0]["id"].as_str().unwrap().to_owned();
    let moved = json!({ "all_day": false, "start": "2026-03-12T15:15", "end": "2026-03-12T16:15" });
    assert_eq!(open.send("PATCH", &format!("demo/events/{id}"), &moved).await, 204);
    let event = open.get(week).await[0].clone();
    assert_eq!((&event["title"], &event["start"]), (&json!("lunch"), &json!("2026-03-12T15:15")));
    let whole = json!({ "all_day": true, "start": "2026-03-12", "end": "2026-03-13" });
    assert_eq!(open.send("PATCH", &format!("demo/events/{id}"), &whole).await, 204);
    assert_eq!(open.get(week).await[0]["end"], "2026-03-13");
    let backwards = json!({ "title": "x", "all_day": false, "start": "2026-03-11T13:00", "end": "2026-03-11T12:00" });
    assert_eq!(open.send("POST", "demo/events", &backwards).await, 400);
    assert_eq!(open.send("DELETE", &format!("demo/events/{id}"), &json!({})).await, 204);
    assert_eq!(open.get(week).await, json!([]));
    assert_eq!(open.steering.wishes.recv().await.unwrap().wish, Wish::Look);
    open.sandbox.stop().await;
}

#[tokio::test]
async fn the_clock_is_moved_by_the_person_who_runs_the_demo() {
    let Open { sandbox, mut steering, url, client } = Open::page().await;
    let asked = tokio::spawn(client.post(url.join("demo/clock").unwrap()).json(&json!({ "minutes": 60 })).send());
    let Wished { wish, done } = steering.wishes.recv().await.unwrap();
    assert_eq!(wish, Wish::MoveBy(chrono::Duration::hours(1)));
    sandbox.clock().move_to("2026-03-10T03:00:00Z".parse().unwrap());
    done.send(()).unwrap();
    let now: DateTime<Utc> = asked.await.unwrap().unwrap().json().await.unwrap();
    assert_eq!(now, sandbox.clock().now());
}

#[tokio::test]
async fn the_page_needs_nothing_from_outside() {
    let open = Open::page().await;
    let page = open.client.get(open.url.clone()).send().await.unwrap();
    assert_eq!(page.headers()["content-security-policy"], POLICY);
    let text = page.text().await.unwrap();
    assert!(!text.contains("{{"), "an asset is missing");
    assert!(!text.contains("src=\"http") && !text.contains("@import"), "an outside asset");
}

#[tokio::test]
async fn open_pages_do_not_keep_the_sandbox_from_stopping() {
    let open = Open::page().await;
    let mut live = open.client.get(open.url.join("demo/live").unwrap()).send().await.unwrap();
    assert_eq!(live.chunk().await.unwrap().unwrap(), "data: changed\n\n");
    open.sandbox.telegram().user_starts(BUDI);
    assert_eq!(live.chunk().await.unwrap().unwrap(), "data: changed\n\n");
    open.sandbox.stop().await;
    assert!(live.chunk().await.unwrap_or(None).is_none());
}
