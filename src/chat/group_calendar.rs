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

/// If the group's link is void, because its owner has signed out or is no longer served, the group uses the shared
/// calendar again, with titles hidden.
pub async fn fall_back(turn: &mut Turn<'_>) -> Result<(), Cause> {
    let Some(link) = void_link(turn.room, &turn.profile).await? else { return Ok(()) };
    let chat = turn.incoming.chat;
    turn.profile = end_link(turn, chat, link).await?;
    turn.voice.is_discreet = turn.profile.hides_titles(chat);
    turn.dialogue.open = None;
    Ok(())
}

/// Ends the links of groups to calendars that a person has just given up. If a link can't be ended now, its group falls
/// back when someone next writes there.
pub async fn end_links(turn: &Turn<'_>, owner: UserId) {
    for group in or_without(turn.room.store.linked_groups().await) {
        if let Err(error) = end_link_to(turn, group, owner).await {
            tracing::warn!(
                chat.id = group.0,
                error = &error as &dyn std::error::Error,
                "a group still has a calendar that is gone"
            );
        }
    }
}

/// Ends the links of groups to calendars that the person has just given up, and forgets what their chat has seen of them.
/// If this is interrupted, it is repeated with its message, although the calendar is gone by then.
pub async fn give_up(turn: &Turn<'_>) -> Result<(), Cause> {
    end_links(turn, turn.incoming.user).await;
    turn.remember_only(|recall| &mut recall.fell_back).await?;
    Ok(turn.room.store.forget_seen_by(turn.incoming.chat).await?)
}

/// Adds to an answer what groups are told whose link this update ended, also when it was handled before.
pub async fn tell_of_fallback(turn: &Turn<'_>, mut answer: Answer) -> Result<Answer, Cause> {
    let room = turn.room;
    let reply = Reply::Group(GroupReply::FellBack { is_shared: !room.directory.shared().is_empty() });
    for chat in turn.recalled(|recall| &mut recall.fell_back).unwrap_or_default() {
        if chat == turn.incoming.chat {
            answer = answer.and(turn.aside(reply.clone()));
            continue;
        }
        let profile = room.store.profile(chat).await?;
        if profile.linked.is_none() && !profile.is_blocked {
            let voice = room.voice_in(chat, &profile);
            answer.elsewhere.push(Elsewhere { chat, thread: profile.thread, voice, reply: reply.clone() });
        }
    }
    Ok(answer)
}

async fn end_link_to(turn: &Turn<'_>, group: ChatId, owner: UserId) -> Result<(), Cause> {
    let profile = turn.room.store.profile(group).await?;
    if let Some(link) = void_link(turn.room, &profile).await?.filter(|link| link.owner == owner) {
        end_link(turn, group, link).await?;
    }
    Ok(())
}

/// The group's link, if its calendar is gone.
async fn void_link(room: &Chat, profile: &Profile) -> Result<Option<GroupLink>, Cause> {
    let is_void = profile.linked.is_some() && room.directory.linked(profile.linked.as_ref()).await?.is_none();
    Ok(profile.linked.clone().filter(|_| is_void))
}

/// Ends a group's link, and returns its new settings.
async fn end_link(turn: &Turn<'_>, group: ChatId, link: GroupLink) -> Result<Profile, Cause> {
    // The link ends last: if this is interrupted, the void link brings it here again.
    turn.room.store.forget_seen(group).await?;
    let mut fell_back = turn.recalled(|recall| &mut recall.fell_back).unwrap_or_default();
    fell_back.extend((!fell_back.contains(&group)).then_some(group));
    turn.remember(|recall| &mut recall.fell_back, &fell_back).await?;
    relink(turn.room, group, Relink { from: Some(link), to: None }, &[], turn.now).await
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
