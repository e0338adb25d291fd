//! A card for getting help that speaks of opening hours, on a site that does not say when they are.
//!
//! Why it matters: somebody who is told to call "in opening hours" and finds none does not know whether to wait, or to get
//! help somewhere else.
//!
//! Example:
//!
//! ```text
//! > [!WARNING]
//! > ## [Call the clinic](tel:clinic) if:
//! >
//! > - you feel dizzy
//! >
//! > Call in opening hours.
//! ```
//!
//! Instead, say in `site.yaml` when the phone is answered. The card shows it below the number:
//!
//! ```text
//! contact:
//!   en: { hours: "Monday to Friday, 9am to 5pm" }
//! ```
//!
//! Source: NHS digital service manual, Contact details: say when people can call.

use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Block, BlockKind, plain_text};

pub(super) const CODE: Code = Code::error("missing-hours");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let contact = subject.site.config.contact.get(&subject.article.place.language);
    if contact.is_some_and(|contact| contact.hours.is_some()) {
        return found;
    }
    subject.document.each_block(&mut |block| match &block.kind {
        BlockKind::Card(card) if card.level.seeks_help() => add_below(subject, block, &mut found),
        _ => {}
    });
    found
}

/// Adds a problem for each piece of a card that speaks of opening hours.
fn add_below(subject: &Subject<'_>, block: &Block<'_>, found: &mut Vec<Diagnostic>) {
    let mut speaks = false;
    block.each_run(&mut |run| {
        let words = plain_text(run).to_lowercase();
        speaks |= subject.lists.opening_hours.iter().any(|phrase| words.contains(phrase));
    });
    if speaks {
        let language = &subject.article.place.language;
        let place = block.trimmed(&subject.article.source.text);
        let problem = subject.problem(CODE, &place, "this card speaks of opening hours, and nobody says when they are");
        found.push(problem.help(format!("say it in site.yaml: contact: {{ {language}: {{ hours: \"…\" }} }}")));
    }
    block.children(&mut |children| children.iter().for_each(|child| add_below(subject, child, found)));
}
