//! A location that someone sends: it sets the chat's time zone, and is not stored.

use std::sync::LazyLock;

use chrono_tz::Tz;
use tzf_rs::EmbeddedFinder;

use crate::model::{GeoPoint, Setting, SettingValue};

use super::answer::Answer;
use super::failure::Cause;
use super::settings_menu;
use super::turn::Turn;

/// The borders of all time zones, which are embedded in the program (data of OpenStreetMap, `ODbL`).
static BORDERS: LazyLock<EmbeddedFinder> = LazyLock::new(EmbeddedFinder::new);

/// Sets the zone of the place, or asks for it by name where no zone is known.
pub(super) async fn pin(turn: &Turn<'_>, at: GeoPoint) -> Result<Answer, Cause> {
    // The first look takes a while, as it unfolds the borders; nobody else is to wait for it.
    let zone = tokio::task::spawn_blocking(move || zone_at(at)).await.ok().flatten();
    match zone {
        Some(zone) => settings_menu::set(turn, SettingValue::Zone(zone)).await,
        None => settings_menu::choose(turn, Setting::Zone, None).await,
    }
}

/// The zone of a place; far out at sea it is a plain UTC offset.
fn zone_at(at: GeoPoint) -> Option<Tz> {
    let (latitude, longitude) = at.degrees();
    BORDERS.get_tz_name(longitude, latitude).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_the_zone_of_its_country() {
        let table = [
            (3.139, 101.687, Tz::Asia__Kuala_Lumpur),
            (5.980, 116.073, Tz::Asia__Kuching),
            (1.290, 103.852, Tz::Asia__Singapore),
            (51.507, -0.128, Tz::Europe__London),
            (-33.869, 151.209, Tz::Australia__Sydney),
        ];
        for (latitude, longitude, zone) in table {
            let at = GeoPoint::at(latitude, longitude).unwrap();
            assert_eq!(zone_at(at), Some(zone), "{latitude} {longitude}");
        }
    }
}
