//! A link to a heading that its page does not have.
//!
//! Why it matters: the reader lands at the top of a page and has to search.
//!
//! Example:
//!
//! ```text
//! [before you come](first-session.md#befor)
//! ```
//!
//! Instead, one of the page's headings, in lower case with hyphens; the message lists them:
//!
//! ```text
//! [before you come](first-session.md#before)
//! ```
//!
//! Source: WCAG 2.2, 2.4.4 Link Purpose.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::heading_marks::{self, HeadingMark};
use super::{Run, Subject};
use crate::base::address;
use crate::base::diagnostic::{Code, Diagnostic, NameIndex};
use crate::content::document::{Target, plain_text};
use crate::site::{ArticleId, Broken};

pub(super) const CODE: Code = Code::error("broken-anchor");
pub(super) const RUN: Run = Run::Article(run);

/// Most headings of a page that are compared with an anchor: with more, each unknown anchor would take long.
const MOST_HEADINGS: usize = 256;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // By page: many links may lead to one that has many headings.
    let braces = OnceCell::new();
    let mut headings = HashMap::<ArticleId, Option<NameIndex<String>>>::new();
    for (link, broken) in subject.broken_links() {
        let Broken::NoAnchor(id) = broken else { continue };
        let (Target::Anchor(anchor) | Target::File { anchor: Some(anchor), .. }) = &link.target else { continue };
        let page = &subject.site[*id];
        let headings = headings.entry(*id).or_insert_with(|| {
            let anchors = &subject.site.body_of(page).anchors;
            anchors.all().nth(MOST_HEADINGS).is_none().then(|| anchors.all().map(str::to_owned).collect())
        });
        // The text of other pages may not be at hand.
        let marks = if *id == subject.id {
            braces.get_or_init(|| in_braces(subject)).get(anchor.as_str()).map(Vec::as_slice)
        } else {
            None
        };
        let help = match marks {
            Some(marks) => {
                let real: Vec<String> = marks.iter().map(|mark| format!("`#{}`", mark.anchor)).collect();
                let real = real.join(" or ");
                format!("headings take nothing in braces: take `{{#{anchor}}}` out there, and write {real} here")
            }
            None if headings.as_ref().is_some_and(NameIndex::is_empty) => {
                "take out the `#` and what follows it: that page has no headings to lead to".to_owned()
            }
            None => match headings {
                Some(headings) => headings.suggest_with("#", anchor, "headings of that page"),
                None => "write `#` and the words of the heading that is meant, in lower case with `-` between them"
                    .to_owned(),
            },
        };
        let mut span = subject.address_span(&link.span);
        span.start += subject.article.source.text[span.clone()].find('#').unwrap_or(0);
        let message = if anchor.is_empty() {
            "`#` alone leads to no heading".to_owned()
        } else {
            format!("{} has no heading `#{anchor}`", page.source.path)
        };
        let said = address::anchor(&plain_text(&link.content));
        let new = match marks {
            Some([mark]) => Some(&*mark.anchor).filter(|_| mark.is_certain),
            Some(_) => None,
            None => headings.as_ref().and_then(|known| known.meant(anchor, |near| near == said)).map(String::as_str),
        };
        let fix = subject.rename(&span, anchor, new);
        found.push(subject.problem(CODE, &span, message).help(help).fix(fix));
    }
    found
}

/// The attributes in braces after this page's headings, as in other programs, by the name in them.
fn in_braces(subject: &Subject<'_>) -> HashMap<String, Vec<HeadingMark>> {
    let targets = &subject.site.body_of(subject.article).targets;
    let mut found = HashMap::<String, Vec<HeadingMark>>::new();
    for mark in heading_marks::of_page(&subject.article.source.text, subject.document, targets) {
        if let Some(name) = mark.name.clone() {
            found.entry(name).or_default().push(mark);
        }
    }
    found
}
