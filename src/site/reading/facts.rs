//! What can be counted on a page: its words, and the parts that it is made of.

use serde::{Deserialize, Serialize};

use crate::content::article::Article;
use crate::content::document::{BlockKind, Document, Inline, Target};
use crate::content::references::Certainty;
use crate::prose::readability::Counts;
use crate::site::Site;
use crate::site::reading::{Reading, UnitKind};
use crate::site::review::claims_of;

/// What a page is made of.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Words of its body, those of headings, lists and captions among them.
    pub words: usize,
    /// What the formulas of readability need to know of it.
    pub counts: Counts,
    /// Sentences of its summary.
    pub summary_sentences: usize,
    /// Headings of every kind.
    pub headings: usize,
    /// Lists with bullets or numbers, do and do-not lists among them.
    pub lists: usize,
    /// Lists with numbers.
    pub steps: usize,
    /// Do and do-not lists.
    pub do_lists: usize,
    /// Cards of every level.
    pub cards: usize,
    /// Cards that tell people to seek help.
    pub help_cards: usize,
    /// Tables.
    pub tables: usize,
    /// Pictures on their own.
    pub figures: usize,
    /// Those with a caption.
    pub captioned: usize,
    /// Links to other websites.
    pub websites: usize,
    /// Whether it states a claim that is said not to be certain.
    pub says_what_is_uncertain: bool,
}

/// Counts a page.
#[must_use]
pub(crate) fn of(site: &Site, article: &Article, document: &Document<'_>, reading: &Reading<'_>) -> Facts {
    let claims = claims_of(site, article);
    let certainties = claims.iter().filter_map(|id| site.references.claims.get(*id)?.certainty);
    let summary = reading.units.iter().filter(|unit| unit.kind == UnitKind::Summary);
    let body = reading.units.iter().filter(|unit| !matches!(unit.kind, UnitKind::Summary | UnitKind::Alternative));
    let mut facts = Facts {
        words: body.map(|unit| unit.words.len()).sum(),
        counts: reading.counts(),
        summary_sentences: summary.map(|unit| unit.sentences.len()).sum(),
        headings: document.headings().len(),
        says_what_is_uncertain: certainties.into_iter().any(|certainty| certainty != Certainty::Firm),
        ..Facts::default()
    };
    document.each_block(&mut |block| match &block.kind {
        BlockKind::List(list) => {
            facts.lists += 1;
            facts.steps += usize::from(list.start.is_some());
        }
        BlockKind::DoList(_) => {
            facts.lists += 1;
            facts.do_lists += 1;
        }
        BlockKind::Card(card) => {
            facts.cards += 1;
            facts.help_cards += usize::from(card.level.seeks_help());
        }
        BlockKind::Table(_) => facts.tables += 1,
        BlockKind::Figure(image) => {
            facts.figures += 1;
            facts.captioned += usize::from(!image.caption.trim().is_empty());
        }
        _ => {}
    });
    document.each_inline(&mut |inline| {
        if let Inline::Link(link) = inline {
            facts.websites += usize::from(matches!(link.target, Target::External(_)));
        }
    });
    facts
}
