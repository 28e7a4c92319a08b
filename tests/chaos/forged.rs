//! Button data that is forged, foreign, old or replayed, in the hands of everybody: nothing comes of it.

use std::collections::BTreeSet;

use futures::future::join_all;
use janji::chat::Answer;
use janji::model::{ButtonToken, CallbackId, ChatId, IncomingKind, MessageId, Press, SeenEvent, UserId, Who};
use janji::speech::{Buttons, Keyboard, Label, Reply};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt};
use serde_json::Value;

use super::stage::{count, dice, row};
use crate::chat::room::{ANA, BUDI, EVE, GROUP, Room, cancelled, keyboard, labels, only};
use crate::support::world;

/// How many presses are on their way at once.
const AT_ONCE: usize = 50;

/// A group that nobody listed.
const OTHER_GROUP: ChatId = ChatId(-1_666);

/// The longest data that Telegram passes on, in bytes.
const DATA_MOST: usize = 64;

/// A keyboard that was shown.
struct Shown {
    chat: ChatId,
    /// Who may press; `None` is everybody there.
    who: Option<UserId>,
    /// What its buttons carry.
    data: Vec<String>,
    /// Whether its buttons still do what they are there for.
    stands: Stands,
}

/// How a keyboard stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    Good,
    /// Each was pressed by a person who may.
    Used,
    Expired,
}

/// A press, and whether it is one that was made before.
struct Variant {
    chat: ChatId,
    user: UserId,
    data: String,
    is_replay: bool,
}

impl Shown {
    fn new(chat: ChatId, who: Option<UserId>, keyboard: &Keyboard) -> Self {
        let data = keyboard.iter().flatten().map(|button| button.data.to_string()).collect();
        Self { chat, who, data, stands: Stands::Good }
    }

    fn under(chat: ChatId, who: Option<UserId>, answer: &Answer) -> Self {
        Self::new(chat, who, keyboard(answer))
    }

    fn is_pressed_by(&self, chat: ChatId, user: UserId, data: &str) -> bool {
        self.chat == chat && self.who.is_none_or(|who| who == user) && self.data.iter().any(|shown| shown == data)
    }
}

/// Everything that was shown, and the answers whose buttons are pressed in the end.
struct Table {
    shown: Vec<Shown>,
    card: Answer,
    doubt: Answer,
    series: Answer,
}

/// Conversations with buttons of every kind; some are used, one is too old.
async fn lay(room: &Room) -> Table {
    let (ana, budi) = (ChatId::private(ANA), ChatId::private(BUDI));
    let card = room.says(ANA, "lunch tomorrow 1pm").await;
    let other_half = room.says(ANA, "call mum 9am").await;
    let list = room.says(ANA, "/list").await;
    let doubt = room.says(BUDI, "dentist Thursday 13 March 2026 3pm").await;
    room.says(BUDI, "standup every day 8am").await;
    room.round().await;
    let rows = room.says(BUDI, "/list").await;
    let is_row = |label: &&Label| matches!(label, Label::CancelRow(_));
    let daily = labels(&rows).iter().find(is_row).cloned().expect("a row");
    let series = room.presses(BUDI, &rows, &daily).await;
    let picnic = room.answer(&room.text_in(GROUP, ANA, "picnic sunday 10am")).await;
    let groups_list = room.answer(&room.text_in(GROUP, ANA, "/list")).await;
    let mut shown = vec![
        Shown::under(ana, None, &card),
        Shown::under(ana, None, &other_half),
        Shown::under(ana, Some(ANA), &list),
        Shown::under(budi, Some(BUDI), &doubt),
        Shown::under(budi, Some(BUDI), &rows),
        Shown::under(budi, Some(BUDI), &series),
        Shown::under(GROUP, None, &picnic),
        Shown::under(GROUP, Some(ANA), &groups_list),
    ];

    let gone = room.says(ANA, "tea tomorrow 5pm").await;
    room.presses(ANA, &gone, &Label::Cancel).await;
    let moved = room.says(ANA, "call dad 9.15am").await;
    let other = labels(&moved).into_iter().find(|label| *label != Label::Cancel).expect("another reading");
    room.presses(ANA, &moved, &other).await;
    room.presses(ANA, &moved, &Label::Cancel).await;
    let chosen = room.says(ANA, "party Thursday 13 March 2026 8pm").await;
    room.presses(ANA, &chosen, &labels(&chosen)[0]).await;
    for used in [&gone, &moved, &chosen] {
        shown.push(Shown { stands: Stands::Used, ..Shown::under(ana, None, used) });
    }

    let events = room.store.upcoming(&room.account, room.now(), chrono_tz::Asia::Kuala_Lumpur, 1).await.unwrap().events;
    let seen = SeenEvent { account: room.account.clone(), event: events[0].clone(), is_cancelled: false };
    let (handle, old) = Buttons::new(ButtonToken::from_random(rand::random()))
        .row([(Label::Cancel, Press::Cancel { seen })])
        .finish(ana, Who::Anyone, room.now());
    room.store.put_handle(&handle, room.now()).await.unwrap();
    shown.push(Shown { stands: Stands::Expired, ..Shown::new(ana, None, &old) });
    Table { shown, card, doubt, series }
}

impl Table {
    /// A press that must have no effect.
    fn variant(&self, dice: &mut StdRng) -> Variant {
        loop {
            let shown = self.shown.choose(dice).expect("something was shown");
            let genuine = shown.data.choose(dice).expect("a keyboard has buttons");
            let data = if dice.random_bool(0.2) { genuine.clone() } else { self.forge(genuine, dice) };
            let (chat, user) = who(shown, dice);
            let pressed = self.shown.iter().find(|shown| shown.is_pressed_by(chat, user, &data));
            match pressed.map(|pressed| pressed.stands) {
                Some(Stands::Good) => {}
                Some(Stands::Used) => return Variant { chat, user, data, is_replay: true },
                Some(Stands::Expired) | None => return Variant { chat, user, data, is_replay: false },
            }
        }
    }

    fn forge(&self, genuine: &str, dice: &mut StdRng) -> String {
        let (token, number) = genuine[2..].split_once(':').expect("data has three parts");
        let number: u32 = number.parse().expect("a number");
        let place = dice.random_range(0..genuine.len());
        match dice.random_range(0..12) {
            0 => flip(genuine, 1, dice),
            1 => flip(genuine, 8, dice),
            2 => {
                let numbers = [
                    (number + dice.random_range(1..200)).to_string(),
                    format!("0{number}"),
                    format!("+{number}"),
                    format!("-{number}"),
                    format!(" {number}"),
                    format!("{number}.0"),
                    format!("{number}:0"),
                    u16::MAX.to_string(),
                    (u32::from(u16::MAX) + 1 + number).to_string(),
                    (u64::from(u32::MAX) + 1 + u64::from(number)).to_string(),
                    String::new(),
                ];
                format!("1:{token}:{}", numbers.choose(dice).expect("there are some"))
            }
            3 => format!("1:{}:{number}", ButtonToken::from_random(rand::random())),
            4 => {
                let other = self.shown.choose(dice).and_then(|shown| shown.data.choose(dice)).expect("data");
                format!("{}{}", &genuine[..place], &other[place.min(other.len())..])
            }
            5 => genuine[..place].to_owned(),
            6 => {
                let filler = ["0", "=", "A", " ", "\0", ":0"].choose(dice).expect("there are some");
                let long = format!("{genuine}{}", filler.repeat(DATA_MOST));
                long[..dice.random_range(genuine.len() + 1..=DATA_MOST)].to_owned()
            }
            7 => {
                let strange = ["é", "１", "：", "\u{202e}", "\u{0}", "\u{feff}", "😀", "А"].choose(dice).expect("some");
                format!("{}{strange}{}", &genuine[..place], &genuine[place + dice.random_range(0..=1)..])
            }
            8 => String::new(),
            9 => {
                let version = ["0:", "2:", "01:", "v1:", "1::", ":", "", "1", "-1:", "10:"].choose(dice).expect("some");
                format!("{version}{}", &genuine[2..])
            }
            10 => {
                let changes: [fn(&str) -> String; 5] = [
                    str::to_uppercase,
                    str::to_lowercase,
                    |token| token.chars().rev().collect(),
                    |token| format!("{token}=="),
                    |token| token.replace('-', "+").replace('_', "/"),
                ];
                format!("1:{}:{number}", changes.choose(dice).expect("there are some")(token))
            }
            _ => (0..dice.random_range(1..=DATA_MOST)).map(|_| char::from(dice.random_range(b' '..=b'~'))).collect(),
        }
    }
}

/// The data with some bits of it turned round; what is no text by then is made one, as on the way through JSON.
fn flip(genuine: &str, most: u32, dice: &mut StdRng) -> String {
    let mut bytes = genuine.as_bytes().to_vec();
    for _ in 0..dice.random_range(1..=most) {
        let place = dice.random_range(0..bytes.len());
        bytes[place] ^= 1 << dice.random_range(0..8);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Somebody, somewhere: where it was shown as often as elsewhere.
fn who(shown: &Shown, dice: &mut impl Rng) -> (ChatId, UserId) {
    let people = [ANA, BUDI, EVE];
    let user = *people.choose(dice).expect("there are people");
    match dice.random_range(0..6) {
        0 => (ChatId::private(user), user),
        1 => (GROUP, user),
        2 => (OTHER_GROUP, user),
        _ if shown.chat.is_group() => (shown.chat, user),
        _ => (shown.chat, people.into_iter().find(|&user| ChatId::private(user) == shown.chat).expect("its person")),
    }
}

/// What a press could change: the calendar, and everything in Redis but what is only shown.
async fn effects(room: &Room) -> (Vec<Value>, Vec<(String, Vec<u8>)>) {
    const SHOWN: [&str; 6] = [":list:", ":handle:", ":said:", ":dialogue", ":meant", ":claim:"];
    let (from, to) = (room.now() - chrono::Duration::days(30), room.now() + chrono::Duration::days(400));
    let is_shown = |key: &String| SHOWN.iter().any(|part| key.contains(part));
    let mut records = Vec::new();
    for key in room.redis.keys().await.into_iter().filter(|key| !is_shown(key)) {
        let record = room.redis.ask(redis::cmd("DUMP").arg(&key)).await;
        records.push((key, record));
    }
    (room.google().events(from, to), records)
}

/// Makes a press, and says what is wrong with its answer, if anything is.
async fn wrong(room: &Room, variant: &Variant, number: usize) -> Option<String> {
    let Variant { chat, user, data, is_replay } = variant;
    let message = [None, Some(MessageId(1_000)), Some(MessageId(1))][number % 3];
    let callback = CallbackId(number.to_string());
    let press = room.incoming(*chat, *user, |_| IncomingKind::Pressed { callback, message, data: data.clone() });
    let answer = match room.chat.answer(&press, room.now()).await {
        Ok(answer) => answer,
        Err(failure) => return Some(format!("{user} in {chat} with {data:?}: {failure:?}")),
    };
    let is_served = *chat == GROUP || (!chat.is_group() && *user != EVE);
    let is_right = match &answer.toast {
        _ if *is_replay => true,
        Some(Reply::ButtonStale | Reply::ButtonNotYours) => is_served && answer.sayings.is_empty(),
        Some(Reply::Refused { .. }) | None => !is_served && answer.sayings.is_empty(),
        Some(_) => false,
    };
    (!is_right).then(|| format!("{user} in {chat} with {data:?}: {answer:?}"))
}

#[tokio::test]
async fn forged_and_replayed_buttons_do_nothing_and_good_ones_still_do() {
    let room = Room::open().await;
    let mut dice = dice();
    let table = Box::pin(lay(&room)).await;
    room.writes();
    let before = effects(&room).await;

    let variants: Vec<Variant> = (0..count("CHAOS_FORGED", 3_000)).map(|_| table.variant(&mut dice)).collect();
    let mut strange = Vec::new();
    for (batch, presses) in variants.chunks(AT_ONCE).enumerate() {
        let answered = presses.iter().enumerate().map(|(at, one)| wrong(&room, one, batch * AT_ONCE + at));
        strange.extend(join_all(answered).await.into_iter().flatten());
    }
    let calls = room.google().take_log().len();
    let after = effects(&room).await;
    let replays = variants.iter().filter(|variant| variant.is_replay).count();
    let different: BTreeSet<&str> = variants.iter().map(|variant| variant.data.as_str()).collect();
    row(
        "forged and replayed buttons",
        &[
            ("presses", variants.len().to_string()),
            ("different data", different.len().to_string()),
            ("replayed by their own", replays.to_string()),
            ("answered wrongly", strange.len().to_string()),
            ("effects", usize::from(before != after).to_string()),
            ("calls to Google", calls.to_string()),
        ],
    );
    assert!(strange.is_empty(), "{}", strange.into_iter().take(10).collect::<Vec<_>>().join("\n"));
    assert_eq!(calls, 0, "calls to Google");
    assert_eq!(before.0, after.0, "the calendar");
    let (was, is): (BTreeSet<_>, BTreeSet<_>) = (before.1.iter().collect(), after.1.iter().collect());
    let differ: Vec<&str> = was.symmetric_difference(&is).map(|(key, _)| key.as_str()).collect();
    assert!(differ.is_empty(), "the records: {differ:?}");

    assert_eq!(cancelled(&room.presses(ANA, &table.card, &Label::Cancel).await), ["lunch"]);
    let made = room.presses(BUDI, &table.doubt, &labels(&table.doubt)[0]).await;
    assert!(matches!(only(&made), Reply::Created { .. }), "{made:?}");
    room.presses(BUDI, &table.series, &Label::WholeSeries).await;
    assert!(!room.titles().iter().any(|title| title == "lunch" || title == "standup"), "{:?}", room.titles());
    assert_eq!(room.titles().iter().filter(|title| *title == "dentist").count(), 1);
}

#[tokio::test]
async fn every_forged_press_is_answered_at_telegram() {
    let world = world::World::open().await;
    let (mut dice, telegram) = (dice(), world.sandbox.telegram());
    world.says(world::ANA, "dentist friday 4.30pm").await;
    let message = world.last(world::ANA.chat());
    let genuine = world.button(world::ANA.chat(), message, "Cancel");
    world.asked_of_google();
    for _ in 0..100 {
        telegram.press_forged(world::ANA.chat(), world::ANA, message, &flip(&genuine, 8, &mut dice));
    }
    for data in ["", "\0", &"1:".repeat(32), &genuine[..20]] {
        telegram.press_forged(world::ANA.chat(), world::ANA, message, data);
    }
    world.settle().await;
    let said = world.reads(world::ANA.chat());
    assert!(!said.contains("❌"), "{said}");
    assert_eq!(world.asked_of_google(), [""; 0]);
    assert_eq!(world.sandbox.google().count(), 1);
    // Nobody is left with a button that spins.
    world.close().await;
}
