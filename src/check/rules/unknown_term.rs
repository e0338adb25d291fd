//! A link to a term that `glossary.yaml` does not hold, or not in this language.
//!
//! Why it matters: the word would stay unexplained.
//!
//! Example:
//!
//! ```text
//! [vagus nerve](term:vagus)
//! ```
//!
//! Instead, the name of an entry:
//!
//! ```text
//! [vagus nerve](term:vagus-nerve)
//! ```
//!
//! Source: WCAG 2.2, 3.1.3 Unusual Words; PEMAT, item 4.

use super::{Run, Subject};
use crate::base::address::anchor;
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Target, plain_text};
use crate::site::Broken;

pub(super) const CODE: Code = Code::error("unknown-term");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (glossary, language) = (&subject.site.references.glossary, &subject.article.place.language);
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        if let (Broken::NoTerm, Target::Term(id)) = (broken, &link.target) {
            if subject.site.references.faulty.glossary.contains(id) {
                continue;
            }
            let place = subject.address_span(&link.span);
            if glossary.contains_key(id) {
                let message = format!("`{id}` is in glossary.yaml, but not in `{language}`");
                let help =
                    format!("add `{language}:` to the entry `{id}` in glossary.yaml, with the word in that language");
                found.push(subject.problem(CODE, &place, message).help(help));
                continue;
            }
            let message = format!("`{id}` is not in glossary.yaml in `{language}`");
            let words = plain_text(&link.content);
            let known = subject.site.known().terms(language);
            let near = known.meant(id, |near| is_said(subject, near, &words));
            let fix = subject.rename(&place, id, near.map(String::as_str));
            let help = known.suggest(id, "terms");
            found.push(subject.problem(CODE, &place, message).help(help).fix(fix));
        }
    }
    found
}

/// Whether the words of a link are those of an entry.
fn is_said(subject: &Subject<'_>, id: &str, words: &str) -> bool {
    let said = anchor(words);
    let term = subject.site.term(&subject.article.place.language, id);
    let forms = term.into_iter().flat_map(|(_, term)| std::iter::once(&term.term).chain(&term.also));
    said == anchor(id) || forms.into_iter().any(|form| anchor(form) == said)
}
