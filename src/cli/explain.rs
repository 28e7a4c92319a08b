//! `janji read --explain`: the message, and under it which words were taken as what.

use std::ops::Range;

use crate::model::{PieceKind, Span, Understood};

/// The message line by line, the parts that were taken marked under each line, then the rules that fired.
pub(super) fn explain(text: &str, understood: &Understood) -> String {
    let mut page = String::new();
    // Where several events hold, each has taken its own words.
    let count = if understood.all_hold { understood.readings.len() } else { 1 };
    let mut spans: Vec<&Span> = Vec::new();
    for span in understood.readings.iter().take(count).flat_map(|reading| &reading.spans) {
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    spans.sort_by_key(|span| span.range.start);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.trim_end_matches('\n').len();
        start += line.len();
        page.extend([&text[range.clone()], "\n"]);
        let here: Vec<_> = spans.iter().filter(|span| is_in(&span.range, &range)).collect();
        if !here.is_empty() {
            page.push_str(&marks(text, &range, &here));
        }
    }
    let rules: Vec<&str> =
        understood.readings.iter().take(count).flat_map(|reading| reading.fired.iter().copied()).collect();
    if !rules.is_empty() {
        page.extend(["by: ", &rules.join(", "), "\n"]);
    }
    page
}

fn is_in(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A line of carets under the parts of a line, and as many lines of names as they need not to run into each other.
fn marks(text: &str, line: &Range<usize>, spans: &[&&Span]) -> String {
    let mut carets = String::new();
    let mut names: Vec<String> = Vec::new();
    for span in spans {
        let column = width(&text[line.start..span.range.start]);
        pad(&mut carets, column);
        carets.extend(std::iter::repeat_n('^', width(&text[span.range.clone()])));
        let free = names.iter().position(|row| row.is_empty() || row.len() < column);
        let row = free.unwrap_or_else(|| {
            names.push(String::new());
            names.len() - 1
        });
        if let Some(row) = names.get_mut(row) {
            pad(row, column);
            row.push_str(name(span.part));
        }
    }
    std::iter::once(carets).chain(names).fold(String::new(), |lines, line| lines + &line + "\n")
}

fn pad(line: &mut String, column: usize) {
    line.extend(std::iter::repeat_n(' ', column.saturating_sub(line.len())));
}

/// How many columns a text takes in a terminal: two for each Chinese or full-width character.
fn width(text: &str) -> usize {
    let is_wide = |ch| matches!(ch, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}');
    text.chars().map(|ch| if is_wide(ch) { 2 } else { 1 }).sum()
}

fn name(part: PieceKind) -> &'static str {
    match part {
        PieceKind::Date => "date",
        PieceKind::Clock => "clock",
        PieceKind::Offset => "from now",
        PieceKind::Length => "length",
        PieceKind::Rule => "rule",
        PieceKind::Place => "place",
        PieceKind::Lead => "lead",
        PieceKind::Zone => "zone",
        PieceKind::Command => "request",
        PieceKind::Note => "remark",
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};

    use super::*;
    use crate::model::{DayOrder, Reference};

    /// Without the rules, which have tests of their own.
    fn explained(text: &str) -> String {
        let now = Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).unwrap();
        let reference = Reference { now, zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy };
        let page = explain(text, &crate::when::read(text, &reference));
        page.lines().filter(|line| !line.starts_with("by: ")).fold(String::new(), |page, line| page + line + "\n")
    }

    #[test]
    fn the_parts_of_a_message_are_marked_under_it() {
        insta::assert_snapshot!(explained("pls add lunch tomorrow 1pm for 45 min @ KLCC"), @"
        pls add lunch tomorrow 1pm for 45 min @ KLCC
        ^^^^^^^       ^^^^^^^^ ^^^ ^^^^^^^^^^ ^^^^^^
        request       date     clock          place
                                   length
        ");
    }

    #[test]
    fn wide_characters_and_lines_keep_the_marks_in_place() {
        insta::assert_snapshot!(explained("明天下午三点开会\nMei comes too"), @"
        明天下午三点开会
        ^^^^^^^^^^^^
        date
            clock
        Mei comes too
        ^^^^^^^^^^^^^
        remark
        ");
        insta::assert_snapshot!(explained("Mon 9am standup\nTue 10am review"), @"
        Mon 9am standup
        ^^^ ^^^
        date
            clock
        Tue 10am review
        ^^^ ^^^^
        date
            clock
        ");
    }
}
