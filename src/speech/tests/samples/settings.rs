//! Settings, and forgetting a chat.

use chrono::{NaiveTime, Weekday};

use super::super::building::keyboard;
use crate::model::{DailyHours, DayOrder, HourStyle, Language, Lead, Setting, SettingValue, Weekend};
use crate::speech::{Label, Reply};

pub(super) fn about_settings() -> Vec<Reply> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 30, 0).expect("a time of day");
    let hours = DailyHours { from: at(22), until: at(6) };
    let values = vec![
        SettingValue::Language(Language::Ms),
        SettingValue::Zone(chrono_tz::America::New_York),
        SettingValue::HourStyle(HourStyle::Twelve),
        SettingValue::DayOrder(DayOrder::Mdy),
        SettingValue::WeekStart(Weekday::Sun),
        SettingValue::Weekend(Weekend::FridaySaturday),
        SettingValue::Reminders(true),
        SettingValue::Leads(vec![Lead { minutes: 1_440 }, Lead { minutes: 10 }]),
        SettingValue::Quiet(Some(hours)),
        SettingValue::Digest(Some(at(6))),
        SettingValue::Length(90),
        SettingValue::WorkingHours(hours),
        SettingValue::Picture(false),
        SettingValue::Titles(false),
        SettingValue::Others(true),
    ];
    let one = |value: SettingValue, misread: Option<&str>| Reply::Setting {
        value,
        misread: misread.map(str::to_owned),
        keyboard: keyboard(&[Label::AllSettings]),
    };
    vec![
        Reply::Settings { values, keyboard: keyboard(&[Label::Setting(Setting::Language)]) },
        one(SettingValue::Zone(chrono_tz::Asia::Kuala_Lumpur), Some("the <moon>")),
        one(SettingValue::Leads(Vec::new()), None),
        one(SettingValue::Quiet(None), None),
        one(SettingValue::Digest(None), None),
        one(SettingValue::Titles(true), None),
        one(SettingValue::Others(false), None),
        one(SettingValue::HourStyle(HourStyle::TwentyFour), None),
        Reply::SettingSaved { value: SettingValue::DayOrder(DayOrder::Dmy) },
        Reply::SettingSaved { value: SettingValue::Weekend(Weekend::SaturdaySunday) },
        Reply::SettingNotYours,
        Reply::SettingForAdmins,
        Reply::AdminsUnknown,
        Reply::AskForget { keyboard: keyboard(&[Label::Forget, Label::Keep]) },
        Reply::Forgotten,
    ]
}
