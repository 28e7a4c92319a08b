//! The calendar of a group: the shared one, or one that a person who owns it has linked it to.

use crate::model::{AccountId, GroupLink, GroupPress, Press, Profile, SettingValue};
use crate::speech::{GroupReply, Label, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// How many calendars are offered.
const MOST_OFFERED: usize = 20;

/// Shows which calendar a group uses, with the calendars of the person who asks that it could use.
pub async fn show(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let (directory, user) = (&turn.room.directory, turn.incoming.user);
    if !directory.serves(user).await? {
        return Ok(turn.answer(Reply::SettingNotYours));
    }
    let person = directory.person(user).await?;
    let linked = turn.profile.linked.as_ref();
    let is_offered = |account: &AccountId| {
        let is_writable = person.calendar(account).is_some_and(|(_, calendar)| calendar.is_writable);
        is_writable && linked.is_none_or(|link| link.account != *account)
    };
    let own = person.calendar_names().into_iter().filter(|(account, _)| is_offered(account)).take(MOST_OFFERED);
    let own = own.map(|(account, name)| (Label::LinkCalendar(name), Press::Group(GroupPress::Link(account))));
    let rows = own.fold(buttons(), |buttons, choice| buttons.row([choice]));
    let may_unlink = linked.is_some() && turn.may_manage().await?;
    let rows = rows.row(may_unlink.then_some((Label::Unlink, Press::Group(GroupPress::Unlink))));
    let keyboard = turn.keep_for_sender(rows.row([(Label::Keep, Press::Dismiss)])).await?;
    let is_linked = linked.is_some();
    Ok(turn.answer(Reply::Group(GroupReply::Calendar { is_linked, keyboard })))
}

/// Does what a button about the calendar of a group is there for.
pub async fn press(turn: &Turn<'_>, press: GroupPress) -> Result<Answer, Cause> {
    if !turn.incoming.chat.is_group() {
        return Ok(turn.toast(Reply::ButtonStale));
    }
    match press {
        GroupPress::Show => show(turn).await,
        GroupPress::Link(account) => link(turn, account).await,
        GroupPress::Unlink if turn.may_manage().await? => {
            change(turn, None).await?;
            Ok(turn.answer(Reply::Group(GroupReply::Unlinked)))
        }
        GroupPress::Unlink => Ok(turn.answer(Reply::SettingNotYours)),
    }
}

/// Links the group to a calendar of the person who presses. Titles are hidden until somebody agrees to show those of this
/// calendar.
async fn link(turn: &Turn<'_>, account: AccountId) -> Result<Answer, Cause> {
    let link = GroupLink { account, owner: turn.incoming.user };
    if turn.room.directory.linked(Some(&link)).await?.is_none() {
        return Ok(turn.toast(Reply::ButtonStale));
    }
    change(turn, Some(link)).await?;
    let show = (Label::ShowTitles, Press::Set { value: SettingValue::Titles(true) });
    let keyboard = turn.keep_for_sender(buttons().row([show])).await?;
    Ok(turn.answer(Reply::Group(GroupReply::Linked { keyboard })))
}

/// Whether the group's link is void, as its owner has signed out or is not served any more: it uses the shared calendar
/// again, and is told once.
pub async fn falls_back(turn: &mut Turn<'_>) -> Result<bool, Cause> {
    let linked = turn.profile.linked.clone();
    if linked.is_none() || turn.room.directory.linked(linked.as_ref()).await?.is_some() {
        return Ok(false);
    }
    change(turn, None).await?;
    turn.profile = Profile { linked: None, shows_titles: false, ..turn.profile.clone() };
    Ok(true)
}

/// Has the group use another calendar, and plans the reminders of both again.
async fn change(turn: &Turn<'_>, linked: Option<GroupLink>) -> Result<(), Cause> {
    let chat = turn.incoming.chat;
    let room = turn.room;
    // A message whose handling dies on the way is handled again, and plans again.
    let profile = Profile { linked, shows_titles: false, is_unplanned: true, ..turn.profile.clone() };
    room.store.put_profile(chat, &profile).await?;
    let before = turn.accounts().iter().map(|account| account.id.clone());
    let accounts: Vec<AccountId> = before.chain(room.directory.told_in(chat).await?).collect();
    for account in &accounts {
        room.reminders.replan_all(account, turn.now).await?;
    }
    room.reminders.plan_digest(chat, turn.now).await?;
    room.store.put_profile(chat, &Profile { is_unplanned: false, ..profile }).await?;
    Ok(())
}
