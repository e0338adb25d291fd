//! A `guide:` line that does not name a guide: there is no such file, or it is an article of another kind.
//!
//! Why it matters: every page leads back to its guide. This one would lead nowhere.
//!
//! Example:
//!
//! ```text
//! guide: first-sesion.md
//! ```
//!
//! Instead, a file below `content` whose kind is `guide`:
//!
//! ```text
//! guide: first-session.md
//! ```
//!
//! Source: the carepress manual, The content model (`docs/manual/content-model.md`).

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::yaml::Step;

pub(super) const CODE: Code = Code::error("unknown-guide");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(path) = &subject.article.front.guide else { return Vec::new() };
    let site = subject.site;
    let place = subject.article.field(&[Step::Key("guide")]);
    if path == subject.article.path() {
        return vec![
            Diagnostic::new(CODE, "a page can't be its own guide")
                .at(place)
                .help("take the line out; the page then belongs to the main guide"),
        ];
    }
    let message = match site.guide_named(subject.id, path) {
        Some(guide) if site.is_guide(guide) => return Vec::new(),
        Some(_) => format!("content/{path} is not of kind `guide`"),
        None => format!("there is no guide content/{path}"),
    };
    let guides = &site.known().guides;
    let fix = guides.same_letters(path).and_then(|near| subject.article.rewritten(&[Step::Key("guide")], path, near));
    vec![Diagnostic::new(CODE, message).at(place).help(guides.suggest(path, "guides")).fix(fix)]
}
