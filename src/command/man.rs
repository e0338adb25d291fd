//! `carepress man`: the manual page in roff, made from the same types as the command line itself.

use std::io;
use std::process::ExitCode;

use anyhow::Result;
use clap::CommandFactory;

pub(super) fn run() -> Result<ExitCode> {
    super::quiet_when_unread(clap_mangen::Man::new(super::Cli::command()).render(&mut io::stdout().lock()))?;
    Ok(ExitCode::SUCCESS)
}
