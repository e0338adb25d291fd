//! Folders of a site: where they may stand, how they are made and removed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;
use walkdir::WalkDir;

/// `…/public` → `…/.public.carepress-new`: on the same disk, so that a rename is one step.
pub(super) fn beside(target: &Path, role: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.carepress-{role}"))
}

/// The folder itself where the path is a link to it. Parts of the path that do not exist yet stay as they are: nothing
/// is made before it is known that the site may stand there.
pub(super) fn real_path(target: &Path) -> Result<PathBuf> {
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
pub(super) fn refuse_site_folder(target: &Path, site_root: &Path) -> Result<()> {
    let Ok(root) = site_root.canonicalize() else { return Ok(()) };
    let sources = ["content", "templates", "static"].map(|name| root.join(name));
    if root.starts_with(target) || sources.iter().any(|source| target.starts_with(source)) {
        bail!("{} holds the site's own sources; choose another folder with --output DIR", target.display());
    }
    Ok(())
}

pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir_all(folder),
        other => other,
    }
}

/// Removes files of a folder by their names, each with the folder that it was alone in: to ask the system what there is
/// in each folder takes longer than to remove it. What can't be removed is left.
pub(super) fn remove_files<F: Sync>(folder: &Path, files: &BTreeMap<String, F>) {
    // A link of that name leads to somebody else's files.
    if !fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) {
        return;
    }
    files.par_iter().for_each(|(path, _)| {
        let file = folder.join(path);
        if fs::remove_file(&file).is_ok() {
            let _ = file.parent().map(fs::remove_dir);
        }
    });
}

/// Removes a folder and all that is in it; no folder is as good as a removed one.
pub(super) fn remove_folder(folder: &Path) -> Result<()> {
    let removed = emptied(folder).and_then(|()| fs::remove_dir_all(folder));
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error)
            .with_context(|| format!("can't remove the folder {}, left by an earlier build", folder.display())),
        _ => Ok(()),
    }
}

/// Removes the folders in a folder, on every core: a site has one for each page, and the system takes its time with each.
fn emptied(folder: &Path) -> io::Result<()> {
    let mut folders = Vec::new();
    // A link of that name leads to somebody else's folders.
    for entry in WalkDir::new(folder).follow_root_links(false).min_depth(1).max_depth(2) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            folders.push((entry.depth(), entry.into_path()));
        }
    }
    for depth in [2, 1] {
        folders.par_iter().filter(|(at, _)| *at == depth).try_for_each(|(_, path)| fs::remove_dir_all(path))?;
    }
    Ok(())
}
