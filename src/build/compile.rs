//! Sources → a site that was read, linked, checked and laid out: everything that rendering needs.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::Result;
use rayon::prelude::*;

use super::cache::Memory;
use super::progress::{self, Progress, Watch};
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::base::digest::Digest;
use crate::check::{self, waiver};
use crate::content::config::Options;
use crate::disk::output::Output;
use crate::disk::source::{self, Sources};
use crate::render;
use crate::site::page::Page;
use crate::site::register::Register;
use crate::site::{Site, register};

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

/// A mistake in a template fails on every page that uses it; the first page stands for all.
pub(crate) fn one_of_each(mut failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    failed.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    failed.dedup_by(|a, b| a.location == b.location && a.code == b.code);
    failed
}
