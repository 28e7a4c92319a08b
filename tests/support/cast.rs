//! The people of the tests, and the day on which everything happens.

use janji::model;
use janji::sandbox::telegram::{ChatId, Telegram, UserId};

/// Listed; her Telegram speaks English.
pub const ANA: UserId = UserId(101);
/// Listed; his Telegram speaks Malay.
pub const BUDI: UserId = UserId(102);
/// Listed; her Telegram speaks Chinese.
pub const MEI: UserId = UserId(103);
/// Not listed.
pub const STRANGER: UserId = UserId(666);
/// A listed group, with Ana, Budi and the stranger in it.
pub const GROUP: ChatId = ChatId(-1_001);

/// Everyone who is listed.
pub const LISTED: [UserId; 3] = [ANA, BUDI, MEI];

/// Tuesday, 10 March 2026, ten in the morning in Kuala Lumpur.
pub const TUESDAY_AT_TEN: &str = "2026-03-10T02:00:00Z";

/// Puts everyone into a pretend Telegram; nobody has started the bot yet.
pub fn enter(telegram: &Telegram) {
    for (id, name, language) in
        [(ANA, "Ana", "en"), (BUDI, "Budi", "ms"), (MEI, "Mei", "zh-hans"), (STRANGER, "Eve", "en")]
    {
        telegram.add_person(id, name, language);
    }
    telegram.add_group(GROUP, "Family", &[ANA, BUDI, STRANGER]);
}

/// A person as the bot names them.
pub const fn user(person: UserId) -> model::UserId {
    model::UserId(person.0.unsigned_abs())
}

/// A chat as the bot names it.
pub const fn chat(chat: ChatId) -> model::ChatId {
    model::ChatId(chat.0)
}
