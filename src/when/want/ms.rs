//! What Malay speakers want, in their words, spelled as people spell them in chats.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

mod accounts;
mod asked;
mod chatter;
mod frames;
mod free_words;
mod guests;
mod news;
pub(super) mod small;
mod stories;
mod tales;
mod told;

use super::senses::{
    Sense::{self, *},
    Words,
};

pub(super) static WORDS: Words = Words {
    senses: &[
        WISHES,
        free_words::FREE_WORDS,
        told::TOLD,
        news::NEWS,
        guests::GUESTS,
        accounts::ACCOUNTS,
        small::SMALL,
        stories::STORIES,
        chatter::CHATTER,
        tales::TALES,
        asked::ASKED,
        frames::FRAMES,
    ],
    numerals: NUMERALS,
    months: MONTHS,
    weekdays: WEEKDAYS,
    digests: DIGESTS,
    often_mistyped: OFTEN_MISTYPED,
};

const WISHES: &[(Sense, &str)] = &[
    (
        Filler,
        "mulai sekarang|mulai dari sekarang|pihak sekolah memaklumkan|pihak pengurusan memaklumkan|memaklumkan bahawa|memaklumkan|tolong|tlg|tolonglah|sila|minta|mintak|ya|ye|yer|yea|la|lah|ler|je|jela|je la|jelah|je lah|jer|dong|deh|tau|weh|wei|wey|oi|abang|bang|kak|cik|encik|puan|sis|dik|hai|helo|assalamualaikum|salam|askum|eh|alamak|aduh|adoi|kan|pun|lagi|dah|sudah|nanti|cuba|cube|janji|ok|okey|okay|baik|haa|ha|heh|hihi|haha|terima kasih|tq|maaf|sori|sorry|dulu|dlu|terus|jap|sekejap|kejap|punya|ni|tu|la tu|aje|saja|sahaja|tolong ye|skali|sekali|sikit|skit|sket",
    ),
    (
        CanYou,
        "boleh|bole|blh|boleh tak|boleh tolong|boleh x|boleh ke|bleh|blh x|boleh awak|saya nak awak|tolong|mohon|nak minta|nak|saya nak|aku nak|sy nak|i nak|jom|kena|mesti|perlu|kene",
    ),
    (Me, "saya|sy|aku|kami|kita|i|ana|ku|sya|gua|gue|hamba|i ada masa|saya ada masa|aku ada masa|sy ada masa"),
    (Determiner, "itu|tu|ini|ni|yang|yg|si|para"),
    (
        It,
        "yang tu|yg tu|yang ni|yg ni|yang itu|yang ini|yg itu|yg ini|tu|ni|itu|ini|acara ni|acara tu|acara ini|acara itu|benda ni|benda tu|nya|yang tadi|yg tadi|tadi|event ni|event tu|peringatan ni|peringatan tu|dia",
    ),
    (
        All,
        "semua|semuanya|smua|sume|semua acara|kesemuanya|semua sekali|sume skali|semua meeting|semua mesyuarat|semua temujanji|semua event",
    ),
    (
        Link,
        "lepas tu|lepas itu|pastu|untuk|utk|pada|pd|di|kat|dekat|dengan|dgn|dlm|dalam|dari|drpd|yang|yg|dan|sbb|sebab|pasal|psl|tentang|bagi|ada|akan|ialah|adalah|kena|nak|jadi|masa|waktu|jam|pukul|pkul|kul|kol|hari|tarikh|dah|kalau|dari kalendar|dlm kalendar|dalam kalendar|dari senarai|dlm senarai|pada hari|punya|di kalendar|pergi|pegi|gi|sebenarnya",
    ),
    (
        To,
        "ke|kepada|kpd|jadi|sampai|hingga|menjadi|kpada|k|pada|bertukar ke|tukar ke|dekat|kat|ke hari|jd|sekarang|skrg",
    ),
    (From, "dari|drpd|daripada|dr"),
    (By, "selama|sebanyak"),
    (And, "dan|dgn|dengan|serta|n|&"),
    (Or, "atau|ataupun"),
    (Through, "hingga|sampai|ke|sehingga"),
    (
        Not,
        "tak|x|tidak|bukan|jangan|jgn|takyah|tak payah|xpayah|x payah|tiada|takde|tanpa|tk|tdk|xnak|taknak|tak nak|tak perlu|x perlu|xperlu|tak mau|tak mahu",
    ),
    (Unit, "minit|mnt|mint|jam|hari|minggu|mggu|bulan|saat|malam"),
    (Count, "setengah|separuh|suku|sebuah|beberapa|se"),
    (Amount, "sejam|sehari|seminggu|seminit|setengah jam|sebulan|suku jam|semalaman"),
    (
        RowLead,
        "nombor|no|no.|bil|bilangan|yang no|yang nombor|acara no|yg no|yg nombor|nom|yang ke|yg ke|ke-|acara nombor|item",
    ),
    (RowNoun, "acara|item|perkara|baris|dari senarai|dlm senarai|dalam senarai|event"),
    (Cancel, "batal|batalkan|btl|btalkan|batalkn|batal kan|cancelkan|cancel|dibatalkan|mansuh|mansuhkan"),
    (
        Remove,
        "padam|padamkan|buang|buangkan|hapus|hapuskan|delete|keluarkan|gugurkan|singkirkan|berhenti|hentikan|stop|tarik balik|pdm|hilangkan",
    ),
    (
        CalledOff,
        "tak sempat|x sempat|xsempat|tak jadi|x jadi|xjadi|tak jd|xjd|x jd|tidak jadi|tk jadi|batal dah|dah batal|dah cancel|kena batal|kena cancel|tak pergi dah|tak dapat pergi|x dapat pergi|x pergi|tak pergi|xde dah|takde dah|tak payah|dah tak ada|dah takde|dibatalkan|takyah pergi|tak jadi pergi|x jadi pergi|tak jadi dah",
    ),
    (
        OnlyThis,
        "je|jer|sahaja|saja|kali ni je|kali ini sahaja|yang ni je|yang ini sahaja|ni je|ini je|minggu ni je|sekali ni je|yg ni je|hanya|yang itu sahaja|tu je",
    ),
    (
        Onwards,
        "dan seterusnya|seterusnya|dan selepas|ke atas|dan akan datang|mulai|dan lepas tu|dan selepasnya|dan yang lepas tu|mula dari|bermula|sampai bila-bila|selepas ni|lepas ni",
    ),
    (Whole, "semua|semuanya|kesemua|keseluruhan|seluruh|semua siri|siri|semua sekali|setiap|selamanya|selama-lamanya"),
    (
        Move,
        "pindah|pindahkan|alih|alihkan|anjak|anjakkan|ubah|ubahkan|dipindahkan|dianjak|ganjak|jadual semula|jadualkan semula|pindahkn|ubah suai|dipindah|diubah|ditukar|gerak|gerakkan",
    ),
    (
        Swap,
        "tukar|tukarkan|ubah|ubahkan|ganti|gantikan|betulkan|letak|jadikan|set|kemaskini|kemas kini|buat|bertukar|tkr|dah tukar|tuka|pinda|tukar ke|bertukar ke|sekarang|skrg",
    ),
    (
        Postpone,
        "tangguh|tangguhkan|tunda|tundakan|lewatkan|lambatkan|tolak|tolakkan|lajakkan|ditangguhkan|ditunda|undur|undurkan|lewat|mundurkan|lambat|tangguhkn",
    ),
    (Advance, "awalkan|cepatkan|percepatkan|dipercepat|dipercepatkan|diawalkan|majukan|cepat|kedepankan|awalkn"),
    (Later, "lewat|lambat|lagi|kemudian|lmbt"),
    (Earlier, "awal|lebih awal|cepat|lagi awal|lebih cepat|dulu"),
    (
        SameTime,
        "masa sama|waktu sama|jam sama|jam kekal|masa kekal|waktu kekal|pada masa yang sama|masa yang sama|sama waktu|sama masa|tempat sama|kul sama|pukul sama|masa maintain|waktu maintain|hari & masa sama|hari dan masa sama|hari dgn masa sama|masa & hari sama|hari dan waktu sama|hari n masa sama",
    ),
    (TimeNoun, "masa|waktu|tarikh|jam|hari|masanya|waktunya|masa mula|tarikhnya"),
    (
        Instead,
        "sepatutnya|patutnya|bukan|lebih baik|elok|better|buat|ok tak|sebenarnya|jadi|kot|maksud saya|maksudnya|kita buat|la|lah|je|jelah|boleh|pulak|pula",
    ),
    (
        Rename,
        "namakan|namakan semula|tukar nama|ubah nama|tukar tajuk|ubah tajuk|ganti nama|panggil|tajuknya|namanya|tukar nama acara|letak nama|letak tajuk|letak title|tukar title|letakkan nama",
    ),
    (TitleNoun, "nama|tajuk|title|nama acara|tajuk acara"),
    (PlaceNoun, "tempat|lokasi|venue|tempatnya|lokasinya|alamat|kat mana|tempat baru|lokasi baru"),
    (At, "di|kat|dekat|dkt|kt|@"),
    (Extend, "panjangkan|lanjutkan|lebihkan|dilanjutkan|extendkan|pjgkan|lajak"),
    (Shorten, "pendekkan|singkatkan|kurangkan|dipendekkan|kurang|pendek"),
    (MakeIt, "jadikan|buat|jadi|bagi|tetapkan|setkan|jadikannya|ambil|ambik|makan masa|biar"),
    (LengthNoun, "tempoh|lama|panjang|durasi|tempohnya|lamanya"),
    (Ends, "habis|tamat|selesai|berakhir|sampai|hingga|habis pukul|tamat pukul|abis|hbs|sampai pukul"),
    (
        Remind,
        "ingatkan|ingatkan saya|ingatkan aku|ingatkan sy|ingtkan|ingtkn|ingatkn|ingat kan|ingat kan saya|peringatkan|remind|remind saya|remind aku|remind sy|kejutkan|kejutkan saya|kejut|kejut saya|kejutkan sy|kejutkan aku|kejutkn|bagitahu|bagitau|bgtau|bgtahu|beritahu|beritahu saya|bagitahu saya|bgtau sy|bagitau saya|bagitau aku|maklumkan|set peringatan|buat peringatan|set alarm|pasang alarm|kunci jam|alert saya|ping saya|jangan bagi saya lupa|jgn bg sy lupa|minta ingatkan|tolong ingatkan|ingatkan kami|ingatkan i|ingatkn sy|set reminder|tambah peringatan|letak peringatan|bgtahu sy|kasitau|kasi tau|ingatkan balik|ingatkan semula|ingatkan lagi|ingatkan kemudian|ingatkan nanti|nanti ingatkan|nanti ingatkan lagi|ingatkan saya balik|ingatkan saya semula|ingatkan sy semula|ingatkan sy balik|ingatkan saya nanti|ingatkan aku balik|ingatkan aku semula|ingat semula|ingat balik|tanya balik|tanya semula|tanya lagi|tanya|ingat saya|ingat sy|igtkan|igtkn|rmd sy|jgn bagi sy lupa|jgn bagi saya lupa|jangan bagi sy lupa|jgn bg saya lupa|jgn bagi aku lupa|jangan bagi aku lupa|jgn bagi lupa|remind lagi|remind balik|remind semula|remind i lagi|remind saya lagi|remind aku lagi",
    ),
    (
        ReminderNoun,
        "peringatan|notifikasi|alarm|reminder|noti|makluman|pengingat|set peringatan|buat peringatan|set reminder|tambah peringatan|letak peringatan",
    ),
    (
        Before,
        "sebelum|sblm|sblum|sebelum tu|sebelum mula|sebelum itu|sebelumnya|lebih awal|awal|terlebih dahulu|lagi awal|seblum|sebelum acara|sebelum start|b4",
    ),
    (Ahead, "lebih awal"),
    (Again, "semula|balik|lagi sekali|sekali lagi|smula|blk"),
    (
        Snooze,
        "ingatkan balik|ingatkan semula|ingatkan lagi|ingatkan kemudian|ingatkan nanti|nanti dulu|kemudian|tunggu dulu|jap lagi|sekejap lagi|kejap lagi|nanti ingatkan|nanti ingatkan lagi|ingatkan saya balik|ingatkan saya semula|ingatkan sy semula|ingatkan sy balik|ingatkan saya nanti|tangguh dulu|ingatkan aku balik|ingatkan aku semula|bg masa|bagi masa|nantilah|ingat semula|ingat balik|tanya balik|tanya semula|tanya lagi|tanya|remind lagi|remind balik|remind semula|remind i lagi|remind saya lagi|remind aku lagi",
    ),
    (UntilStart, "masa mula|bila mula|waktu mula|bila dah mula|sampai mula|bila start"),
    (
        Undo,
        "batal balik|undur balik|kembalikan|kembalikan balik|pulihkan|undo|buat asal|tarik balik tadi|balikkan|patah balik|letak balik|masukkan balik|bagi balik|kembali seperti asal|undo balik|undurkan balik|kembalikan yang tadi|jadikan macam asal|buat macam asal|pulangkan|batalkan pembatalan|batalkan tadi|masuk balik|batalkan perubahan|batalkan perubahan tadi|batalkan yang tadi|balik asal|kembali asal|asal balik",
    ),
    (
        Mistake,
        "silap|salah|tersilap|tersalah|tertekan|terpadam|tersalah tekan|ter delete|terdelete|terbatal|tersasul|ter cancel|tercancel",
    ),
    (
        Done,
        "siap|dah siap|selesai|dah selesai|settle|dah settle|settle dah|beres|dah beres|dah buat|sudah|sudah siap|dah|dah bayar|dah hantar|dah call|dah makan|dah ambil|dah pergi|sdh|da siap|da settle|siap dah|siap sudah|done dah|dah done|dah hantar dah|selesai sudah|dah telefon|dah beli|dah submit|tandakan selesai|tanda siap|dah buat dah",
    ),
    (Already, "dah|sudah|telah|da|sdh|td"),
    (
        What,
        "ada apa2|apa|ape|apa2|apa-apa|apa je|apa saja|apakah|ada apa|apa ada|apa ke|ape je|pe|mana|yang mana|apa yg|apa yang|mende|apa lagi|jumpa siapa|jumpa sape|dengan siapa|dgn siapa",
    ),
    (
        When,
        "bila|bile|bila masa|bilakah|bila ye|bila ya|bila tu|hari apa|tarikh bila|hari mana|bila lagi|bl|hb berapa|berapa hari bulan|berapa hb|bila eh",
    ),
    (
        WhatTime,
        "pukul berapa|pkul brape|jam berapa|kul berapa|kul brapa|pukul brapa|pukul brp|jam brp|kul brp|pkl brp|pkl berapa|kol berapa|kol brapa|jam brapa|kul bape|pukul bape|masa bila|kol brp|pukul berape",
    ),
    (Where, "di mana|kat mana|mana|dekat mana|dimana|kt mana|tempat mana|kat ne"),
    (
        OtherQuestion,
        "siapa|sape|kenapa|knp|knape|mengapa|macam mana|mcm mana|camne|camna|bagaimana|berapa|brapa|brp|berape|bape|ke mana|patut ke|patutkah|elok tak|wajar ke|perlukah|patut tak",
    ),
    (
        Auxiliary,
        "ada|adakah|apakah|boleh|perlu ke|ada tak|ada x|ada ke|ade|ade x|sempat tak|boleh tak|boleh x|dah masuk ke|dah letak ke|dah catat ke|dah add ke|dah ada ke|dah masuk tak|dah tambah ke|dah simpan ke",
    ),
    (
        Particle,
        "tak|x|ke|kah|kan|ke tak|tak ya|tak ni|ke belum|ke x|eh|or not|ka|ek|dak|tk|kn|tak eh|ke idak|ka dak|x ni|boleh ke|boleh tak|boleh x",
    ),
    (Any, "ada apa2|ada apa-apa|ada apa apa|apa-apa|apa2|apa saja|apa2 je|mana-mana|mana2|apa apa|pape|apa-apa je"),
    (Have, "ada|ade|punya|saya ada|aku ada|sy ada|i ada|ada apa|ada apa2"),
    (
        Show,
        "tunjuk|tunjukkan|tengok|tgk|tengokkan|papar|paparkan|lihat|semak|bagi tengok|nak tengok|tengokkn|check|cek|senaraikan|tnjuk|tunjukkn|tgok|bagi|bukak|buka|bacakan|nak tahu|nk tgk|nak tgk|nak check",
    ),
    (Find, "cari|carikan|cr|cari kan|jumpakan|tolong cari|carikn|cari balik"),
    (
        AgendaNoun,
        "jadual|jadwal|kalendar|kalender|acara|program|rancangan|plan|agenda|temujanji|temu janji|aktiviti|perancangan|janji temu|mesyuarat|meeting|appointment|hal|event|schedule|skedul|kerja|appoinment|semua acara|semua event|semua meeting|acara saya|jumpa siapa|jumpa sape|dengan siapa|dgn siapa",
    ),
    (GoingOn, "apa|ada|dalam jadual|dlm jadual|terancang|berlaku|dirancang"),
    (Busy, "sibuk|penuh|padat|packed|full|bz|busy"),
    (
        Free,
        "lapang|free|kosong|senang|masa lapang|ada masa|takde apa2|takde apa-apa|tak ada apa|takde apa|x de apa|xde apa2|tak ada apa-apa|kelapangan|waktu lapang|available|i ada masa|saya ada masa|aku ada masa|sy ada masa",
    ),
    (
        Slot,
        "ruang|slot|masa untuk|sela|celah|selit|selitkan|waktu untuk|ruang masa|masa kosong|waktu kosong|slot kosong",
    ),
    (Clash, "bertembung|tembung|clash|berlanggar|langgar|bertindih|berlaga|crash|tindih|terhimpit"),
    (
        HowLong,
        "berapa hari lagi|berapa lama lagi|brapa hari lagi|berapa minggu lagi|brp hari lagi|tinggal berapa hari|lagi berapa hari|berapa hari sebelum|lagi brapa hari|berapa hari nak",
    ),
    (
        Noted,
        "dah masuk|dah catat|dah letak|dah ada dlm|dah ada dalam|dah masuk ke belum|dah save|dah tambah|ada dlm kalendar|ada dalam kalendar|dlm kalendar|dalam kalendar|dah add|dah simpan|belum|dah masuk belum|dah key in|dah masuk ke|dah letak ke|dah catat ke|dah add ke|dah ada ke|dah masuk tak|dah tambah ke|dah simpan ke",
    ),
    (Week, "minggu|mggu|mgu"),
    (Month, "bulan|bln|januari|februari|mac|mei|jun|julai|ogos|oktober|november|disember|sept"),
    (This, "ini|ni|nie"),
    (Rest, "baki|selebihnya|sepanjang"),
    (
        Put,
        "tambah|tambahkan|letak|letakkan|masukkan|masuk|catat|catatkan|simpan|jadualkan|tetapkan|rekod|rekodkan|aturkan|atur|buat temujanji|buat temu janji|acara baru|tempah|tempahkan|book|bookkan|set|setkan|add|cop|copkan|tandakan|simpankan|masukkn|ltk|tmbah|noted|blokkan|block|jangan lupa|jgn lupa|jgn lupe|jangan lupe|tambah acara|cipta|wujudkan|save|tulis|tuliskan|key in|note|acara baru:|catat:|tambah event|nota:|jgn lupa tau|jangan lupa tau|jgn lupa ye",
    ),
    (
        PutLink,
        "dalam kalendar|dlm kalendar|ke dalam kalendar|ke kalendar|kat kalendar|di kalendar|masuk kalendar|dalam jadual|dlm jadual|untuk|utk|kalendar|dlm calendar|dalam calendar|ke dlm kalendar|dalam|dlm|dlm planner|ke dalam jadual",
    ),
    (
        EventNoun,
        "kerja shift|shift|syif|shift malam|shift pagi|shift petang|syif malam|rombongan|perasmian|raptai|konvo|konvokesyen|taklimat|kenduri doa selamat|mesyuarat|meeting|temujanji|temu janji|temuduga|temu duga|kelas|tuisyen|majlis|kenduri|jamuan|makan|makan malam|makan tengahari|makan tengah hari|sarapan|lunch|dinner|latihan|ceramah|kursus|taklimat|bengkel|perjumpaan|jumpa|lawatan|konvo|pertandingan|perlawanan|doktor|klinik|dentist|gigi|futsal|badminton|gym|gim|rapat|usrah|solat|bola|senaman|aerobik|zumba|majlis kahwin|kahwin|nikah|tunang|akikah|sambutan|hari jadi|birthday|servis|servis kereta|urut|gotong royong|gotong-royong|konsert|wayang|tayangan|flight|penerbangan|bas|trip|percutian|sukan|yoga|interview|call|zoom|webinar|exam|peperiksaan|ujian|kuiz|rehearsal|raptai|pesta|rumah terbuka|open house|appointment|janji temu|kuliah|tutorial|mengaji|tahlil|kelas mengaji|berbuka|iftar|sahur|silat|acara|sesi|berkhatan|checkup|cek up|pemeriksaan|vaksin|suntikan|berbincang|perbincangan|photoshoot|memandu|kelas memandu|sepak takraw|bowling|berenang|renang|batal puasa|berbuka puasa",
    ),
    (
        Errand,
        "sampah|rumah|rumah sewa|langganan|keahlian|kad|kad kredit|akaun|insurans|tiub|tayar|minyak|minyak hitam|enjin|minyak enjin|bateri|lampu|bulb|cadar|lampin|pampers|langsir|jahitan|gigi bongsu|barang|baju|perabot|polisi|pinjaman|wang|duit|simkad|nombor telefon|sofa|peti ais|pokok|rumput|cermin mata|kasut|pejabat|kereta|resit|tong gas|gas|filter|penapis|tilam|kunci|cuti|atap|paip|kayu|sekolah|balang|botol|kotak|daun|karpet|tuala|sarung|air|air akuarium|plan|unifi|astro|telefon|bayaran balik",
    ),
    (ZoneNoun, "zon masa|zon waktu|timezone|zon|time zone|waktu tempatan"),
    (LanguageNoun, "bahasa"),
    (
        LanguageName,
        "melayu|bahasa melayu|bm|bahasa malaysia|inggeris|bahasa inggeris|bi|cina|bahasa cina|mandarin|omputih|english|bahasa mandarin",
    ),
    (
        Speak,
        "cakap|ckp|guna|gunakan|balas dalam|cakap dalam|jawab dalam|balas|bercakap|guna bahasa|cakap bahasa|jawab|reply dalam|reply dlm|balas dlm|cakap dlm",
    ),
    (
        Set,
        "tukar|tukarkan|set|tetapkan|ubah|guna|jadikan|tetap|saya di|saya kat|sy kat|aku kat|saya sekarang di|sekarang saya di|skrg kat|skrg di|saya berada di|duduk kat|i kat",
    ),
    (
        Digest,
        "ringkasan|ringkasan harian|ringkasan pagi|rumusan|rumusan harian|laporan harian|summary|digest|jadual harian|jadual pagi|ringkasan jadual|jadual hari itu",
    ),
    (Send, "hantar|hantarkan|htr|bagi|kirim|kirimkan|send|hntar"),
    (
        Daily,
        "setiap hari|tiap hari|setiap pagi|tiap pagi|harian|hari-hari|tiap2 pagi|hari2|tiap-tiap pagi|setiap malam|tiap2 hari|tiap-tiap hari|pagi2|pagi-pagi",
    ),
    (
        Quiet,
        "jangan ganggu|jgn ganggu|jangan kacau|jgn kacau|waktu senyap|senyap|diam|jangan hantar mesej|jgn hantar mesej|jangan hantar apa-apa|waktu tenang|jangan mesej|jgn mesej|jgn hantar apa2|jangan bunyi|masa senyap|senyapkan|mod senyap|tak nak diganggu|xnak kena kacau|jgn msg|jangan msg|jgn text|jgn kacau sy|jangan kacau saya|jgn hantar apa-apa|jangan ganggu saya|jgn ganggu sy|jgn bising|jangan bising|jangan notify|jgn notify|jangan hantar notifikasi|jgn hantar noti",
    ),
    (
        Default,
        "lalai|biasanya|selalunya|setiap acara|semua acara|default|setiap kali|semua event|semua meeting|setiap event|semua temujanji|selalu|biasa|semua mesyuarat|setiap mesyuarat|tiap2 acara|acara baru|acara saya|meeting saya|acara biasa",
    ),
    (WeekendDays, "hujung minggu ialah|hujung minggu hari|hujung minggu saya|hujung minggu kepada|hujung minggu ke"),
    (
        WeekStart,
        "minggu bermula|minggu mula|hari pertama minggu|mula minggu|mulakan minggu|permulaan minggu|minggu start|awal minggu|minggu saya bermula|minggu saya mula|hari pertama dalam minggu|start minggu|bermula minggu",
    ),
    (HourStyle, "format 24 jam|format 12 jam|24 jam|12 jam|format masa|format jam|jam 24|jam format"),
    (
        WorkingHours,
        "wkt kerja|ofis hour|office hour|waktu kerja|masa kerja|waktu pejabat|jam bekerja|waktu bekerja|masa pejabat|saya kerja dari|sy kerja dari|kerja dari|saya bekerja dari|saya kerja",
    ),
    (SettingsNoun, "tetapan|seting|setting|settings"),
    (On, "hidup|hidupkan|buka|on|onkan|aktifkan|pasang|bukak|idupkan"),
    (
        Off,
        "matikan|mati|tutup|off|offkan|hentikan|padam|stop|nyahaktif|jangan|jgn|tak payah|tak perlu|x payah|tutupkan|xyah|takyah|tanpa|buang|x perlu|mute|matikn|berhenti|tak nak|xnak|taknak",
    ),
    (Reminders, "peringatan|semua peringatan|notifikasi|semua notifikasi|semua noti|notification|noti|notis"),
    (
        Thanks,
        "terima kasih|tima kasih|trima kasih|tq|time kasih|tenkiu|tengkiu|tengs|terimakasih|mekasih|syukran|jazakallah|bagus|terbaik|mantap|hebat|padu|cun|tq banyak2|thanks|sama-sama|alhamdulillah|cayalah|bestnya",
    ),
    (
        Greeting,
        "selamat pagi|selamat petang|selamat malam|selamat tengah hari|salam|assalamualaikum|apa khabar|apa kabar|hai|helo|hello|pekabar|selamat sejahtera|askum|khabar apa|pe kabar",
    ),
    (
        Yes,
        "ya|ye|betul|boleh|ok|okey|jadi|setuju|teruskan|tambah|ya tambah|yup|yep|baik|haah|ha ah|ye la|sahkan|iya|yelah|buat lah|tambah lah|sure",
    ),
    (
        No,
        "tak|x|tidak|tak jadi|x jadi|xjadi|takpe|tak apa|takpa|xpe|x pe|jangan|tak payah|tak nak|xnak|taknak|biar|biarkan|takyah|x yah|tak usah|lupakan|lupakan je|tk jd|tak perlu|biarlah|xpayah|takpelah|biar je|tk pe",
    ),
    (
        Help,
        "macam mana nak use|mcm mana nak use|camne nak use|macam mana nak pakai|mcm mana nak pakai|cane nak guna|mcm mana nak guna|cmne nak guna|bantuan|tolong saya|cara guna|macam mana nak guna|mcm mana guna|apa awak boleh buat|apa boleh buat|apa yang awak boleh buat|arahan|camne nak guna|mcm mana nak guna|apa fungsi|boleh buat apa|cara nak guna|panduan|apa ko boleh buat|awak boleh buat apa|tolong|cmne guna|camne guna|macam mana guna|cane guna|apa boleh buat ni|siapa awak|awak siapa|awak ni siapa|siapa kau",
    ),
    (
        List,
        "senarai|senaraikan|senarai acara|semua acara|senarai penuh|acara akan datang|acara seterusnya|tunjuk semua|apa seterusnya|jadual saya|jadual aku|senarai saya|jadual sy|kalendar saya|senarai semua|apa yang akan datang|acara yang akan datang|jadual|apa lepas ni|apa next",
    ),
    (Upcoming, "akan datang|seterusnya|berikutnya|lepas ni|yang dekat"),
    (
        Sync,
        "segerak|segerakkan|segerakan|selaras|selaraskan|sync|synckan|refresh|kemas kini kalendar|kemaskini kalendar|synckan|resync|segar semula|muat semula",
    ),
    (
        Status,
        "status|masih sambung|masih connect|sambung|bersambung|connect lagi|dah connect|berfungsi|ok ke|hidup lagi|masih hidup|masih berfungsi|terputus|putus|disconnect|sync terakhir|last sync|online|masih ok|ada masalah|masih bersambung|masih aktif|dah sync",
    ),
    (
        WhyReminded,
        "kenapa tak ingatkan|kenapa x ingatkan|kenapa tak ada peringatan|knp x ingatkan|kenapa takde peringatan|knape x ingatkan|kenapa awak tak ingatkan|kenapa ingatkan|knp tak ingatkan|kenapa tak remind|knp x remind|kenapa bot tak bunyi|kenapa bot x bunyi|kenapa tak bunyi|knp tak bunyi|kenapa x bunyi|knp x bunyi|kenapa senyap|tak bunyi pun|x bunyi pun|awak tak ingatkan|bot tak ingatkan|tak ingatkan pun|x ingatkan pun|why bot senyap|bot senyap|bot diam|kenapa bot diam",
    ),
    (Why, "kenapa|knp|knape|kenape|mengapa|apasal|apsal|asal tak|asal x|pasal apa|sebab apa|amende tak"),
    (LastTime, "kali terakhir|last|last sekali|terakhir|kali lepas|last time|sebelum ni bila|terakhir sekali"),
    (
        Forget,
        "lupakan saya|padam data saya|padam semua data|buang data saya|lupakan semua|padam semua data saya|hapus data saya|buang semua data",
    ),
    (Export, "eksport|muat turun kalendar|export"),
    (More, "lagi|lebih|tambah|panjang|lama|kurang|pendek"),
    (
        Tail,
        "ya|ye|la|lah|ni|tu|terima kasih|tq|tau|weh|je|jer|jela|je la|jelah|je lah|jew|eh|ok|okey|tolong|yer|ini|itu|nanti|nnti|nti|punya|wei|dgn|dengan|tq ye|everybody|everyone|guys|semua",
    ),
    (TitleLead, "pasal|psl|untuk|utk|supaya|tentang|bahawa|nak|pasal"),
    (MyDay, "hari saya|hari aku"),
    (Break, "sbb|sebab|so|kerana|tapi|tp|maka"),
    (
        Note,
        "tambah|tambahkan|letak|letakkan|masukkan|catat|catatkan|jadualkan|acara baru|tambah acara|key in|tolong catat|masukkn|ltk|add|acara baru:|catat:|tambah event|nota:",
    ),
    (
        Meet,
        "guna meet|pakai meet|guna google meet|pautan meet|pautan gmeet|link meet|link gmeet|link google meet|dalam talian|secara dalam talian|atas talian|secara online|secara maya|secara atas talian|melalui meet|buat online|via online|online je",
    ),
    (Using, "guna|gunakan|pakai|melalui|dengan|dgn|ngan|kat|di|secara|dlm|dalam|dan|letak|sekali|ada|nak"),
    (With, "dengan|dgn|ngan|ngn"),
    (
        Late,
        "akan lewat|lambat sikit|lewat sikit|saya lewat|aku lewat|sy lewat|i lewat|lambat sampai|lewat sampai|sampai lambat|sampai lewat|jem teruk|jalan jem|baru nak keluar|baru keluar|boleh sampai|lambat skit|lewat skit|mungkin lewat|mungkin lambat|lewat dalam|lambat dalam",
    ),
    (Okay, "ok|okey|okay|baik|k|noted"),
    (
        SameDay,
        "hari sama|hari & masa sama|hari dan masa sama|hari dgn masa sama|masa & hari sama|hari yang sama|hari dan waktu sama|sama hari|hari n masa sama",
    ),
    (
        Site,
        "menara|aras|tingkat|tkt|bilik|bilik mesyuarat|dewan|dewan serbaguna|masjid|surau|kedai|restoran|warung|hotel|pejabat|bangunan|blok|jalan|jln|lorong|taman|tmn|kampung|kg|klinik|hospital|stadium|padang|gelanggang|pusat konvensyen|balai raya|sekolah|kolej",
    ),
    (Theirs, "dia|dia punya|mereka|diorang|dorang"),
    (
        Task,
        "bayar|beli|ambil|amik|ambik|hantar|antar|jumpa|pergi|pegi|pi|gi|g|balik|bawa|bawak|buang|cuci|basuh|siram|masak|makan|minum|call|telefon|hubungi|tengok|tgk|siapkan|hadir|buat|renew|submit|isi|kutip|lawat|ziarah|urus|cari|pasang|baiki|servis|potong|gunting|kemas|cukur|solat|mengaji|belajar|ulangkaji|main|lari|jogging|joging|naik|turun|sambut|rewang|gotong|temankan|teman|bertolak|gerak|cuti|latihan|hari|jadi|tarikh akhir|perbarisan|viva|taklimat|lawatan|majlis|program|kem|padam|tukar|alih|pindah|angkut|beratur|daftar|mohon|serah|pulangkan|fetch|collect|jamu|jamuan|jemput|bercuti|cuti sakit|mc|outstation|kahwin|pindah rumah",
    ),
    (Invite, "jemput|ajak|undang"),
    (Uninvite, "tarik balik jemputan|buang jemputan"),
    (Accept, "terima"),
    (Decline, "tolak"),
    (Tentative, "mungkin"),
    (InvitationNoun, "jemputan|undangan"),
    (Somebody, "seseorang|sesiapa|orang|tetamu"),
    (Replace, "pulak|pula"),
];

const NUMERALS: &[(u32, &str)] = &[
    (1, "satu|pertama|kesatu"),
    (2, "dua|kedua"),
    (3, "tiga|ketiga"),
    (4, "empat|keempat"),
    (5, "lima|kelima"),
    (6, "enam|keenam"),
    (7, "tujuh|ketujuh"),
    (8, "lapan|kelapan"),
    (9, "sembilan|kesembilan"),
    (10, "sepuluh|kesepuluh"),
];

const OFTEN_MISTYPED: &[&str] = &[
    "batalkan",
    "tangguhkan",
    "pindahkan",
    "ingatkan",
    "peringatan",
    "jadual",
    "temujanji",
    "mesyuarat",
    "senarai",
    "padamkan",
];

const MONTHS: &[(u32, &str)] = &[
    (1, "januari"),
    (2, "februari"),
    (3, "mac"),
    (4, "april"),
    (5, "mei"),
    (6, "jun"),
    (7, "julai"),
    (8, "ogos"),
    (9, "september|sept"),
    (10, "oktober|okt"),
    (11, "november"),
    (12, "disember|dis"),
];

const WEEKDAYS: &str = "isnin|selasa|rabu|khamis|jumaat|sabtu|ahad";

const DIGESTS: &str = "ringkasan|ringkasan harian|ringkasan pagi|rumusan harian|laporan harian|summary|digest|jadual harian|ringkasan jadual";
