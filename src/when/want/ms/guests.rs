//! How Malay speakers speak of guests.

use crate::when::want::senses::Sense::{
    self, AfterLunch, AfterWork, Answered, GuestList, Join, LastTime, NextPage, OtherQuestion, PreviousPage, Reason,
    SamePeople, Uninvite, When, Who,
};

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
    (
        When,
        "bulan berapa|bulan apa|tahun berapa|tarikh berapa|pagi ke petang|pagi ke malam|petang ke malam|hari ke berapa|berapa kali|berapa kali saya|berapa kali aku|berapa lama dah|dah berapa lama",
    ),
    (LastTime, "berapa kali|berapa kali saya|berapa kali aku|berapa lama dah|dah berapa lama|last kali"),
    (
        NextPage,
        "muka surat seterusnya|halaman seterusnya|lagi|tunjuk lagi|seterusnya|sambung|halaman lepas ni|next page|tunjuk yang lain|ada lagi",
    ),
    (PreviousPage, "muka surat sebelum|halaman sebelum|halaman sebelumnya|muka surat sebelumnya"),
    (AfterLunch, "lepas lunch|selepas lunch|lepas makan tengah hari|selepas makan tengah hari|lepas makan tgh hari"),
    (AfterWork, "lepas kerja|selepas kerja|lepas ofis|lepas waktu kerja|balik kerja"),
    (Answered, "jawab|balas|confirm|reply|dah jawab|belum jawab"),
];
