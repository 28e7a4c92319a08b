//! The font, and how much room its letters take.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The one font: `scripts/font` makes it, `font/README.md` says from what.
pub const FONT: &[u8] = include_bytes!("font/janji.ttf");

/// The name by which the font is asked for.
pub const FAMILY: &str = "WenQuanYi Micro Hei";

/// Makes one letter of the two beside it.
const JOINER: char = '\u{200D}';

/// Stands for what the font cannot draw.
const BOX: char = '□';

/// The font as it is measured, in widths for one pixel of size.
struct Measure {
    font: FontRef<'static>,
    metrics: GlyphMetrics<'static>,
}

static MEASURE: LazyLock<Measure> = LazyLock::new(|| {
    let font = FontRef::new(FONT).expect("the font is compiled in, and the tests read it");
    let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
    Measure { font, metrics }
});

/// The text with a box for each run of letters that the font lacks; those that join or vary others are left out.
pub fn drawable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut is_joined, mut before) = (false, None);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_by_wide = before.is_some_and(is_wide) || letters.peek().copied().is_some_and(is_wide);
        before = Some(letter);
        if std::mem::take(&mut is_joined) || is_variation(letter) {
            continue;
        }
        let letter = if is_by_wide { letter } else { narrow(letter) };
        if letter == JOINER {
            is_joined = true;
        } else if letter.is_whitespace() {
            out.push(' ');
        } else if MEASURE.font.charmap().map(letter).is_some() && !letter.is_control() {
            out.push(letter);
        } else if !out.ends_with(BOX) {
            out.push(BOX);
        }
    }
    out
}

/// A curly quote as a straight one: the font's curly ones are as wide as a Chinese character.
fn narrow(letter: char) -> char {
    match letter {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        other => other,
    }
}

/// Says how the letter before it is drawn.
fn is_variation(letter: char) -> bool {
    matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

/// How wide a text is at a size, in pixels.
pub fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|letter| width_of(letter, size)).sum()
}

fn width_of(letter: char, size: f32) -> f32 {
    let glyph = MEASURE.font.charmap().map(letter).unwrap_or_default();
    MEASURE.metrics.advance_width(glyph).unwrap_or(1.0) * size
}

/// A text in lines, at the size it was given.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The lines; what found no room is left out.
    pub lines: Vec<String>,
    /// The size of the letters, in pixels.
    pub size: f32,
}

/// The text in the largest of these sizes at which it fits into a panel without breaking a word; if it fits at none, as
/// much of it as fits at the smallest.
///
/// `leading` is how far apart lines stand, for one pixel of size.
pub fn fit(text: &str, sizes: &[f32], leading: f32, wide: f32, high: f32) -> Lines {
    let smallest = sizes.last().copied().unwrap_or_default();
    let size = sizes.iter().copied().find(|size| {
        let needed = lines(text, *size, wide).count();
        count(needed) * size * leading <= high && words(text).all(|word| width(word, *size) <= wide)
    });
    let size = size.unwrap_or(smallest);
    let mut fitting = Vec::new();
    for line in lines(text, size, wide) {
        if !fitting.is_empty() && count(fitting.len() + 1) * size * leading > high {
            break;
        }
        fitting.push(line.to_owned());
    }
    Lines { lines: fitting, size }
}

#[expect(clippy::cast_precision_loss, reason = "a few lines")]
fn count(lines: usize) -> f32 {
    lines as f32
}

/// The text in lines of this width. They break between words and beside Chinese characters; a word that is too long for
/// a line is broken inside.
fn lines(text: &str, size: f32, wide: f32) -> impl Iterator<Item = &str> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = rest.split_at(first_line(rest, size, wide));
        rest = after.trim_start();
        Some(line.trim_end())
    })
}

/// The pieces of a text between the places where lines may break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let letters = rest.char_indices().zip(rest.chars().skip(1));
        let end = letters.into_iter().find(|((_, before), after)| may_break(*before, *after));
        let (word, after) = rest.split_at(end.map_or(rest.len(), |((at, before), _)| at + before.len_utf8()));
        rest = after;
        Some(word.trim_end())
    })
}

/// As much of the text as goes on one line.
pub fn cut(text: &str, size: f32, wide: f32) -> &str {
    let mut used = 0.0;
    let end = text.char_indices().find(|(_, letter)| {
        used += width_of(*letter, size);
        used > wide
    });
    end.map_or(text, |(end, _)| text[..end].trim_end())
}

/// How many bytes of the text go on the first line; at least one letter.
fn first_line(text: &str, size: f32, room: f32) -> usize {
    let (mut used, mut end, mut last_break, mut before) = (0.0, 0, None, None);
    for (at, letter) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, letter)) {
            last_break = Some(at);
        }
        used += width_of(letter, size);
        if used > room && at > 0 {
            return last_break.unwrap_or(end);
        }
        end = at + letter.len_utf8();
        before = Some(letter);
    }
    end
}

fn may_break(before: char, after: char) -> bool {
    const CLOSING: &str = "，。、；：！？）》」』”’…%,.;:!?)";
    const OPENING: &str = "（《「『“‘(";
    before == ' '
        || before == '-'
        || ((is_wide(before) || is_wide(after)) && !CLOSING.contains(after) && !OPENING.contains(before))
}

/// Chinese characters and their punctuation, which may stand at the end of a line.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | BOX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_font_has_all_that_our_languages_write() {
        for text in ["Fri 10:30 – 12", "Jumaat, 3 petang · Café Żółć naïve", "周五下午三点 看牙医（吉隆坡）"]
        {
            assert_eq!(drawable(text), text);
        }
    }

    #[test]
    fn what_the_font_lacks_is_a_box_and_a_run_of_it_only_one() {
        assert_eq!(drawable("gym 🏋️‍♀️ 7am"), "gym □ 7am");
        assert_eq!(drawable("தமிழ் class"), "□ class");
        assert_eq!(drawable("جاوي"), "□");
        assert_eq!(drawable("a\tb\u{0}c"), "a b□c");
    }

    #[test]
    fn quotes_are_wide_only_beside_chinese() {
        assert_eq!(drawable("Ana’s “big” day"), "Ana's \"big\" day");
        assert_eq!(drawable("看“沙丘”"), "看“沙丘”");
        assert_eq!(drawable("他说“ok”吗"), "他说“ok”吗");
    }

    #[test]
    fn lines_break_between_words_and_beside_chinese() {
        let broken = |text, wide| lines(text, 20.0, wide).collect::<Vec<_>>();
        assert_eq!(broken("lunch with Sarah", 110.0), ["lunch with", "Sarah"]);
        assert_eq!(broken("和客户开会讨论预算", 85.0), ["和客户开", "会讨论预", "算"]);
        assert_eq!(broken("开会，讨论", 45.0), ["开", "会，", "讨论"]);
        assert_eq!(broken("Mesyuarat penyelarasan", 95.0), ["Mesyuarat", "penyelara", "san"]);
    }

    #[test]
    fn letters_become_smaller_before_a_word_is_broken() {
        let fitted = |text, wide, high| fit(text, &[24.0, 20.0, 16.0], 1.2, wide, high);
        assert!((fitted("lunch", 90.0, 60.0).size - 24.0).abs() < 0.1);
        assert!((fitted("Mesyuarat", 95.0, 60.0).size - 20.0).abs() < 0.1);
        assert_eq!(fitted("Mesyuarat penyelarasan negeri", 95.0, 40.0).lines, ["Mesyuarat", "penyelarasa"]);
    }

    #[test]
    fn no_line_is_wider_than_its_room_and_only_the_end_is_left_out() {
        for text in ["Quarterly planning with the whole team", "和客户开会讨论预算", "WWWWWWWWWWWWWWWWWW", "i"]
        {
            for wide in [30.0, 64.0, 120.0] {
                for high in [10.0, 40.0, 100.0] {
                    let Lines { lines, size } = fit(text, &[22.0, 18.0], 1.2, wide, high);
                    assert!(!lines.is_empty() && lines.iter().all(|line| width(line, size) <= wide), "{lines:?}");
                    assert!(text.replace(' ', "").starts_with(&lines.concat().replace(' ', "")), "{lines:?}");
                }
                assert!(width(cut(text, 22.0, wide), 22.0) <= wide);
            }
        }
    }
}
