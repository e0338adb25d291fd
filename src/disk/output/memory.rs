//! What a build keeps for the next one, beside the published site.
//!
//! Behind it stands a checksum of all of it. One who damages it is noticed; one who writes another with a checksum of its
//! own is not. So whoever reads it believes nothing of it that could do harm.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use blake3::Hasher;

use super::folder::real_path;
use super::own::{self, beside};

/// Most bytes that are read: a site of a million articles, or of ten thousand photos, has fewer.
const MOST_BYTES: u64 = 500_000_000;

/// What is kept, each in a file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// What is known of the articles.
    Memory,
    /// What the pictures were made into.
    Pictures,
}

impl Kept {
    /// Every file that is kept.
    pub(super) const ALL: [Self; 2] = [Self::Memory, Self::Pictures];

    fn role(self) -> &'static str {
        match self {
            Self::Memory => "memory",
            Self::Pictures => "pictures",
        }
    }

    /// The role of a file that is not whole yet.
    pub(super) fn role_when_new(self) -> &'static str {
        match self {
            Self::Memory => "memory-new",
            Self::Pictures => "pictures-new",
        }
    }

    /// What the checksum is of besides the bytes: another format, another checksum.
    fn format(self) -> &'static str {
        match self {
            Self::Memory => "carepress memory of a published site, format 2",
            Self::Pictures => "carepress pictures of a published site, format 1",
        }
    }
}

/// What a build kept beside the site that it published, whole and as it was written; else none.
#[must_use]
pub fn recall(target: &Path, what: Kept) -> Option<Vec<u8>> {
    let mut bytes = own::read(&beside(&real_path(target).ok()?, what.role()), MOST_BYTES).ok()??;
    let (kept, checksum) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
    let is_whole = *Hasher::new_derive_key(what.format()).update(kept).finalize().as_bytes() == *checksum;
    bytes.truncate(kept.len());
    is_whole.then_some(bytes)
}

/// Keeps something for the next build, beside the published site.
///
/// # Errors
/// When the disk refuses. Nothing is lost then but time.
pub fn remember(target: &Path, what: Kept, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
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
