//! Status: start, help, status, and the words of every language.

use std::time::Duration;

use insta::assert_snapshot;
use janji::model::{AccountId, AccountState};
use janji::sandbox::google::CLIENT_ID;

use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn start_and_help_say_what_it_does_with_examples() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "/start").await, @"
    Ana: /start
    Janji: 👋 Hi, I’m Janji.
        Tell me what you’re planning and when. I’ll add it to Google Calendar and remind you in time.
        
        For example:
        • brunch w cousins sun 10.30am @ VCR
        • standup tmr 930am
        • gym every mon wed fri 7am
        
        /list shows what’s coming up, /help shows what else I can do.
    ");
    assert_snapshot!(world.says(BUDI, "/help").await, @"
    Budi: /help
    Janji: Apa yang saya boleh buat
        
        Tulis sahaja dengan ayat anda sendiri, dan sebut bila:
        • jumpa Cikgu Azlan esok pukul 2.30 petang
        • majlis doa selamat lusa jam 8.30 malam @ Surau Al-Hidayah
        • setiap Selasa 9 malam kelas tajwid
        • penerbangan ke Kota Bharu Sabtu 7.20 pagi, ingatkan 2 jam sebelum
        • kursus induksi dari 6 hingga 10 April di Melaka
        
        Arahan:
        /today – Acara hari ini
        /week – Minggu ini, boleh juga dalam gambar
        /list – Acara akan datang
        /free – Bila anda lapang: /free jumaat
        /find – Cari acara: /find doktor gigi
        /move – Pindah acara: /move 2 jumaat 3 petang
        /cancel – Batalkan ikut nombor: /cancel 2
        /undo – Undo perubahan terakhir anda
        /guests – Jemput orang: /guests 2 ali@example.com
        /settings – Bahasa, zon masa, waktu senyap dan lain-lain
        /connect – Log masuk ke akaun Google
        /accounts – Akaun Google anda
        /calendars – Pilih kalendar yang saya baca dan tambah acara
        /help – Contoh dan arahan
        /tomorrow – Acara esok
        /month – Bulan ini
        /rename – Tukar tajuk: /rename 2 makan dengan Mei
        /place – Tukar tempat: /place 2 KLCC
        /length – Tukar tempoh: /length 2 90 minit
        /remind – Tetapkan peringatan acara: /remind 2 1 hari, 1 jam
        /snooze – Ingatkan lagi nanti: /snooze 10 minit
        /done – Selesai: tak perlu ingatkan lagi
        /why – Kenapa peringatan sampai atau tidak: /why 2
        /reminders – Hidup atau matikan peringatan di sini
        /export – Acara akan datang sebagai fail kalendar
        /sync – Sync dengan Google sekarang
        /status – Sync, peringatan dan masalah kalau ada
        /forget – Padam apa yang saya simpan tentang sembang ini
        /start – Tentang saya
        
        Untuk batalkan dari senarai, guna nombornya: /cancel 2 atau /cancel 1,3-5
    ");
    assert_snapshot!(world.says(MEI, "/unknown").await, @"
    Mei: /unknown
    Janji: 我不认识这个命令。发送 /help 看我能做什么。
    ");
    world.close().await;
}

#[tokio::test]
async fn status_says_how_things_stand() {
    let world = World::open().await;
    world.says(ANA, "dentist friday 4.30pm").await;
    assert_snapshot!(world.says(ANA, "/status").await, @"
    Ana: /status
    Janji: Status
        Last sync: 10:00 (0 minutes ago)
        Next sync: 10:01
        Google: OK
        My copy of the calendar: up to date
        ⚠️ Database: a crash could lose data. The operator should set appendonly yes in Redis.
        Events: 1
        Upcoming reminders: 3
        Changes waiting for Google: 0
        Time zone: Asia/Kuala_Lumpur
        Reminders here: 10 minutes before
    ");
    assert_snapshot!(world.says(BUDI, "/status").await, @"
    Budi: /status
    Janji: Status
        Sync terakhir: 10:00 (0 minit lalu)
        Sync seterusnya: 10:01
        Google: OK
        Salinan kalendar saya: terkini
        ⚠️ Pangkalan data: data boleh hilang jika Redis terhenti. Pengendali bot perlu tetapkan appendonly yes pada Redis.
        Acara: 1
        Peringatan akan datang: 3
        Perubahan menunggu Google: 0
        Zon waktu: Asia/Kuala_Lumpur
        Peringatan di sini: 10 minit sebelum
    ");
    world.close().await;
}

#[tokio::test]
async fn status_and_readiness_name_what_is_held_back_and_what_is_left_out() {
    let world = World::open().await;
    let account = AccountId::derive(CLIENT_ID, "primary");
    let store = world.store();
    let well = store.account_state(&account).await.unwrap();
    let held = AccountState { held: Some(7), ..well.clone() };
    let full = AccountState { is_full: true, ..well };
    for (state, failing, detail, said) in [
        (
            held,
            vec![format!("calendar:{account}")],
            "came back empty, although it had events",
            "Google says the calendar is empty.",
        ),
        (full, vec![], "Raise JANJI_MAX_EVENTS", "The calendar has more events than I can keep"),
    ] {
        let lease = store.take_round(&account, Duration::from_mins(1)).await.unwrap().unwrap();
        assert!(store.put_state(&lease, &state, &[]).await.unwrap());
        store.release_round(&lease).await.unwrap();
        let readiness = world.app.readiness().await;
        assert_eq!(readiness.failing(), failing);
        assert!(serde_json::to_string(&readiness).unwrap().contains(detail), "{readiness:?}");
        let status = world.says(ANA, "/status").await;
        assert!(status.contains(said), "{status}");
    }
    world.close().await;
}

#[tokio::test]
async fn status_names_what_is_wrong_with_storage_and_its_fix() {
    let world = World::open().await;
    let redis = &world.redis;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("appendonly").arg("yes")).await;
    redis.ask::<()>(redis::cmd("CONFIG").arg("SET").arg("maxmemory-policy").arg("allkeys-lru")).await;
    let status = world.says(ANA, "/status").await;
    assert!(status.contains("Database: it may drop data when it’s full."), "{status}");
    assert!(status.contains("maxmemory-policy noeviction"), "{status}");
    assert!(!status.contains("appendonly"), "{status}");
    world.close().await;
}

#[tokio::test]
async fn status_says_that_another_program_takes_the_messages() {
    let world = World::open().await;
    world.store().note_polled_elsewhere().await.unwrap();
    let said = world.says(ANA, "/status").await;
    assert!(said.contains("Another program is using this bot’s token"), "{said}");
    world.close().await;
}

#[tokio::test]
async fn a_round_of_another_process_is_not_blamed_on_google() {
    let world = World::open_adjusted(|config| config.sync.budget.round = Duration::ZERO).await;
    let account = AccountId::derive(CLIENT_ID, "primary");
    let lease = world.store().take_round(&account, Duration::from_mins(1)).await.unwrap().unwrap();
    assert_snapshot!(world.says(ANA, "/sync").await, @"
    Ana: /sync
    Janji: 🕓 I’m already syncing this calendar. /status shows when it’s done.
    ");
    world.store().release_round(&lease).await.unwrap();
    world.close().await;
}

#[tokio::test]
async fn every_example_that_the_bot_gives_is_understood() {
    for language in janji::model::Language::ALL {
        for example in janji::speech::examples(language) {
            let reference = janji::model::Reference {
                now: crate::support::cast::TUESDAY_AT_TEN.parse().unwrap(),
                zone: chrono_tz::Asia::Kuala_Lumpur,
                order: janji::model::DayOrder::Dmy,
            };
            let understood = janji::when::read(&example, &reference);
            assert!(!understood.readings.is_empty() && understood.doubt.is_none(), "{example}");
        }
    }
}

#[tokio::test]
async fn what_passed_while_the_bot_was_off_is_offered_for_soon() {
    let world = World::open().await;
    let noon = "2026-03-10T04:05:00Z".parse().unwrap();
    world.sleeps_until("2026-03-10T07:00:00Z").await;
    let telegram = world.sandbox.telegram();
    telegram.user_said(ANA.chat(), ANA, "remind me in 30 minutes to call the bank", noon);
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: remind me in 30 minutes to call the bank
    Janji: That was for Tuesday 10 March, 12:35, but I was offline then, so nothing was added. Add it for later?
        [In 30 minutes (15:30)] [Never mind]
    ");
    assert_eq!(world.calendar(), "");
    assert_snapshot!(world.presses(ANA, "In 30 minutes (15:30)").await, @"
    Ana presses [In 30 minutes (15:30)]
    Janji (edits 4): ✅ Added: call the bank
        Today, Tuesday 10 March, 15:30–16:30 (Kuala Lumpur time)
        Reminder: at the start (15:30)
        [↩️ Undo] [Move] [Cancel]
    ");
    telegram.user_said(MEI.chat(), MEI, "30分钟后提醒我关火", noon);
    world.settle().await;
    assert_snapshot!(world.reads(MEI.chat()), @"
    Mei: 30分钟后提醒我关火
    Janji: 这是3月10日 星期二 12:35的，可是我那时不在线，所以没有加入日历。要改到晚一点吗？
        [30分钟后（15:30）] [不用了]
    ");
    telegram.user_said(BUDI.chat(), BUDI, "ingatkan saya dalam 30 minit untuk solat", noon);
    world.settle().await;
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Budi: ingatkan saya dalam 30 minit untuk solat
    Janji: Itu untuk Selasa 10 Mac, 12:35, tapi masa itu saya tak aktif, jadi tiada apa-apa ditambah. Nak tambah untuk nanti?
        [30 minit lagi (15:30)] [Tak jadi]
    ");
    assert_snapshot!(world.presses(BUDI, "Tak jadi").await, @"
    Budi presses [Tak jadi]
    Janji (edits 4): OK, tiada apa-apa diubah.
    ");
    world.close().await;
}
