//! How English speakers speak of guests, and ask about what is past or further down.

use crate::when::want::senses::Sense::{
    self, AfterLunch, AfterWork, Answered, GuestList, Join, LastTime, NextPage, OtherQuestion, PreviousPage, Reason,
    SamePeople, Uninvite, When, Who,
};

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
    (
        When,
        "which month|what month|which week|morning or afternoon|am or pm|how many times|how many times have i been to|how many times did i go to|how many times have i had|how many times have i|how often have i been to|when did i last see|when did i last|when did we last|how long since|how long ago|how long ago did i|how long has it been since|how long since i last",
    ),
    (
        LastTime,
        "how many times|how many times have i been to|how many times did i go to|how many times have i had|how many times have i|how often have i been to|when did i last see|when did i last|when did we last|how long since|how long ago|how long ago did i|how long has it been since|how long since i last",
    ),
    (
        NextPage,
        "next page|show me more|show more|more please|see more|more|next ones|continue the list|go on|more events|load more|keep going",
    ),
    (PreviousPage, "previous page|page before|last page|back a page|prev page|previous ones"),
    (AfterLunch, "after lunch|after noon"),
    (AfterWork, "after work|after office|after office hours"),
    (Answered, "replied|answered|responded|rsvped|rsvp'd|confirmed|accepted|declined"),
];
