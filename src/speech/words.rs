//! The words of each language, compiled in from `locales/`.
//!
//! A message that a language lacks is said in English. `fl!` checks ids and arguments against English at compile
//! time; a test compares the other languages with English.

use std::sync::LazyLock;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::model::Language;

/// The messages of one language, with English behind them.
pub(super) type Words = FluentLanguageLoader;

/// The Fluent files, one folder a language.
#[derive(RustEmbed)]
#[folder = "locales/"]
pub(super) struct Locales;

static ENGLISH: LazyLock<Words> = LazyLock::new(|| load(Language::En));
static MALAY: LazyLock<Words> = LazyLock::new(|| load(Language::Ms));
static CHINESE: LazyLock<Words> = LazyLock::new(|| load(Language::Zh));

/// The words of `language`, read once.
pub(super) fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::Ms => &MALAY,
        Language::Zh => &CHINESE,
    }
}

fn load(language: Language) -> Words {
    let english = identifier(Language::En);
    let words = Words::new("janji", english.clone());
    words
        .load_languages(&Locales, &[identifier(language), english])
        .expect("the words are compiled in, and the tests read each of them");
    // Fluent's own isolates would come from the very block that titles are cleaned of; `html::user` isolates instead.
    words.set_use_isolating(false);
    words
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.tag().parse().expect("our tags are well-formed language identifiers")
}
