//! Numbered lists, whose numbers the person can then use; and the list of upcoming events.

use std::collections::{HashMap, HashSet};

use chrono_tz::Tz;

use crate::model::{
    Account, AccountState, Event, Freshness, PageTurn, Press, SeenEvent, SeenList, SettingValue, UnknownCalendars, View,
};
use crate::speech::{Buttons, Keyboard, Label, ListPage, NumberedEvent, Reply};
use crate::store::{self, Upcoming};

use super::agenda::{self, Agenda};
use super::answer::Answer;
use super::failure::Cause;
use super::find;
use super::owed::Owed;
use super::turn::{Turn, buttons};

/// Rows on a page.
const PAGE: usize = 10;

/// Rows on a page of an agenda, which has no button for each row.
const PAGE_OF_DAYS: usize = 15;

/// The most rows in a list, to keep its record small; a list says if there are more.
const LONGEST_LIST: usize = 200;

/// Cancel buttons in a row.
const BUTTONS_A_ROW: usize = 5;

/// Shows a fresh list; if a button asks for it, the list replaces the one with the button.
pub async fn list(turn: &Turn<'_>, view: View) -> Result<Answer, Cause> {
    let (list, freshness) = read(turn, view).await?;
    Ok(turn.answer(Leaf { list: &list, page: 0, is_kept: false, freshness }.show(turn, None).await?))
}

/// Shows the next or the previous page of the list last seen; after its last page, that page again. If no list was
/// seen, shows the upcoming events.
pub async fn turn_page(turn: &Turn<'_>, way: PageTurn) -> Result<Answer, Cause> {
    let Some(seen) = turn.numbered_list().await? else { return list(turn, View::Coming).await };
    let page = match way {
        PageTurn::Next => seen.page.saturating_add(1),
        PageTurn::Previous => seen.page.saturating_sub(1),
    };
    turned_to(turn, seen, page).await
}

/// Shows a page of a list, and saves which one it was.
pub(super) async fn turned_to(turn: &Turn<'_>, list: SeenList, page: u32) -> Result<Answer, Cause> {
    let pages = count(list.rows.len().div_ceil(rows_a_page(&list.view)));
    let list = SeenList { page: page.min(pages.saturating_sub(1)), ..list };
    let leaf = Leaf { list: &list, page: list.page, is_kept: false, freshness: None };
    Ok(turn.answer(leaf.show(turn, None).await?))
}

/// Reads a fresh list, to which this person's numbers refer from now on.
pub(super) async fn take(turn: &Turn<'_>, view: View) -> Result<SeenList, Cause> {
    let (list, _) = read(turn, view).await?;
    turn.put_seen_list(&list).await?;
    Ok(list)
}

/// Reads a fresh list, and how fresh the calendars are, if that belongs to it.
async fn read(turn: &Turn<'_>, view: View) -> Result<(SeenList, Option<Freshness>), Cause> {
    let mut freshness = None;
    let (mut rows, is_unread) = match &view {
        View::Coming => {
            let (rows, read_of) = coming(turn).await?;
            freshness = Some(read_of);
            (rows, false)
        }
        View::Days(days) => {
            let Agenda { mut rows, is_unread } = agenda::read(turn, days.from, days.until).await?;
            rows.retain(|row| agenda::is_shown(row, days, turn.zone()));
            (rows, is_unread)
        }
        View::Found { query, is_past } => {
            let Agenda { rows, is_unread } = find::events(turn, query, *is_past).await?;
            (rows, is_unread)
        }
    };
    sort(&mut rows, turn.zone());
    match view {
        View::Coming | View::Found { is_past: false, .. } => leave_series_once(&mut rows),
        View::Found { is_past: true, .. } => rows.reverse(),
        View::Days(_) => {}
    }
    let is_cut = rows.len() > LONGEST_LIST;
    rows.truncate(LONGEST_LIST);
    Ok((SeenList { rows, made: turn.now, view, is_cut, is_unread, page: 0 }, freshness))
}

/// The upcoming events, and how fresh the calendars are.
async fn coming(turn: &Turn<'_>) -> Result<(Vec<SeenEvent>, Freshness), store::Error> {
    let (mut rows, mut freshness) = (Vec::new(), Vec::new());
    for account in turn.accounts() {
        let Upcoming { edits, events: mut cached, state } =
            turn.room.store.upcoming(&account.id, turn.now, turn.zone(), LONGEST_LIST).await?;
        freshness.push(turn.room.sync.freshness_of(&state, turn.now));
        if cached.len() >= LONGEST_LIST {
            // Most of them may be of one series, with others after it.
            cached = turn.room.store.all_events(&account.id).await?;
        }
        let is_to_come = |event: &Event| turn.now < event.when.end(turn.zone());
        rows.extend(Owed::of(edits).after(cached).filter(is_to_come).map(|event| SeenEvent {
            account: account.id.clone(),
            event,
            is_cancelled: false,
        }));
    }
    Ok((rows, stalest(turn, freshness)))
}

/// Sorts by start; of events that begin together, all-day ones come first.
fn sort(rows: &mut [SeenEvent], zone: Tz) {
    rows.sort_by_key(|row| (row.event.when.start(zone), !row.event.when.is_all_day()));
}

/// Keeps only the first occurrence of each series.
fn leave_series_once(rows: &mut Vec<SeenEvent>) {
    let mut seen = HashSet::new();
    rows.retain(|row| match &row.event.series {
        Some(series) => seen.insert((row.account.clone(), series.root())),
        None => true,
    });
}

/// A page of a list as a reply, or that it has no rows.
pub(super) async fn show(turn: &Turn<'_>, list: &SeenList, page: u32) -> Result<Reply, Cause> {
    show_with(turn, list, page, None).await
}

/// The same, with one more button.
pub(super) async fn show_with(
    turn: &Turn<'_>,
    list: &SeenList,
    page: u32,
    more: Option<(Label, Press)>,
) -> Result<Reply, Cause> {
    Leaf { list, page, is_kept: true, freshness: None }.show(turn, more).await
}

/// A page of a list, or the last one if there are fewer pages; `None` if the list is empty.
pub(super) async fn page(turn: &Turn<'_>, list: &SeenList, page: u32) -> Result<Option<ListPage>, Cause> {
    Leaf { list, page, is_kept: true, freshness: None }.page(turn, None).await
}

/// A page of a list that is being prepared.
struct Leaf<'a> {
    list: &'a SeenList,
    page: u32,
    /// Whether this person's numbers already refer to this list; otherwise they will from now on.
    is_kept: bool,
    /// How fresh the calendars are, if that is known.
    freshness: Option<Freshness>,
}

impl Leaf<'_> {
    /// The page as a reply, or that the list has no rows; with one more button.
    async fn show(&self, turn: &Turn<'_>, more: Option<(Label, Press)>) -> Result<Reply, Cause> {
        if let Some(page) = self.page(turn, more).await? {
            return Ok(Reply::List(page));
        }
        let freshness = self.freshness(turn).await?;
        let refresh = match self.list.view {
            View::Coming => Some((Label::Refresh, Press::Refresh)),
            View::Days(_) | View::Found { .. } => refresh(freshness),
        };
        let keyboard = self.keep(turn, buttons().row(beside(&self.list.view)).row(refresh)).await?;
        let (view, is_unread) = (self.list.view.clone(), self.list.is_unread);
        Ok(Reply::EmptyList { view, is_unread, freshness, unknown: unknown(turn).await?, keyboard })
    }

    /// The page, or the last one if there are fewer; `None` if the list is empty.
    async fn page(&self, turn: &Turn<'_>, more: Option<(Label, Press)>) -> Result<Option<ListPage>, Cause> {
        let list = self.list;
        if list.rows.is_empty() {
            return Ok(None);
        }
        let pages = count(list.rows.len().div_ceil(rows_a_page(&list.view)));
        let page = self.page.min(pages - 1);
        let mut rows = rows(turn, list, page);
        name_rules(turn, list, &mut rows).await?;
        let freshness = self.freshness(turn).await?;
        let buttons = page_buttons(turn, list, &rows, (page, pages), freshness, more).await?;
        let keyboard = self.keep(turn, buttons).await?;
        let (view, total) = (list.view.clone(), count(list.rows.len()));
        let (is_cut, is_unread) = (list.is_cut, list.is_unread);
        let unknown = unknown(turn).await?;
        Ok(Some(ListPage { view, rows, page, pages, total, is_cut, is_unread, freshness, unknown, keyboard }))
    }

    async fn freshness(&self, turn: &Turn<'_>) -> Result<Freshness, Cause> {
        match self.freshness {
            Some(freshness) => Ok(freshness),
            None => freshness(turn).await,
        }
    }

    /// Saves what the buttons do, and the list unless it is already saved. A search without results has no numbers:
    /// they still refer to the list before it.
    async fn keep(&self, turn: &Turn<'_>, buttons: Buttons) -> Result<Keyboard, store::Error> {
        let has_numbers = !(matches!(self.list.view, View::Found { .. }) && self.list.rows.is_empty());
        if self.is_kept || !has_numbers {
            return turn.keep_for_sender(buttons).await;
        }
        turn.keep_with_list(buttons, self.list).await
    }
}

/// The page of a list that has the row with this number.
pub(super) fn page_of(view: &View, number: u32) -> u32 {
    number.saturating_sub(1) / count(rows_a_page(view))
}

fn rows_a_page(view: &View) -> usize {
    match view {
        View::Coming | View::Found { .. } => PAGE,
        View::Days(_) => PAGE_OF_DAYS,
    }
}

/// The buttons that lead to other days.
fn beside(view: &View) -> Vec<(Label, Press)> {
    match view {
        View::Days(days) => agenda::buttons(days).collect(),
        View::Coming | View::Found { .. } => Vec::new(),
    }
}

/// The button that syncs the calendar, if that is of use.
fn refresh(freshness: Freshness) -> Option<(Label, Press)> {
    (freshness != Freshness::Fresh).then_some((Label::Refresh, Press::Refresh))
}

/// The freshness of the stalest calendar.
pub(super) async fn freshness(turn: &Turn<'_>) -> Result<Freshness, Cause> {
    let mut each = Vec::new();
    for account in turn.accounts() {
        each.push(turn.room.sync.freshness(&account.id, turn.now).await?);
    }
    Ok(stalest(turn, each))
}

/// The freshness of the stalest calendar, given that of each that is shown. If there are several, one that is being
/// read is listed separately.
fn stalest(turn: &Turn<'_>, each: Vec<Freshness>) -> Freshness {
    let is_several = turn.accounts().len() > 1;
    let is_named = |account: &Account| is_several && turn.shown.person.calendar(&account.id).is_some();
    let told = turn.accounts().iter().zip(each).filter(|(account, of)| !(of.is_being_read() && is_named(account)));
    told.map(|(_, freshness)| freshness)
        .fold(Freshness::Fresh, |worst, of| if as_of(of) < as_of(worst) { of } else { worst })
}

/// If several calendars are shown, those that cannot be read now or have not been read yet: there may be more events in
/// them.
pub(super) async fn unknown(turn: &Turn<'_>) -> Result<UnknownCalendars, Cause> {
    let fresh = |state: &AccountState| turn.room.sync.fresh_for(state, turn.now);
    Ok(turn.shown.unknown(&turn.room.store, fresh, turn.now).await?)
}

/// The order of freshness: never read, then by age, then fresh.
fn as_of(freshness: Freshness) -> (bool, Option<chrono::DateTime<chrono::Utc>>) {
    match freshness {
        Freshness::Fresh => (true, None),
        Freshness::BeingRead { .. } => (false, None),
        Freshness::Stale { as_of, .. } => (false, as_of),
    }
}

fn rows(turn: &Turn<'_>, list: &SeenList, page: u32) -> Vec<NumberedEvent> {
    let size = rows_a_page(&list.view);
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(size);
    let numbered = list.rows.iter().enumerate().skip(first).take(size);
    numbered
        .map(|(index, row)| NumberedEvent {
            number: count(index + 1),
            card: turn.card(row),
            is_cancelled: row.is_cancelled,
        })
        .collect()
}

/// Adds the recurrence rule to rows that stand for a series, if it is known.
async fn name_rules(turn: &Turn<'_>, list: &SeenList, rows: &mut [NumberedEvent]) -> Result<(), store::Error> {
    match list.view {
        View::Coming | View::Found { .. } if rows.iter().any(|row| row.card.is_repeating) => {}
        View::Coming | View::Found { .. } | View::Days(_) => return Ok(()),
    }
    let mut rules = HashMap::new();
    for account in turn.accounts() {
        rules.extend(turn.room.store.series_rules(&account.id).await?);
    }
    // If a series was cut, its rule ends before the rows that are struck through.
    for row in rows.iter_mut().filter(|row| !row.is_cancelled) {
        let series = list.row(row.number).and_then(|seen| seen.event.series.as_ref());
        row.card.rule = series.and_then(|series| rules.get(series)).cloned();
    }
    Ok(())
}

/// The buttons of one page of several.
async fn page_buttons(
    turn: &Turn<'_>,
    list: &SeenList,
    rows: &[NumberedEvent],
    (page, pages): (u32, u32),
    freshness: Freshness,
    more: Option<(Label, Press)>,
) -> Result<Buttons, store::Error> {
    let earlier = (page > 0).then(|| (Label::Earlier, Press::Page { page: page - 1 }));
    let later = (page + 1 < pages).then(|| (Label::Later, Press::Page { page: page + 1 }));
    let buttons =
        cancel_buttons(turn, list, rows).row(more).row([earlier, refresh(freshness), later].into_iter().flatten());
    let agree = (turn.voice.is_discreet && turn.may_manage().await?)
        .then_some((Label::ShowTitles, Press::Set { value: SettingValue::Titles(true) }));
    Ok(buttons.row(beside(&list.view)).row(agree))
}

/// The buttons that cancel the rows of a page, if they can be cancelled here.
fn cancel_buttons(turn: &Turn<'_>, list: &SeenList, rows: &[NumberedEvent]) -> Buttons {
    let mut cancels = rows
        .iter()
        .filter(|row| has_buttons(&list.view) && !row.is_cancelled)
        .filter_map(|row| {
            let seen = list.row(row.number).filter(|seen| turn.shown.can_write(&seen.account))?.clone();
            Some((Label::CancelRow(row.number), Press::CancelRow { seen }))
        })
        .peekable();
    let mut buttons = buttons();
    while cancels.peek().is_some() {
        buttons = buttons.row(cancels.by_ref().take(BUTTONS_A_ROW));
    }
    buttons
}

/// Whether each row has a button; an agenda has none, because people look at it and use its numbers.
fn has_buttons(view: &View) -> bool {
    match view {
        View::Coming | View::Found { is_past: false, .. } => true,
        View::Found { is_past: true, .. } => false,
        View::Days(days) => days.from == days.until,
    }
}

/// A number of rows, which [`LONGEST_LIST`] keeps small.
fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::samples::{occurrence, single};
    use crate::model::ShownDays;

    #[test]
    fn ten_numbers_stand_on_a_page_and_fifteen_on_one_of_days() {
        assert_eq!([0, 1, 10, 11, 20, 21].map(|number| page_of(&View::Coming, number)), [0, 0, 0, 1, 1, 2]);
        let day = chrono::NaiveDate::MIN;
        let days = View::Days(ShownDays::whole(day, day));
        assert_eq!([1, 15, 16].map(|number| page_of(&days, number)), [0, 0, 1]);
    }

    #[test]
    fn of_a_series_the_next_occurrence_is_left() {
        let mut rows = vec![occurrence("s1", "s"), single("x"), occurrence("s2", "s"), occurrence("t1", "t")];
        leave_series_once(&mut rows);
        assert_eq!(rows.iter().map(|row| &*row.event.id.0).collect::<Vec<_>>(), ["s1", "x", "t1"]);
    }

    #[test]
    fn what_was_never_read_is_staler_than_what_is_old() {
        let old = Freshness::Stale { as_of: Some(chrono::DateTime::UNIX_EPOCH), trouble: None };
        let never = Freshness::Stale { as_of: None, trouble: None };
        assert!(as_of(never) < as_of(old));
        assert!(as_of(old) < as_of(Freshness::Fresh));
    }
}
