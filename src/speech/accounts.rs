//! A person's Google accounts: signing in, the list of them, signing out.

use i18n_embed_fl::fl;
use serde::{Deserialize, Serialize};

use super::render::{Lines, Renderer};
use super::{CalendarNews, CalendarRow, Keyboard, UnlistedCalendars, html};
use crate::model::{MOST_GRANTS, Revocation, SignInEnd, SignInRefusal, Trouble, UserId};

/// How much of an account's name is shown: names are short.
pub(super) const NAME_MOST: usize = 64;

/// From how many people on Google's limit is named: a project that is not verified serves fewer than a hundred.
const NEAR_GOOGLES_LIMIT: u64 = 80;

/// What is said of a person's Google accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountsReply {
    /// Nobody signs in from the chat: the bot has no key.
    Off,
    /// Nobody signs in from the chat: the bot's key is not the one that what it keeps is sealed with.
    WrongKey,
    /// Accounts are for private chats.
    OnlyInPrivate,
    /// Where the person says yes.
    Link {
        /// The address.
        address: String,
        /// Whether the address that the browser ends on has to be sent here.
        is_pasted: bool,
    },
    /// How signing in ended.
    Ended(SignInEnd),
    /// All accounts.
    List {
        /// They, in the order in which the person signed in.
        rows: Vec<AccountRow>,
        /// A button each.
        keyboard: Keyboard,
    },
    /// One account.
    One {
        /// It.
        row: AccountRow,
        /// What can be done to it.
        keyboard: Keyboard,
    },
    /// New events go to this one now.
    DefaultIs {
        /// Its name.
        name: String,
    },
    /// What to call it?
    AskName {
        /// Its name until now.
        name: String,
    },
    /// It has another name.
    Renamed {
        /// What it was called.
        was: String,
        /// What it is called.
        name: String,
    },
    /// Another account has this name.
    NameTaken {
        /// The name.
        name: String,
    },
    /// That is no name.
    BadName,
    /// Sign out of it?
    AskOut {
        /// Its name.
        name: String,
        /// How many edits wait for Google and would be lost.
        #[serde(default)]
        waiting: u64,
        /// Yes or no.
        keyboard: Keyboard,
    },
    /// It is gone.
    SignedOut {
        /// What it was called.
        name: String,
        /// What became of the grant at Google.
        revocation: Revocation,
    },
    /// A link that lets one person in.
    Invitation {
        /// The link.
        link: String,
    },
    /// Nobody is invited here: the settings say who is let in.
    NoInvitations,
    /// The people who are known.
    Users {
        /// The first of them.
        rows: Vec<UserRow>,
        /// How many there are.
        total: u64,
    },
    /// Somebody is gone, with everything of theirs.
    UserRemoved {
        /// Who.
        user: UserId,
        /// How many of their edits waited for Google and are lost.
        #[serde(default)]
        dropped: u64,
    },
    /// Nobody of this number is known.
    NoSuchUser {
        /// The number.
        user: UserId,
    },
    /// The calendars that there are to choose from.
    Calendars {
        /// What was just done.
        news: Option<CalendarNews>,
        /// They, those of one Google account together.
        rows: Vec<CalendarRow>,
        /// Google accounts of which there may be more.
        unlisted: Vec<(String, UnlistedCalendars)>,
        /// Whether the calendar of the settings is read beside them.
        is_shared_read: bool,
        /// A button each.
        keyboard: Keyboard,
    },
    /// Have this calendar not read any more?
    AskOff {
        /// Its name.
        name: String,
        /// How many edits wait for Google and would be lost.
        waiting: u64,
        /// Yes or no.
        keyboard: Keyboard,
    },
    /// There is no account of this name.
    NoSuch {
        /// The name.
        name: String,
    },
}

/// An account as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountRow {
    /// What the person calls it.
    pub name: String,
    /// Whether new events go there.
    pub is_default: bool,
    /// How it is.
    pub state: AccountHealth,
}

/// A person as the operator sees them: numbers only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    /// Their number at Telegram.
    pub user: UserId,
    /// How many Google accounts they have.
    pub accounts: u32,
    /// How many calendars of them are read.
    pub calendars: u32,
    /// How many of these are in trouble.
    pub in_trouble: u32,
}

/// How an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountHealth {
    /// It is read again and again.
    Good,
    /// It was not read yet.
    New,
    /// Something is in the way.
    Trouble(Trouble),
}

impl AccountsReply {
    /// The buttons below it.
    #[must_use]
    pub fn keyboard(&self) -> Option<&Keyboard> {
        match self {
            Self::List { keyboard, .. }
            | Self::One { keyboard, .. }
            | Self::AskOut { keyboard, .. }
            | Self::AskOff { keyboard, .. }
            | Self::Calendars { keyboard, .. } => Some(keyboard),
            Self::Off
            | Self::WrongKey
            | Self::OnlyInPrivate
            | Self::Link { .. }
            | Self::Ended(_)
            | Self::DefaultIs { .. }
            | Self::AskName { .. }
            | Self::Renamed { .. }
            | Self::NameTaken { .. }
            | Self::BadName
            | Self::Invitation { .. }
            | Self::NoInvitations
            | Self::Users { .. }
            | Self::UserRemoved { .. }
            | Self::NoSuchUser { .. }
            | Self::SignedOut { .. }
            | Self::NoSuch { .. } => None,
        }
    }
}

impl Renderer<'_> {
    pub(super) fn accounts(&self, reply: &AccountsReply) -> Lines {
        let named = |name: &str| html::user(name, NAME_MOST);
        match reply {
            AccountsReply::Off => vec![fl!(self.words, "accounts-off")],
            AccountsReply::WrongKey => vec![fl!(self.words, "accounts-wrong-key")],
            AccountsReply::OnlyInPrivate => vec![fl!(self.words, "accounts-only-in-private")],
            AccountsReply::Link { address, is_pasted } => self.sign_in_link(address, *is_pasted),
            AccountsReply::Ended(ended) => self.sign_in_ended(ended),
            AccountsReply::List { rows, keyboard: _ } => self.account_list(rows),
            AccountsReply::One { row, keyboard: _ } => vec![self.account_row(row)],
            AccountsReply::DefaultIs { name } => vec![fl!(self.words, "accounts-default-is", name = named(name))],
            AccountsReply::AskName { name } => vec![fl!(self.words, "accounts-ask-name", name = named(name))],
            AccountsReply::Renamed { was, name } => {
                vec![fl!(self.words, "accounts-renamed", was = named(was), name = named(name))]
            }
            AccountsReply::NameTaken { name } => vec![fl!(self.words, "accounts-name-taken", name = named(name))],
            AccountsReply::BadName => vec![fl!(self.words, "accounts-bad-name")],
            AccountsReply::AskOut { name, waiting, keyboard: _ } => {
                let mut lines = vec![fl!(self.words, "accounts-ask-out", name = named(name))];
                lines.push(fl!(self.words, "accounts-ask-out-more"));
                lines.extend(self.would_be_lost(*waiting));
                lines
            }
            AccountsReply::AskOff { name, waiting, keyboard: _ } => {
                let mut lines = vec![fl!(self.words, "calendar-ask-off", name = named(name))];
                lines.extend(self.would_be_lost(*waiting));
                lines
            }
            AccountsReply::SignedOut { name, revocation } => {
                let mut lines = vec![fl!(self.words, "accounts-signed-out", name = named(name))];
                match revocation {
                    Revocation::GivenBack => {}
                    Revocation::StillUsed => lines.push(fl!(self.words, "accounts-still-used")),
                    Revocation::MayBeUsed => lines.push(fl!(self.words, "accounts-may-be-used")),
                    Revocation::Unanswered => lines.push(fl!(self.words, "accounts-not-revoked")),
                }
                lines
            }
            AccountsReply::Invitation { link } => vec![fl!(self.words, "invitation", link = html::escape(link))],
            AccountsReply::NoInvitations => vec![fl!(self.words, "no-invitations")],
            AccountsReply::Users { rows, total } => self.users(rows, *total),
            AccountsReply::UserRemoved { user, dropped } => self.user_removed(*user, *dropped),
            AccountsReply::NoSuchUser { user } => vec![fl!(self.words, "user-unknown", user = user.to_string())],
            AccountsReply::Calendars { news, rows, unlisted, is_shared_read, keyboard: _ } => {
                let mut lines = self.calendars(news.as_ref(), rows, unlisted);
                lines.extend(is_shared_read.then(|| fl!(self.words, "calendars-shared")));
                lines
            }
            AccountsReply::NoSuch { name } => vec![fl!(self.words, "accounts-no-such", name = named(name))],
        }
    }

    /// What is lost with a calendar that goes, if anything.
    fn would_be_lost(&self, waiting: u64) -> Option<String> {
        (waiting > 0).then(|| fl!(self.words, "edits-would-be-lost", n = waiting))
    }

    fn sign_in_link(&self, address: &str, is_pasted: bool) -> Lines {
        let mut lines = vec![fl!(self.words, "sign-in-link", address = html::escape(address))];
        lines.push(fl!(self.words, "sign-in-unverified"));
        if is_pasted {
            lines.push(fl!(self.words, "sign-in-paste"));
        }
        lines
    }

    fn sign_in_ended(&self, ended: &SignInEnd) -> Lines {
        let refusal = match ended {
            SignInEnd::SignedIn { name, is_again, is_default, lists_calendars } => {
                let name = html::user(name, NAME_MOST);
                let mut lines = vec![if *is_again {
                    fl!(self.words, "signed-in-again", name = name)
                } else {
                    fl!(self.words, "signed-in", name = name)
                }];
                if *is_default && !is_again {
                    lines.push(fl!(self.words, "signed-in-default"));
                }
                if !lists_calendars {
                    lines.push(fl!(self.words, "signed-in-without-list"));
                }
                return lines;
            }
            SignInEnd::Not(refusal) => refusal,
        };
        vec![match refusal {
            SignInRefusal::Unknown => fl!(self.words, "sign-in-unknown"),
            SignInRefusal::Expired => fl!(self.words, "sign-in-expired"),
            SignInRefusal::Used => fl!(self.words, "sign-in-used"),
            SignInRefusal::Refused => fl!(self.words, "sign-in-refused"),
            SignInRefusal::NoCalendar => fl!(self.words, "sign-in-no-calendar"),
            SignInRefusal::NotLasting => fl!(self.words, "sign-in-not-lasting"),
            SignInRefusal::Google => fl!(self.words, "sign-in-google"),
            SignInRefusal::TooMany => fl!(self.words, "sign-in-too-many", n = MOST_GRANTS),
        }]
    }

    fn users(&self, rows: &[UserRow], total: u64) -> Lines {
        let mut lines = vec![fl!(self.words, "users-heading", n = total)];
        lines.extend(rows.iter().map(|row| {
            let (accounts, calendars) = (row.accounts, row.calendars);
            let user = row.user.to_string();
            if row.in_trouble > 0 {
                fl!(
                    self.words,
                    "user-in-trouble",
                    user = user,
                    accounts = accounts,
                    calendars = calendars,
                    n = row.in_trouble
                )
            } else {
                fl!(self.words, "user-row", user = user, accounts = accounts, calendars = calendars)
            }
        }));
        if total >= NEAR_GOOGLES_LIMIT {
            lines.push(fl!(self.words, "users-limit"));
        }
        lines
    }

    fn user_removed(&self, user: UserId, dropped: u64) -> Lines {
        let mut lines = vec![fl!(self.words, "user-removed", user = user.to_string())];
        if dropped > 0 {
            lines.push(fl!(self.words, "edits-lost", n = dropped));
        }
        lines
    }

    fn account_list(&self, rows: &[AccountRow]) -> Lines {
        if rows.is_empty() {
            return vec![fl!(self.words, "accounts-none")];
        }
        let mut lines = vec![fl!(self.words, "accounts-heading")];
        lines.extend(rows.iter().map(|row| format!("• {}", self.account_row(row))));
        lines.push(fl!(self.words, "accounts-more"));
        lines
    }

    fn account_row(&self, row: &AccountRow) -> String {
        let name = html::user(&row.name, NAME_MOST);
        let state = match row.state {
            AccountHealth::Good => fl!(self.words, "account-good"),
            AccountHealth::New => fl!(self.words, "account-new"),
            AccountHealth::Trouble(Trouble::SignIn) => fl!(self.words, "account-expired", name = name.clone()),
            AccountHealth::Trouble(Trouble::NotShared) => fl!(self.words, "account-not-shared"),
            AccountHealth::Trouble(trouble) => self.why(trouble),
        };
        if row.is_default {
            fl!(self.words, "account-row-default", name = name, state = state)
        } else {
            fl!(self.words, "account-row", name = name, state = state)
        }
    }
}
