//! What stands on buttons: plain text, short.

use i18n_embed_fl::fl;

use super::render::Renderer;
use super::{ButtonStyle, Keyboard, Label, OutgoingButton, html};
use crate::model::{Moment, Rsvp, SnoozeUntil};

/// How much of a name stands on a button.
const LABEL_MOST: usize = 30;

impl Renderer<'_> {
    pub(super) fn keyboard(&self, keyboard: &Keyboard) -> Vec<Vec<OutgoingButton>> {
        keyboard
            .iter()
            .map(|row| {
                row.iter()
                    .map(|button| OutgoingButton {
                        label: self.label(&button.label),
                        data: button.data.to_string(),
                        style: style(&button.label),
                    })
                    .collect()
            })
            .collect()
    }

    fn label(&self, label: &Label) -> String {
        match *label {
            Label::AddThis => fl!(self.words, "label-add-this"),
            Label::Cancel => fl!(self.words, "label-cancel"),
            Label::Undo => fl!(self.words, "label-undo"),
            Label::Snooze(SnoozeUntil::Minutes(minutes)) => {
                fl!(self.words, "label-snooze", span = self.span(minutes.into()))
            }
            Label::Snooze(SnoozeUntil::Start) => fl!(self.words, "label-snooze-start"),
            Label::Snooze(SnoozeUntil::Tomorrow) => fl!(self.words, "label-snooze-tomorrow"),
            Label::Done => fl!(self.words, "label-done"),
            Label::Move => fl!(self.words, "label-move"),
            Label::Later15 => fl!(self.words, "label-later-15"),
            Label::LaterHour => fl!(self.words, "label-later-hour"),
            Label::Tomorrow => fl!(self.words, "label-tomorrow"),
            Label::NextWeek => fl!(self.words, "label-next-week"),
            Label::Back => fl!(self.words, "label-back"),
            Label::ThatOne => fl!(self.words, "label-that-one"),
            Label::GoAhead => fl!(self.words, "label-go-ahead"),
            Label::GroupCalendar => fl!(self.words, "label-group-calendar"),
            Label::LinkCalendar(ref name) => fl!(self.words, "label-link-calendar", name = name_on_button(name)),
            Label::Unlink => fl!(self.words, "label-unlink"),
            Label::Invite => fl!(self.words, "label-invite"),
            Label::DoNotInvite => fl!(self.words, "label-do-not-invite"),
            Label::InviteToThis => fl!(self.words, "label-invite-this"),
            Label::InviteToSeries => fl!(self.words, "label-invite-series"),
            Label::TakeOff => fl!(self.words, "label-take-off"),
            Label::Rsvp(Rsvp::Accepted) => fl!(self.words, "label-yes"),
            Label::Rsvp(Rsvp::Tentative | Rsvp::Unanswered) => fl!(self.words, "label-maybe"),
            Label::Rsvp(Rsvp::Declined) => fl!(self.words, "label-no"),
            Label::CancelRow(number) => fl!(self.words, "label-cancel-row", n = number),
            Label::AddAll(count) => fl!(self.words, "label-add-all", n = count),
            Label::Add(number) => fl!(self.words, "label-add", n = number),
            Label::CancelAll => fl!(self.words, "label-cancel-all"),
            Label::ThisOne => fl!(self.words, "label-this-one"),
            Label::AndLater => fl!(self.words, "label-and-later"),
            Label::WholeSeries => fl!(self.words, "label-whole-series"),
            Label::Enough => fl!(self.words, "label-enough"),
            Label::Keep => fl!(self.words, "label-keep"),
            Label::Earlier => fl!(self.words, "label-earlier"),
            Label::Later => fl!(self.words, "label-later"),
            Label::Picture => fl!(self.words, "label-picture"),
            Label::DaysBefore(from, until) => fl!(self.words, "label-days-before", days = self.days_short(from, until)),
            Label::DaysAfter(from, until) => fl!(self.words, "label-days-after", days = self.days_short(from, until)),
            Label::Refresh => fl!(self.words, "label-refresh"),
            Label::Instead(moment) => fl!(self.words, "label-instead", moment = self.moment_short(moment)),
            Label::KeepToday => fl!(self.words, "label-keep-today"),
            Label::OtherHalf(at) => {
                fl!(self.words, "label-instead", moment = self.moment_short(Moment::Time(at)))
            }
            Label::Soon(at) => fl!(self.words, "label-soon", clock = self.clock(at)),
            Label::Choice(moment) => self.moment_short(moment),
            Label::UseMine => fl!(self.words, "label-use-mine"),
            Label::ItIsEmpty => fl!(self.words, "label-it-is-empty"),
            Label::Setting(setting) => self.setting_name(setting),
            Label::Value(ref value) => self.value(value),
            Label::AllSettings => fl!(self.words, "label-all-settings"),
            Label::Choose => fl!(self.words, "label-choose"),
            Label::WriteToEnv => fl!(self.words, "label-write-to-env"),
            Label::ShowTitles => fl!(self.words, "label-show-titles"),
            Label::Forget => fl!(self.words, "label-forget"),
            Label::Account(ref name) | Label::Guest(ref name) | Label::Calendar { ref name, is_read: false } => {
                name_on_button(name)
            }
            Label::Calendar { ref name, is_read: true } => format!("✓ {}", name_on_button(name)),
            Label::WriteHere => fl!(self.words, "label-write-here"),
            Label::Calendars => fl!(self.words, "label-calendars"),
            Label::AccountDefault => fl!(self.words, "label-account-default"),
            Label::AccountRename => fl!(self.words, "label-account-rename"),
            Label::AccountSignOut => fl!(self.words, "label-account-sign-out"),
            Label::SwitchOff => fl!(self.words, "label-switch-off"),
        }
    }
}

/// A name on a button; it may be nothing but marks that are not drawn.
fn name_on_button(name: &str) -> String {
    match html::line(name, LABEL_MOST) {
        line if line.trim().is_empty() => "…".to_owned(),
        line => line,
    }
}

/// The colour of a button: red where it takes something away for good, green where it brings something back.
fn style(label: &Label) -> Option<ButtonStyle> {
    let takes_away = matches!(
        label,
        Label::CancelAll
            | Label::WholeSeries
            | Label::ItIsEmpty
            | Label::Forget
            | Label::AccountSignOut
            | Label::SwitchOff
    );
    let brings_back = matches!(label, Label::Undo);
    match (takes_away, brings_back) {
        (true, _) => Some(ButtonStyle::Danger),
        (_, true) => Some(ButtonStyle::Success),
        (false, false) => None,
    }
}
