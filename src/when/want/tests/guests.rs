//! Guests and answers to invitations, in each language; and what only looks like them.

use super::rendered::rendered;
use super::{replied, tuesday};
use crate::when::want::want;

/// Messages that want something of guests, in English, Malay and Chinese.
const WANTED: &[(&str, &str)] = &[
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
];

/// Messages with an address, or the words of an invitation, that invite nobody and answer nothing.
const HARMLESS: &[(&str, &str)] = &[
    ("lunch tomorrow 1pm with ali@example.com", "create 2026-03-11T13:00 | lunch with ali@example.com"),
    ("lunch with ali@example.com tomorrow 1pm", "create 2026-03-11T13:00 | lunch with ali@example.com"),
    ("email ali@example.com tomorrow 9am", "create 2026-03-11T09:00 | email ali@example.com"),
    ("did you invite ali?", "nothing"),
    ("did you invite ali@example.com?", "nothing"),
    ("did you invite ali@example.com to lunch tomorrow 1pm?", "offer"),
    ("don't invite ali@example.com to 1", "nothing"),
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
    ("jangan jemput ali@example.com ke 1", "nothing"),
    ("emel ali@example.com esok 9 pagi", "create 2026-03-11T09:00 | emel ali@example.com"),
    ("tolak 2 ke 5 petang", "move #2 | to 17:00"),
    ("tolak lunch", "move “lunch” | to ?"),
    ("你邀请了 ali@example.com 吗？", "nothing"),
    ("不要邀请 ali@example.com", "nothing"),
    ("明天上午9点发邮件给 ali@example.com", "create 2026-03-11T09:00 | 发邮件给 ali@example.com"),
    ("提醒我明天上午9点邀请 ali@example.com", "create 2026-03-11T09:00 | 邀请 ali@example.com | leads 0"),
    ("明天下午1点和 ali@example.com 吃午餐", "create 2026-03-11T13:00 | 和 ali@example.com 吃午餐"),
];

#[test]
fn people_are_invited_and_answers_given_in_plain_words() {
    for (text, expected) in WANTED {
        assert_eq!(rendered(&want(text, &tuesday(), None), &tuesday()), *expected, "{text}");
    }
    assert!(WANTED.len() > 50);
}

#[test]
fn an_address_alone_invites_nobody() {
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
