//! Imports a calendar file: shows its events, and adds those that the person chooses.

use crate::ics::{self, CalendarFile, LONGEST_FILE, NotACalendar};
use crate::model::{Draft, EditId, Handle, Incoming, IncomingKind, Press, Then};
use crate::speech::{ImportNotes, Label, NotImported, Reply};

use super::answer::{Answer, Place};
use super::download::Download;
use super::failure::Cause;
use super::several::{self, Added, Leftover, card};
use super::turn::{Turn, buttons, or_without};
use super::undo;

/// The most events of a file that one message names.
const SHOWN: usize = 8;

/// The number of buttons in a row.
const IN_A_ROW: usize = 4;

/// The most characters of a title to keep: a hundred titles are stored for the buttons.
const LONGEST_SHOWN: usize = 200;

/// Whether to download the file of a message: it is a calendar file, and not too large according to Telegram.
#[must_use]
pub fn is_worth_a_download(incoming: &Incoming) -> bool {
    matches!(incoming.kind, IncomingKind::File { size, .. } if usize::try_from(size).is_ok_and(|size| size <= LONGEST_FILE))
}

/// Shows the events of a file.
pub async fn import(turn: &Turn<'_>, download: Option<&Download>) -> Result<Answer, Cause> {
    let why = match download {
        Some(Download::Bytes(bytes)) => match ics::read(&String::from_utf8_lossy(bytes), turn.zone(), turn.now) {
            Ok(file) if file.drafts.is_empty() => NotImported::Nothing(notes(&file)),
            Ok(file) => return show(turn, file).await,
            Err(NotACalendar) => NotImported::NotACalendar,
        },
        None | Some(Download::TooLarge) => NotImported::TooLarge,
        Some(Download::Failed) => NotImported::NotDownloaded,
    };
    Ok(turn.answer(Reply::NotImported { why }))
}

/// The file's events, with buttons to add all of them or to choose.
async fn show(turn: &Turn<'_>, file: CalendarFile) -> Result<Answer, Cause> {
    let notes = notes(&file);
    let drafts = distinct(file.drafts);
    let offered = drafts.iter().take(SHOWN).map(card).collect();
    let total = count(&drafts);
    let choose = (drafts.len() > 1).then_some((Label::Choose, Press::Choose { page: 0 }));
    let all = (Label::AddAll(total), Press::CreateSome { drafts, left: Vec::new() });
    let rows = buttons().row([all].into_iter().chain(choose)).row([(Label::Keep, Press::Dismiss)]);
    let keyboard = turn.keep_for_sender(rows).await?;
    let added = Vec::new();
    Ok(turn.answer(Reply::Import { added, is_begun: false, offered, first: 1, total, notes, keyboard }))
}

/// The drafts, with shortened titles and without duplicates.
fn distinct(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut distinct: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let draft = Draft { title: draft.title.chars().take(LONGEST_SHOWN).collect(), ..draft };
        if !distinct.contains(&draft) {
            distinct.push(draft);
        }
    }
    distinct
}

/// A page of the events that the buttons of a message can still add, each with a button.
pub async fn choose(turn: &Turn<'_>, handle: &Handle, page: u32) -> Result<Answer, Cause> {
    choose_more(turn, Added::default(), Leftover::of(handle), page).await
}

/// Adds the event with this number and offers the others again.
pub async fn pick(turn: &Turn<'_>, handle: &Handle, number: u32) -> Result<Answer, Cause> {
    let mut rest = Leftover::of(handle);
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    if at >= rest.drafts.len() {
        return Ok(turn.toast(Reply::ButtonStale));
    }
    let draft = rest.drafts.remove(at);
    let page = u32::try_from(at / SHOWN).unwrap_or(0);
    let added = several::add(turn, &handle.token, vec![draft]).await?;
    rest.added = rest.added.saturating_add(added.count());
    choose_more(turn, added, rest, page).await
}

/// Undoes the last addition, and says so in a separate message: the others can still be added.
pub async fn take_back(turn: &Turn<'_>, handle: &Handle, write: &EditId) -> Result<Answer, Cause> {
    let mut news = undo::undo_this(turn, write, Then::News).await?;
    let gone = news.sayings.iter().find_map(|saying| match &saying.reply {
        Reply::Undone { cards, .. } => Some(u32::try_from(cards.len()).unwrap_or(u32::MAX)),
        _ => None,
    });
    let Some(gone) = gone else {
        news.sayings.iter_mut().for_each(|saying| saying.place = Place::New);
        return Ok(news);
    };
    let mut rest = Leftover::of(handle);
    rest.added = rest.added.saturating_sub(gone);
    let is_file = handle.presses.iter().any(|press| matches!(press, Press::Pick { .. }));
    let offer = if is_file {
        choose_more(turn, Added::default(), rest, 0).await?
    } else {
        several::offer(turn, Added::default(), rest).await?
    };
    Ok(offer.and(news))
}

async fn choose_more(turn: &Turn<'_>, added: Added, rest: Leftover, page: u32) -> Result<Answer, Cause> {
    if added.outcomes.is_empty() && rest.drafts.is_empty() {
        return Ok(turn.answer(Reply::AlreadyCancelled));
    }
    let undo = or_without(undo::keep(turn, added.writes, Then::News).await);
    let leave = (!rest.drafts.is_empty()).then(|| rest.leave());
    let Leftover { drafts, added: before } = rest;
    let total = count(&drafts);
    let last = drafts.len().saturating_sub(1) / SHOWN;
    let page = usize::try_from(page).unwrap_or(0).min(last);
    let from = page * SHOWN;
    let numbers: Vec<u32> = (0..total).skip(from).take(SHOWN).collect();
    let offered = drafts.iter().skip(from).take(SHOWN).map(card).collect();
    let picks: Vec<_> = numbers.iter().map(|&at| (Label::Add(at + 1), Press::Pick { number: at })).collect();
    let turn_to = |label, page: usize| (label, Press::Choose { page: u32::try_from(page).unwrap_or(0) });
    let earlier = page.checked_sub(1).map(|page| turn_to(Label::Earlier, page));
    let later = (page < last).then(|| turn_to(Label::Later, page + 1));
    let all = (total > 0).then(|| (Label::AddAll(total), Press::CreateSome { drafts, left: Vec::new() }));
    let rows = picks.chunks(IN_A_ROW).fold(buttons().row(all), |rows, row| rows.row(row.iter().cloned()));
    let rows = rows.row(earlier.into_iter().chain(later)).row(undo.into_iter().chain(leave));
    let keyboard = turn.keep_for_sender(rows).await?;
    let (added, is_begun) = (added.outcomes, before > 0);
    let (first, notes) = (u32::try_from(from + 1).unwrap_or(1), ImportNotes::default());
    Ok(turn.answer(Reply::Import { added, is_begun, offered, first, total, notes, keyboard }))
}

fn notes(file: &CalendarFile) -> ImportNotes {
    let CalendarFile { past, unreadable, usual_days, extra_days, is_cut, .. } = *file;
    ImportNotes { past, unreadable, usual_days, extra_days, is_cut }
}

fn count(drafts: &[Draft]) -> u32 {
    u32::try_from(drafts.len()).unwrap_or(u32::MAX)
}
