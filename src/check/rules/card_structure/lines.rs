//! Lines of a card that are not what they were meant to be: joined to an item, empty, or leading away.

use crate::check::Subject;
use crate::content::document::{Block, BlockKind, Card, Inline, List, Span, Target, has_words};

/// Most characters of a line that was not wrapped: the next word would have had room on it.
const SHORT: usize = 60;

/// Lines of a card that were meant to be below a list, and are joined to its last item: they begin where the mark of
/// the item does, with a word that begins a sentence, though the line above had room for it.
pub(super) fn run_on(subject: &Subject<'_>, blocks: &[Block<'_>]) -> Vec<Span> {
    let source = &subject.article.source.text;
    let items = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(list) => Some(&list.items),
        _ => None,
    });
    let mut found = Vec::new();
    for item in items.flatten() {
        let Some(Block { span, kind: BlockKind::Plain(content) | BlockKind::Paragraph(content) }) = item.blocks.first()
        else {
            continue;
        };
        if !content.iter().any(|inline| matches!(inline, Inline::SoftBreak)) {
            continue;
        }
        let line_start = source[..item.span.start].rfind('\n').map_or(0, |end| end + 1);
        let own_indent = indent_of(&source[line_start..]);
        let mut above = 0;
        let mut at = span.start;
        for line in source[span.clone()].split_inclusive('\n') {
            let words = line.trim_start_matches(['>', ' ', '\t']);
            let word = words.split_whitespace().next().unwrap_or_default();
            let mut letters = word.trim_start_matches(['*', '_', '[', '"', '“', '„', '«', '¿', '¡']).chars();
            let begins = letters.next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
                && !letters.next().is_some_and(char::is_uppercase);
            if at > span.start && begins && indent_of(line) <= own_indent && above + 1 + word.chars().count() <= SHORT {
                let from = at + line.len() - words.len();
                found.push(from..from + words.trim_end().len());
            }
            above = words.trim_end().chars().count();
            at += line.len();
        }
    }
    found
}

/// How many spaces there are between the `>` of a line and its first character.
fn indent_of(line: &str) -> usize {
    let inside = line.trim_start_matches(['>', ' ', '\t']);
    let before = &line[..line.len() - inside.len()];
    before.len() - before.rfind('>').map_or(0, |at| at + 1)
}

/// Items of lists that show nothing, as after a `-` that nobody went on from.
pub(super) fn empty_items(blocks: &[Block<'_>]) -> Vec<Span> {
    let mut found = Vec::new();
    collect_empty_items(blocks, &mut found);
    found
}

fn collect_empty_items(blocks: &[Block<'_>], found: &mut Vec<Span>) {
    for block in blocks {
        let BlockKind::List(List { items, .. }) = &block.kind else { continue };
        for item in items {
            if item.blocks.iter().all(shows_nothing) {
                found.push(item.span.clone());
            } else {
                collect_empty_items(&item.blocks, found);
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

/// Links in a card that lead to a page.
pub(super) fn ways_out(card: &Card<'_>) -> Vec<Span> {
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
