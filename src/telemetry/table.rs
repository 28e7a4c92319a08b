//! Every metric there is: its name, what it counts, and in what. `docs/operations.md` has the same table.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

/// A metric that `/metrics` shows.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// How it moves.
    pub kind: MetricKind,
    /// The names of its labels, separated by commas.
    pub labels: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// How a metric moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricKind {
    /// It only rises, until the process ends.
    Counter,
    /// It rises and falls.
    Gauge,
    /// It counts values by their size.
    Histogram,
}

impl MetricKind {
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

impl Metric {
    /// What it is measured in.
    fn unit(&self) -> Unit {
        if self.name.ends_with("_seconds") { Unit::Seconds } else { Unit::Count }
    }
}

/// All of them, in the order of a message's way.
pub const METRICS: [Metric; 31] = [
    Metric {
        name: "janji_info",
        kind: MetricKind::Gauge,
        labels: "version",
        meaning: "Always 1; the label says which version runs",
    },
    Metric {
        name: "janji_updates_total",
        kind: MetricKind::Counter,
        labels: "kind",
        meaning: "Updates from Telegram: `text`, `edited`, `file`, `location`, `wordless`, `unreadable`, `pressed`, `joined`, `left`, `moved`, `ignored`, `unknown`",
    },
    Metric {
        name: "janji_refusals_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "Strangers who were refused",
    },
    Metric {
        name: "janji_sign_ups_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "People who signed up, invited or on their own",
    },
    Metric {
        name: "janji_inbox_depth",
        kind: MetricKind::Gauge,
        labels: "",
        meaning: "Messages that are durable and not answered yet",
    },
    Metric {
        name: "janji_inbox_quarantined",
        kind: MetricKind::Gauge,
        labels: "",
        meaning: "Messages in quarantine after repeated failures",
    },
    Metric {
        name: "janji_messages_total",
        kind: MetricKind::Counter,
        labels: "priority, outcome",
        meaning: "What was sent, by priority (`answer`, `push`): `delivered`, `blocked`, `moved`, `away`, `refused`",
    },
    Metric {
        name: "janji_outbox_depth",
        kind: MetricKind::Gauge,
        labels: "priority",
        meaning: "Messages that wait to be sent or are being sent, in this process",
    },
    Metric {
        name: "janji_reminders_pending",
        kind: MetricKind::Gauge,
        labels: "",
        meaning: "Reminders that are planned or being sent",
    },
    Metric {
        name: "janji_reminders_sent_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "Reminders that were sent in time",
    },
    Metric {
        name: "janji_reminders_late_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "Reminders that were sent late, and marked as late",
    },
    Metric {
        name: "janji_reminders_failed_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "Attempts to send reminders while Telegram was unavailable; they are retried",
    },
    Metric {
        name: "janji_reminders_dropped_total",
        kind: MetricKind::Counter,
        labels: "why",
        meaning: "Reminders that were not sent: `gone`, `moved` (planned again), `over`, `not_subscribed`, `doubled`, `refused`",
    },
    Metric {
        name: "janji_reminder_late_seconds",
        kind: MetricKind::Histogram,
        labels: "",
        meaning: "Time from when a reminder was due until Telegram had it",
    },
    Metric {
        name: "janji_sync_rounds_total",
        kind: MetricKind::Counter,
        labels: "outcome",
        meaning: "Sync rounds: `ok`, an error class of Google, `storage_away`, `storage_corrupt`, `busy`, `unknown_account`",
    },
    Metric {
        name: "janji_cache_age_seconds",
        kind: MetricKind::Gauge,
        labels: "account",
        meaning: "Time since the last successful round",
    },
    Metric {
        name: "janji_events_cached",
        kind: MetricKind::Gauge,
        labels: "account",
        meaning: "Events in the copy of the calendar",
    },
    Metric {
        name: "janji_cache_reads_total",
        kind: MetricKind::Counter,
        labels: "outcome",
        meaning: "Events looked up in the copy: `hit`, `miss`",
    },
    Metric {
        name: "janji_edits_total",
        kind: MetricKind::Counter,
        labels: "outcome",
        meaning: "Changes that ended: `agreed`, `deleted`, `already_gone`, `conflict`, `refused`",
    },
    Metric {
        name: "janji_edits_postponed_total",
        kind: MetricKind::Counter,
        labels: "class",
        meaning: "Attempts to apply a change that Google did not accept; they are retried",
    },
    Metric {
        name: "janji_edits_waiting",
        kind: MetricKind::Gauge,
        labels: "account",
        meaning: "Changes that have not reached Google yet",
    },
    Metric {
        name: "janji_google_calls_total",
        kind: MetricKind::Counter,
        labels: "method, status",
        meaning: "Calls to Google: `token`, `list`, `get`, `insert`, `change`, `delete`; `ok` or an error class",
    },
    Metric {
        name: "janji_google_call_seconds",
        kind: MetricKind::Histogram,
        labels: "method, status",
        meaning: "How long calls to Google took",
    },
    Metric {
        name: "janji_google_calls_per_minute",
        kind: MetricKind::Gauge,
        labels: "account",
        meaning: "Calls to Google within the last minute, by this process",
    },
    Metric {
        name: "janji_google_quota_per_minute",
        kind: MetricKind::Gauge,
        labels: "",
        meaning: "Google's default quota of calls a minute for one user",
    },
    Metric {
        name: "janji_entries_unreadable_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "Entries of the calendar that could not be read; each costs itself alone",
    },
    Metric {
        name: "janji_unreplicated_writes_total",
        kind: MetricKind::Counter,
        labels: "",
        meaning: "Writes to a Redis Cluster that no replica had in time",
    },
    Metric {
        name: "janji_webhook_requests_total",
        kind: MetricKind::Counter,
        labels: "outcome",
        meaning: "Requests to the webhook: `stored`, `forbidden`, `unreadable`, `too_large`, `not_now`",
    },
    Metric {
        name: "janji_push_requests_total",
        kind: MetricKind::Counter,
        labels: "outcome",
        meaning: "Google's messages that a calendar has changed: `taken`, `forbidden`, `not_now`",
    },
    Metric {
        name: "janji_errors_total",
        kind: MetricKind::Counter,
        labels: "class",
        meaning: "Failures by class; the classes are listed below",
    },
    Metric {
        name: "janji_concerns",
        kind: MetricKind::Gauge,
        labels: "concern",
        meaning: "Concerns reported to the operator, 0 when one is over; they are listed above",
    },
];

/// Tells the recorder what each metric means.
pub(super) fn describe() {
    for metric in METRICS {
        match metric.kind {
            MetricKind::Counter => describe_counter!(metric.name, metric.unit(), metric.meaning),
            MetricKind::Gauge => describe_gauge!(metric.name, metric.unit(), metric.meaning),
            MetricKind::Histogram => describe_histogram!(metric.name, metric.unit(), metric.meaning),
        }
    }
}
