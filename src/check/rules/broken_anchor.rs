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

use std::cell::OnceCell;
use std::collections::HashMap;

use memchr::{memmem, memrchr};

use super::Subject;
use crate::base::address;
use crate::base::diagnostic::{Diagnostic, Known, meant, suggest_with};
use crate::content::document::{Target, plain_text};
use crate::site::{ArticleId, Broken};

check!("broken-anchor", Error, "broken_anchor.rs", super::Run::Article(run));

/// Longest line, in bytes, that is taken for a heading with braces.
const LONGEST_HEADING: usize = 500;

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // By page: many links may lead to one that has many headings.
    let braces = OnceCell::new();
    let mut headings = HashMap::<ArticleId, Vec<Known>>::new();
    for (link, broken) in subject.broken_links() {
        let Broken::NoAnchor(id) = broken else { continue };
        let (Target::Anchor(anchor) | Target::File { anchor: Some(anchor), .. }) = &link.target else { continue };
        let page = &subject.site[*id];
        let headings = headings.entry(*id).or_insert_with(|| {
            let anchors = subject.site.body_of(page).anchors.all();
            anchors.map(|anchor| anchor.to_owned().into()).collect()
        });
        // Of other pages, the text may not be at hand.
        let own = || braces.get_or_init(|| in_braces(&subject.article.source.text));
        let in_braces = if *id == subject.id { own().get(anchor.as_str()) } else { None };
        let help = match &in_braces {
            Some(real) => {
                format!("headings take nothing in braces: take `{{#{anchor}}}` out there, and write `#{real}` here")
            }
            None if headings.is_empty() => {
                "take the `#` and what stands behind it out: that page has no headings to lead to".to_owned()
            }
            None => suggest_with("#", anchor, &*headings, "headings of that page"),
        };
        let mut span = subject.address_span(&link.span);
        span.start += subject.article.source.text[span.clone()].find('#').unwrap_or(0);
        let message = if anchor.is_empty() {
            "`#` alone leads to no heading".to_owned()
        } else {
            format!("{} has no heading `#{anchor}`", page.source.path)
        };
        let said = address::anchor(&plain_text(&link.content));
        let near = || meant(anchor, &*headings, |near| near == said);
        let fix = subject.rename(&span, anchor, in_braces.map(String::as_str).or_else(near));
        found.push(subject.problem("broken-anchor", &span, message).help(help).fix(fix));
    }
    found
}

/// The anchors of headings that were given another one in braces, as in other programs: `## Before you come {#before}`. By
/// the name in the braces.
fn in_braces(page: &str) -> HashMap<&str, String> {
    let mut found = HashMap::new();
    for at in memmem::find_iter(page.as_bytes(), b"{#") {
        let Some(end) = memrchr(b'\n', &page.as_bytes()[at.saturating_sub(LONGEST_HEADING)..at]) else { continue };
        let line = &page[at.saturating_sub(LONGEST_HEADING) + end + 1..at];
        let words = line.trim_start().strip_prefix('#').map(|words| words.trim_start_matches('#').trim());
        let name = page[at + 2..].split(['}', ' ', '\n']).next().unwrap_or_default();
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            found.entry(name).or_insert_with(|| address::anchor(words));
        }
    }
    found
}
