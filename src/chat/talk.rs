//! Small talk, and words that answer an open question: "yes", a number.

use crate::model::{AskedFor, Change, ChatKind, Moment, SmallTalk, Target};
use crate::speech::Reply;

use super::answer::Answer;
use super::ask_change;
use super::cancel;
use super::change::Wanted;
use super::create::create;
use super::failure::Cause;
use super::turn::Turn;
use super::wish::Wish;

/// Answers what wants nothing with a short word; in a group, people talk among themselves.
pub fn talk(turn: &Turn<'_>, talk: SmallTalk) -> Answer {
    match (turn.incoming.chat_kind, talk) {
        (ChatKind::Group, SmallTalk::Thanks | SmallTalk::Okay | SmallTalk::Other) => turn.silence(),
        (ChatKind::Private, SmallTalk::Thanks | SmallTalk::Okay) => turn.answer(Reply::Welcome),
        (ChatKind::Private | ChatKind::Group, SmallTalk::Greeting) => turn.answer(Reply::Hello),
        (ChatKind::Private, SmallTalk::Other) => turn.answer(Reply::NoTime),
    }
}

/// Something that wants nothing.
pub fn other(turn: &Turn<'_>) -> Answer {
    talk(turn, SmallTalk::Other)
}

/// "Ok": a yes to what a person was asked in their own chat. In a group it may be said to anyone.
pub async fn okay(turn: &Turn<'_>) -> Result<Answer, Cause> {
    match turn.incoming.chat_kind {
        ChatKind::Private => yes(turn).await,
        ChatKind::Group => Ok(talk(turn, SmallTalk::Okay)),
    }
}

/// Yes: what was asked is done. Without a question it is only a kind word.
pub async fn yes(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let Some(question) = turn.question() else { return Ok(talk(turn, SmallTalk::Thanks)) };
    turn.open(None).await?;
    match question {
        AskedFor::Add(draft) if draft.when.end(turn.zone()) <= turn.now && draft.rule.is_none() => {
            let at = draft.when.start(turn.zone()).with_timezone(&turn.zone()).naive_local();
            Ok(turn.answer(Reply::InThePast { at: Moment::Time(at) }))
        }
        AskedFor::Add(draft) => {
            let wish = Wish { draft: *draft, corrections: Vec::new(), others: Vec::new() };
            create(turn, turn.edit_of_message(0)?, wish).await
        }
        AskedFor::Move { seen, to } => {
            let change = Change { when: Some(to), ..Change::default() };
            ask_change::wish(turn, turn.edit_of_message(0)?, Wanted { seen: *seen, change, scope: None }).await
        }
        AskedFor::Title(_) | AskedFor::AccountName(_) => Ok(other(turn)),
        AskedFor::WhichToCancel => cancel::cancel(turn, &Target::Missing, None).await,
    }
}

/// Numbers: an answer to "which?".
pub async fn numbers(turn: &Turn<'_>, rows: Vec<u32>) -> Result<Answer, Cause> {
    match turn.question() {
        Some(AskedFor::WhichToCancel) => {
            turn.open(None).await?;
            cancel::cancel(turn, &Target::Numbers(rows), None).await
        }
        Some(AskedFor::Add(_) | AskedFor::Move { .. } | AskedFor::Title(_) | AskedFor::AccountName(_)) | None => {
            Ok(other(turn))
        }
    }
}
