//! A waiver of a check that finds nothing on its page.
//!
//! Why it matters: it would hide the next problem of that kind before anybody has seen it.
//!
//! Example, on a page without a long list:
//!
//! ```text
//! waivers:
//!   - { check: long-list, reason: the exercises belong together, by: Lead nurse, until: 2027-12-31 }
//! ```
//!
//! Instead, take the waiver out.
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::Run;
use crate::base::diagnostic::Code;

pub(super) const CODE: Code = Code::warning("unused-waiver");
pub(super) const RUN: Run = Run::Reading;
