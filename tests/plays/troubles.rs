//! Google, Redis and the grant fail: people are told, and nothing is lost or doubled.

use insta::assert_snapshot;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};

use crate::support::outside::QUICK_TRIES;
use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn an_event_made_while_google_is_away_is_kept_and_carried_out_later() {
    let world = World::open().await;
    world.sandbox.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"
    Ana: dentist friday 4.30pm
    Janji: 🕓 Saved for now: dentist
        Friday 13 March, 16:30–17:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:20)
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(BUDI, "jumpa bos esok 3 petang").await, @"
    Budi: jumpa bos esok 3 petang
    Janji: 🕓 Saya simpan dulu: jumpa bos
        Esok, Rabu 11 Mac, 15:00–16:00 (waktu Kuala Lumpur)
        Peringatan: 10 minit sebelum (14:50)
        Google tak menjawab. Nanti saya kemas kini Google Calendar secepat mungkin.
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_eq!(world.sandbox.google().count(), 0);
    world.sandbox.google().faults().clear();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"Janji: ✅ Now in Google Calendar: dentist, Friday 13 March, 16:30–17:30");
    assert_snapshot!(world.everybody_reads(), @"Janji: ✅ Dah masuk Google Calendar: jumpa bos, Rabu 11 Mac, 15:00–16:00");
    assert_snapshot!(world.calendar(), @"
    2026-03-11T15:00:00+08:00 – 2026-03-11T16:00:00+08:00 jumpa bos
    2026-03-13T16:30:00+08:00 – 2026-03-13T17:30:00+08:00 dentist
    ");
    world.close().await;
}

#[tokio::test]
async fn an_event_moved_while_google_is_away_is_seen_where_it_will_be_and_can_be_cancelled() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1").await, @"
    Ana: lunch tomorrow 1
    Janji: ✅ Added: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        You didn’t say am or pm, so I assumed 13:00.
        [Make it Wed 11 Mar, 01:00]
        [↩️ Undo] [Move] [Cancel]
    ");
    world.sandbox.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.presses(ANA, "Make it Wed 11 Mar, 01:00").await, @"
    Ana presses [Make it Wed 11 Mar, 01:00]
    Janji (edits 4): 🕓 Saved for now: lunch
        Tomorrow, Wednesday 11 March, 01:00–02:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (00:50)
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 01:00–02:00 · lunch
        [✕ 1]
    ");
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: 🕓 I’ll cancel this: ~lunch~, Wednesday 11 March, 01:00–02:00
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo]
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    world.sandbox.google().faults().clear();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): ❌ Cancelled: ~lunch~, Wednesday 11 March, 01:00–02:00
    Janji: ✅ Now in Google Calendar: lunch, Wednesday 11 March, 01:00–02:00
        
        🗑 Now cancelled in Google Calendar: ~lunch~, Wednesday 11 March, 01:00–02:00
    ");
    assert_snapshot!(world.everybody_reads(), @"");
    assert_snapshot!(world.calendar(), @"");
    world.close().await;
}

#[tokio::test]
async fn success_at_google_with_a_lost_answer_makes_no_twin() {
    let world = World::open_adjusted(|config| config.sync.budget = QUICK_TRIES).await;
    world.sandbox.google().faults().inject("events.insert", Fault::after(How::Cut), Often::Times(1));
    world.says(ANA, "dentist friday 4.30pm").await;
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    assert_eq!(world.sandbox.google().count(), 1);
    world.close().await;
}

#[tokio::test]
async fn a_revoked_grant_is_told_once_and_lists_go_on() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    world.sandbox.google().revoke_grant();
    world.sandbox.google().expire_access_tokens();
    world.round().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: ⚠️ Google access has expired.
        The bot’s operator needs to run janji connect and set the new token.
        Your list and existing reminders still work.
    ");
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: ⚠️ Akses Google dah tamat.
        Pengendali bot perlu jalankan janji connect dan tetapkan token baharu.
        Senarai dan peringatan sedia ada masih jalan.
    ");
    assert_snapshot!(world.reads(MEI.chat()), @"
    Janji: ⚠️ Google 授权已过期。
        请管理员运行 janji connect，并换上新的 token。
        列表和现有的提醒照常运作。
    ");
    let calls = world.sandbox.google().all_calls();
    world.round().await;
    assert_eq!(world.sandbox.google().all_calls(), calls, "nothing is asked with a dead grant");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Friday 13 March
        1. 16:30–17:30 · dentist
        [✕ 1]
    ");
    assert_snapshot!(world.says(ANA, "/status").await, @"
    Ana: /status
    Janji: Status
        Last sync: 10:00 (0 minutes ago)
        Next sync: 10:02
        ⚠️ Google access has expired. The bot’s operator needs to run janji connect and set the new token.
        My copy of the calendar: up to date
        ⚠️ Database: a crash could lose data. The operator should set appendonly yes in Redis.
        Events: 1
        Upcoming reminders: 3
        Changes waiting for Google: 0
        Time zone: Asia/Kuala_Lumpur
        Reminders here: 10 minutes before
    ");
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm").await, @"
    Ana: lunch tomorrow 1pm
    Janji: 🕓 Saved for now: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        Google access has expired. I’ll update Google Calendar as soon as I can.
        The bot’s operator needs to run janji connect and set the new token.
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn every_class_of_failure_is_told_in_words() {
    for (status, said) in [(401, "auth"), (403, "forbidden"), (429, "quota"), (500, "away"), (400, "invalid")] {
        let world = World::open().await;
        world.sandbox.google().faults().inject("events.insert", Fault::before(How::Status(status)), Often::Always);
        let told = world.says(ANA, "dentist friday 4.30pm").await;
        world.sandbox.google().faults().clear();
        world.round().await;
        let told = told + &world.everybody_reads();
        insta::with_settings!({ snapshot_path => "told", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(said, told);
        });
        world.close().await;
    }
}

#[tokio::test]
async fn storage_away_is_said_and_nothing_is_done() {
    let mut world = World::open().await;
    world.redis.kill();
    assert_snapshot!(world.says_while_storage_is_away(ANA, "dentist friday 4.30pm").await, @"
    Ana: dentist friday 4.30pm
    Janji: ⚠️ I can’t reach my database right now, so I couldn’t do that. Please send it again in a minute.
    ");
    assert_snapshot!(world.says_while_storage_is_away(BUDI, "jumpa bos esok 3 petang").await, @"
    Budi: jumpa bos esok 3 petang
    Janji: ⚠️ Saya tak dapat capai pangkalan data sekarang, jadi belum buat apa-apa. Sila hantar semula sebentar lagi.
    ");
    assert_eq!(world.sandbox.google().count(), 0);
    world.redis.restart().await;
    assert_snapshot!(world.says(ANA, "dentist friday 4.30pm").await, @"
    Ana: dentist friday 4.30pm
    Janji: ✅ Added: dentist
        Friday 13 March, 16:30–17:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (16:20)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn an_emptied_redis_is_rebuilt_from_google() {
    let mut world = World::open().await;
    for text in ["standup tomorrow 9am", "dentist friday 4.30pm"] {
        world.says(ANA, text).await;
    }
    world.redis.kill();
    world.redis.restart().await;
    world.storage_is_back().await;
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.

    Janji: ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.

    Janji: ⚠️ I lost my data and rebuilt it from Google. Changes that hadn’t reached Google may be gone, so please check.
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 09:00–10:00 · standup
        
        Friday 13 March
        2. 16:30–17:30 · dentist
        [✕ 1] [✕ 2]
    ");
    assert_eq!(world.pending_reminders().await, 6);
    world.close().await;
}
