//! Reads a site as it is at one moment: what was saved meanwhile is read again.
//!
//! The caller says what time it is, and waits: the pipeline asks no clock.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use super::{Sources, discover_with, looks};
use crate::base::diagnostic::Diagnostic;
use crate::base::picture::PictureShelf;

/// Pauses before the site is read again, in thousandths of a second. The first is longer than a disk's clock stands still.
const PAUSES: [u64; 5] = [20, 50, 150, 400, 1000];

/// How much a disk's clock may lag behind that of the system.
const LAG: Duration = Duration::from_millis(10);

/// A file or folder that was changed lately, and how it looks.
type Young = (String, SystemTime, u64);

/// Reads the site in a folder, beginning `now`; `shelf` holds what its pictures were made into before. Nothing in it
/// changes from the first file read to the last.
///
/// # Errors
/// When the folder or a file in it can't be read, or somebody changes the site all the while.
pub(crate) fn read_settled(
    root: &Path,
    shelf: &PictureShelf,
    now: SystemTime,
    wait: fn(Duration),
) -> Result<(Sources, Vec<Diagnostic>)> {
    let since = now - LAG;
    let mut read = discover_with(root, shelf)?;
    let mut young = changed(root, &read.0, since);
    for pause in PAUSES {
        if young.is_empty() {
            return Ok(read);
        }
        wait(Duration::from_millis(pause));
        read = discover_with(root, &read.0.shelf())?;
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
    let looks = looks(root, sources).into_iter();
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
