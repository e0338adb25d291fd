//! Headings that skip a level, a heading of level 1 in the text, or one without words.
//!
//! Why it matters: people who listen to a page move from heading to heading. A skipped level sounds like a missing part.
//!
//! Example:
//!
//! ```text
//! ## After the session
//! #### Coffee
//! ```
//!
//! Instead:
//!
//! ```text
//! ## After the session
//! ### Coffee
//! ```
//!
//! The page's title is its only heading of level 1; headings in the text begin with `##`. Take a heading that repeats the
//! title out: the page shows the title already.
//!
//! Source: WCAG 2.2, 1.3.1 Info and Relationships; NHS digital service manual, headings.

use super::{Run, Subject};
use crate::base::address::anchor;
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::content::document::{Heading, Inline, Target, has_words, plain_text};

pub(super) const CODE: Code = Code::error("heading-order");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // The headings that this one is below: the level that each has, and the one it should have.
    let mut open: Vec<(u8, u8)> = Vec::new();
    for heading in subject.document.headings() {
        if !has_words(&heading.content) {
            found.push(
                subject
                    .problem(CODE, &heading.span, "a heading without words")
                    .help("write words after the `#`, or take it out"),
            );
        }
        let level = heading.level.max(2);
        open.retain(|(above, _)| *above < level);
        let above = open.last().map_or(1, |(_, right)| *right);
        open.push((level, above + 1));
        let message = if heading.level == 1 {
            "a heading of level 1, which is only for the title".to_owned()
        } else if level > above + 1 {
            format!("a heading of level {} below one of level {above}", heading.level)
        } else {
            continue;
        };
        if heading.level == 1 && repeats_title(subject, &heading.content) {
            open.pop();
            found.push(
                subject
                    .problem(CODE, &heading.span, "this line repeats the title")
                    .help(TAKE_OUT)
                    .fix(without_heading(subject, heading)),
            );
            continue;
        }
        let marks = "#".repeat(usize::from(above + 1));
        let help = format!("begin the line with {marks} and a space");
        let written = &subject.article.source.text[heading.span.clone()];
        // A heading with a line below it has no marks to change.
        let is_marked = written.starts_with('#');
        let start = heading.span.start;
        let fix = is_marked.then(|| subject.article.source.fix(start..start + usize::from(heading.level), marks));
        found.push(subject.problem(CODE, &heading.span, message).help(help).fix(fix));
    }
    found
}

const TAKE_OUT: &str = "take the line out: the page shows its title already";

fn repeats_title(subject: &Subject<'_>, content: &[Inline<'_>]) -> bool {
    has_words(content) && anchor(&plain_text(content)) == anchor(&subject.article.front.title)
}

fn may_lead_to(target: &Target, heading: &Heading<'_>) -> bool {
    match target {
        Target::Anchor(anchor) | Target::File { anchor: Some(anchor), .. } => *anchor == heading.id,
        _ => false,
    }
}

/// The edit that takes a heading out with its line. `None` if it does not begin its line, as in a quotation or a list, if
/// it separates what is above it from what follows, or if a link of the page leads to it.
fn without_heading(subject: &Subject<'_>, heading: &Heading<'_>) -> Option<Fix> {
    let (text, span) = (&subject.article.source.text, &heading.span);
    let is_first = subject.document.blocks.first().is_some_and(|block| block.span.start >= span.start);
    if !is_first || subject.links.iter().any(|(link, _)| may_lead_to(&link.target, heading)) {
        return None;
    }
    let end = text[span.end..].find('\n').map_or(text.len(), |end| span.end + end + 1);
    let end = if text[..span.end].ends_with('\n') { span.end } else { end };
    text[..span.start].ends_with('\n').then(|| subject.article.source.fix(span.start..end, ""))
}
