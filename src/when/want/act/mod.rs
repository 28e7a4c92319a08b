//! Changing what is there: cancel, move, and change of title, place or length.

mod cancel;
mod change;
mod correction;
mod moving;
mod relocated;
mod remade;

pub(super) use self::cancel::{called_off_row, cancel};
pub(super) use self::change::change;
pub(super) use self::correction::correction;
pub(super) use self::moving::{lead_to_time, move_event, new_time, reply_time, suggestion};
pub(super) use self::remade::remade;

use super::senses::{Sense, Senses};
use super::sentence::Sentence;

/// Words beside a verb of cancelling that name nothing.
const BESIDE: Senses = Senses::of(&[Sense::OnlyThis, Sense::It, Sense::Whole, Sense::Onwards]);

/// Whether an item names something: content, a time, or a number.
fn is_named(sentence: &Sentence<'_>, at: usize) -> bool {
    let item = &sentence.items[at];
    item.is_time
        || item.number.is_some() && !item.is_filler()
        || item.is_content() && !item.is_any(BESIDE)
        || item.is(Sense::All)
}

/// "Don't cancel", 别取消.
fn is_negated(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = &sentence.items[at - 1];
    before.is(Sense::Not) && !before.is(Sense::CalledOff)
}
