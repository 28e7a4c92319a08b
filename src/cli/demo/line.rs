//! What a typed line means: a message, unless it says otherwise.

use chrono::Duration;

/// One line of the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TypedLine {
    /// Nothing.
    Empty,
    /// `?`: what can be typed here.
    Help,
    /// A message, or a command for the bot.
    Say(String),
    /// `!2`: the second button of the newest message that has some, counted from 1.
    Press(usize),
    /// `+1h30m`: the clock moves on.
    Move(Duration),
    /// `+`: the clock moves to the next reminder.
    MoveToNext,
    /// `@budi`: on with this person, or in this group; perhaps with something to say at once.
    Switch {
        /// The place among the names.
        place: usize,
        /// What is said there.
        text: Option<String>,
    },
}

impl TypedLine {
    /// Reads a line; `names` are those that can be switched to, in lower case.
    pub(super) fn read(line: &str, names: &[String]) -> Self {
        let line = line.trim();
        let said = || Self::Say(line.to_owned());
        let mut rest = line.chars();
        match (rest.next(), rest.as_str()) {
            (None, _) => Self::Empty,
            (Some('?'), "") => Self::Help,
            (Some('+'), "") => Self::MoveToNext,
            (Some('+'), span) => read_span(span).map_or_else(said, Self::Move),
            (Some('!'), number) => number.parse().ok().filter(|nth| *nth > 0).map_or_else(said, Self::Press),
            (Some('@'), rest) => {
                let (name, text) = rest.split_once(' ').unwrap_or((rest, ""));
                let place = names.iter().position(|known| *known == name.to_lowercase());
                let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                place.map_or_else(said, |place| Self::Switch { place, text })
            }
            (Some(_), _) => said(),
        }
    }
}

/// `30m`, `2h`, `1h30m`, `3d`, `1w`.
fn read_span(text: &str) -> Option<Duration> {
    let mut whole = Duration::zero();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let count: i64 = rest[..digits].parse().ok()?;
        let unit = rest[digits..].chars().next()?;
        let span = match unit {
            'm' => Duration::try_minutes(count),
            'h' => Duration::try_hours(count),
            'd' => Duration::try_days(count),
            'w' => Duration::try_weeks(count),
            _ => None,
        };
        whole = whole.checked_add(&span?)?;
        rest = &rest[digits + unit.len_utf8()..];
    }
    (whole > Duration::zero()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_message_unless_it_says_otherwise() {
        let names = ["aisyah".to_owned(), "budi".to_owned()];
        let say = |text: &str| TypedLine::Say(text.into());
        let cases = [
            ("  ", TypedLine::Empty),
            ("?", TypedLine::Help),
            ("? what", say("? what")),
            ("lunch tomorrow 1pm", say("lunch tomorrow 1pm")),
            ("/list", say("/list")),
            ("列表", say("列表")),
            ("!2", TypedLine::Press(2)),
            ("!0", say("!0")),
            ("!important: call mum", say("!important: call mum")),
            ("+", TypedLine::MoveToNext),
            ("+90m", TypedLine::Move(Duration::minutes(90))),
            ("+1h30m", TypedLine::Move(Duration::minutes(90))),
            ("+3d", TypedLine::Move(Duration::days(3))),
            ("+0m", say("+0m")),
            ("+60123456789", say("+60123456789")),
            ("+99999999999999999w", say("+99999999999999999w")),
            ("@Budi", TypedLine::Switch { place: 1, text: None }),
            ("@budi  /list ", TypedLine::Switch { place: 1, text: Some("/list".into()) }),
            ("@janji_bot lunch 1pm", say("@janji_bot lunch 1pm")),
        ];
        for (line, meant) in cases {
            assert_eq!(TypedLine::read(line, &names), meant, "{line}");
        }
    }
}
