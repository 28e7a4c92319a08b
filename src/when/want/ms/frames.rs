//! What Malay speakers put around a question, and what they ask the bot about itself.

use crate::when::want::senses::Sense::{
    self, Able, AgendaNoun, AnyEvent, Asks, Busy, CanYou, Disturbs, Does, Enough, Filler, Help, It, Knows, Later,
    Looks, Month, More, Not, Off, Quiet, Remind, Show, Then, TimeNoun, Uses, Wait, Week, What,
};

pub(super) const FRAMES: &[(Sense, &str)] = &[
    (
        Asks,
        "tanya|tnya|tnye|tanye|asyik tanya|dok tanya|tanya saya|tanya aku|tanya i|nak tahu|nk tahu|nak tau|nk tau|nak taw",
    ),
    (
        Filler,
        "nak tanya|nk tanya|nak tanya sikit|nak tahu|nk tahu|nak tau|nk tau|tumpang tanya|saja nak tanya|boleh saya tahu|boleh tahu|boleh tau|bole tau|blh tau|sebenarnya|sebenornya",
    ),
    (Knows, "tahu|tau|ingat|pasti|lupa|lupalah|check|cek|semak|tengok"),
    (
        CanYou,
        "awak tahu|awak tau|kau tahu|kau tau|ko tau|boleh check|boleh semak|boleh cek|boleh tengok|cuba check|cuba cek|cuba tengok|cuba semak",
    ),
    (
        AnyEvent,
        "temujanji|temu janji|janji temu|janji|mesyuarat|meeting|miting|appointment|acara|program|aktiviti|rancangan|perancangan|plan|komitmen|komitmen lain|urusan|kerja|keje|krja|hal|benda|bende|tugasan|agenda|event|lain|apa2|apa-apa|penting|tempahan",
    ),
    (
        Then,
        "antara|waktu tu|masa tu|time tu|waktu itu|masa itu|hari tu|hari itu|dua hari tu|hari-hari tu|tarikh tu|tarikh itu|minggu tu|minggu itu|bulan tu",
    ),
    (TimeNoun, "waktu tu|masa tu|time tu|waktu itu|masa itu|tarikh tu|tarikh itu"),
    (It, "waktu tu|masa tu|time tu|waktu itu|masa itu|tarikh tu|tarikh itu"),
    (Week, "minggu tu|minggu itu"),
    (Month, "bulan tu|bulan itu"),
    (
        Disturbs,
        "kacau|kaco|kacow|ganggu|gangu|bising|bunyi|mesej|msg|text|noti|notify|ping|kejut|kejutkan|hantar mesej|hantar msg|hantar apa-apa|hantar apa2|hantar notifikasi|hantar noti|hantar reminder|hantar peringatan|bagi noti|disturb|call",
    ),
    (
        Quiet,
        "senyap-senyap|diam-diam|jgn kaco|jangan kaco|jgn kaco aku|jgn kacau aku|jangan kacau aku|jangan kacau i|jgn kacau i|jangan ganggu aku|jgn ganggu aku",
    ),
    (Wait, "tunggu|tggu|bagi|bg|kasi|nak tidur|tidur|tido|tdo|rehat|sat lagi"),
    (Later, "lg"),
    (More, "lg"),
    (
        Enough,
        "cukup|cukuplah|cukup lah|cukup la|ckup|ckp la|dah cukup|pun cukup|memadai|jadilah|jadi la|dah ok|pun ok|pun jadi",
    ),
    (Uses, "guna|gune|gunakan|pakai|pkai|use|menggunakan"),
    (Able, "boleh|bole|blh|leh|pandai|reti|mampu|fungsi|bleh"),
    (Busy, "banyak benda|banyak kerja|banyak hal|byk benda|byk kerja"),
    (Remind, "panggil aku|panggil saya|panggil sy|panggil i"),
    (CanYou, "boleh bantu"),
    (Does, "boleh tolong|bole tolong|boleh bantu|buat|wat|tolong|bantu|tlg|bagi|sediakan"),
    (Help, "apa fungsi kau|apa fungsi awak|apa fungsi ko|apa kegunaan|apa guna bot"),
    (Looks, "macam mana|mcm mana|camne|camana|cemana|mcmne|mcm ne|bagaimana"),
    (Show, "bagi tengok|bagi tgk|bg tgk|bagi nampak|boleh tunjukkan|boleh tunjuk|tunjukkan|tengokkan|tgkkan|nampakkan"),
    (AgendaNoun, "jadual penuh"),
    (
        What,
        "kena buat apa|nak buat apa|kena pergi mana|apa plan|plan apa|apa program|apa yg ada|apa yang ada|apa yang saya ada|apa yg aku ada|apa yang aku ada|apa yang saya dah ada|apa dah ada",
    ),
    (Off, "tak yah|tak yah dah|xyah|xyah dah|x yah|tak payah lagi|tak usah|tak perlu lagi"),
    (Not, "tak yah|xyah|x yah|tak usah"),
];
