//! A card for getting help that is not built as one: no heading that ends in "if:", no list below it, a link that leads
//! away from an emergency, or two cards of one level.
//!
//! Why it matters: a frightened reader scans. "Call 999 now if:" and a list of signs can be read in seconds, and
//! nothing in it leads away from the phone.
//!
//! Example:
//!
//!     > [!CAUTION]
//!     > ## Emergencies
//!     >
//!     > Chest pain can be serious. [Read about chest pain](chest-pain.md).
//!
//! Instead:
//!
//!     > [!CAUTION]
//!     > ## Call [999](tel:emergency) now if:
//!     >
//!     > - you have chest pain
//!     > - you are suddenly short of breath
//!
//! This holds for emergency, urgent and non-urgent cards; key facts and information are free. What a heading ends in is
//! `card_heading_end` in the words of the language.
//!
//! Source: NHS digital service manual, care cards.

use std::collections::BTreeSet;

use super::Subject;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Card, CardLevel, Inline, Span, Target, plain_text};

check!("card-structure", Error, "card_structure.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let words = subject.site.words_of(subject.article);
    let end = words.card_heading_end.to_lowercase();
    let mut levels = BTreeSet::new();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        let BlockKind::Card(card) = &block.kind else { return };
        if !card.level.seeks_help() {
            return;
        }
        let name = words.card.of(card.level).to_lowercase();
        let place = card.heading.as_ref().map_or_else(|| first_line(subject, block), |heading| heading.span.clone());
        let mut problem = |span: &Span, message: String, help: String| {
            found.push(subject.problem("card-structure", span, message).help(help));
        };
        match &card.heading {
            None => problem(
                &place,
                format!("the card \"{name}\" has no heading"),
                format!("begin it with a line such as `> ## Call the clinic {end}`"),
            ),
            Some(heading) if !plain_text(&heading.content).trim_end().to_lowercase().ends_with(&end) => problem(
                &place,
                format!("the heading of the card \"{name}\" does not end in \"{end}\""),
                format!("say whom to call and end in \"{end}\", so that the list below completes the sentence"),
            ),
            Some(_) => {}
        }
        if !matches!(card.blocks.first(), Some(Block { kind: BlockKind::List(_), .. })) {
            problem(
                &place,
                format!("no list follows the heading of the card \"{name}\""),
                "write each sign on a line of its own that begins with `> - `".to_owned(),
            );
        }
        if card.level == CardLevel::Emergency {
            for span in ways_out(card) {
                problem(
                    &span,
                    "a link leads away from an emergency".to_owned(),
                    "take the link out: only phone numbers stand in this card".to_owned(),
                );
            }
        }
        if !levels.insert(card.level) {
            problem(
                &place,
                format!("a second card \"{name}\" on this page"),
                "put all signs of one level into one card".to_owned(),
            );
        }
    });
    found
}

/// The `> [!CAUTION]` line.
fn first_line(subject: &Subject<'_>, block: &Block<'_>) -> Span {
    let text = &subject.article.source.text[block.span.clone()];
    block.span.start..block.span.start + text.lines().next().unwrap_or_default().trim_end().len()
}

/// Links in a card that lead to a page.
fn ways_out(card: &Card<'_>) -> Vec<Span> {
    fn links(content: &[Inline<'_>], found: &mut Vec<Span>) {
        for inline in content {
            match inline {
                Inline::Link(link) if !matches!(link.target, Target::Phone(_) | Target::Claim(_) | Target::Term(_)) => {
                    found.push(link.span.clone());
                }
                Inline::Emphasis(content) | Inline::Strong(content) => links(content, found),
                _ => {}
            }
        }
    }
    fn blocks(inside: &[Block<'_>], found: &mut Vec<Span>) {
        for block in inside {
            block.each_run(&mut |run| links(run, found));
            block.children(&mut |children| blocks(children, found));
        }
    }
    let mut found = Vec::new();
    card.heading.iter().for_each(|heading| links(&heading.content, &mut found));
    blocks(&card.blocks, &mut found);
    found
}
