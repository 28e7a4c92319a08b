//! Guests: people are invited only after a yes, mails go to them alone, and invitations to oneself are answered.

use chrono::TimeDelta;
use insta::assert_snapshot;
use janji::sandbox::{EVERYWHERE, Fault, How, Often};
use serde_json::{Value, json};

use crate::support::world::{ANA, BUDI, GROUP, MEI, STRANGER, World};

/// The guests of an event with their answers.
fn guests(world: &World, title: &str) -> Vec<String> {
    let entry = world.google().entry(&world.event_named(title)).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = entry["attendees"].as_array().cloned().unwrap_or_default();
    all.iter().map(|guest| format!("{} {}", text(&guest["email"]), text(&guest["responseStatus"]))).collect()
}

fn at(day: u32, hour: u32) -> Value {
    json!({"dateTime": format!("2026-03-{day:02}T{hour:02}:00:00+08:00"), "timeZone": "Asia/Kuala_Lumpur"})
}

/// Farah's invitation to a launch on Thursday, which nobody has answered.
async fn invited(world: &World, more: Value) {
    let mut entry = json!({
        "summary": "launch", "start": at(12, 19), "end": at(12, 21), "location": "KLCC",
        "organizer": {"email": "farah@example.com", "displayName": "Farah"},
        "attendees": [
            {"email": "farah@example.com", "responseStatus": "accepted"},
            {"email": "owner@example.com", "self": true, "responseStatus": "needsAction"},
        ],
    });
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.google().add(&entry).unwrap();
    world.round().await;
    world.settle().await;
}

#[tokio::test]
async fn a_new_event_is_made_and_then_it_is_asked_whom_to_mail() {
    let world = World::open().await;
    assert_snapshot!(world.says(ANA, "lunch tomorrow 1pm invite ali@example.com and siti@example.com").await, @"
    Ana: lunch tomorrow 1pm invite ali@example.com and siti@example.com
    Janji: ✅ Added: lunch
        Tomorrow, Wednesday 11 March, 13:00–14:00 (Kuala Lumpur time)
        Reminder: 10 minutes before (12:50)
        [↩️ Undo] [Move] [Cancel]
    Janji: Invite to lunch, Wednesday 11 March, 13:00–14:00?
        • ali@example.com
        • siti@example.com
        Google will email each of them the invitation.
        [Invite] [Don’t invite]
    ");
    assert_eq!((guests(&world, "lunch"), world.mails()), (vec![], vec![]));
    assert_snapshot!(world.presses(ANA, "Invite").await, @"
    Ana presses [Invite]
    Janji (edits 5): ✉️ Invited to lunch, Wednesday 11 March, 13:00–14:00. Google is emailing each of them:
        • ali@example.com
        • siti@example.com
        If you undo this, Google emails them again.
        [↩️ Undo]
    ");
    assert_eq!(guests(&world, "lunch"), ["ali@example.com needsAction", "siti@example.com needsAction"]);
    assert_eq!(world.mails(), ["invitation to ali@example.com: lunch", "invitation to siti@example.com: lunch"]);
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 5): ↩️ Undone. They’re no longer invited, and Google is emailing them:
        • lunch, Wednesday 11 March, 13:00–14:00
        Reminder: 10 minutes before (12:50)
        [Move] [Cancel]
    ");
    assert_eq!(guests(&world, "lunch"), Vec::<String>::new());
    assert_eq!(world.mails(), ["cancellation to ali@example.com: lunch", "cancellation to siti@example.com: lunch"]);
    world.close().await;
}

#[tokio::test]
async fn an_event_that_is_there_gets_guests_by_its_number_a_reply_or_the_command() {
    let world = World::open().await;
    world.says(BUDI, "makan malam esok 8 malam").await;
    world.says(BUDI, "senarai").await;
    assert_snapshot!(world.says(BUDI, "jemput ali@example.com ke 1").await, @"
    Budi: jemput ali@example.com ke 1
    Janji: Jemput ke makan malam, Rabu 11 Mac, 20:00–21:00?
        • ali@example.com
        Google akan e-mel jemputan kepada mereka.
        [Jemput] [Jangan jemput]
    ");
    assert_snapshot!(world.presses(BUDI, "Jangan jemput").await, @"
    Budi presses [Jangan jemput]
    Janji (edits 8): OK, tiada apa-apa diubah.
    ");
    assert_eq!(world.mails(), Vec::<String>::new());
    world.says(BUDI, "/guests 1 ali@example.com").await;
    assert_snapshot!(world.says(BUDI, "ya").await, @"
    Budi: ya
    Janji: ✉️ Dah dijemput ke makan malam, Rabu 11 Mac, 20:00–21:00. Google sedang e-mel mereka:
        • ali@example.com
        Kalau anda undo, Google akan e-mel mereka sekali lagi.
        [↩️ Undo]
    ");
    assert_eq!(world.mails(), ["invitation to ali@example.com: makan malam"]);
    assert_snapshot!(world.says(BUDI, "jemput ali@example.com, mei@example.com ke 1").await, @"
    Budi: jemput ali@example.com, mei@example.com ke 1
    Janji: Jemput ke makan malam, Rabu 11 Mac, 20:00–21:00?
        • mei@example.com
        Dah dijemput: ali@example.com
        Google akan e-mel jemputan kepada mereka.
        [Jemput] [Jangan jemput]
    ");
    world.presses(BUDI, "Jemput").await;
    assert_snapshot!(world.says(BUDI, "buang ali@example.com dari 1").await, @"
    Budi: buang ali@example.com dari 1
    Janji: Buang daripada senarai tetamu makan malam, Rabu 11 Mac, 20:00–21:00?
        • ali@example.com
        Google akan e-mel mereka tentang pembatalan jemputan ini.
        [Buang] [Tak jadi]
    ");
    assert_snapshot!(world.presses(BUDI, "Buang").await, @"
    Budi presses [Buang]
    Janji (edits 16): ✉️ Tak lagi dijemput ke makan malam, Rabu 11 Mac, 20:00–21:00. Google sedang e-mel mereka:
        • ali@example.com
        Kalau anda undo, Google akan e-mel mereka sekali lagi.
        [↩️ Undo]
    ");
    assert_eq!(guests(&world, "makan malam"), ["mei@example.com needsAction"]);
    assert_eq!(
        world.mails(),
        ["invitation to mei@example.com: makan malam", "cancellation to ali@example.com: makan malam"]
    );
    assert_snapshot!(world.says(BUDI, "pindah 1 ke 9 malam").await, @"
    Budi: pindah 1 ke 9 malam
    Janji: Ada orang lain dijemput ke acara ini. Ubah juga? makan malam, Rabu 11 Mac, 21:00–22:00
        Saya tak akan e-mel mereka.
        [Teruskan]
        [Tak jadi]
    ");
    world.presses(BUDI, "Teruskan").await;
    assert_eq!(world.mails(), Vec::<String>::new(), "nothing but an invitation mails anybody");
    world.close().await;
}

#[tokio::test]
async fn a_guest_is_chosen_from_those_of_earlier_events() {
    let world = World::open().await;
    let ali = json!({"email": "ali@example.com", "displayName": "Ali Hassan", "responseStatus": "accepted"});
    let siti = json!({"email": "siti@example.com", "responseStatus": "declined"});
    for (day, guests) in [(5, json!([ali])), (3, json!([siti, ali]))] {
        let entry = json!({"summary": "before", "start": at(day, 9), "end": at(day, 10), "attendees": guests});
        world.google().add(&entry).unwrap();
    }
    world.says(MEI, "明天下午1点午餐").await;
    assert_snapshot!(world.says(MEI, "邀请 ali").await, @"
    Mei: 邀请 ali
    Janji: 邀请参加 午餐，3月11日 星期三 13:00–14:00？
        • ali@example.com
        Google 会发邮件邀请他们。
        [邀请] [不邀请]
    ");
    assert_snapshot!(world.presses(MEI, "邀请").await, @"
    Mei presses [邀请]
    Janji (edits 6): ✉️ 已邀请参加 午餐，3月11日 星期三 13:00–14:00，Google 正在发邮件给他们：
        • ali@example.com
        如果撤销，Google 会再发一次邮件给他们。
        [↩️ 撤销]
    ");
    assert_snapshot!(world.says(MEI, "/guests 午餐").await, @"
    Mei: /guests 午餐
    Janji: 午餐，3月11日 星期三 13:00–14:00 的受邀者
        • ali@example.com：还没回复
        点一下要邀请的人，或者写：邀请 ali@example.com
        [siti@example.com]
        [不用了]
    ");
    world.says(MEI, "列表").await;
    assert_snapshot!(world.says(MEI, "/guests 1").await, @"
    Mei: /guests 1
    Janji: 午餐，3月11日 星期三 13:00–14:00 的受邀者
        • ali@example.com：还没回复
        点一下要邀请的人，或者写：邀请 ali@example.com
        [siti@example.com]
        [不用了]
    ");
    assert_snapshot!(world.presses(MEI, "siti@example.com").await, @"
    Mei presses [siti@example.com]
    Janji (edits 12): 邀请参加 午餐，3月11日 星期三 13:00–14:00？
        • siti@example.com
        Google 会发邮件邀请他们。
        [邀请] [不邀请]
    ");
    world.presses(MEI, "不邀请").await;
    assert_snapshot!(world.says(MEI, "邀请 Farah 参加 1").await, @"
    Mei: 邀请 Farah 参加 1
    Janji: 我不确定“Farah”是谁。
        午餐，3月11日 星期三 13:00–14:00 的受邀者
        • ali@example.com：还没回复
        点一下要邀请的人，或者写：邀请 ali@example.com
        [siti@example.com]
        [不用了]
    ");
    assert_eq!(world.mails(), ["invitation to ali@example.com: 午餐"]);
    world.close().await;
}

#[tokio::test]
async fn what_only_looks_like_an_invitation_mails_nobody() {
    let world = World::open().await;
    for text in [
        "invite my friends to the party saturday 8pm",
        "call ali@example.com friday 1pm",
        "email ali@example.com tomorrow 9am",
        "remind me to invite ali@example.com tomorrow 10am",
        "lunch sunday 1pm, don't invite ali@example.com",
        "did you invite ali?",
        "did you invite ali@example.com?",
    ] {
        let said = world.says(ANA, text).await;
        assert!(!said.contains("Google will email"), "{said}");
    }
    assert_snapshot!(world.calendar(), @"
    2026-03-11T09:00:00+08:00 – 2026-03-11T10:00:00+08:00 email ali@example.com
    2026-03-11T10:00:00+08:00 – 2026-03-11T11:00:00+08:00 invite ali@example.com (leads 0)
    2026-03-13T13:00:00+08:00 – 2026-03-13T14:00:00+08:00 call ali@example.com
    2026-03-14T20:00:00+08:00 – 2026-03-14T21:00:00+08:00 invite my friends to the party
    2026-03-15T13:00:00+08:00 – 2026-03-15T14:00:00+08:00 lunch
    ");
    let with_guests = world.google().events(world.now() - TimeDelta::days(9), world.now() + TimeDelta::days(9));
    assert!(with_guests.iter().all(|entry| entry.get("attendees").is_none()));
    assert_eq!(world.mails(), Vec::<String>::new());
    world.close().await;
}

#[tokio::test]
async fn a_whole_series_can_have_guests_or_one_occurrence() {
    let world = World::open().await;
    world.says(ANA, "gym every friday 7am").await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "invite ali@example.com to 1").await, @"
    Ana: invite ali@example.com to 1
    Janji: Invite to gym, Friday 13 March, 07:00–08:00?
        • ali@example.com
        Google will email them the invitation.
        [Invite to just this one]
        [Invite to the whole series]
        [Don’t invite]
    ");
    assert_snapshot!(world.presses(ANA, "Invite to the whole series").await, @"
    Ana presses [Invite to the whole series]
    Janji (edits 8): ✉️ Invited to gym, Friday 13 March, 07:00–08:00. Google is emailing them:
        • ali@example.com
        The whole series.
        If you undo this, Google emails them again.
        [↩️ Undo]
    ");
    assert_eq!(world.mails(), ["invitation to ali@example.com: gym"]);
    let occurrences = world.google().events(world.now(), world.now() + TimeDelta::days(30));
    assert!(
        occurrences.len() > 3 && occurrences.iter().all(|entry| entry["attendees"][0]["email"] == "ali@example.com")
    );
    world.close().await;
}

#[tokio::test]
async fn while_google_is_down_an_invitation_waits() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    for point in ["events.get", "events.patch", "events.list"] {
        world.google().faults().inject(point, Fault::before(How::Status(503)), Often::Always);
    }
    world.says(ANA, "invite ali@example.com").await;
    assert_snapshot!(world.presses(ANA, "Invite").await, @"
    Ana presses [Invite]
    Janji (edits 6): 🕓 I’ll invite them to lunch, Wednesday 11 March, 13:00–14:00, and Google will email them:
        • ali@example.com
        If you undo this, Google emails them again.
        Google isn’t responding. I’ll update Google Calendar as soon as I can.
        [↩️ Undo]
    ");
    assert_eq!(world.mails(), Vec::<String>::new());
    world.google().faults().clear();
    world.round().await;
    world.settle().await;
    assert_eq!(world.mails(), ["invitation to ali@example.com: lunch"]);
    assert_snapshot!(world.reads(ANA.chat()), @"Janji: ✅ Now in Google Calendar: lunch, Wednesday 11 March, 13:00–14:00");
    world.close().await;
}

#[tokio::test]
async fn an_invitation_says_that_it_waits_and_is_answered_by_a_button() {
    let world = World::open().await;
    invited(&world, json!({})).await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: 📨 Farah invited you: launch, Thursday 12 March, 19:00–21:00
        Place: KLCC
        [Yes] [Maybe] [No]
    ");
    assert_snapshot!(world.reads(BUDI.chat()), @"
    Janji: 📨 Farah jemput anda: launch, Khamis 12 Mac, 19:00–21:00
        Tempat: KLCC
        [Ya] [Mungkin] [Tidak]
    ");
    assert_snapshot!(world.presses(BUDI, "Mungkin").await, @"
    Budi presses [Mungkin]
    Janji (edits 3): 🤔 Anda jawab mungkin: launch
        Khamis 12 Mac, 19:00–21:00 (waktu Kuala Lumpur)
        Tempat: KLCC
        Peringatan: 10 minit sebelum (18:50)
        [↩️ Undo] [Pindah] [Batal]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com tentative"]);
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "yes to 1").await, @"
    Ana: yes to 1
    Janji: 👍 You said yes: launch
        Thursday 12 March, 19:00–21:00 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (18:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com accepted"]);
    assert_eq!(world.mails(), Vec::<String>::new());
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 📨 Farah 邀请你：launch，3月12日 星期四 19:00–21:00
        地点：KLCC
        [参加] [可能] [不参加]
    ");
    world.close().await;
}

#[tokio::test]
async fn a_declined_invitation_leaves_the_list_and_reminds_nobody_until_it_is_undone() {
    let world = World::open_with(&[("JANJI_TELL_OTHERS", "true")]).await;
    invited(&world, json!({})).await;
    world.everyone_hears_of("launch");
    world.says(MEI, "列表").await;
    assert_snapshot!(world.says(MEI, "拒绝 1").await, @"
    Mei: 拒绝 1
    Janji: ❌ 你不参加：~launch~，3月12日 星期四 19:00–21:00
        [↩️ 撤销]
    ");
    assert_snapshot!(world.reads(ANA.chat()), @"Janji: 👤 Mei declined: ~launch~, Thursday 12 March, 19:00–21:00");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com declined"]);
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Nothing coming up. Tell me what and when, and I’ll add it.
        [Refresh]
    ");
    assert_eq!(world.pending_reminders().await, 0);
    assert_snapshot!(world.says(MEI, "撤销").await, @"
    Mei: 撤销
    Janji: ↩️ 已撤销，你的回复收回了：
        launch
        3月12日 星期四 19:00–21:00（吉隆坡时间）
        地点：KLCC
        这个邀请还没回复。
        提醒：提前10分钟（18:50）
        [参加] [可能] [不参加]
        [改时间] [取消]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com needsAction"]);
    assert!(world.pending_reminders().await > 0);
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 👤 Mei brought back: launch, Thursday 12 March, 19:00–21:00

    Janji: 👤 Mei tolak: ~launch~, Khamis 12 Mac, 19:00–21:00
    Janji: 👤 Mei pulihkan: launch, Khamis 12 Mac, 19:00–21:00
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_of_an_unanswered_invitation_asks_for_an_answer() {
    let world = World::open().await;
    invited(&world, json!({})).await;
    world.everyone_hears_of("launch");
    world.sleeps_until("2026-03-12T10:50:00Z").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji: ⏰ launch in 10 minutes
        Today, Thursday 12 March, 19:00–21:00
        Place: KLCC
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Yes] [Maybe] [No]
        [Done] [Cancel]
    ");
    assert_snapshot!(world.presses(ANA, "No").await, @"
    Ana presses [No]
    Janji (edits 4): ❌ You declined: ~launch~, Thursday 12 March, 19:00–21:00
        [↩️ Undo]
    ");
    assert_snapshot!(world.presses(ANA, "↩️ Undo").await, @"
    Ana presses [↩️ Undo]
    Janji (edits 4): ↩️ Undone. I took your answer back:
        launch
        Today, Thursday 12 March, 19:00–21:00 (Kuala Lumpur time)
        Place: KLCC
        You haven’t answered this invitation yet.
        Reminder: at the start (19:00)
        Too late for a reminder 10 minutes before
        [Yes] [Maybe] [No]
        [Move] [Cancel]
    ");
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ launch 10 minit lagi
        Hari ini, Khamis 12 Mac, 19:00–21:00
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Ya] [Mungkin] [Tidak]
        [Selesai] [Batal]
    Janji (edits 4): ❌ Dibatalkan: ~launch~, Khamis 12 Mac, 19:00–21:00
    Janji (edits 4): ⏰ launch 10 minit lagi
        Hari ini, Khamis 12 Mac, 19:00–21:00
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Ya] [Mungkin] [Tidak]
        [Selesai] [Batal]

    Janji: ⏰ 10分钟后：launch
        今天 3月12日 星期四 19:00–21:00
        地点：KLCC
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [参加] [可能] [不参加]
        [完成] [取消]
    Janji (edits 4): ❌ 已取消：~launch~，3月12日 星期四 19:00–21:00
    Janji (edits 4): ⏰ 10分钟后：launch
        今天 3月12日 星期四 19:00–21:00
        地点：KLCC
        [💤 10分钟] [💤 1小时]
        [💤 开始时] [💤 明天 09:00]
        [参加] [可能] [不参加]
        [完成] [取消]
    ");
    world.close().await;
}

#[tokio::test]
async fn what_is_no_invitation_has_nothing_to_answer_and_a_series_is_asked_about() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "decline 1").await, @"
    Ana: decline 1
    Janji: That’s not an invitation, so there’s nothing to answer: lunch, Wednesday 11 March, 13:00–14:00
    ");
    invited(&world, json!({"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]})).await;
    world.everyone_hears_of("launch");
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "accept 2").await, @"
    Ana: accept 2
    Janji: launch, Thursday 12 March, 19:00–21:00 repeats. Answer for just this one, or for the whole series?
        [Just this one]
        [The whole series]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "The whole series").await, @"
    Ana presses [The whole series]
    Janji (edits 13): 👍 You said yes: launch
        Thursday 12 March, 19:00–21:00 (Kuala Lumpur time)
        Place: KLCC
        Part of a series
        The whole series.
        Reminder: 10 minutes before (18:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    world.round().await;
    assert_snapshot!(world.says(ANA, "/list").await, @"
    Ana: /list
    Janji: Coming up
        
        Tomorrow, Wednesday 11 March
        1. 13:00–14:00 · lunch
        
        Thursday 12 March
        2. 19:00–21:00 · launch · KLCC · every week, 3 times
        [✕ 1] [✕ 2]
    ");
    world.close().await;
}

#[tokio::test]
async fn in_a_group_only_those_whose_calendar_it_is_invite_and_answer() {
    let world = World::open().await;
    world.says_in(GROUP, ANA, "/reminders on").await;
    world.says_in(GROUP, ANA, "/add lunch tomorrow 1pm").await;
    world.says_in(GROUP, STRANGER, "/list").await;
    assert_snapshot!(world.says_in(GROUP, STRANGER, "/guests 1 ali@example.com").await, @"
    Eve: /guests 1 ali@example.com
    Janji: Only the calendar’s owner can invite people and answer invitations.
    ");
    assert_eq!(world.mails(), Vec::<String>::new());
    world.close().await;
}

#[tokio::test]
async fn an_invitation_is_answered_in_free_words() {
    let world = World::open().await;
    invited(&world, json!({})).await;
    let card = world.last(ANA.chat());
    assert_snapshot!(world.everybody_reads(), @"
    Janji: 📨 Farah invited you: launch, Thursday 12 March, 19:00–21:00
        Place: KLCC
        [Yes] [Maybe] [No]

    Janji: 📨 Farah jemput anda: launch, Khamis 12 Mac, 19:00–21:00
        Tempat: KLCC
        [Ya] [Mungkin] [Tidak]

    Janji: 📨 Farah 邀请你：launch，3月12日 星期四 19:00–21:00
        地点：KLCC
        [参加] [可能] [不参加]
    ");
    assert_snapshot!(world.replies(ANA, card, "yes count me in!").await, @"
    Ana: yes count me in!
    Janji: 👍 You said yes: launch
        Thursday 12 March, 19:00–21:00 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (18:50)
        [↩️ Undo] [Move] [Cancel]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com accepted"]);
    let card = world.last(BUDI.chat());
    assert_snapshot!(world.replies(BUDI, card, "maaf tak dpt hadir, anak demam").await, @"
    Budi: maaf tak dpt hadir, anak demam
    Janji: ❌ Anda tolak: ~launch~, Khamis 12 Mac, 19:00–21:00
        [↩️ Undo]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com declined"]);
    assert_snapshot!(world.says(BUDI, "undo").await, @"
    Budi: undo
    Janji: ↩️ Okey, jawapan anda dah ditarik balik:
        launch
        Khamis 12 Mac, 19:00–21:00 (waktu Kuala Lumpur)
        Tempat: KLCC
        Peringatan: 10 minit sebelum (18:50)
        [Pindah] [Batal]
    ");
    world.says(MEI, "列表").await;
    assert_snapshot!(world.says(MEI, "第1个可能去，看情况").await, @"
    Mei: 第1个可能去，看情况
    Janji: 🤔 你可能参加：launch
        3月12日 星期四 19:00–21:00（吉隆坡时间）
        地点：KLCC
        提醒：提前10分钟（18:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com tentative"]);
    assert_snapshot!(world.everybody_reads(), @"
    Janji (edits 5): ❌ Cancelled: ~launch~, Thursday 12 March, 19:00–21:00
    Janji (edits 5): launch
        Thursday 12 March, 19:00–21:00 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (18:50)
        [Move] [Cancel]
    ");
    world.close().await;
}

#[tokio::test]
async fn several_invitations_are_answered_at_once() {
    let world = World::open().await;
    invited(&world, json!({})).await;
    invited(&world, json!({ "id": "picnic1", "summary": "picnic", "start": at(13, 10), "end": at(13, 12) })).await;
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "yes to 1, no to 2 (clash with my scan)").await, @"
    Ana: yes to 1, no to 2 (clash with my scan)
    Janji: 👍 You said yes: launch
        Thursday 12 March, 19:00–21:00 (Kuala Lumpur time)
        Place: KLCC
        Reminder: 10 minutes before (18:50)
        [↩️ Undo] [Move] [Cancel]
    Janji: ❌ You declined: ~picnic~, Friday 13 March, 10:00–12:00
        [↩️ Undo]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com accepted"]);
    assert_eq!(guests(&world, "picnic"), ["farah@example.com accepted", "owner@example.com declined"]);
    world.says(MEI, "列表").await;
    assert_snapshot!(world.says(MEI, "1可能去，其他不去").await, @"
    Mei: 1可能去，其他不去
    Janji: 🤔 你可能参加：launch
        3月12日 星期四 19:00–21:00（吉隆坡时间）
        地点：KLCC
        提醒：提前10分钟（18:50）
        [↩️ 撤销] [改时间] [取消]
    ");
    assert_eq!(guests(&world, "launch"), ["farah@example.com accepted", "owner@example.com tentative"]);
    assert!(world.everybody_reads().contains("Farah jemput anda"));
    world.close().await;
}

#[tokio::test]
async fn guests_are_taken_off_and_asked_about_in_free_words() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm with ali@example.com and siti@example.com").await;
    world.presses(ANA, "Invite").await;
    assert_snapshot!(world.says(ANA, "who's coming to the lunch?").await, @"
    Ana: who's coming to the lunch?
    Janji: Guests of lunch, Wednesday 11 March, 13:00–14:00
        • ali@example.com: no answer yet
        • siti@example.com: no answer yet
        To invite someone, write: invite ali@example.com
        [Never mind]
    ");
    assert_snapshot!(world.says(ANA, "take her off the lunch").await, @"
    Ana: take her off the lunch
    Janji: Guests of lunch, Wednesday 11 March, 13:00–14:00
        • ali@example.com: no answer yet
        • siti@example.com: no answer yet
        To invite someone, write: invite ali@example.com
        [Never mind]
    ");
    assert_snapshot!(world.says(ANA, "take ali off the lunch").await, @"
    Ana: take ali off the lunch
    Janji: Remove from the guest list of lunch, Wednesday 11 March, 13:00–14:00?
        • ali@example.com
        Google will email them to say they’re no longer invited.
        [Remove] [Never mind]
    ");
    world.presses(ANA, "Remove").await;
    assert_eq!(guests(&world, "lunch"), ["siti@example.com needsAction"]);
    assert_snapshot!(world.says(BUDI, "buang dia dari lunch").await, @"
    Budi: buang dia dari lunch
    Janji: Buang daripada senarai tetamu lunch, Rabu 11 Mac, 13:00–14:00?
        • siti@example.com
        Google akan e-mel mereka tentang pembatalan jemputan ini.
        [Buang] [Tak jadi]
    ");
    assert_snapshot!(world.says(BUDI, "buang siti dari lunch").await, @"
    Budi: buang siti dari lunch
    Janji: Buang daripada senarai tetamu lunch, Rabu 11 Mac, 13:00–14:00?
        • siti@example.com
        Google akan e-mel mereka tentang pembatalan jemputan ini.
        [Buang] [Tak jadi]
    ");
    assert_eq!(world.google().count(), 1);
    world.close().await;
}

#[tokio::test]
async fn words_of_an_answer_under_another_card_or_about_a_row_that_is_no_invitation_do_nothing() {
    let world = World::open().await;
    world.says(ANA, "lunch tomorrow 1pm").await;
    let card = world.last(ANA.chat());
    assert_snapshot!(world.replies(ANA, card, "count me in").await, @"
    Ana: count me in
    Janji: That’s not an invitation, so there’s nothing to answer: lunch, Wednesday 11 March, 13:00–14:00
    ");
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "第1个我去不了").await, @"
    Ana: 第1个我去不了
    Janji: That’s not an invitation, so there’s nothing to answer: lunch, Wednesday 11 March, 13:00–14:00
    ");
    assert_eq!(world.google().count(), 1);
    assert_eq!(world.mails(), Vec::<String>::new());
    assert_snapshot!(world.everybody_reads(), @"");
    world.close().await;
}

#[tokio::test]
async fn a_name_is_known_by_whichever_event_is_chosen_and_not_while_google_is_away() {
    let world = World::open().await;
    let guest =
        |address: &str, name: &str| json!({"email": address, "displayName": name, "responseStatus": "accepted"});
    let (hassan, tan) = (guest("ali@example.com", "Ali Hassan"), guest("alitan@example.com", "Ali Tan"));
    for (day, guests) in [(11, json!([hassan])), (12, json!([hassan, tan])), (13, json!([]))] {
        let entry = json!({"summary": "lunch", "start": at(day, 13), "end": at(day, 14), "attendees": guests});
        world.google().add(&entry).unwrap();
    }
    world.round().await;
    assert_snapshot!(world.says(ANA, "uninvite Ali from lunch").await, @"
    Ana: uninvite Ali from lunch
    Janji: Which one do you mean?
        • lunch, Wednesday 11 March, 13:00–14:00
        • lunch, Thursday 12 March, 13:00–14:00
        • lunch, Friday 13 March, 13:00–14:00
        [Wed 11 Mar, 13:00]
        [Thu 12 Mar, 13:00]
        [Fri 13 Mar, 13:00]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "Wed 11 Mar, 13:00").await, @"
    Ana presses [Wed 11 Mar, 13:00]
    Janji (edits 4): Remove from the guest list of lunch, Wednesday 11 March, 13:00–14:00?
        • ali@example.com
        Google will email them to say they’re no longer invited.
        [Remove] [Never mind]
    ");
    world.presses(ANA, "Never mind").await;
    world.says(ANA, "uninvite Ali from lunch").await;
    assert_snapshot!(world.presses(ANA, "Thu 12 Mar, 13:00").await, @"
    Ana presses [Thu 12 Mar, 13:00]
    Janji (edits 6): Which “Ali” do you mean? lunch, Thursday 12 March, 13:00–14:00 has more than one guest with that name.
        [ali@example.com]
        [alitan@example.com]
        [Never mind]
    ");
    assert_snapshot!(world.presses(ANA, "alitan@example.com").await, @"
    Ana presses [alitan@example.com]
    Janji (edits 6): Remove from the guest list of lunch, Thursday 12 March, 13:00–14:00?
        • alitan@example.com
        Google will email them to say they’re no longer invited.
        [Remove] [Never mind]
    ");
    world.presses(ANA, "Remove").await;
    assert_eq!(world.mails(), ["cancellation to alitan@example.com: lunch"]);
    world.says(ANA, "invite Hassan to lunch").await;
    assert_snapshot!(world.presses(ANA, "Fri 13 Mar, 13:00").await, @"
    Ana presses [Fri 13 Mar, 13:00]
    Janji (edits 8): Invite to lunch, Friday 13 March, 13:00–14:00?
        • ali@example.com
        Google will email them the invitation.
        [Invite] [Don’t invite]
    ");
    world.google().faults().inject(EVERYWHERE, Fault::before(How::Status(503)), Often::Always);
    world.says(ANA, "/list").await;
    assert_snapshot!(world.says(ANA, "uninvite Ali from 1").await, @"
    Ana: uninvite Ali from 1
    Janji: Google isn’t responding, so I can’t look up names right now. Use the email address, or try again later.
    ");
    world.close().await;
}

#[tokio::test]
async fn a_reminder_of_what_was_declined_is_as_before_once_that_is_undone() {
    let world = World::open_with(&[("JANJI_TELL_OTHERS", "true")]).await;
    invited(&world, json!({})).await;
    world.everyone_hears_of("launch");
    world.sleeps_until("2026-03-12T10:50:00Z").await;
    world.hears_of(ANA, &["launch in 10 minutes"]);
    world.says(MEI, "列表").await;
    world.says(MEI, "拒绝 1").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): ❌ Cancelled: ~launch~, Thursday 12 March, 19:00–21:00
    Janji: 👤 Mei declined: ~launch~, Thursday 12 March, 19:00–21:00
    ");
    world.says(MEI, "撤销").await;
    assert_snapshot!(world.reads(ANA.chat()), @"
    Janji (edits 4): ⏰ launch in 10 minutes
        Today, Thursday 12 March, 19:00–21:00
        Place: KLCC
        [💤 10 minutes] [💤 1 hour]
        [💤 At the start] [💤 Tomorrow 09:00]
        [Yes] [Maybe] [No]
        [Done] [Cancel]
    Janji: 👤 Mei brought back: launch, Thursday 12 March, 19:00–21:00
    ");
    world.sleeps_until("2026-03-12T11:00:00Z").await;
    assert_snapshot!(world.everybody_reads(), @"
    Janji: ⏰ launch 10 minit lagi
        Hari ini, Khamis 12 Mac, 19:00–21:00
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Ya] [Mungkin] [Tidak]
        [Selesai] [Batal]
    Janji (edits 4): ❌ Dibatalkan: ~launch~, Khamis 12 Mac, 19:00–21:00
    Janji: 👤 Mei tolak: ~launch~, Khamis 12 Mac, 19:00–21:00
    Janji (edits 4): ⏰ launch 10 minit lagi
        Hari ini, Khamis 12 Mac, 19:00–21:00
        Tempat: KLCC
        [💤 10 minit] [💤 1 jam]
        [💤 Bila bermula] [💤 Esok 09:00]
        [Ya] [Mungkin] [Tidak]
        [Selesai] [Batal]
    Janji: 👤 Mei pulihkan: launch, Khamis 12 Mac, 19:00–21:00
    ");
    world.close().await;
}
