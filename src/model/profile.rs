//! A chat's settings.

use chrono::{Duration, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{ChatId, DailyHours, DayOrder, Lead, Weekend};

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

/// What a chat begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileDefaults {
    /// The zone.
    pub zone: Tz,
    /// The language, where Telegram's is none of ours.
    pub language: Language,
    /// How long an event lasts when nobody says.
    pub event_length: Duration,
    /// When reminders come.
    pub leads: Vec<Lead>,
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
    /// Whether this chat is told what another listed person adds, moves or cancels here; `None`: yes.
    #[serde(default)]
    pub hears_of_others: Option<bool>,
    /// Whether reminders and notices come here; `None`: in private chats yes, in groups no.
    #[serde(default)]
    pub reminders: Option<bool>,
    /// Whether the chat has blocked us: nothing is pushed until it speaks again.
    #[serde(default)]
    pub is_blocked: bool,
    /// Whether it was blocked until just now, and its reminders may not all be planned again yet.
    #[serde(default)]
    pub is_unplanned: bool,
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
        self.language.unwrap_or(defaults.language)
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
