//! From SVG to PNG.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};

use super::letters::{FAMILY, FONT};
use super::sheet::{HEIGHT, WIDTH};

/// The renderer did not take what we wrote.
#[derive(Debug, thiserror::Error)]
pub enum Undrawable {
    /// The SVG cannot be read.
    #[error("the picture is not well-formed")]
    Malformed(#[from] usvg::Error),
    /// There is no memory for its pixels.
    #[error("there is no room for the picture")]
    NoRoom,
    /// The pixels cannot be packed.
    #[error("the picture cannot be encoded: {0}")]
    Unencodable(String),
}

/// The compiled-in font and no other: the machine's fonts are not looked for.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_source(fontdb::Source::Binary(Arc::new(FONT)));
    Arc::new(fonts)
});

/// The SVG as PNG.
pub fn png(svg: &str) -> Result<Vec<u8>, Undrawable> {
    let options = Options { font_family: FAMILY.to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg, &options)?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or(Undrawable::NoRoom)?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| Undrawable::Unencodable(error.to_string()))
}
