//! What a build stores for the next one, beside the published site.
//!
//! Each file ends with a checksum of all of it. Damage is noticed; a forged file with a checksum of its own is not. So
//! whoever reads it believes nothing in it that could do harm.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use blake3::Hasher;

use super::folder::real_path;
use super::own::{self, beside};

/// Most bytes that are read: a site of a million articles, or of ten thousand photos, has fewer.
const MOST_BYTES: u64 = 500_000_000;

/// What is stored, each in a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// What is known of the articles.
    Cache,
    /// What the pictures were made into.
    Pictures,
}

impl Stored {
    /// Every such file.
    pub(super) const ALL: [Self; 2] = [Self::Cache, Self::Pictures];

    fn role(self) -> &'static str {
        match self {
            Self::Cache => "cache",
            Self::Pictures => "pictures",
        }
    }

    /// The role of a file that is not whole yet.
    pub(super) fn role_when_new(self) -> &'static str {
        match self {
            Self::Cache => "cache-new",
            Self::Pictures => "pictures-new",
        }
    }

    /// Names that earlier versions of the program gave to such files: they are removed.
    pub(super) const FORMER_ROLES: [&str; 2] = ["memory", "memory-new"];

    /// What the checksum is of besides the bytes: another format, another checksum.
    fn format(self) -> &'static str {
        match self {
            Self::Cache => "carepress cache of a published site, format 3",
            Self::Pictures => "carepress pictures of a published site, format 1",
        }
    }
}

/// What a build stored beside the site that it published, whole and as it was written; otherwise nothing.
#[must_use]
pub fn load_cache(target: &Path, what: Stored) -> Option<Vec<u8>> {
    let mut bytes = own::read(&beside(&real_path(target).ok()?, what.role()), MOST_BYTES).ok()??;
    let (stored, checksum) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
    let is_whole = *Hasher::new_derive_key(what.format()).update(stored).finalize().as_bytes() == *checksum;
    bytes.truncate(stored.len());
    is_whole.then_some(bytes)
}

/// Stores something for the next build, beside the published site.
///
/// # Errors
/// When the disk refuses. Nothing is lost then but time.
pub fn store_cache(target: &Path, what: Stored, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let file = beside(&real_path(target)?, what.role());
    let new = beside(&real_path(target)?, what.role_when_new());
    // One that was left is taken away first: it could be a link to another file.
    let _ = fs::remove_file(&new);
    let refused = || format!("can't write {}", file.display());
    let hasher = Hasher::new_derive_key(what.format());
    let mut out = Summed { out: BufWriter::new(File::create_new(&new).with_context(refused)?), hasher };
    write(&mut out)?;
    let Summed { mut out, hasher } = out;
    out.write_all(hasher.finalize().as_bytes()).and_then(|()| out.flush()).with_context(refused)?;
    drop(out);
    fs::rename(&new, &file).with_context(refused)
}

/// Writes, and adds up what is written.
struct Summed<W> {
    out: W,
    hasher: Hasher,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
