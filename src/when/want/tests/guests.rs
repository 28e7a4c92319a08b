//! Guests and answers to invitations, in each language; and what only looks like them.

use super::rendered::rendered;
use super::{replied, tuesday};
use crate::when::want::want;

/// Messages that want something of guests, in English, Malay and Chinese.
const WANTED: &[(&str, &str)] = &[
    (
        "maybe lunch tomorrow 1pm invite ali@example.com",
        "offer to create 2026-03-11T13:00 | maybe lunch | invite ali@example.com",
    ),
    (
        "mungkin makan esok 1 tengahari jemput ali@example.com",
        "offer to create 2026-03-11T13:00 | mungkin makan | invite ali@example.com",
    ),
    (
        "也许明天下午1点午餐，邀请 ali@example.com",
        "offer to create 2026-03-11T13:00 | 也许午餐 | invite ali@example.com",
    ),
    (
        "lunch tomorrow 1pm or 2pm invite ali@example.com",
        "create 2026-03-11T13:00 | lunch in doubt | invite ali@example.com",
    ),
    (
        "Maths 12 May 9am\nPhysics 14 May 9am\nChemistry 16 May 9am\ninvite ali@example.com",
        "create 2026-05-12T09:00 | Maths and 2 more | invite ali@example.com",
    ),
    (
        "Maths 12 May 9am\nPhysics 14 May 9am, invite ali@example.com\nChemistry 16 May 9am",
        "create 2026-05-12T09:00 | Maths and 2 more | invite ali@example.com",
    ),
    (
        "invite ali@example.com\nMaths 12 May 9am\nPhysics 14 May 9am\nChemistry 16 May 9am",
        "create 2026-05-12T09:00 | Maths and 2 more | invite ali@example.com",
    ),
    ("lunch tomorrow 1pm invite ali@example.com", "create 2026-03-11T13:00 | lunch | invite ali@example.com"),
    (
        "lunch tomorrow 1pm, invite ali@example.com and siti@example.com",
        "create 2026-03-11T13:00 | lunch | invite ali@example.com siti@example.com",
    ),
    (
        "lunch tomorrow 1pm at KLCC and invite Ali@Example.com",
        "create 2026-03-11T13:00 | lunch | place KLCC | invite ali@example.com",
    ),
    (
        "can you add lunch tomorrow 1pm and invite ali@example.com please",
        "create 2026-03-11T13:00 | lunch | invite ali@example.com",
    ),
    (
        "tomorrow 1pm lunch with Sarah, invite sarah.lee@mail.example.co.uk",
        "create 2026-03-11T13:00 | lunch with Sarah | invite sarah.lee@mail.example.co.uk",
    ),
    (
        "team sync every monday 10am invite ali@example.com, siti@example.com & mei@example.com",
        "create 2026-03-16T10:00 | team sync | rule FREQ=WEEKLY;BYDAY=MO | invite ali@example.com siti@example.com mei@example.com",
    ),
    (
        "invite ali@example.com to lunch tomorrow 1pm",
        "invite ali@example.com to “lunch” at 2026-03-11T13:00 | else create 2026-03-11T13:00 | lunch",
    ),
    ("invite ali@example.com to 1", "invite ali@example.com to #1"),
    ("please invite ali@example.com to 1", "invite ali@example.com to #1"),
    ("can you invite ali@example.com to 2?", "invite ali@example.com to #2"),
    ("invite ali@example.com, siti@example.com to the party", "invite ali@example.com siti@example.com to “party”"),
    ("invite ali@example.com", "invite ali@example.com to the last"),
    ("invite ali@example.com to it", "invite ali@example.com to the last"),
    ("2: invite ali@example.com", "invite ali@example.com to #2"),
    ("lunch, invite ali@example.com", "invite ali@example.com to “lunch”"),
    ("add ali@example.com to 2", "invite ali@example.com to #2"),
    ("invite ali to 1", "invite “ali” to #1"),
    ("invite ali and siti to lunch", "invite “ali” “siti” to “lunch”"),
    ("invite someone to 3", "invite ? to #3"),
    ("invite", "invite ? to the last"),
    ("invite my friends to the party", "invite “my friends” to “party”"),
    ("uninvite ali@example.com from 2", "uninvite ali@example.com from #2"),
    ("remove ali@example.com from 2", "uninvite ali@example.com from #2"),
    ("uninvite ali from lunch", "uninvite “ali” from “lunch”"),
    ("accept 2", "accepted #2"),
    ("accept the invitation to lunch", "accepted “lunch”"),
    ("decline 2", "declined #2"),
    ("decline it", "declined the last"),
    ("maybe 2", "tentative #2"),
    ("maybe to 2", "tentative #2"),
    ("yes to 2", "accepted #2"),
    ("no to 3", "declined #3"),
    ("invite my friends to the party saturday 8pm", "create 2026-03-14T20:00 | invite my friends to the party"),
    ("remind me to invite ali@example.com tomorrow 9am", "create 2026-03-11T09:00 | invite ali@example.com | leads 0"),
    ("remind me tomorrow 9am to invite ali@example.com", "create 2026-03-11T09:00 | invite ali@example.com | leads 0"),
    ("invite ali@example.com tomorrow 9am", "create 2026-03-11T09:00 | invite ali@example.com"),
    ("i'll invite ali@example.com to lunch tomorrow 1pm", "create 2026-03-11T13:00 | invite ali@example.com to lunch"),
    (
        "can you invite ali@example.com to lunch tomorrow 1pm?",
        "invite ali@example.com to “lunch” at 2026-03-11T13:00 | else create 2026-03-11T13:00 | lunch",
    ),
    ("invite ali@example.com for lunch", "invite ali@example.com to “lunch”"),
    ("jemput ali@example.com ke 1", "invite ali@example.com to #1"),
    (
        "makan tengah hari esok 1 tengah hari, jemput ali@example.com",
        "create 2026-03-11T13:00 | makan tengah hari | invite ali@example.com",
    ),
    (
        "lunch esok pukul 1 petang jemput ali@example.com dan siti@example.com",
        "create 2026-03-11T13:00 | lunch | invite ali@example.com siti@example.com",
    ),
    ("boleh jemput ali@example.com ke 2", "invite ali@example.com to #2"),
    ("jemput ali ke 1", "invite “ali” to #1"),
    ("jemput ali@example.com", "invite ali@example.com to the last"),
    ("terima 2", "accepted #2"),
    ("tolak 2", "declined #2"),
    ("mungkin 2", "tentative #2"),
    ("ya untuk 2", "accepted #2"),
    ("terima jemputan", "accepted the last"),
    ("tolak jemputan 3", "declined #3"),
    ("buang ali@example.com dari 2", "uninvite ali@example.com from #2"),
    ("明天下午1点午餐，邀请 ali@example.com", "create 2026-03-11T13:00 | 午餐 | invite ali@example.com"),
    (
        "明天下午1点和Sarah吃午餐，邀请ali@example.com和siti@example.com",
        "create 2026-03-11T13:00 | 和Sarah吃午餐 | invite ali@example.com siti@example.com",
    ),
    ("邀请 ali@example.com", "invite ali@example.com to the last"),
    ("邀请 ali@example.com 参加 1", "invite ali@example.com to #1"),
    ("邀请ali@example.com参加2", "invite ali@example.com to #2"),
    ("邀请ali参加1", "invite “ali” to #1"),
    ("接受 2", "accepted #2"),
    ("拒绝 2", "declined #2"),
    ("谢绝2", "declined #2"),
    ("也许 2", "tentative #2"),
    ("接受邀请", "accepted the last"),
    ("取消邀请 ali@example.com", "uninvite ali@example.com from the last"),
    ("把 ali@example.com 加到 2", "invite ali@example.com to #2"),
    ("可以邀请ali@example.com参加2吗", "invite ali@example.com to #2"),
    ("lunch tomorrow 1pm with ali@example.com", "create 2026-03-11T13:00 | lunch | invite ali@example.com"),
    ("lunch with ali@example.com tomorrow 1pm", "create 2026-03-11T13:00 | lunch | invite ali@example.com"),
    ("lunch tmr 1pm w/ ali@example.com", "create 2026-03-11T13:00 | lunch | invite ali@example.com"),
    ("明天下午1点和 ali@example.com 吃午餐", "create 2026-03-11T13:00 | 吃午餐 | invite ali@example.com"),
    ("明天下午1点吃午餐，叫上 ali@example.com", "create 2026-03-11T13:00 | 吃午餐 | invite ali@example.com"),
    ("invite Auntie Susan to the dinner on saturday", "invite “Auntie Susan” to “dinner” at 2026-03-14"),
    ("ali@example.com's joining too, add him to 2", "invite ali@example.com to #2"),
    ("add kak siti punya email siti@example.com into the potluck event pls", "invite siti@example.com to “potluck”"),
    ("tmbh ali@example.com dlm no 2", "invite ali@example.com to #2"),
    ("kevin 的 email 是 kevin@example.com，加他进去", "invite kevin@example.com to the last"),
    ("invite the same people as last time to 3", "invite ? to #3"),
    ("invite raj.kumar@gmail,com to 4", "invite ? to #4"),
    ("don't invite ali@example.com to 1", "uninvite ali@example.com from #1"),
    ("jangan jemput ali@example.com ke 1", "uninvite ali@example.com from #1"),
    ("不要邀请 ali@example.com", "uninvite ali@example.com from the last"),
    ("take ali off the lunch", "uninvite “ali” from “lunch”"),
    ("kick ravi out of the futsal", "uninvite “ravi” from “futsal”"),
    (
        "Remove Daniel from friday's handover call, he's on leave.",
        "uninvite “Daniel” from “handover call” at 2026-03-13",
    ),
    ("take mum off the 3pm meeting guest list", "uninvite “mum” from “meeting” at 2026-03-10T15:00"),
    ("buang ali dari mesyuarat", "uninvite “ali” from “mesyuarat”"),
    ("keluarkan kak_ina@mel.example dari senarai jemputan kenduri", "uninvite kak_ina@mel.example from “kenduri”"),
    ("tak payah jemput jason ke bbq ahad ni", "uninvite “jason” from “bbq” at 2026-03-15"),
    ("把阿里从午餐去掉", "uninvite “阿里” from “午餐”"),
    ("星期天烧烤不用请 jason 了", "uninvite “jason” from “烧烤” at 2026-03-15"),
    ("第3个不用请 ali@example.com 了", "uninvite ali@example.com from #3"),
    ("remove winnie from 4", "uninvite “winnie” from #4"),
    ("remove winnie from no. 4 pls", "uninvite “winnie” from #4"),
    ("take winnie off the list for friday's dinner", "uninvite “winnie” from “dinner” at 2026-03-13"),
    ("remove the guests from 4", "uninvite ? from #4"),
    ("take him off friday's dinner", "uninvite ? from “dinner” at 2026-03-13"),
    ("remove winnie's name", "uninvite “winnie” from the last"),
    ("buang nama winnie dari 4", "uninvite “winnie” from #4"),
    ("buang nama winnie dan aida dari 4", "uninvite “winnie” “aida” from #4"),
    ("nama winnie buang dari 4", "uninvite “winnie” from #4"),
    ("dari no 4 buang winnie", "uninvite “winnie” from #4"),
    ("buang nama dia", "uninvite ? from the last"),
    ("keluarkan aida dari jemputan no 2", "uninvite “aida” from #2"),
    ("coret nama aida dari senarai jemputan kenduri", "uninvite “aida” from “kenduri”"),
    ("第4个活动里的 winnie 删掉", "uninvite “winnie” from #4"),
    ("把第4个里的winnie删掉", "uninvite “winnie” from #4"),
    ("删掉第4个活动里的winnie", "uninvite “winnie” from #4"),
    ("从第4个删掉winnie", "uninvite “winnie” from #4"),
    ("星期五晚餐里的阿明删掉", "uninvite “阿明” from “晚餐” at 2026-03-13"),
    ("把阿明的名字删掉", "uninvite “阿明” from the last"),
    ("who's coming to the dinner?", "guests of “dinner”"),
    ("who have I invited to 2", "guests of #2"),
    ("siapa dah confirm datang majlis akikah?", "guests of “majlis akikah”"),
    ("谁会来烧烤？", "guests of “烧烤”"),
    ("decline the townhall invite", "declined “townhall”"),
    ("say yes to the farewell lunch invitation", "accepted “farewell lunch”"),
    ("the durian trip invite tu reject je, i 没空", "declined “durian trip”"),
    ("kayaking thing tu put maybe dulu la, not sure lagi", "tentative “kayaking”"),
    ("jemputan kahwin anak Cik Yam tu saya tak dapat pergi", "declined “kahwin anak Cik Yam”"),
    ("公司年会那个帮我回不去", "declined “公司年会”"),
    ("帮我拒绝星期五聚餐的邀请", "declined “聚餐” at 2026-03-13"),
    ("yes to 1, no to 3 (clash with my scan)", "accepted #1 | declined #3"),
    ("accept 3, decline the others", "accepted #3 | declined the others"),
    ("no 1 tak pergi, no 2 mungkin", "declined #1 | tentative #2"),
    ("1去，2不去", "accepted #1 | declined #2"),
];

/// Messages with an address, or the words of an invitation, that invite nobody and answer nothing.
const HARMLESS: &[(&str, &str)] = &[
    ("email ali@example.com tomorrow 9am", "create 2026-03-11T09:00 | email ali@example.com"),
    ("did you invite ali?", "nothing"),
    ("did you invite ali@example.com?", "nothing"),
    ("did you invite ali@example.com to lunch tomorrow 1pm?", "offer"),
    ("lunch tomorrow 1pm, don't invite ali@example.com", "create 2026-03-11T13:00 | lunch"),
    ("i invited ali@example.com to lunch", "nothing"),
    (
        "ali@example.com invited me to lunch tomorrow 1pm",
        "create 2026-03-11T13:00 | ali@example.com invited me to lunch",
    ),
    (
        "call ali@example.com about the invite friday 3pm",
        "create 2026-03-13T15:00 | call ali@example.com about the invite",
    ),
    ("may@example.com", "nothing"),
    ("remove the dentist from my calendar", "cancel “dentist”"),
    ("remove the reminder from 4", "remind #4 | none"),
    ("potong rambut esok 3 petang", "create 2026-03-11T15:00 | potong rambut"),
    ("take leave friday", "create 2026-03-13 | take leave"),
    ("列表里的第3个删掉", "cancel #3"),
    ("把日历里的牙医删掉", "cancel “牙医”"),
    ("buang dentist dari senarai", "cancel “dentist”"),
    ("把牙医从日历删掉", "cancel “牙医”"),
    ("take out the trash tomorrow 8pm", "create 2026-03-11T20:00 | take out the trash"),
    ("No lah I think tapau is better", "nothing"),
    ("他说不去了，算了", "nothing"),
    ("accept delivery tomorrow 3pm", "create 2026-03-11T15:00 | accept delivery"),
    ("yes", "yes"),
    ("no", "no"),
    ("maybe", "nothing"),
    ("cancel 2", "cancel #2"),
    ("no invite", "nothing"),
    ("invitation", "nothing"),
    ("declined", "nothing"),
    ("accept ali@example.com to 2", "nothing"),
    ("decline lunch", "nothing"),
    ("jemput anak di sekolah esok 3 petang", "create 2026-03-11T15:00 | jemput anak | place sekolah"),
    ("jemput anak ke sekolah esok 7 pagi", "create 2026-03-11T07:00 | jemput anak ke sekolah"),
    ("ingatkan saya jemput ali@example.com esok 9 pagi", "create 2026-03-11T09:00 | jemput ali@example.com | leads 0"),
    ("dah jemput ali@example.com ke?", "nothing"),
    ("emel ali@example.com esok 9 pagi", "create 2026-03-11T09:00 | emel ali@example.com"),
    ("tolak 2 ke 5 petang", "move #2 | to 17:00"),
    ("tolak lunch", "move “lunch” | to ?"),
    ("你邀请了 ali@example.com 吗？", "nothing"),
    ("明天上午9点发邮件给 ali@example.com", "create 2026-03-11T09:00 | 发邮件给 ali@example.com"),
    ("提醒我明天上午9点邀请 ali@example.com", "create 2026-03-11T09:00 | 邀请 ali@example.com | leads 0"),
];

#[test]
fn people_are_invited_and_answers_given_in_plain_words() {
    for (text, expected) in WANTED {
        assert_eq!(rendered(&want(text, &tuesday(), None), &tuesday()), *expected, "{text}");
    }
    assert!(WANTED.len() > 50);
}

#[test]
fn an_address_that_is_only_spoken_of_invites_nobody() {
    for (text, expected) in HARMLESS {
        let got = rendered(&want(text, &tuesday(), None), &tuesday());
        assert_eq!(got, *expected, "{text}");
        assert!(!got.contains("| invite ") && !got.starts_with("invite "), "{text}");
    }
    assert!(HARMLESS.len() > 25);
}

#[test]
fn a_reply_to_an_event_means_that_event() {
    let lunch = replied("lunch | 2026-03-11T13:00 | 2026-03-11T14:00");
    let table = [
        ("invite ali@example.com", "invite ali@example.com to the reply"),
        ("jemput ali@example.com", "invite ali@example.com to the reply"),
        ("邀请 ali@example.com", "invite ali@example.com to the reply"),
        ("invite ali", "invite “ali” to the reply"),
        ("invite", "invite ? to the reply"),
        ("accept", "accepted the reply"),
        ("tolak", "declined the reply"),
        ("接受", "accepted the reply"),
        ("maybe", "tentative the reply"),
        ("不要请阿明了", "uninvite “阿明” from the reply"),
        ("别请他了", "uninvite ? from the reply"),
        ("buang nama dia", "uninvite ? from the reply"),
        ("tak payah jemput winnie", "uninvite “winnie” from the reply"),
        ("take winnie off", "uninvite “winnie” from the reply"),
        ("yes", "yes"),
        ("no", "no"),
    ];
    for (text, expected) in table {
        assert_eq!(rendered(&want(text, &tuesday(), Some(&lunch)), &tuesday()), expected, "{text}");
    }
}

#[test]
fn the_command_for_guests_takes_a_row_and_whom() {
    let table = [
        ("/guests 2 ali@example.com", "invite ali@example.com to #2"),
        ("/guests 2 ali@example.com, siti@example.com", "invite ali@example.com siti@example.com to #2"),
        ("/tetamu 2 ali", "invite “ali” to #2"),
        ("/客人2 ali@example.com", "invite ali@example.com to #2"),
        ("/guests 2", "invite ? to #2"),
        ("/guests lunch ali@example.com", "invite ali@example.com to “lunch”"),
        ("/guests lunch", "invite ? to “lunch”"),
        ("/guests", "invite ? to the last"),
        ("/guests ali@example.com", "invite ali@example.com to the last"),
        ("/invite", "operator Invite"),
    ];
    for (text, expected) in table {
        assert_eq!(rendered(&want(text, &tuesday(), None), &tuesday()), expected, "{text}");
    }
}

/// Messages about one's Google accounts and calendars, in English, Malay and Chinese.
const ACCOUNTS: &[(&str, &str)] = &[
    ("connect my office account", "accounts Connect { name: Some(\"office\") }"),
    ("sign me out of home", "accounts SignOut { name: \"home\" }"),
    ("sign me out of my work account", "accounts SignOut { name: \"work\" }"),
    ("make work the default", "accounts Default { name: \"work\" }"),
    ("make my work account the default", "accounts Default { name: \"work\" }"),
    (
        "i want to connect another google account, this one is my hubby's and mine shared",
        "accounts Connect { name: None }",
    ),
    ("link my gmail", "accounts Connect { name: None }"),
    ("add another google account", "accounts Connect { name: None }"),
    ("log out of my old gmail", "accounts SignOut { name: \"old\" }"),
    ("rename my account work to office", "accounts Rename { name: \"work\", to: \"office\" }"),
    ("call my home account Family", "accounts Rename { name: \"home\", to: \"Family\" }"),
    ("which google accounts are connected?", "accounts Show"),
    ("show my accounts", "accounts Show"),
    (
        "I have changed jobs, so please disconnect lim.kw@oldfirm.com.my but keep my personal Gmail.",
        "accounts SignOut { name: \"lim.kw@oldfirm.com.my\" }",
    ),
    ("set the default account to personal", "accounts Default { name: \"personal\" }"),
    ("jadikan akaun kerja sebagai akaun utama", "accounts Default { name: \"kerja\" }"),
    ("akaun mana satu yg jadi default sekarang?", "accounts Show"),
    ("tukar default ke akaun gmail peribadi saya", "accounts Default { name: \"peribadi\" }"),
    ("sambung akaun pejabat", "accounts Connect { name: Some(\"pejabat\") }"),
    ("log keluar akaun kerja", "accounts SignOut { name: \"kerja\" }"),
    ("tukar nama akaun kerja ke ofis", "accounts Rename { name: \"kerja\", to: \"ofis\" }"),
    ("tunjuk akaun saya", "accounts Show"),
    ("我现在连了几个谷歌账号？", "accounts Show"),
    ("我要换另一个gmail登入，旧的那个不要了", "accounts Connect { name: None }"),
    ("连接我的公司账号", "accounts Connect { name: Some(\"公司\") }"),
    ("退出工作账号", "accounts SignOut { name: \"工作\" }"),
    ("显示我的账号", "accounts Show"),
    ("akaun gmail lama tu sign out je, tak pakai dah", "accounts SignOut { name: \"lama\" }"),
    ("log out semua akaun google i, nak jual phone ni", "accounts Show"),
    ("connect akaun office i pls", "accounts Connect { name: Some(\"office\") }"),
    ("set account work as default ya", "accounts Default { name: \"work\" }"),
    ("stop showing me the school holidays calendar", "accounts Calendars(Off { name: \"the school holidays\" })"),
    ("hide the birthdays calendar", "accounts Calendars(Off { name: \"birthdays\" })"),
    ("don't show the holidays calendar anymore", "accounts Calendars(Off { name: \"holidays\" })"),
    ("show the birthdays calendar again", "accounts Calendars(On { name: \"birthdays\" })"),
    ("which calendars do you read?", "accounts Calendars(Show)"),
    ("save new events in my family calendar from now on", "accounts Calendars(Write { name: \"family\" })"),
    ("use the work calendar by default", "accounts Calendars(Write { name: \"work\" })"),
    ("tunjuk kalendar mana yang bot ni baca", "accounts Calendars(Show)"),
    ("xyah tunjuk kalendar bola dah", "accounts Calendars(Off { name: \"bola\" })"),
    ("sembunyikan kalendar cuti", "accounts Calendars(Off { name: \"cuti\" })"),
    ("不要显示假期日历了", "accounts Calendars(Off { name: \"假期\" })"),
    ("你读哪些日历？", "accounts Calendars(Show)"),
    ("stop tunjuk holiday calendar", "accounts Calendars(Off { name: \"holiday\" })"),
];

#[test]
fn accounts_and_calendars_are_spoken_of_in_plain_words() {
    for (text, expected) in ACCOUNTS {
        assert_eq!(rendered(&want(text, &tuesday(), None), &tuesday()), *expected, "{text}");
    }
    let plans = [
        "remind me to sign out of the office wifi account at 6",
        "open a bank account tomorrow 10am",
        "close my maybank account friday 3pm",
        "buka akaun bank esok 10 pagi",
        "明天早上十点去银行开户口",
        "buy a new calendar tomorrow 5pm",
    ];
    for plan in plans {
        assert!(rendered(&want(plan, &tuesday(), None), &tuesday()).starts_with("create "), "{plan}");
    }
}
