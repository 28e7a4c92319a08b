//! A conversation: what was wanted, one file an intent, and the reply.
//!
//! [`answer`] holds what comes out. Nothing here sends, renders or asks the clock.

mod answer;
pub mod lanes;
mod settings;

pub use answer::{Answer, Place, Saying};
pub use settings::Settings;
