//! Two sources that claim one address, or addresses that differ only in upper and lower case or in how an accent is stored.
//!
//! Why it matters: one page would overwrite the other, on some machines and not on others.
//!
//! Example: `Sleep.md` and `sleep.md` in one folder.
//!
//! Instead, rename one of the two, or give one a `slug:` of its own.
//!
//! Source: Unicode Standard Annex 15 (normalisation).

use super::Run;
pub(super) use crate::base::diagnostic::code::ADDRESS_COLLISION as CODE;

pub(super) const RUN: Run = Run::Reading;
