//! A page of the site as the preview shows it: the page itself, with a bar at its foot for the editor.
//!
//! The bar is a tree of its own (a shadow root), so that neither the site's stylesheet nor the bar's reaches the other,
//! and it is there without a script. The script only waits for the next save.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::StatusCode;
use serde::Serialize;

use super::desk::Desk;
use super::problem::{ShownProblem, SiteFile};
use super::reply::Reply;
use super::snapshot::{Built, Snapshot};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::site::page::Page;

/// Most pages that are kept as they last were without an error.
const KEPT: usize = 200;

/// Files that belong to all pages.
const SHARED: [&str; 5] = ["", "content/claims.yaml", "content/glossary.yaml", "content/sources.yaml", "site.yaml"];

/// Folders of such files.
const SHARED_FOLDERS: [&str; 2] = ["static/", "templates/"];

/// A page that is asked for.
pub(super) struct View<'b> {
    pub(super) built: &'b Built,
    pub(super) page: &'b Page,
    /// The path of its output.
    pub(super) path: &'b str,
    /// Whether it is to be shown as it is, whatever its errors.
    pub(super) now: bool,
}

/// Pages that were looked at, as they were when they last had no error; by path.
#[derive(Default)]
pub(super) struct LastGood(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pages: HashMap<String, Arc<[u8]>>,
    /// Their paths, in the order in which they came.
    order: VecDeque<String>,
}

impl LastGood {
    fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pages.get(path).cloned()
    }

    fn keep(&self, path: &str, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.pages.insert(path.to_owned(), bytes.into()).is_none() {
            kept.order.push_back(path.to_owned());
        }
        if kept.pages.len() > KEPT
            && let Some(oldest) = kept.order.pop_front()
        {
            kept.pages.remove(&oldest);
        }
    }
}

/// What the bar shows; every field of the template `bar.html`.
#[derive(Serialize)]
struct Bar<'s> {
    /// The file that the page is made of.
    file: Option<SiteFile>,
    /// State of its review.
    state: Option<&'static str>,
    errors: usize,
    warnings: usize,
    problems: Vec<ShownProblem>,
    /// Errors that are not shown here.
    elsewhere: usize,
    /// Whether the page is shown as it was before its errors.
    held: bool,
    /// Whether it would be, had nobody asked to see it as it is.
    now: bool,
    nonce: &'s str,
    version: u64,
}

impl<'s> Bar<'s> {
    fn of(desk: &Desk, snapshot: &Snapshot, problems: &Problems<'_>, nonce: &'s str) -> Self {
        let shown = problems.holding.iter().chain(&problems.just_saved).copied();
        // Errors first: they are what is between the editor and a page.
        let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) = shown.partition(|problem| is_error(problem));
        let trouble = snapshot.trouble.iter().map(|trouble| ShownProblem::of_the_world(trouble));
        let of_content = errors.iter().chain(&warnings).map(|problem| desk.editor.problem(problem));
        let known = errors.iter().filter(|problem| !problems.of_rendering.contains(problem)).count();
        Self {
            file: None,
            state: None,
            errors: errors.len() + trouble.len(),
            warnings: warnings.len(),
            problems: trouble.chain(of_content).collect(),
            elsewhere: snapshot.count(Severity::Error).saturating_sub(known),
            held: false,
            now: false,
            nonce,
            version: snapshot.version,
        }
    }
}

/// Whether all pages are made with a file.
fn is_shared(path: &str) -> bool {
    SHARED.contains(&path) || SHARED_FOLDERS.iter().any(|folder| path.starts_with(folder))
}

fn is_error(problem: &Diagnostic) -> bool {
    problem.severity == Severity::Error
}

/// Shows a page with everything that its editor should know of it.
pub(super) fn show(desk: &Desk, last_good: &LastGood, snapshot: &Snapshot, view: &View<'_>) -> Reply {
    let View { built, page, path, now } = view;
    let (output, of_rendering) = built.plan.render(page);
    let traits = page.traits(&built.plan.site);
    let file = traits.source;
    let problems = Problems::of(snapshot, file, &of_rendering);
    let is_good = output.is_some() && !problems.holding.iter().any(|problem| is_error(problem));
    let good = if is_good { None } else { last_good.get(path) };
    let is_shown_now = *now && good.is_some() && output.is_some();
    let nonce = desk.nonce();
    let bar = Bar {
        held: good.is_some() && !is_shown_now,
        now: is_shown_now,
        state: file.and_then(|file| built.state_of(file)),
        file: file.map(|file| desk.editor.file(file, 1, 1)),
        ..Bar::of(desk, snapshot, &problems, &nonce)
    };
    let html = match (good.filter(|_| bar.held), output) {
        (Some(good), _) => good.to_vec(),
        (None, Some(output)) => output.bytes.into_owned(),
        (None, None) => return desk.nothing_yet(&bar, &nonce),
    };
    if is_good {
        last_good.keep(path, &html);
    }
    let status = if traits.is_not_found { StatusCode::NOT_FOUND } else { StatusCode::OK };
    desk.with_bar(status, &html, &bar, &nonce)
}

/// Says what keeps the site from being shown at all.
pub(super) fn show_nothing(desk: &Desk, snapshot: &Snapshot) -> Reply {
    let nonce = desk.nonce();
    desk.nothing_yet(&Bar::of(desk, snapshot, &Problems::of(snapshot, None, &[]), &nonce), &nonce)
}

/// The problems that a page's editor has to see.
struct Problems<'s> {
    /// Those of the page itself and of what it shares with all others: with an error, the page stays as it was.
    holding: Vec<&'s Diagnostic>,
    /// Errors of other files that were saved just now.
    just_saved: Vec<&'s Diagnostic>,
    /// What showed when the page was rendered; among those that hold it.
    of_rendering: &'s [Diagnostic],
}

impl<'s> Problems<'s> {
    fn of(snapshot: &'s Snapshot, file: Option<&str>, of_rendering: &'s [Diagnostic]) -> Self {
        let of_page = file.into_iter().flat_map(|file| snapshot.problems_of(file));
        let shared_files = SHARED.into_iter().filter(|path| Some(*path) != file);
        let of_all_pages = shared_files
            .flat_map(|path| snapshot.problems_of(path))
            .chain(SHARED_FOLDERS.into_iter().flat_map(|folder| snapshot.problems_in(folder)))
            .filter(|problem| is_error(problem));
        let others_saved = snapshot.saved.iter().filter(|path| Some(path.as_str()) != file && !is_shared(path));
        let of_others = others_saved.flat_map(|path| snapshot.problems_of(path)).filter(|problem| is_error(problem));
        Self {
            holding: of_page.chain(of_all_pages).chain(of_rendering).collect(),
            just_saved: of_others.collect(),
            of_rendering,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_pages_are_kept_and_no_more() {
        let pages = LastGood::default();
        for index in 0..KEPT + 5 {
            pages.keep(&index.to_string(), b"old");
            pages.keep(&index.to_string(), b"new");
        }
        assert!(pages.get("4").is_none() && pages.get("5").is_some());
        assert_eq!(pages.get("9").as_deref(), Some(b"new".as_slice()));
        assert_eq!(pages.0.lock().expect("alive").pages.len(), KEPT);
    }
}
