//! A paragraph of more than 3 sentences.
//!
//! Why it matters: people look over a page before they read it. They skip a block of grey.
//!
//! Example:
//!
//! ```text
//! Rest when you are home. Drink some water. Eat what you like. Go to bed early.
//! ```
//!
//! Instead, an empty line between two thoughts, or a list:
//!
//! ```text
//! When you are home:
//!
//! - rest
//! - drink some water
//! ```
//!
//! Set the limit in site.yaml: `thresholds: { paragraph_sentences: 3 }`.
//!
//! Source: NHS digital service manual, content guide: at most 3 sentences.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::LONG_PARAGRAPH as CODE;
use crate::site::reading::UnitKind;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let most = subject.site.config.thresholds.paragraph_sentences;
    let mut found = Vec::new();
    for unit in subject.reading.units.iter().filter(|unit| matches!(unit.kind, UnitKind::Paragraph | UnitKind::Item)) {
        let count = unit.sentences.len();
        if count > most {
            let what = if unit.kind == UnitKind::Item { "list item" } else { "paragraph" };
            let message = format!("a {what} of {count} sentences; {most} is the most");
            // The place is where the surplus begins, where an empty line could be.
            let problem = subject.problem_in(CODE, unit, &unit.sentences[most], message);
            found.push(problem.help("begin a new paragraph here or earlier, or make a list"));
        }
    }
    found
}
