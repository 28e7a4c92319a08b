//! Handles pressed buttons: who may press them, and what they do.

use crate::model::{
    AccountId, ButtonData, ButtonToken, Change, Draft, EditId, GuestPress, Handle, MessageId, Press, SeenEvent, Then,
    View, Who,
};
use crate::speech::{Keyboard, Reply};
use crate::sync::{Depth, Failure};

use super::accounts;
use super::answer::Answer;
use super::ask::{ask, question};
use super::change::{self, Wanted};
use super::claim;
use super::create::create;
use super::delete::{self, EventStanding, delete, delete_series};
use super::failure::Cause;
use super::forget;
use super::group_calendar;
use super::guests;
use super::import;
use super::moving;
use super::settings_menu;
use super::several::{Leftover, create_some};
use super::snooze;
use super::turn::Turn;
use super::undo::undo_this;
use super::wish::Wish;
use super::{ask_change, free, list, sync_now, tell, week};

/// Does what the pressed button is for; one that is too old, forged or another person's does nothing.
pub async fn press(turn: &Turn<'_>, message: Option<MessageId>, data: &str) -> Result<Answer, Cause> {
    let Some(data) = ButtonData::parse(data) else { return Ok(turn.toast(Reply::ButtonStale)) };
    let handle = turn.room.store.handle(turn.incoming.chat, &data.token, turn.now).await?;
    let Some(handle) = handle else { return Ok(turn.toast(Reply::ButtonStale)) };
    if matches!(handle.who, Who::Only(user) if user != turn.incoming.user) {
        return Ok(turn.toast(Reply::ButtonNotYours));
    }
    let Some(press) = handle.presses.get(usize::from(data.row)).cloned() else {
        return Ok(turn.toast(Reply::ButtonStale));
    };
    if !press.accounts().all(|account| turn.shown.has(account)) {
        return Ok(turn.toast(Reply::ButtonStale));
    }
    // Whether to invite people is asked right afterwards.
    let names_guests = |draft: &Draft| !draft.guests.is_empty();
    let asks_next = matches!(&press, Press::Create { draft } if names_guests(draft))
        || matches!(&press, Press::CreateSome { drafts, .. } if drafts.iter().any(names_guests));
    let ends_question = !asks_next
        && matches!(
            press,
            Press::Create { .. }
                | Press::CreateSome { .. }
                | Press::Pick { .. }
                | Press::Move { .. }
                | Press::Card { .. }
                | Press::Enough { .. }
                | Press::Guests(GuestPress::Write { .. } | GuestPress::InviteToAll { .. })
                | Press::Dismiss
        );
    let answer = act(turn, message, &handle, press).await?;
    if ends_question {
        turn.close_question().await?;
    }
    Ok(answer)
}

/// Does what the button is for.
async fn act(turn: &Turn<'_>, message: Option<MessageId>, handle: &Handle, press: Press) -> Result<Answer, Cause> {
    match press {
        Press::Cancel { seen } | Press::CancelRow { seen } | Press::MoveMenu { seen }
            if !turn.shown.can_write(&seen.account) =>
        {
            Ok(turn.toast(Reply::OnlyReadable { title: seen.event.title }))
        }
        Press::Cancel { seen } => cancel_card(turn, message, seen).await,
        Press::Snooze { account, event, until } => snooze::press(turn, account, &event, until).await,
        Press::Done { account, event } => snooze::press_done(turn, account, &event).await,
        Press::CancelRow { seen } => cancel_row(turn, seen).await,
        Press::CancelAll { seen, then } => {
            tell::take_over(turn, then, &seen).await?;
            tell::deleted(turn, &delete(turn, seen).await?, then).await
        }
        Press::CancelSeries { seen, scope, then } => {
            tell::take_over(turn, then, std::slice::from_ref(&seen)).await?;
            tell::deleted(turn, &delete_series(turn, seen, scope).await?, then).await
        }
        Press::Days(days) => list::list(turn, View::Days(days)).await,
        Press::Picture { first } => week::draw(turn, first).await,
        Press::Slot { when } => free::ask_title(turn, when).await,
        Press::Page { page } => leaf(turn, page).await,
        Press::Refresh => refresh(turn).await,
        Press::Create { draft } => choose(turn, &handle.token, draft).await,
        Press::Choose { page } => import::choose(turn, handle, page).await,
        Press::Pick { number } => import::pick(turn, handle, number).await,
        Press::CreateSome { drafts, left } => create_some(turn, handle, drafts, left).await,
        Press::Move { seen, to } => {
            turn.take_over_card(&seen.account, &seen.event.id).await?;
            let change = Change { when: Some(to), ..Change::default() };
            ask_change::wish(turn, edit_of(&handle.token, &seen), Wanted { seen, change, scope: None }).await
        }
        Press::MoveMenu { seen } => moving::menu(turn, seen).await,
        Press::Card { seen } => moving::card(turn, seen).await,
        Press::Change { seen, change, scope } => {
            turn.take_over_card(&seen.account, &seen.event.id).await?;
            ask_change::wish(turn, edit_of(&handle.token, &seen), Wanted { seen, change, scope }).await
        }
        Press::Undo { write, .. } if !Leftover::of(handle).drafts.is_empty() => {
            import::take_back(turn, handle, &write).await
        }
        Press::Undo { write, then } => undo_this(turn, &write, then).await,
        Press::Override { account, event, change } => {
            turn.take_over_card(&account, &event.id).await?;
            let seen = SeenEvent { account, event: *event, is_cancelled: false };
            change::change(turn, edit_of(&handle.token, &seen), Wanted { seen, change, scope: None }).await
        }
        Press::BelieveEmpty { account } => believe(turn, &account).await,
        Press::Settings => settings_menu::menu(turn).await,
        Press::Setting { setting } => settings_menu::choose(turn, setting, None).await,
        Press::Set { value } => settings_menu::set(turn, value).await,
        Press::WriteToEnv => Ok(claim::write(turn)),
        Press::Forget => forget::forget(turn, &handle.token).await,
        Press::Guests(press) => guests::press(turn, |seen| edit_of(&handle.token, seen), press).await,
        Press::Group(press) => group_calendar::press(turn, press).await,
        Press::Account(press) => accounts::press(turn, press).await,
        Press::Enough { added } => Ok(turn.answer(Reply::Enough { added })),
        Press::Dismiss => Ok(turn.answer(Reply::Kept)),
    }
}

/// The edit of an event for the buttons of a message: the same, no matter which is pressed and how often.
fn edit_of(token: &ButtonToken, seen: &SeenEvent) -> EditId {
    EditId::of_change(&seen.account, token, &seen.event.id)
}

/// Cancels the event of a card or a reminder; a question before that is a separate message, and leaves the card.
async fn cancel_card(turn: &Turn<'_>, message: Option<MessageId>, seen: SeenEvent) -> Result<Answer, Cause> {
    match (delete::look(turn, &seen).await?, question(&seen)) {
        (EventStanding::Other(event), _) => tell::changed(turn, &SeenEvent { event: *event, ..seen }).await,
        (EventStanding::AsSeen(_), Some(question)) => {
            let then = message.map_or(Then::News, Then::NewsAlsoIn);
            Ok(turn.aside(ask(turn, question, vec![seen], then, Press::Dismiss).await?))
        }
        (EventStanding::AsSeen(_), None) | (EventStanding::Gone, _) => {
            let then = message.map_or(Then::News, Then::NewsAlsoIn);
            tell::take_over(turn, then, std::slice::from_ref(&seen)).await?;
            let deleted = delete(turn, vec![seen]).await?;
            if deleted.is_nothing() && deleted.changed.is_empty() {
                return Ok(turn.aside(deleted.reply(&turn.shown, Keyboard::new())));
            }
            tell::deleted(turn, &deleted, Then::News).await
        }
    }
}

/// Cancels the row of a list; a question before that replaces the list for the moment.
async fn cancel_row(turn: &Turn<'_>, seen: SeenEvent) -> Result<Answer, Cause> {
    match (delete::look(turn, &seen).await?, question(&seen)) {
        (EventStanding::Other(_), _) => tell::row_changed(turn, &seen).await,
        (EventStanding::AsSeen(_), Some(question)) => {
            let list = turn.seen_list().await?;
            let page = list.and_then(|list| Some(list::page_of(&list.view, tell::number_of(&list, &seen)?)));
            let back = Press::Page { page: page.unwrap_or(0) };
            Ok(turn.answer(ask(turn, question, vec![seen], Then::List, back).await?))
        }
        (EventStanding::AsSeen(_), None) | (EventStanding::Gone, _) => {
            tell::deleted(turn, &delete(turn, vec![seen]).await?, Then::List).await
        }
    }
}

/// Shows another page of the list as it was taken.
async fn leaf(turn: &Turn<'_>, page: u32) -> Result<Answer, Cause> {
    match turn.seen_list().await? {
        Some(list) => list::turned_to(turn, list, page).await,
        None => Ok(turn.toast(Reply::ButtonStale)),
    }
}

/// Syncs the calendars as far as possible, and replaces the list by a fresh one, which says how fresh it is.
async fn refresh(turn: &Turn<'_>) -> Result<Answer, Cause> {
    for account in turn.accounts() {
        match turn.room.sync.round(&account.id, Depth::Incremental, turn.now).await {
            Ok(_) | Err(Failure::Busy) => {}
            Err(failure) if failure.is_about_account() => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    let view = turn.seen_list().await?.map(|list| list.view).unwrap_or_default();
    list::list(turn, view).await
}

/// Accepts that a calendar is empty, and says what that changed.
async fn believe(turn: &Turn<'_>, account: &AccountId) -> Result<Answer, Cause> {
    Ok(turn.answer(sync_now::round(turn, account).await?.reply()))
}

/// Creates the event that was in doubt; one question creates one event, no matter what is pressed and how often.
async fn choose(turn: &Turn<'_>, token: &ButtonToken, draft: Draft) -> Result<Answer, Cause> {
    if draft.is_over(turn.zone(), turn.now) {
        return Ok(turn.answer(Reply::InThePast { at: turn.start_of(draft.when) }));
    }
    let edit = EditId::of_choice(turn.account()?, token);
    create(turn, edit, Wish { draft, corrections: Vec::new(), others: Vec::new() }).await
}
