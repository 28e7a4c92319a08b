//! People's accounts in a real Redis, beside what a chat shows of them.

use chrono::{DateTime, Utc};
use janji::accounts::sign_in::{begin, sign_out};
use janji::accounts::{Directory, OpenError, People, SignUp};
use janji::clock::Clock;
use janji::google::{ClientSettings, Google};
use janji::model::{Access, AccountId, CalendarKind, ChatId, Grant, GrantId, LinkedCalendar, Person, Sealed, UserId};
use janji::sandbox::google::{CLIENT_ID, CLIENT_SECRET};
use janji::store::{Members, Store};

use crate::support::redis::Redis;

const ANA: UserId = UserId(7);
const ONE_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const OTHER_KEY: &str = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

/// What people need, in a process with this key whose Google nobody reaches.
fn people(key: &str) -> People {
    let api_url = Some("http://127.0.0.1:1/".parse().unwrap());
    let client = ClientSettings { id: CLIENT_ID.to_owned(), secret: CLIENT_SECRET.into(), api_url };
    let google = Google::new(&client, Clock::system()).unwrap();
    People { google, shared: None, keys: key.parse().unwrap(), sign_up: SignUp::Listed, public_url: None }
}

fn directory(store: &Store, key: &str) -> Directory {
    Directory::new(store.clone(), Members::new(store.clone(), Access::default()), Vec::new(), Some(people(key)))
}

/// One Google account with one calendar.
fn grant(account: &AccountId) -> Grant {
    Grant {
        id: GrantId("g".into()),
        name: "work".into(),
        token: Sealed("sealed".into()),
        lists_calendars: true,
        own: Some("ana@example.com".into()),
        calendars: vec![LinkedCalendar {
            account: account.clone(),
            calendar: "ana@example.com".into(),
            title: "Ana".into(),
            is_writable: true,
            kind: CalendarKind::Own,
        }],
        since: now(),
    }
}

#[tokio::test]
async fn of_two_processes_with_different_keys_one_is_refused_and_begins_no_sign_in() {
    let redis = Redis::start().await;
    let (one, other) = (directory(&redis.store(), ONE_KEY), directory(&redis.store(), OTHER_KEY));
    let (first, second) = tokio::join!(one.check_keys(), other.check_keys());
    let wrong = match (first, second) {
        (Ok(()), Err(OpenError::Sealed(_))) => OTHER_KEY,
        (Err(OpenError::Sealed(_)), Ok(())) => ONE_KEY,
        both => panic!("one of them fits: {both:?}"),
    };
    let whose = (ChatId::private(ANA), ANA);
    let begun = begin(&directory(&redis.store(), wrong), &people(wrong), whose, None, now()).await;
    assert!(matches!(begun, Err(OpenError::Sealed(_))), "{begun:?}");
    assert!(!redis.keys().await.iter().any(|key| key.starts_with("sign-in:")));
}

#[tokio::test]
async fn signing_out_that_is_interrupted_leaves_the_account_in_the_index() {
    let redis = Redis::start().await;
    let (store, account) = (redis.store(), AccountId("a".into()));
    store.index_account(&account, ANA).await.unwrap();
    store.change_person(ANA, |person| person.grants.push(grant(&account))).await.unwrap();
    // Something that cannot be read stands where its events are listed.
    let listed = store.keys().account(&account, "times");
    redis.write(&listed, "not a list").await;
    let directory = directory(&store, ONE_KEY);
    sign_out(&directory, &people(ONE_KEY), ANA, &GrantId("g".into())).await.unwrap_err();
    assert!(store.person(ANA).await.unwrap().is_nobody());
    assert_eq!(store.owner(&account).await.unwrap(), Some(ANA), "the next round clears it away");
    redis.ask::<()>(redis::cmd("DEL").arg(&listed)).await;
    directory.clear(&account).await.unwrap();
    assert_eq!(store.owner(&account).await.unwrap(), None);
}

#[tokio::test]
async fn a_person_who_comes_back_while_they_go_is_in_the_index() {
    let redis = Redis::start().await;
    let (one, other) = (redis.store(), redis.store());
    for number in 0..300 {
        one.change_person(ANA, |person| person.admitted = Some(now())).await.unwrap();
        let go = one.change_person(ANA, |person| *person = Person::default());
        let come_back = async {
            for _ in 0..number % 5 {
                tokio::task::yield_now().await;
            }
            other.change_person(ANA, |person| person.admitted = Some(DateTime::UNIX_EPOCH)).await
        };
        let (gone, back) = tokio::join!(go, come_back);
        gone.unwrap();
        back.unwrap();
        let is_there = !one.person(ANA).await.unwrap().is_nobody();
        let is_listed = one.people_from(0).await.unwrap().1.contains(&ANA);
        assert!(is_listed || !is_there, "{number}");
    }
}
