//! An article as its reader reads it: plain prose, block by block, and the place of every sentence in the source.
//!
//! Claims, terms and phone numbers read as on the page. The address of a website or a file is replaced by spaces: no part
//! of one is prose. The numbers of sources are left out. So are the explanations in brackets that the page prints after a
//! term's first use: they are in the glossary, once for all pages, and counting them would tell editors that explaining a
//! word makes a page harder.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::base::diagnostic::Location;
use crate::base::yaml::Step;
use crate::content::article::Article;
use crate::content::document::{Document, Span};
use crate::prose::quantities::{self, Figure, Ratio};
use crate::prose::readability::{self, Counts};
use crate::prose::{Language, Vocabulary};
use crate::site::{ArticleId, Site};

pub(crate) mod facts;
mod unit;
mod walk;

pub use unit::{Unit, UnitKind};

/// The prose of an article, from top to bottom; footnotes last.
#[derive(Debug)]
pub struct Reading<'d> {
    /// Its language.
    pub language: Language,
    /// Its title. It is no part of the text, and is measured by rules of its own.
    pub title: Unit<'d>,
    /// Its units. The first is the summary.
    pub units: Vec<Unit<'d>>,
    /// Stems of words that claims use as units.
    other_units: &'d BTreeSet<String>,
}

/// Where a page states a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimUse<'s> {
    /// The page.
    pub article: ArticleId,
    /// The anchor of the heading above, as a link names it; none above the first heading.
    pub anchor: Option<&'s str>,
}

/// Reads an article. Its words are numbered by a vocabulary, for those who look for them.
#[must_use]
pub fn read<'d>(site: &'d Site, article: &Article, document: &'d Document<'_>, vocabulary: &Vocabulary) -> Reading<'d> {
    let language = Language::from_tag(&article.place.language);
    let (title, units) = walk::walk(site, article, document, language, vocabulary);
    Reading { language, title, units, other_units: &site.references.topics.units }
}

/// For every claim, the places that state it, in the order of pages and from top to bottom. A claim that no page uses
/// is there as well, with none; a heading that states it twice is there once.
#[must_use]
pub(crate) fn claim_uses(site: &Site) -> BTreeMap<&str, Vec<ClaimUse<'_>>> {
    let ids: Vec<ArticleId> = site.ids().collect();
    let found: Vec<Vec<(String, ClaimUse<'_>)>> = ids
        .into_par_iter()
        .map(|article| {
            let document = site[article].document(site.words_of(&site[article]));
            let reading = read(site, &site[article], &document, &Vocabulary::default());
            // Headings are units in the order of the article's anchors.
            let mut anchors = site.body_of(&site[article]).anchors.all();
            let mut anchor = None;
            let mut uses = Vec::new();
            for unit in &reading.units {
                if unit.kind.is_heading() {
                    anchor = anchors.next();
                }
                let below = if unit.kind.is_heading() || unit.heading.is_some() { anchor } else { None };
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

/// For every article, each formula of readability that was made for its language, by name; in the order of articles.
#[must_use]
pub fn indexes(site: &Site) -> Vec<BTreeMap<&'static str, f64>> {
    let ids: Vec<ArticleId> = site.ids().collect();
    ids.into_par_iter().map(|id| indexes_of(site, id)).collect()
}

fn indexes_of(site: &Site, id: ArticleId) -> BTreeMap<&'static str, f64> {
    let document = site[id].document(site.words_of(&site[id]));
    let Reading { language, units, .. } = read(site, &site[id], &document, &Vocabulary::default());
    let running = units.iter().filter(|unit| unit.kind.is_running());
    readability::indexes(&running.map(|unit| unit.counts_with_syllables(language)).sum(), language)
}

impl<'d> Reading<'d> {
    /// Its units with its title before them: whatever words a reader meets.
    pub fn all(&self) -> impl Iterator<Item = &Unit<'d>> {
        std::iter::once(&self.title).chain(&self.units)
    }

    fn all_figures(&self, unit: &Unit<'_>) -> Vec<(usize, Figure)> {
        if !unit.has_numbers() {
            return Vec::new();
        }
        let sentences = unit.sentences.iter().enumerate();
        let figures = sentences.flat_map(|(index, range)| {
            let found = quantities::find(&unit.text, &unit.words, range, self.language, self.other_units);
            found.into_iter().map(move |figure| (index, figure))
        });
        figures.collect()
    }

    /// The figures of one of a unit's sentences. The vocabulary has to know numbers: see [`quantities::vocabulary`].
    pub fn figures<'u>(&self, unit: &'u Unit<'_>, sentence: usize) -> impl Iterator<Item = &'u Figure> {
        let all = unit.figures.get_or_init(|| self.all_figures(unit));
        // They are in the order of their sentences.
        let first = all.partition_point(|(index, _)| *index < sentence);
        all[first..].iter().take_while(move |(index, _)| *index == sentence).map(|(_, figure)| figure)
    }

    /// Every "24 in 100" in one of a unit's sentences.
    pub(crate) fn ratios<'u>(&self, unit: &'u Unit<'_>, sentence: usize) -> impl Iterator<Item = &'u Ratio> {
        self.figures(unit, sentence).filter_map(|figure| figure.ratio.as_ref())
    }

    /// Where what is measured is in the article's file: a part of a unit, but the summary as a whole.
    #[must_use]
    pub fn place(&self, article: &Article, unit: &Unit<'_>, range: &Range<usize>) -> Location {
        if unit.kind == UnitKind::Summary || unit.text.is_empty() {
            return article.field(&[Step::Key("summary")]);
        }
        article.source.at(self.span(article, unit, range))
    }

    /// The same as a byte range of the source, and the very part of a summary.
    #[must_use]
    pub fn span(&self, article: &Article, unit: &Unit<'_>, range: &Range<usize>) -> Span {
        let field = match unit.kind {
            UnitKind::Title => "title",
            UnitKind::Summary => "summary",
            _ => return unit.span(range),
        };
        // Quotation marks and folded lines are no part of the text. Where front matter is folded, all of it is the place.
        let field = article.field_span(&[Step::Key(field)]);
        match article.source.text[field.clone()].find(&unit.text) {
            Some(at) => field.start + at + range.start..field.start + at + range.end,
            None => field,
        }
    }

    /// What the formulas of readability need to know of the page: all of its running text, block by block.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.units.iter().filter(|unit| unit.kind.is_running()).map(|unit| unit.counts(self.language)).sum()
    }
}

#[cfg(test)]
mod tests;
