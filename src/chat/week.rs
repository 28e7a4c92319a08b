//! A week as a picture.

use std::sync::Arc;

use chrono::{Days, NaiveDate, Timelike};

use crate::model::{Attachment, AttachmentKind, SeenEvent, ShownDays, View};
use crate::picture::{self, DAYS, PictureEvent, Week};
use crate::speech::Reply;

use super::agenda::{self, Agenda};
use super::answer::{Answer, Saying};
use super::failure::Cause;
use super::list;
use super::turn::Turn;

/// What the picture is called as a file.
const FILE: &str = "week.png";

/// Shows what is on within some days; a week as a picture too, where this chat wants it at once.
pub async fn show(turn: &Turn<'_>, days: ShownDays) -> Result<Answer, Cause> {
    let (from, is_drawn) = (days.from, agenda::is_drawn(&days));
    let mut answer = list::list(turn, View::Days(days)).await?;
    if turn.profile.is_week_drawn
        && is_drawn
        && let Some(reply) = drawn(turn, from).await?
        && let Some(text) = answer.sayings.first()
    {
        answer.sayings.insert(0, Saying { place: text.place, reply, about: None, card: None });
    }
    Ok(answer)
}

/// Draws the week that begins with a day, in a message of its own.
pub async fn draw(turn: &Turn<'_>, first: NaiveDate) -> Result<Answer, Cause> {
    Ok(match drawn(turn, first).await? {
        Some(reply) => turn.aside(reply),
        // The text is there already, and says the same.
        None => turn.silence(),
    })
}

/// The picture of a week, if it can be drawn.
async fn drawn(turn: &Turn<'_>, first: NaiveDate) -> Result<Option<Reply>, Cause> {
    let last = first.checked_add_days(Days::new(DAYS as u64 - 1)).unwrap_or(first);
    let Agenda { rows, is_unread } = agenda::read(turn, first, last).await?;
    let (week, unknown) = (week(turn, first, &rows), list::unknown(turn).await?);
    // It takes a tenth of a second of a processor, in which others want to be answered.
    let png = tokio::task::spawn_blocking(move || picture::draw(&week)).await;
    Ok(match png {
        Ok(Ok(png)) => {
            let picture = Attachment { kind: AttachmentKind::Picture, name: FILE.to_owned(), bytes: Arc::from(png) };
            Some(Reply::Drawn { first, last, is_unread, unknown, picture })
        }
        Ok(Err(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "could not draw the picture of a week");
            None
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "drawing the picture of a week was cut off");
            None
        }
    })
}

fn week(turn: &Turn<'_>, first: NaiveDate, rows: &[SeenEvent]) -> Week {
    let hours = turn.profile.working_hours();
    let (from, until) = (hours.from.hour(), hours.until.hour() + u32::from(hours.until.minute() > 0));
    Week {
        first,
        hours: if from < until { from..until } else { 0..24 },
        weekend: turn.profile.weekend,
        entries: rows
            .iter()
            .map(|row| PictureEvent {
                calendar: turn.shown.name_beside_default(&row.account),
                ..PictureEvent::of(&row.event)
            })
            .collect(),
        voice: turn.voice,
        now: turn.now,
    }
}
