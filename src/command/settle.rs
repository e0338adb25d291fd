//! Reads a site as it is at one moment: what was saved meanwhile is read again.
//!
//! The clock is asked here, since the pipeline asks none.

use std::fs::Metadata;
use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use crate::diagnostic::Diagnostic;
use crate::picture::Shelf;
use crate::source::{self, Sources};

/// Pauses before the site is read again, in thousandths of a second. The first is longer than a disk's clock stands still.
const PAUSES: [u64; 5] = [20, 50, 150, 400, 1000];

/// How much a disk's clock may lag behind that of the system.
const LAG: Duration = Duration::from_millis(10);

/// A file or folder that was changed lately, and how it looks.
type Young = (String, SystemTime, u64);

/// Reads the site in a folder; what its pictures were made into before is on a shelf. When all was read, nothing had changed since the first of it was.
///
/// # Errors
/// When the folder or a file in it can't be read, or somebody changes the site all the while.
pub(super) fn read(root: &Path, shelf: &Shelf) -> Result<(Sources, Vec<Diagnostic>)> {
    let since = SystemTime::now() - LAG;
    let mut read = source::discover_with(root, shelf)?;
    let mut young = changed(root, &read.0, since);
    for pause in PAUSES {
        if young.is_empty() {
            return Ok(read);
        }
        thread::sleep(Duration::from_millis(pause));
        read = source::discover_with(root, &read.0.shelf())?;
        // What was changed lately looks as before: all that was read now is from between the two looks.
        let now = changed(root, &read.0, since);
        if now == young {
            return Ok(read);
        }
        young = now;
    }
    let last = young.iter().max_by_key(|(_, at, _)| *at).map_or("the site", |(path, ..)| path);
    bail!(
        "{last} was changed while the site was read, and again each time that it was read anew; nothing was published. \
         Build again when no other program writes to the site's folders"
    )
}

/// What was changed since then, in the order of its paths.
fn changed(root: &Path, sources: &Sources, since: SystemTime) -> Vec<Young> {
    let looks = source::looks(root, sources).into_iter();
    let young = looks.filter_map(|(path, look)| {
        let at = last_change(&look)?;
        (at >= since).then_some((path, at, look.len()))
    });
    young.collect()
}

/// When a file was written, renamed or put in its place.
#[cfg(unix)]
fn last_change(look: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, more) = (u64::try_from(look.ctime()).ok()?, u32::try_from(look.ctime_nsec()).ok()?);
    let changed = SystemTime::UNIX_EPOCH + Duration::new(seconds, more);
    Some(changed.max(look.modified().ok()?))
}

#[cfg(not(unix))]
fn last_change(look: &Metadata) -> Option<SystemTime> {
    look.modified().ok()
}
