//! What we know about chats: profiles, dialogues, lists seen, buttons shown, which event a message is about, and which
//! groups get reminders.

use std::sync::LazyLock;

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::script::Script;
use super::{Error, Store, decode, encode, kept_for, set_until};
use crate::model::{
    AccountId, ButtonToken, ChatId, Dialogue, EditId, Handle, MessageId, Profile, Recall, Said, SeenList, Undoables,
    UpdateId, UserId,
};

/// How long a group's list of admins stays valid.
const ADMINISTRATORS_KEPT: Duration = Duration::minutes(5);

/// The list of the groups that get reminders.
const HEARING: &str = "hearing";

/// The list of the groups that are linked to a person's calendar.
const LINKED: &str = "linked";

/// What a chat's last update found there ([`Recall`]). Older versions kept one part of it under this name.
const RECALL: &str = "meant";

/// The admins of a group.
#[derive(Debug, Serialize, Deserialize)]
struct Administrators {
    users: Vec<UserId>,
    until: DateTime<Utc>,
}

static CHANGE_PROFILE: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/change_profile.lua")));

/// How often to retry a change of a chat's settings because another process changed them meanwhile.
const MOST_TRIES: u32 = 10;

/// Claims something for one update.
static CLAIM: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/claim.lua")));

impl Store {
    /// A chat's settings; the defaults if we don't know the chat yet.
    pub async fn profile(&self, chat: ChatId) -> Result<Profile, Error> {
        Ok(self.read(&self.keys.chat(chat, "profile")).await?.unwrap_or_default())
    }

    /// A chat's settings, its dialogue, and what its last update found, in one call.
    pub async fn conversation(&self, chat: ChatId) -> Result<(Profile, Dialogue, Option<Recall>), Error> {
        let keys = ["profile", "dialogue", RECALL].map(|what| self.keys.chat(chat, what));
        let [profile_key, dialogue_key, recall_key] = &keys;
        let (profile, dialogue, recall): (Option<String>, Option<String>, Option<String>) =
            redis::cmd("MGET").arg(&keys).query_async(&mut self.connection()).await?;
        let profile = profile.map(|text| decode(profile_key, &text)).transpose()?;
        let dialogue = dialogue.map(|text| decode(dialogue_key, &text)).transpose()?;
        let recall = recall.map(|text| decode(recall_key, &text)).transpose()?;
        Ok((profile.unwrap_or_default(), dialogue.unwrap_or_default(), recall))
    }

    /// Saves a chat's settings, and whether it is a group that gets reminders or is linked to a calendar.
    pub async fn put_profile(&self, chat: ChatId, profile: &Profile) -> Result<(), Error> {
        self.write(&self.keys.chat(chat, "profile"), profile).await?;
        self.file_profile(chat, profile).await
    }

    /// Changes a chat's settings, even while another process changes some of them; returns the new ones. `change` may
    /// be called more than once.
    pub async fn change_profile(&self, chat: ChatId, change: impl Fn(&mut Profile)) -> Result<Profile, Error> {
        let key = self.keys.chat(chat, "profile");
        for _ in 0..MOST_TRIES {
            let read: Option<String> = redis::cmd("GET").arg(&key).query_async(&mut self.connection()).await?;
            let mut profile: Profile = read.as_deref().map(|text| decode(&key, text)).transpose()?.unwrap_or_default();
            change(&mut profile);
            let (read, wanted) = (read.unwrap_or_default(), encode(&profile));
            let is_written: bool =
                CHANGE_PROFILE.key(&key).arg(read).arg(wanted).invoke_async(&mut self.connection()).await?;
            if is_written {
                self.file_profile(chat, &profile).await?;
                return Ok(profile);
            }
        }
        Err(Error::Away(redis::RedisError::from((redis::ErrorKind::Client, "a chat is changed again and again"))))
    }

    /// Adds a chat to the lists that its settings call for, and removes it from the others.
    async fn file_profile(&self, chat: ChatId, profile: &Profile) -> Result<(), Error> {
        self.replicate_chat(chat).await;
        if !chat.is_group() {
            return Ok(());
        }
        self.list_group(HEARING, chat, profile.reminders == Some(true) && !profile.is_blocked).await?;
        self.list_group(LINKED, chat, profile.linked.is_some()).await
    }

    /// Adds a group that is linked to a person's calendar to the list of these. Removes none, because it may have been
    /// linked since the profile was read.
    pub(super) async fn list_if_linked(&self, chat: ChatId, profile: &Profile) -> Result<(), Error> {
        let is_linked = chat.is_group() && profile.linked.is_some();
        if is_linked { self.list_group(LINKED, chat, true).await } else { Ok(()) }
    }

    /// The groups in which reminders were turned on and which have not removed us since.
    pub async fn hearing_groups(&self) -> Result<Vec<ChatId>, Error> {
        self.groups(HEARING).await
    }

    /// The groups that are linked to a person's calendar; they may have removed us since.
    pub async fn linked_groups(&self) -> Result<Vec<ChatId>, Error> {
        self.groups(LINKED).await
    }

    /// Adds a group to a list of groups, or removes it.
    async fn list_group(&self, list: &str, group: ChatId, belongs: bool) -> Result<(), Error> {
        let command = if belongs { "SADD" } else { "SREM" };
        let key = self.keys.bot(list);
        Ok(redis::cmd(command).arg(key).arg(group.0).query_async(&mut self.connection()).await?)
    }

    async fn groups(&self, list: &str) -> Result<Vec<ChatId>, Error> {
        let key = self.keys.bot(list);
        let mut groups: Vec<i64> = redis::cmd("SMEMBERS").arg(key).query_async(&mut self.connection()).await?;
        groups.sort_unstable();
        Ok(groups.into_iter().map(ChatId).collect())
    }

    /// What we are in the middle of with a chat.
    pub async fn dialogue(&self, chat: ChatId) -> Result<Dialogue, Error> {
        Ok(self.read(&self.keys.chat(chat, "dialogue")).await?.unwrap_or_default())
    }

    /// Saves what we are in the middle of with a chat.
    pub async fn put_dialogue(&self, chat: ChatId, dialogue: &Dialogue) -> Result<(), Error> {
        self.write(&self.keys.chat(chat, "dialogue"), dialogue).await
    }

    /// The list that a person last saw in a chat, if numbers still refer to it.
    pub async fn seen_list(&self, chat: ChatId, user: UserId, now: DateTime<Utc>) -> Result<Option<SeenList>, Error> {
        let list: Option<SeenList> = self.read(&self.keys.list(chat, user)).await?;
        Ok(list.filter(|list| now < list.until()))
    }

    /// Saves the list that a person sees in a chat.
    pub async fn put_seen_list(
        &self,
        chat: ChatId,
        user: UserId,
        list: &SeenList,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.write_until(&self.keys.list(chat, user), list, list.until(), now).await
    }

    /// The record behind a message's buttons, if it is still valid.
    pub async fn handle(&self, chat: ChatId, token: &ButtonToken, now: DateTime<Utc>) -> Result<Option<Handle>, Error> {
        let handle: Option<Handle> = self.read(&self.keys.handle(chat, token)).await?;
        Ok(handle.filter(|handle| now < handle.until))
    }

    /// Saves the record behind a message's buttons.
    pub async fn put_handle(&self, handle: &Handle, now: DateTime<Utc>) -> Result<(), Error> {
        let key = self.keys.handle(handle.chat, &handle.token);
        self.write_until(&key, handle, handle.until, now).await
    }

    /// Saves the list that a person sees, and the record behind its buttons.
    pub async fn put_list_and_handle(
        &self,
        user: UserId,
        list: &SeenList,
        handle: &Handle,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let (list_key, handle_key) = (self.keys.list(handle.chat, user), self.keys.handle(handle.chat, &handle.token));
        let mut pipe = redis::pipe();
        pipe.add_command(set_until(&list_key, list, list.until(), now)).ignore();
        pipe.add_command(set_until(&handle_key, handle, handle.until, now)).ignore();
        Ok(pipe.query_async(&mut self.connection()).await?)
    }

    /// The event that one of our messages is about.
    pub async fn said(&self, chat: ChatId, message: MessageId, now: DateTime<Utc>) -> Result<Option<Said>, Error> {
        let said: Option<Said> = self.read(&self.keys.said(chat, message)).await?;
        Ok(said.filter(|said| now < said.until))
    }

    /// Saves which event one of our messages is about.
    pub async fn put_said(
        &self,
        chat: ChatId,
        message: MessageId,
        said: &Said,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.write_until(&self.keys.said(chat, message), said, said.until, now).await
    }

    /// The event last mentioned with a person in a chat.
    pub async fn last_said(&self, chat: ChatId, user: UserId, now: DateTime<Utc>) -> Result<Option<Said>, Error> {
        let said: Option<Said> = self.read(&self.keys.chat(chat, &format!("last:{user}"))).await?;
        Ok(said.filter(|said| now < said.until))
    }

    /// Saves the event last mentioned with a person in a chat.
    pub async fn put_last_said(
        &self,
        chat: ChatId,
        user: UserId,
        said: &Said,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        self.write_until(&self.keys.chat(chat, &format!("last:{user}")), said, said.until, now).await
    }

    /// Saves what an update found in a chat; replaces what the one before it found.
    pub async fn put_recall(&self, chat: ChatId, recall: &Recall, now: DateTime<Utc>) -> Result<(), Error> {
        self.write_until(&self.keys.chat(chat, RECALL), recall, now, now).await
    }

    /// The newest changes made in a chat, for undo.
    pub async fn undoables(&self, chat: ChatId) -> Result<Undoables, Error> {
        Ok(self.read(&self.keys.chat(chat, "undo")).await?.unwrap_or_default())
    }

    /// Saves the newest changes made in a chat, for as long as the newest of them can be undone.
    pub async fn put_undoables(&self, chat: ChatId, undoables: &Undoables, now: DateTime<Utc>) -> Result<(), Error> {
        let until = now.checked_add_signed(Undoables::KEPT).unwrap_or(now);
        self.write_until(&self.keys.chat(chat, "undo"), undoables, until, now).await
    }

    /// Claims a deletion for one update: true for the first update and whenever the same one comes again, false for all
    /// others until `until`, or until the claim is released.
    pub async fn claim(
        &self,
        account: &AccountId,
        edit: &EditId,
        by: UpdateId,
        until: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool, Error> {
        let mut claim = CLAIM.prepare_invoke();
        claim.key(self.keys.claim(account, edit)).arg(by.0);
        claim.arg(until.timestamp_millis()).arg(now.timestamp_millis()).arg(kept_for(until, now));
        Ok(claim.invoke_async(&mut self.connection()).await?)
    }

    /// Whether this update was the last to hold the claim.
    pub async fn has_claimed(&self, account: &AccountId, edit: &EditId, by: UpdateId) -> Result<bool, Error> {
        let key = self.keys.claim(account, edit);
        let held: Option<String> = redis::cmd("GET").arg(key).query_async(&mut self.connection()).await?;
        Ok(held.and_then(|held| held.split(' ').next()?.parse().ok()) == Some(by.0))
    }

    /// Releases a claim, because nothing was deleted.
    pub async fn release_claim(&self, account: &AccountId, edit: &EditId) -> Result<(), Error> {
        let key = self.keys.claim(account, edit);
        Ok(redis::cmd("DEL").arg(key).query_async(&mut self.connection()).await?)
    }

    /// The admins of a group, if Telegram was asked recently.
    pub async fn administrators(&self, group: ChatId, now: DateTime<Utc>) -> Result<Option<Vec<UserId>>, Error> {
        let kept: Option<Administrators> = self.read(&self.keys.chat(group, "admins")).await?;
        Ok(kept.filter(|kept| now < kept.until).map(|kept| kept.users))
    }

    /// Saves the admins of a group, for a few minutes.
    pub async fn put_administrators(&self, group: ChatId, users: Vec<UserId>, now: DateTime<Utc>) -> Result<(), Error> {
        let until = now.checked_add_signed(ADMINISTRATORS_KEPT).unwrap_or(now);
        self.write_until(&self.keys.chat(group, "admins"), &Administrators { users, until }, until, now).await
    }

    /// Moves everything that a group has to its new id. Can be repeated: what was moved stays there.
    pub async fn move_chat(&self, from: ChatId, to: ChatId) -> Result<(), Error> {
        let (left, settled) = (self.profile(from).await?, self.profile(to).await?);
        let profile = if left == Profile::default() { settled } else { left };
        self.put_profile(to, &Profile { was: Some(from), ..profile }).await?;
        let source = self.keys.chat(from, "");
        for key in self.records_of(from).await? {
            if let Some(what) = key.strip_prefix(&source) {
                self.move_record(from, to, what).await?;
            }
        }
        self.list_group(HEARING, from, false).await?;
        self.list_group(LINKED, from, false).await
    }

    /// Deletes everything about a chat except two marks: that nothing is pushed to it until someone writes there again,
    /// and which group it was before, which decides whether it is served.
    pub async fn forget_chat(&self, chat: ChatId) -> Result<(), Error> {
        self.forget_records(chat, &[]).await
    }

    /// The same for a pressed button, whose own record stays until it expires: the press may have to be handled again.
    pub async fn forget_chat_by(&self, chat: ChatId, button: &ButtonToken) -> Result<(), Error> {
        self.forget_records(chat, &[self.keys.handle(chat, button)]).await
    }

    async fn forget_records(&self, chat: ChatId, kept: &[String]) -> Result<(), Error> {
        let was = self.profile(chat).await?.was;
        self.put_profile(chat, &Profile { is_blocked: true, was, ..Profile::default() }).await?;
        let profile = self.keys.chat(chat, "profile");
        let is_forgotten = |key: &String| *key != profile && !kept.contains(key);
        for key in self.records_of(chat).await?.into_iter().filter(is_forgotten) {
            redis::cmd("DEL").arg(key).query_async::<()>(&mut self.connection()).await?;
        }
        Ok(())
    }

    /// Forgets the question, lists, buttons and undoable changes of a chat, which may show calendars that it can no
    /// longer see, and what its last update found.
    pub async fn forget_seen(&self, chat: ChatId) -> Result<(), Error> {
        redis::cmd("DEL").arg(self.keys.chat(chat, RECALL)).query_async::<()>(&mut self.connection()).await?;
        self.forget_seen_by(chat).await
    }

    /// The same for an update from the chat itself: what it found is kept, in case it is handled again. The buttons go
    /// last: if a press is interrupted on the way, it comes again.
    pub async fn forget_seen_by(&self, chat: ChatId) -> Result<(), Error> {
        let Dialogue { text_only_told, told_refused, claim_refused, .. } = self.dialogue(chat).await?;
        let told = Dialogue { text_only_told, told_refused, claim_refused, ..Dialogue::default() };
        self.put_dialogue(chat, &told).await?;
        let records = self.records_of(chat).await?;
        for what in ["list:", "last:", "said:", "undo", "handle:"] {
            let start = self.keys.chat(chat, what);
            for key in records.iter().filter(|key| key.starts_with(&start)) {
                redis::cmd("DEL").arg(key).query_async::<()>(&mut self.connection()).await?;
            }
        }
        Ok(())
    }

    /// The keys of everything that a chat has.
    async fn records_of(&self, chat: ChatId) -> Result<Vec<String>, Error> {
        Ok(self.connection.scan(&format!("{}*", literal(&self.keys.chat(chat, "")))).await?)
    }

    /// Moves one record of a chat to another; its profile is there already.
    async fn move_record(&self, from: ChatId, to: ChatId, what: &str) -> Result<(), Error> {
        let (source, target) = (self.keys.chat(from, what), self.keys.chat(to, what));
        let text: Option<String> = redis::cmd("GET").arg(&source).query_async(&mut self.connection()).await?;
        if let Some(text) = text.filter(|_| what != "profile") {
            let text = if what.starts_with("handle:") {
                encode(&Handle { chat: to, ..decode(&source, &text)? })
            } else {
                text
            };
            let left: i64 = redis::cmd("PTTL").arg(&source).query_async(&mut self.connection()).await?;
            let mut set = redis::cmd("SET");
            set.arg(&target).arg(text);
            if left > 0 {
                set.arg("PX").arg(left);
            }
            let () = set.query_async(&mut self.connection()).await?;
        }
        Ok(redis::cmd("DEL").arg(&source).query_async(&mut self.connection()).await?)
    }
}

/// A pattern of `SCAN` that matches `text` and nothing else.
fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '?' | '[' | ']' | '\\' | '^' | '-') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn a_prefix_with_signs_of_a_pattern_is_taken_literally() {
        assert_eq!(literal("a*[b]:chat:{-5}:"), r"a\*\[b\]:chat:{\-5}:");
    }
}
