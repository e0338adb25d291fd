//! Quotations that were meant as cards, and cards that are not by themselves.

use super::calls::{begins_with_call, calls_emergency_alone, holds_number};
use super::{CODE, asks, is_list};
use crate::base::diagnostic::Diagnostic;
use crate::check::Subject;
use crate::content::document::{Block, BlockKind, Inline, plain_text};

/// Cards for getting help that are in a quotation, a list item or the definition of a term.
pub(super) fn cards_inside(subject: &Subject<'_>, block: &Block<'_>) -> Vec<Diagnostic> {
    // An answer may have a card.
    if matches!(block.kind, BlockKind::Myth(_) | BlockKind::Question(_)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    block.children(&mut |blocks| {
        let cards = blocks.iter().filter(|block| is_for_help(block));
        found.extend(cards.map(|card| card_inside(subject, card)));
    });
    found
}

fn is_for_help(block: &Block<'_>) -> bool {
    matches!(&block.kind, BlockKind::Card(card) if card.level.seeks_help())
}

fn card_inside(subject: &Subject<'_>, card: &Block<'_>) -> Diagnostic {
    let message = "this card stands in a list or a quotation, and not by itself";
    let help = "begin each line of the card with `> ` alone, without a `-`, a number or another `>` before it, and leave \
                an empty line above it";
    subject.problem(CODE, &card.first_line(&subject.article.source.text), message).help(help)
}

/// A quotation that was meant as a card.
pub(super) fn meant_as_card(subject: &Subject<'_>, block: &Block<'_>, end: &str) -> Option<Diagnostic> {
    let BlockKind::Quote(blocks) = &block.kind else { return None };
    let line = block.first_line(&subject.article.source.text);
    let is_meant = (is_meant_as_card(blocks, end) || calls_out(subject, blocks))
        && !begins_with_marker(&subject.article.source.text[line.clone()]);
    is_meant.then(|| {
        let message = "this reads like a card for getting help, and is only a quotation";
        let help = "put a line above it, `> [!CAUTION]` for an emergency, `> [!WARNING]` to call at once or \
                    `> [!IMPORTANT]` to call in opening hours, and begin the next line with `> ## `";
        subject.problem(CODE, &line, message).help(help)
    })
}

/// Whether a quotation holds what only a card does: who is to be called "if:", and a list that completes the sentence.
fn is_meant_as_card(quote: &[Block<'_>], end: &str) -> bool {
    quote.windows(2).any(|pair| asks(&pair[0], end) && is_list(&pair[1]))
}

/// Whether a quotation begins as a card would: with "Caution:" above or before a number to call, or with "Call 999".
fn calls_out(subject: &Subject<'_>, quote: &[Block<'_>]) -> bool {
    let Some(BlockKind::Paragraph(content)) = quote.first().map(|first| &first.kind) else { return false };
    let words = plain_text(content).to_lowercase();
    let name = words.split([':', '!', '.']).next().unwrap_or_default().trim();
    let is_named = words.len() > name.len() || matches!(&content[..], [Inline::Strong(_), ..]);
    (is_named && subject.lists.near.card_names.contains(name) && quote.iter().any(links_to_phone))
        || (begins_with_call(subject, &words) && calls_emergency_alone(content))
}

/// Whether the text directly in a block links to a phone number.
fn links_to_phone(block: &Block<'_>) -> bool {
    let mut holds = false;
    block.each_run(&mut |run| holds |= holds_number(run));
    holds
}

/// Whether the first line of a quotation is a marker that is not quite one, as `> [CAUTION]`: that is a broken mark.
fn begins_with_marker(line: &str) -> bool {
    let words = line.trim_start_matches(['>', ' ']);
    words.starts_with('!') || (words.starts_with('[') && !words.contains("]("))
}
