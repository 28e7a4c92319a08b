//! Guests of events: who is invited, and how one answers an invitation oneself.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Invitation, Target, Understood};

/// How long a mail address may be (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// A mail address, in small letters. It is private: `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads a mail address that is nothing else: one `@`, and a domain with a dot in it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, domain) = text.split_once('@')?;
        let is_name = |ch: char| ch.is_ascii_alphanumeric() || "._%+-'".contains(ch);
        let is_label = |label: &str| {
            let is_inside = |ch: char| ch.is_ascii_alphanumeric() || ch == '-';
            !label.is_empty() && label.chars().all(is_inside) && !label.starts_with('-') && !label.ends_with('-')
        };
        let is_address = text.len() <= LONGEST_ADDRESS
            && !name.is_empty()
            && name.chars().all(is_name)
            && !name.starts_with('.')
            && !name.ends_with('.')
            && domain.contains('.')
            && domain.split('.').all(is_label);
        is_address.then(|| Self(text.to_ascii_lowercase()))
    }

    /// It, as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MailAddress")
    }
}

/// Somebody who is invited to an event.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Their address.
    pub address: MailAddress,
    /// What they are called, if Google knows.
    pub name: Option<String>,
    /// How they have answered.
    pub rsvp: Rsvp,
}

impl Guest {
    /// Whether these words name them: as they are called, by one of their names, or by the beginning of their address.
    #[must_use]
    pub fn is_named(&self, said: &str) -> bool {
        let said = said.trim().to_lowercase();
        let mut words = self.address.name().split(['.', '_', '-', '+']);
        let is_in_name = |name: &str| {
            let name = name.to_lowercase();
            name == said || name.split_whitespace().any(|word| word == said)
        };
        !said.is_empty()
            && (self.address.name() == said
                || words.any(|word| word == said)
                || self.name.as_deref().is_some_and(is_in_name))
    }
}

impl fmt::Debug for Guest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Guest").field("rsvp", &self.rsvp).finish_non_exhaustive()
    }
}

/// How somebody answers an invitation (Calendar v3, `responseStatus`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rsvp {
    /// Not yet.
    Unanswered,
    /// "Yes".
    Accepted,
    /// "Maybe".
    Tentative,
    /// "No".
    Declined,
}

impl Rsvp {
    /// Google's word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unanswered => "needsAction",
            Self::Accepted => "accepted",
            Self::Tentative => "tentative",
            Self::Declined => "declined",
        }
    }

    /// It as the answer of an event that there is for us; a declined one is none.
    #[must_use]
    pub fn invitation(self) -> Option<Invitation> {
        match self {
            Self::Unanswered => Some(Invitation::Unanswered),
            Self::Accepted => Some(Invitation::Accepted),
            Self::Tentative => Some(Invitation::Tentative),
            Self::Declined => None,
        }
    }

    /// What Google's word means; a word that is yet to be invented is no answer.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        [Self::Accepted, Self::Tentative, Self::Declined]
            .into_iter()
            .find(|response| response.word() == word)
            .unwrap_or(Self::Unanswered)
    }
}

impl From<Invitation> for Rsvp {
    fn from(invitation: Invitation) -> Self {
        match invitation {
            Invitation::Unanswered => Self::Unanswered,
            Invitation::Tentative => Self::Tentative,
            Invitation::Accepted => Self::Accepted,
        }
    }
}

/// A change of who is invited to an event, or of one's own answer; everyone else's entry stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestEdit {
    /// Invites these, who get a mail from Google.
    Invite(Vec<MailAddress>),
    /// Takes these off again, who get a mail from Google.
    Uninvite(Vec<MailAddress>),
    /// Answers one's own invitation; nobody gets a mail.
    Respond(Rsvp),
}

/// What is wanted of who is invited to an event.
#[derive(Debug, Clone, PartialEq)]
pub enum GuestsWish {
    /// A new event to which these are to be invited.
    WithEvent {
        /// The event.
        understood: Understood,
        /// Their addresses.
        guests: Vec<MailAddress>,
        /// Whether it is doubtful that an event is wanted: it is offered first.
        is_doubtful: bool,
    },
    /// Invite people to an event that is there.
    Invite {
        /// Which.
        target: Target,
        /// Whom; nobody named asks whom.
        guests: Vec<SaidGuest>,
        /// The event that is made where no such one is there, if the message says enough of it.
        otherwise: Option<Understood>,
    },
    /// Take people off the guests of an event.
    Uninvite {
        /// Which.
        target: Target,
        /// Whom; nobody named means the only guest.
        guests: Vec<SaidGuest>,
    },
    /// See who is invited.
    Show {
        /// To which event.
        target: Target,
    },
    /// Answer several of one's own invitations, each in its way.
    RespondEach(Vec<RowAnswer>),
    /// Answer one's own invitation.
    Respond {
        /// To which event.
        target: Target,
        /// How.
        rsvp: Rsvp,
    },
}

/// An answer for rows of the list last seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAnswer {
    /// Which rows.
    pub rows: AnsweredRows,
    /// How.
    pub rsvp: Rsvp,
}

/// The rows that an answer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnsweredRows {
    /// These, in the order typed.
    These(Vec<u32>),
    /// All invitations of the list that no other answer names.
    Others,
}

/// Somebody as a message names them; in a record, the text alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum SaidGuest {
    /// By their address.
    At(MailAddress),
    /// By what they are called.
    Called(String),
}

impl From<String> for SaidGuest {
    fn from(text: String) -> Self {
        match MailAddress::parse(&text) {
            Some(address) => Self::At(address),
            None => Self::Called(text),
        }
    }
}

impl From<SaidGuest> for String {
    fn from(guest: SaidGuest) -> Self {
        match guest {
            SaidGuest::At(MailAddress(text)) | SaidGuest::Called(text) => text,
        }
    }
}

impl fmt::Debug for SaidGuest {
    /// Nothing of who it is.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::At(_) => "At",
            Self::Called(_) => "Called",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_name_and_a_domain_with_a_dot() {
        for text in ["ali@example.com", "Siti.Aminah+work@mail.example.co.uk", "o'neil@example.com", "a1@b-c.my"] {
            assert_eq!(MailAddress::parse(text).unwrap().as_str(), text.to_ascii_lowercase());
        }
        let long = format!("{}@example.com", "a".repeat(250));
        let wrong = [
            "",
            "ali",
            "@example.com",
            "ali@",
            "ali@example",
            "ali@@example.com",
            "ali@exa mple.com",
            "ali@.com",
            "ali@example.",
            "ali@-example.com",
            ".ali@example.com",
            "ali.@example.com",
            "阿里@example.com",
            "ali@例子.com",
            "ali<b>@example.com",
            "ali@example.com\n",
            &long,
        ];
        for text in wrong {
            assert_eq!(MailAddress::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_guest_is_known_by_their_name_or_address() {
        let guest = |address: &str, name: Option<&str>| Guest {
            address: MailAddress::parse(address).unwrap(),
            name: name.map(str::to_owned),
            rsvp: Rsvp::Unanswered,
        };
        let siti = guest("siti.aminah@example.com", Some("Siti Aminah"));
        let ali = guest("ali88@example.com", None);
        let table = [
            (&siti, "Siti", true),
            (&siti, "siti aminah", true),
            (&siti, "aminah", true),
            (&siti, "sit", false),
            (&siti, "", false),
            (&siti, "example", false),
            (&ali, "ali88", true),
            (&ali, "ali", false),
        ];
        for (guest, said, is_named) in table {
            assert_eq!(guest.is_named(said), is_named, "{said}");
        }
    }

    #[test]
    fn no_address_is_in_what_debug_shows() {
        let guests = vec![MailAddress::parse("ali@example.com").unwrap()];
        assert!(!format!("{:?}", GuestEdit::Invite(guests)).contains("ali"));
    }

    #[test]
    fn every_answer_is_read_as_it_is_written() {
        for response in [Rsvp::Unanswered, Rsvp::Accepted, Rsvp::Tentative, Rsvp::Declined] {
            assert_eq!(Rsvp::of_word(response.word()), response);
        }
        assert_eq!(Rsvp::of_word("delegated"), Rsvp::Unanswered);
    }

    #[test]
    fn who_was_named_is_only_text_in_a_record_as_addresses_always_were() {
        let said = vec![SaidGuest::At(MailAddress::parse("ali@example.com").unwrap()), SaidGuest::Called("Ali".into())];
        let record = serde_json::to_string(&said).unwrap();
        assert_eq!(record, r#"["ali@example.com","Ali"]"#);
        assert_eq!(serde_json::from_str::<Vec<SaidGuest>>(&record).unwrap(), said);
    }
}
