//! What Malay speakers ask for in passing: how things ought to be, a little more time, what the bot can do.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::want::senses::Sense::{self, *};

pub(super) const ASKED: &[(Sense, &str)] = &[
    (Ought, "sepatutnya|sepatut|patutnya|patut|sebenarnya|sbnrnya|sebetulnya|mestinya|seharusnya"),
    (Enough, "cukup|cukuplah|cukup la|cukup lah|dah cukup|cukup dah|memadai|ckup|cukup je|pun cukup|jadilah|dah ok"),
    (Wait, "tunggu|tggu|tunggu dulu|kasi|bagi|bg|beri"),
    (After, "lepas|lps|baru|barulah"),
    (Does, "buat|tolong|bantu|pandai|reti|tau|tahu"),
    (Bot, "bot ni|bot ini|bot|awak|kau|ko|hang|awk|kamu|anda|benda ni|app ni"),
    (
        Forgets,
        "lupa nak|lupa|asyik lupa|asyik lupa nak|selalu lupa|selalu lupa nak|terlupa|terlupa nak|lupa untuk|kerap lupa|jangan lupa nak",
    ),
    (Filler, "trus|terus"),
    (Any, "lain|yang lain"),
    (AgendaNoun, "komitmen|appt|urusan"),
    (
        EventNoun,
        "kelas tambahan|mesyuarat agung|pibg|hari sukan|sukaneka|akad nikah|doa selamat|majlis doa selamat|khatam|qasidah|derma darah|gotong-royong|kem|jogathon|larian|memancing|mendaki|kayuhan|akikah|aqiqah|tahnik|kenduri arwah|yasin|bacaan yasin|marhaban|kelas fardu ain|sesi kaunseling|fisioterapi|rawatan|pembedahan|kelas jahitan|bengkel jahitan|latihan bola",
    ),
    (
        Lest,
        "sebelum saya|sebelum aku|takut|takut2|takut nanti|supaya|jangan sampai|jgn sampai|nanti saya lupa|nanti aku lupa|nanti terlupa|kalau tak nanti|kalau tidak nanti|kang lupa|karang lupa",
    ),
    (LengthNoun, "tempoh masa|lama masa"),
    (
        Put,
        "daftarkan|tandakan|buatkan acara|buat acara|buat event|tulihkan|blokkan|catitkan|catit|catatlah|simpanlah|letaklah|masuklah|simpan la|letak la|masukkan la|catat la|noted kan|keyin|keyinkan|key inkan|put inside|masuk inside",
    ),
    (Note, "tandakan|buatkan acara|buat acara|buat event|catitkan|catit|simpan|simpankan"),
    (
        PutLink,
        "siap-siap|siap2|masuk dalam kalendar|masuk dlm kalendar|ke dalam jadual|dlm diari|dalam diari|dalam planner|dlm jadual|kat jadual|dalam phone|dlm phone|kat planner|masuk jadual",
    ),
    (
        Remove,
        "buang la|buang lah|buang je|buang jelah|padam la|padam je|delete je|delete la|buang terus|padam terus|buangkan je|cancel kan|keluarkan je",
    ),
    (
        CalledOff,
        "xnak dah|tak nak dah|taknak dah|tak mau dah|tak mau liao|tak mahu dah|dah tak nak|dah taknak|dah xnak|batal terus",
    ),
    (
        Rename,
        "namakan|namakan jadi|namakan sebagai|beri nama|bagi nama|tukar nama jadi|tukar nama kepada|tukar nama ke|nama jadi|tukar title jadi",
    ),
    (
        Quiet,
        "jangan kacau aku|jgn kacau aku|jgn kacau saya|jangan ganggu aku|jgn ganggu aku|jgn ganggu saya|jangan text|jangan text me|jangan text saya|jgn text aku|jgn text me|jangan ping|jgn ping|jangan ping saya|jangan hantar apa2 mesej|jangan hantar apa-apa mesej|jgn hantar apa2 mesej|jgn hantar mesej|jangan hantar apa2|tak mau kena kacau|tak nak kena kacau|jangan bagi notifikasi|jangan hantar apa-apa|jangan ganggu|tak payah kacau|xyah kacau",
    ),
    (
        Snooze,
        "panggil semula|panggil saya semula|panggil aku semula|panggil balik|panggil saya balik|kejut balik lepas|bunyi lagi sekali",
    ),
    (
        Remind,
        "panggil semula|panggil saya semula|panggil aku semula|panggil balik|panggil saya balik|panggil saya|panggil aku",
    ),
    (
        Help,
        "boleh buat apa je|boleh buat apa saja|boleh tolong apa|boleh tolong apa je|pandai buat apa|reti buat apa|mcm mana nak guna ni|macam mana nak guna ni|cara nak pakai|cmne nak pakai|boleh bantu apa",
    ),
    (Swap, "betulkan|baiki|tukarkan|ubahkan|ubah jap|tukar jap"),
    (
        PlaceNoun,
        "tempat dah tukar|lokasi dah tukar|venue dah tukar|tempat tukar|lokasi tukar|tempat dah ubah|tempat berubah|alamatnya|tempat kumpul",
    ),
    (Polite, "tolong la|tolong lah|tlg la|nak minta tolong|minta jasa baik|help me|help saya|help aku"),
    (
        CanYou,
        "minta tolong|nak minta tolong|mintak tolong|tolong sangat|boleh awak|saya nak awak|mintak|tolong la|tolong lah|tlg la|minta jasa baik|help saya|help aku|nak minta",
    ),
    (
        Show,
        "tolong tengok|tolong tengokkan|cuba tengok|cuba tengokkan|tengok jap|tengokkan jap|tolong check|cuba check",
    ),
];
