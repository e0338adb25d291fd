//! Markdown → [`Document`], the one use of pulldown-cmark.
//!
//! `CommonMark` with GFM tables, footnotes, definition lists and alerts, so that every article previews correctly in any
//! editor. The house's conventions (cards, do-lists, myths, questions) are recognised on the tree, in [`arrange`].

mod addresses;
mod arrange;
mod html;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use crate::diagnostic::{Diagnostic, Text};
use crate::document::{
    Block, BlockKind, Card, CardLevel, Definition, Document, Footnote, Heading, Image, Inline, Item, Link, List, Span,
    Table, Target, plain_text,
};
pub use addresses::addresses;
pub use arrange::RESERVED;
use arrange::{arrange, assign_anchors};
use html::{element_name, instead_of_html};

/// The words and the kind of page that turn headings into structure.
#[derive(Debug, Clone, Copy)]
pub struct Conventions<'w> {
    /// Heading of a do-list, such as `Do`.
    pub do_heading: &'w str,
    /// Heading of a do-not list, such as `Do not`.
    pub do_not_heading: &'w str,
    /// What a myth's heading begins with, such as `Myth:`; `None` outside kind `myths`.
    pub myth: Option<&'w str>,
    /// Whether headings of level 2 are questions (kind `faq`).
    pub questions: bool,
}

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// Most parts of an article. Each takes up to 3 kB of memory while the article is examined, a block more than the words in
/// it; a book of 5 MB has half as many.
const MOST_PARTS: usize = 600_000;

/// Deepest nesting of lists, quotes and marks that is kept. Below it, content is kept and its container dropped.
const DEEPEST: usize = 32;

/// Reads the part of a source that is its body. Ranges in the document count from the start of the whole source. Anchors
/// are given to its headings; those that are `known` from an earlier reading are not made again.
#[must_use]
pub fn parse<'a>(
    source: &'a Text,
    body: Range<usize>,
    conventions: Conventions<'_>,
    known: &[String],
) -> (Document<'a>, Vec<Diagnostic>) {
    let text = &source.text[body.clone()];
    let mut undefined = Vec::new();
    let on_broken = |link: BrokenLink<'_>| {
        // `[word]` alone is ordinary prose; `[words][name]` can only be meant as a link.
        if link.link_type == LinkType::Reference {
            undefined.push((link.span.clone(), link.reference.to_string()));
        }
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let mut builder = Builder {
        source,
        stack: vec![Frame::default()],
        footnotes: Vec::new(),
        dropped: 0,
        open_html: Vec::new(),
        open_names: HashMap::new(),
        note_marks: HashSet::new(),
        note_places: Vec::new(),
        problems: Vec::new(),
    };
    let events = Parser::new_with_broken_link_callback(text, OPTIONS, Some(on_broken)).into_offset_iter();
    let mut parts = 0;
    for (event, range) in events {
        parts += if matches!(&event, Event::Start(tag) if is_block(tag)) { 4 } else { 1 };
        if parts > MOST_PARTS {
            builder.problems.push(too_many_parts(source, range.start + body.start));
            break;
        }
        builder.event(event, range.start + body.start..range.end + body.start);
    }
    let mut problems = builder.problems;
    for (span, name) in undefined {
        let place = source.at(span.start + body.start..span.end + body.start);
        problems.push(
            Diagnostic::error("broken-link", format!("no line defines the link `[{name}]`"))
                .at(place)
                .help("write the address in round brackets behind the words: [words](file.md)"),
        );
    }
    for (span, name) in builder.note_places {
        if !builder.note_marks.contains(&*name) {
            problems.push(
                Diagnostic::error("broken-link", format!("nothing leads to the note `[^{name}]`"))
                    .at(source.at(trimmed(&source.text, span)))
                    .help(format!("write `[^{name}]` in the text where it belongs, or take the note out")),
            );
        }
    }
    let blocks = builder.stack.swap_remove(0).blocks;
    let mut document = Document { blocks: arrange(blocks, conventions), footnotes: builder.footnotes };
    assign_anchors(&mut document, known);
    (document, problems)
}

/// An open construct and what was found in it so far.
#[derive(Default)]
struct Frame<'a> {
    tag: Option<Tag<'a>>,
    span: Span,
    blocks: Vec<Block<'a>>,
    inlines: Vec<Inline<'a>>,
    items: Vec<Item<'a>>,
    cells: Vec<Vec<Inline<'a>>>,
    rows: Vec<Vec<Vec<Inline<'a>>>>,
    terms: Vec<Definition<'a>>,
}

struct Builder<'a> {
    source: &'a Text,
    stack: Vec<Frame<'a>>,
    footnotes: Vec<Footnote<'a>>,
    /// Containers dropped because they were nested too deeply; their end events are skipped as well.
    dropped: usize,
    /// Notes that a mark in the text leads to.
    note_marks: HashSet<String>,
    /// Where notes are written.
    note_places: Vec<(Span, CowStr<'a>)>,
    /// Names of the HTML elements reported and not yet closed.
    open_html: Vec<String>,
    /// How many of them have each name.
    open_names: HashMap<String, usize>,
    problems: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(_) if self.dropped > 0 => self.dropped -= 1,
            Event::End(_) => self.end(),
            // Formulas are not enabled, so never sent; they are shown as written if they ever are.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.inline(Inline::Text(text, span));
            }
            Event::Code(text) => self.inline(Inline::Code(text, span)),
            Event::SoftBreak => self.inline(Inline::SoftBreak),
            Event::HardBreak => self.inline(Inline::HardBreak),
            Event::FootnoteReference(name) => {
                self.note_marks.insert(name.to_string());
                self.inline(Inline::FootnoteReference(name));
            }
            Event::Rule => self.block(span, BlockKind::Rule),
            // A block of HTML is reported once, where it begins; its lines come one by one.
            Event::Html(_) | Event::TaskListMarker(_) => {}
            Event::InlineHtml(_) => self.raw_html(span),
        }
    }

    fn top(&mut self) -> &mut Frame<'a> {
        self.stack.last_mut().expect("the outermost frame is never closed")
    }

    fn inline(&mut self, inline: Inline<'a>) {
        self.top().inlines.push(inline);
    }

    fn block(&mut self, span: Span, kind: BlockKind<'a>) {
        self.flush_plain();
        self.top().blocks.push(Block { span, kind });
    }

    /// Text that stands directly in a list item becomes a block of its own when another block or the end follows.
    fn flush_plain(&mut self) {
        let frame = self.top();
        if frame.inlines.is_empty() {
            return;
        }
        let content = std::mem::take(&mut frame.inlines);
        let span = span_of(&content).unwrap_or_else(|| frame.span.clone());
        frame.blocks.push(Block { span, kind: BlockKind::Plain(content) });
    }

    fn start(&mut self, tag: Tag<'a>, span: Span) {
        if self.dropped > 0 || self.stack.len() > DEEPEST {
            if self.dropped == 0 {
                let place = self.source.at(span.start..span.start);
                self.problems.push(
                    Diagnostic::error(
                        "nested-too-deeply",
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
            self.flush_plain();
        }
        if tag == Tag::HtmlBlock {
            self.raw_html(span.clone());
        }
        self.stack.push(Frame { tag: Some(tag), span, ..Frame::default() });
    }

    fn end(&mut self) {
        let Some(mut frame) = (self.stack.len() > 1).then(|| self.stack.pop()).flatten() else { return };
        let Some(tag) = frame.tag.take() else { return };
        let span = frame.span.clone();
        match tag {
            Tag::Paragraph => match lone_picture(frame.inlines) {
                Ok(image) => self.block(span, BlockKind::Figure(image)),
                Err(content) => self.block(span, BlockKind::Paragraph(content)),
            },
            Tag::Heading { level, .. } => {
                let span = trimmed(&self.source.text, span);
                let heading =
                    Heading { level: level as u8, id: String::new(), content: frame.inlines, span: span.clone() };
                self.block(span, BlockKind::Heading(heading));
            }
            Tag::BlockQuote(kind) => {
                let kind = match kind.map(card_level) {
                    None => BlockKind::Quote(frame.closed()),
                    Some(level) => BlockKind::Card(card(level, frame.closed())),
                };
                self.block(span, kind);
            }
            Tag::CodeBlock(_) => {
                let code = plain_text(&frame.inlines);
                self.block(span, BlockKind::Code(code));
            }
            Tag::List(start) => self.block(span, BlockKind::List(List { start, items: frame.items })),
            Tag::Item => {
                let span = trimmed(&self.source.text, span);
                let item = Item { blocks: frame.closed(), span };
                self.top().items.push(item);
            }
            Tag::FootnoteDefinition(name) => {
                self.note_places.push((span, name.clone()));
                let footnote = Footnote { name, blocks: frame.closed() };
                self.footnotes.push(footnote);
            }
            Tag::DefinitionList => self.block(span, BlockKind::Definitions(frame.terms)),
            Tag::DefinitionListTitle => {
                self.top().terms.push(Definition { term: frame.inlines, definitions: Vec::new() });
            }
            Tag::DefinitionListDefinition => {
                let definition = frame.closed();
                if let Some(term) = self.top().terms.last_mut() {
                    term.definitions.push(definition);
                }
            }
            Tag::Table(alignments) => {
                let mut rows = frame.rows.into_iter();
                let head = rows.next().unwrap_or_default();
                self.block(span, BlockKind::Table(Table { alignments, head, rows: rows.collect() }));
            }
            Tag::TableHead | Tag::TableRow => self.top().rows.push(frame.cells),
            Tag::TableCell => self.top().cells.push(frame.inlines),
            Tag::Emphasis => self.inline(Inline::Emphasis(frame.inlines)),
            Tag::Strong => self.inline(Inline::Strong(frame.inlines)),
            Tag::Link { link_type, dest_url, .. } => {
                let target = match link_type {
                    LinkType::Email => Target::parse(&format!("mailto:{dest_url}")),
                    _ => Target::parse(&dest_url),
                };
                self.inline(Inline::Link(Link { target, content: frame.inlines, span }));
            }
            Tag::Image { dest_url, title, .. } => {
                let alt = plain_text(&frame.inlines);
                self.inline(Inline::Image(Image { target: Target::parse(&dest_url), alt, caption: title, span }));
            }
            // Not enabled, so never sent; their words are kept if they ever are.
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.top().inlines.append(&mut frame.inlines),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn raw_html(&mut self, span: Span) {
        let span = trimmed(&self.source.text, span);
        let html = &self.source.text[span.clone()];
        // The end of an element whose beginning was reported is no news.
        if let Some(name) = html.strip_prefix("</") {
            let name = element_name(name);
            if self.open_names.get(&name).is_some_and(|open| *open > 0) {
                // Each is taken off once, so that closing many costs no more than opening them.
                while let Some(open) = self.open_html.pop() {
                    *self.open_names.entry(open.clone()).or_default() -= 1;
                    if open == name {
                        return;
                    }
                }
            }
        }
        let name = element_name(html.trim_start_matches('<'));
        *self.open_names.entry(name.clone()).or_default() += 1;
        self.open_html.push(name);
        let help = instead_of_html(html);
        let place = self.source.at(span);
        self.problems.push(Diagnostic::error("raw-html", "HTML is not used in articles").at(place).help(help));
    }
}

impl<'a> Frame<'a> {
    /// The blocks of a finished container, loose text included.
    fn closed(&mut self) -> Vec<Block<'a>> {
        if !self.inlines.is_empty() {
            let content = std::mem::take(&mut self.inlines);
            let span = span_of(&content).unwrap_or_else(|| self.span.clone());
            self.blocks.push(Block { span, kind: BlockKind::Plain(content) });
        }
        std::mem::take(&mut self.blocks)
    }
}

fn too_many_parts(source: &Text, at: usize) -> Diagnostic {
    Diagnostic::error(
        "too-large",
        "the article has more paragraphs, list items and cells than can be read; the rest begins here",
    )
    .at(source.at(at..at))
    .help("split it into several articles")
}

fn is_block(tag: &Tag<'_>) -> bool {
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

fn span_of(content: &[Inline<'_>]) -> Option<Span> {
    let spans = || content.iter().filter_map(inline_span);
    Some(spans().next()?.start..spans().next_back()?.end)
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

fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.clone()];
    span.start..span.start + inside.trim_end().len()
}

/// A paragraph that is one picture and nothing else.
fn lone_picture(mut content: Vec<Inline<'_>>) -> Result<Image<'_>, Vec<Inline<'_>>> {
    match (content.pop(), content.is_empty()) {
        (Some(Inline::Image(image)), true) => Ok(image),
        (last, _) => {
            content.extend(last);
            Err(content)
        }
    }
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
