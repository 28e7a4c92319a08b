//! What the bot says: replies as data, and the one place where they get words.
//!
//! Every sentence a chat sees is a variant of [`Reply`]; [`render()`] turns it into an [`Outgoing`] in a [`Voice`].
//! The words stand in `locales/`, one Fluent file a language. Nothing here waits, sends or knows the time but
//! through its arguments.
//!
//! Start with `render`: it shows which file says which reply. Those files put lines together from the smaller
//! things that are said everywhere: events (`cards`), dates and lengths of time (`dates`, `spans`), rules, troubles.
//! `html` is where users' strings become harmless.

mod buttons;
mod outgoing;
mod reply;
mod voice;

mod render;

mod greetings;

mod cancels;
mod events;
mod lists;
mod undos;

mod notices;
mod reminders;
mod settings;
mod status;

mod asides;
mod cards;
mod dates;
mod labels;
mod rules;
mod spans;

mod lettering;

mod html;
mod words;

#[cfg(test)]
mod tests;

pub use buttons::{Button, Buttons, Keyboard, Label};
pub use cards::EVENTS_MOST;
pub use greetings::{commands, examples};
pub use lettering::Lettering;
pub use outgoing::{Outgoing, OutgoingButton};
pub use render::{fallback, plain, render};
pub use reply::{Card, Correction, ListPage, NotUndone, NumberedEvent, Reply, StatusReport, Undone, Why};
pub use voice::Voice;
