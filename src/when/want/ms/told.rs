//! What Malay speakers tell, ask of others, forward and advertise: the words of what is no wish.
#![cfg_attr(not(test), expect(clippy::enum_glob_use, reason = "a list of words, in which only meanings are named"))]

use crate::when::want::senses::Sense::{self, *};

pub(super) const TOLD: &[(Sense, &str)] = &[
    (Now, "skrg|sekarang"),
    (Yours, "awak punya|awak|u punya|bot ni punya|kau punya"),
    (
        Did,
        "selamatkan saya|selamatkan aku|selamatkan i|rajin betul|rajin sangat|dah bising|dah bunyi|bising betul|bising sangat|bising gila|kuat sangat|kuat gila|awal sangat|lambat sangat|awal gila|ngam2|ngam ngam|tepat masa|memang membantu|banyak membantu|kacau betul|tolong sangat|satu rumah bangun|memang terbaik",
    ),
    (
        Identifier,
        "nombor saya|no saya|nombor aku|no aku|nombor sy|no sy|nombor polisi|no polisi|nombor ic|no ic|nombor akaun|no akaun|nombor pesanan|no pesanan|nombor tempahan|no tempahan|nombor telefon|no telefon|nombor fon|no fon|no phone|nombor rujukan|no rujukan|nombor invois|no invois|nombor kad|no kad|no tracking|nombor resit|no resit|nombor ahli|no pasport|no plat",
    ),
    (Fee, "premium|sewa|yuran|ansuran|bayaran bulanan"),
    (Relative, "suami|isteri|bini|laki|abang|kakak|adik|ayah|abah|mak|ibu|bapa|anak|sepupu|pakcik|makcik|jiran"),
    (Idle, "hujan|ribut|panas|tido|tdo|bangun|tak dapat|xdpt|x dapat|tak sempat|x sempat|tak larat"),
    (
        Opinion,
        "rasa|rasanya|pada pendapat|bagi saya|harap|harapnya|semoga|moga|andai|mungkin|barangkali|agaknya|benci|tak suka|teringin|kelakar|lawak|katanya|dengar cerita|entah|tak tahu|tak tau|xtau|x tau|tak pasti|x pasti|ingat nak|terfikir|geram|lagi best|cerita lawak|tak best|best kalau|kalau la|sedih betul|penat betul|penatnya|bosannya|malasnya|ingat lagi|masih ingat|teringat|ingat tak masa|ikut suka|patutnya kita|kita patut|sepatutnya kita|kot la|apa kata|apa kata kita|rasa nak|saya suka|aku suka|suka hari",
    ),
    (
        Fact,
        "selalu|kerap|asyik|sentiasa|kadang|kadang-kadang|dah start|dah mula|tidur pukul|harga|harganya|sekilo|sebungkus|skor|menang|kalah|gol|biasanya|selalunya|dibuka|ditutup|buka pukul|tutup pukul|buka dari|dilahirkan|lahir|meninggal|sejak|jem|jammed|bil datang|penalti|waktu operasi|dah naik|hujan lebat|harga dah|cuaca panas|skor akhir|selalu lambat|selalu lewat|tahun umur|gangguan perkhidmatan|kerja kosong|kerja part time|jawatan kosong|tac|otp|tac anda|harga minyak|cuti tambahan|didebit|dikreditkan|transaksi|baki akaun|pembayaran diterima|pindahan wang|duitnow|jika bukan anda|masa bujang|saya selalu|aku selalu|sy selalu|selalu jogging|selalunya saya|kot|jalan ditutup|banjir di|naik mulai|menteri kata|parcel anda|akan dihantar kepada anda|amaran cuaca|ribut petir|dijangka|beranak|berita",
    ),
    (
        Advert,
        "jualan|promosi|promo|diskaun|tawaran|harga promosi|stok terhad|terhad|sementara stok|pm saya|whatsapp kami|murah giler|jangan lepaskan|rebut|cepat sebelum|baucar|kupon|klik|order sekarang|tempah sekarang|cabutan|jualan murah|jualan gudang|lelong|potongan|harga runtuh|diskaun sehingga|ansuran|hubungi kami|daftar sekarang|t&s|beli sekarang|jualan hebat|penghantaran percuma|harga istimewa|percuma|terma|tertakluk|semua cawangan|cawangan|kerja dari rumah|pendapatan|jana duit|kod tac|kod otp|tac|otp|kod pengesahan|jangan kongsi|jangan dedahkan|sale|pembeli|terawal|jgn terlepas|jangan terlepas|tekan link|klik link|link bawah|serendah|harga serendah|slot terhad|tempat terhad|ws kami|murah|hadiah|jimat|rebat|tawaran hebat|dapatkan|beli|borong|stok|pm tepi|terlajak murah|free gift",
    ),
    (
        Past,
        "semlm|smlam|semlam|mlm td|pagi td|semalam|smlm|kelmarin|tadi|td|minggu lepas|bulan lepas|tahun lepas|dulu|hari tu|haritu|lepas|lalu|yang lalu|malam tadi|pagi tadi|petang tadi|telah|dah habis|mlm tadi|minggu lalu|baru je|baru jer|tahun lalu|malam semalam|pg tadi|ptg tadi|thn lepas|aku dah sampai|dah sampai|dah balik|baru sampai|baru balik|bangun tadi|tak muncul|x muncul|dulu masa|masa bujang|masa kecil|zaman dulu|waktu sekolah dulu|masa sekolah dulu|dulu saya|dulu aku|dulu dulu|dulu-dulu|baru makan|baru habis|baru lepas|baru siap|dah selesai",
    ),
    (
        BookingLabel,
        "tarikh:|masa:|tempat:|hari:|waktu:|tarikh/masa:|lokasi:|tarikh :|masa :|tempat :|hari/tarikh:|tarikh & masa:|dijemput|jemputan|makluman|notis|akan diadakan|dijemput hadir|kehadiran|tempahan anda|temu janji anda|temujanji anda|pengesahan|disahkan|ibu bapa|aturcara|atur cara|adakan|akan diadakan pada|makluman kepada|makluman kpd|salam semua|assalamualaikum semua|tuan puan|tuan-tuan dan puan-puan|warga|para ibu bapa",
    ),
    (
        Farewell,
        "jumpa nanti|jumpa lagi|bye|babai|selamat jalan|selamat hari|selamat tidur|good luck|selamat berjaya|tahniah|jumpa esok|selamat tahun baru|selamat hari raya|selamat bercuti|semoga berjaya|jumpa sana|see you|selamat malam|esok sembang|sembang lagi|borak lagi|jumpa pukul|jumpa kau|jumpa korang|selamat hari lahir|selamat ulang tahun",
    ),
    (Price, "rm|ringgit|harga"),
    (If, "kalau|klu|klau|kalo|kalu|jika|jikalau|sekiranya|andai|andai kata|kalau la"),
    (Told, "kata|kate|katanya|cakap kat|cakap dekat|ckp kat|suruh|umum|umumkan|mengumumkan|beritahu kami|cerita"),
    (Third, "dia|diorang|dorang|depa|mereka|dia orang|deme|dia kata|orang"),
    (
        Feeling,
        "best nya|bestnya|best sangat|cepatnya|jem|jam teruk|penat|benci|panas gila|panas sangat|panas betul|sejuk gila|tak boleh keluar|pun tak boleh|hujan lebat|jem gila|best betul|best gila|best giler|geram|tak sabar|x sabar|xsabar|malasnya|bosan|penat gila|penat giler|sedih|terkejut|seronok betul|lawak|hampeh|bengang|rindu|syok|letih|buang masa|haih|haiz|aduhai|takde orang|tak de orang|selamat maju jaya|maju jaya|confirm hujan|mesti jem|jem teruk|pun ramai|ramai gila|mahal gila|tak larat",
    ),
    (
        Thanked,
        "terima kasih ingatkan|terima kasih sebab|terima kasih kerana|tq sebab|tq ingatkan|terima kasih atas|thanks ingatkan|tq sbb|terima kasih pasal|nasib baik ingatkan|nasib baik remind|nasib baik awak ingatkan|nasib baik bot|nasib baik bot ingatkan|nasib baik ada bot|mujur ingatkan|mujur awak ingatkan",
    ),
    (
        Reason,
        "kenapa|knp|knape|mengapa|kenape|apasal|apsal|macam mana nak|mcm mana nak|mcm mana nk|camne nak|macam mana kalau|apa jadi|siapa|sape",
    ),
    (
        World,
        "cuaca|pukul berapa sekarang|pukul berapa skrg|sekarang pukul berapa|skrg pukul berapa|jam berapa sekarang|berbuka|buka puasa|imsak|cuti umum|cuti sekolah|maghrib|subuh|waktu solat|kedai|pasar malam",
    ),
    (You, "awak|kau|ko|korang|hang|engkau|kamu|u all|u|awak semua|kalian"),
    (
        Held,
        "akan diadakan|akan diadakan pada|diadakan pada|akan berlangsung|akan dijalankan|diadakan|akan dilaksanakan|adakan|akan bermula|jatuh pada|bertarikh|akan dibuat|akan dilakukan|dijadualkan pada|akan ditutup",
    ),
    (
        Others,
        "dia|mereka|diorang|dorang|depa|orang|kedai|bank|kedai tu|dia orang|deme|ktm|lrt|mrt|kaunter|pasar|awak|kau|ko|korang|u|you",
    ),
];
