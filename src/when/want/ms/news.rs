//! What Malay speakers tell of others, of shops and of how things stand.

use crate::when::want::senses::Sense::{
    self, Absence, Acquaintance, Deed, Feeling, Hours, Outlet, Says, Since, TooMuch, Visits,
};

pub(super) const NEWS: &[(Sense, &str)] = &[
    (
        Acquaintance,
        "bos|boss|kawan|kwn|member|jiran|sepupu|rakan|rakan sekerja|kolig|housemate|roommate|tuan rumah|tauke|majikan|penyelia|ketua|anak buah|cikgu|ustaz|ustazah|guru|staf|staff|budak ofis|orang sebelah|orang atas|ipar|biras|mertua|classmate|kengkawan|geng|bekas bos|anak jiran|anak kawan|anak bos|anak saudara|anak sedara|pak guard|kerani|ex",
    ),
    (
        Absence,
        "cuti|bercuti|mc|el|cuti sakit|cuti bersalin|cuti kecemasan|sakit|demam|outstation|tak masuk|x masuk|takde|tak ada|xde|tak datang|x datang",
    ),
    (
        Deed,
        "kahwin|nikah|bernikah|bertunang|tunang|akad nikah|bersalin|beranak|pindah|pindah rumah|berhenti|resign|naik pangkat|dapat kerja|start kerja|mula kerja|kerja|bekerja|dapat|dpt|beli|jual|bising|tidur|tido|lahir|pencen|bersara|renovate|ubah suai|masuk|keluar",
    ),
    (Visits, "datang|dtg|sampai|tiba|bermalam|tumpang|singgah|melawat|balik"),
    (Since, "sejak|semenjak|dari tadi|dari semalam|dari pagi tadi"),
    (Says, "cakap|ckp|bilang|kata|kate|bagitau|bgtau|pesan"),
    (
        Outlet,
        "kedai|kedai makan|gerai|warung|restoran|mamak|kopitiam|pasar|pasaraya|farmasi|klinik|bank|pejabat pos|jalan|jln|jambatan|tol|stesen minyak|pam minyak|kaunter|cawangan|dobi|bengkel|perpustakaan|kolam|kolam renang",
    ),
    (Hours, "buka|bukak|tutup|dibuka|ditutup|start bukak|bukak pukul|buka sampai|bukak sampai|tutup pukul"),
    (
        Feeling,
        "gila|giler|gile|patut la|patutlah|patut lah|sibuk memanjang|lega|bising la|riuh|goyang kaki|takut nya|takutnya|bagus la|bagusla|baguslah|comel|syok|habis la|habislah|kesian|padan muka|untung la|untunglah|jeles|camni|best la|best lah|dah lama|dah tiga hari|dah dua hari|dah seminggu|dah 3 hari|dah 2 hari|dah berhari|dah habis|lagi hari ni|lagi today|pun sama|memang hampeh|untung dia|doakan dia|doakan diorang|nangis|bukan saya punya|bukan i punya|bukan aku punya|sunyi la|tergoda|last minute betul|stress",
    ),
    (
        TooMuch,
        "tak cukup|x cukup|xcukup|terlalu lama|lama sangat|terlalu panjang|pendek sangat|terlalu pendek|panjang sangat|tk cukup",
    ),
];
