//! iCalendar files (RFC 5545): what a file would add, and the calendar as a file.
//!
//! [`read()`] takes text that a stranger may have written: nothing in it is expanded, followed or repeated, and each bound
//! is a constant of this room. [`write()`] gives what every calendar program takes. Pure; files come and go elsewhere.

mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::{CalendarFile, LONGEST_FILE, MOST_EVENTS, NotACalendar, read};
pub use write::write;
