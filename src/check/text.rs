//! The prose of a page as its reader meets it: passages in reading order, each with its words, its sentences and the
//! way back to the source.
//!
//! A passage is a paragraph, a list item, a heading, a cell, the title, the summary, or what a picture says. Links give
//! their own words; an empty claim or phone link gives what the page will fill in.

use std::ops::Range;

use super::phrases::Phrases;
use crate::article::Article;
use crate::document::{Block, BlockKind, CardLevel, Document, Image, Inline, Span, Target};
use crate::prose::{self, Language};
use crate::site::{Destination, Site};
use crate::yaml::{self, Step};

/// Farthest look back, in characters, for the bracket that an explanation stands in: one longer than this explains
/// nothing, and a look back to the beginning of a passage for each of its words would be quadratic.
const LONGEST_BRACKET: usize = 200;

/// A piece of prose that is read in one go.
#[derive(Debug)]
pub(super) struct Passage<'d> {
    /// What it is to the reader.
    pub(super) role: Role,
    /// Its words as they show on the page, without marks.
    pub(super) text: String,
    /// Byte ranges of its words in `text`.
    pub(super) words: Vec<Range<usize>>,
    /// Its sentences, each as a range of `words`.
    pub(super) sentences: Vec<Range<usize>>,
    lower: String,
    lower_words: Vec<Range<usize>>,
    pieces: Vec<Piece<'d>>,
}

/// What a passage is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The page's title.
    Title,
    /// The page's summary.
    Summary,
    /// A heading, or a cell in the head row of a table.
    Heading,
    /// The heading of a myth or of a question: words that the page quotes and does not say itself.
    Quoted,
    /// A paragraph, a list item, a cell.
    Text,
    /// A term of a definition list.
    Defined,
    /// What a picture shows, or its caption.
    Picture,
    /// An item of a do list; `true` for a do-not list.
    Do(bool),
    /// Text in a card, below its heading.
    Card(CardLevel),
}

/// A part of a passage that comes from one place in the source.
#[derive(Debug)]
struct Piece<'d> {
    text: Range<usize>,
    span: Span,
    target: Option<&'d Target>,
}

impl Role {
    /// Whether a link can stand in the passage, and an explanation be asked for in it.
    pub(super) fn is_running_text(self) -> bool {
        matches!(self, Self::Text | Self::Do(_) | Self::Card(_))
    }
}

impl<'d> Passage<'d> {
    /// A word in lower case, with straight apostrophes.
    pub(super) fn word(&self, index: usize) -> &str {
        &self.lower[self.lower_words[index].clone()]
    }

    /// Words as they show on the page, with what stands between them.
    pub(super) fn shown(&self, words: &Range<usize>) -> &str {
        &self.text[self.range(words)]
    }

    /// Where words stand in the source.
    pub(super) fn span(&self, words: &Range<usize>) -> Span {
        self.span_of(&self.range(words))
    }

    /// Where a byte range of the text stands in the source. Text that is written otherwise there, such as `&amp;`,
    /// gives the place of its whole piece.
    pub(super) fn span_of(&self, range: &Range<usize>) -> Span {
        let offset = |at: usize, piece: &Piece<'_>| {
            let exact = piece.text.len() == piece.span.len();
            exact.then(|| piece.span.start + at.clamp(piece.text.start, piece.text.end) - piece.text.start)
        };
        let (Some(first), Some(last)) = (self.piece(range.start), self.piece(range.end.saturating_sub(1))) else {
            return 0..0;
        };
        offset(range.start, first).unwrap_or(first.span.start)..offset(range.end, last).unwrap_or(last.span.end)
    }

    /// Where the link leads that a byte of the text belongs to.
    pub(super) fn target(&self, at: usize) -> Option<&'d Target> {
        self.piece(at).and_then(|piece| piece.target)
    }

    /// What stands between a word and the one before it, without white space.
    pub(super) fn gap_before(&self, index: usize) -> &str {
        self.text[self.words[index - 1].end..self.words[index].start].trim()
    }

    /// Whether words are explained where they stand: `MRI (magnetic resonance imaging)`, `high blood pressure
    /// (hypertension)`, `a heart tracing, called an ECG`, or inside a link to the glossary.
    pub(super) fn is_explained(&self, words: &Range<usize>, explaining: &Phrases<()>) -> bool {
        let range = self.range(words);
        matches!(self.target(range.start), Some(Target::Term(_)))
            || self.text[range.end..].trim_start().starts_with('(')
            || self.is_in_brackets(range.start)
            || (words.start.saturating_sub(4)..words.start)
                .any(|at| explaining.at(self, at).is_some_and(|found| found.words.end <= words.start))
    }

    /// Whether a place is inside round brackets that follow some words.
    fn is_in_brackets(&self, at: usize) -> bool {
        let before = self.text[..at].char_indices().rev().take(LONGEST_BRACKET);
        let bracket = before.into_iter().find(|(_, c)| matches!(c, '(' | ')'));
        bracket.is_some_and(|(open, c)| c == '(' && self.words.first().is_some_and(|word| word.start < open))
    }

    fn range(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].start..self.words[words.end - 1].end
    }

    fn piece(&self, at: usize) -> Option<&Piece<'d>> {
        let index = self.pieces.partition_point(|piece| piece.text.end <= at);
        self.pieces.get(index).or(self.pieces.last())
    }

    fn push(&mut self, text: &str, span: Span, target: Option<&'d Target>) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece { text: start..self.text.len(), span, target });
    }

    /// Splits the finished text into words and sentences.
    fn finish(mut self, language: Language) -> Option<Self> {
        self.words = prose::words(&self.text).collect();
        for word in &self.words {
            let start = self.lower.len();
            let straight = self.text[word.clone()].chars().map(|c| if c == '’' { '\'' } else { c });
            self.lower.extend(straight.flat_map(char::to_lowercase));
            self.lower_words.push(start..self.lower.len());
        }
        let at = |byte: usize| self.words.partition_point(|word| word.start < byte);
        let sentences = prose::sentences(&self.text, language).into_iter();
        self.sentences =
            sentences.map(|range| at(range.start)..at(range.end)).filter(|words| !words.is_empty()).collect();
        (!self.words.is_empty()).then_some(self)
    }
}

/// Every passage of an article in reading order: title, summary, body, footnotes.
pub(super) fn passages<'d>(site: &'d Site, article: &'d Article, document: &'d Document<'d>) -> Vec<Passage<'d>> {
    let language = Language::from_tag(&article.place.language);
    let mut reader = Reader { site, article, language, found: Vec::new() };
    reader.field("title", &article.front.title, Role::Title);
    reader.field("summary", &article.front.summary, Role::Summary);
    reader.blocks(&document.blocks, Role::Text);
    for footnote in &document.footnotes {
        reader.blocks(&footnote.blocks, Role::Text);
    }
    reader.found
}

struct Reader<'d> {
    site: &'d Site,
    article: &'d Article,
    language: Language,
    found: Vec<Passage<'d>>,
}

impl<'d> Reader<'d> {
    fn field(&mut self, name: &str, text: &str, role: Role) {
        let front = &self.article.source.text[self.article.front_range.clone()];
        let range = yaml::locate(front, &[Step::Key(name)]);
        // Quotation marks and folded lines are not part of the text; where they alone differ, the place is exact.
        let exact = front[range.clone()].find(text).map(|at| range.start + at..range.start + at + text.len());
        let range = exact.unwrap_or(range);
        let start = self.article.front_range.start;
        let mut passage = empty(role);
        passage.push(text, start + range.start..start + range.end, None);
        self.found.extend(passage.finish(self.language));
    }

    fn blocks(&mut self, blocks: &'d [Block<'d>], role: Role) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading(heading) => self.run(&heading.content, Role::Heading),
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.run(content, role),
                BlockKind::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks, role)),
                BlockKind::Quote(blocks) => self.blocks(blocks, role),
                BlockKind::Card(card) => {
                    card.heading.iter().for_each(|heading| self.run(&heading.content, Role::Heading));
                    self.blocks(&card.blocks, Role::Card(card.level));
                }
                BlockKind::Table(table) => {
                    table.head.iter().for_each(|cell| self.run(cell, Role::Heading));
                    table.rows.iter().flatten().for_each(|cell| self.run(cell, role));
                }
                BlockKind::Definitions(terms) => {
                    for term in terms {
                        self.run(&term.term, Role::Defined);
                        term.definitions.iter().for_each(|definition| self.blocks(definition, role));
                    }
                }
                BlockKind::DoList(list) => {
                    self.run(&list.heading.content, Role::Heading);
                    list.items.iter().for_each(|item| self.blocks(&item.blocks, Role::Do(list.negative)));
                }
                BlockKind::Myth(pair) | BlockKind::Question(pair) => {
                    self.run(&pair.heading.content, Role::Quoted);
                    self.blocks(&pair.answer, role);
                }
                BlockKind::Figure(image) => self.picture(image),
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
    }

    fn run(&mut self, content: &'d [Inline<'d>], role: Role) {
        let mut passage = empty(role);
        let mut pictures = Vec::new();
        self.collect(content, None, &mut passage, &mut pictures);
        self.found.extend(passage.finish(self.language));
        for image in pictures {
            self.picture(image);
        }
    }

    fn collect(
        &self,
        content: &'d [Inline<'d>],
        target: Option<&'d Target>,
        passage: &mut Passage<'d>,
        pictures: &mut Vec<&'d Image<'d>>,
    ) {
        for inline in content {
            match inline {
                Inline::Text(text, span) | Inline::Code(text, span) => passage.push(text, span.clone(), target),
                Inline::SoftBreak | Inline::HardBreak => passage.text.push(' '),
                Inline::Emphasis(content) | Inline::Strong(content) => {
                    self.collect(content, target, passage, pictures);
                }
                Inline::Link(link) if link.content.is_empty() => {
                    passage.push(self.filled_in(&link.target), link.span.clone(), Some(&link.target));
                }
                Inline::Link(link) => self.collect(&link.content, Some(&link.target), passage, pictures),
                Inline::Image(image) => pictures.push(image),
                Inline::FootnoteReference(_) => {}
            }
        }
    }

    /// What the page shows for a link without words.
    fn filled_in(&self, target: &'d Target) -> &'d str {
        match self.site.resolve(self.article, target) {
            Ok(Destination::Claim(_, claim)) => {
                let wordings = claim.wording.get(&self.article.place.language);
                wordings.and_then(|wordings| wordings.first()).map_or("", String::as_str)
            }
            Ok(Destination::Phone(number)) => number,
            _ => "",
        }
    }

    fn picture(&mut self, image: &'d Image<'d>) {
        for text in [image.alt.as_str(), &image.caption] {
            let source = &self.article.source.text[image.span.clone()];
            let exact = source.find(text).map(|at| image.span.start + at..image.span.start + at + text.len());
            let mut passage = empty(Role::Picture);
            passage.push(text, exact.unwrap_or_else(|| image.span.clone()), None);
            self.found.extend(passage.finish(self.language));
        }
    }
}

fn empty<'d>(role: Role) -> Passage<'d> {
    Passage {
        role,
        text: String::new(),
        words: Vec::new(),
        sentences: Vec::new(),
        lower: String::new(),
        lower_words: Vec::new(),
        pieces: Vec::new(),
    }
}
