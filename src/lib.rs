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
pub mod markdown;
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
use crate::output::{Published, Stage};
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
    Ok(Compiled { plan: Some(Plan { site, pages, theme, register }), diagnostics })
}

/// Everything that is wrong with a site: what [`compile`] finds and, where nothing else is wrong, what shows only when
/// pages are rendered, a mistake in a template. Writes nothing.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn examine(root: &Path, options: Options) -> Result<Vec<Diagnostic>> {
    let Compiled { plan, mut diagnostics } = compile(root, options)?;
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    if let Some(plan) = plan.filter(|_| !diagnostics.iter().any(is_error)) {
        let failed = plan.pages.par_iter().filter_map(|page| {
            render::page(&plan.site, &plan.theme, &plan.register, page).err().map(|problem| *problem)
        });
        diagnostics.extend(one_of_each(failed.collect()));
    }
    Ok(diagnostics)
}

/// What became of publishing.
#[derive(Debug)]
pub enum Outcome {
    /// The new site is in place.
    Published(Published),
    /// A template failed on some page; the published site is as it was.
    Refused(Vec<Diagnostic>),
}

/// Renders every page and publishes the site to a folder. `progress` is called once for each page.
///
/// # Errors
/// When the folder is not ours to replace, or the disk refuses. The published site is then as it was.
pub fn publish(plan: &Plan, root: &Path, target: &Path, progress: &(impl Fn() + Sync)) -> Result<Outcome> {
    let Plan { site, pages, theme, register } = plan;
    let stage = Stage::begin(target, root)?;
    let failed: Vec<Diagnostic> = pages
        .par_iter()
        .map(|page| {
            progress();
            match render::page(site, theme, register, page) {
                Ok(output) => stage.write(&output).map(|()| None),
                Err(problem) => Ok(Some(*problem)),
            }
        })
        .filter_map(Result::transpose)
        .collect::<Result<_>>()?;
    if !failed.is_empty() {
        return Ok(Outcome::Refused(one_of_each(failed)));
    }
    site.assets.par_iter().try_for_each(|asset| stage.write(&render::asset(asset)?))?;
    for format in render::FORMATS {
        format(site, pages).iter().try_for_each(|output| stage.write(output))?;
    }
    Ok(Outcome::Published(stage.publish()?))
}

/// A mistake in a template fails on every page that uses it; the first page stands for all.
fn one_of_each(mut failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    failed.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    failed.dedup_by(|a, b| a.location == b.location && a.code == b.code);
    failed
}
