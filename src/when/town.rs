//! Towns that have no zone of their own name, for those who tell where they are.

use chrono_tz::Tz;

/// Zones and towns in them, in lower case, divided by `|`.
const TOWNS: [(Tz, &str); 14] = [
    (
        Tz::Asia__Kuala_Lumpur,
        "malaysia|kl|k.l.|klang|shah alam|petaling jaya|pj|subang jaya|subang|puchong|kajang|cyberjaya|putrajaya|seremban|\
         nilai|melaka|malacca|johor bahru|johor|jb|batu pahat|muar|kluang|ipoh|perak|taiping|penang|pulau pinang|george town|\
         georgetown|butterworth|bayan lepas|alor setar|kedah|sungai petani|langkawi|kangar|perlis|kota bharu|kelantan|\
         kuala terengganu|terengganu|kuantan|pahang|genting|cameron highlands|selangor|negeri sembilan|马来西亚|吉隆坡|槟城|\
         新山|怡保|马六甲|莎阿南|八打灵再也|关丹|亚罗士打|哥打峇鲁|芙蓉",
    ),
    (
        Tz::Asia__Kuching,
        "sabah|sarawak|kota kinabalu|kk|sandakan|tawau|miri|sibu|bintulu|labuan|古晋|亚庇|诗巫|美里|沙巴|砂拉越",
    ),
    (Tz::Asia__Singapore, "sg|新加坡"),
    (Tz::Asia__Jakarta, "indonesia|bandung|surabaya|medan|yogyakarta|雅加达"),
    (Tz::Asia__Bangkok, "thailand|phuket|hat yai|chiang mai|曼谷"),
    (Tz::Asia__Hong_Kong, "hk|hongkong|香港"),
    (Tz::Asia__Shanghai, "china|beijing|shenzhen|guangzhou|xiamen|中国|北京|上海|广州|深圳|厦门"),
    (Tz::Asia__Taipei, "taiwan|台北|台湾"),
    (Tz::Asia__Tokyo, "japan|osaka|kyoto|东京|大阪|日本"),
    (Tz::Asia__Kolkata, "india|mumbai|delhi|new delhi|chennai|bangalore|bengaluru"),
    (Tz::Asia__Riyadh, "saudi arabia|mecca|makkah|mekah|medina|madinah|jeddah"),
    (Tz::Europe__London, "uk|england|manchester|伦敦|英国"),
    (Tz::Australia__Melbourne, "墨尔本"),
    (Tz::America__Los_Angeles, "california|san francisco|seattle|旧金山|洛杉矶"),
];

/// The zone of a place: a town, or the last or whole part of a zone's own name, however it is written.
pub(super) fn zone_of(place: &str) -> Option<Tz> {
    let place = place.trim().trim_end_matches(['.', '!', '。', '！']).to_lowercase();
    let town = || TOWNS.iter().find(|(_, names)| names.split('|').any(|name| name == place)).map(|(zone, _)| *zone);
    let name = place.replace(' ', "_");
    let find = |is_it: &dyn Fn(&str) -> bool| chrono_tz::TZ_VARIANTS.iter().copied().find(|zone| is_it(zone.name()));
    let whole = || find(&|own| own.eq_ignore_ascii_case(&name));
    let last = || find(&|own| own.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&name)));
    town().or_else(whole).or_else(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_name_places_and_not_zones() {
        let table = [
            ("London", Tz::Europe__London),
            ("kota kinabalu", Tz::Asia__Kuching),
            ("Pulau Pinang", Tz::Asia__Kuala_Lumpur),
            ("吉隆坡", Tz::Asia__Kuala_Lumpur),
            ("new york", Tz::America__New_York),
            ("Asia/Tokyo", Tz::Asia__Tokyo),
            ("asia/kuala_lumpur", Tz::Asia__Kuala_Lumpur),
            ("Melbourne!", Tz::Australia__Melbourne),
            ("utc", Tz::UTC),
        ];
        for (place, zone) in table {
            assert_eq!(zone_of(place), Some(zone), "{place}");
        }
        for place in ["", "nowhere", "the moon"] {
            assert_eq!(zone_of(place), None, "{place}");
        }
    }
}
