//! The demo, and a real browser in front of it.

use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chromiumoxide::browser::{Browser, BrowserConfig};
use chromiumoxide::cdp::browser_protocol::accessibility::{AxNode, AxValue, GetFullAxTreeParams};
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType, MouseButton,
};
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

/// The demo, running; it ends when its input does.
pub(super) struct Demo {
    process: Child,
    input: ChildStdin,
    pub(super) page: String,
    /// What it said on standard error.
    said: Arc<Mutex<Vec<String>>>,
}

impl Demo {
    pub(super) async fn start() -> Self {
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

    /// Closes its input; it ends, and without an error.
    pub(super) async fn end(self) {
        let Self { mut process, input, said, .. } = self;
        drop(input);
        let status = tokio::time::timeout(PATIENCE, process.wait()).await.expect("the demo ends in time").unwrap();
        assert!(status.success(), "{status}\n{}", said.lock().unwrap().join("\n"));
    }
}

/// A browser with one window.
pub(super) struct Window {
    browser: Browser,
    page: Page,
    /// What its scripts failed with.
    thrown: Arc<Mutex<Vec<String>>>,
    _folder: TempDir,
}

impl Window {
    /// Opens `address` in Chromium.
    pub(super) async fn open(address: &str) -> Self {
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
        let window = Self { browser, page, thrown, _folder: folder };
        window.resize(1280, 800, false).await;
        window.look("light").await;
        window.page.goto(address).await.unwrap();
        window
    }

    /// What a script gives; a promise is waited for.
    pub(super) async fn run(&self, script: &str) -> Value {
        let params = EvaluateParams::builder().expression(script).await_promise(true).return_by_value(true);
        let ran = self.page.evaluate_expression(params.build().unwrap()).await;
        ran.unwrap_or_else(|error| panic!("{script}: {error}")).value().cloned().unwrap_or(Value::Null)
    }

    /// Waits until an expression is true (looked at whenever the page changes) and gives its value.
    pub(super) async fn until(&self, expression: &str) -> Value {
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
    pub(super) async fn until_janji_says(&self, words: &[&str]) -> String {
        let words = json!(words);
        let expression = format!(
            "[...document.querySelectorAll('.message:not(.mine) .bubble')].map((it) => it.innerText)
                .findLast((text) => {words}.every((word) => text.toLowerCase().includes(word)))"
        );
        self.until(&expression).await.as_str().unwrap().to_owned()
    }

    /// Types a message and sends it, by keyboard alone.
    pub(super) async fn say(&self, text: &str) {
        let field = self.page.find_element("#text").await.unwrap();
        field.focus().await.unwrap().type_str(text).await.unwrap().press_key("Enter").await.unwrap();
    }

    /// Drags with the mouse, as a person does: down, along, up.
    pub(super) async fn drag(&self, from: (f64, f64), to: (f64, f64)) {
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

    /// Makes the window this wide and high, as a phone's or a desk's.
    pub(super) async fn resize(&self, width: i64, height: i64, is_phone: bool) {
        let size = SetDeviceMetricsOverrideParams::builder().width(width).height(height).device_scale_factor(1.0);
        self.page.execute(size.mobile(is_phone).build().unwrap()).await.unwrap();
    }

    /// Shows what a person sees who likes it dark, or light. Nothing fades in, so that a picture shows everything.
    pub(super) async fn look(&self, scheme: &str) {
        let calm = MediaFeature::new("prefers-reduced-motion", "reduce");
        let colours = MediaFeature::new("prefers-color-scheme", scheme);
        let media = SetEmulatedMediaParams::builder().features([calm, colours]).build();
        self.page.execute(media).await.unwrap();
    }

    /// A picture of the window, in WebP or PNG.
    pub(super) async fn picture(&self, format: CaptureScreenshotFormat) -> Vec<u8> {
        let mut params = ScreenshotParams::builder().format(format.clone());
        if format == CaptureScreenshotFormat::Webp {
            params = params.quality(72);
        }
        self.page.screenshot(params.build()).await.unwrap()
    }

    /// Presses a key where the focus is.
    pub(super) async fn key(&self, key: &str) {
        let (code, text) = match key {
            "Enter" => (13, Some("\r")),
            "Escape" => (27, None),
            "ArrowUp" => (38, None),
            "ArrowRight" => (39, None),
            other => panic!("the number of {other} is not known here"),
        };
        let event =
            |kind| DispatchKeyEventParams::builder().r#type(kind).key(key).code(key).windows_virtual_key_code(code);
        let mut down = event(DispatchKeyEventType::KeyDown);
        if let Some(text) = text {
            down = down.text(text);
        }
        self.page.execute(down.build().unwrap()).await.unwrap();
        self.page.execute(event(DispatchKeyEventType::KeyUp).build().unwrap()).await.unwrap();
    }

    /// Presses the newest button of the chat whose label has `words` in it.
    pub(super) async fn press(&self, words: &str) {
        let words = json!(words);
        let button =
            format!("[...document.querySelectorAll('.keys button')].findLast((it) => it.innerText.includes({words}))");
        self.until(&format!("!!{button}")).await;
        self.run(&format!("{button}.click()")).await;
    }

    /// What a screen reader is told: role, name and whether it is left out, of every node.
    pub(super) async fn heard(&self) -> Vec<(String, String)> {
        let tree = self.page.execute(GetFullAxTreeParams::default()).await.unwrap();
        let text = |value: &Option<AxValue>| {
            let value = value.as_ref().and_then(|value| value.value.as_ref());
            value.and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let told = |node: &&AxNode| !node.ignored;
        tree.result.nodes.iter().filter(told).map(|node| (text(&node.role), text(&node.name))).collect()
    }

    /// Closes it, and holds that no script failed.
    pub(super) async fn close(mut self) {
        assert_eq!(*self.thrown.lock().unwrap(), Vec::<String>::new());
        self.browser.close().await.unwrap();
        self.browser.wait().await.unwrap();
    }
}
