//! `carepress check`: everything but writing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{Reading, count, counted, inside, say};
use crate::diagnostic::{Diagnostic, Severity};
use crate::examine;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Show only problems of these files and folders; the whole site is read all the same
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(root: &Path, arguments: &Arguments) -> Result<ExitCode> {
    let reading = &arguments.reading;
    let chosen = arguments.paths.iter().map(|path| inside(root, path)).collect::<Result<Vec<String>>>()?;
    let mut diagnostics = examine(root, reading.options(false, false))?;
    let is_chosen = |diagnostic: &Diagnostic| {
        let path = diagnostic.location.as_ref().map_or("", |place| place.path());
        chosen.iter().any(|chosen| chosen.is_empty() || path == chosen || path.starts_with(&format!("{chosen}/")))
    };
    diagnostics.retain(|diagnostic| chosen.is_empty() || is_chosen(diagnostic));
    reading.print(&diagnostics)?;
    let (errors, warnings) = (count(&diagnostics, Severity::Error), count(&diagnostics, Severity::Warning));
    if reading.is_for_people() {
        say(&format!("{}, {}", counted(errors, "error"), counted(warnings, "warning")))?;
    }
    Ok(ExitCode::from(u8::from(reading.forbids(errors, warnings))))
}
