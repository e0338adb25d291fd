//! The only writer of a site: stage beside the published folder, then swap the two in one step.
//!
//! Whatever happens, the published folder is the old site or the new one, whole. A folder that this program did not
//! write is never touched: it is known by the [`MANIFEST`] in it.
//!
//! On Linux the swap is one `renameat2(RENAME_EXCHANGE)`. Elsewhere it is two renames; a crash between them leaves the
//! old site beside, and the next build puts it back first.

mod cached;
mod folder;
mod manifest;
mod own;
mod pictures;
mod seen;
mod swap;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;

use crate::disk::folder::{Contents, Folder};
pub use cached::{Stored, load_cache, store_cache};
use folder::{
    is_readable_as, make_folder, real_path, refuse_mount_point, refuse_site_folder, remove_folder, take_rights,
};
pub use manifest::MANIFEST;
use manifest::{ManifestEntry, Old, is_path_in_site, strangers};
use own::beside;
pub use pictures::shelf;
use seen::Look;
pub use seen::Seen;
use swap::{Lock, flush, swap};

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path inside the site, with `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The file that it was made from, for the manifest.
    pub source: String,
}

impl Output {
    /// A text file.
    pub fn text(path: impl Into<String>, text: String, source: &str) -> Self {
        Self { path: path.into(), bytes: Cow::Owned(text.into_bytes()), source: source.to_owned() }
    }
}

/// A file of the new site.
#[derive(Debug)]
struct Staged {
    path: String,
    entry: ManifestEntry,
    /// Whether it is a file of the old site, to be linked into the new one.
    is_kept: bool,
    /// How it looked when its bytes were known.
    look: Look,
}

impl Staged {
    /// Whether the new site still has the file, as long as it was written.
    fn is_still_in(&self, staging: &Path) -> bool {
        let found = fs::symlink_metadata(staging.join(&self.path));
        found.is_ok_and(|found| found.is_file() && found.len() == self.entry.size)
    }
}

/// What publishing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Files of the site, the manifest apart.
    pub files: usize,
    /// Files that are the same as before, and were not written again.
    pub unchanged: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
}

impl Published {
    /// Whether the site is to the byte the one that was published before, and nothing was touched.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.unchanged == self.files && self.removed == 0
    }
}

/// A site that is being written, not yet published. Dropped before that, it leaves nothing behind.
#[derive(Debug)]
pub struct Stage {
    target: PathBuf,
    staging: PathBuf,
    old: Old,
    /// The published folder, held open. None where nothing is published.
    folder: Option<Folder>,
    /// How its files looked when they were published, where that is known.
    seen: Option<Seen>,
    /// Files that had to be read to know them again.
    unseen: AtomicUsize,
    files: Mutex<Vec<Staged>>,
    lock: Option<Lock>,
}

/// So few files are read every time, and not worth writing the cache again for.
const FEW: usize = 100;

/// Refuses a folder that no site can be published to, before any work is done.
///
/// # Errors
/// When it is a file, holds the site's own sources, or is a mount point.
pub fn refuse(target: &Path, site_root: &Path) -> Result<()> {
    let target = real_path(target)?;
    refuse_site_folder(&target, site_root)?;
    refuse_mount_point(&target)
}

impl Stage {
    /// Begins a site that will be published at `target`. `seen` is how the published one looked when it was left.
    ///
    /// # Errors
    /// When the folder holds anything that this program did not write, when another build is at work on it, or when the
    /// disk refuses.
    pub fn begin(target: &Path, site_root: &Path, seen: Option<Seen>) -> Result<Self> {
        refuse(target, site_root)?;
        let target = real_path(target)?;
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).with_context(|| format!("can't make the folder {}", parent.display()))?;
        }
        let lock = Lock::take(&beside(&target, "lock"))?;
        let (staging, aside) = (beside(&target, "new"), beside(&target, "old"));
        // A link of that name is not what a build left.
        if fs::symlink_metadata(&aside).is_ok_and(|left| left.is_dir()) && !target.exists() {
            fs::rename(&aside, &target).with_context(|| format!("can't put {} back", target.display()))?;
        }
        for left_over in [&staging, &aside] {
            remove_folder(left_over)?;
        }
        let left_over = Stored::ALL.map(Stored::role_when_new).into_iter().chain(Stored::FORMER_ROLES);
        left_over.for_each(|role| drop(fs::remove_file(beside(&target, role))));
        let old = Old::in_folder(&target)?;
        let folder = match &old.manifest {
            Some(_) => Some(Folder::open(&target).with_context(|| format!("can't read {}", target.display()))?),
            None => None,
        };
        let published = old.manifest.as_ref().map(|_| manifest::digest(old.entries()));
        let seen = seen.filter(|seen| Some(seen.site) == published && seen.files.len() == old.files.len());
        fs::create_dir(&staging)
            .and_then(|()| take_rights(&target, &staging))
            .with_context(|| format!("can't make the folder {}", staging.display()))?;
        let (unseen, files) = (AtomicUsize::new(0), Mutex::default());
        Ok(Self { target, staging, old, folder, seen, unseen, files, lock: Some(lock) })
    }

    /// Whether the published site is the one that was seen when it was left.
    #[must_use]
    pub(crate) fn is_seen(&self) -> bool {
        self.seen.is_some()
    }

    /// Writes one file. Files may be written from many threads, in any order.
    ///
    /// # Errors
    /// When the disk refuses, or the path is not one inside the site.
    ///
    /// # Panics
    /// When another writer has panicked.
    pub fn write(&self, output: Output) -> Result<()> {
        let Output { path, bytes, source } = output;
        ensure!(is_path_in_site(&path), "refused to write outside the site: {path}");
        let entry = ManifestEntry { hash: blake3::hash(&bytes), size: bytes.len() as u64, source };
        let is_same = self.old.find(&path).is_some_and(|(_, old)| old.hash == entry.hash);
        let kept = if is_same { self.as_written(&path) } else { None };
        let is_kept = kept.is_some();
        let look = match kept {
            Some(look) => look,
            None => self.create(&path, &bytes).with_context(|| format!("can't write {path}"))?,
        };
        self.add(Staged { path, entry, is_kept, look });
        Ok(())
    }

    fn create(&self, path: &str, bytes: &[u8]) -> io::Result<Look> {
        self.make_room(path)?;
        // Nothing is there yet, unless somebody else has put it there.
        let mut file = File::create_new(self.staging.join(path))?;
        file.write_all(bytes)?;
        Ok(Look::of(&file.metadata()?))
    }

    /// Takes a file over from the published site, unseen. `false` where it is not there, or not as it was written.
    ///
    /// # Panics
    /// When another writer has panicked.
    pub fn keep(&self, path: &str) -> bool {
        let Some((_, entry)) = self.old.find(path) else { return false };
        let Some(look) = self.as_written(path) else { return false };
        self.add(Staged { path: path.to_owned(), entry: entry.clone(), is_kept: true, look });
        true
    }

    fn add(&self, staged: Staged) {
        self.files.lock().expect("no writer panics").push(staged);
    }

    /// The look of a published file that holds what the manifest says: it looks as it was left, or has the bytes. None
    /// where it does not, or can't be read by those who may read the manifest.
    fn as_written(&self, path: &str) -> Option<Look> {
        let (index, entry) = self.old.find(path)?;
        let found = fs::symlink_metadata(self.target.join(path)).ok()?;
        let is_readable = self.old.manifest.as_ref().is_some_and(|manifest| is_readable_as(&found, manifest));
        if !found.is_file() || found.len() != entry.size || !is_readable {
            return None;
        }
        let look = Look::of(&found);
        if self.seen.as_ref().and_then(|seen| seen.files[index]) == Some(look) {
            return Some(look);
        }
        self.unseen.fetch_add(1, Ordering::Relaxed);
        match self.folder.as_ref()?.read_up_to(entry.size, Path::new(path)).ok()? {
            Contents::Read(bytes) => (blake3::hash(&bytes) == entry.hash).then_some(look),
            Contents::TooLarge(_) => None,
        }
    }

    fn make_room(&self, path: &str) -> io::Result<()> {
        match path.rsplit_once('/') {
            Some((folder, _)) => make_folder(&self.staging.join(folder)),
            None => Ok(()),
        }
    }

    /// Publishes what was written, and tells how it looks, for [`Self::begin`] the next time. A site that is the same as
    /// before is left untouched.
    ///
    /// # Errors
    /// When the disk refuses; the published site is then the old one.
    ///
    /// # Panics
    /// When a writer has panicked.
    pub fn publish(mut self) -> Result<(Published, Seen)> {
        let mut files = std::mem::take(&mut *self.files.lock().expect("no writer panics"));
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        if let Some(twice) = files.windows(2).find(|pair| pair[0].path == pair[1].path) {
            bail!("two pages were written to {}", twice[0].path);
        }
        let is_there = |path: &String| files.binary_search_by(|file| file.path.cmp(path)).is_ok();
        let published = Published {
            files: files.len(),
            unchanged: files.iter().filter(|file| file.is_kept).count(),
            removed: self.old.files.iter().filter(|(path, _)| !is_there(path)).count(),
        };
        let same = files.iter().all(|file| self.old.find(&file.path).is_some_and(|(_, old)| *old == file.entry));
        let listed = files.iter().map(|file| (&file.path, &file.entry));
        if published.is_untouched() && same && self.old.manifest.is_some() {
            let was_read = std::mem::take(&mut *self.unseen.get_mut());
            let seen = self.seen.take().filter(|_| was_read <= FEW);
            return Ok((published, seen.unwrap_or_else(|| self.look_at(&files))));
        }
        files.par_iter().filter(|file| file.is_kept).try_for_each(|file| self.link_old(&file.path))?;
        ensure_whole(&self.staging, &files)?;
        manifest::write(&self.staging, listed).context("can't write the manifest")?;
        flush(&self.staging).context("can't flush the new site to the disk")?;
        swap(&self.staging, &self.target, &beside(&self.target, "old"))
            .with_context(|| format!("can't publish to {}", self.target.display()))?;
        Ok((published, self.look_at(&files)))
    }

    /// How the files that are published now look, as the next build will find them.
    fn look_at(&self, files: &[Staged]) -> Seen {
        // To take away other names of a file changes the look of the file.
        self.clear();
        let clock = seen::clock(&self.staging).ok();
        let looks = files.par_iter().map(|file| {
            let look = Look::of(&fs::symlink_metadata(self.target.join(&file.path)).ok()?);
            (look.is_same_file(&file.look) && clock.is_some_and(|clock| look.is_before(&clock))).then_some(look)
        });
        let site = manifest::digest(files.iter().map(|file| (&file.path, &file.entry)));
        Seen { site, files: looks.collect() }
    }

    /// Links a file of the published site into the new one; copies it where the file system knows no links.
    fn link_old(&self, path: &str) -> Result<()> {
        let (old, new) = (self.target.join(path), self.staging.join(path));
        self.make_room(path)
            .and_then(|()| fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(|_| ())))
            .with_context(|| format!("can't take over {path}"))
    }

    /// Removes the old site, or a new one that is not to be published. Should it fail, the next build does.
    fn clear(&self) {
        for left in [&self.staging, &beside(&self.target, "old")] {
            let _ = remove_folder(left);
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.clear();
        drop(self.lock.take());
    }
}

/// Refuses a new site from which somebody else took files while it was written, or to which somebody else added some.
fn ensure_whole(staging: &Path, files: &[Staged]) -> Result<()> {
    let added = strangers(staging, "", &|path, _| files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok())
        .context("can't read the new site")?;
    let is_whole = added.is_empty() && files.par_iter().all(|file| file.is_still_in(staging));
    ensure!(is_whole, "{} was changed while the site was written to it; build again", staging.display());
    Ok(())
}
