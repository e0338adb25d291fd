//! The program: parse, run, exit.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    carepress::command::run(&carepress::command::Cli::parse())
}
