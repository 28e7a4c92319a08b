//! A calendar file that was sent to the chat: what it would add is shown, and added when the person says so.

use crate::ics::{self, CalendarFile, LONGEST_FILE, NotACalendar};
use crate::model::{ButtonToken, Draft, Incoming, IncomingKind, Press, Then};
use crate::speech::{ImportNotes, Label, NotImported, Reply};

use super::answer::Answer;
use super::download::Download;
use super::failure::Cause;
use super::several::{self, card};
use super::turn::{Turn, buttons, or_without};
use super::undo;

/// How many events of a file are named in one message.
const SHOWN: usize = 8;

/// How many buttons stand in a row.
const IN_A_ROW: usize = 4;

/// The longest title of an event of a file, in characters: a hundred of them are kept for the buttons.
const LONGEST_TITLE: usize = 200;

/// Whether the file of a message is worth a download: it is a calendar file, and not too large as Telegram says.
#[must_use]
pub fn is_worth_a_download(incoming: &Incoming) -> bool {
    matches!(incoming.kind, IncomingKind::File { size, .. } if usize::try_from(size).is_ok_and(|size| size <= LONGEST_FILE))
}

/// Shows what a file would add.
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
async fn show(turn: &Turn<'_>, mut file: CalendarFile) -> Result<Answer, Cause> {
    for draft in &mut file.drafts {
        draft.title = draft.title.chars().take(LONGEST_TITLE).collect();
    }
    let (notes, drafts) = (notes(&file), file.drafts);
    let offered = drafts.iter().take(SHOWN).map(card).collect();
    let total = count(&drafts);
    let choose = (drafts.len() > 1).then_some((Label::Choose, Press::Choose { page: 0 }));
    let all = (Label::AddAll(total), Press::CreateSome { drafts, left: Vec::new() });
    let rows = buttons().row([all].into_iter().chain(choose)).row([(Label::Keep, Press::Dismiss)]);
    let keyboard = turn.keep_for_sender(rows).await?;
    Ok(turn.answer(Reply::Import { made: Vec::new(), queued: None, offered, first: 1, total, notes, keyboard }))
}

/// A page of the events that the buttons of a message can still add, each with a button.
pub async fn choose(turn: &Turn<'_>, drafts: Vec<Draft>, page: u32) -> Result<Answer, Cause> {
    choose_more(turn, several::Added::default(), drafts, page).await
}

/// Adds the event with this number and offers the others again.
pub async fn pick(turn: &Turn<'_>, token: &ButtonToken, mut drafts: Vec<Draft>, number: u32) -> Result<Answer, Cause> {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    if at >= drafts.len() {
        return Ok(turn.toast(Reply::ButtonStale));
    }
    let draft = drafts.remove(at);
    let page = u32::try_from(at / SHOWN).unwrap_or(0);
    match several::add(turn, token, vec![draft]).await? {
        Ok(added) => choose_more(turn, added, drafts, page).await,
        Err(refused) => Ok(turn.answer(refused)),
    }
}

async fn choose_more(turn: &Turn<'_>, added: several::Added, drafts: Vec<Draft>, page: u32) -> Result<Answer, Cause> {
    let undo = or_without(undo::keep(turn, added.writes, Then::News).await);
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
    let rows = rows
        .row(earlier.into_iter().chain(later))
        .row(undo.into_iter().chain((total > 0).then_some((Label::Keep, Press::Dismiss))));
    let keyboard = turn.keep_for_sender(rows).await?;
    let (made, queued) = (added.made, added.queued);
    let first = u32::try_from(from + 1).unwrap_or(1);
    Ok(turn.answer(Reply::Import { made, queued, offered, first, total, notes: ImportNotes::default(), keyboard }))
}

/// The drafts that a message's buttons can still add: those of its button for all of them.
#[must_use]
pub fn drafts_of(presses: &[Press]) -> Vec<Draft> {
    presses
        .iter()
        .find_map(|press| match press {
            Press::CreateSome { drafts, .. } => Some(drafts.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

fn notes(file: &CalendarFile) -> ImportNotes {
    let CalendarFile { past, unreadable, exceptions, is_cut, .. } = *file;
    ImportNotes { past, unreadable, exceptions, is_cut }
}

fn count(drafts: &[Draft]) -> u32 {
    u32::try_from(drafts.len()).unwrap_or(u32::MAX)
}
