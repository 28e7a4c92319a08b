//! What is to come: from the cache, as a numbered list that the person's numbers then refer to.

use crate::model::{Event, Freshness, Press, SeenEvent, SeenList};
use crate::speech::{Card, Keyboard, Label, ListPage, NumberedEvent, Reply};
use crate::store;

use super::answer::Answer;
use super::failure::Cause;
use super::owed::Owed;
use super::turn::{Turn, buttons};

/// Rows a page.
const PAGE: usize = 10;

/// Rows a list: twenty pages, beyond which nobody leafs, and which keep its record small.
const LONGEST_LIST: usize = 200;

/// Cancel buttons side by side.
const BUTTONS_A_ROW: usize = 5;

/// Shows what is to come.
pub async fn list(turn: &Turn<'_>) -> Result<Answer, Cause> {
    let list = take(turn).await?;
    Ok(turn.answer(show(turn, &list, 0).await?))
}

/// Takes a fresh list, which this person's numbers mean from now on.
pub(super) async fn take(turn: &Turn<'_>) -> Result<SeenList, Cause> {
    let mut rows: Vec<SeenEvent> = Vec::new();
    for account in turn.room.sync.accounts() {
        let owed = Owed::read(turn, &account.id).await?;
        let cached = turn.room.store.upcoming(&account.id, turn.now, LONGEST_LIST).await?;
        let is_to_come = |event: &Event| turn.now < event.when.end(event.zone);
        rows.extend(owed.after(cached).filter(is_to_come).map(|event| SeenEvent {
            account: account.id.clone(),
            event,
            is_cancelled: false,
        }));
    }
    rows.sort_by_key(|row| (row.event.when.start(turn.zone()), !row.event.when.is_all_day()));
    rows.truncate(LONGEST_LIST);
    let list = SeenList { rows, made: turn.now };
    turn.put_seen_list(&list).await?;
    Ok(list)
}

/// A page of a list as a reply, or that there is nothing to come.
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
    if let Some(page) = page_with(turn, list, page, more).await? {
        return Ok(Reply::List(page));
    }
    let keyboard = turn.keep_for_asker(buttons().row([(Label::Refresh, Press::Refresh)])).await?;
    Ok(Reply::EmptyList { freshness: freshness(turn).await?, keyboard })
}

/// A page of a list, the last one if there are fewer; `None` when the list is empty.
pub(super) async fn page(turn: &Turn<'_>, list: &SeenList, page: u32) -> Result<Option<ListPage>, Cause> {
    page_with(turn, list, page, None).await
}

async fn page_with(
    turn: &Turn<'_>,
    list: &SeenList,
    page: u32,
    more: Option<(Label, Press)>,
) -> Result<Option<ListPage>, Cause> {
    if list.rows.is_empty() {
        return Ok(None);
    }
    let pages = count(list.rows.len().div_ceil(PAGE));
    let page = page.min(pages - 1);
    let rows = rows(list, page);
    let freshness = freshness(turn).await?;
    let keyboard = keep_buttons(turn, list, &rows, page, pages, freshness, more).await?;
    let total = count(list.rows.len());
    Ok(Some(ListPage { rows, page, pages, total, freshness, keyboard }))
}

/// The page on which the row with this number stands.
pub(super) fn page_of(number: u32) -> u32 {
    number.saturating_sub(1) / count(PAGE)
}

/// The freshness of the staler calendar, if there are several.
pub(super) async fn freshness(turn: &Turn<'_>) -> Result<Freshness, Cause> {
    let mut worst = Freshness::Fresh;
    for account in turn.room.sync.accounts() {
        let freshness = turn.room.sync.freshness(&account.id, turn.now).await?;
        if as_of(freshness) < as_of(worst) {
            worst = freshness;
        }
    }
    Ok(worst)
}

/// Orders freshness: never read, then by age, then fresh.
fn as_of(freshness: Freshness) -> (bool, Option<chrono::DateTime<chrono::Utc>>) {
    match freshness {
        Freshness::Fresh => (true, None),
        Freshness::Stale { as_of, .. } => (false, as_of),
    }
}

fn rows(list: &SeenList, page: u32) -> Vec<NumberedEvent> {
    let first = usize::try_from(page).unwrap_or(usize::MAX).saturating_mul(PAGE);
    let numbered = list.rows.iter().enumerate().skip(first).take(PAGE);
    numbered
        .map(|(index, row)| NumberedEvent {
            number: count(index + 1),
            card: Card::of(&row.event),
            is_cancelled: row.is_cancelled,
        })
        .collect()
}

async fn keep_buttons(
    turn: &Turn<'_>,
    list: &SeenList,
    rows: &[NumberedEvent],
    page: u32,
    pages: u32,
    freshness: Freshness,
    more: Option<(Label, Press)>,
) -> Result<Keyboard, store::Error> {
    let cancels: Vec<(Label, Press)> = rows
        .iter()
        .filter(|row| !row.is_cancelled)
        .filter_map(|row| {
            let seen = list.row(row.number)?.clone();
            Some((Label::CancelRow(row.number), Press::CancelRow { seen }))
        })
        .collect();
    let earlier = (page > 0).then(|| (Label::Earlier, Press::Page { page: page - 1 }));
    let later = (page + 1 < pages).then(|| (Label::Later, Press::Page { page: page + 1 }));
    let refresh = (freshness != Freshness::Fresh).then_some((Label::Refresh, Press::Refresh));
    let buttons = cancels.chunks(BUTTONS_A_ROW).fold(buttons(), |buttons, row| buttons.row(row.iter().cloned()));
    let buttons = buttons.row(more);
    turn.keep_for_asker(buttons.row([earlier, refresh, later].into_iter().flatten())).await
}

/// A number of rows, which [`LONGEST_LIST`] keeps small.
fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_numbers_stand_on_a_page() {
        assert_eq!([1, 10, 11, 20, 21].map(page_of), [0, 0, 1, 1, 2]);
        assert_eq!(page_of(0), 0);
    }

    #[test]
    fn what_was_never_read_is_staler_than_what_is_old() {
        let old = Freshness::Stale { as_of: Some(chrono::DateTime::UNIX_EPOCH), trouble: None };
        let never = Freshness::Stale { as_of: None, trouble: None };
        assert!(as_of(never) < as_of(old));
        assert!(as_of(old) < as_of(Freshness::Fresh));
    }
}
