//! Answers invitations to the person.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    AnsweredRows, ChatKind, EditId, GuestEdit, GuestPress, Press, RowAnswer, Rsvp, Scope, SeenEvent, Target,
};
use crate::speech::{GuestsReply, Label, Reply};

use super::answer::Answer;
use super::change_guests;
use super::failure::Cause;
use super::target;
use super::turn::{Turn, buttons};

/// Answers several invitations of the list last seen; "the others" are those that still wait and that nothing else
/// names. Each edit has the number of its row, so that it is the same if the message is handled again.
pub async fn respond_each(turn: &Turn<'_>, answers: &[RowAnswer]) -> Result<Answer, Cause> {
    let mut said: Option<Answer> = None;
    for (row, rsvp) in by_row(turn, answers).await? {
        let target = Target::Numbers(vec![row]);
        let one = match target::one(turn, &target, |seen| answer_press(seen, rsvp, None)).await? {
            Ok(seen) if !change_guests::may_speak_for(turn, &seen.account).await? => {
                turn.answer(Reply::Guests(GuestsReply::NotYours))
            }
            Ok(seen) => answer_or_ask(turn, turn.edit_of_message(row)?, seen, rsvp).await?,
            // There is no list, or it is too short: say so once.
            Err(answer) => return Ok(said.map_or(answer.clone(), |said| said.and(answer))),
        };
        said = Some(match said {
            Some(said) => said.and(one),
            None => one,
        });
    }
    Ok(said.unwrap_or_else(|| turn.silence()))
}

/// The answer for each row, in the order typed; if a row is named twice, the last answer counts.
async fn by_row(turn: &Turn<'_>, answers: &[RowAnswer]) -> Result<Vec<(u32, Rsvp)>, Cause> {
    let named: BTreeMap<u32, Rsvp> =
        answers.iter().flat_map(|answer| rows(&answer.rows).iter().map(|row| (*row, answer.rsvp))).collect();
    let mut each: Vec<(u32, Rsvp)> = Vec::new();
    for answer in answers {
        match &answer.rows {
            AnsweredRows::These(rows) => each.extend(rows.iter().filter_map(|row| Some((*row, *named.get(row)?)))),
            AnsweredRows::Others => {
                let others = waiting_rows(turn).await?;
                each.extend(others.into_iter().filter(|row| !named.contains_key(row)).map(|row| (row, answer.rsvp)));
            }
        }
    }
    let mut before = BTreeSet::new();
    each.retain(|(row, _)| before.insert(*row));
    Ok(each)
}

/// The rows that are named.
fn rows(rows: &AnsweredRows) -> &[u32] {
    match rows {
        AnsweredRows::These(rows) => rows,
        AnsweredRows::Others => &[],
    }
}

/// The rows of the list last seen that wait for an answer, and those that this message answered when it was handled
/// before.
async fn waiting_rows(turn: &Turn<'_>) -> Result<Vec<u32>, Cause> {
    let mut waiting = Vec::new();
    for (row, seen) in turn.numbered_list().await?.iter().flat_map(|list| (1..).zip(&list.rows)) {
        let is_waiting = seen.event.is_unanswered() && !seen.is_cancelled;
        if is_waiting || turn.room.store.knows_edit(&seen.account, &turn.edit_of_message(row)?).await? {
            waiting.push(row);
        }
    }
    Ok(waiting)
}

/// Answers the invitation that is meant.
pub async fn respond(turn: &Turn<'_>, target: &Target, rsvp: Rsvp) -> Result<Answer, Cause> {
    // In a group, "count me in" under a card may be for the other people.
    let is_talk = *target == Target::Reply && turn.incoming.chat_kind == ChatKind::Group;
    if is_talk && turn.replied.as_ref().is_some_and(|seen| seen.event.invitation.is_none()) {
        return Ok(turn.silence());
    }
    let press = |seen: &SeenEvent| answer_press(seen, rsvp, None);
    let seen = match target::one(turn, target, press).await? {
        Ok(seen) => seen,
        Err(answer) => return Ok(answer),
    };
    if !change_guests::may_speak_for(turn, &seen.account).await? {
        return Ok(turn.answer(Reply::Guests(GuestsReply::NotYours)));
    }
    answer_or_ask(turn, turn.edit_of_message(0)?, seen, rsvp).await
}

/// Answers the invitation in the message that is replied to, if there is one that waits for an answer.
pub async fn respond_to_reply(turn: &Turn<'_>, rsvp: Rsvp) -> Result<Option<Answer>, Cause> {
    let Some(seen) = turn.replied.as_ref().filter(|seen| seen.event.is_unanswered()) else { return Ok(None) };
    if !change_guests::may_speak_for(turn, &seen.account).await? {
        return Ok(None);
    }
    answer_or_ask(turn, turn.edit_of_message(0)?, seen.clone(), rsvp).await.map(Some)
}

/// Answers an invitation; for an occurrence of a series, asks first whether the answer is for all of them.
pub async fn answer_or_ask(turn: &Turn<'_>, edit: EditId, seen: SeenEvent, rsvp: Rsvp) -> Result<Answer, Cause> {
    if seen.event.invitation.is_none() {
        let card = turn.card(&seen);
        return Ok(turn.answer(Reply::Guests(GuestsReply::NotInvited { card })).about(&turn.said(&seen)));
    }
    if seen.event.series.is_none() {
        return change_guests::write(turn, edit, seen, GuestEdit::Respond(rsvp), Scope::This).await;
    }
    let buttons = buttons()
        .row([(Label::ThisOne, answer_press(&seen, rsvp, Some(Scope::This)))])
        .row([(Label::WholeSeries, answer_press(&seen, rsvp, Some(Scope::All)))])
        .row([(Label::Keep, Press::Card { seen: seen.clone() })]);
    let keyboard = turn.keep_for_sender(buttons).await?;
    let card = turn.card(&seen);
    Ok(turn.answer(Reply::Guests(GuestsReply::AskScope { card, keyboard })).about(&turn.said(&seen)))
}

fn answer_press(seen: &SeenEvent, rsvp: Rsvp, scope: Option<Scope>) -> Press {
    Press::Guests(GuestPress::Write { seen: seen.clone(), what: GuestEdit::Respond(rsvp), scope })
}
