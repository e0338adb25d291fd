//! The parser's events → a tree of blocks, just as they are written. What headings make of it, [`arrange`] says.
//!
//! Finished parts wait for the end of their container on stacks, one for each kind of part. A container knows how much lay
//! there when it was opened; what lies above that at its end is in it, and is taken off in one piece.
//!
//! [`arrange`]: mod@super::arrange

use std::collections::HashSet;

use foldhash::fast::RandomState;
use pulldown_cmark::{BlockQuoteKind, CowStr, Event, LinkType, Tag};

use super::bare;
use super::html::{OpenElements, Within, instead_of_html};
use crate::base::diagnostic::{Diagnostic, Text, code};
use crate::content::document::{
    Block, BlockKind, Card, CardLevel, Definition, Footnote, Heading, Image, Inline, Item, Link, List, Span, Table,
    Target, is_without_width, plain_text,
};

/// Deepest nesting of lists, quotes and marks that is kept. Below it, content is kept and its container dropped.
const DEEPEST: usize = 32;

/// An open container.
struct OpenContainer<'a> {
    tag: Tag<'a>,
    span: Span,
    marks: Marks,
    /// Of a list item with a box: whether it is ticked.
    task: Option<bool>,
}

/// How high the stacks were when a container was opened.
#[derive(Clone, Copy)]
struct Marks {
    blocks: usize,
    inlines: usize,
    items: usize,
    terms: usize,
}

/// What was read so far.
pub(super) struct Builder<'a> {
    source: &'a Text,
    open: Vec<OpenContainer<'a>>,
    blocks: Vec<Block<'a>>,
    inlines: Vec<Inline<'a>>,
    items: Vec<Item<'a>>,
    terms: Vec<Definition<'a>>,
    /// Of the table that is open; there is none within another one.
    rows: Vec<Vec<Vec<Inline<'a>>>>,
    cells: Vec<Vec<Inline<'a>>>,
    footnotes: Vec<Footnote<'a>>,
    /// Containers dropped because they were nested too deeply; their end events are skipped as well.
    dropped: usize,
    /// Notes that a mark in the text leads to.
    note_marks: HashSet<CowStr<'a>, RandomState>,
    /// Where notes are written.
    note_places: Vec<(Span, CowStr<'a>)>,
    open_html: OpenElements,
    /// What is wrong with it.
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a Text) -> Self {
        Self {
            source,
            open: Vec::with_capacity(DEEPEST),
            blocks: Vec::with_capacity(64),
            inlines: Vec::with_capacity(64),
            items: Vec::new(),
            terms: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            footnotes: Vec::new(),
            dropped: 0,
            note_marks: HashSet::default(),
            note_places: Vec::new(),
            open_html: OpenElements::default(),
            problems: Vec::new(),
        }
    }

    /// Takes in the next event.
    pub(super) fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) if self.dropped > 0 => self.dropped -= 1,
            Event::End(_) => self.end(),
            // Formulas are not enabled, so never sent; they are shown as written if they ever are.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inlines.push(Inline::Text(text, span));
            }
            Event::Code(text) => self.inlines.push(Inline::Code(text, span)),
            Event::SoftBreak => self.inlines.push(Inline::SoftBreak),
            Event::HardBreak => self.inlines.push(Inline::HardBreak),
            Event::FootnoteReference(name) => {
                self.note_marks.insert(name.clone());
                self.inlines.push(Inline::FootnoteReference(name));
            }
            Event::Rule => {
                self.end_plain();
                self.blocks.push(Block { span, kind: BlockKind::Rule });
            }
            // A block of HTML is reported once, where it begins; its lines come one by one.
            Event::Html(_) => {}
            Event::TaskListMarker(is_ticked) => {
                if let Some(item) = self.open.iter_mut().rev().find(|open| matches!(open.tag, Tag::Item)) {
                    item.task = Some(is_ticked);
                }
            }
            Event::InlineHtml(_) => self.raw_html(span),
        }
    }

    /// The blocks, the footnotes, and all that is wrong. Containers that are still open are left out.
    pub(super) fn finish(mut self) -> (Vec<Block<'a>>, Vec<Footnote<'a>>, Vec<Diagnostic>) {
        if let Some(OpenContainer { marks, .. }) = self.open.first() {
            self.blocks.truncate(marks.blocks);
        }
        for (span, name) in self.note_places {
            if !self.note_marks.contains(&name) {
                self.problems.push(
                    Diagnostic::new(code::BROKEN_LINK, format!("nothing leads to the note `[^{name}]`"))
                        .at(self.source.at(trimmed(&self.source.text, span)))
                        .help(format!("write `[^{name}]` in the text where it belongs, or take the note out")),
                );
            }
        }
        (self.blocks, self.footnotes, self.problems)
    }

    /// Reports that nothing more is read from a byte of the source on.
    pub(super) fn too_many_parts(&mut self, at: usize) {
        let message = "the article has more paragraphs, list items and cells than can be read; the rest begins here";
        let problem = Diagnostic::new(code::TOO_LARGE, message).at(self.source.at(at..at));
        self.problems.push(problem.help("split it into several articles"));
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        if self.dropped > 0 || self.open.len() == DEEPEST {
            if self.dropped == 0 {
                let place = self.source.at(span.start..span.start);
                self.problems.push(
                    Diagnostic::new(
                        code::NESTED_TOO_DEEPLY,
                        format!("lists or quotes are nested more than {DEEPEST} levels deep here"),
                    )
                    .at(place)
                    .help("start a new paragraph, without the `>`, `-` or spaces at the beginning of the line"),
                );
            }
            self.dropped += 1;
            return;
        }
        if is_block(&tag) {
            self.end_plain();
        }
        if matches!(tag, Tag::HtmlBlock) {
            self.raw_html(span.clone());
        }
        let (blocks, inlines) = (self.blocks.len(), self.inlines.len());
        let marks = Marks { blocks, inlines, items: self.items.len(), terms: self.terms.len() };
        self.open.push(OpenContainer { tag, span, marks, task: None });
    }

    /// Text directly in a list item becomes a block of its own when another block or the end follows.
    fn end_plain(&mut self) {
        let (from, whole) = self.open.last().map_or((0, 0..0), |open| (open.marks.inlines, open.span.clone()));
        if self.inlines.len() > from {
            let content = self.run_above(from);
            let span = span_of(&content).unwrap_or(whole);
            self.blocks.push(Block { span, kind: BlockKind::Plain(content) });
        }
    }

    fn end(&mut self) {
        if self.open.last().is_some_and(|open| holds_blocks(&open.tag)) {
            self.end_plain();
        }
        let Some(OpenContainer { tag, span, marks, task }) = self.open.pop() else { return };
        match tag {
            Tag::Paragraph => {
                let kind = if let [Inline::Image(_)] = self.inlines[marks.inlines..]
                    && let Some(Inline::Image(image)) = self.inlines.pop()
                {
                    BlockKind::Figure(image)
                } else {
                    BlockKind::Paragraph(self.run_above(marks.inlines))
                };
                self.blocks.push(Block { span, kind });
            }
            Tag::Heading { level, .. } => {
                let span = trimmed(&self.source.text, span);
                let content = self.run_above(marks.inlines);
                let heading = Heading { level: level as u8, id: String::new(), content, span: span.clone() };
                self.blocks.push(Block { span, kind: BlockKind::Heading(heading) });
            }
            Tag::BlockQuote(kind) => {
                let blocks = self.blocks.split_off(marks.blocks);
                let kind = match kind.map(card_level) {
                    None => BlockKind::Quote(blocks),
                    Some(level) => BlockKind::Card(card(level, blocks)),
                };
                self.blocks.push(Block { span, kind });
            }
            Tag::CodeBlock(_) => {
                let kind = BlockKind::Code(self.words_above(marks));
                self.blocks.push(Block { span, kind });
            }
            Tag::List(start) => {
                self.drop_loose(marks);
                let items = self.items.split_off(marks.items);
                self.blocks.push(Block { span, kind: BlockKind::List(List { start, items }) });
            }
            Tag::Item => {
                let span = trimmed(&self.source.text, span);
                self.items.push(Item { blocks: self.blocks.split_off(marks.blocks), task, span });
            }
            Tag::FootnoteDefinition(name) => {
                self.note_places.push((span, name.clone()));
                self.footnotes.push(Footnote { name, blocks: self.blocks.split_off(marks.blocks) });
            }
            Tag::DefinitionList => {
                self.drop_loose(marks);
                let terms = self.terms.split_off(marks.terms);
                self.blocks.push(Block { span, kind: BlockKind::Definitions(terms) });
            }
            Tag::DefinitionListTitle => {
                let term = self.run_above(marks.inlines);
                self.terms.push(Definition { term, definitions: Vec::new() });
            }
            Tag::DefinitionListDefinition => {
                let definition = self.blocks.split_off(marks.blocks);
                let of_list = self.open.last().map_or(0, |list| list.marks.terms);
                if let Some(term) = self.terms[of_list..].last_mut() {
                    term.definitions.push(definition);
                }
            }
            Tag::Table(alignments) => {
                self.drop_loose(marks);
                let mut rows = std::mem::take(&mut self.rows).into_iter();
                let head = rows.next().unwrap_or_default();
                let table = Table { alignments, head, rows: rows.collect() };
                self.blocks.push(Block { span, kind: BlockKind::Table(table) });
            }
            Tag::TableHead | Tag::TableRow => {
                self.drop_loose(marks);
                self.rows.push(std::mem::take(&mut self.cells));
            }
            Tag::TableCell => {
                let cell = self.run_above(marks.inlines);
                self.cells.push(cell);
            }
            Tag::Emphasis => self.wrap_above(marks, Inline::Emphasis),
            Tag::Strong => self.wrap_above(marks, Inline::Strong),
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => Target::parse(&format!("mailto:{dest_url}")),
                    _ => Target::parse(&dest_url),
                };
                let mut content = self.inlines.split_off(marks.inlines);
                // What nobody can see is none: such a link is filled in where it can be.
                if !content.iter().any(is_seen) {
                    content.clear();
                }
                self.inlines.push(Inline::Link(Box::new(Link { target, content, span })));
            }
            Tag::Image { dest_url, title, .. } => {
                let alt = self.words_above(marks);
                let image = Image { target: Target::parse(&dest_url), alt, caption: title, span };
                self.inlines.push(Inline::Image(Box::new(image)));
            }
            // Their words are kept; nothing is published while they are there.
            Tag::Strikethrough => self.problems.push(struck_out(self.source, span)),
            // Not enabled, so never sent; their words are kept if they ever are.
            Tag::Superscript | Tag::Subscript => {}
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.drop_loose(marks),
        }
    }

    /// Makes one piece of the text in a mark.
    fn wrap_above(&mut self, marks: Marks, mark: fn(Vec<Inline<'a>>) -> Inline<'a>) {
        let content = self.inlines.split_off(marks.inlines);
        self.inlines.push(mark(content));
    }

    /// Takes off a whole run of text, with its bare addresses as links.
    fn run_above(&mut self, mark: usize) -> Vec<Inline<'a>> {
        bare::linked(self.inlines.split_off(mark))
    }

    /// Takes off the text of a container that shows its words alone.
    fn words_above(&mut self, marks: Marks) -> String {
        let words = plain_text(&self.inlines[marks.inlines..]);
        self.inlines.truncate(marks.inlines);
        words
    }

    /// Takes off what a container can't hold, such as the content of an item that was dropped from its list.
    fn drop_loose(&mut self, marks: Marks) {
        self.inlines.truncate(marks.inlines);
        self.blocks.truncate(marks.blocks);
    }

    fn raw_html(&mut self, span: Span) {
        let span = trimmed(&self.source.text, span);
        let html = &self.source.text[span.clone()];
        if self.open_html.is_news(html) {
            let problem = Diagnostic::new(code::RAW_HTML, "HTML is not used in articles");
            let within = self.open.iter().find_map(|open| match open.tag {
                Tag::TableCell => Some(Within::Cell),
                Tag::Heading { .. } => Some(Within::Heading),
                _ => None,
            });
            let within = within.unwrap_or(Within::Text);
            let help = instead_of_html(&self.source.text, span.start, within);
            self.problems.push(problem.at(self.source.at(span)).help(help));
        }
    }
}

/// Whether a container has lines of its own.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// Whether a container holds blocks, and text between them.
fn holds_blocks(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_) | Tag::DefinitionListDefinition)
}

/// Whether a piece of text shows anything at all: white space and characters without width do not.
fn is_seen(inline: &Inline<'_>) -> bool {
    match inline {
        Inline::Text(text, _) => text.chars().any(|c| !c.is_whitespace() && !c.is_control() && !is_without_width(c)),
        Inline::SoftBreak | Inline::HardBreak => false,
        Inline::Emphasis(content) | Inline::Strong(content) => content.iter().any(is_seen),
        _ => true,
    }
}

fn span_of(content: &[Inline<'_>]) -> Option<Span> {
    let first = content.iter().find_map(inline_span)?;
    let last = content.iter().rev().find_map(inline_span)?;
    Some(first.start..last.end)
}

fn inline_span(inline: &Inline<'_>) -> Option<Span> {
    match inline {
        Inline::Text(_, span) | Inline::Code(_, span) => Some(span.clone()),
        Inline::Link(link) => Some(link.span.clone()),
        Inline::Image(image) => Some(image.span.clone()),
        Inline::Emphasis(content) | Inline::Strong(content) => span_of(content),
        Inline::SoftBreak | Inline::HardBreak | Inline::FootnoteReference(_) => None,
    }
}

fn struck_out(source: &Text, span: Span) -> Diagnostic {
    Diagnostic::new(code::STRUCK_OUT_WORDS, "words that are struck out are read aloud like all others")
        .at(source.at(span))
        .help("take the words out, with the `~` around them")
}

fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.clone()];
    span.start..span.start + inside.trim_end().len()
}

fn card_level(kind: BlockQuoteKind) -> CardLevel {
    match kind {
        BlockQuoteKind::Caution => CardLevel::Emergency,
        BlockQuoteKind::Warning => CardLevel::Urgent,
        BlockQuoteKind::Important => CardLevel::Routine,
        BlockQuoteKind::Tip => CardLevel::KeyFact,
        BlockQuoteKind::Note => CardLevel::Information,
    }
}

fn card(level: CardLevel, mut blocks: Vec<Block<'_>>) -> Card<'_> {
    if !matches!(blocks.first(), Some(Block { kind: BlockKind::Heading(_), .. })) {
        return Card { level, heading: None, blocks };
    }
    let BlockKind::Heading(heading) = blocks.remove(0).kind else { unreachable!("looked at above") };
    Card { level, heading: Some(heading), blocks }
}
