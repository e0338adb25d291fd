//! More than 150 words without a heading.
//!
//! Why it matters: headings let people find the one thing that they came for, and let people who listen to a page jump
//! to it.
//!
//! Example: a heading `## After the operation`, and below it six paragraphs on pain, food, washing and sleep.
//!
//! Instead:
//!
//! ```text
//! ## After the operation
//!
//! ### Pain
//!
//! ### Food and drink
//! ```
//!
//! The heading of a card, a do-list, a myth or a question is a heading as well. Tables and the words of pictures are
//! not counted. Set the limit in site.yaml: `thresholds: { section_words: 150 }`.
//!
//! Source: PEMAT-P (AHRQ), items 8 and 9; CDC Clear Communication Index, item 9.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::LONG_SECTION as CODE;
use crate::site::reading::UnitKind;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let most = subject.site.config.thresholds.section_words;
    let units = &subject.reading.units;
    let mut found = Vec::new();
    // A section begins at a heading; footnotes are in none.
    for section in units.chunk_by(|a, b| !b.kind.is_heading() && (b.heading.is_some() || a.heading.is_none())) {
        let counted = section.iter().filter(|unit| matches!(unit.kind, UnitKind::Paragraph | UnitKind::Item));
        let words: usize = counted.map(|unit| unit.words.len()).sum();
        if words <= most {
            continue;
        }
        let first = section.iter().find(|unit| unit.kind != UnitKind::Summary).unwrap_or(&section[0]);
        let message = match first.kind {
            kind if kind.is_heading() => {
                format!("{words} words below this heading before the next; {most} is the most")
            }
            _ => format!("{words} words from here to the next heading; {most} is the most"),
        };
        let range = first.sentences.first().cloned().unwrap_or(0..first.text.len());
        let problem = subject.problem_in(CODE, first, &range, message);
        found.push(problem.help("put a heading above each thing that a reader may look for"));
    }
    found
}
