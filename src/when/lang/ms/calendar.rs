//! How Malay speakers name a calendar to put something into.

use crate::when::lang::CalendarWords;

pub(super) const CALENDAR: CalendarWords = CalendarWords {
    leads: &["dalam", "dlm", "di", "ke", "pada"],
    bare_leads: &["dalam", "dlm"],
    between: &[],
    nouns: &["kalendar"],
    nouns_first: &["kalendar"],
    put: &["masuk", "masukkan", "letak", "simpan", "catat", "tambah"],
    putting: &["masuk", "masukkan", "letak", "simpan", "catat", "tambah", "tolong", "ini", "ni"],
    inside: &[],
    tail: &["ya", "ye"],
    no_names: &["tu", "ini", "ni", "saya"],
    negations: &[" bukan "],
};
