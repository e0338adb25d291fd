//! A link to a term that `glossary.yaml` does not hold, or not in this language.
//!
//! Why it matters: the word would stay unexplained.
//!
//! Example:
//!
//!     [vagus nerve](term:vagus)
//!
//! Instead, the name of an entry:
//!
//!     [vagus nerve](term:vagus-nerve)
//!
//! Source: WCAG 2.2, 3.1.3 Unusual Words; PEMAT, item 4.

use super::Subject;
use crate::diagnostic::{Diagnostic, certain, suggest};
use crate::document::Target;
use crate::site::Broken;

check!("unknown-term", Error, "unknown_term.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let known = subject.site.references.glossary.keys().map(String::as_str);
    let mut found = Vec::new();
    for (link, broken) in subject.broken_links() {
        if let (Broken::NoTerm, Target::Term(id)) = (broken, &link.target) {
            let message = format!("`{id}` is not in glossary.yaml in `{}`", subject.article.place.language);
            let place = subject.address_span(&link.span);
            // An entry of another language would be as unknown.
            let near = certain(id, known.clone())
                .filter(|near| subject.site.term(&subject.article.place.language, near).is_some());
            let fix = subject.rename(&place, id, near);
            let help = suggest(id, known.clone(), "terms");
            found.push(subject.problem("unknown-term", &place, message).help(help).fix(fix));
        }
    }
    found
}
