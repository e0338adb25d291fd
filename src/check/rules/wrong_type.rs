//! A value of the wrong type: text where a number is needed, one text where a list is needed, nothing where text is needed.
//!
//! Example:
//!
//! ```text
//! order: soon
//! topics: pain
//! ```
//!
//! Instead:
//!
//! ```text
//! order: 3
//! topics: [pain]
//! ```
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
pub(super) use crate::base::diagnostic::code::WRONG_TYPE as CODE;

pub(super) const RUN: Run = Run::Reading;
