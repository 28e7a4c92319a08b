//! The daily summary ("digest").

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use super::card;
use super::failure::Failure;
use super::schedule::Schedule;
use super::subscribers::Subscriber;
use crate::accounts::Shown;
use crate::model::{AccountId, ChatId, Event, start_of_day};
use crate::speech::{Card, Outgoing, Reply, render};

/// How long a copy counts as complete while Google does not answer.
const FRESH: Duration = Duration::hours(1);

/// The daily summary of a chat; `None` if it no longer wants one, the day is over, or there is nothing to say. The next
/// digests are planned first, so that a crash loses none of them.
pub(super) async fn message(
    schedule: &Schedule,
    chat: ChatId,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<(Subscriber, Outgoing)>, Failure> {
    let Some(subscriber) = schedule.subscribers().find(chat).await? else { return Ok(None) };
    schedule.plan_digests(std::slice::from_ref(&subscriber), now).await?;
    let zone = subscriber.recipient.zone;
    let (from, to) = (start_of_day(day, zone), start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day), zone));
    if subscriber.digest.is_none() || to <= now {
        return Ok(None);
    }
    let shown = schedule.shown_in(chat).await?;
    let mut events: Vec<(AccountId, Event)> = Vec::new();
    for account in &shown.accounts {
        let found = schedule.store().events_between(&account.id, from, to, zone).await?;
        let is_to_come = |event: &Event| now < event.when.end(zone);
        events.extend(found.into_iter().filter(is_to_come).map(|event| (account.id.clone(), event)));
    }
    if events.is_empty() && !subscriber.digest_when_empty {
        return Ok(None);
    }
    events.sort_by_key(|(_, event)| (!event.when.is_all_day(), event.when.start(zone)));
    let cards = events.iter().map(|(account, event)| card::of(&shown, account, event)).collect();
    let unknown = shown.unknown(schedule.store(), |_| FRESH, now).await?;
    let reply = Reply::Digest { day, cards, overlaps: overlaps(&shown, &events), unknown };
    let outgoing = render(&reply, &subscriber.voice, now);
    Ok(Some((subscriber, outgoing)))
}

/// Pairs of events at the same time.
fn overlaps(shown: &Shown, events: &[(AccountId, Event)]) -> Vec<(Card, Card)> {
    let card = |(account, event): &(AccountId, Event)| card::of(shown, account, event);
    let mut pairs = Vec::new();
    for (place, first) in events.iter().enumerate() {
        let is_beside = |second: &&(AccountId, Event)| {
            first.1.blocks_time() && second.1.blocks_time() && first.1.when.overlaps(second.1.when)
        };
        pairs.extend(events[place + 1..].iter().filter(is_beside).map(|second| (card(first), card(second))));
    }
    pairs
}
