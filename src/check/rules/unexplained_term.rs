//! A glossary term that a page uses without explaining it, or before it does.
//!
//! Why it matters: a reader who meets a strange word stops there, and does not scroll on to where it is explained.
//!
//! Example, when the glossary holds "vagus nerve":
//!
//! ```text
//! Rest calms the vagus nerve.
//! ```
//!
//! Instead, at the first use on the page:
//!
//! ```text
//! Rest calms the [vagus nerve](term:vagus-nerve).
//! ```
//!
//! The page then gives the plain words in brackets after the term. Plain words first and the term in brackets are fine as
//! well: "the main nerve that helps the body rest (vagus nerve)". Titles, headings and pictures are left alone, as they
//! can't have a link.
//!
//! Source: PEMAT, item 4; CDC Clear Communication Index, item 7; WCAG 2.2, 3.1.3 Unusual Words.

use std::collections::HashSet;

use super::{Run, Subject};
use crate::base::diagnostic::Diagnostic;
pub(super) use crate::base::diagnostic::code::UNEXPLAINED_TERM as CODE;
use crate::content::document::Target;
use crate::site::reading::UnitKind;

pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let terms = subject.links.iter().filter_map(|(link, _)| match &link.target {
        Target::Term(id) => Some(id.as_str()),
        _ => None,
    });
    let linked: HashSet<&str> = terms.collect();
    let lists = subject.lists;
    let mut explained = HashSet::new();
    let mut found = Vec::new();
    for unit in subject.reading.all() {
        for term in lists.terms.find(unit, 0..unit.words.len()) {
            let (id, shown) = (term.value.id.as_str(), unit.shown(&term.words));
            if term.value.capitals.as_deref().is_some_and(|capitals| capitals != shown) || explained.contains(id) {
                continue;
            }
            let by_definition = unit.kind == UnitKind::Defined;
            if by_definition || lists.is_explained(unit, &term.words) {
                explained.insert(id);
            } else if unit.kind.has_explanations() {
                // Once is enough: the first use is where the explanation belongs.
                explained.insert(id);
                let message = if linked.contains(id) {
                    format!("\"{shown}\" is used before it is explained")
                } else {
                    format!("\"{shown}\" is used, but not explained on this page")
                };
                let help = match unit.target(unit.words[term.words.start].start) {
                    None => format!("write [{shown}](term:{id}) here, at its first use"),
                    Some(_) => format!("explain it before this link, with [{shown}](term:{id})"),
                };
                found.push(subject.problem_at(CODE, unit, &term.words, message).help(help));
            }
        }
        // A link may show other words than the glossary's, such as "its nerve".
        explained.extend(unit.terms());
    }
    found
}
