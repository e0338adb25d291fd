//! A heading with nothing below it, or a card with nothing in it.
//!
//! Why it matters: a reader jumps to the heading from the contents list and finds nothing there.
//!
//! Example:
//!
//! ```text
//! ## After your visit
//!
//! ## When to call us
//!
//! Call us if it gets worse.
//! ```
//!
//! Instead, write what belongs below it, or take the heading out:
//!
//! ```text
//! ## After your visit
//!
//! Rest, and drink some water.
//! ```
//!
//! A heading may hold nothing but smaller headings, questions or cards.
//!
//! Source: WCAG 2.2, 2.4.6 Headings and Labels; PEMAT, item 8.

use super::empty_article::is_empty;
use super::{Run, Subject};
use crate::base::diagnostic::{Code, Diagnostic};
use crate::content::document::{Block, BlockKind, Heading, has_words};

pub(super) const CODE: Code = Code::warning("empty-section");
pub(super) const RUN: Run = Run::Article(run);

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // An article without any text is reported by another check.
    if is_empty(subject) {
        return found;
    }
    headings_alone(subject, &subject.document.blocks, &mut found);
    subject.document.each_block(&mut |block| {
        block.children(&mut |blocks| headings_alone(subject, blocks, &mut found));
        // A card for getting help is judged by its structure.
        if let BlockKind::Card(card) = &block.kind
            && !card.level.seeks_help()
            && card.blocks.iter().all(Block::says_nothing)
        {
            let span = card.heading.as_ref().map_or(&block.span, |heading| &heading.span);
            let problem = subject.problem(CODE, span, "this card has nothing in it");
            found.push(problem.help("write what belongs in it, each line after `> `, or take it out"));
        }
    });
    found
}

/// Reports the headings with words among some blocks that are directly followed by a heading of their level, or the end.
fn headings_alone(subject: &Subject<'_>, blocks: &[Block<'_>], found: &mut Vec<Diagnostic>) {
    let mut open: Option<&Heading<'_>> = None;
    for block in blocks.iter().filter(|block| !block.says_nothing()) {
        let next = match &block.kind {
            BlockKind::Heading(heading) => Some(heading),
            _ => None,
        };
        if let (Some(above), Some(next)) = (open, next)
            && next.level <= above.level
            && has_words(&above.content)
        {
            found.push(nothing_below(subject, above));
        }
        open = next;
    }
    found.extend(open.filter(|heading| has_words(&heading.content)).map(|heading| nothing_below(subject, heading)));
}

fn nothing_below(subject: &Subject<'_>, heading: &Heading<'_>) -> Diagnostic {
    subject
        .problem(CODE, &heading.span, "there is nothing below this heading")
        .help("write what belongs below it, or take the heading out")
}
