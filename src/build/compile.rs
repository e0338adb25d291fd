//! Sources → a site that was read, linked, checked and laid out: everything that rendering needs.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use anyhow::Result;
use rayon::prelude::*;

use super::cache::Cache;
use super::progress::{OnProgress, Progress, Stage};
use super::session::{Session, Unchanged};
use crate::base::diagnostic::{Diagnostic, Severity};
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
    /// The pages that need not be rendered again.
    pub unchanged: Unchanged,
    /// Bytes of its stylesheet, compressed: a part of every page's weight.
    pub stylesheet_bytes: usize,
    /// The lightest problem of a written page that keeps the site from being published.
    pub stopped_by: Severity,
}

impl Compiled {
    fn refused(mut found: Vec<Diagnostic>, problems: Vec<Diagnostic>) -> Self {
        found.extend(problems);
        Self { plan: None, diagnostics: found }
    }

    /// Problems of one weight.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// Reads, links and checks the site in a folder, without a cache.
///
/// ```
/// use carepress::base::date::Date;
/// use carepress::build::compile;
/// use carepress::content::config::Options;
///
/// let site = tempfile::tempdir()?;
/// let settings = "name: Our clinic\nbase_url: https://clinic.example/\nlanguages: [en]\nguide: guide.md\n";
/// std::fs::write(site.path().join("site.yaml"), settings)?;
/// std::fs::create_dir(site.path().join("content"))?;
/// let article = "---\ntitle: The guide\nkind: guide\nsummary: Start here.\n---\n\nRead [how to sleep](slep.md).\n";
/// std::fs::write(site.path().join("content/guide.md"), article)?;
///
/// let compiled = compile(site.path(), Options { today: Date::today(), drafts: false, portable: false })?;
///
/// let problem = compiled.diagnostics.iter().find(|problem| problem.code.as_str() == "broken-link");
/// assert_eq!(problem.map(|problem| &*problem.message), Some("there is no file content/slep.md"));
/// # Ok::<(), anyhow::Error>(())
/// ```
///
/// # Errors
/// When the folder or a file in it can't be read.
pub fn compile(root: &Path, options: Options) -> Result<Compiled> {
    let (sources, problems) = source::discover(root)?;
    Ok(compile_sources(sources, problems, options, &mut Cache::default(), &|_| ()))
}

/// Links and checks a site from its sources; what is cached is not worked out again. `found` is what was found while
/// reading. `watch` is called as each stage begins.
#[must_use]
pub fn compile_sources(
    sources: Sources,
    found: Vec<Diagnostic>,
    options: Options,
    cache: &mut Cache,
    watch: OnProgress<'_>,
) -> Compiled {
    watch(Progress::Begins(Stage::Parse));
    let mut session = match Session::open(cache, &sources, options) {
        Ok(session) => session,
        Err(problems) => return Compiled::refused(found, problems),
    };
    session.parse(sources.articles);
    watch(Progress::Begins(Stage::Link));
    let site = session.link();
    watch(Progress::Begins(Stage::LayOut));
    let (pages, of_pages) = session.lay_out(&site);
    let (theme, of_theme) = session.load_theme(&site, sources.templates);
    watch(Progress::Begins(Stage::Check));
    let mut found = session.check(&site, found);
    found.extend(of_pages.into_iter().chain(of_theme));
    let (found, waived) = waiver::apply(&site, found);
    let diagnostics = check::weigh(&site, &sources.settings, found);
    let register = Register::new(&site, session.facts(), &diagnostics, waived);
    let unchanged = session.close(&theme);
    Compiled { plan: Some(Plan::new(site, pages, theme, register, unchanged)), diagnostics }
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
pub(crate) fn examine_sources(sources: Sources, found: Vec<Diagnostic>, options: Options) -> Vec<Diagnostic> {
    let Compiled { plan, mut diagnostics } = compile_sources(sources, found, options, &mut Cache::default(), &|_| ());
    if let Some(plan) = plan.filter(|_| !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)) {
        let found = plan.pages.par_iter().flat_map_iter(|page| plan.render(page).1);
        diagnostics.extend(one_of_each(found.collect()));
    }
    diagnostics
}

impl Plan {
    fn new(
        site: Arc<Site>,
        pages: Arc<Vec<Page>>,
        theme: Arc<render::Theme>,
        register: Register,
        unchanged: Unchanged,
    ) -> Self {
        let stylesheet_bytes = check::stylesheet_bytes(&site);
        let (rows, stopped_by) = (OnceLock::new(), Severity::Error);
        Self { site, pages, theme, register, rows, unchanged, stylesheet_bytes, stopped_by }
    }

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
            is_index: page.traits(&self.site).is_index(&self.site),
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
