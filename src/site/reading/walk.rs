//! From an article's tree to units of prose.

use super::unit::{Origin, Piece};
use super::{Unit, UnitKind};
use crate::base::address::written;
use crate::content::article::Article;
use crate::content::document::{
    Block, BlockKind, Document, Heading, Image, Inline, Item, Link, Span, Table, Target, plain_text,
};
use crate::prose::{Language, Vocabulary};
use crate::site::Site;

/// The title of an article, and its units: its summary, its blocks, its footnotes.
pub(super) fn walk<'d>(
    site: &Site,
    article: &Article,
    document: &'d Document<'_>,
    language: Language,
    vocabulary: &Vocabulary,
) -> (Unit<'d>, Vec<Unit<'d>>) {
    let mut walk = Walk {
        site,
        article,
        language,
        vocabulary,
        // Some blocks hold several units, and most are one.
        units: Vec::with_capacity(2 * document.blocks.len()),
        heading: None,
        context: Vec::new(),
        is_advice: false,
    };
    walk.field(UnitKind::Title, &article.front.title);
    walk.field(UnitKind::Summary, &article.front.summary);
    let title = walk.units.remove(0);
    walk.blocks(&document.blocks, UnitKind::Paragraph);
    walk.heading = None;
    for footnote in &document.footnotes {
        walk.blocks(&footnote.blocks, UnitKind::Paragraph);
    }
    (title, walk.units)
}

struct Walk<'s, 'd> {
    site: &'s Site,
    article: &'s Article,
    language: Language,
    vocabulary: &'s Vocabulary,
    units: Vec<Unit<'d>>,
    /// The unit of the heading above.
    heading: Option<usize>,
    /// Units that the next one is read with.
    context: Vec<usize>,
    /// Whether a do or do-not list is open.
    is_advice: bool,
}

/// Running text as it is gathered.
#[derive(Default)]
struct TextRun<'d> {
    text: String,
    pieces: Vec<Piece<'d>>,
    /// Pictures within it, to be read after it.
    images: Vec<&'d Image<'d>>,
}

impl<'d> Walk<'_, 'd> {
    /// A field of the front matter. Its place is looked up when it is asked for, by [`super::Reading::span`].
    fn field(&mut self, kind: UnitKind, words: &str) {
        self.push(kind, TextRun { text: words.to_owned(), ..TextRun::default() });
    }

    fn blocks(&mut self, blocks: &'d [Block<'_>], kind: UnitKind) {
        for block in blocks {
            self.block(block, kind);
        }
    }

    fn block(&mut self, block: &'d Block<'_>, kind: UnitKind) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(UnitKind::Heading, heading),
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.run(kind, content),
            BlockKind::List(list) => self.items(&list.items),
            BlockKind::Quote(blocks) => self.blocks(blocks, kind),
            BlockKind::Card(card) => {
                if let Some(heading) = &card.heading {
                    self.heading(UnitKind::Heading, heading);
                }
                self.blocks(&card.blocks, kind);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(terms) => {
                for term in terms {
                    self.run(UnitKind::Defined, &term.term);
                    let before = std::mem::replace(&mut self.context, vec![self.units.len() - 1]);
                    for blocks in &term.definitions {
                        self.blocks(blocks, UnitKind::Paragraph);
                    }
                    self.context = before;
                }
            }
            BlockKind::Figure(image) => self.image(image),
            BlockKind::DoList(list) => {
                self.heading(UnitKind::Heading, &list.heading);
                let before = std::mem::replace(&mut self.is_advice, true);
                self.items(&list.items);
                self.is_advice = before;
            }
            BlockKind::Myth(pair) | BlockKind::Question(pair) => {
                self.heading(UnitKind::Quoted, &pair.heading);
                self.blocks(&pair.answer, kind);
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }

    fn heading(&mut self, kind: UnitKind, heading: &'d Heading<'_>) {
        self.heading = Some(self.units.len());
        self.run(kind, &heading.content);
    }

    fn items(&mut self, items: &'d [Item<'_>]) {
        // "You may drive again:" is said of every item below it.
        let lead = self.units.len().checked_sub(1).filter(|last| self.units[*last].text.trim_end().ends_with(':'));
        let before = std::mem::replace(&mut self.context, lead.into_iter().collect());
        for item in items {
            self.blocks(&item.blocks, UnitKind::Item);
        }
        self.context = before;
    }

    fn table(&mut self, table: &'d Table<'_>) {
        let first = self.units.len();
        for cell in &table.head {
            self.run(UnitKind::ColumnHead, cell);
        }
        let columns = table.head.len();
        for row in &table.rows {
            let head = self.units.len();
            for (index, cell) in row.iter().enumerate() {
                let column = (index < columns).then_some(first + index);
                let before = std::mem::replace(&mut self.context, column.into_iter().collect());
                self.context.extend((index > 0).then_some(head));
                self.run(UnitKind::Cell, cell);
                self.context = before;
            }
        }
    }

    fn image(&mut self, image: &'d Image<'_>) {
        // A picture of a claim is judged as its words are.
        let origin = Origin { target: Some(&image.target), ..Origin::default() };
        for (kind, words) in [(UnitKind::Alternative, image.alt.as_str()), (UnitKind::Caption, &image.caption)] {
            let mut run = TextRun::default();
            self.add(&mut run, words, self.place(words, image.span.clone()), origin);
            if !words.is_empty() {
                self.push(kind, run);
            }
        }
    }

    /// Adds a run of text. An empty one is added too: an empty cell keeps the places of the others.
    fn run(&mut self, kind: UnitKind, content: &'d [Inline<'_>]) {
        let mut run = TextRun { pieces: Vec::with_capacity(content.len()), ..TextRun::default() };
        self.inlines(content, Origin::default(), &mut run);
        let images = std::mem::take(&mut run.images);
        self.push(kind, run);
        for image in images {
            self.image(image);
        }
    }

    fn push(&mut self, kind: UnitKind, TextRun { text, pieces, .. }: TextRun<'d>) {
        let text = without_addresses(text);
        let mut unit = Unit::new(kind, text, pieces, self.language, self.vocabulary);
        unit.heading = self.heading.filter(|_| !kind.is_heading());
        unit.context.clone_from(&self.context);
        unit.is_advice = self.is_advice;
        self.units.push(unit);
    }

    fn inlines(&self, content: &'d [Inline<'_>], origin: Origin<'d>, run: &mut TextRun<'d>) {
        for inline in content {
            match inline {
                Inline::Text(text, span) => self.add(run, text, span.clone(), origin),
                Inline::SoftBreak | Inline::HardBreak => run.text.push(' '),
                Inline::Emphasis(content) | Inline::Strong(content) => self.inlines(content, origin, run),
                Inline::Code(text, span) => {
                    self.add(run, text, self.place(text, span.clone()), Origin { is_address: true, ..origin });
                }
                Inline::Link(link) => self.link(link, run),
                Inline::Image(image) => run.images.push(image),
                Inline::FootnoteReference(_) => {}
            }
        }
    }

    fn link(&self, link: &'d Link<'_>, run: &mut TextRun<'d>) {
        let written = plain_text(&link.content);
        let is_address = match &link.target {
            Target::Phone(_) => !written.contains(char::is_alphabetic),
            // `<https://…>` shows its own address.
            Target::External(url) => url.trim_start_matches("mailto:") == written,
            _ => false,
        };
        let origin = Origin { target: Some(&link.target), is_address };
        if !link.content.is_empty() {
            return self.inlines(&link.content, origin, run);
        }
        let to = self.site.resolve(self.article, &link.target).ok();
        let filled_in = to.and_then(|to| to.own_words(self.site, &self.article.place.language)).unwrap_or_default();
        self.add(run, filled_in, link.span.clone(), origin);
    }

    fn add(&self, run: &mut TextRun<'d>, words: &str, span: Span, origin: Origin<'d>) {
        let start = run.text.len();
        run.text.push_str(words);
        let verbatim = self.article.source.text.get(span.clone()) == Some(words);
        run.pieces.push(Piece { at: start..run.text.len(), span, verbatim, origin });
    }

    /// Where words are within a part of the source: all of it when they are written otherwise there, with marks or other
    /// characters among them.
    fn place(&self, words: &str, within: Span) -> Span {
        let found = self.article.source.text[within.clone()].find(words).map(|at| within.start + at);
        found.map_or(within, |start| start..start + words.len())
    }
}

/// A text with spaces where it has addresses, which are no prose: nothing in one is a word, a figure or a number to call.
fn without_addresses(text: String) -> String {
    let addresses = written::all(&text);
    if addresses.is_empty() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for address in addresses {
        out.push_str(&text[at..address.start]);
        out.extend(std::iter::repeat_n(' ', address.len()));
        at = address.end;
    }
    out.push_str(&text[at..]);
    out
}
