//! The only writer of sources: what a command changes in `content/` and `site.yaml`, and no build does.
//!
//! All changes of a command are made or none: everything is looked at first, and what was done is put back when a later
//! step fails. A text is replaced in one step, so that a crash leaves the old or the new one, whole. No symbolic link is
//! followed, and nothing is written over that the command has not read.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use unicode_normalization::UnicodeNormalization;

/// One change of the sources. Paths are relative to the site's folder, with `/` between parts.
#[derive(Debug, Clone)]
pub enum Change {
    /// A file or folder goes to another place. Its new folder is made when it is not there.
    Move {
        /// Where it is.
        from: String,
        /// Where it goes; nothing is there yet.
        to: String,
    },
    /// A file gets another text.
    Replace {
        /// The file.
        path: String,
        /// Its text as it was read, without a byte-order mark.
        old: String,
        /// Its new text. A byte-order mark stays.
        new: String,
    },
    /// A file is made.
    Create {
        /// The file.
        path: String,
        /// Its text.
        text: String,
    },
}

/// Makes changes one after the other: all of them, or none.
///
/// # Errors
/// When a file is not as it was read, something is in the way, or the disk refuses. The sources are then as they were; if
/// even that fails, the message names what could not be put back.
pub fn apply(root: &Path, changes: &[Change]) -> Result<()> {
    let mut undo: Vec<Undo> = Vec::new();
    for change in changes {
        if let Err(error) = make(root, change, &mut undo) {
            let left: Vec<String> = undo.into_iter().rev().filter_map(|step| step.run().err()).collect();
            return if left.is_empty() {
                Err(error)
            } else {
                Err(error.context(format!("could not be put back: {}", left.join(", "))))
            };
        }
    }
    Ok(())
}

/// How to take back what was done.
enum Undo {
    Move { from: PathBuf, to: PathBuf },
    Replace { file: PathBuf, old: Vec<u8> },
    Create { file: PathBuf },
    Folder { folder: PathBuf },
}

impl Undo {
    /// The path that could not be put back is the error.
    fn run(self) -> Result<(), String> {
        let (path, done) = match self {
            Self::Move { from, to } => (to.clone(), fs::rename(&to, &from).map_err(Into::into)),
            Self::Replace { file, old } => (file.clone(), write_beside(&file, &old)),
            Self::Create { file } => (file.clone(), fs::remove_file(&file).map_err(Into::into)),
            Self::Folder { folder } => (folder.clone(), fs::remove_dir(&folder).map_err(Into::into)),
        };
        done.map_err(|_| path.display().to_string())
    }
}

fn make(root: &Path, change: &Change, undo: &mut Vec<Undo>) -> Result<()> {
    match change {
        Change::Move { from, to } => {
            let source = find(root, from)?;
            ensure!(source.symlink_metadata().is_ok(), "there is no {from}");
            let target = free(root, to, Some(&source), undo)?;
            fs::rename(&source, &target).with_context(|| format!("can't move {from} to {to}"))?;
            undo.push(Undo::Move { from: source, to: target });
        }
        Change::Replace { path, old, new } => {
            let file = find(root, path)?;
            let present = fs::read(&file).with_context(|| format!("can't read {path}"))?;
            let mark = "\u{feff}".as_bytes();
            let text = present.strip_prefix(mark);
            ensure!(text.unwrap_or(&present) == old.as_bytes(), "{path} was changed meanwhile; it was left as it is");
            let bytes = [if text.is_some() { mark } else { b"" }, new.as_bytes()].concat();
            write_beside(&file, &bytes).with_context(|| format!("can't write {path}; it was left as it is"))?;
            undo.push(Undo::Replace { file, old: present });
        }
        Change::Create { path, text } => {
            let file = free(root, path, None, undo)?;
            // `create_new` never overwrites, even when two people write at once.
            let opened = File::options().write(true).create_new(true).open(&file);
            let mut opened = opened.with_context(|| format!("can't write {path}"))?;
            undo.push(Undo::Create { file });
            opened.write_all(text.as_bytes()).with_context(|| format!("can't write {path}"))?;
        }
    }
    Ok(())
}

/// The file or folder at a path that a command may change, whether it is there or not.
///
/// # Errors
/// When the path is not one of the sources, or leads over a symbolic link.
fn find(root: &Path, path: &str) -> Result<PathBuf> {
    let mut parts = path.split('/');
    let is_plain = parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'));
    ensure!(is_plain && (path == "site.yaml" || path.starts_with("content/")), "{path} is not in the content folder");
    let mut at = root.to_owned();
    for part in path.split('/') {
        at = entry(&at, part).unwrap_or_else(|| at.join(part));
        let is_link = at.symlink_metadata().is_ok_and(|found| found.file_type().is_symlink());
        ensure!(!is_link, "{} is a link to another place, and links are not followed", at.display());
    }
    Ok(at)
}

/// An entry of a folder by its name. One name can be stored in two ways where it has accents.
fn entry(folder: &Path, name: &str) -> Option<PathBuf> {
    let exact = folder.join(name);
    if name.is_ascii() || exact.symlink_metadata().is_ok() {
        return Some(exact);
    }
    let same = |other: &str| other.nfc().eq(name.nfc());
    let entries = fs::read_dir(folder).ok()?.flatten();
    entries.map(|entry| entry.path()).find(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(same))
}

/// A place for something new, in a folder that is there afterwards.
///
/// # Errors
/// When something is there that some system would take for the same name. `moved` is what goes there, and not in the way.
fn free(root: &Path, path: &str, moved: Option<&Path>, undo: &mut Vec<Undo>) -> Result<PathBuf> {
    let target = find(root, path)?;
    let folder = target.parent().unwrap_or(root);
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder).with_context(|| format!("can't make the folder {}", folder.display()))?;
        undo.push(Undo::Folder { folder: folder.to_owned() });
    }
    let key =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().to_lowercase().nfc().collect::<String>());
    let present = fs::read_dir(folder).with_context(|| format!("can't read the folder {}", folder.display()))?;
    for other in present.flatten().map(|entry| entry.path()) {
        if key(&other) == key(&target) && moved != Some(other.as_path()) {
            bail!("{} is there already; it was left as it is", shown(root, &other));
        }
    }
    Ok(target)
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// Puts other bytes in place of a file's own in one step.
fn write_beside(file: &Path, bytes: &[u8]) -> Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = file.with_file_name(format!(".{name}.carepress-new"));
    let written = (|| {
        // A file of that name is what a crash left behind.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut out = File::options().write(true).create_new(true).open(&beside)?;
        out.set_permissions(fs::metadata(file)?.permissions())?;
        out.write_all(bytes)?;
        out.sync_all()?;
        fs::rename(&beside, file)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}
