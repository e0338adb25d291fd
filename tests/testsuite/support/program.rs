//! The program itself, run as a person or a script would.

use std::path::Path;
use std::process::Command;

/// What a run said, and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Its exit code.
    pub(crate) code: i32,
    /// What it printed to the output.
    pub(crate) out: String,
    /// What it printed to the error stream.
    pub(crate) err: String,
}

/// Runs `carepress --root SITE ARGUMENTS`.
pub(crate) fn carepress(site: &Path, arguments: &[&str]) -> Ran {
    carepress_with(site, arguments, &[])
}

/// Runs `carepress ARGUMENTS` in a folder.
pub(crate) fn carepress_in(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
    command.current_dir(folder).args(arguments);
    ran(command)
}

/// Runs `carepress --root SITE ARGUMENTS` with environment variables.
pub(crate) fn carepress_with(site: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
    command.arg("--root").arg(site).args(arguments).envs(environment.iter().copied());
    ran(command)
}

fn ran(mut command: Command) -> Ran {
    command.env_remove("RUST_BACKTRACE");
    let output = command.output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it speaks UTF-8");
    let ran = Ran {
        code: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    assert!(!ran.err.contains("panicked at"), "{}", ran.err);
    ran
}
