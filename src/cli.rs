//! The command line: one file a command, each a recipe of a few lines over the pipeline.

mod approve;
mod arguments;
mod ask;
mod build;
mod check;
mod cms;
mod completions;
mod explain;
mod headers;
mod init;
mod limits;
mod man;
mod memory;
mod new;
mod program;
mod progress;
mod register;
mod rename;
pub mod report;
pub mod schema;
mod serve;
mod terminal;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::base::diagnostic::excerpt::visible_name;
use crate::disk::source;
use terminal::quiet_when_unread;

/// Builds a patient-education website that proves what it publishes.
///
/// Run it in the site's folder: the one with site.yaml. Nothing is published unless every check passes.
#[derive(Debug, Parser)]
#[command(name = "carepress", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// The site's folder; without it, the folder with site.yaml where you are, or the nearest one above
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  clean, or warnings only
  1  the content has errors (with --strict: or warnings)
  2  the program could not work: a wrong option, a folder that can't be read, a full disk";

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site and publish it to a folder
    Build(build::Arguments),
    /// Show the site in the browser while you write it
    Serve(serve::Arguments),
    /// Look for problems; with --fix, mend what has one right answer
    Check(check::Arguments),
    /// Begin a site of one's own, in a new folder
    Init(init::Arguments),
    /// Begin an article
    New(new::Arguments),
    /// Move an article or a section, its translations, and all links to it
    Rename(rename::Arguments),
    /// Record that a clinician has read pages, and approved them as they are
    Approve(approve::Arguments),
    /// List every page with its review, reading level and problems
    Register(register::Arguments),
    /// Print what a web server is to say beside each page, for its configuration
    Headers(headers::Arguments),
    /// Print the manual page of a kind of problem
    Explain(explain::Arguments),
    /// Set up a page on which staff edit the articles in a browser
    Cms(cms::Arguments),
    /// Print JSON Schemas, by which an editor's program completes and checks what is typed
    Schema(schema::Arguments),
    /// Print completions for a shell
    Completions(completions::Arguments),
    /// Print the manual page of carepress, or of a command
    Man(man::Arguments),
}

/// The site's folder where none is named: the one where the program runs, or else the nearest above it that has a site.yaml,
/// as seen from there: `..`, `../..`.
fn root_above() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let steps = here.ancestors().position(|folder| source::stands(&folder.join("site.yaml"))).unwrap_or(0);
    if steps == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", steps).collect() }
}

/// Prints what is for programs to the output, as it is.
fn put(data: &str) -> Result<()> {
    quiet_when_unread(writeln!(io::stdout().lock(), "{data}"))
}

/// Says on the terminal what does not work.
fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr().lock(), "carepress: {}", visible_name(&format!("{error:#}")));
}

/// Runs the program and says how it ended.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    memory::say_when_it_ends();
    let root = &cli.root.clone().unwrap_or_else(root_above);
    let result = match &cli.command {
        Command::Build(arguments) => build::run(root, arguments),
        Command::Serve(arguments) => serve::run(root, arguments),
        Command::Check(arguments) => check::run(root, arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::New(arguments) => new::run(root, arguments),
        Command::Rename(arguments) => rename::run(root, arguments),
        Command::Approve(arguments) => approve::run(root, arguments),
        Command::Register(arguments) => register::run(root, arguments),
        Command::Headers(arguments) => headers::run(root, arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Cms(arguments) => cms::run(root, arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments),
    };
    result.unwrap_or_else(|error| {
        complain(&error);
        ExitCode::from(2)
    })
}
