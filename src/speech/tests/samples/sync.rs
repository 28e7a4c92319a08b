//! Rounds that are asked for, and the status.

use super::super::building::{ZONE, instant};
use super::TROUBLES;
use crate::model::{AccountCounts, AccountId, Concern, Lead, RoundSummary, StorageRisk, Trouble};
use crate::speech::{Reply, StatusReport, Unsynced};

pub(super) fn about_sync() -> Vec<Reply> {
    let well = StatusReport {
        last_sync: Some(instant("2026-03-10T09:57")),
        next_sync: Some(instant("2026-03-10T10:02")),
        events: 27,
        reminders: 41,
        edits: 0,
        was_compared: true,
        concerns: vec![],
        people: None,
        zone: ZONE,
        leads: vec![Lead { minutes: 1_440 }, Lead { minutes: 10 }],
        reminders_here: true,
    };
    let ill = StatusReport {
        last_sync: Some(instant("2026-03-08T09:57")),
        next_sync: None,
        edits: 2,
        was_compared: false,
        concerns: every_concern(),
        people: Some(AccountCounts { fine: 8, waiting: 1, behind: 12, refused: 0 }),
        reminders_here: false,
        ..well.clone()
    };
    let new = StatusReport { last_sync: None, was_compared: false, leads: vec![], ..well.clone() };
    let some = RoundSummary { added: 2, changed: 1, removed: 3, carried_out: 1, waiting: 2 };
    let mut replies = vec![
        Reply::Synced(RoundSummary::default()),
        Reply::Synced(some),
        Reply::Synced(RoundSummary { waiting: 1, ..RoundSummary::default() }),
        Reply::Status(well),
        Reply::Status(ill),
        Reply::Status(new),
    ];
    replies.extend(TROUBLES.map(Reply::NotSynced));
    replies.push(Reply::SyncUnderWay);
    replies.extend([Some(some), Some(RoundSummary::default()), None].map(synced_partly));
    replies
}

fn synced_partly(synced: Option<RoundSummary>) -> Reply {
    let unsynced = vec![
        Unsynced { calendars: vec![None, Some("Family <A>".into())], trouble: Some(Trouble::Away) },
        Unsynced { calendars: vec![Some("Team".into())], trouble: None },
    ];
    Reply::SyncedPartly { synced, unsynced }
}

fn every_concern() -> Vec<Concern> {
    let account = || AccountId("family".into());
    let risks = [
        StorageRisk::TooOld { version: "6.0.16".into() },
        StorageRisk::NoAppendOnlyFile,
        StorageRisk::Evicts { policy: "allkeys-lru".into() },
        StorageRisk::InCluster,
        StorageRisk::Uncovered { slots: 5461 },
        StorageRisk::WithoutReplica { primaries: 1 },
        StorageRisk::Refuses { word: "READONLY".into() },
    ];
    let mut concerns = vec![
        Concern::StorageAway,
        Concern::TelegramAway,
        Concern::BadToken,
        Concern::PolledElsewhere,
        Concern::WebhookUnreachable { waiting: 3, error: "Connection refused".into() },
        Concern::PeopleBehind { behind: 12, of: 20 },
        Concern::PeopleRefused { refused: 12, of: 20 },
        Concern::Quarantined(1),
        Concern::Google { account: account(), trouble: Trouble::Grant, failures: 3 },
        Concern::RoundsLate { account: account(), last_good: Some(instant("2026-03-08T09:57")) },
        Concern::InQuestion { account: account(), known: 27 },
        Concern::Differs(account()),
        Concern::Full { account: account(), left_out: 12 },
        Concern::Unreadable { account: account(), entries: 1 },
    ];
    concerns.extend(risks.map(Concern::StorageAtRisk));
    concerns
}
