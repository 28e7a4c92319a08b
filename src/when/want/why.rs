//! Asking why a reminder came, or did not.

use super::reminding::{AROUND_REMINDER, reminded};
use super::senses::{Sense, Senses};
use super::sentence::Sentence;
use crate::model::{Intent, RepliedTo, Target};

/// Words around the event that is meant.
const AROUND_WHY: Senses = AROUND_REMINDER.and(Senses::of(&[
    Sense::Why,
    Sense::WhyReminded,
    Sense::Me,
    Sense::You,
    Sense::Auxiliary,
    Sense::TitleLead,
    Sense::Link,
    Sense::Late,
    Sense::Later,
    Sense::Already,
    Sense::Past,
    Sense::Others,
    Sense::This,
    Sense::Determiner,
    Sense::Have,
    Sense::All,
]));

/// "Why didn't you remind me about the dentist", "kenapa tak ingatkan saya", 怎么现在才提醒我.
pub(super) fn why(sentence: &Sentence<'_>, replied: Option<&RepliedTo>) -> Option<Intent> {
    let is_about_reminders = sentence.has_any(&[Sense::Remind, Sense::ReminderNoun, Sense::Reminders]);
    let is_asked = sentence.has(Sense::WhyReminded) || sentence.has(Sense::Why) && is_about_reminders;
    if !is_asked {
        return None;
    }
    // What else a reply says is a complaint, and names nothing.
    if replied.is_some() {
        return Some(Intent::Why { target: Target::Reply });
    }
    // "Why do all reminders come late": how things stand.
    if sentence.has(Sense::All) && sentence.has_any(&[Sense::ReminderNoun, Sense::Reminders]) {
        return Some(Intent::Status);
    }
    let target = match reminded(sentence, AROUND_WHY, None) {
        // The reminder was to come before now; a time that is said reads as one to come.
        Target::Title { title, at: _ } => Target::Title { title, at: None },
        Target::At(_) => Target::Last,
        target @ (Target::Numbers(_) | Target::Reply | Target::Last | Target::Missing) => target,
    };
    Some(Intent::Why { target })
}
