//! Which updates are for us, and what they say.

use proptest::prelude::*;
use serde_json::{Value, json};
use teloxide::types::Update;

use super::*;
use crate::model::BotId;

const NOW: &str = "2026-03-10T02:00:05Z";

fn me() -> Me {
    Me { id: BotId(4242), username: "janji_bot".into() }
}

fn now() -> DateTime<Utc> {
    NOW.parse().unwrap()
}

fn person() -> Value {
    json!({ "id": 7, "is_bot": false, "first_name": "Ana", "language_code": "ms" })
}

fn us() -> Value {
    json!({ "id": 4242, "is_bot": true, "first_name": "Janji", "username": "janji_bot" })
}

fn private() -> Value {
    json!({ "id": 7, "type": "private", "first_name": "Ana" })
}

fn group() -> Value {
    json!({ "id": -100, "type": "supergroup", "title": "Family" })
}

/// A message of Ana's in `chat` with these fields beside the usual ones, as an update.
fn message(chat: &Value, fields: &Value) -> Value {
    let mut message = json!({ "message_id": 3, "date": 1_773_108_000, "chat": chat, "from": person() });
    message.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    json!({ "update_id": 9, "message": message })
}

/// Text with one entity over its first occurrence of `part`.
fn text(text: &str, kind: &str, part: &str) -> Value {
    let before = &text[..text.find(part).unwrap()];
    let units = |text: &str| text.encode_utf16().count();
    json!({ "text": text, "entities": [{ "type": kind, "offset": units(before), "length": units(part) }] })
}

fn incoming(update: &Value) -> Option<Incoming> {
    // From text, as it comes: teloxide reads it differently from a value.
    let update: Update = serde_json::from_str(&update.to_string()).unwrap();
    read(&update, &me(), now())
}

fn kind(update: &Value) -> Option<IncomingKind> {
    incoming(update).map(|incoming| incoming.kind)
}

/// The text that reached us.
fn heard(update: &Value) -> Option<String> {
    match kind(update)? {
        IncomingKind::Text { text, .. } => Some(text),
        other => panic!("no text: {other:?}"),
    }
}

#[test]
fn a_message_becomes_our_own_words() {
    let read = incoming(&message(&private(), &json!({ "text": "lunch tomorrow 1pm" }))).unwrap();
    let expected = Incoming {
        id: UpdateId(9),
        chat: ChatId(7),
        chat_kind: ChatKind::Private,
        thread: None,
        user: UserId(7),
        language: Some("ms".into()),
        name: Some("Ana".into()),
        sent: "2026-03-10T02:00:00Z".parse().unwrap(),
        forwarded: None,
        kind: IncomingKind::Text {
            message: MessageId(3),
            text: "lunch tomorrow 1pm".into(),
            reply_to: None,
            times: vec![],
        },
    };
    assert_eq!(read, expected);
}

#[test]
fn in_private_every_text_is_for_us() {
    let cases = [
        (text("/list", "bot_command", "/list"), "/list"),
        (text("/list@janji_bot", "bot_command", "/list@janji_bot"), "/list"),
        (text("/List@Janji_Bot 2", "bot_command", "/List@Janji_Bot"), "/List 2"),
        (text("/list@other_bot", "bot_command", "/list@other_bot"), "/list@other_bot"),
        (text("@janji_bot lunch 1pm", "mention", "@janji_bot"), "lunch 1pm"),
        (text("lunch with @sarah 1pm", "mention", "@sarah"), "lunch with @sarah 1pm"),
        (text("see /notes at 1pm", "bot_command", "/notes"), "see /notes at 1pm"),
    ];
    for (fields, expected) in cases {
        assert_eq!(heard(&message(&private(), &fields)).as_deref(), Some(expected));
    }
}

#[test]
fn in_groups_only_commands_mentions_and_replies_are_for_us() {
    let reply_to_us = json!({ "message_id": 2, "date": 1, "chat": group(), "from": us(), "text": "hello" });
    let reply_to_ana = json!({ "message_id": 2, "date": 1, "chat": group(), "from": person(), "text": "hello" });
    let cases = [
        (json!({ "text": "lunch tomorrow 1pm" }), None),
        (text("/list", "bot_command", "/list"), Some("/list")),
        (text("/list@janji_bot", "bot_command", "/list@janji_bot"), Some("/list")),
        (text("/list@other_bot", "bot_command", "/list@other_bot"), None),
        (text("not a /list", "bot_command", "/list"), None),
        (text("@janji_bot lunch 1pm", "mention", "@janji_bot"), Some("lunch 1pm")),
        (text("lunch @JANJI_bot 1pm", "mention", "@JANJI_bot"), Some("lunch 1pm")),
        (text("🍜🍜 lunch 1pm @janji_bot", "mention", "@janji_bot"), Some("🍜🍜 lunch 1pm")),
        (text("@janji_bots lunch", "mention", "@janji_bots"), None),
        (text("@sarah lunch 1pm", "mention", "@sarah"), None),
        (json!({ "text": "at 2 instead", "reply_to_message": reply_to_us }), Some("at 2 instead")),
        (json!({ "text": "at 2 instead", "reply_to_message": reply_to_ana }), None),
    ];
    for (fields, expected) in cases {
        assert_eq!(heard(&message(&group(), &fields)).as_deref(), expected, "{fields}");
    }
}

#[test]
fn a_mention_without_a_username_is_cut_out_as_well() {
    let entity = json!({ "type": "text_mention", "offset": 0, "length": 5, "user": us() });
    let fields = json!({ "text": "Janji lunch 1pm", "entities": [entity] });
    assert_eq!(heard(&message(&group(), &fields)).as_deref(), Some("lunch 1pm"));
}

#[test]
fn a_reply_names_the_message_of_ours_and_no_other() {
    for (from, expected) in [(us(), Some(MessageId(2))), (person(), None)] {
        let replied = json!({ "message_id": 2, "date": 1, "chat": private(), "from": from, "text": "hello" });
        let update = message(&private(), &json!({ "text": "at 2 instead", "reply_to_message": replied }));
        let Some(IncomingKind::Text { reply_to, .. }) = kind(&update) else { panic!("no text") };
        assert_eq!(reply_to, expected);
    }
}

#[test]
fn what_has_no_text_is_wordless_in_private_and_nothing_in_groups() {
    let file = json!({ "file_id": "f", "file_unique_id": "u", "file_size": 1, "width": 1, "height": 1 });
    let voice = json!({
        "file_id": "f", "file_unique_id": "u", "file_size": 1, "duration": 1, "mime_type": "audio/ogg",
    });
    let media = [
        json!({ "photo": [file] }),
        json!({ "voice": voice }),
        json!({ "dice": { "emoji": "🎲", "value": 3 } }),
        json!({ "contact": { "phone_number": "1", "first_name": "B" } }),
    ];
    for fields in media {
        let wordless = Some(IncomingKind::Wordless { message: MessageId(3) });
        assert_eq!(kind(&message(&private(), &fields)), wordless, "{fields}");
        assert_eq!(kind(&message(&group(), &fields)), None, "{fields}");
    }
}

#[test]
fn a_message_that_cannot_be_decoded_is_unreadable_in_private_and_nothing_in_groups() {
    let newer = text("lunch tomorrow", "date_time", "tomorrow");
    assert_eq!(kind(&message(&private(), &newer)), Some(IncomingKind::Unreadable { message: MessageId(3) }));
    assert_eq!(kind(&message(&group(), &newer)), None);
}

#[test]
fn what_bots_and_channels_say_is_not_for_us() {
    let command = text("/list", "bot_command", "/list");
    let with = |fields: Value| {
        let mut all = command.clone();
        all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        all
    };
    let channel = json!({ "id": -55, "type": "channel", "title": "News" });
    let anonymous = json!({ "id": 1_087_968_824, "is_bot": true, "first_name": "Group" });
    assert_eq!(kind(&message(&group(), &with(json!({ "from": us() })))), None);
    assert_eq!(kind(&message(&group(), &with(json!({ "sender_chat": channel })))), None);
    assert_eq!(kind(&message(&channel, &with(json!({ "sender_chat": channel })))), None);
    // An administrator who speaks for the group is a person.
    let admin = with(json!({ "from": anonymous, "sender_chat": group() }));
    assert_eq!(heard(&message(&group(), &admin)).as_deref(), Some("/list"));
}

#[test]
fn what_happens_to_the_chat_itself_is_told_and_its_furniture_is_not() {
    let moved = message(&group(), &json!({ "migrate_to_chat_id": -200 }));
    assert_eq!(kind(&moved), Some(IncomingKind::Moved { to: ChatId(-200) }));
    let furniture = [
        json!({ "migrate_from_chat_id": -50 }),
        json!({ "new_chat_title": "Friends" }),
        json!({ "new_chat_members": [us()] }),
        json!({ "left_chat_member": us() }),
        json!({ "group_chat_created": true }),
        json!({ "pinned_message": { "message_id": 2, "date": 1, "chat": group(), "from": us(), "text": "x" } }),
    ];
    for fields in furniture {
        assert_eq!(kind(&message(&group(), &fields)), None, "{fields}");
    }
}

#[test]
fn coming_and_going_is_told_for_what_it_is() {
    let member = |status: &str| match status {
        "kicked" => json!({ "user": us(), "status": status, "until_date": 0 }),
        _ => json!({ "user": us(), "status": status }),
    };
    let cases = [
        ("member", "kicked", Some(IncomingKind::Left)),
        ("member", "left", Some(IncomingKind::Left)),
        ("kicked", "member", Some(IncomingKind::Joined)),
        ("left", "member", Some(IncomingKind::Joined)),
        ("left", "kicked", None),
    ];
    for (old, new, expected) in cases {
        for chat in [private(), group()] {
            let change = json!({
                "chat": chat, "from": person(), "date": 1_773_108_000,
                "old_chat_member": member(old), "new_chat_member": member(new),
            });
            assert_eq!(kind(&json!({ "update_id": 9, "my_chat_member": change })), expected, "{old} to {new}");
        }
    }
}

#[test]
fn a_press_counts_as_sent_when_it_reaches_us_also_under_a_message_that_is_gone() {
    let shown = json!({ "message_id": 5, "date": 1, "chat": group(), "from": us(), "text": "list" });
    let gone = json!({ "message_id": 5, "date": 0, "chat": group() });
    for message in [shown, gone] {
        let query = json!({ "id": "q", "from": person(), "chat_instance": "c", "data": "1:x:0", "message": message });
        let read = incoming(&json!({ "update_id": 9, "callback_query": query })).unwrap();
        assert_eq!(
            (read.chat, read.chat_kind, read.user, read.sent),
            (ChatId(-100), ChatKind::Group, UserId(7), now())
        );
        let (callback, data) = (CallbackId("q".into()), "1:x:0".into());
        assert_eq!(read.kind, IncomingKind::Pressed { callback, message: Some(MessageId(5)), data });
    }
}

#[test]
fn other_updates_are_not_served() {
    let edited =
        json!({ "message_id": 3, "date": 1, "edit_date": 2, "chat": private(), "from": person(), "text": "x" });
    let inline = json!({ "id": "q", "from": person(), "chat_instance": "c", "data": "x", "inline_message_id": "i" });
    let game = json!({ "id": "q", "from": person(), "chat_instance": "c", "game_short_name": "g" });
    let others = [
        json!({ "update_id": 9, "edited_channel_post": edited }),
        json!({ "update_id": 9, "channel_post": edited }),
        json!({ "update_id": 9, "callback_query": inline }),
        json!({ "update_id": 9, "callback_query": game }),
        json!({ "update_id": 9, "something_new": {} }),
        json!({ "update_id": 9, "message": { "without": "its fields" } }),
    ];
    for update in others {
        assert_eq!(kind(&update), None, "{update}");
    }
}

proptest! {
    #[test]
    fn entities_that_point_anywhere_never_panic(
        said in "[@/a🍜 ]{0,12}",
        entities in proptest::collection::vec((0..4_usize, 0..20_usize, 0..20_usize), 0..4),
    ) {
        let kinds = ["bot_command", "mention", "text_mention", "bold"];
        let entities: Vec<Value> = entities
            .iter()
            .map(|(kind, offset, length)| json!({ "type": kinds[*kind], "offset": offset, "length": length, "user": us() }))
            .collect();
        let fields = json!({ "text": said, "entities": entities });
        for chat in [private(), group()] {
            incoming(&message(&chat, &fields));
        }
    }
}

#[test]
fn an_impossible_time_of_sending_is_the_time_of_arrival() {
    let sent_at = |date: i64| {
        let mut update = message(&private(), &json!({ "text": "lunch tomorrow 1pm" }));
        update["message"]["date"] = date.into();
        incoming(&update).unwrap().sent
    };
    let arrived = now();
    let before = |hours| arrived - Duration::hours(hours);
    let cases = [
        (0, arrived),
        (before(200).timestamp(), arrived),
        (before(-200).timestamp(), arrived),
        (before(20).timestamp(), before(20)),
        (before(-1).timestamp(), before(-1)),
    ];
    for (date, expected) in cases {
        assert_eq!(sent_at(date), expected, "{date}");
    }
}

#[test]
fn a_caption_is_text_and_a_calendar_file_is_a_file() {
    let file = |name: &str, mime: &str| json!({ "file_id": "f", "file_unique_id": "u", "file_size": 12, "file_name": name, "mime_type": mime });
    let photo = json!([{ "file_id": "f", "file_unique_id": "u", "file_size": 12, "width": 3, "height": 3 }]);
    let captioned = json!({ "photo": photo, "caption": "concert saturday 8pm" });
    assert_eq!(heard(&message(&private(), &captioned)).as_deref(), Some("concert saturday 8pm"));
    assert_eq!(kind(&message(&group(), &captioned)), None);
    let to_us = json!({
        "photo": photo, "caption": "@janji_bot concert saturday 8pm",
        "caption_entities": [{ "type": "mention", "offset": 0, "length": 10 }],
    });
    assert_eq!(heard(&message(&group(), &to_us)).as_deref(), Some("concert saturday 8pm"));
    let programme = json!({ "document": file("programme.pdf", "application/pdf"), "caption": "play friday 7pm" });
    assert_eq!(heard(&message(&private(), &programme)).as_deref(), Some("play friday 7pm"));
    for (name, mime) in [("team.ics", "application/octet-stream"), ("team", "text/calendar")] {
        let Some(IncomingKind::File { name: read, size: 12, .. }) =
            kind(&message(&private(), &json!({ "document": file(name, mime) })))
        else {
            panic!("{name} {mime}")
        };
        assert_eq!(read, name);
    }
}

#[test]
fn a_pin_is_a_place() {
    let pin = json!({ "location": { "latitude": 3.139_003, "longitude": 101.686_855 } });
    let at = GeoPoint { latitude: 3_139_003, longitude: 101_686_855 };
    assert_eq!(kind(&message(&private(), &pin)), Some(IncomingKind::Location { message: MessageId(3), at }));
    assert_eq!(kind(&message(&group(), &pin)), None);
}

#[test]
fn what_is_forwarded_was_written_at_another_time_and_a_topic_is_kept() {
    let forwarded = json!({
        "text": "dinner tomorrow 8pm",
        "forward_origin": { "type": "hidden_user", "date": 1_773_000_000, "sender_user_name": "A friend" },
    });
    let read = incoming(&message(&private(), &forwarded)).unwrap();
    assert_eq!(read.written(), DateTime::from_timestamp(1_773_000_000, 0).unwrap());
    assert_eq!(read.sent, "2026-03-10T02:00:00Z".parse::<DateTime<Utc>>().unwrap());
    let mut in_topic = text("/list", "bot_command", "/list");
    in_topic["message_thread_id"] = 7.into();
    in_topic["is_topic_message"] = true.into();
    assert_eq!(incoming(&message(&group(), &in_topic)).unwrap().thread, Some(ThreadId(7)));
}

#[test]
fn an_edit_says_what_the_text_is_now() {
    let mut update = message(&private(), &json!({ "text": "lunch tomorrow 2pm", "edit_date": 1_773_108_060 }));
    let edited = update.as_object_mut().unwrap().remove("message").unwrap();
    update["edited_message"] = edited;
    let Some(IncomingKind::Edited { message: MessageId(3), text, edited_at, .. }) = kind(&update) else {
        panic!("{update}")
    };
    assert_eq!((text.as_str(), edited_at.timestamp()), ("lunch tomorrow 2pm", 1_773_108_060));
}

#[test]
fn formatted_times_stay_at_their_words_when_our_name_is_cut_out() {
    let mention = json!({ "type": "mention", "offset": 1, "length": 10 });
    let time = |offset: usize, length: usize| json!({ "type": "text_link", "offset": offset, "length": length, "url": "janji-time:1773205200" });
    let fields = json!({ "text": " @janji_bot 🍜 lunch tomorrow at one", "entities": [mention, time(21, 15)] });
    let Some(IncomingKind::Text { text, times, .. }) = kind(&message(&group(), &fields)) else { panic!("no text") };
    assert_eq!(text, "🍜 lunch tomorrow at one");
    let [FormattedTime { range, at, has_time: true }] = times.as_slice() else { panic!("{times:?}") };
    assert_eq!((&text[range.clone()], at.timestamp()), ("tomorrow at one", 1_773_205_200));
}
