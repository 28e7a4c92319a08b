//! Which event is meant: by its number in the list last seen, by its title or time, by a reply, or as "it".

use chrono::Duration;

use crate::model::{IncomingKind, Moment, Press, Said, SeenEvent, Target, View};
use crate::speech::{Label, Refusal, Reply};

use super::answer::Answer;
use super::failure::Cause;
use super::owed::Owed;
use super::turn::{Turn, buttons};
use super::{list, title};

/// How many events are offered when several are meant.
const MOST_OFFERED: usize = 5;

/// How many numbers an answer repeats.
const MOST_REPEATED: usize = 10;

/// How long ago an event may have ended whose reminders are asked about.
const LATELY: Duration = Duration::days(1);

/// What a target stands for.
#[derive(Debug)]
pub enum TargetMatch {
    /// These rows of the list last seen.
    Rows(Vec<(u32, SeenEvent)>),
    /// This event.
    One(Box<SeenEvent>),
    /// One of these: which one has to be asked.
    Several(Vec<SeenEvent>),
    /// None, but this one comes near: it has to be asked about.
    Nearest { said: String, seen: Box<SeenEvent> },
    /// No event that is to come.
    Nothing { said: String },
    /// Nothing, for this reason.
    Refused(Refusal),
}

/// Finds what is meant. A message that is handled again means what it meant at first, whatever it has changed since.
pub async fn find(turn: &Turn<'_>, target: &Target) -> Result<TargetMatch, Cause> {
    match target {
        Target::Numbers(numbers) => return rows(turn, numbers).await,
        // Where titles are hidden, no answer may tell whether there is an event of that name.
        Target::Title { .. } if turn.voice.is_discreet => return Ok(TargetMatch::Refused(Refusal::TitlesHidden)),
        Target::Title { .. } | Target::At(_) | Target::Last | Target::Reply | Target::Missing => {}
    }
    if let Some(seen) = turn.recalled(|recall| &mut recall.seen) {
        return Ok(TargetMatch::One(Box::new(seen)));
    }
    let found = search(turn, target).await?;
    if let TargetMatch::One(seen) = &found {
        turn.remember(|recall| &mut recall.seen, &**seen).await?;
    }
    Ok(found)
}

/// Finds the one event that is meant, or the answer that asks which, or says why there is none. `press` is what is done
/// to an event that is chosen by a button.
pub async fn one(
    turn: &Turn<'_>,
    target: &Target,
    press: impl Fn(&SeenEvent) -> Press,
) -> Result<Result<SeenEvent, Answer>, Cause> {
    one_of(turn, find(turn, target).await?, press).await
}

/// The one event among what was found, or the answer that asks which, or says why there is none.
pub async fn one_of(
    turn: &Turn<'_>,
    found: TargetMatch,
    press: impl Fn(&SeenEvent) -> Press,
) -> Result<Result<SeenEvent, Answer>, Cause> {
    Ok(match found {
        TargetMatch::One(seen) => Ok(*seen),
        TargetMatch::Rows(rows) => match <[(u32, SeenEvent); 1]>::try_from(rows) {
            Ok([(_, seen)]) => Ok(seen),
            Err(rows) => Err(which(turn, rows.into_iter().map(|(_, seen)| seen).collect(), press).await?),
        },
        TargetMatch::Several(seen) => Err(which(turn, seen, press).await?),
        TargetMatch::Nearest { said, seen } => Err(nearest(turn, said, &seen, press).await?),
        TargetMatch::Nothing { said } => Err(turn.answer(Reply::NoSuchEvent { said })),
        TargetMatch::Refused(why) => Err(refuse(turn, why).await?),
    })
}

/// Says why nothing was done, and shows how things stand.
pub async fn refuse(turn: &Turn<'_>, why: Refusal) -> Result<Answer, Cause> {
    let list = list::take(turn, View::Coming).await?;
    let fresh = list::page(turn, &list, 0).await?;
    Ok(turn.answer(Reply::NotDone { why, fresh }))
}

/// Asks which of several events is meant.
pub async fn which(
    turn: &Turn<'_>,
    seen: Vec<SeenEvent>,
    press: impl Fn(&SeenEvent) -> Press,
) -> Result<Answer, Cause> {
    let offered = &seen[..seen.len().min(MOST_OFFERED)];
    let choice = |seen: &SeenEvent| (Label::Choice(turn.start_of(seen.event.when)), press(seen));
    let buttons = offered.iter().fold(buttons(), |buttons, seen| buttons.row([choice(seen)]));
    let keyboard = turn.keep_for_sender(buttons.row([(Label::Keep, Press::Dismiss)])).await?;
    let cards = offered.iter().map(|seen| turn.card(seen)).collect();
    Ok(turn.answer(Reply::Which { cards, keyboard }))
}

/// Asks whether the event is meant whose title comes near to what was said.
pub async fn nearest(
    turn: &Turn<'_>,
    said: String,
    seen: &SeenEvent,
    press: impl Fn(&SeenEvent) -> Press,
) -> Result<Answer, Cause> {
    let buttons = buttons().row([(Label::ThatOne, press(seen)), (Label::Keep, Press::Dismiss)]);
    let keyboard = turn.keep_for_sender(buttons).await?;
    Ok(turn.answer(Reply::DidYouMean { said, card: turn.card(seen), keyboard }))
}

/// The rows of the list last seen that have these numbers.
async fn rows(turn: &Turn<'_>, numbers: &[u32]) -> Result<TargetMatch, Cause> {
    let Some(list) = turn.numbered_list().await? else { return Ok(TargetMatch::Refused(Refusal::NoListSeen)) };
    let outside: Vec<u32> = numbers.iter().copied().filter(|number| list.row(*number).is_none()).collect();
    if !outside.is_empty() {
        return Ok(TargetMatch::Refused(Refusal::NotInList(outside.into_iter().take(MOST_REPEATED).collect())));
    }
    let rows = numbers.iter().filter_map(|number| Some((*number, list.row(*number)?.clone())));
    Ok(TargetMatch::Rows(rows.collect()))
}

async fn search(turn: &Turn<'_>, target: &Target) -> Result<TargetMatch, Cause> {
    Ok(match target {
        Target::Title { title, at } => by_title(turn, known(turn).await?, title, *at),
        Target::At(at) => {
            let known = known(turn).await?.into_iter().filter(|seen| is_at(turn, seen, *at)).collect();
            match only(known) {
                TargetMatch::Nothing { .. } => TargetMatch::Refused(Refusal::NothingThen(*at)),
                found => found,
            }
        }
        Target::Last => match last(turn).await? {
            Some(seen) => TargetMatch::One(Box::new(seen)),
            None => TargetMatch::Refused(Refusal::NoNumbers),
        },
        Target::Reply | Target::Missing | Target::Numbers(_) => match &turn.replied {
            Some(seen) => TargetMatch::One(Box::new(seen.clone())),
            None => TargetMatch::Refused(Refusal::NoNumbers),
        },
    })
}

/// The events with this title: exactly, or with these words in it; or the one that comes nearest.
fn by_title(turn: &Turn<'_>, known: Vec<SeenEvent>, said: &str, at: Option<Moment>) -> TargetMatch {
    let known: Vec<SeenEvent> = known.into_iter().filter(|seen| at.is_none_or(|at| is_at(turn, seen, at))).collect();
    let having = |is_it: fn(&str, &str) -> bool| -> Vec<SeenEvent> {
        known.iter().filter(|seen| is_it(said, &seen.event.title)).cloned().collect()
    };
    let exact = having(title::is_title);
    let meant = if exact.is_empty() { having(title::names) } else { exact };
    match only(meant) {
        TargetMatch::Nothing { .. } => {
            let titles: Vec<&str> = known.iter().map(|seen| seen.event.title.as_str()).collect();
            let near = title::nearest(said, &titles);
            match near.and_then(|at| known.get(at)) {
                Some(seen) => TargetMatch::Nearest { said: said.to_owned(), seen: Box::new(seen.clone()) },
                None => TargetMatch::Nothing { said: said.to_owned() },
            }
        }
        found => found,
    }
}

/// What is left when each series counts once, by its next occurrence.
fn only(meant: Vec<SeenEvent>) -> TargetMatch {
    let mut alone: Vec<SeenEvent> = Vec::new();
    for seen in meant {
        let is_known = |known: &SeenEvent| {
            known.account == seen.account && known.event.series.is_some() && known.event.series == seen.event.series
        };
        if !alone.iter().any(is_known) {
            alone.push(seen);
        }
    }
    match <[SeenEvent; 1]>::try_from(alone) {
        Ok([seen]) => TargetMatch::One(Box::new(seen)),
        Err(alone) if alone.is_empty() => TargetMatch::Nothing { said: String::new() },
        Err(alone) => TargetMatch::Several(alone),
    }
}

/// What is to come or has begun, as it will be when all that is owed is done, by start.
async fn known(turn: &Turn<'_>) -> Result<Vec<SeenEvent>, Cause> {
    let mut known = Vec::new();
    for account in turn.accounts() {
        let owed = Owed::read(turn, &account.id).await?;
        let cached = turn.room.store.all_events(&account.id).await?;
        let to_come = owed.after(cached).filter(|event| turn.now < event.when.end(turn.zone()));
        known.extend(to_come.map(|event| SeenEvent { account: account.id.clone(), event, is_cancelled: false }));
    }
    known.sort_by_key(|seen| seen.event.when.start(turn.zone()));
    Ok(known)
}

/// The event with this title that was over last, of those that ended within the last day; none where titles are hidden.
pub async fn lately(turn: &Turn<'_>, said: &str) -> Result<Option<SeenEvent>, Cause> {
    if turn.voice.is_discreet {
        return Ok(None);
    }
    let mut latest: Option<SeenEvent> = None;
    for account in turn.accounts() {
        for event in turn.room.store.all_events(&account.id).await? {
            let end = event.when.end(turn.zone());
            let is_later = latest.as_ref().is_none_or(|latest| latest.event.when.end(turn.zone()) < end);
            if end <= turn.now && turn.now - end < LATELY && title::names(said, &event.title) && is_later {
                latest = Some(SeenEvent { account: account.id.clone(), event, is_cancelled: false });
            }
        }
    }
    Ok(latest)
}

/// The event of the message that is replied to, if that message is about one that is shown here.
pub async fn replied(turn: &Turn<'_>) -> Result<Option<SeenEvent>, Cause> {
    let IncomingKind::Text { reply_to: Some(message), .. } = turn.incoming.kind else { return Ok(None) };
    if let Some(seen) = turn.recalled(|recall| &mut recall.replied) {
        return Ok(Some(seen).filter(|seen| turn.shown.has(&seen.account)));
    }
    let store = &turn.room.store;
    let Some(said) = store.said(turn.incoming.chat, message, turn.now).await? else { return Ok(None) };
    if !turn.shown.has(&said.account) {
        return Ok(None);
    }
    let replied = match store.event(&said.account, &said.event).await? {
        Some(event) => Some(SeenEvent { account: said.account, event, is_cancelled: false }),
        None => spoken_of(turn, &said).await?,
    };
    if let Some(seen) = &replied {
        turn.remember(|recall| &mut recall.replied, seen).await?;
    }
    Ok(replied)
}

/// The event last spoken of with this person, if it is still there.
async fn last(turn: &Turn<'_>) -> Result<Option<SeenEvent>, Cause> {
    let (chat, user) = (turn.incoming.chat, turn.incoming.user);
    match turn.room.store.last_said(chat, user, turn.now).await? {
        Some(said) => spoken_of(turn, &said).await,
        None => Ok(None),
    }
}

/// The event that a message was about, if it is to come or has begun. A series, which the card of a new one is about, is
/// its next occurrence.
async fn spoken_of(turn: &Turn<'_>, said: &Said) -> Result<Option<SeenEvent>, Cause> {
    let known = known(turn).await?;
    let is_it = |seen: &&SeenEvent| seen.account == said.account && seen.event.id == said.event;
    let is_of_it = |seen: &&SeenEvent| {
        let series = seen.event.series.as_ref();
        seen.account == said.account
            && series.is_some_and(|series| *series == said.event || series.root() == said.event)
    };
    Ok(known.iter().find(is_it).or_else(|| known.iter().find(is_of_it)).cloned())
}

/// Whether an event begins at this time, or on this day.
fn is_at(turn: &Turn<'_>, seen: &SeenEvent, at: Moment) -> bool {
    match (turn.start_of(seen.event.when), at) {
        (Moment::Time(start), Moment::Time(at)) => start == at,
        (start, Moment::Day(day)) => start.date() == day,
        (Moment::Day(_), Moment::Time(_)) => false,
    }
}
