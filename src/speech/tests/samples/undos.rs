//! Taking back.

use super::super::building::{card, instant, keyboard, timed};
use crate::model::{Lead, ReminderPlan, Trouble};
use crate::speech::{Card, Label, NotUndone, Reply, Undone};

pub(super) fn about_undoing(title: &str, place: &str) -> Vec<Reply> {
    let one = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    let other = card("stand-up", timed("2026-03-16T10:00", "2026-03-16T10:15"), None);
    let plan = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-03-11T18:50"))], past: vec![] };
    let undone = |undone, cards: &[Card], left: &[Card], plan: Option<&ReminderPlan>, queued| Reply::Undone {
        undone,
        cards: cards.to_vec(),
        left: left.to_vec(),
        refused: left.iter().map(|card| (card.clone(), Trouble::Forbidden)).collect(),
        plan: plan.cloned(),
        queued,
        keyboard: keyboard(&[Label::Cancel]),
    };
    let (first, both) = (std::slice::from_ref(&one), [one.clone(), other.clone()]);
    let mut replies = vec![
        undone(Undone::Removed, first, &[], None, None),
        undone(Undone::Removed, &both, &[], None, Some(Trouble::Away)),
        undone(Undone::Reverted, first, &[], Some(&plan), None),
        undone(Undone::Reverted, &both, &[], None, None),
        undone(Undone::BroughtBack, first, &[], Some(&plan), Some(Trouble::Away)),
        undone(Undone::BroughtBack, &both, &[other], None, None),
        undone(Undone::TakenOff, first, &[], Some(&plan), None),
        undone(Undone::PutBack, first, &[], Some(&plan), None),
        undone(Undone::Answered, first, &[], Some(&plan), None),
        undone(Undone::Answered, &both, &[], None, None),
    ];
    let whys = [
        NotUndone::Nothing,
        NotUndone::TooLate,
        NotUndone::Already,
        NotUndone::Changed(Box::new(one)),
        NotUndone::Refused(Trouble::Forbidden),
    ];
    replies.extend(whys.map(|why| Reply::NotUndone { why }));
    replies
}
