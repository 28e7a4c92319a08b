//! The demo's page in a real browser, with the built binary behind it.

mod film;
mod window;

use chromiumoxide::cdp::browser_protocol::page::CaptureScreenshotFormat::{Png, Webp};
use film::Film;
use window::{Demo, Window};

/// Where README's pictures go, without `.png` and `.webp`, when this is set.
const PICTURES: &str = "JANJI_PICTURE";

/// README's moving picture may be this large, in bytes.
const LARGEST_FILM: usize = 2_000_000;

/// What README shows: a film of the story, and its last picture.
struct Camera {
    /// The film and where it goes, if anybody wants it.
    film: Option<(Film, String)>,
}

impl Camera {
    fn load() -> Self {
        let path = std::env::var(PICTURES).ok();
        Self { film: path.map(|path| (Film::of(1280, 800), path)) }
    }

    /// Takes what the window shows.
    async fn take(&mut self, window: &Window, milliseconds: u32) {
        if let Some((film, _)) = &mut self.film {
            film.add(&window.picture(Webp).await, milliseconds);
        }
    }

    /// Keeps the film, and the last picture as one that stands still.
    async fn keep(self, window: &Window) {
        let Some((film, path)) = self.film else { return };
        window.until("!document.querySelector('.toast')").await;
        let film = film.bytes();
        assert!(film.len() < LARGEST_FILM, "the film has {} bytes", film.len());
        std::fs::write(format!("{path}.webp"), film).unwrap();
        std::fs::write(format!("{path}.png"), window.picture(Png).await).unwrap();
    }
}

/// Where tomorrow's event with this title is, once it is in the week; on a Sunday the page is turned first.
async fn tomorrows_event(window: &Window, title: &str) -> (f64, f64) {
    show_tomorrow(window).await;
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

/// Turns the page to the week that has tomorrow in it.
async fn show_tomorrow(window: &Window) {
    let turn = "const day = 86_400_000, tomorrow = Math.floor(Date.parse(`${document.querySelector('#now').dateTime}Z`) / day) * day + day;
        if (!document.querySelector(`.column[data-day=\"${tomorrow}\"]`)) document.querySelector('#later').click();";
    window.run(&format!("{{ {turn} }}")).await;
}

/// Moves the clock to the next reminder, once that is at this time.
async fn move_to_next_reminder(window: &Window, time: &str) {
    let next = "document.querySelector('#next:not(:disabled)')";
    window.until(&format!("{next}?.innerText.includes('{time}')")).await;
    window.run(&format!("{next}.click()")).await;
    let there = format!(
        "!document.body.classList.contains('moving') && document.querySelector('#now').innerText.includes('{time}')"
    );
    window.until(&there).await;
}

#[tokio::test]
async fn an_event_is_moved_in_the_week_and_reminded_of_at_its_new_time() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    window.until("document.querySelector('#chats [role=tab][aria-selected=true]')?.innerText.includes('Aisyah')").await;

    window.say("lunch with Sarah tomorrow 1pm").await;
    window.until_janji_says(&["lunch with sarah", "13:00"]).await;
    let (x, y) = tomorrows_event(&window, "lunch with Sarah").await;

    let hour = window.run("document.querySelector('.hours span').offsetHeight").await.as_f64().unwrap();
    window.drag((x, y), (x, y + 2.0 * hour)).await;
    window.until_janji_says(&["lunch with sarah", "15:00"]).await;
    move_to_next_reminder(&window, "14:50").await;
    let reminder = window.until_janji_says(&["lunch with sarah", "10 min"]).await;
    assert!(reminder.contains("15:00"), "{reminder}");
    window.close().await;
    demo.end().await;
}

#[tokio::test]
async fn no_reminder_is_ahead_once_its_event_is_cancelled() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    window.until("document.querySelector('#chats [role=tab][aria-selected=true]')?.innerText.includes('Aisyah')").await;

    window.say("lunch tomorrow 1pm").await;
    window.until("document.querySelector('#next-label').innerText.includes('12:50')").await;
    window.say("cancel lunch").await;
    window.until("document.querySelector('#next-label').innerText.includes('No reminder')").await;
    window.close().await;
    demo.end().await;
}

#[tokio::test]
async fn what_is_said_after_the_demo_has_ended_is_answered_in_words() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    window.until("document.querySelector('#chats [role=tab][aria-selected=true]')?.innerText.includes('Aisyah')").await;
    demo.end().await;

    window.say("lunch tomorrow 1pm").await;
    let words = "The demo does not answer. Start it again.";
    window.until(&format!("[...document.querySelectorAll('.toast')].some((it) => it.innerText === '{words}')")).await;
    window.close().await;
}

/// Budi's afternoon: everything that one does with events, in Malay.
#[tokio::test]
async fn one_long_story() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    let mut camera = Camera::load();
    window.until("document.querySelectorAll('#chats [role=tab]').length === 3").await;
    // To Budi's chat, by keyboard alone.
    window.run("document.querySelector('#chats [aria-selected=true]').focus()").await;
    window.key("ArrowRight").await;
    window.until("document.querySelector('#chats [aria-selected=true]').innerText.includes('Budi')").await;
    // What else is in his week.
    for (said, title) in
        [("kelas yoga lusa 7 pagi", "kelas yoga"), ("makan malam keluarga lusa 8 malam", "makan malam")]
    {
        window.say(said).await;
        window.until_janji_says(&["dah ditambah", title]).await;
    }
    show_tomorrow(&window).await;
    camera.take(&window, 1_200).await;

    // A sentence makes an event.
    window.say("mesyuarat dengan Aminah esok 3 petang").await;
    window.until_janji_says(&["dah ditambah: mesyuarat dengan aminah", "15:00–16:00"]).await;
    tomorrows_event(&window, "mesyuarat dengan Aminah").await;
    camera.take(&window, 1_800).await;

    // Another one overlaps, and is moved to the free slot that is offered.
    window.say("doktor gigi esok 3.30 petang").await;
    window.until_janji_says(&["doktor gigi", "15:30–16:30", "bertindih", "mesyuarat dengan aminah"]).await;
    tomorrows_event(&window, "doktor gigi").await;
    camera.take(&window, 2_000).await;
    window.press("16:00").await;
    window.until_janji_says(&["doktor gigi", "16:00–17:00"]).await;
    tomorrows_event(&window, "doktor gigi").await;
    camera.take(&window, 1_600).await;

    // A reply moves it, undo takes that back.
    window.run("[...document.querySelectorAll('.message:not(.mine) .answer')].at(-1).click()").await;
    window.until("!document.querySelector('#about').hidden && document.activeElement.id === 'text'").await;
    window.say("pukul 5.30 petang").await;
    window.until_janji_says(&["doktor gigi", "17:30–18:30"]).await;
    tomorrows_event(&window, "doktor gigi").await;
    camera.take(&window, 1_800).await;
    window.press("↩️").await;
    window
        .until("[...document.querySelectorAll('.column .event')].some((it) => it.innerText.includes('16:00–17:00'))")
        .await;
    camera.take(&window, 1_800).await;

    // A reminder comes, is snoozed, and comes again.
    move_to_next_reminder(&window, "14:50").await;
    window.until_janji_says(&["⏰", "mesyuarat dengan aminah", "10 minit"]).await;
    camera.take(&window, 1_800).await;
    window.press("10 minit").await;
    move_to_next_reminder(&window, "15:00").await;
    window.until_janji_says(&["⏰", "mesyuarat dengan aminah"]).await;
    camera.take(&window, 1_800).await;

    // Cancelled from the list.
    window.say("senarai").await;
    window.until_janji_says(&["1. ", "mesyuarat dengan aminah", "2. ", "doktor gigi"]).await;
    camera.take(&window, 1_600).await;
    window.press("✕ 2").await;
    window
        .until("[...document.querySelectorAll('.bubble s')].some((it) => it.innerText.includes('doktor gigi'))")
        .await;
    window
        .until("![...document.querySelectorAll('.column .event')].some((it) => it.innerText.includes('doktor gigi'))")
        .await;
    camera.take(&window, 1_800).await;

    // The week, as a picture that is really shown.
    window.say("/week").await;
    window.press("🖼").await;
    let picture = "document.querySelector('.message:not(.mine) img.picture')";
    window.until(picture).await;
    let size = window.run(&format!("{picture}.decode().then(() => [{picture}.naturalWidth, {picture}.alt])")).await;
    assert!(size[0].as_u64().unwrap() > 400, "{size}");
    assert!(size[1].as_str().unwrap().starts_with("Picture: "), "{size}");
    camera.take(&window, 3_500).await;
    camera.keep(&window).await;
    window.close().await;
    demo.end().await;
}

/// The roles of things that a person can act on: each needs a name to be announced by.
const ACTIVE: [&str; 9] = ["button", "link", "tab", "textbox", "combobox", "checkbox", "image", "dialog", "region"];

#[tokio::test]
async fn a_screen_reader_finds_its_way() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    window.until("document.querySelectorAll('#chats [role=tab]').length === 3").await;
    window.say("lunch with Sarah tomorrow 1pm").await;
    window.until_janji_says(&["lunch with sarah", "13:00"]).await;
    tomorrows_event(&window, "lunch with Sarah").await;
    let heard = window.heard().await;
    let nameless: Vec<_> =
        heard.iter().filter(|(role, name)| ACTIVE.contains(&role.as_str()) && name.is_empty()).collect();
    assert!(nameless.is_empty(), "{nameless:?}");
    let has = |role: &str, name: &str| heard.iter().any(|it| it.0 == role && it.1.contains(name));
    for (role, name) in [
        ("banner", ""),
        ("main", ""),
        ("navigation", ""),
        ("heading", "Janji"),
        ("region", "Demo clock"),
        ("region", "Telegram (pretend)"),
        ("region", "Google Calendar (pretend)"),
        ("tablist", "Chats"),
        ("tab", "Aisyah"),
        ("log", "Messages"),
        ("article", "Janji, "),
        ("group", "Buttons"),
        ("button", "Undo"),
        ("button", "Reply: ✅ Added: lunch with Sarah"),
        ("textbox", "Message"),
        ("button", "Send"),
        ("button", "lunch with Sarah, "),
        ("link", "Skip to the message box"),
    ] {
        // The tabs at the bottom are for narrow screens.
        let is_hidden = role == "navigation";
        assert_eq!(has(role, name), !is_hidden, "{role} {name}\n{heard:#?}");
    }

    // By keyboard alone: to the message box, the last message corrected, an event opened and closed.
    window.run("document.activeElement.blur()").await;
    window.run("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true }))").await;
    window.until("document.activeElement.id === 'text'").await;
    window.key("ArrowUp").await;
    window.until("document.querySelector('#text').value === 'lunch with Sarah tomorrow 1pm'").await;
    window.run("document.querySelector('#text').value = ''").await;
    window.say("lunch with Sarah tomorrow 13:00").await;
    window.until("document.querySelector('.message.mine .meta').innerText.includes('edited')").await;
    window.run("document.querySelector('.column .event').focus()").await;
    window.key("Enter").await;
    window.until("document.querySelector('dialog').open && document.activeElement.name === 'title'").await;
    let heard = window.heard().await;
    assert!(heard.contains(&("dialog".to_owned(), "Event in Google".to_owned())), "{heard:#?}");
    window.key("Escape").await;
    window.until("!document.querySelector('dialog').open").await;
    window.close().await;
    demo.end().await;
}

/// Whether everything that is written can be read: each text against what is behind it, by WCAG 2.2, 1.4.3.
const CONTRAST: &str = r"(() => {
    const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
    const over = (front, back) => { const a = front[3] ?? 1; return [0, 1, 2].map((i) => front[i] * a + back[i] * (1 - a)); };
    const behind = (node) => {
        const layers = [];
        for (let it = node; it; it = it.parentElement) layers.unshift(parts(getComputedStyle(it).backgroundColor));
        return layers.reduce((back, layer) => over(layer, back), [255, 255, 255]);
    };
    const light = (colour) => {
        const [r, g, b] = colour.map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const wrong = [];
    for (const node of document.querySelectorAll('body *')) {
        const own = [...node.childNodes].some((it) => it.nodeType === Node.TEXT_NODE && it.textContent.trim());
        const style = getComputedStyle(node);
        if (!own || node.closest(':disabled, .hush, .skip, .answer, svg, style, script') || node.offsetParent === null) continue;
        let faint = 1;
        for (let it = node; it; it = it.parentElement) faint *= Number(getComputedStyle(it).opacity);
        const back = behind(node), front = over([...over(parts(style.color), back), faint], back);
        const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
        const ratio = (high + 0.05) / (low + 0.05);
        if (ratio < 4.5) wrong.push(`${ratio.toFixed(1)} ${node.className || node.tagName}: ${node.textContent.trim().slice(0, 40)}`);
    }
    return wrong;
})()";

#[tokio::test]
async fn it_can_be_read_in_the_dark_and_used_on_a_phone() {
    let demo = Demo::start().await;
    let window = Window::open(&demo.page).await;
    window.until("document.querySelectorAll('#chats [role=tab]').length === 3").await;
    window.say("lunch with Sarah tomorrow 1pm").await;
    window.until_janji_says(&["lunch with sarah", "13:00"]).await;
    tomorrows_event(&window, "lunch with Sarah").await;
    for scheme in ["light", "dark"] {
        window.look(scheme).await;
        let wrong = window.run(CONTRAST).await;
        assert_eq!(wrong, serde_json::json!([]), "{scheme}");
    }
    let dark = window.picture(Png).await;

    window.resize(390, 844, true).await;
    window.until("matchMedia('(max-width: 860px)').matches").await;
    let phone = window.picture(Png).await;
    for view in ["chat", "calendar"] {
        window.run(&format!("document.querySelector('.tabs [data-view={view}]').click()")).await;
        window
            .until(&format!(
                "document.body.dataset.view === '{view}' && document.querySelector('#{view}').offsetParent"
            ))
            .await;
        let too_wide =
            "document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight";
        assert_eq!(window.run(too_wide).await, false, "{view} scrolls as a whole");
        // WCAG 2.2, 2.5.8: what is tapped is at least 24 pixels wide and high.
        let small = "[...document.querySelectorAll('button, a, select, textarea')].filter((it) => it.offsetParent
            && !it.closest('.skip, .bubble, .event') && (it.offsetWidth < 24 || it.offsetHeight < 24)).map((it) => it.outerHTML)";
        assert_eq!(window.run(small).await, serde_json::json!([]), "{view}");
    }
    if let Ok(folder) = std::env::var("JANJI_LOOK") {
        let calendar = window.picture(Png).await;
        for (name, picture) in [("dark", &dark), ("phone", &phone), ("phone-calendar", &calendar)] {
            std::fs::write(format!("{folder}/{name}.png"), picture).unwrap();
        }
    }
    window.close().await;
    demo.end().await;
}
