//! Who hears reminders and notices, and how they are spoken to.

use super::Recipient;
use crate::model::{Access, ChatId, Profile, ProfileDefaults};
use crate::speech::Voice;

/// A chat that hears reminders.
#[derive(Debug, Clone)]
pub(super) struct Listener {
    pub recipient: Recipient,
    pub voice: Voice,
}

/// Whether a chat hears reminders now.
pub(super) fn hears(chat: ChatId, profile: &Profile, access: &Access) -> bool {
    if profile.is_blocked {
        return false;
    }
    if chat.is_group() {
        let is_served = access.chats.contains(&chat) || profile.was.is_some_and(|was| access.chats.contains(&was));
        return is_served && profile.reminders == Some(true);
    }
    let is_listed = access.users.iter().any(|&user| ChatId::private(user) == chat);
    is_listed && profile.reminders.unwrap_or(true)
}

/// A chat as a listener, whether or not it hears reminders.
pub(super) fn listener(chat: ChatId, profile: &Profile, defaults: &ProfileDefaults) -> Listener {
    let zone = profile.zone(defaults);
    Listener {
        recipient: Recipient { chat, was: profile.was, leads: profile.leads(defaults).to_vec(), zone },
        voice: Voice { language: profile.language(defaults), zone, hours: profile.hours },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::UserId;

    fn access() -> Access {
        Access { users: [UserId(7)].into(), chats: [ChatId(-5)].into(), admin: None }
    }

    #[test]
    fn people_hear_reminders_unless_they_are_strangers_or_do_not_want_to() {
        let profile = |reminders, is_blocked| Profile { reminders, is_blocked, ..Profile::default() };
        let cases = [
            (ChatId(7), profile(None, false), true),
            (ChatId(7), profile(Some(false), false), false),
            (ChatId(7), profile(None, true), false),
            (ChatId(8), profile(None, false), false),
            (ChatId(-5), profile(None, false), false),
            (ChatId(-5), profile(Some(true), false), true),
            (ChatId(-5), profile(Some(true), true), false),
            (ChatId(-6), profile(Some(true), false), false),
            (ChatId(-6), Profile { was: Some(ChatId(-5)), ..profile(Some(true), false) }, true),
        ];
        for (chat, profile, expected) in cases {
            assert_eq!(hears(chat, &profile, &access()), expected, "{chat} {profile:?}");
        }
    }
}
