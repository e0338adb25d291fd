//! `carepress completions SHELL`: made from the same types as the command line itself.

use std::io;
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
    clap_complete::generate(arguments.shell, &mut super::Cli::command(), "carepress", &mut io::stdout().lock());
    Ok(ExitCode::SUCCESS)
}
