//! An article's body as a tree: the constructs that an article can hold, and no others.
//!
//! What is not in this tree can't reach a page, so the list of elements that content can produce is this file. Every
//! part keeps its byte range in the source, so that a check can point at it.

mod anchors;
mod card;
mod empty;
mod place;
mod target;

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr};

pub use anchors::Anchors;
pub(crate) use card::phones_in;
pub(crate) use empty::has_words;
pub use target::Target;

/// Byte range in the source text.
pub type Span = Range<usize>;

/// The body of one article. Borrows its prose from the source.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// The blocks from top to bottom.
    pub blocks: Vec<Block<'a>>,
    /// Footnotes in the order in which they are defined.
    pub footnotes: Vec<Footnote<'a>>,
}

/// A footnote's text.
#[derive(Debug)]
pub struct Footnote<'a> {
    /// The name between the brackets, without `^`.
    pub name: CowStr<'a>,
    /// Its text.
    pub blocks: Vec<Block<'a>>,
}

/// A block with its place.
#[derive(Debug)]
pub struct Block<'a> {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind<'a>,
}

/// Every kind of block.
#[derive(Debug)]
pub enum BlockKind<'a> {
    /// A heading.
    Heading(Heading<'a>),
    /// A paragraph.
    Paragraph(Vec<Inline<'a>>),
    /// The text of a list item that is set close to its neighbours: no paragraph of its own.
    Plain(Vec<Inline<'a>>),
    /// A list.
    List(List<'a>),
    /// A quotation.
    Quote(Vec<Block<'a>>),
    /// A card: advice on getting help, or a fact set apart.
    Card(Card<'a>),
    /// A table.
    Table(Table<'a>),
    /// Text to be shown letter for letter.
    Code(String),
    /// A break between themes.
    Rule,
    /// Terms with their definitions, each term followed by one or more.
    Definitions(Vec<Definition<'a>>),
    /// A picture on its own, with its caption.
    Figure(Box<Image<'a>>),
    /// `### Do` or `### Do not` and its list.
    DoList(DoList<'a>),
    /// A myth and the fact that answers it (kind `myths`).
    Myth(Pair<'a>),
    /// A question and its answer (kind `faq`).
    Question(Pair<'a>),
}

/// A heading.
#[derive(Debug)]
pub struct Heading<'a> {
    /// 1 to 6.
    pub level: u8,
    /// The anchor: unique on the page.
    pub id: String,
    /// Its words.
    pub content: Vec<Inline<'a>>,
    /// Where it is.
    pub span: Span,
}

/// A list.
#[derive(Debug)]
pub struct List<'a> {
    /// The first number; `None` for bullets.
    pub start: Option<u64>,
    /// The items.
    pub items: Vec<Item<'a>>,
}

/// A list item.
#[derive(Debug)]
pub struct Item<'a> {
    /// What it holds.
    pub blocks: Vec<Block<'a>>,
    /// Whether its box is ticked, where it has one: `- [x]` or `- [ ]`.
    pub task: Option<bool>,
    /// Where it is.
    pub span: Span,
}

/// A card.
#[derive(Debug)]
pub struct Card<'a> {
    /// Its meaning.
    pub level: CardLevel,
    /// Its heading, when the first block is one.
    pub heading: Option<Heading<'a>>,
    /// What is below the heading.
    pub blocks: Vec<Block<'a>>,
}

/// What a card means to a reader, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardLevel {
    /// `> [!CAUTION]`: immediate action required.
    Emergency,
    /// `> [!WARNING]`: urgent advice.
    Urgent,
    /// `> [!IMPORTANT]`: non-urgent advice, call the clinic.
    Routine,
    /// `> [!TIP]`: a key fact.
    KeyFact,
    /// `> [!NOTE]`: extra information.
    Information,
}

impl CardLevel {
    /// The class name in the page and the key in the language files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Emergency => "emergency",
            Self::Urgent => "urgent",
            Self::Routine => "routine",
            Self::KeyFact => "key-fact",
            Self::Information => "information",
        }
    }

    /// Whether the card tells people to seek help.
    #[must_use]
    pub(crate) fn seeks_help(self) -> bool {
        matches!(self, Self::Emergency | Self::Urgent | Self::Routine)
    }
}

/// A table.
#[derive(Debug)]
pub struct Table<'a> {
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The head row's cells.
    pub head: Vec<Vec<Inline<'a>>>,
    /// The other rows' cells.
    pub rows: Vec<Vec<Vec<Inline<'a>>>>,
}

impl Table<'_> {
    /// Whether the first cell of each row is the heading of that row: where the corner above it is empty, or where every
    /// one of them is written in bold.
    #[must_use]
    pub(crate) fn has_row_headings(&self) -> bool {
        let corner = self.head.first().is_some_and(|cell| !has_words(cell));
        corner
            || (!self.rows.is_empty()
                && self.rows.iter().all(|row| matches!(row.first().map(Vec::as_slice), Some([Inline::Strong(_)]))))
    }
}

/// A term of a definition list.
#[derive(Debug)]
pub struct Definition<'a> {
    /// The term.
    pub term: Vec<Inline<'a>>,
    /// Its definitions.
    pub definitions: Vec<Vec<Block<'a>>>,
}

/// A do or do-not list.
#[derive(Debug)]
pub struct DoList<'a> {
    /// Whether these are things not to do.
    pub negative: bool,
    /// `Do` or `Do not`.
    pub heading: Heading<'a>,
    /// The items.
    pub items: Vec<Item<'a>>,
}

/// A heading with everything that answers it.
#[derive(Debug)]
pub struct Pair<'a> {
    /// The myth or the question.
    pub heading: Heading<'a>,
    /// The fact or the answer.
    pub answer: Vec<Block<'a>>,
}

/// A piece of running text.
#[derive(Debug)]
pub enum Inline<'a> {
    /// Words.
    Text(CowStr<'a>, Span),
    /// A single line end in the source: a space on the page.
    SoftBreak,
    /// A line end that shows.
    HardBreak,
    /// `*emphasis*`
    Emphasis(Vec<Inline<'a>>),
    /// `**strong**`
    Strong(Vec<Inline<'a>>),
    /// `` `code` ``
    Code(CowStr<'a>, Span),
    /// A link of any kind. Boxed, like a picture, because most pieces are words.
    Link(Box<Link<'a>>),
    /// A picture within a line.
    Image(Box<Image<'a>>),
    /// `[^name]`
    FootnoteReference(CowStr<'a>),
}

/// A link.
#[derive(Debug)]
pub struct Link<'a> {
    /// Where it leads.
    pub target: Target,
    /// Its words; empty for a claim, a number or a page's title to be filled in.
    pub content: Vec<Inline<'a>>,
    /// Where it is.
    pub span: Span,
}

/// A picture.
#[derive(Debug)]
pub struct Image<'a> {
    /// The file as written.
    pub target: Target,
    /// What it shows.
    pub alt: String,
    /// The caption: the title between quotes.
    pub caption: CowStr<'a>,
    /// Where it is.
    pub span: Span,
}

/// The words of running text, without marks. Links give their own words.
#[must_use]
pub(crate) fn plain_text(inlines: &[Inline<'_>]) -> String {
    let mut out = String::new();
    push_plain_text(inlines, &mut out);
    out
}

/// Whether a character takes no room of its own: marks of direction, joiners, soft hyphens, variants of a character.
#[must_use]
pub(crate) fn is_without_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn push_plain_text(inlines: &[Inline<'_>], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text, _) | Inline::Code(text, _) => out.push_str(text),
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::Emphasis(content) | Inline::Strong(content) => push_plain_text(content, out),
            Inline::Link(link) => push_plain_text(&link.content, out),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::FootnoteReference(_) => {}
        }
    }
}

impl<'a> Document<'a> {
    /// Calls back with every block, parents before children, in reading order; footnotes last.
    pub(crate) fn each_block<'d>(&'d self, see: &mut impl FnMut(&'d Block<'a>)) {
        each_block(&self.blocks, see);
        for footnote in &self.footnotes {
            each_block(&footnote.blocks, see);
        }
    }

    /// Calls back with every piece of running text, in reading order, nested ones after the one that holds them.
    pub(crate) fn each_inline<'d>(&'d self, see: &mut impl FnMut(&'d Inline<'a>)) {
        self.each_block(&mut |block| block.each_run(&mut |run| each_inline(run, see)));
    }

    /// Every heading in reading order, those of cards, lists, myths and questions among them.
    #[must_use]
    pub fn headings(&self) -> Vec<&Heading<'a>> {
        let mut found = Vec::new();
        self.each_block(&mut |block| found.extend(block.heading()));
        found
    }
}

fn each_block<'d, 'a>(blocks: &'d [Block<'a>], see: &mut impl FnMut(&'d Block<'a>)) {
    for block in blocks {
        see(block);
        block.children(&mut |children| each_block(children, see));
    }
}

fn each_inline<'d, 'a>(inlines: &'d [Inline<'a>], see: &mut impl FnMut(&'d Inline<'a>)) {
    for inline in inlines {
        see(inline);
        match inline {
            Inline::Emphasis(content) | Inline::Strong(content) => each_inline(content, see),
            Inline::Link(link) => each_inline(&link.content, see),
            _ => {}
        }
    }
}

impl<'a> Block<'a> {
    /// The heading that this block is or begins with.
    #[must_use]
    pub fn heading(&self) -> Option<&Heading<'a>> {
        match &self.kind {
            BlockKind::Heading(heading) => Some(heading),
            BlockKind::Card(card) => card.heading.as_ref(),
            BlockKind::DoList(list) => Some(&list.heading),
            BlockKind::Myth(pair) | BlockKind::Question(pair) => Some(&pair.heading),
            _ => None,
        }
    }

    /// Calls back with each group of blocks directly inside this one.
    pub fn children<'d>(&'d self, see: &mut impl FnMut(&'d [Block<'a>])) {
        match &self.kind {
            BlockKind::List(List { items, .. }) | BlockKind::DoList(DoList { items, .. }) => {
                for item in items {
                    see(&item.blocks);
                }
            }
            BlockKind::Quote(blocks) | BlockKind::Card(Card { blocks, .. }) => see(blocks),
            BlockKind::Myth(pair) | BlockKind::Question(pair) => see(&pair.answer),
            BlockKind::Definitions(terms) => {
                terms.iter().flat_map(|term| &term.definitions).for_each(|definition| see(definition));
            }
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Figure(_) => {}
        }
    }

    /// Calls back with each run of text directly in this block: a paragraph, a heading, a cell, a term.
    pub(crate) fn each_run<'d>(&'d self, see: &mut impl FnMut(&'d [Inline<'a>])) {
        if let Some(heading) = self.heading() {
            see(&heading.content);
        }
        match &self.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => see(content),
            BlockKind::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| see(cell)),
            BlockKind::Definitions(terms) => terms.iter().for_each(|term| see(&term.term)),
            _ => {}
        }
    }
}
