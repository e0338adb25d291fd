//! Problems of a file beside the articles, reported where an editor meets it: on each page that shows the file or links to
//! it, or at the file itself if no page does.

use std::collections::HashSet;
use std::ptr;

use foldhash::fast::FixedState;

use super::{CHECKS, Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic, Location};
use crate::content::article::Article;
use crate::content::document::{Span, Target};
use crate::disk::source::Asset;
use crate::site::{Destination, Site};

type FaultOf = fn(&Site, &Asset) -> Option<(String, &'static str)>;

/// The problems of the files that a page shows or links to, each at its first place on the page.
pub(super) fn shown_on(subject: &Subject<'_>, code: Code, fault_of: FaultOf) -> Vec<Diagnostic> {
    let mut seen: Vec<&Asset> = Vec::new();
    let mut found = Vec::new();
    let shown = subject.images.iter().map(|image| (&image.target, &image.span));
    let linked = subject.links.iter().map(|(link, _)| (&link.target, &link.span));
    let files = shown.chain(linked).filter(|(target, _)| matches!(target, Target::File { .. }));
    for (target, span) in files {
        let Ok(Destination::Asset(asset)) = subject.site.resolve(subject.article, target) else { continue };
        let Some((message, help)) = fault_of(subject.site, asset) else { continue };
        // Few files have a fault.
        if !seen.iter().any(|known| ptr::eq(*known, asset)) {
            seen.push(asset);
            found.push(problem(subject, code, span, format!("{}: {message}", asset.path), help));
        }
    }
    found
}

fn problem(subject: &Subject<'_>, code: Code, span: &Span, message: String, help: &'static str) -> Diagnostic {
    subject.problem(code, &subject.address_span(span), message).help(help)
}

/// The problems of files that no page shows or links to.
pub(super) fn shown_nowhere(site: &Site) -> Vec<Diagnostic> {
    let checks =
        CHECKS.iter().filter_map(|check| if let Run::File(run) = check.run { Some((check, run)) } else { None });
    let mut found: Vec<(&Asset, Diagnostic)> = Vec::new();
    for (check, fault_of) in checks {
        for asset in site.assets.iter().filter(|asset| asset.path.starts_with("content/")) {
            if let Some((message, help)) = fault_of(site, asset) {
                let problem = Diagnostic::new(check.code, message).at(Location::file(&asset.path)).help(help);
                found.push((asset, problem));
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let shown = shown(site);
    found.into_iter().filter(|(asset, _)| !shown.contains(asset.path.as_str())).map(|(_, problem)| problem).collect()
}

/// Paths of all files that any page shows or links to.
fn shown(site: &Site) -> HashSet<&str, FixedState> {
    site.articles.iter().flat_map(|article| shown_by(site, article)).collect()
}

/// Paths of the files that one article shows or leads to.
fn shown_by<'s>(site: &'s Site, article: &'s Article) -> impl Iterator<Item = &'s str> {
    let files = site.body_of(article).targets.iter().filter(|target| matches!(target, Target::File { .. }));
    files.filter_map(move |target| match site.resolve(article, target) {
        Ok(Destination::Asset(asset)) => Some(asset.path.as_str()),
        _ => None,
    })
}
