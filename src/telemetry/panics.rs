//! Panics in the log: where each was at once, what it said only for development, as that may hold what people wrote.

use std::panic::PanicHookInfo;

/// Lets panics be logged; Rust's own way prints their words to standard error.
pub(super) fn start() {
    std::panic::set_hook(Box::new(|panic: &PanicHookInfo<'_>| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        log(&place, panic.payload_as_str().unwrap_or_default());
    }));
}

fn log(place: &str, message: &str) {
    tracing::error!(panic.place = place, "something panicked; set the log level to debug to see its message");
    tracing::debug!(panic.place = place, panic.message = message, "what a panic said");
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use tracing::Level;

    use super::*;

    /// What is logged, kept.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_a_panic_says_is_for_development_only() {
        for (level, is_shown) in [(Level::INFO, false), (Level::DEBUG, true)] {
            let kept = Kept::default();
            let subscriber = tracing_subscriber::fmt().with_max_level(level).with_writer({
                let kept = kept.clone();
                move || kept.clone()
            });
            tracing::subscriber::with_default(subscriber.finish(), || {
                log(
                    "src/when/mod.rs:7:9",
                    "byte index 1 is not a char boundary; it is inside 'é' of `écoute zebrafish`",
                );
            });
            let text = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
            assert!(text.contains("src/when/mod.rs:7:9"), "{text}");
            assert_eq!(text.contains("zebrafish"), is_shown, "{text}");
        }
    }
}
