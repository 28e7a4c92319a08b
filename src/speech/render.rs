//! From a reply to words: which file renders which reply.

use chrono::{DateTime, NaiveDate, Utc};
use i18n_embed_fl::fl;

use super::shown::Certainty;
use super::words::{Words, words};
use super::{Keyboard, Outgoing, Reply, Voice, html};
use crate::model::{Attachment, NoticeKind, civil_date};

/// A reply in words, as they are said at `now`.
///
/// The text never exceeds what Telegram takes, whatever the titles in it.
#[must_use]
pub fn render(reply: &Reply, voice: &Voice, now: DateTime<Utc>) -> Outgoing {
    let is_discreet = voice.is_discreet && !names_what_was_just_said(reply);
    let renderer =
        Renderer { words: words(voice.language), voice, now, today: civil_date(now, voice.zone), is_discreet };
    Outgoing {
        text: html::fit(&renderer.say(reply)),
        keyboard: keyboard_of(reply).map(|keyboard| renderer.keyboard(keyboard)).unwrap_or_default(),
        is_silent: is_silent(reply),
        attachment: attachment_of(reply).cloned(),
    }
}

/// The picture or file that a reply goes with.
fn attachment_of(reply: &Reply) -> Option<&Attachment> {
    let (Reply::Drawn { picture: file, .. } | Reply::Exported { file, .. }) = reply else { return None };
    Some(file)
}

/// The text without HTML, on one line, at most 200 characters: what the answer to a pressed button may hold.
#[must_use]
pub fn plain(outgoing: &Outgoing) -> String {
    html::toast(&outgoing.text)
}

/// The whole text without HTML, for when Telegram cannot read its entities.
#[must_use]
pub fn fallback(outgoing: &Outgoing) -> String {
    html::strip(&outgoing.text)
}

/// Renders replies in one voice, at one moment.
///
/// Its methods return HTML, and are in the files of what they render.
pub(super) struct Renderer<'a> {
    pub(super) words: &'static Words,
    pub(super) voice: &'a Voice,
    pub(super) now: DateTime<Utc>,
    /// The date at `now` in the voice's zone.
    pub(super) today: NaiveDate,
    /// Whether events are only "busy".
    pub(super) is_discreet: bool,
}

/// A text, line by line; each line is well-formed HTML.
pub(super) type Lines = Vec<String>;

impl Renderer<'_> {
    #[expect(clippy::too_many_lines, reason = "one line for each reply")]
    fn say(&self, reply: &Reply) -> Lines {
        match reply {
            Reply::Start => self.start(),
            Reply::Help => self.help(),
            Reply::UnknownCommand { nearest } => self.unknown_command(nearest.as_deref()),
            Reply::Welcome => self.welcome(),
            Reply::Smile => self.smile(),
            Reply::Hello => self.hello(),
            Reply::Offer { card, keyboard: _ } => self.offer(card),
            Reply::OfferMove { card, keyboard: _ } => self.offer_move(card),
            Reply::NoTime => self.no_time(),
            Reply::TextOnly => self.text_only(),
            Reply::Unreadable => self.unreadable(),
            Reply::Refused { chat } => self.refused(*chat),
            Reply::Owner { line, keyboard } => self.owner(line, keyboard.is_empty()),
            Reply::OwnerWritten { line } => self.owner_written(line),
            Reply::OwnerNotWritten { line } => self.owner_not_written(line),
            Reply::ClaimRefused => vec![fl!(self.words, "claim-refused")],
            Reply::Import { .. } => self.import(reply),
            Reply::NotImported { why } => self.not_imported(why),
            Reply::NotCorrected { why, card } => self.not_corrected(*why, card),
            Reply::StorageAway => self.storage_away(),
            Reply::WaitsForStorage => self.waits_for_storage(),
            Reply::Sorry { reference } => self.sorry(reference),

            Reply::Created { card, plan, corrections, overlaps, queued, lacks_meet, asks_title, keyboard: _ } => {
                let mut lines = self.created(card, plan, corrections, overlaps, *queued);
                lines.extend(lacks_meet.then(|| self.lacks_meet()));
                lines.extend(asks_title.then(|| fl!(self.words, "ask-title")));
                lines
            }
            Reply::Several { added, offered, keyboard: _ } => self.several_events(added, offered),
            Reply::Moved { altered, scope, card, plan, overlaps, apart, queued, keyboard: _ } => {
                self.moved((*altered, *scope), card, plan, overlaps, apart, *queued)
            }
            Reply::Which { cards, keyboard: _ } => self.which_event(cards),
            Reply::DidYouMean { said, card, keyboard: _ } => self.did_you_mean(said, card),
            Reply::NoSuchEvent { said } => self.no_such_event(said),
            Reply::AskBeforeChange { question, card, keyboard: _ } => self.ask_before_change(question, card),
            Reply::MoveMenu { card, keyboard: _ } => self.move_menu(card),
            Reply::ChangeHow { card, what } => self.change_how(card, *what),
            Reply::EventCard { card, plan, keyboard: _ } => self.event_card(card, plan),
            Reply::Doubt { kind, said, keyboard } => self.doubt(*kind, said, !keyboard.is_empty()),
            Reply::Joined => vec![fl!(self.words, "joined")],
            Reply::Missed { at, keyboard: _ } => self.missed(*at),
            Reply::InThePast { at } => self.in_the_past(*at),
            Reply::RefusedByGoogle { title, trouble } => self.refused_by_google(title, *trouble),
            Reply::OnlyReadable { title } => self.only_readable(title),
            Reply::Overridden { card, keyboard: _ } => self.overridden(card),

            Reply::List(page) => self.list(page),
            Reply::EmptyList { view, is_unread, freshness, unknown, keyboard: _ } => {
                self.empty_list(view, *is_unread, *freshness, unknown)
            }

            Reply::Drawn { first, last, is_unread, unknown, picture: _ } => {
                self.drawn(*first, *last, *is_unread, unknown)
            }
            Reply::Exported { count, freshness, file: _ } => self.exported(*count, *freshness),
            Reply::NotExported => self.not_exported(),
            Reply::FreeAt { when, busy, beside, is_unread, freshness, unknown, keyboard: _ } => {
                let certainty = Certainty::of(*is_unread, *freshness, unknown);
                let mut lines = self.free_at(*when, busy, beside, certainty);
                lines.extend(self.free_footer(*is_unread, *freshness, unknown));
                lines
            }
            Reply::FreeTimes { first, last, days, more, length, hours, freshness, unknown, keyboard: _ } => {
                let mut lines = self.free_times((*first, *last), days, *more, (*length, *hours));
                let is_unread = days.iter().any(|day| day.times.is_none());
                lines.extend(self.free_footer(is_unread, *freshness, unknown));
                lines
            }
            Reply::AskTitle { when, keyboard: _ } => self.ask_title(*when),

            Reply::NotDone { why, fresh } => self.not_cancelled(why, fresh.as_ref()),
            Reply::Ask { question, cards, keyboard: _ } => self.ask(question, cards),
            Reply::Cancelled { cards, scope, apart, queued, keyboard: _ } => {
                self.cancelled(cards, *scope, apart, *queued)
            }
            Reply::PartlyCancelled { cards, left, keyboard: _ } => self.partly_cancelled(cards, left),
            Reply::Undone { undone, cards, left, refused, plan, queued, keyboard: _ } => {
                self.undone(*undone, cards, left, refused, plan.as_ref(), *queued)
            }
            Reply::NotUndone { why } => self.not_undone(why),
            Reply::AlreadyCancelled => self.already_cancelled(),
            Reply::ChangedSince { card, keyboard: _ } => self.changed_since(card),
            Reply::Kept => self.kept(),
            Reply::Enough { added } => self.enough(*added),
            Reply::ButtonStale => self.button_stale(),
            Reply::ButtonNotYours => self.button_not_yours(),

            Reply::Synced(summary) => self.synced(*summary),
            Reply::NotSynced(trouble) => self.not_synced(*trouble),
            Reply::SyncedPartly { synced, unsynced } => self.synced_partly(*synced, unsynced),
            Reply::SyncUnderWay => self.sync_under_way(),
            Reply::Status(report) => self.status(report),

            Reply::RemindersHere { is_on, may_change } => self.reminders_here(*is_on, *may_change),
            Reply::Reminder { card, starts, late, keyboard: _ } => self.reminder(card, *starts, *late),
            Reply::Snoozed { card, at, is_after_quiet_hours, keyboard: _ } => {
                self.snoozed(card, *at, *is_after_quiet_hours)
            }
            Reply::Done { card } => self.done(card),
            Reply::RemindersOf { card, plan, queued, keyboard: _ } => self.reminders_of(card, plan, *queued),
            Reply::Digest { day, cards, overlaps, unknown } => self.digest(*day, cards, overlaps, unknown),
            Reply::Why { card, explanation } => self.explanation(card, explanation),
            Reply::NoReminderMeant => self.no_reminder_meant(),
            Reply::LateReminders { cards, is_late } => self.late_reminders(cards, *is_late),
            Reply::ReminderChanged { was, is, keyboard: _ } => self.reminder_changed(was, is),
            Reply::LateRemindersChanged { cards } => self.late_reminders_changed(cards),
            Reply::ReminderCancelled { was } => self.reminder_cancelled(was),
            Reply::Notices { notices, calendar, keyboard: _ } => self.notices(notices, calendar.as_ref()),

            Reply::Settings { values, keyboard: _ } => self.settings(values),
            Reply::Setting { value, misread, keyboard: _ } => self.setting(value, misread.as_deref()),
            Reply::SettingSaved { value } => self.setting_saved(value),
            Reply::SettingNotYours => vec![fl!(self.words, "setting-not-yours")],
            Reply::SettingForAdmins => vec![fl!(self.words, "setting-for-admins")],
            Reply::AdminsUnknown => vec![fl!(self.words, "admins-unknown")],
            Reply::AskForget { keyboard: _ } => self.ask_forget(),
            Reply::Forgotten => self.forgotten(),

            Reply::Guests(reply) => self.guests(reply),
            Reply::Group(reply) => self.group(reply),
            Reply::Accounts(reply) => self.accounts(reply),

            Reply::Operator { text } => text.lines().map(html::escape).collect(),
        }
    }
}

fn keyboard_of(reply: &Reply) -> Option<&Keyboard> {
    match reply {
        Reply::Created { keyboard, .. }
        | Reply::Missed { keyboard, .. }
        | Reply::Moved { keyboard, .. }
        | Reply::Offer { keyboard, .. }
        | Reply::OfferMove { keyboard, .. }
        | Reply::Doubt { keyboard, .. }
        | Reply::Several { keyboard, .. }
        | Reply::Import { keyboard, .. }
        | Reply::Overridden { keyboard, .. }
        | Reply::EmptyList { keyboard, .. }
        | Reply::FreeAt { keyboard, .. }
        | Reply::FreeTimes { keyboard, .. }
        | Reply::AskTitle { keyboard, .. }
        | Reply::Ask { keyboard, .. }
        | Reply::ChangedSince { keyboard, .. }
        | Reply::Cancelled { keyboard, .. }
        | Reply::PartlyCancelled { keyboard, .. }
        | Reply::Undone { keyboard, .. }
        | Reply::Snoozed { keyboard, .. }
        | Reply::RemindersOf { keyboard, .. }
        | Reply::Which { keyboard, .. }
        | Reply::DidYouMean { keyboard, .. }
        | Reply::MoveMenu { keyboard, .. }
        | Reply::AskBeforeChange { keyboard, .. }
        | Reply::EventCard { keyboard, .. }
        | Reply::Reminder { keyboard, .. }
        | Reply::ReminderChanged { keyboard, .. }
        | Reply::Settings { keyboard, .. }
        | Reply::Setting { keyboard, .. }
        | Reply::Owner { keyboard, .. }
        | Reply::AskForget { keyboard }
        | Reply::Notices { keyboard, .. } => Some(keyboard),
        Reply::List(page) => Some(&page.keyboard),
        Reply::Accounts(reply) => reply.keyboard(),
        Reply::Guests(reply) => reply.keyboard(),
        Reply::Group(reply) => reply.keyboard(),
        Reply::NotDone { fresh, .. } => fresh.as_ref().map(|page| &page.keyboard),
        Reply::Drawn { .. }
        | Reply::Exported { .. }
        | Reply::NotExported
        | Reply::Start
        | Reply::Help
        | Reply::UnknownCommand { .. }
        | Reply::Welcome
        | Reply::Smile
        | Reply::Hello
        | Reply::NoTime
        | Reply::TextOnly
        | Reply::Unreadable
        | Reply::Refused { .. }
        | Reply::NotImported { .. }
        | Reply::NotCorrected { .. }
        | Reply::OwnerWritten { .. }
        | Reply::OwnerNotWritten { .. }
        | Reply::ClaimRefused
        | Reply::StorageAway
        | Reply::WaitsForStorage
        | Reply::Sorry { .. }
        | Reply::InThePast { .. }
        | Reply::Joined
        | Reply::RefusedByGoogle { .. }
        | Reply::OnlyReadable { .. }
        | Reply::NotUndone { .. }
        | Reply::NoSuchEvent { .. }
        | Reply::ChangeHow { .. }
        | Reply::AlreadyCancelled
        | Reply::Kept
        | Reply::Enough { .. }
        | Reply::ButtonStale
        | Reply::ButtonNotYours
        | Reply::Synced(_)
        | Reply::NotSynced(_)
        | Reply::SyncedPartly { .. }
        | Reply::SyncUnderWay
        | Reply::Status(_)
        | Reply::RemindersHere { .. }
        | Reply::LateReminders { .. }
        | Reply::Done { .. }
        | Reply::Why { .. }
        | Reply::Digest { .. }
        | Reply::NoReminderMeant
        | Reply::LateRemindersChanged { .. }
        | Reply::ReminderCancelled { .. }
        | Reply::SettingSaved { .. }
        | Reply::SettingNotYours
        | Reply::SettingForAdmins
        | Reply::AdminsUnknown
        | Reply::Forgotten
        | Reply::Operator { .. } => None,
    }
}

/// Whether a reply names only an event that its chat has just named itself.
fn names_what_was_just_said(reply: &Reply) -> bool {
    matches!(reply, Reply::Created { overlaps, .. } if overlaps.is_empty())
}

/// Whether it arrives without a sound: only good news that nobody asked for.
fn is_silent(reply: &Reply) -> bool {
    let Reply::Notices { notices, .. } = reply else { return matches!(reply, Reply::Digest { .. }) };
    notices.iter().all(|notice| match notice.kind {
        NoticeKind::Landed { .. } | NoticeKind::Recovered | NoticeKind::SignedInAgain | NoticeKind::ByOther { .. } => {
            true
        }
        NoticeKind::Changed { .. }
        | NoticeKind::Cancelled { .. }
        | NoticeKind::New { .. }
        | NoticeKind::Refused { .. }
        | NoticeKind::Overridden { .. }
        | NoticeKind::Trouble(_)
        | NoticeKind::Empty { .. }
        | NoticeKind::Emptied { .. }
        | NoticeKind::Rebuilt
        | NoticeKind::Full { .. } => false,
    })
}
