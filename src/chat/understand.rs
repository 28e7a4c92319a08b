//! What somebody wants of us: from what reached us to an intent. Pure; it acts on nothing.

use crate::model::{
    Access, ChatId, Command, DayOrder, Dialogue, DoubtKind, Draft, Flag, Incoming, IncomingKind, MessageId, Moment,
    Profile, ProfileDefaults, Reading, Reference,
};
use crate::speech::Label;
use crate::when;

use super::wish::{Drafter, Wish};

/// What somebody wants of us.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// A command, by slash or by word.
    Command(Command),
    /// Make an event.
    Create {
        /// The message that asks for it.
        message: MessageId,
        /// The event.
        wish: Box<Wish>,
    },
    /// Make an event, of which we doubt something: a choice a meaning, or none when it cannot be.
    Clarify {
        /// What is the matter.
        kind: DoubtKind,
        /// The piece of the text that raised it.
        said: String,
        /// What may be meant.
        choices: Vec<(Label, Draft)>,
    },
    /// Make an event whose time lies in the past.
    TooLate(Moment),
    /// Something without a time in it.
    NoTime,
    /// Something other than text, for the first time.
    Wordless,
    /// Something that we could not read.
    Unreadable,
    /// A button.
    Press {
        /// The message that carries it.
        message: Option<MessageId>,
        /// What it carries.
        data: String,
    },
    /// They want no more of us.
    Leave,
    /// They took us in, or back.
    Join,
    /// The group has a new number.
    Move(ChatId),
    /// Whoever it is, they are not served, and have not been told so.
    Stranger,
    /// Nothing that needs an answer.
    Nothing,
}

/// Understands what reached us. Whoever is not served is heard no further than that.
#[must_use]
pub fn understand(
    incoming: &Incoming,
    access: &Access,
    profile: &Profile,
    defaults: &ProfileDefaults,
    dialogue: &Dialogue,
) -> Intent {
    if !is_served(incoming, access, profile) {
        return of_stranger(&incoming.kind, dialogue);
    }
    match &incoming.kind {
        IncomingKind::Text { message, text, .. } => of_text(text, *message, incoming, profile, defaults),
        IncomingKind::Wordless { .. } if dialogue.told_text_only => Intent::Nothing,
        IncomingKind::Wordless { .. } => Intent::Wordless,
        IncomingKind::Unreadable { .. } => Intent::Unreadable,
        IncomingKind::Pressed { message, data, .. } => Intent::Press { message: *message, data: data.clone() },
        IncomingKind::Left => Intent::Leave,
        IncomingKind::Joined => Intent::Join,
        IncomingKind::Moved { to } => Intent::Move(*to),
    }
}

/// Whether this is from somebody who is served; a supergroup is served if the group that it was is.
fn is_served(incoming: &Incoming, access: &Access, profile: &Profile) -> bool {
    let serves = |chat| access.serves(chat, incoming.chat_kind, incoming.user);
    serves(incoming.chat) || profile.was.is_some_and(serves)
}

fn of_stranger(kind: &IncomingKind, dialogue: &Dialogue) -> Intent {
    match kind {
        IncomingKind::Left | IncomingKind::Moved { .. } => Intent::Nothing,
        IncomingKind::Text { .. }
        | IncomingKind::Wordless { .. }
        | IncomingKind::Unreadable { .. }
        | IncomingKind::Pressed { .. }
        | IncomingKind::Joined => {
            if dialogue.told_refused {
                Intent::Nothing
            } else {
                Intent::Stranger
            }
        }
    }
}

fn of_text(
    text: &str,
    message: MessageId,
    incoming: &Incoming,
    profile: &Profile,
    defaults: &ProfileDefaults,
) -> Intent {
    if let Some(command) = when::command(text) {
        return Intent::Command(command);
    }
    let zone = profile.zone(defaults);
    let understood = when::read(text, &Reference { now: incoming.sent, zone, order: DayOrder::Dmy });
    let drafter = Drafter { text, zone, length: defaults.event_length };
    match (understood.doubt, understood.readings.first()) {
        (Some(doubt), _) => {
            let said = text.get(doubt.range).unwrap_or_default().to_owned();
            of_doubt(doubt.kind, said, &understood.readings, &drafter)
        }
        (None, None) => Intent::NoTime,
        (None, Some(first)) if is_over(first) => Intent::TooLate(drafter.shown(first)),
        (None, Some(_)) => drafter.wish(&understood.readings).map_or_else(
            || Intent::Clarify { kind: DoubtKind::TooFar, said: text.to_owned(), choices: Vec::new() },
            |wish| Intent::Create { message, wish: Box::new(wish) },
        ),
    }
}

fn of_doubt(kind: DoubtKind, said: String, readings: &[Reading], drafter: &Drafter<'_>) -> Intent {
    let choices: Vec<_> =
        readings.iter().filter(|reading| !is_over(reading)).filter_map(|reading| drafter.choice(reading)).collect();
    match readings.first() {
        Some(first) if choices.is_empty() && is_over(first) => Intent::TooLate(drafter.shown(first)),
        Some(_) | None => Intent::Clarify { kind, said, choices },
    }
}

/// Whether a reading lies in the past for good; a series goes on.
fn is_over(reading: &Reading) -> bool {
    reading.flags.contains(&Flag::Past) && reading.rule.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CallbackId, ChatKind, EventTime, Language, Lead, Numbers, UpdateId, UserId};
    use chrono::Duration;

    const PERSON: UserId = UserId(7);
    const GROUP: ChatId = ChatId(-100);
    const SUPERGROUP: ChatId = ChatId(-1_000);

    /// Tuesday, ten in the morning in Kuala Lumpur.
    const SENT: &str = "2026-03-10T02:00:00Z";

    fn access() -> Access {
        Access { users: [PERSON].into(), chats: [GROUP].into(), admin: None }
    }

    fn defaults() -> ProfileDefaults {
        ProfileDefaults {
            zone: chrono_tz::Asia::Kuala_Lumpur,
            language: Language::En,
            event_length: Duration::minutes(60),
            leads: vec![Lead { minutes: 10 }],
        }
    }

    fn incoming(kind: IncomingKind) -> Incoming {
        Incoming {
            id: UpdateId(1),
            chat: ChatId::private(PERSON),
            chat_kind: ChatKind::Private,
            user: PERSON,
            language: None,
            sent: SENT.parse().unwrap(),
            received: SENT.parse().unwrap(),
            kind,
        }
    }

    fn text(text: &str) -> IncomingKind {
        IncomingKind::Text { message: MessageId(3), text: text.into(), reply_to: None }
    }

    fn pressed() -> IncomingKind {
        IncomingKind::Pressed { callback: CallbackId("c".into()), message: Some(MessageId(2)), data: "x".into() }
    }

    fn heard(incoming: &Incoming, profile: &Profile, dialogue: &Dialogue) -> Intent {
        understand(incoming, &access(), profile, &defaults(), dialogue)
    }

    fn said(words: &str) -> Intent {
        heard(&incoming(text(words)), &Profile::default(), &Dialogue::default())
    }

    #[test]
    fn each_kind_of_thing_that_reaches_us_has_its_intent() {
        let message = MessageId(3);
        let table = [
            (IncomingKind::Wordless { message }, Intent::Wordless),
            (IncomingKind::Unreadable { message }, Intent::Unreadable),
            (pressed(), Intent::Press { message: Some(MessageId(2)), data: "x".into() }),
            (IncomingKind::Left, Intent::Leave),
            (IncomingKind::Joined, Intent::Join),
            (IncomingKind::Moved { to: SUPERGROUP }, Intent::Move(SUPERGROUP)),
            (text("hello"), Intent::NoTime),
            (text(""), Intent::NoTime),
        ];
        for (kind, expected) in table {
            let incoming = incoming(kind);
            assert_eq!(heard(&incoming, &Profile::default(), &Dialogue::default()), expected, "{incoming:?}");
        }
    }

    #[test]
    fn that_only_text_is_read_is_said_once() {
        let told = Dialogue { told_text_only: true, ..Dialogue::default() };
        let photo = incoming(IncomingKind::Wordless { message: MessageId(3) });
        assert_eq!(heard(&photo, &Profile::default(), &told), Intent::Nothing);
    }

    #[test]
    fn a_stranger_is_refused_once_and_heard_no_further() {
        let told = Dialogue { told_refused: true, ..Dialogue::default() };
        for kind in [text("/start"), text("lunch tomorrow 1pm"), pressed(), IncomingKind::Joined] {
            let stranger = Incoming { user: UserId(8), chat: ChatId(8), ..incoming(kind) };
            assert_eq!(heard(&stranger, &Profile::default(), &Dialogue::default()), Intent::Stranger, "{stranger:?}");
            assert_eq!(heard(&stranger, &Profile::default(), &told), Intent::Nothing, "{stranger:?}");
        }
        for kind in [IncomingKind::Left, IncomingKind::Moved { to: SUPERGROUP }] {
            let stranger = Incoming { user: UserId(8), chat: ChatId(8), ..incoming(kind) };
            assert_eq!(heard(&stranger, &Profile::default(), &Dialogue::default()), Intent::Nothing, "{stranger:?}");
        }
    }

    #[test]
    fn in_a_group_that_is_listed_everybody_is_served_and_elsewhere_nobody() {
        let in_chat = |chat, user| Incoming { chat, chat_kind: ChatKind::Group, user, ..incoming(text("hello")) };
        let moved = Profile { was: Some(GROUP), ..Profile::default() };
        let table = [
            (in_chat(GROUP, UserId(8)), Profile::default(), Intent::NoTime),
            (in_chat(ChatId(-5), PERSON), Profile::default(), Intent::Stranger),
            (in_chat(SUPERGROUP, UserId(8)), moved, Intent::NoTime),
            (in_chat(SUPERGROUP, UserId(8)), Profile::default(), Intent::Stranger),
        ];
        for (incoming, profile, expected) in table {
            assert_eq!(heard(&incoming, &profile, &Dialogue::default()), expected, "{incoming:?}");
        }
    }

    #[test]
    fn commands_come_by_slash_and_by_word_and_never_make_an_event() {
        let table = [
            ("/start", Command::Start),
            ("/help", Command::Help),
            ("/list", Command::List),
            ("list", Command::List),
            ("senarai", Command::List),
            ("列表", Command::List),
            ("/cancel 1,3-5", Command::Cancel(Numbers::These(vec![1, 3, 4, 5]))),
            ("cancel 2", Command::Cancel(Numbers::These(vec![2]))),
            ("batal 2", Command::Cancel(Numbers::These(vec![2]))),
            ("取消2", Command::Cancel(Numbers::These(vec![2]))),
            ("/cancel", Command::Cancel(Numbers::Missing)),
            ("cancel lunch tomorrow 1pm", Command::Cancel(Numbers::Unclear)),
            ("/sync", Command::Sync),
            ("/status", Command::Status),
            ("/reminders on", Command::Reminders(Some(true))),
            ("/reminders", Command::Reminders(None)),
            ("/frobnicate tomorrow 3pm", Command::Unknown),
        ];
        for (words, command) in table {
            assert_eq!(said(words), Intent::Command(command), "{words}");
        }
    }

    #[test]
    fn a_message_with_a_time_is_a_wish_relative_to_when_it_was_sent() {
        let late =
            Incoming { received: "2026-03-12T00:00:00Z".parse().unwrap(), ..incoming(text("lunch tomorrow 1pm")) };
        let Intent::Create { message, wish } = heard(&late, &Profile::default(), &Dialogue::default()) else {
            panic!("no wish");
        };
        let at = |text: &str| text.parse().unwrap();
        assert_eq!((message, wish.draft.title.as_str()), (MessageId(3), "lunch"));
        let expected = EventTime::Timed { start: at("2026-03-11T05:00:00Z"), end: at("2026-03-11T06:00:00Z") };
        assert_eq!(wish.draft.when, expected);
    }

    #[test]
    fn the_zone_is_the_chats_own() {
        let london = Profile { zone: Some(chrono_tz::Europe::London), ..Profile::default() };
        let heard = heard(&incoming(text("lunch tomorrow 1pm")), &london, &Dialogue::default());
        let Intent::Create { wish, .. } = heard else { panic!("{heard:?}") };
        assert_eq!(wish.draft.when.start(chrono_tz::UTC).to_rfc3339(), "2026-03-11T13:00:00+00:00");
    }

    #[test]
    fn a_full_date_in_the_past_makes_no_event() {
        for words in ["lunch 3 March 2026 1pm", "lunch yesterday 1pm"] {
            assert!(matches!(said(words), Intent::TooLate(_)), "{words}: {:?}", said(words));
        }
    }

    #[test]
    fn what_cannot_be_is_said_and_what_may_differ_is_asked() {
        let heard = said("dentist 31 Feb 3pm");
        assert!(
            matches!(&heard, Intent::Clarify { kind: DoubtKind::Impossible, choices, .. } if choices.is_empty()),
            "{heard:?}"
        );
        // The 13th of March 2026 is a Friday.
        let heard = said("dentist Thursday 13 March 2026 3pm");
        let Intent::Clarify { kind: DoubtKind::WeekdayDisagrees { .. }, choices, .. } = heard else {
            panic!("{heard:?}");
        };
        assert!(choices.iter().all(|(label, draft)| matches!(label, Label::Choice(_)) && draft.title == "dentist"));
        assert!(!choices.is_empty());
    }
}
