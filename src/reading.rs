//! An article as its reader reads it: plain prose, block by block, and the place of every sentence in the source.
//!
//! Claims, terms and phone numbers stand as on the page; the numbers of sources are left out. So are the explanations
//! in brackets that the page prints behind a term's first use: they stand in the glossary, once for all pages, and to
//! count them would tell editors that explaining a word makes a page harder.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::article::Article;
use crate::diagnostic::Location;
use crate::document::{Document, Span};
use crate::prose::{self, Language};
use crate::readability::{self, Counts};
use crate::site::{ArticleId, Site};
use crate::yaml::Step;

mod walk;

/// The prose of an article, from top to bottom; footnotes last.
#[derive(Debug)]
pub struct Reading {
    /// Its language.
    pub language: Language,
    /// Its units. The first is the summary.
    pub units: Vec<Unit>,
}

/// A piece of prose that is read by itself: no sentence goes on in the next one.
#[derive(Debug)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its words, as on the page.
    pub text: String,
    /// Its sentences, as ranges of the text.
    pub sentences: Vec<Range<usize>>,
    /// The unit of the heading above it; none for text above the first heading and for footnotes.
    pub heading: Option<usize>,
    /// Units that it is read with: the line that leads into its list, the heads of its row and column.
    pub context: Vec<usize>,
    pieces: Vec<Piece>,
}

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// The page's main message, from the front matter.
    Summary,
    /// A heading, of a card or a list as well.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A paragraph of a list item, or its only text.
    Item,
    /// A table's cell, or a term of a definition list.
    Cell,
    /// What a picture's caption says.
    Caption,
    /// What a picture shows, for those who do not see it.
    Alternative,
}

impl UnitKind {
    /// Whether it is made of sentences, so that formulas of readability are fair to it. Headings and cells are labels;
    /// what a picture shows is a list of things.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Summary | Self::Paragraph | Self::Item | Self::Caption)
    }

    /// Whether it can refer to claims and terms. A summary and the words of a picture can't.
    #[must_use]
    pub fn has_links(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::Item | Self::Cell)
    }
}

/// A stretch of a unit that comes from one place of the source.
#[derive(Debug)]
struct Piece {
    at: Range<usize>,
    span: Span,
    /// Whether the source holds the same bytes, so that a place within it can be told.
    verbatim: bool,
    origin: Origin,
}

/// Where words come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Ordinary words.
    Prose,
    /// They state the claim of this id.
    Claim(String),
    /// They name a term that the glossary explains.
    Term,
    /// A phone number, a web address, or words shown letter for letter.
    Address,
}

/// Where a page states a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimUse<'s> {
    /// The page.
    pub article: ArticleId,
    /// The anchor of the heading above, as a link names it; none above the first heading.
    pub anchor: Option<&'s str>,
}

/// Reads an article.
#[must_use]
pub fn read(site: &Site, article: &Article, document: &Document<'_>) -> Reading {
    let language = Language::from_tag(&article.place.language);
    Reading { language, units: walk::units(site, article, document, language) }
}

/// For every claim, the places that state it, in the order of pages and from top to bottom. A claim that no page uses
/// is there as well, with none; a heading that states it twice is there once.
#[must_use]
pub fn claim_uses(site: &Site) -> BTreeMap<&str, Vec<ClaimUse<'_>>> {
    let ids: Vec<ArticleId> = site.ids().collect();
    let found: Vec<Vec<(String, ClaimUse<'_>)>> = ids
        .into_par_iter()
        .map(|article| {
            let document = site[article].document(site.words_of(&site[article]));
            let reading = read(site, &site[article], &document);
            // Headings are units in the order of the article's anchors.
            let mut anchors = site[article].anchors.iter().map(String::as_str);
            let mut anchor = None;
            let mut uses = Vec::new();
            for unit in &reading.units {
                if unit.kind == UnitKind::Heading {
                    anchor = anchors.next();
                }
                let below = if unit.kind == UnitKind::Heading || unit.heading.is_some() { anchor } else { None };
                uses.extend(unit.claims().map(|id| (id.to_owned(), ClaimUse { article, anchor: below })));
            }
            uses
        })
        .collect();
    let mut uses: BTreeMap<&str, Vec<ClaimUse<'_>>> =
        site.references.claims.keys().map(|id| (id.as_str(), Vec::new())).collect();
    for (id, place) in found.into_iter().flatten() {
        if let Some(places) = uses.get_mut(id.as_str()).filter(|places| places.last() != Some(&place)) {
            places.push(place);
        }
    }
    uses
}

impl Reading {
    /// Where a part of a unit stands in the article's file.
    #[must_use]
    pub fn place(&self, article: &Article, unit: &Unit, range: &Range<usize>) -> Location {
        match unit.span(range) {
            Some(span) => article.source.at(span),
            None => article.field(&[Step::Key("summary")]),
        }
    }

    /// What the formulas of readability need to know of the page: all of its running text, block by block.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.units.iter().filter(|unit| unit.kind.is_running()).map(|unit| unit.counts(self.language)).sum()
    }
}

impl Unit {
    /// The place in the source of a part of the text; none for the summary.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Option<Span> {
        let first = self.touched(range).next().or_else(|| self.pieces.last())?;
        let last = self.touched(range).last().unwrap_or(first);
        let mut start = first.span.start;
        if first.verbatim {
            start += range.start.saturating_sub(first.at.start).min(first.at.len());
        }
        let mut end = last.span.end;
        if last.verbatim {
            end = last.span.start + (range.end.min(last.at.end) - last.at.start);
        }
        Some(start..end.max(start))
    }

    /// How many words a part of the text has.
    #[must_use]
    pub fn words(&self, range: &Range<usize>) -> usize {
        prose::words(&self.text[range.clone()]).count()
    }

    /// Where the words in a range come from, from first to last.
    pub fn origins(&self, range: &Range<usize>) -> impl Iterator<Item = &Origin> {
        self.touched(range).map(|piece| &piece.origin)
    }

    fn touched(&self, range: &Range<usize>) -> impl Iterator<Item = &Piece> {
        let from = self.pieces.partition_point(|piece| piece.at.end <= range.start);
        self.pieces[from..].iter().take_while(|piece| piece.at.start < range.end)
    }

    /// Ids of the claims that it states, from first to last.
    pub fn claims(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match &piece.origin {
            Origin::Claim(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// What the formulas of readability need to know of it.
    ///
    /// Left out are names (WCAG 2.2, 3.1.5, judges a text "after removal of proper names and titles"), terms, which the
    /// page explains where they stand, and numbers and addresses to call or write to.
    #[must_use]
    pub fn counts(&self, language: Language) -> Counts {
        self.sentences.iter().map(|sentence| self.counts_of(sentence, language)).sum()
    }

    /// The same for one of its sentences.
    #[must_use]
    pub fn counts_of(&self, sentence: &Range<usize>, language: Language) -> Counts {
        let mut kept = String::with_capacity(sentence.len());
        let mut at = sentence.start;
        for word in prose::words(&self.text[sentence.clone()]) {
            let word = word.start + sentence.start..word.end + sentence.start;
            if self.is_name(&word, sentence.start, language)
                || self.origins(&word).any(|origin| matches!(origin, Origin::Term | Origin::Address))
            {
                kept.push_str(&self.text[at..word.start]);
                at = word.end;
            }
        }
        kept.push_str(&self.text[at..sentence.end]);
        let counts = readability::count(&kept, language);
        Counts { sentences: usize::from(counts.words > 0), ..counts }
    }

    /// A capital within a sentence. German writes every noun so, and can't be read that way.
    fn is_name(&self, word: &Range<usize>, sentence: usize, language: Language) -> bool {
        let text = &self.text[word.clone()];
        let before = self.text[sentence..word.start].trim_end();
        language != Language::German
            && text.starts_with(char::is_uppercase)
            && !(language == Language::English && text.starts_with('I') && !text[1..].starts_with(char::is_alphanumeric))
            // Behind a colon or in quotes a sentence may begin.
            && before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }
}

#[cfg(test)]
mod tests;
