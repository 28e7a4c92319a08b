//! Offers an event if it is unclear whether one is wanted; writes nothing unasked.

use crate::model::{AskedFor, ChatKind, Draft, MailAddress, OpenQuestion, Press, Understood};
use crate::speech::{Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::several::{Added, Leftover};
use super::turn::{Turn, buttons};
use super::wish::{Drafter, WishVerdict};
use super::{ask_guests, several, talk};

/// Offers to add the event that a message may mean; what cannot be added is not offered.
pub async fn offer(turn: &Turn<'_>, understood: &Understood) -> Result<Answer, Cause> {
    offer_with(turn, understood, &[]).await
}

/// The same; once it is added, asks whether to invite these people.
pub async fn offer_with(turn: &Turn<'_>, understood: &Understood, guests: &[MailAddress]) -> Result<Answer, Cause> {
    match (Drafter { guests, ..turn.drafter() }).judge(understood) {
        WishVerdict::Make(wish) => Ok(ask_guests::announce(turn, ask(turn, wish.draft).await?, guests)),
        // Several drafts are already an offer.
        WishVerdict::Several(drafts) => {
            let offered = several::offer(turn, Added::default(), Leftover { drafts, added: 0 }).await?;
            Ok(ask_guests::announce(turn, offered, guests))
        }
        // The time is past: a story needs no event.
        WishVerdict::Past(at) => Ok(match turn.incoming.chat_kind {
            ChatKind::Private => turn.answer(Reply::InThePast { at }),
            ChatKind::Group => turn.silence(),
        }),
        WishVerdict::Ask { .. } | WishVerdict::NoTime => Ok(talk::other(turn)),
    }
}

async fn ask(turn: &Turn<'_>, draft: Draft) -> Result<Answer, Cause> {
    let card = several::card(&draft);
    let add = (Label::AddThis, Press::Create { draft: draft.clone() });
    let buttons = buttons().row([add, (Label::Keep, Press::Dismiss)]);
    let question = OpenQuestion::new(turn.incoming.user, AskedFor::Add(Box::new(draft)), turn.now)
        .with_buttons(buttons.token().clone());
    let keyboard = turn.keep_for_sender(buttons).await?;
    turn.open(Some(question)).await?;
    Ok(turn.answer(Reply::Offer { card, keyboard }))
}
