//! Lists or quotations inside one another, more levels deep than anybody can follow.
//!
//! Why it matters: it is a typing mistake, or an attempt to hold up the build.
//!
//! Instead, start a new paragraph without `>`, `-` or spaces at the beginning of the line.
//!
//! Source: `CommonMark` sets no limit; this one is ours.

use super::Run;
pub(super) use crate::base::diagnostic::code::NESTED_TOO_DEEPLY as CODE;

pub(super) const RUN: Run = Run::Reading;
