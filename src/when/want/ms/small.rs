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

/// Two days that are named together, by their distance from today.
pub(in crate::when::want) const DAY_PAIRS: &[(&str, u64, u64)] = &[
    ("hari ni dan esok|hari ni atau esok|hari ini dan esok|hari ini atau esok|ari ni dan esok|hari ni dgn esok", 0, 1),
    ("esok lusa|esok dan lusa|esok atau lusa|esok dgn lusa|esok dengan lusa|esk lusa|esok dan tulat", 1, 2),
];

/// A Sunday that goes with the Saturday before it.
pub(in crate::when::want) const SUNDAYS: &str = "ahad|dan ahad|n ahad|dgn ahad";
