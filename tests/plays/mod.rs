//! The product as its users meet it: each test is a short play, and its transcript is the assertion.

mod buttons;
mod canaries;
mod cancelling;
mod cards;
mod carrying;
mod claiming;
mod correcting;
mod creating;
mod failing;
mod groups;
mod listing;
mod looking;
mod moving;
mod operator;
mod reminding;
mod series;
mod settings;
mod several;
mod standing;
mod strange_input;
mod strangers;
mod syncing;
mod troubles;
mod undoing;
mod wanting;
