//! Which calendars of a person's Google accounts are read: what there is to choose from, and choosing.
//!
//! Each calendar that is read is an account of its own, with its own copy, notices and reminders; all that a Google
//! account's calendars share is the grant.

use std::collections::HashMap;

use futures::future::join_all;

use super::directory::{Directory, Way};
use crate::google;
use crate::model::{
    AccountId, CalendarKind, CalendarTitle, Grant, GrantId, LinkedCalendar, ListedCalendar, MOST_CALENDARS, Person,
    Trouble, UserId, calendar_names, is_same_name,
};
use crate::store;

/// Google's calendar of the holidays of Malaysia, which every Google account may read.
const HOLIDAYS: &str = "en.malaysia#holiday@group.v.calendar.google.com";

/// What Google calls it.
const HOLIDAYS_TITLE: &str = "Holidays in Malaysia";

/// A calendar that a person can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarChoice {
    /// The Google account that sees it.
    pub grant: GrantId,
    /// The calendar.
    pub calendar: ListedCalendar,
    /// What the person calls it.
    pub name: String,
    /// Its name in our records, if it is read.
    pub account: Option<AccountId>,
}

/// Why not all calendars of a Google account can be chosen now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlisted {
    /// The person did not let us see which calendars there are.
    NotGranted,
    /// Google does not say which there are now.
    Unavailable,
}

/// What Google lists of each of a person's accounts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed(HashMap<GrantId, Result<Vec<ListedCalendar>, Unlisted>>);

/// All that a person can choose from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarChoices {
    /// The calendars, those of one Google account together.
    pub calendars: Vec<CalendarChoice>,
    /// The names of Google accounts of which there may be more.
    pub unlisted: Vec<(String, Unlisted)>,
}

/// How choosing a calendar ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// It is read from now on.
    Yes,
    /// The person has as many calendars as one may have.
    TooMany,
    /// The Google account is not there any more.
    Gone,
}

impl Listed {
    /// The calendars that a Google account sees, if Google said.
    fn of(&self, grant: &GrantId) -> Option<&[ListedCalendar]> {
        self.0.get(grant)?.as_deref().ok()
    }

    /// Why those that a Google account sees are not known, if Google was asked.
    fn why_not(&self, grant: &GrantId) -> Option<Unlisted> {
        self.0.get(grant)?.as_ref().err().copied()
    }

    /// Notes what is said of the calendars that are read. Each is looked up in the list of its own Google account: the
    /// others may see the same calendar with fewer rights.
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
    /// What a person can choose from, of what was listed of their accounts.
    #[must_use]
    pub fn of(person: &Person, listed: &Listed) -> Self {
        let unlisted = person.grants.iter();
        let unlisted = unlisted.filter_map(|grant| Some((grant.name.clone(), listed.why_not(&grant.id)?)));
        Self { unlisted: unlisted.collect(), calendars: merged(person, listed) }
    }

    /// The calendar with this name, in whatever case.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&CalendarChoice> {
        self.calendars.iter().find(|choice| is_same_name(&choice.name, name))
    }
}

/// Asks Google for the calendars of each of a person's accounts. What it says of those that are read already – a new
/// title, no right to write any more – is kept.
pub async fn list(directory: &Directory, user: UserId) -> Result<Listed, store::Error> {
    let person = directory.person(user).await?;
    let asked = person.grants.iter().map(async |grant| (grant.id.clone(), of_grant(directory, user, grant).await));
    let listed = Listed(join_all(asked).await.into_iter().collect());
    if listed.0.values().any(Result::is_ok) {
        directory.store().change_person(user, |person| listed.refresh(person)).await?;
    }
    Ok(listed)
}

/// Has a calendar of a person's Google account read.
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
    // The index comes first: without the record that follows it means nothing.
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
            // Once more, should it have been cleared away meanwhile as one that belongs to nobody.
            store.index_account(&account, user).await?;
            Ok(Chosen::Yes)
        }
        refused @ (Chosen::TooMany | Chosen::Gone) => {
            directory.clear(&account).await?;
            Ok(refused)
        }
    }
}

/// How many edits wait for Google in these calendars. They are lost when nothing of a calendar is kept any more, so people
/// are asked before.
pub async fn count_waiting(directory: &Directory, accounts: &[&AccountId]) -> Result<u64, store::Error> {
    let mut waiting = 0;
    for account in accounts {
        waiting += directory.store().count_edits(account).await?;
    }
    Ok(waiting)
}

/// Has a calendar of a person's not read any more: nothing of it is kept. False when it was not read.
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

/// Has new events go to a calendar of a person's; false when it is not read, or cannot be written.
pub async fn write_to(directory: &Directory, user: UserId, account: &AccountId) -> Result<bool, store::Error> {
    directory.store().change_person(user, |person| person.write_to(account)).await
}

/// The calendars that a Google account sees.
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

/// What is read and what Google lists, each once; those of one Google account together, its own first.
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

/// Whether a calendar that is read is this one; an account's own may be known by another id.
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

/// The own calendar of a Google account that does not say which calendars it sees.
fn own(grant: &Grant) -> ListedCalendar {
    ListedCalendar {
        id: grant.own.clone().unwrap_or_else(|| "primary".to_owned()),
        title: String::new(),
        is_writable: true,
        kind: CalendarKind::Own,
    }
}

/// The holidays of Malaysia.
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
