//! The nouns of the house, as plain values.
//!
//! Nothing here reaches out, waits or looks at a clock: a value that exists is valid, and everything that
//! depends on the present moment takes `now` as an argument. Start with [`Event`] and [`Incoming`].

mod account;
mod attachment;
mod cache;
mod chat_queues;
mod civil;
mod claim;
mod concern;
mod dialogue;
mod edit;
mod event;
mod free;
mod guest;
mod ids;
mod incoming;
mod intent;
mod notice;
mod person;
mod press;
mod profile;
mod push;
mod rates;
mod reading;
mod recall;
mod reminder;
mod seen;
mod series;
mod setting;
mod span;
mod storage;
mod undo;
mod whole_second;
mod wish;

pub use account::{Access, Account, AccountCounts, AccountState, Freshness, UnknownCalendars};
pub use attachment::{Attachment, AttachmentKind};
pub use cache::{CacheAction, CachePut, CacheRow, KEPT_PAST_END, MadeBy, RoundSummary};
pub use chat_queues::ChatQueues;
pub use civil::{civil_date, instant_of, start_of_day};
pub use claim::ClaimCode;
pub use concern::{Area, Concern, ConcernKind};
pub use dialogue::{AskedFor, Dialogue, OpenQuestion, Question};
pub use edit::{Change, Edit, EditKind, Origin, Outcome, Rest, Trouble};
pub use event::{Availability, Draft, Event, EventKind, EventTime, Invitation, OriginalStart, Rule};
pub use free::{Interval, MOST_DAYS, WorkWeek, free_times, slots};
pub use guest::{AnsweredRows, Guest, GuestEdit, GuestsWish, MailAddress, RowAnswer, Rsvp, SaidGuest};
pub use ids::{
    AccountId, BotId, ButtonData, ButtonToken, CallbackId, ChatId, EditId, Etag, EventId, FileId, GrantId, MessageId,
    ReminderId, ThreadId, UpdateId, UserId,
};
pub use incoming::{ChatKind, FormattedTime, GeoPoint, Incoming, IncomingKind};
pub use intent::{
    ClockHalf, Detail, DetailKind, FreeTime, Intent, NewTime, PageTurn, RepliedTo, Scope, SmallTalk, Snooze, Target,
};
pub use notice::{Departure, Notice, NoticeKind, OthersDeed};
pub use person::{
    CalendarKind, CalendarTitle, Grant, LinkedCalendar, ListedCalendar, MOST_CALENDARS, MOST_GRANTS, Person,
    Revocation, Sealed, SignIn, SignInEnd, SignInRefusal, account_name, calendar_names, is_same_name,
};
pub use press::{AccountPress, GroupPress, GuestPress, Handle, Press, SnoozeUntil, Then, Who};
pub use profile::{GroupLink, HourStyle, Language, Profile, ProfileDefaults};
pub use push::PushChannel;
pub use rates::{Rate, Rates};
pub use reading::{
    DayOrder, Doubt, DoubtKind, Flag, Moment, NamedParts, PieceKind, Prayer, Reading, Reference, Span, Understood,
};
pub use recall::{Recall, Sought};
pub use reminder::{
    AgoOrAhead, EventPlan, Explanation, Lead, Occasion, Reminder, ReminderPlan, Silence, TakenReminder,
};
pub use seen::{NamedCalendar, Said, SeenEvent, SeenList, ShownDays, View};
pub use series::{SeriesMove, SeriesPart, SeriesParts};
pub use setting::{DailyHours, Setting, SettingValue, SettingsWish, Weekend};
pub use span::{parse_lead, parse_span};
pub use storage::StorageRisk;
pub use undo::{Deed, Undoable, Undoables, Write};
pub use wish::{AccountsWish, CalendarsWish, OperatorWish};
