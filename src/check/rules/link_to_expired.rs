//! A link to a page that is past its last day: its `expires_on` has come, and a notice is shown in its place.
//!
//! Why it matters: a reader who follows it reads that the page is no longer current, and not what the link promises.
//!
//! Example, built in 2026:
//!
//! ```text
//! [the winter clinic](winter-clinic.md)
//! ```
//!
//! and in `winter-clinic.md`:
//!
//! ```text
//! expires_on: 2026-03-01
//! ```
//!
//! Instead, link to the page that replaced it, or take the link out.
//!
//! Source: WCAG 2.2, 2.4.4 Link Purpose.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::base::yaml::Step;
use crate::site::{ArticleId, Destination};

pub(super) const CODE: Code = Code::warning("link-to-expired");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    if site.is_expired(article) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (link, to) in subject.links {
        if let Ok(Destination::Article(id, _)) = to {
            found.extend(problem(subject, *id, || article.source.at(link.span.clone())));
        }
    }
    for (index, path) in article.front.related.iter().enumerate() {
        if let Some(id) = article.beside(path).and_then(|path| site.article(&path)) {
            found.extend(problem(subject, id, || article.field(&[Step::Key("related"), Step::Index(index)])));
        }
    }
    found
}

/// The problem of a link to an article, if that has expired. `place` is the place of the link.
fn problem(subject: &Subject<'_>, id: ArticleId, place: impl FnOnce() -> Location) -> Option<Diagnostic> {
    let site = subject.site;
    let target = &site[id];
    let day = target.front.expires_on.filter(|_| site.is_expired(target))?;
    let message = format!("{} expired on {}", target.source.path, site.words_of(subject.article).date(day));
    let help = "link to the page that replaced it, or take the link out";
    Some(Diagnostic::new(CODE, message).at(place()).help(help))
}
