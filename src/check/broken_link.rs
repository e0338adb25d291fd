//! A link to a file that is not there, or that leads out of the content folder.
//!
//! Why it matters: a worried reader follows it and finds nothing.
//!
//! Example:
//!
//!     [when to get help](when-to-call.md)
//!
//! Instead, the path of a file, relative to the one that it stands in:
//!
//!     [when to get help](when-to-get-help.md)
//!
//! Source: WCAG 2.2, 2.4.5 Multiple Ways; the link has to work first.

use super::Subject;
use crate::diagnostic::{Diagnostic, suggest};
use crate::site::Broken;
use crate::yaml::Step;

check!("broken-link", Error, "broken_link.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = subject.site;
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        let (message, help) = match broken {
            Broken::NoFile(path) if path.starts_with('/') => (
                format!("`{path}` begins with a slash"),
                "write the path relative to this file, such as faq.md or ../faq.md".to_owned(),
            ),
            Broken::NoFile(path) => (format!("there is no file content/{path}"), site.nearest_path(subject.article, &path)),
            Broken::Outside => ("this leads out of the content folder".to_owned(), "link to a file of this site".to_owned()),
            _ => continue,
        };
        found.push(subject.problem("broken-link", &link.span, message).help(help));
    }
    for (index, path) in subject.article.front.related.iter().enumerate() {
        let folder = subject.article.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let resolved = crate::address::resolve_path(folder, path);
        if resolved.as_deref().and_then(|path| site.article(path)).is_none() {
            let shown = resolved.unwrap_or_else(|| path.clone());
            found.push(
                Diagnostic::error("broken-link", format!("there is no article content/{shown}"))
                    .at(subject.article.field(&[Step::Key("related"), Step::Index(index)]))
                    .help(site.nearest_path(subject.article, &shown)),
            );
        }
    }
    if let Some(translation) = &subject.article.front.translation
        && site.article(&translation.of).is_none()
    {
            found.push(
                Diagnostic::error("broken-link", format!("there is no article content/{}", translation.of))
                    .at(subject.article.field(&[Step::Key("translation"), Step::Key("of")]))
                    .help(suggest(&translation.of, site.paths(), "articles")),
            );
    }
    found
}
