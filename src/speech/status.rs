//! The status report: Google, our copy of its calendar, storage.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{StatusReport, Unsynced};
use crate::model::{AccountCounts, Area, Concern, RoundSummary, StorageRisk, Trouble};

impl Renderer<'_> {
    pub(super) fn synced(&self, summary: RoundSummary) -> Lines {
        let synced = match self.changes(summary) {
            Some(changes) => fl!(self.words, "synced", changes = changes),
            None => fl!(self.words, "synced-nothing"),
        };
        [synced].into_iter().chain(self.waiting(summary)).collect()
    }

    /// Which of several calendars were not synced, and what changed in the others.
    pub(super) fn synced_partly(&self, synced: Option<RoundSummary>, unsynced: &[Unsynced]) -> Lines {
        let mut lines: Lines = unsynced.iter().map(|unsynced| self.unsynced(unsynced)).collect();
        if let Some(summary) = synced {
            lines.push(match self.changes(summary) {
                Some(changes) => fl!(self.words, "synced-others", changes = changes),
                None => fl!(self.words, "synced-others-nothing"),
            });
            lines.extend(self.waiting(summary));
        }
        lines
    }

    fn unsynced(&self, Unsynced { calendars, trouble }: &Unsynced) -> String {
        let shared = || fl!(self.words, "calendar-shared");
        let calendars: Vec<String> = calendars.iter().map(|calendar| calendar.clone().unwrap_or_else(shared)).collect();
        let names = self.names(&calendars).unwrap_or_default();
        match *trouble {
            Some(trouble) => {
                fl!(self.words, "not-synced-named", names = names, why = self.why(trouble), fix = self.fix(trouble))
            }
            None => fl!(self.words, "sync-under-way-named", names = names),
        }
    }

    /// What a round changed, if anything.
    fn changes(&self, summary: RoundSummary) -> Option<String> {
        let RoundSummary { added, changed, removed, carried_out, waiting: _ } = summary;
        let changes = [
            (added, fl!(self.words, "synced-added", n = added)),
            (changed, fl!(self.words, "synced-changed", n = changed)),
            (removed, fl!(self.words, "synced-removed", n = removed)),
            (carried_out, fl!(self.words, "synced-carried-out", n = carried_out)),
        ];
        let changes: Vec<String> = changes.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect();
        (!changes.is_empty()).then(|| self.each_of(changes))
    }

    fn waiting(&self, summary: RoundSummary) -> Option<String> {
        (summary.waiting > 0).then(|| fl!(self.words, "synced-waiting", n = summary.waiting))
    }

    pub(super) fn not_synced(&self, trouble: Trouble) -> Lines {
        vec![fl!(self.words, "not-synced", why = self.why(trouble), fix = self.fix(trouble))]
    }

    pub(super) fn sync_under_way(&self) -> Lines {
        vec![fl!(self.words, "sync-under-way")]
    }

    pub(super) fn status(&self, report: &StatusReport) -> Lines {
        let mut lines = vec![format!("<b>{}</b>", fl!(self.words, "status-heading"))];
        lines.push(match report.last_sync {
            Some(at) => {
                let ago = self.ago((self.now - at).num_minutes().max(0));
                fl!(self.words, "status-last-sync", moment = self.instant(at, self.today), ago = ago)
            }
            None => fl!(self.words, "status-never-synced"),
        });
        if let Some(at) = report.next_sync {
            lines.push(fl!(self.words, "status-next-sync", moment = self.instant(at, self.today)));
        }
        let compared = report.was_compared.then(|| fl!(self.words, "status-consistent"));
        lines.extend(self.part(report, Area::Google, Some(fl!(self.words, "status-google"))));
        lines.extend(self.part(report, Area::Sync, None));
        lines.extend(self.part(report, Area::Consistency, compared));
        lines.extend(self.part(report, Area::Calendar, None));
        lines.extend(self.part(report, Area::Storage, Some(fl!(self.words, "status-storage"))));
        lines.extend(self.part(report, Area::Telegram, None));
        lines.extend(self.part(report, Area::Inbox, None));
        lines.extend(self.part(report, Area::People, None));
        lines.extend(report.people.map(|AccountCounts { fine, waiting, behind, refused: _ }| {
            fl!(self.words, "status-people", fine = fine, waiting = waiting, behind = behind)
        }));
        lines.extend(self.counts(report));
        lines.push(fl!(self.words, "status-zone", zone = report.zone.name()));
        lines.push(self.leads_here(report));
        lines
    }

    /// What is wrong with one part of the bot; that it is well, where that is worth a line.
    fn part(&self, report: &StatusReport, area: Area, well: Option<String>) -> Lines {
        let concerns = report.concerns.iter().filter(|concern| concern.kind().area() == area);
        let lines: Lines = concerns.map(|concern| self.concern(concern)).collect();
        if lines.is_empty() { well.into_iter().collect() } else { lines }
    }

    fn concern(&self, concern: &Concern) -> String {
        match concern {
            Concern::StorageAway => fl!(self.words, "status-storage-away"),
            Concern::StorageAtRisk(risk) => self.storage_risk(risk),
            Concern::TelegramAway => fl!(self.words, "status-telegram-away"),
            Concern::BadToken => fl!(self.words, "status-bad-token"),
            Concern::PolledElsewhere => fl!(self.words, "status-polled-elsewhere"),
            Concern::WebhookUnreachable { .. } => fl!(self.words, "status-webhook-unreachable"),
            Concern::PeopleBehind { .. } => fl!(self.words, "status-people-behind"),
            Concern::PeopleRefused { .. } => fl!(self.words, "status-people-refused"),
            Concern::Quarantined(count) => fl!(self.words, "status-quarantined", n = count),
            Concern::Google { trouble, .. } => {
                fl!(self.words, "status-google-trouble", why = self.why(*trouble), fix = self.fix(*trouble))
            }
            Concern::RoundsLate { .. } => fl!(self.words, "status-rounds-late"),
            Concern::InQuestion { .. } => fl!(self.words, "status-in-question"),
            Concern::Differs(_) => fl!(self.words, "status-inconsistent"),
            Concern::Full { left_out, .. } => fl!(self.words, "status-full", n = (*left_out).max(1)),
            Concern::Unreadable { entries, .. } => fl!(self.words, "status-unreadable", n = entries),
        }
    }

    fn storage_risk(&self, risk: &StorageRisk) -> String {
        match risk {
            StorageRisk::TooOld { .. } => fl!(self.words, "status-storage-too-old"),
            StorageRisk::NoAppendOnlyFile => fl!(self.words, "status-storage-not-kept"),
            StorageRisk::Evicts { .. } => fl!(self.words, "status-storage-evicts"),
            StorageRisk::InCluster => fl!(self.words, "status-storage-in-cluster"),
            StorageRisk::Uncovered { .. } => fl!(self.words, "status-storage-uncovered"),
            StorageRisk::WithoutReplica { .. } => fl!(self.words, "status-storage-without-replica"),
            StorageRisk::Refuses { .. } => fl!(self.words, "status-storage-refuses"),
        }
    }

    fn counts(&self, report: &StatusReport) -> Lines {
        vec![
            fl!(self.words, "status-events", n = report.events),
            fl!(self.words, "status-reminders", n = report.reminders),
            fl!(self.words, "status-edits", n = report.edits),
        ]
    }

    fn leads_here(&self, report: &StatusReport) -> String {
        if !report.reminders_here {
            return fl!(self.words, "status-reminders-off");
        }
        if report.leads.is_empty() {
            return fl!(self.words, "status-no-leads");
        }
        let leads = report.leads.iter().map(|lead| self.lead(*lead)).collect();
        fl!(self.words, "status-leads", leads = self.all_of(leads))
    }
}
