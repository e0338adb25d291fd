//! A name before a colon that has no meaning there, such as `titel`.
//!
//! Why it matters: what follows it would be silently left out. Other generators do that.
//!
//! Example:
//!
//! ```text
//! titel: Feeling tired
//! ```
//!
//! Instead:
//!
//! ```text
//! title: Feeling tired
//! ```
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
pub(super) use crate::base::diagnostic::code::UNKNOWN_KEY as CODE;

pub(super) const RUN: Run = Run::Reading;
