//! What the bot logs as an error while a test runs.
//!
//! A test and the bot in it share one thread, so the errors are kept by thread: tests that run side by side do not
//! hear each other.

use std::cell::RefCell;
use std::fmt::{Debug, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::{Layer, Registry};

thread_local! {
    static LOGGED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Begins to listen, with nothing heard yet.
pub fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let errors = Registry::default().with(Errors.with_filter(LevelFilter::ERROR));
        tracing::subscriber::set_global_default(errors).expect("no test listens in another way");
    });
    drop(take());
}

/// The errors since the last look, a line each.
pub fn take() -> Vec<String> {
    LOGGED.take()
}

/// The bot has logged errors with these words, as it should; at least one. They are taken out.
pub fn expect(words: &str) {
    let (expected, others) = take().into_iter().partition::<Vec<_>, _>(|line| line.contains(words));
    assert!(!expected.is_empty(), "no error was logged with the words {words:?}: {others:?}");
    LOGGED.set(others);
}

struct Errors;

impl<S: Subscriber> Layer<S> for Errors {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        LOGGED.with_borrow_mut(|logged| logged.push(line.0));
    }
}

/// The module, the message and the fields of an event.
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let name = field.name();
        let written =
            if name == "message" { write!(self.0, ": {value:?}") } else { write!(self.0, " {name}={value:?}") };
        written.expect("a string takes everything");
    }
}
