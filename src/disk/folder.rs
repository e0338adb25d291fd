//! A folder that is held open, and the way to the files below it, on which no link is followed.
//!
//! A path says where something was when it was looked at. Before it is opened, somebody may put a link in its place, or
//! in the place of a folder above it. So the way to a file begins at the folder that is held, and on Linux the system
//! itself refuses a link anywhere on it, in the call that opens the file. Elsewhere each part of the way is looked at
//! just before: a link that comes in between these two calls is followed.

#[cfg(all(test, target_os = "linux"))]
mod tests;

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

#[cfg(target_os = "linux")]
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// A folder, held open.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    handle: OwnedFd,
}

/// Why a file is not opened: something on the way to it is a link.
#[derive(Debug)]
struct IsLink;

impl std::fmt::Display for IsLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("it is a link to another place, or in a folder that is one, and links are not followed")
    }
}

impl std::error::Error for IsLink {}

/// The error for a link on the way.
fn link_error() -> io::Error {
    io::Error::other(IsLink)
}

/// The error for whatever is no plain file.
fn no_file() -> io::Error {
    io::Error::other("it is not a file")
}

/// Whether a file was not opened because something on the way to it is a link.
#[must_use]
pub(crate) fn is_link(error: &io::Error) -> bool {
    matches!(error.get_ref(), Some(inner) if inner.is::<IsLink>())
}

impl Folder {
    /// Where it was when it was opened.
    #[must_use]
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Opens a file below, by a path without `..`, and tells what it is.
    ///
    /// # Errors
    /// When a link is on the way ([`is_link`]), it is no file, or the system refuses.
    pub(crate) fn file(&self, below: &Path) -> io::Result<(File, Metadata)> {
        let file = self.opened(below)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(no_file());
        }
        Ok((file, metadata))
    }

    /// The bytes of a file below.
    ///
    /// # Errors
    /// As for [`Self::file`].
    pub(crate) fn read(&self, below: &Path) -> io::Result<Vec<u8>> {
        match self.read_up_to(u64::MAX - 1, below)? {
            Contents::Read(bytes) => Ok(bytes),
            Contents::TooLarge(_) => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }

    /// The same for a file of no more than some bytes. Of one that grows while it is read, what it was when it was opened.
    ///
    /// # Errors
    /// As for [`Self::file`].
    pub(crate) fn read_up_to(&self, most: u64, below: &Path) -> io::Result<Contents> {
        let (file, metadata) = self.file(below)?;
        if metadata.len() > most {
            return Ok(Contents::TooLarge(metadata.len()));
        }
        // The length is known already. The system is asked neither for it nor for the end of the file.
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        file.take(metadata.len()).read_to_end(&mut bytes)?;
        Ok(Contents::Read(bytes))
    }
}

/// What came of reading a file that may be too large.
#[derive(Debug)]
pub(crate) enum Contents {
    /// Its bytes.
    Read(Vec<u8>),
    /// Its length in bytes.
    TooLarge(u64),
}

#[cfg(target_os = "linux")]
mod linux {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat, openat2};
    use rustix::io::Errno;

    use super::{AsFd, BorrowedFd, File, Folder, OwnedFd, Path, io, link_error};

    /// To look into a folder without a right to list it.
    const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

    /// A pipe that takes the place of a file would keep whoever opens it waiting.
    const FILE: OFlags = OFlags::RDONLY.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);

    impl Folder {
        /// Holds a folder, or the one that a link of that path leads to.
        ///
        /// # Errors
        /// When there is none, or the system refuses.
        pub(crate) fn open(path: &Path) -> io::Result<Self> {
            let handle = openat(CWD, path, FOLDER, Mode::empty())?;
            Ok(Self { path: path.to_owned(), handle })
        }

        /// Holds a folder directly below.
        ///
        /// # Errors
        /// When it is a link, there is none, or the system refuses.
        pub(crate) fn below(&self, name: &str) -> io::Result<Self> {
            let handle = folder_in(self.handle(), Path::new(name))?;
            Ok(Self { path: self.path.join(name), handle })
        }

        /// The handle, for what is done to the files in the folder.
        pub(crate) fn handle(&self) -> BorrowedFd<'_> {
            self.handle.as_fd()
        }

        pub(super) fn opened(&self, below: &Path) -> io::Result<File> {
            let no_links = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
            match openat2(&self.handle, below, FILE, Mode::empty(), no_links) {
                Ok(file) => Ok(file.into()),
                // The other error is for a folder that was taken out of the site's just now.
                Err(Errno::LOOP | Errno::XDEV) => Err(link_error()),
                // Linux before 5.6 does not know the call, and some containers forbid what they do not know.
                Err(Errno::NOSYS | Errno::PERM) => self.opened_step_by_step(below),
                Err(error) => Err(error.into()),
            }
        }

        /// The same with a call for each part of the way.
        pub(super) fn opened_step_by_step(&self, below: &Path) -> io::Result<File> {
            let mut folder: Option<OwnedFd> = None;
            let above = below.parent().unwrap_or(Path::new(""));
            for part in above.components() {
                let next = folder_in(folder.as_ref().map_or(self.handle(), AsFd::as_fd), Path::new(&part))?;
                folder = Some(next);
            }
            let name = below.file_name().unwrap_or_default();
            let at = folder.as_ref().map_or(self.handle(), AsFd::as_fd);
            match openat(at, name, FILE.union(OFlags::NOFOLLOW), Mode::empty()) {
                Ok(file) => Ok(file.into()),
                Err(Errno::LOOP) => Err(link_error()),
                Err(error) => Err(error.into()),
            }
        }
    }

    fn folder_in(at: BorrowedFd<'_>, name: &Path) -> io::Result<OwnedFd> {
        match openat(at, name, FOLDER.union(OFlags::NOFOLLOW), Mode::empty()) {
            Ok(handle) => Ok(handle),
            // What is no folder may be a link to one.
            Err(Errno::NOTDIR) if is_link_at(at, name) => Err(link_error()),
            Err(error) => Err(error.into()),
        }
    }

    fn is_link_at(at: BorrowedFd<'_>, name: &Path) -> bool {
        rustix::fs::readlinkat(at, name, Vec::new()).is_ok()
    }
}

#[cfg(not(target_os = "linux"))]
impl Folder {
    /// Holds a folder, or the one that a link of that path leads to.
    ///
    /// # Errors
    /// When there is none, or the system refuses.
    pub fn open(path: &Path) -> io::Result<Self> {
        path.read_dir()?;
        Ok(Self { path: path.to_owned() })
    }

    /// Holds a folder directly below.
    ///
    /// # Errors
    /// When it is a link, there is none, or the system refuses.
    pub fn below(&self, name: &str) -> io::Result<Self> {
        let path = self.path.join(name);
        if path.symlink_metadata()?.is_symlink() {
            return Err(link_error());
        }
        Self::open(&path)
    }

    fn opened(&self, below: &Path) -> io::Result<File> {
        let mut at = self.path.clone();
        let mut is_file = false;
        for part in below.components() {
            at.push(part);
            let found = at.symlink_metadata()?;
            if found.is_symlink() {
                return Err(link_error());
            }
            is_file = found.is_file();
        }
        // A pipe would keep whoever opens it waiting.
        if is_file { File::open(at) } else { Err(no_file()) }
    }
}
