//! How things stand.

use crate::speech::{Reply, StatusReport};

use super::answer::Answer;
use super::failure::Cause;
use super::reminders_switch::are_here;
use super::turn::Turn;

/// Gathers how things stand, over all calendars.
pub async fn status(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let store = &turn.room.store;
    let mut report = StatusReport {
        last_sync: None,
        next_sync: None,
        events: 0,
        reminders: turn.room.reminders.pending().await?,
        edits: 0,
        google: None,
        is_consistent: None,
        held: None,
        is_full: false,
        left_out: 0,
        unreadable: 0,
        storage_risks: store.about().await?.risks,
        is_polled_elsewhere: store.is_polled_elsewhere().await?,
        set_aside: store.inbox_count_quarantined().await?,
        zone: turn.zone(),
        leads: turn.leads(None),
        reminders_here: are_here(turn),
    };
    for (index, account) in turn.room.sync.accounts().iter().enumerate() {
        let state = store.account_state(&account.id).await?;
        // The oldest last round and the earliest next one speak for all.
        report.last_sync = if index == 0 { state.last_good } else { report.last_sync.min(state.last_good) };
        report.next_sync = [report.next_sync, state.next].into_iter().flatten().min();
        report.events += store.count_events(&account.id).await?;
        report.edits += store.count_edits(&account.id).await?;
        report.google = report.google.or(state.trouble);
        report.held = report.held.or(state.held);
        report.is_full |= state.is_full;
        report.left_out += state.left_out;
        report.unreadable += u32::try_from(state.unreadable.len()).unwrap_or(u32::MAX);
        report.is_consistent = match (report.is_consistent, state.is_consistent) {
            (Some(one), Some(other)) => Some(one && other),
            (one, other) => one.or(other),
        };
    }
    Ok(turn.answer(Reply::Status(report)))
}
