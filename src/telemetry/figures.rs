//! Every figure there is: its name, what it counts, and in what. `docs/operations.md` has the same table.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// A figure that `/metrics` shows.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Its name.
    pub name: &'static str,
    /// How it moves.
    pub kind: Kind,
    /// The names of its labels, separated by commas.
    pub labels: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// How a figure moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It only rises, until the process ends.
    Counter,
    /// It rises and falls.
    Gauge,
    /// It counts values by their size.
    Histogram,
}

impl Kind {
    /// It in one word, as Prometheus has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

impl Figure {
    /// What it is measured in.
    fn unit(&self) -> Unit {
        if self.name.ends_with("_seconds") { Unit::Seconds } else { Unit::Count }
    }
}

/// All of them, in the order of a message's way.
pub const FIGURES: [Figure; 26] = [
    Figure {
        name: "janji_info",
        kind: Kind::Gauge,
        labels: "version",
        meaning: "Always 1; the label says which version runs",
    },
    Figure {
        name: "janji_updates_total",
        kind: Kind::Counter,
        labels: "kind",
        meaning: "What came from Telegram: `text`, `wordless`, `unreadable`, `pressed`, `joined`, `left`, `moved`, `ignored`, `unknown`",
    },
    Figure { name: "janji_refusals_total", kind: Kind::Counter, labels: "", meaning: "Strangers who were refused" },
    Figure {
        name: "janji_inbox_depth",
        kind: Kind::Gauge,
        labels: "",
        meaning: "Messages that are durable and not answered yet",
    },
    Figure {
        name: "janji_inbox_quarantined",
        kind: Kind::Gauge,
        labels: "",
        meaning: "Messages that failed again and again and are in quarantine",
    },
    Figure {
        name: "janji_messages_total",
        kind: Kind::Counter,
        labels: "priority, outcome",
        meaning: "What was sent, by priority (`answer`, `push`): `delivered`, `blocked`, `moved`, `away`, `refused`",
    },
    Figure {
        name: "janji_outbox_depth",
        kind: Kind::Gauge,
        labels: "priority",
        meaning: "Messages that wait to be sent or are on their way, in this process",
    },
    Figure {
        name: "janji_reminders_pending",
        kind: Kind::Gauge,
        labels: "",
        meaning: "Reminders that are planned or in hand",
    },
    Figure {
        name: "janji_reminders_sent_total",
        kind: Kind::Counter,
        labels: "",
        meaning: "Reminders that were said in time",
    },
    Figure {
        name: "janji_reminders_late_total",
        kind: Kind::Counter,
        labels: "",
        meaning: "Reminders that were said and marked as late",
    },
    Figure {
        name: "janji_reminders_failed_total",
        kind: Kind::Counter,
        labels: "",
        meaning: "Tries to say reminders while Telegram was away; they come again",
    },
    Figure {
        name: "janji_reminders_dropped_total",
        kind: Kind::Counter,
        labels: "why",
        meaning: "Reminders that were not said: `gone`, `moved` (planned anew), `over`, `not_subscribed`, `doubled`, `refused`",
    },
    Figure {
        name: "janji_reminder_late_seconds",
        kind: Kind::Histogram,
        labels: "",
        meaning: "From when a reminder fell due until Telegram had it",
    },
    Figure {
        name: "janji_sync_rounds_total",
        kind: Kind::Counter,
        labels: "outcome",
        meaning: "Sync rounds: `ok`, an error class of Google, `storage_away`, `storage_corrupt`, `busy`, `unknown_account`",
    },
    Figure {
        name: "janji_cache_age_seconds",
        kind: Kind::Gauge,
        labels: "account",
        meaning: "Since the last round that went well",
    },
    Figure {
        name: "janji_events_cached",
        kind: Kind::Gauge,
        labels: "account",
        meaning: "Events in the copy of the calendar",
    },
    Figure {
        name: "janji_cache_reads_total",
        kind: Kind::Counter,
        labels: "outcome",
        meaning: "Events looked up in the copy: `hit`, `miss`",
    },
    Figure {
        name: "janji_edits_total",
        kind: Kind::Counter,
        labels: "outcome",
        meaning: "Changes that ended: `agreed`, `deleted`, `already_gone`, `conflict`, `refused`",
    },
    Figure {
        name: "janji_edits_postponed_total",
        kind: Kind::Counter,
        labels: "class",
        meaning: "Tries to carry out a change that Google did not take; they are made again",
    },
    Figure {
        name: "janji_edits_waiting",
        kind: Kind::Gauge,
        labels: "account",
        meaning: "Changes that are owed to Google",
    },
    Figure {
        name: "janji_google_calls_total",
        kind: Kind::Counter,
        labels: "method, status",
        meaning: "Calls to Google: `token`, `list`, `get`, `insert`, `change`, `delete`; `ok` or an error class",
    },
    Figure {
        name: "janji_google_call_seconds",
        kind: Kind::Histogram,
        labels: "method, status",
        meaning: "How long calls to Google took",
    },
    Figure {
        name: "janji_google_calls_per_minute",
        kind: Kind::Gauge,
        labels: "account",
        meaning: "Calls to Google within the last minute, by this process",
    },
    Figure {
        name: "janji_google_quota_per_minute",
        kind: Kind::Gauge,
        labels: "",
        meaning: "Calls a minute that Google grants a person unless told otherwise",
    },
    Figure {
        name: "janji_errors_total",
        kind: Kind::Counter,
        labels: "class",
        meaning: "Failures by class; the classes are listed below",
    },
    Figure {
        name: "janji_concerns",
        kind: Kind::Gauge,
        labels: "concern",
        meaning: "What the operator is told of, 0 when it is over; the concerns are listed below",
    },
];

/// Tells the recorder what each figure means.
pub(super) fn describe() {
    for figure in FIGURES {
        match figure.kind {
            Kind::Counter => describe_counter!(figure.name, figure.unit(), figure.meaning),
            Kind::Gauge => describe_gauge!(figure.name, figure.unit(), figure.meaning),
            Kind::Histogram => describe_histogram!(figure.name, figure.unit(), figure.meaning),
        }
    }
}
