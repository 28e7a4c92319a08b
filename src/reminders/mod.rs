//! Telling people in time.
//!
//! [`Schedule`] keeps in the store what [`plan()`] decides that an event is to have. [`Reminders`] is the loop: a teller
//! takes what is due, looks at each event again, and sends what `due` decides; a notifier tells what people did not do
//! here; an amender edits messages whose event changed after they were sent. Nothing here decides what an event is, or
//! writes to a calendar. Start with [`Reminders::tick`].
//!
//! # What keeps a reminder from being sent twice
//!
//! Five guards, each against one thing:
//!
//! 1. **Planning again** is harmless because a reminder's name is derived from event, start, lead and chat, and its
//!    *record* outlives the sending: a name that has a record and is listed nowhere was sent, and is not planned again.
//! 2. **Two processes** cannot both have it: taking it moves it into a batch whose *fence* says whose it is, and a
//!    process that was frozen past its lease finds that fence gone when it acknowledges.
//! 3. **A message that waits to be sent** leaves only under a *claim*: it runs out with the lease, so that what another
//!    process has taken meanwhile does not leave here.
//! 4. **Storage that is down after the sending** cannot be told: until it is, and a minute longer, the process
//!    *remembers* what it has sent.
//! 5. **Two reminders of one event that are due together** are one message: `due` sends the last, and none after a note
//!    that the event has begun – the *announcement*, kept in the step that acknowledges.
//!
//! What is left is a crash between Telegram's answer and the acknowledgement: that one message comes again.

mod amender;
mod announced;
mod card;
mod digest;
mod due;
mod failure;
mod lease;
mod look_again;
mod notifier;
mod plan;
mod push;
mod queues;
mod recently_sent;
mod schedule;
mod settings;
mod subscribers;
mod teller;
mod tick;
mod why;

pub use card::{answers, usual};
pub use failure::Failure;
pub use plan::{AHEAD, PlanFor, Recipient, coming, plan};
pub use schedule::Schedule;
pub use settings::Settings;
pub use tick::Reminders;
