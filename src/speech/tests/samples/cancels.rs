//! Questions before something is cancelled or changed, and what was cancelled.

use super::super::building::{card, every_button, keyboard, timed};
use crate::model::{DetailKind, Freshness, Question, ReminderPlan, Scope, Trouble, UnknownCalendars};
use crate::speech::{Card, Label, Reply};

pub(super) fn about_cancelling(title: &str, place: &str) -> Vec<Reply> {
    let one = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    let other = card("stand-up", timed("2026-03-16T10:00", "2026-03-16T10:15"), None);
    let two = vec![one.clone(), other];
    let many = vec![one.clone(); 12];
    vec![
        Reply::Ask { question: Question::Several, cards: many, keyboard: keyboard(&[Label::CancelAll, Label::Keep]) },
        Reply::Ask { question: Question::Series, cards: vec![one.clone()], keyboard: keyboard(&[Label::ThisOne]) },
        Reply::Ask { question: Question::Series, cards: two.clone(), keyboard: keyboard(&[Label::WholeSeries]) },
        Reply::AskBeforeChange { question: Question::Series, card: one.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::AskBeforeChange {
            question: Question::Occurrence,
            card: one.clone(),
            keyboard: keyboard(&[Label::ThisOne]),
        },
        Reply::AskBeforeChange { question: Question::Guests, card: one.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::Which { cards: two.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::DidYouMean { said: title.to_owned(), card: one.clone(), keyboard: keyboard(&[Label::ThatOne]) },
        Reply::NoSuchEvent { said: title.to_owned() },
        Reply::MoveMenu { card: one.clone(), keyboard: keyboard(&[Label::Back]) },
        Reply::ChangeHow { card: one.clone(), what: DetailKind::Title },
        Reply::ChangeHow { card: one.clone(), what: DetailKind::Place },
        Reply::ChangeHow { card: one.clone(), what: DetailKind::Length },
        Reply::EventCard { card: one.clone(), plan: ReminderPlan::default(), keyboard: keyboard(&[Label::Move]) },
        Reply::FreeAt {
            when: one.when,
            busy: vec![],
            beside: vec![],
            is_unread: false,
            freshness: Freshness::Fresh,
            unknown: UnknownCalendars {
                lost: vec!["Family".into(), title.into()],
                being_read: vec![title.into()],
                read_so_far: None,
            },
            keyboard: keyboard(&[]),
        },
        Reply::EventCard {
            card: Card { calendar: Some("Family".into()), ..one.clone() },
            plan: ReminderPlan::default(),
            keyboard: keyboard(&[]),
        },
        Reply::Ask { question: Question::Guests, cards: vec![one.clone()], keyboard: keyboard(&[Label::Keep]) },
        Reply::Ask { question: Question::Guests, cards: two.clone(), keyboard: keyboard(&[Label::Keep]) },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::This,
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::Following,
            apart: vec![one.clone()],
            queued: None,
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::This,
            apart: vec![],
            queued: Some(Trouble::Away),
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: vec![one.clone()],
            scope: Scope::All,
            apart: two.clone(),
            queued: Some(Trouble::Forbidden),
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: two.clone(),
            scope: Scope::This,
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        Reply::Cancelled {
            cards: two.clone(),
            scope: Scope::This,
            apart: vec![],
            queued: Some(Trouble::Away),
            keyboard: every_button(),
        },
        Reply::PartlyCancelled { cards: two.clone(), left: vec![one.clone()], keyboard: every_button() },
        Reply::PartlyCancelled { cards: vec![], left: two.clone(), keyboard: vec![] },
        Reply::AlreadyCancelled,
        Reply::ChangedSince { card: one, keyboard: keyboard(&[Label::Cancel]) },
        Reply::Kept,
        Reply::ButtonStale,
        Reply::ButtonNotYours,
    ]
}
