//! A group that is linked to one calendar by the person who owns it.

use chrono::TimeDelta;
use insta::assert_snapshot;
use janji::sandbox::google::Role;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};

use crate::support::signing_in::{ANAS, BUDIS, FAMILY, KEY, OWN_ONLY};
use crate::support::world::{ANA, BUDI, GROUP, MEI, STRANGER, World};

/// A group with reminders, in a world in which Ana has a calendar of her own.
async fn family() -> World {
    let world = World::open_with(&[KEY]).await;
    world.google().add_person(ANAS);
    world.signs_in(ANA, "/connect home", ANAS).await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world
}

#[tokio::test]
async fn a_group_shows_adds_to_and_hears_of_the_calendar_that_its_owner_linked() {
    let world = family().await;
    world.has_event(ANAS, "swimming", 3);
    world
        .google()
        .add_event("board meeting", world.now() + TimeDelta::hours(2), world.now() + TimeDelta::hours(3))
        .unwrap();
    world.app.round().await.unwrap();
    world.settle().await;
    world.hears_of(ANA, &["board meeting", "swimming"]);
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ New in Google: Busy, Tuesday 10 March, 12:00–13:00

    Janji: ✨ Baharu di Google: board meeting, Selasa 10 Mac, 12:00–13:00

    Janji: ✨ Google 里的新日程：board meeting，3月10日 星期二 12:00–13:00
    ");
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/calendar").await, @"
    Eve: /calendar
    Janji: Only people on this bot’s user list can change that.
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/calendar").await, @"
    Ana: /calendar
    Janji: 📅 This group uses the shared calendar.
        If you choose a calendar, everyone here can see and change what’s in it.
        [Use my “home”]
        [Never mind]
    ");
    let menu = world.last(GROUP);
    assert_snapshot!(world.presses_under(GROUP, BUDI, menu, "Use my “home”").await, @"
    Budi presses [Use my “home”]
    Budi sees: Butang ini untuk orang lain.
    ");
    assert_snapshot!(world.presses_under(GROUP, ANA, menu, "Use my “home”").await, @"
    Ana presses [Use my “home”]
    Janji (edits 7): ✅ This group now uses your calendar for lists, new events and reminders.
        Titles stay hidden unless you show them. To stop sharing, send /calendar here.
        [Show titles here]
    ");
    assert_snapshot!(world.presses_under(GROUP, ANA, world.last(GROUP), "Show titles here").await, @"
    Ana presses [Show titles here]
    Janji (edits 7): Saved. Show titles here: on
    ");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: Akan datang
        
        Hari ini, Selasa 10 Mac
        1. 13:00–14:00 · swimming
        [✕ 1]
    ");
    world.says_in(GROUP, BUDI, "/add piano esok 5 petang").await;
    assert_eq!((world.google().of(ANAS).count(), world.google().count()), (2, 1));
    world.waits(ANA, TimeDelta::hours(4)).await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji: ⏰ swimming in 10 minutes
        Today, Tuesday 10 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ board meeting 10 minit lagi
        Hari ini, Selasa 10 Mac, 12:00–13:00
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：board meeting
        今天 3月10日 星期二 12:00–13:00
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_group_is_unlinked_by_its_owner_and_numbers_of_before_mean_nothing() {
    let world = family().await;
    world.has_event(ANAS, "swimming", 30);
    world.app.round().await.unwrap();
    world.settle().await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    world.says_in(GROUP, ANA, "/list").await;
    world.says_in(GROUP, ANA, "/calendar").await;
    assert_snapshot!(world.presses_under(GROUP, ANA, world.last(GROUP), "Back to the shared one").await, @"
    Ana presses [Back to the shared one]
    Janji (edits 8): ✅ This group is back to the shared calendar.
    ");
    assert_snapshot!(world.says_in(GROUP, ANA, "/cancel 1").await, @"
    Ana: /cancel 1
    Janji: I’m not sure which list that number is from.
        Nothing is coming up.
    ");
    assert_eq!(world.google().of(ANAS).count(), 1);
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_group_is_told_at_once_that_its_calendar_is_gone_and_is_told_once() {
    let world = family().await;
    world.has_event(ANAS, "swimming", 3);
    world.round().await;
    world.hears_of(ANA, &["swimming"]);
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    assert_snapshot!(world.everybody_reads(), @"");
    world.says(ANA, "/accounts out home").await;
    world.presses(ANA, "Sign out").await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji: 📅 The calendar this group used is no longer available, so I’m using the shared one again.
        Anyone here who has signed in with me can choose a calendar: /calendar
    ");
    world.waits(BUDI, TimeDelta::hours(4)).await;
    assert_snapshot!(world.reads(GROUP), @"");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: Tiada acara akan datang. Beritahu saya apa dan bila, nanti saya tambah.
        [Muat semula]
    ");
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_group_without_reminders_is_told_in_its_language_that_its_calendar_was_switched_off() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/calendars on Family").await;
    world.says_in(GROUP, BUDI, "/senarai").await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “Family”").await;
    // A calendar that the group does not use concerns it not at all.
    world.says(ANA, "/calendars on Team").await;
    world.says(ANA, "/calendars off Team").await;
    assert_snapshot!(world.reads(GROUP), @"");
    world.says(ANA, "/calendars off Family").await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji: 📅 Kalendar yang kumpulan ini guna dah tiada, jadi sekarang tiada kalendar di sini.
        Sesiapa di sini yang dah log masuk boleh pilih kalendar: /calendar
    ");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: 📅 Kumpulan ini belum ada kalendar.
        Sesiapa di sini yang dah log masuk boleh pilih kalendar: /calendar
    ");
    world.close().await;
}

#[tokio::test]
async fn a_group_is_told_when_the_operator_removes_the_owner_of_its_calendar() {
    let world = World::open_with(&[KEY, ("JANJI_ADMIN", "101")]).await;
    world.google().add_person(BUDIS);
    world.signs_in(BUDI, "/connect rumah", BUDIS).await;
    world.says_in(GROUP, BUDI, "/calendar").await;
    world.presses_under(GROUP, BUDI, world.last(GROUP), "Guna “rumah” saya").await;
    world.says(ANA, &format!("/users remove {}", BUDI.0)).await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji: 📅 Kalendar yang kumpulan ini guna dah tiada, jadi saya guna semula kalendar bersama.
        Sesiapa di sini yang dah log masuk boleh pilih kalendar: /calendar
    ");
    world.close().await;
}

#[tokio::test]
async fn a_group_is_told_when_its_calendar_cannot_be_read_any_more_and_when_it_can_again() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/calendars on Family").await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “Family”").await;
    world.round().await;
    world.google().stop_sharing(ANAS, FAMILY);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ I can’t read this group’s calendar any more: the person who chose it no longer has access.
        Anyone here who has signed in with me can choose a calendar: /calendar
        Your list and existing reminders still work.

    Janji: ⚠️ Family is no longer shared with you, so I can’t read it.
        Ask its owner to share it with you again, or switch it off in /calendars.
        Your list and existing reminders still work.
    ");
    world.google().add_calendar(ANAS, FAMILY, "Family", Role::Writer);
    world.passes(TimeDelta::minutes(30)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✅ Google is back, and everything is up to date.

    Janji: ✅ I can read Family again, and everything is up to date.
    ");
    world.passes(TimeDelta::hours(2)).await;
    world.google().revoke_grant_of(ANAS);
    world.passes(TimeDelta::hours(2)).await;
    // Two calendars of one Google account have expired: its owner is told once.
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ I can’t read this group’s calendar any more: Google access has expired. Its owner needs to sign in again: /connect in a private chat with me.
        Anyone here who has signed in with me can choose a calendar: /calendar
        Your list and existing reminders still work.

    Janji: ⚠️ Google access to work has expired.
        Sign in again: /connect work
        Your list and existing reminders still work.
    ");
    world.passes(TimeDelta::hours(2)).await;
    assert_snapshot!(world.everybody_reads(), @"");
    world.passes(TimeDelta::hours(24)).await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ I can’t read this group’s calendar any more: Google access has expired. Its owner needs to sign in again: /connect in a private chat with me.
        Anyone here who has signed in with me can choose a calendar: /calendar
        Your list and existing reminders still work.

    Janji: ⚠️ Google access to work has expired.
        Sign in again: /connect work
        Your list and existing reminders still work.
    ");
    world.signs_in(ANA, "/connect work", ANAS).await;
    assert_snapshot!(world.everybody_reads(), @"Janji: ✅ I can read this group’s calendar again, and everything is up to date.");
    world.close().await;
}

#[tokio::test]
async fn a_linked_group_gets_its_digest_where_nothing_is_shared() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect home", ANAS).await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Show titles here").await;
    world.says_in(GROUP, ANA, "/digest 11:00").await;
    world.has_event(ANAS, "swimming", 4);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ✨ New in Google: swimming, Tuesday 10 March, 14:00–15:00

    Janji: ✨ New in Google: swimming, Tuesday 10 March, 14:00–15:00
    ");
    world.waits(ANA, TimeDelta::hours(2)).await;
    assert_snapshot!(world.reads(GROUP), @"
    Janji: ☀️ Today, Tuesday 10 March
        • swimming, 14:00–15:00
    ");
    world.close().await;
}

#[tokio::test]
async fn titles_that_were_shown_of_a_linked_calendar_are_hidden_of_the_shared_one() {
    let world = World::open_with(&[KEY]).await;
    world.google().add_person(ANAS);
    world.signs_in(ANA, "/connect home", ANAS).await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Show titles here").await;
    // Her calendar is gone without the group being told, as after a crash.
    world.redis.delete("person:{101}:record").await;
    let start = world.now() + TimeDelta::hours(2);
    world.google().add_event("board meeting", start, start + TimeDelta::hours(1)).unwrap();
    world.round().await;
    assert_snapshot!(world.reads(GROUP), @"Janji: ✨ New in Google: Busy, Tuesday 10 March, 12:00–13:00");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: Akan datang
        
        Hari ini, Selasa 10 Mac
        1. 12:00–13:00 · Sibuk
        [✕ 1]
        [Tunjuk tajuk di sini]
    Janji: 📅 Kalendar yang kumpulan ini guna dah tiada, jadi saya guna semula kalendar bersama.
        Sesiapa di sini yang dah log masuk boleh pilih kalendar: /calendar
    ");
    world.hears_of(ANA, &["board meeting"]);
    world.hears_of(BUDI, &["board meeting"]);
    world.hears_of(MEI, &["board meeting"]);
    world.close().await;
}

#[tokio::test]
async fn a_guest_of_the_bot_takes_no_group_away_from_its_calendar() {
    let world = World::open_with(&[KEY, ("JANJI_SIGN_UP", "open"), ("JANJI_MAX_USERS", "10")]).await;
    world.signs_in(ANA, "/connect home", ANAS).await;
    world.says(STRANGER, "/start").await;
    world.signs_in(STRANGER, "/connect mine", BUDIS).await;
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/calendar").await, @"
    Eve: /calendar
    Janji: Only people on this bot’s user list can change that.
    ");
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/calendar").await, @"
    Eve: /calendar
    Janji: Only people on this bot’s user list can change that.
    ");
    assert_snapshot!(world.says_in(GROUP, BUDI, "/calendar").await, @"
    Budi: /calendar
    Janji: 📅 Kumpulan ini guna kalendar seorang ahlinya.
        Kalau anda pilih satu kalendar, semua orang di sini boleh lihat dan ubah isinya.
        [Guna semula kalendar bersama]
        [Tak jadi]
    ");
    world.close().await;
}

#[tokio::test]
async fn the_owner_of_a_linked_calendar_hears_at_once_what_others_do_in_it() {
    let world = World::open_with(&[KEY, ("JANJI_TELL_OTHERS", "true")]).await;
    world.google().add_person(ANAS);
    world.signs_in(ANA, "/connect home", ANAS).await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    world.says_in(GROUP, BUDI, "/add piano esok 5 petang").await;
    assert_snapshot!(world.reads(ANA.chat()), @"Janji: 👤 Budi added: piano, Wednesday 11 March, 17:00–18:00");
    world.close().await;
}

#[tokio::test]
async fn a_yes_changes_nothing_in_a_calendar_that_the_group_does_not_show_any_more() {
    let world = family().await;
    world.has_event(ANAS, "swimming", 3);
    world.app.round().await.unwrap();
    world.settle().await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    drop(world.everybody_reads());
    let from = world.now() - TimeDelta::days(1);
    let there = || world.google().of(ANAS).events(from, from + TimeDelta::days(9));
    let before = there();
    assert_eq!(before.len(), 1);
    world.says_in(GROUP, BUDI, "/senarai").await;
    assert_snapshot!(world.says_in(GROUP, BUDI, "/move 1").await, @"
    Budi: /move 1
    Janji: Sibuk
        Hari ini, Selasa 10 Mac, 13:00–14:00 (waktu Kuala Lumpur)
        Nak tukar ke bila? Boleh juga balas dengan waktu.
        [+15 minit] [+1 jam]
        [Esok] [Minggu depan]
        [‹ Kembali]
    ");
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Back to the shared one").await;
    assert_snapshot!(world.says_in(GROUP, BUDI, "@janji_bot 5 petang").await, @"
    Budi: @janji_bot 5 petang
    Janji: Nak saya tambah ini? Sibuk, Selasa 10 Mac, 17:00–18:00
        [Tambah] [Tak jadi]
    ");
    assert_eq!(there(), before, "it stays where it was");
    drop(world.everybody_reads());
    world.close().await;
}

#[tokio::test]
async fn nothing_that_was_seen_of_a_calendar_stays_when_its_owner_signs_out() {
    let world = family().await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Show titles here").await;
    world.says_in(GROUP, BUDI, "/add biopsy esok 5 petang di KLCC").await;
    world.presses_under(GROUP, BUDI, world.last(GROUP), "Pindah").await;
    world.says_in(GROUP, BUDI, "/senarai").await;
    world.says(ANA, "/list").await;
    world.says(ANA, "rename biopsy").await;
    assert!(world.redis.contents().await.contains("biopsy"), "it is in lists and questions");
    world.says(ANA, "/accounts out home").await;
    world.presses(ANA, "Sign out").await;
    let left: Vec<String> =
        world.redis.contents().await.lines().filter(|line| line.contains("biopsy")).map(str::to_owned).collect();
    assert_eq!(left, [""; 0]);
    drop(world.everybody_reads());
    world.close().await;
}

#[tokio::test]
async fn the_end_of_an_edit_is_not_told_in_a_group_that_uses_another_calendar_by_then() {
    let world = family().await;
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Use my “home”").await;
    world.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    let kept = world.says_in(GROUP, BUDI, "/add supper esok 9 malam").await;
    assert!(kept.contains("Saya simpan dulu"), "{kept}");
    world.says_in(GROUP, ANA, "/calendar").await;
    world.presses_under(GROUP, ANA, world.last(GROUP), "Back to the shared one").await;
    drop(world.everybody_reads());
    world.google().faults().clear();
    world.waits(ANA, TimeDelta::minutes(20)).await;
    assert_eq!(world.google().of(ANAS).count(), 1, "it was added");
    assert_snapshot!(world.reads(GROUP), @"");
    world.close().await;
}
