//! Guests of an event: asking before anybody gets a mail, who is invited, and one's own answer.

use i18n_embed_fl::fl;
use serde::{Deserialize, Serialize};

use super::render::{Lines, Renderer};
use super::{Card, Keyboard, html};
use crate::model::{Guest, MailAddress, ReminderPlan, Rsvp, Scope, Trouble};

/// How much of an address or a name is shown.
const GUEST_MOST: usize = 80;

/// How many guests are named.
const GUESTS_MOST: usize = 20;

/// What is said of an event's guests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestsReply {
    /// Invite these, who will get a mail?
    AskInvite {
        /// The event.
        card: Card,
        /// Whom.
        guests: Vec<MailAddress>,
        /// Who of those that were named is invited already.
        already: Vec<MailAddress>,
        /// Yes or no.
        keyboard: Keyboard,
    },
    /// Invite these to several events, and have them get a mail for each?
    AskInviteToAll {
        /// The events.
        cards: Vec<Card>,
        /// Whom.
        guests: Vec<MailAddress>,
        /// Yes or no.
        keyboard: Keyboard,
    },
    /// These are invited to several events, or will be.
    InvitedToAll {
        /// The events.
        cards: Vec<Card>,
        /// Who.
        guests: Vec<MailAddress>,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Takes it back.
        keyboard: Keyboard,
    },
    /// Take these off, who will get a mail?
    AskUninvite {
        /// The event.
        card: Card,
        /// Whom.
        guests: Vec<MailAddress>,
        /// Yes or no.
        keyboard: Keyboard,
    },
    /// Whom to invite?
    Whom {
        /// The event.
        card: Card,
        /// Who is invited already.
        guests: Vec<Guest>,
        /// The name that was said and means no one guest.
        said: Option<String>,
        /// Guests of earlier events.
        keyboard: Keyboard,
    },
    /// All of them are invited already.
    AllInvited {
        /// The event.
        card: Card,
        /// Who.
        guests: Vec<MailAddress>,
    },
    /// None of them is invited.
    NoneInvited {
        /// The event.
        card: Card,
    },
    /// Which of several guests is to be taken off?
    WhichGuest {
        /// The event.
        card: Card,
        /// The name that all of them have.
        said: String,
        /// The guests.
        keyboard: Keyboard,
    },
    /// Whom a name means is not known while Google is unavailable.
    NamesUnread,
    /// The guests of an event have changed, or will.
    Changed {
        /// The event.
        card: Card,
        /// Whether these were invited, or taken off.
        is_invited: bool,
        /// Who.
        guests: Vec<MailAddress>,
        /// How much of a series.
        scope: Scope,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Takes it back.
        keyboard: Keyboard,
    },
    /// As soon as the event is there it is asked whether to invite these.
    InviteLater {
        /// Whom it was about.
        guests: Vec<MailAddress>,
    },
    /// More than one message may invite.
    TooMany {
        /// How many it may.
        most: usize,
    },
    /// Only whose calendar it is may invite and answer.
    NotYours,
    /// Answer for this occurrence, or for all?
    AskScope {
        /// The event.
        card: Card,
        /// Which, or not.
        keyboard: Keyboard,
    },
    /// One's own answer is given, or will be.
    Answered {
        /// How.
        rsvp: Rsvp,
        /// The event.
        card: Card,
        /// How much of a series.
        scope: Scope,
        /// Its reminders, as long as it is there.
        plan: Option<ReminderPlan>,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Takes it back.
        keyboard: Keyboard,
    },
    /// It is no invitation.
    NotInvited {
        /// The event.
        card: Card,
    },
}

impl GuestsReply {
    /// Its buttons.
    pub(super) fn keyboard(&self) -> Option<&Keyboard> {
        match self {
            Self::AskInvite { keyboard, .. }
            | Self::AskInviteToAll { keyboard, .. }
            | Self::InvitedToAll { keyboard, .. }
            | Self::AskUninvite { keyboard, .. }
            | Self::Whom { keyboard, .. }
            | Self::WhichGuest { keyboard, .. }
            | Self::Changed { keyboard, .. }
            | Self::AskScope { keyboard, .. }
            | Self::Answered { keyboard, .. } => Some(keyboard),
            Self::AllInvited { .. }
            | Self::NoneInvited { .. }
            | Self::InviteLater { .. }
            | Self::TooMany { .. }
            | Self::NotYours
            | Self::NamesUnread
            | Self::NotInvited { .. } => None,
        }
    }
}

impl Renderer<'_> {
    pub(super) fn guests(&self, reply: &GuestsReply) -> Lines {
        match reply {
            GuestsReply::AskInvite { card, guests, already, keyboard: _ } => {
                let mut lines = vec![fl!(self.words, "ask-invite", event = self.event(card))];
                lines.extend(self.addresses(guests));
                lines.extend(
                    (!already.is_empty())
                        .then(|| fl!(self.words, "already-invited", guests = self.addresses_in_line(already))),
                );
                lines.push(fl!(self.words, "ask-invite-mail", n = guests.len()));
                lines
            }
            GuestsReply::AskInviteToAll { cards, guests, keyboard: _ } => {
                let mut lines = vec![fl!(self.words, "ask-invite-all", n = cards.len())];
                lines.extend(self.bullets(cards.iter().map(|card| self.event(card))));
                lines.push(fl!(self.words, "ask-invite-all-mail", n = guests.len()));
                lines.extend(self.addresses(guests));
                lines
            }
            GuestsReply::InvitedToAll { cards, guests, queued, keyboard: _ } => {
                let mut lines = vec![match queued {
                    None => fl!(self.words, "invited-all", n = cards.len()),
                    Some(_) => fl!(self.words, "invited-all-queued", n = cards.len()),
                }];
                lines.extend(self.bullets(cards.iter().map(|card| self.event(card))));
                lines.push(fl!(self.words, "invited-all-mail"));
                lines.extend(self.addresses(guests));
                lines.push(fl!(self.words, "undo-mails"));
                lines.extend(self.queued(*queued));
                lines
            }
            GuestsReply::AskUninvite { card, guests, keyboard: _ } => {
                let mut lines = vec![fl!(self.words, "ask-uninvite", event = self.event(card))];
                lines.extend(self.addresses(guests));
                lines.push(fl!(self.words, "ask-uninvite-mail", n = guests.len()));
                lines
            }
            GuestsReply::Whom { card, guests, said, keyboard } => self.whom(card, guests, said.as_deref(), keyboard),
            GuestsReply::AllInvited { card, guests } => {
                let guests = self.addresses_in_line(guests);
                vec![fl!(self.words, "all-invited", event = self.event(card), guests = guests)]
            }
            GuestsReply::NoneInvited { card } => vec![fl!(self.words, "none-invited", event = self.event(card))],
            GuestsReply::WhichGuest { card, said, keyboard: _ } => {
                let said = html::user(said, GUEST_MOST);
                vec![fl!(self.words, "which-guest", event = self.event(card), said = said)]
            }
            GuestsReply::NamesUnread => vec![fl!(self.words, "guest-names-unread")],
            GuestsReply::Changed { card, is_invited, guests, scope, queued, keyboard: _ } => {
                let (event, n) = (self.event(card), guests.len());
                let mut lines = vec![match (is_invited, queued) {
                    (true, None) => fl!(self.words, "invited", event = event, n = n),
                    (true, Some(_)) => fl!(self.words, "invited-queued", event = event, n = n),
                    (false, None) => fl!(self.words, "uninvited", event = event, n = n),
                    (false, Some(_)) => fl!(self.words, "uninvited-queued", event = event, n = n),
                }];
                lines.extend(self.addresses(guests));
                lines.extend(self.whole_series(*scope));
                lines.push(fl!(self.words, "undo-mails"));
                lines.extend(self.queued(*queued));
                lines
            }
            GuestsReply::InviteLater { guests } => {
                let mut lines = vec![fl!(self.words, "invite-later")];
                lines.extend(self.addresses(guests));
                lines
            }
            GuestsReply::TooMany { most } => vec![fl!(self.words, "too-many-guests", n = most)],
            GuestsReply::NotYours => vec![fl!(self.words, "guests-not-yours")],
            GuestsReply::AskScope { card, keyboard: _ } => {
                vec![fl!(self.words, "ask-answer-series", event = self.event(card))]
            }
            GuestsReply::Answered { rsvp, card, scope, plan, queued, keyboard: _ } => {
                self.answered(*rsvp, card, *scope, plan.as_ref(), *queued)
            }
            GuestsReply::NotInvited { card } => vec![fl!(self.words, "not-an-invitation", event = self.event(card))],
        }
    }

    fn whom(&self, card: &Card, guests: &[Guest], said: Option<&str>, keyboard: &Keyboard) -> Lines {
        let mut lines = Lines::new();
        if let Some(said) = said {
            lines.push(fl!(self.words, "unknown-guest", said = html::user(said, GUEST_MOST)));
        }
        lines.push(fl!(self.words, "whom-to-invite", event = self.event(card)));
        lines.extend(guests.iter().take(GUESTS_MOST).map(|guest| {
            let name = html::user(guest.name.as_deref().unwrap_or(guest.address.as_str()), GUEST_MOST);
            match guest.rsvp {
                Rsvp::Accepted => fl!(self.words, "guest-accepted", name = name),
                Rsvp::Tentative => fl!(self.words, "guest-tentative", name = name),
                Rsvp::Declined => fl!(self.words, "guest-declined", name = name),
                Rsvp::Unanswered => fl!(self.words, "guest-unanswered", name = name),
            }
        }));
        // One button is "never mind".
        let has_choices = keyboard.len() > 1;
        lines.push(if has_choices { fl!(self.words, "whom-choose") } else { fl!(self.words, "whom-write") });
        lines
    }

    fn answered(
        &self,
        rsvp: Rsvp,
        card: &Card,
        scope: Scope,
        plan: Option<&ReminderPlan>,
        queued: Option<Trouble>,
    ) -> Lines {
        let title = self.head(card);
        let mut lines = vec![match rsvp {
            Rsvp::Accepted => fl!(self.words, "answered-yes", title = title),
            Rsvp::Tentative => fl!(self.words, "answered-maybe", title = title),
            Rsvp::Declined => fl!(self.words, "answered-no", event = self.struck(card)),
            Rsvp::Unanswered => fl!(self.words, "answered-nothing", title = title),
        }];
        if rsvp != Rsvp::Declined {
            lines.extend(self.details(card));
        }
        lines.extend(self.whole_series(scope));
        if let Some(plan) = plan {
            lines.extend(self.plan(plan, card.when));
        }
        lines.extend(self.queued(queued));
        lines
    }

    fn whole_series(&self, scope: Scope) -> Option<String> {
        match scope {
            Scope::This => None,
            Scope::Following | Scope::All => Some(fl!(self.words, "other-whole-series")),
        }
    }

    fn addresses(&self, guests: &[MailAddress]) -> Lines {
        let more = guests.len().saturating_sub(GUESTS_MOST);
        let mut lines: Lines = guests
            .iter()
            .take(GUESTS_MOST)
            .map(|guest| format!("• {}", html::user(guest.as_str(), GUEST_MOST)))
            .collect();
        if more > 0 {
            lines.push(fl!(self.words, "list-more", n = more));
        }
        lines
    }

    fn addresses_in_line(&self, guests: &[MailAddress]) -> String {
        self.all_of(guests.iter().take(GUESTS_MOST).map(|guest| html::user(guest.as_str(), GUEST_MOST)).collect())
    }
}
