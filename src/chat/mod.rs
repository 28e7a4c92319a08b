//! Conversations: understands what is wanted, acts on it (one file for each intent), and returns the reply.
//!
//! Start with [`Chat::answer`]: it reads the chat's settings and dialogue, asks `understand` what is wanted, and calls
//! the file of that intent, whose main function reads top to bottom: fetch, decide, write, reply. Nothing here sends,
//! renders or reads the clock. The result is an [`Answer`], or a [`Failure`] that the operator must see.

mod accounts;
mod administrators;
mod agenda;
mod answer;
mod ask;
mod ask_change;
mod ask_guests;
mod asked;
mod calendars;
mod cancel;
mod card;
mod change;
mod change_guests;
mod change_series;
mod changing;
mod claim;
mod clarify;
mod correct;
mod create;
mod delete;
mod download;
mod export;
mod failure;
mod find;
mod forget;
mod free;
mod group_calendar;
mod guests;
mod import;
mod invite;
mod list;
mod meant;
mod membership;
mod moving;
mod new_time;
mod no;
mod offer;
mod others;
mod owed;
mod pin;
mod press;
mod remind;
mod reminders_switch;
mod respond;
#[cfg(test)]
mod samples;
mod series;
mod served;
mod settings;
mod settings_menu;
mod several;
mod sign_up;
mod slots;
mod snooze;
mod status;
mod sync_now;
mod talk;
mod target;
mod tell;
mod title;
mod turn;
mod understand;
mod undo;
mod week;
mod why;
mod wish;

pub use crate::ics::LONGEST_FILE;
pub use answer::{Answer, Elsewhere, Place, Saying};
pub use calendars::chooser as calendar_chooser;
pub use download::Download;
pub use failure::{Cause, Failure, reference};
pub use settings::Settings;

use std::sync::{Arc, Mutex};

use chrono::{DateTime, Days, Utc};
use futures::future::BoxFuture;

use crate::accounts::Directory;
use crate::env_file::EnvFile;
use crate::model::{
    AccountsWish, BotId, ChatKind, Dialogue, FileId, Incoming, IncomingKind, Intent, NewTime, ProfileDefaults, Recall,
    RepliedTo, Setting, SettingValue, SettingsWish, ShownDays, SmallTalk, View,
};
use crate::reminders::Schedule;
use crate::speech::Reply;
use crate::store::Store;
use crate::sync::Sync;
use turn::Turn;
use understand::{ChatContext, Heard, understand};

/// How far ahead the list of one calendar goes.
const ONE_CALENDAR: Days = Days::new(30);

/// What conversations need. Clones share it.
#[derive(Clone)]
pub struct Chat {
    store: Store,
    sync: Sync,
    reminders: Schedule,
    directory: Directory,
    defaults: Arc<ProfileDefaults>,
    bot: BotId,
    env_file: Option<EnvFile>,
}

impl Chat {
    /// The conversations of one bot; the owner can be saved in `env_file`.
    #[must_use]
    pub fn new(
        store: Store,
        sync: Sync,
        reminders: Schedule,
        directory: Directory,
        defaults: ProfileDefaults,
        bot: BotId,
        env_file: Option<EnvFile>,
    ) -> Self {
        Self { store, sync, reminders, directory, defaults: Arc::new(defaults), bot, env_file }
    }

    /// Does what is wanted and returns the answer; a refusal is an answer too. Handling the same update again, as after
    /// a failure, has no further effect.
    ///
    /// Boxed, so that this is compiled with the library, and not again with each program that uses it.
    #[must_use]
    pub fn answer<'a>(&'a self, incoming: &'a Incoming, now: DateTime<Utc>) -> BoxFuture<'a, Result<Answer, Failure>> {
        Box::pin(self.answer_with(incoming, None, now))
    }

    /// The same, for a message with a file.
    pub async fn answer_with(
        &self,
        incoming: &Incoming,
        download: Option<Download>,
        now: DateTime<Utc>,
    ) -> Result<Answer, Failure> {
        self.converse(incoming, download, now).await.map_err(|cause| Failure::of(incoming.id, cause))
    }

    /// The file that must be downloaded before this can be answered; `None` for strangers.
    pub async fn file_of(&self, incoming: &Incoming) -> Result<Option<FileId>, Failure> {
        let IncomingKind::File { file, .. } = &incoming.kind else { return Ok(None) };
        if !import::is_worth_a_download(incoming) {
            return Ok(None);
        }
        let is_served = self.is_served(incoming).await.map_err(|cause| Failure::of(incoming.id, cause))?;
        Ok(is_served.then(|| file.clone()))
    }

    /// Whether the admins of the group must be known before this can be answered; false for strangers.
    pub async fn asks_for_administrators(&self, incoming: &Incoming, now: DateTime<Utc>) -> Result<bool, Failure> {
        let asks =
            async { Ok(administrators::are_asked_for(self, incoming, now).await? && self.is_served(incoming).await?) };
        asks.await.map_err(|cause| Failure::of(incoming.id, cause))
    }

    async fn converse(
        &self,
        incoming: &Incoming,
        download: Option<Download>,
        now: DateTime<Utc>,
    ) -> Result<Answer, Cause> {
        let (profile, dialogue, recall) = self.store.conversation(incoming.chat).await?;
        let recall = recall.filter(|recall| recall.by == incoming.id).unwrap_or_else(|| Recall::new(incoming.id));
        let mut shown = self.directory.shown(incoming.chat_kind, incoming.user, profile.linked.as_ref()).await?;
        let mut is_served = self.serves(incoming, &profile, &shown).await?;
        if !is_served && sign_up::lets_in(self, incoming, now).await? {
            is_served = true;
            shown = self.directory.shown(incoming.chat_kind, incoming.user, profile.linked.as_ref()).await?;
        }
        let voice = self.voice_of(incoming, &profile);
        let (replied, named, recall) = (None, None, Mutex::new(recall));
        let mut turn =
            Turn { room: self, incoming, download, profile, dialogue, shown, replied, named, voice, now, recall };
        turn.restore_dialogue().await?;
        turn.replied = target::replied(&turn).await?;
        let (heard, answers) = self.hear(&mut turn, is_served);
        turn.named = heard.calendar().cloned();
        if let Heard::Claim(code) = &heard {
            return claim::claim(&mut turn, code).await;
        }
        if matches!(heard, Heard::Stranger | Heard::Nothing) {
            return self.brush_off(&turn, &heard).await;
        }
        if !matches!(heard, Heard::Leave | Heard::Move(_)) {
            self.welcome(&mut turn).await?;
        }
        if ends_question(&heard) && !answers {
            turn.close_question().await?;
            turn.dialogue.open.take_if(|open| open.user == incoming.user);
        }
        group_calendar::fall_back(&mut turn).await?;
        let is_answered = answers && ends_question(&heard) && !asks_again(&heard);
        let answer = match Box::pin(self.act(&turn, heard)).await {
            Err(Cause::NoCalendar) => accounts::unwritable(&turn).await?,
            answer => answer?,
        };
        if is_answered {
            // Only now: a message that failed on the way is handled again, and must find its question.
            turn.close_question().await?;
        }
        turn.remember_last(&answer).await;
        group_calendar::tell_of_fallback(&turn, answer).await
    }

    /// Understands what reached us; true if it answers the open question: then the event that the question is about
    /// counts as the one replied to.
    fn hear(&self, turn: &mut Turn<'_>, is_served: bool) -> (Heard, bool) {
        let alone = self.understand(turn, is_served);
        let Some(asked) = asked::event(turn).filter(|_| may_say_more(&alone)) else { return (alone, false) };
        turn.replied = Some(asked);
        let answer = self.understand(turn, is_served);
        if answer != alone && tells_of_asked(&answer) {
            return (answer, true);
        }
        turn.replied = None;
        (alone, false)
    }

    fn understand(&self, turn: &Turn<'_>, is_served: bool) -> Heard {
        let replied_to = turn.replied.as_ref().map(RepliedTo::from);
        let known = ChatContext {
            is_served,
            profile: &turn.profile,
            defaults: &self.defaults,
            dialogue: &turn.dialogue,
            replied: replied_to.as_ref(),
            calendars: &turn.shown.person.calendar_names(),
        };
        understand(turn.incoming, known)
    }

    /// Acts on what was understood.
    async fn act(&self, turn: &Turn<'_>, heard: Heard) -> Result<Answer, Cause> {
        match heard {
            Heard::WayBack(address) => accounts::end(turn, &address).await,
            Heard::Words { intent, .. } => match asked::answer(turn, &intent).await? {
                Some(answer) => Ok(answer),
                None => self.act_on(turn, intent).await,
            },
            Heard::Corrected(intent) => correct::correct(turn, intent).await,
            Heard::Wordless => {
                let dialogue = Dialogue { text_only_told: Some(turn.now), ..turn.dialogue.clone() };
                turn.put_dialogue(&dialogue).await?;
                Ok(turn.answer(Reply::TextOnly))
            }
            Heard::File if turn.accounts().is_empty() => Ok(accounts::none(turn)),
            Heard::File => import::import(turn, turn.download.as_ref()).await,
            Heard::Pin(at) => pin::pin(turn, at).await,
            Heard::Unreadable => Ok(turn.answer(Reply::Unreadable)),
            Heard::Press { message, data } => press::press(turn, message, &data).await,
            Heard::Leave => membership::leave(turn).await,
            Heard::Join => Ok(membership::join(turn)),
            Heard::Move(to) => membership::move_to(turn, to).await,
            Heard::Claim(_) | Heard::Stranger | Heard::Nothing => self.brush_off(turn, &heard).await,
        }
    }

    /// Does what a message wants: one line for each intent, one file for each line.
    async fn act_on(&self, turn: &Turn<'_>, intent: Intent) -> Result<Answer, Cause> {
        if turn.accounts().is_empty() && needs_calendar(&intent) {
            return Ok(accounts::none(turn));
        }
        match intent {
            Intent::Create(understood) => match snooze::soon_after(turn, &understood).await? {
                Some(snoozed) => Ok(snoozed),
                None => create::from_message(turn, &understood).await,
            },
            Intent::List if turn.named.is_some() => {
                let until = turn.today().checked_add_days(ONE_CALENDAR).unwrap_or(turn.today());
                let days = ShownDays { calendar: turn.named_calendar(), ..ShownDays::whole(turn.today(), until) };
                week::show(turn, days).await
            }
            Intent::List => list::list(turn, View::Coming).await,
            Intent::Agenda { from, until, hours } => {
                week::show(turn, ShownDays { from, until, hours, calendar: turn.named_calendar() }).await
            }
            Intent::Page(way) => list::turn_page(turn, way).await,
            Intent::Find { query, is_past } => list::list(turn, View::Found { query, is_past }).await,
            Intent::Export => export::export(turn).await,
            Intent::Free(wanted) => free::free(turn, wanted).await,
            Intent::Cancel { target, scope } => cancel::cancel(turn, &target, scope).await,
            Intent::Move { target, to, scope } => moving::move_event(turn, &target, to, scope).await,
            Intent::Suggest { target, to } => moving::suggest(turn, &target, to).await,
            Intent::Change { target, detail, scope } => changing::change_event(turn, &target, &detail, scope).await,
            Intent::Settings(wish) => match wish {
                SettingsWish::Ask(Setting::Reminders) => reminders_switch::switch(turn, None).await,
                SettingsWish::Set { value: Some(SettingValue::Reminders(is_on)), .. } => {
                    reminders_switch::switch(turn, Some(is_on)).await
                }
                SettingsWish::Show | SettingsWish::Ask(_) | SettingsWish::Set { .. } => {
                    settings_menu::settings(turn, wish).await
                }
            },
            Intent::Undo => undo::undo(turn).await,
            Intent::Forget => forget::ask(turn).await,
            Intent::Operator(wish) => sign_up::operate(turn, wish).await,
            Intent::Guests(wish) => guests::guests(turn, wish).await,
            Intent::Accounts(AccountsWish::Calendars(_)) if turn.incoming.chat_kind == ChatKind::Group => {
                group_calendar::show(turn).await
            }
            Intent::Accounts(wish) => accounts::accounts(turn, wish).await,
            Intent::Remind { target, leads } => remind::remind(turn, &target, leads).await,
            Intent::Snooze(wish) => snooze::from_words(turn, wish).await,
            Intent::Why { target } => why::why(turn, &target).await,
            Intent::Done => snooze::done_in_words(turn).await,
            Intent::Help => Ok(turn.answer(Reply::Help)),
            Intent::Start { .. } if turn.accounts().is_empty() && turn.incoming.chat_kind == ChatKind::Private => {
                Ok(turn.answer(Reply::Start).and(accounts::none(turn)))
            }
            Intent::Start { .. } => Ok(turn.answer(Reply::Start)),
            Intent::Status => status::status(turn).await,
            Intent::Sync => sync_now::sync_now(turn).await,
            Intent::Unknown { nearest } => {
                Ok(turn.answer(Reply::UnknownCommand { nearest: nearest.map(str::to_owned) }))
            }
            Intent::Offer(understood) => offer::offer(turn, &understood).await,
            Intent::Yes => talk::yes(turn).await,
            Intent::No => no::no(turn).await,
            Intent::Numbers(rows) => talk::numbers(turn, rows).await,
            Intent::Nothing(SmallTalk::Okay) => talk::okay(turn).await,
            Intent::Nothing(small_talk) => Ok(talk::talk(turn, small_talk)),
        }
    }
}

/// Whether words may be about the event that was asked about: "no" and "cancel" are about the question itself.
fn may_say_more(heard: &Heard) -> bool {
    match heard {
        Heard::Words { intent, .. } => !matches!(intent, Intent::Yes | Intent::No | Intent::Cancel { .. }),
        Heard::Corrected(_)
        | Heard::WayBack(_)
        | Heard::Wordless
        | Heard::File
        | Heard::Pin(_)
        | Heard::Unreadable
        | Heard::Press { .. }
        | Heard::Claim(_)
        | Heard::Leave
        | Heard::Join
        | Heard::Move(_)
        | Heard::Stranger
        | Heard::Nothing => false,
    }
}

/// Whether words are about the event that was asked about, whose time was asked for.
fn tells_of_asked(heard: &Heard) -> bool {
    match heard {
        Heard::Words { intent, .. } => {
            matches!(intent, Intent::Move { .. } | Intent::Change { .. } | Intent::Remind { .. })
        }
        Heard::Corrected(_)
        | Heard::WayBack(_)
        | Heard::Wordless
        | Heard::File
        | Heard::Pin(_)
        | Heard::Unreadable
        | Heard::Press { .. }
        | Heard::Claim(_)
        | Heard::Leave
        | Heard::Join
        | Heard::Move(_)
        | Heard::Stranger
        | Heard::Nothing => false,
    }
}

/// Whether we have to ask for the time once more.
fn asks_again(heard: &Heard) -> bool {
    matches!(heard, Heard::Words { intent: Intent::Move { to: NewTime::Missing, .. }, .. })
}

/// Whether the person has moved on from the open question.
fn ends_question(heard: &Heard) -> bool {
    match heard {
        Heard::Words { intent, .. } => !intent.may_answer(),
        Heard::File | Heard::Pin(_) => true,
        Heard::Corrected(_)
        | Heard::WayBack(_)
        | Heard::Wordless
        | Heard::Unreadable
        | Heard::Press { .. }
        | Heard::Claim(_)
        | Heard::Leave
        | Heard::Join
        | Heard::Move(_)
        | Heard::Stranger
        | Heard::Nothing => false,
    }
}

/// Whether an intent needs a calendar.
fn needs_calendar(intent: &Intent) -> bool {
    match intent {
        Intent::Create(_)
        | Intent::Offer(_)
        | Intent::Suggest { .. }
        | Intent::List
        | Intent::Page(_)
        | Intent::Agenda { .. }
        | Intent::Free(_)
        | Intent::Find { .. }
        | Intent::Cancel { .. }
        | Intent::Move { .. }
        | Intent::Change { .. }
        | Intent::Remind { .. }
        | Intent::Snooze(_)
        | Intent::Undo
        | Intent::Done
        | Intent::Why { .. }
        | Intent::Guests(_)
        | Intent::Export
        | Intent::Sync => true,
        Intent::Settings(_)
        | Intent::Forget
        | Intent::Help
        | Intent::Start { .. }
        | Intent::Accounts(_)
        | Intent::Operator(_)
        | Intent::Status
        | Intent::Yes
        | Intent::No
        | Intent::Numbers(_)
        | Intent::Unknown { .. }
        | Intent::Nothing(_) => false,
    }
}
