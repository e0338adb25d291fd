//! Short names for long texts: two texts with one digest are the same text.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The first 128 bits of a BLAKE3 hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 16]);

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Digest {
    /// Of one text, or any bytes.
    #[must_use]
    pub fn of(text: impl AsRef<[u8]>) -> Self {
        Self::from(blake3::hash(text.as_ref()))
    }

    /// Of things that have digests, in their order.
    #[must_use]
    pub fn all(digests: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Parts::default();
        digests.into_iter().for_each(|digest| parts.add_digest(digest));
        parts.digest()
    }

    /// The first 48 bits in hexadecimal: no two versions of one text meet by chance, and a line stays short.
    #[must_use]
    pub fn short(self) -> String {
        format!("{self:?}")[..12].to_owned()
    }
}

impl From<blake3::Hash> for Digest {
    fn from(hash: blake3::Hash) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&hash.as_bytes()[..16]);
        Self(first)
    }
}

/// Texts hashed one after the other, each with its length, so that no two lists of texts look the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts {
    hasher: blake3::Hasher,
    /// What was added last. Most parts are short, and many are hashed at once with less work than each by itself.
    waiting: Vec<u8>,
}

/// Bytes of parts that are hashed at once: those of most lists, and far less than all that a large site's list holds.
const AT_ONCE: usize = 16_384;

impl Parts {
    /// Adds a text, or any bytes.
    pub(crate) fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.take(&(part.len() as u64).to_le_bytes());
        self.take(part);
    }

    /// Adds what was hashed before.
    pub(crate) fn add_digest(&mut self, digest: Digest) {
        self.take(&digest.0);
    }

    fn take(&mut self, bytes: &[u8]) {
        if self.waiting.len() >= AT_ONCE {
            self.hasher.update(&self.waiting);
            self.waiting.clear();
        }
        self.waiting.extend_from_slice(bytes);
    }

    /// The digest of all that was added.
    #[must_use]
    pub(crate) fn digest(&self) -> Digest {
        self.hasher.clone().update(&self.waiting).finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_hashed_as_if_each_came_by_itself() {
        let texts = [String::new(), "a".to_owned(), "é".repeat(9_000), "b".repeat(16_384), "c".repeat(40_000)];
        let (mut parts, mut plain) = (Parts::default(), blake3::Hasher::new());
        for text in texts.iter().cycle().take(50) {
            parts.add(text);
            plain.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
            let digest = Digest::from(plain.finalize());
            assert_eq!(parts.digest(), digest);
            parts.add_digest(digest);
            plain.update(&digest.0);
        }
    }
}
