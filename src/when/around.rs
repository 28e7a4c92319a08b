//! What stands around the time: words of request, the place, the lead, and the title that is left.

mod cuts;
mod mark;
mod place;
mod segment;
mod title;
mod told;

use std::ops::Range;

use super::join::{Phrase, is_linked};
use super::piece::{FoundPiece, Piece};
use super::token::{Kind, Tokens};
use super::word::Word;
use crate::model::{Lead, PieceKind, Span};
use cuts::Cuts;
use place::{adjacent_places, is_place, is_room_first, led_place};
use segment::{Segment, is_remark, segments};
use smallvec::SmallVec;
use title::{choose, is_after_with, is_lead_in, tidy, title};

/// What stands around the time of a text.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent marks, each read by its own name")]
pub(super) struct Around {
    pub title: String,
    pub place: Option<String>,
    pub leads: Vec<Lead>,
    pub spans: Vec<Span>,
    pub fired: SmallVec<[&'static str; 8]>,
    /// Words are left that say something is over.
    pub is_told: bool,
    /// Such a word stands right before the time: "it was 3pm".
    pub is_told_of_time: bool,
    /// It begins with a day that is over ("last friday's meeting …"), or a word like "only then" follows its clock.
    pub is_told_of_past: bool,
    /// It has been so since the time that is said.
    pub is_since: bool,
    /// It is told of a moment ago.
    pub is_just_now: bool,
    /// It is told how a game went.
    pub is_outcome: bool,
    /// Words that say something beside what is planned.
    pub remarks: SmallVec<[Range<usize>; 4]>,
}

/// Reads what stands around the pieces that a phrase used.
pub(super) fn around(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &Phrase) -> Around {
    let mut cuts = Cuts { taken: std::iter::repeat_n(false, tokens.len()).collect(), spans: SmallVec::new() };
    let mut around = Around::default();
    take_labels(tokens, &mut cuts);
    take_times(tokens, found, phrase, &mut cuts, &mut around);
    around.leads = take_leads(tokens, found, &mut cuts, &mut around);
    take_requests(tokens, phrase, &mut cuts);
    let led = led_place(tokens, found, &mut cuts);
    let has = |word| (0..tokens.len()).any(|at| !cuts.is_taken(at) && tokens.is(at, word));
    around.is_outcome = has(Word::Outcome);
    around.is_just_now = has(Word::JustNow);
    around.is_told = around.is_outcome || around.is_just_now || has(Word::Told) || has(Word::Happened);
    around.is_told_of_time = phrase
        .used
        .iter()
        .filter_map(|index| found.get(*index))
        .any(|piece| piece.first.checked_sub(1).is_some_and(|before| tokens.is(before, Word::Told)));
    around.is_told_of_past = told::is_told_of_past(tokens, found, phrase);
    around.is_since = phrase
        .used
        .iter()
        .filter_map(|index| found.get(*index))
        .any(|piece| piece.first.checked_sub(1).is_some_and(|before| tokens.is(before, Word::Since)));
    let subject = labelled(tokens, &cuts);
    let segments = segments(tokens, &cuts);
    let mut are_places: SmallVec<[bool; 8]> = segments.iter().map(|segment| is_place(tokens, &cuts, segment)).collect();
    // What stands first is the place only if what is planned follows: "3号会议室 面试新人".
    if let Some(is_first) = are_places.first_mut() {
        *is_first &= is_room_first(tokens, &segments);
    }
    let chosen = match &subject {
        Some(subject) => within(&segments, subject),
        None => choose(tokens, &segments, clock_of(found, phrase), &are_places),
    };
    let place = led.or_else(|| {
        let at = (0..segments.len()).find(|at| are_places[*at] && !chosen.contains(at))?;
        let place = adjacent_places(tokens, &segments, &are_places, &chosen, at);
        cuts.take_as(place.clone(), PieceKind::Place);
        Some(place)
    });
    around.place = place.map(|place| tidy(tokens.original(place)));
    around.title = match &subject {
        Some(subject) => {
            around.fired.push("title: labelled");
            tidy(tokens.original(subject.clone()))
        }
        None => title(tokens, &segments, &chosen),
    };
    for (at, segment) in segments.iter().enumerate().filter(|(at, _)| !chosen.contains(at)) {
        if is_remark(tokens, segment, at == 0) {
            around.remarks.push(segment.words.clone());
        }
        cuts.take_as(segment.words.clone(), PieceKind::Note);
    }
    cuts.spans.sort_unstable_by_key(|(range, _)| range.start);
    around.spans =
        cuts.spans.iter().map(|(range, part)| Span { range: tokens.bytes(range.clone()), part: *part }).collect();
    around
}

/// The segments that lie inside some words.
fn within(segments: &[Segment], words: &Range<usize>) -> SmallVec<[usize; 4]> {
    let is_within = |at: &usize| words.start <= segments[*at].words.start && segments[*at].words.end <= words.end;
    (0..segments.len()).filter(is_within).collect()
}

/// Where the clock of a phrase stands.
fn clock_of(found: &[FoundPiece], phrase: &Phrase) -> Option<usize> {
    let pieces = phrase.used.iter().filter_map(|index| found.get(*index));
    pieces
        .filter(|piece| matches!(&piece.piece, Piece::Time(time) if time.clock.is_some()))
        .map(|piece| piece.first)
        .next()
}

/// Takes the pieces of the phrase, what connects them, and the words that lead to them.
fn take_times(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &Phrase, cuts: &mut Cuts, around: &mut Around) {
    let mut after: Option<usize> = None;
    for piece in phrase.used.iter().filter_map(|index| found.get(*index)) {
        match after {
            Some(end) if is_linked(tokens, end, piece.first) => cuts.take(end..piece.first),
            _ => cuts.take(lead_in(tokens, piece.first)..piece.first),
        }
        if let Some(part) = part_of(&piece.piece) {
            cuts.take_as(piece.first..piece.end, part);
        }
        around.fired.push(piece.rule);
        // "3点开始补习"
        let is_clock = matches!(&piece.piece, Piece::Time(time) if time.clock.is_some());
        let starts = tokens.is(piece.end, Word::StartsAfter) && (is_clock || phrase.length.is_some());
        // "8点到11点结束", "9点到11点之间"
        let ends = phrase.end.is_some() && matches!(tokens.word(piece.end), Some(Word::Ends | Word::Between));
        if starts || ends && tokens.is_han(piece.end) {
            cuts.take(piece.end..piece.end + 1);
        }
        after = Some(piece.end);
    }
    around.fired.extend(phrase.refined.iter().copied());
}

/// Takes the labels of a form ("Date:", "Masa:", 主题：), which name its fields and are no part of them.
fn take_labels(tokens: &Tokens<'_>, cuts: &mut Cuts) {
    for at in 0..tokens.len() {
        if let Some(end) = label_end(tokens, at) {
            cuts.take(at..end);
        }
    }
}

/// The end of a label of a form with its colon, if one begins here.
pub(super) fn label_end(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let is_first = at == 0 || !tokens.is_glued(at) || matches!(tokens.kind(at - 1), Kind::Mark(_));
    let is_label = matches!(tokens.word(at), Some(Word::Field | Word::Subject));
    (is_label && tokens.is_mark(at + 1, ':') && is_first).then_some(at + 2)
}

/// What stands after the label of the subject of a form, up to the end of its line or the next label.
fn labelled(tokens: &Tokens<'_>, cuts: &Cuts) -> Option<Range<usize>> {
    // "…, topik: solat": inside a sentence it is a remark.
    let begins = |at: usize| {
        at.checked_sub(1).is_none_or(|before| matches!(tokens.kind(before), Kind::Mark('\n' | '.' | '|' | ';' | '*')))
    };
    let is_label = |at: &usize| tokens.is(*at, Word::Subject) && label_end(tokens, *at).is_some() && begins(*at);
    let label = (0..tokens.len()).find(is_label)?;
    let first = label_end(tokens, label)?;
    let is_end = |at: &usize| cuts.is_taken(*at) || tokens.is_mark(*at, '\n') || label_end(tokens, *at).is_some();
    let end = (first..tokens.len()).find(is_end).unwrap_or(tokens.len());
    let end = (first..end)
        .rev()
        .find(|at| !matches!(tokens.kind(*at), Kind::Mark('.' | ',' | ';')))
        .map_or(first, |last| last + 1);
    (end > first).then_some(first..end)
}

/// What a piece is reported as.
fn part_of(piece: &Piece) -> Option<PieceKind> {
    Some(match piece {
        Piece::Time(time) if time.day.is_some() => PieceKind::Date,
        Piece::Time(_) | Piece::Number(_) => PieceKind::Clock,
        Piece::Offset(_) => PieceKind::Offset,
        Piece::Length(_) => PieceKind::Length,
        Piece::Repeat(_) | Piece::Count(_) | Piece::Except(_) => PieceKind::Rule,
        Piece::AllDay | Piece::DayEnd | Piece::Aside => PieceKind::Date,
        Piece::Lead(_) => PieceKind::Lead,
        Piece::Zone(_) => PieceKind::Zone,
        Piece::Everyday => return None,
    })
}

/// Where the words begin that lead to a time ("by", "from the", "starting").
fn lead_in(tokens: &Tokens<'_>, first: usize) -> usize {
    const MOST: usize = 4;
    let mut at = first;
    while let Some(before) = at.checked_sub(1)
        && first - before <= MOST
        && (is_lead_in(tokens, before) && !is_after_with(tokens, before) || tokens.is_mark(before, '@'))
    {
        at = before;
    }
    repeated_verb(tokens, at).unwrap_or(at)
}

/// Where "…,吃到" begins before the last day of a series: its verb says again what is done.
fn repeated_verb(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let verb = at.checked_sub(2)?;
    let is_until = tokens.is_han(verb) && tokens.is(verb, Word::Verb) && tokens.is(verb + 1, Word::To);
    let is_after_mark = verb.checked_sub(1).is_some_and(|mark| tokens.is_mark(mark, ','));
    (is_until && is_after_mark).then_some(verb)
}

/// Takes the wish to be reminded, if there is one that was asked for.
fn take_leads(tokens: &Tokens<'_>, found: &[FoundPiece], cuts: &mut Cuts, around: &mut Around) -> Vec<Lead> {
    let is_asked = (0..tokens.len()).any(|at| matches!(tokens.word(at), Some(Word::Remind | Word::Reminder)));
    let asked = found.iter().find_map(|found| match &found.piece {
        Piece::Lead(amount) if !found.is_weak || is_asked => Some((found, amount)),
        _ => None,
    });
    let Some((piece, amount)) = asked else { return Vec::new() };
    cuts.take_as(piece.first..piece.end, PieceKind::Lead);
    around.fired.push(piece.rule);
    let minutes = u32::try_from(amount.minutes()).unwrap_or(u32::MAX).min(Lead::LONGEST.minutes);
    vec![Lead { minutes }]
}

/// Takes the words that ask: at the beginning of what is not time, and "remind me" anywhere.
fn take_requests(tokens: &Tokens<'_>, phrase: &Phrase, cuts: &mut Cuts) {
    let is_mark = |at| matches!(tokens.kind(at), Kind::Mark(_));
    let mut at = 0;
    while at < tokens.len() && (cuts.is_taken(at) || is_mark(at) && !tokens.is_mark(at, '@')) {
        at += 1;
    }
    let (first, mut is_polite, mut is_request) = (at, false, false);
    while at < tokens.len() && !cuts.is_taken(at) {
        match tokens.word(at) {
            Some(Word::Please) => is_polite = true,
            // "Ah Meng" is a name.
            Some(Word::Particle) if !tokens.original(at + 1..at + 2).starts_with(char::is_uppercase) => {
                is_polite = true;
            }
            // "Hi auntie, …"
            Some(Word::Greeting) => {
                is_polite = true;
                at = after_name(tokens, at + 1) - 1;
            }
            Some(Word::Request | Word::Remind | Word::Reminder) => is_request = true,
            // "please be informed that the audit …"
            Some(Word::Announcement) => {
                is_request = true;
                at += usize::from(tokens.is(at + 1, Word::The));
            }
            Some(Word::WeakRequest) if is_polite => is_request = true,
            Some(Word::Label | Word::Notice) if tokens.is_mark(at + 1, ':') => is_request = true,
            Some(Word::Block) if phrase.is_all_day || phrase.start.clock.is_some() => is_request = true,
            _ => break,
        }
        at += 1;
    }
    let is_block = (first..at).any(|at| tokens.is(at, Word::Block));
    if at > first {
        let end = if is_request { after_request(tokens, cuts, at) } else { at };
        cuts.take_as(first..end, PieceKind::Command);
    }
    // "block the whole of friday for revision"
    if let Some(rest) =
        (at..tokens.len()).find(|at| !cuts.is_taken(*at)).filter(|rest| is_block && tokens.is(*rest, Word::For))
    {
        cuts.take(rest..rest + 1);
    }
    for at in at..tokens.len() {
        if tokens.is(at, Word::Remind) && !cuts.is_taken(at) {
            let end = after_request(tokens, cuts, at + 1);
            cuts.take_as(at..end, PieceKind::Command);
        }
    }
}

/// Skips the name of who is greeted, with its comma.
fn after_name(tokens: &Tokens<'_>, at: usize) -> usize {
    const LONGEST: usize = 3;
    let comma = (at..=at + LONGEST).find(|at| tokens.is_mark(*at, ','));
    let is_name = |end: &usize| (at..*end).all(|at| !matches!(tokens.kind(at), Kind::Number(_) | Kind::Mark(_)));
    comma.filter(|end| is_name(end)).map_or(at, |comma| comma + 1)
}

/// Skips the words that a request leads over with: "to", "about", "that", ":".
fn after_request(tokens: &Tokens<'_>, cuts: &Cuts, at: usize) -> usize {
    let mut end = at;
    while !cuts.is_taken(end)
        && (matches!(tokens.word(end), Some(Word::That | Word::To | Word::For | Word::About | Word::Of))
            || matches!(tokens.kind(end), Kind::Mark(':' | '-' | ',')))
    {
        end += 1;
    }
    end
}
