//! Answers to a message with a time in it: made, moved, in doubt, refused.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{AddOutcome, Altered, Card, Correction, html};
use crate::model::{DoubtKind, Moment, ReminderPlan, Scope, Trouble};

/// How many overlapping events are named.
const OVERLAPS_MOST: usize = 3;
/// How much of a doubtful text is quoted.
const SAID_MOST: usize = 200;

impl Renderer<'_> {
    pub(super) fn created(
        &self,
        card: &Card,
        plan: &ReminderPlan,
        corrections: &[Correction],
        overlaps: &[Card],
        queued: Option<Trouble>,
    ) -> Lines {
        let title = self.head(card);
        let mut lines = vec![match queued {
            None => fl!(self.words, "created", title = title),
            Some(_) => fl!(self.words, "created-queued", title = title),
        }];
        lines.extend(self.details(card));
        lines.extend(self.plan(plan, card.when));
        lines.extend(corrections.iter().filter_map(|correction| self.correction(correction, card)));
        lines.extend(self.overlaps(overlaps, card));
        lines.extend(self.queued(queued));
        lines
    }

    /// "Google didn't add a Meet link".
    pub(super) fn lacks_meet(&self) -> String {
        fl!(self.words, "lacks-meet")
    }

    pub(super) fn moved(
        &self,
        (altered, scope): (Altered, Scope),
        card: &Card,
        plan: &ReminderPlan,
        overlaps: &[Card],
        apart: &[Card],
        queued: Option<Trouble>,
    ) -> Lines {
        let title = self.head(card);
        let mut lines = vec![match (queued, altered, scope) {
            (None, Altered::Moved, Scope::This) => fl!(self.words, "moved", title = title),
            (None, Altered::Moved, Scope::Following) => fl!(self.words, "moved-following", title = title),
            (None, Altered::Moved, Scope::All) => fl!(self.words, "moved-series", title = title),
            (None, Altered::Changed, Scope::This) => fl!(self.words, "changed", title = title),
            (None, Altered::Changed, Scope::Following) => fl!(self.words, "changed-following", title = title),
            (None, Altered::Changed, Scope::All) => fl!(self.words, "changed-series", title = title),
            (Some(_), Altered::Moved | Altered::Changed, Scope::This) => fl!(self.words, "moved-queued", title = title),
            (Some(_), Altered::Moved | Altered::Changed, Scope::Following) => {
                fl!(self.words, "moved-following-queued", title = title)
            }
            (Some(_), Altered::Moved | Altered::Changed, Scope::All) => {
                fl!(self.words, "moved-series-queued", title = title)
            }
        }];
        lines.extend(self.details(card));
        lines.extend(self.plan(plan, card.when));
        lines.extend(self.overlaps(overlaps, card));
        if !apart.is_empty() {
            lines.push(fl!(self.words, "moved-apart", n = apart.len()));
            lines.extend(self.bullets(apart.iter().map(|card| self.event(card))));
        }
        lines.extend(self.queued(queued));
        lines
    }

    pub(super) fn doubt(&self, kind: DoubtKind, said: &str, has_choices: bool) -> Lines {
        let said = html::user(said, SAID_MOST);
        let doubt = match kind {
            DoubtKind::WeekdayDisagrees { said: named, is } => {
                let (named, is) = (self.weekday(named), self.weekday(is));
                fl!(self.words, "doubt-weekday", said = said, named = named, is = is)
            }
            DoubtKind::Impossible => fl!(self.words, "doubt-impossible", said = said),
            DoubtKind::EndBeforeStart => fl!(self.words, "doubt-end-before-start", said = said),
            DoubtKind::TooFar => fl!(self.words, "doubt-too-far", said = said),
            DoubtKind::Ambiguous => fl!(self.words, "doubt-ambiguous", said = said),
        };
        let then = if has_choices { fl!(self.words, "doubt-which") } else { fl!(self.words, "doubt-again") };
        vec![doubt, then]
    }

    /// What was made of the events of one message, and what is offered, numbered as the buttons are.
    pub(super) fn several_events(&self, added: &[(Card, AddOutcome)], offered: &[Card]) -> Lines {
        let mut lines = self.added(added);
        if !offered.is_empty() {
            lines.push(if added.is_empty() {
                fl!(self.words, "several-offered", n = offered.len())
            } else {
                fl!(self.words, "several-left")
            });
            lines.extend(offered.iter().zip(1..).map(|(card, number)| format!("{number}. {}", self.timed_row(card))));
        }
        lines
    }

    /// What became of several events that were to be added at once.
    pub(super) fn added(&self, added: &[(Card, AddOutcome)]) -> Lines {
        let (mut made, mut queued, mut refused, mut over) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut waits_for, mut why) = (None, None);
        for (card, outcome) in added {
            match outcome {
                AddOutcome::Made => made.push(card),
                AddOutcome::Queued(trouble) => {
                    waits_for = Some(*trouble);
                    queued.push(card);
                }
                AddOutcome::Refused(trouble) => {
                    why = Some(*trouble);
                    refused.push(card);
                }
                AddOutcome::Over => over.push(card),
            }
        }
        let mut lines = Lines::new();
        if !made.is_empty() {
            lines.push(fl!(self.words, "several-made", n = made.len()));
            lines.extend(made.into_iter().map(|card| self.timed_row(card)));
        }
        if !queued.is_empty() {
            lines.push(fl!(self.words, "several-made-queued"));
            lines.extend(queued.into_iter().map(|card| self.timed_row(card)));
            lines.extend(self.queued(waits_for));
        }
        if let Some(trouble) = why {
            lines.push(fl!(self.words, "several-refused", why = self.why(trouble)));
            lines.extend(refused.into_iter().map(|card| self.timed_row(card)));
            lines.extend(self.fix_by_people(trouble));
        }
        if !over.is_empty() {
            lines.push(fl!(self.words, "several-over"));
            lines.extend(over.into_iter().map(|card| self.timed_row(card)));
        }
        lines
    }

    pub(super) fn enough(&self, added: u32) -> Lines {
        vec![fl!(self.words, "enough", n = added)]
    }

    /// A row that begins with its time.
    fn timed_row(&self, card: &Card) -> String {
        format!("{} · {}", self.when(card.when), self.row(card))
    }

    pub(super) fn in_the_past(&self, at: Moment) -> Lines {
        vec![fl!(self.words, "in-the-past", when = self.moment(at))]
    }

    pub(super) fn missed(&self, at: Moment) -> Lines {
        vec![fl!(self.words, "missed", when = self.moment(at))]
    }

    pub(super) fn refused_by_google(&self, title: &str, trouble: Trouble) -> Lines {
        let title = self.bold_in_line(title);
        let mut lines = vec![fl!(self.words, "refused-by-google", title = title, why = self.why(trouble))];
        lines.extend(self.fix_by_people(trouble));
        lines
    }

    pub(super) fn only_readable(&self, title: &str) -> Lines {
        vec![fl!(self.words, "only-readable", title = self.bold_in_line(title))]
    }

    pub(super) fn overridden(&self, card: &Card) -> Lines {
        let mut lines = vec![fl!(self.words, "overridden", title = self.head(card))];
        lines.extend(self.details(card));
        lines
    }

    fn overlaps(&self, overlaps: &[Card], card: &Card) -> Lines {
        let day = self.start_of(card.when).date();
        let more = overlaps.len().saturating_sub(OVERLAPS_MOST);
        let mut lines: Lines = overlaps
            .iter()
            .take(OVERLAPS_MOST)
            .map(|overlap| fl!(self.words, "overlap", event = self.event_beside(day, overlap)))
            .collect();
        if more > 0 {
            lines.push(fl!(self.words, "list-more", n = more));
        }
        lines
    }
}
