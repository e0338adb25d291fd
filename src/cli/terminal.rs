//! What commands print for people, and a reader that stops reading.

use std::io;
use std::io::{IsTerminal, Write};

use anyhow::Result;

use super::report::{self, Format};
use crate::base::diagnostic::excerpt::{visible, visible_name};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::disk::edit::Change;

/// Prints problems to the error stream, in colour where it is a terminal.
pub(super) fn print_for_people(diagnostics: &[Diagnostic]) -> Result<()> {
    let color = is_colored(io::stderr().is_terminal());
    quiet_when_unread(report::print(diagnostics, Format::Human, color, &mut io::stderr().lock()))
}

/// Prints what changes in files, in colour on a terminal.
pub(super) fn show_changes(changes: &[Change], terminal: bool, out: &mut dyn Write) -> Result<()> {
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

/// A reader that stops reading (`carepress check | head`) is no error.
pub(super) fn quiet_when_unread(result: io::Result<()>) -> Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Into::into),
    }
}

/// Prints a line, or several, to the output. Like [`complain`](crate::cli::complain), [`show_changes`] and [`print_for_people`] it shows no character
/// that could take hold of a terminal: no text reaches people by another way.
pub(super) fn say(line: &str) -> Result<()> {
    quiet_when_unread(writeln!(io::stdout().lock(), "{}", visible(line)))
}

/// `1 error`, `2 warnings`
pub(super) fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

pub(super) fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
}
