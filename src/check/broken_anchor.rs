//! A link to a heading that its page does not have.
//!
//! Why it matters: the reader lands at the top of a page and has to search.
//!
//! Example:
//!
//!     [before you come](first-session.md#befor)
//!
//! Instead, one of the page's headings, in lower case with hyphens; the message lists them:
//!
//!     [before you come](first-session.md#before)
//!
//! Source: WCAG 2.2, 2.4.4 Link Purpose.

use super::Subject;
use crate::diagnostic::{Diagnostic, certain, suggest};
use crate::document::Target;
use crate::site::Broken;

check!("broken-anchor", Error, "broken_anchor.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        let Broken::NoAnchor(id) = broken else { continue };
        let (Target::Anchor(anchor) | Target::File { anchor: Some(anchor), .. }) = &link.target else { continue };
        let page = &subject.site[*id];
        let anchors = &subject.site.body_of(page).anchors;
        let written: Vec<String> = anchors.all().map(|known| format!("#{known}")).collect();
        let help = suggest(&format!("#{anchor}"), written.iter().map(String::as_str), "headings of that page");
        let mut span = subject.address_span(&link.span);
        span.start += subject.article.source.text[span.clone()].find('#').unwrap_or(0);
        let message = format!("{} has no heading `#{anchor}`", page.source.path);
        let near = certain(anchor, anchors.all());
        let fix = subject.rename(&span, anchor, near);
        found.push(subject.problem("broken-anchor", &span, message).help(help).fix(fix));
    }
    found
}
