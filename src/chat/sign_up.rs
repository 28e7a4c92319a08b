//! Sign-up of people who are not listed, and the operator's commands about them.

use chrono::{DateTime, Duration, Utc};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use sha2::{Digest, Sha256};

use super::Chat;
use super::answer::Answer;
use super::failure::Cause;
use super::group_calendar;
use super::turn::Turn;
use crate::accounts::calendars::count_waiting;
use crate::accounts::{SignUp, sign_in};
use crate::model::{ChatId, ChatKind, Incoming, IncomingKind, OperatorWish, UserId};
use crate::speech::{AccountsReply, Reply, UserRow};

/// The prefix of an invitation's payload.
const INVITATION: &str = "invite-";

/// How long an invitation is valid.
const VALID_FOR: Duration = Duration::days(7);

/// The most people in one answer.
const MOST_LISTED: usize = 50;

/// Admits a stranger who writes in private, if the settings permit it; true if they are in.
pub(super) async fn lets_in(room: &Chat, incoming: &Incoming, now: DateTime<Utc>) -> Result<bool, Cause> {
    let IncomingKind::Text { text, .. } = &incoming.kind else { return Ok(false) };
    let Some(people) = room.directory.people().filter(|_| incoming.chat_kind == ChatKind::Private) else {
        return Ok(false);
    };
    let most = match people.sign_up {
        SignUp::Listed => return Ok(false),
        SignUp::Invited => {
            let Some(code) = invitation(text) else { return Ok(false) };
            if !room.store.take_invitation(&hash(code), &format!("update {}", incoming.id), now).await? {
                return Ok(false);
            }
            None
        }
        SignUp::Open { most } => Some(most),
    };
    admit(room, incoming.user, Some(now)).await?;
    if let Some(most) = most
        && room.store.count_people().await? > most
    {
        admit(room, incoming.user, None).await?;
        return Ok(false);
    }
    metrics::counter!("janji_sign_ups_total").increment(1);
    Ok(true)
}

async fn admit(room: &Chat, user: UserId, since: Option<DateTime<Utc>>) -> Result<(), Cause> {
    Ok(room.store.change_person(user, |person| person.admitted = since).await?)
}

/// The code of the invitation that a message opens.
fn invitation(text: &str) -> Option<&str> {
    text.trim().strip_prefix("/start")?.trim().strip_prefix(INVITATION)
}

/// Handles the operator's commands; for everyone else these do not exist.
pub(super) async fn operate(turn: &Turn<'_>, wish: OperatorWish) -> Result<Answer, Cause> {
    let is_operator = turn.room.directory.members().listed().admin == Some(turn.incoming.chat);
    let Some(people) = turn.room.directory.people().filter(|_| is_operator) else {
        return Ok(turn.answer(Reply::UnknownCommand { nearest: None }));
    };
    let say = |reply| Ok(turn.answer(Reply::Accounts(reply)));
    match wish {
        OperatorWish::Invite if people.sign_up == SignUp::Invited => {
            let code = BASE64URL_NOPAD.encode(&rand::random::<[u8; 16]>());
            let until = turn.now.checked_add_signed(VALID_FOR).unwrap_or(turn.now);
            turn.room.store.put_invitation(&hash(&code), until, turn.now).await?;
            let name = turn.room.store.bot_name().await?.unwrap_or_default();
            say(AccountsReply::Invitation { link: format!("https://t.me/{name}?start={INVITATION}{code}") })
        }
        OperatorWish::Invite => say(AccountsReply::NoInvitations),
        OperatorWish::Users => {
            let (rows, total) = users(turn).await?;
            say(AccountsReply::Users { rows, total })
        }
        OperatorWish::Remove { user } => {
            let person = turn.room.store.person(user).await?;
            if person.is_nobody() {
                group_calendar::end_links(turn, user).await;
                return say(AccountsReply::NoSuchUser { user });
            }
            let accounts: Vec<_> = person.calendars().map(|(_, calendar)| &calendar.account).collect();
            let dropped = count_waiting(&turn.room.directory, &accounts).await?;
            turn.room.store.forget_chat(ChatId::private(user)).await?;
            for grant in &person.grants {
                sign_in::sign_out(&turn.room.directory, people, user, &grant.id).await?;
            }
            // Last: until then we still know them, so that all this can be repeated.
            admit(turn.room, user, None).await?;
            group_calendar::end_links(turn, user).await;
            say(AccountsReply::UserRemoved { user, dropped })
        }
    }
}

/// The first known people by id, and the total number.
async fn users(turn: &Turn<'_>) -> Result<(Vec<UserRow>, u64), Cause> {
    let store = &turn.room.store;
    let (mut mark, mut users) = (0, Vec::new());
    loop {
        let (next, some) = store.people_from(mark).await?;
        users.extend(some);
        if next == 0 {
            break;
        }
        mark = next;
    }
    users.sort_unstable();
    users.dedup();
    let total = u64::try_from(users.len()).unwrap_or(u64::MAX);
    let mut rows = Vec::new();
    for user in users.into_iter().take(MOST_LISTED) {
        let person = store.person(user).await?;
        let mut in_trouble = 0;
        for (_, linked) in person.calendars() {
            in_trouble += u32::from(store.account_state(&linked.account).await?.trouble.is_some());
        }
        let accounts = u32::try_from(person.grants.len()).unwrap_or(u32::MAX);
        let calendars = u32::try_from(person.calendars().count()).unwrap_or(u32::MAX);
        rows.push(UserRow { user, accounts, calendars, in_trouble });
    }
    Ok((rows, total))
}

fn hash(code: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(code.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_a_start_with_its_code() {
        let table = [
            ("/start invite-abc", Some("abc")),
            ("/start own-abc", None),
            ("/start", None),
            ("invite-abc", None),
            ("invite ali@example.com", None),
        ];
        for (text, expected) in table {
            assert_eq!(invitation(text), expected, "{text}");
        }
    }
}
