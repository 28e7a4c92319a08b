//! What the bot says: replies as data, and the one place where they get words.
//!
//! Every sentence a chat sees is a variant of [`Reply`]; [`render`] turns it into an [`Outgoing`] in a [`Voice`].
//! The words stand in `locales/`, one Fluent file a language. Nothing here waits, sends or knows the time but
//! through its arguments.

mod buttons;
mod outgoing;
mod reply;
mod voice;

pub use buttons::Buttons;
pub use outgoing::{Outgoing, OutgoingButton};
pub use reply::{
    AgoOrAhead, Button, Card, Correction, Keyboard, Label, ListPage, NumberedEvent, Plan, Reply, RoundSummary,
    StatusReport, Why,
};
pub use voice::Voice;
