//! What the pictures of a published site were made into, as an earlier build kept it.

use std::path::Path;

use super::memory::{Kept, recall};
use crate::base::picture::Shelf;

/// What the pictures of a published site were made into, by this very `program`; nothing if that is not known.
#[must_use]
pub fn shelf(target: &Path, program: &str) -> Shelf {
    let bytes = recall(target, Kept::Pictures);
    bytes.map(|bytes| Shelf::from_bytes(&bytes, program)).unwrap_or_default()
}
