//! The register: every page with what its staff has to know of it. `carepress register` prints it, and it is the page
//! `register.html`.

pub(crate) mod instruments;
mod items;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::base::date::Date;
use crate::base::diagnostic::{Code, Diagnostic, Severity};
use crate::content::article::{Article, Kind, Waiver};
use crate::content::references::Claim;
use crate::prose::Language;
use crate::site::reading::facts::Facts;
use crate::site::reading::{ClaimUse, claim_uses};
use crate::site::register::instruments::{Answers, Evidence, INSTRUMENTS};
use crate::site::review::{State, claims_of, state};
use crate::site::{ArticleId, Site};

/// One page. In JSON, the fields have these names; days are `YYYY-MM-DD`, and what is not there is `null`.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The file, relative to the site's folder.
    pub path: String,
    /// Its address, relative to the site's top; empty for the home page.
    pub address: String,
    /// Its language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// `guide`, `article`, `myths` or `faq`.
    pub kind: Kind,
    /// Version of the text.
    pub version: Option<String>,
    /// State of the review: `missing`, `not-reviewed`, `incomplete`, `changed`, `overdue`, `due-soon` or `current`.
    pub state: State,
    /// The role that reviewed it.
    pub reviewed_by: Option<String>,
    /// Day of the last review.
    pub last_reviewed: Option<Date>,
    /// Day of the next one.
    pub next_review: Option<Date>,
    /// Whether readers find it.
    pub publication: Publication,
    /// First day on which it is published.
    pub publish_on: Option<Date>,
    /// First day on which it is no longer current.
    pub expires_on: Option<Date>,
    /// Words of its body.
    pub words: usize,
    /// Automated Readability Index, a school grade of the United States, to one decimal; for English.
    pub ari: Option<f64>,
    /// Coleman-Liau index, likewise.
    pub coleman_liau: Option<f64>,
    /// Problems that stop a build.
    pub errors: usize,
    /// Other problems.
    pub warnings: usize,
    /// Problems that are waived.
    pub waived: usize,
    /// The waivers that hold on the day: check, the words that are let through if it names any, the reason, the role that
    /// answers for it, and the last day.
    pub waivers: Vec<Waiver>,
    /// Ids of the claims that it states, in order.
    pub claims: Vec<String>,
    /// Languages in which it is there, its own among them.
    pub languages: Vec<String>,
    /// PEMAT-P: numbers of its items by their answers.
    pub pemat: Answers,
    /// CDC Clear Communication Index, likewise.
    pub cdc: Answers,
    /// DISCERN, likewise.
    pub discern: Answers,
}

/// Whether readers find a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Publication {
    /// It is on the site.
    Published,
    /// Its first day is still to come.
    Planned,
    /// Its last day has passed: a notice takes its place.
    Expired,
}

impl Publication {
    /// Its name, as serialised.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Planned => "planned",
            Self::Expired => "expired",
        }
    }
}

/// What the rows of a site tell. They are made when somebody asks for them: a large site has many, and seldom a reader.
#[derive(Debug, Default)]
pub struct Register {
    /// Of each article.
    facts: Vec<Arc<Facts>>,
    /// Of articles on which anything was found.
    found: HashMap<ArticleId, PageFindings>,
    /// The waivers in force, by article.
    waivers: HashMap<ArticleId, Vec<Waiver>>,
}

/// What editors let through.
#[derive(Debug, Default)]
pub struct Waived {
    /// The problems.
    pub problems: Vec<Diagnostic>,
    /// The waivers in force, whether they waived anything or not.
    pub waivers: HashMap<ArticleId, Vec<Waiver>>,
}

/// What was found on one page.
#[derive(Debug, Default)]
struct PageFindings {
    errors: usize,
    warnings: usize,
    waived: usize,
    codes: BTreeSet<Code>,
}

impl Register {
    /// Gathers what the rows of a site tell. `facts` are those of the articles, in the same order.
    #[must_use]
    pub fn new(site: &Site, facts: Vec<Arc<Facts>>, found: &[Diagnostic], waived: Waived) -> Self {
        let mut of_pages = HashMap::<ArticleId, PageFindings>::new();
        for (diagnostics, are_waived) in [(found, false), (&waived.problems, true)] {
            // What is found on one page mostly comes together.
            for of_page in diagnostics.chunk_by(|a, b| a.path() == b.path()) {
                let path = of_page[0].path().strip_prefix("content/");
                let Some(id) = path.and_then(|path| site.article(path)) else { continue };
                let found = of_pages.entry(id).or_default();
                for diagnostic in of_page {
                    match (are_waived, diagnostic.severity) {
                        (true, _) => found.waived += 1,
                        (false, Severity::Error) => found.errors += 1,
                        (false, Severity::Warning) => found.warnings += 1,
                    }
                    found.codes.insert(diagnostic.code);
                }
            }
        }
        Self { facts, found: of_pages, waivers: waived.waivers }
    }

    /// The rows, in the order of their paths. `site` is the site that it was made of.
    #[must_use]
    pub fn rows(&self, site: &Site) -> Vec<Row> {
        (0..self.facts.len()).into_par_iter().map(|index| self.row(site, index)).collect()
    }

    /// The rows, one after the other, none of them kept.
    pub(crate) fn one_by_one(&self, site: &Site) -> impl Iterator<Item = Row> {
        (0..self.facts.len()).map(|index| self.row(site, index))
    }

    fn row(&self, site: &Site, index: usize) -> Row {
        let id = ArticleId(index);
        let nothing = PageFindings::default();
        let row = row(site, id, &site[id], &self.facts[index], self.found.get(&id).unwrap_or(&nothing));
        Row { waivers: self.waivers.get(&id).cloned().unwrap_or_default(), ..row }
    }
}

fn row(site: &Site, id: ArticleId, article: &Article, facts: &Facts, found: &PageFindings) -> Row {
    let front = &article.front;
    let review = front.review.as_ref();
    let evidence = Evidence { site, article, facts, found: &found.codes };
    let [pemat, cdc, discern] = INSTRUMENTS.each_ref().map(|instrument| instrument.answers(&evidence));
    let is_english = Language::from_tag(&article.place.language) == Language::English;
    let [ari, coleman_liau] = [facts.counts.ari(), facts.counts.coleman_liau()]
        .map(|grade| grade.filter(|_| is_english).map(|grade| (grade * 10.0).round() / 10.0));
    let translations = match site.translations(id) {
        [] => &[id],
        all => all,
    };
    Row {
        path: article.source.path.clone(),
        address: article.address.as_str().to_owned(),
        language: article.place.language.clone(),
        title: front.title.clone(),
        kind: front.kind,
        version: front.version().map(str::to_owned),
        state: state(site, article),
        reviewed_by: review.and_then(|review| review.reviewed_by.clone()),
        last_reviewed: review.and_then(|review| review.last_reviewed),
        next_review: review.and_then(|review| review.next_review),
        publication: match () {
            () if !site.is_published(article) => Publication::Planned,
            () if site.is_expired(article) => Publication::Expired,
            () => Publication::Published,
        },
        publish_on: front.publish_on,
        expires_on: front.expires_on,
        words: facts.words,
        ari,
        coleman_liau,
        errors: found.errors,
        warnings: found.warnings,
        waived: found.waived,
        waivers: Vec::new(),
        claims: claims_of(site, article).into_iter().map(str::to_owned).collect(),
        languages: translations.iter().map(|id| site[*id].place.language.clone()).collect(),
        pemat,
        cdc,
        discern,
    }
}

/// One claim and the places that state it; in JSON, the fields have these names.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRow {
    /// Its id.
    pub claim: String,
    /// What it is about.
    pub topic: String,
    /// Whom it is about.
    pub population: String,
    /// Its figures with their unit, such as `2 to 4 hours`.
    pub value: String,
    /// Files that state it, in order, with the anchor of the heading above; none when no page does.
    pub places: Vec<String>,
}

/// Every claim of a site, in the order of their ids.
#[must_use]
pub fn claims(site: &Site) -> Vec<ClaimRow> {
    let rows = claim_uses(site).into_iter().map(|(id, uses)| {
        let claim = &site.references.claims[id];
        ClaimRow {
            claim: id.to_owned(),
            topic: claim.topic.clone(),
            population: claim.population.clone(),
            value: amount(claim),
            places: uses.iter().map(|used| place(site, used)).collect(),
        }
    });
    rows.collect()
}

fn place(site: &Site, used: &ClaimUse<'_>) -> String {
    let path = &site[used.article].source.path;
    used.anchor.map_or_else(|| path.clone(), |anchor| format!("{path}#{anchor}"))
}

/// `30 minutes`, `2 to 4 hours`, `24 of 100 people`
fn amount(claim: &Claim) -> String {
    let mut figures = claim.figures();
    let of = claim.of.and_then(|_| figures.pop()).map(|of| format!(" of {of}")).unwrap_or_default();
    format!("{}{of} {}", figures.join(" to "), claim.unit)
}
