//! The program: its arguments lead to one command of [`janji::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    janji::cli::main()
}
