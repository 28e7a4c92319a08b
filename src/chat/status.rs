//! `/status`: the state of sync, reminders and waiting edits.

use crate::model::Concern;
use crate::speech::{Reply, StatusReport};

use super::answer::Answer;
use super::failure::Cause;
use super::reminders_switch::are_here;
use super::turn::Turn;

/// Gathers the state over all calendars.
pub async fn status(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let store = &turn.room.store;
    let mut report = StatusReport {
        last_sync: None,
        next_sync: None,
        events: 0,
        reminders: turn.room.reminders.pending().await?,
        edits: 0,
        was_compared: true,
        concerns: of_bot(turn).await?,
        people: None,
        zone: turn.zone(),
        leads: turn.leads(None),
        reminders_here: are_here(turn),
    };
    for (index, account) in turn.accounts().iter().enumerate() {
        let state = store.account_state(&account.id).await?;
        // Shows the oldest last round and the earliest next one of all calendars.
        report.last_sync = if index == 0 { state.last_good } else { report.last_sync.min(state.last_good) };
        report.next_sync = [report.next_sync, state.next].into_iter().flatten().min();
        report.events += store.count_events(&account.id).await?;
        report.edits += store.count_edits(&account.id).await?;
        report.was_compared &= state.is_consistent == Some(true);
        report.concerns.extend(turn.room.sync.concerns(&account.id, &state, turn.now).into_iter().filter(is_news));
    }
    if turn.room.directory.members().listed().admin == Some(turn.incoming.chat) {
        let counts = store.account_counts().await?;
        report.concerns.extend(Concern::of_people(&counts));
        report.people = Some(counts).filter(|counts| counts.total() > 0);
    }
    Ok(turn.answer(Reply::Status(report)))
}

/// Problems of the bot as a whole that someone who can still reach it must know.
async fn of_bot(turn: &Turn<'_>) -> Result<Vec<Concern>, Cause> {
    let store = &turn.room.store;
    let mut concerns: Vec<Concern> = store.about().await?.risks.into_iter().map(Concern::StorageAtRisk).collect();
    concerns.extend(store.is_polled_elsewhere().await?.then_some(Concern::PolledElsewhere));
    let quarantined = store.inbox_count_quarantined().await?;
    concerns.extend((quarantined > 0).then_some(Concern::Quarantined(quarantined)));
    Ok(concerns)
}

/// Whether a concern says more than the time of the last sync: a calendar that was never read is not late.
fn is_news(concern: &Concern) -> bool {
    !matches!(concern, Concern::RoundsLate { last_good: None, .. })
}
