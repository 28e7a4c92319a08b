//! Whom the bot serves, how it refuses strangers, and in which language and zone it answers.

use super::Chat;
use super::answer::{Answer, Place};
use super::failure::Cause;
use super::turn::Turn;
use super::understand::Heard;
use crate::accounts::Shown;
use crate::model::{ChatId, ChatKind, Dialogue, Incoming, IncomingKind, Language, Profile};
use crate::speech::{Reply, Voice};

impl Chat {
    /// The voice for someone whose settings cannot be read now.
    #[must_use]
    pub fn voice(&self, incoming: &Incoming) -> Voice {
        self.voice_of(incoming, &Profile::default())
    }

    /// The answer if there can be no other (storage is down, something failed), at the button or as a message; nothing
    /// for a stranger.
    #[must_use]
    pub fn apology(&self, incoming: &Incoming, reply: Reply) -> Answer {
        let voice = self.voice(incoming);
        let members = self.directory.members();
        if !members.knows(incoming.chat, incoming.chat_kind, incoming.user) {
            return Answer::silent(voice);
        }
        match incoming.kind {
            IncomingKind::Pressed { .. } => Answer::toast(voice, reply),
            IncomingKind::Text { .. }
            | IncomingKind::File { .. }
            | IncomingKind::Location { .. }
            | IncomingKind::Wordless { .. }
            | IncomingKind::Unreadable { .. } => Answer::one(voice, Place::Reply, reply),
            IncomingKind::Edited { .. } | IncomingKind::Left | IncomingKind::Joined | IncomingKind::Moved { .. } => {
                Answer::silent(voice)
            }
        }
    }

    /// Whether this is from someone the bot serves, as far as is stored.
    pub(super) async fn is_served(&self, incoming: &Incoming) -> Result<bool, Cause> {
        let profile = self.store.profile(incoming.chat).await?;
        let shown = self.directory.shown(incoming.chat_kind, incoming.user, profile.linked.as_ref()).await?;
        self.serves(incoming, &profile, &shown).await
    }

    /// Whether this is from someone the bot serves; a supergroup is served if its former group is.
    pub(super) async fn serves(&self, incoming: &Incoming, profile: &Profile, shown: &Shown) -> Result<bool, Cause> {
        let Incoming { chat, chat_kind, user, .. } = *incoming;
        let members = self.directory.members();
        let is_served = members.serves(chat, chat_kind, user).await? || self.directory.admits(&shown.person);
        Ok(is_served || profile.was.is_some_and(|was| members.knows(was, chat_kind, user)))
    }

    /// Refuses a stranger, once; silent if nothing needs to be said.
    pub(super) async fn brush_off(&self, turn: &Turn<'_>, heard: &Heard) -> Result<Answer, Cause> {
        if *heard != Heard::Stranger {
            return Ok(turn.silence());
        }
        metrics::counter!("janji_refusals_total").increment(1);
        let dialogue = Dialogue { told_refused: true, ..turn.dialogue.clone() };
        // Nothing is looked up for a stranger, so there is nothing else to save.
        self.store.put_dialogue(turn.incoming.chat, &dialogue).await?;
        let refusal = Reply::Refused { chat: turn.incoming.chat };
        Ok(match turn.incoming.kind {
            IncomingKind::Pressed { .. } => turn.toast(refusal),
            IncomingKind::Text { .. }
            | IncomingKind::Edited { .. }
            | IncomingKind::File { .. }
            | IncomingKind::Location { .. }
            | IncomingKind::Wordless { .. }
            | IncomingKind::Unreadable { .. }
            | IncomingKind::Left
            | IncomingKind::Joined
            | IncomingKind::Moved { .. } => turn.answer(refusal),
        })
    }

    /// Saves the language, and resumes the reminders of a person who had blocked the bot.
    pub(super) async fn welcome(&self, turn: &mut Turn<'_>) -> Result<(), Cause> {
        let language = match turn.incoming.chat_kind {
            ChatKind::Private if turn.incoming.language.is_some() => spoken(turn.incoming),
            ChatKind::Private => turn.profile.language,
            // Unprompted messages to a group stay in the language of the person who wrote there first.
            ChatKind::Group => turn.profile.language.or_else(|| spoken(turn.incoming)),
        };
        let is_unplanned = turn.profile.is_blocked || turn.profile.is_unplanned;
        let welcome = |profile: &mut Profile| {
            (profile.language, profile.is_blocked, profile.is_unplanned) = (language, false, is_unplanned);
        };
        self.know(turn, welcome).await?;
        if is_unplanned {
            // After a crash here the message is handled again, and the profile says what is still to be done.
            turn.replan_all().await?;
            self.know(turn, |profile| profile.is_unplanned = false).await?;
        }
        Ok(self.sync.nudge(turn.accounts(), turn.now).await?)
    }

    /// Changes a chat's settings, if that makes a difference.
    async fn know(&self, turn: &mut Turn<'_>, change: impl Fn(&mut Profile)) -> Result<(), Cause> {
        let mut profile = turn.profile.clone();
        change(&mut profile);
        if profile != turn.profile {
            turn.profile = self.store.change_profile(turn.incoming.chat, change).await?;
        }
        Ok(())
    }

    /// The voice for an answer: in the language chosen for the chat, or else the person's own; if we do not speak that,
    /// the default. Where the person's is unknown, the chat's.
    pub(super) fn voice_of(&self, incoming: &Incoming, profile: &Profile) -> Voice {
        let language = profile.speaks.unwrap_or_else(|| match incoming.language {
            Some(_) => spoken(incoming).unwrap_or(self.defaults.language),
            None => profile.language(&self.defaults),
        });
        Voice { language, ..self.voice_in(incoming.chat, profile) }
    }

    /// The voice for unprompted messages to a chat.
    pub(super) fn voice_in(&self, chat: ChatId, profile: &Profile) -> Voice {
        Voice {
            language: profile.language(&self.defaults),
            zone: profile.zone(&self.defaults),
            hours: profile.hours,
            is_discreet: profile.hides_titles(chat),
            is_group: chat.is_group(),
        }
    }
}

/// The language of the person's Telegram, if we speak it.
fn spoken(incoming: &Incoming) -> Option<Language> {
    incoming.language.as_deref().and_then(Language::of_tag)
}
