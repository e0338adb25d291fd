//! Folders of a site: where they may be, how they are made and removed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use rayon::prelude::*;
use walkdir::WalkDir;

/// The folder itself where the path is a link to it. Parts of the path that do not exist yet stay as they are: nothing
/// is made before it is known that the site may be there.
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

/// Removes a folder and all that is in it, or whatever else is in its place; nothing there counts as removed.
pub(super) fn remove_folder(folder: &Path) -> Result<()> {
    let removed = fs::symlink_metadata(folder).and_then(|found| {
        if found.is_dir() {
            emptied(folder).and_then(|()| fs::remove_dir_all(folder))
        } else {
            // On Windows, a link to a folder is a folder of a kind.
            fs::remove_file(folder).or_else(|error| fs::remove_dir(folder).map_err(|_| error))
        }
    });
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("can't remove {}, left by an earlier build", folder.display()))
        }
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

/// A site is published by exchanging two folders, and no system exchanges one that another disk is mounted on.
pub(super) fn refuse_mount_point(target: &Path) -> Result<()> {
    ensure!(
        !is_mount_point(target),
        "{} is a mount point (a volume of a container, or a disk), which can't be exchanged for a new site in one step; \
         publish to a folder inside it with --output {}, and let the web server show that one",
        target.display(),
        target.join("site").display()
    );
    Ok(())
}

#[cfg(target_os = "linux")]
fn is_mount_point(target: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let found = statx(CWD, target, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty());
    // Linux before 5.8 does not tell; then the exchange fails, and nothing is lost.
    found.is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_point(target: &Path) -> bool {
    is_on_another_disk(target).unwrap_or_default()
}

#[cfg(all(unix, not(target_os = "linux")))]
fn is_on_another_disk(target: &Path) -> Option<bool> {
    use std::os::unix::fs::MetadataExt;
    let [disk, of_parent] = [target, target.parent()?].map(|path| fs::symlink_metadata(path).map(|found| found.dev()));
    Some(disk.ok()? != of_parent.ok()?)
}

#[cfg(windows)]
fn is_on_another_disk(_: &Path) -> Option<bool> {
    None
}

/// Gives a new folder the group and the rights of the one whose place it will take. A group that it can't be given gets
/// no more rights than everybody.
#[cfg(unix)]
pub(super) fn take_rights(of: &Path, folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let Ok(old) = fs::symlink_metadata(of) else { return Ok(()) };
    let has_owner = chown(folder, Some(old.uid()), Some(old.gid())).is_ok();
    let has_group = has_owner || chown(folder, None, Some(old.gid())).is_ok();
    let all = old.mode() & 0o7777;
    let rights = if has_group { all } else { all & !0o2070 | (all & 0o7) << 3 };
    // Whoever builds has to write in it.
    fs::set_permissions(folder, fs::Permissions::from_mode(rights | 0o700))
}

#[cfg(not(unix))]
pub(super) fn take_rights(_: &Path, _: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether those who may read one file of a site may read another one as well.
#[cfg(unix)]
pub(super) fn is_readable_as(file: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    other.mode() & !file.mode() & 0o444 == 0
}

#[cfg(not(unix))]
pub(super) fn is_readable_as(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}
