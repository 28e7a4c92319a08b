//! The keys that seal tokens: new ones, changed ones, wrong ones.

use janji::accounts::{Directory, OpenError, People, SecretKeys, SignUp};
use janji::clock::Clock;
use janji::google::{ClientSettings, Google};
use janji::model::{Access, Grant, GrantId, Person, UserId};
use janji::sandbox::Sandbox;
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET};
use janji::store::{Members, Store};
use secrecy::ExposeSecret;

use crate::support::bot::{folder, janji, run_to_end, settings};
use crate::support::redis::Redis;

fn keys(text: &str) -> SecretKeys {
    text.parse().unwrap()
}

fn new_key() -> String {
    SecretKeys::generate().expose_secret().to_owned()
}

/// The directory of a process with these keys.
fn directory(store: &Store, text: &str) -> Directory {
    let client = ClientSettings { id: CLIENT_ID.to_owned(), secret: CLIENT_SECRET.into(), api_url: None };
    let google = Google::new(&client, Clock::system()).unwrap();
    let people = People { google, shared: None, keys: keys(text), sign_up: SignUp::Listed, public_url: None };
    Directory::new(store.clone(), Members::new(store.clone(), Access::default()), Vec::new(), Some(people))
}

/// Keeps a person with one account, sealed with this key.
async fn keep(store: &Store, key: &str, user: UserId) {
    let id = GrantId("g1".to_owned());
    let token = keys(key).seal(&"1//secret".into(), &format!("the refresh token of grant {id} of person {user}"));
    let grant = Grant {
        id,
        name: "work".to_owned(),
        token,
        lists_calendars: true,
        own: None,
        calendars: Vec::new(),
        since: chrono::DateTime::UNIX_EPOCH,
    };
    store.change_person(user, |person: &mut Person| person.grants = vec![grant.clone()]).await.unwrap();
}

#[tokio::test]
async fn a_new_key_is_printed_and_is_one() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let folder = folder();
    let ended = run_to_end(janji(folder.path(), &settings(&sandbox, folder.path()), &["keys", "new"])).await;
    let printed = String::from_utf8(ended.stdout).unwrap();
    assert!(printed.trim().parse::<SecretKeys>().is_ok(), "{printed}");
    sandbox.stop().await;
}

#[tokio::test]
async fn a_wrong_key_is_a_clear_error_and_loses_no_token() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let (redis, folder, right, wrong) = (Redis::start().await, folder(), new_key(), new_key());
    let bot = janji::model::BotId(sandbox.telegram().bot().id.0.try_into().unwrap());
    let store = Store::open(&redis.client(), janji::store::Keys::new("", bot)).unwrap();
    directory(&store, &right).check_keys().await.unwrap();
    keep(&store, &right, UserId(7)).await;
    let before = redis.contents().await;
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("REDIS_URL".to_owned(), redis.url());
    settings.insert("JANJI_SECRET_KEY".to_owned(), wrong.clone());
    for command in [["run"].as_slice(), &["keys", "rotate"]] {
        let ended = run_to_end(janji(folder.path(), &settings, command)).await;
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(1), "{said}");
        assert!(said.contains("JANJI_SECRET_KEY does not open what is in Redis"), "{said}");
        assert!(!said.contains(&wrong) && !said.contains("1//secret"), "{said}");
    }
    let person = store.person(UserId(7)).await.unwrap();
    assert!(redis.contents().await.contains(&person.grants[0].token.0) && before.contains(&person.grants[0].token.0));
    assert!(matches!(directory(&store, &wrong).check_keys().await, Err(OpenError::Sealed(_))));
    directory(&store, &right).check_keys().await.unwrap();
    sandbox.stop().await;
}

#[tokio::test]
async fn rotating_seals_everything_with_the_first_key_and_the_old_one_can_go() {
    let sandbox = Sandbox::start(Clock::system(), chrono_tz::Asia::Kuala_Lumpur).await.unwrap();
    let (redis, folder, old, new) = (Redis::start().await, folder(), new_key(), new_key());
    let bot = janji::model::BotId(sandbox.telegram().bot().id.0.try_into().unwrap());
    let store = Store::open(&redis.client(), janji::store::Keys::new("", bot)).unwrap();
    directory(&store, &old).check_keys().await.unwrap();
    for user in 1..=3 {
        keep(&store, &old, UserId(user)).await;
    }
    let mut settings = settings(&sandbox, folder.path());
    settings.insert("REDIS_URL".to_owned(), redis.url());
    settings.insert("JANJI_SECRET_KEY".to_owned(), format!("{new},{old}"));
    for expected in
        ["3 tokens are now sealed with the first key; 0 already were", "0 tokens are now sealed with the first key; 3"]
    {
        let ended = run_to_end(janji(folder.path(), &settings, &["keys", "rotate"])).await;
        let printed = String::from_utf8(ended.stdout).unwrap();
        assert!(ended.status.success() && printed.contains(expected), "{printed}");
    }
    directory(&store, &new).check_keys().await.unwrap();
    assert!(directory(&store, &old).check_keys().await.is_err());
    for user in 1..=3 {
        let token = store.person(UserId(user)).await.unwrap().grants[0].token.clone();
        let purpose = format!("the refresh token of grant g1 of person {user}");
        assert_eq!(keys(&new).open(&token, &purpose).unwrap().expose_secret(), "1//secret");
    }
    sandbox.stop().await;
}
