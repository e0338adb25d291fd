//! The only writer of a site: stage beside the published folder, then swap the two in one step.
//!
//! Whatever happens, the published folder is the old site or the new one, whole. A folder that this program did not
//! write is never touched: it is known by the [`MANIFEST`] in it.
//!
//! On Linux the swap is one `renameat2(RENAME_EXCHANGE)`. Elsewhere it is two renames; a crash between them leaves the
//! old site beside, and the next build puts it back first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

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
struct Manifest {
    /// Version of this file's own format.
    format: u32,
    /// Every file but this one, by path.
    files: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    /// BLAKE3 of the bytes, in hexadecimal.
    hash: String,
    /// The file that it was made from.
    source: String,
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

/// A site that is being written, not yet published. Dropped before that, it leaves nothing behind.
#[derive(Debug)]
pub struct Stage {
    target: PathBuf,
    staging: PathBuf,
    old: BTreeMap<String, Entry>,
    written: Mutex<BTreeMap<String, Entry>>,
    unchanged: std::sync::atomic::AtomicUsize,
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
        if aside.exists() && !target.exists() {
            fs::rename(&aside, &target).with_context(|| format!("can't put {} back", target.display()))?;
        }
        for left_over in [&staging, &aside] {
            remove_folder(left_over)?;
        }
        let old = owned_files(&target)?;
        fs::create_dir_all(&staging).with_context(|| format!("can't make the folder {}", staging.display()))?;
        Ok(Self { target, staging, old, written: Mutex::default(), unchanged: 0.into(), lock: Some(lock) })
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
        let file = self.staging.join(relative);
        if let Some(folder) = file.parent().filter(|folder| *folder != self.staging) {
            make_folder(folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
        }
        let hash = blake3::hash(&output.bytes).to_hex().to_string();
        let same = self.old.get(&output.path).is_some_and(|entry| entry.hash == hash) && self.link_old(output, &file);
        if same {
            self.unchanged.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        } else {
            fs::write(&file, &output.bytes).with_context(|| format!("can't write {}", output.path))?;
        }
        let entry = Entry { hash, source: output.source.clone() };
        let twice = self.written.lock().expect("no writer panics").insert(output.path.clone(), entry);
        ensure!(twice.is_none(), "two pages were written to {}", output.path);
        Ok(())
    }

    /// Links the file of the published site into the new one, if it still has the bytes that the manifest says.
    fn link_old(&self, output: &Output, file: &Path) -> bool {
        let old = self.target.join(&output.path);
        let regular =
            fs::symlink_metadata(&old).is_ok_and(|meta| meta.is_file() && meta.len() == output.bytes.len() as u64);
        regular && fs::read(&old).is_ok_and(|bytes| bytes == *output.bytes) && fs::hard_link(&old, file).is_ok()
    }

    /// Publishes what was written.
    ///
    /// # Errors
    /// When the disk refuses; the published site is then the old one.
    ///
    /// # Panics
    /// When a writer has panicked.
    pub fn publish(mut self) -> Result<Published> {
        let files = std::mem::take(&mut *self.written.lock().expect("no writer panics"));
        let published = Published {
            files: files.len(),
            unchanged: *self.unchanged.get_mut(),
            removed: self.old.keys().filter(|path| !files.contains_key(*path)).count(),
        };
        let manifest = serde_json::to_string_pretty(&Manifest { format: 1, files })? + "\n";
        fs::write(self.staging.join(MANIFEST), manifest).context("can't write the manifest")?;
        flush(&self.staging).context("can't flush the new site to the disk")?;
        swap(&self.staging, &self.target, &beside(&self.target, "old"))
            .with_context(|| format!("can't publish to {}", self.target.display()))?;
        Ok(published)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What is left to remove is the old site, or a new one that is not to be published. Should it fail, the next
        // build removes it.
        let _ = remove_folder(&self.staging);
        let _ = remove_folder(&beside(&self.target, "old"));
        drop(self.lock.take());
    }
}

/// `…/public` → `…/.public.carepress-new`: on the same disk, so that a rename is one step.
fn beside(target: &Path, role: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.carepress-{role}"))
}

/// The folder itself where the path is a link to it. Parts of the path that do not exist yet stay as they are: nothing
/// is made before it is known that the site may stand there.
fn real_path(target: &Path) -> Result<PathBuf> {
    let mut missing = Vec::new();
    let mut above = std::path::absolute(target).with_context(|| format!("can't find {}", target.display()))?;
    loop {
        if let Ok(real) = above.canonicalize() {
            ensure!(real.is_dir(), "{} is a file, where the site's folder should be", above.display());
            let real: PathBuf = missing.iter().rev().fold(real, |path, name| path.join(name));
            ensure!(real.file_name().is_some(), "{} can't be the site's folder", target.display());
            return Ok(real);
        }
        let Some(name) = above.file_name() else { bail!("{} can't be the site's folder", target.display()) };
        missing.push(name.to_owned());
        above.pop();
    }
}

/// A site is never written over its own sources.
fn refuse_site_folder(target: &Path, site_root: &Path) -> Result<()> {
    let Ok(root) = site_root.canonicalize() else { return Ok(()) };
    let sources = ["content", "templates", "static"].map(|name| root.join(name));
    if root.starts_with(target) || sources.iter().any(|source| target.starts_with(source)) {
        bail!("{} holds the site's own sources; choose another folder with --output DIR", target.display());
    }
    Ok(())
}

/// Files of the published site by its manifest.
fn owned_files(target: &Path) -> Result<BTreeMap<String, Entry>> {
    if !target.exists() {
        return Ok(BTreeMap::new());
    }
    let shown = target.display();
    let manifest = match fs::read(target.join(MANIFEST)) {
        Ok(bytes) => {
            serde_json::from_slice::<Manifest>(&bytes)
                .with_context(|| format!("{shown}/{MANIFEST} can't be read; move the folder away, and build again"))?
                .files
        }
        Err(error) if error.kind() == ErrorKind::NotFound => BTreeMap::new(),
        Err(error) => return Err(error).with_context(|| format!("can't read {shown}/{MANIFEST}")),
    };
    let mut strange = Vec::new();
    for entry in WalkDir::new(target).follow_links(false).sort_by_file_name() {
        let entry = entry.with_context(|| format!("can't read the folder {shown}"))?;
        let relative = entry.path().strip_prefix(target).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        let junk = matches!(entry.file_name().to_str(), Some(".DS_Store" | "Thumbs.db" | "desktop.ini"));
        if !entry.file_type().is_dir() && relative != MANIFEST && !junk && !manifest.contains_key(&relative) {
            strange.push(relative);
        }
    }
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
    Ok(manifest)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir_all(folder),
        other => other,
    }
}

fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error)
            .with_context(|| format!("can't remove the folder {}, left by an earlier build", folder.display())),
        _ => Ok(()),
    }
}

/// Brings everything written so far to the disk, in one call where the system has it.
#[cfg(target_os = "linux")]
fn flush(staging: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(staging)?).map_err(Into::into)
}

#[cfg(not(target_os = "linux"))]
fn flush(staging: &Path) -> io::Result<()> {
    let files: std::collections::BTreeSet<PathBuf> =
        WalkDir::new(staging).into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path).collect();
    files.iter().filter(|path| path.is_file()).try_for_each(|path| File::open(path)?.sync_all())
}

/// Puts the new site in the place of the old one.
fn swap(new: &Path, target: &Path, aside: &Path) -> io::Result<()> {
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
fn exchange(new: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Keeps two builds from mixing. The system gives it back even when the program dies.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    #[expect(dead_code, reason = "held open: closing it gives the lock back")]
    file: File,
}

impl Lock {
    fn take(path: &Path) -> Result<Self> {
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(path);
            let file = file.with_context(|| format!("can't write beside the site's folder, to {}", path.display()))?;
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
    let same = |a: &fs::Metadata, b: &fs::Metadata| a.ino() == b.ino() && a.dev() == b.dev();
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

#[cfg(not(unix))]
fn is_still_at(_: &File, _: &Path) -> bool {
    true
}
