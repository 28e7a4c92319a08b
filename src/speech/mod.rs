//! What the bot says: replies as data, and the one place where they get words.
//!
//! Every sentence a chat sees is a variant of [`Reply`]; [`render()`] turns it into an [`Outgoing`] in a [`Voice`].
//! The words are in `locales/`, one Fluent file for each language. Nothing here waits or sends, and the time is an
//! argument.
//!
//! Start with `render`: it shows which file renders which reply. Those files build lines from smaller parts that are
//! used everywhere: events (`cards`), dates and durations (`dates`, `spans`), rules, troubles. `html` makes users'
//! strings harmless.

mod buttons;
mod calendars;
mod outgoing;
mod reply;
mod shown;
mod voice;

mod reasons;
mod render;

mod greetings;
mod groups;
mod guests;
mod joined;

mod cancels;
mod changes;
mod events;
mod free;
mod lists;
mod undone;
mod undos;

mod notices;
mod reminders;
mod settings;
mod status;

mod accounts;
mod asides;
mod cards;
mod dates;
mod labels;
mod rules;
mod spans;

mod lettering;

mod html;
mod imports;
mod why;
mod words;

#[cfg(any(test, fuzzing))]
pub(crate) mod tests;

pub use accounts::{AccountHealth, AccountRow, AccountsReply, UserRow};
pub use buttons::{Button, Buttons, Keyboard, Label};
pub use calendars::{CalendarNews, CalendarRow, CalendarUse, UnlistedCalendars};
pub use cards::EVENTS_MOST;
pub use greetings::{commands, examples};
pub use groups::GroupReply;
pub use guests::GuestsReply;
pub use joined::{below_joined, join};
pub use lettering::Lettering;
pub use notices::OwnCalendar;
pub use outgoing::{ButtonStyle, Outgoing, OutgoingButton};
pub use reasons::{AddOutcome, Altered, ImportNotes, NotCorrected, NotImported, NotUndone, Refusal};
pub use reminders::reminder_title;
pub use render::{fallback, plain, render};
pub use reply::Reply;
pub use shown::{Card, Correction, FreeDay, ListPage, NumberedEvent, StatusReport, Unsynced};
pub use undone::Undone;
pub use voice::Voice;
