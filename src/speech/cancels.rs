//! Cancelling: asked, done, refused.

use i18n_embed_fl::fl;

use super::render::{Lines, Renderer};
use super::{Card, ListPage, Refusal};
use crate::model::{Question, Scope, Trouble};

/// How many numbers are named.
const NUMBERS_MOST: usize = 20;

impl Renderer<'_> {
    pub(super) fn not_cancelled(&self, why: &Refusal, fresh: Option<&ListPage>) -> Lines {
        let mut lines = vec![self.why_not(why)];
        match fresh {
            Some(page) => {
                lines.extend([fl!(self.words, "fresh-list"), String::new()]);
                lines.extend(self.list(page));
            }
            None => lines.push(fl!(self.words, "fresh-list-empty")),
        }
        lines
    }

    fn why_not(&self, why: &Refusal) -> String {
        match why {
            Refusal::NoNumbers => fl!(self.words, "no-numbers"),
            Refusal::NotInList(numbers) => {
                fl!(self.words, "not-in-list", n = numbers.len(), numbers = self.numbers(numbers))
            }
            Refusal::NoListSeen => fl!(self.words, "no-list-seen"),
            Refusal::Changed(numbers) => {
                fl!(self.words, "numbers-changed", n = numbers.len(), numbers = self.numbers(numbers))
            }
            Refusal::Gone(numbers) => {
                fl!(self.words, "numbers-gone", n = numbers.len(), numbers = self.numbers(numbers))
            }
            Refusal::TitlesHidden => fl!(self.words, "titles-hidden"),
            Refusal::NothingThen(at) => fl!(self.words, "nothing-then", when = self.moment(*at)),
            Refusal::WholeSeries(numbers) => {
                fl!(self.words, "numbers-series", n = numbers.len(), numbers = self.numbers(numbers))
            }
        }
    }

    fn numbers(&self, numbers: &[u32]) -> String {
        let named: Vec<String> = numbers.iter().take(NUMBERS_MOST).map(u32::to_string).collect();
        if named.len() < numbers.len() { format!("{} …", self.each_of(named)) } else { self.all_of(named) }
    }

    pub(super) fn ask(&self, question: &Question, cards: &[Card]) -> Lines {
        match (question, cards) {
            (Question::Series, [card]) => vec![fl!(self.words, "ask-series", event = self.event(card))],
            (Question::Several | Question::Series | Question::Occurrence, cards) => {
                let mut lines = vec![fl!(self.words, "ask-several", n = cards.len())];
                lines.extend(self.bullets(cards.iter().map(|card| self.event(card))));
                lines
            }
            (Question::Guests, cards) => {
                let mut lines = vec![fl!(self.words, "ask-guests", n = cards.len())];
                lines.extend(self.bullets(cards.iter().map(|card| self.event(card))));
                lines
            }
        }
    }

    pub(super) fn cancelled(&self, cards: &[Card], scope: Scope, apart: &[Card], queued: Option<Trouble>) -> Lines {
        let mut lines = match cards {
            [card] => vec![self.cancelled_one(card, scope, queued.is_some())],
            cards => {
                let heading = if queued.is_some() {
                    fl!(self.words, "cancelled-several-queued")
                } else {
                    fl!(self.words, "cancelled-several")
                };
                let mut lines = vec![heading];
                lines.extend(self.bullets(cards.iter().map(|card| self.struck(card))));
                lines
            }
        };
        if !apart.is_empty() {
            lines.push(fl!(self.words, "cancelled-apart", n = apart.len()));
            lines.extend(self.bullets(apart.iter().map(|card| self.event(card))));
        }
        lines.extend(self.queued(queued));
        lines
    }

    fn cancelled_one(&self, card: &Card, scope: Scope, is_queued: bool) -> String {
        let event = self.struck(card);
        match (scope, is_queued) {
            (Scope::This, false) => fl!(self.words, "cancelled", event = event),
            (Scope::Following, false) => fl!(self.words, "cancelled-following", event = event),
            (Scope::All, false) => fl!(self.words, "cancelled-series", event = event),
            (Scope::This, true) => fl!(self.words, "cancelled-queued", event = event),
            (Scope::Following, true) => fl!(self.words, "cancelled-following-queued", event = event),
            (Scope::All, true) => fl!(self.words, "cancelled-series-queued", event = event),
        }
    }

    pub(super) fn partly_cancelled(&self, cards: &[Card], left: &[Card]) -> Lines {
        let mut lines = Lines::new();
        if !cards.is_empty() {
            lines.extend(self.cancelled(cards, Scope::This, &[], None));
        }
        lines.push(fl!(self.words, "not-cancelled-these"));
        lines.extend(self.bullets(left.iter().map(|card| self.event(card))));
        lines
    }

    pub(super) fn already_cancelled(&self) -> Lines {
        vec![fl!(self.words, "already-cancelled")]
    }

    pub(super) fn changed_since(&self, card: &Card) -> Lines {
        let mut lines = vec![fl!(self.words, "changed-since"), self.head(card)];
        lines.extend(self.details(card));
        lines
    }

    pub(super) fn kept(&self) -> Lines {
        vec![fl!(self.words, "kept")]
    }

    pub(super) fn button_stale(&self) -> Lines {
        vec![fl!(self.words, "button-stale")]
    }

    pub(super) fn button_not_yours(&self) -> Lines {
        vec![fl!(self.words, "button-not-yours")]
    }
}
