//! A series as it is known here: its upcoming occurrences, and where it is cut if more than one of them is meant.

use std::collections::BTreeMap;

use crate::model::{Event, EventId, Scope, SeenEvent, SeriesPart, SeriesParts};

use super::failure::Cause;
use super::owed::Owed;
use super::turn::Turn;

/// The most occurrences with a different time to name.
const MOST_APART: usize = 5;

/// The occurrence that is meant: the one that was seen or, if a series was seen as a whole, the next one that is not
/// over. `None` if no occurrence is known yet, as for a series that still waits for Google.
pub async fn occurrence(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Option<SeenEvent>, Cause> {
    if !seen.event.is_whole_series() {
        return Ok(Some(seen.clone()));
    }
    let series = seen.event.series.as_ref();
    let known = to_come(turn, seen).await?;
    let next = known.into_iter().find(|event| event.series.as_ref() == series);
    Ok(next.map(|event| SeenEvent { event, ..seen.clone() }))
}

/// The parts of a series that an update is about to change, starting from the occurrence that was seen; empty if only
/// the series as a whole is known. If the update is handled again, it gets the same parts, although the series has
/// changed by then.
pub async fn parts(turn: &Turn<'_>, seen: &SeenEvent, scope: Scope) -> Result<SeriesParts, Cause> {
    turn.once(|recall| &mut recall.parts, known_parts(turn, seen, scope)).await
}

/// The same, for the series as it is now.
pub async fn known_parts(turn: &Turn<'_>, seen: &SeenEvent, scope: Scope) -> Result<SeriesParts, Cause> {
    let known = to_come(turn, seen).await?;
    Ok(of_known(known, &seen.event, scope))
}

/// The occurrences of all parts of the series that are not over, by start.
async fn to_come(turn: &Turn<'_>, seen: &SeenEvent) -> Result<Vec<Event>, Cause> {
    let Some(root) = seen.event.series.as_ref().map(EventId::root) else { return Ok(Vec::new()) };
    let owed = Owed::read(turn, &seen.account).await?;
    let known = owed.after(turn.room.store.all_events(&seen.account).await?);
    let is_meant = |event: &Event| {
        event.series.as_ref().is_some_and(|series| series.root() == root)
            && !event.is_whole_series()
            && turn.now < event.when.end(turn.zone())
    };
    let mut known: Vec<Event> = known.filter(is_meant).collect();
    known.sort_by_key(|event| event.when.start(turn.zone()));
    Ok(known)
}

/// The parts that are meant, from the upcoming occurrences.
fn of_known(mut known: Vec<Event>, seen: &Event, scope: Scope) -> SeriesParts {
    let is_whole = seen.is_whole_series();
    let is_needed = match scope {
        Scope::This | Scope::Following => known.iter().all(|event| event.id != seen.id),
        Scope::All => known.is_empty(),
    };
    // It may be outside the copy.
    if is_needed && !is_whole {
        known.push(seen.clone());
    }
    match scope {
        Scope::This => known.retain(|event| event.id == seen.id),
        Scope::Following if !is_whole => known.retain(|event| seen.place_in_series() <= event.place_in_series()),
        Scope::Following | Scope::All => {}
    }
    known.sort_by_key(Event::place_in_series);
    let mut parts: BTreeMap<EventId, SeriesPart> = BTreeMap::new();
    for event in &known {
        let Some(series) = event.series.clone() else { continue };
        parts.entry(series.clone()).or_insert_with(|| SeriesPart { series, first: event.clone() });
    }
    let mut parts: Vec<SeriesPart> = parts.into_values().collect();
    parts.sort_by_key(|part| (Some(&part.series) != seen.series.as_ref(), part.at()));
    let apart = known.into_iter().filter(|event| event.is_moved_alone() && event.id != seen.id);
    SeriesParts { parts, apart: apart.take(MOST_APART).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::occurrence;
    use crate::model::OriginalStart;
    use chrono::{DateTime, Duration};

    /// An occurrence on a day, which may have been moved by some hours.
    fn on(day: i64, series: &str, moved: i64) -> Event {
        let event = occurrence(&format!("{series}_{day}"), series).event;
        let original = DateTime::UNIX_EPOCH + Duration::days(day);
        let when = event.when.moved_by(Duration::days(day) + Duration::hours(moved)).unwrap();
        Event { when, original_start: Some(OriginalStart::Moment(original)), ..event }
    }

    fn words(parts: &SeriesParts) -> (Vec<String>, Vec<String>) {
        let part = |part: &SeriesPart| format!("{} from {}", part.series, part.first.id);
        (parts.parts.iter().map(part).collect(), parts.apart.iter().map(|event| event.id.to_string()).collect())
    }

    #[test]
    fn each_part_is_cut_at_the_first_occurrence_that_is_meant() {
        let later = "s_R19700104T000000Z";
        let known = vec![on(1, "s", 0), on(2, "s", 5), on(3, later, 0), on(4, later, 0)];
        let (second, whole) = (known[1].clone(), Event { id: EventId("s".into()), ..known[0].clone() });
        let (first, cut) = ("s from s_1".to_owned(), format!("{later} from {later}_3"));
        let table = [
            (&second, Scope::This, vec!["s from s_2".to_owned()], vec![]),
            (&second, Scope::Following, vec!["s from s_2".to_owned(), cut.clone()], vec![]),
            (&second, Scope::All, vec![first.clone(), cut.clone()], vec![]),
            (&whole, Scope::All, vec![first.clone(), cut.clone()], vec!["s_2".to_owned()]),
            (&known[3], Scope::Following, vec![format!("{later} from {later}_4")], vec![]),
            (&known[3], Scope::All, vec![cut, first], vec!["s_2".to_owned()]),
        ];
        for (seen, scope, parts, apart) in table {
            assert_eq!(words(&of_known(known.clone(), seen, scope)), (parts, apart), "{} {scope:?}", seen.id);
        }
    }

    #[test]
    fn what_was_seen_and_is_gone_meanwhile_is_still_meant() {
        let seen = on(1, "s", 0);
        let gone = of_known(vec![on(9, "s", 0)], &seen, Scope::Following);
        assert_eq!(words(&gone).0, ["s from s_1"]);
    }
}
