//! The list of all files that a published site has: the program knows by it what it wrote, and what it did not.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::digest::{Digest, Parts};

/// Name of the file that lists what the program wrote, with hashes and sources.
pub const MANIFEST: &str = ".carepress.json";

#[derive(Serialize, Deserialize)]
struct Manifest<F> {
    /// Version of this file's own format.
    format: u32,
    /// Every file but this one, by path.
    files: F,
}

/// What a manifest says of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
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

impl<'f, F: Iterator<Item = (&'f String, &'f Entry)> + Clone> Serialize for Listed<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

/// Writes the manifest of some files, in the order of their paths. Piece by piece: that of a large site would take much
/// memory.
pub(super) fn write<'f>(folder: &Path, files: impl Iterator<Item = (&'f String, &'f Entry)> + Clone) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(folder.join(MANIFEST))?);
    serde_json::to_writer_pretty(&mut out, &Manifest { format: 1, files: Listed(files) })?;
    out.write_all(b"\n")?;
    out.flush()
}

/// A digest of all that a manifest says of some files, in the order of their paths.
pub(super) fn digest<'f>(files: impl Iterator<Item = (&'f String, &'f Entry)>) -> Digest {
    let mut parts = Parts::default();
    for (path, Entry { hash, size, source }) in files {
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
    /// Its files, the manifest apart.
    pub(super) files: BTreeMap<String, Entry>,
    /// The manifest as a file: it is the last one that is written. None where nothing is published.
    pub(super) manifest: Option<Metadata>,
}

impl Old {
    /// The site in a folder.
    ///
    /// # Errors
    /// When the folder holds anything that the program did not write, or can't be read.
    pub(super) fn in_folder(target: &Path) -> Result<Self> {
        if !target.exists() {
            return Ok(Self::default());
        }
        let shown = target.display();
        let mut old = Self::default();
        match fs::read(target.join(MANIFEST)) {
            Ok(bytes) => {
                old.files = serde_json::from_slice::<Manifest<BTreeMap<_, _>>>(&bytes)
                    .with_context(|| {
                        format!("{shown}/{MANIFEST} can't be read; move the folder away, and build again")
                    })?
                    .files;
                old.manifest = fs::metadata(target.join(MANIFEST)).ok();
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("can't read {shown}/{MANIFEST}")),
        }
        let found = strangers(target, "", &|path| old.is_known(path))
            .with_context(|| format!("can't read the folder {shown}"))?;
        if let Some(first) = found.iter().min() {
            let more = match found.len() - 1 {
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

    /// Whether a file of the published folder is the program's own, or what a system puts into any folder.
    fn is_known(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        path == MANIFEST || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini") || self.files.contains_key(path)
    }
}

/// Files in a folder of a site, and below, that are not known there, by their paths in the site.
pub(super) fn strangers(
    folder: &Path,
    path: &str,
    is_known: &(impl Fn(&str) -> bool + Sync),
) -> io::Result<Vec<String>> {
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{path}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            folders.push((entry.path(), path + "/"));
        } else if !is_known(&path) {
            found.push(path);
        }
    }
    let below: Vec<Vec<String>> =
        folders.par_iter().map(|(folder, path)| strangers(folder, path, is_known)).collect::<io::Result<_>>()?;
    found.extend(below.into_iter().flatten());
    Ok(found)
}
