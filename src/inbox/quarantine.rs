//! Messages that keep failing: a copy is kept for the operator, and the person gets a reference to it.

use super::Inbox;
use super::delivery::Rendered;
use crate::chat;
use crate::model::Incoming;
use crate::speech::Reply;

impl Inbox {
    /// Quarantines a message; returns the apology that settles it.
    pub(super) async fn quarantine(&self, incoming: &Incoming, reference: String) -> Rendered {
        if let Err(error) = self.store.inbox_quarantine(incoming).await {
            tracing::warn!(
                update.id = incoming.id.0,
                error = &error as &dyn std::error::Error,
                "could not quarantine a message"
            );
        }
        self.render(incoming, &self.chat.apology(incoming, Reply::Sorry { reference }))
    }
}

/// Counts and logs a failed attempt; returns the reference to find it by.
pub(super) fn log_failure(incoming: &Incoming, failure: &chat::Failure) -> String {
    metrics::counter!("janji_errors_total", "class" => "chat").increment(1);
    tracing::error!(
        update.id = incoming.id.0,
        chat.id = incoming.chat.0,
        error = failure as &dyn std::error::Error,
        "an attempt to answer a message failed"
    );
    failure.reference().to_owned()
}

/// Counts and logs a panic; returns the reference to find it by.
pub(super) fn log_panic(incoming: &Incoming) -> String {
    metrics::counter!("janji_errors_total", "class" => "panic").increment(1);
    let reference = chat::reference(incoming.id);
    tracing::error!(update.id = incoming.id.0, chat.id = incoming.chat.0, reference, "a message caused a panic");
    reference
}

/// Counts and logs that the process crashed in each attempt at a message; returns the reference to find it by.
pub(super) fn log_crashes(incoming: &Incoming) -> String {
    metrics::counter!("janji_errors_total", "class" => "crash").increment(1);
    let reference = chat::reference(incoming.id);
    tracing::error!(
        update.id = incoming.id.0,
        chat.id = incoming.chat.0,
        reference,
        "the process died in each attempt to answer a message; it is quarantined"
    );
    reference
}
