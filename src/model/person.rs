//! People with Google accounts of their own: what is kept of them, and which calendars they see.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{AccountId, ChatId, GrantId, UserId};

/// How long the name of an account may be, in letters.
const LONGEST_NAME: usize = 30;

/// How much of a calendar's title its name has, in letters.
const LONGEST_CALENDAR_NAME: usize = 60;

/// How many Google accounts one person may have.
pub const MOST_GRANTS: usize = 10;

/// How many calendars of all their Google accounts one person may have read: each is read on its own.
pub const MOST_CALENDARS: usize = 25;

/// A secret that only the operator's key opens; its text is of no use to anybody else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(pub String);

impl fmt::Debug for Sealed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sealed")
    }
}

/// What is kept of a person beside their chats: that they are served, and their Google accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Since when they are served without being listed in the settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admitted: Option<DateTime<Utc>>,
    /// Their Google accounts, in the order in which they signed in.
    #[serde(default)]
    pub grants: Vec<Grant>,
    /// The calendar that new events go to, if they chose one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<AccountId>,
}

/// A Google account that a person signed in to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Its name in our records.
    pub id: GrantId,
    /// What the person calls it.
    pub name: String,
    /// Its refresh token.
    pub token: Sealed,
    /// Whether it lets us see which calendars there are.
    pub lists_calendars: bool,
    /// The id at Google of its own calendar, if we are told: by it the account is known again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<String>,
    /// The calendars that are read.
    pub calendars: Vec<LinkedCalendar>,
    /// Since when it is signed in.
    pub since: DateTime<Utc>,
}

/// A calendar of a person's Google account that is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedCalendar {
    /// Its name in our records.
    pub account: AccountId,
    /// Its id at Google.
    pub calendar: String,
    /// What it is called at Google; empty if we are not told.
    pub title: String,
    /// Whether events can be written to it.
    pub is_writable: bool,
    /// What it is to its Google account.
    #[serde(default)]
    pub kind: CalendarKind,
}

/// What a calendar is to the Google account that sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarKind {
    /// The account's own.
    #[default]
    Own,
    /// Another that its owner made or was given.
    Other,
    /// One of Google's calendars of holidays: listed, but nobody is reminded of it.
    Holidays,
}

/// A calendar as Google's list of a person's calendars has it (Calendar v3, `CalendarList`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCalendar {
    /// Its id at Google.
    pub id: String,
    /// What the person calls it.
    pub title: String,
    /// Whether events can be written to it.
    pub is_writable: bool,
    /// What it is to its Google account.
    pub kind: CalendarKind,
}

/// A sign-in that has begun: who began it, where, and what its code is exchanged with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// The private chat in which it was begun.
    pub chat: ChatId,
    /// The person who began it.
    pub user: UserId,
    /// What they call the account, if they said.
    pub name: Option<String>,
    /// Where the browser is sent back to.
    pub redirect: String,
    /// The PKCE verifier (RFC 7636).
    pub verifier: Sealed,
    /// Until when it can be ended.
    pub until: DateTime<Utc>,
}

/// How an attempt to sign in ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInEnd {
    /// The account is there.
    SignedIn {
        /// What it is called.
        name: String,
        /// Whether it was there before, under another token.
        is_again: bool,
        /// Whether new events go there.
        is_default: bool,
        /// Whether we may see which calendars there are.
        lists_calendars: bool,
    },
    /// Nothing has changed.
    Not(SignInRefusal),
}

/// Why nobody was signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignInRefusal {
    /// The address is of no sign-in of this person: forged, another's, or long over.
    Unknown,
    /// The link is older than ten minutes.
    Expired,
    /// The link was used before.
    Used,
    /// The person said no at Google.
    Refused,
    /// The calendar was not part of what was granted.
    NoCalendar,
    /// Google gave no lasting grant.
    NotLasting,
    /// Google does not answer, or takes the code for none.
    Google,
    /// The person has as many accounts as one may have.
    TooMany,
}

/// What became of a grant at Google when its person signed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revocation {
    /// Google has it back.
    GivenBack,
    /// Google keeps it, because the same Google account is used by others here.
    StillUsed,
    /// Google keeps it, because the calendar of the settings may be of the same Google account.
    MayBeUsed,
    /// Google did not answer.
    Unanswered,
}

impl Person {
    /// Whether nothing is left to keep.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.admitted.is_none() && self.grants.is_empty()
    }

    /// The Google account with this name, in whatever case.
    #[must_use]
    pub fn grant_named(&self, name: &str) -> Option<&Grant> {
        self.grants.iter().find(|grant| is_same_name(&grant.name, name))
    }

    /// The Google account with this id.
    #[must_use]
    pub fn grant(&self, id: &GrantId) -> Option<&Grant> {
        self.grants.iter().find(|grant| grant.id == *id)
    }

    /// The calendar with this name in our records, and the Google account that it is of.
    #[must_use]
    pub fn calendar(&self, account: &AccountId) -> Option<(&Grant, &LinkedCalendar)> {
        self.calendars().find(|(_, calendar)| calendar.account == *account)
    }

    /// All calendars that are read, each with its Google account.
    pub fn calendars(&self) -> impl Iterator<Item = (&Grant, &LinkedCalendar)> + Clone {
        self.grants.iter().flat_map(|grant| grant.calendars.iter().map(move |calendar| (grant, calendar)))
    }

    /// The calendar that new events go to: the chosen one, or else the first that can be written.
    #[must_use]
    pub fn default_calendar(&self) -> Option<&AccountId> {
        let mut writable = self.calendars().map(|(_, calendar)| calendar).filter(|calendar| calendar.is_writable);
        let chosen = writable.clone().find(|calendar| Some(&calendar.account) == self.default.as_ref());
        chosen.or_else(|| writable.next()).map(|calendar| &calendar.account)
    }

    /// Has new events go to a calendar from now on; false, and nothing changes, when it is not read or cannot be written.
    pub fn write_to(&mut self, account: &AccountId) -> bool {
        let is_writable = self.calendar(account).is_some_and(|(_, calendar)| calendar.is_writable);
        if is_writable {
            self.default = Some(account.clone());
        }
        is_writable
    }

    /// What the person calls each calendar that is read; no two are called the same.
    #[must_use]
    pub fn calendar_names(&self) -> Vec<(AccountId, String)> {
        let names = calendar_names(self.calendars().map(|(grant, calendar)| CalendarTitle {
            grant: &grant.name,
            title: &calendar.title,
            kind: calendar.kind,
        }));
        self.calendars().map(|(_, calendar)| calendar.account.clone()).zip(names).collect()
    }

    /// A name for one more Google account that no other has: `google`, `google2` and so on.
    #[must_use]
    pub fn free_name(&self) -> String {
        let taken = |name: &str| self.grant_named(name).is_some();
        let numbered = (2..).map(|number| format!("google{number}"));
        std::iter::once("google".to_owned()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// A name for a Google account in a person's own words; `None` when it is none: empty, too long, or not one word.
#[must_use]
pub fn account_name(text: &str) -> Option<String> {
    let name = text.trim().trim_start_matches('/');
    let is_name = !name.is_empty()
        && name.chars().count() <= LONGEST_NAME
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    is_name.then(|| name.to_owned())
}

/// A calendar as it is called at Google, for [`calendar_names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarTitle<'a> {
    /// The name of its Google account.
    pub grant: &'a str,
    /// Its title at Google.
    pub title: &'a str,
    /// What it is to its account.
    pub kind: CalendarKind,
}

/// What calendars are called: an account's own by the account's name, others by their title at Google. One that would
/// be called like an earlier one is told apart by its account, or else by a number.
#[must_use]
pub fn calendar_names<'a>(calendars: impl Iterator<Item = CalendarTitle<'a>>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for CalendarTitle { grant, title, kind } in calendars {
        let title = title.trim();
        let plain = match kind {
            CalendarKind::Own => grant,
            CalendarKind::Other | CalendarKind::Holidays if title.is_empty() => grant,
            CalendarKind::Other | CalendarKind::Holidays => title,
        };
        let plain: String = plain.chars().take(LONGEST_CALENDAR_NAME).collect();
        let beside = format!("{plain} ({grant})");
        let numbered = (2..).map(|number| format!("{plain} {number}"));
        let mut candidates = [plain.clone(), beside].into_iter().chain(numbered);
        let is_free = |name: &String| names.iter().all(|known| !is_same_name(known, name));
        names.extend(candidates.find(is_free));
    }
    names
}

/// Whether two names are the same, in whatever case.
#[must_use]
pub fn is_same_name(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(name: &str, calendars: &[(&str, bool)]) -> Grant {
        let calendars = calendars.iter().map(|(id, is_writable)| LinkedCalendar {
            account: AccountId((*id).into()),
            calendar: (*id).into(),
            title: String::new(),
            is_writable: *is_writable,
            kind: CalendarKind::Own,
        });
        Grant {
            id: GrantId(name.into()),
            name: name.into(),
            token: Sealed("secret".into()),
            lists_calendars: true,
            own: None,
            calendars: calendars.collect(),
            since: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn new_events_go_to_the_chosen_calendar_or_to_the_first_that_can_be_written() {
        let grants = vec![grant("work", &[("holidays", false), ("a", true)]), grant("home", &[("b", true)])];
        let person = |default: Option<&str>| Person {
            grants: grants.clone(),
            default: default.map(|id| AccountId(id.into())),
            ..Person::default()
        };
        for (chosen, expected) in [(None, "a"), (Some("b"), "b"), (Some("gone"), "a"), (Some("holidays"), "a")] {
            assert_eq!(person(chosen).default_calendar().map(|id| &*id.0), Some(expected), "{chosen:?}");
        }
        assert_eq!(Person::default().default_calendar(), None);
    }

    #[test]
    fn calendars_are_told_apart_by_their_names() {
        use CalendarKind::{Holidays, Other, Own};
        let title = |grant: &'static str, title: &'static str, kind| CalendarTitle { grant, title, kind };
        let table = [
            title("work", "ana@example.com", Own),
            title("work", "Family", Other),
            title("home", "ana.home@example.com", Own),
            title("home", "family", Other),
            title("home", "FAMILY", Other),
            title("home", "Work", Other),
            title("home", " ", Other),
            title("home", "Holidays in Malaysia", Holidays),
        ];
        let expected = [
            "work",
            "Family",
            "home",
            "family (home)",
            "FAMILY 2",
            "Work (home)",
            "home (home)",
            "Holidays in Malaysia",
        ];
        assert_eq!(calendar_names(table.into_iter()), expected);
        let long = "x".repeat(100);
        let named = calendar_names([CalendarTitle { grant: "work", title: &long, kind: Other }].into_iter());
        assert_eq!(named[0].len(), LONGEST_CALENDAR_NAME);
    }

    #[test]
    fn names_are_one_word_in_any_script() {
        let table = [
            ("work", Some("work")),
            (" /Home ", Some("Home")),
            ("公司", Some("公司")),
            ("", None),
            ("two words", None),
        ];
        for (text, expected) in table {
            assert_eq!(account_name(text).as_deref(), expected, "{text}");
        }
        assert_eq!(account_name(&"x".repeat(31)), None);
    }

    #[test]
    fn a_free_name_is_found_for_each_further_account() {
        let mut person = Person::default();
        for expected in ["google", "google2", "google3"] {
            let name = person.free_name();
            assert_eq!(name, expected);
            person.grants.push(grant(&name.to_uppercase(), &[]));
        }
    }

    #[test]
    fn nothing_secret_is_in_what_debug_shows() {
        assert!(!format!("{:?}", grant("work", &[])).contains("secret"));
    }
}
