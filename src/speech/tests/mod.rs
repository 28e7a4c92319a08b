//! What is said, checked against what Telegram takes, and in every language against English.

mod bounds;
mod building;
mod languages;
mod phrasebook;
mod phrases;
mod property;
mod samples;
