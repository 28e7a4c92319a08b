//! The zone of a place, for those who tell where they are.

use chrono_tz::Tz;

use super::lang;

/// The zone of a place: a town, or the last or whole part of a zone's own name, however it is written.
pub(super) fn zone_of(place: &str) -> Option<Tz> {
    let place = place.trim().trim_end_matches(['.', '!', '。', '！']).to_lowercase();
    let name = place.replace(' ', "_");
    let find = |is_it: &dyn Fn(&str) -> bool| chrono_tz::TZ_VARIANTS.iter().copied().find(|zone| is_it(zone.name()));
    let whole = || find(&|own| own.eq_ignore_ascii_case(&name));
    let last = || find(&|own| own.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&name)));
    lang::town(&place).or_else(whole).or_else(last)
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
