//! Stops Google's channels for a person's calendar that is no longer read.

use super::directory::{Directory, OpenError};
use crate::google::Calendar;
use crate::model::AccountId;
use crate::store;

impl Directory {
    /// Stops Google's reports of an account's changes, while its grant still works. A channel that cannot be stopped
    /// ends within a week, and its reports are ignored.
    pub async fn stop_channels(&self, account: &AccountId) -> Result<(), store::Error> {
        let channels = self.store().channels(account).await?;
        if channels.is_empty() {
            return Ok(());
        }
        let calendar = match self.find(account).await {
            Ok(calendar) => calendar,
            Err(OpenError::Store(error)) => return Err(error),
            Err(OpenError::Unknown | OpenError::Sealed(_) | OpenError::Machine(_)) => return Ok(()),
        };
        for (id, resource) in channels {
            if calendar.stop_watching(&id, &resource).await.is_ok() {
                self.store().forget_channel(account, &id).await?;
            }
        }
        Ok(())
    }

    async fn find(&self, account: &AccountId) -> Result<Calendar, OpenError> {
        self.open(&self.way(account).await?).await
    }
}
