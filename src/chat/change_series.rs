//! Changes an occurrence and all later ones, or all upcoming ones of a series: the series is cut there, and the later
//! part becomes a series of its own. Past occurrences stay as they were.

use chrono::Duration;

use crate::model::{
    Change, Deed, Edit, EditId, EditKind, Event, EventTime, Outcome, Rest, Scope, SeenEvent, SeriesMove, SeriesPart,
    SeriesParts, Trouble, Write,
};
use crate::speech::Reply;

use super::answer::Answer;
use super::change::{Done, Wanted, tell_of};
use super::delete::{self, EventStanding};
use super::failure::Cause;
use super::series;
use super::tell;
use super::turn::Turn;

/// How long an update's claim to a change lasts: longer than any call.
const CLAIM: Duration = Duration::minutes(1);

/// The same change, for the next occurrence, if a series that has begun was seen as a whole.
pub async fn of_occurrence(turn: &Turn<'_>, wanted: Wanted) -> Result<Wanted, Cause> {
    let event = &wanted.seen.event;
    if !event.is_whole_series() || turn.now < event.when.start(turn.zone()) {
        return Ok(wanted);
    }
    let next = async { Ok::<_, Cause>(series::occurrence(turn, &wanted.seen).await?.into()) };
    let next: Option<SeenEvent> = turn.once(|recall| &mut recall.next, next).await?.into();
    let Some(next) = next else { return Ok(wanted) };
    let when = wanted.change.when.and_then(|is| SeriesMove::new(event.when, is, turn.zone())?.of(next.event.when));
    Ok(Wanted { change: Change { when, ..wanted.change.clone() }, seen: next, ..wanted })
}

/// Whether a change to an occurrence can also be made to its series: a rule says on which days it then is.
pub async fn is_possible(turn: &Turn<'_>, wanted: &Wanted) -> Result<bool, Cause> {
    let Some(is) = wanted.change.when else { return Ok(true) };
    let event = &wanted.seen.event;
    let Some(shift) = SeriesMove::new(event.when, is, event.zone) else { return Ok(false) };
    let (from, to) = shift.days();
    if from == to {
        return Ok(true);
    }
    let have_rules = async {
        let rules = turn.room.store.series_rules(&wanted.seen.account).await?;
        let parts = series::known_parts(turn, &wanted.seen, Scope::All).await?.parts;
        let can_move = |part: &SeriesPart| rules.get(&part.series).is_some_and(|rule| rule.moved(from, to).is_some());
        Ok(parts.iter().all(can_move))
    };
    turn.once(|recall| &mut recall.is_possible, have_rules).await
}

/// Changes an occurrence that still looks as it was seen, and the others in `scope`.
pub async fn change(turn: &Turn<'_>, edit: EditId, wanted: Wanted, scope: Scope) -> Result<Answer, Cause> {
    let Wanted { seen, change, .. } = wanted;
    let (store, account) = (&turn.room.store, &seen.account);
    if !store.has_claimed(account, &edit, turn.incoming.id).await? {
        match delete::look(turn, &seen).await? {
            EventStanding::AsSeen(_) => {}
            EventStanding::Other(event) => return tell::changed(turn, &SeenEvent { event: *event, ..seen }).await,
            EventStanding::Gone => return Ok(turn.toast_or_answer(Reply::AlreadyCancelled)),
        }
        // If handled again, it means the same parts.
        let until = turn.now.checked_add_signed(CLAIM).unwrap_or(turn.now);
        store.claim(account, &edit, turn.incoming.id, until, turn.now).await?;
    }
    let SeriesParts { parts, apart } = series::parts(turn, &seen, scope).await?;
    let (mut writes, mut first, mut queued) = (Vec::new(), None, None);
    for (place, part) in parts.iter().enumerate() {
        let id = if place == 0 { edit.clone() } else { EditId::of_part(&edit, &part.series) };
        let change = of_part(&seen.event, part, &change);
        let expected = change.clone().applied_to(part.first.clone());
        let (is, trouble) = match cut(turn, &seen, id.clone(), part, change).await? {
            Outcome::Agreed(later) => (Event { series: Some(later.id.clone()), ..*later }, None),
            Outcome::Queued(trouble) => (expected, Some(trouble)),
            Outcome::Refused(trouble) if place == 0 => return Ok(refused(turn, &seen, trouble)),
            Outcome::Conflict(_) | Outcome::Deleted | Outcome::AlreadyGone if place == 0 => {
                return Ok(turn.toast_or_answer(Reply::AlreadyCancelled));
            }
            // The other part stays as it is.
            Outcome::Refused(_) | Outcome::Conflict(_) | Outcome::Deleted | Outcome::AlreadyGone => continue,
        };
        queued = queued.or(trouble);
        let deed = Deed::Cut { was: Box::new(part.whole()), is: Box::new(is.clone()) };
        writes.push(Write { edit: id, account: account.clone(), deed });
        first = first.or(Some(is));
    }
    let Some(first) = first else { return Ok(turn.toast_or_answer(Reply::AlreadyCancelled)) };
    let is = SeenEvent { event: first_of(turn, &seen, first).await?, ..seen.clone() };
    Ok(tell_of(turn, Done { was: seen, is, scope, apart, writes, queued }).await)
}

/// The change for one part of a series: its first occurrence moves in the same way as the one that was seen.
fn of_part(seen: &Event, part: &SeriesPart, change: &Change) -> Change {
    let first = EventTime::of_length(part.at(), part.first.when);
    let when = change.when.and_then(|is| SeriesMove::new(seen.when, is, seen.zone)?.of(first));
    Change { when, ..change.clone() }
}

async fn cut(
    turn: &Turn<'_>,
    seen: &SeenEvent,
    edit: EditId,
    part: &SeriesPart,
    change: Change,
) -> Result<Outcome, Cause> {
    let rest = Some(Rest { change, attempt: 0 });
    let edit = Edit {
        id: edit,
        account: seen.account.clone(),
        event: part.series.clone(),
        kind: EditKind::Cut { at: part.at(), seen: Box::new(part.first.clone()), rest },
        origin: turn.origin(),
        made: turn.now,
    };
    Ok(turn.room.sync.submit(edit, turn.now).await?)
}

/// The first occurrence of the later part of a series, so that a reply can refer to it; the series, as long as that is
/// not known.
async fn first_of(turn: &Turn<'_>, seen: &SeenEvent, later: Event) -> Result<Event, Cause> {
    let known = SeenEvent { event: later.clone(), ..seen.clone() };
    let next = series::occurrence(turn, &known).await?;
    Ok(next.map_or(later, |next| next.event))
}

fn refused(turn: &Turn<'_>, seen: &SeenEvent, trouble: Trouble) -> Answer {
    turn.answer(Reply::RefusedByGoogle { title: seen.event.title.clone(), trouble })
}
