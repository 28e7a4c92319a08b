//! A person's Google accounts: signing in, listing, naming, signing out. In private chats only.

use url::Url;

use crate::accounts::calendars::count_waiting;
use crate::accounts::{OpenError, People, WRONG_KEY, sign_in};
use crate::model::{
    AccountPress, AccountsWish, AskedFor, CalendarKind, ChatKind, Grant, GrantId, IncomingKind, OpenQuestion, Press,
    SignInEnd, account_name,
};
use crate::speech::{AccountHealth, AccountRow, AccountsReply, CalendarNews, GroupReply, Label, Reply};
use crate::store;

use super::answer::Answer;
use super::calendars::{self, Offer};
use super::failure::Cause;
use super::group_calendar::give_up;
use super::turn::{Turn, buttons};

/// Handles a wish about accounts, as far as this chat and the settings permit.
pub(super) async fn accounts(turn: &Turn<'_>, wish: AccountsWish) -> Result<Answer, Cause> {
    if turn.incoming.chat_kind == ChatKind::Group {
        return Ok(say(turn, AccountsReply::OnlyInPrivate));
    }
    let Some(people) = turn.room.directory.people() else { return Ok(say(turn, AccountsReply::Off)) };
    match wish {
        AccountsWish::Connect { name } => connect(turn, people, name).await,
        AccountsWish::Show => list(turn).await,
        AccountsWish::Default { name } => match turn.shown.person.grant_named(&name) {
            Some(grant) => make_default(turn, &grant.id).await,
            None => Ok(no_such(turn, name)),
        },
        AccountsWish::Rename { name, to } => {
            // If this is handled again, the account may already have its new name.
            let renamed = turn.recalled(|recall| &mut recall.renamed).map(|(id, _)| id);
            match renamed.or_else(|| Some(turn.shown.person.grant_named(&name)?.id.clone())) {
                Some(id) => rename(turn, &id, &to).await,
                None => Ok(no_such(turn, name)),
            }
        }
        AccountsWish::SignOut { name } => match turn.shown.person.grant_named(&name) {
            Some(grant) => ask_out(turn, grant).await,
            None => Ok(no_such(turn, name)),
        },
        AccountsWish::Calendars(wish) => calendars::calendars(turn, wish).await,
    }
}

/// Handles a button about accounts; one of an account that no longer exists does nothing.
pub(super) async fn press(turn: &Turn<'_>, press: AccountPress) -> Result<Answer, Cause> {
    let Some(people) = turn.room.directory.people() else { return Ok(turn.toast(Reply::ButtonStale)) };
    let known = |id: &GrantId| turn.shown.person.grant(id);
    let stale = || Ok(turn.toast(Reply::ButtonStale));
    match press {
        AccountPress::List => list(turn).await,
        AccountPress::Show(id) => match known(&id) {
            Some(grant) => one(turn, grant).await,
            None => stale(),
        },
        AccountPress::Default(id) if known(&id).is_some() => make_default(turn, &id).await,
        AccountPress::AskName(id) => match known(&id) {
            Some(grant) => ask_name(turn, grant).await,
            None => stale(),
        },
        AccountPress::AskOut(id) => match known(&id) {
            Some(grant) => ask_out(turn, grant).await,
            None => stale(),
        },
        AccountPress::SignOut(id) => match known(&id) {
            Some(grant) if waiting(turn, grant).await? > 0 => ask_out(turn, grant).await,
            Some(grant) => sign_out(turn, people, grant).await,
            None => given_up(turn).await,
        },
        AccountPress::SignOutAndDrop(id) => match known(&id) {
            Some(grant) => sign_out(turn, people, grant).await,
            None => given_up(turn).await,
        },
        AccountPress::Calendars => calendars::show(turn, None).await,
        AccountPress::Read { grant, calendar } => calendars::read(&Offer::to(turn), &grant, &calendar).await,
        AccountPress::LeaveOut(account) => calendars::leave_out(&Offer::to(turn), &account).await,
        AccountPress::LeaveOutAndDrop(account) => calendars::leave_out_and_drop(&Offer::to(turn), &account).await,
        AccountPress::WriteTo(account) => calendars::write_to(&Offer::to(turn), &account).await,
        AccountPress::Default(_) => stale(),
    }
}

/// Ends a sign-in with the pasted address; the message with the code is deleted, whatever the result.
pub(super) async fn end(turn: &Turn<'_>, address: &Url) -> Result<Answer, Cause> {
    let Some(people) = turn.room.directory.people() else { return Ok(say(turn, AccountsReply::Off)) };
    let (chat, user) = (turn.incoming.chat, turn.incoming.user);
    let by = format!("update {}", turn.incoming.id);
    let ended = sign_in::end(&turn.room.directory, people, address, Some((chat, user)), &by, turn.now).await?;
    let can_choose = matches!(ended.end, SignInEnd::SignedIn { is_again: false, lists_calendars: true, .. });
    let reply = Reply::Accounts(AccountsReply::Ended(ended.end));
    let said = Answer { delete: turn.incoming.message(), ..turn.aside(reply) };
    Ok(if can_choose { said.and(calendars::show(turn, None).await?) } else { said })
}

/// Answers with a consent link.
async fn connect(turn: &Turn<'_>, people: &People, name: Option<String>) -> Result<Answer, Cause> {
    let name = match name.map(|name| account_name(&name)) {
        Some(None) => return Ok(say(turn, AccountsReply::BadName)),
        Some(name) => name,
        None => None,
    };
    let whose = (turn.incoming.chat, turn.incoming.user);
    let link = match sign_in::begin(&turn.room.directory, people, whose, name, turn.now).await {
        Ok(link) => link,
        Err(OpenError::Store(error)) => return Err(error.into()),
        Err(error @ (OpenError::Sealed(_) | OpenError::Unknown | OpenError::Machine(_))) => {
            tracing::error!(error = &error as &dyn std::error::Error, "nobody can sign in: {WRONG_KEY}");
            return Ok(say(turn, AccountsReply::WrongKey));
        }
    };
    Ok(say(turn, AccountsReply::Link { address: link.address.to_string(), is_pasted: link.is_pasted }))
}

/// Lists the accounts with their state, each with a button.
async fn list(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let mut rows = Vec::new();
    for grant in &turn.shown.person.grants {
        rows.push(row(turn, grant).await?);
    }
    let show =
        |grant: &Grant| (Label::Account(grant.name.clone()), Press::Account(AccountPress::Show(grant.id.clone())));
    let calendars = (!rows.is_empty()).then_some((Label::Calendars, Press::Account(AccountPress::Calendars)));
    let buttons = turn.shown.person.grants.iter().fold(buttons(), |buttons, grant| buttons.row([show(grant)]));
    let buttons = buttons.row(calendars);
    let keyboard = turn.keep_for_sender(buttons).await?;
    Ok(say(turn, AccountsReply::List { rows, keyboard }))
}

/// Shows one account, with what can be done with it.
async fn one(turn: &Turn<'_>, grant: &Grant) -> Result<Answer, Cause> {
    let press = |press: fn(GrantId) -> AccountPress| Press::Account(press(grant.id.clone()));
    let row = row(turn, grant).await?;
    let default = (!row.is_default).then(|| (Label::AccountDefault, press(AccountPress::Default)));
    let rest =
        [(Label::AccountRename, press(AccountPress::AskName)), (Label::AccountSignOut, press(AccountPress::AskOut))];
    let back = [(Label::Back, Press::Account(AccountPress::List))];
    let keyboard = turn.keep_for_sender(buttons().row(default).row(rest).row(back)).await?;
    Ok(say(turn, AccountsReply::One { row, keyboard }))
}

/// A row of the list of accounts.
async fn row(turn: &Turn<'_>, grant: &Grant) -> Result<AccountRow, Cause> {
    let is_default = grant.calendars.iter().any(|linked| turn.shown.default.as_ref() == Some(&linked.account));
    let mut state = AccountHealth::New;
    for linked in &grant.calendars {
        let known = turn.room.store.account_state(&linked.account).await?;
        state = match known.trouble {
            Some(trouble) => AccountHealth::Trouble(trouble),
            None if known.last_good.is_some() => AccountHealth::Good,
            None => continue,
        };
        if known.trouble.is_some() {
            break;
        }
    }
    Ok(AccountRow { name: grant.name.clone(), is_default, state })
}

/// Makes new events go to this account.
async fn make_default(turn: &Turn<'_>, id: &GrantId) -> Result<Answer, Cause> {
    let made = turn.room.store.change_person(turn.incoming.user, |person| {
        let grant = person.grant(id)?.clone();
        let is_made = grant.calendars.iter().any(|linked| person.write_to(&linked.account));
        Some((grant, is_made))
    });
    let Some((grant, is_made)) = made.await? else { return Ok(turn.toast_or_answer(Reply::ButtonStale)) };
    let (name, reads_own) = (grant.name, grant.calendars.iter().any(|linked| linked.kind == CalendarKind::Own));
    match (is_made, reads_own) {
        (true, _) => Ok(say(turn, AccountsReply::DefaultIs { name })),
        (false, true) => calendars::show(turn, Some(CalendarNews::ReadOnly { name })).await,
        // An account's primary calendar has the account's name.
        (false, false) => calendars::show(turn, Some(CalendarNews::NotRead { name })).await,
    }
}

/// Asks for a name; the next message is the answer.
async fn ask_name(turn: &Turn<'_>, grant: &Grant) -> Result<Answer, Cause> {
    let question = OpenQuestion::new(turn.incoming.user, AskedFor::AccountName(grant.id.clone()), turn.now);
    turn.open(Some(question)).await?;
    Ok(say(turn, AccountsReply::AskName { name: grant.name.clone() }))
}

/// Gives an account another name.
pub(super) async fn rename(turn: &Turn<'_>, id: &GrantId, to: &str) -> Result<Answer, Cause> {
    let Some(to) = account_name(to) else { return Ok(say(turn, AccountsReply::BadName)) };
    let name = turn.shown.person.grant(id).map(|grant| grant.name.clone()).unwrap_or_default();
    let known = async { Ok::<_, store::Error>((id.clone(), name)) };
    let (_, was) = turn.once(|recall| &mut recall.renamed, known).await?;
    let renamed = turn.room.store.change_person(turn.incoming.user, |person| {
        if person.grant_named(&to).is_some_and(|other| other.id != *id) {
            return AccountsReply::NameTaken { name: to.clone() };
        }
        match person.grants.iter_mut().find(|grant| grant.id == *id) {
            Some(grant) => {
                grant.name.clone_from(&to);
                AccountsReply::Renamed { was: was.clone(), name: to.clone() }
            }
            None => AccountsReply::NoSuch { name: to.clone() },
        }
    });
    let renamed = renamed.await?;
    // Only now: a message that failed on the way is handled again, and must find its question.
    turn.open(None).await?;
    Ok(say(turn, renamed))
}

/// Asks before signing out of an account, because edits that wait for Google are lost with it.
async fn ask_out(turn: &Turn<'_>, grant: &Grant) -> Result<Answer, Cause> {
    let waiting = waiting(turn, grant).await?;
    let press = if waiting > 0 { AccountPress::SignOutAndDrop } else { AccountPress::SignOut };
    let yes = (Label::AccountSignOut, Press::Account(press(grant.id.clone())));
    let keyboard = turn.keep_for_sender(buttons().row([yes, (Label::Keep, Press::Dismiss)])).await?;
    Ok(say(turn, AccountsReply::AskOut { name: grant.name.clone(), waiting, keyboard }))
}

/// The number of edits that wait for Google in the calendars of an account.
async fn waiting(turn: &Turn<'_>, grant: &Grant) -> Result<u64, Cause> {
    let accounts: Vec<_> = grant.calendars.iter().map(|linked| &linked.account).collect();
    Ok(count_waiting(&turn.room.directory, &accounts).await?)
}

/// Signs out, and deletes everything kept for the account.
async fn sign_out(turn: &Turn<'_>, people: &People, grant: &Grant) -> Result<Answer, Cause> {
    let (directory, user) = (&turn.room.directory, turn.incoming.user);
    let out = sign_in::sign_out(directory, people, user, &grant.id).await?;
    let Some(revocation) = out else { return Ok(turn.toast(Reply::ButtonStale)) };
    give_up(turn).await?;
    Ok(say(turn, AccountsReply::SignedOut { name: grant.name.clone(), revocation }))
}

/// The account is already gone: ends what depends on it, and says that the button has expired.
async fn given_up(turn: &Turn<'_>) -> Result<Answer, Cause> {
    give_up(turn).await?;
    Ok(turn.toast(Reply::ButtonStale))
}

/// Says that there is no calendar to write to: none at all, or only read-only ones. An edited message gets no answer,
/// because it is not a request to write.
pub(super) async fn unwritable(turn: &Turn<'_>) -> Result<Answer, Cause> {
    if matches!(turn.incoming.kind, IncomingKind::Edited { .. }) {
        return Ok(turn.silence());
    }
    let names = turn.shown.person.calendar_names();
    match (turn.incoming.chat_kind, names.into_iter().next()) {
        (ChatKind::Private, Some((_, name))) => calendars::show(turn, Some(CalendarNews::ReadOnly { name })).await,
        (ChatKind::Private, None) | (ChatKind::Group, _) => Ok(none(turn)),
    }
}

/// Says that there is no calendar here yet, and how to get one.
pub(super) fn none(turn: &Turn<'_>) -> Answer {
    match turn.incoming.chat_kind {
        ChatKind::Private => say(turn, AccountsReply::List { rows: Vec::new(), keyboard: Vec::new() }),
        ChatKind::Group => turn.answer(Reply::Group(GroupReply::None)),
    }
}

fn no_such(turn: &Turn<'_>, name: String) -> Answer {
    say(turn, AccountsReply::NoSuch { name })
}

fn say(turn: &Turn<'_>, reply: AccountsReply) -> Answer {
    turn.answer(Reply::Accounts(reply))
}
