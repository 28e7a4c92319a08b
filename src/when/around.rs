//! What stands around the time: words of request, the place, the lead, and the title that is left.

use std::ops::Range;

use smallvec::SmallVec;

use super::join::{Phrase, is_linked};
use super::piece::{FoundPiece, Piece};
use super::token::{Kind, Tokens};
use super::word::Word;
use crate::model::{Lead, PieceKind, Span};

/// The most tokens that a place may have.
const LONGEST_PLACE: usize = 12;

/// What stands around the time of a text.
#[derive(Debug, Clone, PartialEq, Default)]
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
}

/// Which tokens are taken, and as what.
#[derive(Debug)]
struct Cuts {
    taken: SmallVec<[bool; 64]>,
    spans: SmallVec<[(Range<usize>, PieceKind); 8]>,
}

impl Cuts {
    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    fn take(&mut self, tokens: Range<usize>) {
        if let Some(taken) = self.taken.get_mut(tokens) {
            taken.fill(true);
        }
    }

    fn take_as(&mut self, tokens: Range<usize>, part: PieceKind) {
        if tokens.is_empty() || tokens.clone().any(|at| self.is_taken(at)) {
            return;
        }
        self.take(tokens.clone());
        self.spans.push((tokens, part));
    }
}

/// Reads what stands around the pieces that a phrase used.
pub(super) fn around(tokens: &Tokens<'_>, found: &[FoundPiece], phrase: &Phrase) -> Around {
    let mut cuts = Cuts { taken: std::iter::repeat_n(false, tokens.len()).collect(), spans: SmallVec::new() };
    let mut around = Around::default();
    take_times(tokens, found, phrase, &mut cuts, &mut around);
    around.leads = take_leads(tokens, found, &mut cuts, &mut around);
    take_requests(tokens, phrase, &mut cuts);
    around.place = take_place(tokens, found, &mut cuts).map(|place| tidy(tokens.original(place)));
    around.is_told =
        (0..tokens.len()).any(|at| !cuts.is_taken(at) && (tokens.is(at, Word::Told) || tokens.is(at, Word::JustNow)));
    around.is_told_of_time = phrase
        .used
        .iter()
        .filter_map(|index| found.get(*index))
        .any(|piece| piece.first.checked_sub(1).is_some_and(|before| tokens.is(before, Word::Told)));
    around.title = title(tokens, &cuts);
    cuts.spans.sort_unstable_by_key(|(range, _)| range.start);
    around.spans =
        cuts.spans.iter().map(|(range, part)| Span { range: tokens.bytes(range.clone()), part: *part }).collect();
    around
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
        after = Some(piece.end);
    }
    around.fired.extend(phrase.refined.iter().copied());
}

/// What a piece is reported as.
fn part_of(piece: &Piece) -> Option<PieceKind> {
    Some(match piece {
        Piece::Time(time) if time.day.is_some() => PieceKind::Date,
        Piece::Time(_) | Piece::Number(_) => PieceKind::Clock,
        Piece::Offset(_) => PieceKind::Offset,
        Piece::Length(_) => PieceKind::Length,
        Piece::Repeat(_) | Piece::Count(_) | Piece::Except(_) => PieceKind::Rule,
        Piece::AllDay => PieceKind::Date,
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
        && (is_lead_in(tokens, before) || tokens.is_mark(before, '@'))
    {
        at = before;
    }
    at
}

fn is_lead_in(tokens: &Tokens<'_>, at: usize) -> bool {
    matches!(
        tokens.word(at),
        Some(
            Word::At
                | Word::On
                | Word::By
                | Word::Before
                | Word::From
                | Word::For
                | Word::The
                | Word::Starting
                | Word::Until
                | Word::Between
                | Word::About
                | Word::During
                | Word::Hari
                | Word::ClockLead
                | Word::Whole
                | Word::Of
                | Word::Zai
        )
    )
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
            Some(Word::Request | Word::Remind | Word::Reminder) => is_request = true,
            Some(Word::WeakRequest) if is_polite => is_request = true,
            Some(Word::Label) if tokens.is_mark(at + 1, ':') => is_request = true,
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

/// Takes the place, if one is named, with the word that leads to it.
fn take_place(tokens: &Tokens<'_>, found: &[FoundPiece], cuts: &mut Cuts) -> Option<Range<usize>> {
    for at in 0..tokens.len() {
        if cuts.is_taken(at) {
            continue;
        }
        let Some(first) = place_lead(tokens, cuts, at) else { continue };
        // "at 3pm" is no place, even if it is not the time that counts.
        if found.iter().any(|piece| {
            !piece.is_weak && matches!(piece.piece, Piece::Time(_)) && (piece.first == first || piece.first == at)
        }) {
            continue;
        }
        let end = with_town(tokens, cuts, first, place_end(tokens, cuts, first));
        let end = if tokens.is_mark(end - 1, '.') { end - 1 } else { end };
        if end > first {
            cuts.take_as(at..end, PieceKind::Place);
            return Some(first..end);
        }
    }
    None
}

/// Where a place begins that a word at `at` leads to.
fn place_lead(tokens: &Tokens<'_>, cuts: &Cuts, at: usize) -> Option<usize> {
    let is_word = |at: usize| !cuts.is_taken(at) && !matches!(tokens.kind(at), Kind::Mark(_));
    match tokens.kind(at) {
        // An "@" inside a word is an address of mail.
        Kind::Mark('@') => (is_word(at + 1) && !is_mail(tokens, at)).then_some(at + 1),
        Kind::Known(Word::PlaceLead) => {
            let first = at + 1 + usize::from(tokens.is_mark(at + 1, ':'));
            is_word(first).then_some(first)
        }
        Kind::Known(Word::At) => {
            let takes_at = at.checked_sub(1).is_some_and(|before| tokens.is(before, Word::TakesAt));
            (is_word(at + 1) && !takes_at).then_some(at + 1)
        }
        Kind::Known(Word::Zai) => is_word(at + 1).then_some(at + 1),
        // "…, meeting room 2": a room after a comma.
        Kind::Known(Word::PlaceNoun) => {
            let before = at.checked_sub(1)?;
            let is_after_time = before.checked_sub(1).is_some_and(|before| cuts.is_taken(before));
            (tokens.is_mark(before, ',') && is_after_time && at + 1 < tokens.len()).then_some(at)
        }
        Kind::Number(_) | Kind::Known(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => None,
    }
}

/// Whether an "@" stands inside an address of mail: glued on both sides, with a dot after.
fn is_mail(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.is_glued(at) && tokens.is_glued(at + 1) && tokens.is_glued_mark(at + 2, '.') && tokens.is_glued(at + 3)
}

/// Where a place ends: at a time, a mark, or a word that begins something else.
fn place_end(tokens: &Tokens<'_>, cuts: &Cuts, first: usize) -> usize {
    let mut at = first;
    while at < tokens.len() && at < first + LONGEST_PLACE && !cuts.is_taken(at) {
        let is_end = match tokens.kind(at) {
            Kind::Mark('-') => !tokens.is_glued(at) && !tokens.is_glued(at + 1),
            Kind::Mark('.') => !tokens.is_glued(at + 1) && tokens.folded(at.saturating_sub(1)).len() > 3,
            Kind::Mark(',' | ';' | '(' | ')' | '!' | '?' | '\n' | ':' | '|') => true,
            Kind::Known(word) => ends_place(word) && (at > first || !matches!(word, Word::Verb | Word::Have)),
            Kind::Number(_) | Kind::Other | Kind::Quoted | Kind::Mark(_) => false,
        };
        if is_end {
            break;
        }
        at += 1;
    }
    at
}

/// The end of a place with what stands after its comma, if that is a name too ("Din Tai Fung, Mid Valley").
fn with_town(tokens: &Tokens<'_>, cuts: &Cuts, first: usize, end: usize) -> usize {
    const LONGEST_TOWN: usize = 4;
    if end == first || !tokens.is_mark(end, ',') || cuts.is_taken(end) {
        return end;
    }
    let after = place_end(tokens, cuts, end + 1);
    let is_name = |at: usize| tokens.original(at..at + 1).starts_with(char::is_uppercase);
    let is_town = (end + 2..=end + 1 + LONGEST_TOWN).contains(&after) && (end + 1..after).all(is_name);
    if is_town { after } else { end }
}

/// Whether a word begins something else than a place.
fn ends_place(word: Word) -> bool {
    matches!(
        word,
        Word::PlaceEnd
            | Word::Verb
            | Word::Have
            | Word::Meal(_)
            | Word::Remind
            | Word::Reminder
            | Word::For
            | Word::To
            | Word::By
            | Word::Before
            | Word::Until
            | Word::That
            | Word::PlaceLead
            | Word::On
            | Word::De
            | Word::About
            | Word::Please
    ) || word == Word::And
}

/// What is left as the title.
fn title(tokens: &Tokens<'_>, cuts: &Cuts) -> String {
    let mut title = String::new();
    let mut at = 0;
    while at < tokens.len() {
        if cuts.is_taken(at) {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < tokens.len() && !cuts.is_taken(end) {
            end += 1;
        }
        if !title.is_empty() && is_remark(tokens, at..tokens.len()) {
            break;
        }
        let is_after_cut = at > 0;
        let is_before_cut = end < tokens.len();
        let range = trim(tokens, at..end, is_after_cut, is_before_cut);
        if !range.is_empty() {
            push(&mut title, tokens.original(range));
        }
        at = end;
    }
    match title.strip_prefix(['"', '“', '「']).and_then(|rest| rest.strip_suffix(['"', '”', '」'])) {
        Some(inside) if !inside.contains(['"', '“', '”']) => inside.to_owned(),
        _ => title,
    }
}

/// Whether a sentence ends before what is left, which then is a remark: "Fire drill tomorrow 3pm. All staff to assemble."
/// What has numbers is kept, so that none is lost.
fn is_remark(tokens: &Tokens<'_>, rest: Range<usize>) -> bool {
    // The mark after "p.m." has gone with it.
    let is_end =
        |at| matches!(tokens.kind(at), Kind::Mark('.' | '!')) && tokens.is_glued(at) && !tokens.is_glued(at + 1);
    let ends_sentence = is_end(rest.start) || rest.start.checked_sub(1).is_some_and(is_end);
    ends_sentence && rest.clone().all(|at| tokens.number(at).is_none())
}

/// Leaves out marks and loose words at the ends of a piece of title.
fn trim(tokens: &Tokens<'_>, range: Range<usize>, is_after_cut: bool, is_before_cut: bool) -> Range<usize> {
    let Range { mut start, mut end } = range;
    while start < end && (is_loose_mark(tokens, start) || is_after_cut && is_loose_at_start(tokens, start)) {
        start += 1;
    }
    while start < end
        && (is_loose_mark(tokens, end - 1) || (is_before_cut || is_after_cut) && is_loose_at_end(tokens, end - 1))
    {
        end -= 1;
    }
    // A closing bracket belongs to an opening one inside.
    let has_open = (start..end).any(|at| tokens.is_mark(at, '('));
    if has_open && tokens.is_mark(end, ')') { start..end + 1 } else { start..end }
}

fn is_loose_mark(tokens: &Tokens<'_>, at: usize) -> bool {
    // "* lunch" is a list, "*lunch*" the person's own.
    let is_star = matches!(tokens.kind(at), Kind::Mark('*'));
    if is_star && (tokens.is_glued(at) || tokens.is_glued(at + 1)) {
        return false;
    }
    matches!(
        tokens.kind(at),
        Kind::Mark(
            ',' | '.' | ';' | ':' | '-' | '|' | '/' | '(' | ')' | '[' | ']' | '@' | '\n' | '·' | '~' | '!' | '*'
        )
    )
}

/// Words that a title does not begin with after a time.
fn is_loose_at_start(tokens: &Tokens<'_>, at: usize) -> bool {
    // 和 begins a Chinese title ("和朋友吃饭"), "and" no English one.
    let is_and = tokens.is(at, Word::And) && !tokens.is_han(at);
    // "5点前交报告": 前 says "by" of the time before it.
    let is_by = tokens.is_han(at) && matches!(tokens.word(at), Some(Word::By | Word::Ago));
    is_and
        || is_by
        || matches!(tokens.word(at), Some(Word::De | Word::That | Word::To | Word::Lagi | Word::Sharp | Word::Please))
}

/// Words that a title does not end with before a time.
fn is_loose_at_end(tokens: &Tokens<'_>, at: usize) -> bool {
    is_lead_in(tokens, at)
        || matches!(
            tokens.word(at),
            Some(Word::And | Word::To | Word::Or | Word::De | Word::PlaceLead | Word::Please | Word::Be)
        )
}

/// Adds a piece to the title, with a space between, except between Chinese characters.
fn push(title: &mut String, piece: &str) {
    use super::fold::is_han;
    let is_han_between = title.chars().next_back().is_some_and(is_han) && piece.chars().next().is_some_and(is_han);
    if !title.is_empty() && !is_han_between {
        title.push(' ');
    }
    title.push_str(&tidy(piece));
}

/// Any run of white space as one space.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}
