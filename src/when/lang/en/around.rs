//! English words around a plan: remarks, reasons, who does something, headings, particles.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::word::Word::{self, *};

pub(super) const WORDS: &[(Word, &str)] = &[
    (
        Remark,
        "can add|can put|can put in|everyone bring|everybody bring|all bring|bring|pls bring|please bring|bring along|don't be late|dont be late|don't|dont|dun be late|dun late|dun forget to bring|dun forget bring|dun need|dun bring|dun wear|dun come late|do not|no need|wear|need to bring|remember to bring|don't forget to bring|dont forget to bring|rsvp|attire|dress code|dress smart|dress up|light refreshments|lunch will be|food will be|register by|register before|book by|closing date|gates open|doors open|passport not needed|please arrive|be there|be there by|let me know|hopefully|usual rules|new me",
    ),
    (Reason, "because|cos|coz|cuz|bcos|so|but|then|if|when|otherwise|or else|unless|since we|since he|in case"),
    (
        ClauseStart,
        "must|cannot|can't|cant|i|we|you|he|she|they|it|i'm|im|i'll|i've|we're|we'll|you're|he's|she's|they're|he'll|she'll|they'll|it's|there's|there will be|there is|there are|everyone|everybody|all staff|all are|nobody|somebody|someone",
    ),
    (Apology, "sorry|sori|sry|apologies|paiseh"),
    (
        Notice,
        "notice|booking|booking confirmed|confirmation|update|updates|announcement|invitation|urgent|important|reminder notice|good news|you're invited|you are invited|gentle reminder|kind reminder|final reminder|friendly reminder",
    ),
    (Honorific, "mr|mrs|miss|mdm|madam|prof|aunty|auntie|uncle"),
    (
        Particle,
        "anot|or not|ok anot|can or not|ok or not|la|lah|lor|leh|ah|ya|yeah|yah|haha|hahaha|hehe|lol|k|ok k|tq|ty|thx|thanks|thank you|cheers|eh|hor|liao|mah|wor",
    ),
];
