//! Malay words around a plan: remarks, reasons, who does something, headings, particles.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::word::Word::{self, *};

pub(super) const WORDS: &[(Word, &str)] = &[
    (
        Remark,
        "boleh add|boleh tambah|boleh masukkan|boleh letak|secara dalam talian|secara maya|secara online|daftar by|daftar sebelum|daftar selewatnya|semua bawa|semua bawak|bawa|bawak|bwk|bawa sekali|jangan|jgn|jangan lambat|jgn lambat|jangan lupa bawa|jgn lupa bawa|tak payah|tak perlu|pakai baju|pakai|sila bawa|sila pakai|pastikan|ibu bapa wajib|doakan|biar|harap",
    ),
    (Reason, "sbb|sebab|kerana|kalau|klau|klu|kalo|tapi|tp|tetapi|takut nanti|pastu|lepas tu|pasni|nanti dia|nnt dia"),
    (
        ClauseStart,
        "nak|nk|kena|perlu|wajib|saya|aku|sy|kami|kita|dia|diorang|dorang|depa|mereka|kau|korang|awak|semua|sape|siapa",
    ),
    (Apology, "maaf|minta maaf|mintak maaf|sorry lambat"),
    (Notice, "notis|pemberitahuan|hebahan|pengumuman|jemputan|undangan|peringatan mesra|penting"),
    (
        Honorific,
        "cikgu|ustaz|ustazah|encik|en|puan|pn|tuan|hj|hjh|haji|hajah|dato|datuk|datin|kak|abang|pak|mak|cik|ust|tok",
    ),
    (
        Particle,
        "boleh tak|ok tak|lah|ye|yer|tau|weh|wei|je|jer|jugak|eh|terima kasih|hah|kan|camtu|mcm tu|macam tu|wkwk",
    ),
];
