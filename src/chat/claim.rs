//! The claim link: the first person who opens it becomes the owner, and can have that saved in `.env`.

use chrono::Duration;

use crate::model::{ClaimCode, Dialogue, Press};
use crate::speech::{Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// The setting that lists the users.
const SETTING: &str = "JANJI_ALLOWED_USERS";

/// How soon another wrong link gets an answer.
const AGAIN: Duration = Duration::hours(1);

/// Makes the person the owner if the link is valid; all others get the same refusal.
pub(super) async fn claim(turn: &mut Turn<'_>, code: &ClaimCode) -> Result<Answer, Cause> {
    let (room, incoming) = (turn.room, turn.incoming);
    if !room.directory.members().claim(code, incoming.user, incoming.id, turn.now).await? {
        // Refused only once an hour, so that strangers cannot make us send messages.
        if turn.dialogue.claim_refused.is_some_and(|told| turn.now - told < AGAIN) {
            return Ok(turn.silence());
        }
        metrics::counter!("janji_refusals_total").increment(1);
        let dialogue = Dialogue { claim_refused: Some(turn.now), ..turn.dialogue.clone() };
        turn.put_dialogue(&dialogue).await?;
        return Ok(turn.answer(Reply::ClaimRefused));
    }
    tracing::info!(user.id = incoming.user.0, "the claim link was opened: this user is the owner");
    room.welcome(turn).await?;
    turn.shown = room.directory.shown(incoming.chat_kind, incoming.user, None).await?;
    turn.replan_all().await?;
    let write = room.env_file.is_some().then_some((Label::WriteToEnv, Press::WriteToEnv));
    let keyboard = turn.keep_for_sender(buttons().row(write)).await?;
    Ok(turn.answer(Reply::Owner { line: line(turn), keyboard }))
}

/// Writes the owner into `.env`, or shows the line that belongs there.
pub(super) fn write(turn: &Turn<'_>) -> Answer {
    let user = turn.incoming.user.to_string();
    let written = turn.room.env_file.as_ref().is_some_and(|file| match file.add(SETTING, &user) {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "could not write the owner into .env");
            false
        }
    });
    turn.answer(if written {
        Reply::OwnerWritten { line: line(turn) }
    } else {
        Reply::OwnerNotWritten { line: line(turn) }
    })
}

/// The line that lists the owner.
fn line(turn: &Turn<'_>) -> String {
    format!("{SETTING}={}", turn.incoming.user)
}
