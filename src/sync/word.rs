//! Keeping our word: what people were told of an edit while storage was away is made true as soon as it is back.

use std::time::Duration;

use crate::clock::pause;
use crate::model::{Change, Edit, EditKind, Outcome, Trouble};
use crate::store;

use super::Sync;
use super::submit::notice;

/// How long to wait before storage is tried again.
const PAUSE: Duration = Duration::from_millis(250);

impl Sync {
    /// Keeps our word about an edit of which its asker was told that it waits, however long storage is away.
    pub(super) fn keep(&self, edit: Edit, trouble: Trouble) {
        let sync = self.clone();
        tokio::spawn(async move {
            loop {
                match sync.try_to_keep(&edit, trouble).await {
                    Err(store::Error::Away(_)) => pause(PAUSE).await,
                    Err(error) => {
                        tracing::error!(
                            edit.id = %edit.id,
                            error = &error as &dyn std::error::Error,
                            "the end of an edit cannot be told"
                        );
                        return;
                    }
                    Ok(()) => return,
                }
            }
        });
    }

    /// Marks the edit as kept; where it has ended all the same, its end is told.
    async fn try_to_keep(&self, edit: &Edit, trouble: Trouble) -> Result<(), store::Error> {
        let store = &self.inner.store;
        let ended = store.keep_edit(edit, trouble).await?;
        if let Some(notice) = ended.and_then(|outcome| notice(edit, &outcome, &lost(edit, &outcome))) {
            store.put_notice(&notice).await?;
            self.inner.reminders.wake();
        }
        // An edit that is kept is carried out soon.
        self.inner.woken.notify_one();
        Ok(())
    }
}

/// What of an edit is not carried out, as Google's stands.
fn lost(edit: &Edit, outcome: &Outcome) -> Change {
    match (&edit.kind, outcome) {
        (EditKind::Change { change, .. }, Outcome::Conflict(is)) => change.missing_in(is),
        (EditKind::Create { .. } | EditKind::Change { .. } | EditKind::Delete { .. } | EditKind::Restore { .. }, _) => {
            Change::default()
        }
    }
}
