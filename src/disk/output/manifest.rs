//! The list of all files that a published site has: the program knows by it what it wrote, and what it did not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, FileType, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::own;
use crate::base::address::is_device;
use crate::base::digest::{Digest, Parts};

/// Name of the file that lists what the program wrote, with hashes and sources.
pub const MANIFEST: &str = ".carepress.json";

/// Version of the manifest's own format.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Manifest<F> {
    /// Version of this file's own format.
    format: u32,
    /// Every file but this one, by path.
    files: F,
}

/// What a manifest says of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ManifestEntry {
    /// BLAKE3 of the bytes, in hexadecimal.
    #[serde(serialize_with = "write_hash", deserialize_with = "read_hash")]
    pub(super) hash: Hash,
    /// Their number.
    #[serde(default)]
    pub(super) size: u64,
    /// The file that it was made from.
    pub(super) source: String,
}

fn write_hash<S: Serializer>(hash: &Hash, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hash.to_hex())
}

fn read_hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Hash, D::Error> {
    let written = Cow::<'de, str>::deserialize(deserializer)?;
    Hash::from_hex(written.as_bytes()).map_err(D::Error::custom)
}

/// Files as a manifest lists them: in the order of their paths.
struct Listed<F>(F);

impl<'f, F: Iterator<Item = (&'f String, &'f ManifestEntry)> + Clone> Serialize for Listed<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

/// Writes the manifest of some files, in the order of their paths. Piece by piece: that of a large site would take much
/// memory.
pub(super) fn write<'f>(
    folder: &Path,
    files: impl Iterator<Item = (&'f String, &'f ManifestEntry)> + Clone,
) -> io::Result<()> {
    let mut out = BufWriter::new(File::create_new(folder.join(MANIFEST))?);
    serde_json::to_writer_pretty(&mut out, &Manifest { format: FORMAT, files: Listed(files) })?;
    out.write_all(b"\n")?;
    out.flush()
}

/// A digest of all that a manifest says of some files, in the order of their paths.
pub(super) fn digest<'f>(files: impl Iterator<Item = (&'f String, &'f ManifestEntry)>) -> Digest {
    let mut parts = Parts::default();
    for (path, ManifestEntry { hash, size, source }) in files {
        parts.add(path);
        parts.add(hash.as_bytes());
        parts.add(size.to_le_bytes());
        parts.add(source);
    }
    parts.digest()
}

/// The site that is published, by its manifest.
#[derive(Debug, Default)]
pub(super) struct Old {
    /// Its files in the order of their paths, the manifest apart.
    pub(super) files: Vec<(String, ManifestEntry)>,
    /// The manifest as a file. None where nothing is published.
    pub(super) manifest: Option<Metadata>,
}

/// Most bytes of a manifest: a site of a million files has fewer.
const MOST_BYTES: u64 = 250_000_000;

impl Old {
    /// The site in a folder.
    ///
    /// # Errors
    /// When the folder holds anything that the program did not write, or can't be read.
    pub(super) fn in_folder(target: &Path) -> Result<Self> {
        if fs::symlink_metadata(target).is_err() {
            return Ok(Self::default());
        }
        let shown = target.display();
        let mut old = Self::default();
        let manifest = target.join(MANIFEST);
        let unread = || {
            format!(
                "{shown}/{MANIFEST} can't be read; nothing was changed. Move the folder {shown} away, and build again"
            )
        };
        if let Some(bytes) = own::read(&manifest, MOST_BYTES).with_context(unread)? {
            old.files = read_files(&bytes).with_context(unread)?;
            old.manifest = Some(fs::symlink_metadata(&manifest).with_context(unread)?);
        }
        let found = strangers(target, "", &|path, kind| old.is_known(path, kind))
            .with_context(|| format!("can't read the folder {shown}"))?;
        if let Some(first) = found.iter().min() {
            let more = match found.len() - 1 {
                0 => String::new(),
                1 => " and 1 more file".to_owned(),
                more => format!(" and {more} more files"),
            };
            if old.manifest.is_some() {
                bail!(
                    "{shown} holds {first}{more}, which {MANIFEST} does not list among what carepress wrote: somebody put \
                     it there, or the list is damaged. Nothing was changed. Move what you need to static/ and the folder \
                     away, and build again"
                );
            }
            bail!(
                "{shown} holds {first}{more}, and no list in it ({MANIFEST}) says that carepress wrote it; it was left as \
                 it is. Choose another folder with --output DIR; or move what you need to static/ and the folder away, \
                 and build again"
            );
        }
        if old.manifest.is_none() {
            refuse_any_folder(target)?;
        }
        Ok(old)
    }

    /// What the manifest says of a file, and its place in it.
    pub(super) fn find(&self, path: &str) -> Option<(usize, &ManifestEntry)> {
        let index = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some((index, &self.files[index].1))
    }

    /// The paths and what is said of them.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&String, &ManifestEntry)> {
        self.files.iter().map(|(path, entry)| (path, entry))
    }

    /// Whether what is in the published folder is the program's own, or what a system puts into any folder of ours.
    fn is_known(&self, path: &str, kind: FileType) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        if path == MANIFEST || self.find(path).is_some() {
            // A link in the place of a file is replaced by the file. One in the place of a folder leads to other files.
            return kind.is_file() || !self.has_files_below(path);
        }
        // What file managers leave in any folder.
        self.manifest.is_some() && matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
    }

    fn has_files_below(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let first = self.files.partition_point(|(known, _)| *known < folder);
        self.files.get(first).is_some_and(|(known, _)| known.starts_with(&folder))
    }
}

/// The files that a manifest lists, in the order of their paths.
///
/// # Errors
/// When it is none, or lists what no build could have written.
fn read_files(bytes: &[u8]) -> Result<Vec<(String, ManifestEntry)>> {
    let manifest: Manifest<BTreeMap<String, ManifestEntry>> = serde_json::from_slice(bytes)?;
    ensure!(manifest.format == FORMAT, "it is of a later version of carepress");
    if let Some(path) = manifest.files.keys().find(|path| !is_path_in_site(path)) {
        bail!("it lists {path:?}, which no build has written");
    }
    Ok(manifest.files.into_iter().collect())
}

/// Whether a file of a site may have this path: it leads nowhere else on any system.
pub(super) fn is_path_in_site(path: &str) -> bool {
    path != MANIFEST
        && !path.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '"' | '<' | '>' | '|' | '?' | '*'))
        && path
            .split('/')
            .all(|part| !part.is_empty() && part.len() <= 255 && !part.ends_with(['.', ' ']) && !is_device(part))
}

/// A folder without a manifest is somebody else's, even if there are but folders in it.
fn refuse_any_folder(target: &Path) -> Result<()> {
    let shown = target.display();
    let first = fs::read_dir(target).and_then(|mut entries| entries.next().transpose());
    if let Some(first) = first.with_context(|| format!("can't read the folder {shown}"))? {
        bail!(
            "{shown} holds the folder {}, which carepress did not make; it was left as it is. \
             Choose another folder with --output DIR, or remove this one",
            first.file_name().display()
        );
    }
    Ok(())
}

/// Files in a folder of a site, and below, that are not known there, by their paths in the site.
pub(super) fn strangers(
    folder: &Path,
    path: &str,
    is_known: &(impl Fn(&str, FileType) -> bool + Sync),
) -> io::Result<Vec<String>> {
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            folders.push((entry.path(), path + "/"));
        } else if !is_known(&path, kind) {
            found.push(path);
        }
    }
    let below: Vec<Vec<String>> =
        folders.par_iter().map(|(folder, path)| strangers(folder, path, is_known)).collect::<io::Result<_>>()?;
    found.extend(below.into_iter().flatten());
    Ok(found)
}
