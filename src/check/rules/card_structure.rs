//! A card for getting help that is not built as one: no heading that ends in "if:", no list below it, an empty item in
//! its lists, a link that leads away from an emergency, two cards of one level, or a quotation where a card was meant.
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
//! `card_heading_end` in the words of the language. Without its marker, such as `> [!CAUTION]`, a card is a quotation,
//! in grey and without its name: so a quotation in which such a heading, or such a sentence with a phone number, stands
//! above a list is told as well.
//!
//! Source: NHS digital service manual, care cards.

use std::collections::BTreeSet;

use super::Subject;
use crate::base::diagnostic::Diagnostic;
use crate::content::document::{Block, BlockKind, Card, CardLevel, Inline, List, Span, Target, has_words, plain_text};

check!("card-structure", Error, "card_structure.rs", super::Run::Article(run));

fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let words = subject.site.words_of(subject.article);
    let end = words.card_heading_end.to_lowercase();
    let mut levels = BTreeSet::new();
    let mut found = Vec::new();
    subject.document.each_block(&mut |block| {
        if let BlockKind::Quote(blocks) = &block.kind
            && is_meant_as_card(blocks, &end)
            && let line = first_line(subject, block)
            && !begins_with_marker(&subject.article.source.text[line.clone()])
        {
            let message = "this reads like a card for getting help, and is only a quotation";
            let help = "put a line above it, `> [!CAUTION]` for an emergency, `> [!WARNING]` to call at once or \
                        `> [!IMPORTANT]` to call in opening hours, and begin the next line with `> ## `";
            found.push(subject.problem("card-structure", &line, message).help(help));
        }
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
            Some(heading) if !ends_in(&heading.content, &end) => problem(
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
        let mut empty = Vec::new();
        empty_items(&card.blocks, &mut empty);
        for span in empty {
            problem(
                &span,
                format!("an item of the card \"{name}\" is empty"),
                "write the sign that was meant here, or take the line out".to_owned(),
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

/// Whether a quotation holds what only a card does: who is to be called "if:", and a list that completes the sentence.
fn is_meant_as_card(quote: &[Block<'_>], end: &str) -> bool {
    quote.windows(2).any(|pair| {
        let asks = match &pair[0].kind {
            BlockKind::Heading(heading) => ends_in(&heading.content, end),
            BlockKind::Paragraph(content) => ends_in(content, end) && holds_number(content),
            _ => false,
        };
        asks && matches!(pair[1].kind, BlockKind::List(_))
    })
}

/// Whether the first line of a quotation is a marker that is not quite one, as `> [CAUTION]`: that is a broken mark.
fn begins_with_marker(line: &str) -> bool {
    let words = line.trim_start_matches(['>', ' ']);
    words.starts_with('!') || (words.starts_with('[') && !words.contains("]("))
}

/// Whether text ends in these words, in lower case.
fn ends_in(content: &[Inline<'_>], end: &str) -> bool {
    plain_text(content).trim_end().to_lowercase().ends_with(end)
}

/// Whether text links to a phone number.
fn holds_number(content: &[Inline<'_>]) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Link(link) => matches!(link.target, Target::Phone(_)),
        Inline::Emphasis(content) | Inline::Strong(content) => holds_number(content),
        _ => false,
    })
}

/// Items of lists that show nothing, as after a `-` that nobody went on from.
fn empty_items(blocks: &[Block<'_>], found: &mut Vec<Span>) {
    for block in blocks {
        let BlockKind::List(List { items, .. }) = &block.kind else { continue };
        for item in items {
            if item.blocks.iter().all(shows_nothing) {
                found.push(item.span.clone());
            } else {
                empty_items(&item.blocks, found);
            }
        }
    }
}

fn shows_nothing(block: &Block<'_>) -> bool {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => !has_words(content),
        BlockKind::Quote(blocks) => blocks.iter().all(shows_nothing),
        BlockKind::List(List { items, .. }) => items.iter().all(|item| item.blocks.iter().all(shows_nothing)),
        _ => false,
    }
}

/// The first line of a block: the `> [!CAUTION]` line of a card.
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
