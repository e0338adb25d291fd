//! The files that the program keeps for itself, in the published folder and beside it, opened like anybody's: whoever
//! sent the folder, or may write beside it, may have put something else in their place.
//!
//! No link is followed, no pipe is waited for, nothing but a plain file is read, and none that is larger than the
//! program would ever write. What is read is proved by whoever knows its format.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::disk::folder::{Contents, Folder};

/// The path of something that the program keeps beside the published folder, `…/public` → `…/.public.carepress-new`: on
/// the same disk, so that a rename is one step.
pub(super) fn beside(target: &Path, role: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".carepress-{role}"));
    target.with_file_name(name)
}

/// The bytes of a file, of at most so many. None where there is nothing of that name.
///
/// # Errors
/// When it is a link, no plain file or too large, or the system refuses.
pub(super) fn read(file: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Ok(None) };
    match Folder::open(folder).and_then(|folder| folder.read_up_to(most, Path::new(name))) {
        Ok(Contents::Read(bytes)) => Ok(Some(bytes)),
        Ok(Contents::TooLarge(_)) => Err(io::Error::other("it is larger than any that carepress writes")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Opens a file to write to, and makes it where there is none. What is there and is no plain file is taken away
/// first, and never what a link leads to.
///
/// # Errors
/// When the system refuses.
pub(super) fn open_or_make(file: &Path) -> io::Result<File> {
    // Should somebody put a link there again and again, the system's error says so.
    for _ in 0..3 {
        if let Some(opened) = opened(file)? {
            return Ok(opened);
        }
        fs::remove_file(file)?;
    }
    File::create_new(file)
}

/// The file opened to write to; none where something else is in its place.
#[cfg(target_os = "linux")]
fn opened(file: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    match openat(CWD, file, flags, Mode::from_raw_mode(0o666)) {
        Ok(opened) => {
            let opened = File::from(opened);
            let is_file = opened.metadata()?.is_file();
            Ok(is_file.then_some(opened))
        }
        // A link, or a socket.
        Err(Errno::LOOP | Errno::NXIO) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn opened(file: &Path) -> io::Result<Option<File>> {
    match fs::symlink_metadata(file) {
        Ok(found) if !found.is_file() => Ok(None),
        _ => File::options().read(true).write(true).create(true).truncate(false).open(file).map(Some),
    }
}
