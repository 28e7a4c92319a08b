//! An answer as data, neither rendered nor sent.

use crate::model::{ChatId, Freshness, MessageId, Said, SeenEvent, ThreadId};
use crate::speech::{ListPage, Reply, Voice};

/// Everything that one incoming message or button press is answered with.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The text that a pressed button shows for a moment; without it the button just stops spinning.
    pub toast: Option<Reply>,
    /// Messages to send or edit, in this order.
    pub sayings: Vec<Saying>,
    /// The language, zone and clock style.
    pub voice: Voice,
    /// The person's own message, if it must be deleted because it contains a secret.
    pub delete: Option<MessageId>,
    /// Messages for other chats, because what was done here changes what they see.
    pub elsewhere: Vec<Elsewhere>,
}

/// A message for another chat than the one that is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    /// The chat.
    pub chat: ChatId,
    /// The topic for our messages, in a group with topics.
    pub thread: Option<ThreadId>,
    /// The language, zone and clock style of that chat.
    pub voice: Voice,
    /// The reply.
    pub reply: Reply,
}

/// A reply and where it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    /// Where it goes.
    pub place: Place,
    /// The reply.
    pub reply: Reply,
    /// The event that the message is about, so that replies to the message can find it.
    pub about: Option<Said>,
    /// The event whose card the message is: it is edited when the event changes.
    pub card: Option<SeenEvent>,
}

/// Where a reply goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a message of its own.
    New,
    /// In a message that replies to the one that asked.
    Reply,
    /// Replaces the content of one of our messages.
    Edit(MessageId),
}

impl Answer {
    /// No answer.
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

    /// Only a text that the pressed button shows for a moment.
    #[must_use]
    pub fn toast(voice: Voice, reply: Reply) -> Self {
        Self { toast: Some(reply), ..Self::silent(voice) }
    }

    /// Whether a better answer will follow soon, because a calendar is being read for the first time.
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

    /// The same, whose only message is about this event.
    #[must_use]
    pub fn about(mut self, said: &Said) -> Self {
        for saying in &mut self.sayings {
            saying.about = Some(said.clone());
        }
        self
    }

    /// The same, whose only message is the card of this event, which is filed as `said`.
    #[must_use]
    pub fn card_of(self, seen: &SeenEvent, said: &Said) -> Self {
        let mut answer = self.about(said);
        for saying in &mut answer.sayings {
            saying.card = Some(seen.clone());
        }
        answer
    }

    /// The same, followed by another answer.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.elsewhere.extend(other.elsewhere);
        self.sayings.extend(other.sayings.into_iter().map(|saying| Saying { place: Place::New, ..saying }));
        self
    }

    /// The same, with a text that the button shows for a moment.
    #[must_use]
    pub fn with_toast(self, reply: Reply) -> Self {
        Self { toast: Some(reply), ..self }
    }
}
