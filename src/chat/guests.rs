//! Handles wishes about an event's guests, in words or by a button.

use crate::model::{EditId, GuestEdit, GuestPress, GuestsWish, Scope, SeenEvent};
use crate::speech::{GuestsReply, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;
use super::{change_guests, invite, offer, respond};

/// Handles a wish about guests; asks before inviting or removing anyone.
pub async fn guests(turn: &Turn<'_>, wish: GuestsWish) -> Result<Answer, Cause> {
    match wish {
        GuestsWish::WithEvent { understood, guests, is_doubtful: false } => {
            invite::with_event(turn, &understood, &guests).await
        }
        GuestsWish::WithEvent { understood, guests, is_doubtful: true } => {
            offer::offer_with(turn, &understood, &guests).await
        }
        GuestsWish::Invite { target, guests, otherwise } => invite::invite(turn, &target, guests, otherwise).await,
        GuestsWish::Uninvite { target, guests } => invite::uninvite(turn, &target, guests).await,
        GuestsWish::Show { target } => invite::show(turn, &target).await,
        GuestsWish::RespondEach(answers) => respond::respond_each(turn, &answers).await,
        GuestsWish::Respond { target, rsvp } => respond::respond(turn, &target, rsvp).await,
    }
}

/// Handles a button about guests. `edit_of` is the edit of an event, the same no matter how often the button is
/// pressed.
pub async fn press(
    turn: &Turn<'_>,
    edit_of: impl Fn(&SeenEvent) -> EditId,
    press: GuestPress,
) -> Result<Answer, Cause> {
    match press {
        GuestPress::Ask { seen, guests } => invite::ask_said(turn, seen, guests).await,
        GuestPress::AskOff { seen, guests } => invite::ask_off(turn, seen, guests).await,
        GuestPress::InviteToAll { seen, guests } => change_guests::invite_to_all(turn, edit_of, seen, &guests).await,
        GuestPress::Write { seen, what, scope } => {
            let edit = edit_of(&seen);
            if !change_guests::may_speak_for(turn, &seen.account).await? {
                return Ok(turn.toast(Reply::Guests(GuestsReply::NotYours)));
            }
            turn.take_over_card(&seen.account, &seen.event.id).await?;
            match (what, scope) {
                (GuestEdit::Respond(rsvp), None) => respond::answer_or_ask(turn, edit, seen, rsvp).await,
                (what, scope) => change_guests::write(turn, edit, seen, what, scope.unwrap_or(Scope::This)).await,
            }
        }
    }
}
