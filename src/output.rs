//! The only writer of a site: stage beside the published folder, then swap the two in one step.
//!
//! Whatever happens, the published folder is the old site or the new one, whole. A folder that this program did not
//! write is never touched: it is known by the [`MANIFEST`] in it.
//!
//! On Linux the swap is one `renameat2(RENAME_EXCHANGE)`. Elsewhere it is two renames; a crash between them leaves the
//! old site beside, and the next build puts it back first.

mod folder;
mod manifest;
mod swap;

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;

use crate::digest::Digest;
use folder::{beside, make_folder, real_path, refuse_site_folder, remove_files, remove_folder};
pub use manifest::MANIFEST;
use manifest::{Entry, Old, strangers};
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
    entry: Entry,
    /// Whether it is a file of the old site, to be linked into the new one.
    is_kept: bool,
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
    files: Mutex<Vec<Staged>>,
    lock: Option<Lock>,
}

impl Stage {
    /// Begins a site that will be published at `target`.
    ///
    /// # Errors
    /// When the folder holds anything that this program did not write, when another build is at work on it, or when the
    /// disk refuses.
    pub fn begin(target: &Path, site_root: &Path) -> Result<Self> {
        let target = real_path(target)?;
        refuse_site_folder(&target, site_root)?;
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
        let _ = fs::remove_file(beside(&target, "memory-new"));
        let old = Old::in_folder(&target)?;
        fs::create_dir_all(&staging).with_context(|| format!("can't make the folder {}", staging.display()))?;
        Ok(Self { target, staging, old, files: Mutex::default(), lock: Some(lock) })
    }

    /// A digest of the site that is published: of what its manifest says. None where there is none.
    #[must_use]
    pub fn published(&self) -> Option<Digest> {
        self.old.manifest.as_ref().map(|_| manifest::digest(self.old.files.iter()))
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
        let relative = Path::new(&path);
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        ensure!(inside && !path.is_empty(), "refused to write outside the site: {path}");
        let entry = Entry { hash: blake3::hash(&bytes), size: bytes.len() as u64, source };
        let is_kept =
            self.old.files.get(&path).is_some_and(|old| old.hash == entry.hash) && self.is_as_written(&path, &entry);
        if !is_kept {
            self.make_room(relative)?;
            fs::write(self.staging.join(relative), &bytes).with_context(|| format!("can't write {path}"))?;
        }
        self.add(Staged { path, entry, is_kept });
        Ok(())
    }

    /// Takes a file over from the published site, unseen. `false` where it is not there, or not as it was written.
    ///
    /// # Panics
    /// When another writer has panicked.
    pub fn keep(&self, path: &str) -> bool {
        let Some(entry) = self.old.files.get(path).filter(|entry| self.is_as_written(path, entry)) else {
            return false;
        };
        self.add(Staged { path: path.to_owned(), entry: entry.clone(), is_kept: true });
        true
    }

    fn add(&self, staged: Staged) {
        self.files.lock().expect("no writer panics").push(staged);
    }

    /// Whether nobody has changed a published file since: it has its size, and is not younger than the manifest. The clock
    /// of a file system stands still for some milliseconds, or two seconds: of a file that is just as old as the manifest,
    /// only its bytes can tell.
    fn is_as_written(&self, path: &str, entry: &Entry) -> bool {
        let file = self.target.join(path);
        let Ok(meta) = fs::symlink_metadata(&file) else { return false };
        let written = self.old.manifest.as_ref().and_then(|manifest| manifest.modified().ok());
        let Some((modified, written)) = meta.modified().ok().zip(written) else { return false };
        let has_its_bytes = || fs::read(&file).is_ok_and(|bytes| blake3::hash(&bytes) == entry.hash);
        meta.is_file() && meta.len() == entry.size && (modified < written || modified == written && has_its_bytes())
    }

    fn make_room(&self, relative: &Path) -> Result<()> {
        let file = self.staging.join(relative);
        let Some(folder) = file.parent().filter(|folder| *folder != self.staging) else { return Ok(()) };
        make_folder(folder).with_context(|| format!("can't make the folder {}", folder.display()))
    }

    /// Publishes what was written, and gives a digest of it, the one that [`Self::published`] gives the next time. A site
    /// that is the same as before is left untouched.
    ///
    /// # Errors
    /// When the disk refuses; the published site is then the old one.
    ///
    /// # Panics
    /// When a writer has panicked.
    pub fn publish(self) -> Result<(Published, Digest)> {
        let mut files = std::mem::take(&mut *self.files.lock().expect("no writer panics"));
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        if let Some(twice) = files.windows(2).find(|pair| pair[0].path == pair[1].path) {
            bail!("two pages were written to {}", twice[0].path);
        }
        let is_gone = |path: &&String| files.binary_search_by(|file| file.path.cmp(path)).is_err();
        let published = Published {
            files: files.len(),
            unchanged: files.iter().filter(|file| file.is_kept).count(),
            removed: self.old.files.keys().filter(is_gone).count(),
        };
        let same = files.iter().all(|file| self.old.files.get(&file.path) == Some(&file.entry));
        let listed = files.iter().map(|file| (&file.path, &file.entry));
        let digest = manifest::digest(listed.clone());
        if published.is_untouched() && same && self.old.manifest.is_some() {
            // Nothing was written to it, and no file has to be looked for in it by name.
            let _ = fs::remove_dir(&self.staging);
            return Ok((published, digest));
        }
        files.par_iter().filter(|file| file.is_kept).try_for_each(|file| self.link_old(&file.path))?;
        ensure_whole(&self.staging, &files)?;
        manifest::write(&self.staging, listed).context("can't write the manifest")?;
        flush(&self.staging).context("can't flush the new site to the disk")?;
        swap(&self.staging, &self.target, &beside(&self.target, "old"))
            .with_context(|| format!("can't publish to {}", self.target.display()))?;
        Ok((published, digest))
    }

    /// Links a file of the published site into the new one; copies it where the file system knows no links.
    fn link_old(&self, path: &str) -> Result<()> {
        self.make_room(Path::new(path))?;
        let (old, new) = (self.target.join(path), self.staging.join(path));
        fs::hard_link(&old, &new)
            .or_else(|_| fs::copy(&old, &new).map(|_| ()))
            .with_context(|| format!("can't take over {path}"))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What is left to remove is the old site, or a new one that is not to be published. Should it fail, the next
        // build removes it.
        for left in [&self.staging, &beside(&self.target, "old")] {
            remove_files(left, &self.old.files);
            let _ = remove_folder(left);
        }
        drop(self.lock.take());
    }
}

/// Refuses a new site from which somebody else took files while it was written, or to which somebody else added some.
fn ensure_whole(staging: &Path, files: &[Staged]) -> Result<()> {
    let stands = |file: &Staged| {
        let found = fs::symlink_metadata(staging.join(&file.path));
        found.is_ok_and(|found| found.is_file() && found.len() == file.entry.size)
    };
    let is_ours = |path: &str| files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
    let added = strangers(staging, "", &is_ours).context("can't read the new site")?;
    let is_whole = added.is_empty() && files.par_iter().all(stands);
    ensure!(is_whole, "{} was changed while the site was written to it; build again", staging.display());
    Ok(())
}

/// What a build kept beside the site that it published.
#[must_use]
pub fn recall(target: &Path) -> Option<Vec<u8>> {
    fs::read(beside(&real_path(target).ok()?, "memory")).ok()
}

/// Keeps something for the next build, beside the published site.
///
/// # Errors
/// When the disk refuses. Nothing is lost then but time.
pub fn remember(target: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let file = beside(&real_path(target)?, "memory");
    let new = beside(&real_path(target)?, "memory-new");
    // One that was left is taken away first: it could be a link to another file.
    let _ = fs::remove_file(&new);
    let refused = || format!("can't write {}", file.display());
    let mut out = BufWriter::new(File::create_new(&new).with_context(refused)?);
    write(&mut out)?;
    out.flush().and_then(|()| fs::rename(&new, &file)).with_context(refused)
}
