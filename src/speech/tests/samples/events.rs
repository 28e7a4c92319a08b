//! Events that are made, moved, doubted, and several of them in one message.

use super::super::building::{card, civil, day, days, every_button, instant, keyboard, timed};
use super::{DOUBTS, FLAGS, TROUBLES};
use crate::model::{Flag, Lead, Moment, ReminderPlan, Rule, Scope, Trouble};
use crate::speech::{AddOutcome, Altered, Card, Correction, Label, NotCorrected, Reply};

#[expect(clippy::too_many_lines, reason = "one line for each reply")]
pub(super) fn about_events(title: &str, place: &str) -> Vec<Reply> {
    let dinner = card(title, timed("2026-03-11T19:00", "2026-03-11T20:00"), Some(place));
    let series = Card {
        rule: Some(Rule("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260630".into())),
        is_repeating: true,
        link: Some("https://calendar.google.com/event?eid=1&ctz=x".into()),
        ..dinner.clone()
    };
    let trip = card(title, days("2026-05-12", "2026-05-21"), None);
    let ten_before = (Lead { minutes: 10 }, instant("2026-03-11T18:50"));
    let one = ReminderPlan { coming: vec![ten_before], past: vec![] };
    let several =
        ReminderPlan { coming: vec![(Lead { minutes: 1_440 }, instant("2026-03-10T19:00")), ten_before], past: vec![] };
    let eve = ReminderPlan { coming: vec![(Lead { minutes: 10 }, instant("2026-05-11T18:00"))], past: vec![] };
    let late = ReminderPlan { coming: vec![], past: vec![Lead { minutes: 90 }, Lead { minutes: 1_440 }] };
    let mut replies = vec![
        Reply::Offer { card: dinner.clone(), keyboard: vec![] },
        Reply::OfferMove { card: dinner.clone(), keyboard: vec![] },
        created(&dinner, &one, &[], None),
        without_meet(&dinner, &one),
        unnamed(&dinner, &one),
        created(&dinner, &several, &[dinner.clone(), trip.clone()], None),
        created(&series, &one, &[], Some(Trouble::Away)),
        created(&trip, &eve, &[], None),
        Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card: trip.clone(),
            plan: eve.clone(),
            overlaps: vec![],
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        moved(Altered::Moved, Scope::Following, &series, std::slice::from_ref(&dinner), None),
        moved(Altered::Moved, Scope::All, &series, &[dinner.clone(), trip.clone()], None),
        moved(Altered::Changed, Scope::Following, &series, &[], None),
        moved(Altered::Changed, Scope::All, &series, &[], None),
        moved(Altered::Moved, Scope::This, &series, &[], Some(Trouble::Away)),
        moved(Altered::Moved, Scope::Following, &series, &[], Some(Trouble::Away)),
        moved(Altered::Moved, Scope::All, &series, &[], Some(Trouble::Away)),
        Reply::Moved {
            altered: Altered::Changed,
            scope: Scope::This,
            card: dinner.clone(),
            plan: one.clone(),
            overlaps: vec![trip.clone()],
            apart: vec![],
            queued: None,
            keyboard: every_button(),
        },
        created(
            &card(title, days("2026-03-11", "2026-03-12"), None),
            &ReminderPlan::default(),
            &[],
            Some(Trouble::Grant),
        ),
        created(&card("", timed("2027-03-11T22:00", "2027-03-12T06:00"), None), &late, &[], None),
        Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card: dinner.clone(),
            plan: one.clone(),
            overlaps: vec![],
            apart: vec![],
            queued: None,
            keyboard: keyboard(&[Label::Cancel]),
        },
        Reply::Moved {
            altered: Altered::Moved,
            scope: Scope::This,
            card: dinner.clone(),
            plan: one,
            overlaps: vec![],
            apart: vec![],
            queued: Some(Trouble::Quota),
            keyboard: vec![],
        },
        Reply::InThePast { at: Moment::Time(civil("2020-03-14T13:00")) },
        Reply::InThePast { at: Moment::Day(day("2026-03-09")) },
        Reply::Joined,
        Reply::Missed { at: Moment::Time(civil("2026-03-10T12:35")), keyboard: keyboard(&[Label::Keep]) },
        Reply::Overridden { card: dinner.clone(), keyboard: keyboard(&[Label::UseMine]) },
    ];
    let whys = [NotCorrected::Unread, NotCorrected::Changed, NotCorrected::Series];
    replies.extend(whys.map(|why| Reply::NotCorrected { why, card: dinner.clone() }));
    replies.extend(TROUBLES.map(|trouble| Reply::RefusedByGoogle { title: title.into(), trouble }));
    replies.push(Reply::OnlyReadable { title: title.into() });
    replies.extend(FLAGS.map(|flag| with_flag(&dinner, flag)));
    let choices = [Label::Choice(Moment::Time(civil("2026-03-20T15:30"))), Label::Keep];
    for (kind, said) in DOUBTS.into_iter().zip(["Friday 14 March", "31 Feb", "5pm to 3pm", "year 99999", title]) {
        replies.push(Reply::Doubt { kind, said: said.into(), keyboard: vec![] });
        replies.push(Reply::Doubt { kind, said: said.into(), keyboard: keyboard(&choices) });
    }
    let add = keyboard(&[Label::AddAll(2), Label::Add(1), Label::Add(2), Label::Keep]);
    let two = vec![dinner.clone(), dinner.clone()];
    let several = |added: &[(Card, AddOutcome)], offered: &[Card]| Reply::Several {
        added: added.to_vec(),
        offered: offered.to_vec(),
        keyboard: if offered.is_empty() { vec![] } else { add.clone() },
    };
    let each = |outcome| two.iter().map(|card| (card.clone(), outcome)).collect::<Vec<_>>();
    replies.push(several(&[], &two));
    replies.push(several(&each(AddOutcome::Made)[..1], &two[..1]));
    replies.push(several(&each(AddOutcome::Made), &[]));
    replies.push(several(&each(AddOutcome::Queued(Trouble::Away)), &[]));
    replies.push(several(&[each(AddOutcome::Refused(Trouble::Invalid)), each(AddOutcome::Over)].concat(), &[]));
    replies.push(Reply::Enough { added: 2 });
    replies
}

fn created(card: &Card, plan: &ReminderPlan, overlaps: &[Card], queued: Option<Trouble>) -> Reply {
    Reply::Created {
        card: card.clone(),
        plan: plan.clone(),
        corrections: vec![],
        overlaps: overlaps.to_vec(),
        queued,
        lacks_meet: false,
        asks_title: false,
        keyboard: keyboard(&[Label::Cancel]),
    }
}

fn moved(altered: Altered, scope: Scope, card: &Card, apart: &[Card], queued: Option<Trouble>) -> Reply {
    Reply::Moved {
        altered,
        scope,
        card: card.clone(),
        plan: ReminderPlan::default(),
        overlaps: vec![],
        apart: apart.to_vec(),
        queued,
        keyboard: keyboard(&[Label::Undo]),
    }
}

fn without_meet(card: &Card, plan: &ReminderPlan) -> Reply {
    Reply::Created {
        card: card.clone(),
        plan: plan.clone(),
        corrections: vec![],
        overlaps: vec![],
        queued: None,
        lacks_meet: true,
        asks_title: false,
        keyboard: vec![],
    }
}

fn unnamed(card: &Card, plan: &ReminderPlan) -> Reply {
    Reply::Created {
        card: Card { title: String::new(), place: None, ..card.clone() },
        plan: plan.clone(),
        corrections: vec![],
        overlaps: vec![],
        queued: None,
        lacks_meet: false,
        asks_title: true,
        keyboard: keyboard(&[Label::Undo]),
    }
}

fn with_flag(card: &Card, flag: Flag) -> Reply {
    Reply::Created {
        card: card.clone(),
        plan: ReminderPlan::default(),
        corrections: vec![Correction { flag, clock: Some(civil("2027-03-11T09:00")) }],
        overlaps: vec![],
        queued: None,
        lacks_meet: false,
        asks_title: false,
        keyboard: vec![],
    }
}
