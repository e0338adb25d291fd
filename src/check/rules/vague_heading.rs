//! A heading that says nothing about what is below it: "Introduction", "Overview", "More information".
//!
//! Why it matters: readers look for their question among the headings, and people who listen to a page jump from one to
//! the next.
//!
//! Example:
//!
//! ```text
//! ## More information
//! ```
//!
//! Instead:
//!
//! ```text
//! ## Where to find a support group
//! ```
//!
//! A question such as "How long will I be in hospital?" says what is below it, and is not reported.
//!
//! Source: PEMAT, item 9; WCAG 2.2, 2.4.6 Headings and Labels and 2.4.10 Section Headings.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::VAGUE_HEADING as CODE;
use crate::content::document::plain_text;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for heading in subject.document.headings() {
        let shown = plain_text(&heading.content);
        let words = shown.trim().trim_end_matches([':', '.', '…', '!', '?']).trim_end();
        // A heading that is only a claim or a number is filled in on the page.
        let filled_in = words.is_empty() && !heading.content.is_empty();
        if !filled_in && (words.is_empty() || subject.lists.vague_headings.contains(&words.to_lowercase())) {
            let message = match words {
                "" => "a heading without words".to_owned(),
                words => format!("\"{words}\" does not say what is below it"),
            };
            found.push(
                subject.problem(CODE, &heading.span, message).help("name what the reader finds there, in a few words"),
            );
        }
    }
    found
}
