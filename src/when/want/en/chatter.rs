//! What English speakers say in passing and pass on: parties of others, moods, chain letters; and what they call out.

use crate::when::want::senses::Sense::{
    self, AgendaNoun, All, CanYou, Chain, Errand, Feeling, Filler, Late, Opinion, Particle, PutLink, Show,
};

pub(super) const CHATTER: &[(Sense, &str)] = &[
    (
        Feeling,
        "nobody invited us|nobody invited me|no one invited us|no one invited me|nobody told us|nobody told me|never invite us|never invite me|never invited us|never invited me|didn't invite us|didn't invite me|didnt invite us|didnt invite me|did not invite us|did not invite me|weren't invited|werent invited|were not invited|wasn't invited|wasnt invited|was not invited|aren't invited|arent invited|are not invited|not invited|we not invited|i not invited|not on the list|not on the guest list|monday blue|monday blues|monday mood|no mood|from my life|out of my life|from our lives",
    ),
    (Opinion, "i heard that|word is|rumour has it|rumor has it|people say|they say that|heard from"),
    (Errand, "life|my life|lives|from my life|out of my life|from our lives"),
    (
        Chain,
        "forwarded many times|forwarded as received|fwd as received|share to all|share this to|share to your|share to 10|share with everyone|share with all|share this with|pls share|please share|pls fwd|please fwd|pls forward|please forward|please forward this|forward this to|forward to all|forward to 10|send this to|send to 10|pass this on|pass it on|pls spread|please spread|spread the word|spread to all|make it viral|viral this|all your groups|all ur groups|all groups|all your contacts|all ur contacts|everyone you know|bad luck for",
    ),
    (
        Filler,
        "haiya|haiyo|haiyoh|haiyaa|aiya|aiyah|aiyoo|aiyoh|aiyoyo|walao|walao eh|wah lau|wa lao|alahai|aduh|adui|adoi|weh|eh bro|oi|oii|sheesh|gosh|goodness",
    ),
    (Late, "late for|forever late for|always late for|often late for|forever late|always late"),
    (Show, "read out|read me out|read it out|read aloud|read out to me|tell us|rattle off"),
    (
        AgendaNoun,
        "everything that's on|everything thats on|everything that is on|all that's on|everything i have|everything i've got|everything i got|all i have|all i've got",
    ),
    (
        All,
        "everything that's on|everything thats on|everything that is on|all that's on|everything i have|everything i've got|everything i got|all i have|all i've got",
    ),
    (PutLink, "inside calendar|inside my calendar|inside the calendar|inside"),
    (Particle, "can or not|can or cannot|can anot|can ah|can?|can or no"),
    (CanYou, "can or not|can or cannot|can anot|can ah|can or no"),
];
