//! The only writer of a site: stage beside the published folder, then swap the two in one step.
//!
//! Whatever happens, the published folder is the old site or the new one, whole. A folder that this program did not
//! write is never touched: it is known by the [`MANIFEST`] in it.
//!
//! On Linux the swap is one `renameat2(RENAME_EXCHANGE)`. Elsewhere it is two renames; a crash between them leaves the
//! old site beside, and the next build puts it back first.

mod folder;
mod swap;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;
use serde::{Deserialize, Serialize, Serializer};

use folder::{beside, make_folder, real_path, refuse_site_folder, remove_files, remove_folder};
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
    pub fn text(path: impl Into<String>, text: &str, source: &str) -> Self {
        Self { path: path.into(), bytes: Cow::Owned(text.as_bytes().to_vec()), source: source.to_owned() }
    }
}

/// Name of the file that lists what the program wrote, with hashes and sources.
pub const MANIFEST: &str = ".carepress.json";

#[derive(Debug, Serialize, Deserialize)]
struct Manifest<F> {
    /// Version of this file's own format.
    format: u32,
    /// Every file but this one, by path.
    files: F,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    /// BLAKE3 of the bytes, in hexadecimal.
    hash: String,
    /// Their number.
    #[serde(default)]
    size: u64,
    /// The file that it was made from.
    source: String,
}

/// A file of the new site.
#[derive(Debug)]
struct Staged {
    path: String,
    entry: Entry,
    /// Whether it is a file of the old site, to be linked into the new one.
    is_kept: bool,
}

impl Staged {
    /// Bytes that it takes in the manifest, but for those of signs that JSON writes in more than one.
    fn listed(&self) -> usize {
        const AROUND: usize = 100;
        self.path.len() + self.entry.hash.len() + self.entry.source.len() + AROUND
    }
}

/// Files of a manifest as it is written, in the order of their paths.
struct Listed<'s>(&'s [Staged]);

impl Serialize for Listed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|file| (&file.path, &file.entry)))
    }
}

/// The site that is published, by its manifest.
#[derive(Debug, Default)]
struct Old {
    files: BTreeMap<String, Entry>,
    manifest: Vec<u8>,
    /// The manifest as a file: it is the last one that is written.
    of_manifest: Option<Metadata>,
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
        let old = owned_files(&target)?;
        fs::create_dir_all(&staging).with_context(|| format!("can't make the folder {}", staging.display()))?;
        Ok(Self { target, staging, old, files: Mutex::default(), lock: Some(lock) })
    }

    /// The manifest of the site that is published; empty where there is none.
    #[must_use]
    pub fn old_manifest(&self) -> &[u8] {
        &self.old.manifest
    }

    /// Writes one file. Files may be written from many threads, in any order.
    ///
    /// # Errors
    /// When the disk refuses, or the path is not one inside the site.
    ///
    /// # Panics
    /// When another writer has panicked.
    pub fn write(&self, output: &Output) -> Result<()> {
        let relative = Path::new(&output.path);
        let inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
        ensure!(inside && !output.path.is_empty(), "refused to write outside the site: {}", output.path);
        let hash = blake3::hash(&output.bytes).to_hex().to_string();
        let entry = Entry { hash, size: output.bytes.len() as u64, source: output.source.clone() };
        let is_kept = self.old.files.get(&output.path).is_some_and(|old| old.hash == entry.hash)
            && self.is_as_written(&output.path, entry.size);
        if !is_kept {
            self.make_room(relative)?;
            fs::write(self.staging.join(relative), &output.bytes)
                .with_context(|| format!("can't write {}", output.path))?;
        }
        self.add(Staged { path: output.path.clone(), entry, is_kept });
        Ok(())
    }

    /// Takes a file over from the published site, unseen. `false` where it is not there, or not as it was written.
    ///
    /// # Panics
    /// When another writer has panicked.
    pub fn keep(&self, path: &str) -> bool {
        let Some(entry) = self.old.files.get(path).filter(|entry| self.is_as_written(path, entry.size)) else {
            return false;
        };
        self.add(Staged { path: path.to_owned(), entry: entry.clone(), is_kept: true });
        true
    }

    fn add(&self, staged: Staged) {
        self.files.lock().expect("no writer panics").push(staged);
    }

    /// Whether nobody has changed a published file since: it has its size, and is not younger than the manifest.
    fn is_as_written(&self, path: &str, size: u64) -> bool {
        let Ok(meta) = fs::symlink_metadata(self.target.join(path)) else { return false };
        let written = self.old.of_manifest.as_ref().and_then(|manifest| manifest.modified().ok());
        let is_older = meta.modified().ok().zip(written).is_some_and(|(modified, written)| modified <= written);
        meta.is_file() && meta.len() == size && is_older
    }

    fn make_room(&self, relative: &Path) -> Result<()> {
        let file = self.staging.join(relative);
        let Some(folder) = file.parent().filter(|folder| *folder != self.staging) else { return Ok(()) };
        make_folder(folder).with_context(|| format!("can't make the folder {}", folder.display()))
    }

    /// Publishes what was written, and gives the manifest. A site that is the same as before is left untouched.
    ///
    /// # Errors
    /// When the disk refuses; the published site is then the old one.
    ///
    /// # Panics
    /// When a writer has panicked.
    pub fn publish(mut self) -> Result<(Published, Vec<u8>)> {
        let mut files = std::mem::take(&mut *self.files.lock().expect("no writer panics"));
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        if let Some(twice) = files.windows(2).find(|pair| pair[0].path == pair[1].path) {
            bail!("two pages were written to {}", twice[0].path);
        }
        let new: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let published = Published {
            files: files.len(),
            unchanged: files.iter().filter(|file| file.is_kept).count(),
            removed: self.old.files.keys().filter(|path| !new.contains(path.as_str())).count(),
        };
        let same = files.iter().all(|file| self.old.files.get(&file.path) == Some(&file.entry));
        if published.is_untouched() && same && !self.old.manifest.is_empty() {
            return Ok((published, std::mem::take(&mut self.old.manifest)));
        }
        files.par_iter().filter(|file| file.is_kept).try_for_each(|file| self.link_old(&file.path))?;
        ensure_whole(&self.staging, &files)?;
        // Room for all of it at once: at twice its length, that of a large site is the most that a build holds.
        let mut manifest = Vec::with_capacity(files.iter().map(Staged::listed).sum());
        serde_json::to_writer_pretty(&mut manifest, &Manifest { format: 1, files: Listed(&files) })?;
        manifest.push(b'\n');
        fs::write(self.staging.join(MANIFEST), &manifest).context("can't write the manifest")?;
        flush(&self.staging).context("can't flush the new site to the disk")?;
        swap(&self.staging, &self.target, &beside(&self.target, "old"))
            .with_context(|| format!("can't publish to {}", self.target.display()))?;
        Ok((published, manifest))
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

/// Files of the published site by its manifest.
fn owned_files(target: &Path) -> Result<Old> {
    if !target.exists() {
        return Ok(Old::default());
    }
    let shown = target.display();
    let mut old = Old::default();
    match fs::read(target.join(MANIFEST)) {
        Ok(bytes) => {
            old.files = serde_json::from_slice::<Manifest<BTreeMap<_, _>>>(&bytes)
                .with_context(|| format!("{shown}/{MANIFEST} can't be read; move the folder away, and build again"))?
                .files;
            old.of_manifest = fs::metadata(target.join(MANIFEST)).ok();
            old.manifest = bytes;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(|| format!("can't read {shown}/{MANIFEST}")),
    }
    let mut strange = strangers(target, "", &old.files).with_context(|| format!("can't read the folder {shown}"))?;
    strange.sort_unstable();
    if let Some(first) = strange.first() {
        let more = match strange.len() - 1 {
            0 => String::new(),
            1 => " and 1 more file".to_owned(),
            more => format!(" and {more} more files"),
        };
        bail!(
            "{shown} holds {first}{more}, which carepress did not write; it was left as it is. \
             Choose another folder with --output DIR, or move what you need to static/"
        );
    }
    Ok(old)
}

/// Files below a folder of the published site that its manifest does not name, by their paths in the site.
fn strangers(folder: &Path, path: &str, known: &BTreeMap<String, Entry>) -> io::Result<Vec<String>> {
    let (mut strange, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let junk = matches!(name.to_str(), Some(".DS_Store" | "Thumbs.db" | "desktop.ini"));
        let path = format!("{path}{}", name.to_string_lossy());
        if entry.file_type()?.is_dir() {
            folders.push((entry.path(), path + "/"));
        } else if path != MANIFEST && !junk && !known.contains_key(&path) {
            strange.push(path);
        }
    }
    let below: Vec<Vec<String>> =
        folders.par_iter().map(|(folder, path)| strangers(folder, path, known)).collect::<io::Result<_>>()?;
    strange.extend(below.into_iter().flatten());
    Ok(strange)
}

/// Refuses a new site from which somebody else took files while it was written.
fn ensure_whole(staging: &Path, files: &[Staged]) -> Result<()> {
    let stands = |file: &Staged| {
        let found = fs::symlink_metadata(staging.join(&file.path));
        found.is_ok_and(|found| found.is_file() && found.len() == file.entry.size)
    };
    let is_whole = files.par_iter().all(stands);
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
