//! A picture whose file is not there, or that would be loaded from another website.
//!
//! Why it matters: the reader sees an empty box; and a picture from elsewhere tells that website who reads which page.
//!
//! Example:
//!
//! ```text
//! ![A timeline](pictures/hour.svg)
//! ```
//!
//! Instead, a file of this site:
//!
//! ```text
//! ![A timeline](pictures/hours.svg)
//! ```
//!
//! A claim can be named in place of a file: it is drawn as one dot for each person. This works for a claim with `value:`
//! and `of:`, whole numbers up to 100.
//!
//! ```text
//! ![24 in 100 people felt tired](claim:tired-patients-asked "The filled dots are those who felt tired.")
//! ```
//!
//! Source: no third-party requests: European Court of Justice, C-184/20; LG München I, 3 O 17493/20.

use super::link_slips::{of_picture, of_unsafe};
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::Target;
use crate::site::Destination;

pub(super) const CODE: Code = Code::error("missing-image");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for image in subject.images {
        let mut fix = None;
        let place = subject.address_span(&image.span);
        let (message, help) = match (&image.target, subject.site.resolve(subject.article, &image.target)) {
            (_, Ok(Destination::Asset(asset))) if asset.is_picture() => continue,
            (_, Ok(Destination::Claim(_, claim))) if claim.people().is_some() => continue,
            (_, Ok(Destination::Claim(id, _))) => (
                format!("the claim `{id}` can't be drawn as dots"),
                "only a claim with `value:` and `of:`, whole numbers up to 100, can be drawn".to_owned(),
            ),
            // A claim that is not there is a problem of its own.
            (Target::Claim(_), _) => continue,
            (Target::External(_), _) => (
                "this picture would be loaded from another website".to_owned(),
                "put a copy next to the article and name that file".to_owned(),
            ),
            (Target::File { path, .. }, _) => {
                fix = subject.moved(&place, path, "").filter(|fix| fix.with.rsplit('.').next() != Some("md"));
                if let Some(told) = of_picture(path).filter(|_| fix.is_none()) {
                    told
                } else {
                    let help = subject.site.nearest_picture(subject.article, path);
                    (format!("there is no picture `{path}`"), help)
                }
            }
            _ => {
                let written = &subject.article.source.text[place.clone()];
                let path = written.replace('\\', "/");
                let help = of_unsafe(written, true).unwrap_or_else(|| {
                    if written.contains('\\') {
                        fix =
                            subject.moved(&place, written, "").filter(|fix| fix.with.rsplit('.').next() != Some("md"));
                        format!("write {}, with `/` in place of `\\`", fix.as_ref().map_or(&path, |fix| &fix.with))
                    } else {
                        "write a path such as pictures/hours.svg".to_owned()
                    }
                });
                ("this is not the path of a picture".to_owned(), help)
            }
        };
        found.push(subject.problem(CODE, &place, message).help(help).fix(fix));
    }
    found
}
