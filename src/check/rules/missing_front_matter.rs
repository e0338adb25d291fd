//! An article that does not begin with front matter: the lines between two lines of `---`.
//!
//! Example: a file that begins with a heading.
//!
//! Instead:
//!
//! ```text
//! ---
//! title: Feeling tired after acupuncture
//! summary: It is normal. Rest, and call us if it lasts.
//! kind: article
//! ---
//! ```
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
pub(super) use crate::base::diagnostic::code::MISSING_FRONT_MATTER as CODE;

pub(super) const RUN: Run = Run::Reading;
