//! Makes the weights of `when::kind` from the messages in `training/` and from those that the tests hold:
//! `make train`.

use std::error::Error;
use std::fs;
use std::path::Path;

use janji::when::kind::WishKind;
use janji::when::kind::training::{all_of, corpus, examples, train};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wishes = root.join("src/when/want");
    let mut files: Vec<_> = fs::read_dir(root.join("training"))?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut all = all_of(WishKind::Nothing, &fs::read_to_string(wishes.join("corpus/told.txt"))?);
    all.extend(all_of(WishKind::Create, &fs::read_to_string(wishes.join("corpus/plans.txt"))?));
    for language in ["en", "ms", "zh"] {
        all.extend(corpus(&fs::read_to_string(wishes.join(format!("corpus/{language}.txt")))?));
    }
    for file in files.iter().map(fs::DirEntry::path).filter(|path| path.extension().is_some_and(|end| end == "tsv")) {
        all.extend(examples(&fs::read_to_string(&file)?).map_err(|bad| format!("{}: {bad}", file.display()))?);
    }
    fs::write(wishes.join("kind/weights.bin"), train(&all))?;
    Ok(())
}
