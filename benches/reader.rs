//! The reader's time and allocations a message, beside chrono-english and interim on the phrases that they can read.
//!
//! `cargo bench -- reader`. The first lines are the median and the 99th percentile over the corpus' phrases, each
//! read many times; divan's table follows, with allocations.

use std::hint::black_box;
use std::time::Duration;

use chrono::{DateTime, TimeZone, Utc};
use divan::{AllocProfiler, Bencher};
use janji::clock::Clock;
use janji::model::{DayOrder, Reference};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// The phrases of the corpora, in every language.
const CORPORA: [&str; 3] = [
    include_str!("../src/when/corpus/en.txt"),
    include_str!("../src/when/corpus/ms.txt"),
    include_str!("../src/when/corpus/zh.txt"),
];

/// What people want, in every language.
const INTENTS: [&str; 3] = [
    include_str!("../src/when/want/corpus/en.txt"),
    include_str!("../src/when/want/corpus/ms.txt"),
    include_str!("../src/when/want/corpus/zh.txt"),
];

/// What writes nothing.
const TOLD: &str = include_str!("../src/when/want/corpus/told.txt");

/// Bare phrases that chrono-english reads right, so that the readers do the same work.
const PLAIN: [&str; 6] =
    ["2026-04-02 15:00", "14/3 6:45am", "friday 8pm", "1 April 2026", "30 June 2026", "2026-06-30 08:20"];

/// The most that understanding a message may take at the median, reading included.
const UNDERSTANDING_BAR: &str = "≤ 15 µs";

pub fn run() {
    percentiles("reading a message", "–", &messages(), |text| {
        drop(black_box(janji::when::read(black_box(text), &reference())));
    });
    percentiles("understanding a message", UNDERSTANDING_BAR, &wishes(), |text| {
        drop(black_box(janji::when::want(black_box(text), &reference(), None)));
    });
    divan::main();
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 10, 2, 0, 0).single().unwrap_or(DateTime::<Utc>::UNIX_EPOCH)
}

fn reference() -> Reference {
    Reference { now: now(), zone: chrono_tz::Asia::Kuala_Lumpur, order: DayOrder::Dmy }
}

fn messages() -> Vec<&'static str> {
    CORPORA.iter().flat_map(|corpus| corpus.lines()).filter_map(|line| line.strip_prefix("    ")).collect()
}

/// The messages of the corpora of intents: what people want of a calendar, questions and talk among them.
fn wishes() -> Vec<&'static str> {
    let told = TOLD.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    INTENTS.iter().flat_map(|corpus| corpus.lines()).filter_map(|line| line.strip_prefix("    ")).chain(told).collect()
}

/// Median and 99th percentile of the time a message takes, each the best of some rounds.
fn percentiles(what: &str, median_bar: &str, messages: &[&str], read: impl Fn(&str)) {
    const ROUNDS: usize = 20;
    let clock = Clock::system();
    let mut times: Vec<Duration> = messages
        .iter()
        .map(|text| {
            let once = || {
                let watch = clock.stopwatch();
                read(text);
                watch.elapsed()
            };
            (0..ROUNDS).map(|_| once()).min().unwrap_or_default()
        })
        .collect();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    for (name, percent, bar) in [("median", 50, median_bar), ("p99", 99, "–")] {
        crate::support::bars::report(&format!("{what}, {name} of {}", times.len()), format!("{:?}", at(percent)), bar);
    }
}

#[divan::bench]
fn all_messages_of_the_corpus(bencher: Bencher<'_, '_>) {
    let messages = messages();
    bencher.counter(divan::counter::ItemsCount::new(messages.len())).bench(|| {
        for text in &messages {
            black_box(janji::when::read(black_box(text), &reference()));
        }
    });
}

#[divan::bench(args = ["lunch with Sarah tomorrow 1pm for 45 min @ KLCC", "esok pukul 3 petang mesyuarat", "明天下午三点开会", "gym every mon wed fri 7am", "no time in here at all"])]
fn one_message(text: &str) -> usize {
    janji::when::read(black_box(text), &reference()).readings.len()
}

#[divan::bench(args = PLAIN)]
fn plain_janji(text: &str) -> usize {
    janji::when::read(black_box(text), &reference()).readings.len()
}

#[divan::bench(args = PLAIN)]
fn plain_chrono_english(text: &str) -> bool {
    chrono_english::parse_date_string(black_box(text), now(), chrono_english::Dialect::Uk).is_ok()
}

#[divan::bench(args = PLAIN)]
fn plain_interim(text: &str) -> bool {
    interim::parse_date_string(black_box(text), now(), interim::Dialect::Uk).is_ok()
}
