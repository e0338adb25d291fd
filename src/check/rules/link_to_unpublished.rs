//! A link to a page that is not published yet: its `publish_on` is in the future.
//!
//! Why it matters: a worried reader follows it and finds nothing.
//!
//! Example, built in 2026:
//!
//! ```text
//! [the new clinic](new-clinic.md)
//! ```
//!
//! and in `new-clinic.md`:
//!
//! ```text
//! publish_on: 2027-03-01
//! ```
//!
//! Instead, add the link when the page is published, or let this page wait as long as that one. `carepress build
//! --drafts` shows both as they will be.
//!
//! Source: WCAG 2.2, 2.4.5 Multiple Ways; the link has to work first.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::base::yaml::Step;
use crate::site::{ArticleId, Broken};

pub(super) const CODE: Code = Code::error("link-to-unpublished");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        if let Broken::Unpublished(id) = broken {
            found.extend(problem(subject, *id, article.source.at(link.span.clone())));
        }
    }
    for (index, path) in article.front.related.iter().enumerate() {
        let id = article.beside(path).and_then(|path| site.article(&path));
        if let Some(id) = id.filter(|id| !site.is_published(&site[*id])) {
            found.extend(problem(subject, id, article.field(&[Step::Key("related"), Step::Index(index)])));
        }
    }
    let guide = article.front.guide.as_deref().and_then(|path| site.guide_named(subject.id, path));
    if let Some(id) = guide.filter(|id| !site.is_published(&site[*id])) {
        found.extend(problem(subject, id, article.field(&[Step::Key("guide")])));
    }
    found
}

/// The problem of a link to an article that is not published yet. None if this page waits at least as long itself: no
/// reader sees the link before.
fn problem(subject: &Subject<'_>, id: ArticleId, place: Location) -> Option<Diagnostic> {
    let (site, article) = (subject.site, subject.article);
    let target = &site[id];
    let day = target.front.publish_on.filter(|day| article.front.publish_on.is_none_or(|own| own < *day))?;
    let message = format!("{} is not published before {}", target.source.path, site.words_of(article).date(day));
    let help = format!("take the link out until then, or give this page `publish_on: {day}` as well");
    Some(Diagnostic::new(CODE, message).at(place).help(help))
}
