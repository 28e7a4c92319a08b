//! Instants in records of many events, where their text is most of the work: whole seconds are written quickly, and as
//! chrono writes them.

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::{Serialize, Serializer};

/// An instant as RFC 3339 has it, for `#[serde(serialize_with)]`.
pub(super) fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = whole_second(*at);
    match text.as_ref().and_then(|text| std::str::from_utf8(text).ok()) {
        Some(text) => serializer.serialize_str(text),
        None => at.serialize(serializer),
    }
}

/// The text of a whole second within the years that have four digits.
fn whole_second(at: DateTime<Utc>) -> Option<[u8; 20]> {
    let (date, time) = (at.date_naive(), at.time());
    let year = u32::try_from(date.year()).ok().filter(|year| *year <= 9_999 && time.nanosecond() == 0)?;
    let mut text = *b"0000-00-00T00:00:00Z";
    let parts = [year / 100, year % 100, date.month(), date.day(), time.hour(), time.minute(), time.second()];
    for (place, part) in [0, 2, 5, 8, 11, 14, 17].into_iter().zip(parts) {
        text[place] = digit(part / 10);
        text[place + 1] = digit(part % 10);
    }
    Some(text)
}

fn digit(number: u32) -> u8 {
    b'0' + u8::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Serialize)]
    #[serde(transparent)]
    struct At(#[serde(serialize_with = "serialize")] DateTime<Utc>);

    proptest! {
        #[test]
        fn an_instant_is_written_as_chrono_writes_it(
            second in prop_oneof![-100_000_000_000_i64..300_000_000_000, Just(-62_167_219_200), Just(253_402_300_799)],
            nanos in prop_oneof![Just(0_u32), Just(500_000_000), 0_u32..2_000_000_000],
        ) {
            let Some(at) = DateTime::from_timestamp(second, nanos) else { return Ok(()) };
            prop_assert_eq!(serde_json::to_string(&At(at)).unwrap(), serde_json::to_string(&at).unwrap());
        }
    }
}
