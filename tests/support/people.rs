//! People with Google accounts of their own, signed in without the chat.

use janji::accounts::{Directory, People, SecretKeys, SignUp};
use janji::google::{ClientSettings, Google};
use janji::model::{AccountId, CalendarKind, Grant, GrantId, LinkedCalendar, UserId};
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET};
use janji::store::Store;

use super::outside::Outside;
use super::signing_in::KEY;

/// What seals their tokens.
fn keys() -> SecretKeys {
    KEY.1.parse().unwrap()
}

/// What people need to have accounts of their own at this Google.
pub fn people(outside: &Outside) -> People {
    let client = ClientSettings {
        id: CLIENT_ID.to_owned(),
        secret: CLIENT_SECRET.into(),
        api_url: Some(outside.sandbox.google_url().clone()),
    };
    let google = Google::new(&client, outside.clock.clone()).unwrap();
    People { google, shared: None, keys: keys(), sign_up: SignUp::Listed, public_url: None }
}

/// Whose calendars there are, where the settings have none.
pub fn directory(outside: &Outside, store: &Store) -> Directory {
    Directory::new(store.clone(), outside.members(store), Vec::new(), Some(people(outside)))
}

/// Signs a user in as somebody at Google; the account of their calendar.
pub async fn sign_in(outside: &Outside, store: &Store, user: UserId, person: &str) -> AccountId {
    let id = GrantId(format!("g{user}"));
    let token = outside.google().grant_to(person);
    let token = keys().seal(&token.into(), &format!("the refresh token of grant {id} of person {user}"));
    let account = AccountId::of_person(user, &id, person);
    let linked = LinkedCalendar {
        account: account.clone(),
        calendar: person.to_owned(),
        title: String::new(),
        is_writable: true,
        kind: CalendarKind::Own,
    };
    let grant = Grant {
        id,
        name: "work".to_owned(),
        token,
        lists_calendars: true,
        own: None,
        calendars: vec![linked],
        since: outside.now(),
    };
    store.index_account(&account, user).await.unwrap();
    store.change_person(user, |person| person.grants = vec![grant.clone()]).await.unwrap();
    account
}
