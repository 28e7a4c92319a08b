//! Small words of Malay that rules look for beside others.

use crate::when::want::senses::Sense::{
    self, After, Attends, AwayFrom, Buys, Call, ForEvent, Gives, Into, NoPlace, Person, TakesOff, Thing, Wants,
};

pub(super) const SMALL: &[(Sense, &str)] = &[
    (Attends, "dijemput|pergi|hadir"),
    (TakesOff, "potong|coret|cabut"),
    (Person, "dia|diorang|dorang|depa|mereka|deme"),
    (AwayFrom, "dari|drpd|daripada|dr"),
    (Into, "dlm|dalam|masuk"),
    (ForEvent, "untuk"),
    (Thing, "benda"),
    (Wants, "minta|mintak"),
    (After, "lepas|selepas|slps"),
    (Call, "panggil"),
    (Buys, "beli"),
    (NoPlace, "sana|sini|situ|sha|shaa|syaa|sya"),
    (Gives, "percuma"),
];

/// What stands before the digits of a price: "rm20".
pub(in crate::when::want) const CURRENCY: &str = "rm";
