//! `.env`, as far as Janji writes to it: one setting at a time, the rest untouched.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file of settings, `NAME=value` a line.
#[derive(Debug, Clone)]
pub struct EnvFile {
    path: PathBuf,
}

impl EnvFile {
    /// The file at a path, whether or not it exists.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The `.env` of the current folder.
    #[must_use]
    pub fn here() -> Self {
        Self::new(".env")
    }

    /// Sets `name`, in place of its old line or at the end; makes the file, readable by its owner alone, if there is
    /// none. Whatever happens on the way, the old file or the new one is there whole.
    ///
    /// # Errors
    /// When the file cannot be read or replaced.
    pub fn set(&self, name: &str, value: &str) -> io::Result<()> {
        self.write(&with(&self.text()?, name, value))
    }

    /// Adds one value to the list that `name` is set to, values separated by commas.
    ///
    /// # Errors
    /// When the file cannot be read or replaced.
    pub fn add(&self, name: &str, value: &str) -> io::Result<()> {
        let text = self.text()?;
        let old = value_of(&text, name).unwrap_or_default();
        let mut values: Vec<&str> = old.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
        if !values.contains(&value) {
            values.push(value);
        }
        self.write(&with(&text, name, &values.join(",")))
    }

    fn text(&self) -> io::Result<String> {
        match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            outcome => outcome,
        }
    }

    fn write(&self, text: &str) -> io::Result<()> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        if let Ok(old) = fs::metadata(&self.path) {
            new.as_file().set_permissions(old.permissions())?;
        }
        new.write_all(text.as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(&self.path)?;
        Ok(())
    }
}

/// What `name` is set to in the text.
fn value_of(text: &str, name: &str) -> Option<String> {
    let pairs = dotenvy::from_read_iter(text.as_bytes()).filter_map(Result::ok);
    pairs.filter(|(found, _)| found == name).last().map(|(_, value)| value)
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
            EnvFile::new(&path).set("A", value).unwrap();
            let pairs: Vec<_> = dotenvy::from_path_iter(&path).unwrap().map(Result::unwrap).collect();
            assert_eq!(pairs, [("A".to_owned(), value.to_owned())]);
        }
    }

    #[test]
    fn a_list_keeps_what_stands_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        let table = [("", "A=7\n"), ("A=\n", "A=7\n"), ("A='1, 2'\nB=3\n", "A=1,2,7\nB=3\n"), ("A='7,1'\n", "A=7,1\n")];
        for (old, new) in table {
            fs::write(&path, old).unwrap();
            EnvFile::new(&path).add("A", "7").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), new, "{old:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_new_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        EnvFile::new(&path).set("A", "1").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
