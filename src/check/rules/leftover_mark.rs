//! Markup, of Markdown or of another program, that does nothing: readers see it as it is.
//!
//! Why it matters: stars, brackets and braces in the middle of a sentence are in the way, and a list whose items run on
//! in one paragraph can't be followed.
//!
//! Example:
//!
//! ```text
//! You must ** never ** drive. Bring:
//! • your tablets
//! • your glasses
//! ```
//!
//! Instead:
//!
//! ```text
//! You must **never** drive. Bring:
//! - your tablets
//! - your glasses
//! ```
//!
//! To show a character as it is, put a backslash before it, or put it between backticks. If a card, a heading or a number
//! is concerned, it is an error: see `broken-mark`.
//!
//! Source: `CommonMark` 0.31; NHS digital service manual, formatting and punctuation.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};

pub(super) const CODE: Code = Code::warning("leftover-mark");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let light = subject.marks.iter().filter(|mark| !mark.is_grave);
    light.map(|mark| mark.diagnostic(CODE, subject.article)).collect()
}
