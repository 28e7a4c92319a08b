//! What can go wrong with a call, by what it means for the caller.

use std::time::Duration;

use crate::model::{CalendarKind, Trouble};

/// The reasons of a 403 that are about the bot's client and its project (Google, "Global domain errors").
const CLIENT_REASONS: [&str; 4] =
    ["accessNotConfigured", "insufficientAudience", "insufficientAuthorizedParty", "unknownAuth"];

/// The reasons of a 403 that are about access to the calendar.
const ACCESS_REASONS: [&str; 4] = ["forbidden", "requiredAccessLevel", "insufficientPermissions", "notACalendarUser"];

/// Why a call to Google did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The grant is revoked or expired (`invalid_grant`): nothing more is asked until the refresh token changes.
    #[error("the grant is revoked or expired")]
    Grant,
    /// Google refuses the client, or a token that it has only just given (401).
    #[error("google refuses the client or its token ({reason})")]
    Auth {
        /// Google's word for it.
        reason: String,
    },
    /// Too many calls (429, or 403 with a reason about rates).
    #[error("too many calls for now ({reason})")]
    Quota {
        /// Google's word for it.
        reason: String,
        /// How long Google asks us to wait.
        retry_after: Option<Duration>,
    },
    /// The event is not there (404, 410); of a list: its sync token is too old (410), so read everything again.
    #[error("it is not there any more")]
    Gone,
    /// The event has changed since the version that the call was based on (412).
    #[error("it has changed since")]
    Outdated,
    /// The id is taken, by an event or by a deleted one (409).
    #[error("the id is taken")]
    Exists,
    /// Google does not answer, or not in time, or not in full, or with 5xx.
    #[error("google is away")]
    Away(#[source] Absence),
    /// Anything else: Google refuses for good what was asked.
    #[error("google answered {status} ({reason})")]
    Unexpected {
        /// The status of the answer.
        status: u16,
        /// Google's word for it.
        reason: String,
    },
}

/// How Google was away.
#[derive(Debug, thiserror::Error)]
pub enum Absence {
    /// No answer in time.
    #[error("no answer in time")]
    TimedOut,
    /// No connection, or one that broke before the answer began.
    #[error("the connection failed")]
    Unreachable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The answer ended before it was complete.
    #[error("the answer was cut short")]
    Cut,
    /// A success that cannot be read: whatever was asked for may have been done, and asking again tells.
    #[error("the answer cannot be read")]
    Unreadable,
    /// A status that promises better times.
    #[error("it answered {status}")]
    Status {
        /// 5xx or 408.
        status: u16,
        /// How long Google asks us to wait.
        retry_after: Option<Duration>,
    },
    /// The token endpoint, though reachable, gave no token: it is down, which is not a revoked grant.
    #[error("the token endpoint gave no token ({reason})")]
    NoToken {
        /// Its word for it.
        reason: String,
    },
}

impl Error {
    /// Whether the same call may succeed a little later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Quota { .. } | Self::Away(_) => true,
            Self::Grant | Self::Auth { .. } | Self::Gone | Self::Outdated | Self::Exists | Self::Unexpected { .. } => {
                false
            }
        }
    }

    /// Whether a write that ended so has probably had its effect: Google had begun to answer, or was at it. To look is
    /// then cheaper than to ask again; where Google turned us away or was never reached, it is the other way round.
    #[must_use]
    pub fn is_probably_done(&self) -> bool {
        match self {
            Self::Away(Absence::Cut | Absence::Unreadable | Absence::TimedOut) => true,
            Self::Away(Absence::Status { status, .. }) => matches!(status, 500 | 504),
            Self::Away(Absence::Unreachable(_) | Absence::NoToken { .. })
            | Self::Quota { .. }
            | Self::Grant
            | Self::Auth { .. }
            | Self::Gone
            | Self::Outdated
            | Self::Exists
            | Self::Unexpected { .. } => false,
        }
    }

    /// How long Google asks us to wait before the next call.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Quota { retry_after, .. } | Self::Away(Absence::Status { retry_after, .. }) => *retry_after,
            Self::Away(
                Absence::TimedOut
                | Absence::Unreachable(_)
                | Absence::Cut
                | Absence::Unreadable
                | Absence::NoToken { .. },
            )
            | Self::Grant
            | Self::Auth { .. }
            | Self::Gone
            | Self::Outdated
            | Self::Exists
            | Self::Unexpected { .. } => None,
        }
    }

    /// What people and operators are told of it.
    #[must_use]
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Grant => Trouble::Grant,
            Self::Auth { .. } => Trouble::Client,
            Self::Unexpected { status: 403, reason } if CLIENT_REASONS.contains(&reason.as_str()) => Trouble::Client,
            Self::Unexpected { status: 401 | 403 | 404, .. } => Trouble::Forbidden,
            Self::Quota { .. } => Trouble::Quota,
            Self::Away(_) => Trouble::Away,
            Self::Gone | Self::Outdated | Self::Exists | Self::Unexpected { .. } => Trouble::Invalid,
        }
    }

    /// The same where a person's calendar of this kind was asked for: their own grant is theirs to renew.
    #[must_use]
    pub fn trouble_of_person(&self, kind: CalendarKind) -> Trouble {
        match (self.trouble(), kind) {
            (Trouble::Grant, _) => Trouble::SignIn,
            (Trouble::Forbidden, CalendarKind::Own) if self.is_about_access() => Trouble::OwnRefused,
            (Trouble::Forbidden, CalendarKind::Other | CalendarKind::Holidays) if self.is_about_access() => {
                Trouble::NotShared
            }
            (trouble, _) => trouble,
        }
    }

    /// Whether Google said that there is no such calendar, or none for this account.
    fn is_about_access(&self) -> bool {
        match self {
            Self::Unexpected { status: 404, .. } => true,
            Self::Unexpected { status: 403, reason } => ACCESS_REASONS.contains(&reason.as_str()),
            Self::Unexpected { .. }
            | Self::Grant
            | Self::Auth { .. }
            | Self::Quota { .. }
            | Self::Gone
            | Self::Outdated
            | Self::Exists
            | Self::Away(_) => false,
        }
    }

    /// The class as one word, for metrics.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self {
            Self::Grant => "grant",
            Self::Auth { .. } => "auth",
            Self::Quota { .. } => "quota",
            Self::Gone => "gone",
            Self::Outdated => "outdated",
            Self::Exists => "exists",
            Self::Away(_) => "away",
            Self::Unexpected { .. } => "unexpected",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_the_calendars_the_clients_or_the_persons() {
        let refused = |status, reason: &str| Error::Unexpected { status, reason: reason.to_owned() };
        let auth = |reason: &str| Error::Auth { reason: reason.to_owned() };
        let table = [
            (refused(404, "notFound"), Trouble::Forbidden, Trouble::OwnRefused, Trouble::NotShared),
            (refused(403, "forbidden"), Trouble::Forbidden, Trouble::OwnRefused, Trouble::NotShared),
            (refused(403, "notACalendarUser"), Trouble::Forbidden, Trouble::OwnRefused, Trouble::NotShared),
            (refused(403, "lockedDomainForbidden"), Trouble::Forbidden, Trouble::Forbidden, Trouble::Forbidden),
            (refused(403, "accessNotConfigured"), Trouble::Client, Trouble::Client, Trouble::Client),
            (auth("deleted_client"), Trouble::Client, Trouble::Client, Trouble::Client),
            (auth("authError"), Trouble::Client, Trouble::Client, Trouble::Client),
            (refused(400, "invalid"), Trouble::Invalid, Trouble::Invalid, Trouble::Invalid),
            (Error::Grant, Trouble::Grant, Trouble::SignIn, Trouble::SignIn),
        ];
        for (error, of_settings, of_own, of_other) in table {
            assert_eq!(error.trouble(), of_settings, "{error}");
            assert_eq!(error.trouble_of_person(CalendarKind::Own), of_own, "{error}");
            for kind in [CalendarKind::Other, CalendarKind::Holidays] {
                assert_eq!(error.trouble_of_person(kind), of_other, "{error}");
            }
        }
    }
}
