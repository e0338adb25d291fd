//! Headings that skip a level, a heading of level 1 in the text, or one without words.
//!
//! Why it matters: people who listen to a page move from heading to heading. A skipped level sounds like a missing part.
//!
//! Example:
//!
//!     ## After the session
//!     #### Coffee
//!
//! Instead:
//!
//!     ## After the session
//!     ### Coffee
//!
//! The page's title is its only heading of level 1; headings in the text begin with `##`.
//!
//! Source: WCAG 2.2, 1.3.1 Info and Relationships; NHS digital service manual, headings.

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::has_words;

check!("heading-order", Error, "heading_order.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut above = 1;
    for heading in subject.document.headings() {
        if !has_words(&heading.content) {
            found.push(
                subject
                    .problem("heading-order", &heading.span, "a heading without words")
                    .help("write words behind the `#` signs, or take them out"),
            );
        }
        let marks = "#".repeat(usize::from(above + 1));
        if heading.level == 1 {
            found.push(
                subject
                    .problem("heading-order", &heading.span, "a heading of level 1, which is the title's alone")
                    .help("begin the line with ## and a space"),
            );
        } else if heading.level > above + 1 {
            found.push(
                subject
                    .problem(
                        "heading-order",
                        &heading.span,
                        format!("a heading of level {} below one of level {above}", heading.level),
                    )
                    .help(format!("begin the line with {marks} and a space")),
            );
        }
        above = heading.level.max(2);
    }
    found
}
