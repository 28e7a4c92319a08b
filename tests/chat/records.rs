//! What the store keeps of chats.

use chrono::{DateTime, Duration, Utc};
use janji::model::{
    AccountId, ButtonToken, ChatId, Dialogue, EditId, Etag, EventId, Handle, Language, MessageId, Press, Profile, Said,
    SeenList, UpdateId, UserId, View, Who,
};
use janji::store::Error;

use crate::support::redis::Redis;
use crate::support::waiting::until;

const PERSON: ChatId = ChatId(7);
const GROUP: ChatId = ChatId(-100);

fn now() -> DateTime<Utc> {
    "2026-03-10T02:00:00Z".parse().expect("a valid instant")
}

fn handle(chat: ChatId, until: DateTime<Utc>) -> Handle {
    let token = ButtonToken::from_random([9; 16]);
    Handle { token, chat, who: Who::Only(UserId(7)), until, presses: vec![Press::Dismiss] }
}

#[tokio::test]
async fn a_chat_begins_with_the_defaults_and_keeps_what_is_put() {
    let redis = Redis::start().await;
    let store = redis.store();
    assert_eq!(store.conversation(PERSON).await.unwrap(), (Profile::default(), Dialogue::default(), None));
    let profile = Profile { language: Some(Language::Ms), is_blocked: true, ..Profile::default() };
    let dialogue = Dialogue { text_only_told: Some(DateTime::UNIX_EPOCH), ..Dialogue::default() };
    store.put_profile(PERSON, &profile).await.unwrap();
    store.put_dialogue(PERSON, &dialogue).await.unwrap();
    assert_eq!(store.conversation(PERSON).await.unwrap(), (profile.clone(), dialogue.clone(), None));
    assert_eq!((store.profile(PERSON).await.unwrap(), store.dialogue(PERSON).await.unwrap()), (profile, dialogue));
}

#[tokio::test]
async fn a_list_and_a_handle_are_valid_until_their_time_and_no_longer() {
    let redis = Redis::start().await;
    let store = redis.store();
    let list = SeenList { rows: Vec::new(), made: now(), view: View::Coming, is_cut: false, is_unread: false, page: 0 };
    store.put_seen_list(PERSON, UserId(7), &list, now()).await.unwrap();
    let (before, after) = (list.until() - Duration::seconds(1), list.until());
    assert_eq!(store.seen_list(PERSON, UserId(7), before).await.unwrap(), Some(list));
    assert_eq!(store.seen_list(PERSON, UserId(7), after).await.unwrap(), None);
    assert_eq!(store.seen_list(PERSON, UserId(8), before).await.unwrap(), None);

    let handle = handle(PERSON, now() + Duration::hours(1));
    store.put_handle(&handle, now()).await.unwrap();
    let before = now() + Duration::minutes(59);
    assert_eq!(store.handle(PERSON, &handle.token, before).await.unwrap(), Some(handle.clone()));
    assert_eq!(store.handle(PERSON, &handle.token, handle.until).await.unwrap(), None);
    assert_eq!(store.handle(GROUP, &handle.token, before).await.unwrap(), None);
}

#[tokio::test]
async fn groups_that_hear_reminders_are_those_that_asked_and_did_not_remove_us() {
    let redis = Redis::start().await;
    let store = redis.store();
    let on = Profile { reminders: Some(true), ..Profile::default() };
    store.put_profile(PERSON, &on).await.unwrap();
    store.put_profile(GROUP, &on).await.unwrap();
    store.put_profile(ChatId(-7), &on).await.unwrap();
    store.put_profile(ChatId(-8), &Profile::default()).await.unwrap();
    assert_eq!(store.hearing_groups().await.unwrap(), [GROUP, ChatId(-7)]);
    store.put_profile(GROUP, &Profile { is_blocked: true, ..on }).await.unwrap();
    assert_eq!(store.hearing_groups().await.unwrap(), [ChatId(-7)]);
}

#[tokio::test]
async fn only_the_first_update_claims_a_deletion_however_often_it_comes() {
    let redis = Redis::start().await;
    let store = redis.store();
    let account = AccountId("a".into());
    let edit = EditId::of_deletion(&account, &EventId("e".into()), &Etag("1".into()));
    let until = now() + Duration::hours(1);
    assert!(store.claim(&account, &edit, UpdateId(1), until, now()).await.unwrap());
    assert!(!store.claim(&account, &edit, UpdateId(2), until, now()).await.unwrap());
    assert!(store.claim(&account, &edit, UpdateId(1), until, now()).await.unwrap());
    assert!(store.has_claimed(&account, &edit, UpdateId(1)).await.unwrap());
    assert!(store.claim(&account, &edit, UpdateId(3), until + Duration::hours(1), until).await.unwrap());
    store.release_claim(&account, &edit).await.unwrap();
    assert!(!store.has_claimed(&account, &edit, UpdateId(1)).await.unwrap());
    assert!(store.claim(&account, &edit, UpdateId(2), until, now()).await.unwrap());
}

#[tokio::test]
async fn a_group_that_becomes_a_supergroup_takes_everything_with_it() {
    let redis = Redis::start().await;
    let store = redis.store_under("test*[1]:");
    let to = ChatId(-1_000);
    let neighbour = ChatId(-1_001);
    let profile = Profile { reminders: Some(true), language: Some(Language::Zh), ..Profile::default() };
    let handle = handle(GROUP, now() + Duration::hours(1));
    let list = SeenList { rows: Vec::new(), made: now(), view: View::Coming, is_cut: false, is_unread: false, page: 0 };
    let said = Said { account: AccountId("a".into()), event: EventId("e".into()), until: now() + Duration::hours(1) };
    store.put_profile(GROUP, &profile).await.unwrap();
    store.put_handle(&handle, now()).await.unwrap();
    store.put_seen_list(GROUP, UserId(7), &list, now()).await.unwrap();
    store.put_said(GROUP, MessageId(3), &said, now()).await.unwrap();
    store.put_said(neighbour, MessageId(3), &said, now()).await.unwrap();

    for _ in 0..2 {
        store.move_chat(GROUP, to).await.unwrap();
        let expected = Profile { was: Some(GROUP), ..profile.clone() };
        assert_eq!(store.profile(to).await.unwrap(), expected);
        assert_eq!(store.hearing_groups().await.unwrap(), [to]);
        let moved = store.handle(to, &handle.token, now()).await.unwrap().unwrap();
        assert_eq!(moved, Handle { chat: to, ..handle.clone() });
        assert_eq!(store.seen_list(to, UserId(7), now()).await.unwrap().as_ref(), Some(&list));
        assert_eq!(store.said(to, MessageId(3), now()).await.unwrap().as_ref(), Some(&said));
        assert_eq!(store.said(neighbour, MessageId(3), now()).await.unwrap().as_ref(), Some(&said));
    }
    assert_eq!(store.profile(GROUP).await.unwrap(), Profile::default());
    assert_eq!(store.handle(GROUP, &handle.token, now()).await.unwrap(), None);
}

#[tokio::test]
async fn a_supergroup_that_is_forgotten_is_still_known_as_the_group_that_it_was() {
    let redis = Redis::start().await;
    let store = redis.store();
    let to = ChatId(-1_000);
    store.put_profile(GROUP, &Profile { reminders: Some(true), ..Profile::default() }).await.unwrap();
    store.move_chat(GROUP, to).await.unwrap();
    store.forget_chat(to).await.unwrap();
    let left = Profile { is_blocked: true, was: Some(GROUP), ..Profile::default() };
    assert_eq!(store.profile(to).await.unwrap(), left);
}

#[tokio::test]
async fn a_store_whose_redis_is_gone_says_so_and_works_again_when_it_is_back() {
    let mut redis = Redis::start().await;
    let store = redis.store();
    store.put_dialogue(PERSON, &Dialogue::default()).await.unwrap();
    redis.kill();
    assert!(matches!(store.profile(PERSON).await, Err(Error::Away(_))));
    redis.restart().await;
    until("the store reaches Redis again", async || store.profile(PERSON).await.is_ok()).await;
    assert_eq!(store.profile(PERSON).await.unwrap(), Profile::default());
}

#[tokio::test]
async fn settings_that_are_changed_at_the_same_time_are_all_kept() {
    let redis = Redis::start().await;
    let store = redis.store();
    let language = |profile: &mut Profile| profile.language = Some(Language::Ms);
    let reminders = |profile: &mut Profile| profile.reminders = Some(true);
    let blocked = |profile: &mut Profile| profile.is_blocked = true;
    for _ in 0..20 {
        store.put_profile(GROUP, &Profile::default()).await.unwrap();
        let (one, other, third) = tokio::join!(
            store.change_profile(GROUP, language),
            store.change_profile(GROUP, reminders),
            store.change_profile(GROUP, blocked)
        );
        one.and(other).and(third).unwrap();
        let all =
            Profile { language: Some(Language::Ms), reminders: Some(true), is_blocked: true, ..Profile::default() };
        assert_eq!(store.profile(GROUP).await.unwrap(), all);
    }
}
