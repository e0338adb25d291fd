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
    // The headings above this one, as far as it stands below them: the level that each has, and the one it should have.
    let mut open: Vec<(u8, u8)> = Vec::new();
    for heading in subject.document.headings() {
        if !has_words(&heading.content) {
            found.push(
                subject
                    .problem("heading-order", &heading.span, "a heading without words")
                    .help("write words behind the `#` signs, or take them out"),
            );
        }
        let level = heading.level.max(2);
        open.retain(|(above, _)| *above < level);
        let above = open.last().map_or(1, |(_, right)| *right);
        open.push((level, above + 1));
        let message = if heading.level == 1 {
            "a heading of level 1, which is the title's alone".to_owned()
        } else if level > above + 1 {
            format!("a heading of level {} below one of level {above}", heading.level)
        } else {
            continue;
        };
        let marks = "#".repeat(usize::from(above + 1));
        let help = format!("begin the line with {marks} and a space");
        let written = &subject.article.source.text[heading.span.clone()];
        // A heading with a line below it has no marks to change.
        let is_marked = written.starts_with('#');
        let start = heading.span.start;
        let fix = is_marked.then(|| subject.article.source.fix(start..start + usize::from(heading.level), marks));
        found.push(subject.problem("heading-order", &heading.span, message).help(help).fix(fix));
    }
    found
}
