//! An event as it is stored: short lines rather than JSON, because there can be millions.
//!
//! The first line is `ETAG WHEN MARKS`, the second the title, and each further one begins with a letter for its field.
//! Usual values are left out. Numbers are in base 36 and times in whole minutes. An etag is written without its quotes,
//! as the scripts read it. An event that does not fit this form is stored as JSON, as all events were in older
//! versions; both are read.

use std::fmt::{self, Write};

use chrono::{DateTime, Duration, NaiveDate};
use chrono_tz::Tz;
use data_encoding::BASE64URL_NOPAD;

use crate::model::{Availability, EditId, Etag, Event, EventId, EventKind, EventTime, Invitation, Lead, OriginalStart};
use crate::store::{Damage, encode};

/// The zone that is left out.
const USUAL_ZONE: Tz = Tz::Asia__Kuala_Lumpur;

/// The address of an event's page at Google, before its `eid`: in base64, the event's id and a short form of its
/// calendar's.
const PAGE: &str = "https://www.google.com/calendar/event?eid=";

/// The address of a Google Meet conference, before its code.
const MEET: &str = "https://meet.google.com/";

const MINUTE: i64 = 60;
const RADIX: u32 = 36;

/// The text of an event.
pub(in crate::store) fn write(event: &Event) -> String {
    let text = Compact(event).to_string();
    let is_whole = read_compact(event.id.clone(), &text).is_some_and(|read| read == *event);
    if is_whole { text } else { encode(event) }
}

/// The event with this id, from its text.
pub(in crate::store) fn read(id: EventId, text: &str) -> Result<Event, Damage> {
    if text.starts_with('{') {
        return serde_json::from_str(text).map_err(|error| Damage::from(&error));
    }
    read_compact(id, text).ok_or(Damage::UNEXPECTED)
}

/// An event in the short form.
struct Compact<'a>(&'a Event);

impl fmt::Display for Compact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Event { id, etag, title, when, zone, place, series, original_start, edit, leads, .. } = self.0;
        let Event { link, organizer, conference, .. } = self.0;
        match bare(etag) {
            Some(digits) => f.write_str(digits)?,
            None => write!(f, "={etag}")?,
        }
        write!(f, " {} {}\n{}", When(*when), Marks(self.0), Escaped(title))?;
        let mut put = |letter: char, text: &str| write!(f, "\n{letter}{}", Escaped(text));
        if *zone != USUAL_ZONE {
            put('z', zone.name())?;
        }
        if let Some(place) = place {
            put('p', place)?;
        }
        if !is_named_by_id(self.0) {
            if let Some(series) = series {
                put('s', series)?;
            }
            match original_start {
                Some(OriginalStart::Day(day)) => put('i', &format!("{day}"))?,
                Some(OriginalStart::Moment(at)) => put('i', &at.timestamp().to_string())?,
                None => {}
            }
        }
        if let Some(edit) = edit {
            put('e', edit)?;
        }
        if let Some(leads) = leads {
            put('r', &leads.iter().map(|lead| lead.minutes.to_string()).collect::<Vec<_>>().join(","))?;
        }
        match (link, link.as_deref().and_then(|link| owner_in(link, id))) {
            (Some(_), Some(owner)) => put('l', &owner)?,
            (Some(link), None) => put('L', link)?,
            (None, _) => {}
        }
        if let Some(organizer) = organizer {
            put('g', organizer)?;
        }
        match conference.as_deref().map(|address| (address, address.strip_prefix(MEET))) {
            Some((_, Some(code))) => put('c', code)?,
            Some((address, None)) => put('C', address)?,
            None => {}
        }
        Ok(())
    }
}

fn read_compact(id: EventId, text: &str) -> Option<Event> {
    let mut lines = text.split('\n');
    let mut head = lines.next()?.split(' ');
    let etag = head.next()?;
    let etag = etag.strip_prefix('=').map_or_else(|| ["\"", etag, "\""].concat(), ToOwned::to_owned);
    let when = time(head.next()?)?;
    let marks = head.next()?;
    let mut event = Event::new(id, Etag(etag), unescaped(lines.next()?), when, USUAL_ZONE);
    marks.chars().try_for_each(|mark| set_mark(&mut event, mark))?;
    for line in lines {
        let mut letters = line.chars();
        let letter = letters.next()?;
        let text = unescaped(letters.as_str());
        match letter {
            'z' => event.zone = text.parse().ok()?,
            'p' => event.place = Some(text),
            's' => event.series = Some(EventId(text)),
            'i' => event.original_start = Some(original_start(&text)?),
            'e' => event.edit = Some(EditId(text)),
            'r' => event.leads = Some(leads(&text)?),
            'l' => event.link = Some(page(&event.id, &text)),
            'L' => event.link = Some(text),
            'g' => event.organizer = Some(text),
            'c' => event.conference = Some(format!("{MEET}{text}")),
            'C' => event.conference = Some(text),
            _ => return None,
        }
    }
    Some(event)
}

/// An etag of digits without its quotes, as Google's are.
fn bare(etag: &str) -> Option<&str> {
    let digits = etag.strip_prefix('"')?.strip_suffix('"')?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// A time as `START,LENGTH` in minutes, or of whole days as `FIRSTdDAYS`, counted from 1970.
struct When(EventTime);

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            EventTime::Timed { start, end } => {
                let (start, length) = (start.timestamp() / MINUTE, (end - start).num_minutes());
                write!(f, "{},{}", Base36(start), Base36(length))
            }
            EventTime::AllDay { first, until } => {
                write!(
                    f,
                    "{}d{}",
                    Base36((first - NaiveDate::default()).num_days()),
                    Base36((until - first).num_days())
                )
            }
        }
    }
}

fn time(text: &str) -> Option<EventTime> {
    let number = |text: &str| i64::from_str_radix(text, RADIX).ok();
    if let Some((start, length)) = text.split_once(',') {
        let start = DateTime::from_timestamp(number(start)?.checked_mul(MINUTE)?, 0)?;
        let end = start.checked_add_signed(Duration::try_minutes(number(length)?)?)?;
        return Some(EventTime::Timed { start, end });
    }
    // A number in base 36 may contain a d too; but days have at most five digits.
    let (first, days) = text.rsplit_once('d')?;
    let first = NaiveDate::default().checked_add_signed(Duration::try_days(number(first)?)?)?;
    Some(EventTime::AllDay { first, until: first.checked_add_signed(Duration::try_days(number(days)?)?)? })
}

/// The unusual properties of an event, a letter each; `lua/copy.lua` looks for the `m`.
struct Marks<'a>(&'a Event);

impl fmt::Display for Marks<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let event = self.0;
        match event.kind {
            EventKind::Default => {}
            EventKind::FromGmail => f.write_char('G')?,
            EventKind::FocusTime => f.write_char('F')?,
            EventKind::OutOfOffice => f.write_char('O')?,
            EventKind::Holiday => f.write_char('H')?,
        }
        match event.invitation {
            Some(Invitation::Unanswered) => f.write_char('u')?,
            Some(Invitation::Tentative) => f.write_char('t')?,
            Some(Invitation::Accepted) => f.write_char('a')?,
            None => {}
        }
        let others = [
            (event.is_ours, 'm'),
            (event.has_guests, 'g'),
            (event.availability == Availability::Free, 'f'),
            (event.is_busy_only, 'b'),
            (is_named_by_id(event), 'o'),
        ];
        others.iter().filter(|(is_so, _)| *is_so).try_for_each(|(_, mark)| f.write_char(*mark))
    }
}

fn set_mark(event: &mut Event, mark: char) -> Option<()> {
    match mark {
        'G' => event.kind = EventKind::FromGmail,
        'F' => event.kind = EventKind::FocusTime,
        'O' => event.kind = EventKind::OutOfOffice,
        'H' => event.kind = EventKind::Holiday,
        'u' => event.invitation = Some(Invitation::Unanswered),
        't' => event.invitation = Some(Invitation::Tentative),
        'a' => event.invitation = Some(Invitation::Accepted),
        'm' => event.is_ours = true,
        'g' => event.has_guests = true,
        'f' => event.availability = Availability::Free,
        'b' => event.is_busy_only = true,
        'o' => {
            let (series, start) = named_by(&event.id)?;
            (event.series, event.original_start) = (Some(series), Some(start));
        }
        _ => return None,
    }
    Some(())
}

/// The series and the original start that are in the id of an occurrence.
fn named_by(id: &EventId) -> Option<(EventId, OriginalStart)> {
    let (series, _) = id.rsplit_once('_')?;
    Some((EventId(series.to_owned()), OriginalStart::of_occurrence(id)?.1))
}

/// Whether the id tells which occurrence of which series it is.
fn is_named_by_id(event: &Event) -> bool {
    let Event { id, series: Some(series), original_start: Some(start), .. } = event else { return false };
    named_by(id).is_some_and(|(named, at)| named == *series && at == *start)
}

fn original_start(text: &str) -> Option<OriginalStart> {
    if let Ok(second) = text.parse() {
        return Some(OriginalStart::Moment(DateTime::from_timestamp(second, 0)?));
    }
    Some(OriginalStart::Day(text.parse().ok()?))
}

fn leads(text: &str) -> Option<Vec<Lead>> {
    let lead = |minutes: &str| Some(Lead { minutes: minutes.parse().ok()? });
    text.split(',').filter(|minutes| !minutes.is_empty()).map(lead).collect()
}

/// The owner of the calendar in the address of an event's page, if the address is what [`page`] makes.
fn owner_in(link: &str, id: &EventId) -> Option<String> {
    let named = BASE64URL_NOPAD.decode(link.strip_prefix(PAGE)?.as_bytes()).ok()?;
    let owner = String::from_utf8(named).ok()?.strip_prefix(&**id)?.strip_prefix(' ')?.to_owned();
    (page(id, &owner) == link).then_some(owner)
}

fn page(id: &EventId, owner: &str) -> String {
    let named = [id, " ", owner].concat();
    let mut page = String::with_capacity(PAGE.len() + BASE64URL_NOPAD.encode_len(named.len()));
    page.push_str(PAGE);
    BASE64URL_NOPAD.encode_append(named.as_bytes(), &mut page);
    page
}

/// A text, escaped to fit in one line.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

fn unescaped(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.push(if letters.next() == Some('n') { '\n' } else { '\\' }),
            letter => plain.push(letter),
        }
    }
    plain
}

/// A number in base 36, as [`i64::from_str_radix`] reads it.
struct Base36(i64);

impl fmt::Display for Base36 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            f.write_char('-')?;
        }
        let mut rest = self.0.unsigned_abs();
        let mut digits = Vec::new();
        while rest > 0 || digits.is_empty() {
            digits.extend(u32::try_from(rest % u64::from(RADIX)).ok().and_then(|digit| char::from_digit(digit, RADIX)));
            rest /= u64::from(RADIX);
        }
        digits.iter().rev().try_for_each(|digit| f.write_char(*digit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lunch() -> Event {
        let when = EventTime::Timed {
            start: "2026-03-10T04:00:00Z".parse().unwrap(),
            end: "2026-03-10T05:00:00Z".parse().unwrap(),
        };
        Event::new(
            EventId("abc".into()),
            Etag("\"3181161784712000\"".into()),
            "Lunch\nwith \\ Ana".into(),
            when,
            USUAL_ZONE,
        )
    }

    /// Every field that can be there.
    fn full() -> Event {
        let id = EventId("abc_20260311T040000Z".into());
        let link = Some(page(&id, "ana@m"));
        Event {
            id,
            kind: EventKind::FromGmail,
            zone: Tz::Europe__Berlin,
            place: Some("Bangsar".into()),
            series: Some(EventId("abc".into())),
            original_start: Some(OriginalStart::Moment("2026-03-11T04:00:00Z".parse().unwrap())),
            has_guests: true,
            is_ours: true,
            edit: Some(EditId("e0".into())),
            leads: Some(vec![Lead { minutes: 10 }, Lead { minutes: 60 }]),
            link,
            availability: Availability::Free,
            is_busy_only: true,
            invitation: Some(Invitation::Tentative),
            organizer: Some("Budi".into()),
            conference: Some(format!("{MEET}abc-defg-hij")),
            ..lunch()
        }
    }

    #[test]
    fn an_event_is_kept_in_a_few_short_lines() {
        let plain = Event { title: "Lunch".into(), link: Some(page(&lunch().id, "ana@m")), ..lunch() };
        assert_eq!(write(&plain), "3181161784712000 hleeo,1o \nLunch\nlana@m");
        assert_eq!(
            write(&full()),
            "3181161784712000 hleeo,1o Gtmgfbo\nLunch\\nwith \\\\ Ana\nzEurope/Berlin\npBangsar\nee0\nr10,60\nlana@m\n\
             gBudi\ncabc-defg-hij",
        );
    }

    #[test]
    fn what_does_not_fit_is_kept_as_json() {
        let half = EventTime::Timed {
            start: "2026-03-10T04:00:30Z".parse().unwrap(),
            end: "2026-03-10T05:00:00Z".parse().unwrap(),
        };
        let odd = [
            Event { when: half, ..lunch() },
            Event { etag: Etag("a\nb".into()), ..lunch() },
            Event { leads: Some(vec![Lead { minutes: 5 }]), when: half, ..full() },
        ];
        for event in odd {
            let text = write(&event);
            assert!(text.starts_with('{'), "{text}");
            assert_eq!(read(event.id.clone(), &text).unwrap(), event);
        }
    }

    #[test]
    fn an_event_of_an_older_version_is_read() {
        let text = r#"{"id":"abc","etag":"\"1\"","kind":"default","title":"dentist","when":{"timed":{"start":
            "2026-12-01T08:00:00Z","end":"2026-12-01T09:00:00Z"}},"zone":"Asia/Kuala_Lumpur","place":null,"series":null,
            "has_guests":false,"is_ours":true,"edit":null,"leads":null,"link":null}"#;
        assert_eq!(read(EventId("abc".into()), text).unwrap().title, "dentist");
    }

    #[test]
    fn what_is_not_ours_is_no_event() {
        for text in ["", "nonsense", "1 !,1 \nLunch", "1 a,1 Q\nLunch", "1 a,1 \nLunch\nqx", "1 a,1 ", "{"] {
            assert!(read(EventId("abc".into()), text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_event_comes_back_as_it_was_kept(
            title in any::<String>(),
            place in proptest::option::of(any::<String>()),
            link in proptest::option::of(any::<String>()),
            conference in proptest::option::of(any::<String>()),
            leads in proptest::option::of(proptest::collection::vec(0_u32..50_000, 0..3)),
            start in -1_000_000_000_i64..5_000_000_000,
            length in 0_i64..200_000,
            day in -20_000_i64..40_000,
            is_all_day in any::<bool>(),
            is_occurrence in any::<bool>(),
        ) {
            let start = DateTime::from_timestamp(start, 0).unwrap();
            let first = NaiveDate::default() + Duration::days(day);
            let when = if is_all_day {
                EventTime::AllDay { first, until: first + Duration::days(length / 1_000 + 1) }
            } else {
                EventTime::Timed { start, end: start + Duration::seconds(length) }
            };
            let leads = leads.map(|leads| leads.into_iter().map(|minutes| Lead { minutes }).collect());
            let event = if is_occurrence { full() } else { lunch() };
            let event = Event { title, when, place, leads, link, conference, ..event };
            prop_assert_eq!(read(event.id.clone(), &write(&event)).unwrap(), event);
        }
    }
}
