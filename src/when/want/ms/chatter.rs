//! What Malay speakers say in passing and pass on: parties of others, moods, chain letters; and what they call out.

use crate::when::want::senses::Sense::{
    self, Chain, Concludes, Errand, Feeling, Filler, Late, LengthNoun, Opinion, Polite, Remind, When,
};

pub(super) const CHATTER: &[(Sense, &str)] = &[
    (
        Feeling,
        "tak jemput kita|tak jemput kami|tak jemput aku|tak jemput saya|tak jemput i|tak jemput pun|x jemput pun|tak dijemput|x dijemput|tidak dijemput|xkena jemput|tak kena jemput|tak ajak kita|tak ajak kami|tak ajak aku|tak ajak saya|tak ajak i|tak ajak pun|x ajak pun|x ajak kita|x ajak aku|takde jemput|dari hidup|dari hidup aku|dari hidup saya|dari hidup i|malas gila|malas nak|tak ada mood|takde mood|xde mood|nak mati|penat nak mati|panas nak mati|menyampahnya",
    ),
    (Opinion, "dengar kata|dengar cerita|khabarnya|khabar angin|kata orang|orang kata|dengar-dengar"),
    (Errand, "hidup|kehidupan|dari hidup|dari hidup aku|dari hidup saya|dari hidup i"),
    (
        Chain,
        "tolong sebarkan|sila sebarkan|mohon sebarkan|harap sebarkan|sebarkan kepada|sebarkan pada|sebarkan ke|sebar kepada|sebarkan|tolong viralkan|sila viralkan|viralkan|mohon viralkan|tolong share|sila share|mohon share|harap share|share kat semua|share ke semua|share dlm group|share dalam group|forward kat semua|forward ke semua|kongsikan kepada|sila kongsikan|mohon kongsikan|tolong kongsikan|hantar kepada 10|panjangkan kepada|panjangkan pada|tolong panjangkan|sila panjangkan|forward dari group|copy paste|mesej berantai",
    ),
    (Filler, "haiya|aiya|adui|alahai|walaweh|walawei|allah|ya allah|ish|isy|hish|hmph|eh tolong"),
    (Late, "lambat pergi|lewat pergi|selalu lambat|selalu lewat|asyik lambat|lambat ke"),
    (LengthNoun, "lamanya"),
    (
        When,
        "jatuh bila|jatuh hari apa|jatuh pada hari apa|jatuh tarikh berapa|jatuh pada tarikh berapa|jatuh berapa hari bulan|jatuh pada berapa hari bulan|jatuh berapa hb|jatuh pada bila|tarikh berapa",
    ),
    (Concludes, "jadi|jadinya|jd|so|maka|sebab tu|sbb tu"),
    (Polite, "harap dapat"),
    (Remind, "jangan bagi saya terlupa"),
];
