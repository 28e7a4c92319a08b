//! What is said, checked against what Telegram takes, and in every language against English.

#[cfg(test)]
mod bounds;
mod building;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod phrasebook;
#[cfg(test)]
mod phrases;
pub(crate) mod property;
mod samples;
