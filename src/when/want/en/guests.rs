//! How English speakers speak of guests.

use crate::when::want::senses::Sense::{self, GuestList, Join, OtherQuestion, Reason, SamePeople, Uninvite, Who};

pub(super) const GUESTS: &[(Sense, &str)] = &[
    (
        Uninvite,
        "don't invite|dont invite|do not invite|no need to invite|no need invite|don't need to invite|dont need to invite",
    ),
    (Join, "add|include|cc|loop in|rope in|bring in"),
    (
        SamePeople,
        "the same people|same people|the same guests|same guests|the same team|same team|the same crowd|same crowd|the usual people|the usual gang|usual gang",
    ),
    (GuestList, "guest list|guestlist|guests|guest|invite list|attendees|attendee list|the invite|the invites"),
    (
        Who,
        "who|who's|whos|who is|who are|who else|who else is|who all|who have i|who did i|which guests|how many people",
    ),
    (
        OtherQuestion,
        "who|who's|whos|who is|who are|who else|who else is|who all|who have i|who did i|which guests|how many people",
    ),
    (
        Reason,
        "who|who's|whos|who is|who are|who else|who else is|who all|who have i|who did i|which guests|how many people",
    ),
];
