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

/// The same with environment variables.
pub(crate) fn carepress_with(site: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_carepress"));
    command.arg("--root").arg(site).args(arguments).env_remove("RUST_BACKTRACE");
    command.envs(environment.iter().copied());
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
