//! A symbolic link in the site's folders: a file or folder that leads to another place.
//!
//! Why it matters: it could lead to any file on the computer, and publish it.
//!
//! Instead, put a copy of the file in the folder.
//!
//! Source: CWE-59, link following.

use super::Run;
pub(super) use crate::base::diagnostic::code::SYMBOLIC_LINK as CODE;

pub(super) const RUN: Run = Run::Reading;
