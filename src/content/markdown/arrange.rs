//! What headings make of the blocks around them: do-lists, myths, questions, and the anchors of the page.

use std::collections::HashMap;
use std::iter::once;

use foldhash::fast::RandomState;

use super::Conventions;
use crate::base::address::anchor;
use crate::content::document::{Anchors, Block, BlockKind, Card, DoList, Document, Heading, Pair, plain_text};

/// Recognises do-lists, myths and questions among the blocks of a page.
pub(super) fn arrange<'a>(blocks: Vec<Block<'a>>, conventions: Conventions<'_>) -> Vec<Block<'a>> {
    let mut out: Vec<Block<'a>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Block { span, kind } = block;
        match kind {
            BlockKind::List(list) => match do_list_before(&mut out, conventions) {
                Some((negative, heading)) => {
                    let span = heading.span.start..span.end;
                    push(
                        &mut out,
                        Block { span, kind: BlockKind::DoList(DoList { negative, heading, items: list.items }) },
                    );
                }
                None => push(&mut out, Block { span, kind: BlockKind::List(list) }),
            },
            BlockKind::Heading(heading) if heading.level <= 2 => {
                let is_myth = conventions.myth.is_some_and(|prefix| plain_text(&heading.content).starts_with(prefix));
                let is_question = conventions.questions && is_question(&heading);
                let pair = Pair { heading, answer: Vec::new() };
                let kind = match (is_myth, is_question) {
                    (true, _) => BlockKind::Myth(pair),
                    (_, true) => BlockKind::Question(pair),
                    _ => BlockKind::Heading(pair.heading),
                };
                out.push(Block { span, kind });
            }
            BlockKind::Card(card) => {
                let inside = Conventions { myth: None, questions: false, ..conventions };
                let card = Card { blocks: arrange(card.blocks, inside), ..card };
                let seeks_help = card.level.seeks_help();
                let block = Block { span, kind: BlockKind::Card(card) };
                // A card that tells people to seek help is never hidden in an answer that has to be opened.
                if seeks_help { out.push(block) } else { push(&mut out, block) }
            }
            kind => push(&mut out, Block { span, kind }),
        }
    }
    out
}

/// Adds a block to the answer that is open, or to the page.
fn push<'a>(out: &mut Vec<Block<'a>>, block: Block<'a>) {
    match out.last_mut() {
        Some(Block { span, kind: BlockKind::Myth(pair) | BlockKind::Question(pair) }) => {
            span.end = block.span.end;
            pair.answer.push(block);
        }
        _ => out.push(block),
    }
}

/// Takes away the `Do` or `Do not` heading just before a list.
fn do_list_before<'a>(out: &mut Vec<Block<'a>>, conventions: Conventions<'_>) -> Option<(bool, Heading<'a>)> {
    let holder = match out.last_mut() {
        Some(Block { kind: BlockKind::Myth(pair) | BlockKind::Question(pair), .. }) => &mut pair.answer,
        _ => out,
    };
    let Some(Block { kind: BlockKind::Heading(heading), .. }) = holder.last() else { return None };
    let words = plain_text(&heading.content).trim().trim_end_matches(':').to_lowercase();
    let negative = words == conventions.do_not_heading.to_lowercase();
    if !negative && words != conventions.do_heading.to_lowercase() {
        return None;
    }
    match holder.pop()?.kind {
        BlockKind::Heading(heading) => Some((negative, heading)),
        _ => None,
    }
}

/// Anchors that the templates use for their own parts.
pub(crate) const RESERVED: [&str; 9] =
    ["main", "title", "contents", "sources", "related", "about-page", "guide-pages", "footnotes", "pages"];

/// Gives every heading an anchor that is unique on the page, the same in every build. Where they are `known` from an
/// earlier reading, in their order, none is made again.
pub(super) fn assign_anchors(document: &mut Document<'_>, known: &Anchors) {
    let mut known = known.all();
    let mut new = NewAnchors::default();
    for blocks in once(&mut document.blocks).chain(document.footnotes.iter_mut().map(|footnote| &mut footnote.blocks)) {
        for_each_heading(blocks, &mut |heading| {
            heading.id = known.next().map_or_else(|| new.of(&plain_text(&heading.content)), str::to_owned);
        });
    }
}

fn is_question(heading: &Heading<'_>) -> bool {
    plain_text(&heading.content).trim_end().ends_with(['?', '؟', ';', '？'])
}

/// The anchors that headings get, by their words, in the order of [`Document::headings`].
pub(crate) fn anchors_of(words: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut new = NewAnchors::default();
    words.into_iter().map(|words| new.of(&words)).collect()
}

/// Anchors as they are given to a page's headings: for each, the last number that was put behind it.
#[derive(Default)]
struct NewAnchors(HashMap<String, usize, RandomState>);

impl NewAnchors {
    /// The anchor of the next heading.
    fn of(&mut self, words: &str) -> String {
        let base = anchor(words);
        let name = base.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        // What the page numbers by itself: its sources, its notes and their marks.
        let numbered = base[name.len()..].starts_with('-') && ["source", "note", "note-ref"].contains(&name);
        let base = if numbered { format!("section-{base}") } else { base };
        let mut number = match self.0.get(&base) {
            Some(number) => *number,
            None if RESERVED.contains(&base.as_str()) => 1,
            None => {
                self.0.insert(base.clone(), 1);
                return base;
            }
        };
        let id = loop {
            number += 1;
            let id = format!("{base}-{number}");
            if !self.0.contains_key(&id) {
                break id;
            }
        };
        self.0.insert(base, number);
        self.0.insert(id.clone(), 1);
        id
    }
}

fn for_each_heading<'a>(blocks: &mut [Block<'a>], give: &mut impl FnMut(&mut Heading<'a>)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading(heading) => give(heading),
            BlockKind::Card(card) => {
                card.heading.as_mut().into_iter().for_each(&mut *give);
                for_each_heading(&mut card.blocks, give);
            }
            BlockKind::DoList(list) => {
                give(&mut list.heading);
                list.items.iter_mut().for_each(|item| for_each_heading(&mut item.blocks, give));
            }
            BlockKind::Myth(pair) | BlockKind::Question(pair) => {
                give(&mut pair.heading);
                for_each_heading(&mut pair.answer, give);
            }
            BlockKind::Quote(blocks) => for_each_heading(blocks, give),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| for_each_heading(&mut item.blocks, give)),
            BlockKind::Definitions(terms) => {
                terms.iter_mut().flat_map(|t| &mut t.definitions).for_each(|d| for_each_heading(d, give));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_anchor_of_a_page_is_another_one() {
        let mut anchors = NewAnchors::default();
        for (words, id) in [
            ("Sleep", "sleep"),
            ("sleep!", "sleep-2"),
            ("Sleep 2", "sleep-2-2"),
            ("Sleep 2", "sleep-2-3"),
            ("Sleep", "sleep-3"),
            ("Contents", "contents-2"),
            ("Contents", "contents-3"),
            ("Contents 2", "contents-2-2"),
            ("Source 1", "section-source-1"),
            ("Note ref 1-2", "section-note-ref-1-2"),
            ("Source1-2", "source1-2"),
            ("Source 1a", "source-1a"),
            ("Note ref", "note-ref"),
            ("?", "section"),
            ("12", "12"),
        ] {
            assert_eq!(anchors.of(words), id, "{words}");
        }
    }

    #[test]
    fn an_anchor_is_given_as_if_all_were_looked_through_each_time() {
        let words = ["A", "A 2", "A 2 2", "A 3", "Main", "Main 2", "A-2", "Title", "Note 1", "Section note 1"];
        let mut anchors = NewAnchors::default();
        let (mut taken, mut asked) = (HashSet::new(), HashMap::new());
        for round in 0..500_usize {
            let words = words[round * round % 7 + round % 4];
            let base = match anchor(words) {
                note if note == "note-1" => "section-note-1".to_owned(),
                base => base,
            };
            let times: &mut usize = asked.entry(base.clone()).or_default();
            let is_free = |id: &String| !taken.contains(id) && !RESERVED.contains(&id.as_str());
            let id = loop {
                *times += 1;
                let id = if *times == 1 { base.clone() } else { format!("{base}-{times}") };
                if is_free(&id) {
                    break id;
                }
            };
            assert_eq!(anchors.of(words), id, "{words}");
            taken.insert(id);
        }
    }
}
