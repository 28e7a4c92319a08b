//! A doubt: asks with buttons, or says what is wrong if there is nothing to choose from.

use crate::model::{DoubtKind, Draft, Press};
use crate::speech::{Keyboard, Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// The most meanings to offer.
const MOST_CHOICES: usize = 4;

/// Says what is unclear about a message, and offers what it may mean.
pub async fn clarify(
    turn: &Turn<'_>,
    kind: DoubtKind,
    said: String,
    choices: Vec<(Label, Draft)>,
) -> Result<Answer, Cause> {
    let keyboard = if choices.is_empty() {
        Keyboard::new()
    } else {
        let buttons = choices
            .into_iter()
            .take(MOST_CHOICES)
            .fold(buttons(), |buttons, (label, draft)| buttons.row([(label, Press::Create { draft })]))
            .row([(Label::Keep, Press::Dismiss)]);
        turn.keep_for_sender(buttons).await?
    };
    Ok(turn.answer(Reply::Doubt { kind, said, keyboard }))
}
