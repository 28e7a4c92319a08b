//! Finishing edits that people were told are saved, although storage went away right after they were written down.

use std::time::Duration;

use super::edits::Edits;
use super::ending::{lost, notice};
use crate::clock::pause;
use crate::model::{Edit, Trouble};
use crate::store;

/// How long to wait before storage is tried again.
const PAUSE: Duration = Duration::from_millis(250);

/// Makes true what a person was told, that their edit waits, however long storage is away.
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

/// Marks the edit as promised; where it has ended meanwhile, its end is told.
async fn try_to_keep(edits: &Edits, edit: &Edit, trouble: Trouble) -> Result<(), store::Error> {
    let ended = edits.store.keep_edit(edit, trouble).await?;
    if let Some(notice) = ended.and_then(|outcome| notice(edit, &outcome, &lost(edit, &outcome))) {
        edits.store.put_notice(&notice).await?;
        edits.replanner.look_for_notices(&edit.account);
    }
    // A saved edit is carried out soon.
    edits.woken.notify_one();
    Ok(())
}
