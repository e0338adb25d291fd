//! Which program this is, and sites as it read them before. What a program keeps for its next run, no other program reads.

use std::path::Path;

use anyhow::Result;

use crate::base::diagnostic::Diagnostic;
use crate::disk::output::shelf;
use crate::disk::source::{Sources, discover_with};

/// Reads the site in a folder, with its pictures as this program made them fit for `public`.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub(super) fn discover(root: &Path) -> Result<(Sources, Vec<Diagnostic>)> {
    discover_with(root, &shelf(&root.join("public"), &program()))
}

/// Its version, and the size and time of its file.
#[expect(clippy::disallowed_methods, reason = "looks at the program itself")]
pub(super) fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let built = file.and_then(|meta| Ok((meta.len(), meta.modified()?))).ok();
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}
