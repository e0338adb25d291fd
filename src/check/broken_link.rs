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
use crate::document::Target;
use crate::site::Broken;
use crate::yaml::Step;

check!("broken-link", Error, "broken_link.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let site = subject.site;
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        let nearest = |path: &str| site.nearest_path(subject.article, path);
        let Target::File { path: written, .. } = &link.target else { continue };
        let (message, help) = match broken {
            _ if written.is_empty() => {
                ("this link leads nowhere".to_owned(), "write the path of a file between the round brackets".to_owned())
            }
            Broken::NoFile(path) if path.starts_with('/') => (format!("`{path}` begins with a slash"), nearest(&path)),
            Broken::NoFile(_) if written.starts_with("www.") => (
                format!("there is no file `{written}`"),
                format!("for another website, write the whole address: https://{written}"),
            ),
            Broken::NoFile(path) => (format!("there is no file content/{path}"), nearest(&path)),
            Broken::Outside => ("this leads out of the content folder".to_owned(), nearest(written)),
            _ => continue,
        };
        found.push(subject.problem("broken-link", &subject.address_span(&link.span), message).help(help));
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
