//! The same name twice in one group of entries.
//!
//! Why it matters: one of the two would silently win, and nobody knows which.
//!
//! Example:
//!
//! ```text
//! order: 3
//! order: 4
//! ```
//!
//! Instead, keep one of them.
//!
//! Source: YAML 1.2.2, section 3.2.1.1: the keys of a mapping are unique.

use super::Run;
pub(super) use crate::base::diagnostic::code::DUPLICATE_KEY as CODE;

pub(super) const RUN: Run = Run::Reading;
