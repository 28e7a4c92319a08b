//! What a person wants of their calendar, whether said in words or by a slash command.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::{
    AccountsWish, DailyHours, EventTime, GuestsWish, Lead, Moment, OperatorWish, SeenEvent, SettingsWish, Understood,
};

/// What a message wants. `when` knows the words for it, each language beside its time words.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// A new event, or a reminder of something; a doubt about its time is inside.
    Create(Understood),
    /// There is a time in it, but it is doubtful that an event is wanted: offer it, write nothing.
    Offer(Understood),
    /// The coming events as a numbered list.
    List,
    /// More of the list last seen.
    Page(PageTurn),
    /// What is on, from one day to another (both inclusive).
    Agenda {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
        /// The part of those days that is meant, if said: "tonight".
        hours: Option<DailyHours>,
    },
    /// Whether or when there is free time.
    Free(FreeTime),
    /// When something is.
    Find {
        /// The words that name it.
        query: String,
        /// Whether the last time is asked for, and not the next.
        is_past: bool,
    },
    /// Cancel events.
    Cancel {
        /// Which.
        target: Target,
        /// How much of a series, if said.
        scope: Option<Scope>,
    },
    /// Give an event another time.
    Move {
        /// Which.
        target: Target,
        /// The other time.
        to: NewTime,
        /// How much of a series, if said.
        scope: Option<Scope>,
    },
    /// Someone says when they will come: perhaps the event's time changes; offer that, change nothing.
    Suggest {
        /// Which event.
        target: Target,
        /// The time that was named.
        to: NewTime,
    },
    /// Give an event another title, place or length.
    Change {
        /// Which.
        target: Target,
        /// What becomes of it.
        detail: Detail,
        /// How much of a series, if said.
        scope: Option<Scope>,
    },
    /// Give an event other reminders.
    Remind {
        /// Which.
        target: Target,
        /// All leads that it has from now on; none means no reminders, `None` that the message named none.
        leads: Option<Vec<Lead>>,
    },
    /// Say this reminder again later.
    Snooze(Snooze),
    /// Take back what was just done.
    Undo,
    /// This is done, and needs no more reminders.
    Done,
    /// See or change a setting of this chat.
    Settings(SettingsWish),
    /// Why reminders of an event came or did not.
    Why {
        /// Which.
        target: Target,
    },
    /// Delete everything that is kept about this chat.
    Forget,
    /// The coming events as a file.
    Export,
    /// Say what can be done.
    Help,
    /// Greet, and resume reminders.
    Start {
        /// What a link carried along with it (Bot API, "Deep Linking").
        payload: Option<String>,
    },
    /// Something of an event's guests, or one's own answer to an invitation.
    Guests(GuestsWish),
    /// Something of one's Google accounts.
    Accounts(AccountsWish),
    /// Something of the operator's.
    Operator(OperatorWish),
    /// Say how things stand.
    Status,
    /// Bring the calendar up to date now.
    Sync,
    /// Yes to the question that is open.
    Yes,
    /// No to the question that is open.
    No,
    /// Numbers and nothing else: an answer to "which?".
    Numbers(Vec<u32>),
    /// A slash command that does not exist, with the nearest one that does.
    Unknown {
        /// The nearest command, without its slash.
        nearest: Option<&'static str>,
    },
    /// Nothing that a calendar could do.
    Nothing(SmallTalk),
}

impl Intent {
    /// Its name, for `janji read` and the corpus.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "create",
            Self::Offer(_) => "offer",
            Self::List => "list",
            Self::Page(_) => "page",
            Self::Agenda { .. } => "agenda",
            Self::Free(_) => "free",
            Self::Find { .. } => "find",
            Self::Cancel { .. } => "cancel",
            Self::Move { .. } => "move",
            Self::Suggest { .. } => "suggest",
            Self::Change { .. } => "change",
            Self::Remind { .. } => "remind",
            Self::Snooze(_) => "snooze",
            Self::Undo => "undo",
            Self::Done => "done",
            Self::Settings(_) => "settings",
            Self::Why { .. } => "why",
            Self::Forget => "forget",
            Self::Export => "export",
            Self::Help => "help",
            Self::Start { .. } => "start",
            Self::Guests(_) => "guests",
            Self::Accounts(_) => "accounts",
            Self::Operator(_) => "operator",
            Self::Status => "status",
            Self::Sync => "sync",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Numbers(_) => "numbers",
            Self::Unknown { .. } => "unknown",
            Self::Nothing(_) => "nothing",
        }
    }

    /// Whether it may be the answer to a question that is open. Anything else ends the question: a later "ok" is then
    /// said to something newer.
    #[must_use]
    pub fn may_answer(&self) -> bool {
        match self {
            Self::Yes | Self::No | Self::Numbers(_) | Self::Nothing(_) => true,
            Self::Cancel { target, .. } => matches!(target, Target::Missing | Target::Last),
            Self::Create(_)
            | Self::Offer(_)
            | Self::List
            | Self::Page(_)
            | Self::Agenda { .. }
            | Self::Free(_)
            | Self::Find { .. }
            | Self::Move { .. }
            | Self::Suggest { .. }
            | Self::Change { .. }
            | Self::Remind { .. }
            | Self::Snooze(_)
            | Self::Undo
            | Self::Done
            | Self::Settings(_)
            | Self::Why { .. }
            | Self::Forget
            | Self::Export
            | Self::Help
            | Self::Start { .. }
            | Self::Guests(_)
            | Self::Accounts(_)
            | Self::Operator(_)
            | Self::Status
            | Self::Sync
            | Self::Unknown { .. } => false,
        }
    }
}

/// Which way the pages of a list are turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageTurn {
    /// To the rows that follow.
    Next,
    /// To the rows before.
    Previous,
}

/// Which event is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Rows of the list last seen, in the order typed, each once.
    Numbers(Vec<u32>),
    /// By its title.
    Title {
        /// Words of the title.
        title: String,
        /// The day or time that tells which one.
        at: Option<Moment>,
    },
    /// Only by its day or time.
    At(Moment),
    /// The event of the message replied to.
    Reply,
    /// The event last spoken of: "it", "that".
    Last,
    /// The message does not say.
    Missing,
}

/// How much of a series is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// This occurrence only.
    This,
    /// This occurrence and those after it.
    Following,
    /// The whole series.
    All,
}

/// The time that an event moves to, in the reference's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewTime {
    /// Another day, at the time of day that it has.
    Day(NaiveDate),
    /// Another time of day, on the day that it has.
    Clock(NaiveTime, ClockHalf),
    /// Another day and time of day.
    At(NaiveDateTime, ClockHalf),
    /// From one time to another, which also changes the length.
    Range(NaiveDateTime, NaiveDateTime),
    /// This much later; negative is earlier.
    Shift(Duration),
    /// The message does not say.
    Missing,
}

/// Whether a clock says which half of the day it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockHalf {
    /// "9pm", "21:00".
    Said,
    /// "9": in the half that suits the event.
    Open,
}

impl ClockHalf {
    /// How far an event moves at most to the half of the day that was not read.
    const FAR: Duration = Duration::hours(4);

    /// The same into the small hours: only what is early already goes there.
    const SMALL_HOURS_FAR: Duration = Duration::hours(2);

    /// When the small hours are over.
    const MORNING: u32 = 6;

    /// The time that is meant of an event whose time of day is `was`: "9" of one at 20:00 is 21:00, "6" of one at 05:00 is
    /// 06:00.
    #[must_use]
    pub fn suiting(self, said: NaiveDateTime, was: NaiveTime) -> NaiveDateTime {
        let twelve = Duration::hours(12);
        let other = if said.hour() > 12 { said - twelve } else { said + twelve };
        let distance = |at: NaiveDateTime| (at - said.date().and_time(was)).abs();
        let is_small = other.date() == said.date() && other.hour() < Self::MORNING;
        let most = if is_small { Self::SMALL_HOURS_FAR } else { Self::FAR };
        let is_other = self == Self::Open && distance(other) < distance(said) && distance(other) <= most;
        if is_other { other } else { said }
    }
}

/// What of an event changes other than its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Its title.
    Title(String),
    /// Its place.
    Place(String),
    /// Its whole length from now on.
    Length(Duration),
    /// It becomes this much longer; negative is shorter.
    Longer(Duration),
    /// The time of day at which it ends.
    Until(NaiveTime),
    /// The message does not say what this becomes.
    Missing(DetailKind),
}

impl Detail {
    /// What of the event it changes.
    #[must_use]
    pub fn kind(&self) -> DetailKind {
        match self {
            Self::Title(_) => DetailKind::Title,
            Self::Place(_) => DetailKind::Place,
            Self::Length(_) | Self::Longer(_) | Self::Until(_) => DetailKind::Length,
            Self::Missing(kind) => *kind,
        }
    }
}

/// What of an event can change other than its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetailKind {
    /// What it is called.
    Title,
    /// Where it is.
    Place,
    /// How long it is.
    Length,
}

/// A question for free time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeTime {
    /// The first day, or the moment it begins.
    pub from: Moment,
    /// The last day (inclusive), or the moment it ends.
    pub until: Moment,
    /// How much time is needed, if said.
    pub length: Option<Duration>,
    /// The part of those days that is meant, if said: "afternoon".
    pub hours: Option<DailyHours>,
}

/// When a reminder comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Snooze {
    /// After this long.
    For(Duration),
    /// At this time, in the reference's zone.
    At(NaiveDateTime),
    /// When the event starts.
    UntilStart,
    /// Later, without saying when.
    Later,
}

/// What is said without wanting anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmallTalk {
    /// "Ok": agrees, or has heard.
    Okay,
    /// "Thanks".
    Thanks,
    /// "Hi".
    Greeting,
    /// "Haha", "good night", "good luck": kind words, and nothing else.
    Pleasantry,
    /// Anything else.
    Other,
}

/// The event that a message replies to, as far as understanding needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepliedTo {
    /// What it is called.
    pub title: String,
    /// When it is.
    pub when: EventTime,
    /// Whether it is an invitation, which can be answered.
    pub is_invitation: bool,
}

impl From<&SeenEvent> for RepliedTo {
    fn from(seen: &SeenEvent) -> Self {
        let is_invitation = seen.event.invitation.is_some();
        Self { title: seen.event.title.clone(), when: seen.event.when, is_invitation }
    }
}
