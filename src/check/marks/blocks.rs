//! Blocks that nobody meant, or that swallowed what was meant as something else.

use super::cards::FIVE;
use super::{Scene, Search, mark};
use crate::content::document::{Block, BlockKind, Item, List, Span};

impl Search<'_> {
    /// What comes right after a card and was meant as part of it.
    pub(super) fn of_neighbours(&mut self, before: &[Block<'_>], block: &Block<'_>) {
        let Some(card) = before.last().filter(|before| matches!(before.kind, BlockKind::Card(_))) else { return };
        let source = self.source();
        let start = source[..block.span.start].rfind('\n').map_or(0, |end| end + 1);
        let between = source.get(card.span.end.min(start)..start).unwrap_or_default();
        let is_adjacent = between.trim().is_empty()
            && between.matches('\n').count() + usize::from(source[..card.span.end].ends_with('\n')) <= 1;
        let line = first_line(source, block.span.start);
        let is_lost = match &block.kind {
            BlockKind::List(_) | BlockKind::Paragraph(_) => is_adjacent,
            BlockKind::Quote(blocks) => {
                let first = blocks.first().map(|first| &first.kind);
                matches!(first, Some(BlockKind::List(_) | BlockKind::Heading(_)))
            }
            _ => false,
        };
        if !is_lost {
            return;
        }
        let (message, help) = if matches!(block.kind, BlockKind::Quote(_)) {
            (
                "the card ends above, and this is a quotation of its own",
                "in a card, an empty line begins with `>` as well; for two cards, each needs its marker",
            )
        } else {
            (
                "this line is not part of the card above it",
                "begin it with `> ` if it belongs to the card; if not, leave an empty line above it",
            )
        };
        self.found.push(mark(line, message, help).grave_if(true));
    }

    /// A list of steps that begins again after the words below its first step.
    pub(super) fn begun_again(&mut self, before: &[Block<'_>], block: &Block<'_>) {
        let [.., above, between] = before else { return };
        let is_text = matches!(between.kind, BlockKind::Paragraph(_) | BlockKind::Figure(_));
        if is_text && steps(above).is_some_and(|items| items.len() <= 1) && steps(block).is_some() {
            let line = first_line(self.source(), block.span.start);
            let help = "put three spaces before each line between the steps: they then belong to the step above, and the numbers go on";
            self.found.push(mark(line, "the numbers begin at 1 again here", help));
        }
    }

    /// What is wrong with a block by itself.
    pub(super) fn of_block(&mut self, block: &Block<'_>, scene: Scene) {
        match &block.kind {
            BlockKind::Code(text) => self.code(&block.span, text, scene),
            BlockKind::Heading(_) => self.underlined(&block.span),
            BlockKind::List(list) => self.numbers(list),
            BlockKind::Definitions(terms) => {
                for first in terms.iter().flat_map(|term| &term.definitions).filter_map(|blocks| blocks.first()) {
                    self.colons_of_definition(first);
                }
            }
            _ => {}
        }
    }

    /// A number that is shown otherwise than it was typed. Some type `1.` before every item, and mean it.
    fn numbers(&mut self, list: &List<'_>) {
        let Some(first) = list.start else { return };
        let typed: Vec<(u64, Span)> = list
            .items
            .iter()
            .map(|item| digits(self.source(), item.span.start))
            .map(|span| (self.source()[span.clone()].parse().unwrap_or(first), span))
            .collect();
        if typed.iter().all(|(number, _)| *number == first) {
            return;
        }
        if let Some((shown, (typed, span))) = (first..).zip(typed).find(|(shown, (typed, _))| shown != typed) {
            let message = format!("this {typed} is shown as {shown}: a list counts on from its first number");
            let help = format!("type {shown}, or put a paragraph or heading between two lists");
            self.found.push(mark(span, message, help));
        }
    }

    /// A fence that is never closed, text that is code by its indent, and cards, numbers and headings in code.
    fn code(&mut self, span: &Span, text: &str, scene: Scene) {
        let source = self.source();
        let written = source[span.clone()].trim_end();
        let fence = written.bytes().next().filter(|first| matches!(first, b'`' | b'~'));
        let is_weighty = WEIGHTY.iter().any(|mark| text.contains(mark)) || text.starts_with('#');
        let Some(fence) = fence else {
            let line = first_line(source, span.start);
            if !text.contains(char::is_alphabetic) {
                return;
            }
            let fix = self.without_indent(span, scene);
            let message = "this text is shown as code, in a box that does not wrap, because its lines begin with four spaces or a tab";
            let help = "take the spaces before it out; in a list, as many spaces as the words of the item above have before them";
            let is_grave = is_weighty || scene.is_in_card;
            return self.found.push(mark(line, message, help).grave_if(is_grave).fix(fix));
        };
        let length = written.bytes().take_while(|byte| *byte == fence).count();
        let last = written.lines().next_back().unwrap_or_default().trim_start_matches([' ', '>', '\t']).trim_end();
        let is_closed = written.contains('\n') && last.len() >= length && last.bytes().all(|byte| byte == fence);
        let signs = &written[..length];
        let opening = span.start..span.start + written.lines().next().unwrap_or_default().trim_end().len();
        if !is_closed {
            let message = "this line opens a box of code that is never closed: the text below it is swallowed";
            let help = format!("take the line out; if code is meant, close it with another line {signs}");
            self.found.push(mark(opening, message, help).grave_if(true));
        } else if is_weighty {
            let message = "the lines from here on are shown as code: no card, heading or number in them works";
            let help = format!("take this line and the next line {signs} out");
            self.found.push(mark(opening, message, help).grave_if(true));
        }
    }

    /// The edit that takes the indent from a paragraph that became code. In a list it may belong to an item, so there is no
    /// fix.
    fn without_indent(&self, span: &Span, scene: Scene) -> Option<crate::base::diagnostic::Fix> {
        let source = self.source();
        let start = source[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let text = source[start..span.end].trim_end();
        // A list, a heading or a card may be meant to go below something: only the writer knows.
        if scene.depth > 0 || !text.lines().all(begins_with_letter) {
            return None;
        }
        let whole = text.split_inclusive('\n').map(str::trim_start).collect::<String>();
        Some(self.article.source.fix_part(start..start + text.len(), &whole))
    }

    /// A paragraph right above a line of `---`, which makes a heading of it.
    fn underlined(&mut self, span: &Span) {
        let source = self.source();
        let written = source[span.clone()].trim_end();
        // Without its front matter, an article is judged by that alone.
        if written.starts_with('#') || !written.contains('\n') || self.article.front_range.is_empty() {
            return;
        }
        let Some((words, line)) = written.rsplit_once('\n') else { return };
        let line = line.trim_start_matches([' ', '>']).trim_end();
        if !line.bytes().all(|byte| matches!(byte, b'-' | b'=')) {
            return;
        }
        let place = first_line(source, span.start);
        if begins_with_key(words) && words.lines().count() > 1 && words.lines().all(|line| line.contains(':')) {
            let help =
                "take these lines and the `---` out: what an article is belongs between the first two lines of `---`";
            return self.found.push(
                mark(place, "these lines belong to the top of an article; here, readers would see them", help)
                    .grave_if(true),
            );
        }
        let is_prose =
            words.lines().count() > 1 || words.trim_end().ends_with(['.', ',', ';', '؛', '،']) || words.len() > 120;
        if !is_prose {
            return;
        }
        let message = format!("the line `{line}` below this text makes a heading of it");
        let help = format!(
            "leave an empty line above `{line}`, or take that line out; for a heading, write `## ` before its words"
        );
        let at = span.start + words.len() + 1;
        let is_plain = line.starts_with('-')
            && line.len() >= 3
            && !words.contains("\n>")
            && words.trim_end().ends_with(['.', '!', '?']);
        let is_top = source[..span.start].ends_with('\n');
        let fix = (is_plain && is_top).then(|| self.edit(at..at, "\n"));
        self.found.push(mark(place, message, help).grave_if(true).fix(fix));
    }

    /// `::: tip`, whose first colon made a definition.
    fn colons_of_definition(&mut self, first: &Block<'_>) {
        let source = self.source();
        let start = source[..first.span.start].rfind('\n').map_or(0, |end| end + 1);
        let line = first_line(source, start);
        let text = source[line.clone()].trim_start_matches([' ', '>']);
        let name = text.trim_start_matches(':').trim();
        if text.starts_with(":::") && !self.has_container {
            self.has_container = !name.is_empty();
            let message = format!("`{text}` is markup of another program, and makes no card here");
            let help =
                format!("begin with a line such as `> [!CAUTION]` and put `> ` before each line of the card; {FIVE}");
            self.found.push(mark(line, message, help).grave_if(true));
        }
    }
}

/// Text that does harm if it is shown as code: cards, links to call, facts, headings.
const WEIGHTY: [&str; 6] = ["[!", "](tel:", "](claim:", "](term:", "\n## ", "\n### "];

/// The items of a numbered list that begins with 1.
fn steps<'d, 'a>(block: &'d Block<'a>) -> Option<&'d [Item<'a>]> {
    match &block.kind {
        BlockKind::List(list) if list.start == Some(1) => Some(&list.items),
        _ => None,
    }
}

/// The digits from a place on.
fn digits(source: &str, start: usize) -> Span {
    start..start + source[start..].bytes().take_while(u8::is_ascii_digit).count()
}

fn begins_with_letter(line: &str) -> bool {
    line.trim_start().starts_with(|first: char| first.is_alphanumeric() && !first.is_ascii_digit())
}

/// Whether words begin with the name of a field and a colon, as front matter does.
fn begins_with_key(words: &str) -> bool {
    words
        .split_once(':')
        .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}

/// From a place to the end of its line.
fn first_line(source: &str, start: usize) -> Span {
    let length = source[start..].find('\n').unwrap_or(source.len() - start);
    start..start + source[start..start + length].trim_end().len()
}
