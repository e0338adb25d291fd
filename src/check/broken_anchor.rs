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

use std::collections::HashMap;

use super::Subject;
use crate::diagnostic::{Diagnostic, Known, certain, suggest_with};
use crate::document::Target;
use crate::site::{ArticleId, Broken};

check!("broken-anchor", Error, "broken_anchor.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // By page: many links may lead to one that has many headings.
    let mut headings = HashMap::<ArticleId, Vec<Known>>::new();
    for (link, broken) in subject.broken_links() {
        let Broken::NoAnchor(id) = broken else { continue };
        let (Target::Anchor(anchor) | Target::File { anchor: Some(anchor), .. }) = &link.target else { continue };
        let page = &subject.site[*id];
        let headings = headings.entry(*id).or_insert_with(|| {
            let anchors = subject.site.body_of(page).anchors.all();
            anchors.map(|anchor| anchor.to_owned().into()).collect()
        });
        let help = if headings.is_empty() {
            "take the `#` and what stands behind it out: that page has no headings to lead to".to_owned()
        } else {
            suggest_with("#", anchor, &*headings, "headings of that page")
        };
        let mut span = subject.address_span(&link.span);
        span.start += subject.article.source.text[span.clone()].find('#').unwrap_or(0);
        let message = if anchor.is_empty() {
            "`#` alone leads to no heading".to_owned()
        } else {
            format!("{} has no heading `#{anchor}`", page.source.path)
        };
        let fix = subject.rename(&span, anchor, certain(anchor, &*headings));
        found.push(subject.problem("broken-anchor", &span, message).help(help).fix(fix));
    }
    found
}
