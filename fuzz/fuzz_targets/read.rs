//! Reading any text, at any time, must not panic, and what must hold of every reading must hold of this one.
//!
//! `RUSTC_BOOTSTRAP=1 cargo fuzz run read -s none -- -max_len=400`
#![no_main]
#![allow(dead_code, missing_docs, unused_imports)]

#[path = "../../src/model/mod.rs"]
mod model;
#[path = "../../src/when/mod.rs"]
mod when;

use chrono::{DateTime, Utc};
use libfuzzer_sys::fuzz_target;
use model::{DayOrder, Reference};

/// Zones with gaps, overlaps and odd offsets.
const ZONES: [chrono_tz::Tz; 4] = [
    chrono_tz::Asia::Kuala_Lumpur,
    chrono_tz::Europe::London,
    chrono_tz::Pacific::Apia,
    chrono_tz::Asia::Kathmandu,
];

fuzz_target!(|data: &[u8]| {
    let Some((head, rest)) = data.split_at_checked(6) else { return };
    let text = String::from_utf8_lossy(rest);
    let seconds = i64::from(u32::from_le_bytes([head[0], head[1], head[2], head[3]]));
    let now = DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
    let zone = ZONES[usize::from(head[4]) % ZONES.len()];
    let order = if head[5] % 2 == 0 { DayOrder::Dmy } else { DayOrder::Mdy };
    let reference = Reference { now, zone, order };
    let understood = when::read(&text, &reference);
    if let Err(wrong) = when::properties::hold(&text, &understood) {
        panic!("{wrong}");
    }
    let _ = when::want(&text, &reference, None);
});
