//! Everything the bot can say, as data.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{
    AccountsReply, AddOutcome, Altered, Card, Correction, FreeDay, GroupReply, GuestsReply, ImportNotes, Keyboard,
    ListPage, NotCorrected, NotImported, NotUndone, OwnCalendar, Refusal, StatusReport, Undone, Unsynced,
};
use crate::model::{
    AgoOrAhead, Attachment, ChatId, DailyHours, DetailKind, DoubtKind, EventTime, Explanation, Freshness, Moment,
    Notice, Question, ReminderPlan, RoundSummary, Scope, SettingValue, Trouble, UnknownCalendars, View,
};

/// Everything the bot can say. It serializes so that the phrasebook's test can name a variant that has no sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reply")]
pub enum Reply {
    /// `/start`: what it does, with examples.
    Start,
    /// `/help`: what it does, with examples and commands.
    Help,
    /// A slash command that does not exist, with the nearest that does.
    UnknownCommand {
        /// The nearest command, without its slash.
        nearest: Option<String>,
    },
    /// To thanks.
    Welcome,
    /// To a kind word.
    Smile,
    /// To a greeting.
    Hello,
    /// Whether an event should have the time at which someone said they come.
    OfferMove {
        /// The event as it would be.
        card: Card,
        /// Yes and no.
        keyboard: Keyboard,
    },
    /// There is a time in the message, but perhaps no event is wanted: shall it be added?
    Offer {
        /// The event as it would be.
        card: Card,
        /// Add, and no.
        keyboard: Keyboard,
    },
    /// No time in the message: a hint with an example.
    NoTime,
    /// Text is all that is read.
    TextOnly,
    /// A message that could not be read: "please send it as plain text".
    Unreadable,
    /// The one polite refusal.
    Refused {
        /// The ID under which the owner can list this person or group.
        chat: ChatId,
    },
    /// The claim link was opened: this person owns the bot now.
    Owner {
        /// The line for `.env` that lists them.
        line: String,
        /// Buttons.
        keyboard: Keyboard,
    },
    /// The owner is in `.env`.
    OwnerWritten {
        /// The line that lists them.
        line: String,
    },
    /// `.env` could not be written.
    OwnerNotWritten {
        /// The line that belongs there.
        line: String,
    },
    /// A claim link that is not, or no longer, valid.
    ClaimRefused,
    /// What a calendar file would add, with what was added of it just now.
    Import {
        /// What became of those that were to be added.
        added: Vec<(Card, AddOutcome)>,
        /// Whether some of the file was added already.
        is_begun: bool,
        /// What else can be added, as far as it is shown.
        offered: Vec<Card>,
        /// The number of the first that is shown.
        first: u32,
        /// How many can be added.
        total: u32,
        /// What of the file is left out.
        notes: ImportNotes,
        /// Buttons.
        keyboard: Keyboard,
    },
    /// A calendar file that adds nothing.
    NotImported {
        /// Why.
        why: NotImported,
    },
    /// The person edited their message, and the event that was made from it stays as it is.
    NotCorrected {
        /// Why.
        why: NotCorrected,
        /// The event as it is.
        card: Card,
    },
    /// Storage is unavailable, nothing was done, please send it again.
    StorageAway,
    /// Storage is unavailable: the message is saved, and will be answered when storage is back.
    WaitsForStorage,
    /// A failure of ours.
    Sorry {
        /// To be found in the logs.
        reference: String,
    },

    /// An event was made, or is kept until Google is back.
    Created {
        /// The event.
        card: Card,
        /// Reminders to come.
        plan: ReminderPlan,
        /// What was implied.
        corrections: Vec<Correction>,
        /// Titles and times of events at the same time.
        overlaps: Vec<Card>,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Whether Google made it without the Meet link that was asked for.
        lacks_meet: bool,
        /// Whether it has no title, and is asked for one.
        asks_title: bool,
        /// Cancel, and the other readings.
        keyboard: Keyboard,
    },
    /// An event was moved or changed otherwise, or will be once Google is back.
    Moved {
        /// Whether it was moved.
        altered: Altered,
        /// How much of a series.
        scope: Scope,
        /// The event as it is now.
        card: Card,
        /// Reminders to come.
        plan: ReminderPlan,
        /// Events at the same time.
        overlaps: Vec<Card>,
        /// Occurrences of a series that had been given a time of their own, and follow it now.
        apart: Vec<Card>,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Cancel.
        keyboard: Keyboard,
    },
    /// The text raises a doubt; with choices it asks, without it says what is wrong.
    Doubt {
        /// What is the matter.
        kind: DoubtKind,
        /// The piece of the text that raised it.
        said: String,
        /// A button a choice, and one to leave it.
        keyboard: Keyboard,
    },
    /// One message named several events: what was made of them, and what is offered.
    Several {
        /// What became of those that were to be added.
        added: Vec<(Card, AddOutcome)>,
        /// Those that can be added.
        offered: Vec<Card>,
        /// A button for all, one for each, and one to leave it.
        keyboard: Keyboard,
    },
    /// The rest of what one message or file named is left out.
    Enough {
        /// How many of it were added.
        added: u32,
    },
    /// The time lies in the past, so no event was made.
    InThePast {
        /// The time.
        at: Moment,
    },
    /// The time passed while the bot was off, so no event was made.
    Missed {
        /// The time.
        at: Moment,
        /// Soon, and one to leave it.
        keyboard: Keyboard,
    },
    /// What stands below several answers in one message, which have no buttons.
    Joined,
    /// Google refused the event or change for good.
    RefusedByGoogle {
        /// What it was called.
        title: String,
        /// Why.
        trouble: Trouble,
    },
    /// Its calendar can only be read.
    OnlyReadable {
        /// What it is called.
        title: String,
    },
    /// Google's version stands.
    Overridden {
        /// The event as Google has it.
        card: Card,
        /// Save ours anyway.
        keyboard: Keyboard,
    },

    /// A page of the list.
    List(ListPage),
    /// A list has no rows.
    EmptyList {
        /// What the list shows.
        view: View,
        /// Whether Google did not answer for days that the copy does not hold.
        is_unread: bool,
        /// How fresh the copy is.
        freshness: Freshness,
        /// The calendars of which more may be there than is known.
        unknown: UnknownCalendars,
        /// Refresh.
        keyboard: Keyboard,
    },
    /// A week as a picture.
    Drawn {
        /// Its first day.
        first: NaiveDate,
        /// Its last day.
        last: NaiveDate,
        /// Whether Google did not answer for days that the copy does not hold.
        is_unread: bool,
        /// The calendars of which more may be there than is known.
        unknown: UnknownCalendars,
        /// The picture.
        picture: Attachment,
    },
    /// The events to come as a file.
    Exported {
        /// How many there are.
        count: u32,
        /// How fresh the copy is.
        freshness: Freshness,
        /// The file.
        file: Attachment,
    },
    /// No file is sent where titles are hidden.
    NotExported,
    /// Whether one is free at a time.
    FreeAt {
        /// The time.
        when: EventTime,
        /// Events that are in the way.
        busy: Vec<Card>,
        /// Events at that time that are not.
        beside: Vec<Card>,
        /// Whether Google did not answer for a day that the copy does not hold: more may be in the way.
        is_unread: bool,
        /// How fresh the copy is.
        freshness: Freshness,
        /// The calendars of which more may be there than is known.
        unknown: UnknownCalendars,
        /// A slot a button: this time, or others when it is taken.
        keyboard: Keyboard,
    },
    /// When one is free.
    FreeTimes {
        /// The first day that was asked for.
        first: NaiveDate,
        /// The last one.
        last: NaiveDate,
        /// The days, by date.
        days: Vec<FreeDay>,
        /// How many further days are not named.
        more: u32,
        /// How much time is needed, in minutes, if said.
        length: Option<u64>,
        /// The part of each day that was asked for, if one was.
        hours: Option<DailyHours>,
        /// How fresh the copy is.
        freshness: Freshness,
        /// The calendars of which more may be there than is known.
        unknown: UnknownCalendars,
        /// A slot a button.
        keyboard: Keyboard,
    },
    /// What is the new event at this time called?
    AskTitle {
        /// The time.
        when: EventTime,
        /// One to leave it.
        keyboard: Keyboard,
    },
    /// Numbers could not be acted upon: why, and a fresh list (`None` when it is empty).
    NotDone {
        /// Why.
        why: Refusal,
        /// A fresh list.
        fresh: Option<ListPage>,
    },
    /// A question before something is cancelled.
    Ask {
        /// Which question.
        question: Question,
        /// What it is about.
        cards: Vec<Card>,
        /// The answers.
        keyboard: Keyboard,
    },
    /// These were cancelled, or will be once Google is back.
    Cancelled {
        /// The events.
        cards: Vec<Card>,
        /// How much of a series.
        scope: Scope,
        /// Occurrences of it that had been given a time of their own, and went too.
        apart: Vec<Card>,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Undo.
        keyboard: Keyboard,
    },
    /// Some could not be cancelled: those that were, and those that changed or were refused.
    PartlyCancelled {
        /// Cancelled.
        cards: Vec<Card>,
        /// Not cancelled.
        left: Vec<Card>,
        /// Undo, if something was cancelled.
        keyboard: Keyboard,
    },
    /// Several events are meant: which?
    Which {
        /// The events.
        cards: Vec<Card>,
        /// A button an event, and one to leave it.
        keyboard: Keyboard,
    },
    /// No event has this title, but one comes near: is it meant?
    DidYouMean {
        /// What was said.
        said: String,
        /// The event.
        card: Card,
        /// Yes and no.
        keyboard: Keyboard,
    },
    /// No event that is to come has this title.
    NoSuchEvent {
        /// What was said.
        said: String,
    },
    /// A question before an event is changed.
    AskBeforeChange {
        /// Which question.
        question: Question,
        /// The event as it would be.
        card: Card,
        /// The answers.
        keyboard: Keyboard,
    },
    /// When an event is to be.
    MoveMenu {
        /// The event.
        card: Card,
        /// The usual times.
        keyboard: Keyboard,
    },
    /// What an event is to be called, where it is to be, or how long.
    ChangeHow {
        /// The event.
        card: Card,
        /// What of it changes.
        what: DetailKind,
    },
    /// An event as it is.
    EventCard {
        /// The event.
        card: Card,
        /// Reminders to come.
        plan: ReminderPlan,
        /// What can be done to it.
        keyboard: Keyboard,
    },
    /// What was done last is taken back, or will be once Google is back.
    Undone {
        /// What became of it.
        undone: Undone,
        /// The events.
        cards: Vec<Card>,
        /// Events that have changed since, as they are now.
        left: Vec<Card>,
        /// Events of which Google refused it, and why.
        refused: Vec<(Card, Trouble)>,
        /// Reminders to come, of one event that is there.
        plan: Option<ReminderPlan>,
        /// Why it is only kept, if so.
        queued: Option<Trouble>,
        /// Cancel, where one event is there.
        keyboard: Keyboard,
    },
    /// Nothing was taken back.
    NotUndone {
        /// Why.
        why: NotUndone,
    },
    /// It is cancelled already.
    AlreadyCancelled,
    /// The event has changed since this was shown, so nothing was done: how it stands now.
    ChangedSince {
        /// As it is now.
        card: Card,
        /// Cancel it anyway.
        keyboard: Keyboard,
    },
    /// Nothing was changed.
    Kept,
    /// The button has expired, or is not ours.
    ButtonStale,
    /// The button is for someone else.
    ButtonNotYours,

    /// A manual round went well.
    Synced(RoundSummary),
    /// A manual round could not be done.
    NotSynced(Trouble),
    /// Some of several calendars were not synced.
    SyncedPartly {
        /// What changed in the others; `None` when there are none.
        synced: Option<RoundSummary>,
        /// Those that were not.
        unsynced: Vec<Unsynced>,
    },
    /// A manual round was not begun, as another process is at it.
    SyncUnderWay,
    /// The status report.
    Status(StatusReport),
    /// Whether reminders come to this chat.
    RemindersHere {
        /// Whether they come.
        is_on: bool,
        /// Whether this person may change it.
        may_change: bool,
    },

    /// A reminder.
    Reminder {
        /// The event.
        card: Card,
        /// Minutes until the start, or since.
        starts: AgoOrAhead,
        /// By how many minutes it is late, if so.
        late: Option<i64>,
        /// Cancel.
        keyboard: Keyboard,
    },
    /// Several reminders of one chat that are late, or news, in one message.
    LateReminders {
        /// The events with the minutes to their start.
        cards: Vec<(Card, AgoOrAhead)>,
        /// Whether any of them is late.
        is_late: bool,
    },
    /// It will be reminded of again.
    Snoozed {
        /// The event.
        card: Card,
        /// When.
        at: DateTime<Utc>,
        /// Whether that is later than wished, because of quiet hours.
        is_after_quiet_hours: bool,
        /// Done, cancel.
        keyboard: Keyboard,
    },
    /// No more reminders of this event come here.
    Done {
        /// The event.
        card: Card,
    },
    /// Which reminders of an event come.
    RemindersOf {
        /// The event.
        card: Card,
        /// Reminders to come.
        plan: ReminderPlan,
        /// Why a change of them is only kept, if so.
        queued: Option<Trouble>,
        /// Undo.
        keyboard: Keyboard,
    },
    /// The day's events, once a day.
    Digest {
        /// The day.
        day: NaiveDate,
        /// The events of all calendars, by start.
        cards: Vec<Card>,
        /// Pairs of them that are at the same time.
        overlaps: Vec<(Card, Card)>,
        /// The calendars of which more may be there than is known.
        unknown: UnknownCalendars,
    },
    /// Why reminders of an event came or did not.
    Why {
        /// The event.
        card: Card,
        /// The reasons.
        explanation: Explanation,
    },
    /// There was no reminder here lately that could be meant.
    NoReminderMeant,
    /// What a reminder's message becomes when its event moved, or is called otherwise or takes place elsewhere.
    ReminderChanged {
        /// As it was.
        was: Card,
        /// As it is.
        is: Card,
        /// Cancel.
        keyboard: Keyboard,
    },
    /// What a message of several late reminders becomes when one of its events changed.
    LateRemindersChanged {
        /// The events as they were and as they are, if they are.
        cards: Vec<(Card, Option<Card>)>,
    },
    /// What a reminder's message becomes when its event is gone.
    ReminderCancelled {
        /// As it was.
        was: Card,
    },
    /// What people must be told of what they did not do here, in one message.
    Notices {
        /// What happened.
        notices: Vec<Notice>,
        /// What the person who is told calls the calendar, if it is one of theirs.
        calendar: Option<OwnCalendar>,
        /// Buttons, where one is offered.
        keyboard: Keyboard,
    },

    /// The settings of this chat.
    Settings {
        /// What is in force.
        values: Vec<SettingValue>,
        /// A button a setting.
        keyboard: Keyboard,
    },
    /// One setting, and what it can be.
    Setting {
        /// What is in force.
        value: SettingValue,
        /// What was said and could not be read as a value, if so.
        misread: Option<String>,
        /// A button a choice.
        keyboard: Keyboard,
    },
    /// A setting was changed.
    SettingSaved {
        /// To this.
        value: SettingValue,
    },
    /// Only listed people change the settings of a group.
    SettingNotYours,
    /// Only the group's administrators may change its settings.
    SettingForAdmins,
    /// Telegram did not say who administers the group, so nothing was changed.
    AdminsUnknown,
    /// A question before everything about this chat is deleted.
    AskForget {
        /// The answers.
        keyboard: Keyboard,
    },
    /// Everything about this chat was deleted.
    Forgotten,

    /// Something of an event's guests.
    Guests(GuestsReply),
    /// Something of the calendar of a group.
    Group(GroupReply),
    /// About the person's Google accounts.
    Accounts(AccountsReply),

    /// For the operator: a state began or ended.
    Operator {
        /// English text, without private words.
        text: String,
    },
}
