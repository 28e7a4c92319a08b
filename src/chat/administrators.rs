//! Who may change a group's settings: its admins, according to Telegram.

use chrono::{DateTime, Utc};

use super::Chat;
use super::answer::Answer;
use super::failure::Cause;
use super::turn::Turn;
use crate::model::{ButtonData, ChatKind, Incoming, IncomingKind, Intent, Press, Reference, SettingsWish, UserId};
use crate::speech::Reply;
use crate::store;
use crate::when;

/// The user that anonymous admins appear as (Bot API, `Message.sender_chat`): `@GroupAnonymousBot`.
const ANONYMOUS: UserId = UserId(1_087_968_824);

/// The refusal for someone who may not change this chat's settings; `None` if they may. In private everyone may.
pub async fn refuse(turn: &Turn<'_>) -> Result<Option<Answer>, store::Error> {
    let Incoming { chat, chat_kind, user, .. } = *turn.incoming;
    if chat_kind == ChatKind::Private || user == ANONYMOUS {
        return Ok(None);
    }
    let refusal = match turn.room.store.administrators(chat, turn.now).await? {
        Some(users) if users.contains(&user) => return Ok(None),
        Some(_) => Reply::SettingForAdmins,
        None => Reply::AdminsUnknown,
    };
    Ok(Some(turn.answer(refusal)))
}

/// Whether we have to ask Telegram for the admins of a group before we can answer this.
pub(super) async fn are_asked_for(room: &Chat, incoming: &Incoming, now: DateTime<Utc>) -> Result<bool, Cause> {
    Ok(incoming.chat_kind == ChatKind::Group
        && changes_settings(room, incoming, now).await?
        && room.store.administrators(incoming.chat, now).await?.is_none())
}

/// Whether this asks to change a chat's settings.
async fn changes_settings(room: &Chat, incoming: &Incoming, now: DateTime<Utc>) -> Result<bool, Cause> {
    match &incoming.kind {
        IncomingKind::Text { text, .. } => {
            let profile = room.store.profile(incoming.chat).await?;
            let zone = profile.zone(&room.defaults);
            let reference = Reference { now: incoming.written(), zone, order: profile.order };
            Ok(matches!(when::want(text, &reference, None), Intent::Settings(SettingsWish::Set { .. })))
        }
        IncomingKind::Location { .. } => Ok(true),
        IncomingKind::Pressed { data, .. } => {
            let Some(data) = ButtonData::parse(data) else { return Ok(false) };
            let handle = room.store.handle(incoming.chat, &data.token, now).await?;
            let press = handle.as_ref().and_then(|handle| handle.presses.get(usize::from(data.row)));
            Ok(matches!(press, Some(Press::Set { .. } | Press::Forget)))
        }
        IncomingKind::Edited { .. }
        | IncomingKind::File { .. }
        | IncomingKind::Wordless { .. }
        | IncomingKind::Unreadable { .. }
        | IncomingKind::Left
        | IncomingKind::Joined
        | IncomingKind::Moved { .. } => Ok(false),
    }
}
