//! Compiles the words in `locales/` in again when only they have changed; `fl!` alone would not notice.

fn main() {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=i18n.toml");
}
