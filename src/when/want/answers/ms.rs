//! How Malay speakers answer an invitation.

use super::AnswerWords;

pub(super) static WORDS: AnswerWords = AnswerWords {
    accept: "saya sampai|aku sampai|akan sampai|kami sampai|saya join|aku join|kami join|nak join|boleh join|hadir|saya hadir|akan hadir|boleh hadir|insyaallah hadir|insya allah hadir|inshaallah hadir|saya datang|aku datang|akan datang|datang|boleh datang|nak datang|mesti datang|saya ikut|aku ikut|ikut|nak ikut|boleh ikut|saya pergi|aku pergi|akan pergi|boleh pergi|saya setuju|setuju|terima|saya terima|jumpa di sana|jumpa nanti|jumpa kat sana|on|jadi|saya on|kira saya sekali|kira aku sekali|masukkan nama saya|sertai|saya sertai|akan sertai|turut serta|saya ada|lapang|saya free",
    decline: "tak dapat|tak dpt|x dpt|xdpt|x dapat|xdapat|tidak dapat|tdk dpt|tak dapat hadir|tak dpt hadir|x dpt hadir|xdpt hadir|tidak dapat hadir|tak dapat datang|tak dpt datang|tidak dapat datang|xdpt datang|x dpt datang|tak dapat join|tak dpt join|xdpt join|x dpt join|tak dapat pergi|tak dpt pergi|tak dpt pegi|xdpt pergi|tidak dapat pergi|tak dapat ikut|tak dpt ikut|tak dapat sertai|tidak dapat sertai|tak boleh|tak blh|x boleh|xboleh|x blh|xleh|tak leh|tidak boleh|tak boleh hadir|tak boleh datang|tak boleh join|tak boleh pergi|tak boleh ikut|xleh join|tak leh join|tak leh pergi|tak leh datang|xleh datang|xleh pergi|tidak boleh hadir|tidak boleh datang|tidak hadir|tak hadir|x hadir|tak datang|tidak datang|tak pergi|tak pegi|tak jadi pergi|tak ikut|tidak ikut|tak join|x join|xjoin|tak sempat|tak sempat datang|tak sempat pergi|tolak|saya tolak|tolong tolak|tarik diri|kira saya tak|tak payah kira saya|jangan kira saya|terpaksa tolak|kena tolak|tak free|x free|xfree|reject|reject je|tak dapat hadirkan diri|tak berkesempatan",
    maybe: "mungkin|mungkin boleh|mungkin datang|mungkin hadir|mungkin saya datang|mungkin join|mungkin pergi|tak pasti|x pasti|xpasti|tidak pasti|tak pasti lagi|belum pasti|blm pasti|belum tahu|belum tau|tak tahu lagi|tak tau lagi|tak sure|tak sure lagi|x sure|xsure|belum confirm|tak confirm lagi|tengok dulu|tgk dulu|tengok keadaan|tgk keadaan|cuba datang|saya cuba|cuba hadir|kalau sempat|barangkali|letak mungkin|jawab mungkin",
    yes: "insyaallah|insya allah|insya-allah|inshaallah|in sha allah|in-sha-allah|insha allah|insya'allah|in shaa allah|in syaa allah|in sya allah|inshallah|insyallah|ya|ye|yer|boleh|blh|ok|okay|baik|baiklah|sudah tentu|mestilah|mesti|jom|bole|boleh je|no problem|tiada masalah|takde masalah",
    no: "tidak|tak|tak nak|taknak|xnak|maaf tidak",
    small: "saya|sy|aku|kami|kita|maaf|mintak maaf|minta maaf|sori|tolong|tlg|terima kasih|tq|ya allah|untuk|utk|ke|yang|yg|ni|tu|itu|ini|nombor|no|no.|nombor itu|jemputan|jemputan tu|jemputan ni|mesyuarat|acara|majlis|semua|je|jer|la|lah|ya|yer|eh|hai|salam|assalamualaikum|kali ni|kali ini|nanti|dulu|lagi|dan|dengan|sekali|juga|jugak|akan|nak|hari tu|rupanya|bro|bos|kak|bang|sangat|rasanya|rasa|macam|silap|silap cakap|tersilap|tadi|salah|dulu la|je la|put|letak|jawab",
    ends: "tapi|tetapi|sebab|sbb|kerana|krn|ada hal|ada|kena|demam|sakit|balik kampung|bertembung|clash|sibuk|bz|kalau|jika|anak|dah ada|outstation|kerja",
    and: "dan",
    others: "yang lain|yg lain|yang selebihnya|selebihnya|lain-lain|lain2|yang lain semua|semua yang lain",
    told: "letak mungkin|jawab mungkin|jawab ya|jawab tak|balas mungkin|put mungkin",
    ordinals: &[("pertama", 1), ("kedua", 2), ("ketiga", 3)],
    numero: &[],
    dividers: &[],
    row_leads: &[],
    row_nouns: &[],
    time_marks: &[],
};
