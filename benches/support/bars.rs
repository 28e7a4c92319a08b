//! A figure beside its bar, a line each.

use std::fmt::Display;

/// Prints what was measured and what it is held against.
#[expect(clippy::print_stdout, reason = "a bench is there to print")]
pub fn report(what: &str, measured: impl Display, bar: impl Display) {
    println!("{what:<52} bar {bar:>14}   measured {measured}");
}
