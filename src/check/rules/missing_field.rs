//! Something required that is missing, such as an article's `summary`.
//!
//! Why it matters: the page needs it. The summary is the main message that a worried reader sees first.
//!
//! Example: front matter without `summary`.
//!
//! Instead:
//!
//! ```text
//! summary: Feeling tired is normal. Rest, and call us if it lasts.
//! ```
//!
//! Source: CDC Clear Communication Index, items 1 and 2 (one main message, at the top).

use super::Run;
pub(super) use crate::base::diagnostic::code::MISSING_FIELD as CODE;

pub(super) const RUN: Run = Run::Reading;
