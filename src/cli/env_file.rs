//! `.env`, as far as Janji writes to it: one setting at a time, the rest untouched.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Sets `name` in the file at `path`, in place of its old line or at the end; makes the file, for its owner's eyes
/// alone, if there is none. Whatever happens on the way, the old file or the new one is there whole.
pub(super) fn set(path: &Path, name: &str, value: &str) -> io::Result<()> {
    let old = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    if let Ok(old) = fs::metadata(path) {
        new.as_file().set_permissions(old.permissions())?;
    }
    new.write_all(with(&old, name, value).as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(path)?;
    Ok(())
}

/// The text with the setting in it, once.
fn with(text: &str, name: &str, value: &str) -> String {
    let is_it = |line: &&str| {
        let line = line.trim_start();
        let line = line.strip_prefix("export ").unwrap_or(line);
        line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let line = format!("{name}={}", quoted(value));
    let place = text.lines().position(|line| is_it(&line)).unwrap_or(text.lines().count());
    let mut lines: Vec<&str> = text.lines().filter(|line| !is_it(line)).collect();
    lines.insert(place, &line);
    lines.join("\n") + "\n"
}

/// Quoted only where needed: not everything that reads such files takes quotes away again.
fn quoted(value: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./,:@".contains(letter);
    if value.chars().all(is_plain) { value.to_owned() } else { format!("'{}'", value.replace(['\'', '\r', '\n'], "")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_changes_and_the_rest_stays() {
        let table = [
            ("", "A=1\n"),
            ("B=2", "B=2\nA=1\n"),
            ("# keep\nA=0\nB=2\n", "# keep\nA=1\nB=2\n"),
            ("A=\nAB=3\n", "A=1\nAB=3\n"),
            ("export A = 0\nB=2\nA=5\n", "A=1\nB=2\n"),
            ("#A=0\n", "#A=0\nA=1\n"),
        ];
        for (old, new) in table {
            assert_eq!(with(old, "A", "1"), new, "{old:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        for value in ["1//0g-token_$x", "1,2,3"] {
            set(&path, "A", value).unwrap();
            let pairs: Vec<_> = dotenvy::from_path_iter(&path).unwrap().map(Result::unwrap).collect();
            assert_eq!(pairs, [("A".to_owned(), value.to_owned())]);
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_new_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        set(&path, "A", "1").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
