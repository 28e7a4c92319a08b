//! How Malay speakers speak of guests.

use crate::when::want::senses::Sense::{self, GuestList, Join, OtherQuestion, Reason, SamePeople, Uninvite, Who};

pub(super) const GUESTS: &[(Sense, &str)] = &[
    (
        Uninvite,
        "tak payah jemput|takyah jemput|x payah jemput|xyah jemput|xpayah jemput|jangan jemput|jgn jemput|tak perlu jemput|x perlu jemput|tak jadi jemput|tak payah ajak|jangan ajak|jgn ajak|tak perlu ajak",
    ),
    (Join, "tambah|tambahkan|tmbh|tmbah|masukkan|masuk|masukkn|letak|add|sekalikan"),
    (SamePeople, "orang yang sama|orang yg sama|tetamu yang sama|tetamu yg sama|geng yang sama|geng sama|orang sama"),
    (GuestList, "senarai jemputan|senarai tetamu|tetamu|jemputan|list jemputan|guest list"),
    (Who, "siapa|sape|siapa je|sape je|siapa lagi|sape lagi|siapa-siapa|sapa|sapa je|berapa orang"),
    (OtherQuestion, "siapa|sape|siapa je|sape je|siapa lagi|sape lagi|siapa-siapa|sapa|sapa je|berapa orang"),
    (Reason, "siapa|sape|siapa je|sape je|siapa lagi|sape lagi|siapa-siapa|sapa|sapa je|berapa orang"),
];
