//! A value that can't be right: a web address without `https://`, a phone number with letters, an address part with spaces,
//! an old address that leads out of the site.
//!
//! Example:
//!
//! ```text
//! base_url: clinic.example
//! ```
//!
//! Instead:
//!
//! ```text
//! base_url: https://clinic.example/
//! ```
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
pub(super) use crate::base::diagnostic::code::BAD_VALUE as CODE;

pub(super) const RUN: Run = Run::Reading;
