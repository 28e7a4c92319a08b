//! Janji.
fn main() {}
