//! How Malay speakers speak of their Google accounts and calendars.

use crate::when::want::senses::Sense::{
    self, AccountNoun, Another, CalendarNoun, DefaultNoun, Hide, OtherAccount, Reads, SignIn, SignOut,
};

pub(super) const ACCOUNTS: &[(Sense, &str)] = &[
    (AccountNoun, "akaun|akaun google|akaun gmail|gmail"),
    (SignOut, "log keluar|log keluar dari|daftar keluar|putuskan|sign out|keluar dari akaun|nyahsambung|log out"),
    (SignIn, "sambung|sambungkan|hubungkan|connect|tambah|log masuk|daftar masuk|pautkan"),
    (Another, "lain|satu lagi|baru|lagi satu"),
    (DefaultNoun, "utama|akaun utama|lalai|sebagai utama|sebagai akaun utama|sebagai default|sebagai lalai|default"),
    (
        CalendarNoun,
        "kalendar|kalender|kelendar|dalam kalendar|dlm kalendar|ke dalam kalendar|ke dlm kalendar|ke kalendar|kat kalendar|di kalendar|masuk kalendar|dlm calendar|dalam calendar",
    ),
    (
        Hide,
        "sembunyikan|sorok|sorokkan|jangan tunjuk|jgn tunjuk|tak payah tunjuk|takyah tunjuk|xyah tunjuk|x payah tunjuk|stop tunjuk|berhenti tunjuk|tak perlu tunjuk|jangan baca|jgn baca|tutup|tutupkan|matikan|abaikan|buang kalendar",
    ),
    (Reads, "baca|dibaca"),
    (OtherAccount, "bank|wifi|tabung haji|asb|astro|unifi"),
];
