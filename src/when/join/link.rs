//! How a piece is tied to the one before it.

use crate::when::token::{Kind, Tokens};
use crate::when::word::Word;

/// How a piece is tied to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// By connecting words, or nothing at all.
    Near,
    /// By a comma, or nothing but one and connecting words.
    Comma,
    /// By a word that says a range.
    To,
    /// By a dash, which says a range or nothing.
    Dash,
    /// By "until".
    Until,
    /// By "and".
    And,
    /// By "or".
    Or,
    /// By "starting".
    Starting,
    /// Other words stand between them.
    Far,
}

impl Link {
    /// Whether it can begin the other side of a range.
    pub(super) fn is_range(self) -> bool {
        match self {
            Self::To | Self::Dash | Self::Until => true,
            Self::Near | Self::Comma | Self::And | Self::Or | Self::Starting | Self::Far => false,
        }
    }

    /// Whether it can stand between the members of a list.
    pub(super) fn is_list(self) -> bool {
        match self {
            Self::Comma | Self::And => true,
            Self::Near | Self::To | Self::Dash | Self::Until | Self::Or | Self::Starting | Self::Far => false,
        }
    }
}

/// The most tokens that may connect two pieces.
const LONGEST_LINK: usize = 5;

/// What stands between two pieces.
pub(super) fn link(tokens: &Tokens<'_>, from: usize, to: usize) -> Link {
    if to > from + LONGEST_LINK {
        return Link::Far;
    }
    let mut link = Link::Near;
    for at in from..to {
        link = match (tokens.kind(at), link) {
            (Kind::Known(Word::To | Word::Ends), _) => Link::To,
            (Kind::Known(Word::Until), _) => Link::Until,
            (Kind::Known(Word::Starting), _) => Link::Starting,
            (Kind::Known(Word::And | Word::With) | Kind::Mark('&' | '+'), Link::Near | Link::Comma) => Link::And,
            (Kind::Known(Word::Or), _) => Link::Or,
            (Kind::Mark('-' | '~' | '→'), Link::Near) => Link::Dash,
            (Kind::Mark(',' | ';' | '\n'), Link::Near) => Link::Comma,
            (Kind::Mark('/'), Link::Near) if !tokens.is_glued(at) => Link::Dash,
            (Kind::Mark(',' | '.' | ':' | ';' | '(' | ')' | '[' | ']' | '@' | '|' | '\n' | '·' | '/' | '-'), link) => {
                link
            }
            (Kind::Known(word), link) if is_connecting(word) => link,
            _ => return Link::Far,
        };
    }
    link
}

/// Whether only connecting words stand between two pieces.
pub(in crate::when) fn is_linked(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    from <= to && link(tokens, from, to) != Link::Far
}

/// Whether a word may stand between two pieces without saying anything itself.
fn is_connecting(word: Word) -> bool {
    matches!(
        word,
        Word::At
            | Word::On
            | Word::In
            | Word::The
            | Word::Of
            | Word::De
            | Word::By
            | Word::Before
            | Word::From
            | Word::For
            | Word::About
            | Word::ClockLead
            | Word::Hari
            | Word::Between
            | Word::During
            | Word::Sharp
            | Word::A
            | Word::Time
            | Word::That
            | Word::Namely
            | Word::StartsAfter
    )
}
