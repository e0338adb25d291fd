//! A page of the site as the preview shows it: the page itself, with a bar at its foot for the editor.
//!
//! The bar is a tree of its own (a shadow root), so that neither the site's stylesheet nor the bar's reaches the other,
//! and it is there without a script. The script only waits for the next save.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::StatusCode;
use serde::Serialize;

use super::answer::{Reply, Server};
use super::preview::{Built, Snapshot};
use super::problem::{File, Problem};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::Page;

/// Most pages that are kept as they last were without an error.
const KEPT: usize = 200;

/// Files that belong to all pages, beside the templates and the static files.
const SHARED: [&str; 5] = ["", "content/claims.yaml", "content/glossary.yaml", "content/sources.yaml", "site.yaml"];

/// What is to be shown.
pub(super) enum View<'b> {
    /// A page of the site. With `now`, as it is, whatever its errors.
    Page { built: &'b Built, page: &'b Page, path: &'b str, now: bool },
    /// There is no site yet that could be shown.
    Nothing,
}

/// Pages that were looked at, as they were when they last had no error; by path.
#[derive(Default)]
pub(super) struct LastGood(Mutex<(HashMap<String, Arc<[u8]>>, VecDeque<String>)>);

impl LastGood {
    fn get(&self, path: &str) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.get(path).cloned()
    }

    fn keep(&self, path: &str, bytes: &[u8]) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (pages, order) = &mut *kept;
        if pages.insert(path.to_owned(), bytes.into()).is_none() {
            order.push_back(path.to_owned());
        }
        if pages.len() > KEPT
            && let Some(oldest) = order.pop_front()
        {
            pages.remove(&oldest);
        }
    }
}

/// What the bar shows; every field of the template `bar.html`.
#[derive(Serialize)]
struct Bar<'s> {
    /// The file that the page is made of.
    file: Option<File>,
    /// State of its review.
    state: Option<&'static str>,
    errors: usize,
    warnings: usize,
    problems: Vec<Problem>,
    /// Errors that are not shown here.
    elsewhere: usize,
    /// Whether the page is shown as it was before its errors.
    held: bool,
    /// Whether it would be, had nobody asked to see it as it is.
    now: bool,
    nonce: &'s str,
    version: u64,
}

/// Shows a page with everything that its editor should know of it.
pub(super) fn show(server: &Server, snapshot: &Snapshot, view: View<'_>) -> Reply {
    let (file, rendered, found) = match &view {
        View::Nothing => (None, None, Vec::new()),
        View::Page { built, page, .. } => {
            let (output, found) = built.plan.render(page);
            let source = page.source(&built.plan.site);
            (Some(source).filter(|source| source != "content"), output.map(|output| output.bytes), found)
        }
    };
    let problems = problems_of(snapshot, file.as_deref(), &found);
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    let is_held_back = problems.holding.iter().any(is_error) || rendered.is_none();
    let mut bar = Bar {
        state: file.as_deref().and_then(|file| state_of(&view, file)),
        file: file.map(|file| server.desk.editor.file(&file, 1, 1)),
        errors: 0,
        warnings: 0,
        problems: Vec::new(),
        elsewhere: 0,
        held: false,
        now: false,
        nonce: &server.desk.nonce(),
        version: snapshot.version,
    };
    let shown: Vec<&Diagnostic> = problems.holding.iter().chain(&problems.just_saved).copied().collect();
    bar.errors = shown.iter().filter(|problem| is_error(problem)).count();
    bar.warnings = shown.len() - bar.errors;
    bar.elsewhere = (snapshot.count(Severity::Error) + found.iter().filter(|found| is_error(found)).count())
        .saturating_sub(bar.errors);
    // Errors first: they are what stands between the editor and a page.
    let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) = shown.into_iter().partition(|p| is_error(p));
    bar.problems = errors.into_iter().chain(warnings).map(|problem| server.desk.editor.problem(problem)).collect();
    if let Some(trouble) = &snapshot.trouble {
        bar.problems.insert(0, Problem::of_the_world(trouble));
        bar.errors += 1;
    }
    let (path, asked) = match &view {
        View::Page { path, now, .. } => (*path, *now),
        View::Nothing => ("", false),
    };
    let good = if is_held_back { server.last_good.get(path) } else { None };
    bar.now = asked && good.is_some() && rendered.is_some();
    bar.held = good.is_some() && !bar.now;
    let html = match (good.filter(|_| bar.held), rendered) {
        (Some(good), _) => good.to_vec(),
        (None, Some(bytes)) => {
            if !is_held_back {
                server.last_good.keep(path, &bytes);
            }
            bytes.into_owned()
        }
        (None, None) => return server.desk.nothing_yet(&bar, bar.nonce),
    };
    let status = if path == "404.html" { StatusCode::NOT_FOUND } else { StatusCode::OK };
    match server.desk.bar(&bar) {
        Ok(text) => Reply::page(status, with_bar(html, &text), bar.nonce.to_owned()),
        Err(error) => Reply::plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error}")),
    }
}

/// The problems that a page's editor has to see.
struct Problems<'s> {
    /// Those of the page itself and of what it shares with all others: with an error, the page stays as it was.
    holding: Vec<&'s Diagnostic>,
    /// Errors of other files that were saved just now.
    just_saved: Vec<&'s Diagnostic>,
}

fn problems_of<'s>(snapshot: &'s Snapshot, file: Option<&str>, found: &'s [Diagnostic]) -> Problems<'s> {
    let is_error = |problem: &&Diagnostic| problem.severity == Severity::Error;
    let is_shared =
        |path: &str| SHARED.contains(&path) || path.starts_with("templates/") || path.starts_with("static/");
    let own = file.into_iter().flat_map(|file| snapshot.problems_of(file));
    let shared = snapshot.files().filter(|path| is_shared(path) && Some(*path) != file);
    let shared = shared.flat_map(|path| snapshot.problems_of(path)).filter(is_error);
    let saved = snapshot.saved.iter().map(String::as_str).filter(|path| Some(*path) != file && !is_shared(path));
    Problems {
        holding: own.chain(shared).chain(found).collect(),
        just_saved: saved.flat_map(|path| snapshot.problems_of(path)).filter(is_error).collect(),
    }
}

fn state_of(view: &View<'_>, file: &str) -> Option<&'static str> {
    let View::Page { built, .. } = view else { return None };
    let rows = &built.plan.register;
    let row = rows.binary_search_by(|row| row.path.as_str().cmp(file)).ok()?;
    Some(rows[row].state.name())
}

/// A page with the bar as the last thing in it. A security policy inside the page would forbid the preview's script;
/// the one in the answer's head is as strict.
fn with_bar(html: Vec<u8>, bar: &str) -> Vec<u8> {
    let mut html = String::from_utf8_lossy(&html).into_owned();
    let policy = html.find("http-equiv=\"Content-Security-Policy\"");
    if let Some((start, end)) = policy.and_then(|at| Some((html[..at].rfind("<meta")?, at + html[at..].find('>')? + 1)))
    {
        html.replace_range(start..end, "");
    }
    let end = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(end, bar);
    html.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_the_last_thing_in_the_page_and_its_script_may_run() {
        let page = b"<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>x</title></head>\
            <body><p>&lt;/body></p></body></html>";
        let html = with_bar(page.to_vec(), "<b></b>");
        assert_eq!(html, b"<head><title>x</title></head><body><p>&lt;/body></p><b></b></body></html>");
        assert_eq!(with_bar(b"broken".to_vec(), "<b></b>"), b"broken<b></b>");
    }

    #[test]
    fn so_many_pages_are_kept_and_no_more() {
        let pages = LastGood::default();
        for index in 0..KEPT + 5 {
            pages.keep(&index.to_string(), b"old");
            pages.keep(&index.to_string(), b"new");
        }
        assert!(pages.get("4").is_none() && pages.get("5").is_some());
        assert_eq!(pages.get("9").as_deref(), Some(b"new".as_slice()));
        assert_eq!(pages.0.lock().expect("alive").0.len(), KEPT);
    }
}
