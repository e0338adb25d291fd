//! `carepress completions SHELL`: made from the same types as the command line itself.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, CommandFactory};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Cli::command(), "carepress", &mut script);
    super::terminal::quiet_when_unread(io::stdout().lock().write_all(&script))?;
    Ok(ExitCode::SUCCESS)
}
