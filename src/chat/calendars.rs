//! Chooses which calendars of a person's Google accounts are read, and which one is written to.

use chrono::{DateTime, Utc};
use tokio::sync::OnceCell;

use crate::accounts::Directory;
use crate::accounts::calendars::{self, CalendarChoice, CalendarChoices, Chosen, Listed, Unlisted};
use crate::model::{
    AccountId, AccountPress, CalendarsWish, ChatId, GrantId, ListedCalendar, Press, SeenList, Trouble, UserId, Who,
};
use crate::speech::{AccountsReply, Buttons, CalendarNews, CalendarRow, CalendarUse, Label, Reply, UnlistedCalendars};
use crate::store;

use super::answer::Answer;
use super::failure::Cause;
use super::group_calendar::give_up;
use super::turn::{Turn, buttons};

/// The most calendars with buttons: a message can have a hundred buttons (Bot API). The others are chosen by name.
const MOST_WITH_BUTTONS: usize = 45;

/// The most calendars that are named: as many as certainly fit into one message.
const MOST_NAMED: usize = 60;

/// The calendars that the person can choose from. Google is asked once, when they are first needed.
pub(super) struct Offer<'a> {
    turn: &'a Turn<'a>,
    listed: OnceCell<Listed>,
}

impl<'a> Offer<'a> {
    /// The offer to the person of this turn.
    pub(super) fn to(turn: &'a Turn<'a>) -> Self {
        Self { turn, listed: OnceCell::new() }
    }

    /// The calendars, with the current choices.
    async fn choices(&self) -> Result<CalendarChoices, Cause> {
        let (directory, user) = (&self.turn.room.directory, self.turn.incoming.user);
        let listed = self.listed.get_or_try_init(|| calendars::list(directory, user)).await?;
        Ok(CalendarChoices::of(&directory.person(user).await?, listed))
    }

    /// Shows the calendars, after a change to one of them.
    async fn shown(&self, news: CalendarNews) -> Result<Answer, Cause> {
        answer(self.turn, &self.choices().await?, Some(news)).await
    }
}

/// Handles a wish about calendars.
pub(super) async fn calendars(turn: &Turn<'_>, wish: CalendarsWish) -> Result<Answer, Cause> {
    let (CalendarsWish::On { name }
    | CalendarsWish::Off { name }
    | CalendarsWish::Write { name }
    | CalendarsWish::Unknown { name }) = &wish
    else {
        return show(turn, None).await;
    };
    let offer = Offer::to(turn);
    let choices = offer.choices().await?;
    let Some(choice) = choices.named(name) else {
        return answer(turn, &choices, Some(CalendarNews::NoSuch { name: name.clone() })).await;
    };
    let name = choice.name.clone();
    match (wish, &choice.account) {
        (CalendarsWish::Show, _) => show(turn, None).await,
        (CalendarsWish::On { .. }, _) => read(&offer, &choice.grant, &choice.calendar).await,
        (CalendarsWish::Off { .. }, Some(account)) => leave_out(&offer, account).await,
        (CalendarsWish::Off { .. }, None) => {
            give_up(turn).await?;
            answer(turn, &choices, Some(CalendarNews::LeftOut { name })).await
        }
        (CalendarsWish::Write { .. }, Some(account)) => write_to(&offer, account).await,
        (CalendarsWish::Write { .. } | CalendarsWish::Unknown { .. }, None) => {
            answer(turn, &choices, Some(CalendarNews::NotRead { name })).await
        }
        // It has appeared since.
        (CalendarsWish::Unknown { .. }, Some(_)) => answer(turn, &choices, None).await,
    }
}

/// Shows the choices.
pub(super) async fn show(turn: &Turn<'_>, news: Option<CalendarNews>) -> Result<Answer, Cause> {
    answer(turn, &Offer::to(turn).choices().await?, news).await
}

/// Starts to read a calendar.
pub(super) async fn read(offer: &Offer<'_>, grant: &GrantId, calendar: &ListedCalendar) -> Result<Answer, Cause> {
    let turn = offer.turn;
    let chosen = calendars::add(&turn.room.directory, turn.incoming.user, grant, calendar).await?;
    let choices = offer.choices().await?;
    let name = choices.calendars.iter().find(|choice| choice.grant == *grant && choice.calendar.id == calendar.id);
    let name = name.map(|choice| choice.name.clone());
    match (chosen, name) {
        (Chosen::Yes, Some(name)) => answer(turn, &choices, Some(CalendarNews::Read { name })).await,
        (Chosen::TooMany, _) => answer(turn, &choices, Some(CalendarNews::TooMany)).await,
        (Chosen::Gone, _) | (Chosen::Yes, None) => Ok(turn.toast_or_answer(Reply::ButtonStale)),
    }
}

/// Stops reading a calendar; asks first if edits to it wait for Google.
pub(super) async fn leave_out(offer: &Offer<'_>, account: &AccountId) -> Result<Answer, Cause> {
    let turn = offer.turn;
    let waiting = calendars::count_waiting(&turn.room.directory, &[account]).await?;
    match name(turn, account) {
        Some(name) if waiting > 0 => ask_off(turn, account, name, waiting).await,
        Some(_) | None => leave_out_and_drop(offer, account).await,
    }
}

/// Asks before a calendar is removed, because edits that wait for Google are lost with it.
async fn ask_off(turn: &Turn<'_>, account: &AccountId, name: String, waiting: u64) -> Result<Answer, Cause> {
    let yes = (Label::SwitchOff, Press::Account(AccountPress::LeaveOutAndDrop(account.clone())));
    let keyboard = turn.keep_for_sender(buttons().row([yes, (Label::Keep, Press::Dismiss)])).await?;
    Ok(turn.answer(Reply::Accounts(AccountsReply::AskOff { name, waiting, keyboard })))
}

/// Stops reading a calendar, and drops its waiting edits.
pub(super) async fn leave_out_and_drop(offer: &Offer<'_>, account: &AccountId) -> Result<Answer, Cause> {
    let turn = offer.turn;
    let Some(name) = name(turn, account) else {
        give_up(turn).await?;
        return Ok(turn.toast_or_answer(Reply::ButtonStale));
    };
    calendars::remove(&turn.room.directory, turn.incoming.user, account).await?;
    give_up(turn).await?;
    offer.shown(CalendarNews::LeftOut { name }).await
}

/// Makes new events go to this calendar.
pub(super) async fn write_to(offer: &Offer<'_>, account: &AccountId) -> Result<Answer, Cause> {
    let turn = offer.turn;
    let Some(name) = name(turn, account) else { return Ok(turn.toast_or_answer(Reply::ButtonStale)) };
    let is_made = calendars::write_to(&turn.room.directory, turn.incoming.user, account).await?;
    let news = if is_made { CalendarNews::Written { name } } else { CalendarNews::ReadOnly { name } };
    offer.shown(news).await
}

/// What the person calls a calendar that is read.
fn name(turn: &Turn<'_>, account: &AccountId) -> Option<String> {
    turn.shown.name_of(account)
}

async fn answer(turn: &Turn<'_>, choices: &CalendarChoices, news: Option<CalendarNews>) -> Result<Answer, Cause> {
    let whose = (turn.incoming.chat, turn.incoming.user);
    Ok(turn.answer(chooser_of(&turn.room.directory, whose, choices, news, turn.now).await?))
}

/// The choices of a person, in their private chat: this follows a sign-in, wherever it ended.
pub async fn chooser(
    directory: &Directory,
    whose: (ChatId, UserId),
    now: DateTime<Utc>,
) -> Result<Reply, store::Error> {
    let listed = calendars::list(directory, whose.1).await?;
    let choices = CalendarChoices::of(&directory.person(whose.1).await?, &listed);
    chooser_of(directory, whose, &choices, None, now).await
}

async fn chooser_of(
    directory: &Directory,
    (chat, user): (ChatId, UserId),
    choices: &CalendarChoices,
    news: Option<CalendarNews>,
    now: DateTime<Utc>,
) -> Result<Reply, store::Error> {
    // Read it again, to include what was just done.
    let person = directory.person(user).await?;
    let default = person.default_calendar();
    let is_default = |choice: &CalendarChoice| choice.account.is_some() && choice.account.as_ref() == default;
    let mut rows = Vec::new();
    for choice in choices.calendars.iter().take(MOST_NAMED) {
        rows.push(CalendarRow {
            name: choice.name.clone(),
            used: used(directory, choice).await?,
            is_writable: choice.calendar.is_writable,
            is_default: is_default(choice),
        });
    }
    let unlisted = choices.unlisted.iter().map(|(name, why)| {
        let why = match why {
            Unlisted::NotGranted => UnlistedCalendars::NotGranted,
            Unlisted::Unavailable => UnlistedCalendars::Unavailable,
        };
        (name.clone(), why)
    });
    let until = now.checked_add_signed(SeenList::KEPT).unwrap_or(now);
    let (handle, keyboard) = rows_of_buttons(choices, is_default).finish(chat, Who::Only(user), until);
    directory.store().put_handle(&handle, now).await?;
    let unlisted = unlisted.collect();
    let is_shared_read = !directory.shared().is_empty() && directory.members().has(user).await?;
    let reply = AccountsReply::Calendars { news, rows, unlisted, is_shared_read, keyboard };
    Ok(Reply::Accounts(reply))
}

/// Whether a calendar is read.
async fn used(directory: &Directory, choice: &CalendarChoice) -> Result<CalendarUse, store::Error> {
    let Some(account) = &choice.account else { return Ok(CalendarUse::Off) };
    let trouble = directory.store().account_state(account).await?.trouble;
    Ok(if trouble == Some(Trouble::NotShared) { CalendarUse::NotShared } else { CalendarUse::Read })
}

/// A row of buttons for each calendar: whether it is read, and whether new events go there.
fn rows_of_buttons(choices: &CalendarChoices, is_default: impl Fn(&CalendarChoice) -> bool) -> Buttons {
    let row = |choice: &CalendarChoice| {
        let label = Label::Calendar { name: choice.name.clone(), is_read: choice.account.is_some() };
        let press = match &choice.account {
            Some(account) => AccountPress::LeaveOut(account.clone()),
            None => AccountPress::Read { grant: choice.grant.clone(), calendar: choice.calendar.clone() },
        };
        let can_be_default = choice.calendar.is_writable && !is_default(choice);
        let write = choice.account.clone().filter(|_| can_be_default);
        let write = write.map(|account| (Label::WriteHere, Press::Account(AccountPress::WriteTo(account))));
        [(label, Press::Account(press))].into_iter().chain(write)
    };
    let offered = choices.calendars.iter().take(MOST_WITH_BUTTONS);
    offered.fold(buttons(), |buttons, choice| buttons.row(row(choice)))
}
