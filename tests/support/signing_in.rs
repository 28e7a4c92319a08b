//! People who sign in from the chat to Google accounts of their own, and what is in their calendars.

use chrono::TimeDelta;
use janji::sandbox::google::Role;
use janji::sandbox::telegram::{Content, EntityKind, UserId};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;

use super::cast::ANA;
use super::world::World;

/// A key that seals people's tokens.
pub const KEY: (&str, &str) = ("JANJI_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

/// The settings name no calendar.
pub const NO_SHARED: (&str, &str) = ("GOOGLE_REFRESH_TOKEN", "");

/// Everybody brings a calendar of their own.
pub const OWN_ONLY: [(&str, &str); 2] = [KEY, NO_SHARED];

/// Ana at Google.
pub const ANAS: &str = "ana@example.com";
/// Another Google account of Ana's.
pub const HOME: &str = "ana.home@example.com";
/// Budi at Google.
pub const BUDIS: &str = "budi@example.com";
/// Mei at Google.
pub const MEIS: &str = "mei@example.com";

/// A calendar that Ana and Budi share.
pub const FAMILY: &str = "family@group.calendar.google.com";
/// A calendar that Ana may only read.
pub const TEAM: &str = "team@group.calendar.google.com";

impl World {
    /// A world without a calendar of its own, where Ana and Budi share a calendar of the family at Google, and Ana may
    /// read the team's.
    pub async fn with_shared_calendars() -> Self {
        let world = Self::open_with(&OWN_ONLY).await;
        world.google().add_calendar(ANAS, FAMILY, "Family", Role::Writer);
        world.google().add_calendar(ANAS, TEAM, "Team", Role::Reader);
        world.google().add_calendar(BUDIS, FAMILY, "Keluarga", Role::Owner);
        world
    }

    /// The same, where Ana has signed in and has all of it read.
    pub async fn with_all_calendars_read() -> Self {
        let world = Self::with_shared_calendars().await;
        world.signs_in(ANA, "/connect work", ANAS).await;
        for calendar in ["Family", "Team", "Holidays in Malaysia"] {
            world.says(ANA, &format!("/calendars on {calendar}")).await;
        }
        world.round().await;
        world
    }

    /// Somebody signs in with a command and pastes the address; what was answered, without the secrets.
    pub async fn signs_in(&self, who: UserId, command: &str, person: &str) -> String {
        self.says(who, command).await;
        let ended_on = self.consents(&self.link(who), person).await;
        self.pastes(who, &ended_on).await
    }

    /// The address of the link in the bot's newest message to somebody.
    pub fn link(&self, who: UserId) -> String {
        let message = self.telegram().message(who.chat(), self.last(who.chat())).expect("it is there");
        let Content::Text { entities, .. } = message.content else { panic!("it is text") };
        let address = entities.into_iter().find_map(|entity| match entity.kind {
            EntityKind::TextLink { url } => Some(url),
            _ => None,
        });
        address.expect("there is a link")
    }

    /// The address on which the browser of somebody at Google ends, after they have said yes to a link.
    pub async fn consents(&self, link: &str, person: &str) -> String {
        self.google().sits_at_browser(person);
        let browser = reqwest::Client::builder().redirect(Policy::none()).build().expect("it can be built");
        let answer = browser.get(link).send().await.expect("the pretend Google answers");
        answer.headers()[LOCATION].to_str().expect("it is an address").to_owned()
    }

    /// Somebody pastes an address, and their calendar is read; what was answered, without the secrets.
    pub async fn pastes(&self, who: UserId, address: &str) -> String {
        let said = self.says(who, address).await.replace(address, "(the address)");
        self.round().await;
        said
    }

    /// There is an event of an hour in a calendar at Google, some hours from now.
    pub fn has_event(&self, calendar: &str, title: &str, hours: i64) {
        let start = self.now() + TimeDelta::hours(hours);
        let added = self.google().of(calendar).add_event(title, start, start + TimeDelta::hours(1));
        added.expect("the pretend Google takes it");
    }
}
