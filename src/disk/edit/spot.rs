//! A place for one entry in a folder that is held open, and what can be done to the entry there. On Linux nothing of it
//! goes by a path, so that no link that somebody puts in the place of a folder leads it elsewhere; elsewhere it goes by
//! the path that was looked at.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::disk::folder::Folder;

/// One entry of a folder, there or not.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) folder: Rc<Folder>,
    pub(super) name: String,
}

impl Spot {
    /// The path, to show it.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    /// The bytes of the file.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        self.folder.read(Path::new(&self.name))
    }

    /// Makes the file, whole or not at all. Even when two people write at once, nothing is written over.
    pub(super) fn create(&self, bytes: &[u8]) -> io::Result<()> {
        let written = system::create(self)?.write_all(bytes);
        if written.is_err() {
            let _ = self.remove_file();
        }
        written
    }

    /// Puts other bytes in place of the file's own in one step.
    pub(super) fn replace(&self, bytes: &[u8]) -> io::Result<()> {
        let beside = Self { folder: Rc::clone(&self.folder), name: format!(".{}.carepress-new", self.name) };
        let written = (|| {
            // A file of that name is what a crash left behind.
            match beside.remove_file() {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut out = system::create(&beside)?;
            let (_, metadata) = self.folder.file(Path::new(&self.name))?;
            out.set_permissions(metadata.permissions())?;
            out.write_all(bytes)?;
            out.sync_all()?;
            beside.go_to(self)
        })();
        if written.is_err() {
            let _ = beside.remove_file();
        }
        written
    }

    /// Moves what is here to another place. A file that is there is replaced.
    pub(super) fn go_to(&self, to: &Self) -> io::Result<()> {
        system::go(self, to)
    }

    /// Makes a folder here.
    pub(super) fn make_folder(&self) -> io::Result<()> {
        system::make_folder(self)
    }

    /// Removes the file.
    pub(super) fn remove_file(&self) -> io::Result<()> {
        system::remove(self, false)
    }

    /// Removes the empty folder.
    pub(super) fn remove_folder(&self) -> io::Result<()> {
        system::remove(self, true)
    }

    /// Whether the entry is a link; nothing where there is no entry.
    pub(super) fn is_link(&self) -> Option<bool> {
        system::is_link(self)
    }
}

/// The names of all entries of a folder; one that is no text is none that a command can mean.
pub(super) fn names(folder: &Folder) -> io::Result<Vec<String>> {
    system::names(folder)
}

#[cfg(target_os = "linux")]
mod system {
    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, mkdirat, openat, renameat, statat, unlinkat};

    use super::{File, Folder, Spot, io};

    pub(super) fn create(spot: &Spot) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(openat(spot.folder.handle(), spot.name.as_str(), flags, Mode::from_raw_mode(0o666))?.into())
    }

    pub(super) fn go(from: &Spot, to: &Spot) -> io::Result<()> {
        Ok(renameat(from.folder.handle(), from.name.as_str(), to.folder.handle(), to.name.as_str())?)
    }

    pub(super) fn make_folder(spot: &Spot) -> io::Result<()> {
        Ok(mkdirat(spot.folder.handle(), spot.name.as_str(), Mode::from_raw_mode(0o777))?)
    }

    pub(super) fn remove(spot: &Spot, is_folder: bool) -> io::Result<()> {
        let flags = if is_folder { AtFlags::REMOVEDIR } else { AtFlags::empty() };
        Ok(unlinkat(spot.folder.handle(), spot.name.as_str(), flags)?)
    }

    pub(super) fn is_link(spot: &Spot) -> Option<bool> {
        let found = statat(spot.folder.handle(), spot.name.as_str(), AtFlags::SYMLINK_NOFOLLOW).ok()?;
        Some(FileType::from_raw_mode(found.st_mode) == FileType::Symlink)
    }

    pub(super) fn names(folder: &Folder) -> io::Result<Vec<String>> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let mut names = Vec::new();
        for entry in Dir::new(openat(folder.handle(), ".", flags, Mode::empty())?)? {
            names.extend(entry?.file_name().to_str().map(str::to_owned));
        }
        names.retain(|name| name != "." && name != "..");
        Ok(names)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::fs;

    use super::{File, Folder, Spot, io};

    pub(super) fn create(spot: &Spot) -> io::Result<File> {
        File::options().write(true).create_new(true).open(spot.path())
    }

    pub(super) fn go(from: &Spot, to: &Spot) -> io::Result<()> {
        fs::rename(from.path(), to.path())
    }

    pub(super) fn make_folder(spot: &Spot) -> io::Result<()> {
        fs::create_dir(spot.path())
    }

    pub(super) fn remove(spot: &Spot, is_folder: bool) -> io::Result<()> {
        if is_folder { fs::remove_dir(spot.path()) } else { fs::remove_file(spot.path()) }
    }

    pub(super) fn is_link(spot: &Spot) -> Option<bool> {
        Some(fs::symlink_metadata(spot.path()).ok()?.is_symlink())
    }

    pub(super) fn names(folder: &Folder) -> io::Result<Vec<String>> {
        let entries = fs::read_dir(folder.path())?.flatten();
        Ok(entries.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }
}
