//! What a conversation answers: data only, neither rendered nor sent.

use crate::model::{ChatId, Freshness, MessageId, Said, SeenEvent, ThreadId};
use crate::speech::{ListPage, Reply, Voice};

/// All that one incoming thing is answered with.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What a pressed button shows for a moment; without it the button just stops spinning.
    pub toast: Option<Reply>,
    /// Messages to send or to change, in this order.
    pub sayings: Vec<Saying>,
    /// How to say them.
    pub voice: Voice,
    /// The person's own message, if it is to be deleted because something in it is secret.
    pub delete: Option<MessageId>,
    /// What other chats are told, because what was done here changes what they see.
    pub elsewhere: Vec<Elsewhere>,
}

/// A message for another chat than the one that is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    /// The chat.
    pub chat: ChatId,
    /// The topic in which it hears from us, in a group with topics.
    pub thread: Option<ThreadId>,
    /// How it is spoken to.
    pub voice: Voice,
    /// What is said.
    pub reply: Reply,
}

/// A reply and the place where it is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// Where.
    pub place: Place,
    /// What.
    pub reply: Reply,
    /// The event that the message is about, to be found again by the message.
    pub about: Option<Said>,
    /// The event whose card the message is: it is edited when the event changes.
    pub card: Option<SeenEvent>,
}

/// Where a reply is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a message of its own.
    New,
    /// In a message that replies to the one that asked.
    Reply,
    /// In place of what this message of ours said.
    Edit(MessageId),
}

impl Answer {
    /// Nothing is said.
    #[must_use]
    pub fn silent(voice: Voice) -> Self {
        Self { toast: None, sayings: Vec::new(), voice, delete: None, elsewhere: Vec::new() }
    }

    /// One reply.
    #[must_use]
    pub fn one(voice: Voice, place: Place, reply: Reply) -> Self {
        let sayings = vec![Saying { place, reply, about: None, card: None }];
        Self { sayings, ..Self::silent(voice) }
    }

    /// A pressed button shows this for a moment, and nothing else happens.
    #[must_use]
    pub fn toast(voice: Voice, reply: Reply) -> Self {
        Self { toast: Some(reply), ..Self::silent(voice) }
    }

    /// Whether a better answer will follow soon: what it is made from is being read for the first time.
    #[must_use]
    pub fn is_early(&self) -> bool {
        self.sayings.iter().any(|saying| {
            let (Reply::List(ListPage { freshness, unknown, .. })
            | Reply::EmptyList { freshness, unknown, .. }
            | Reply::FreeAt { freshness, unknown, .. }
            | Reply::FreeTimes { freshness, unknown, .. }) = &saying.reply
            else {
                return false;
            };
            matches!(freshness, Freshness::BeingRead { .. }) || unknown.read_so_far.is_some()
        })
    }

    /// The same, its only message being about this event.
    #[must_use]
    pub fn about(mut self, said: &Said) -> Self {
        for saying in &mut self.sayings {
            saying.about = Some(said.clone());
        }
        self
    }

    /// The same, its only message being the card of this event, which is filed as `said`.
    #[must_use]
    pub fn card_of(self, seen: &SeenEvent, said: &Said) -> Self {
        let mut answer = self.about(said);
        for saying in &mut answer.sayings {
            saying.card = Some(seen.clone());
        }
        answer
    }

    /// The same, followed by what another answer says.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.elsewhere.extend(other.elsewhere);
        self.sayings.extend(other.sayings.into_iter().map(|saying| Saying { place: Place::New, ..saying }));
        self
    }

    /// The same, with other chats told of it.
    #[must_use]
    pub fn and_elsewhere(mut self, told: Vec<Elsewhere>) -> Self {
        self.elsewhere.extend(told);
        self
    }

    /// The same, with this shown by the button for a moment.
    #[must_use]
    pub fn with_toast(self, reply: Reply) -> Self {
        Self { toast: Some(reply), ..self }
    }
}
