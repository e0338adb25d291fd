//! carepress turns a folder of patient-education articles into a linked, checked static website.
//!
//! # The pipeline
//!
//! Read **sources** into **articles**, link them into a **site**, check it, lay it out as **pages**, render
//! **outputs**, publish them:
//!
//! 1. [`source::discover`]: the site's folder → [`source::Sources`]
//! 2. [`article::parse`]: one source → [`article::Article`]
//! 3. [`site::link`]: all articles → [`site::Site`]
//! 4. [`check::check`]: the site → [`diagnostic::Diagnostic`]s
//! 5. [`page::pages`]: the site → [`page::Page`]s
//! 6. [`render::page`]: one page → [`output::Output`]
//! 7. [`output::Stage`]: outputs → the published folder, swapped in one step
//!
//! [`compile`] is steps 1 to 5, [`publish`] is steps 6 and 7; every command is a recipe over these two.
//!
//! # Invariants
//!
//! `tests/house.rs` keeps them.
//!
//! 1. A file uses only files above it in the list of modules below. `check` and `render` do not know each other.
//! 2. Only [`source`] reads and only [`output`] writes the site. The files between them print nothing and ask no clock,
//!    no environment and no network. They return `(T, Vec<Diagnostic>)` and cannot fail: what is wrong in content is a
//!    [`diagnostic::Diagnostic`]; what is wrong with the world is an [`anyhow::Error`], at the doors and edges.
//! 3. No type is half-built: a later stage makes a new type. A name that has been looked up has a type of its own
//!    ([`site::Destination`]), and so has one that has been checked ([`address::Slug`], [`config::Date`]).
//! 4. Same input, same bytes: sorted walks, ordered maps, no time of day.
//! 5. Work per page, never per pair of pages. Pages are rendered and written as a stream, in parallel; the site in
//!    memory holds what linking and checking need, and no page's HTML.
//!
//! # To add something
//!
//! - **A check:** one file in `check/`, one line in its list, one folder in `tests/check/`.
//! - **A page kind:** a variant of [`page::Page`] and a template; the compiler shows the rest.
//! - **An output format:** one file in `render/` and one line in [`render::FORMATS`].

// Ground: what everything stands on.
pub mod diagnostic;
pub mod theme;
pub mod yaml;
// `config` needs `yaml`, and so stands below it.
pub mod config;
// The middle: pure.
pub mod address;
pub mod document;
pub mod fridge_card;
pub mod markdown;
pub mod stylesheet;
// Prose, as a reader meets it: sentences and words, and what is found and counted in them.
pub mod prose;
// They need `prose`.
pub mod figures;
pub mod syllables;
// It needs `syllables`.
pub mod readability;
// What a site is given beside its articles.
pub mod reference;
pub mod words;
// The doors.
pub mod output;
pub mod source;
// From one file to the whole site.
pub mod article;
pub mod site;
// What is known of each article of a site.
pub mod reading;
pub mod review;
// What is counted on it.
pub mod facts;
// What is wrong with it.
pub mod check;
// What is waived, and what the staff is told of every page.
pub mod criteria;
pub mod register;
pub mod waiver;
// Pages and their bytes.
pub mod page;
pub mod render;
// The edges.
pub mod report;
// `command` needs `report`, and so stands below it.
pub mod command;

use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use crate::config::Options;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{Output, Published, Stage};
use crate::page::Page;
use crate::site::Site;

/// A site that was read, linked and checked, with everything that its editors should know.
#[derive(Debug)]
pub struct Compiled {
    /// What can be rendered; absent when the settings can't be read.
    pub plan: Option<Plan>,
    /// Every problem, in the order in which an editor works through them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Everything that rendering needs.
#[derive(Debug)]
pub struct Plan {
    /// The linked site.
    pub site: Site,
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its templates, loaded.
    pub theme: render::Theme,
    /// What its staff has to know of every article.
    pub register: Vec<register::Row>,
    /// Bytes of its stylesheet, compressed: a part of every page's weight.
    pub stylesheet_bytes: usize,
    /// The lightest problem of a written page that keeps the site from being published.
    pub stopped_by: Severity,
}

impl Compiled {
    /// Problems of one weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Reads, links and checks the site in a folder.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn compile(root: &Path, options: Options) -> Result<Compiled> {
    let (sources, mut diagnostics) = source::discover(root)?;
    let config = match config::read(&sources.settings, options) {
        Ok(config) => config,
        Err(found) => {
            diagnostics.extend(found);
            return Ok(Compiled { plan: None, diagnostics });
        }
    };
    let (words, found) = words::read(&sources.words, &config);
    diagnostics.extend(found);
    let (references, found) = reference::read(sources.references, &config);
    diagnostics.extend(found);
    let parsed: Vec<_> = sources
        .articles
        .into_par_iter()
        .map(|source| {
            let place = article::place_of(&source.path["content/".len()..], &config);
            let words = &words[&place.language];
            article::parse(source, &config, words, place)
        })
        .collect();
    let mut articles = Vec::with_capacity(parsed.len());
    for (article, found) in parsed {
        articles.push(article);
        diagnostics.extend(found);
    }
    let site = site::link(config, words, references, articles, sources.assets);
    let (found, facts) = check::check(&site);
    diagnostics.extend(found);
    let (pages, found) = page::pages(&site);
    diagnostics.extend(found);
    let (theme, found) = render::Theme::load(&site, sources.templates);
    diagnostics.extend(found);
    let (diagnostics, waived) = waiver::apply(&site, diagnostics);
    let diagnostics = check::weigh(&site, &sources.settings, diagnostics);
    let register = register::rows(&site, &facts, &diagnostics, &waived);
    let stylesheet_bytes = check::stylesheet_bytes(&site);
    let plan = Plan { site, pages, theme, register, stylesheet_bytes, stopped_by: Severity::Error };
    Ok(Compiled { plan: Some(plan), diagnostics })
}

/// Everything that is wrong with a site: what [`compile`] finds and, where nothing else is wrong, what shows only when
/// pages are rendered: a mistake in a template, a page that is too heavy. Writes nothing.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn examine(root: &Path, options: Options) -> Result<Vec<Diagnostic>> {
    let Compiled { plan, mut diagnostics } = compile(root, options)?;
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    if let Some(plan) = plan.filter(|_| !diagnostics.iter().any(is_error)) {
        let found = plan.pages.par_iter().flat_map_iter(|page| plan.render(page).1);
        diagnostics.extend(one_of_each(found.collect()));
    }
    Ok(diagnostics)
}

impl Plan {
    /// A page as it is written, and what is wrong with it; nothing to write where a template fails.
    #[must_use]
    pub fn render(&self, page: &Page) -> (Option<Output>, Vec<Diagnostic>) {
        let output = match render::page(&self.site, &self.theme, &self.register, page) {
            Ok(output) => output,
            Err(problem) => return (None, vec![*problem]),
        };
        let found = check::check_written(&check::WrittenPage {
            site: &self.site,
            source: &output.source,
            html: &output.bytes,
            stylesheet: self.stylesheet_bytes,
            is_index: page.is_index(&self.site),
        });
        (Some(output), found)
    }
}

/// What became of publishing.
#[derive(Debug)]
pub enum Outcome {
    /// The new site is in place.
    Published(Done),
    /// Something is wrong with some page; the published site is as it was.
    Refused(Vec<Diagnostic>),
}

/// A site in its place.
#[derive(Debug)]
pub struct Done {
    /// What was written.
    pub files: Published,
    /// What its editors should know all the same.
    pub warnings: Vec<Diagnostic>,
}

/// Renders every page and publishes the site to a folder. `progress` is called once for each page.
///
/// # Errors
/// When the folder is not ours to replace, or the disk refuses. The published site is then as it was.
pub fn publish(plan: &Plan, root: &Path, target: &Path, progress: &(impl Fn() + Sync)) -> Result<Outcome> {
    let Plan { site, pages, .. } = plan;
    let stage = Stage::begin(target, root)?;
    let found: Vec<Vec<Diagnostic>> = pages
        .par_iter()
        .map(|page| {
            progress();
            let (output, found) = plan.render(page);
            output.map_or(Ok(()), |output| stage.write(&output)).map(|()| found)
        })
        .collect::<Result<_>>()?;
    let found = one_of_each(found.into_iter().flatten().collect());
    if found.iter().any(|diagnostic| diagnostic.severity >= plan.stopped_by) {
        return Ok(Outcome::Refused(found));
    }
    site.assets.par_iter().try_for_each(|asset| stage.write(&render::asset(asset)?))?;
    for format in render::FORMATS {
        format(site, pages).iter().try_for_each(|output| stage.write(output))?;
    }
    Ok(Outcome::Published(Done { files: stage.publish()?, warnings: found }))
}

/// A mistake in a template fails on every page that uses it; the first page stands for all.
fn one_of_each(mut failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    failed.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    failed.dedup_by(|a, b| a.location == b.location && a.code == b.code);
    failed
}
