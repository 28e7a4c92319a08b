//! English names of languages, and of towns that have no zone of their own name.

use chrono_tz::Tz;

use crate::model::Language;

pub(super) const LANGUAGES: &[(Language, &str)] =
    &[(Language::En, "english|en"), (Language::Ms, "malay|ms"), (Language::Zh, "chinese|mandarin|zh")];

pub(super) const TOWNS: &[(Tz, &str)] = &[
    (
        Tz::Asia__Kuala_Lumpur,
        "malaysia|kl|k.l.|klang|shah alam|petaling jaya|pj|subang jaya|subang|puchong|kajang|cyberjaya|putrajaya|seremban|\
         nilai|melaka|malacca|johor bahru|johor|jb|batu pahat|muar|kluang|ipoh|perak|taiping|penang|george town|georgetown|\
         butterworth|bayan lepas|alor setar|kedah|sungai petani|langkawi|kangar|perlis|kota bharu|kelantan|\
         kuala terengganu|terengganu|kuantan|pahang|genting|cameron highlands|selangor|negeri sembilan",
    ),
    (Tz::Asia__Kuching, "sabah|sarawak|kota kinabalu|kk|sandakan|tawau|miri|sibu|bintulu|labuan"),
    (Tz::Asia__Singapore, "sg"),
    (Tz::Asia__Jakarta, "indonesia|bandung|surabaya|medan|yogyakarta"),
    (Tz::Asia__Bangkok, "thailand|phuket|hat yai|chiang mai"),
    (Tz::Asia__Hong_Kong, "hk|hongkong"),
    (Tz::Asia__Shanghai, "china|beijing|shenzhen|guangzhou|xiamen"),
    (Tz::Asia__Taipei, "taiwan"),
    (Tz::Asia__Tokyo, "japan|osaka|kyoto"),
    (Tz::Asia__Kolkata, "india|mumbai|delhi|new delhi|chennai|bangalore|bengaluru"),
    (Tz::Asia__Riyadh, "saudi arabia|mecca|makkah|medina|jeddah"),
    (Tz::Europe__London, "uk|england|manchester"),
    (Tz::America__Los_Angeles, "california|san francisco|seattle"),
];
