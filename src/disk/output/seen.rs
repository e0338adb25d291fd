//! How the published files looked when the program left them, so that it knows without reading them that they are still
//! as it wrote them.
//!
//! A file that looks otherwise is read, whether it seems older or younger: a page that was put back from a backup has an
//! old time, and one that was written by a clock that was wrong has any. The files' times are compared with each other
//! and with that of their own disk, never with the system's clock.

use std::fs::Metadata;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;

/// A site that was published, and how its files looked then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Of all that its manifest says.
    pub(super) site: Digest,
    /// In the order of their paths. None for a file that could be changed without a trace, since the disk's clock has not
    /// moved on yet; its bytes are read the next time.
    pub(super) files: Vec<Option<Look>>,
}

/// A file from outside: whoever changes it changes this too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Look {
    /// Its number on the disk; elsewhere than on Unix, when it was made.
    identity: u64,
    size: u64,
    /// When its bytes were written, in seconds and billionths.
    modified: (i64, i64),
    /// When anything about it was changed last, its name and rights among it. No program can set this time. On Unix alone.
    changed: (i64, i64),
}

impl Look {
    #[cfg(unix)]
    pub(super) fn of(file: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            identity: file.ino(),
            size: file.len(),
            modified: (file.mtime(), file.mtime_nsec()),
            changed: (file.ctime(), file.ctime_nsec()),
        }
    }

    #[cfg(windows)]
    pub(super) fn of(file: &Metadata) -> Self {
        use std::os::windows::fs::MetadataExt;
        let modified = (0, i64::try_from(file.last_write_time()).unwrap_or_default());
        Self { identity: file.creation_time(), size: file.len(), modified, changed: modified }
    }

    /// Whether it is the same file with the same bytes, but maybe another number of names: to link it changes its last
    /// time.
    pub(super) fn is_same_file(&self, other: &Self) -> bool {
        Self { changed: other.changed, ..*self } == *other
    }

    /// Whether it was left alone since the disk's clock showed this.
    pub(super) fn is_before(&self, clock: &Self) -> bool {
        self.modified.max(self.changed) < clock.modified
    }
}

/// What the clock of a folder's disk shows: the look of a new folder in it, which is taken away again.
pub(super) fn clock(new: &Path) -> io::Result<Look> {
    std::fs::create_dir(new)?;
    let look = std::fs::symlink_metadata(new).map(|found| Look::of(&found));
    std::fs::remove_dir(new)?;
    look
}
