//! Arguments that several commands have, and paths as they were given.

use std::io;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use clap::Args;

use super::report::{self, Format};
use super::terminal::{print_for_people, quiet_when_unread, show_changes};
use crate::base::date::Date;
use crate::base::diagnostic::Diagnostic;
use crate::content::config::Options;
use crate::disk::edit::Change;

/// Options of every command that reads the site.
#[derive(Debug, Args)]
pub(super) struct ReadOptions {
    /// Judge reviews as on this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    today: Option<Date>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How problems are printed
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

impl ReadOptions {
    pub(super) fn options(&self, drafts: bool, portable: bool) -> Options {
        Options { today: self.today.unwrap_or_else(Date::today), drafts, portable }
    }

    /// Whether problems of this number and weight keep a site from being published.
    pub(super) fn forbids(&self, errors: usize, warnings: usize) -> bool {
        errors > 0 || (self.strict && warnings > 0)
    }

    /// Prints problems: for people to the error stream, for programs to the output.
    pub(super) fn print(&self, diagnostics: &[Diagnostic]) -> Result<()> {
        let result = match self.format {
            Format::Human => return print_for_people(diagnostics),
            _ => report::print(diagnostics, self.format, false, &mut io::stdout().lock()),
        };
        quiet_when_unread(result)
    }

    /// Shows what changes in files: for people on the output, beside what is for programs on the error stream.
    pub(super) fn show(&self, changes: &[Change]) -> Result<()> {
        if self.is_for_people() {
            show_changes(changes, io::stdout().is_terminal(), &mut io::stdout().lock())
        } else {
            show_changes(changes, io::stderr().is_terminal(), &mut io::stderr().lock())
        }
    }

    /// Whether the last line and the progress are for people.
    pub(super) fn is_for_people(&self) -> bool {
        self.format == Format::Human
    }
}

/// A path as given, seen from the site's folder: relative to where the program runs, or else to that folder.
#[expect(clippy::disallowed_methods, reason = "looks whether the paths that it was given exist")]
pub(super) fn inside(root: &Path, path: &Path) -> Result<String> {
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
#[expect(clippy::disallowed_methods, reason = "looks whether the paths that it was given exist")]
pub(super) fn real(root: &Path) -> Result<PathBuf> {
    root.canonicalize().with_context(|| format!("there is no folder {}", root.display()))
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|why| why.to_string())
}
