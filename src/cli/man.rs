//! `carepress man [COMMAND]`: manual pages in roff, made from the same types as the command line itself.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::terminal::say;
use crate::base::diagnostic::suggest;
use crate::disk::create;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The command that the page is of; without it, the page of carepress itself
    command: Option<String>,
    /// Write the pages of all commands to this folder, such as carepress-build.1
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode> {
    // A command is told its whole name, `carepress build`, when the program is put together.
    let mut program = super::Cli::command().disable_help_subcommand(true);
    program.build();
    let pages: Vec<Command> = std::iter::once(program.clone()).chain(program.get_subcommands().cloned()).collect();
    if let Some(folder) = &arguments.output {
        for page in pages {
            let page = page_of(page);
            let name = page.get_filename();
            create::replace(folder, &name, &rendered(&page)?)?;
            say(&format!("{} is written", folder.join(name).display()))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let name = arguments.command.as_deref().unwrap_or("carepress");
    let names = pages.iter().map(Command::get_name);
    let page = pages.iter().find(|page| page.get_name() == name).with_context(|| {
        format!("there is no command called `{name}`; {}", suggest(name, names.clone(), "commands"))
    })?;
    super::terminal::quiet_when_unread(io::stdout().lock().write_all(&rendered(&page_of(page.clone()))?))?;
    Ok(ExitCode::SUCCESS)
}

fn page_of(command: Command) -> Man {
    Man::new(command).source(concat!("carepress ", env!("CARGO_PKG_VERSION")))
}

fn rendered(page: &Man) -> Result<Vec<u8>> {
    let mut roff = Vec::new();
    page.render(&mut roff)?;
    Ok(roff)
}
