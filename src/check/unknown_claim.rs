//! A link to a claim that `claims.yaml` does not hold.
//!
//! Why it matters: a figure without its entry has no source, and can differ from page to page.
//!
//! Example:
//!
//!     [at least 1 hour](claim:cafeine-wait)
//!
//! Instead, the name of an entry:
//!
//!     [at least 1 hour](claim:caffeine-wait)
//!
//! Source: DISCERN, item 4 (it is clear what sources of information were used).

use super::Subject;
use crate::diagnostic::{Diagnostic, certain, suggest};
use crate::document::Target;

check!("unknown-claim", Error, "unknown_claim.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = subject.site.references.claims.keys().map(String::as_str);
    let mut found = Vec::new();
    let links = subject.broken_links().map(|(link, _)| (&link.target, &link.span));
    let pictures = subject.images.iter().map(|image| (&image.target, &image.span));
    for (target, span) in links.chain(pictures) {
        if let (Target::Claim(id), Err(_)) = (target, subject.site.resolve(subject.article, target)) {
            let message = format!("`{id}` is not in claims.yaml");
            let place = subject.address_span(span);
            let fix = subject.rename(&place, id, certain(id, known.clone()));
            let help = suggest(id, known.clone(), "claims");
            found.push(subject.problem("unknown-claim", &place, message).help(help).fix(fix));
        }
    }
    found
}
