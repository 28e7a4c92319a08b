//! A figure beside its bar, a line each.

use std::fmt::Display;

/// Prints what was measured and what it is held against.
#[expect(clippy::print_stdout, reason = "a bench is there to print")]
pub fn report(what: &str, measured: impl Display, bar: impl Display) {
    println!("{what:<52} bar {bar:>14}   measured {measured}");
}

/// Bytes as megabytes.
#[expect(clippy::cast_precision_loss, reason = "figures for people")]
pub fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
