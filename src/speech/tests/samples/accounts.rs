//! People's Google accounts and their calendars.

use super::super::building::keyboard;
use super::TROUBLES;
use crate::model::{Revocation, SignInEnd, SignInRefusal, UserId};
use crate::speech::{
    AccountHealth, AccountRow, AccountsReply, CalendarNews, CalendarRow, CalendarUse, Label, Reply, UnlistedCalendars,
    UserRow,
};

pub(super) fn about_accounts(name: &str) -> Vec<Reply> {
    let name = || name.to_owned();
    let row = |is_default, state| AccountRow { name: name(), is_default, state };
    let states = [AccountHealth::Good, AccountHealth::New].into_iter().chain(TROUBLES.map(AccountHealth::Trouble));
    let ended = |is_again, lists_calendars| SignInEnd::SignedIn {
        name: name(),
        is_again,
        is_default: !is_again,
        lists_calendars,
    };
    let refusals = [
        SignInRefusal::Unknown,
        SignInRefusal::Expired,
        SignInRefusal::Used,
        SignInRefusal::Refused,
        SignInRefusal::NoCalendar,
        SignInRefusal::NotLasting,
        SignInRefusal::Google,
        SignInRefusal::TooMany,
    ];
    let address = "https://accounts.google.com/o/oauth2/v2/auth?client_id=x&state=y".to_owned();
    let mut all = vec![
        AccountsReply::Off,
        AccountsReply::WrongKey,
        AccountsReply::OnlyInPrivate,
        AccountsReply::Link { address: address.clone(), is_pasted: true },
        AccountsReply::Link { address, is_pasted: false },
        AccountsReply::Ended(ended(false, true)),
        AccountsReply::Ended(ended(true, false)),
        AccountsReply::List { rows: vec![], keyboard: keyboard(&[]) },
        AccountsReply::List {
            rows: states.map(|state| row(false, state)).chain([row(true, AccountHealth::Good)]).collect(),
            keyboard: keyboard(&[Label::Account(name())]),
        },
        AccountsReply::One {
            row: row(true, AccountHealth::Good),
            keyboard: keyboard(&[Label::AccountDefault, Label::AccountRename, Label::AccountSignOut]),
        },
        AccountsReply::DefaultIs { name: name() },
        AccountsReply::AskName { name: name() },
        AccountsReply::Renamed { was: name(), name: "work".into() },
        AccountsReply::NameTaken { name: name() },
        AccountsReply::BadName,
        AccountsReply::AskOut { name: name(), waiting: 0, keyboard: keyboard(&[Label::AccountSignOut, Label::Keep]) },
        AccountsReply::AskOut { name: name(), waiting: 2, keyboard: keyboard(&[Label::AccountSignOut, Label::Keep]) },
        AccountsReply::AskOff { name: name(), waiting: 1, keyboard: keyboard(&[Label::SwitchOff, Label::Keep]) },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::GivenBack },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::StillUsed },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::MayBeUsed },
        AccountsReply::SignedOut { name: name(), revocation: Revocation::Unanswered },
        AccountsReply::NoSuch { name: name() },
        AccountsReply::Calendars {
            news: None,
            rows: vec![],
            unlisted: vec![],
            is_shared_read: false,
            keyboard: keyboard(&[]),
        },
        AccountsReply::Calendars {
            news: None,
            rows: calendars(&name()),
            unlisted: vec![(name(), UnlistedCalendars::NotGranted), (name(), UnlistedCalendars::Unavailable)],
            is_shared_read: true,
            keyboard: keyboard(&[Label::Calendar { name: name(), is_read: true }, Label::WriteHere]),
        },
        AccountsReply::Invitation { link: "https://t.me/janji_bot?start=invite-abc".into() },
        AccountsReply::NoInvitations,
        AccountsReply::Users { rows: vec![], total: 0 },
        AccountsReply::Users {
            rows: [0, 1].map(|in_trouble| UserRow { user: UserId(7), accounts: 2, calendars: 3, in_trouble }).into(),
            total: 99,
        },
        AccountsReply::UserRemoved { user: UserId(7), dropped: 0 },
        AccountsReply::UserRemoved { user: UserId(7), dropped: 2 },
        AccountsReply::NoSuchUser { user: UserId(7) },
    ];
    let news = [
        CalendarNews::Read { name: name() },
        CalendarNews::LeftOut { name: name() },
        CalendarNews::Written { name: name() },
        CalendarNews::NotRead { name: name() },
        CalendarNews::ReadOnly { name: name() },
        CalendarNews::NoSuch { name: name() },
        CalendarNews::TooMany,
    ];
    all.extend(news.map(|news| AccountsReply::Calendars {
        news: Some(news),
        rows: calendars(&name()),
        unlisted: vec![],
        is_shared_read: false,
        keyboard: keyboard(&[]),
    }));
    all.extend(refusals.map(|refusal| AccountsReply::Ended(SignInEnd::Not(refusal))));
    all.into_iter().map(Reply::Accounts).collect()
}

/// Calendars in every state.
fn calendars(name: &str) -> Vec<CalendarRow> {
    let states = [
        (CalendarUse::Read, true, true),
        (CalendarUse::Read, true, false),
        (CalendarUse::Off, true, false),
        (CalendarUse::Read, false, false),
        (CalendarUse::NotShared, true, false),
    ];
    let rows = states.map(|(used, is_writable, is_default)| CalendarRow {
        name: name.to_owned(),
        used,
        is_writable,
        is_default,
    });
    rows.into()
}
