//! Bringing the calendar up to date now.

use crate::model::{AccountId, RoundSummary, Trouble};
use crate::speech::{Reply, Unsynced};
use crate::sync::Failure;

use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;

/// How a round that a person asked for ended: what is in its way is an answer, not a failure.
pub enum RoundEnd {
    /// What changed.
    Good(RoundSummary),
    /// What is in the way.
    Failed(Trouble),
    /// Another process runs one.
    UnderWay,
}

impl RoundEnd {
    /// What is said of it.
    pub fn reply(self) -> Reply {
        match self {
            Self::Good(summary) => Reply::Synced(summary),
            Self::Failed(trouble) => Reply::NotSynced(trouble),
            Self::UnderWay => Reply::SyncUnderWay,
        }
    }
}

/// Runs a round of every calendar, believing one that is empty, and says what changed in all of them and which could not be
/// read.
pub async fn sync_now(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let mut rounds = Vec::new();
    for account in turn.accounts() {
        rounds.push((turn.shown.name_of(&account.id), round(turn, &account.id).await?));
    }
    Ok(turn.answer(told(rounds)))
}

/// Runs a round of one calendar, believing it if it is empty.
pub async fn round(turn: &Turn<'_>, account: &AccountId) -> Result<RoundEnd, Cause> {
    match turn.room.sync.round_by_hand(account, turn.now).await {
        Ok(summary) => Ok(RoundEnd::Good(summary)),
        Err(Failure::Busy) => Ok(RoundEnd::UnderWay),
        Err(failure) => turn.trouble(account, &failure).map(RoundEnd::Failed).ok_or_else(|| failure.into()),
    }
}

/// The reply to rounds of several calendars, each with its name; the shared one has none.
fn told(rounds: Vec<(Option<String>, RoundEnd)>) -> Reply {
    let (mut sum, mut unsynced) = (None, Vec::<Unsynced>::new());
    for (calendar, end) in rounds {
        let trouble = match end {
            RoundEnd::Good(summary) => {
                sum = Some(added(sum.unwrap_or_default(), summary));
                continue;
            }
            RoundEnd::Failed(trouble) => Some(trouble),
            RoundEnd::UnderWay => None,
        };
        match unsynced.iter_mut().find(|known| known.trouble == trouble) {
            Some(known) => known.calendars.push(calendar),
            None => unsynced.push(Unsynced { calendars: vec![calendar], trouble }),
        }
    }
    match (sum, unsynced.as_slice()) {
        (None, [Unsynced { trouble: Some(trouble), .. }]) => Reply::NotSynced(*trouble),
        (None, [Unsynced { trouble: None, .. }]) => Reply::SyncUnderWay,
        (sum, []) => Reply::Synced(sum.unwrap_or_default()),
        (synced, _) => Reply::SyncedPartly { synced, unsynced },
    }
}

fn added(sum: RoundSummary, one: RoundSummary) -> RoundSummary {
    RoundSummary {
        added: sum.added + one.added,
        changed: sum.changed + one.changed,
        removed: sum.removed + one.removed,
        carried_out: sum.carried_out + one.carried_out,
        waiting: sum.waiting + one.waiting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_that_could_not_be_read_are_named_by_what_is_in_the_way() {
        let good = || RoundEnd::Good(RoundSummary { added: 1, ..RoundSummary::default() });
        let named = |name: &str, end| (Some(name.to_owned()), end);
        assert_eq!(told(vec![]), Reply::Synced(RoundSummary::default()));
        assert_eq!(
            told(vec![(None, good()), named("work", good())]),
            Reply::Synced(RoundSummary { added: 2, ..RoundSummary::default() })
        );
        let away = || RoundEnd::Failed(Trouble::Away);
        assert_eq!(told(vec![(None, away()), named("work", away())]), Reply::NotSynced(Trouble::Away));
        assert_eq!(told(vec![(None, RoundEnd::UnderWay)]), Reply::SyncUnderWay);
        let some = [
            (None, away()),
            named("work", RoundEnd::UnderWay),
            named("home", good()),
            named("team", away()),
            named("family", RoundEnd::Failed(Trouble::NotShared)),
        ];
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            told(some.into()),
            Reply::SyncedPartly {
                synced: Some(RoundSummary { added: 1, ..RoundSummary::default() }),
                unsynced: vec![
                    Unsynced { calendars: vec![None, named("team")], trouble: Some(Trouble::Away) },
                    Unsynced { calendars: vec![named("work")], trouble: None },
                    Unsynced { calendars: vec![named("family")], trouble: Some(Trouble::NotShared) },
                ],
            }
        );
    }
}
