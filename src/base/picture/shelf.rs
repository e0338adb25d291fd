//! What pictures were made into, kept by the bytes that they were made of, so that no photo is made twice.
//!
//! A shelf that was kept in a file may have been changed there. So a file on it counts only if it is a picture, the whole
//! of it and nothing else, of the size that follows from the original: the worst that such a change can do is to
//! show another picture.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::parts::{self, PictureParts};
use super::{Fit, Limits, Shown};

/// What a picture is made of: the bytes of its file, what they have to fit into, and by which rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PictureKey([u8; 32]);

/// A number for the way in which pictures are made fit: another way, another number.
const RULES: u8 = 1;

/// Pictures that were made fit.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct PictureShelf(HashMap<PictureKey, ShelfEntry>);

/// What came of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum ShelfEntry {
    /// It is published as it is, without what is not the picture.
    AsItIs,
    /// It was made again.
    Made(Shown, Option<Shown>),
}

impl ShelfEntry {
    fn of(fit: &Fit) -> Self {
        if fit.is_as_it_is { Self::AsItIs } else { Self::Made(fit.main.clone(), fit.smaller.clone()) }
    }
}

impl PictureKey {
    pub(super) fn of(bytes: &[u8], limits: Limits) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&[RULES, u8::from(limits.bytes.is_some())]);
        hasher.update(&limits.bytes.unwrap_or(0).to_le_bytes());
        hasher.update(bytes);
        Self(*hasher.finalize().as_bytes())
    }
}

impl<'f> FromIterator<&'f (PictureKey, Fit)> for PictureShelf {
    fn from_iter<I: IntoIterator<Item = &'f (PictureKey, Fit)>>(fits: I) -> Self {
        Self(fits.into_iter().map(|(key, fit)| (*key, ShelfEntry::of(fit))).collect())
    }
}

impl PictureShelf {
    /// What came of a picture before.
    pub(super) fn fit(&self, key: &PictureKey, parts: &PictureParts) -> Option<Fit> {
        match self.0.get(key)? {
            ShelfEntry::AsItIs if parts.turn.is_any() => None,
            ShelfEntry::AsItIs => Some(Fit::as_it_is(parts)),
            ShelfEntry::Made(main, smaller) => {
                let are_proved = [Some(main), smaller.as_ref()].into_iter().flatten().all(|shown| shown.is_of(parts));
                are_proved.then(|| Fit { main: main.clone(), smaller: smaller.clone(), is_as_it_is: false })
            }
        }
    }

    /// Writes the shelf, in the order of its keys.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn write(&self, program: &str, out: &mut dyn Write) -> Result<()> {
        let mut entries: Vec<(&PictureKey, &ShelfEntry)> = self.0.iter().collect();
        entries.sort_unstable_by_key(|(key, _)| **key);
        postcard::to_io(&(program, entries), out)?;
        Ok(())
    }

    /// Takes up a shelf that the same program wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], program: &str) -> Self {
        let read = postcard::from_bytes::<(&str, Vec<(PictureKey, ShelfEntry)>)>(bytes).ok();
        read.filter(|(writer, _)| *writer == program)
            .map_or_else(Self::default, |(_, entries)| Self(entries.into_iter().collect()))
    }
}

impl Shown {
    /// Whether it can have been made of a picture, and is nothing but one.
    fn is_of(&self, original: &PictureParts) -> bool {
        let Ok(parts) = parts::of(&self.bytes) else { return false };
        let (width, height) = original.turn.size(original.width, original.height);
        let (ours, its) = (u64::from(width) * u64::from(self.height), u64::from(self.width) * u64::from(height));
        // Each side is a whole number of pixels.
        let is_in_shape = ours.abs_diff(its) <= u64::from(width);
        parts.kind == self.kind
            && !parts.is_animated
            && !parts.turn.is_any()
            && parts.clean == *self.bytes
            && (parts.width, parts.height) == (self.width, self.height)
            && self.width <= width
            && is_in_shape
    }
}

/// Bytes that are shared, for serde.
pub(super) mod as_bytes {
    use super::Arc;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in crate::base::picture) fn serialize<S: Serializer>(
        bytes: &Arc<[u8]>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(in crate::base::picture) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Arc<[u8]>, D::Error> {
        <&[u8]>::deserialize(deserializer).map(Arc::from)
    }
}
