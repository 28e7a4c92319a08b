//! One incoming message or button press while it is handled: who, where, with which settings, and when.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use super::Chat;
use super::answer::{Answer, Place};
use super::download::Download;
use super::failure::Cause;
use super::new_time::Mover;
use super::wish::Drafter;
use crate::accounts::Shown;
use crate::model::{
    Account, AccountId, AskedFor, ButtonToken, ChatKind, Dialogue, Draft, EditId, Event, EventId, EventTime, Incoming,
    IncomingKind, Lead, MessageId, Moment, NamedCalendar, OpenQuestion, Origin, Profile, Recall, Said, SeenEvent,
    SeenList, Trouble, Who, WorkWeek, civil_date,
};
use crate::speech::{Buttons, Card, Keyboard, Reply, Voice, reminder_title};
use crate::store;
use crate::sync;

/// The shortest time that the buttons of an event work, even if it is already over.
const SHORTEST_USE: Duration = Duration::hours(1);

/// How long the card of a new series stays useful after the first occurrence.
const USE_OF_SERIES: Duration = Duration::days(30);

/// One field of what an update finds.
type RecallPiece<T> = fn(&mut Recall) -> &mut Option<T>;

/// What the function of every intent gets.
pub struct Turn<'a> {
    /// The room: store, sync, reminders, and the rest.
    pub room: &'a Chat,
    /// What reached us.
    pub incoming: &'a Incoming,
    /// The file that came with it.
    pub download: Option<Download>,
    /// The chat's settings.
    pub profile: Profile,
    /// What we are in the middle of.
    pub dialogue: Dialogue,
    /// The calendars that are shown here.
    pub shown: Shown,
    /// The event of the message that is replied to, as it is now.
    pub replied: Option<SeenEvent>,
    /// The calendar that the message names.
    pub named: Option<AccountId>,
    /// The language, zone and clock style of answers.
    pub voice: Voice,
    /// The present moment.
    pub now: DateTime<Utc>,
    /// What this update has found, now or when it was handled before.
    pub recall: Mutex<Recall>,
}

impl Turn<'_> {
    /// What this update finds, which it may change afterwards: the same when the update is handled again.
    pub async fn once<T: Clone, E: From<store::Error>>(
        &self,
        piece: RecallPiece<T>,
        find: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        if let Some(found) = self.recalled(piece) {
            return Ok(found);
        }
        let found = find.await?;
        self.remember(piece, &found).await?;
        Ok(found)
    }

    /// What this update has found, if it has, or had when it was handled before.
    pub fn recalled<T: Clone>(&self, piece: RecallPiece<T>) -> Option<T> {
        piece(&mut self.recall.lock().unwrap_or_else(PoisonError::into_inner)).clone()
    }

    /// Keeps what this update has found, for when it is handled again.
    pub async fn remember<T: Clone>(&self, piece: RecallPiece<T>, found: &T) -> Result<(), store::Error> {
        self.change_recall(|recall| *piece(recall) = Some(found.clone())).await
    }

    /// Keeps only this piece of what this update has found.
    pub async fn remember_only<T: Clone>(&self, piece: RecallPiece<T>) -> Result<(), store::Error> {
        self.change_recall(|recall| {
            let found = piece(recall).take();
            *recall = Recall::new(recall.by);
            *piece(recall) = found;
        })
        .await
    }

    async fn change_recall(&self, change: impl FnOnce(&mut Recall)) -> Result<(), store::Error> {
        let recall = {
            let mut recall = self.recall.lock().unwrap_or_else(PoisonError::into_inner);
            change(&mut recall);
            recall.clone()
        };
        self.room.store.put_recall(self.incoming.chat, &recall, self.now).await
    }

    /// Whether this person may decide what a chat is told about the calendar: in private everyone may, in a group
    /// listed users and the owner of the linked calendar.
    pub async fn may_manage(&self) -> Result<bool, store::Error> {
        match self.incoming.chat_kind {
            ChatKind::Private => Ok(true),
            ChatKind::Group => {
                let owns = self.profile.linked.as_ref().is_some_and(|link| link.owner == self.incoming.user);
                Ok(owns || self.room.directory.members().has(self.incoming.user).await?)
            }
        }
    }

    /// The chat's zone.
    pub fn zone(&self) -> Tz {
        self.voice.zone
    }

    /// The leads of an event: its own, or else the chat's.
    pub fn leads(&self, own: Option<&[Lead]>) -> Vec<Lead> {
        own.unwrap_or_else(|| self.profile.leads(&self.room.defaults)).to_vec()
    }

    /// The calendars that are shown in this chat.
    pub fn accounts(&self) -> &[Account] {
        &self.shown.accounts
    }

    /// The calendar for this chat's new events.
    pub fn account(&self) -> Result<&AccountId, Cause> {
        self.shown.default.as_ref().ok_or(Cause::NoCalendar)
    }

    /// The calendar that the message names, with what the person calls it.
    pub fn named_calendar(&self) -> Option<NamedCalendar> {
        let account = self.named.clone()?;
        let name = self.shown.name_of(&account)?;
        Some(NamedCalendar { account, name })
    }

    /// The calendar that a draft goes to: the one that was asked for, or else this chat's.
    pub fn account_of(&self, draft: &Draft) -> Result<&AccountId, Cause> {
        match &draft.calendar {
            Some(named) => self.accounts().iter().map(|account| &account.id).find(|id| *id == named),
            None => self.shown.default.as_ref(),
        }
        .ok_or(Cause::NoCalendar)
    }

    /// The card of an event; it names the calendar if that is not the one for new events.
    pub fn card(&self, seen: &SeenEvent) -> Card {
        self.card_in(&seen.account, &seen.event)
    }

    /// The card of an event of this calendar.
    pub fn card_in(&self, account: &AccountId, event: &Event) -> Card {
        Card::new(event, self.shown.name_beside_default(account))
    }

    /// The problem to tell people about a failure of an account; a person's own accounts have different messages.
    pub fn trouble(&self, account: &AccountId, failure: &sync::Failure) -> Option<Trouble> {
        match self.shown.person.calendar(account) {
            Some((_, linked)) => failure.trouble_of_person(linked.kind),
            None => failure.trouble(),
        }
    }

    /// Plans all reminders of this chat's calendars again, because their recipients have changed.
    pub async fn replan_all(&self) -> Result<(), Cause> {
        for account in self.accounts() {
            self.room.reminders.replan_all(&account.id, self.now).await?;
        }
        Ok(self.room.reminders.plan_digest(self.incoming.chat, self.now).await?)
    }

    /// The id of the edit for the message's wish number `ordinal`: the same each time the message is handled.
    pub fn edit_of_message(&self, ordinal: u32) -> Result<EditId, Cause> {
        let message = self.incoming.message().unwrap_or(MessageId(0));
        Ok(EditId::derive(self.room.bot, self.account()?, self.incoming.chat, message, ordinal))
    }

    /// The [`Mover`] for this chat.
    pub fn mover(&self) -> Mover {
        Mover { zone: self.zone(), length: self.profile.event_length(&self.room.defaults) }
    }

    /// Today's date in the chat's zone.
    pub fn today(&self) -> NaiveDate {
        civil_date(self.now, self.zone())
    }

    /// When an event begins, in the chat's zone.
    pub fn start_of(&self, when: EventTime) -> Moment {
        match when {
            EventTime::AllDay { first, .. } => Moment::Day(first),
            EventTime::Timed { start, .. } => Moment::Time(start.with_timezone(&self.zone()).naive_local()),
        }
    }

    /// The [`Drafter`] for this message.
    pub fn drafter(&self) -> Drafter<'_> {
        let text = match &self.incoming.kind {
            IncomingKind::Text { text, .. } | IncomingKind::Edited { text, .. } => text.as_str(),
            IncomingKind::File { .. }
            | IncomingKind::Location { .. }
            | IncomingKind::Wordless { .. }
            | IncomingKind::Unreadable { .. }
            | IncomingKind::Pressed { .. }
            | IncomingKind::Left
            | IncomingKind::Joined
            | IncomingKind::Moved { .. } => "",
        };
        let length = self.profile.event_length(&self.room.defaults);
        let reminder = reminder_title(self.voice.language);
        Drafter { text, zone: self.zone(), reminder, length, calendar: self.named.as_ref(), guests: &[] }
    }

    /// The origin of an edit that is made here.
    pub fn origin(&self) -> Origin {
        Origin { chat: self.incoming.chat, user: self.incoming.user, message: self.incoming.message() }
    }

    /// One reply: to a message, as a reply to it; to a button, in place of the message with the button.
    pub fn answer(&self, reply: Reply) -> Answer {
        Answer::one(self.voice, self.place(), reply)
    }

    /// One reply as a new message.
    pub fn aside(&self, reply: Reply) -> Answer {
        Answer::one(self.voice, Place::New, reply)
    }

    /// A text at the pressed button, or a reply to a message.
    pub fn toast_or_answer(&self, reply: Reply) -> Answer {
        match self.incoming.kind {
            IncomingKind::Pressed { .. } => self.toast(reply),
            IncomingKind::Text { .. }
            | IncomingKind::Wordless { .. }
            | IncomingKind::Unreadable { .. }
            | IncomingKind::Left
            | IncomingKind::Joined
            | IncomingKind::Edited { .. }
            | IncomingKind::File { .. }
            | IncomingKind::Location { .. }
            | IncomingKind::Moved { .. } => self.answer(reply),
        }
    }

    /// A text at the pressed button, and nothing else.
    pub fn toast(&self, reply: Reply) -> Answer {
        Answer::toast(self.voice, reply)
    }

    /// No answer.
    pub fn silence(&self) -> Answer {
        Answer::silent(self.voice)
    }

    fn place(&self) -> Place {
        match &self.incoming.kind {
            IncomingKind::Pressed { message: Some(message), .. } => Place::Edit(*message),
            IncomingKind::Text { .. }
            | IncomingKind::Edited { .. }
            | IncomingKind::File { .. }
            | IncomingKind::Location { .. }
            | IncomingKind::Wordless { .. }
            | IncomingKind::Unreadable { .. } => Place::Reply,
            IncomingKind::Pressed { message: None, .. }
            | IncomingKind::Left
            | IncomingKind::Joined
            | IncomingKind::Moved { .. } => Place::New,
        }
    }

    /// The hours in which this chat looks for free time.
    pub fn work_week(&self) -> WorkWeek {
        WorkWeek { hours: self.profile.working_hours(), weekend: Some(self.profile.weekend) }
    }

    /// The open question to this person; `None` if it is about a calendar that is no longer shown here.
    pub fn question(&self) -> Option<AskedFor> {
        let open = self.dialogue.open.as_ref()?;
        let is_shown = open.about.account().is_none_or(|account| self.shown.has(account));
        (is_shown && open.waits_for(self.incoming.user, self.now)).then(|| open.about.clone())
    }

    /// The token that the open question shares with its buttons.
    pub fn question_token(&self) -> Option<&ButtonToken> {
        self.dialogue.open.as_ref()?.token.as_ref()
    }

    /// Closes this person's open question, if there is one: it is answered, or they have moved on.
    pub async fn close_question(&self) -> Result<(), store::Error> {
        match self.question() {
            Some(_) => self.open(None).await,
            None => Ok(()),
        }
    }

    /// Opens a question that can be answered in words, or closes the open one.
    pub async fn open(&self, question: Option<OpenQuestion>) -> Result<(), store::Error> {
        if question == self.dialogue.open {
            return Ok(());
        }
        self.put_dialogue(&Dialogue { open: question, ..self.dialogue.clone() }).await
    }

    /// Restores the dialogue that this update found, if it was handled before and has changed it.
    pub async fn restore_dialogue(&mut self) -> Result<(), store::Error> {
        let Some(before) = self.recalled(|recall| &mut recall.dialogue) else { return Ok(()) };
        if self.dialogue != before {
            self.room.store.put_dialogue(self.incoming.chat, &before).await?;
            self.dialogue = before;
        }
        Ok(())
    }

    /// Saves the dialogue.
    pub async fn put_dialogue(&self, dialogue: &Dialogue) -> Result<(), store::Error> {
        let before = async { Ok::<_, store::Error>(self.dialogue.clone()) };
        self.once(|recall| &mut recall.dialogue, before).await?;
        self.room.store.put_dialogue(self.incoming.chat, dialogue).await
    }

    /// Saves what the buttons of a list or a question do: for a day, for the person who asked.
    pub async fn keep_for_sender(&self, buttons: Buttons) -> Result<Keyboard, store::Error> {
        let until = self.now.checked_add_signed(SeenList::KEPT).unwrap_or(self.now);
        self.keep(buttons, Who::Only(self.incoming.user), until).await
    }

    /// Saves the list that this person sees here, and what its buttons do.
    pub async fn keep_with_list(&self, buttons: Buttons, list: &SeenList) -> Result<Keyboard, store::Error> {
        let Incoming { chat, user, .. } = *self.incoming;
        let until = self.now.checked_add_signed(SeenList::KEPT).unwrap_or(self.now);
        let (handle, keyboard) = buttons.finish(chat, Who::Only(user), until);
        self.room.store.put_list_and_handle(user, list, &handle, self.now).await?;
        Ok(keyboard)
    }

    /// Saves what buttons do, for a day, for everyone the bot serves here.
    pub async fn keep_for_a_day(&self, buttons: Buttons) -> Result<Keyboard, store::Error> {
        let until = self.now.checked_add_signed(SeenList::KEPT).unwrap_or(self.now);
        self.keep(buttons, Who::Anyone, until).await
    }

    /// Saves what the buttons of an event do, until it ends, for everyone the bot serves here.
    pub async fn keep_for_event(&self, buttons: Buttons, event: &Event) -> Result<Keyboard, store::Error> {
        let soonest = self.now.checked_add_signed(SHORTEST_USE).unwrap_or(self.now);
        self.keep(buttons, Who::Anyone, self.last_use(event).max(soonest)).await
    }

    /// Saves what buttons do, until `until`, for everyone the bot serves here.
    pub async fn keep_until(&self, buttons: Buttons, until: DateTime<Utc>) -> Result<Keyboard, store::Error> {
        self.keep(buttons, Who::Anyone, until).await
    }

    async fn keep(&self, buttons: Buttons, who: Who, until: DateTime<Utc>) -> Result<Keyboard, store::Error> {
        let (handle, keyboard) = buttons.finish(self.incoming.chat, who, until);
        self.room.store.put_handle(&handle, self.now).await?;
        Ok(keyboard)
    }

    /// The list this person last saw here, with what this update has changed in it.
    pub async fn seen_list(&self) -> Result<Option<SeenList>, store::Error> {
        let list = self.room.store.seen_list(self.incoming.chat, self.incoming.user, self.now).await?;
        Ok(list.filter(|list| self.shows(list)))
    }

    /// The list this person last saw here before this update: its numbers are those in the message.
    pub async fn numbered_list(&self) -> Result<Option<SeenList>, store::Error> {
        let seen = async { Ok::<_, store::Error>(self.seen_list().await?.into()) };
        let list: Option<SeenList> = self.once(|recall| &mut recall.list, seen).await?.into();
        Ok(list.filter(|list| self.shows(list)))
    }

    /// Whether all calendars of a list are shown here: a group may have been linked to another since.
    fn shows(&self, list: &SeenList) -> bool {
        list.rows.iter().all(|row| self.shown.has(&row.account))
    }

    /// Saves the list this person sees here.
    pub async fn put_seen_list(&self, list: &SeenList) -> Result<(), store::Error> {
        self.room.store.put_seen_list(self.incoming.chat, self.incoming.user, list, self.now).await
    }

    /// Takes over the card whose button was pressed: the answer replaces it, and nothing else edits it meanwhile.
    pub async fn take_over_card(&self, account: &AccountId, event: &EventId) -> Result<(), store::Error> {
        let IncomingKind::Pressed { message: Some(card), .. } = self.incoming.kind else { return Ok(()) };
        self.room.store.forget_announcement(account, event, self.incoming.chat, card).await
    }

    /// Saves which event an answer is about, so that the person can say "it".
    pub async fn remember_last(&self, answer: &Answer) {
        let Some(said) = answer.sayings.iter().find_map(|saying| saying.about.as_ref()) else { return };
        let Incoming { chat, user, .. } = *self.incoming;
        or_without(self.room.store.put_last_said(chat, user, said, self.now).await);
    }

    /// The record of which event a message is about.
    pub fn said(&self, seen: &SeenEvent) -> Said {
        Said { account: seen.account.clone(), event: seen.event.id.clone(), until: self.last_use(&seen.event) }
    }

    /// Until when a message about an event is useful: until its end; a series goes on after its first occurrence.
    fn last_use(&self, event: &Event) -> DateTime<Utc> {
        let end = event.when.end(self.zone());
        if event.is_whole_series() { end.checked_add_signed(USE_OF_SERIES).unwrap_or(end) } else { end }
    }
}

/// Buttons under a fresh name.
pub fn buttons() -> Buttons {
    Buttons::new(ButtonToken::from_random(rand::random()))
}

/// What is nice to have once the calendar has been changed: if it is unavailable now, the answer goes without it, for the
/// person must hear what was done.
pub fn or_without<T: Default>(got: Result<T, impl Into<Cause>>) -> T {
    got.unwrap_or_else(|error| {
        let error: Cause = error.into();
        tracing::warn!(
            error = &error as &dyn std::error::Error,
            "storage failed after a change; the answer goes without its extras"
        );
        T::default()
    })
}
