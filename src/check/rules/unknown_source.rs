//! The name of a source that `sources.yaml` does not hold, in an article's `sources` or in a claim's.
//!
//! Why it matters: the reader is told that there is a source, and finds none.
//!
//! Example:
//!
//! ```text
//! sources: [macpherson]
//! ```
//!
//! Instead, the name of an entry:
//!
//! ```text
//! sources: [macpherson-2005]
//! ```
//!
//! Source: DISCERN, item 4.

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::UNKNOWN_SOURCE as CODE;
use crate::base::yaml::Step;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let citations = &subject.site.references.citations;
    let faulty = &subject.site.references.faulty.citations;
    let known = || &subject.site.known().sources;
    let sources = subject.article.front.sources.iter().enumerate();
    sources
        .filter(|(_, id)| !citations.contains_key(*id) && !faulty.contains(*id))
        .map(|(index, id)| {
            Diagnostic::new(CODE, format!("`{id}` is not in sources.yaml"))
                .at(subject.article.field(&[Step::Key("sources"), Step::Index(index)]))
                .help(known().suggest(id, "sources"))
                .fix(
                    known().same_letters(id).and_then(|near| {
                        subject.article.rewritten(&[Step::Key("sources"), Step::Index(index)], id, near)
                    }),
                )
        })
        .collect()
}
