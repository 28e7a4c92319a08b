//! The calendar of a group: the shared one, or one that a person who owns it has linked it to.

use chrono::{DateTime, Utc};

use crate::model::{AccountId, ChatId, GroupLink, GroupPress, Press, Profile, SettingValue, UserId};
use crate::speech::{GroupReply, Label, Reply};

use super::Chat;
use super::answer::{Answer, Elsewhere};
use super::failure::Cause;
use super::turn::{Turn, buttons, or_without};

/// How many calendars are offered.
const MOST_OFFERED: usize = 20;

/// Shows which calendar a group uses, with the calendars of the person who asks that it could use.
pub async fn show(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let (directory, user) = (&turn.room.directory, turn.incoming.user);
    if !directory.serves(user).await? || !may_choose(turn).await? {
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
        GroupPress::Link(account) if may_choose(turn).await? => link(turn, account).await,
        GroupPress::Link(_) => Ok(turn.toast(Reply::SettingNotYours)),
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

/// Whether this person may choose the group's calendar: who may manage it, and anyone where it has none yet.
async fn may_choose(turn: &Turn<'_>) -> Result<bool, Cause> {
    let has_none = turn.profile.linked.is_none() && turn.room.directory.shared().is_empty();
    Ok(has_none || turn.may_manage().await?)
}

/// Whether the group's link is void, as its owner has signed out or is not served any more: it uses the shared calendar
/// again, with titles hidden, and is told so, unless the process dies before the answer is kept.
pub async fn falls_back(turn: &mut Turn<'_>) -> Result<bool, Cause> {
    let Some(link) = turn.profile.linked.clone() else { return Ok(false) };
    if turn.room.directory.linked(Some(&link)).await?.is_some() {
        return Ok(false);
    }
    let (room, chat) = (turn.room, turn.incoming.chat);
    // Before the link ends, by which this comes again.
    room.store.forget_seen(chat).await?;
    turn.profile = relink(room, chat, Relink { from: Some(link), to: None }, &[], turn.now).await?;
    turn.voice.is_discreet = turn.profile.hides_titles(chat);
    turn.dialogue.open = None;
    Ok(true)
}

/// Ends the links of groups to calendars that a person has just given up, and says what these groups are told. A group that
/// cannot be told now hears of it when it next writes.
pub async fn end_links(room: &Chat, owner: UserId, now: DateTime<Utc>) -> Vec<Elsewhere> {
    let mut told = Vec::new();
    for group in or_without(room.store.linked_groups().await) {
        match end_link(room, group, owner, now).await {
            Ok(is_told) => told.extend(is_told),
            Err(error) => tracing::warn!(
                chat.id = group.0,
                error = &error as &dyn std::error::Error,
                "a group is not told yet that its calendar is gone"
            ),
        }
    }
    told
}

/// Ends the links of groups to calendars that the person has just given up, and forgets what their chat has seen of these;
/// what the groups are told. Where this was interrupted, it comes again with its message: the calendar is gone by then.
pub async fn give_up(turn: &Turn<'_>) -> Result<Vec<Elsewhere>, Cause> {
    let told = end_links(turn.room, turn.incoming.user, turn.now).await;
    turn.room.store.forget_seen(turn.incoming.chat).await?;
    Ok(told)
}

async fn end_link(room: &Chat, group: ChatId, owner: UserId, now: DateTime<Utc>) -> Result<Option<Elsewhere>, Cause> {
    let Some(link) = room.store.profile(group).await?.linked.filter(|link| link.owner == owner) else {
        return Ok(None);
    };
    if room.directory.linked(Some(&link)).await?.is_some() {
        return Ok(None);
    }
    room.store.forget_seen(group).await?;
    let profile = relink(room, group, Relink { from: Some(link), to: None }, &[], now).await?;
    let voice = room.voice_in(group, &profile);
    let told = Elsewhere { chat: group, thread: profile.thread, voice, reply: fell_back(room) };
    Ok((!profile.is_blocked).then_some(told))
}

/// What a group is told whose calendar is gone.
pub fn fell_back(room: &Chat) -> Reply {
    Reply::Group(GroupReply::FellBack { is_shared: !room.directory.shared().is_empty() })
}

/// Another calendar for a group.
struct Relink {
    /// What it is linked to until now.
    from: Option<GroupLink>,
    /// What it is linked to from now on.
    to: Option<GroupLink>,
}

/// Has the group of this turn use another calendar, plans the reminders of both again, and forgets what it has seen.
async fn change(turn: &Turn<'_>, to: Option<GroupLink>) -> Result<(), Cause> {
    let before: Vec<AccountId> = turn.accounts().iter().map(|account| account.id.clone()).collect();
    let relinked = Relink { from: turn.profile.linked.clone(), to };
    relink(turn.room, turn.incoming.chat, relinked, &before, turn.now).await?;
    Ok(turn.room.store.forget_seen(turn.incoming.chat).await?)
}

/// Has a group use another calendar, with titles hidden, unless it was linked otherwise meanwhile, and plans the reminders
/// of those that it showed `before` and of the one that it shows now. The group's settings after that.
async fn relink(
    room: &Chat,
    group: ChatId,
    relinked: Relink,
    before: &[AccountId],
    now: DateTime<Utc>,
) -> Result<Profile, Cause> {
    let link = |profile: &mut Profile| {
        if profile.linked == relinked.from {
            // A message whose handling dies on the way is handled again, and plans again.
            (profile.linked, profile.shows_titles, profile.is_unplanned) = (relinked.to.clone(), false, true);
        }
    };
    room.store.change_profile(group, link).await?;
    for account in before.iter().chain(&room.directory.told_in(group).await?) {
        room.reminders.replan_all(account, now).await?;
    }
    room.reminders.plan_digest(group, now).await?;
    Ok(room.store.change_profile(group, |profile| profile.is_unplanned = false).await?)
}
