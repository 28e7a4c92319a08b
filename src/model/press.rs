//! Buttons: what each of them does, and the record behind a message of them.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{
    AccountId, ButtonToken, Change, ChatId, Draft, EditId, Event, EventId, EventTime, GrantId, GuestEdit, Lead,
    ListedCalendar, MailAddress, MessageId, SaidGuest, Scope, SeenEvent, Setting, SettingValue, ShownDays, UserId,
    instant_of,
};

/// What a button of somebody's Google accounts does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountPress {
    /// Show all of them.
    List,
    /// Show one.
    Show(GrantId),
    /// Have new events go there.
    Default(GrantId),
    /// Ask what to call it.
    AskName(GrantId),
    /// Ask whether to sign out of it.
    AskOut(GrantId),
    /// Sign out of it, already confirmed, if no edit waits for Google.
    SignOut(GrantId),
    /// Sign out of it, although edits wait that are lost then.
    SignOutAndDrop(GrantId),
    /// Show the calendars that there are to choose from.
    Calendars,
    /// Have this calendar read.
    Read {
        /// The Google account that sees it.
        grant: GrantId,
        /// The calendar.
        calendar: ListedCalendar,
    },
    /// Have this calendar not read any more, if no edit waits for Google.
    LeaveOut(AccountId),
    /// Have this calendar not read any more, although edits wait that are lost then.
    LeaveOutAndDrop(AccountId),
    /// Have new events go to this calendar.
    WriteTo(AccountId),
}

/// Who may press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Everybody who is served in that chat.
    Anyone,
    /// The one who asked.
    Only(UserId),
}

/// The record behind a message's buttons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handle {
    /// Its unguessable name.
    pub token: ButtonToken,
    /// The chat it was shown in.
    pub chat: ChatId,
    /// Who may press.
    pub who: Who,
    /// Until when.
    pub until: DateTime<Utc>,
    /// What each button does, by its number.
    pub presses: Vec<Press>,
}

/// When a reminder comes again, as buttons offer it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SnoozeUntil {
    /// In this many minutes.
    Minutes(u32),
    /// When the event starts; for a whole day, at 08:00 of it.
    Start,
    /// Tomorrow at 09:00.
    Tomorrow,
}

impl SnoozeUntil {
    /// The time of [`SnoozeUntil::Tomorrow`].
    const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    };

    /// The moment that is meant at `now`; `None` when it is past already.
    #[must_use]
    pub fn moment(self, when: EventTime, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let moment = match self {
            Self::Minutes(minutes) => now.checked_add_signed(Duration::minutes(i64::from(minutes)))?,
            Self::Start => Lead::NONE.due(when, zone)?,
            Self::Tomorrow => {
                let tomorrow = now.with_timezone(&zone).date_naive().checked_add_days(Days::new(1))?;
                instant_of(tomorrow.and_time(Self::MORNING), zone)
            }
        };
        (moment > now).then_some(moment)
    }
}

/// What a button about the calendar of a group does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupPress {
    /// Show which it is, and which it could be.
    Show,
    /// Use this calendar of the person who presses.
    Link(AccountId),
    /// Use the shared calendar again.
    Unlink,
}

/// What a button about an event's guests does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestPress {
    /// Ask whether to invite these.
    Ask {
        /// The event as it was shown.
        seen: SeenEvent,
        /// Whom; nobody asks whom.
        guests: Vec<SaidGuest>,
    },
    /// Ask whether to take these off.
    AskOff {
        /// The event as it was shown.
        seen: SeenEvent,
        /// Whom.
        guests: Vec<SaidGuest>,
    },
    /// Invite these to all of these events, already confirmed.
    InviteToAll {
        /// The events as they were made.
        seen: Vec<SeenEvent>,
        /// Whom.
        guests: Vec<MailAddress>,
    },
    /// Change the guests, already confirmed, or answer for oneself.
    Write {
        /// The event as it was shown.
        seen: SeenEvent,
        /// What changes.
        what: GuestEdit,
        /// How much of its series, if that was asked.
        scope: Option<Scope>,
    },
}

impl GuestPress {
    /// The events that it is about.
    #[must_use]
    pub fn seen(&self) -> &[SeenEvent] {
        match self {
            Self::Ask { seen, .. } | Self::AskOff { seen, .. } | Self::Write { seen, .. } => std::slice::from_ref(seen),
            Self::InviteToAll { seen, .. } => seen,
        }
    }
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "press")]
pub enum Press {
    /// Something of somebody's Google accounts.
    Account(AccountPress),
    /// Something of an event's guests.
    Guests(GuestPress),
    /// Something of the calendar of a group.
    Group(GroupPress),
    /// Cancel this event; of a series, ask first.
    Cancel {
        /// The event as it was shown.
        seen: SeenEvent,
    },
    /// Cancel this row of the list this person last saw; of a series, ask first.
    CancelRow {
        /// The event as it was shown.
        seen: SeenEvent,
    },
    /// Cancel these, already confirmed.
    CancelAll {
        /// The events as they were shown.
        seen: Vec<SeenEvent>,
        /// What the message becomes.
        then: Then,
    },
    /// Cancel an occurrence and all after it, or all that is to come of its series, already confirmed.
    CancelSeries {
        /// One occurrence as it was shown, or the series as it was made.
        seen: SeenEvent,
        /// How much of it.
        #[serde(default = "whole_series")]
        scope: Scope,
        /// What the message becomes.
        then: Then,
    },
    /// Remind of this event again.
    Snooze {
        /// The calendar.
        account: AccountId,
        /// The event.
        event: EventId,
        /// When.
        until: SnoozeUntil,
    },
    /// No more reminders of this event here.
    Done {
        /// The calendar.
        account: AccountId,
        /// The event.
        event: EventId,
    },
    /// Show what is on from one day to another, both included.
    Days(ShownDays),
    /// Draw the week that begins with a day.
    Picture {
        /// The first day.
        first: NaiveDate,
    },
    /// Ask what to call a new event at this time.
    Slot {
        /// The time.
        when: EventTime,
    },
    /// Show another page of the list this person last saw (counted from 0).
    Page {
        /// The page.
        page: u32,
    },
    /// Make this event: the answer to a doubt.
    Create {
        /// The event.
        draft: Draft,
    },
    /// Make some of the events that one message named, and offer the others again.
    CreateSome {
        /// Those to make.
        drafts: Vec<Draft>,
        /// The others.
        left: Vec<Draft>,
    },
    /// Show a page of the events that the button for all of them under the same message would make.
    Choose {
        /// The page, counted from 0.
        page: u32,
    },
    /// Make one of the events that the button for all of them under the same message would make.
    Pick {
        /// Which, counted from 0.
        number: u32,
    },
    /// Move an event that was just made: the other reading.
    Move {
        /// The event as it was made.
        seen: SeenEvent,
        /// Its time by the other reading.
        to: EventTime,
    },
    /// Offer the usual times to move this event to.
    MoveMenu {
        /// The event as it was shown.
        seen: SeenEvent,
    },
    /// Show this event, with what can be done to it.
    Card {
        /// The event as it was shown.
        seen: SeenEvent,
    },
    /// Change this event.
    Change {
        /// The event as it was shown.
        seen: SeenEvent,
        /// What becomes of it.
        change: Change,
        /// How much of its series, if that was asked.
        scope: Option<Scope>,
    },
    /// Take back what was written.
    Undo {
        /// The first edit of what was written.
        write: EditId,
        /// What the message becomes.
        then: Then,
    },
    /// Offer again what Google's change overrode.
    Override {
        /// The calendar.
        account: AccountId,
        /// The event as Google has it.
        event: Box<Event>,
        /// Our version.
        change: Change,
    },
    /// Believe that the calendar is empty.
    BelieveEmpty {
        /// The calendar.
        account: AccountId,
    },
    /// Show all settings of this chat.
    Settings,
    /// Show what a setting can be.
    Setting {
        /// Which.
        setting: Setting,
    },
    /// Change a setting.
    Set {
        /// To what.
        value: SettingValue,
    },
    /// Write the owner into `.env`.
    WriteToEnv,
    /// Delete everything that is kept about this chat, already confirmed.
    Forget,
    /// Leave the rest of what one message named: this many of it were added.
    Enough {
        /// How many.
        added: u32,
    },
    /// Leave things as they are.
    Dismiss,
    /// Read the calendar again and show the list.
    Refresh,
}

/// What the buttons of earlier versions meant.
fn whole_series() -> Scope {
    Scope::All
}

impl Press {
    /// The calendars whose events it is about.
    pub fn accounts(&self) -> impl Iterator<Item = &AccountId> {
        let (seen, alone): (&[SeenEvent], Option<&AccountId>) = match self {
            Self::Cancel { seen }
            | Self::CancelRow { seen }
            | Self::CancelSeries { seen, .. }
            | Self::Move { seen, .. }
            | Self::MoveMenu { seen }
            | Self::Card { seen }
            | Self::Change { seen, .. } => (std::slice::from_ref(seen), None),
            Self::CancelAll { seen, .. } => (seen, None),
            Self::Guests(press) => (press.seen(), None),
            Self::Snooze { account, .. }
            | Self::Done { account, .. }
            | Self::Override { account, .. }
            | Self::BelieveEmpty { account } => (&[], Some(account)),
            Self::Account(_)
            | Self::Group(_)
            | Self::Days(_)
            | Self::Picture { .. }
            | Self::Slot { .. }
            | Self::Page { .. }
            | Self::Create { .. }
            | Self::CreateSome { .. }
            | Self::Undo { .. }
            | Self::Settings
            | Self::Setting { .. }
            | Self::Set { .. }
            | Self::WriteToEnv
            | Self::Forget
            | Self::Enough { .. }
            | Self::Dismiss
            | Self::Choose { .. }
            | Self::Pick { .. }
            | Self::Refresh => (&[], None),
        };
        seen.iter().map(|seen| &seen.account).chain(alone)
    }
}

/// What a message with buttons becomes when its question has been answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// The news that it is done.
    News,
    /// The list that it was before the question.
    List,
    /// The news that it is done, and this message, whose button led to the question, says so as well.
    NewsAlsoIn(MessageId),
}
