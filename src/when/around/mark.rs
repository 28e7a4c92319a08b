//! Marks around the words of a title.

use crate::when::token::{Kind, Tokens};

/// Whether a mark says nothing where a title begins or ends.
pub(super) fn is_loose_mark(tokens: &Tokens<'_>, at: usize) -> bool {
    // "* lunch" is a list, "*lunch*" the person's own.
    let is_star = matches!(tokens.kind(at), Kind::Mark('*'));
    if is_star && (tokens.is_glued(at) || tokens.is_glued(at + 1)) {
        return false;
    }
    is_picture(tokens, at)
        || matches!(
            tokens.kind(at),
            Kind::Mark(
                ',' | '.' | ';' | ':' | '-' | '|' | '/' | '(' | ')' | '[' | ']' | '@' | '\n' | '·' | '~' | '!' | '*'
            )
        )
}

/// Whether a mark is an arrow, a sign or a picture.
pub(super) fn is_picture(tokens: &Tokens<'_>, at: usize) -> bool {
    const ARROWS: char = '\u{2190}';
    matches!(tokens.kind(at), Kind::Mark(mark) if mark >= ARROWS || matches!(mark, '‼' | '⁉'))
}
