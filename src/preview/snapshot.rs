//! The site as it is in memory: compiled at each save, rendered page by page when somebody asks.
//!
//! This is the one place of the preview that knows how a site is compiled. What it gives out is a [`Snapshot`], which
//! never changes: whoever answers a request holds one and is not disturbed by the next save.

use std::collections::{BTreeSet, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use tokio::sync::watch;

use crate::base::date::Date;
use crate::base::diagnostic::{Diagnostic, Severity};
use crate::build::cache::Cache;
use crate::build::{Compiled, Plan, compile_sources};
use crate::content::config::Options;
use crate::disk::output::{Output, shelf};
use crate::disk::source::{Sources, discover_with, last_written, read_again};
use crate::render;
use crate::site::page::Page;
use crate::site::review::state;

/// A site under its editors' hands.
pub(crate) struct Preview {
    compiler: Mutex<Compiler>,
    snapshot: Mutex<Arc<Snapshot>>,
    versions: watch::Sender<u64>,
}

/// How the site is compiled, and what is known of it from the times before.
struct Compiler {
    root: PathBuf,
    today: Option<Date>,
    drafts: bool,
    program: String,
    cache: Cache,
    /// What was read last.
    read: Option<(Sources, Vec<Diagnostic>)>,
}

impl Compiler {
    /// Compiles the site; of what was read before, only the changed files are read again.
    fn compile(&mut self, changed: &BTreeSet<String>) -> Result<Compiled> {
        let today = self.today.unwrap_or_else(Date::today);
        let options = Options { today, drafts: self.drafts, portable: false };
        // Where reading fails, all is read the next time.
        let read = match self.read.take() {
            Some(before) => read_again(&self.root, before, changed)?,
            None => discover_with(&self.root, &shelf(&self.root.join("public"), &self.program))?,
        };
        let (sources, problems) = self.read.insert(read);
        Ok(compile_sources(sources.clone(), problems.clone(), options, &mut self.cache, &|_| ()))
    }

    /// The same after a save. A mistake of our own is no reason to stop, and nothing is kept of what it left behind.
    fn compile_again(&mut self, changed: &BTreeSet<String>) -> Result<Compiled> {
        catch_unwind(AssertUnwindSafe(|| self.compile(changed))).unwrap_or_else(|_| {
            (self.cache, self.read) = (Cache::default(), None);
            Err(anyhow!("carepress made a mistake of its own; the next save tries again"))
        })
    }
}

/// The site after one save.
#[derive(Default)]
pub(crate) struct Snapshot {
    /// Grows with every save, and from one start of the preview to the next.
    pub(super) version: u64,
    /// What can be shown; as it was before, where nothing can be made of the site as it is.
    pub(crate) built: Option<Arc<Built>>,
    /// Every problem, in the order in which an editor works through them.
    pub(super) problems: Arc<Vec<Diagnostic>>,
    /// What changed last.
    pub(crate) saved: BTreeSet<String>,
    /// Why the site can't be read, where it can't.
    pub(crate) trouble: Option<String>,
}

/// A site that can be shown.
pub(crate) struct Built {
    /// The linked site and its pages.
    pub(crate) plan: Plan,
    addresses: Arc<HashMap<String, ServedPlace>>,
    /// What is made of all pages at once, by path; made when somebody asks for it.
    formats: OnceLock<HashMap<String, Output>>,
}

/// What is at an address: its place in a list of the plan.
#[derive(Clone, Copy)]
enum ServedPlace {
    Page(usize),
    Asset(usize),
    /// The file for narrow screens of an asset.
    Smaller(usize),
}

/// What was found at an address.
pub(super) enum Served<'b> {
    /// A page, not rendered yet.
    Page(&'b Page),
    /// A file as it is.
    File(Output),
}

impl Preview {
    /// Compiles a site for the first time. `today` is the day that reviews are judged by, when not the day itself;
    /// `program` is who asks: pictures that this very program made fit before are not made again.
    ///
    /// # Errors
    /// When it can't be read at all.
    pub(crate) fn begin(root: &Path, today: Option<Date>, drafts: bool, program: String) -> Result<Self> {
        let version = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_secs() * 1_000);
        let mut compiler =
            Compiler { root: root.to_owned(), today, drafts, program, cache: Cache::default(), read: None };
        let first = compiler.compile(&BTreeSet::new())?;
        let snapshot = Snapshot { version, ..Snapshot::default() }.then(first, BTreeSet::new());
        Ok(Self {
            compiler: Mutex::new(compiler),
            versions: watch::Sender::new(snapshot.version),
            snapshot: Mutex::new(Arc::new(snapshot)),
        })
    }

    /// The site as it is.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Tells of each new version.
    pub(super) fn versions(&self) -> watch::Receiver<u64> {
        self.versions.subscribe()
    }

    /// Compiles the site again after a save. What can't be read leaves the site as it was.
    pub(crate) fn saved(&self, changed: BTreeSet<String>) -> Arc<Snapshot> {
        let compiled = self.compiler.lock().unwrap_or_else(PoisonError::into_inner).compile_again(&changed);
        let before = self.snapshot();
        let after = Arc::new(match compiled {
            Ok(compiled) => before.then(compiled, changed),
            Err(error) => before.troubled(&error, changed),
        });
        *self.snapshot.lock().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&after);
        self.versions.send_replace(after.version);
        after
    }
}

impl Snapshot {
    fn then(&self, compiled: Compiled, saved: BTreeSet<String>) -> Self {
        let Compiled { plan, diagnostics: problems } = compiled;
        let before = self.built.as_deref();
        let built = plan.map(|plan| Arc::new(Built::of(plan, before))).or_else(|| self.built.clone());
        Self { version: self.version + 1, built, problems: Arc::new(problems), saved, trouble: None }
    }

    fn troubled(&self, error: &anyhow::Error, saved: BTreeSet<String>) -> Self {
        Self {
            version: self.version + 1,
            built: self.built.clone(),
            problems: Arc::clone(&self.problems),
            saved,
            trouble: Some(format!("{error:#}")),
        }
    }

    /// Problems of one file; those without a place belong to the file of no name.
    pub(crate) fn problems_of(&self, path: &str) -> &[Diagnostic] {
        self.part(|problem| problem.path() < path, |problem| problem.path() == path)
    }

    /// Problems of all files in a folder, which is given with the `/` at its end.
    pub(super) fn problems_in(&self, folder: &str) -> &[Diagnostic] {
        self.part(|problem| problem.path() < folder, |problem| problem.path().starts_with(folder))
    }

    /// A part of the problems, which are in the order of their files.
    fn part(&self, is_before: impl Fn(&Diagnostic) -> bool, is_in: impl Fn(&Diagnostic) -> bool) -> &[Diagnostic] {
        let rest = &self.problems[self.problems.partition_point(is_before)..];
        &rest[..rest.partition_point(is_in)]
    }

    /// Problems of one weight.
    pub(crate) fn count(&self, severity: Severity) -> usize {
        self.problems.par_iter().filter(|problem| problem.severity == severity).count()
    }
}

impl Built {
    /// What was somewhere `before` may well be there still.
    fn of(plan: Plan, before: Option<&Self>) -> Self {
        let same = before.filter(|before| {
            Arc::ptr_eq(&plan.pages, &before.plan.pages) && Arc::ptr_eq(&plan.site.assets, &before.plan.site.assets)
        });
        let addresses = match same {
            Some(before) => Arc::clone(&before.addresses),
            None => Arc::new(addresses(&plan)),
        };
        Self { addresses, formats: OnceLock::new(), plan }
    }

    /// What is at the path of an output, such as `faq/index.html`. Nothing is looked for on the disk: what is not
    /// in the site is not found.
    ///
    /// # Errors
    /// When a file of the site can't be read.
    pub(super) fn at(&self, path: &str) -> Result<Option<Served<'_>>> {
        let Plan { site, pages, .. } = &self.plan;
        Ok(match self.addresses.get(path).or_else(|| self.fingerprinted(path)) {
            Some(ServedPlace::Page(index)) => Some(Served::Page(&pages[*index])),
            Some(ServedPlace::Asset(index)) => Some(Served::File(render::asset(&site.assets[*index])?)),
            Some(ServedPlace::Smaller(index)) => render::smaller(&site.assets[*index]).map(Served::File),
            None => self.formats().get(path).cloned().map(Served::File),
        })
    }

    /// State of the review of the article in a file.
    pub(super) fn state_of(&self, file: &str) -> Option<&'static str> {
        let site = &self.plan.site;
        let article = site.article(file.strip_prefix("content/")?)?;
        Some(state(site, &site[article]).name())
    }

    /// The site's name.
    pub(super) fn name(&self) -> &str {
        &self.plan.site.config.name
    }

    /// The address of the page whose file was written last.
    pub(crate) fn last_written(&self, root: &Path) -> Option<String> {
        let site = &self.plan.site;
        let current = site.ids().filter(|id| site.is_published(&site[*id]));
        let last = last_written(root, current.map(|id| site[id].source.path.as_str()))?;
        let article = &site[site.article(last.strip_prefix("content/")?)?];
        Some(article.address.absolute(site.config.base_path()))
    }

    /// Whether a page or file is there.
    pub(super) fn has(&self, path: &str) -> bool {
        self.addresses.contains_key(path)
    }

    fn formats(&self) -> &HashMap<String, Output> {
        self.formats.get_or_init(|| {
            let Plan { site, pages, .. } = &self.plan;
            let outputs = render::formats::beside(site, pages).into_iter();
            outputs.map(|output| (output.path.clone(), output)).collect()
        })
    }

    /// The stylesheet of today for one that a page from before the last save asks for: it carries a fingerprint of its
    /// bytes in its name.
    fn fingerprinted(&self, path: &str) -> Option<&ServedPlace> {
        let stem = without_fingerprint(path)?;
        let assets = &self.plan.site.assets;
        let current = assets.iter().find(|asset| without_fingerprint(&asset.address) == Some(stem))?;
        self.addresses.get(&current.address)
    }
}

/// `style` for `style.0f3a5c77.css`
fn without_fingerprint(path: &str) -> Option<&str> {
    let (stem, print) = path.strip_suffix(".css")?.rsplit_once('.')?;
    (print.len() == 8 && print.bytes().all(|b| b.is_ascii_hexdigit())).then_some(stem)
}

/// What is where.
fn addresses(plan: &Plan) -> HashMap<String, ServedPlace> {
    let pages = plan.pages.iter().enumerate();
    let pages = pages.map(|(index, page)| (page.address(&plan.site).output_path(), ServedPlace::Page(index)));
    let assets = plan.site.assets.iter().enumerate();
    let assets = assets.flat_map(|(index, asset)| {
        let smaller = asset.smaller.as_ref().map(|smaller| (smaller.address.clone(), ServedPlace::Smaller(index)));
        std::iter::once((asset.address.clone(), ServedPlace::Asset(index))).chain(smaller)
    });
    // Where two claim one address, the first has it, as in the list of what is wrong.
    let mut addresses = HashMap::with_capacity(plan.pages.len());
    for (address, place) in pages.chain(assets) {
        addresses.entry(address).or_insert(place);
    }
    addresses
}
