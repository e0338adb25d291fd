//! A link to a claim that `claims.yaml` does not hold.
//!
//! Why it matters: a figure without its entry has no source, and can differ from page to page.
//!
//! Example:
//!
//! ```text
//! [at least 1 hour](claim:cafeine-wait)
//! ```
//!
//! Instead, the name of an entry:
//!
//! ```text
//! [at least 1 hour](claim:caffeine-wait)
//! ```
//!
//! Source: DISCERN, item 4 (it is clear what sources of information were used).

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Target, plain_text};

pub(super) const CODE: Code = Code::error("unknown-claim");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let claims = &subject.site.references.claims;
    let links = subject.broken_links().map(|(link, _)| (&link.target, &link.span, plain_text(&link.content)));
    let pictures = subject.images.iter().map(|image| (&image.target, &image.span, image.alt.clone()));
    for (target, span, words) in links.chain(pictures) {
        if let (Target::Claim(id), Err(_)) = (target, subject.site.resolve(subject.article, target)) {
            if subject.site.references.faulty.claims.contains(id) {
                continue;
            }
            let message = format!("`{id}` is not in claims.yaml");
            let place = subject.address_span(span);
            let language = &subject.article.place.language;
            let is_stated = |near: &str| claims.get(near).is_some_and(|claim| claim.is_stated_by(&words, language));
            let known = &subject.site.known().claims;
            let fix = subject.rename(&place, id, known.meant(id, is_stated).map(String::as_str));
            let help = known.suggest(id, "claims");
            found.push(subject.problem(CODE, &place, message).help(help).fix(fix));
        }
    }
    found
}
