//! Small words of Malay that rules look for beside others.

use crate::when::want::senses::Sense::{
    self, After, Attends, AwayFrom, Buys, Call, ForEvent, Gives, Into, Thing, Wants,
};

pub(super) const SMALL: &[(Sense, &str)] = &[
    (Attends, "dijemput|pergi|hadir"),
    (AwayFrom, "dari|drpd|daripada|dr"),
    (Into, "dlm|dalam|masuk"),
    (ForEvent, "untuk"),
    (Thing, "benda"),
    (Wants, "minta|mintak"),
    (After, "lepas|selepas|slps"),
    (Call, "panggil"),
    (Buys, "beli"),
    (Gives, "percuma"),
];

/// What stands before the digits of a price: "rm20".
pub(in crate::when::want) const CURRENCY: &str = "rm";
