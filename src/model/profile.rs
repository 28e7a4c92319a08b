//! A chat's settings.

use chrono::{Duration, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{AccountId, ChatId, DailyHours, DayOrder, Lead, Setting, SettingValue, ThreadId, UserId, Weekend};

/// A language that the bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Malay.
    Ms,
    /// Chinese, simplified.
    Zh,
}

impl Language {
    /// All of them, English first.
    pub const ALL: [Self; 3] = [Self::En, Self::Ms, Self::Zh];

    /// Its IETF tag: `en`, `ms`, `zh`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ms => "ms",
            Self::Zh => "zh",
        }
    }

    /// The language of an IETF tag such as `zh-hans`, if we speak it; Indonesian is answered in Malay.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "ms" | "id" => Some(Self::Ms),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }
}

impl std::str::FromStr for Language {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == text)
            .ok_or_else(|| format!("'{text}' is none of en, ms, zh"))
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tag())
    }
}

/// How hours are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum HourStyle {
    /// 15:30
    #[default]
    TwentyFour,
    /// 3:30 pm
    Twelve,
}

/// What applies where a chat has set nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileDefaults {
    /// The zone.
    pub zone: Tz,
    /// The language of people whose Telegram speaks a language that we do not.
    pub language: Language,
    /// How long an event lasts when nobody says.
    pub event_length: Duration,
    /// When reminders come.
    pub leads: Vec<Lead>,
    /// Whether people hear what others add, move and cancel.
    pub tells_others: bool,
}

/// The calendar of a person that a group uses in place of the shared one, because its owner said so there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupLink {
    /// The calendar.
    pub account: AccountId,
    /// Its owner: the link is void once it is another's.
    pub owner: UserId,
}

/// A chat's settings as stored: what is `None` follows the defaults.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Profile {
    /// The zone.
    #[serde(default)]
    pub zone: Option<Tz>,
    /// The language chosen, or that of the last message.
    #[serde(default)]
    pub language: Option<Language>,
    /// How hours are written.
    #[serde(default)]
    pub hours: HourStyle,
    /// When reminders come.
    #[serde(default)]
    pub leads: Option<Vec<Lead>>,
    /// The language chosen in the settings; it goes before that of people's own apps.
    #[serde(default)]
    pub speaks: Option<Language>,
    /// How many minutes an event lasts when nobody says.
    #[serde(default)]
    pub event_minutes: Option<u32>,
    /// How numeric dates are ordered.
    #[serde(default)]
    pub order: DayOrder,
    /// The first day of the week; `None`: Monday.
    #[serde(default)]
    pub week_start: Option<Weekday>,
    /// Which days are the weekend.
    #[serde(default)]
    pub weekend: Weekend,
    /// The hours in which free time is looked for; `None`: [`DailyHours::OFFICE`].
    #[serde(default)]
    pub working: Option<DailyHours>,
    /// The hours in which nothing is pushed but the reminders of events inside them.
    #[serde(default)]
    pub quiet: Option<DailyHours>,
    /// When the day's events are sent each morning; `None`: not at all.
    #[serde(default)]
    pub digest: Option<NaiveTime>,
    /// Whether the digest comes on days without events, too.
    #[serde(default)]
    pub digest_when_empty: bool,
    /// Whether `/week` sends the picture at once, instead of a text with a button.
    #[serde(default)]
    pub is_week_drawn: bool,
    /// In a group: whether a listed user has agreed that titles and places are shown; else events are "busy".
    #[serde(default)]
    pub shows_titles: bool,
    /// Whether what others do is told, if that was chosen here.
    #[serde(default)]
    pub others: Option<bool>,
    /// Whether reminders and notices come here; `None`: in private chats yes, in groups no.
    #[serde(default)]
    pub reminders: Option<bool>,
    /// The topic in which they were turned on, in a group with topics: they come there.
    #[serde(default)]
    pub thread: Option<ThreadId>,
    /// Whether the chat has blocked us: nothing is pushed until it speaks again.
    #[serde(default)]
    pub is_blocked: bool,
    /// Whether it was blocked until just now, and its reminders may not all be planned again yet.
    #[serde(default)]
    pub is_unplanned: bool,
    /// In a group: the calendar that it is linked to; `None`: the shared one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked: Option<GroupLink>,
    /// The number that this group had before it became a supergroup: who served it there serves it here.
    #[serde(default)]
    pub was: Option<ChatId>,
}

impl Profile {
    /// The zone in force.
    #[must_use]
    pub fn zone(&self, defaults: &ProfileDefaults) -> Tz {
        self.zone.unwrap_or(defaults.zone)
    }

    /// The language in force.
    #[must_use]
    pub fn language(&self, defaults: &ProfileDefaults) -> Language {
        self.speaks.or(self.language).unwrap_or(defaults.language)
    }

    /// The leads in force.
    #[must_use]
    pub fn leads<'a>(&'a self, defaults: &'a ProfileDefaults) -> &'a [Lead] {
        self.leads.as_deref().unwrap_or(&defaults.leads)
    }

    /// How long an event lasts when nobody says.
    #[must_use]
    pub fn event_length(&self, defaults: &ProfileDefaults) -> Duration {
        self.event_minutes.map_or(defaults.event_length, |minutes| Duration::minutes(i64::from(minutes)))
    }

    /// Whether reminders and notices come to this chat.
    #[must_use]
    pub fn has_reminders(&self, chat: ChatId) -> bool {
        self.reminders.unwrap_or(!chat.is_group())
    }

    /// Whether what others do here is told.
    #[must_use]
    pub fn hears_others(&self, defaults: &ProfileDefaults) -> bool {
        self.others.unwrap_or(defaults.tells_others)
    }

    /// Whether events are only "busy" in this chat: in a group, until a listed user has agreed to show titles.
    #[must_use]
    pub fn hides_titles(&self, chat: ChatId) -> bool {
        chat.is_group() && !self.shows_titles
    }

    /// What is in force of a setting in this chat.
    #[must_use]
    pub fn value(&self, setting: Setting, chat: ChatId, defaults: &ProfileDefaults) -> SettingValue {
        match setting {
            Setting::Zone => SettingValue::Zone(self.zone(defaults)),
            Setting::Language => SettingValue::Language(self.language(defaults)),
            Setting::HourStyle => SettingValue::HourStyle(self.hours),
            Setting::DayOrder => SettingValue::DayOrder(self.order),
            Setting::WeekStart => SettingValue::WeekStart(self.week_start()),
            Setting::Weekend => SettingValue::Weekend(self.weekend),
            Setting::Reminders => SettingValue::Reminders(self.has_reminders(chat)),
            Setting::Leads => SettingValue::Leads(self.leads(defaults).to_vec()),
            Setting::Quiet => SettingValue::Quiet(self.quiet),
            Setting::Digest => SettingValue::Digest(self.digest),
            Setting::Length => SettingValue::Length(
                self.event_minutes
                    .unwrap_or_else(|| u32::try_from(defaults.event_length.num_minutes()).unwrap_or(u32::MAX)),
            ),
            Setting::WorkingHours => SettingValue::WorkingHours(self.working_hours()),
            Setting::Picture => SettingValue::Picture(self.is_week_drawn),
            Setting::Titles => SettingValue::Titles(self.shows_titles),
            Setting::Others => SettingValue::Others(self.hears_others(defaults)),
        }
    }

    /// The settings with one value changed.
    #[must_use]
    pub fn with(self, value: SettingValue) -> Self {
        match value {
            SettingValue::Zone(zone) => Self { zone: Some(zone), ..self },
            SettingValue::Language(language) => Self { speaks: Some(language), ..self },
            SettingValue::HourStyle(hours) => Self { hours, ..self },
            SettingValue::DayOrder(order) => Self { order, ..self },
            SettingValue::WeekStart(day) => Self { week_start: Some(day), ..self },
            SettingValue::Weekend(weekend) => Self { weekend, ..self },
            SettingValue::Reminders(is_on) => Self { reminders: Some(is_on), ..self },
            SettingValue::Leads(leads) => Self { leads: Some(leads), ..self },
            SettingValue::Quiet(quiet) => Self { quiet, ..self },
            SettingValue::Digest(digest) => Self { digest, ..self },
            SettingValue::Length(minutes) => Self { event_minutes: Some(minutes), ..self },
            SettingValue::WorkingHours(hours) => Self { working: Some(hours), ..self },
            SettingValue::Picture(is_week_drawn) => Self { is_week_drawn, ..self },
            SettingValue::Titles(shows_titles) => Self { shows_titles, ..self },
            SettingValue::Others(is_on) => Self { others: Some(is_on), ..self },
        }
    }

    /// The first day of the week.
    #[must_use]
    pub fn week_start(&self) -> Weekday {
        self.week_start.unwrap_or(Weekday::Mon)
    }

    /// The hours in which free time is looked for.
    #[must_use]
    pub fn working_hours(&self) -> DailyHours {
        self.working.unwrap_or(DailyHours::OFFICE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_is_in_force() {
        let defaults = ProfileDefaults {
            zone: Tz::Asia__Kuala_Lumpur,
            language: Language::En,
            event_length: Duration::minutes(60),
            leads: vec![Lead { minutes: 10 }],
            tells_others: true,
        };
        let hours = DailyHours { from: NaiveTime::MIN, until: NaiveTime::MIN };
        let values = [
            SettingValue::Zone(Tz::Europe__London),
            SettingValue::Language(Language::Zh),
            SettingValue::HourStyle(HourStyle::Twelve),
            SettingValue::DayOrder(DayOrder::Mdy),
            SettingValue::WeekStart(Weekday::Sun),
            SettingValue::Weekend(Weekend::FridaySaturday),
            SettingValue::Reminders(false),
            SettingValue::Leads(vec![Lead { minutes: 5 }, Lead { minutes: 60 }]),
            SettingValue::Quiet(Some(hours)),
            SettingValue::Digest(Some(NaiveTime::MIN)),
            SettingValue::Length(45),
            SettingValue::WorkingHours(hours),
            SettingValue::Picture(true),
            SettingValue::Titles(true),
            SettingValue::Others(false),
        ];
        assert_eq!(values.clone().map(|value| value.setting()).len(), Setting::ALL.len());
        for value in values {
            let (setting, chat) = (value.setting(), ChatId(7));
            let before = Profile::default().value(setting, chat, &defaults);
            assert_ne!(before, value, "the test changes nothing");
            assert_eq!(Profile::default().with(value.clone()).value(setting, chat, &defaults), value);
        }
    }

    #[test]
    fn titles_are_hidden_only_in_groups_that_have_not_agreed() {
        let agreed = Profile { shows_titles: true, ..Profile::default() };
        let table = [
            (ChatId(7), &Profile::default(), false),
            (ChatId(-7), &Profile::default(), true),
            (ChatId(-7), &agreed, false),
        ];
        for (chat, profile, is_hidden) in table {
            assert_eq!(profile.hides_titles(chat), is_hidden);
        }
    }
}
