//! The demo's page in a real browser, with the built binary behind it.

use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::input::{DispatchMouseEventParams, DispatchMouseEventType, MouseButton};
use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat;
use chromiumoxide::cdp::js_protocol::runtime::{EvaluateParams, EventExceptionThrown};
use chromiumoxide::page::{Page, ScreenshotParams};
use futures::StreamExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

/// How long anything may take until the test says what it waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the README's picture goes, when this is set.
const PICTURE: &str = "JANJI_PICTURE";

/// The demo, running; it ends when its input does.
struct Demo {
    process: Child,
    input: ChildStdin,
    page: String,
    /// What it said on standard error.
    said: Arc<Mutex<Vec<String>>>,
}

impl Demo {
    async fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_janji"))
            .args(["demo", "--page", "127.0.0.1:0"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the built binary starts");
        let input = process.stdin.take().unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let page = loop {
            let line = lines.next_line().await.unwrap().expect("the demo says where its page is");
            if let Some((_, rest)) = line.split_once("http://") {
                break format!("http://{}", rest.split_whitespace().next().unwrap());
            }
        };
        let said = Arc::new(Mutex::new(Vec::new()));
        // It is read all along, so that the demo never waits for a reader.
        tokio::spawn({
            let said = Arc::clone(&said);
            async move {
                while let Ok(Some(line)) = lines.next_line().await {
                    said.lock().unwrap().push(line);
                }
            }
        });
        Self { process, input, page, said }
    }

    /// Closes its input; it ends by itself, and well.
    async fn end(self) {
        let Self { mut process, input, said, .. } = self;
        drop(input);
        let status = tokio::time::timeout(PATIENCE, process.wait()).await.expect("the demo ends in time").unwrap();
        assert!(status.success(), "{status}\n{}", said.lock().unwrap().join("\n"));
    }
}

/// A browser with one window.
struct Window {
    browser: Browser,
    page: Page,
    /// What its scripts failed with.
    thrown: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
}

impl Window {
    /// Opens `address` in Chromium.
    async fn open(address: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let quiet = [
            "disable-gpu",
            "disable-quic",
            "no-first-run",
            "disable-background-networking",
            "disable-component-update",
            "disable-sync",
        ];
        let config = BrowserConfig::builder().no_sandbox().user_data_dir(folder.path()).args(quiet).build();
        let config = config.expect("Chromium is needed for this test: install `chromium`");
        let (browser, mut events) = Browser::launch(config).await.expect("Chromium starts");
        tokio::spawn(async move { while events.next().await.is_some() {} });
        let page = browser.new_page("about:blank").await.unwrap();
        let size = SetDeviceMetricsOverrideParams::builder().width(1280).height(800).device_scale_factor(1.0);
        page.execute(size.mobile(false).build().unwrap()).await.unwrap();
        // Nothing fades in, so that a picture shows everything.
        let calm = MediaFeature::new("prefers-reduced-motion", "reduce");
        page.execute(SetEmulatedMediaParams::builder().feature(calm).build()).await.unwrap();
        let mut wrong = page.event_listener::<EventExceptionThrown>().await.unwrap();
        let thrown = Arc::new(Mutex::new(Vec::new()));
        tokio::spawn({
            let thrown = Arc::clone(&thrown);
            async move {
                while let Some(event) = wrong.next().await {
                    thrown.lock().unwrap().push(format!("{:?}", event.exception_details));
                }
            }
        });
        page.goto(address).await.unwrap();
        Self { browser, page, thrown, _folder: folder }
    }

    /// What a script gives; a promise is waited for.
    async fn run(&self, script: &str) -> Value {
        let params = EvaluateParams::builder().expression(script).await_promise(true).return_by_value(true);
        let ran = self.page.evaluate_expression(params.build().unwrap()).await;
        ran.unwrap_or_else(|error| panic!("{script}: {error}")).value().cloned().unwrap_or(Value::Null)
    }

    /// Waits until an expression is true (looked at whenever the page changes) and gives its value.
    async fn until(&self, expression: &str) -> Value {
        let script = format!(
            "new Promise((found) => {{
                const look = () => {{ const value = {expression}; if (value) {{ watch.disconnect(); found(value); }} }};
                const watch = new MutationObserver(look);
                watch.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
                look();
            }})"
        );
        let in_time = tokio::time::timeout(PATIENCE, self.run(&script)).await;
        let Ok(value) = in_time else {
            panic!("never came true: {expression}\n{}", self.run("document.body.innerText").await);
        };
        value
    }

    /// Waits for a message of the bot that holds all of `words`; gives its text.
    async fn until_janji_says(&self, words: &[&str]) -> String {
        let words = json!(words);
        let expression = format!(
            "[...document.querySelectorAll('.message:not(.mine) .bubble')].map((it) => it.innerText)
                .findLast((text) => {words}.every((word) => text.toLowerCase().includes(word)))"
        );
        self.until(&expression).await.as_str().unwrap().to_owned()
    }

    /// Types a message and sends it, by keyboard alone.
    async fn say(&self, text: &str) {
        let field = self.page.find_element("#text").await.unwrap();
        field.focus().await.unwrap().type_str(text).await.unwrap().press_key("Enter").await.unwrap();
    }

    /// Drags with the mouse, as a person does: down, along, up.
    async fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        let event = |kind, (x, y)| {
            let event = DispatchMouseEventParams::builder().r#type(kind).x(x).y(y).button(MouseButton::Left);
            event.buttons(1).click_count(1).build().unwrap()
        };
        let halfway = (f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1));
        let way = [
            event(DispatchMouseEventType::MousePressed, from),
            event(DispatchMouseEventType::MouseMoved, halfway),
            event(DispatchMouseEventType::MouseMoved, to),
            event(DispatchMouseEventType::MouseReleased, to),
        ];
        for step in way {
            self.page.execute(step).await.unwrap();
        }
    }

    /// Takes the README's picture, if somebody wants one.
    async fn picture(&self) {
        let Some(path) = std::env::var_os(PICTURE) else { return };
        let png = ScreenshotParams::builder().format(CaptureScreenshotFormat::Png).build();
        self.page.save_screenshot(png, path).await.unwrap();
    }

    /// Closes it, and holds that no script failed.
    async fn close(mut self) {
        assert_eq!(*self.thrown.lock().unwrap(), Vec::<String>::new());
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
    }
}

/// Where tomorrow's event with this title is, once it is in the week; on a Sunday the page is turned first.
async fn tomorrows_event(window: &Window, title: &str) -> (f64, f64) {
    let turn = "const day = 86_400_000, tomorrow = Math.floor(Date.parse(`${document.querySelector('#now').dateTime}Z`) / day) * day + day;
        if (!document.querySelector(`.column[data-day=\"${tomorrow}\"]`)) document.querySelector('#later').click();";
    window.run(&format!("{{ {turn} }}")).await;
    let event =
        format!("[...document.querySelectorAll('.column .event')].find((it) => it.innerText.includes('{title}'))");
    window.until(&format!("!!{event}")).await;
    let middle = format!(
        "new Promise((found) => requestAnimationFrame(() => requestAnimationFrame(() => {{
            const it = {event}; it.scrollIntoView({{ block: 'center' }}); const box = it.getBoundingClientRect();
            found([box.x + box.width / 2, box.y + box.height / 3]); }})))"
    );
    // Until it stays where it is: a page that is still being drawn scrolls.
    let mut place = window.run(&middle).await;
    loop {
        let later = window.run(&middle).await;
        if later == place {
            break;
        }
        place = later;
    }
    (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
}

#[tokio::test]
async fn a_message_becomes_an_event_that_is_moved_in_the_week_and_reminded_of_at_its_new_time() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    window.until("document.querySelector('#chats [role=tab][aria-selected=true]')?.innerText.includes('Aisyah')").await;

    window.say("lunch with Sarah tomorrow 1pm").await;
    window.until_janji_says(&["lunch with sarah", "13:00"]).await;
    let (x, y) = tomorrows_event(&window, "lunch with Sarah").await;

    let hour = window.run("document.querySelector('.hours span').offsetHeight").await.as_f64().unwrap();
    window.drag((x, y), (x, y + 2.0 * hour)).await;
    window.until_janji_says(&["lunch with sarah", "15:00"]).await;

    let next = "document.querySelector('#next:not(:disabled)')";
    window.until(&format!("{next}?.innerText.includes('14:50')")).await;
    window.run(&format!("{next}.click()")).await;
    window
        .until(
            "!document.body.classList.contains('moving') && document.querySelector('#now').innerText.includes('14:50')",
        )
        .await;
    let reminder = window.until_janji_says(&["lunch with sarah", "10 min"]).await;
    assert!(reminder.contains("15:00"), "{reminder}");

    window.picture().await;
    window.close().await;
    demo.end().await;
}
