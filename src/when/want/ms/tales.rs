//! What Malay speakers sell, tell of others' parties, wish in vain, and ask of each other.

use crate::when::want::senses::Sense::{
    self, Advert, Belated, Celebrates, Clutter, Commits, Contact, Crowd, Degree, Fact, Feeling, Filler, Folk, Knows,
    Must, Opinion, Orders, Stays, Third, Unreal, You,
};

pub(super) const TALES: &[(Sense, &str)] = &[
    (
        Contact,
        "hubungi|hub|whatsapp|wasap|ws|pm saya|pm kak|pm abang|pm sis|pm kami|pm tepi|tel|telefon kami|untuk tempahan|tempahan|sebarang pertanyaan|pertanyaan|talian|hotline|link di bawah|link kat bio|layari",
    ),
    (
        Advert,
        "jom tempah|tempah sebelum|pakej|dapat diskaun|dapat percuma|untuk disewa|disewakan|untuk dijual|nak let go|let go|letgo|sewa khemah|seunit|sebekas|baju percuma|pengambilan|pengambilan baru|yuran pendaftaran|buka setiap hari|dibuka setiap hari|7 hari seminggu|setiap hari bekerja|servis terbaik|harga mampu milik|mampu milik|untuk kenduri anda|rumah anda|preloved|terpakai|deposit serendah|tanpa deposit|pekerja diperlukan|diperlukan segera|jom serbu|serbu|borong|cod seluruh|cod seluruh malaysia|order sebelum|kelas percubaan percuma|harga bermula|bermula rm|dari rm|penghabisan stok|jualan penghabisan|tanpa downpayment",
    ),
    (
        Celebrates,
        "kahwin|nak kahwin|kahwinkan|kahwinkan anak|nak kahwinkan|berkahwin|menikah|nikah|nak nikah|nak menikah|bernikah|tunang|nak tunang|bertunang|nak bertunang|bersanding|buat kenduri|buat majlis|buat open house|buat rumah terbuka|buat parti|buat party|buat birthday|adakan kenduri|adakan majlis|cukur jambul|sambut birthday|sambut hari jadi|nak buat kenduri|nak buat majlis|naik pelamin|kawin|nak kawin|merisik|meminang",
    ),
    (
        Folk,
        "makcik|mak cik|pakcik|pak cik|kak|kakak|abang|bang|pak|mak|tok|tuk|tok wan|pak long|mak long|pak su|mak su|mak usu|pak ngah|mak ngah|pak lang|mak lang|pak andak|mak andak|kak long|kak ngah|abang long|along|angah|budak|budak tu|awek|pakwe|artis|menteri|sultan|agong|ustaz|ustazah|cikgu|sayang|abg|mek|brader|akak|adik|anak dara|pengantin|puan|encik|tuan|cik|pn|en",
    ),
    (
        Crowd,
        "semua orang|semua staff|semua staf|semua orang dapat|satu taman|satu kampung|satu ofis|satu opis|satu pejabat|satu kelas|satu dunia|satu malaysia|satu sekolah|satu keluarga|satu group|kecuali aku|kecuali saya|kecuali kami|kecuali kita|kecuali i|membazir|membawang|viral|heboh|gempar|gosip|dok bercerita|bercerita|bukan kelas kita|bukan department kita|bukan bahagian kita|bukan untuk kita|bukan kelas anak",
    ),
    (
        Belated,
        "baru|baru masuk|baru keluar|baru datang|baru sampai|baru muncul|baru panggil|baru mula|baru start|baru nampak muka|konon|kononnya|sampai sekarang|sampai skrg|masih|tup tup|tup-tup|last2|last-last|akhirnya|dah habis|dah tutup|dah balik|dah siap|dah licin|tak muncul|tak sampai|tak mula lagi|belum mula|belum sampai|konon-konon|konon2|dekat pukul|tak nampak|tak nampak muka|terus cakap",
    ),
    (
        Unreal,
        "kalaulah|kalau lah|kalau la|alangkah|andai|andaikata|andai kata|andaikan|seandainya|kan bagus|kan best|kan syok|kan syiok|kan seronok|kan indah|kan bahagia|bagus kalau|best kalau|seronok kalau|syok kalau|berangan|angan-angan|masa boleh diundur|mesin masa|kalau aku kaya|kalau saya kaya|kalau aku menang|kalau saya menang|kalau aku boss|kalau aku bos|kalau aku jadi|kalau saya jadi|kalau hidup|kalau dulu aku|kalau dulu saya|impian aku|impian saya|kerja impian|dalam mimpi",
    ),
    (Must, "kena|kene|mesti|perlu|wajib|terpaksa|akan|have to|need to|must"),
    (Knows, "tahu|tau|ingat|simpan|nampak"),
    (
        Clutter,
        "gambar|gambar lama|gambar-gambar|video|mesej|msg|chat|sembang|aplikasi|app|emel|email|nombor|nombor dia|nombor tu|no dia|contact|kenalan|status|story|post|komen|link|folder|fail|dokumen|memori|cache|sejarah|history|susu|makanan|lauk|lauk lama|sisa|pinggan|pinggan mangkuk|mainan|surat khabar|majalah|almari|kerusi|meja|katil|habuk|sarang|labah-labah|kasut|stokin|beg|wifi|lagu|game|whatsapp|instagram|facebook|tiktok|plastik|tweet|bekas|ikon|tab|kulit|sarang tikus",
    ),
    (You, "lu|hangpa|korang semua|korang ni|mung|demo|awok"),
    (
        Feeling,
        "bukan kelas kita|buat sakit hati|sabar je la|sabar jelah|hang in there|menyemak|move on|move on je|move on je lah|move on lah|bukan department kita|bukan bahagian kita|bukan untuk kita|bukan kelas anak",
    ),
    (Fact, "parlimen|perdana menteri|bajet dibentang|siaran langsung|pengulas|episod|drama tu|cerita tu"),
    (
        Opinion,
        "dalam cerita|dalam drama|dalam filem|dalam movie|lirik|lagu tu|nasihat|nasihat petang|petua|tips|tip|pengajaran|pesanan|rasa macam|terasa macam|patut diharamkan",
    ),
    (
        Orders,
        "suruh|suruh aku|suruh saya|suruh i|suruh datang|minta aku|minta saya|mintak aku|mintak saya|panggil aku|panggil saya|panggil i|nak jumpa aku|nak jumpa saya|nak jumpa i|nak aku|nak saya|ajak aku|ajak saya|ajak i|jemput aku|jemput saya|arahkan saya|arahkan aku|pesan datang",
    ),
    (
        Stays,
        "tunggu|tgu|ada kat rumah|ada di rumah|duduk rumah|stay|present|bentang|jumpa|datang|ikut|teman|temankan|jaga|hadap",
    ),
    (
        Filler,
        "lupa nak cakap|lupa nak bagitahu|lupa nak bgtau|lupa nak inform|lupa nak beritahu|lupa nak ckp|sebelum terlupa",
    ),
    (Commits, "janji|dah janji|setuju|dah setuju|sanggup|dah confirm dengan|dah deal dengan|dah decide"),
    (Third, "untung dia|doakan dia|doakan diorang|kesian dia|kesian diorang|padan muka dia|bangga dengan dia"),
    (Degree, "memang|sungguh|betapa|punya|punyalah|macam|mcm"),
];
