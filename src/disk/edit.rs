//! The only writer of sources: what a command changes in `content/` and `site.yaml`, and no build does.
//!
//! All changes of a command are made or none: everything is looked at first, and what was done is put back when a later
//! step fails. A text is replaced in one step, so that a crash leaves the old or the new one, whole. No symbolic link is
//! followed, and nothing is written over that the command has not read. The folders on the way to a file are held open
//! from the look at them until all is done.

mod draft;
mod spot;

use std::io::ErrorKind;
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result, bail, ensure};
use unicode_normalization::UnicodeNormalization;

use crate::disk::folder::{Folder, is_link};
pub use draft::Draft;
use spot::{Spot, names};

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
    let root = Rc::new(Folder::open(root).with_context(|| format!("can't read the folder {}", root.display()))?);
    let mut undo: Vec<Undo> = Vec::new();
    for change in changes {
        if let Err(error) = make(&root, change, &mut undo) {
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
    Move { from: Spot, to: Spot },
    Replace { file: Spot, old: Vec<u8> },
    Create { file: Spot },
    Folder { folder: Spot },
}

impl Undo {
    /// The path that could not be put back is the error.
    fn run(self) -> Result<(), String> {
        let (path, done) = match self {
            Self::Move { from, to } => (to.path(), to.go_to(&from)),
            Self::Replace { file, old } => (file.path(), file.replace(&old)),
            Self::Create { file } => (file.path(), file.remove_file()),
            Self::Folder { folder } => (folder.path(), folder.remove_folder()),
        };
        done.map_err(|_| path.display().to_string())
    }
}

fn make(root: &Rc<Folder>, change: &Change, undo: &mut Vec<Undo>) -> Result<()> {
    match change {
        Change::Move { from, to } => {
            let source = find(root, from, None)?;
            ensure!(source.is_link().is_some(), "there is no {from}");
            let target = free(root, to, Some(&source), undo)?;
            source.go_to(&target).with_context(|| format!("can't move {from} to {to}"))?;
            undo.push(Undo::Move { from: source, to: target });
        }
        Change::Replace { path, old, new } => {
            let file = find(root, path, None)?;
            let present = file.read().with_context(|| format!("can't read {path}"))?;
            let mark = "\u{feff}".as_bytes();
            let text = present.strip_prefix(mark);
            ensure!(text.unwrap_or(&present) == old.as_bytes(), "{path} was changed meanwhile; it was left as it is");
            let bytes = [if text.is_some() { mark } else { b"" }, new.as_bytes()].concat();
            file.replace(&bytes).with_context(|| format!("can't write {path}; it was left as it is"))?;
            undo.push(Undo::Replace { file, old: present });
        }
        Change::Create { path, text } => {
            let file = free(root, path, None, undo)?;
            file.create(text.as_bytes()).with_context(|| format!("can't write {path}"))?;
            undo.push(Undo::Create { file });
        }
    }
    Ok(())
}

/// The place of a file or folder that a command may change, whether it is there or not. Folders on the way that are not
/// there are made where `made` takes note of them.
///
/// # Errors
/// When the path is not one of the sources, leads over a symbolic link, or a folder on the way is not there.
fn find(root: &Rc<Folder>, path: &str, mut made: Option<&mut Vec<Undo>>) -> Result<Spot> {
    let mut parts = path.split('/');
    let is_plain = parts.all(|part| !matches!(part, "" | "." | "..") && !part.contains('\\'));
    ensure!(is_plain && (path == "site.yaml" || path.starts_with("content/")), "{path} is not in the content folder");
    let mut parts: Vec<&str> = path.split('/').collect();
    let last = parts.pop().unwrap_or_default();
    let mut folder = Rc::clone(root);
    for part in parts {
        let spot = entry(&folder, part);
        if let Some(made) = made.as_deref_mut().filter(|_| spot.is_link().is_none()) {
            spot.make_folder().with_context(|| format!("can't make the folder {}", spot.path().display()))?;
            made.push(Undo::Folder { folder: spot.clone() });
        }
        folder = match folder.below(&spot.name) {
            Ok(below) => Rc::new(below),
            Err(error) if is_link(&error) => bail!(link(&spot)),
            Err(error) if error.kind() == ErrorKind::NotFound => bail!("there is no {path}"),
            Err(error) => return Err(error).with_context(|| format!("can't read {path}")),
        };
    }
    let spot = entry(&folder, last);
    ensure!(spot.is_link() != Some(true), link(&spot));
    Ok(spot)
}

fn link(spot: &Spot) -> String {
    format!("{} is a link to another place, and links are not followed", spot.path().display())
}

/// An entry of a folder by its name. One name can be stored in two ways where it has accents.
fn entry(folder: &Rc<Folder>, name: &str) -> Spot {
    let exact = Spot { folder: Rc::clone(folder), name: name.to_owned() };
    if name.is_ascii() || exact.is_link().is_some() {
        return exact;
    }
    let stored = names(folder).ok().and_then(|names| names.into_iter().find(|other| other.nfc().eq(name.nfc())));
    Spot { name: stored.unwrap_or(exact.name), ..exact }
}

/// A name in the form in which a disk that knows no capitals compares it.
fn caseless(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}

/// A place for something new, in a folder that is there afterwards.
///
/// # Errors
/// When something is there that some system would take for the same name. `moved` is what goes there, and not in the way.
fn free(root: &Rc<Folder>, path: &str, moved: Option<&Spot>, undo: &mut Vec<Undo>) -> Result<Spot> {
    let target = find(root, path, Some(undo))?;
    let folder = &target.folder;
    let present = names(folder).with_context(|| format!("can't read the folder {}", folder.path().display()))?;
    let wanted = caseless(&target.name);
    for name in present {
        let other = Spot { folder: Rc::clone(folder), name };
        if caseless(&other.name) == wanted && moved.is_none_or(|moved| moved.path() != other.path()) {
            bail!("{} is there already; it was left as it is", shown(root.path(), &other.path()));
        }
    }
    Ok(target)
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
