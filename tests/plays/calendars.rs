//! Several calendars of a Google account: which are read, which one is written, and how each is named.

use chrono::TimeDelta;
use insta::assert_snapshot;
use janji::model::{AccountState, UserId};
use janji::sandbox::google::{HOLIDAYS, Role};
use janji::sandbox::telegram::Telegram;
use janji::sandbox::{Fault, How, Moment, Often};
use serde_json::json;

use crate::support::signing_in::{ANAS, BUDIS, FAMILY, HOME, KEY, MEIS, OWN_ONLY, TEAM};
use crate::support::world::{ANA, BUDI, MEI, World};

#[tokio::test]
async fn calendars_are_chosen_by_buttons() {
    let world = World::with_shared_calendars().await;
    assert_snapshot!(world.signs_in(ANA, "/connect work", ANAS).await, @"
    Ana: (the address)
    Janji deletes 6
    Janji: ✅ Signed in: work. I’m loading its calendar now. See your accounts with /accounts.
        New events go there from now on.
    Janji: Your calendars (✓ = I read it)
        ✓ work · new events go here
        – Family
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [Family]
        [Team]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.presses(ANA, "Family").await, @"
    Ana presses [Family]
    Janji (edits 8): ✅ Family is on. I’m loading it now.
        Your calendars (✓ = I read it)
        ✓ work · new events go here
        ✓ Family
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [✓ Family] [✏️ Add events here]
        [Team]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.presses(ANA, "✏️ Add events here").await, @"
    Ana presses [✏️ Add events here]
    Janji (edits 8): ✅ New events now go to Family.
        Your calendars (✓ = I read it)
        ✓ work
        ✓ Family · new events go here
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work] [✏️ Add events here]
        [✓ Family]
        [Team]
        [Holidays in Malaysia]
    ");
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_eq!((world.google().of(FAMILY).count(), world.google().of(ANAS).count()), (1, 0));
    assert_snapshot!(world.says(ANA, "/accounts").await, @"
    Ana: /accounts
    Janji: Your Google accounts
        • work (new events go here): up to date
        /connect adds another one.
        [work]
        [Calendars]
    ");
    assert_snapshot!(world.presses(ANA, "Calendars").await, @"
    Ana presses [Calendars]
    Janji (edits 12): Your calendars (✓ = I read it)
        ✓ work
        ✓ Family · new events go here
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work] [✏️ Add events here]
        [✓ Family]
        [Team]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.presses(ANA, "✓ Family").await, @"
    Ana presses [✓ Family]
    Janji (edits 12): ✅ Family is off. I’ve deleted everything I kept about it.
        Your calendars (✓ = I read it)
        ✓ work · new events go here
        – Family
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [Family]
        [Team]
        [Holidays in Malaysia]
    ");
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
async fn one_calendar_is_asked_about_and_one_that_is_not_there_is_said() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/calendars on family").await;
    world.round().await;
    world.says(ANA, "Put this in the family calendar: dinner tomorrow 7pm").await;
    world.says(ANA, "/work townhall tomorrow 4pm").await;
    assert_eq!((world.google().of(FAMILY).count(), world.google().of(ANAS).count()), (1, 1));
    assert_snapshot!(world.says(ANA, "what's on the family calendar tomorrow").await, @"
    Ana: what's on the family calendar tomorrow
    Janji: Tomorrow, Wednesday 11 March · Family
        1. 19:00–20:00 · dinner · Family
        [✕ 1]
        [‹ Tue 10 Mar] [Thu 12 Mar ›]
    ");
    assert_snapshot!(world.presses(ANA, "Thu 12 Mar ›").await, @"
    Ana presses [Thu 12 Mar ›]
    Janji (edits 16): Thursday 12 March · Family: nothing planned.
        [‹ Wed 11 Mar] [Fri 13 Mar ›]
    ");
    assert_snapshot!(world.says(ANA, "what's on tomorrow evening?").await, @"
    Ana: what's on tomorrow evening?
    Janji: Tomorrow, Wednesday 11 March · 17:00–00:00
        1. 19:00–20:00 · dinner · Family
        [✕ 1]
        [‹ Tue 10 Mar] [Thu 12 Mar ›]
    ");
    assert_snapshot!(world.says(ANA, "badminton tomorrow 8pm /sports").await, @"
    Ana: badminton tomorrow 8pm /sports
    Janji: You don’t have a calendar called sports.
        Your calendars (✓ = I read it)
        ✓ work · new events go here
        ✓ Family
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [✓ Family] [✏️ Add events here]
        [Team]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(ANA, "hide the family calendar").await, @"
    Ana: hide the family calendar
    Janji: ✅ Family is off. I’ve deleted everything I kept about it.
        Your calendars (✓ = I read it)
        ✓ work · new events go here
        – Family
        – Team · view only
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [Family]
        [Team]
        [Holidays in Malaysia]
    ");
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    world.says(BUDI, "mesyuarat esok 3 petang").await;
    assert_snapshot!(world.says(BUDI, "apa ada dalam kalendar kerja esok").await, @"
    Budi: apa ada dalam kalendar kerja esok
    Janji: Esok, Rabu 11 Mac · kerja
        1. 15:00–16:00 · mesyuarat
        [✕ 1]
        [‹ Sel 10 Mac] [Kha 12 Mac ›]
    ");
    assert_snapshot!(world.says(BUDI, "apa ada esok pagi?").await, @"
    Budi: apa ada esok pagi?
    Janji: Esok, Rabu 11 Mac · 05:00–12:00: tiada apa-apa.
        [‹ Sel 10 Mac] [Kha 12 Mac ›]
    ");
    assert_eq!((world.google().of(FAMILY).count(), world.google().of(ANAS).count()), (1, 1));
    world.close().await;
}

#[tokio::test]
async fn calendars_are_chosen_by_words() {
    let world = World::with_shared_calendars().await;
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    assert_snapshot!(world.says(BUDI, "/kalendar").await, @"
    Budi: /kalendar
    Janji: Kalendar anda (✓ = saya baca)
        ✓ kerja · acara baharu masuk sini
        – Keluarga
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja]
        [Keluarga]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar buka keluarga").await, @"
    Budi: /kalendar buka keluarga
    Janji: ✅ Keluarga dibuka. Saya sedang membacanya.
        Kalendar anda (✓ = saya baca)
        ✓ kerja · acara baharu masuk sini
        ✓ Keluarga
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja]
        [✓ Keluarga] [✏️ Acara baharu sini]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar tulis keluarga").await, @"
    Budi: /kalendar tulis keluarga
    Janji: ✅ Acara baharu sekarang masuk ke Keluarga.
        Kalendar anda (✓ = saya baca)
        ✓ kerja
        ✓ Keluarga · acara baharu masuk sini
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja] [✏️ Acara baharu sini]
        [✓ Keluarga]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar tulis rahsia").await, @"
    Budi: /kalendar tulis rahsia
    Janji: Anda tiada kalendar bernama rahsia.
        Kalendar anda (✓ = saya baca)
        ✓ kerja
        ✓ Keluarga · acara baharu masuk sini
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja] [✏️ Acara baharu sini]
        [✓ Keluarga]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar tulis holidays in malaysia").await, @"
    Budi: /kalendar tulis holidays in malaysia
    Janji: Holidays in Malaysia ditutup. Buka dulu.
        Kalendar anda (✓ = saya baca)
        ✓ kerja
        ✓ Keluarga · acara baharu masuk sini
        – Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja] [✏️ Acara baharu sini]
        [✓ Keluarga]
        [Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar buka holidays in malaysia").await, @"
    Budi: /kalendar buka holidays in malaysia
    Janji: ✅ Holidays in Malaysia dibuka. Saya sedang membacanya.
        Kalendar anda (✓ = saya baca)
        ✓ kerja
        ✓ Keluarga · acara baharu masuk sini
        ✓ Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja] [✏️ Acara baharu sini]
        [✓ Keluarga]
        [✓ Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar tulis holidays in malaysia").await, @"
    Budi: /kalendar tulis holidays in malaysia
    Janji: Holidays in Malaysia boleh dilihat sahaja, jadi acara baharu tak boleh masuk situ.
        Kalendar anda (✓ = saya baca)
        ✓ kerja
        ✓ Keluarga · acara baharu masuk sini
        ✓ Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja] [✏️ Acara baharu sini]
        [✓ Keluarga]
        [✓ Holidays in Malaysia]
    ");
    assert_snapshot!(world.says(BUDI, "/kalendar tutup keluarga").await, @"
    Budi: /kalendar tutup keluarga
    Janji: ✅ Keluarga ditutup. Semua yang saya simpan tentangnya dah dipadam.
        Kalendar anda (✓ = saya baca)
        ✓ kerja · acara baharu masuk sini
        – Keluarga
        ✓ Holidays in Malaysia · lihat sahaja
        Tekan untuk buka atau tutup.
        [✓ kerja]
        [Keluarga]
        [✓ Holidays in Malaysia]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_grant_that_does_not_list_calendars_works_on_with_its_own() {
    let world = World::with_shared_calendars().await;
    world.google().leave_list_out(true);
    assert_snapshot!(world.signs_in(MEI, "/connect", MEIS).await, @"
    Mei: (the address)
    Janji deletes 6
    Janji: ✅ 已登录：google。我正在读取它的日历。用 /accounts 看你的账号。
        新日程以后会加到那里。
        我只能看到这个账号的主日历。想从它所有的日历里选，请再用一次 /connect，把两个框都勾上。
    ");
    assert_snapshot!(world.says(MEI, "/日历").await, @"
    Mei: /日历
    Janji: 你的日历（✓ = 我会读）
        ✓ google · 新日程加到这里
        – Holidays in Malaysia · 只能查看
        google：我只能看到它的主日历。想选其他的，请再用一次 /connect google，把两个框都勾上。
        点一下就能打开或关闭。
        [✓ google]
        [Holidays in Malaysia]
    ");
    world.has_event(MEIS, "牙医", 3);
    world.round().await;
    assert_snapshot!(world.says(MEI, "/列表").await, @"
    Janji: ✨ Google 里的新日程：牙医，3月10日 星期二 13:00–14:00
    Mei: /列表
    Janji: 接下来的日程
        
        今天 3月10日 星期二
        1. 13:00–14:00 · 牙医
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_that_two_accounts_of_a_person_see_is_written_by_the_one_whose_it_is() {
    let world = World::with_shared_calendars().await;
    world.google().add_calendar(ANAS, HOME, "Home", Role::Reader);
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.signs_in(ANA, "/connect home", HOME).await;
    world.says(ANA, "/accounts default home").await;
    assert_snapshot!(world.says(ANA, "/calendars").await, @"
    Ana: /calendars
    Janji: Your calendars (✓ = I read it)
        ✓ work
        – Family
        – Home (work) · view only
        – Team · view only
        ✓ home · new events go here
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work] [✏️ Add events here]
        [Family]
        [Home (work)]
        [Team]
        [✓ home]
        [Holidays in Malaysia]
    ");
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_eq!((world.google().of(HOME).count(), world.google().of(ANAS).count()), (1, 0));
    world.close().await;
}

#[tokio::test]
async fn what_waits_for_google_goes_with_its_calendar_only_when_the_person_agrees() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.says(ANA, "/calendars on Family").await;
    world.round().await;
    let fault = Fault { moment: Moment::BeforeEffect, how: How::Status(503) };
    world.google().faults().inject("events.insert", fault, Often::Always);
    world.says(ANA, "lunch tomorrow 1pm").await;
    assert_snapshot!(world.says(ANA, "/calendars off work").await, @"
    Ana: /calendars off work
    Janji: Switch off work?
        ⚠️ One change isn’t in Google Calendar yet and would be lost.
        [Switch off] [Never mind]
    ");
    world.presses(ANA, "Never mind").await;
    // A question that was asked before there was anything to lose is asked again.
    world.google().faults().clear();
    world.round().await;
    assert_eq!(world.google().of(ANAS).count(), 1);
    world.says(ANA, "/accounts out work").await;
    world.google().faults().inject("events.insert", fault, Often::Always);
    let question = world.last(ANA.chat());
    world.says(ANA, "dinner tomorrow 7pm").await;
    world.says(ANA, "tea tomorrow 4pm").await;
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, question, "Sign out").await, @"
    Ana presses [Sign out]
    Janji (edits 17): Sign out of work?
        I’ll give up my access at Google and delete everything I keep about this account. Your events stay in Google Calendar.
        ⚠️ 2 changes aren’t in Google Calendar yet and would be lost.
        [Sign out] [Never mind]
    ");
    assert_snapshot!(world.presses_under(ANA.chat(), ANA, question, "Sign out").await, @"
    Ana presses [Sign out]
    Janji (edits 17): ✅ Signed out of work. I’ve deleted everything I kept about it.
    ");
    world.google().faults().clear();
    world.round().await;
    assert_eq!(world.google().of(ANAS).count(), 1);
    world.close().await;
}

#[tokio::test]
async fn google_is_asked_for_the_calendars_once_a_message() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    for wanted in ["/calendars on Family", "/calendars write Family", "/calendars off work", "/calendars"] {
        let before = world.google().calls("calendarList.list");
        let said = world.says(ANA, wanted).await;
        assert_eq!(world.google().calls("calendarList.list"), before + 1, "{said}");
    }
    world.close().await;
}

#[tokio::test]
async fn signing_out_takes_all_calendars_of_the_account_away() {
    let world = World::with_all_calendars_read().await;
    world.says(ANA, "/accounts out work").await;
    world.presses(ANA, "Sign out").await;
    let keys = world.redis.keys().await;
    let of_shard =
        |key: &str| key.starts_with("calendar:{") && key["calendar:{".len()..].find('}').is_some_and(|end| end < 3);
    // That the account is gone keeps late writes from bringing it back.
    let is_mark = |key: &str| key.ends_with(":gone");
    let left = keys.iter().filter(|key| key.starts_with("calendar:") && !of_shard(key) && !is_mark(key));
    assert_eq!(left.count(), 0, "{keys:?}");
    world.close().await;
}

#[tokio::test]
async fn what_can_only_be_read_is_never_written_to() {
    let world = World::with_all_calendars_read().await;
    world.has_event(TEAM, "stand-up", 3);
    world.round().await;
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Janji: ✨ New in Google: stand-up, Tuesday 10 March, 13:00–14:00
    Ana: /list
    Janji: Coming up
        
        Today, Tuesday 10 March
        1. 13:00–14:00 · stand-up · Team
    ");
    assert_snapshot!(world.says(ANA, "cancel 1").await, @"
    Ana: cancel 1
    Janji: stand-up is in a calendar you can only view, so I can’t change it.
    ");
    assert_snapshot!(world.says(ANA, "/calendars write Team").await, @"
    Ana: /calendars write Team
    Janji: You can only view Team, so new events can’t go there.
        Your calendars (✓ = I read it)
        ✓ work · new events go here
        ✓ Family
        ✓ Team · view only
        ✓ Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [✓ Family] [✏️ Add events here]
        [✓ Team]
        [✓ Holidays in Malaysia]
    ");
    let writes = ["events.insert", "events.patch", "events.update", "events.delete"];
    assert_eq!(writes.map(|point| world.google().calls(point)), [0; 4]);
    // Its owner takes the right to write away.
    world.says(ANA, "/calendars write Family").await;
    world.google().change_role(ANAS, FAMILY, Role::Reader);
    assert_snapshot!(world.says(ANA, "/calendars").await, @"
    Ana: /calendars
    Janji: Your calendars (✓ = I read it)
        ✓ work · new events go here
        ✓ Family · view only
        ✓ Team · view only
        ✓ Holidays in Malaysia · view only
        Tap one to switch it on or off.
        [✓ work]
        [✓ Family]
        [✓ Team]
        [✓ Holidays in Malaysia]
    ");
    world.close().await;
}

#[tokio::test]
async fn holidays_are_listed_and_neither_reminded_nor_in_the_way() {
    let world = World::with_all_calendars_read().await;
    let holidays = world.google().of(HOLIDAYS);
    let day = json!({"date": "2026-03-11"});
    holidays.add(&json!({"summary": "Nuzul Al-Quran", "start": day, "end": {"date": "2026-03-12"}})).unwrap();
    let (start, end) = ("2026-03-11T13:00:00+08:00", "2026-03-11T14:00:00+08:00");
    holidays.add(&json!({"summary": "Parade", "start": {"dateTime": start}, "end": {"dateTime": end}})).unwrap();
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    assert_snapshot!(world.says(ANA, "/tomorrow").await, @"
    Ana: /tomorrow
    Janji: Tomorrow, Wednesday 11 March
        1. all day · Nuzul Al-Quran · Holidays in Malaysia
        2. 13:00–14:00 · Parade · Holidays in Malaysia
        [‹ Tue 10 Mar] [Thu 12 Mar ›]
    ");
    assert_snapshot!(world.says(ANA, "lunch with Farah tomorrow 1pm").await, @"
    Ana: lunch with Farah tomorrow 1pm
    Janji: ✅ Added: lunch with Farah
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.waits(ANA, TimeDelta::hours(28)).await, @"
    Janji: ⏰ lunch with Farah in 10 minutes
        Today, Wednesday 11 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_that_shows_only_busy_times_is_listed_as_busy() {
    let world = World::with_all_calendars_read().await;
    let team = world.google().of(TEAM);
    team.show_only_busy(true);
    world.has_event(TEAM, "secret plan", 3);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"Janji: ✨ New in Google: Busy, Tuesday 10 March, 13:00–14:00");
    assert_snapshot!(world.says(ANA, "/today").await, @"
    Ana: /today
    Janji: Today, Tuesday 10 March
        1. 13:00–14:00 · Busy · Team
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_sentence_names_its_calendar_at_its_end() {
    let world = World::with_all_calendars_read().await;
    assert_snapshot!(world.says(ANA, "dinner friday 8pm /family").await, @"
    Ana: dinner friday 8pm /family
    Janji: ✅ Added: dinner
        Friday 13 March, 20:00–21:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "picnic saturday 9am in the family calendar").await, @"
    Ana: picnic saturday 9am in the family calendar
    Janji: ✅ Added: picnic
        Saturday 14 March, 09:00–10:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: 10 minutes before (08:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_eq!((world.google().of(FAMILY).count(), world.google().of(ANAS).count()), (2, 0));
    // A name that is not there is part of the title, and what is a place stays one.
    assert_snapshot!(world.says(ANA, "dinner thursday 8pm in town").await, @"
    Ana: dinner thursday 8pm in town
    Janji: ✅ Added: dinner in town
        Thursday 12 March, 20:00–21:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (19:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "/family").await, @"
    Ana: /family
    Janji: I don’t know that command. Send /help to see what I can do.
    ");
    assert_snapshot!(world.says(ANA, "retro friday 5pm /team").await, @"
    Ana: retro friday 5pm /team
    Janji: ❌ Couldn’t save retro. You can only view this calendar.
        Ask its owner for edit access in Google. /calendars shows the ones I can add events to.
    ");
    assert_eq!((world.google().of(FAMILY).count(), world.google().of(ANAS).count()), (2, 1));
    // What is asked about keeps its calendar.
    assert_snapshot!(world.says(ANA, "maybe lunch with Mei on sunday 1pm /family").await, @"
    Ana: maybe lunch with Mei on sunday 1pm /family
    Janji: Should I add this? maybe lunch with Mei, Sunday 15 March, 13:00–14:00
        [Add] [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "Add").await, @"
    Ana presses [Add]
    Janji (edits 26): ✅ Added: maybe lunch with Mei
        Sunday 15 March, 13:00–14:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Thursday 12 March
        1. 20:00–21:00 · dinner in town
        
        Friday 13 March
        2. 20:00–21:00 · dinner · Family
        
        Saturday 14 March
        3. 09:00–10:00 · picnic · Family
        
        Sunday 15 March
        4. 13:00–14:00 · maybe lunch with Mei · Family
        [✕ 1] [✕ 2] [✕ 3] [✕ 4]
    ");
    world.close().await;
}

#[tokio::test]
async fn in_malay_and_chinese_too() {
    let world = World::with_shared_calendars().await;
    world.google().add_calendar(MEIS, FAMILY, "家庭", Role::Writer);
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    world.says(BUDI, "/kalendar buka keluarga").await;
    assert_snapshot!(world.says(BUDI, "makan malam esok 8 malam dalam kalendar keluarga").await, @"
    Budi: makan malam esok 8 malam dalam kalendar keluarga
    Janji: ✅ Dah ditambah: makan malam
        Esok, Rabu 11 Mac, 20:00–21:00 (waktu Kuala Lumpur)
        Kalendar: Keluarga
        Peringatan: 10 minit sebelum (19:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    world.signs_in(MEI, "/connect 公司", MEIS).await;
    world.says(MEI, "/日历 读 家庭").await;
    assert_snapshot!(world.says(MEI, "后天下午1点吃饭，加到家庭日历").await, @"
    Mei: 后天下午1点吃饭，加到家庭日历
    Janji: ✅ 已加入日历：吃饭
        3月12日 星期四 13:00–14:00（吉隆坡时间）
        日历：家庭
        提醒：提前10分钟（12:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_eq!(world.google().of(FAMILY).count(), 2);
    assert_snapshot!(world.says(BUDI, "/senarai").await, @"
    Budi: /senarai
    Janji: Akan datang
        
        Esok, Rabu 11 Mac
        1. 20:00–21:00 · makan malam · Keluarga
        [✕ 1]
    ");
    world.close().await;
}

#[tokio::test]
async fn lists_free_time_and_overlaps_are_over_all_calendars() {
    let world = World::with_all_calendars_read().await;
    world.has_event(ANAS, "budget", 3);
    world.has_event(FAMILY, "school run", 4);
    world.has_event(TEAM, "stand-up", 5);
    world.round().await;
    world.hears_of(ANA, &["budget", "school run", "stand-up"]);
    assert_snapshot!(world.says(ANA, "/today").await, @"
    Ana: /today
    Janji: Today, Tuesday 10 March
        1. 13:00–14:00 · budget
        2. 14:00–15:00 · school run · Family
        3. 15:00–16:00 · stand-up · Team
        [✕ 1] [✕ 2]
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    ");
    assert_snapshot!(world.says(ANA, "am I free today?").await, @"
    Ana: am I free today?
    Janji: Free time: Today, Tuesday 10 March
        10:00–13:00, 16:00–18:00
        [Tue 10 Mar, 10:15] [Tue 10 Mar, 16:00]
    ");
    assert_snapshot!(world.says(ANA, "/find school").await, @"
    Ana: /find school
    Janji: Results for “school”
        
        Today, Tuesday 10 March
        1. 14:00–15:00 · school run · Family
        [✕ 1]
    ");
    assert_snapshot!(world.says(ANA, "call dad today 2:30pm").await, @"
    Ana: call dad today 2:30pm
    Janji: ✅ Added: call dad
        Today, Tuesday 10 March, 14:30–15:30 (Kuala Lumpur time)
        Reminder: 10 minutes before (14:20)
        ⚠️ Overlaps with: school run, 14:00–15:00
        ⚠️ Overlaps with: stand-up, 15:00–16:00
        [Make it Tue 10 Mar, 16:00] [Make it Wed 11 Mar, 09:00]
        [↩️ Undo] [Move] [Cancel]
    ");
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "move 2 to 6pm").await, @"
    Ana: move 2 to 6pm
    Janji: ✅ Moved: school run
        Today, Tuesday 10 March, 18:00–19:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: 10 minutes before (17:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_snapshot!(world.waits(ANA, TimeDelta::minutes(175)).await, @"
    Janji: ⏰ budget in 10 minutes
        Today, Tuesday 10 March, 13:00–14:00
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_that_cannot_be_read_is_named_as_unknown_and_never_shown_as_free() {
    let world = World::with_all_calendars_read().await;
    world.has_event(ANAS, "budget", 3);
    world.has_event(TEAM, "stand-up", 5);
    // The team shares its calendar no more.
    world.google().stop_sharing(ANAS, TEAM);
    world.round().await;
    world.hears_of(ANA, &["budget", "Team is no longer shared with you"]);
    assert_snapshot!(world.says(ANA, "/today").await, @"
    Ana: /today
    Janji: Today, Tuesday 10 March
        1. 13:00–14:00 · budget
        
        ⚠️ I couldn’t read Team, so there may be more events.
        [✕ 1]
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    ");
    assert_snapshot!(world.says(ANA, "am I free today 3pm?").await, @"
    Ana: am I free today 3pm?
    Janji: As far as I can see, you’re free: Today, Tuesday 10 March, 15:00–16:00
        
        ⚠️ I couldn’t read Team, so there may be more events.
        [Tue 10 Mar, 15:00]
    ");
    assert_snapshot!(world.says(ANA, "am I free tomorrow?").await, @"
    Ana: am I free tomorrow?
    Janji: Free time: Tomorrow, Wednesday 11 March
        09:00–18:00
        
        ⚠️ I couldn’t read Team, so there may be more events.
        [Wed 11 Mar, 09:00]
    ");
    assert_snapshot!(world.says(ANA, "/find dentist").await, @"
    Ana: /find dentist
    Janji: I couldn’t find anything for “dentist”.
        I only keep the next 90 days, and Google isn’t responding, so I can’t see further ahead.
        ⚠️ I couldn’t read Team, so there may be more events.
    ");
    world.close().await;
}

#[tokio::test]
async fn reminders_the_digest_and_the_picture_name_calendars_and_those_that_cannot_be_read() {
    let world = World::with_all_calendars_read().await;
    world.says(ANA, "/digest 11:00").await;
    world.has_event(FAMILY, "swimming", 3);
    world.has_event(ANAS, "budget", 5);
    world.round().await;
    world.hears_of(ANA, &["New in Google: swimming", "New in Google: budget"]);
    // The team shares its calendar no more.
    world.google().stop_sharing(ANAS, TEAM);
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⚠️ Team is no longer shared with you, so I can’t read it.
        Ask its owner to share it with you again, or switch it off in /calendars.
        Your list and existing reminders still work.
    ");
    assert_snapshot!(world.waits(ANA, TimeDelta::hours(3)).await, @"
    Janji: ☀️ Today, Tuesday 10 March
        • swimming, 13:00–14:00 · Family
        • budget, 15:00–16:00
        ⚠️ I couldn’t read Team, so there may be more events.
    Janji: ⏰ swimming in 10 minutes
        Today, Tuesday 10 March, 13:00–14:00
        Calendar: Family
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    world.says(ANA, "/language zh").await;
    assert_snapshot!(world.says(ANA, "/week").await, @"
    Ana: /week
    Janji: 2026年3月9日 – 15日
        
        今天 3月10日 星期二
        1. 13:00–14:00 · swimming · Family
        2. 15:00–16:00 · budget
        
        截至10:00。有个日历已不再共享给你。
        ⚠️ 我读不到 Team，可能还有别的日程。
        [刷新]
        [‹ 3月2–8日] [🖼 图片] [3月16–22日 ›]
    ");
    assert_snapshot!(world.presses(ANA, "🖼 图片").await, @"
    Ana presses [🖼 图片]
    Janji: (a picture) 2026年3月9日 – 15日
        ⚠️ 我读不到 Team，可能还有别的日程。
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_that_was_just_switched_on_is_being_read() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.round().await;
    assert_snapshot!(world.everybody_reads(), @"");
    world.says(ANA, "/calendars on Family").await;
    assert_snapshot!(world.says(ANA, "/today").await, @"
    Ana: /today
    Janji: Today, Tuesday 10 March: nothing planned.
        ⏳ I’m still loading Family from Google, so there may be more events.
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    ");
    world.says(ANA, "/language ms").await;
    assert_snapshot!(world.says(ANA, "/hariini").await, @"
    Ana: /hariini
    Janji: Hari ini, Selasa 10 Mac: tiada apa-apa.
        ⏳ Saya masih baca Family daripada Google, jadi mungkin ada lagi acara.
        [‹ Isn 9 Mac] [Rab 11 Mac ›]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_with_anothers_events_is_no_sign_that_storage_was_lost() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.presses(ANA, "Family").await;
    world.says(ANA, "lunch tomorrow 1pm /family").await;
    world.signs_in(BUDI, "/connect work", BUDIS).await;
    world.presses(BUDI, "Keluarga").await;
    world.round().await;
    assert_eq!(world.reads(BUDI.chat()), "");
    world.close().await;
}

#[tokio::test]
async fn a_list_of_several_calendars_follows_the_one_that_is_being_read() {
    let world = World::with_shared_calendars().await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.round().await;
    world.says(ANA, "/calendars on Family").await;
    let [start, end] = ["2026-03-10T05:00:00Z", "2026-03-10T06:00:00Z"].map(|at| at.parse().unwrap());
    world.google().of(FAMILY).add_event("swimming", start, end).unwrap();
    let store = world.store();
    let person = store.person(UserId(ANA.0.unsigned_abs())).await.unwrap();
    let (account, _) = person.calendar_names().into_iter().find(|(_, name)| name == "Family").expect("it is on");
    let lease = store.take_round(&account, std::time::Duration::from_mins(1)).await.unwrap().expect("no round is on");
    let has_read = async |entries| {
        let state = AccountState { reading: Some(entries), ..AccountState::default() };
        assert!(store.put_state(&lease, &state, &[]).await.unwrap());
    };
    has_read(0).await;
    world.telegram().user_says(ANA.chat(), ANA, "/today");
    shows(&world, "still loading Family").await;
    has_read(2_500).await;
    shows(&world, "2500 entries").await;
    store.release_round(&lease).await.unwrap();
    world.round().await;
    world.settle().await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Ana: /today
    Janji: Today, Tuesday 10 March: nothing planned.
        ⏳ I’m still loading Family from Google, so there may be more events.
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    Janji (edits 12): Today, Tuesday 10 March: nothing planned.
        ⏳ I’m still loading Family from Google (2500 entries so far), so there may be more events.
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    Janji (edits 12): Today, Tuesday 10 March
        1. 13:00–14:00 · swimming · Family
        [✕ 1]
        [‹ Mon 9 Mar] [Wed 11 Mar ›]
    ");
    world.close().await;
}

/// Waits until the last message to Ana has these words in it.
async fn shows(world: &World, words: &str) {
    let has_them = |telegram: &Telegram| {
        telegram.messages(ANA.chat()).last().is_some_and(|message| format!("{message:?}").contains(words))
    };
    world.telegram().wait_until(has_them).await;
}

#[tokio::test]
async fn the_shared_calendar_stands_under_those_that_can_be_chosen() {
    let world = World::open_with(&[KEY]).await;
    world.google().add_person(ANAS);
    assert_snapshot!(world.signs_in(ANA, "/connect home", ANAS).await, @"
    Ana: (the address)
    Janji deletes 5
    Janji: ✅ Signed in: home. I’m loading its calendar now. See your accounts with /accounts.
        New events go there from now on.
    Janji: Your calendars (✓ = I read it)
        ✓ home · new events go here
        – Holidays in Malaysia · view only
        Tap one to switch it on or off.
        The shared calendar is listed too. It isn’t in your Google account, so you can’t switch it off here.
        [✓ home]
        [Holidays in Malaysia]
    ");
    world.says(ANA, "/language zh").await;
    assert_snapshot!(world.says(ANA, "/calendars").await, @"
    Ana: /calendars
    Janji: 你的日历（✓ = 我会读）
        ✓ home · 新日程加到这里
        – Holidays in Malaysia · 只能查看
        点一下就能打开或关闭。
        共享日历也列在这里。它不在你的 Google 账号里，所以不能在这里关闭。
        [✓ home]
        [Holidays in Malaysia]
    ");
    world.close().await;
}

#[tokio::test]
async fn whatever_is_said_of_an_event_names_its_calendar() {
    let world = World::with_all_calendars_read().await;
    world.has_event(FAMILY, "swimming", 3);
    world.round().await;
    drop(world.everybody_reads());
    assert_snapshot!(world.says(ANA, "remind me 1 hour before swimming").await, @"
    Ana: remind me 1 hour before swimming
    Janji: 🔔 swimming, Tuesday 10 March, 13:00–14:00
        Reminder: 1 hour before (12:00)
        [↩️ Undo]
    ");
    assert_snapshot!(world.waits(ANA, TimeDelta::hours(2)).await, @"
    Janji: ⏰ swimming in 1 hour
        Today, Tuesday 10 March, 13:00–14:00
        Calendar: Family
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.presses(ANA, "💤 10 minutes").await, @"
    Ana presses [💤 10 minutes]
    Janji (edits 18): 💤 swimming
        Today, Tuesday 10 March, 13:00–14:00
        Calendar: Family
        Next reminder: 12:10
        [Done] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "move swimming to 2pm").await, @"
    Ana: move swimming to 2pm
    Janji: ✅ Moved: swimming
        Today, Tuesday 10 March, 14:00–15:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: 1 hour before (13:00)
        [↩️ Undo] [Move] [Cancel]
    Janji (edits 18): 🔄 swimming has moved
        Was: Today, Tuesday 10 March, 13:00–14:00
        Now: Today, Tuesday 10 March, 14:00–15:00
        Calendar: Family
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.says(ANA, "undo").await, @"
    Ana: undo
    Janji: ↩️ Undone. Back to how it was:
        swimming
        Today, Tuesday 10 March, 13:00–14:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: at the start (13:00)
        Too late for a reminder 1 hour before
        [Move] [Cancel]
    Janji (edits 18): 🔄 swimming has moved
        Was: Today, Tuesday 10 March, 14:00–15:00
        Now: Today, Tuesday 10 March, 13:00–14:00
        Calendar: Family
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Done] [Cancel]
    Janji (edits 20): swimming
        Today, Tuesday 10 March, 13:00–14:00 (Kuala Lumpur time)
        Calendar: Family
        Reminder: at the start (13:00)
        Too late for a reminder 1 hour before
    ");
    assert_snapshot!(world.says(ANA, "cancel swimming").await, @"
    Ana: cancel swimming
    Janji: 🗑 Cancelled: ~swimming~, Tuesday 10 March, 13:00–14:00
        [↩️ Undo]
    Janji (edits 18): ❌ Cancelled: ~swimming~, Tuesday 10 March, 13:00–14:00
    Janji (edits 22): ❌ Cancelled: ~swimming~, Tuesday 10 March, 13:00–14:00
    ");
    world.close().await;
}

#[tokio::test]
async fn a_calendar_that_is_named_in_a_reply_never_changes_where_new_events_go() {
    let world = World::with_all_calendars_read().await;
    world.says(ANA, "badminton friday 8pm").await;
    let card = world.last(ANA.chat());
    for text in ["tomorrow 3pm /family", "tomorrow 3pm in the family calendar", "tomorrow 3pm /sports"] {
        let said = world.replies(ANA, card, text).await;
        assert!(!said.contains("New events go to"), "{said}");
    }
    let unknown = world.replies(ANA, card, "tomorrow 3pm /sports").await;
    assert!(unknown.contains("You don’t have a calendar called sports") && unknown.contains("✓ Family"), "{unknown}");
    let calendars = world.says(ANA, "/calendars").await;
    assert!(calendars.contains("✓ work · new events go here"), "{calendars}");
    world.close().await;
}

#[tokio::test]
async fn a_sync_goes_on_past_calendars_that_cannot_be_read_and_names_them() {
    let world = World::with_all_calendars_read().await;
    world.signs_in(BUDI, "/connect kerja", BUDIS).await;
    world.says(BUDI, "/calendars on Keluarga").await;
    world.google().stop_sharing(ANAS, FAMILY);
    world.google().stop_sharing(BUDIS, FAMILY);
    world.round().await;
    world.hears_of(ANA, &["Family is no longer shared with you"]);
    world.hears_of(BUDI, &["Keluarga tak lagi dikongsi dengan anda"]);
    world.has_event(TEAM, "stand-up", 5);
    assert_snapshot!(world.says(ANA, "/sync").await, @"
    Ana: /sync
    Janji: ⚠️ Couldn’t sync Family. A calendar is no longer shared with you. Ask its owner to share it with you again, or switch it off in /calendars.
        ✅ The other calendars are in sync: 1 new.
    Janji: ✨ New in Google: stand-up, Tuesday 10 March, 15:00–16:00
    ");
    assert_snapshot!(world.says(BUDI, "/sync").await, @"
    Budi: /sync
    Janji: ⚠️ Tak dapat sync Keluarga. Ada kalendar yang tak lagi dikongsi dengan anda. Minta pemiliknya kongsi semula, atau tutup kalendar itu di /calendars.
        ✅ Kalendar lain dah sync. Tiada perubahan.
    ");
    world.google().stop_sharing(ANAS, TEAM);
    assert_snapshot!(world.says(ANA, "/sync").await, @"
    Ana: /sync
    Janji: ⚠️ Couldn’t sync Family, Team. A calendar is no longer shared with you. Ask its owner to share it with you again, or switch it off in /calendars.
        ✅ The other calendars are in sync. No changes.
    ");
    // What is in the way of all of them is said once.
    world.google().faults().inject("events.list", Fault::before(How::Status(503)), Often::Always);
    assert_snapshot!(world.says(ANA, "/sync").await, @"
    Ana: /sync
    Janji: ⚠️ Couldn’t sync. Google isn’t responding. I’ll keep trying.
    ");
    world.close().await;
}

#[tokio::test]
async fn with_an_account_goes_what_a_message_of_several_late_reminders_said_of_it() {
    let world = World::open_with(&OWN_ONLY).await;
    world.signs_in(ANA, "/connect work", ANAS).await;
    world.signs_in(ANA, "/connect home", HOME).await;
    world.has_event(ANAS, "surgery", 3);
    world.has_event(HOME, "tennis", 3);
    world.round().await;
    world.hears_of(ANA, &["surgery", "tennis"]);
    world.sleeps_until("2026-03-10T04:55:00Z").await;
    let told = world.reads(ANA.chat());
    assert!(told.contains("these are late") && told.contains("surgery") && told.contains("tennis"), "{told}");
    let home = world.google().of(HOME);
    let tennis = home.events(world.now(), world.now() + TimeDelta::hours(1));
    let start = world.now() + TimeDelta::hours(1);
    home.move_to(tennis[0]["id"].as_str().unwrap(), start, start + TimeDelta::hours(1)).unwrap();
    world.round().await;
    let told = world.reads(ANA.chat());
    let amended = "~tennis, 13:00–14:00 · home~ → tennis, 13:55–14:55 · home\n    • surgery, 13:00–14:00\n";
    assert!(told.contains(amended), "{told}");
    assert!(world.redis.contents().await.contains("surgery"));
    world.says(ANA, "/accounts out work").await;
    world.presses(ANA, "Sign out").await;
    let kept = world.redis.contents().await;
    let telling: Vec<&str> = kept.lines().filter(|line| line.contains("surgery")).collect();
    assert!(telling.is_empty(), "{telling:#?}");
    world.close().await;
}
