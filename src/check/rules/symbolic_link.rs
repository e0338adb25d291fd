//! A link to another place, in the site's folders.
//!
//! Why it matters: it could lead to any file of the machine, and publish it.
//!
//! Instead, put a copy of the file in the folder.
//!
//! Source: CWE-59, link following.

use super::Run;
pub(super) use crate::base::diagnostic::code::SYMBOLIC_LINK as CODE;

pub(super) const RUN: Run = Run::Reading;
