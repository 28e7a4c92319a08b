//! Guests of entries: what may be written of them, and who gets a mail.

use serde_json::{Value, json};

use super::Refusal;
use super::resource::{self, Resource};

/// A mail that Google has sent to a guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// The guest's address.
    pub to: String,
    /// Why.
    pub about: MailAbout,
    /// The entry's title.
    pub title: String,
}

/// Why a guest gets a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailAbout {
    /// They are invited.
    Invitation,
    /// Something about the event has changed.
    Change,
    /// They are not invited any more, or the event is off.
    Cancellation,
}

/// Checks which guests a client may write, and fills in what Google keeps; `before` is the entry as it was, if there was
/// one.
pub(super) fn accept(sent: &mut Resource, before: Option<&Resource>, owner: &str) -> Result<(), Refusal> {
    let Some(wanted) = sent.get("attendees") else { return Ok(()) };
    let wanted = wanted.as_array().ok_or_else(|| Refusal::invalid("Invalid value for: attendees"))?.clone();
    let known: Vec<Value> = before.map(|before| of(before).cloned().collect()).unwrap_or_default();
    let only_own = sent.remove("attendeesOmitted") == Some(json!(true));
    let mut kept = Vec::with_capacity(wanted.len());
    for guest in wanted {
        let email = email(&guest).filter(|email| email.contains('@'));
        let email = email.ok_or_else(|| Refusal::new(400, "required", "Missing attendee email."))?;
        if kept.iter().any(|known| self::email(known) == Some(email.clone())) {
            return Err(Refusal::new(400, "duplicate", "The attendee is named twice."));
        }
        kept.push(guest_of(&guest, &email, owner));
    }
    if only_own {
        let own = kept.iter().find(|guest| guest["self"] == true).cloned();
        kept = known
            .iter()
            .map(|guest| own.clone().filter(|_| guest["self"] == true).unwrap_or_else(|| guest.clone()))
            .collect();
    }
    if before.is_some_and(|before| before.get("organizer").is_some_and(|by| by["self"] != true)) {
        let is_other = |guest: &&Value| guest["self"] != true;
        if known.iter().filter(is_other).any(|guest| !kept.contains(guest)) {
            return Err(Refusal::new(
                403,
                "forbiddenForNonOrganizer",
                "Shared properties can only be changed by the organizer.",
            ));
        }
    }
    sent.insert("attendees".to_owned(), json!(kept));
    Ok(())
}

/// A guest as it is kept.
pub(super) fn guest_of(sent: &Value, email: &str, owner: &str) -> Value {
    let mut guest = sent.as_object().cloned().unwrap_or_default();
    guest.insert("email".to_owned(), json!(email));
    guest.entry("responseStatus").or_insert_with(|| json!("needsAction"));
    guest.remove("self");
    if email == owner {
        guest.insert("self".to_owned(), json!(true));
    }
    Value::Object(guest)
}

/// The mails that go out when an entry changes, if the client wants guests to be told.
pub(super) fn mails(before: Option<&Resource>, after: &Resource) -> Vec<Mail> {
    let title = after.get("summary").and_then(Value::as_str).unwrap_or_default();
    let addresses = |entry: Option<&Resource>| -> Vec<String> {
        let others = entry.into_iter().flat_map(of).filter(|guest| guest["self"] != true);
        others.filter_map(email).collect()
    };
    let was = addresses(before.filter(|before| !resource::is_cancelled(before)));
    let is = if resource::is_cancelled(after) { Vec::new() } else { addresses(Some(after)) };
    let is_changed = before.is_some_and(|before| {
        ["summary", "location", "start", "end", "recurrence", "status"]
            .iter()
            .any(|name| before.get(*name) != after.get(*name))
    });
    let mail = |to: &String, about| Mail { to: to.clone(), about, title: title.to_owned() };
    let gone = was.iter().filter(|to| !is.contains(to)).map(|to| mail(to, MailAbout::Cancellation));
    let told = is.iter().filter_map(|to| match (was.contains(to), is_changed) {
        (false, _) => Some(mail(to, MailAbout::Invitation)),
        (true, true) => Some(mail(to, MailAbout::Change)),
        (true, false) => None,
    });
    gone.chain(told).collect()
}

/// The guests of an entry.
pub(super) fn of(entry: &Resource) -> impl Iterator<Item = &Value> {
    entry.get("attendees").and_then(Value::as_array).into_iter().flatten()
}

/// Whose entry among the guests, or which organizer, this is.
pub(super) fn email(of: &Value) -> Option<String> {
    of["email"].as_str().map(str::to_lowercase)
}
