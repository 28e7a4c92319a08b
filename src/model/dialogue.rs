//! What we are in the middle of with a chat: lists seen, questions asked, buttons shown.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{
    AccountId, ButtonToken, Change, ChatId, Draft, EditId, Event, EventId, EventTime, GrantId, Lead, ListedCalendar,
    MessageId, OriginalStart, Scope, Setting, SettingValue, UpdateId, UserId, instant_of,
};

/// What was said once and need not be said again, and the question that is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialogue {
    /// When "I read text only" was last said.
    #[serde(default)]
    pub text_only_told: Option<DateTime<Utc>>,
    /// "This bot serves others" was said.
    #[serde(default)]
    pub told_refused: bool,
    /// When a claim link was last refused.
    #[serde(default)]
    pub claim_refused: Option<DateTime<Utc>>,
    /// The question that waits for words.
    #[serde(default)]
    pub open: Option<OpenQuestion>,
}

/// A question that a person answers by writing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// Who was asked.
    pub user: UserId,
    /// Until when an answer is waited for.
    pub until: DateTime<Utc>,
    /// What was asked.
    pub about: AskedFor,
    /// The buttons that answer it too: pressed or answered in words, it is the same edit.
    #[serde(default)]
    pub token: Option<ButtonToken>,
}

/// What a question that waits for words asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedFor {
    /// What to call a new event at this time.
    Title(EventTime),
    /// Whether to add this event.
    Add(Box<Draft>),
    /// Whether to give this event another time.
    Move {
        /// The event as it was shown.
        seen: Box<SeenEvent>,
        /// The other time.
        to: EventTime,
    },
    /// Which rows to cancel.
    WhichToCancel,
    /// What to call this Google account.
    AccountName(GrantId),
}

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
    /// Sign out of it, already confirmed.
    SignOut(GrantId),
    /// Show the calendars that there are to choose from.
    Calendars,
    /// Have this calendar read.
    Read {
        /// The Google account that sees it.
        grant: GrantId,
        /// The calendar.
        calendar: ListedCalendar,
    },
    /// Have this calendar not read any more.
    LeaveOut(AccountId),
    /// Have new events go to this calendar.
    WriteTo(AccountId),
}

impl OpenQuestion {
    /// How long a question waits.
    const WAITS: Duration = Duration::hours(1);

    /// The question that `user` is asked at `now`.
    #[must_use]
    pub fn new(user: UserId, about: AskedFor, now: DateTime<Utc>) -> Self {
        Self { user, until: now.checked_add_signed(Self::WAITS).unwrap_or(now), about, token: None }
    }

    /// The same question with buttons that answer it too.
    #[must_use]
    pub fn with_buttons(self, token: ButtonToken) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Whether what this person writes at `now` answers it.
    #[must_use]
    pub fn waits_for(&self, user: UserId, now: DateTime<Utc>) -> bool {
        self.user == user && now < self.until
    }
}

/// What a person saw of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenEvent {
    /// The calendar.
    pub account: AccountId,
    /// The event as it was shown.
    pub event: Event,
    /// Whether it was cancelled from this list.
    #[serde(default)]
    pub is_cancelled: bool,
}

/// The list that a person last saw in a chat; kept for a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenList {
    /// The rows; row `i` has the number `i + 1`, on whatever page.
    pub rows: Vec<SeenEvent>,
    /// When it was made.
    pub made: DateTime<Utc>,
    /// What it shows.
    #[serde(default)]
    pub view: View,
    /// Whether there is more of it than a list holds.
    #[serde(default)]
    pub is_cut: bool,
    /// Whether Google did not answer for days that the copy does not hold.
    #[serde(default)]
    pub is_unread: bool,
}

/// What a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// What is to come; a series once, at its next occurrence.
    #[default]
    Coming,
    /// What takes place from one day to another, both included; each occurrence of a series by itself.
    Days {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
    /// What these words name; a series once.
    Found {
        /// The words.
        query: String,
    },
}

impl SeenList {
    /// How long numbers refer to a list.
    pub const KEPT: Duration = Duration::days(1);

    /// Until when numbers refer to it.
    #[must_use]
    pub fn until(&self) -> DateTime<Utc> {
        self.made.checked_add_signed(Self::KEPT).unwrap_or(self.made)
    }

    /// The row with the number that a person typed.
    #[must_use]
    pub fn row(&self, number: u32) -> Option<&SeenEvent> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.rows.get(index)
    }

    /// Strikes an event through, in whatever row it stands; whether it stands in one.
    pub fn strike(&mut self, account: &AccountId, event: &EventId) -> bool {
        self.strike_where(|row| row.account == *account && row.event.id == *event)
    }

    /// Strikes the occurrences of a series through from one of them on; whether one stands here.
    pub fn strike_series(&mut self, account: &AccountId, series: &EventId, from: OriginalStart) -> bool {
        let is_of_it = |row: &SeenEvent| row.account == *account && row.event.series.as_ref() == Some(series);
        self.strike_where(|row| is_of_it(row) && from <= row.event.place_in_series())
    }

    /// Shows an event as it is now in the row in which it stood, and takes its line away; of a series, in all its rows.
    pub fn bring_back(&mut self, account: &AccountId, was: &EventId, is: &Event) {
        for row in self.rows.iter_mut().filter(|row| row.account == *account) {
            if row.event.id == *was {
                row.event = is.clone();
                row.is_cancelled = false;
            } else if row.event.series.as_ref() == Some(was) {
                row.is_cancelled = false;
            }
        }
    }

    fn strike_where(&mut self, is_meant: impl Fn(&SeenEvent) -> bool) -> bool {
        let mut is_here = false;
        for row in self.rows.iter_mut().filter(|row| is_meant(row)) {
            row.is_cancelled = true;
            is_here = true;
        }
        is_here
    }
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

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "press")]
pub enum Press {
    /// Something of somebody's Google accounts.
    Account(AccountPress),
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
    Days {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        until: NaiveDate,
    },
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
            Self::Snooze { account, .. }
            | Self::Done { account, .. }
            | Self::Override { account, .. }
            | Self::BelieveEmpty { account } => (&[], Some(account)),
            Self::Account(_)
            | Self::Days { .. }
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

/// A question with buttons, as `chat` asks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// Cancel several events?
    Several,
    /// This occurrence, it and those after it, or all?
    Series,
    /// This occurrence alone? What is wished for cannot be done to a series.
    Occurrence,
    /// It has guests: cancel it anyway?
    Guests,
}

/// The event that a message was found to mean: what it means when it is handled again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    /// The update that brought the message.
    pub by: UpdateId,
    /// The event as it was then.
    pub seen: SeenEvent,
}

/// Where an event that was said stands: found again by chat and message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The calendar.
    pub account: AccountId,
    /// The event.
    pub event: EventId,
    /// Until when that is needed: the end of the event.
    pub until: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Etag;

    fn list(ids: &[(&str, Option<&str>)]) -> SeenList {
        let at = DateTime::UNIX_EPOCH;
        let rows = ids.iter().map(|(id, series)| SeenEvent {
            account: AccountId("a".into()),
            event: Event {
                series: series.map(|series| EventId(series.into())),
                ..Event::new(
                    EventId((*id).into()),
                    Etag(String::new()),
                    String::new(),
                    EventTime::Timed { start: at, end: at },
                    chrono_tz::UTC,
                )
            },
            is_cancelled: false,
        });
        SeenList { rows: rows.collect(), made: at, view: View::Coming, is_cut: false, is_unread: false }
    }

    fn at() -> OriginalStart {
        OriginalStart::Moment(DateTime::UNIX_EPOCH)
    }

    #[test]
    fn numbers_begin_with_one_and_end_with_the_list() {
        let list = list(&[("x", None), ("y", None)]);
        assert_eq!(list.row(0), None);
        assert_eq!(list.row(1).unwrap().event.id.0, "x");
        assert_eq!(list.row(2).unwrap().event.id.0, "y");
        assert_eq!(list.row(3), None);
    }

    #[test]
    fn what_is_brought_back_stands_where_it_stood() {
        let mut list = list(&[("s_1", Some("s")), ("y", None), ("s_2", Some("s"))]);
        let account = AccountId("a".into());
        list.strike_series(&account, &EventId("s".into()), at());
        list.strike(&account, &EventId("y".into()));
        let copy = Event { id: EventId("z".into()), ..list.rows[1].event.clone() };
        list.bring_back(&account, &EventId("y".into()), &copy);
        assert_eq!((&*list.rows[1].event.id.0, list.rows[1].is_cancelled), ("z", false));
        list.bring_back(&account, &EventId("s".into()), &copy);
        assert_eq!(list.rows.iter().map(|row| &*row.event.id.0).collect::<Vec<_>>(), ["s_1", "z", "s_2"]);
        assert!(list.rows.iter().all(|row| !row.is_cancelled));
    }

    #[test]
    fn a_series_is_struck_through_in_all_its_rows() {
        let mut list = list(&[("s_1", Some("s")), ("y", None), ("s_2", Some("s"))]);
        assert!(list.strike_series(&AccountId("a".into()), &EventId("s".into()), at()));
        assert_eq!(list.rows.iter().map(|row| row.is_cancelled).collect::<Vec<_>>(), [true, false, true]);
        assert!(!list.strike(&AccountId("b".into()), &EventId("y".into())));
    }
}
