//! Files that commands put into a site's folder.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Makes sure that a folder is not there yet, or holds nothing at all.
pub(crate) fn ensure_empty(folder: &Path) -> Result<()> {
    let shown = folder.display();
    let first = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => bail!("{shown} is a file, and not a folder"),
        entries => entries.and_then(|mut entries| entries.next().transpose()),
    };
    if let Some(first) = first.with_context(|| format!("can't read the folder {shown}"))? {
        let name = first.file_name();
        bail!("{shown} is not empty (it holds {}); nothing was written; name a new folder", name.display());
    }
    Ok(())
}

/// Writes a file that is not there yet, with the folders that it needs. `path` has `/` between its parts.
///
/// # Errors
/// When there is a file of that name, which is then left as it is.
pub(crate) fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let file = root.join(path);
    make_folder_of(&file)?;
    // `create_new` never overwrites, even when two people write at once.
    let opened = File::options().write(true).create_new(true).open(&file);
    if opened.as_ref().is_err_and(|error| error.kind() == ErrorKind::AlreadyExists) {
        bail!("{path} is there already; it was left as it is");
    }
    opened.and_then(|mut file| file.write_all(bytes)).with_context(|| format!("can't write {path}"))
}

/// Whether a file is there. `path` has `/` between its parts.
pub(crate) fn is_there(root: &Path, path: &str) -> bool {
    root.join(path).exists()
}

/// The bytes of a file that the command line names.
pub(crate) fn given(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("can't read {}", file.display()))
}

/// Writes a file that only this program writes, over an older one.
pub(crate) fn replace(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let file = root.join(path);
    make_folder_of(&file)?;
    fs::write(&file, bytes).with_context(|| format!("can't write {}", file.display()))
}

fn make_folder_of(file: &Path) -> Result<()> {
    let Some(folder) = file.parent() else { return Ok(()) };
    fs::create_dir_all(folder).with_context(|| format!("can't make the folder {}", folder.display()))
}
