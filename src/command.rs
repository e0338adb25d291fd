//! The command line: one file a command, each a recipe of a few lines over the pipeline.

mod approve;
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
mod new;
mod program;
mod register;
mod rename;
mod schema;
mod serve;
mod watch;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use clap::{Args, Parser, Subcommand};

use crate::base::date::Date;
use crate::base::diagnostic::excerpt::{visible, visible_name};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::content::config::Options;
use crate::disk::edit::Change;
use crate::disk::source;
use crate::report::{self, Format};

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

/// Options of every command that reads the site.
#[derive(Debug, Args)]
struct Reading {
    /// Judge reviews as on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    today: Option<Date>,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// How problems are printed
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

impl Reading {
    fn options(&self, drafts: bool, portable: bool) -> Options {
        Options { today: self.today.unwrap_or_else(Date::today), drafts, portable }
    }

    /// Whether problems of this number and weight keep a site from being published.
    fn forbids(&self, errors: usize, warnings: usize) -> bool {
        errors > 0 || (self.strict && warnings > 0)
    }

    /// Prints problems: for people to the error stream, for programs to the output.
    fn print(&self, diagnostics: &[Diagnostic]) -> Result<()> {
        let result = match self.format {
            Format::Human => return print_for_people(diagnostics),
            _ => report::print(diagnostics, self.format, false, &mut io::stdout().lock()),
        };
        quiet_when_unread(result)
    }

    /// Shows what changes in files: for people on the output, beside what is for programs on the error stream.
    fn show(&self, changes: &[Change]) -> Result<()> {
        if self.is_for_people() {
            show_changes(changes, io::stdout().is_terminal(), &mut io::stdout().lock())
        } else {
            show_changes(changes, io::stderr().is_terminal(), &mut io::stderr().lock())
        }
    }

    /// Whether the last line and the progress are for people.
    fn is_for_people(&self) -> bool {
        self.format == Format::Human
    }
}

/// Prints problems to the error stream, in colour where it is a terminal.
fn print_for_people(diagnostics: &[Diagnostic]) -> Result<()> {
    let color = is_colored(io::stderr().is_terminal());
    quiet_when_unread(report::print(diagnostics, Format::Human, color, &mut io::stderr().lock()))
}

/// Prints what changes in files, in colour on a terminal.
fn show_changes(changes: &[Change], terminal: bool, out: &mut dyn Write) -> Result<()> {
    let color = is_colored(terminal);
    quiet_when_unread(changes.iter().try_for_each(|change| match change {
        Change::Replace { path, old, new } => out.write_all(report::difference(path, old, new, color).as_bytes()),
        Change::Move { from, to } => writeln!(out, "{} → {}", visible_name(from), visible_name(to)),
        Change::Create { path, .. } => writeln!(out, "{} is new", visible_name(path)),
    }))
}

fn is_colored(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none()
}

/// The site's folder where none is named: the one where the program runs, or else the nearest above it that has a site.yaml,
/// as seen from there: `..`, `../..`.
fn root_above() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let steps = here.ancestors().position(|folder| source::stands(&folder.join("site.yaml"))).unwrap_or(0);
    if steps == 0 { PathBuf::from(".") } else { std::iter::repeat_n("..", steps).collect() }
}

/// A path as given, seen from the site's folder: relative to where the program runs, or else to that folder.
fn inside(root: &Path, path: &Path) -> Result<String> {
    let root = real(root)?;
    // The slashes of another system are understood; a name with a backslash in it can't be published anyway.
    let slashed = PathBuf::from(path.to_string_lossy().replace('\\', "/"));
    let given = [path.to_owned(), root.join(path), slashed.clone(), root.join(slashed)];
    let given: Vec<PathBuf> = given.iter().flat_map(|path| path.canonicalize()).collect();
    ensure!(!given.is_empty(), "there is no {}", path.display());
    let relative = given.iter().find_map(|given| given.strip_prefix(&root).ok());
    let relative = relative.with_context(|| format!("{} is not in the site's folder", path.display()))?;
    Ok(crate::base::address::nfc(&relative.to_string_lossy().replace('\\', "/")).into_owned())
}

/// The site's folder by its real path.
fn real(root: &Path) -> Result<PathBuf> {
    root.canonicalize().with_context(|| format!("there is no folder {}", root.display()))
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|why| why.replace('|', "; "))
}

/// A reader that stops reading (`carepress check | head`) is no error.
fn quiet_when_unread(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Into::into),
    }
}

/// Prints a line, or several, to the output. Like [`complain`], [`show_changes`] and [`print_for_people`] it shows no sign
/// that could take hold of a terminal: no text reaches people by another way.
fn say(line: &str) -> Result<()> {
    quiet_when_unread(writeln!(io::stdout().lock(), "{}", visible(line)))
}

/// Prints what is for programs to the output, as it is.
fn put(data: &str) -> Result<()> {
    quiet_when_unread(writeln!(io::stdout().lock(), "{data}"))
}

/// Says on the terminal what does not work.
fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr().lock(), "carepress: {}", visible_name(&format!("{error:#}")));
}

/// `1 error`, `2 warnings`
fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}

/// Runs the program and says how it ended.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
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
