//! What Malay speakers ask politely in a long message, and what they tell in stories.

use crate::when::want::senses::Sense::{
    self, Advert, Break, CanYou, Doing, Erases, Fact, Feeling, Filler, Outsider, Polite, Put, Report, Scam, Task, Told,
};

pub(super) const STORIES: &[(Sense, &str)] = &[
    (
        Polite,
        "tolong catat|tolong|tlg|tolonglah|cuba tolong|boleh tolong|boleh awak|mohon|nak minta|minta tolong|mintak tolong|saya nak awak|aku nak kau|aku nak ko|i nak u|i nak you|saya nak kau|nak minta tolong|tolong sangat|mintak",
    ),
    (CanYou, "aku nak kau|aku nak ko|i nak u|i nak you|saya nak kau|cuba tolong"),
    (Filler, "betul-betul|betul betul|betul2|akhirnya dapat|sungguh-sungguh"),
    (
        Outsider,
        "client|klien|pelanggan|pembekal|kontraktor|tukang paip|tukang|juruteknik|mekanik|ejen|peguam|cikgu|jurulatih|kapten|doktor|kerani|pihak sekolah|pihak bank|pihak hospital|anak-anak|budak-budak|semua orang",
    ),
    (Erases, "padam|padamkan|delete|hapus|hapuskan"),
    (Put, "tolong catat"),
    (Break, "jadinya|oleh itu|sebab tu|sbb tu|pasal tu"),
    (
        Doing,
        "paling suka|gemar|kerja|keje|krja|bekerja|syif|shift|tido|tidur|marah|mengamuk|membebel|bebel|merajuk|menangis|komplen|mengadu|menjerit|gaduh|bergaduh|tengking|melenting|merungut|lepak|duduk|duk",
    ),
    (Fact, "slalu|sllu|slalunya|asyik|setiap kali|tiap kali|tiap2 kali|asal je|memanjang|sokmo"),
    (Told, "bagitahu|bgtahu|membebel|janji dengan|dia kata|katanya|telefon tadi|call tadi|mesej"),
    (
        Feeling,
        "pelik betul|pelik|marah orang|mengamuk|menyampah|meluat|serabut|sakit hati|sakit kepala|jarang nampak|jarang nmpk|tak faham betul|hairan|kesian|bodoh betul|pening kepala",
    ),
    (
        Report,
        "bernama|jurucakap|menurut polis|kata polis|polis berkata|menurut laporan|dilaporkan|harian metro|berita harian|sinar harian",
    ),
    (Scam, "scammer|penipu|penipuan|scam|macau scam|kena scam|kena tipu"),
    (
        Advert,
        "sah sehingga|sah hingga|tunjuk mesej|tunjukkan mesej|tebus|penebusan|mata ganjaran|ganjaran|balas stop|siapa cepat dia dapat|tamat tempoh pada|pelanggan|pelanggan pertama|baucer",
    ),
    (Task, "tebus"),
];
