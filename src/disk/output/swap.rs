//! The step in which a new site takes the place of the old one, and the lock around a build.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::own::open_or_make;
#[cfg(not(target_os = "linux"))]
use walkdir::WalkDir;

/// Brings everything written so far to the disk, in one call where the system has it.
#[cfg(target_os = "linux")]
pub(super) fn flush(staging: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(staging)?).map_err(Into::into)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn flush(staging: &Path) -> io::Result<()> {
    let files: std::collections::BTreeSet<PathBuf> =
        WalkDir::new(staging).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path).collect();
    // Windows flushes what is open for writing, and no folder.
    files.iter().filter(|path| path.is_file()).try_for_each(|path| File::options().write(true).open(path)?.sync_all())
}

/// Puts the new site in the place of the old one.
pub(super) fn swap(new: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    if !target.exists() {
        fs::rename(new, target)?;
    } else if !exchange(new, target)? {
        fs::rename(target, aside)?;
        if let Err(error) = fs::rename(new, target) {
            fs::rename(aside, target)?;
            return Err(error);
        }
    }
    // The names themselves are data of the folder above.
    #[cfg(unix)]
    if let Some(parent) = target.parent() {
        File::open(parent)?.sync_all()?;
    }
    Ok(())
}

/// Exchanges two folders in one step. `false` where the system can't.
#[cfg(target_os = "linux")]
pub(super) fn exchange(new: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Keeps two builds from mixing. The system gives it back even when the program dies.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    #[expect(dead_code, reason = "held open: closing it gives the lock back")]
    file: File,
}

impl Lock {
    pub(super) fn take(path: &Path) -> Result<Self> {
        loop {
            let file = open_or_make(path)
                .with_context(|| format!("can't write beside the site's folder, to {}", path.display()))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => {
                    bail!("another carepress is writing this site; wait until it is done, then build again")
                }
                Err(fs::TryLockError::Error(error)) => return Err(error).context("can't lock the site's folder"),
            }
            // Between opening and locking, the build before may have removed the file: then this lock guards nothing.
            if is_still_at(&file, path) {
                return Ok(Self { path: path.to_owned(), file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if (a.ino(), a.dev()) == (b.ino(), b.dev()))
}

#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}
