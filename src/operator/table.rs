//! The table of what can be wrong: label, headline and fix of each kind. Pure; in English, as everything that operators
//! read.

use crate::model::{Concern, ConcernKind, StorageRisk};

/// The words for one kind of concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConcernWords {
    /// It in one word, for keys and metrics.
    pub label: &'static str,
    /// What is wrong; no full stop.
    pub headline: &'static str,
    /// What to do about it; no full stop.
    pub fix: &'static str,
}

/// The words for a kind of concern.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: one row for each kind")]
pub fn entry(kind: ConcernKind) -> ConcernWords {
    let (label, headline, fix) = match kind {
        ConcernKind::StorageAway => (
            "storage_away",
            "Redis does not answer",
            "Start it, and check REDIS_URL; until then, people are told that nothing was saved",
        ),
        ConcernKind::StorageTooOld => ("storage_too_old", "Redis is too old", "Upgrade it to 6.2 or newer"),
        ConcernKind::StorageNotKept => (
            "storage_not_kept",
            "Redis does not keep an append-only file",
            "Set appendonly yes, or a crash loses settings and changes that Google does not have yet",
        ),
        ConcernKind::StorageEvicts => {
            ("storage_evicts", "Redis drops data when it is full", "Set maxmemory-policy noeviction")
        }
        ConcernKind::StorageInCluster => (
            "storage_in_cluster",
            "This Redis is part of a cluster",
            "Add ?cluster=true to REDIS_URL, or name several nodes in it",
        ),
        ConcernKind::StorageUncovered => (
            "storage_uncovered",
            "Part of the Redis Cluster is down",
            "Start the missing primary or its replica; redis-cli --cluster check shows which slots are affected",
        ),
        ConcernKind::StorageWithoutReplica => (
            "storage_without_replica",
            "Part of the Redis Cluster has no replica",
            "Start or add replicas; until then, losing such a node loses its data",
        ),
        ConcernKind::StorageRefuses => (
            "storage_refuses",
            "Redis answers but refuses writes",
            "Give it more memory, point REDIS_URL at the primary, or let this user write; until then, the bot accepts nothing",
        ),
        ConcernKind::TelegramAway => (
            "telegram_away",
            "Telegram does not answer",
            "Check the network and TELOXIDE_API_URL; messages and reminders wait until it is back",
        ),
        ConcernKind::BadToken => (
            "telegram_token",
            "Telegram rejects the bot token",
            "Copy TELOXIDE_TOKEN again from @BotFather and restart the bot",
        ),
        ConcernKind::PolledElsewhere => (
            "polled_elsewhere",
            "Another program uses this bot token",
            "Stop it, or give this bot its own token; several janji run on one Redis are fine",
        ),
        ConcernKind::WebhookUnreachable => (
            "webhook_unreachable",
            "Telegram cannot deliver messages to this bot",
            "Check from outside that JANJI_PUBLIC_URL opens, its certificate and port are right, and the proxy forwards /telegram; Telegram keeps messages for up to a day",
        ),
        ConcernKind::PeopleBehind => (
            "people_behind",
            "Most of the calendars that users added are out of date",
            "Check the network and Google's status; the log has a line for each failed sync",
        ),
        ConcernKind::PeopleRefused => (
            "people_refused",
            "Google refuses the client that opens users' calendars",
            "Check GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, and that the Google Calendar API is enabled in the project",
        ),
        ConcernKind::Quarantined => (
            "quarantined",
            "Some messages kept failing and are in quarantine",
            "Look for their references in the log; docs/operations.md says how to inspect them",
        ),
        ConcernKind::GoogleGrant => (
            "google_grant",
            "Google access has expired",
            "Publish the Google project (In production), run janji connect, set the new GOOGLE_REFRESH_TOKEN and restart the bot; existing reminders still come",
        ),
        ConcernKind::GoogleForbidden => (
            "google_forbidden",
            "Google refuses access to the calendar",
            "Check GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET and CALENDAR_ID, and that the Google Calendar API is enabled in the project",
        ),
        ConcernKind::GoogleQuota => (
            "google_quota",
            "Google's quota is used up for now",
            "Wait; if it keeps happening, raise JANJI_SYNC_INTERVAL or the Google project's quota",
        ),
        ConcernKind::GoogleAway => {
            ("google_away", "Google does not answer", "Wait; changes are kept, and sent when it is back")
        }
        ConcernKind::GoogleInvalid => (
            "google_invalid",
            "Google rejects our requests",
            "The log has the status of its answers; please report this",
        ),
        ConcernKind::RoundsLate => (
            "rounds_late",
            "No sync has succeeded for three intervals",
            "The log says why; storage_corrupt in janji_sync_rounds_total is one cause",
        ),
        ConcernKind::InQuestion => (
            "in_question",
            "The calendar came back empty, although it had events",
            "If it really is empty, press the button in the chat or send /sync; until then, its reminders are paused",
        ),
        ConcernKind::Differs => (
            "differs",
            "The copy of the calendar differed from Google",
            "The next full sync fixes it; if it happens again, run janji run --resync and keep the log",
        ),
        ConcernKind::Full => (
            "full",
            "The calendar has more events than Janji keeps",
            "Raise JANJI_MAX_EVENTS; the events furthest away are left out",
        ),
        ConcernKind::Unreadable => (
            "unreadable",
            "Some calendar entries cannot be read",
            "The log has the ID of each; fix or delete them in Google Calendar",
        ),
    };
    ConcernWords { label, headline, fix }
}

/// What is wrong and what to do about it, in two sentences.
#[must_use]
pub fn describe(concern: &Concern) -> String {
    format!("{}. {}.", headline(concern), entry(concern.kind()).fix)
}

/// What is wrong, with what tells it from others of its kind; no full stop.
pub(super) fn headline(concern: &Concern) -> String {
    let headline = entry(concern.kind()).headline;
    match detail(concern) {
        Some(detail) => format!("{headline} ({detail})"),
        None => headline.to_owned(),
    }
}

fn detail(concern: &Concern) -> Option<String> {
    match concern {
        Concern::StorageAtRisk(StorageRisk::TooOld { version }) => Some(version.clone()),
        Concern::StorageAtRisk(StorageRisk::Evicts { policy }) => Some(policy.clone()),
        Concern::StorageAtRisk(StorageRisk::Refuses { word }) => Some(word.clone()),
        Concern::StorageAtRisk(
            StorageRisk::Uncovered { slots: count } | StorageRisk::WithoutReplica { primaries: count },
        ) => Some(count.to_string()),
        Concern::Quarantined(count) => Some(count.to_string()),
        Concern::WebhookUnreachable { waiting, error } => Some(format!("{waiting} waiting; {error}")),
        Concern::PeopleBehind { behind: count, of } | Concern::PeopleRefused { refused: count, of } => {
            Some(format!("{count} of {of}"))
        }
        Concern::StorageAway
        | Concern::StorageAtRisk(StorageRisk::NoAppendOnlyFile | StorageRisk::InCluster)
        | Concern::TelegramAway
        | Concern::BadToken
        | Concern::PolledElsewhere
        | Concern::Google { .. }
        | Concern::RoundsLate { .. }
        | Concern::InQuestion { .. }
        | Concern::Differs(_)
        | Concern::Full { .. }
        | Concern::Unreadable { .. } => concern.account().map(|account| format!("account {account}")),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn labels_differ_and_words_have_no_full_stop() {
        let labels: BTreeSet<&str> = ConcernKind::ALL.map(|kind| entry(kind).label).into_iter().collect();
        assert_eq!(labels.len(), ConcernKind::ALL.len());
        for ConcernWords { label, headline, fix } in ConcernKind::ALL.map(entry) {
            assert!(!headline.ends_with('.') && !fix.ends_with('.'), "{label}");
        }
    }
}
