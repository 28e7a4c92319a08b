//! Listening: durable before it is confirmed, handed over until it is settled.
//!
//! Some waits pass for real: attempts to reach Telegram, its limits and the polling lease go by real time, which no clock
//! of ours moves.

use std::time::Duration;

use janji::model::{Incoming, IncomingKind, UpdateId};
use janji::sandbox::telegram::{ChatId, Content, Telegram};
use janji::sandbox::{Fault, How, Often};
use janji::store::{PollTurn, Put, Store};
use janji::telegram::{Bot, ListenError, Received, UpdateSource, listen};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{ANA, BUDI, GROUP, Outside, bot};

/// A process that listens.
struct Listening {
    store: Store,
    received: Receiver<Received>,
    stop: CancellationToken,
    /// What was received is handled.
    finished: CancellationToken,
    task: JoinHandle<Result<(), ListenError>>,
}

impl Listening {
    fn start(outside: &Outside) -> Self {
        Self::start_as(outside, outside.bot.clone())
    }

    fn start_as(outside: &Outside, bot: Bot) -> Self {
        let (sender, received) = channel(64);
        let (store, clock, stop) = (outside.redis.store(), outside.clock.clone(), CancellationToken::new());
        let finished = CancellationToken::new();
        let task = tokio::spawn({
            let (store, stop, finished) = (store.clone(), stop.clone(), finished.clone());
            listen(bot, store, clock, UpdateSource::Polling, stop, sender, finished.cancelled_owned())
        });
        Self { store, received, stop, finished, task }
    }

    /// What is received next, and lies in the inbox.
    async fn receives(&mut self) -> Incoming {
        match self.received.recv().await.expect("it listens") {
            Received::Durable(arrival) => arrival.incoming,
            Received::Refused(incoming) => panic!("{incoming:?} was refused"),
        }
    }

    /// The text that is received next, and taken out of the inbox.
    async fn hears(&mut self) -> String {
        let incoming = self.receives().await;
        self.store.inbox_done(&incoming).await.unwrap();
        text(&incoming).to_owned()
    }

    /// The text that is refused next.
    async fn refuses(&mut self) -> String {
        match self.received.recv().await.expect("it listens") {
            Received::Refused(incoming) => text(&incoming).to_owned(),
            Received::Durable(arrival) => panic!("{:?} was not refused", arrival.incoming),
        }
    }

    async fn stop(self) {
        self.stop.cancel();
        self.finished.cancel();
        self.task.await.expect("it does not panic").expect("it ends well");
    }

    /// As SIGKILL would.
    async fn kill(self) {
        self.task.abort();
        drop(self.task.await);
    }
}

fn text(incoming: &Incoming) -> &str {
    match &incoming.kind {
        IncomingKind::Text { text, .. } => text,
        _ => "",
    }
}

fn says(outside: &Outside, text: &str) {
    outside.telegram().user_says(ANA.chat(), ANA, text);
}

async fn pending(store: &Store) -> Vec<String> {
    store.inbox_pending().await.unwrap().iter().map(|incoming| text(incoming).to_owned()).collect()
}

/// Both have pressed "Start" before the test begins.
async fn skip_greetings(listening: &mut Listening) {
    assert_eq!([listening.hears().await, listening.hears().await], ["/start", "/start"]);
}

#[tokio::test]
async fn what_is_said_lies_in_the_inbox_when_it_is_handed_over_and_until_it_is_settled() {
    let outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    says(&outside, "one");
    says(&outside, "two");
    for expected in ["one", "two"] {
        let incoming = listening.receives().await;
        assert_eq!(text(&incoming), expected);
    }
    assert_eq!(pending(&listening.store).await, ["one", "two"]);
    outside.telegram().quiet().await;
    listening.stop().await;
}

#[tokio::test]
async fn what_was_not_settled_is_handed_over_again_by_the_next_process() {
    let outside = Outside::open().await;
    let mut killed = Listening::start(&outside);
    skip_greetings(&mut killed).await;
    for said in ["one", "two", "three"] {
        says(&outside, said);
    }
    assert_eq!(killed.hears().await, "one");
    assert_eq!(text(&killed.receives().await), "two");
    outside.telegram().quiet().await;
    killed.kill().await;
    // Its turn runs out.
    outside.redis.delete("bot:{4242}:poller").await;
    let mut next = Listening::start(&outside);
    assert_eq!([next.hears().await, next.hears().await], ["two", "three"]);
    says(&outside, "four");
    assert_eq!(next.hears().await, "four");
    assert_eq!(pending(&next.store).await, [""; 0]);
    next.stop().await;
}

#[tokio::test]
async fn what_was_left_is_handed_over_before_what_comes_now() {
    let outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    // Long enough that Telegram is asked meanwhile.
    let left: Vec<String> = (0..400).map(|number| format!("left {number}")).collect();
    for text in &left {
        says(&outside, text);
    }
    for text in &left {
        assert_eq!(self::text(&listening.receives().await), text);
    }
    listening.kill().await;
    outside.redis.delete(&outside.redis.store().keys().bot("poller")).await;
    says(&outside, "now");
    let mut next = Listening::start(&outside);
    for text in &left {
        assert_eq!(next.hears().await, *text);
    }
    assert_eq!(next.hears().await, "now");
    next.stop().await;
}

#[tokio::test]
async fn one_process_polls_and_another_takes_over_when_it_stops() {
    let outside = Outside::open().await;
    let mut first = Listening::start(&outside);
    skip_greetings(&mut first).await;
    let mut second = Listening::start(&outside);
    says(&outside, "to the first");
    assert_eq!(first.hears().await, "to the first");
    first.stop().await;
    says(&outside, "to the second");
    assert_eq!(second.hears().await, "to the second");
    second.stop().await;
    assert!(!outside.redis.keys().await.contains(&"bot:{4242}:poller".to_owned()));
}

#[tokio::test]
async fn one_whose_turn_ran_out_stands_by() {
    let outside = Outside::open().await;
    let mut first = Listening::start(&outside);
    skip_greetings(&mut first).await;
    outside.telegram().wait_until(Telegram::is_polled).await;
    // As if the first had been frozen for longer than its turn lasts.
    outside.redis.write("bot:{4242}:poller", "another").await;
    let fence: u64 = outside.redis.ask(redis::cmd("INCR").arg("bot:{4242}:poller:fence")).await;
    says(&outside, "to nobody yet");
    outside.telegram().wait_until(|telegram| !telegram.is_polled()).await;
    assert_eq!(first.store.inbox_depth().await.unwrap(), 0);
    assert!(first.received.try_recv().is_err());
    outside.redis.delete("bot:{4242}:poller").await;
    assert_eq!(first.hears().await, "to nobody yet");
    let Ok(janji::store::Receipt::Lost) = first.store.inbox_put(&[], fence, Put::First).await else {
        panic!("the number of the other is still good")
    };
    first.stop().await;
}

#[tokio::test]
async fn without_storage_people_are_told_at_once_and_nothing_is_done_later() {
    let mut outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    outside.redis.kill();
    says(&outside, "lost");
    assert_eq!(listening.refuses().await, "lost");
    outside.telegram().quiet().await;
    outside.redis.restart().await;
    says(&outside, "kept");
    assert_eq!(listening.hears().await, "kept");
    listening.stop().await;
}

#[tokio::test]
async fn what_was_refused_while_storage_was_frozen_is_not_done_after_all() {
    let outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    outside.redis.freeze();
    says(&outside, "refused");
    assert_eq!(listening.refuses().await, "refused");
    outside.redis.thaw();
    says(&outside, "kept");
    assert_eq!(listening.hears().await, "kept");
    assert_eq!(pending(&listening.store).await, [""; 0]);
    listening.stop().await;
}

#[tokio::test]
async fn storage_that_was_emptied_is_gone_on_with() {
    let outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    outside.redis.empty().await;
    says(&outside, "first");
    assert_eq!(listening.hears().await, "first");
    listening.stop().await;
}

#[tokio::test]
async fn storage_that_is_away_at_the_start_is_told_and_waited_for() {
    let mut outside = Outside::open().await;
    outside.redis.kill();
    let mut listening = Listening::start(&outside);
    assert_eq!([listening.refuses().await, listening.refuses().await], ["/start", "/start"]);
    outside.redis.restart().await;
    outside.telegram().quiet().await;
    says(&outside, "kept");
    assert_eq!(listening.hears().await, "kept");
    listening.stop().await;
}

#[tokio::test]
async fn a_telegram_that_is_away_is_asked_until_it_answers() {
    let outside = Outside::open().await;
    let faults = outside.telegram().faults();
    faults.inject("getMe", Fault::before(How::Cut), Often::Times(2));
    faults.inject("getUpdates", Fault::before(How::Status(502)), Often::Times(2));
    faults.inject("getUpdates", Fault::after(How::Cut), Often::Times(1));
    faults.inject("getUpdates", Fault::before(How::TooMany { retry_after: 1 }), Often::Times(1));
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    assert_eq!(faults.struck("getUpdates"), 4);
    listening.stop().await;
}

#[tokio::test]
async fn a_token_that_telegram_does_not_know_ends_it() {
    let outside = Outside::open().await;
    let listening = Listening::start_as(&outside, bot("1:wrong", outside.sandbox.telegram_url()));
    let ended = listening.task.await.expect("it does not panic");
    assert!(matches!(ended, Err(ListenError::BadToken)), "{ended:?}");
}

#[tokio::test]
async fn another_program_with_our_token_is_outlasted() {
    let outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    outside.telegram().wait_until(Telegram::is_polled).await;
    let url = format!("{}bot{}/getUpdates", outside.sandbox.telegram_url(), outside.telegram().bot().token);
    let other = reqwest::get(url).await.unwrap();
    assert!(other.status().is_success());
    says(&outside, "still here");
    assert_eq!(listening.hears().await, "still here");
    listening.stop().await;
}

#[tokio::test]
async fn the_turn_stays_with_a_process_that_is_still_busy_when_it_is_told_to_stop() {
    let outside = Outside::open().await;
    let mut first = Listening::start(&outside);
    skip_greetings(&mut first).await;
    says(&outside, "one");
    assert_eq!(text(&first.receives().await), "one");
    first.stop.cancel();
    let store = outside.redis.store();
    let left = async || match store.lease_poller("second", Duration::from_secs(5)).await.unwrap() {
        PollTurn::Ours { .. } => panic!("the message is still in progress"),
        PollTurn::Theirs { left, .. } => left,
    };
    let (mut renewals, mut before) = (0, left().await);
    while renewals < 2 {
        let now = left().await;
        renewals += usize::from(now > before);
        before = now;
    }
    first.stop().await;
    assert!(matches!(store.lease_poller("second", Duration::from_secs(5)).await, Ok(PollTurn::Ours { .. })));
}

#[tokio::test]
async fn everything_that_is_for_us_is_told_for_what_it_is() {
    let outside = Outside::open().await;
    let mut listening = Listening::start(&outside);
    skip_greetings(&mut listening).await;
    let telegram = outside.telegram();
    let list = telegram.user_says(GROUP, BUDI, "/list@janji_bot");
    telegram.user_says(GROUP, BUDI, "nothing for us");
    telegram.user_sends(ANA.chat(), ANA, Content::Voice, None);
    telegram.user_sends(ANA.chat(), ANA, Content::Unreadable, None);
    telegram.press_forged(GROUP, ANA, list, "1:x:0");
    telegram.user_blocks(BUDI);
    telegram.group_becomes_super(GROUP, ANA, ChatId(-1_000));
    let mut told = Vec::new();
    while told.len() < 6 {
        let incoming = listening.receives().await;
        told.push(match incoming.kind {
            IncomingKind::Text { text, .. } => text,
            IncomingKind::Edited { text, .. } => format!("{text} (edited)"),
            IncomingKind::File { name, .. } => name,
            IncomingKind::Location { at, .. } => format!("{at:?}"),
            IncomingKind::Wordless { .. } => "wordless".to_owned(),
            IncomingKind::Unreadable { .. } => "unreadable".to_owned(),
            IncomingKind::Pressed { data, .. } => data,
            IncomingKind::Left => format!("{} left", incoming.chat),
            IncomingKind::Joined => format!("{} joined", incoming.chat),
            IncomingKind::Moved { to } => format!("moved to {to}"),
        });
    }
    // Chats go side by side; what counts is that each comes once.
    told.sort();
    assert_eq!(told, ["/list", "102 left", "1:x:0", "moved to -1000", "unreadable", "wordless"]);
    listening.stop().await;
}

#[tokio::test]
async fn the_menu_of_commands_is_set_in_each_language_when_it_has_changed() {
    let outside = Outside::open().await;
    let set = || outside.telegram().requests().iter().filter(|request| request.method == "setMyCommands").count();
    let mut first = Listening::start(&outside);
    skip_greetings(&mut first).await;
    outside.telegram().wait_until(|telegram| telegram.commands("zh").is_some()).await;
    for language in ["", "en", "ms", "zh"] {
        let commands = outside.telegram().commands(language).unwrap();
        assert!(commands.as_array().unwrap().iter().any(|command| command["command"] == "list"), "{language}");
    }
    // The last thing that it does about the menu is to remember it.
    while !outside.redis.keys().await.contains(&"bot:{4242}:commands".to_owned()) {}
    first.stop().await;
    let before = set();
    let mut second = Listening::start(&outside);
    says(&outside, "hello");
    assert_eq!(second.hears().await, "hello");
    second.stop().await;
    assert_eq!((before, set()), (4, 4));
}

#[tokio::test]
async fn an_update_that_comes_twice_is_handed_over_once() {
    let outside = Outside::open().await;
    let mut first = Listening::start(&outside);
    skip_greetings(&mut first).await;
    says(&outside, "once");
    let incoming = first.receives().await;
    first.store.inbox_done(&incoming).await.unwrap();
    first.stop().await;
    // Telegram tells the next one again, under the same number.
    let next = Incoming { id: UpdateId(incoming.id.0 + 1), ..incoming };
    let store = outside.redis.store();
    let PollTurn::Ours { fence } = store.lease_poller("me", Duration::from_mins(1)).await.unwrap() else {
        panic!("the turn was not given back")
    };
    store.inbox_put(std::slice::from_ref(&next), fence, Put::First).await.unwrap();
    store.inbox_done(&next).await.unwrap();
    store.release_poller("me").await.unwrap();
    let mut second = Listening::start(&outside);
    says(&outside, "known");
    says(&outside, "new");
    assert_eq!(second.hears().await, "new");
    second.stop().await;
}
