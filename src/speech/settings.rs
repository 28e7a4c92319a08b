//! The settings of a chat: all of them, one with its choices, and what was changed.

use chrono_tz::Tz;
use i18n_embed_fl::fl;

use super::html;
use super::render::{Lines, Renderer};
use crate::model::{DailyHours, DayOrder, HourStyle, Setting, SettingValue, Weekend};

/// How much of a value that could not be read is quoted.
const MISREAD_MOST: usize = 100;

impl Renderer<'_> {
    pub(super) fn settings(&self, values: &[SettingValue]) -> Lines {
        let mut lines = vec![fl!(self.words, "settings-heading")];
        lines.extend(values.iter().map(|value| self.setting_row(value)));
        lines.push(fl!(self.words, "settings-how"));
        lines
    }

    pub(super) fn setting(&self, value: &SettingValue, misread: Option<&str>) -> Lines {
        let mut lines = Vec::new();
        lines.extend(misread.map(|said| fl!(self.words, "setting-misread", said = html::user(said, MISREAD_MOST))));
        lines.push(self.setting_row(value));
        lines.extend(match value.setting() {
            Setting::Zone => Some(fl!(self.words, "setting-zone-how")),
            Setting::Leads => Some(fl!(self.words, "setting-leads-how")),
            Setting::Quiet => Some(fl!(self.words, "setting-quiet-how")),
            Setting::Digest => Some(fl!(self.words, "setting-digest-how")),
            Setting::Titles => Some(fl!(self.words, "setting-titles-how")),
            Setting::Others => Some(fl!(self.words, "setting-others-how")),
            Setting::Language
            | Setting::Length
            | Setting::HourStyle
            | Setting::WorkingHours
            | Setting::WeekStart
            | Setting::Weekend
            | Setting::DayOrder
            | Setting::Reminders
            | Setting::Picture => None,
        });
        lines
    }

    pub(super) fn setting_saved(&self, value: &SettingValue) -> Lines {
        vec![fl!(self.words, "setting-saved", setting = self.setting_row(value))]
    }

    pub(super) fn ask_forget(&self) -> Lines {
        vec![fl!(self.words, "ask-forget"), fl!(self.words, "ask-forget-what"), fl!(self.words, "ask-forget-stays")]
    }

    pub(super) fn forgotten(&self) -> Lines {
        vec![fl!(self.words, "forgotten")]
    }

    /// "Time zone: Kuala Lumpur".
    fn setting_row(&self, value: &SettingValue) -> String {
        fl!(self.words, "setting-row", setting = self.setting_name(value.setting()), value = self.value(value))
    }

    /// What a setting is called.
    pub(super) fn setting_name(&self, setting: Setting) -> String {
        match setting {
            Setting::Zone => fl!(self.words, "setting-zone"),
            Setting::Language => fl!(self.words, "setting-language"),
            Setting::Leads => fl!(self.words, "setting-leads"),
            Setting::Digest => fl!(self.words, "setting-digest"),
            Setting::Quiet => fl!(self.words, "setting-quiet"),
            Setting::Length => fl!(self.words, "setting-length"),
            Setting::HourStyle => fl!(self.words, "setting-hour-style"),
            Setting::WorkingHours => fl!(self.words, "setting-working-hours"),
            Setting::WeekStart => fl!(self.words, "setting-week-start"),
            Setting::Weekend => fl!(self.words, "setting-weekend"),
            Setting::DayOrder => fl!(self.words, "setting-day-order"),
            Setting::Reminders => fl!(self.words, "setting-reminders"),
            Setting::Picture => fl!(self.words, "setting-picture"),
            Setting::Titles => fl!(self.words, "setting-titles"),
            Setting::Others => fl!(self.words, "setting-others"),
        }
    }

    /// A value in words.
    pub(super) fn value(&self, value: &SettingValue) -> String {
        match value {
            SettingValue::Zone(zone) => city(*zone),
            SettingValue::Language(language) => fl!(self.words, "value-language", tag = language.tag()),
            SettingValue::HourStyle(HourStyle::TwentyFour) => fl!(self.words, "value-twenty-four-hours"),
            SettingValue::HourStyle(HourStyle::Twelve) => fl!(self.words, "value-twelve-hours"),
            SettingValue::DayOrder(DayOrder::Dmy) => fl!(self.words, "value-day-first"),
            SettingValue::DayOrder(DayOrder::Mdy) => fl!(self.words, "value-month-first"),
            SettingValue::WeekStart(day) => self.weekday(*day),
            SettingValue::Weekend(Weekend::SaturdaySunday) => {
                self.all_of(vec![self.weekday(chrono::Weekday::Sat), self.weekday(chrono::Weekday::Sun)])
            }
            SettingValue::Weekend(Weekend::FridaySaturday) => {
                self.all_of(vec![self.weekday(chrono::Weekday::Fri), self.weekday(chrono::Weekday::Sat)])
            }
            SettingValue::Leads(leads) if leads.is_empty() => fl!(self.words, "value-none"),
            SettingValue::Leads(leads) => self.all_of(leads.iter().map(|lead| self.lead(*lead)).collect()),
            SettingValue::Quiet(Some(hours)) | SettingValue::WorkingHours(hours) => self.daily_hours(*hours),
            SettingValue::Digest(Some(at)) => self.clock(*at),
            SettingValue::Length(minutes) => self.span(u64::from(*minutes)),
            SettingValue::Quiet(None) | SettingValue::Digest(None) => self.on_off(false),
            SettingValue::Reminders(is_on)
            | SettingValue::Picture(is_on)
            | SettingValue::Titles(is_on)
            | SettingValue::Others(is_on) => self.on_off(*is_on),
        }
    }

    fn on_off(&self, is_on: bool) -> String {
        if is_on { fl!(self.words, "value-on") } else { fl!(self.words, "value-off") }
    }

    pub(super) fn daily_hours(&self, hours: DailyHours) -> String {
        fl!(self.words, "clock-range", start = self.clock(hours.from), end = self.clock(hours.until))
    }
}

/// The city that a zone is named by.
fn city(zone: Tz) -> String {
    zone.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
}
