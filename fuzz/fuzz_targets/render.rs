//! Whatever an event is called and wherever it is, everything that is said of it must be what Telegram takes, with the
//! title to be seen.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run render -- -max_len=5000`
#![no_main]
#![allow(dead_code, missing_docs, unused_imports)]

#[path = "../../src/speech/tests/building.rs"]
mod building;
#[path = "../../src/speech/tests/guest_samples.rs"]
mod guest_samples;
#[path = "../../src/sandbox/telegram/html.rs"]
mod html;
#[path = "../../src/model/mod.rs"]
mod model;
#[path = "../../src/speech/tests/property.rs"]
mod property;
#[path = "../../src/speech/tests/samples.rs"]
mod samples;
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

fuzz_target!(|data: &[u8]| {
    let Some((head, rest)) = data.split_at_checked(2) else { return };
    let text = String::from_utf8_lossy(rest);
    let (title, place) = text.split_once('\n').unwrap_or((&text, ""));
    let language = Language::ALL[usize::from(head[0]) % Language::ALL.len()];
    let hours = if head[1] % 2 == 0 { HourStyle::Twelve } else { HourStyle::TwentyFour };
    let voice = Voice { language, zone: building::ZONE, hours, is_discreet: false };
    if let Err(wrong) = property::holds(title, place, voice) {
        panic!("{wrong}");
    }
});
