//! Inviting people to an event and removing them: to which event, and whom.

use crate::model::{
    AccountId, ChatKind, Guest, GuestEdit, GuestPress, MailAddress, Press, SaidGuest, Scope, SeenEvent, Target,
    Understood,
};
use crate::speech::{GuestsReply, Label, Reply};

use super::answer::Answer;
use super::ask_guests::{ask, invited, standing};
use super::create;
use super::failure::Cause;
use super::target::{self, TargetMatch};
use super::turn::{Turn, buttons};
use super::wish::Drafter;

/// The most guests of earlier events to suggest.
const MOST_OFFERED: usize = 6;

/// Creates an event, then asks whether to invite these people.
pub async fn with_event(turn: &Turn<'_>, understood: &Understood, guests: &[MailAddress]) -> Result<Answer, Cause> {
    create::from_drafter(turn, Drafter { guests, ..turn.drafter() }, understood).await
}

/// Asks whether to invite these people to the event that is meant. If there is none, it is created, if the message says
/// enough.
pub async fn invite(
    turn: &Turn<'_>,
    target: &Target,
    said: Vec<SaidGuest>,
    otherwise: Option<Understood>,
) -> Result<Answer, Cause> {
    let found = target::find(turn, target).await?;
    let is_there = match &found {
        TargetMatch::One(_) | TargetMatch::Several(_) | TargetMatch::Rows(_) => true,
        TargetMatch::Nearest { .. } | TargetMatch::Nothing { .. } | TargetMatch::Refused(_) => false,
    };
    // If handled again, the message finds the event that it has created.
    if let Some(understood) = &otherwise
        && !turn.once(|recall| &mut recall.is_there, async { Ok::<_, Cause>(is_there) }).await?
    {
        return with_event(turn, understood, &addresses(&said)).await;
    }
    // Names alone may mean something else: if no event was named, we don't answer.
    let are_names = !said.is_empty() && addresses(&said).is_empty();
    if are_names && !is_there && matches!(target, Target::Title { .. } | Target::Last) {
        return Ok(match turn.incoming.chat_kind {
            ChatKind::Private => turn.answer(Reply::NoTime),
            ChatKind::Group => turn.silence(),
        });
    }
    let press = |seen: &SeenEvent| Press::Guests(GuestPress::Ask { seen: seen.clone(), guests: said.clone() });
    match target::one_of(turn, found, press).await? {
        Ok(seen) => ask_said(turn, seen, said).await,
        Err(answer) => Ok(answer),
    }
}

/// Shows the guests of the event that is meant. In a group, such a question may be for the other people.
pub async fn show(turn: &Turn<'_>, target: &Target) -> Result<Answer, Cause> {
    if turn.incoming.chat_kind == ChatKind::Group {
        return Ok(turn.silence());
    }
    let press = |seen: &SeenEvent| Press::Guests(GuestPress::Ask { seen: seen.clone(), guests: Vec::new() });
    match target::one(turn, target, press).await? {
        Ok(seen) => whom(turn, seen, Vec::new(), None).await,
        Err(answer) => Ok(answer),
    }
}

/// Asks whether to remove these people from the event that is meant.
pub async fn uninvite(turn: &Turn<'_>, target: &Target, said: Vec<SaidGuest>) -> Result<Answer, Cause> {
    let press = |seen: &SeenEvent| Press::Guests(GuestPress::AskOff { seen: seen.clone(), guests: said.clone() });
    match target::one(turn, target, press).await? {
        Ok(seen) => ask_off(turn, seen, said).await,
        Err(answer) => Ok(answer),
    }
}

/// Asks whether to invite the people who were named. If no one was, or a name does not mean exactly one earlier guest,
/// asks whom.
pub async fn ask_said(turn: &Turn<'_>, seen: SeenEvent, said: Vec<SaidGuest>) -> Result<Answer, Cause> {
    if said.is_empty() {
        return whom(turn, seen, Vec::new(), None).await;
    }
    let known = if has_names(&said) { earlier(turn, &seen.account).await } else { Some(Vec::new()) };
    let Some(known) = known else { return Ok(turn.answer(Reply::Guests(GuestsReply::NamesUnread))) };
    match resolved(&said, &known) {
        Ok(guests) => ask(turn, seen, guests).await,
        Err(Unresolved { guests, name }) => whom(turn, seen, guests, Some(name)).await,
    }
}

/// Asks whether to remove those of these people who are invited. If no one was named, shows the guests.
pub async fn ask_off(turn: &Turn<'_>, seen: SeenEvent, said: Vec<SaidGuest>) -> Result<Answer, Cause> {
    let seen = match standing(turn, seen).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    let card = turn.card(&seen);
    let meant = match (invited(turn, &seen).await, said.is_empty()) {
        // "Take her off": the only guest.
        (Some(known), true) if known.len() > 1 => return whom(turn, seen, Vec::new(), None).await,
        (Some(known), true) => Ok(known.into_iter().map(|guest| guest.address).collect()),
        (Some(known), false) => among(&said, &known),
        (None, is_nobody) if is_nobody || has_names(&said) => {
            return Ok(turn.answer(Reply::Guests(GuestsReply::NamesUnread)));
        }
        // We will see whether an address is invited when it is removed.
        (None, _) => Ok(addresses(&said)),
    };
    let guests = match meant {
        Ok(guests) => guests,
        Err(Namesakes { name, guests }) => return which(turn, seen, name, guests).await,
    };
    if guests.is_empty() {
        return Ok(turn.answer(Reply::Guests(GuestsReply::NoneInvited { card })).about(&turn.said(&seen)));
    }
    let what = GuestEdit::Uninvite(guests.clone());
    let off = Press::Guests(GuestPress::Write { seen: seen.clone(), what, scope: Some(Scope::This) });
    let buttons = buttons().row([(Label::TakeOff, off), (Label::Keep, Press::Dismiss)]);
    let keyboard = turn.keep_for_sender(buttons).await?;
    let reply = Reply::Guests(GuestsReply::AskUninvite { card, guests, keyboard });
    Ok(turn.answer(reply).about(&turn.said(&seen)))
}

/// Asks which of several guests with the same name to remove.
async fn which(turn: &Turn<'_>, seen: SeenEvent, said: String, guests: Vec<MailAddress>) -> Result<Answer, Cause> {
    let rows = guests.into_iter().take(MOST_OFFERED).fold(buttons(), |rows, address| {
        let label = Label::Guest(address.as_str().to_owned());
        let guests = vec![SaidGuest::At(address)];
        rows.row([(label, Press::Guests(GuestPress::AskOff { seen: seen.clone(), guests }))])
    });
    let keyboard = turn.keep_for_sender(rows.row([(Label::Keep, Press::Dismiss)])).await?;
    let reply = Reply::Guests(GuestsReply::WhichGuest { card: turn.card(&seen), said, keyboard });
    Ok(turn.answer(reply).about(&turn.said(&seen)))
}

/// Shows the guests, and suggests guests of earlier events besides those that were named. A group is not shown whom
/// others invited elsewhere.
pub async fn whom(
    turn: &Turn<'_>,
    seen: SeenEvent,
    named: Vec<MailAddress>,
    said: Option<String>,
) -> Result<Answer, Cause> {
    let seen = match standing(turn, seen).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    let is_private = turn.incoming.chat_kind == ChatKind::Private;
    let guests = if is_private { invited(turn, &seen).await.unwrap_or_default() } else { Vec::new() };
    let known = earlier(turn, &seen.account).await.unwrap_or_default();
    let is_fresh = |guest: &&Guest| guests.iter().all(|known| known.address != guest.address);
    // People whom the name may mean come first.
    let (meant, others): (Vec<&Guest>, Vec<&Guest>) =
        known.iter().filter(is_fresh).partition(|guest| said.as_deref().is_some_and(|said| guest.is_named(said)));
    let offered = meant.into_iter().chain(others).take(MOST_OFFERED);
    let rows = offered.fold(buttons(), |buttons, guest| {
        let label = Label::Guest(guest.name.clone().unwrap_or_else(|| guest.address.as_str().to_owned()));
        let guests = named.iter().chain([&guest.address]).cloned().map(SaidGuest::At).collect();
        buttons.row([(label, Press::Guests(GuestPress::Ask { seen: seen.clone(), guests }))])
    });
    let keyboard = turn.keep_for_sender(rows.row([(Label::Keep, Press::Dismiss)])).await?;
    let card = turn.card(&seen);
    Ok(turn.answer(Reply::Guests(GuestsReply::Whom { card, guests, said, keyboard })).about(&turn.said(&seen)))
}

/// Guests of earlier events, which a group is not told; `None` while Google is unavailable.
async fn earlier(turn: &Turn<'_>, account: &AccountId) -> Option<Vec<Guest>> {
    match turn.incoming.chat_kind {
        ChatKind::Private => turn.room.sync.earlier_guests(account, turn.now).await.ok(),
        ChatKind::Group => Some(Vec::new()),
    }
}

/// Whether they include a name, and not only addresses.
fn has_names(said: &[SaidGuest]) -> bool {
    said.iter().any(|guest| matches!(guest, SaidGuest::Called(_)))
}

fn addresses(said: &[SaidGuest]) -> Vec<MailAddress> {
    let address = |guest: &SaidGuest| match guest {
        SaidGuest::At(address) => Some(address.clone()),
        SaidGuest::Called(_) => None,
    };
    said.iter().filter_map(address).collect()
}

/// A name that does not mean exactly one guest, and the addresses that are known.
struct Unresolved {
    guests: Vec<MailAddress>,
    name: String,
}

/// The addresses of the people who were named, if each name means exactly one known guest.
fn resolved(said: &[SaidGuest], known: &[Guest]) -> Result<Vec<MailAddress>, Unresolved> {
    let (mut guests, mut unknown) = (Vec::new(), None);
    for guest in said {
        let name = match guest {
            SaidGuest::At(address) => {
                guests.push(address.clone());
                continue;
            }
            SaidGuest::Called(name) => name,
        };
        let meant: Vec<&Guest> = known.iter().filter(|known| known.is_named(name)).collect();
        match meant.as_slice() {
            [only] => guests.push(only.address.clone()),
            _ => unknown = unknown.or_else(|| Some(name.clone())),
        }
    }
    match unknown {
        Some(name) => Err(Unresolved { guests, name }),
        None => Ok(guests),
    }
}

/// Several guests with the same name.
struct Namesakes {
    name: String,
    guests: Vec<MailAddress>,
}

/// The guests who were named.
fn among(said: &[SaidGuest], invited: &[Guest]) -> Result<Vec<MailAddress>, Namesakes> {
    let mut meant: Vec<MailAddress> = Vec::new();
    for guest in said {
        let is_meant = |known: &&Guest| match guest {
            SaidGuest::At(address) => known.address == *address,
            SaidGuest::Called(name) => known.is_named(name),
        };
        let found: Vec<MailAddress> = invited.iter().filter(is_meant).map(|known| known.address.clone()).collect();
        match (guest, found.as_slice()) {
            (SaidGuest::Called(name), [_, _, ..]) => return Err(Namesakes { name: name.clone(), guests: found }),
            (SaidGuest::At(_) | SaidGuest::Called(_), _) => meant.extend(found),
        }
    }
    Ok(meant)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rsvp;

    fn guest(address: &str, name: Option<&str>) -> Guest {
        let address = MailAddress::parse(address).unwrap();
        Guest { address, name: name.map(str::to_owned), rsvp: Rsvp::Unanswered }
    }

    #[test]
    fn a_name_means_the_one_guest_who_has_it() {
        let known = [
            guest("ali@example.com", Some("Ali Hassan")),
            guest("siti@example.com", None),
            guest("ali.b@example.com", None),
        ];
        let called = |name: &str| SaidGuest::Called(name.to_owned());
        let at = |address: &str| SaidGuest::At(MailAddress::parse(address).unwrap());
        let names = |said: &[SaidGuest]| match resolved(said, &known) {
            Ok(guests) => guests.iter().map(|guest| guest.as_str().to_owned()).collect::<Vec<_>>().join(" "),
            Err(Unresolved { guests, name }) => format!("{} beside {}", name, guests.len()),
        };
        assert_eq!(names(&[called("Hassan"), called("siti")]), "ali@example.com siti@example.com");
        assert_eq!(names(&[called("ali"), called("siti")]), "ali beside 1", "there are two");
        assert_eq!(names(&[called("farah")]), "farah beside 0");
        assert_eq!(names(&[at("mei@example.com")]), "mei@example.com");
    }
}
