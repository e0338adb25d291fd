//! Marks that a program leaves in a file when two people changed the same lines.
//!
//! Why it matters: both wordings are on the page, one below the other, such as a wait of 2 days and one of 3.
//!
//! They are looked for in articles, in the .yaml files and in templates.
//!
//! Example:
//!
//! ```text
//! <<<<<<< HEAD
//! Wait 2 days.
//! =======
//! Wait 3 days.
//! >>>>>>> other
//! ```
//!
//! Instead, the lines that are right, without the marks:
//!
//! ```text
//! Wait 3 days.
//! ```
//!
//! Source: git-merge(1), How conflicts are presented.

use super::Run;
pub(super) use crate::base::diagnostic::code::MERGE_CONFLICT as CODE;

pub(super) const RUN: Run = Run::Reading;
