//! Whatever an event is called and wherever it is, what is said of it must be what Telegram takes, with the title to be
//! seen. Each input says one thing, in one language.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run render -- -max_len=3000`
#![no_main]
#![allow(dead_code, missing_docs, unused_imports)]

#[path = "../../src/sandbox/telegram/html.rs"]
mod html;
#[path = "../../src/model/mod.rs"]
mod model;
#[path = "../../src/speech/mod.rs"]
mod speech;

/// Telegram's reading of HTML, where the property looks for it.
mod sandbox {
    pub(crate) mod telegram {
        pub(crate) use crate::html;
    }
}

use libfuzzer_sys::fuzz_target;
use model::{HourStyle, Language};
use speech::Voice;
use speech::tests::property;

fuzz_target!(|data: &[u8]| {
    let Some((head, rest)) = data.split_at_checked(5) else { return };
    let text = String::from_utf8_lossy(rest);
    let (title, place) = text.split_once('\n').unwrap_or((&text, ""));
    let pick = usize::from(u16::from_le_bytes([head[0], head[1]]));
    let language = Language::ALL[usize::from(head[2]) % Language::ALL.len()];
    let hours = if head[3] % 2 == 0 { HourStyle::Twelve } else { HourStyle::TwentyFour };
    let voice = Voice { language, zone: chrono_tz::Asia::Kuala_Lumpur, hours, is_discreet: false, is_group: head[4] % 2 == 1 };
    if let Err(wrong) = property::one_holds(pick, title, place, voice) {
        panic!("{wrong}");
    }
});
