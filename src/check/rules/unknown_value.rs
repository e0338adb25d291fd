//! A word that is not among those that are allowed there, such as `kind: guid`.
//!
//! Example:
//!
//! ```text
//! kind: guid
//! ```
//!
//! Instead, one of the words that the message lists:
//!
//! ```text
//! kind: guide
//! ```
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
pub(super) use crate::base::diagnostic::code::UNKNOWN_VALUE as CODE;

pub(super) const RUN: Run = Run::Reading;
