//! The menu of commands that Telegram shows, in each language.

use sha2::{Digest, Sha256};
use teloxide::payloads::{SetMyCommands, SetMyCommandsSetters};
use teloxide::types::BotCommand;

use super::Bot;
use super::bot::CALL_TIMEOUT;
use super::refusal::CallError;
use crate::model::Language;
use crate::speech;
use crate::store::Store;

/// Sets the commands if they differ from those set last. They are the same in private chats and groups, so the default
/// scope is enough (Bot API, `BotCommandScopeDefault`).
pub(super) async fn announce(bot: &Bot, store: &Store) {
    let menus = menus();
    let (key, fingerprint) = (store.keys().bot("commands"), fingerprint(&menus));
    if store.read::<String>(&key).await.is_ok_and(|known| known.as_ref() == Some(&fingerprint)) {
        return;
    }
    for (language, commands) in menus {
        if let Err(error) = set(bot, language, commands).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                language,
                "could not set the menu of commands; trying again at the next start"
            );
            return;
        }
    }
    if let Err(error) = store.write(&key, &fingerprint).await {
        tracing::debug!(error = &error as &dyn std::error::Error, "it was not noted down that the commands are set");
    }
}

/// The commands by language code; the empty code is for everyone else, and in English.
fn menus() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let mut menus = vec![("", speech::commands(Language::En))];
    menus.extend(Language::ALL.map(|language| (language.tag(), speech::commands(language))));
    menus
}

async fn set(bot: &Bot, language: &str, commands: Vec<(&'static str, String)>) -> Result<(), CallError> {
    let mut payload = SetMyCommands::new(commands.into_iter().map(|(name, does)| BotCommand::new(name, does)));
    if !language.is_empty() {
        payload = payload.language_code(language);
    }
    bot.call::<_, bool>(&payload, CALL_TIMEOUT).await.map(drop)
}

fn fingerprint(menus: &[(&str, Vec<(&str, String)>)]) -> String {
    let mut hash = Sha256::new();
    for (language, commands) in menus {
        for (name, does) in commands {
            hash.update(format!("{language}\n{name}\n{does}\n"));
        }
    }
    data_encoding::HEXLOWER.encode(&hash.finalize()[..8])
}
