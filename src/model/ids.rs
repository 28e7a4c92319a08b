//! Names of things: ours, Telegram's and Google's, each with a type of its own.

use std::fmt;

use data_encoding::{BASE32HEX_NOPAD, BASE64URL_NOPAD};
use derive_more::{Deref, Display};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Event, Scope};

/// A chat at Telegram; a private chat has its user's number, groups have negative ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display)]
#[serde(transparent)]
pub struct ChatId(pub i64);

/// A person at Telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display)]
#[serde(transparent)]
pub struct UserId(pub u64);

/// The bot itself: the number before the colon of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display)]
#[serde(transparent)]
pub struct BotId(pub u64);

/// A message within its chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display)]
#[serde(transparent)]
pub struct MessageId(pub i32);

/// A topic of a group with topics (Bot API, `message_thread_id`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display)]
#[serde(transparent)]
pub struct ThreadId(pub i32);

/// A file at Telegram, to be downloaded (Bot API, `file_id`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct FileId(pub String);

/// One update of the Bot API; unique, but not always rising (Bot API, `Update`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display)]
#[serde(transparent)]
pub struct UpdateId(pub u32);

/// A pressed button's query, to be answered within about a minute (Bot API, `CallbackQuery`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct CallbackId(pub String);

/// One linked Google calendar; a short hash, safe in keys and logs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct AccountId(pub String);

/// A Google account that a person signed in to: a random name, safe in keys and logs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct GrantId(pub String);

/// An event's id at Google: 5–1024 characters of base32hex when it is ours (Calendar v3, `Events: insert`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct EventId(pub String);

/// Google's version of an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct Etag(pub String);

/// One edit we owe Google; written into the event as a private extended property.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct EditId(pub String);

/// One firing: a hash of account and event, and one of start, lead and chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct ReminderId(pub String);

/// The unguessable name of a message's buttons: 128 random bits in base64url, 22 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Display, Deref)]
#[serde(transparent)]
#[deref(forward)]
pub struct ButtonToken(pub String);

impl ChatId {
    /// The private chat of a user.
    ///
    /// Telegram's user ids fit into 52 bits (Bot API, `User`), so the cast is exact.
    #[must_use]
    pub fn private(user: UserId) -> Self {
        Self(i64::try_from(user.0).unwrap_or(i64::MAX))
    }

    /// Whether this is a group or channel rather than a person.
    #[must_use]
    pub fn is_group(self) -> bool {
        self.0 < 0
    }
}

impl AccountId {
    /// The account of one OAuth client and one calendar.
    #[must_use]
    pub fn derive(client: &str, calendar: &str) -> Self {
        let mut text = digest(&[client, calendar]);
        text.truncate(10);
        Self(text)
    }

    /// A calendar of a Google account that a person signed in to.
    #[must_use]
    pub fn of_person(user: UserId, grant: &GrantId, calendar: &str) -> Self {
        let mut text = digest(&[&user.to_string(), grant, calendar]);
        text.truncate(20);
        Self(text)
    }

    /// What stands for all calendars of a person, where something of theirs belongs to none of them alone.
    #[must_use]
    pub fn of_all(user: UserId) -> Self {
        Self(format!("u{user}"))
    }
}

impl AccountId {
    /// What stands for whatever calendar a group uses, where something of the group's belongs to none of them.
    #[must_use]
    pub fn of_group(chat: ChatId) -> Self {
        Self(format!("g{chat}"))
    }
}

impl GrantId {
    /// A name from random bits.
    #[must_use]
    pub fn from_random(bits: u64) -> Self {
        Self(BASE32HEX_NOPAD.encode(&bits.to_be_bytes()).to_lowercase())
    }
}

impl EventId {
    /// The id of the later part of a series that an edit cuts in two; `attempt` as for [`EventId::derive`].
    ///
    /// It is named after the first part, as Google does it itself, so that both have one [`root`](EventId::root). Google
    /// lets us choose only letters of base32hex; a series whose own id has others gets a later part of another root.
    #[must_use]
    pub fn of_later_part(series: &Self, edit: &EditId, attempt: u32) -> Self {
        let root = series.root();
        let is_ours_to_extend = root.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'v').contains(&byte));
        let own = Self::derive(edit, attempt);
        if is_ours_to_extend { Self(format!("{root}{OUR_CUT}{}", &own[..CUT_NAME])) } else { own }
    }

    /// The id that a series had before it was cut in two: a change of "this and following events" makes the later part
    /// a series of its own, named after the first with `_R` and a time, or, when it was cut here, with a mark of ours.
    #[must_use]
    pub fn root(&self) -> Self {
        Self(without_cut(&self.0))
    }

    /// What stays of the id of an event when its series is cut: occurrences are named after their series.
    #[must_use]
    pub fn lasting(&self) -> String {
        without_cut(&self.0)
    }
}

/// What stands between the id of a series and the name of its later part, when the series was cut here.
const OUR_CUT: &str = "0cut0";

/// How many letters name a later part.
const CUT_NAME: usize = 16;

/// A name without the mark of a cut: `_R20260923T070000Z` or, of all-day events, `_R20260923`; or ours.
fn without_cut(id: &str) -> String {
    let id = match id.split_once(OUR_CUT) {
        Some((root, rest)) if rest.len() >= CUT_NAME && rest.is_char_boundary(CUT_NAME) => {
            format!("{root}{}", &rest[CUT_NAME..])
        }
        Some(_) | None => id.to_owned(),
    };
    let is_stamp = |part: &str| {
        let bytes = part.as_bytes();
        let (date, time) = (bytes.get(1..9), bytes.get(9..).unwrap_or_default());
        bytes.first() == Some(&b'R')
            && date.is_some_and(|date| date.iter().all(u8::is_ascii_digit))
            && (time.is_empty() || time.first() == Some(&b'T'))
    };
    let mut parts = id.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter(|part| !is_stamp(part)).fold(first, |name, part| format!("{name}_{part}"))
}

impl EditId {
    /// The edit that one message asks for; `ordinal` tells several edits of one message apart.
    #[must_use]
    pub fn derive(bot: BotId, account: &AccountId, chat: ChatId, message: MessageId, ordinal: u32) -> Self {
        let parts = [bot.to_string(), account.to_string(), chat.to_string(), message.to_string(), ordinal.to_string()];
        Self(digest(&parts.each_ref().map(String::as_str)))
    }

    /// The event that a question's buttons ask for: one, whichever of them is pressed and however often.
    #[must_use]
    pub fn of_choice(account: &AccountId, token: &ButtonToken) -> Self {
        Self(digest(&["choice", account, token]))
    }

    /// One of the events that a message named and its buttons make: one, whichever of them is pressed and however often.
    #[must_use]
    pub fn of_draft(account: &AccountId, token: &ButtonToken, draft: &super::Draft) -> Self {
        let start = draft.when.start(draft.zone).to_rfc3339();
        Self(digest(&["draft", account, token, &draft.title, &start]))
    }

    /// The change of an event that a message's buttons ask for: one, whichever of them is pressed and however often.
    #[must_use]
    pub fn of_change(account: &AccountId, token: &ButtonToken, event: &EventId) -> Self {
        Self(digest(&["change", account, token, event]))
    }

    /// The deletion of one version of an event: one edit, no matter who asks for it and where.
    #[must_use]
    pub fn of_deletion(account: &AccountId, event: &EventId, etag: &Etag) -> Self {
        Self(digest(&["delete", account, event, etag]))
    }

    /// The cancelling of more than one occurrence of a series that was seen: one edit, no matter who asks for it and where.
    #[must_use]
    pub fn of_cut(account: &AccountId, seen: &Event, scope: Scope) -> Self {
        let scope = match scope {
            Scope::This => "this",
            Scope::Following => "following",
            Scope::All => "all",
        };
        Self(digest(&["cut", account, &seen.id, &seen.etag, scope]))
    }

    /// The cut of one more part of a series that an edit is about.
    #[must_use]
    pub fn of_part(edit: &Self, series: &EventId) -> Self {
        Self(digest(&["part", edit, series]))
    }

    /// The edit that takes away the later part of a series when a cut is taken back.
    #[must_use]
    pub fn of_undone_part(edit: &Self) -> Self {
        Self(digest(&["undo part", edit]))
    }

    /// The change that an edit of the person's own message asks for: one for each time they edit it.
    #[must_use]
    pub fn of_correction(made: &Self, update: UpdateId) -> Self {
        Self(digest(&["correct", made, &update.to_string()]))
    }

    /// The edit that takes another one back: one, no matter who asks for it and how often, until Google refuses it.
    #[must_use]
    pub fn of_undo(edit: &Self, refusals: u32) -> Self {
        match refusals {
            0 => Self(digest(&["undo", edit])),
            refusals => Self(digest(&["undo", edit, &refusals.to_string()])),
        }
    }
}

impl EventId {
    /// The id of the event that an edit creates, the same however often it is tried.
    ///
    /// `attempt` is 0 at first and rises when Google knows the id already as another's or as deleted.
    #[must_use]
    pub fn derive(edit: &EditId, attempt: u32) -> Self {
        Self(digest(&["event", edit, &attempt.to_string()]))
    }
}

impl ReminderId {
    /// How many letters name the event, and how many the rest: 50 bits each, as an id is kept by the hundred thousand.
    pub const HALF: usize = 10;

    /// The one name of a firing: planning it twice names it the same.
    #[must_use]
    pub fn derive(account: &AccountId, event: &EventId, start: &str, lead: u32, chat: ChatId) -> Self {
        let own = digest(&[start, &lead.to_string(), &chat.to_string()]);
        Self(format!("{}{}", Self::of_event(account, event), &own[..Self::HALF]))
    }

    /// The id of a reminder that a person asked for again; `lua/plan.lua` knows it by its `z`, which no other has there.
    #[must_use]
    pub fn of_snooze(account: &AccountId, event: &EventId, due_second: i64, chat: ChatId) -> Self {
        let own = digest(&["snooze", &due_second.to_string(), &chat.to_string()]);
        Self(format!("{}z{}", Self::of_event(account, event), &own[..Self::HALF - 1]))
    }

    /// What the ids of all reminders of one event begin with; it stays when the event's series is cut.
    #[must_use]
    pub fn of_event(account: &AccountId, event: &EventId) -> String {
        let mut text = digest(&[account, &event.lasting()]);
        text.truncate(Self::HALF);
        text
    }
}

impl ButtonToken {
    /// A token from 128 random bits.
    #[must_use]
    pub fn from_random(bits: [u8; 16]) -> Self {
        Self(BASE64URL_NOPAD.encode(&bits))
    }

    /// The token that always stands for the same parts, and that nobody can foresee who does not know the secret.
    #[must_use]
    pub fn derive(secret: &[u8; 16], parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(secret);
        hash.update(digest(parts));
        Self(BASE64URL_NOPAD.encode(&hash.finalize()[..16]))
    }
}

/// The first 20 bytes of SHA-256 over the parts, in lower-case base32hex: 32 characters.
fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    BASE32HEX_NOPAD.encode(&hash.finalize()[..20]).to_lowercase()
}

/// What a button carries: the version, the token of its message and its own number, at most 64 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ButtonData {
    /// The message's token.
    pub token: ButtonToken,
    /// The button's number within the message's handle.
    pub row: u16,
}

impl ButtonData {
    /// Reads what came back from Telegram; anything else than what [`fmt::Display`] writes is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (token, row) = text.strip_prefix("1:")?.split_once(':')?;
        let canonical =
            row.len() <= 5 && (row == "0" || !row.starts_with('0')) && row.bytes().all(|b| b.is_ascii_digit());
        let valid = BASE64URL_NOPAD.decode(token.as_bytes()).is_ok_and(|bits| bits.len() == 16);
        (canonical && valid)
            .then(|| row.parse().ok())
            .flatten()
            .map(|row| Self { token: ButtonToken(token.to_owned()), row })
    }
}

impl fmt::Display for ButtonData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1:{}:{}", self.token, self.row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_ours_are_what_google_accepts() {
        let edit = EditId::derive(BotId(1), &AccountId("a".into()), ChatId(-5), MessageId(7), 0);
        let id = EventId::derive(&edit, 0);
        assert_eq!(id.len(), 32);
        assert!(id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'v').contains(&b)));
        assert_eq!(id, EventId::derive(&edit, 0));
        assert_ne!(id, EventId::derive(&edit, 1));
    }

    #[test]
    fn parts_of_a_hash_cannot_run_into_each_other() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
    }

    #[test]
    fn all_reminders_of_an_event_begin_alike_and_none_is_named_as_another() {
        let (account, event) = (AccountId("a".into()), EventId("e".into()));
        let id = |start, lead, chat| ReminderId::derive(&account, &event, start, lead, ChatId(chat));
        let ids = [id("1", 1, 1), id("2", 1, 1), id("1", 2, 1), id("1", 1, 2)];
        assert!(
            ids.iter()
                .all(|id| id.len() == 2 * ReminderId::HALF && id.starts_with(&ReminderId::of_event(&account, &event)))
        );
        assert_eq!(ids.iter().collect::<std::collections::BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn an_occurrence_keeps_its_name_when_its_series_is_cut() {
        let table = [
            ("abc_20260923T070000Z", "abc_20260923T070000Z"),
            ("abc_R20260923T070000Z_20260930T070000Z", "abc_20260930T070000Z"),
            ("abc_R20260923_20260930", "abc_20260930"),
            ("abc_R20260923T070000Z_R20261007T070000Z_20261014T070000Z", "abc_20261014T070000Z"),
            ("_60q30c1g60", "_60q30c1g60"),
            ("abc", "abc"),
        ];
        for (id, lasting) in table {
            assert_eq!(EventId(id.into()).lasting(), lasting);
        }
        assert_eq!(EventId("abc_R20260923T070000Z".into()).root(), EventId("abc".into()));
    }

    #[test]
    fn a_later_part_that_was_cut_here_has_the_root_of_the_first() {
        let (edit, root) = (EditId("edit".into()), EventId("abc".into()));
        let later = EventId::of_later_part(&root, &edit, 0);
        assert_eq!(later.root(), root);
        assert_eq!(EventId::of_later_part(&later, &EditId("other".into()), 1).root(), root);
        assert_eq!(EventId(format!("{later}_20260930T070000Z")).lasting(), "abc_20260930T070000Z");
        assert!(later.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'v').contains(&byte)), "{later}");
        let imported = EventId::of_later_part(&EventId("_60q30c1g60".into()), &edit, 0);
        assert_eq!(imported, EventId::derive(&edit, 0));
    }

    #[test]
    fn button_data_round_trips_within_64_bytes() {
        let data = ButtonData { token: ButtonToken::from_random([255; 16]), row: u16::MAX };
        let text = data.to_string();
        assert!(text.len() <= 64);
        assert_eq!(ButtonData::parse(&text), Some(data));
    }

    #[test]
    fn forged_button_data_is_nothing() {
        let token = ButtonToken::from_random([7; 16]);
        let forged = [
            String::new(),
            "1:".into(),
            "1::0".into(),
            format!("2:{token}:0"),
            format!("1:{token}:00"),
            format!("1:{token}:+1"),
            format!("1:{token}:65536"),
            format!("1:{token}x:0"),
            format!("1:{token}:0:0"),
        ];
        for text in forged {
            assert_eq!(ButtonData::parse(&text), None, "{text}");
        }
    }
}
