//! People with Google accounts of their own: they sign in from the chat, and see nothing of each other.

use chrono::TimeDelta;
use insta::assert_snapshot;
use janji::model::{Access, Person};
use janji::sandbox::google::{OWNER, Role};
use janji::sandbox::{Fault, How, Moment, Often};
use janji::store::Members;
use serde_json::json;

use crate::support::cast::user;
use crate::support::signing_in::{ANAS, BUDIS, HOME, KEY, OWN_ONLY, TEAM};
use crate::support::world::{ANA, BUDI, GROUP, MEI, World};

#[tokio::test]
async fn somebody_signs_in_from_the_chat_and_has_a_calendar_of_their_own() {
    let world = World::open_with(&OWN_ONLY).await;
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"
    Ana: lunch tomorrow 1pm
    Janji: You haven’t signed in to a Google account yet. Use /connect to sign in.
    ");
    assert_snapshot!(world.says(ANA, "/connect work").await, @"
    Ana: /connect work
    Janji: 🔗 Sign in with Google. The link is only for you, works once, and expires in 10 minutes.
        If Google says it hasn’t verified this app, choose “Advanced” and continue: the app belongs to the person who runs this bot.
        At the end, your browser opens a page that won’t load. That’s fine: copy its address and send it to me here.
    ");
    let ended_on = world.consents(&world.link(ANA), ANAS).await;
    assert!(ended_on.starts_with("http://127.0.0.1:9004/?"), "{ended_on}");
    assert_snapshot!(world.pastes(ANA, &ended_on).await, @"
    Ana: (the address)
    Janji deletes 8
    Janji: ✅ Signed in: work. I’m loading its calendar now. See your accounts with /accounts.
        New events go there from now on.
    Janji: Your calendars (✓ = I read it)
        ✓ work · new events go here
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"
    Ana: lunch tomorrow 1pm
    Janji: ✅ Added: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_eq!((world.google().of(ANAS).count(), world.google().count()), (1, 0));
    assert_snapshot!(world.says(ANA, "/accounts").await, @"
    Ana: /accounts
    Janji: Your Google accounts
        • work (new events go here): up to date
        /connect adds another one.
        [work]
        [Calendars]
    ");
    let told = world.waits(ANA, TimeDelta::hours(28)).await;
    assert_snapshot!(told, @"
    Janji: ⏰ lunch in 10 minutes
        Today, Wednesday 11 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn two_people_see_nothing_of_each_other() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect", ANAS).await;
    assert_snapshot!(world.signs_in(BUDI, "/connect kerja", BUDIS).await, @"
    Budi: (the address)
    Janji deletes 6
    Janji: ✅ Dah log masuk: kerja. Saya sedang baca kalendarnya. Lihat akaun anda di /accounts.
        Acara baharu masuk ke situ mulai sekarang.
    Janji: Kalendar anda (✓ = saya baca)
        ✓ kerja · acara baharu masuk sini
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja]
        [Holidays in Malaysia]
    ");
    world.has_event(ANAS, "secret of Ana", 3);
    world.has_event(BUDIS, "rahsia Budi", 4);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ New in Google: secret of Ana, Tuesday 10 March, 13:00–14:00

    Janji: ✨ Baharu di Google: rahsia Budi, Selasa 10 Mac, 14:00–15:00
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Today, Tuesday 10 March
        1. 13:00–14:00 · secret of Ana
        [✕ 1]
    ");
    assert_snapshot!(world.says(BUDI, "/list").await, @"
    Budi: /list
    Janji: Akan datang
        
        Hari ini, Selasa 10 Mac
        1. 14:00–15:00 · rahsia Budi
        [✕ 1]
    ");
    assert_snapshot!(world.says(MEI, "/list").await, @"
    Mei: /list
    Janji: 你还没登录 Google 账号。用 /connect 登录。
    ");
    assert_snapshot!(world.says(BUDI, "batal secret of Ana").await, @"
    Budi: batal secret of Ana
    Janji: Saya tak jumpa “secret” dalam acara akan datang. /list tunjuk semuanya.
    ");
    world.close().await;
}

#[tokio::test]
async fn a_way_back_that_is_wrong_old_used_or_anothers_changes_nothing_and_says_so() {
    let world = World::open_with(&OWN_ONLY).await;
    world.says(ANA, "/connect").await;
    let anas = world.consents(&world.link(ANA), ANAS).await;
    // Another person, and a state that nobody has.
    assert_snapshot!(world.pastes(BUDI, &anas).await, @"
    Budi: (the address)
    Janji deletes 4
    Janji: Alamat itu bukan daripada log masuk yang anda mulakan di sini, jadi tiada apa berubah. Guna /connect untuk log masuk.
    ");
    assert_snapshot!(world.pastes(ANA, &anas.replace("state=", "state=x")).await, @"
    Ana: (the address)
    Janji deletes 6
    Janji: That address isn’t from a sign-in you started here, so nothing has changed. Use /connect to sign in.
    ");
    // Hers still works, once.
    assert_snapshot!(world.pastes(ANA, &anas).await, @"
    Ana: (the address)
    Janji deletes 8
    Janji: ✅ Signed in: google. I’m loading its calendar now. See your accounts with /accounts.
        New events go there from now on.
    Janji: Your calendars (✓ = I read it)
        ✓ google · new events go here
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ google]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.pastes(ANA, &anas).await, @"
    Ana: (the address)
    Janji deletes 11
    Janji: That link has already been used, so nothing has changed. Use /connect to get a new one.
    ");
    // Old.
    world.says(BUDI, "/connect").await;
    let budis = world.consents(&world.link(BUDI), BUDIS).await;
    world.passes(TimeDelta::minutes(11)).await;
    assert_snapshot!(world.pastes(BUDI, &budis).await, @"
    Budi: (the address)
    Janji deletes 8
    Janji: Pautan itu dah lebih 10 minit, jadi tiada apa berubah. Guna /connect untuk dapatkan yang baharu.
    ");
    // No.
    world.says(BUDI, "/connect").await;
    world.google().refuse_consent(true);
    let refused = world.consents(&world.link(BUDI), BUDIS).await;
    world.google().refuse_consent(false);
    assert_snapshot!(world.pastes(BUDI, &refused).await, @"
    Budi: (the address)
    Janji deletes 12
    Janji: Anda tak benarkan di Google, jadi tiada apa berubah.
    ");
    assert_snapshot!(world.says(BUDI, "/akaun").await, @"
    Budi: /akaun
    Janji: Anda belum log masuk ke mana-mana akaun Google. Guna /connect untuk log masuk.
    ");
    assert!(world.google().has_granted(ANAS) && !world.google().has_granted(BUDIS));
    world.close().await;
}

#[tokio::test]
async fn accounts_are_named_chosen_and_signed_out_of_by_buttons_and_words() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.signs_in(ANA, "/connect home", HOME).await;
    assert_snapshot!(world.says(ANA, "/accounts").await, @"
    Ana: /accounts
    Janji: Your Google accounts
        • work (new events go here): up to date
        • home: up to date
        /connect adds another one.
        [work]
        [home]
        [Calendars]
    ");
    assert_snapshot!(world.presses(ANA, "home").await, @"
    Ana presses [home]
    Janji (edits 15): home: up to date
        [New events go here]
        [Rename] [Sign out]
        [‹ Back]
    ");
    assert_snapshot!(world.presses(ANA, "New events go here").await, @"
    Ana presses [New events go here]
    Janji (edits 15): ✅ New events now go to home.
    ");
    world.says(ANA, "tennis tomorrow 6pm").await;
    assert_eq!((world.google().of(HOME).count(), world.google().of(ANAS).count()), (1, 0));
    assert_snapshot!(world.says(ANA, "/accounts rename home family").await, @"
    Ana: /accounts rename home family
    Janji: ✅ home is now called family.
    ");
    assert_snapshot!(world.says(ANA, "/accounts rename family work").await, @"
    Ana: /accounts rename family work
    Janji: You already have an account called work.
    ");
    assert_snapshot!(world.says(ANA, "/accounts default nothing").await, @"
    Ana: /accounts default nothing
    Janji: You don’t have an account called nothing. /accounts shows yours.
    ");
    world.says(ANA, "/accounts").await;
    world.presses(ANA, "family").await;
    assert_snapshot!(world.presses(ANA, "Rename").await, @"
    Ana presses [Rename]
    Janji (edits 25): What should family be called? Send me one word.
    ");
    assert_snapshot!(world.says(ANA, "Private").await, @"
    Ana: Private
    Janji: ✅ family is now called Private.
    ");
    assert_snapshot!(world.says(ANA, "/accounts out private").await, @"
    Ana: /accounts out private
    Janji: Sign out of Private?
        I’ll give up my access at Google and delete everything I keep about this account. Your events stay in Google Calendar.
        [Sign out] [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "Sign out").await, @"
    Ana presses [Sign out]
    Janji (edits 29): ✅ Signed out of Private. I’ve deleted everything I kept about it.
    ");
    assert!(!world.google().has_granted(HOME) && world.google().has_granted(ANAS));
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    // Nothing of it is left.
    let keys = world.redis.keys().await;
    assert_eq!(keys.iter().filter(|key| key.starts_with("calendar:event:")).count(), 0, "{keys:?}");
    assert_eq!(keys.iter().filter(|key| key.ends_with(":state")).count(), 1, "{keys:?}");
    world.close().await;
}

#[tokio::test]
async fn who_is_listed_has_the_shared_calendar_beside_their_own_and_others_do_not_see_it() {
    let world = World::open_with(&[KEY]).await;
    let start = world.now() + TimeDelta::hours(2);
    world.google().add_event("family dinner", start, start + TimeDelta::hours(1)).unwrap();
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.has_event(ANAS, "board meeting", 3);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ New in Google: family dinner, Tuesday 10 March, 12:00–13:00

    Janji: ✨ Baharu di Google: family dinner, Selasa 10 Mac, 12:00–13:00

    Janji: ✨ Google 里的新日程：family dinner，3月10日 星期二 12:00–13:00
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Today, Tuesday 10 March
        1. 12:00–13:00 · family dinner
        2. 13:00–14:00 · board meeting
        [✕ 1] [✕ 2]
    ");
    assert_snapshot!(world.says(BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: Akan datang
        
        Hari ini, Selasa 10 Mac
        1. 12:00–13:00 · family dinner
        [✕ 1]
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Today, Tuesday 10 March
        1. 12:00–13:00 · Busy
        [✕ 1]
        [Show titles here]
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/connect").await, @"
    Ana: /connect
    Janji: Let’s do that in our private chat.
    ");
    world.close().await;
}

#[tokio::test]
async fn an_expired_grant_costs_its_own_account_alone_and_signing_in_again_brings_it_back() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.signs_in(BUDI, "/connect", BUDIS).await;
    world.google().revoke_grant_of(ANAS);
    world.has_event(BUDIS, "makan", 5);
    world.google().expire_access_tokens();
    world.passes(TimeDelta::minutes(6)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ Google access to work has expired.
        Sign in again: /connect work
        Your list and existing reminders still work.

    Janji: ✨ Baharu di Google: makan, Selasa 10 Mac, 15:00–16:00
    ");
    assert_snapshot!(world.says(ANA, "/accounts").await, @"
    Ana: /accounts
    Janji: Your Google accounts
        • work (new events go here): access has expired; sign in again with /connect work
        /connect adds another one.
        [work]
        [Calendars]
    ");
    assert_snapshot!(world.says(BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: Akan datang
        
        Hari ini, Selasa 10 Mac
        1. 15:00–16:00 · makan
        [✕ 1]
    ");
    assert_snapshot!(world.signs_in(ANA, "/connect work", ANAS).await, @"
    Ana: (the address)
    Janji deletes 14
    Janji: ✅ Signed in again: work.
    ");
    assert_snapshot!(world.says(ANA, "/accounts").await, @"
    Ana: /accounts
    Janji: Your Google accounts
        • work (new events go here): up to date
        /connect adds another one.
        [work]
        [Calendars]
    ");
    world.close().await;
}

#[tokio::test]
async fn without_a_key_nobody_signs_in_and_is_told_why() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "/connect").await, @"
    Ana: /connect
    Janji: You can’t sign in from the chat: this bot has no JANJI_SECRET_KEY. Its operator can set one.
    ");
    assert_snapshot!(world.says(MEI, "/账户").await, @"
    Mei: /账户
    Janji: 还不能在聊天里登录：这个机器人没有 JANJI_SECRET_KEY，可以请管理员设置。
    ");
    world.close().await;
}

#[tokio::test]
async fn no_token_is_in_clear_in_redis() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/connect home").await;
    let all = world.redis.contents().await;
    assert!(all.contains("person:"), "the dump shows records");
    for secret in ["pretend-refresh-token", "pretend-access-token"] {
        assert!(!all.contains(secret), "{secret} is in clear");
    }
    world.close().await;
}

#[tokio::test]
async fn the_others_hear_of_a_shared_calendar_and_never_of_ones_own() {
    let world = World::open_with(&[KEY, ("JANJI_TELL_OTHERS", "true")]).await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    world.signs_in(ANA, "/connect", ANAS).await;
    world.says(ANA, "job interview tomorrow 10am").await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 👤 Ana tambah: lunch, Rabu 11 Mac, 13:00–14:00

    Janji: 👤 Ana 加了：lunch，3月11日 星期三 13:00–14:00
    ");
    world.says(ANA, "/list").await;
    world.says(ANA, "cancel 1,2").await;
    world.presses(ANA, "Yes, cancel all").await;
    assert_snapshot!(world.reads(BUDI.chat()), @"Janji: 👤 Ana batalkan: ~lunch~, Rabu 11 Mac, 13:00–14:00");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 4): lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [Move] [Cancel]
    Janji (edits 11): job interview
        Tomorrow, Wednesday 11 March, 10:00–11:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (09:50)
        [Move] [Cancel]
    Janji (edits 15): ↩️ Undone. Back in the calendar:
        • job interview, Wednesday 11 March, 10:00–11:00
        • lunch, Wednesday 11 March, 13:00–14:00
    ");
    assert_snapshot!(world.reads(BUDI.chat()), @"Janji: 👤 Ana pulihkan: lunch, Rabu 11 Mac, 13:00–14:00");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 👤 Ana 取消了：~lunch~，3月11日 星期三 13:00–14:00
    Janji: 👤 Ana 恢复了：lunch，3月11日 星期三 13:00–14:00
    ");
    world.close().await;
}

#[tokio::test]
async fn an_account_whose_index_could_not_be_read_is_synced_when_it_can() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect", ANAS).await;
    let keys = world.redis.keys().await;
    let index = keys.iter().find(|key| key.ends_with("}:accounts")).expect("her account is indexed");
    let (aside, version) = (format!("{index}-aside"), format!("{index}-version"));
    // The account goes and comes back, and cannot be read just then.
    world.redis.ask::<()>(redis::cmd("RENAME").arg(index).arg(&aside)).await;
    world.redis.ask::<()>(redis::cmd("INCR").arg(&version)).await;
    world.round().await;
    world.redis.write(index, "not an index").await;
    world.redis.ask::<()>(redis::cmd("INCR").arg(&version)).await;
    world.app.round().await.unwrap_err();
    world.redis.ask::<()>(redis::cmd("RENAME").arg(&aside).arg(index)).await;
    world.has_event(ANAS, "dentist", 3);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"Janji: ✨ New in Google: dentist, Tuesday 10 March, 13:00–14:00");
    let listed = world.says(ANA, "/list").await;
    assert!(listed.contains("dentist"), "{listed}");
    world.close().await;
}

#[tokio::test]
async fn somebody_who_loses_the_shared_calendar_is_told_no_more_of_it() {
    let settings = [KEY, ("JANJI_SIGN_UP", "invited"), ("JANJI_ALLOWED_USERS", ""), ("JANJI_ALLOWED_CHATS", "")];
    let world = World::open_with(&settings).await;
    let store = world.store();
    let members = Members::new(store.clone(), Access::default());
    for who in [ANA, BUDI] {
        members.admit(user(who)).await.unwrap();
    }
    // He may have accounts of his own, whatever he shares.
    store.change_person(user(BUDI), |person| person.admitted = Some(world.now())).await.unwrap();
    world.says(BUDI, "lunch today 1pm").await;
    world.says(BUDI, "dentist friday 4.30pm").await;
    let key = store.keys().bot("members");
    world.redis.ask::<()>(redis::cmd("SREM").arg(&key).arg(user(BUDI).0)).await;
    // Neither what was planned for him nor the card that he was sent.
    assert_eq!(world.waits(BUDI, TimeDelta::hours(4)).await, "");
    assert!(world.reads(ANA.chat()).contains("lunch in 10 minutes"));
    world.google().edit(&world.event_named("dentist"), &json!({ "summary": "surgery" })).unwrap();
    world.round().await;
    assert_eq!(world.reads(BUDI.chat()), "");
    assert!(world.reads(ANA.chat()).contains("surgery"));
    world.close().await;
}

#[tokio::test]
async fn a_google_account_that_two_people_use_stays_theirs_when_one_of_them_signs_out() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect family", ANAS).await;
    world.signs_in(BUDI, "/connect keluarga", ANAS).await;
    world.says(BUDI, "/akaun keluar keluarga").await;
    assert_snapshot!(world.presses(BUDI, "Log keluar").await, @"
    Budi presses [Log keluar]
    Janji (edits 10): ✅ Dah log keluar dari keluarga. Semua yang saya simpan tentangnya dah dipadam.
        Akaun Google ini masih digunakan di sini, jadi saya belum lepaskan aksesnya di Google.
    ");
    assert!(world.google().has_granted(ANAS));
    world.has_event(ANAS, "dentist", 3);
    world.google().expire_access_tokens();
    world.round().await;
    assert!(world.reads(ANA.chat()).contains("dentist"));
    // Nobody else uses it now.
    world.says(ANA, "/accounts out family").await;
    world.presses(ANA, "Sign out").await;
    assert!(!world.google().has_granted(ANAS));
    let keys = world.redis.keys().await;
    assert!(!keys.iter().any(|key| key.starts_with("google-account:")), "{keys:?}");
    world.close().await;
}

#[tokio::test]
async fn who_signs_in_to_the_account_of_the_shared_calendar_and_out_of_it_leaves_that_calendar_alone() {
    let world = World::open_with(&[KEY]).await;
    // What `janji connect` asks for does not say whose account it is, and nothing in its calendar does.
    world.signs_in(ANA, "/connect work", OWNER).await;
    world.says(ANA, "/accounts out work").await;
    assert_snapshot!(world.presses(ANA, "Sign out").await, @"
    Ana presses [Sign out]
    Janji (edits 9): ✅ Signed out of work. I’ve deleted everything I kept about it.
        The shared calendar may be using this Google account too, so I haven’t revoked its access. If it isn’t, please also remove Janji at myaccount.google.com/permissions.
    ");
    is_still_shared(&world, "board meeting").await;
    // An event that it has made says it.
    world.signs_in(ANA, "/connect work", OWNER).await;
    world.says(ANA, "/accounts out work").await;
    let kept = world.presses(ANA, "Sign out").await;
    assert!(kept.contains("This Google account is still used here"), "{kept}");
    is_still_shared(&world, "budget").await;
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    world.says(BUDI, "/akaun keluar kerja").await;
    world.presses(BUDI, "Log keluar").await;
    assert!(!world.google().has_granted(BUDIS));
    // The list of its calendars says it, too.
    world.google().widen_first_grant();
    world.signs_in(ANA, "/connect work", OWNER).await;
    world.says(ANA, "/accounts out work").await;
    let kept = world.presses(ANA, "Sign out").await;
    assert!(kept.contains("This Google account is still used here"), "{kept}");
    is_still_shared(&world, "dinner").await;
    // Another account is surely another one, if it says which it is.
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    world.says(BUDI, "/akaun keluar kerja").await;
    world.presses(BUDI, "Log keluar").await;
    assert!(!world.google().has_granted(BUDIS));
    world.google().leave_list_out(true);
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    world.says(BUDI, "/akaun keluar kerja").await;
    let kept = world.presses(BUDI, "Log keluar").await;
    assert!(kept.contains("Kalendar bersama mungkin guna akaun Google ini juga"), "{kept}");
    assert!(world.google().has_granted(BUDIS));
    world.close().await;
}

/// The grant of the settings still opens the shared calendar, where there is one event more.
async fn is_still_shared(world: &World, title: &str) {
    assert!(world.google().has_granted(OWNER));
    world.google().expire_access_tokens();
    world.has_event(OWNER, title, 3);
    world.round().await;
    world.everyone_hears_of(title);
}

#[tokio::test]
async fn an_account_of_which_only_others_calendars_are_read_gets_no_new_events() {
    let world = World::open_with(&OWN_ONLY).await;
    world.google().add_calendar(ANAS, TEAM, "Team", Role::Reader);
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.signs_in(ANA, "/connect home", HOME).await;
    world.says(ANA, "/calendars on Team").await;
    world.says(ANA, "/calendars off work").await;
    assert_snapshot!(world.says(ANA, "/accounts default work").await, @"
    Ana: /accounts default work
    Janji: work is off. Switch it on first.
        Your calendars (✓ = I read it)
        – work
        ✓ Team · view only
        ✓ home · new events go here
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [work]
        [✓ Team]
        [✓ home]
        [Holidays in Malaysia]
    ");
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_eq!(world.google().of(HOME).count(), 1);
    world.close().await;
}

#[tokio::test]
async fn who_signs_in_while_google_does_not_list_their_calendars_has_no_account_twice() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/connect").await;
    let ended_on = world.consents(&world.link(ANA), ANAS).await;
    let fault = Fault { moment: Moment::BeforeEffect, how: How::Status(503) };
    world.google().faults().inject("calendarList.get", fault, Often::Always);
    assert_snapshot!(world.pastes(ANA, &ended_on).await, @"
    Ana: (the address)
    Janji deletes 11
    Janji: Google didn’t accept that, or isn’t responding, so nothing has changed. Please try /connect again.
    ");
    world.google().faults().clear();
    assert_snapshot!(world.signs_in(ANA, "/connect", ANAS).await, @"
    Ana: (the address)
    Janji deletes 15
    Janji: ✅ Signed in again: work.
    ");
    let listed = world.says(ANA, "/accounts").await;
    assert_eq!(listed.matches('•').count(), 1, "{listed}");
    world.close().await;
}

#[tokio::test]
async fn the_operator_sees_how_peoples_calendars_do_and_a_dead_grant_leaves_the_bot_ready() {
    let settings = [OWN_ONLY.as_slice(), &[("JANJI_ADMIN", "101")]].concat();
    let world = World::open_with(&settings).await;
    world.signs_in(ANA, "/connect", ANAS).await;
    world.signs_in(BUDI, "/connect", BUDIS).await;
    let people = async || serde_json::to_value(world.app.readiness().await).unwrap()["people"].clone();
    let detail = |text: &str| json!({ "ok": true, "detail": format!("calendars added by users: {text}") });
    assert_eq!(people().await, detail("2 up to date, 0 waiting for the user, 0 out of date"));
    world.google().revoke_grant_of(BUDIS);
    world.google().expire_access_tokens();
    world.passes(TimeDelta::minutes(6)).await;
    assert_eq!(people().await, detail("1 up to date, 1 waiting for the user, 0 out of date"));
    assert!(world.app.readiness().await.is_ready());
    let seen = "Calendars added by users: 1 up to date, 1 waiting for the user, 0 out of date";
    assert!(world.says(ANA, "/status").await.contains(seen));
    assert!(!world.says(BUDI, "/status").await.contains("Kalendar yang pengguna"));
    // Google is down for longer than three intervals.
    world.google().faults().inject(
        "events.list",
        Fault { moment: Moment::BeforeEffect, how: How::Status(503) },
        Often::Always,
    );
    world.passes(TimeDelta::minutes(20)).await;
    world.google().faults().clear();
    let told = people().await["detail"].to_string();
    assert!(told.contains("Most of the calendars that users added are out of date (1 of 1)"), "{told}");
    assert!(world.app.readiness().await.is_ready());
    world.close().await;
}

#[tokio::test]
async fn a_refused_client_is_the_operators_to_fix_and_no_calendar_is_said_to_be_shared_no_more() {
    let world = World::open_with(&[OWN_ONLY.as_slice(), &[("JANJI_ADMIN", "101")]].concat()).await;
    world.signs_in(BUDI, "/connect", BUDIS).await;
    world.google().turn_api_off(true);
    world.round().await;
    let heard = world.reads(BUDI.chat());
    assert!(heard.contains("Google menolak bot ini.") && heard.contains("Pengendali bot perlu"), "{heard}");
    assert!(!heard.contains("dikongsi"), "{heard}");
    world.app.watch().look().await;
    let told = world.reads(ANA.chat());
    assert!(told.contains("Google refuses the client that opens users' calendars (1 of 1)"), "{told}");
    assert!(world.app.readiness().await.is_ready());
    world.google().turn_api_off(false);
    world.round().await;
    let heard = world.reads(BUDI.chat());
    assert!(heard.starts_with("Janji: ✅"), "{heard}");
    world.close().await;
}

#[tokio::test]
async fn ones_own_calendar_that_google_refuses_is_not_said_to_be_shared_no_more() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    drop(world.everybody_reads());
    world.google().of(ANAS).turn_off(true);
    world.round().await;
    let heard = world.reads(ANA.chat());
    assert!(heard.contains("Google won’t let me use your own calendar at work."), "{heard}");
    assert!(!heard.contains("shared"), "{heard}");
    let listed = world.says(ANA, "/accounts").await;
    assert!(listed.contains("Google won’t let me use your own calendar.") && !listed.contains("shared"), "{listed}");
    world.close().await;
}

#[tokio::test]
async fn accounts_are_connected_and_looked_after_in_malay() {
    let world = World::open_with(&OWN_ONLY).await;
    assert_snapshot!(world.says(BUDI, "/connect kerja").await, @"
    Budi: /connect kerja
    Janji: 🔗 Log masuk dengan Google. Pautan ini untuk anda sahaja, sekali guna, dan tamat dalam 10 minit.
        Kalau Google kata app ini belum disahkan, pilih “Advanced” dan teruskan: app ini milik orang yang jalankan bot ini.
        Akhir sekali, browser anda buka halaman yang tak keluar apa-apa. Tak apa: salin alamatnya dan hantar kepada saya di sini.
    ");
    let ended_on = world.consents(&world.link(BUDI), BUDIS).await;
    assert_snapshot!(world.pastes(BUDI, &ended_on).await, @"
    Budi: (the address)
    Janji deletes 6
    Janji: ✅ Dah log masuk: kerja. Saya sedang baca kalendarnya. Lihat akaun anda di /accounts.
        Acara baharu masuk ke situ mulai sekarang.
    Janji: Kalendar anda (✓ = saya baca)
        ✓ kerja · acara baharu masuk sini
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/accounts").await, @"
    Budi: /accounts
    Janji: Akaun Google anda
        • kerja (acara baharu masuk sini): terkini
        /connect untuk tambah satu lagi.
        [kerja]
        [Kalendar]
    ");
    assert_snapshot!(world.presses(BUDI, "kerja").await, @"
    Budi presses [kerja]
    Janji (edits 10): kerja (acara baharu masuk sini): terkini
        [Tukar nama] [Log keluar]
        [‹ Kembali]
    ");
    assert_snapshot!(world.presses(BUDI, "Log keluar").await, @"
    Budi presses [Log keluar]
    Janji (edits 10): Log keluar dari kerja?
        Saya akan lepaskan akses di Google dan padam semua yang saya simpan tentang akaun ini. Acara anda kekal dalam Google Calendar.
        [Log keluar] [Tak jadi]
    ");
    world.close().await;
}

#[tokio::test]
async fn one_account_that_cannot_be_opened_hides_no_other_one() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.signs_in(ANA, "/connect home", "ana.home@example.com").await;
    let at = |text: &str| text.parse().unwrap();
    world.google().of(ANAS).add_event("dentist", at("2026-11-12T02:00:00Z"), at("2026-11-12T03:00:00Z")).unwrap();
    // As if it had been sealed with a key that is gone.
    let other = |person: &mut Person| {
        let token = person.grants.iter().find(|grant| grant.name == "work").expect("it is there").token.clone();
        person.grants.iter_mut().filter(|grant| grant.name == "home").for_each(|grant| grant.token = token.clone());
    };
    world.store().change_person(user(ANA), other).await.unwrap();
    assert_snapshot!(world.says(ANA, "/find dentist").await, @"
    Ana: /find dentist
    Janji: Results for “dentist”
        
        Thursday 12 November
        1. 10:00–11:00 · dentist
        
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
        [✕ 1]
    ");
    assert_snapshot!(world.says(ANA, "what's on 12 november?").await, @"
    Ana: what's on 12 november?
    Janji: Thursday 12 November
        1. 10:00–11:00 · dentist
        
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
        [✕ 1]
        [‹ Wed 11 Nov] [Fri 13 Nov ›]
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    assert_snapshot!(world.presses(ANA, "Refresh").await, @"
    Ana presses [Refresh]
    Janji (edits 19): Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    world.close().await;
}
