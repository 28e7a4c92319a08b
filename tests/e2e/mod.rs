//! The built program from end to end: real HTTP polling, a real Redis, the system's clock.

mod backup;
mod checking;
mod claiming;
mod demo;
mod keys;
mod notifying;
mod refused;
mod running;
mod signing_in;
