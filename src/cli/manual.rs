//! `janji manual`: the man pages and shell completions that packages carry, made from the arguments themselves.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// What can be chosen.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder to write to
    folder: PathBuf,
}

/// Writes every page.
pub(super) fn manual(arguments: &Arguments) -> ExitCode {
    match write(&arguments.folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("janji: the manual cannot be written to {}: {error}", arguments.folder.display());
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    // `janji help run` says what the page of `janji run` says.
    let mut command = super::Arguments::command().disable_help_subcommand(true);
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        clap_complete::generate_to(shell, &mut command, "janji", folder)?;
    }
    clap_mangen::generate_to(command, folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_and_every_shell_its_completions() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path()).unwrap();
        let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
        for command in ["run", "demo", "connect", "check", "backup", "restore", "read"] {
            assert!(text(&format!("janji-{command}.1")).contains(".TH"), "{command}");
            for completions in ["janji.bash", "_janji", "janji.fish"] {
                assert!(text(completions).contains(command), "{completions} lacks {command}");
            }
        }
        assert!(!folder.path().join("janji-help.1").exists(), "a page about help helps nobody");
        assert!(text("janji.1").contains("JANJI_TIME_ZONE"), "the settings are in the manual");
    }
}
