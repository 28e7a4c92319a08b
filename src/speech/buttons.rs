//! Buttons as data, and the record of what they do, made together so that neither can be without the other.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::model::{
    ButtonData, ButtonToken, ChatId, Handle, Moment, Press, Rsvp, Setting, SettingValue, SnoozeUntil, Who,
};

/// Buttons under a message, in rows.
pub type Keyboard = Vec<Vec<Button>>;

/// A button: what stands on it, and what it carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What stands on it, as data.
    pub label: Label,
    /// What it carries.
    pub data: ButtonData,
}

/// What can stand on a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Add this event.
    AddThis,
    /// Cancel this event.
    Cancel,
    /// Take back what was just done.
    Undo,
    /// Remind again.
    Snooze(SnoozeUntil),
    /// No more reminders of this.
    Done,
    /// Move this event: which times there are.
    Move,
    /// A quarter of an hour later.
    Later15,
    /// An hour later.
    LaterHour,
    /// Tomorrow, at the same time of day.
    Tomorrow,
    /// A week later.
    NextWeek,
    /// Back to the event.
    Back,
    /// Yes, that event.
    ThatOne,
    /// Yes, although others are invited.
    GoAhead,
    /// Which calendar this group uses.
    GroupCalendar,
    /// Have this group use this calendar.
    LinkCalendar(String),
    /// Have this group use the shared calendar again.
    Unlink,
    /// Yes, invite them.
    Invite,
    /// Invite nobody.
    DoNotInvite,
    /// Invite them to this occurrence.
    InviteToThis,
    /// Invite them to the whole series.
    InviteToSeries,
    /// Yes, take them off the guests.
    TakeOff,
    /// A guest of an earlier event.
    Guest(String),
    /// One's own answer to an invitation.
    Rsvp(Rsvp),
    /// Cancel the row with this number.
    CancelRow(u32),
    /// Add all of these, this many.
    AddAll(u32),
    /// Add the event with this number.
    Add(u32),
    /// Yes, cancel all of these.
    CancelAll,
    /// Only this occurrence.
    ThisOne,
    /// This occurrence and all after it.
    AndLater,
    /// The whole series.
    WholeSeries,
    /// Leave the rest out.
    Enough,
    /// Leave things as they are.
    Keep,
    /// The list's earlier page.
    Earlier,
    /// The list's later page.
    Later,
    /// The same as a picture.
    Picture,
    /// What is on within earlier days: from the first to the last.
    DaysBefore(NaiveDate, NaiveDate),
    /// What is on within later days.
    DaysAfter(NaiveDate, NaiveDate),
    /// Read the calendar again.
    Refresh,
    /// The event at another time: what it would be.
    Instead(Moment),
    /// Soon, at this time.
    Soon(NaiveTime),
    /// Today after all.
    KeepToday,
    /// The morning instead of the afternoon, or the other way round: the time it would be.
    OtherHalf(NaiveDateTime),
    /// One of several readings.
    Choice(Moment),
    /// Save our version anyway.
    UseMine,
    /// Yes, the calendar is empty.
    ItIsEmpty,
    /// A setting.
    Setting(Setting),
    /// What a setting can be.
    Value(SettingValue),
    /// Back to all settings.
    AllSettings,
    /// Choose among several.
    Choose,
    /// Write the owner into `.env`.
    WriteToEnv,
    /// Show titles in this group.
    ShowTitles,
    /// Yes, delete everything about this chat.
    Forget,
    /// A Google account, by its name.
    Account(String),
    /// A calendar, and whether it is read.
    Calendar {
        /// Its name.
        name: String,
        /// Whether it is read.
        is_read: bool,
    },
    /// New events go to this calendar.
    WriteHere,
    /// The calendars of one's Google accounts.
    Calendars,
    /// New events go to this account.
    AccountDefault,
    /// Call this account something else.
    AccountRename,
    /// Sign out of this account.
    AccountSignOut,
    /// Have this calendar not read any more.
    SwitchOff,
}

/// The buttons of one message while they are put together.
///
/// The [`Handle`] that comes out must be stored before the message is sent.
#[derive(Debug)]
pub struct Buttons {
    token: ButtonToken,
    presses: Vec<Press>,
    keyboard: Keyboard,
}

impl Buttons {
    /// No buttons yet; `token` must be a fresh one.
    #[must_use]
    pub fn new(token: ButtonToken) -> Self {
        Self { token, presses: Vec::new(), keyboard: Keyboard::new() }
    }

    /// The name that all of them carry.
    #[must_use]
    pub fn token(&self) -> &ButtonToken {
        &self.token
    }

    /// Adds a row; an empty one is left out.
    #[must_use]
    pub fn row(mut self, buttons: impl IntoIterator<Item = (Label, Press)>) -> Self {
        let mut row = Vec::new();
        for (label, press) in buttons {
            // A message has a hundred buttons at most (Bot API), so the number always fits.
            let number = u16::try_from(self.presses.len()).unwrap_or(u16::MAX);
            self.presses.push(press);
            row.push(Button { label, data: ButtonData { token: self.token.clone(), row: number } });
        }
        if !row.is_empty() {
            self.keyboard.push(row);
        }
        self
    }

    /// The record to store, and the keyboard to show.
    #[must_use]
    pub fn finish(self, chat: ChatId, who: Who, until: DateTime<Utc>) -> (Handle, Keyboard) {
        (Handle { token: self.token, chat, who, until, presses: self.presses }, self.keyboard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_button_carries_the_number_of_its_own_press() {
        let (handle, keyboard) = Buttons::new(ButtonToken::from_random([1; 16]))
            .row([(Label::Later, Press::Page { page: 1 })])
            .row([])
            .row([(Label::Refresh, Press::Refresh), (Label::Keep, Press::Dismiss)])
            .finish(ChatId(5), Who::Anyone, DateTime::UNIX_EPOCH);
        let rows: Vec<Vec<u16>> = keyboard.iter().map(|row| row.iter().map(|b| b.data.row).collect()).collect();
        assert_eq!(rows, [vec![0], vec![1, 2]]);
        assert_eq!(handle.presses, [Press::Page { page: 1 }, Press::Refresh, Press::Dismiss]);
        assert!(keyboard.iter().flatten().all(|button| button.data.token == handle.token));
    }
}
