//! Understands what reached us and what it asks for; acts on nothing. Pure.

use chrono::Duration;
use chrono_tz::Tz;
use url::Url;

use crate::accounts::sign_in;
use crate::model::{
    AccountId, AccountsWish, CalendarsWish, ChatId, ChatKind, ClaimCode, Dialogue, FormattedTime, GeoPoint, GuestsWish,
    Incoming, IncomingKind, Intent, MessageId, Profile, ProfileDefaults, Reference, RepliedTo, SmallTalk,
};
use crate::when;

/// How soon "I can only read text" may be said again.
const TEXT_ONLY_AGAIN: Duration = Duration::weeks(1);

/// What reached us, understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// Words.
    Words {
        /// What the words ask for.
        intent: Intent,
        /// The calendar that they name.
        calendar: Option<AccountId>,
    },
    /// An edited message, with what it asks for now.
    Corrected(Intent),
    /// The address that a browser ended on after consent.
    WayBack(Url),
    /// Something other than text, for the first time.
    Wordless,
    /// A calendar file.
    File,
    /// A location, for the time zone.
    Pin(GeoPoint),
    /// Something that we could not read.
    Unreadable,
    /// A button.
    Press {
        /// The message that carries it.
        message: Option<MessageId>,
        /// The button's data.
        data: String,
    },
    /// A claim link was opened.
    Claim(ClaimCode),
    /// The chat blocked or removed us.
    Leave,
    /// The chat added us, or unblocked us.
    Join,
    /// The group has become a supergroup, with this id.
    Move(ChatId),
    /// A person whom the bot does not serve and who has not been told.
    Stranger,
    /// Nothing that needs an answer.
    Nothing,
}

impl Heard {
    /// The calendar that words name.
    #[must_use]
    pub fn calendar(&self) -> Option<&AccountId> {
        match self {
            Self::Words { calendar, .. } => calendar.as_ref(),
            Self::Corrected(_)
            | Self::WayBack(_)
            | Self::Wordless
            | Self::File
            | Self::Pin(_)
            | Self::Unreadable
            | Self::Press { .. }
            | Self::Claim(_)
            | Self::Leave
            | Self::Join
            | Self::Move(_)
            | Self::Stranger
            | Self::Nothing => None,
        }
    }
}

/// What is known about a chat before a message is understood.
#[derive(Debug, Clone, Copy)]
pub struct ChatContext<'a> {
    /// Whether this is from someone the bot serves.
    pub is_served: bool,
    /// The chat's settings.
    pub profile: &'a Profile,
    /// The defaults of a chat.
    pub defaults: &'a ProfileDefaults,
    /// What we are in the middle of.
    pub dialogue: &'a Dialogue,
    /// The event of the message that is replied to.
    pub replied: Option<&'a RepliedTo>,
    /// The calendars that can be named, with their names.
    pub calendars: &'a [(AccountId, String)],
}

/// Understands what reached us. Strangers' messages are not read.
#[must_use]
pub fn understand(incoming: &Incoming, known: ChatContext<'_>) -> Heard {
    if let Some(code) = claim(incoming) {
        return Heard::Claim(code);
    }
    if !known.is_served {
        return of_stranger(&incoming.kind, known.dialogue);
    }
    match &incoming.kind {
        IncomingKind::Text { text, times, .. } => match sign_in::way_back(text) {
            Some(address) if incoming.chat_kind == ChatKind::Private => Heard::WayBack(address),
            Some(_) | None => {
                let (intent, calendar) = wanted(incoming, text, times, known);
                Heard::Words { intent, calendar }
            }
        },
        IncomingKind::Edited { text, times, .. } => Heard::Corrected(wanted(incoming, text, times, known).0),
        IncomingKind::Location { at, .. } => Heard::Pin(*at),
        IncomingKind::File { .. } => Heard::File,
        IncomingKind::Wordless { .. } => {
            let told = known.dialogue.text_only_told;
            let is_told = told.is_some_and(|told| incoming.sent - told < TEXT_ONLY_AGAIN);
            if is_told { Heard::Nothing } else { Heard::Wordless }
        }
        IncomingKind::Unreadable { .. } => Heard::Unreadable,
        IncomingKind::Pressed { message, data, .. } => Heard::Press { message: *message, data: data.clone() },
        IncomingKind::Left => Heard::Leave,
        IncomingKind::Joined => Heard::Join,
        IncomingKind::Moved { to } => Heard::Move(*to),
    }
}

/// What a forwarded message asks for: it can be an event, but someone else's words are never a command.
fn of_another(intent: Intent) -> Intent {
    // Nor do they invite anyone.
    if let Intent::Guests(
        GuestsWish::WithEvent { understood, is_doubtful: false, .. }
        | GuestsWish::Invite { otherwise: Some(understood), .. },
    ) = intent
    {
        return Intent::Create(understood);
    }
    if let Intent::Guests(GuestsWish::WithEvent { understood, .. }) = intent {
        return Intent::Offer(understood);
    }
    let is_event = matches!(intent, Intent::Create(_) | Intent::Offer(_));
    if is_event { intent } else { Intent::Nothing(SmallTalk::Other) }
}

/// What words ask for, and the calendar that they name.
fn wanted(
    incoming: &Incoming,
    text: &str,
    times: &[FormattedTime],
    known: ChatContext<'_>,
) -> (Intent, Option<AccountId>) {
    let zone = known.profile.zone(known.defaults);
    let text = &with_exact_times(text, times, zone);
    let reference = Reference { now: incoming.written(), zone, order: known.profile.order };
    if incoming.forwarded.is_some() {
        return (of_another(when::want(text, &reference, known.replied)), None);
    }
    let names: Vec<String> = known.calendars.iter().map(|(_, name)| name.clone()).collect();
    if let Some(named) = when::for_calendar(text, &names, &reference)
        && let intent @ (Intent::Create(_) | Intent::Offer(_) | Intent::Guests(GuestsWish::WithEvent { .. })) =
            when::want(named.text, &reference, known.replied)
    {
        let account = known.calendars.get(named.calendar).map(|(account, _)| account.clone());
        return (intent, account);
    }
    let intent = when::want(text, &reference, known.replied);
    if matches!(intent, Intent::Accounts(_)) {
        return (intent, None);
    }
    if let Some(asked) = when::of_calendar(text, &names)
        && let intent @ (Intent::Agenda { .. } | Intent::List) = when::want(&asked.text, &reference, known.replied)
    {
        let account = known.calendars.get(asked.calendar).map(|(account, _)| account.clone());
        return (intent, account);
    }
    if let Some(name) = unknown_calendar(text, &names, &reference) {
        return (Intent::Accounts(AccountsWish::Calendars(CalendarsWish::Unknown { name })), None);
    }
    (intent, None)
}

/// A calendar that the words name for a new event or a question but that doesn't exist: we say so, and write nothing.
fn unknown_calendar(text: &str, names: &[String], reference: &Reference) -> Option<String> {
    let is_known = when::for_calendar(text, names, reference).is_some() || when::of_calendar(text, names).is_some();
    let name = when::said_calendar(text).filter(|_| !names.is_empty() && !is_known)?;
    let said = [name];
    let is_of_event = when::for_calendar(text, &said, reference)
        .is_some_and(|named| matches!(when::want(named.text, reference, None), Intent::Create(_)));
    let is_asked = || {
        when::of_calendar(text, &said)
            .is_some_and(|asked| matches!(when::want(&asked.text, reference, None), Intent::Agenda { .. }))
    };
    let [name] = &said;
    (is_of_event || is_asked()).then(|| name.clone())
}

/// The text, with the times that the person's app has formatted written out so that they are read exactly.
fn with_exact_times(text: &str, times: &[FormattedTime], zone: Tz) -> String {
    let mut exact = text.to_owned();
    // From the end, so that earlier ranges don't move.
    for FormattedTime { range, at, has_time } in times.iter().rev() {
        if text.get(range.clone()).is_some() {
            let format = if *has_time { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d" };
            exact.replace_range(range.clone(), &at.with_timezone(&zone).format(format).to_string());
        }
    }
    exact
}

/// The code of the claim link that was opened, if one was.
fn claim(incoming: &Incoming) -> Option<ClaimCode> {
    let IncomingKind::Text { text, .. } = &incoming.kind else { return None };
    ClaimCode::from_message(text).filter(|_| incoming.chat_kind == ChatKind::Private)
}

fn of_stranger(kind: &IncomingKind, dialogue: &Dialogue) -> Heard {
    match kind {
        IncomingKind::Edited { .. } | IncomingKind::Left | IncomingKind::Moved { .. } => Heard::Nothing,
        IncomingKind::Text { .. }
        | IncomingKind::File { .. }
        | IncomingKind::Location { .. }
        | IncomingKind::Wordless { .. }
        | IncomingKind::Unreadable { .. }
        | IncomingKind::Pressed { .. }
        | IncomingKind::Joined => {
            if dialogue.told_refused {
                Heard::Nothing
            } else {
                Heard::Stranger
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CallbackId, ChatKind, Language, Lead, Moment, UpdateId, UserId};

    const PERSON: UserId = UserId(7);
    const SUPERGROUP: ChatId = ChatId(-1_000);

    /// Tuesday, ten in the morning in Kuala Lumpur.
    const SENT: &str = "2026-03-10T02:00:00Z";

    fn defaults() -> ProfileDefaults {
        ProfileDefaults {
            zone: chrono_tz::Asia::Kuala_Lumpur,
            language: Language::En,
            event_length: Duration::minutes(60),
            leads: vec![Lead { minutes: 10 }],
            tells_others: true,
        }
    }

    fn incoming(kind: IncomingKind) -> Incoming {
        Incoming {
            id: UpdateId(1),
            chat: ChatId::private(PERSON),
            chat_kind: ChatKind::Private,
            thread: None,
            user: PERSON,
            language: None,
            name: None,
            sent: SENT.parse().unwrap(),
            forwarded: None,
            kind,
        }
    }

    fn text(text: &str) -> IncomingKind {
        IncomingKind::Text { message: MessageId(3), text: text.into(), reply_to: None, times: vec![] }
    }

    fn pressed() -> IncomingKind {
        IncomingKind::Pressed { callback: CallbackId("c".into()), message: Some(MessageId(2)), data: "x".into() }
    }

    fn heard(incoming: &Incoming, profile: &Profile, dialogue: &Dialogue) -> Heard {
        let is_served = incoming.user == PERSON;
        let calendars = [(AccountId("w".into()), "work".to_owned())];
        let known =
            ChatContext { is_served, profile, defaults: &defaults(), dialogue, replied: None, calendars: &calendars };
        understand(incoming, known)
    }

    fn small_talk() -> Heard {
        Heard::Words { intent: Intent::Nothing(SmallTalk::Other), calendar: None }
    }

    #[test]
    fn a_calendar_is_named_for_a_new_event_or_a_list_and_by_its_owner_alone() {
        let named = |incoming: &Incoming| match heard(incoming, &Profile::default(), &Dialogue::default()) {
            Heard::Words { intent, calendar } => (matches!(intent, Intent::Create(_)), calendar.map(|id| id.0)),
            other => panic!("{other:?}"),
        };
        let work = Some("w".to_owned());
        assert_eq!(named(&incoming(text("lunch tomorrow 1pm /work"))), (true, work.clone()));
        for asked in ["what's on the work calendar tomorrow", "/list /work"] {
            assert_eq!(named(&incoming(text(asked))), (false, work.clone()), "{asked}");
        }
        for unknown in ["lunch tomorrow 1pm /sports", "what's on the choir calendar tomorrow"] {
            let heard = heard(&incoming(text(unknown)), &Profile::default(), &Dialogue::default());
            let Heard::Words { intent: Intent::Accounts(AccountsWish::Calendars(wish)), .. } = heard else {
                panic!("{unknown}: {heard:?}")
            };
            assert!(matches!(wish, CalendarsWish::Unknown { .. }), "{unknown}");
        }
        for other in ["lunch tomorrow 1pm", "/work", "cancel 2 /work", "lunch /work"] {
            assert_eq!(named(&incoming(text(other))).1, None, "{other}");
        }
        let sent = SENT.parse().unwrap();
        let forwarded = Incoming { forwarded: Some(sent), ..incoming(text("lunch tomorrow 1pm /work")) };
        assert_eq!(named(&forwarded).1, None);
    }

    #[test]
    fn each_kind_of_thing_that_reaches_us_has_its_intent() {
        let message = MessageId(3);
        let table = [
            (IncomingKind::Wordless { message }, Heard::Wordless),
            (IncomingKind::Unreadable { message }, Heard::Unreadable),
            (pressed(), Heard::Press { message: Some(MessageId(2)), data: "x".into() }),
            (IncomingKind::Left, Heard::Leave),
            (IncomingKind::Joined, Heard::Join),
            (IncomingKind::Moved { to: SUPERGROUP }, Heard::Move(SUPERGROUP)),
            (text("elephant"), small_talk()),
            (text(""), small_talk()),
        ];
        for (kind, expected) in table {
            let incoming = incoming(kind);
            assert_eq!(heard(&incoming, &Profile::default(), &Dialogue::default()), expected, "{incoming:?}");
        }
    }

    #[test]
    fn that_only_text_is_read_is_said_once() {
        let told = Dialogue { text_only_told: Some(SENT.parse().unwrap()), ..Dialogue::default() };
        let photo = incoming(IncomingKind::Wordless { message: MessageId(3) });
        assert_eq!(heard(&photo, &Profile::default(), &told), Heard::Nothing);
    }

    #[test]
    fn a_stranger_is_refused_once_and_heard_no_further() {
        let told = Dialogue { told_refused: true, ..Dialogue::default() };
        for kind in [text("/start"), text("lunch tomorrow 1pm"), pressed(), IncomingKind::Joined] {
            let stranger = Incoming { user: UserId(8), chat: ChatId(8), ..incoming(kind) };
            assert_eq!(heard(&stranger, &Profile::default(), &Dialogue::default()), Heard::Stranger, "{stranger:?}");
            assert_eq!(heard(&stranger, &Profile::default(), &told), Heard::Nothing, "{stranger:?}");
        }
        for kind in [IncomingKind::Left, IncomingKind::Moved { to: SUPERGROUP }] {
            let stranger = Incoming { user: UserId(8), chat: ChatId(8), ..incoming(kind) };
            assert_eq!(heard(&stranger, &Profile::default(), &Dialogue::default()), Heard::Nothing, "{stranger:?}");
        }
    }

    #[test]
    fn a_claim_link_is_heard_from_anybody_in_private_alone() {
        let code = ClaimCode::from_random([1; 16]);
        let (_, payload) = code.link("b").split_once("?start=").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        let opened = incoming(text(&format!("/start {payload}")));
        let told = Dialogue { told_refused: true, ..Dialogue::default() };
        let stranger = Incoming { user: UserId(8), chat: ChatId(8), ..opened.clone() };
        for incoming in [&opened, &stranger] {
            assert_eq!(heard(incoming, &Profile::default(), &told), Heard::Claim(code.clone()));
        }
        let in_group = Incoming { chat: ChatId(-5), chat_kind: ChatKind::Group, ..stranger };
        assert_eq!(heard(&in_group, &Profile::default(), &Dialogue::default()), Heard::Stranger);
    }

    #[test]
    fn words_are_relative_to_when_they_were_sent_in_the_chats_own_zone() {
        let said = incoming(text("lunch tomorrow 1pm"));
        let london = Profile { zone: Some(chrono_tz::Europe::London), ..Profile::default() };
        for (profile, zone) in
            [(Profile::default(), chrono_tz::Asia::Kuala_Lumpur), (london, chrono_tz::Europe::London)]
        {
            let heard = heard(&said, &profile, &Dialogue::default());
            let Heard::Words { intent: Intent::Create(understood), .. } = heard else { panic!("{heard:?}") };
            let reading = &understood.readings[0];
            assert_eq!((reading.title.as_str(), reading.zone), ("lunch", zone));
            assert_eq!(reading.start, Moment::Time("2026-03-11T13:00:00".parse().unwrap()));
        }
    }
}
