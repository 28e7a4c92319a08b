//! What a person wants of their calendar, whether said in words or by a slash command.

use std::fmt;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{DailyHours, EventTime, Lead, MailAddress, Moment, Rsvp, SeenEvent, Understood, UserId};

/// What a message wants. `when` knows the words for it, each language beside its time words.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    /// A new event, or a reminder of something; a doubt about its time is inside.
    Create(Understood),
    /// There is a time in it, but it is doubtful that an event is wanted: offer it, write nothing.
    Offer(Understood),
    /// The coming events as a numbered list.
    List,
    /// What is on, from one day to another (both inclusive).
    Agenda {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// Whether or when there is free time.
    Free(FreeTime),
    /// When something is.
    Find {
        /// The words that name it.
        query: String,
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

/// What is wanted of who is invited to an event.
#[derive(Debug, Clone, PartialEq)]
pub enum GuestsWish {
    /// A new event to which these are to be invited.
    WithEvent {
        /// The event.
        understood: Understood,
        /// Their addresses.
        guests: Vec<MailAddress>,
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
        /// Whom.
        guests: Vec<SaidGuest>,
    },
    /// Answer one's own invitation.
    Respond {
        /// To which event.
        target: Target,
        /// How.
        rsvp: Rsvp,
    },
}

/// Somebody as a message names them.
#[derive(Clone, PartialEq, Eq)]
pub enum SaidGuest {
    /// By their address.
    At(MailAddress),
    /// By what they are called.
    Called(String),
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

/// What is wanted of one's Google accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountsWish {
    /// Sign in to one.
    Connect {
        /// What to call it, if said.
        name: Option<String>,
    },
    /// See them.
    Show,
    /// Have new events go to this one.
    Default {
        /// Its name.
        name: String,
    },
    /// Call one something else.
    Rename {
        /// Its name.
        name: String,
        /// Its new name.
        to: String,
    },
    /// Sign out of one.
    SignOut {
        /// Its name.
        name: String,
    },
    /// Something of the calendars that are read.
    Calendars(CalendarsWish),
}

/// What is wanted of the calendars of one's Google accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CalendarsWish {
    /// See what there is to choose from.
    Show,
    /// Have one read.
    On {
        /// Its name.
        name: String,
    },
    /// Have one not read any more.
    Off {
        /// Its name.
        name: String,
    },
    /// Have new events go there.
    Write {
        /// Its name.
        name: String,
    },
}

/// What the operator wants of the people who use the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperatorWish {
    /// A link that lets one person in.
    Invite,
    /// See who there is.
    Users,
    /// Have somebody gone, with everything of theirs.
    Remove {
        /// Whom.
        user: UserId,
    },
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
    Clock(NaiveTime),
    /// Another day and time of day.
    At(NaiveDateTime),
    /// From one time to another, which also changes the length.
    Range(NaiveDateTime, NaiveDateTime),
    /// This much later; negative is earlier.
    Shift(Duration),
    /// The message does not say.
    Missing,
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
    /// The message does not say.
    Missing,
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

/// What is wanted of the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsWish {
    /// See them all.
    Show,
    /// See one.
    Ask(Setting),
    /// Change one.
    Set {
        /// Which.
        setting: Setting,
        /// The value in the message's own words.
        value: String,
        /// Whether these words switch it on or off.
        switch: Option<bool>,
    },
}

/// A setting of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// The time zone.
    Zone,
    /// The language.
    Language,
    /// How long before events reminders come.
    Leads,
    /// The day's events each morning.
    Digest,
    /// The hours in which nothing is sent unasked.
    Quiet,
    /// How long an event is when the message does not say.
    Length,
    /// Twelve or twenty-four hours.
    HourStyle,
    /// The hours in which free time is looked for.
    WorkingHours,
    /// The first day of the week.
    WeekStart,
    /// Which days are the weekend.
    Weekend,
    /// How numeric dates are ordered.
    DayOrder,
    /// Whether reminders come to this chat.
    Reminders,
    /// Whether `/week` sends the picture at once.
    Picture,
    /// In a group: whether titles and places are shown.
    Titles,
    /// In a private chat: whether what others add, move and cancel is told.
    Others,
}

impl Setting {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 15] = [
        Self::Language,
        Self::Zone,
        Self::HourStyle,
        Self::DayOrder,
        Self::WeekStart,
        Self::Weekend,
        Self::Reminders,
        Self::Leads,
        Self::Quiet,
        Self::Digest,
        Self::Length,
        Self::WorkingHours,
        Self::Picture,
        Self::Titles,
        Self::Others,
    ];
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
}

impl From<&SeenEvent> for RepliedTo {
    fn from(seen: &SeenEvent) -> Self {
        Self { title: seen.event.title.clone(), when: seen.event.when }
    }
}
