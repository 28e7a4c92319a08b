//! Where the sun and the moon are: their longitudes, and when the sun stands high or low over a place.
//!
//! The series are the low-precision ones of the Astronomical Almanac (the sun's good to 0.01° between 1950 and 2050, the
//! moon's to about 0.1°, a quarter of an hour). Days are counted from J2000, noon of 1 January 2000 in Greenwich.

/// The sun's longitude in degrees, some days after J2000.
pub(super) fn sun(days: f64) -> f64 {
    let anomaly = (357.528 + 0.985_600_3 * days).to_radians();
    (280.460 + 0.985_647_4 * days + 1.915 * anomaly.sin() + 0.020 * (2.0 * anomaly).sin()).rem_euclid(360.0)
}

/// How far the moon is ahead of the sun in degrees, some days after J2000: 0 when it is new, 180 when it is full.
pub(super) fn elongation(days: f64) -> f64 {
    /// Amplitude in degrees, and how often the moon's elongation, the sun's and the moon's anomaly, and the moon's
    /// distance from its node go into the angle.
    const TERMS: [(f64, [f64; 4]); 13] = [
        (6.289, [0.0, 0.0, 1.0, 0.0]),
        (1.274, [2.0, 0.0, -1.0, 0.0]),
        (0.658, [2.0, 0.0, 0.0, 0.0]),
        (-0.185, [0.0, 1.0, 0.0, 0.0]),
        (0.214, [0.0, 0.0, 2.0, 0.0]),
        (-0.114, [0.0, 0.0, 0.0, 2.0]),
        (0.059, [2.0, 0.0, -2.0, 0.0]),
        (0.057, [2.0, -1.0, -1.0, 0.0]),
        (0.053, [2.0, 0.0, 1.0, 0.0]),
        (0.046, [2.0, -1.0, 0.0, 0.0]),
        (0.041, [0.0, -1.0, 1.0, 0.0]),
        (-0.035, [1.0, 0.0, 0.0, 0.0]),
        (-0.031, [0.0, 1.0, 1.0, 0.0]),
    ];
    let angles = [
        297.850 + 12.190_749 * days,
        357.528 + 0.985_600_3 * days,
        134.963 + 13.064_993 * days,
        93.272 + 13.229_350 * days,
    ];
    let angle =
        |times: &[f64; 4]| times.iter().zip(angles).map(|(times, angle)| times * angle).sum::<f64>().to_radians();
    let moon = 218.316 + 13.176_396 * days + TERMS.iter().map(|(size, times)| size * angle(times).sin()).sum::<f64>();
    (moon - sun(days)).rem_euclid(360.0)
}

/// The sun's declination in degrees, and by how many hours the clock is ahead of it (the equation of time, negated).
fn declination_and_lag(days: f64) -> (f64, f64) {
    let longitude = sun(days).to_radians();
    let tilt = (23.439 - 0.000_000_4 * days).to_radians();
    let ascension = (tilt.cos() * longitude.sin()).atan2(longitude.cos()).to_degrees();
    let mean = 280.460 + 0.985_647_4 * days;
    let lag = (ascension - mean + 180.0).rem_euclid(360.0) - 180.0;
    ((tilt.sin() * longitude.sin()).asin().to_degrees(), lag / 15.0)
}

/// A place on the earth, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    /// North of the equator.
    pub latitude: f64,
    /// East of Greenwich.
    pub longitude: f64,
}

/// When the sun is highest over a place, in hours of universal time of the day that begins `days` after J2000 less half a
/// day; it may lie a little outside of 0 to 24.
pub(super) fn noon(days: f64, place: Spot) -> f64 {
    let first = 12.0 - place.longitude / 15.0;
    let (_, lag) = declination_and_lag(days + (first - 12.0) / 24.0);
    first + lag
}

/// How many hours before and after noon the sun is at an altitude in degrees; `None` where it never is.
pub(super) fn hours_from_noon(days: f64, place: Spot, altitude: f64) -> Option<f64> {
    let (declination, _) = declination_and_lag(days);
    let (latitude, declination) = (place.latitude.to_radians(), declination.to_radians());
    let cosine =
        (altitude.to_radians().sin() - latitude.sin() * declination.sin()) / (latitude.cos() * declination.cos());
    (-1.0..=1.0).contains(&cosine).then(|| cosine.acos().to_degrees() / 15.0)
}

/// The altitude of the sun in degrees when a shadow has grown by its object's own length since noon (Asar).
pub(super) fn altitude_of_asar(days: f64, place: Spot) -> f64 {
    let (declination, _) = declination_and_lag(days);
    (1.0 / (1.0 + (place.latitude - declination).abs().to_radians().tan())).atan().to_degrees()
}
