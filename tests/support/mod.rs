//! What the tests of several rooms share.

pub mod bot;
pub mod faketime;
pub mod redis;
pub mod world;
