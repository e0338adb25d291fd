//! From an article's tree to units of prose.

use super::{Origin, Piece, Unit, UnitKind};
use crate::article::Article;
use crate::document::{
    Block, BlockKind, Document, Heading, Image, Inline, Item, Link, Span, Table, Target, plain_text,
};
use crate::prose::{self, Language};
use crate::site::{Destination, Site};

/// The units of an article: its summary, its blocks, its footnotes.
pub(super) fn units(site: &Site, article: &Article, document: &Document<'_>, language: Language) -> Vec<Unit> {
    let mut walk = Walk { site, article, language, units: Vec::new(), heading: None, context: Vec::new() };
    walk.push(UnitKind::Summary, Run { text: article.front.summary.clone(), ..Run::default() });
    walk.blocks(&document.blocks, UnitKind::Paragraph);
    walk.heading = None;
    for footnote in &document.footnotes {
        walk.blocks(&footnote.blocks, UnitKind::Paragraph);
    }
    walk.units
}

struct Walk<'s> {
    site: &'s Site,
    article: &'s Article,
    language: Language,
    units: Vec<Unit>,
    /// The unit of the heading above.
    heading: Option<usize>,
    /// Units that the next one is read with.
    context: Vec<usize>,
}

/// Running text as it is gathered.
#[derive(Default)]
struct Run<'d> {
    text: String,
    pieces: Vec<Piece>,
    /// Pictures within it, to be read after it.
    images: Vec<&'d Image<'d>>,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block<'_>], kind: UnitKind) {
        for block in blocks {
            self.block(block, kind);
        }
    }

    fn block(&mut self, block: &Block<'_>, kind: UnitKind) {
        match &block.kind {
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.run(kind, content),
            BlockKind::List(list) => self.items(&list.items),
            BlockKind::Quote(blocks) => self.blocks(blocks, kind),
            BlockKind::Card(card) => {
                if let Some(heading) = &card.heading {
                    self.heading(heading);
                }
                self.blocks(&card.blocks, kind);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(terms) => {
                for term in terms {
                    self.run(UnitKind::Cell, &term.term);
                    let before = std::mem::replace(&mut self.context, vec![self.units.len() - 1]);
                    for blocks in &term.definitions {
                        self.blocks(blocks, UnitKind::Paragraph);
                    }
                    self.context = before;
                }
            }
            BlockKind::Figure(image) => self.image(image),
            BlockKind::DoList(list) => {
                self.heading(&list.heading);
                self.items(&list.items);
            }
            BlockKind::Myth(pair) | BlockKind::Question(pair) => {
                self.heading(&pair.heading);
                self.blocks(&pair.answer, kind);
            }
            BlockKind::Code(_) | BlockKind::Rule => {}
        }
    }

    fn heading(&mut self, heading: &Heading<'_>) {
        self.heading = Some(self.units.len());
        self.run(UnitKind::Heading, &heading.content);
    }

    fn items(&mut self, items: &[Item<'_>]) {
        // "You may drive again:" is said of every item below it.
        let lead = self.units.len().checked_sub(1).filter(|last| self.units[*last].text.trim_end().ends_with(':'));
        let before = std::mem::replace(&mut self.context, lead.into_iter().collect());
        for item in items {
            self.blocks(&item.blocks, UnitKind::Item);
        }
        self.context = before;
    }

    fn table(&mut self, table: &Table<'_>) {
        let first = self.units.len();
        for cell in &table.head {
            self.run(UnitKind::Cell, cell);
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

    fn image(&mut self, image: &Image<'_>) {
        // A picture of a claim is judged as its words are.
        let origin = match self.site.resolve(self.article, &image.target) {
            Ok(Destination::Claim(id, _)) => Origin::Claim(id.to_owned()),
            _ => Origin::Prose,
        };
        for (kind, words) in [(UnitKind::Alternative, image.alt.as_str()), (UnitKind::Caption, &image.caption)] {
            let mut run = Run::default();
            // Both stand within the picture's own mark-up; marks or signs within them may keep the words from being found.
            let source = &self.article.source.text[image.span.clone()];
            let span = source.find(words).map(|at| image.span.start + at..image.span.start + at + words.len());
            run.push(&self.article.source.text, words, span.unwrap_or_else(|| image.span.clone()), origin.clone());
            if !words.is_empty() {
                self.push(kind, run);
            }
        }
    }

    /// Adds a run of text. An empty one is added too: an empty cell keeps the places of the others.
    fn run(&mut self, kind: UnitKind, content: &[Inline<'_>]) {
        let mut run = Run::default();
        self.inlines(content, &Origin::Prose, &mut run);
        let images = std::mem::take(&mut run.images);
        self.push(kind, run);
        for image in images {
            self.image(image);
        }
    }

    fn push(&mut self, kind: UnitKind, Run { text, pieces, .. }: Run<'_>) {
        let heading = self.heading.filter(|_| kind != UnitKind::Heading);
        let sentences = prose::sentences(&text, self.language);
        self.units.push(Unit { kind, text, sentences, heading, context: self.context.clone(), pieces });
    }

    fn inlines<'d>(&self, content: &'d [Inline<'d>], origin: &Origin, run: &mut Run<'d>) {
        let source = &self.article.source.text;
        for inline in content {
            match inline {
                Inline::Text(text, span) => run.push(source, text, span.clone(), origin.clone()),
                Inline::SoftBreak | Inline::HardBreak => run.text.push(' '),
                Inline::Emphasis(content) | Inline::Strong(content) => self.inlines(content, origin, run),
                Inline::Code(text, span) => {
                    let at = source[span.clone()].find(text.as_ref()).map_or(span.start, |at| span.start + at);
                    run.push(source, text, at..(at + text.len()).min(span.end), Origin::Address);
                }
                Inline::Link(link) => self.link(link, origin, run),
                Inline::Image(image) => run.images.push(image),
                Inline::FootnoteReference(_) => {}
            }
        }
    }

    fn link<'d>(&self, link: &'d Link<'d>, origin: &Origin, run: &mut Run<'d>) {
        let language = &self.article.place.language;
        let (origin, words) = match self.site.resolve(self.article, &link.target) {
            Ok(Destination::Claim(id, claim)) => {
                let wording = claim.wording.get(language).and_then(|wordings| wordings.first());
                (Origin::Claim(id.to_owned()), wording.map(String::as_str))
            }
            Ok(Destination::Term(_, term)) => (Origin::Term, Some(term.term.as_str())),
            Ok(Destination::Phone(number)) => {
                let words = plain_text(&link.content);
                let is_number = words.is_empty() || !words.contains(char::is_alphabetic);
                (if is_number { Origin::Address } else { origin.clone() }, Some(number))
            }
            // `<https://…>` shows its own address.
            _ => match &link.target {
                Target::External(url) if url.trim_start_matches("mailto:") == plain_text(&link.content) => {
                    (Origin::Address, None)
                }
                _ => (origin.clone(), None),
            },
        };
        match words.filter(|_| link.content.is_empty()) {
            Some(words) => run.push(&self.article.source.text, words, link.span.clone(), origin),
            None => self.inlines(&link.content, &origin, run),
        }
    }
}

impl Run<'_> {
    fn push(&mut self, source: &str, words: &str, span: Span, origin: Origin) {
        let start = self.text.len();
        self.text.push_str(words);
        let verbatim = source.get(span.clone()) == Some(words);
        self.pieces.push(Piece { at: start..self.text.len(), span, verbatim, origin });
    }
}
