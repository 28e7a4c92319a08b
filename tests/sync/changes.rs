//! Whatever is changed in Google, in whatever order: the copy is a fresh full read, the reminders are the plan, and each
//! change is told once, with the right word. `PROPTEST_CASES` says how many cases are tried.

use std::collections::BTreeSet;

use janji::model::ChatId;
use janji::reminders::{AHEAD, PlanFor, Recipient, plan};
use janji::sandbox::google::Google;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use super::*;
use crate::chaos::stage::count;

/// How many cases are tried unless told otherwise.
const CASES: u32 = 12;

/// How many things are done in a case at most.
const STEPS: usize = 24;

/// The hours from now in which events are.
const HOURS: std::ops::Range<i64> = 48..24 * 30;

/// How many occurrences a series has: all of them are near.
const OCCURRENCES: u32 = 5;

/// What somebody does in Google's own apps; an index picks an event, an occurrence or a series.
#[derive(Debug, Clone)]
enum Act {
    Add { hours: i64 },
    AddSeries { hours: i64, is_daily: bool },
    Move { which: Index, hours: i64 },
    Rename(Index),
    Delete(Index),
    Decline(Index),
    GiveAway(Index),
    ShiftSeries { which: Index, hours: i64 },
    RenameSeries(Index),
    CutSeries(Index),
    DeleteSeries(Index),
    DeclineSeries(Index),
    ShowUnreadable,
    HideUnreadable,
    TokensExpire,
}

/// The words that an act may be told with.
fn words(act: &Act) -> &'static [&'static str] {
    match act {
        Act::Move { .. } | Act::ShiftSeries { .. } => &["moved"],
        Act::Rename(_) | Act::RenameSeries(_) => &["changed"],
        Act::Delete(_) | Act::DeleteSeries(_) => &["cancelled"],
        Act::Decline(_) | Act::DeclineSeries(_) => &["declined"],
        Act::GiveAway(_) => &["given away"],
        // What had a time of its own follows its series again.
        Act::CutSeries(_) => &["changed", "moved"],
        Act::Add { .. } | Act::AddSeries { .. } | Act::ShowUnreadable | Act::HideUnreadable | Act::TokensExpire => &[],
    }
}

fn act() -> impl Strategy<Value = Act> {
    let index = any::<Index>;
    prop_oneof![
        2 => HOURS.prop_map(|hours| Act::Add { hours }),
        3 => (HOURS, any::<bool>()).prop_map(|(hours, is_daily)| Act::AddSeries { hours, is_daily }),
        2 => (index(), HOURS).prop_map(|(which, hours)| Act::Move { which, hours }),
        1 => index().prop_map(Act::Rename),
        1 => index().prop_map(Act::Delete),
        1 => index().prop_map(Act::Decline),
        1 => index().prop_map(Act::GiveAway),
        3 => (index(), prop_oneof![Just(-1_i64), Just(1), Just(3)])
            .prop_map(|(which, hours)| Act::ShiftSeries { which, hours }),
        1 => index().prop_map(Act::RenameSeries),
        2 => index().prop_map(Act::CutSeries),
        1 => index().prop_map(Act::DeleteSeries),
        1 => index().prop_map(Act::DeclineSeries),
        1 => Just(Act::ShowUnreadable),
        1 => Just(Act::HideUnreadable),
        1 => Just(Act::TokensExpire),
    ]
}

struct Case {
    world: World,
    /// The masters of series that were made or cut off.
    series: Vec<String>,
    /// The names of all notices so far.
    told: BTreeSet<String>,
    steps: usize,
    /// Whether a whole series was declined.
    has_declined_series: bool,
}

impl Case {
    /// Does something; whether there was anything to do it to.
    fn take(&mut self, act: &Act) {
        self.steps += 1;
        self.has_declined_series |= matches!(act, Act::DeclineSeries(_));
        let (google, number) = (self.world.google().clone(), self.steps);
        let title = json!({"summary": format!("renamed {number}")});
        match act {
            Act::Add { hours } => drop(self.world.made_in_google(&format!("event {number}"), *hours)),
            Act::AddSeries { hours, is_daily } => self.add_series(*hours, *is_daily),
            Act::Move { which, hours } => {
                let at = self.world.hours(*hours);
                self.of_event(*which, |id| drop(google.move_to(id, at, at + Duration::hours(1))));
            }
            Act::Rename(which) => self.of_event(*which, |id| drop(google.edit(id, &title))),
            Act::Delete(which) => self.of_event(*which, |id| drop(google.delete(id))),
            Act::Decline(which) => self.of_event(*which, |id| drop(google.answer(id, "declined"))),
            Act::GiveAway(which) => self.of_event(*which, |id| drop(google.move_to_calendar(id, "Family"))),
            Act::ShiftSeries { which, hours } => self.of_series(*which, |id| shift(&google, id, *hours)),
            Act::RenameSeries(which) => self.of_series(*which, |id| drop(google.edit(id, &title))),
            Act::CutSeries(which) => self.cut_series(*which),
            Act::DeleteSeries(which) => self.of_series(*which, |id| drop(google.delete(id))),
            Act::DeclineSeries(which) => self.of_series(*which, |id| drop(google.answer(id, "declined"))),
            Act::ShowUnreadable => {
                google.show_raw("zero", Some(&json!({"id": "zero", "start": {"date": "0000-00-00"}})));
            }
            Act::HideUnreadable => google.show_raw("zero", None),
            Act::TokensExpire => google.expire_sync_tokens(),
        }
    }

    fn add_series(&mut self, hours: i64, is_daily: bool) {
        let at = |hours: i64| json!({"dateTime": self.world.hours(hours), "timeZone": "Asia/Kuala_Lumpur"});
        let frequency = if is_daily { "DAILY" } else { "WEEKLY" };
        let entry = json!({
            "summary": format!("series {}", self.steps),
            "start": at(hours),
            "end": at(hours + 1),
            "recurrence": [format!("RRULE:FREQ={frequency};COUNT={OCCURRENCES}")],
        });
        let added = self.world.google().add(&entry).unwrap();
        self.series.push(added["id"].as_str().unwrap().to_owned());
    }

    /// All that people see of what is to come: what was declined is not there.
    fn shown(&self) -> Vec<Value> {
        let is_declined = |entry: &Value| {
            let guests = entry["attendees"].as_array().into_iter().flatten();
            guests.into_iter().any(|guest| guest["self"] == true && guest["responseStatus"] == "declined")
        };
        let mut shown = self.world.google().events(self.world.now(), self.world.hours(24 * 85));
        shown.retain(|entry| !is_declined(entry));
        shown.sort_by_key(|entry| entry["id"].to_string());
        shown
    }

    fn of_event(&self, which: Index, act: impl FnOnce(&str)) {
        let shown = self.shown();
        if !shown.is_empty() {
            act(which.get(&shown)["id"].as_str().unwrap());
        }
    }

    fn of_series(&self, which: Index, act: impl FnOnce(&str)) {
        if !self.series.is_empty() {
            act(&self.series[which.index(self.series.len())]);
        }
    }

    /// Whether the act moves a series that was cut past the midnight with which it ends: its last occurrence is gone then.
    fn moves_past_its_end(&self, act: &Act) -> bool {
        let Act::ShiftSeries { which, hours } = act else { return false };
        let mut is_past_end = false;
        self.of_series(*which, |id| {
            let master = self.world.google().entry(id).unwrap_or_default();
            let is_cut = master["recurrence"].to_string().contains("UNTIL=");
            let start = master["start"]["dateTime"].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
            let day = |at: DateTime<Utc>| at.with_timezone(&Kuala_Lumpur).date_naive();
            is_past_end = is_cut && start.is_some_and(|start| day(start + Duration::hours(*hours)) > day(start));
        });
        is_past_end
    }

    /// Changes the place of an occurrence and all that follow.
    fn cut_series(&mut self, which: Index) {
        let occurrences: Vec<Value> =
            self.shown().into_iter().filter(|entry| entry["recurringEventId"].is_string()).collect();
        if occurrences.is_empty() {
            return;
        }
        let id = which.get(&occurrences)["id"].as_str().unwrap().to_owned();
        let place = json!({"location": format!("place {}", self.steps)});
        if let Ok(later) = self.world.google().edit_following(&id, &place) {
            self.series.push(later["id"].as_str().unwrap().to_owned());
        }
    }

    /// A round, and what was told of it: each once.
    async fn round(&mut self) -> Vec<&'static str> {
        let world = &self.world;
        world.round(Depth::Incremental).await;
        let taken = world.store.take_notices(&world.account, 100, StdDuration::from_mins(1)).await.unwrap();
        world.store.ack_notices(&world.account, &taken).await.unwrap();
        let words: Vec<&'static str> = taken.iter().map(|taken| word(&taken.notice.kind)).collect();
        for taken in taken {
            assert!(self.told.insert(taken.notice.id.clone()), "told twice: {:?}", taken.notice);
        }
        words
    }

    /// The copy, as far as it shows.
    async fn copy(&self) -> Vec<(EventId, String, EventTime, Option<String>)> {
        let events = self.world.store.all_events(&self.world.account).await.unwrap();
        events.into_iter().map(|event| (event.id, event.title, event.when, event.place)).collect()
    }

    /// The copy is a fresh full read, of which nothing is told, and what is planned follows from it.
    async fn hold(&mut self) {
        let before = self.copy().await;
        self.world.google().expire_sync_tokens();
        assert_eq!(self.round().await, [""; 0], "a full read tells nothing new");
        assert_eq!(before, self.copy().await, "the copy is a fresh full read");
        let (world, leads) = (&self.world, vec![janji::model::Lead { minutes: 10 }]);
        let chat = ChatId(chat(ANA.chat()).0);
        let ana = Recipient { chat, was: None, leads, zone: Kuala_Lumpur, quiet: None };
        let mut all = 0;
        for event in world.store.all_events(&world.account).await.unwrap() {
            let recipients = std::slice::from_ref(&ana);
            let coming = plan(&event, &world.account, recipients, world.now(), PlanFor::CameFromGoogle).coming;
            let planned = world.store.planned(&world.account, &event.id).await.unwrap();
            all += planned.len();
            let planned: BTreeSet<_> = planned.into_iter().collect();
            // Those of the next days; of the day after, some may be there.
            let (near, later): (Vec<_>, Vec<_>) =
                coming.into_iter().partition(|reminder| reminder.due <= world.now() + AHEAD);
            let near: BTreeSet<_> = near.into_iter().map(|reminder| reminder.id).collect();
            let later: BTreeSet<_> = later.into_iter().map(|reminder| reminder.id).collect();
            assert!(planned.is_superset(&near), "of {}", event.title);
            assert!(planned.difference(&near).all(|id| later.contains(id)), "of {}", event.title);
        }
        let due = world.store.count_reminders().await.unwrap().due;
        assert_eq!(usize::try_from(due).unwrap(), all, "no reminder is left of what is not there");
    }
}

fn shift(google: &Google, series: &str, hours: i64) {
    let Some(master) = google.entry(series) else { return };
    let at = |name: &str| master[name]["dateTime"].as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
    if let (Some(start), Some(end)) = (at("start"), at("end")) {
        drop(google.move_to(series, start + Duration::hours(hours), end + Duration::hours(hours)));
    }
}

fn word(kind: &NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Changed { was, is, .. } if was.when == is.when => "changed",
        NoticeKind::Changed { .. } => "moved",
        NoticeKind::Cancelled { why: Departure::Cancelled, .. } => "cancelled",
        NoticeKind::Cancelled { why: Departure::Declined, .. } => "declined",
        NoticeKind::Cancelled { why: Departure::MovedTo(_), .. } => "given away",
        other => other.word(),
    }
}

async fn run(acts: Vec<Act>, hides_vanished: bool, shows_only_busy: bool) {
    let world = World::new().await;
    world.google().hide_vanished(hides_vanished);
    world.google().show_only_busy(shows_only_busy);
    world.round(Depth::Incremental).await;
    let mut case = Case { world, series: Vec::new(), told: BTreeSet::new(), steps: 0, has_declined_series: false };
    let mut history = Vec::new();
    for act in &acts {
        // Who was invited, and has declined, such a calendar does not show.
        if shows_only_busy && matches!(act, Act::Decline(_) | Act::DeclineSeries(_)) {
            continue;
        }
        let before = case.shown();
        let is_past_end = case.moves_past_its_end(act);
        case.take(act);
        let (before, after) = (look(&before, shows_only_busy), look(&case.shown(), shows_only_busy));
        let is_changed = before != after;
        // What comes on another day than today is no news.
        let is_news = before.iter().any(|entry| !after.contains(entry));
        let told = case.round().await;
        history.push(format!("{act:?} → {told:?}"));
        // What had a time of its own goes back to its series; where that was declined, it goes.
        let is_left_over = matches!(act, Act::ShiftSeries { .. } | Act::CutSeries(_)) && case.has_declined_series;
        let more: [&[&str]; 2] = [&["declined"], &["cancelled"]];
        let more = [is_left_over, is_past_end].into_iter().zip(more).filter(|(is_so, _)| *is_so);
        let allowed: Vec<&str> = words(act).iter().chain(more.flat_map(|(_, words)| words)).copied().collect();
        assert!(told.iter().all(|word| allowed.contains(word)), "{}", history.join("\n"));
        assert!(told.is_empty() || is_changed, "nothing had changed\n{}", history.join("\n"));
        assert!(!told.is_empty() || !is_news || allowed.is_empty(), "not told\n{}", history.join("\n"));
    }
    case.hold().await;
    case.world.outside.close().await;
}

/// What people see of entries.
fn look(entries: &[Value], is_only_busy: bool) -> Vec<String> {
    let what = |entry: &Value| {
        if is_only_busy { String::new() } else { format!("{} {}", entry["summary"], entry["location"]) }
    };
    let mut looks: Vec<String> =
        entries.iter().map(|entry| format!("{} {} {}", what(entry), entry["start"], entry["end"])).collect();
    looks.sort();
    looks
}

#[test]
fn whatever_changes_in_google_is_told_once_and_right_and_the_copy_is_a_fresh_full_read() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let cases = count("PROPTEST_CASES", CASES);
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let case = (vec(act(), 1..STEPS), any::<bool>(), prop::bool::weighted(0.2));
    runner
        .run(&case, |(acts, hides_vanished, shows_only_busy)| {
            runtime.block_on(run(acts, hides_vanished, shows_only_busy));
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn what_follows_a_declined_series_again_is_declined_too() {
    for hides_vanished in [false, true] {
        let world = World::new().await;
        world.google().hide_vanished(hides_vanished);
        let mut case = Case { world, series: Vec::new(), told: BTreeSet::new(), steps: 0, has_declined_series: false };
        case.add_series(48, true);
        case.round().await;
        let (google, series) = (case.world.google().clone(), case.series[0].clone());
        // One was moved on its own before the series was declined.
        let moved = case.shown()[2]["id"].as_str().unwrap().to_owned();
        google.move_to(&moved, case.world.hours(99), case.world.hours(100)).unwrap();
        assert_eq!(case.round().await, ["moved"]);
        google.answer(&series, "declined").unwrap();
        assert_eq!(case.round().await, ["declined"]);
        assert_eq!(case.copy().await.len(), 1);
        shift(&google, &series, 1);
        assert_eq!(case.round().await, ["declined"], "hides what vanished: {hides_vanished}");
        case.hold().await;
        case.world.outside.close().await;
    }
}

#[tokio::test]
async fn what_a_cut_series_loses_by_moving_past_its_end_is_cancelled() {
    for hides_vanished in [false, true] {
        let world = World::new().await;
        world.google().hide_vanished(hides_vanished);
        let mut case = Case { world, series: Vec::new(), told: BTreeSet::new(), steps: 0, has_declined_series: false };
        // From Tuesday at ten to eleven at night, two days later.
        case.add_series(61, true);
        case.round().await;
        let (google, series) = (case.world.google().clone(), case.series[0].clone());
        let third = case.shown()[2]["id"].as_str().unwrap().to_owned();
        google.edit_following(&third, &json!({"location": "elsewhere"})).unwrap();
        assert_eq!(case.round().await, ["changed"]);
        shift(&google, &series, 1);
        assert_eq!(case.round().await, ["moved", "cancelled"], "hides what vanished: {hides_vanished}");
        assert_eq!(case.copy().await.len(), 4, "the second is after the end of its series");
        case.hold().await;
        case.world.outside.close().await;
    }
}
