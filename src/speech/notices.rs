//! Notices: changes made elsewhere that people must know about.

use i18n_embed_fl::fl;
use serde::{Deserialize, Serialize};

use super::render::{Lines, Renderer};
use super::{Card, html};
use crate::model::{Change, Departure, Event, Notice, NoticeKind, OthersDeed, Scope, Trouble};

/// How much of a person's name is shown.
const NAME_MOST: usize = 40;

/// How much of a calendar's name is shown.
const CALENDAR_MOST: usize = 60;

/// A calendar of the person who is told something of it, in their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCalendar {
    /// What they call it.
    pub calendar: String,
    /// What they call its Google account.
    pub account: String,
}

impl Renderer<'_> {
    /// The notices, with an empty line between them: as many as fit, and how many more there are.
    pub(super) fn notices(&self, notices: &[Notice], calendar: Option<&OwnCalendar>) -> Lines {
        let more = |left: usize| fl!(self.words, "notices-more", n = left);
        let room = html::MESSAGE_MOST - html::length(&[String::new(), more(notices.len())]);
        let mut lines = Lines::new();
        for (place, notice) in notices.iter().enumerate() {
            let mut paragraph = self.notice(&notice.kind, calendar);
            if place > 0 {
                paragraph.insert(0, String::new());
                if html::length(&lines) + html::length(&paragraph) > room {
                    lines.extend([String::new(), more(notices.len() - place)]);
                    break;
                }
            }
            lines.extend(paragraph);
        }
        lines
    }

    fn notice(&self, kind: &NoticeKind, calendar: Option<&OwnCalendar>) -> Lines {
        match *kind {
            NoticeKind::Changed { ref was, ref is, is_series } => {
                self.changed(&Card::of(was), &Card::of(is), is_series)
            }
            NoticeKind::Cancelled { ref was, ref why, is_series } => vec![self.gone(&Card::of(was), why, is_series)],
            NoticeKind::New { ref is } => self.new_event(is),
            NoticeKind::ByOther { by: _, ref name, deed, scope, ref events } => {
                self.by_other(name.as_deref(), deed, scope, events)
            }
            NoticeKind::Landed { ref event, is_deleted, origin: _ } => self.landed(event, is_deleted),
            NoticeKind::Refused { ref title, trouble, origin: _ } => {
                let title = self.bold_in_line(title);
                let mut lines = vec![fl!(self.words, "notice-refused", title = title, why = self.why(trouble))];
                lines.extend(self.fix_by_people(trouble));
                lines
            }
            NoticeKind::Overridden { ref is, ref ours, origin: _ } => self.overridden_later(is, ours),
            NoticeKind::Trouble(trouble) => self.in_trouble(trouble, calendar),
            NoticeKind::SignedInAgain => vec![fl!(self.words, "notice-signed-in-again")],
            NoticeKind::Recovered => vec![match calendar {
                Some(OwnCalendar { calendar, account: _ }) => {
                    fl!(self.words, "notice-readable", calendar = html::user(calendar, CALENDAR_MOST))
                }
                None => fl!(self.words, "notice-recovered"),
            }],
            NoticeKind::Empty { known } => vec![fl!(self.words, "notice-empty", n = known)],
            NoticeKind::Emptied { known } => vec![fl!(self.words, "notice-emptied", n = known)],
            NoticeKind::Rebuilt => vec![fl!(self.words, "notice-rebuilt")],
            NoticeKind::Full { most } => vec![fl!(self.words, "notice-full", n = most)],
        }
    }

    fn gone(&self, was: &Card, why: &Departure, is_series: bool) -> String {
        let event = self.struck(was);
        match (why, is_series) {
            (Departure::Cancelled, false) => fl!(self.words, "notice-cancelled", event = event),
            (Departure::Cancelled, true) => fl!(self.words, "notice-series-cancelled", event = event),
            (Departure::Declined, _) => fl!(self.words, "notice-declined", event = event),
            (Departure::MovedTo(calendar), _) => {
                let calendar = html::user(calendar, CALENDAR_MOST);
                fl!(self.words, "notice-moved-away", event = event, calendar = calendar)
            }
        }
    }

    fn changed(&self, was: &Card, is: &Card, is_series: bool) -> Lines {
        let title = if was.title == is.title {
            self.bold_in_line(&is.title)
        } else {
            let (was, is) = (self.struck_title(&was.title), self.bold_in_line(&is.title));
            format!("{was} → {is}")
        };
        let mut lines = vec![match (was.when == is.when, is_series) {
            (true, false) => fl!(self.words, "notice-changed", title = title),
            (true, true) => fl!(self.words, "notice-series-changed", title = title),
            (false, false) => fl!(self.words, "notice-moved", title = title),
            (false, true) => fl!(self.words, "notice-series-moved", title = title),
        }];
        lines.extend(self.difference(was, is));
        lines
    }

    fn new_event(&self, is: &Event) -> Lines {
        let card = Card::of(is);
        let event = self.event(&card);
        let mut lines = vec![if is.is_unanswered() {
            let name = html::user(is.organizer.as_deref().unwrap_or_default(), NAME_MOST);
            let name = if name.is_empty() { fl!(self.words, "someone") } else { name };
            fl!(self.words, "notice-invited", name = name, event = event)
        } else {
            fl!(self.words, "notice-new", event = event)
        }];
        lines.extend(self.place(&card));
        lines
    }

    fn by_other(&self, name: Option<&str>, deed: OthersDeed, scope: Scope, events: &[Event]) -> Lines {
        let name = html::user(name.unwrap_or_default(), NAME_MOST);
        let name = if name.is_empty() { fl!(self.words, "someone") } else { name };
        let event = |event: &Event| match deed {
            OthersDeed::Cancelled | OthersDeed::Declined => self.struck(&Card::of(event)),
            OthersDeed::Added | OthersDeed::Moved | OthersDeed::Changed | OthersDeed::BroughtBack => {
                self.event(&Card::of(event))
            }
        };
        let what = if let [only] = events { event(only) } else { String::new() };
        let mut lines = vec![match deed {
            OthersDeed::Added => fl!(self.words, "other-added", name = name, event = what),
            OthersDeed::Moved => fl!(self.words, "other-moved", name = name, event = what),
            OthersDeed::Changed => fl!(self.words, "other-changed", name = name, event = what),
            OthersDeed::Declined => fl!(self.words, "other-declined", name = name, event = what),
            OthersDeed::Cancelled => fl!(self.words, "other-cancelled", name = name, event = what),
            OthersDeed::BroughtBack => fl!(self.words, "other-brought-back", name = name, event = what),
        }];
        if events.len() > 1 {
            lines = lines.iter().map(|line| line.trim_end().to_owned()).collect();
            lines.extend(self.bullets(events.iter().map(event)));
        }
        match (deed, scope) {
            (OthersDeed::Added, _) | (_, Scope::This) => {}
            (_, Scope::Following) => lines.push(fl!(self.words, "other-and-later")),
            (_, Scope::All) => lines.push(fl!(self.words, "other-whole-series")),
        }
        lines
    }

    fn landed(&self, event: &Event, is_deleted: bool) -> Lines {
        let card = Card::of(event);
        vec![if is_deleted {
            fl!(self.words, "notice-landed-deleted", event = self.struck(&card))
        } else {
            fl!(self.words, "notice-landed", event = self.event(&card))
        }]
    }

    fn overridden_later(&self, is: &Event, ours: &Change) -> Lines {
        let mut lines = vec![fl!(self.words, "notice-overridden", event = self.event(&Card::of(is)))];
        if !ours.is_empty() {
            lines.push(fl!(self.words, "notice-ours", what = self.change(ours)));
        }
        lines
    }

    /// The fields that a change would change.
    fn change(&self, change: &Change) -> String {
        let title = change.title.as_deref().map(|title| self.bold_in_line(title));
        let when = change.when.map(|when| self.when(when));
        let place = change.place.as_ref().map(|place| self.place_in_line(place.as_deref()));
        let leads = change.leads.as_ref().and_then(Option::as_ref);
        let leads = leads.map(|leads| self.all_of(leads.iter().map(|lead| self.lead(*lead)).collect()));
        self.each_of([title, when, place, leads].into_iter().flatten().collect())
    }

    /// A trouble that a person has to fix: what it is, and who can do what about it.
    fn in_trouble(&self, trouble: Trouble, calendar: Option<&OwnCalendar>) -> Lines {
        let named = |name: &str| html::user(name, CALENDAR_MOST);
        let (what, how) = match (trouble, calendar) {
            (Trouble::SignIn, None) if self.voice.is_group => {
                (fl!(self.words, "group-lost-expired"), fl!(self.words, "group-choose"))
            }
            (Trouble::NotShared, None) if self.voice.is_group => {
                (fl!(self.words, "group-lost-not-shared"), fl!(self.words, "group-choose"))
            }
            (Trouble::OwnRefused, None) if self.voice.is_group => {
                (fl!(self.words, "group-lost-refused"), fl!(self.words, "group-choose"))
            }
            (Trouble::SignIn, Some(OwnCalendar { account, calendar: _ })) => (
                fl!(self.words, "notice-expired", account = named(account)),
                fl!(self.words, "fix-sign-in-to", account = named(account)),
            ),
            (Trouble::NotShared, Some(OwnCalendar { calendar, account: _ })) => {
                (fl!(self.words, "notice-not-shared", calendar = named(calendar)), self.fix(trouble))
            }
            (Trouble::OwnRefused, Some(OwnCalendar { account, calendar: _ })) => {
                (fl!(self.words, "notice-own-refused", account = named(account)), self.fix(trouble))
            }
            (trouble, _) => (fl!(self.words, "notice-trouble", why = self.why(trouble)), self.fix(trouble)),
        };
        vec![what, how, fl!(self.words, "notice-goes-on")]
    }
}
