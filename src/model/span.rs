//! Lengths of time as people write them in settings: `10m`, `2s`, `1h30m`.

use chrono::Duration;

use super::Lead;

/// Reads a length such as `10m`, `2s` or `1h30m`.
///
/// # Errors
/// A sentence saying what is wrong with it.
pub fn parse_span(text: &str) -> Result<Duration, String> {
    let span = humantime::parse_duration(text).map_err(|_| "a length is written like 10m, 2s or 1h30m".to_owned())?;
    let span = Duration::from_std(span).map_err(|_| "that is longer than clocks go".to_owned())?;
    if span <= Duration::zero() { Err("a length is longer than nothing".to_owned()) } else { Ok(span) }
}

/// Reads a lead: a length in whole minutes, at most four weeks.
///
/// # Errors
/// A sentence saying what is wrong with it.
pub fn parse_lead(text: &str) -> Result<Lead, String> {
    let span = parse_span(text)?;
    let minutes = u32::try_from(span.num_minutes()).map_err(|_| "a lead is at most 4 weeks".to_owned())?;
    if Duration::minutes(i64::from(minutes)) != span {
        return Err("a lead is a number of whole minutes, such as 10m or 1h".to_owned());
    }
    let lead = Lead { minutes };
    if lead > Lead::LONGEST { Err("a lead is at most 4 weeks".to_owned()) } else { Ok(lead) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_written() {
        assert_eq!(parse_span("1h30m"), Ok(Duration::minutes(90)));
        assert_eq!(parse_span("2s"), Ok(Duration::seconds(2)));
        for wrong in ["", "0s", "ten", "10", "-1m"] {
            assert!(parse_span(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn leads_are_whole_minutes_of_at_most_four_weeks() {
        assert_eq!(parse_lead("1h"), Ok(Lead { minutes: 60 }));
        assert_eq!(parse_lead("28d"), Ok(Lead::LONGEST));
        for wrong in ["90s", "29d"] {
            assert!(parse_lead(wrong).is_err(), "{wrong}");
        }
    }
}
