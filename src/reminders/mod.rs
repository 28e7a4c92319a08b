//! Reminds people on time, and tells them what changed.
//!
//! [`Schedule`] saves what [`plan()`] decides for each event. [`Reminders`] is the loop: a teller takes what is due,
//! looks at each event again, and sends what `due` decides; a notifier tells people what was not done here; an amender
//! edits messages whose event changed after they were sent. Nothing here decides what an event is, or writes to a
//! calendar. Start with [`Reminders::tick`].
//!
//! # What prevents a reminder from being sent twice
//!
//! Five guards, each against one cause:
//!
//! 1. **Planning again** is harmless, because a reminder's id is derived from event, start, lead and chat, and its
//!    *record* outlives the sending: a reminder that has a record and is listed nowhere was sent, and is not planned
//!    again.
//! 2. **Two processes** cannot both have it: taking it moves it into a batch whose *fence* says who holds it. A process
//!    that was frozen past its lease finds its fence gone when it acknowledges.
//! 3. **A message that waits to be sent** is sent only under a *claim* that expires with the lease, so this process
//!    does not send what another may have taken.
//! 4. **Storage that is down after the sending** cannot be told: until it is, and a minute longer, the process
//!    *remembers* what it has sent.
//! 5. **Two reminders of one event that are due together** become one message: `due` sends the last, and none after a
//!    note that the event has begun. That is known from the *announcement*, which is saved in the same step as the
//!    acknowledgement.
//!
//! One case is left: if the process crashes between Telegram's answer and the acknowledgement, that one message is sent
//! again.

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
