//! Something to say of guests of every kind, for the phrasebook and the bounds.

use super::super::building::keyboard;
use crate::model::{Guest, MailAddress, ReminderPlan, Rsvp, Scope, Trouble};
use crate::speech::{Card, GroupReply, GuestsReply, Label, Reply};

/// Every reply about guests of an event; `long` is a name as long as people have none.
pub(super) fn about_guests(card: &Card, plan: &ReminderPlan, long: &str) -> Vec<Reply> {
    let card = || card.clone();
    let address = |text: &str| MailAddress::parse(text).expect("samples are well-formed");
    let (ali, siti) = (address("ali@example.com"), address("siti.aminah@mail.example.com"));
    let both = vec![ali.clone(), siti.clone()];
    let answers = [Rsvp::Accepted, Rsvp::Tentative, Rsvp::Declined, Rsvp::Unanswered];
    let guests = answers.map(|rsvp| Guest {
        address: ali.clone(),
        name: (rsvp != Rsvp::Declined).then(|| long.to_owned()),
        rsvp,
    });
    let ask = keyboard(&[Label::Invite, Label::DoNotInvite]);
    let undo = || keyboard(&[Label::Undo]);
    let changed = |is_invited, guests: &[MailAddress], queued| GuestsReply::Changed {
        card: card(),
        is_invited,
        guests: guests.to_vec(),
        scope: if guests.len() > 1 { Scope::All } else { Scope::This },
        queued,
        keyboard: undo(),
    };
    let answered = |rsvp, scope, queued| {
        let plan = (rsvp != Rsvp::Declined).then(|| plan.clone());
        GuestsReply::Answered { rsvp, card: card(), scope, plan, queued, keyboard: undo() }
    };
    let off = keyboard(&[Label::TakeOff, Label::Keep]);
    let mut choices = keyboard(&[Label::Guest("Siti Aminah".into())]);
    choices.extend(keyboard(&[Label::Keep]));
    let mut all = vec![
        GuestsReply::AskInvite { card: card(), guests: vec![ali.clone()], already: vec![], keyboard: ask.clone() },
        GuestsReply::AskInvite {
            card: card(),
            guests: both.clone(),
            already: vec![siti.clone()],
            keyboard: ask.clone(),
        },
        GuestsReply::AskInvite { card: card(), guests: vec![ali.clone(); 25], already: vec![], keyboard: ask },
        GuestsReply::AskUninvite { card: card(), guests: vec![ali.clone()], keyboard: off.clone() },
        GuestsReply::AskUninvite { card: card(), guests: both.clone(), keyboard: off },
        GuestsReply::Whom { card: card(), guests: guests.to_vec(), said: Some(long.into()), keyboard: choices },
        GuestsReply::WhichGuest {
            card: card(),
            said: long.into(),
            keyboard: keyboard(&[Label::Guest("ali@example.com".into()), Label::Keep]),
        },
        GuestsReply::NamesUnread,
        GuestsReply::Whom { card: card(), guests: vec![], said: None, keyboard: keyboard(&[Label::Keep]) },
        GuestsReply::AllInvited { card: card(), guests: both.clone() },
        GuestsReply::NoneInvited { card: card() },
        GuestsReply::InviteLater { guests: both.clone() },
        GuestsReply::AskInviteToAll {
            cards: vec![card(), card()],
            guests: both.clone(),
            keyboard: keyboard(&[Label::Invite, Label::DoNotInvite]),
        },
        GuestsReply::InvitedToAll {
            cards: vec![card(), card()],
            guests: both[..1].to_vec(),
            queued: None,
            keyboard: vec![],
        },
        GuestsReply::InvitedToAll {
            cards: vec![card(), card()],
            guests: both.clone(),
            queued: Some(Trouble::Away),
            keyboard: vec![],
        },
        GuestsReply::TooMany { most: 20 },
        GuestsReply::NotYours,
        GuestsReply::AskScope { card: card(), keyboard: keyboard(&[Label::ThisOne, Label::WholeSeries]) },
        GuestsReply::NotInvited { card: card() },
    ];
    for guests in [&both[..1], &both[..]] {
        for is_invited in [true, false] {
            all.extend([None, Some(Trouble::Away)].map(|queued| changed(is_invited, guests, queued)));
        }
    }
    all.extend(answers.map(|rsvp| answered(rsvp, Scope::This, None)));
    all.push(answered(Rsvp::Declined, Scope::All, Some(Trouble::Away)));
    all.into_iter().map(Reply::Guests).chain(groups()).collect()
}

/// Every reply about the calendar of a group.
fn groups() -> Vec<Reply> {
    let mut choices = keyboard(&[Label::LinkCalendar("work".into())]);
    choices.extend(keyboard(&[Label::Keep]));
    let calendar = |is_linked, keyboard| GroupReply::Calendar { is_linked, keyboard };
    let all = [
        calendar(false, choices),
        calendar(true, keyboard(&[Label::Keep])),
        GroupReply::Linked { keyboard: keyboard(&[Label::ShowTitles]) },
        GroupReply::None,
        GroupReply::Unlinked,
        GroupReply::FellBack { is_shared: true },
        GroupReply::FellBack { is_shared: false },
    ];
    all.into_iter().map(Reply::Group).collect()
}
