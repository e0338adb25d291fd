//! Markup that was meant to make a card, a heading, or a link to a number, and fails; or that swallows a block.
//!
//! Why it matters: an emergency card that is an ordinary paragraph is not seen, is not on the fridge sheet, and has no
//! number to tap.
//!
//! Example:
//!
//! ```text
//! > [! CAUTION]
//! > ## Call [] (tel:emergency) now if:
//! >
//! > - you have chest pain
//! ```
//!
//! Instead:
//!
//! ```text
//! > [!CAUTION]
//! > ## Call [](tel:emergency) now if:
//! >
//! > - you have chest pain
//! ```
//!
//! A card begins with one of five markers, alone on its line after `> `: `[!CAUTION]`, `[!WARNING]`, `[!IMPORTANT]`,
//! `[!TIP]` or `[!NOTE]`. Boxes of other programs, such as `:::danger` or `!!! warning`, do not make cards. Elsewhere,
//! leftover markup is a warning: see `leftover-mark`. To show a character as it is, put it between backticks.
//!
//! A list of what to do or not to do that comes about as none is told here as well: below a heading that is nearly right,
//! such as `### Don't`, inside another list or a quotation, or as the column of a table.
//!
//! Source: `CommonMark` 0.31; GitHub Docs, Basic writing and formatting syntax, Alerts.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};

pub(super) const CODE: Code = Code::error("broken-mark");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let grave = subject.marks.iter().filter(|mark| mark.is_grave);
    grave.map(|mark| mark.diagnostic(CODE, subject.article)).collect()
}
