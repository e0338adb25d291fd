//! Leftover marks: characters that are markup in Markdown, in one of its dialects or in this program, but made nothing.
//! Readers would see them as they are.
//!
//! A page is searched once, in its tree, so that markup that worked, code and pictures are out of the way. Text without
//! any such character, which is nearly all of it, is passed over after a look at its bytes. Every step is linear in the
//! length of the text.

mod blocks;
mod braces;
mod cards;
mod conventions;
mod do_lists;
mod emphasis;
mod foreign;
mod lines;
mod links;
mod run;

use std::collections::HashMap;

use super::heading_marks::{self, HeadingMark};
use super::word_lists::Lists;
use crate::base::diagnostic::{Code, Diagnostic, Fix};
use crate::content::article::Article;
use crate::content::document::{Block, BlockKind, Document, Inline, Item, Span, Target};
use crate::site::Site;
use lines::Leads;
use run::{GlyphRun, may_hold_marks};

/// A leftover mark.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its place.
    pub(super) span: Span,
    /// Whether it concerns a card, a number or a heading, or swallows a whole block.
    pub(super) is_grave: bool,
    /// What is wrong.
    pub(super) message: String,
    /// What to type.
    pub(super) help: String,
    /// The fix, if only one answer is right.
    pub(super) fix: Option<Fix>,
    /// Whether it may be the mark of a note, if the page has more of them.
    may_be_note: bool,
    /// Whether it is a pair of double stars, which may be the marks of notes on a page that has such.
    is_pair_of_stars: bool,
}

impl Mark {
    /// The same mark, as one that concerns a card, a number or a heading if a condition holds.
    fn grave_if(self, is_grave: bool) -> Self {
        Self { is_grave: self.is_grave || is_grave, ..self }
    }

    /// The same mark, with its fix.
    fn fix(self, fix: impl Into<Option<Fix>>) -> Self {
        Self { fix: fix.into(), ..self }
    }

    /// What an editor is told.
    pub(super) fn diagnostic(&self, code: Code, article: &Article) -> Diagnostic {
        Diagnostic::new(code, self.message.as_str())
            .at(article.source.at(self.span.clone()))
            .help(self.help.clone())
            .fix(self.fix.clone())
    }
}

/// A mark at a place, with what is wrong and what to type. It is not grave until [`Mark::grave_if`] says so.
fn mark(span: Span, message: impl Into<String>, help: impl Into<String>) -> Mark {
    let (message, help) = (message.into(), help.into());
    Mark { span, is_grave: false, message, help, fix: None, may_be_note: false, is_pair_of_stars: false }
}

/// What a run of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkKind {
    Paragraph,
    Item,
    Heading,
    Label,
}

/// What is around a run of text.
#[derive(Debug, Clone, Copy)]
struct Scene {
    kind: MarkKind,
    /// Whether it is in a card.
    is_in_card: bool,
    /// Whether it is in a quotation that is not a card.
    is_in_quote: bool,
    /// Whether it is the first text of that quotation.
    is_first_in_quote: bool,
    /// How many lists and quotations it is in.
    depth: usize,
}

impl Scene {
    const TOP: Self =
        Self { kind: MarkKind::Paragraph, is_in_card: false, is_in_quote: false, is_first_in_quote: false, depth: 0 };

    /// Whether a mark here concerns a card or a heading.
    fn is_grave(self) -> bool {
        self.is_in_card || self.kind == MarkKind::Heading
    }

    fn of(self, kind: MarkKind) -> Self {
        Self { kind, ..self }
    }

    fn inside(self) -> Self {
        Self { depth: self.depth + 1, is_first_in_quote: false, ..self }
    }
}

/// The search through one article.
struct Search<'s> {
    site: &'s Site,
    article: &'s Article,
    lists: &'s Lists,
    /// The attributes in braces after its headings, by their places.
    heading_marks: HashMap<usize, HeadingMark>,
    /// A link of the page to one of its own headings, if there is one.
    own_link: Option<&'s Target>,
    /// How the line before began.
    leads: Leads,
    /// Whether a container of another program was opened further up.
    has_container: bool,
    /// Whether the page has stars after words, as marks of notes.
    has_note_marks: bool,
    /// Whether the page has double stars that are alone or begin a line: `twice ** a day`, `** See below`.
    has_double_stars: bool,
    /// The marks of the present run, in no order, some of them twice.
    of_run: Vec<Mark>,
    found: Vec<Mark>,
}

/// Every leftover mark on a page, in reading order.
pub(super) fn find(site: &Site, article: &Article, document: &Document<'_>, lists: &Lists) -> Vec<Mark> {
    let targets = &site.body_of(article).targets;
    let of_headings = heading_marks::of_page(&article.source.text, document, targets);
    let mut search = Search {
        site,
        article,
        lists,
        heading_marks: of_headings.into_iter().map(|mark| (mark.span.start, mark)).collect(),
        own_link: targets.iter().find(|target| matches!(target, Target::Anchor(_))),
        leads: Leads::default(),
        has_container: false,
        has_note_marks: false,
        has_double_stars: false,
        of_run: Vec::new(),
        found: Vec::new(),
    };
    search.blocks(&document.blocks, Scene::TOP);
    for footnote in &document.footnotes {
        search.blocks(&footnote.blocks, Scene::TOP);
    }
    search.defined_markers();
    let has_note_marks = search.has_note_marks;
    search.found.retain(|mark| !(mark.may_be_note && has_note_marks));
    if search.has_double_stars {
        search.found.iter_mut().filter(|mark| mark.is_pair_of_stars).for_each(|mark| mark.fix = None);
    }
    search.found.sort_by_key(|mark| (mark.span.start, mark.span.end));
    search.found
}

impl<'s> Search<'s> {
    /// The text of the article's file.
    fn source(&self) -> &'s str {
        &self.article.source.text
    }

    /// The edit that replaces what is in a place, with the line ends that the file has.
    fn edit(&self, span: Span, with: &str) -> Fix {
        let is_of_windows = with.contains('\n') && !with.contains('\r') && self.source().contains("\r\n");
        let with = if is_of_windows { with.replace('\n', "\r\n") } else { with.to_owned() };
        self.article.source.fix_part(span, &with)
    }

    fn blocks(&mut self, blocks: &[Block<'_>], scene: Scene) {
        for (index, block) in blocks.iter().enumerate() {
            self.of_neighbours(&blocks[..index], block);
            self.conventions(&blocks[..index], block);
            self.begun_again(&blocks[..index], block);
            self.do_lists(block, &blocks[index + 1..]);
            let is_first = scene.is_first_in_quote && index == 0;
            self.block(block, Scene { is_first_in_quote: is_first, ..scene });
        }
    }

    fn block(&mut self, block: &Block<'_>, scene: Scene) {
        if !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Plain(_)) {
            self.leads = Leads::default();
        }
        self.of_block(block, scene);
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.run(content, scene),
            BlockKind::Heading(heading) => {
                self.heading_of_kind(heading);
                self.run(&heading.content, scene.of(MarkKind::Heading));
            }
            BlockKind::List(list) => self.items(&list.items, scene),
            BlockKind::DoList(list) => {
                self.run(&list.heading.content, scene.of(MarkKind::Heading));
                self.items(&list.items, scene);
            }
            BlockKind::Quote(blocks) => {
                let inside = Scene { is_in_quote: true, is_first_in_quote: true, ..scene.inside() };
                self.blocks(blocks, inside.of(MarkKind::Paragraph));
            }
            BlockKind::Card(card) => {
                let inside = Scene { is_in_card: true, ..scene.inside() };
                if let Some(heading) = &card.heading {
                    self.run(&heading.content, inside.of(MarkKind::Heading));
                }
                self.blocks(&card.blocks, inside.of(MarkKind::Paragraph));
            }
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    self.run(cell, scene.of(MarkKind::Label));
                }
            }
            BlockKind::Definitions(terms) => {
                for term in terms {
                    self.run(&term.term, scene.of(MarkKind::Label));
                    for blocks in &term.definitions {
                        self.blocks(blocks, scene.inside());
                    }
                }
            }
            BlockKind::Myth(pair) | BlockKind::Question(pair) => {
                self.run(&pair.heading.content, scene.of(MarkKind::Heading));
                self.blocks(&pair.answer, scene);
            }
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Figure(_) => {}
        }
        if !matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Plain(_)) {
            self.leads = Leads::default();
        }
    }

    fn items(&mut self, items: &[Item<'_>], scene: Scene) {
        for item in items {
            self.blocks(&item.blocks, scene.inside().of(MarkKind::Item));
        }
    }

    /// Searches a run of text. Of overlapping marks, one is reported: the one that begins first, and of those the longest.
    fn run(&mut self, content: &[Inline<'_>], scene: Scene) {
        self.code_of_run(content, scene);
        if !may_hold_marks(content, self.source()) {
            self.leads = Leads::default();
            return;
        }
        let run = GlyphRun::of(content, self.source());
        self.cards(&run, scene);
        self.links(&run, scene);
        self.foreign(&run, scene);
        self.emphasis(&run, scene);
        self.lines(&run, scene);
        let mut marks = std::mem::take(&mut self.of_run);
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        let mut end = 0;
        for mark in marks {
            if mark.span.start >= end {
                end = mark.span.end;
                self.found.push(mark);
            }
        }
    }
}
