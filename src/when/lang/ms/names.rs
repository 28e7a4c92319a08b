//! Malay names of languages, and of towns that have no zone of their own name.

use chrono_tz::Tz;

use crate::model::Language;

pub(super) const LANGUAGES: &[(Language, &str)] = &[
    (Language::En, "inggeris|bahasa inggeris|bi"),
    (Language::Ms, "melayu|bahasa melayu|bahasa malaysia|bahasa|bm"),
    (Language::Zh, "cina|bahasa cina"),
];

pub(super) const TOWNS: &[(Tz, &str)] =
    &[(Tz::Asia__Kuala_Lumpur, "pulau pinang"), (Tz::Asia__Riyadh, "mekah|madinah")];
