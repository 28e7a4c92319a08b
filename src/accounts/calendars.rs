//! Which calendars of a person's Google accounts are read: the choices, and choosing.
//!
//! Each calendar that is read is an account of its own, with its own copy, notices and reminders; the calendars of a
//! Google account share only the grant.

use std::collections::HashMap;

use futures::future::join_all;

use super::directory::{Directory, Way};
use crate::google;
use crate::model::{
    AccountId, CalendarKind, CalendarTitle, Grant, GrantId, LinkedCalendar, ListedCalendar, MOST_CALENDARS, Person,
    Trouble, UserId, calendar_names, is_same_name,
};
use crate::store;

/// Google's calendar of Malaysian holidays, which every Google account may read.
const HOLIDAYS: &str = "en.malaysia#holiday@group.v.calendar.google.com";

/// Its title at Google.
const HOLIDAYS_TITLE: &str = "Holidays in Malaysia";

/// A calendar that a person can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarChoice {
    /// The Google account that sees it.
    pub grant: GrantId,
    /// The calendar.
    pub calendar: ListedCalendar,
    /// The person's name for it.
    pub name: String,
    /// Its account, if it is read.
    pub account: Option<AccountId>,
}

/// Why the calendars of a Google account cannot all be listed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// The person did not permit us to list their calendars.
    NotGranted,
    /// Google does not answer now.
    Unavailable,
}

/// Google's list of calendars for each of a person's accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed(HashMap<GrantId, Result<Vec<ListedCalendar>, Unlisted>>);

/// Everything that a person can choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarChoices {
    /// The calendars, grouped by Google account.
    pub calendars: Vec<CalendarChoice>,
    /// The names of the Google accounts that may have more, and why.
    pub unlisted: Vec<(String, Unlisted)>,
}

/// The result of choosing a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// It is read from now on.
    Yes,
    /// The person already has the most calendars allowed.
    TooMany,
    /// The Google account is no longer there.
    Gone,
}

impl Listed {
    /// The calendars that a Google account can see, if Google listed them.
    fn of(&self, grant: &GrantId) -> Option<&[ListedCalendar]> {
        self.0.get(grant)?.as_deref().ok()
    }

    /// Why the calendars of a Google account are not known, if Google was asked.
    fn why_not(&self, grant: &GrantId) -> Option<Unlisted> {
        self.0.get(grant)?.as_ref().err().copied()
    }

    /// Updates the calendars that are read. Each is looked up in the list of its own Google account, because another
    /// account may see the same calendar with fewer rights.
    fn refresh(&self, person: &mut Person) {
        for grant in &mut person.grants {
            let known = self.of(&grant.id).unwrap_or_default();
            for linked in &mut grant.calendars {
                if let Some(calendar) = known.iter().find(|calendar| calendar.id == linked.calendar) {
                    linked.title.clone_from(&calendar.title);
                    linked.is_writable = calendar.is_writable;
                    linked.kind = calendar.kind;
                }
            }
        }
    }
}

impl CalendarChoices {
    /// The choices of a person, given the lists of their accounts.
    #[must_use]
    pub fn of(person: &Person, listed: &Listed) -> Self {
        let unlisted = person.grants.iter();
        let unlisted = unlisted.filter_map(|grant| Some((grant.name.clone(), listed.why_not(&grant.id)?)));
        Self { unlisted: unlisted.collect(), calendars: merged(person, listed) }
    }

    /// The calendar with this name, ignoring case.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&CalendarChoice> {
        self.calendars.iter().find(|choice| is_same_name(&choice.name, name))
    }
}

/// Asks Google for the calendars of each of a person's accounts. Changes to those that are already read (a new title,
/// no more right to write) are saved.
pub async fn list(directory: &Directory, user: UserId) -> Result<Listed, store::Error> {
    let person = directory.person(user).await?;
    let asked = person.grants.iter().map(async |grant| (grant.id.clone(), of_grant(directory, user, grant).await));
    let listed = Listed(join_all(asked).await.into_iter().collect());
    if listed.0.values().any(Result::is_ok) {
        directory.store().change_person(user, |person| listed.refresh(person)).await?;
    }
    Ok(listed)
}

/// Starts to read a calendar of a person's Google account.
pub async fn add(
    directory: &Directory,
    user: UserId,
    grant: &GrantId,
    calendar: &ListedCalendar,
) -> Result<Chosen, store::Error> {
    let store = directory.store();
    let account = AccountId::of_person(user, grant, &calendar.id);
    let linked = LinkedCalendar {
        account: account.clone(),
        calendar: calendar.id.clone(),
        title: calendar.title.clone(),
        is_writable: calendar.is_writable,
        kind: calendar.kind,
    };
    // The index comes first: without the record that follows, it means nothing.
    store.index_account(&account, user).await?;
    let chosen = store.change_person(user, |person| {
        let is_full = person.calendars().count() >= MOST_CALENDARS;
        let Some(grant) = person.grants.iter_mut().find(|known| known.id == *grant) else { return Chosen::Gone };
        if grant.calendars.iter().any(|known| is_same(known, calendar)) {
            return Chosen::Yes;
        }
        if is_full {
            return Chosen::TooMany;
        }
        grant.calendars.push(linked.clone());
        Chosen::Yes
    });
    match chosen.await? {
        Chosen::Yes => {
            // Again, in case it was meanwhile removed as an account without an owner.
            store.index_account(&account, user).await?;
            Ok(Chosen::Yes)
        }
        refused @ (Chosen::TooMany | Chosen::Gone) => {
            directory.clear(&account).await?;
            Ok(refused)
        }
    }
}

/// The number of edits in these calendars that wait for Google. They are lost when a calendar is removed, so people are
/// asked first.
pub async fn count_waiting(directory: &Directory, accounts: &[&AccountId]) -> Result<u64, store::Error> {
    let mut waiting = 0;
    for account in accounts {
        waiting += directory.store().count_edits(account).await?;
    }
    Ok(waiting)
}

/// Stops reading a person's calendar, and deletes everything kept for it. False if it was not read.
pub async fn remove(directory: &Directory, user: UserId, account: &AccountId) -> Result<bool, store::Error> {
    if directory.person(user).await?.calendar(account).is_some() {
        directory.stop_channels(account).await?;
    }
    let was_read = directory.store().change_person(user, |person| {
        let was_read = person.calendar(account).is_some();
        for grant in &mut person.grants {
            grant.calendars.retain(|linked| linked.account != *account);
        }
        person.default.take_if(|default| default == account);
        was_read
    });
    let was_read = was_read.await?;
    if was_read {
        directory.clear(account).await?;
    }
    Ok(was_read)
}

/// Makes new events go to this calendar of a person; false if it is not read, or is read-only.
pub async fn write_to(directory: &Directory, user: UserId, account: &AccountId) -> Result<bool, store::Error> {
    directory.store().change_person(user, |person| person.write_to(account)).await
}

/// The calendars that a Google account can see.
async fn of_grant(directory: &Directory, user: UserId, grant: &Grant) -> Result<Vec<ListedCalendar>, Unlisted> {
    if !grant.lists_calendars {
        return Err(Unlisted::NotGranted);
    }
    let way = Way {
        owner: user,
        grant: grant.id.clone(),
        token: grant.token.clone(),
        calendar: "primary".to_owned(),
        is_writable: false,
        kind: CalendarKind::Own,
    };
    let calendar = directory.open(&way).await.map_err(|_| Unlisted::Unavailable)?;
    calendar.siblings().await.map_err(|error| match error {
        google::Error::Unexpected { status: 403, .. } if error.trouble() != Trouble::Client => Unlisted::NotGranted,
        error => {
            tracing::info!(error = &error as &dyn std::error::Error, "a person's calendars could not be listed");
            Unlisted::Unavailable
        }
    })
}

/// The calendars that are read or listed by Google, each once; grouped by Google account, the primary one first.
fn merged(person: &Person, listed: &Listed) -> Vec<CalendarChoice> {
    let read = person.calendars().map(|(grant, linked)| (grant, as_listed(linked), Some(linked.account.clone())));
    let is_read =
        |grant: &Grant, calendar: &ListedCalendar| grant.calendars.iter().any(|known| is_same(known, calendar));
    let others = person.grants.iter().flat_map(|grant| {
        let listed = listed.of(&grant.id).unwrap_or_default().iter();
        listed.filter(|calendar| !is_read(grant, calendar)).map(move |calendar| (grant, calendar.clone(), None))
    });
    let unseen = person.grants.iter().filter(|grant| {
        listed.of(&grant.id).is_none() && grant.calendars.iter().all(|linked| linked.kind != CalendarKind::Own)
    });
    let own = unseen.map(|grant| (grant, own(grant), None));
    let mut all: Vec<(&Grant, ListedCalendar, Option<AccountId>)> = read.chain(others).chain(own).collect();
    if let Some(first) = person.grants.first().filter(|_| all.iter().all(|(_, calendar, _)| calendar.id != HOLIDAYS)) {
        all.push((first, holidays(), None));
    }
    let titles = all.iter().map(|(grant, calendar, _)| CalendarTitle {
        grant: &grant.name,
        title: &calendar.title,
        kind: calendar.kind,
    });
    let names = calendar_names(titles);
    let place = |grant: &Grant| person.grants.iter().position(|known| known.id == grant.id);
    let mut choices: Vec<_> = all
        .into_iter()
        .zip(names)
        .map(|((grant, calendar, account), name)| {
            let order = (calendar.kind == CalendarKind::Holidays, place(grant), calendar.kind != CalendarKind::Own);
            (order, CalendarChoice { grant: grant.id.clone(), calendar, name, account })
        })
        .collect();
    choices.sort_by(|(one, first), (other, second)| one.cmp(other).then_with(|| first.name.cmp(&second.name)));
    choices.into_iter().map(|(_, choice)| choice).collect()
}

/// Whether a linked calendar is this one; a primary calendar may be known under another id.
fn is_same(linked: &LinkedCalendar, calendar: &ListedCalendar) -> bool {
    let are_own = linked.kind == CalendarKind::Own && calendar.kind == CalendarKind::Own;
    linked.calendar == calendar.id || are_own
}

fn as_listed(linked: &LinkedCalendar) -> ListedCalendar {
    ListedCalendar {
        id: linked.calendar.clone(),
        title: linked.title.clone(),
        is_writable: linked.is_writable,
        kind: linked.kind,
    }
}

/// The primary calendar of a Google account that does not list its calendars.
fn own(grant: &Grant) -> ListedCalendar {
    ListedCalendar {
        id: grant.own.clone().unwrap_or_else(|| "primary".to_owned()),
        title: String::new(),
        is_writable: true,
        kind: CalendarKind::Own,
    }
}

/// The calendar of Malaysian holidays.
fn holidays() -> ListedCalendar {
    ListedCalendar {
        id: HOLIDAYS.to_owned(),
        title: HOLIDAYS_TITLE.to_owned(),
        is_writable: false,
        kind: CalendarKind::Holidays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sealed;

    const HOME: &str = "ana.home@example.com";

    fn grant(name: &str, own: &str) -> Grant {
        let id = GrantId(name.to_owned());
        let linked = LinkedCalendar {
            account: AccountId(own.to_owned()),
            calendar: own.to_owned(),
            title: own.to_owned(),
            is_writable: true,
            kind: CalendarKind::Own,
        };
        Grant {
            id,
            name: name.to_owned(),
            token: Sealed("sealed".to_owned()),
            lists_calendars: true,
            own: Some(own.to_owned()),
            calendars: vec![linked],
            since: chrono::DateTime::UNIX_EPOCH,
        }
    }

    fn calendar(id: &str, is_writable: bool, kind: CalendarKind) -> ListedCalendar {
        ListedCalendar { id: id.to_owned(), title: id.to_owned(), is_writable, kind }
    }

    /// Both of Ana's accounts; the first sees the own calendar of the second, and may only read it.
    fn listed() -> Listed {
        let works = vec![
            calendar("ana@example.com", true, CalendarKind::Own),
            calendar(HOME, false, CalendarKind::Other),
            calendar("team", false, CalendarKind::Other),
        ];
        let homes = vec![calendar(HOME, true, CalendarKind::Own)];
        Listed([(GrantId("work".to_owned()), Ok(works)), (GrantId("home".to_owned()), Ok(homes))].into())
    }

    #[test]
    fn a_calendar_is_to_each_account_what_that_account_lists() {
        let grants = vec![grant("work", "ana@example.com"), grant("home", HOME)];
        let mut person = Person { grants, ..Person::default() };
        let before = person.clone();
        listed().refresh(&mut person);
        assert_eq!(person, before);
    }

    #[test]
    fn calendars_stay_with_their_account_when_another_was_signed_out_of_meanwhile() {
        let person = Person { grants: vec![grant("home", HOME)], ..Person::default() };
        let choices = CalendarChoices::of(&person, &listed());
        let offered: Vec<_> = choices.calendars.iter().map(|choice| (&*choice.grant.0, &*choice.calendar.id)).collect();
        assert_eq!(offered, [("home", HOME), ("home", HOLIDAYS)]);
    }
}
