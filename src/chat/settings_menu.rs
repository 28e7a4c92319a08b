//! The settings of this chat: the menu, the choices of one setting, and changing it.

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;

use crate::model::{
    DailyHours, DayOrder, GroupPress, HourStyle, Language, Lead, Press, Profile, Setting, SettingValue, SettingsWish,
    Weekend,
};
use crate::speech::{Label, Reply};

use super::administrators;
use super::answer::Answer;
use super::failure::Cause;
use super::turn::{Turn, buttons};

/// The number of settings in a row of buttons.
const SETTINGS_A_ROW: usize = 2;

/// The number of choices in a row of buttons.
const CHOICES_A_ROW: usize = 3;

/// Shows or changes settings, as the message asks.
pub(super) async fn settings(turn: &Turn<'_>, wish: SettingsWish) -> Result<Answer, Cause> {
    match wish {
        SettingsWish::Show => menu(turn).await,
        SettingsWish::Ask(setting) => choose(turn, setting, None).await,
        SettingsWish::Set { value: Some(value), .. } => set(turn, value).await,
        SettingsWish::Set { setting, said, value: None } => choose(turn, setting, Some(said)).await,
    }
}

/// Shows all settings in one message, each with a button.
pub(super) async fn menu(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let values: Vec<SettingValue> = settings_of(turn).map(|setting| in_force(turn, setting)).collect();
    let rows = values.chunks(SETTINGS_A_ROW).fold(buttons(), |buttons, row| {
        buttons
            .row(row.iter().map(|value| (Label::Setting(value.setting()), Press::Setting { setting: value.setting() })))
    });
    let calendar = turn.incoming.chat.is_group().then_some((Label::GroupCalendar, Press::Group(GroupPress::Show)));
    let keyboard = turn.keep_for_sender(rows.row(calendar)).await?;
    Ok(turn.answer(Reply::Settings { values, keyboard }))
}

/// Shows one setting with its choices.
pub(super) async fn choose(turn: &Turn<'_>, setting: Setting, misread: Option<String>) -> Result<Answer, Cause> {
    let value = in_force(turn, setting);
    let choices: Vec<SettingValue> = choices(setting).into_iter().filter(|choice| *choice != value).collect();
    let rows = choices.chunks(CHOICES_A_ROW).fold(buttons(), |buttons, row| {
        buttons.row(row.iter().map(|value| (Label::Value(value.clone()), Press::Set { value: value.clone() })))
    });
    let keyboard = turn.keep_for_sender(rows.row([(Label::AllSettings, Press::Settings)])).await?;
    Ok(turn.answer(Reply::Setting { value, misread, keyboard }))
}

/// Changes a setting, if this person may, and plans reminders again if that affects them.
pub(super) async fn set(turn: &Turn<'_>, value: SettingValue) -> Result<Answer, Cause> {
    // The people whose calendar it is decide what a group is told about it.
    if matches!(value.setting(), Setting::Titles | Setting::Reminders) {
        if !turn.may_manage().await? {
            return Ok(turn.answer(Reply::SettingNotYours));
        }
    } else if let Some(refusal) = administrators::refuse(turn).await? {
        return Ok(refusal);
    }
    let moves_reminders = value.moves_reminders();
    let (store, chat) = (&turn.room.store, turn.incoming.chat);
    let save = |profile: &mut Profile| {
        *profile = std::mem::take(profile).with(value.clone());
        // If the process dies between the two writes, the message is handled again, and plans again.
        profile.is_unplanned |= moves_reminders;
    };
    let profile = store.change_profile(chat, save).await?;
    if moves_reminders {
        turn.replan_all().await?;
        store.change_profile(chat, |profile| profile.is_unplanned = false).await?;
    }
    let voice = turn.room.voice_of(turn.incoming, &profile);
    Ok(Answer { voice, ..turn.answer(Reply::SettingSaved { value }) })
}

/// The settings that this chat has.
fn settings_of(turn: &Turn<'_>) -> impl Iterator<Item = Setting> {
    let is_group = turn.incoming.chat.is_group();
    Setting::ALL.into_iter().filter(move |setting| {
        let is_of_groups = *setting == Setting::Titles;
        let is_of_people = *setting == Setting::Others;
        if is_group { !is_of_people } else { !is_of_groups }
    })
}

fn in_force(turn: &Turn<'_>, setting: Setting) -> SettingValue {
    let value = turn.profile.value(setting, turn.incoming.chat, &turn.room.defaults);
    match value {
        // Show the language of the answers.
        SettingValue::Language(_) => SettingValue::Language(turn.voice.language),
        value => value,
    }
}

/// The values that buttons offer for a setting; a message can set others.
fn choices(setting: Setting) -> Vec<SettingValue> {
    let both = |value: fn(bool) -> SettingValue| vec![value(true), value(false)];
    match setting {
        Setting::Language => Language::ALL.map(SettingValue::Language).to_vec(),
        Setting::Zone => [
            Tz::Asia__Kuala_Lumpur,
            Tz::Asia__Kuching,
            Tz::Asia__Singapore,
            Tz::Asia__Jakarta,
            Tz::Asia__Bangkok,
            Tz::Asia__Tokyo,
            Tz::Asia__Kolkata,
            Tz::Asia__Riyadh,
            Tz::Europe__London,
            Tz::Australia__Sydney,
            Tz::America__New_York,
            Tz::America__Los_Angeles,
        ]
        .map(SettingValue::Zone)
        .to_vec(),
        Setting::HourStyle => [HourStyle::TwentyFour, HourStyle::Twelve].map(SettingValue::HourStyle).to_vec(),
        Setting::DayOrder => [DayOrder::Dmy, DayOrder::Mdy].map(SettingValue::DayOrder).to_vec(),
        Setting::WeekStart => [Weekday::Mon, Weekday::Sun, Weekday::Sat].map(SettingValue::WeekStart).to_vec(),
        Setting::Weekend => [Weekend::SaturdaySunday, Weekend::FridaySaturday].map(SettingValue::Weekend).to_vec(),
        Setting::Leads => [&[10][..], &[30], &[60], &[24 * 60], &[24 * 60, 60], &[60, 10]]
            .map(|minutes| SettingValue::Leads(minutes.iter().map(|&minutes| Lead { minutes }).collect()))
            .to_vec(),
        Setting::Quiet => {
            let nights = [(22, 7), (23, 7), (0, 8)].map(|(from, until)| Some(hours(from, until)));
            [None].into_iter().chain(nights).map(SettingValue::Quiet).collect()
        }
        Setting::Digest => {
            let mornings = [(6, 30), (7, 0), (8, 0)].map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0));
            [None].into_iter().chain(mornings).map(SettingValue::Digest).collect()
        }
        Setting::Length => [15, 30, 45, 60, 90, 120].map(SettingValue::Length).to_vec(),
        Setting::WorkingHours => [(8, 17), (9, 18), (10, 19), (8, 22)]
            .map(|(from, until)| SettingValue::WorkingHours(hours(from, until)))
            .to_vec(),
        Setting::Reminders => both(SettingValue::Reminders),
        Setting::Picture => both(SettingValue::Picture),
        Setting::Titles => both(SettingValue::Titles),
        Setting::Others => both(SettingValue::Others),
    }
}

fn hours(from: u32, until: u32) -> DailyHours {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    DailyHours { from: at(from), until: at(until) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_choices_of_its_own_kind() {
        for setting in Setting::ALL {
            let choices = choices(setting);
            assert!(choices.len() >= 2, "{setting:?}");
            assert!(choices.iter().all(|choice| choice.setting() == setting), "{setting:?}");
        }
    }
}
