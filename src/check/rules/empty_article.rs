//! An article without any text, or with nothing but headings.
//!
//! Why it matters: it is in the lists of the site, and sends a reader who needs help to an empty page.
//!
//! Example: a file that ends with the second line of `---`.
//!
//! Instead, write its text below that line; or, until you have it, name a later day in `publish_on` and leave a sentence
//! such as "TO FILL IN" for yourself, or take the file out of `content`.
//!
//! The `index.md` of a folder, and a guide with pages below it, list those pages, and need no text of their own.
//!
//! Source: WCAG 2.2, 2.4.2 Page Titled: a title describes what is there.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;
use crate::content::document::BlockKind;

pub(super) const CODE: Code = Code::error("empty-article");
pub(super) const RUN: Run = Run::FrontMatter(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if !is_empty(subject) {
        return Vec::new();
    }
    let title = subject.article.field(&[Step::Key("title")]);
    let problem = Diagnostic::new(CODE, "this article has no text").at(title);
    vec![problem.help("write its text below the second line of `---`, or take the file out of content")]
}

/// Whether an article shows nothing of its own, though it should.
pub(super) fn is_empty(subject: &Subject<'_>) -> bool {
    if subject.article.place.is_index() || !subject.site.children(subject.id).is_empty() {
        return false;
    }
    let mut has_text = false;
    subject.document.each_block(&mut |block| {
        has_text |= match &block.kind {
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Code(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Definitions(_) => !block.says_nothing(),
            // A question or a myth without an answer is a problem of its own.
            BlockKind::Question(_) | BlockKind::Myth(_) => true,
            _ => false,
        };
    });
    !has_text
}
