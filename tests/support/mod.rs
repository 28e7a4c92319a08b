//! What the tests of several rooms share.

pub mod bot;
pub mod cast;
pub mod cluster;
pub mod errors;
pub mod faketime;
mod keys;
pub mod lifeline;
pub mod outside;
pub mod people;
pub mod redis;
pub mod running;
pub mod signing_in;
pub mod waiting;
pub mod world;
