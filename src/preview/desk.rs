//! The editor's desk: every page with its state, every problem, every figure, and a box to try a sentence.
//!
//! Its templates are inside the program and speak English, like the program's messages. Lists are sorted, searched and
//! divided here, by links: no script is needed to read them.

pub mod files;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use hyper::StatusCode;
use serde::Serialize;
use tera::{Context, Tera};

use super::lists;
use super::problem::{Editor, ShownProblem};
use super::query::Query;
use super::reply::{HTML, Reply};
use super::snapshot::{Built, Snapshot};
use super::trial::Trial;
use crate::base::diagnostic::Severity;
use crate::check;
use crate::disk::source::theme::STATIC;
use crate::preview::desk::files::{DESK, DESK_STATIC};

/// The desk: its templates, and how it leads to files.
pub(crate) struct Desk {
    tera: Tera,
    pub(super) editor: Editor,
    /// What makes nonces unpredictable, and what makes them different.
    secret: [u64; 2],
    nonces: AtomicU64,
}

/// A file of the preview's own: name, kind, and how it is made.
type File = (&'static str, &'static str, fn() -> String);

/// All of them.
pub(super) const FILES: [File; 6] = [
    ("bar.css", CSS, || [&tokens().replace(":root", ":host"), own("problem.css"), own("bar.css")].concat()),
    ("desk.css", CSS, || [own("problem.css"), own("desk.css")].concat()),
    ("icon.svg", "image/svg+xml", || theme("favicon.svg")),
    ("preview.js", JS, || own("preview.js").to_owned()),
    ("theme.css", CSS, || theme("style.css")),
    ("try.js", JS, || own("try.js").to_owned()),
];

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

fn own(name: &str) -> &'static str {
    DESK_STATIC.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
}

fn theme(name: &str) -> String {
    let bytes = STATIC.iter().find(|(known, _)| *known == name).map_or(&b""[..], |(_, bytes)| bytes);
    String::from_utf8_lossy(bytes).into_owned()
}

/// The colours and measures of the theme: its stylesheet's first layer.
fn tokens() -> String {
    let css = theme("style.css");
    let start = css.find("@layer tokens {").unwrap_or_default();
    let end = css[start..].find("\n}\n").map_or(css.len(), |end| start + end + 3);
    css[start..end].to_owned()
}

/// A place of the desk.
#[derive(Serialize)]
struct Tab {
    path: &'static str,
    text: &'static str,
}

const TABS: [Tab; 4] = [
    Tab { path: "", text: "Pages" },
    Tab { path: "problems/", text: "Problems" },
    Tab { path: "claims/", text: "Figures" },
    Tab { path: "try/", text: "Try a sentence" },
];

impl Desk {
    /// Loads the templates.
    ///
    /// # Errors
    /// When one of our own is wrong.
    pub(crate) fn new(editor: Editor) -> Result<Self> {
        let mut tera = Tera::new();
        tera.add_raw_templates(DESK)?;
        // The standard library draws the keys of each from the system's random numbers.
        let secret = [(); 2].map(|()| RandomState::new().build_hasher().finish());
        Ok(Self { tera, editor, secret, nonces: AtomicU64::new(0) })
    }

    /// A word that nobody can guess, once.
    pub(super) fn nonce(&self) -> String {
        let number = self.nonces.fetch_add(1, Ordering::Relaxed);
        let [one, other] = self.secret;
        blake3::hash(format!("{one} {other} {number}").as_bytes()).to_hex()[..32].to_owned()
    }

    /// A page of the site with the bar at its foot.
    pub(super) fn with_bar(&self, status: StatusCode, html: &[u8], bar: &impl Serialize, nonce: &str) -> Reply {
        let bar = Context::from_serialize(bar).and_then(|context| self.tera.render("bar.html", &context));
        page(status, bar.map(|bar| with_bar(html, &bar)), nonce.to_owned())
    }

    /// What is shown in place of a page that never was.
    pub(super) fn nothing_yet(&self, bar: &impl Serialize, nonce: &str) -> Reply {
        let html = Context::from_serialize(bar).and_then(|context| self.tera.render("nothing.html", &context));
        page(StatusCode::INTERNAL_SERVER_ERROR, html, nonce.to_owned())
    }

    /// A page of the desk, by its path below `/_desk/`.
    pub(super) fn page(&self, snapshot: &Snapshot, path: &str, query: &Query<'_>) -> Reply {
        let mut context = Context::new();
        let built = snapshot.built.as_deref();
        let template = match (path, built) {
            ("", _) => {
                lists::pages(&mut context, &self.editor, snapshot, query);
                "pages.html"
            }
            ("problems/", _) => {
                lists::problems(&mut context, &self.editor, snapshot, query);
                "problems.html"
            }
            ("claims/", Some(built)) => {
                lists::claims(&mut context, &self.editor, built);
                "claims.html"
            }
            ("try/", Some(built)) => {
                context.insert("languages", &built.plan.site.config.languages);
                "try.html"
            }
            _ => match path.strip_prefix("explain/").and_then(|code| check::find(code.trim_end_matches('/'))) {
                Some(check) => {
                    explain(&mut context, check);
                    "explain.html"
                }
                None => "missing.html",
            },
        };
        let nonce = self.nonce();
        context.insert("tabs", &TABS);
        context.insert("here", path);
        context.insert("site_name", built.map_or("The site", Built::name));
        context.insert("trouble", &snapshot.trouble);
        context.insert("version", &snapshot.version);
        context.insert("nonce", &nonce);
        let status = if template == "missing.html" { StatusCode::NOT_FOUND } else { StatusCode::OK };
        page(status, self.tera.render(template, &context), nonce)
    }

    /// What came of trying a sentence: a piece of HTML for the page that asked.
    pub(super) fn trial(&self, trial: &Trial) -> Reply {
        let errors = trial.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        let problems: Vec<ShownProblem> =
            trial.problems.iter().map(|problem| self.editor.problem(problem).of_no_file()).collect();
        let mut context = Context::new();
        context.insert("problems", &problems);
        context.insert("errors", &errors);
        context.insert("warnings", &(trial.problems.len() - errors));
        context.insert("words", &trial.words);
        context.insert("grades", &trial.grades);
        match self.tera.render("trial.html", &context) {
            Ok(html) => Reply::new(StatusCode::OK, HTML, html),
            Err(error) => Reply::plain(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        }
    }
}

fn page(status: StatusCode, html: tera::TeraResult<String>, nonce: String) -> Reply {
    match html {
        Ok(html) => Reply::page(status, html, nonce),
        Err(error) => Reply::plain(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

/// A paragraph of a manual page.
#[derive(Serialize)]
struct DeskPart {
    text: String,
    is_example: bool,
}

fn explain(context: &mut Context, check: &check::Check) {
    let manual = check.manual();
    let parts = manual.trim().split("\n\n").map(|text| {
        let is_example = text.lines().all(|line| line.starts_with("    "));
        let lines = text.lines().map(|line| if is_example { &line[4..] } else { line });
        DeskPart { text: lines.collect::<Vec<_>>().join("\n"), is_example }
    });
    context.insert("code", check.code.as_str());
    context.insert("parts", &parts.collect::<Vec<_>>());
}

/// A page with the bar as the last thing in it. A security policy inside the page would forbid the preview's script;
/// the one in the answer's head is as strict.
pub(super) fn with_bar(html: &[u8], bar: &str) -> String {
    let mut html = String::from_utf8_lossy(html).into_owned();
    let policy = html.find("http-equiv=\"Content-Security-Policy\"");
    if let Some((start, end)) = policy.and_then(|at| Some((html[..at].rfind("<meta")?, at + html[at..].find('>')? + 1)))
    {
        html.replace_range(start..end, "");
    }
    let end = html.rfind("</body>").unwrap_or(html.len());
    html.insert_str(end, bar);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_has_the_colours_of_the_theme() {
        let (_, _, bar) = FILES.iter().find(|(name, ..)| *name == "bar.css").expect("the bar's stylesheet");
        let bar = bar();
        assert!(bar.contains(":host {\n    color-scheme: light dark;") && bar.contains("--emergency:"), "{bar}");
        assert!(!bar.contains("@layer base"), "nothing but the colours and measures");
    }

    #[test]
    fn every_file_of_the_preview_has_something_in_it() {
        for (name, _, text) in FILES {
            assert!(!text().is_empty(), "{name}");
        }
    }

    #[test]
    fn nonces_are_used_once() {
        let desk = Desk::new(Editor::new(std::path::Path::new("/"), None)).expect("the templates are right");
        let (one, other) = (desk.nonce(), desk.nonce());
        assert!(one != other && one.len() == 32);
    }

    #[test]
    fn the_bar_is_the_last_thing_in_the_page_and_its_script_may_run() {
        let page = b"<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>x</title></head>\
            <body><p>&lt;/body></p></body></html>";
        let html = with_bar(page, "<b></b>");
        assert_eq!(html, "<head><title>x</title></head><body><p>&lt;/body></p><b></b></body></html>");
        assert_eq!(with_bar(b"broken", "<b></b>"), "broken<b></b>");
    }
}
