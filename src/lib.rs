//! carepress turns a folder of patient-education articles into a linked, checked static website.
//!
//! # The pipeline
//!
//! Read **sources** into **articles**, link them into a **site**, lay it out as **pages**, check it, render
//! **outputs**, publish them:
//!
//! 1. [`disk::source::discover`]: the site's folder → [`disk::source::Sources`]
//! 2. [`content::article::parse`]: one source → [`content::article::Article`], whose body is read when it is checked
//! 3. [`site::link`]: all articles → [`site::Site`]
//! 4. [`site::page::pages`]: the site → [`site::page::Page`]s
//! 5. [`check::articles`], [`check::given`] and [`check::whole`]: the site → [`base::diagnostic::Diagnostic`]s
//! 6. [`render::page`]: one page → [`disk::output::Output`]
//! 7. [`disk::output::Stage`]: outputs → the published folder, swapped in one step
//!
//! [`compile`] is steps 1 to 5, [`publish`] is steps 6 and 7; every command is a recipe over these two.
//!
//! # Invariants
//!
//! `tests/house.rs` keeps them.
//!
//! 1. A file uses only files above it in the list of modules below. `check` and `render` do not know each other.
//! 2. Only [`source`] reads the site and only [`output`] writes it; only [`edit`] changes what editors wrote, and no
//!    build does. The files between them print nothing and ask no clock,
//!    no environment and no network. They return `(T, Vec<Diagnostic>)` and cannot fail: what is wrong in content is a
//!    [`base::diagnostic::Diagnostic`]; what is wrong with the world is an [`anyhow::Error`], at the doors and edges.
//! 3. No type is half-built: a later stage makes a new type. A name that has been looked up has a type of its own
//!    ([`site::Destination`]), and so has one that has been checked ([`base::address::Slug`], [`base::date::Date`]).
//! 4. Same input, same bytes: sorted walks, ordered maps, no time of day.
//! 5. Work per page, never per pair of pages. Pages are rendered and written as a stream, in parallel; the site in
//!    memory holds what linking and checking need, and no page's HTML.
//!
//! # To add something
//!
//! - **A check:** one file in `check/`, one line in its list, one folder in `tests/check/`.
//! - **A page kind:** a variant of [`site::page::Page`] and a template; the compiler shows the rest.
//! - **A file beside the pages:** a variant of [`site::page::Beside`], its text in `render/`; the compiler shows the rest.

pub mod base;
pub mod prose;

pub mod disk;

pub mod content;
pub mod progress;
pub mod site;

pub mod check;
pub mod render;

pub mod memory;
pub mod schema;

pub mod report;

pub mod command;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::Result;
use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::digest::Digest;
use crate::check::waiver;
use crate::content::config::Options;
use crate::disk::output::{Output, Published, Stage};
use crate::disk::source::{self, Sources};
use crate::memory::Memory;
use crate::progress::{Progress, Watch};
use crate::site::Site;
use crate::site::page::Page;
use crate::site::register::{self, Register};

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
    pub site: Arc<Site>,
    /// Its pages.
    pub pages: Arc<Vec<Page>>,
    /// Its templates, loaded.
    pub theme: Arc<render::Theme>,
    /// What its staff has to know of every article.
    pub register: Register,
    rows: OnceLock<Vec<register::Row>>,
    /// Of each article, whether its pages are published as they would be rendered now.
    pub unchanged: Vec<bool>,
    /// Digests of all that the other pages show: first of those that list articles, then of the register as well.
    pub shown: [Digest; 2],
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

/// Reads, links and checks the site in a folder, without any memory of an earlier time.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn compile(root: &Path, options: Options) -> Result<Compiled> {
    let (sources, problems) = source::discover(root)?;
    Ok(compile_sources(sources, problems, options, &mut Memory::default(), &|_| ()))
}

/// Links and checks a site from its sources, and the problems that were found with them, as far as memory does not tell.
/// `watch` is told which stage begins.
#[must_use]
pub fn compile_sources(
    sources: Sources,
    mut diagnostics: Vec<Diagnostic>,
    options: Options,
    memory: &mut Memory,
    watch: Watch<'_>,
) -> Compiled {
    let begins = |stage| watch(Progress::Begins(stage));
    begins(progress::Stage::Parse);
    let mut kept = match memory.take(&sources, options) {
        Ok(kept) => kept,
        Err(found) => {
            diagnostics.extend(found);
            return Compiled { plan: None, diagnostics };
        }
    };
    diagnostics.extend_from_slice(&kept.problems);
    let config = &*kept.given.config;
    let are_in_place = memory.read(sources.articles, kept.reading_rests_on, config);
    begins(progress::Stage::Link);
    let site = kept.link(memory.articles(), are_in_place);
    begins(progress::Stage::LayOut);
    let (pages, of_pages) = kept.lay_out(&site);
    let (theme, of_theme) = kept.load_theme(&site, sources.templates);
    begins(progress::Stage::Check);
    let lists = memory.examine(&mut kept, &site);
    let unchanged = memory.unchanged(theme.digest());
    // There may be many, and room that is made for all at once is no more than they need.
    diagnostics.reserve(memory.problems().count());
    diagnostics.extend(memory.problems().cloned());
    diagnostics.extend(kept.examine_whole(&site));
    diagnostics.extend(of_pages);
    diagnostics.extend(of_theme);
    let (diagnostics, waived) = waiver::apply(&site, diagnostics);
    let diagnostics = check::weigh(&site, &sources.settings, diagnostics);
    let facts = memory.articles().iter().filter_map(|known| Some(Arc::clone(&known.examined.as_ref()?.facts)));
    let register = Register::new(&site, facts.collect(), &diagnostics, waived);
    let stylesheet_bytes = check::stylesheet_bytes(&site);
    memory.keep(kept);
    let lists = Digest::all([lists, theme.digest()]);
    // What stands in the register follows from each article's text and all that examining it rested on.
    let keys = memory.articles().iter().filter_map(|known| Some(known.examined.as_ref()?.key));
    let shown = [lists, Digest::all(std::iter::once(lists).chain(keys))];
    let (rows, stopped_by) = (OnceLock::new(), Severity::Error);
    let plan = Plan { site, pages, theme, register, rows, unchanged, shown, stylesheet_bytes, stopped_by };
    Compiled { plan: Some(plan), diagnostics }
}

/// Everything that is wrong with a site: what [`compile`] finds and, where nothing else is wrong, what shows only when
/// pages are rendered: a mistake in a template, a page that is too heavy. Writes nothing.
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn examine(root: &Path, options: Options) -> Result<Vec<Diagnostic>> {
    let (sources, found) = source::discover(root)?;
    Ok(examine_sources(sources, found, options))
}

/// The same for sources that were read already, and maybe changed since. `found` is what was found while reading.
#[must_use]
pub fn examine_sources(sources: Sources, found: Vec<Diagnostic>, options: Options) -> Vec<Diagnostic> {
    let Compiled { plan, mut diagnostics } = compile_sources(sources, found, options, &mut Memory::default(), &|_| ());
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    if let Some(plan) = plan.filter(|_| !diagnostics.iter().any(is_error)) {
        let found = plan.pages.par_iter().flat_map_iter(|page| plan.render(page).1);
        diagnostics.extend(one_of_each(found.collect()));
    }
    diagnostics
}

impl Plan {
    /// The rows of the register, in the order of the articles' paths; made when somebody first asks. No build keeps them:
    /// those of a large site take much memory.
    #[must_use]
    pub fn rows(&self) -> &[register::Row] {
        self.rows.get_or_init(|| self.register.rows(&self.site))
    }

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
    /// Whether memory holds anything now that it did not hold before, and is worth keeping anew.
    pub is_news: bool,
}

/// Renders every page that is not published as it would be rendered now, and publishes the site to a folder. What was
/// published is kept in memory. `watch` is told of each page.
///
/// # Errors
/// When the folder is not ours to replace, or the disk refuses. The published site is then as it was.
pub fn publish(plan: &Plan, memory: &mut Memory, root: &Path, target: &Path, watch: Watch<'_>) -> Result<Outcome> {
    watch(Progress::Begins(progress::Stage::Render));
    let Plan { site, pages, .. } = plan;
    let stage = Stage::begin(target, root, memory.seen())?;
    let is_known_site = stage.is_seen();
    let render = |page: &Page| {
        watch(Progress::Page);
        let is_unchanged = match page.article().or(page.shown()) {
            Some(id) => plan.unchanged[id.0],
            None => memory.has_shown(plan.shown[usize::from(*page == Page::Register)]),
        };
        if is_known_site && is_unchanged && stage.keep(&page.address(site).output_path()) {
            return Ok(Vec::new());
        }
        let (output, found) = plan.render(page);
        output.map_or(Ok(()), |output| stage.write(output)).map(|()| found)
    };
    // The lists of all pages take longest. They are the last pages, and are begun first, so that no core waits for them.
    let found: Vec<Vec<Diagnostic>> = pages.par_iter().rev().map(render).collect::<Result<_>>()?;
    let found = one_of_each(found.into_iter().rev().flatten().collect());
    if found.iter().any(|diagnostic| diagnostic.severity >= plan.stopped_by) {
        return Ok(Outcome::Refused(found));
    }
    site.assets.par_iter().try_for_each(|asset| {
        stage.write(render::asset(asset)?)?;
        render::smaller(asset).map_or(Ok(()), |output| stage.write(output))
    })?;
    render::formats::beside(site, pages).into_iter().try_for_each(|output| stage.write(output))?;
    watch(Progress::Begins(progress::Stage::Publish));
    let (files, seen) = stage.publish()?;
    let is_news = memory.published(seen, plan.theme.digest(), plan.shown, &found);
    Ok(Outcome::Published(Done { files, warnings: found, is_news }))
}

/// A mistake in a template fails on every page that uses it; the first page stands for all.
fn one_of_each(mut failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    failed.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    failed.dedup_by(|a, b| a.location == b.location && a.code == b.code);
    failed
}
