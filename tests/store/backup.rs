//! Backups: what a copy of all records brings back.

use chrono::{DateTime, Duration, Utc};
use janji::model::{AccountId, CalendarKind, ChatId, Grant, GrantId, LinkedCalendar, Sealed, SignIn, UserId};
use janji::store::Shard;
use janji::store::backup::Vault;

use crate::support::redis::Redis;

const ANA: UserId = UserId(7);

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().unwrap()
}

async fn vault(redis: &Redis) -> Vault {
    Vault::connect(&redis.url(), redis.store().keys().clone()).await.unwrap()
}

#[tokio::test]
async fn a_person_who_is_signed_in_survives_a_backup_and_a_replacement_leaves_no_other() {
    let (redis, other) = (Redis::start().await, Redis::start().await);
    let store = redis.store();
    let account = AccountId("a".into());
    let grant = Grant {
        id: GrantId("g".into()),
        name: "work".into(),
        token: Sealed("sealed".into()),
        lists_calendars: true,
        own: None,
        calendars: vec![LinkedCalendar {
            account: account.clone(),
            calendar: "ana@example.com".into(),
            title: "Ana".into(),
            is_writable: true,
            kind: CalendarKind::Own,
        }],
        since: now(),
    };
    store.index_account(&account, ANA).await.unwrap();
    store.change_person(ANA, |person| person.grants.push(grant.clone())).await.unwrap();
    let begun = SignIn {
        chat: ChatId::private(ANA),
        user: ANA,
        name: None,
        redirect: "https://janji.example/google/callback".into(),
        verifier: Sealed("sealed".into()),
        until: now() + Duration::minutes(10),
    };
    store.put_sign_in("state", &begun, now()).await.unwrap();
    // Leases of a process that lives no more say nothing in another Redis.
    let minute = std::time::Duration::from_mins(1);
    store.announce_process("p", minute).await.unwrap();
    store.hold_shard(Shard::of(&account), "p", minute).await.unwrap();
    let records = vault(&redis).await.records().await.unwrap();

    let somebody = UserId(8);
    other.store().change_person(somebody, |person| person.admitted = Some(now())).await.unwrap();
    let mut into = vault(&other).await;
    into.clear().await.unwrap();
    into.put(&records).await.unwrap();
    let restored = other.store();
    assert_eq!(restored.person(ANA).await.unwrap().grants, [grant]);
    assert_eq!(restored.owner(&account).await.unwrap(), Some(ANA));
    assert_eq!(restored.sign_in("state").await.unwrap().map(|sign_in| sign_in.user), Some(ANA));
    assert!(restored.person(somebody).await.unwrap().is_nobody());
    let keys = other.keys().await;
    assert!(!keys.iter().any(|key| key.ends_with("}:processes") || key.ends_with("}:sync-lease")), "{keys:?}");
}
