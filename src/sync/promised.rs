//! Finishes edits that people were told are saved, although storage went down right after they were saved.

use std::time::Duration;

use super::edits::Edits;
use super::ending::{lost, notice};
use crate::clock::pause;
use crate::model::{Edit, Trouble};
use crate::store;

/// The wait between two tries to reach storage.
const PAUSE: Duration = Duration::from_millis(250);

/// Keeps the promise that an edit is saved, no matter how long storage is down.
pub(super) fn keep_promise(edits: &Edits, edit: Edit, trouble: Trouble) {
    let edits = edits.clone();
    tokio::spawn(async move {
        loop {
            match try_to_keep(&edits, &edit, trouble).await {
                Err(store::Error::Away(_)) => pause(PAUSE).await,
                Err(error) => {
                    tracing::error!(
                        edit.id = %edit.id,
                        error = &error as &dyn std::error::Error,
                        "could not tell a chat the outcome of its saved edit"
                    );
                    return;
                }
                Ok(()) => return,
            }
        }
    });
}

/// Marks the edit as promised; if it has ended in the meantime, sends the notice of its end.
async fn try_to_keep(edits: &Edits, edit: &Edit, trouble: Trouble) -> Result<(), store::Error> {
    let ended = edits.store.keep_edit(edit, trouble).await?;
    if let Some(notice) = ended.and_then(|outcome| notice(edit, &outcome, &lost(edit, &outcome))) {
        edits.store.put_notice(&notice).await?;
        edits.replanner.look_for_notices(&edit.account);
    }
    // So that the saved edit is carried out soon.
    edits.woken.notify_one();
    Ok(())
}
