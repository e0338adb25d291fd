//! What the pictures of a published site were made into, as an earlier build stored it.

use std::path::Path;

use super::cached::{Stored, load_cache};
use crate::base::picture::PictureShelf;

/// What the pictures of a published site were made into, by this very `program`; nothing if that is not known.
#[must_use]
pub fn shelf(target: &Path, program: &str) -> PictureShelf {
    let bytes = load_cache(target, Stored::Pictures);
    bytes.map(|bytes| PictureShelf::from_bytes(&bytes, program)).unwrap_or_default()
}
