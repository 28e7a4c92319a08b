//! Signing in, from the consent link through the redirect to the person's record; and signing out.
//!
//! The link's state is random, stored under its hash, valid for ten minutes, bound to one chat and one person, and used
//! once. The PKCE verifier is stored sealed, so the code in the pasted address is useless to anyone else who reads the
//! chat.

use chrono::{DateTime, Duration, Utc};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use url::Url;

use super::directory::{Directory, OpenError, People, purpose};
use crate::google::{self, Consent, ConsentError, EndedOn, Granted};
use crate::model::{
    AccountId, CalendarKind, ChatId, Grant, GrantId, LinkedCalendar, ListedCalendar, MOST_GRANTS, Person, Revocation,
    SignIn, SignInEnd, SignInRefusal, UserId, is_same_name,
};
use crate::store;

/// How long a consent link is valid.
const VALID_FOR: Duration = Duration::minutes(10);

/// The redirect address if the bot has no public one: nothing listens there, but the person can copy the address.
const LOOPBACK: &str = "http://127.0.0.1:9004/";

/// Google's alias for an account's primary calendar.
const OWN: &str = "primary";

/// The path of the redirect, below the bot's public address.
pub const CALLBACK: &str = "/google/callback";

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentLink {
    /// The address where the person gives consent.
    pub address: Url,
    /// Whether the address that the browser ends on must be pasted into the chat.
    pub is_pasted: bool,
}

/// The result of an attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// How it ended.
    pub end: SignInEnd,
    /// Whether this attempt had ended like this before, and came again.
    pub is_repeated: bool,
}

/// Makes a link for a person in their private chat.
///
/// # Errors
/// [`OpenError::Sealed`] if the keys don't fit what is stored: what they seal could not be opened later.
pub async fn begin(
    directory: &Directory,
    people: &People,
    (chat, user): (ChatId, UserId),
    name: Option<String>,
    now: DateTime<Utc>,
) -> Result<ConsentLink, OpenError> {
    // This saves a proof of the key if there is none yet.
    directory.check_keys().await?;
    let redirect = redirect(people);
    let consent = Consent::with_list(people.google.settings(), redirect.clone());
    let state = hash(consent.state());
    let verifier = people.keys.seal(&consent.verifier(), &verifier_purpose(&state));
    let until = now.checked_add_signed(VALID_FOR).unwrap_or(now);
    let sign_in = SignIn { chat, user, name, redirect: redirect.to_string(), verifier, until };
    directory.store().put_sign_in(&state, &sign_in, now).await?;
    Ok(ConsentLink { address: consent.address().clone(), is_pasted: people.public_url.is_none() })
}

/// The address that a browser may have ended on after consent, if a text is such an address.
#[must_use]
pub fn way_back(text: &str) -> Option<Url> {
    let address = Url::parse(text.trim()).ok()?;
    let has = |wanted: &str| address.query_pairs().any(|(name, _)| name == wanted);
    (has("state") && (has("code") || has("error"))).then_some(address)
}

/// Ends a sign-in with the address that the browser ended on. `from` is the chat and the person who pasted it, `None`
/// if the browser itself brings it; `by` identifies the attempt, so that the same one can come again after a crash.
pub async fn end(
    directory: &Directory,
    people: &People,
    address: &Url,
    from: Option<(ChatId, UserId)>,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Ended, store::Error> {
    let store = directory.store();
    let refuse = |refusal| Ok(Ended { end: SignInEnd::Not(refusal), is_repeated: false });
    let Some(ended_on) = EndedOn::read(address) else { return refuse(SignInRefusal::Unknown) };
    let state = hash(&ended_on.state);
    let Some(sign_in) = store.sign_in(&state).await? else { return refuse(SignInRefusal::Unknown) };
    if from.is_some_and(|from| from != (sign_in.chat, sign_in.user)) {
        return refuse(SignInRefusal::Unknown);
    }
    if sign_in.until <= now {
        return refuse(SignInRefusal::Expired);
    }
    if !store.claim_sign_in(&state, by).await? {
        return refuse(SignInRefusal::Used);
    }
    if let Some(end) = store.sign_in_end(&state).await? {
        return Ok(Ended { end, is_repeated: true });
    }
    let Ok(code) = ended_on.outcome else { return refuse(SignInRefusal::Refused) };
    let Ok(verifier) = people.keys.open(&sign_in.verifier, &verifier_purpose(&state)) else {
        return refuse(SignInRefusal::Expired);
    };
    let Ok(redirect) = Url::parse(&sign_in.redirect) else { return refuse(SignInRefusal::Unknown) };
    let own = match google::exchange(people.google.settings(), &redirect, &verifier, code).await {
        Ok(granted) => own_calendar(people, &granted).await.map(|own| (granted, own)),
        Err(error) => Err(error),
    };
    let (granted, own) = match own {
        Ok(found) => found,
        Err(error) => {
            tracing::info!(error = &error as &dyn std::error::Error, "a sign-in ended without a grant");
            return refuse(why(&error));
        }
    };
    let end = keep(directory, people, &sign_in, &granted, &own, now).await?;
    match end {
        // The same attempt may come again, when its code is no longer valid.
        SignInEnd::SignedIn { .. } => store.put_sign_in_end(&state, &end).await?,
        SignInEnd::Not(_) => {}
    }
    Ok(Ended { end, is_repeated: false })
}

/// Why there is no grant, as the person is told.
fn why(error: &ConsentError) -> SignInRefusal {
    match error {
        ConsentError::Refused { .. } => SignInRefusal::Refused,
        ConsentError::NoCalendar => SignInRefusal::NoCalendar,
        ConsentError::NotLasting => SignInRefusal::NotLasting,
        ConsentError::NotOurs | ConsentError::OtherState | ConsentError::Google(_) | ConsentError::Machine(_) => {
            SignInRefusal::Google
        }
    }
}

/// The chat in which the sign-in of an address was begun.
pub async fn chat_of(directory: &Directory, address: &Url) -> Result<Option<ChatId>, store::Error> {
    let Some(ended_on) = EndedOn::read(address) else { return Ok(None) };
    let sign_in = directory.store().sign_in(&hash(&ended_on.state)).await?;
    Ok(sign_in.map(|sign_in| sign_in.chat))
}

/// Saves what a person granted; once their record is written, it is theirs.
async fn keep(
    directory: &Directory,
    people: &People,
    sign_in: &SignIn,
    granted: &Granted,
    own: &ListedCalendar,
    now: DateTime<Utc>,
) -> Result<SignInEnd, store::Error> {
    let (store, user) = (directory.store(), sign_in.user);
    let before = store.person(user).await?;
    let known = known_grant(&before, sign_in.name.as_deref(), own);
    let id = known.map_or_else(|| GrantId::from_random(rand::random()), |grant| grant.id.clone());
    let token = people.keys.seal(&granted.refresh_token, &purpose(user, &id));
    let linked = LinkedCalendar {
        account: AccountId::of_person(user, &id, &own.id),
        calendar: own.id.clone(),
        title: own.title.clone(),
        is_writable: true,
        kind: CalendarKind::Own,
    };
    let own_id = (own.id != OWN).then(|| own.id.clone());
    // The indexes come first: without the record that follows, they mean nothing.
    store.index_account(&linked.account, user).await?;
    if let Some(own_id) = &own_id {
        store.put_holder(own_id, user, &id).await?;
    }
    let kept = store
        .change_person(user, |person| {
            if let Some(grant) = person.grants.iter_mut().find(|grant| grant.id == id) {
                grant.token = token.clone();
                grant.lists_calendars = granted.lists_calendars;
                grant.own = own_id.clone().or(grant.own.take());
                return Some((grant.name.clone(), true));
            }
            if person.grants.len() >= MOST_GRANTS {
                return None;
            }
            let wanted = sign_in.name.clone().filter(|name| person.grant_named(name).is_none());
            let name = wanted.unwrap_or_else(|| person.free_name());
            person.grants.push(Grant {
                id: id.clone(),
                name: name.clone(),
                token: token.clone(),
                lists_calendars: granted.lists_calendars,
                own: own_id.clone(),
                calendars: vec![linked.clone()],
                since: now,
            });
            Some((name, false))
        })
        .await?;
    let Some((name, is_again)) = kept else {
        store.unindex_account(&linked.account).await?;
        return Ok(SignInEnd::Not(SignInRefusal::TooMany));
    };
    directory.close(&id);
    // Again, in case it was meanwhile removed as an account without an owner.
    let person = store.person(user).await?;
    for (_, linked) in person.calendars() {
        store.index_account(&linked.account, user).await?;
    }
    let default = person.default_calendar().and_then(|default| person.calendar(default));
    let is_default = default.is_some_and(|(grant, _)| grant.id == id);
    let lists_calendars = granted.lists_calendars;
    Ok(SignInEnd::SignedIn { name, is_again, is_default, lists_calendars })
}

/// The account's primary calendar, by its real id if the grant lets us see it, so that we recognize the same account
/// again.
async fn own_calendar(people: &People, granted: &Granted) -> Result<ListedCalendar, ConsentError> {
    if !granted.lists_calendars {
        let (id, title) = (OWN.to_owned(), String::new());
        return Ok(ListedCalendar { id, title, is_writable: true, kind: CalendarKind::Own });
    }
    let tokens = people.google.tokens(&granted.refresh_token).await?;
    Ok(people.google.calendar(&tokens, OWN, None).own().await?)
}

/// The id of a Google account's primary calendar, if we know it.
fn own_id(grant: &Grant) -> Option<&str> {
    let linked = grant.calendars.iter().find(|linked| linked.kind == CalendarKind::Own);
    grant.own.as_deref().or(linked.map(|linked| linked.calendar.as_str())).filter(|id| *id != OWN)
}

/// The account that is signed in to again: the one with this primary calendar, or else the one with this name if its
/// primary calendar is not known.
fn known_grant<'a>(person: &'a Person, name: Option<&str>, own: &ListedCalendar) -> Option<&'a Grant> {
    let is_named = |grant: &&Grant| name.is_some_and(|name| is_same_name(&grant.name, name));
    let same = person.grants.iter().find(|grant| own_id(grant) == Some(&own.id));
    same.or_else(|| person.grants.iter().find(|grant| is_named(grant) && own_id(grant).is_none()))
}

/// Signs a person out of an account, and deletes everything kept for it. Returns what happened to the grant at Google;
/// `None` if there is no such account.
///
/// Revoking a grant ends all grants of the same Google account to the bot. So it is revoked only if no one else here is
/// known to use that account, and the settings certainly don't.
pub async fn sign_out(
    directory: &Directory,
    people: &People,
    user: UserId,
    id: &GrantId,
) -> Result<Option<Revocation>, store::Error> {
    let store = directory.store();
    let Some(grant) = store.person(user).await?.grant(id).cloned() else { return Ok(None) };
    for linked in &grant.calendars {
        directory.stop_channels(&linked.account).await?;
    }
    let revocation = match use_elsewhere(directory, people, user, &grant).await? {
        Use::Known => Revocation::StillUsed,
        Use::Possible => Revocation::MayBeUsed,
        Use::None => match people.keys.open(&grant.token, &purpose(user, id)) {
            Ok(token) if google::revoke(people.google.settings(), &token).await.is_ok() => Revocation::GivenBack,
            Ok(_) | Err(_) => Revocation::Unanswered,
        },
    };
    store
        .change_person(user, |person| {
            person.grants.retain(|grant| grant.id != *id);
            if grant.calendars.iter().any(|linked| person.default.as_ref() == Some(&linked.account)) {
                person.default = None;
            }
        })
        .await?;
    directory.close(id);
    for linked in &grant.calendars {
        // The index last: if this is interrupted, the next round removes the account.
        store.forget_account(&linked.account).await?;
        store.unindex_account(&linked.account).await?;
    }
    Ok(Some(revocation))
}

/// Whether others here use the Google account of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// They do.
    Known,
    /// The settings may use it.
    Possible,
    /// As far as we know, they don't.
    None,
}

/// Whether someone else, or the settings, use the Google account of a grant; the grant is removed from the list of its
/// users.
async fn use_elsewhere(
    directory: &Directory,
    people: &People,
    user: UserId,
    grant: &Grant,
) -> Result<Use, store::Error> {
    let store = directory.store();
    let own = own_id(grant);
    if let Some(own) = own {
        store.forget_holder(own, user, &grant.id).await?;
        for (other, id) in store.holders(own).await? {
            // A crash may have left an old entry: only the person's record counts.
            if store.person(other).await?.grant(&id).is_some() {
                return Ok(Use::Known);
            }
        }
    }
    let Some(shared) = &people.shared else { return Ok(Use::None) };
    let Some(own) = own else { return Ok(Use::Possible) };
    if directory.shared().iter().any(|account| account.calendar == own) {
        return Ok(Use::Known);
    }
    // CALENDAR_ID does not say whose grant opens it: `primary` fits everyone, and others may be shared.
    Ok(match shared.own_id().await {
        Ok(Some(id)) if id.eq_ignore_ascii_case(own) => Use::Known,
        Ok(Some(_)) => Use::None,
        Ok(None) => Use::Possible,
        Err(error) => {
            tracing::info!(error = &error as &dyn std::error::Error, "the account of the shared calendar is not known");
            Use::Possible
        }
    })
}

/// Where the browser is redirected to.
fn redirect(people: &People) -> Url {
    let below = |url: &Url| Url::parse(&format!("{}{CALLBACK}", url.as_str().trim_end_matches('/'))).ok();
    let public = people.public_url.as_ref().and_then(below);
    public.unwrap_or_else(|| Url::parse(LOOPBACK).expect("it is a constant"))
}

/// The stored form of a state: reading the store is not enough to end a sign-in.
fn hash(state: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(state.as_bytes()))
}

fn verifier_purpose(state: &str) -> String {
    format!("the verifier of sign-in {state}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_told_from_other_addresses() {
        let table = [
            ("http://127.0.0.1:9004/?state=a&code=b&scope=c", true),
            ("  http://127.0.0.1:9004/?state=a&error=access_denied\n", true),
            ("http://127.0.0.1:9004/?code=b", false),
            ("https://example.com/?state=a", false),
            ("lunch tomorrow 1pm", false),
            ("", false),
        ];
        for (text, expected) in table {
            assert_eq!(way_back(text).is_some(), expected, "{text}");
        }
    }
}
